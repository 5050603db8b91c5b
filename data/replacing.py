"""Writing a file that is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from aitui.data.errors import AituiError

_DEVICES = (Path("/dev"), Path("/dev/fd"), Path("/proc/self/fd"))
STANDARD_OUTPUT = "-"
"""What names it where a file is written."""


def user_path(name: str) -> Path:
    """The file that a person means by `name`; `~` is the home, and stays where there is no such user."""
    return Path(os.path.expanduser(name))


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A new file that takes the place of `path` when the block ends; an exception leaves everything as it was.

    A link at `path` stays one, and what it leads to is replaced; the permissions stay. Devices and pipes are written to
    as they are, and so is what a device stands for (`/dev/stdout`). Raises OSError.
    """
    if path.parent in _DEVICES:
        with path.open("ab") as file:
            yield file
        return
    target = path.resolve()
    if target.exists() and not target.is_file() and not target.is_dir():
        with target.open("wb") as file:
            yield file
        return
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """As `replacing`, for files that a person named: raises AituiError with the way out where it cannot be written."""
    if "\0" in str(path):
        raise AituiError("no file can have this name", where=str(path), remedy="Choose another one")
    try:
        with replacing(path) as file:
            yield file
    except OSError as error:
        raise AituiError(
            f"cannot be written ({error.strerror or error})", where=str(path), remedy=_remedy(error, path)
        ) from error


def _remedy(error: OSError, path: Path) -> str:
    match error:
        case FileNotFoundError():
            return f"Make the folder {path.resolve().parent} first, or name another one"
        case PermissionError() | IsADirectoryError() | NotADirectoryError():
            return "Name a file in a folder that you may write to"
        case _:
            return "Check the name and the free space, or name another place"
