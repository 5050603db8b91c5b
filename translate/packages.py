"""Translation models on this machine: the bundled ones and the packs that Argos programs have installed.

Nothing here loads a model or imports Argos: finding the packs costs a few small files.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from aitui.translate.argos_folders import package_folders

BUNDLED = Path(__file__).parent / "bundled"
"""The folder of the models that come with aitui, unpacked."""

_SAMPLES = 64
_SAMPLE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Package:
    """A model for one direction, unpacked in a folder: metadata, CTranslate2 model, tokenizer."""

    from_code: str
    to_code: str
    version: str
    root: Path
    bundled: bool
    target_prefix: str = ""
    """A token that some packs want at the start of every translation; it is no part of the text."""

    @property
    def name(self) -> str:
        """Direction and version, such as `de_en 1.3`."""
        return f"{self.from_code}_{self.to_code} {self.version}".strip()

    @property
    def model_folder(self) -> Path:
        """Where CTranslate2 loads the model from."""
        return self.root / "model"

    @property
    def shortlist(self) -> Path:
        """Which target pieces each source piece calls for; not every pack has one. CTranslate2 wants this name."""
        return self.model_folder / "vmap.txt"

    @property
    def sentencepiece_model(self) -> Path:
        """The SentencePiece tokenizer; older packs have a `bpe_model` instead."""
        return self.root / "sentencepiece.model"

    @property
    def bpe_model(self) -> Path:
        """The subword codes of an older pack."""
        return self.root / "bpe.model"

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits that change with the model's weights, shortlist or tokenizer.

        Hashes size and evenly spaced samples instead of up to 150 MB; remembered as long as the files' sizes and
        times of change stay. Raises OSError when the model has vanished.
        """
        files = (self.model_folder / "model.bin", self.shortlist, self.sentencepiece_model, self.bpe_model)
        return _fingerprint(tuple(_stamp(path) for path in files if path.exists()))


@dataclass(frozen=True, slots=True)
class DamagedPackage:
    """A folder that should hold a model and does not."""

    root: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What a look at the folders found."""

    packages: tuple[Package, ...]
    """Every usable pack, also those that a newer version outdoes."""
    damaged: tuple[DamagedPackage, ...]

    def preferred(self) -> list[Package]:
        """One pack per direction: an installed one before a bundled one, then the newest version."""
        best: dict[tuple[str, str], Package] = {}
        for package in sorted(self.packages, key=_preference):
            best[package.from_code, package.to_code] = package
        return list(best.values())


class _Metadata(msgspec.Struct):
    """What aitui reads of an Argos pack's `metadata.json`."""

    from_code: str = ""
    to_code: str = ""
    package_version: str = ""
    type: str = "translate"
    target_prefix: str = ""


def discover(installed_dirs: Sequence[Path] | None = None) -> list[Package]:
    """The packs to translate with, one per direction; `installed_dirs` default to Argos' own folders."""
    return scan(installed_dirs).preferred()


def scan(installed_dirs: Sequence[Path] | None = None) -> Scan:
    """Look through the bundled models and `installed_dirs` (default: Argos' own folders); reads metadata only."""
    packages: list[Package] = []
    damaged: list[DamagedPackage] = []
    folders = [(BUNDLED, True), *((folder, False) for folder in _given(installed_dirs))]
    for folder, bundled in folders:
        for root in _subfolders(folder):
            found = _read_standing_folder(root, bundled=bundled)
            if isinstance(found, Package):
                packages.append(found)
            elif found is not None:
                damaged.append(found)
    return Scan(tuple(packages), tuple(damaged))


def _given(installed_dirs: Sequence[Path] | None) -> Iterable[Path]:
    return package_folders() if installed_dirs is None else installed_dirs


def _subfolders(folder: Path) -> list[Path]:
    """Sorted, so that the same folders always give the same order; a folder that is not there has none."""
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] not in "._")
    except OSError:
        return []


def _read_standing_folder(root: Path, *, bundled: bool) -> Package | DamagedPackage | None:
    """As `read_folder`; a pack that another program replaces or removes meanwhile is not taken for a damaged one."""
    while True:
        before = _identity(root)
        found = read_folder(root, bundled=bundled)
        if not isinstance(found, DamagedPackage):
            return found
        after = _identity(root)
        if after is None:
            return None
        if after == before:
            return found


def _identity(folder: Path) -> tuple[int, int] | None:
    """Device and inode: they stay with a folder under any name."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def read_folder(root: Path, *, bundled: bool = False) -> Package | DamagedPackage | None:
    """The pack in `root`, or what is wrong with it; None for Argos packs that are no translation models."""
    try:
        metadata = msgspec.json.decode((root / "metadata.json").read_bytes(), type=_Metadata)
    except FileNotFoundError:
        return DamagedPackage(root, "metadata.json is missing")
    except (OSError, msgspec.MsgspecError) as error:
        return DamagedPackage(root, f"metadata.json cannot be read ({error})")
    if metadata.type != "translate":
        return None
    if not metadata.from_code or not metadata.to_code:
        return DamagedPackage(root, "metadata.json does not say from which language to which it translates")
    package = Package(
        metadata.from_code, metadata.to_code, metadata.package_version, root, bundled, metadata.target_prefix
    )
    if not _is_filled(package.model_folder / "model.bin"):
        return DamagedPackage(root, "model/model.bin is missing or empty")
    if not package.sentencepiece_model.is_file() and not package.bpe_model.is_file():
        return DamagedPackage(root, "neither sentencepiece.model nor bpe.model is there")
    return package


def _is_filled(file: Path) -> bool:
    try:
        return file.stat().st_size > 0
    except OSError:
        return False


def _preference(package: Package) -> tuple[bool, tuple[int, ...]]:
    """Sort key, best last."""
    return not package.bundled, version_key(package.version)


def version_key(version: str) -> tuple[int, ...]:
    """Sort key of a version, newest last; versions compare by their numbers, so 1.10 is newer than 1.9."""
    return tuple(int(number) for number in re.findall("[0-9]{1,9}", version))


def _stamp(path: Path) -> tuple[Path, int, int]:
    status = path.stat()
    return path, status.st_size, status.st_mtime_ns


@lru_cache(maxsize=64)
def _fingerprint(stamps: tuple[tuple[Path, int, int], ...]) -> str:
    digest = hashlib.blake2b(digest_size=8)
    for path, size, _ in stamps:
        digest.update(f"{path.name} {size}\n".encode())
        with path.open("rb") as file:
            if size <= _SAMPLES * _SAMPLE_BYTES:
                digest.update(file.read())
                continue
            for sample in range(_SAMPLES):
                file.seek((size - _SAMPLE_BYTES) * sample // (_SAMPLES - 1))
                digest.update(file.read(_SAMPLE_BYTES))
    return digest.hexdigest()
