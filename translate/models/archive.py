"""Unpacks an `.argosmodel`, a zip file with one folder in it, and trusts nothing that it says.

What it may hold is limited before anything is read of it (entries, sizes, ratio, names), and what comes out is counted.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from aitui.data.errors import AituiError
from aitui.translate.models.files import check_room, megabytes
from aitui.translate.models.transfer import OnProgress, Progress, Stop, ignore_progress

_BLOCK = 1024 * 1024
_TAIL = 22 + 65535
"""The end record of a zip file and the longest comment behind it."""
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_RESERVED = frozenset('<>:"|?*')


@dataclass(frozen=True, slots=True)
class Limits:
    """What a pack may be. Published ones have up to some dozen files and 0.5 GB, and shrink by less than half."""

    entries: int = 2_000
    directory_bytes: int = 1_000_000
    """The table of contents."""
    total_bytes: int = 6_000_000_000
    ratio: float = 30.0
    """Bytes unpacked for each byte of the archive; small ones are let off."""
    unsuspicious_bytes: int = 50_000_000
    """The total up to which the ratio does not matter."""
    name_bytes: int = 200
    depth: int = 12


class UnsafeArchiveError(AituiError):
    """An archive that is damaged or made to do harm; nothing of it was kept."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            what, where=str(path), remedy="Nothing was installed; get the file again from where it is published"
        )


def unpack(
    path: Path,
    into: Path,
    *,
    limits: Limits | None = None,
    on_progress: OnProgress = ignore_progress,
    stop: Stop | None = None,
) -> Path:
    """Unpack the archive `path` into the empty folder `into`; the one folder that it holds.

    Raises UnsafeArchiveError naming what is wrong, AituiError where the disk is too full, StoppedError. What was
    written by then is in `into`, for the caller to remove.
    """
    limits, stop = limits or Limits(), stop or Stop()
    _check_directory(path, limits)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            root = _checked(path, entries, limits)
            total = sum(entry.file_size for entry in entries)
            check_room(into, total, "unpacking the model")
            done = 0
            for entry in entries:
                target = into / entry.filename
                if entry.is_dir():
                    target.mkdir(parents=True, exist_ok=True)
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(entry) as source, target.open("xb") as file:
                    left = entry.file_size
                    while block := source.read(_BLOCK):
                        stop.check()
                        left -= len(block)
                        if left < 0:
                            raise UnsafeArchiveError(path, f"{_shown(entry.filename)} is longer than the archive says")
                        file.write(block)
                        done += len(block)
                        on_progress(Progress("unpacking", done, total))
                    if left:
                        raise UnsafeArchiveError(path, f"{_shown(entry.filename)} is shorter than the archive says")
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, RuntimeError) as error:
        # A RuntimeError is an encrypted entry or one packed in a way that zipfile does not know.
        raise UnsafeArchiveError(path, f"the archive is damaged ({error})") from error
    except (UnicodeError, ValueError) as error:
        raise UnsafeArchiveError(path, f"the archive makes no sense ({error})") from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # a place before the beginning of the file
            raise UnsafeArchiveError(path, "the archive is damaged") from error
        raise AituiError(f"cannot be unpacked ({error.strerror or error})", where=str(path)) from error
    return into / root


def copy_folder(
    source: Path,
    into: Path,
    *,
    limits: Limits | None = None,
    on_progress: OnProgress = ignore_progress,
    stop: Stop | None = None,
) -> Path:
    """Copy an unpacked pack, under the limits of `unpack`; the copy, a folder in `into`."""
    limits, stop = limits or Limits(), stop or Stop()
    files: list[tuple[Path, int]] = []
    try:
        for parent, folders, names in os.walk(source):
            for name in [*folders, *names]:
                member = Path(parent, name)
                mode = member.lstat().st_mode
                if not (stat.S_ISDIR(mode) or stat.S_ISREG(mode)):
                    raise UnsafeArchiveError(source, f"{_shown(name)} is a link or no plain file")
            files += [(Path(parent, name), Path(parent, name).lstat().st_size) for name in names]
            if len(files) > limits.entries or len(Path(parent).relative_to(source).parts) > limits.depth:
                raise UnsafeArchiveError(source, f"has more than {limits.entries} files, or folders too deep")
        total, done = sum(size for _, size in files), 0
        if total > limits.total_bytes:
            raise UnsafeArchiveError(source, f"holds {megabytes(total)}; no model is that large")
        check_room(into, total, "copying the model")
        root = into / source.name
        for member, _ in files:
            target = root / member.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            with member.open("rb") as reading, target.open("xb") as writing:
                while block := reading.read(_BLOCK):
                    stop.check()
                    writing.write(block)
                    done += len(block)
                    on_progress(Progress("copying", done, total))
        shutil.copystat(source, root)
    except OSError as error:
        raise AituiError(f"cannot be copied ({error.strerror or error})", where=str(source)) from error
    return root


