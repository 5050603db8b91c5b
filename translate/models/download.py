"""Downloads one file: streamed to the disk, resumed where it broke off, checked while it comes.

Beside the part that is there (`NAME.part`) lies a note of what it is a part of (`NAME.part.json`). A break costs less
than one block, also when the process is killed: every block is handed to the system at once. Memory does not grow
with the file.
"""

from __future__ import annotations

import hashlib
import http.client
import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from aitui.data.errors import AituiError
from aitui.translate.models.files import check_room, megabytes, write_whole
from aitui.translate.models.transfer import OnProgress, Progress, Speed, Stop, ignore_progress
from aitui.translate.models.web import LinkError, PassingError, explained, interruptible, open_client, refused

if TYPE_CHECKING:
    import httpx

MOST_BYTES = 4_000_000_000
"""What a download of unknown size may reach."""
BLOCK_BYTES = 64 * 1024
_ROOM_CHECK_BYTES = 32_000_000
_FRUITLESS_TRIES = 3
"""How often a link may fail in a row without giving anything new."""
_KEPT_DAYS = 30.0
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A file that has come whole."""

    path: Path
    size: int
    sha256: str
    link: str
    resumed_from: int
    """Bytes that were there from an earlier time."""


class _Note(msgspec.Struct):
    """What a part is a part of."""

    link: str = ""
    validator: str = ""
    """The server's ETag or date of change, for `If-Range`; empty where it gave none."""
    total: int | None = None


class _DamagedError(LinkError):
    """All of it came, and it is not the file."""


class Download:
    """One file from one of several links, into `path`; `size` and `sha256` are checked where they are known.

    `pause` is how many seconds to wait after a first failure; further ones wait twice as long each.
    """

    def __init__(
        self,
        links: Sequence[str],
        path: Path,
        *,
        size: int | None = None,
        sha256: str | None = None,
        on_progress: OnProgress = ignore_progress,
        stop: Stop | None = None,
        pause: float = 0.5,
    ) -> None:
        self.links = list(links)
        self.path = path
        self.size = size
        self.sha256 = sha256
        self._on_progress = on_progress
        self._stop = stop or Stop()
        self._pause = pause
        self._part = path.with_name(path.name + ".part")
        self._note_path = path.with_name(path.name + ".part.json")
        self._speed = Speed()
        self._total: int | None = size

    def run(self) -> Downloaded:
        """Download, trying each link in turn.

        Raises StoppedError, or AituiError with what each link answered. The part stays for the next time where the
        connection was the trouble; where the file was, nothing stays.
        """
        if not self.links:
            raise AituiError(f"no address is known to download {self.path.stem} from")
        problems: list[str] = []
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with open_client() as client:
                for link in self.links:
                    try:
                        return self._from_link(client, link)
                    except LinkError as error:
                        problems.append(f"{urlsplit(link).netloc} {error.what}")
        except OSError as error:
            raise AituiError(
                f"cannot be written ({error.strerror})", where=str(self._part), remedy="Check permissions and the disk"
            ) from error
        finally:
            self._stop.attach(None)
        held = self._held()
        if not held:
            self.discard()
        kept = f"{megabytes(held)} are kept, and the next try goes on from there"
        raise AituiError(
            "the download failed: " + "; ".join(problems),
            remedy="Check the connection and try again" + (f"; {kept}" if held else ""),
        )

    def discard(self) -> None:
        """Remove the part and its note."""
        self._part.unlink(missing_ok=True)
        self._note_path.unlink(missing_ok=True)

    def _from_link(self, client: httpx.Client, link: str) -> Downloaded:
        """Go on with one link as long as it gives something new."""
        resumed_from = best = self._held()
        fruitless = 0
        while True:
            self._stop.check()
            try:
                with explained(self._stop):
                    self._receive(client, link)
                return self._finish(link, resumed_from)
            except _DamagedError:
                self.discard()
                if not resumed_from:
                    raise
                resumed_from = best = 0  # what was there from before may be the wrong part: once more, all of it
            except PassingError as error:
                held = self._held()
                fruitless = 0 if held > best else fruitless + 1
                best = max(best, held)
                if fruitless >= _FRUITLESS_TRIES:
                    raise
                self._stop.wait(error.wait or self._pause * 2**fruitless)

    def _receive(self, client: httpx.Client, link: str) -> None:
        """One request, whose answer goes behind what is there or in its place."""
        held, note = self._held(), self._note()
        headers = {}
        if held and self._can_resume(note, link):
            if held == self.size:
                return
            headers["Range"] = f"bytes={held}-"
            if note.validator and note.link == link:
                headers["If-Range"] = note.validator
        else:
            held = 0
        with client.stream("GET", link, headers=headers, extensions=interruptible(self._stop)) as response:
            if response.url.scheme == "http" and link.startswith("https:"):
                raise LinkError("leads from a safe address to an unsafe one")
            if response.status_code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE and held:
                self._check_end(response, held)
            elif response.status_code == http.client.PARTIAL_CONTENT and held:
                self._append(response, self._continued_at(response, held, note))
            elif response.status_code == http.client.OK:
                self._total = _length(response)
                self._append(response, 0, _Note(link, _validator(response), self._total))
            else:
                raise refused(response)

    def _check_end(self, response: httpx.Response, held: int) -> None:
        """Nothing follows what is there: either that is all, or it belongs to another file."""
        if response.headers.get("Content-Range") != f"bytes */{held}":
            self.discard()
            raise PassingError("has another file than before")
        self._total = held

    def _continued_at(self, response: httpx.Response, held: int, note: _Note) -> int:
        match = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
        total = int(match[2]) if match is not None and match[2] != "*" else None
        changed = total is not None and note.total is not None and total != note.total
        if match is None or int(match[1]) != held or changed:
            self.discard()
            raise PassingError("has another file than before")
        self._total = total
        return held

    def _append(self, response: httpx.Response, begin: int, note: _Note | None = None) -> None:
        """Write what comes behind the first `begin` bytes; a `note` begins a new part."""
        blocks = response.iter_raw(BLOCK_BYTES)
        first = next(blocks, b"")
        if note is not None and not first.startswith(_ZIP):
            raise LinkError(f"sent {_kind(first)} instead of a model")
        if self.size is not None and self._total not in (None, self.size):
            raise LinkError(f"has a file of {self._total:,} bytes, it should have {self.size:,}")
        most = self._total or self.size or MOST_BYTES
        if most > MOST_BYTES:
            raise LinkError(f"has a file of {megabytes(most)}; no model is that large")
        check_room(self.path.parent, (self._total or self.size or begin) - begin, "this download")
        if note is not None:
            write_whole(self._note_path, msgspec.json.encode(note))
        done = checked = begin
        with self._part.open("wb" if note is not None else "ab", buffering=0) as file:
            block = first
            while block:
                done += len(block)
                if done > most:
                    self.discard()
                    raise LinkError(f"sends more than the {most:,} bytes that a model can have")
                _write(file.fileno(), block)
                if done - checked > _ROOM_CHECK_BYTES:
                    checked = done
                    check_room(self.path.parent, 0, "this download")
                self._on_progress(Progress("downloading", done, self._total or self.size, self._speed.at(done)))
                self._stop.check()
                block = next(blocks, b"")

    def _finish(self, link: str, resumed_from: int) -> Downloaded:
        """Check what is there and give it its name."""
        size, total = self._held(), self._total or 0
        if size < total:
            raise PassingError(f"sent {size:,} of {total:,} bytes")
        if self.size is not None and size != self.size:
            raise _DamagedError(f"sent {size:,} bytes, it should be {self.size:,}")
        digest = sha256_of(self._part, self._stop)
        if self.sha256 is not None and digest != self.sha256:
            raise _DamagedError(f"sent a file with the checksum {digest[:12]}…, it should be {self.sha256[:12]}…")
        self._part.replace(self.path)
        self._note_path.unlink(missing_ok=True)
        return Downloaded(self.path, size, digest, link, resumed_from)

    def _can_resume(self, note: _Note, link: str) -> bool:
        """A part of another link's file fits where the checksum will tell; else the server has to vouch for it."""
        return self.sha256 is not None or (note.link == link and bool(note.validator or note.total))

    def _held(self) -> int:
        try:
            return self._part.stat().st_size
        except OSError:
            return 0

    def _note(self) -> _Note:
        try:
            return msgspec.json.decode(self._note_path.read_bytes(), type=_Note)
        except (OSError, msgspec.MsgspecError):
            return _Note()


