"""From files, folders, patterns and standard input to texts."""

from __future__ import annotations

import glob
import io
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from aitui.data.decode import MAX_BYTES, decode
from aitui.data.errors import AituiError

STANDARD_INPUT = "-"
_TEXT_SUFFIXES = frozenset({".txt", ".md", ".markdown", ".text"})
_MAX_DOCUMENT_BYTES = 10 * MAX_BYTES
"""An EPUB or PDF is mostly pictures; its text is held to `MAX_BYTES` afterwards."""


class Source(NamedTuple):
    """A text and where it came from."""

    path: str
    text: str
    note: str = ""
    """What a person should know about how it was read, or empty."""
    title: str = ""
    """The title a document states about itself, or empty."""
    language: str = ""
    """ISO 639-1 code where it is known; empty has it detected."""


def expand(paths: Sequence[str]) -> Iterator[str | AituiError]:
    """Every file that `paths` name, once: files as they are, folders with what is readable and not hidden, patterns.

    A path that names nothing is passed on, so that reading it tells what is wrong; a folder with nothing to read comes
    as the error that says so.
    """
    seen: set[str] = set()
    for path in paths:
        try:
            files = _expand_one(path)
        except AituiError as error:
            yield error
            continue
        for file in files:
            key = os.path.abspath(file) if file != STANDARD_INPUT else file
            if key not in seen:
                seen.add(key)
                yield file


def _expand_one(path: str) -> list[str]:
    if path == STANDARD_INPUT:
        return [path]
    if os.path.isdir(path):
        files = sorted(str(file) for file in Path(path).rglob("*") if _is_readable(file, Path(path)))
        if not files:
            known = " ".join(sorted(READERS))
            raise AituiError(
                "is a folder without readable files", where=displayable(path), remedy=f"aitui reads {known}"
            )
        return files
    if not os.path.exists(path) and glob.has_magic(path):
        return sorted(glob.glob(path, recursive=True)) or [path]
    return [path]


def _is_readable(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return file.suffix.lower() in READERS and not hidden and file.is_file()


def read(path: str, *, standard_input: BinaryIO | None = None) -> Source:
    """The text of one file, or of standard input where `path` is `-`. Raises AituiError naming the file."""
    if path == STANDARD_INPUT:
        if standard_input is None:
            raise AituiError("standard input is not connected", where=path, remedy="Name a file")
        return _read_text(path, standard_input.read(MAX_BYTES + 1))
    suffix = Path(path).suffix.lower()
    reader = READERS.get(suffix, _read_text)
    raw = _read_bytes(path, MAX_BYTES if reader is _read_text else _MAX_DOCUMENT_BYTES)
    return reader(displayable(path), raw)


def displayable(path: str) -> str:
    """`path` with replacement characters for bytes of a file name that are no UTF-8, so that it can be stored."""
    return os.fsencode(path).decode("utf-8", "replace")


def _read_bytes(path: str, limit: int) -> bytes:
    where = displayable(path)
    try:
        # Only the files themselves: a device has no end, and nobody may write into a pipe.
        if os.path.exists(path) and not os.path.isfile(path):
            kind = "a folder" if os.path.isdir(path) else "not a file"
            raise AituiError(f"is {kind}", where=where, remedy="Name a file, or - for standard input")
        size = os.stat(path).st_size
        if size > limit:
            raise AituiError(
                f"is {size / 1e6:.0f} MB long; aitui reads files up to {limit / 1e6:.0f} MB",
                where=where,
                remedy="Split it into several files",
            )
        return Path(path).read_bytes()
    except FileNotFoundError as error:
        raise AituiError("does not exist", where=where, remedy="Check the spelling and the folder") from error
    except PermissionError as error:
        raise AituiError("may not be read", where=where, remedy="Change its permissions, or copy it") from error
    except (OSError, ValueError) as error:
        raise AituiError(f"cannot be read ({error})", where=where, remedy="Check the name and the disk") from error


def _read_text(path: str, raw: bytes) -> Source:
    decoded = decode(raw, where=path)
    if not decoded.text.strip():
        raise AituiError("is empty", where=path, remedy="There is nothing to read in it")
    return Source(path, decoded.text, decoded.note)


def _read_html(path: str, raw: bytes) -> Source:
    with _documents_extra(path):
        import trafilatura
    _keep_off_the_screen("trafilatura")
    text = trafilatura.extract(raw, include_comments=False, include_tables=True, favor_recall=True)
    metadata = trafilatura.extract_metadata(raw)
    title = (metadata.title or "") if metadata else ""
    remedy = "If scripts fill the page, copy what the browser shows into a .txt file"
    return _extracted(path, text or "", title, remedy)


def _read_epub(path: str, raw: bytes) -> Source:
    with _documents_extra(path):
        import ebooklib
        import ebooklib.epub
        import trafilatura
    try:
        book = ebooklib.epub.read_epub(io.BytesIO(raw))
    except Exception as error:  # the library raises whatever its XML and zip parsers raise
        raise _unreadable(path, "EPUB", error) from error
    chapters = []
    for item_id, _ in book.spine:
        item = book.get_item_with_id(item_id)
        if item is not None and item.get_type() == ebooklib.ITEM_DOCUMENT:
            chapters.append(trafilatura.html2txt(item.get_content()).strip())
    titles = book.get_metadata("DC", "title")
    return _extracted(
        path,
        "\n\n".join(filter(None, chapters)),
        titles[0][0] if titles else "",
        "A book of pictures needs text recognition first",
    )


def _read_pdf(path: str, raw: bytes) -> Source:
    with _documents_extra(path):
        import pypdf
    _keep_off_the_screen("pypdf")
    try:
        document = pypdf.PdfReader(io.BytesIO(raw))
        pages = [page.extract_text() for page in document.pages]
    except Exception as error:  # damaged files surface as many kinds of error
        raise _unreadable(path, "PDF", error) from error
    return _extracted(path, "\n\n".join(filter(None, pages)), "", "A scan needs text recognition first")


def _unreadable(path: str, kind: str, error: Exception) -> AituiError:
    return AituiError(f"is no readable {kind} ({error})", where=path, remedy="Check that other programs open it")


def _keep_off_the_screen(library: str) -> None:
    """What a library logs about a file is not for the terminal; what matters is raised."""
    logging.getLogger(library).addHandler(logging.NullHandler())


def _extracted(path: str, text: str, title: str, remedy: str) -> Source:
    if not text.strip():
        raise AituiError("holds no text that can be taken out", where=path, remedy=remedy)
    if len(text) > MAX_BYTES:
        raise AituiError("holds more text than one article can have", where=path, remedy="Split it")
    # Documents may state characters that are none: half of a surrogate pair cannot be stored.
    valid = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return Source(path, valid, title=" ".join(title.split()))


@contextmanager
def _documents_extra(path: str) -> Iterator[None]:
    """Turn the missing optional library for a format into advice."""
    try:
        yield
    except ImportError as error:
        raise AituiError(
            f"needs the module {error.name} to be read",
            where=path,
            remedy="Install it with: pip install 'aitui[documents]'",
        ) from error


READERS: dict[str, Callable[[str, bytes], Source]] = {
    **dict.fromkeys(_TEXT_SUFFIXES, _read_text),
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
    ".epub": _read_epub,
    ".pdf": _read_pdf,
}
"""How each kind of file is read; any other kind is tried as text when it is named, and passed over in folders."""