def _check_directory(path: Path, limits: Limits) -> None:
    """Look at the end record alone: reading the table of contents of a million files would take a gigabyte."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL - _LOCATOR64.size))
            tail = file.read()
            position = tail.rfind(b"PK\x05\x06")
            if position < 0 or len(tail) - position < _END.size:
                raise UnsafeArchiveError(path, "this is no .argosmodel file: it is cut off, or no zip archive at all")
            fields = _END.unpack_from(tail, position)
            entries, directory = fields[4], fields[5]
            locator = position - _LOCATOR64.size
            if locator >= 0 and tail[locator : locator + 4] == b"PK\x06\x07":
                file.seek(_LOCATOR64.unpack_from(tail, locator)[2])
                record = file.read(_END64.size)
                if len(record) == _END64.size and record.startswith(b"PK\x06\x06"):
                    fields = _END64.unpack(record)
                    entries, directory = max(entries, fields[7]), max(directory, fields[8])
                    if entries == 0xFFFF or directory == 0xFFFFFFFF:
                        entries, directory = fields[7], fields[8]
    except OSError as error:
        raise AituiError(f"cannot be read ({error.strerror})", where=str(path)) from error
    if entries > limits.entries:
        raise UnsafeArchiveError(path, f"has {entries:,} entries; a model has a few dozen")
    if directory > limits.directory_bytes:
        raise UnsafeArchiveError(path, f"has a table of contents of {megabytes(directory)}; a model's is tiny")


def _checked(path: Path, entries: Sequence[zipfile.ZipInfo], limits: Limits) -> str:
    """Look at every entry before any is unpacked; the name of the one root folder."""
    if len(entries) > limits.entries:
        raise UnsafeArchiveError(path, f"has {len(entries):,} entries; a model has a few dozen")
    files: set[tuple[str, ...]] = set()
    folders: set[tuple[str, ...]] = set()
    for entry in entries:
        reason = _fault(entry, limits)
        if reason:
            raise UnsafeArchiveError(path, f"{_shown(entry.orig_filename)} {reason}")
        # Some file systems know no difference between upper and lower case or between ways to write an umlaut.
        parts = PurePosixPath(unicodedata.normalize("NFC", entry.filename).casefold()).parts
        if parts in files or (parts in folders and not entry.is_dir()):
            raise UnsafeArchiveError(path, f"has {_shown(entry.filename)} twice")
        if entry.is_dir():
            folders.add(parts)
        else:
            files.add(parts)
        folders.update(parts[:length] for length in range(1, len(parts)))
    if clash := files & folders:
        raise UnsafeArchiveError(path, f"has {_shown('/'.join(min(clash)))} as a file and as a folder")
    total = sum(entry.file_size for entry in entries)
    if total > limits.total_bytes:
        raise UnsafeArchiveError(path, f"would unpack to {megabytes(total)}; no model is that large")
    if total > limits.unsuspicious_bytes and total > limits.ratio * path.stat().st_size:
        raise UnsafeArchiveError(path, f"would unpack from {megabytes(path.stat().st_size)} to {megabytes(total)}")
    roots = {entry.filename.split("/", 1)[0] for entry in entries}
    if len(roots) != 1 or any(len(parts) < 2 for parts in files):
        raise UnsafeArchiveError(path, "does not hold exactly one folder, as a model does")
    return roots.pop()


def _fault(entry: zipfile.ZipInfo, limits: Limits) -> str:
    """What is wrong with an entry, or an empty string."""
    name = entry.orig_filename
    parts = name.rstrip("/").split("/")
    if name.startswith(("/", "\\")) or "\\" in name or ".." in parts or (len(name) > 1 and name[1] == ":"):
        return "would be written outside of its folder"
    if any(part in ("", ".") or part.endswith((".", " ")) for part in parts) or len(parts) > limits.depth:
        return "has a name that no file can have"
    if any(ord(sign) < 32 or sign in _RESERVED for sign in name) or len(os.fsencode(name)) > limits.name_bytes:
        return "has a name that no file can have"
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or no plain file"
    if entry.flag_bits & _ENCRYPTED:
        return "is encrypted"
    if entry.compress_type not in _METHODS:
        return "is packed in a way that models are not"
    return ""


def _shown(name: str) -> str:
    """A name from an archive, short and without control characters."""
    clean = "".join(sign if sign.isprintable() else "?" for sign in name)
    return "“" + (clean if len(clean) <= 60 else clean[:57] + "…") + "”"
