"""Where a pack is put together before it is seen: beside the folder of the packs, on the same disk.

Argos programs take every folder among the packs for a pack and fail at a half one. What a killed install has left is
removed by the next, and at the next start.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aitui.translate.models.lock import BusyError, exclusive

_FOLDER = ".aitui-staging"
_REPLACED = "replaced"
_NEW = "new"
_NO_PACK = b'{"type": "staging", "package_version": "0"}\n'


@dataclass(frozen=True, slots=True)
class Staging:
    """A place on the disk of `packages` for one install."""

    packages: Path
    base: Path

    @property
    def folder(self) -> Path:
        """Where to put the pack together."""
        return self.base / _NEW

    def put_in_place(self, root: Path, name: str) -> Path:
        """Move the pack `root` among the packs as `name`, in one step; one of this name makes way for it.

        Raises OSError, and then the one before is back.
        """
        target = self.packages / name
        aside = self.base / _REPLACED / name
        if target.exists():
            aside.parent.mkdir()
            os.rename(target, aside)
        try:
            os.rename(root, target)
        except OSError:
            if aside.exists():
                os.rename(aside, target)
            raise
        return target

    def take_away(self, root: Path) -> None:
        """Remove a pack so that it is there whole or not at all. Raises OSError."""
        os.rename(root, self.folder / root.name)


@contextmanager
def staging(packages: Path) -> Iterator[Staging]:
    """A place to put a pack together, made together with `packages` and removed with all in it in the end.

    Raises BusyError while another program installs, OSError where it cannot write.
    """
    packages.mkdir(parents=True, exist_ok=True)
    base = _base(packages)
    with exclusive(packages):
        _remove(base, packages)
        (base / _NEW).mkdir(parents=True)
        if base.parent == packages:
            (base / "metadata.json").write_bytes(_NO_PACK)
        try:
            yield Staging(packages, base)
        finally:
            _remove(base, packages)


def sweep(packages: Path) -> None:
    """Remove what a killed install has left, unless one is at work."""
    for base in _bases(packages):
        try:
            if base.exists():
                with exclusive(packages):
                    _remove(base, packages)
        except (BusyError, OSError):
            return  # somebody else's, or for the next time


def _remove(base: Path, packages: Path) -> None:
    """Remove all; but a pack that had made way for one that never came goes back."""
    replaced = base / _REPLACED
    if replaced.is_dir():
        for root in replaced.iterdir():
            if not (packages / root.name).exists():
                os.rename(root, packages / root.name)
    shutil.rmtree(base, ignore_errors=True)


def _bases(packages: Path) -> tuple[Path, Path]:
    return packages.parent / _FOLDER, packages / _FOLDER


def _base(packages: Path) -> Path:
    """Beside the packs, where that is the same disk and can be written to; else among them, marked as no pack."""
    beside, among = _bases(packages)
    same_disk = packages.parent.stat().st_dev == packages.stat().st_dev
    return beside if same_disk and os.access(packages.parent, os.W_OK) else among
