"""Installs packs: from where they are published, from a file, from a folder.

Each is checked, unpacked, noted and tried out before anything of it is seen; whatever fails, nothing is left behind
but, after a broken connection, the part of the download that is there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from aitui.data.errors import AituiError
from aitui.translate.argos_folders import package_folders
from aitui.translate.models import receipt
from aitui.translate.models.archive import Limits, copy_folder, unpack
from aitui.translate.models.catalogue import Entry, is_direction
from aitui.translate.models.download import Download, sha256_of
from aitui.translate.models.files import check_room, megabytes
from aitui.translate.models.health import remember_sound
from aitui.translate.models.staging import Staging, staging
from aitui.translate.models.transfer import OnProgress, Progress, Stop, ignore_progress
from aitui.translate.models.trial import try_out
from aitui.translate.models.trust import Trust, UntrustedError, expected_checksum, judge, remember
from aitui.translate.packages import DamagedPackage, Package, read_folder, scan

SUFFIX = ".argosmodel"
_UNPACKED_PER_BYTE = 1.5
_MOST_METADATA_BYTES = 1_000_000
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+){0,3}")


@dataclass(frozen=True, slots=True)
class Installed:
    """A pack that was installed."""

    package: Package
    source: str
    """The address or path it came from."""
    sha256: str
    trust: Trust
    translation: str
    """What it made of a short sentence."""


@dataclass(slots=True)
class Installer:
    """Installs into Argos' folder; `records` and `downloads` are those of `aitui.data.paths.Paths`."""

    records: Path
    """What is remembered of models (`Paths.models`)."""
    downloads: Path
    """Where parts of downloads lie (`Paths.downloads`)."""
    packages: Path = field(default_factory=lambda: package_folders()[0])
    limits: Limits = field(default_factory=Limits)
    pause: float = 0.5
    """Seconds between the first tries of a link."""

    def from_catalogue(
        self,
        entry: Entry,
        *,
        vouched: bool = False,
        on_progress: OnProgress = ignore_progress,
        stop: Stop | None = None,
    ) -> Installed:
        """Download and install a pack.

        Raises UntrustedError, before anything is downloaded, where no checksum is known and nobody vouches (`vouched`);
        StoppedError; AituiError saying what went wrong.
        """
        sha256 = entry.sha256 or expected_checksum(self.records, entry.direction, entry.version)
        if vouched and entry.sha256 is None:
            sha256 = None
        elif sha256 is None:
            raise UntrustedError(entry.name)
        size = entry.size or 0
        check_room(self.packages, int(size * _UNPACKED_PER_BYTE), f"{entry.name} ({megabytes(size)} to download)")
        stop = stop or Stop()
        target = self.downloads / f"{entry.folder_name}{SUFFIX}"
        download = Download(
            entry.links,
            target,
            size=entry.size,
            sha256=sha256,
            on_progress=on_progress,
            stop=stop,
            pause=self.pause,
        )
        with _place(self.packages) as place:
            try:
                done = download.run()
                return self._archive(place, target, done.sha256, done.link, vouched, entry, on_progress, stop)
            finally:
                target.unlink(missing_ok=True)
                self._tidy()

    def from_path(
        self, path: Path, *, vouched: bool = False, on_progress: OnProgress = ignore_progress, stop: Stop | None = None
    ) -> Installed:
        """Install an `.argosmodel` file or the folder of an unpacked pack, as `from_catalogue` does."""
        path, stop = path.expanduser().absolute(), stop or Stop()
        if not path.exists():
            raise AituiError("there is no such file", where=str(path))
        with _place(self.packages) as place:
            if path.is_dir():
                return self._folder(place, path, vouched, on_progress, stop)
            try:
                sha256 = sha256_of(path, stop)
            except OSError as error:
                raise AituiError(f"cannot be read ({error.strerror})", where=str(path)) from error
            return self._archive(place, path, sha256, str(path), vouched, None, on_progress, stop)

    def remove(self, package: Package) -> None:
        """Remove an installed pack. Raises AituiError for one that is bundled, or when it cannot be removed."""
        if package.bundled:
            raise AituiError(
                f"{package.name} comes with aitui and stays", remedy="Choose another model for its direction instead"
            )
        self.remove_folder(package.root)

    def remove_folder(self, root: Path) -> None:
        """Remove the folder of a pack, damaged or not. Raises AituiError."""
        with _place(root.parent) as place:
            place.take_away(root)

    def _archive(
        self,
        place: Staging,
        path: Path,
        sha256: str,
        source: str,
        vouched: bool,
        entry: Entry | None,
        on_progress: OnProgress,
        stop: Stop,
    ) -> Installed:
        root = unpack(path, place.folder, limits=self.limits, on_progress=on_progress, stop=stop)
        package = self._checked(root, path, entry)
        trust = judge(self.records, package.name, sha256, vouched=vouched)
        return self._finish(place, package, source, sha256, trust, on_progress, stop)

    def _folder(self, place: Staging, path: Path, vouched: bool, on_progress: OnProgress, stop: Stop) -> Installed:
        root = copy_folder(path, place.folder, limits=self.limits, on_progress=on_progress, stop=stop)
        (root / receipt.NAME).unlink(missing_ok=True)
        package = self._checked(root, path, None)
        sha256 = hashlib.sha256(msgspec.json.encode(sorted(receipt.checksums(root, stop=stop).items()))).hexdigest()
        trust = judge(self.records, package.name, sha256, vouched=vouched)
        return self._finish(place, package, str(path), sha256, trust, on_progress, stop)

    def _checked(self, root: Path, path: Path, entry: Entry | None) -> Package:
        """The pack in `root`, if it is one and the one that was asked for."""
        metadata = root / "metadata.json"
        if metadata.is_file() and metadata.stat().st_size > _MOST_METADATA_BYTES:
            raise AituiError("metadata.json is far too large", where=str(path))
        found = read_folder(root)
        if found is None:
            raise AituiError("this is a pack for Argos, but no translation model", where=str(path))
        if isinstance(found, DamagedPackage):
            raise AituiError(f"this is no usable model: {found.reason}", where=str(path), remedy="Get the file again")
        if not is_direction(found.from_code, found.to_code) or not _VERSION.fullmatch(found.version):
            raise AituiError(
                f"metadata.json says that it translates {found.from_code!r} to {found.to_code!r} in version"
                f" {found.version!r}, which makes no sense",
                where=str(path),
            )
        if entry is not None and found.name != entry.name:
            raise AituiError(f"the file holds {found.name}, not {entry.name}", where=str(path))
        return found

    def _finish(
        self,
        place: Staging,
        package: Package,
        source: str,
        sha256: str,
        trust: Trust,
        on_progress: OnProgress,
        stop: Stop,
    ) -> Installed:
        on_progress(Progress("trying it out"))
        translation = try_out(package.root, stop)
        stop.check()
        receipt.write(package.root, source, sha256, trust)
        root = place.put_in_place(package.root, self._folder_name(package))
        installed = read_folder(root)
        assert isinstance(installed, Package)
        if trust is Trust.GIVEN:
            remember(self.records, package.name, sha256)
        remember_sound(self.records, installed)
        return Installed(installed, source, sha256, trust, translation)

    def _folder_name(self, package: Package) -> str:
        """That of the same version, if it is installed already; so that no version is there twice."""
        for other in scan([self.packages]).packages:
            if not other.bundled and other.name == package.name:
                return other.root.name
        return Entry(package.from_code, package.to_code, package.version).folder_name

    def _tidy(self) -> None:
        """A folder of downloads without any goes too."""
        try:
            self.downloads.rmdir()
        except OSError:
            return


def packs_at(path: Path) -> list[Path]:
    """What there is to install: the file or unpacked pack itself, or every pack file in a folder.

    Raises AituiError naming the folder when it holds none.
    """
    if not path.is_dir() or (path / "metadata.json").exists():
        return [path]
    packs = sorted(path.glob(f"*{SUFFIX}"))
    if not packs:
        raise AituiError(f"there is no {SUFFIX} file in this folder, and it is no model", where=str(path))
    return packs


@contextmanager
def _place(packages: Path) -> Iterator[Staging]:
    try:
        with staging(packages) as place:
            yield place
    except OSError as error:
        raise AituiError(
            f"the folder of the models cannot be written ({error.strerror or error})",
            where=str(packages),
            remedy="Check its permissions and the disk, or let ARGOS_PACKAGES_DIR name another folder",
        ) from error
