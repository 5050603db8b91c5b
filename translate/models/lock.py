"""One install at a time into a folder, whatever number of programs run."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aitui.data.errors import AituiError


class BusyError(AituiError):
    """Another program is installing."""

    def __init__(self, folder: Path) -> None:
        super().__init__("another aitui is installing a model", where=str(folder), remedy="Try again when it is done")


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold `folder`, which must exist, for this process alone; the system lets go of it however the process ends.

    Raises BusyError where another process has it.
    """
    descriptor = _open(folder)
    try:
        try:
            _lock(descriptor)
        except OSError as error:
            raise BusyError(folder) from error
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _open(folder: Path) -> int:
        # Folders cannot be locked here; the file goes with its last holder.
        return os.open(folder.with_name(f".{folder.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_TEMPORARY)

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _open(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY | os.O_CLOEXEC)

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