def forget_stale(folder: Path, *, days: float = _KEPT_DAYS) -> None:
    """Remove parts in the folder of downloads that nobody has gone on with for so many days."""
    try:
        parts = [path for path in folder.iterdir() if path.name.endswith((".part", ".part.json"))]
        for path in parts:
            if time.time() - path.stat().st_mtime > days * 86400:
                path.unlink()
        folder.rmdir()
    except OSError:
        return  # there is none, or it holds something still


def sha256_of(path: Path, stop: Stop | None = None) -> str:
    """The checksum of a file, as 64 hex digits. Raises OSError, and StoppedError where `stop` is set meanwhile."""
    digest = hashlib.sha256()
    block = bytearray(1024 * 1024)
    with path.open("rb", buffering=0) as file:
        while count := file.readinto(block):
            if stop is not None:
                stop.check()
            digest.update(memoryview(block)[:count])
    return digest.hexdigest()


def _write(descriptor: int, block: bytes) -> None:
    view = memoryview(block)
    while view:
        view = view[os.write(descriptor, view) :]


def _length(response: httpx.Response) -> int | None:
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isdecimal() else None


def _validator(response: httpx.Response) -> str:
    """What the server will know the same file by; a weak ETag promises too little."""
    tag = str(response.headers.get("ETag", ""))
    return tag if tag and not tag.startswith("W/") else str(response.headers.get("Last-Modified", ""))


def _kind(block: bytes) -> str:
    """What the beginning of an answer looks like, for people."""
    start = block.lstrip()[:64].lower()
    if not start:
        return "nothing"
    return "a web page" if start.startswith((b"<!doctype", b"<html", b"<head", b"<?xml")) else "something else"
