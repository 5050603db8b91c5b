"""Files that are there whole or not at all, and how much room there is for them."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from aitui.data.errors import AituiError

RESERVE_BYTES = 100_000_000
"""What an install leaves free on the disk for everything else."""


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that at every moment the old or the new content is there, whole.

    Raises AituiError where it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise AituiError(
            f"cannot be written ({error.strerror})", where=str(path), remedy="Check permissions and free space"
        ) from error


def existing_parent(path: Path) -> Path:
    """`path` or the nearest folder above it that is there."""
    return next(folder for folder in (path, *path.parents) if folder.exists())


def check_room(folder: Path, needed: int, what: str) -> None:
    """Raise AituiError where the disk of `folder` (which need not exist) has no room for `needed` more bytes."""
    free = shutil.disk_usage(existing_parent(folder)).free
    if free < needed + RESERVE_BYTES:
        raise AituiError(
            f"the disk is too full for {what}: {megabytes(needed)} are needed and {megabytes(RESERVE_BYTES)} kept free,"
            f" {megabytes(free)} are there",
            where=str(folder),
            remedy="Free some space, or let ARGOS_PACKAGES_DIR name a folder on another disk",
        )


def megabytes(size: float) -> str:
    """Bytes for people, such as `150.5 MB`."""
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"


def folder_bytes(folder: Path) -> int:
    """What the files of a folder take, in bytes; 0 where it cannot be looked at."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.stat(os.path.join(parent, name)).st_size
            except OSError:
                continue  # gone meanwhile
    return total
