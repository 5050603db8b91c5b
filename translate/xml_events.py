"""XML from people one does not know: read in pieces, in constant memory, and nothing but what it says itself.

A document may name its type (TMX and TBX files do) but bring no definitions of its own: those can make ten lines
expand to gigabytes, or ask for files of this machine.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol
from xml.parsers import expat

from aitui.data.errors import AituiError

_CHUNK_BYTES = 65_536

BytesCallback = Callable[[int, int], None]
"""Told how many bytes of how many are read."""


class XmlHandler(Protocol):
    """Told what stands in a document; names come without their namespace prefix."""

    line: int
    """Set before each call: the line, counted from 1, that the document has got to."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def text(self, data: str) -> None:
        """Characters between tags, possibly in several pieces."""

    def end(self, name: str) -> None:
        """An element ends."""


def read_xml(path: Path, handler: XmlHandler, on_bytes: BytesCallback | None = None) -> Iterator[None]:
    """Tell `handler` what the document at `path` holds; yields after each piece read, so that what came can be used.

    Raises AituiError naming file and line where it cannot be read, is not well-formed, or holds definitions. What was
    told before that stands before that place.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def start(name: str, attributes: dict[str, str]) -> None:
        handler.line = parser.CurrentLineNumber
        handler.start(name.rpartition(":")[2], attributes)

    def end(name: str) -> None:
        handler.line = parser.CurrentLineNumber
        handler.end(name.rpartition(":")[2])

    def text(data: str) -> None:
        handler.text(data)

    def refuse(what: str, remedy: str) -> AituiError:
        return AituiError(what, where=f"{path}, line {parser.CurrentLineNumber}", remedy=remedy)

    def doctype(name: str, system: str | None, public: str | None, has_definitions: bool) -> None:
        if has_definitions:
            raise refuse("the document brings definitions of its own (<!DOCTYPE … [ … ]>)", "Save it without them")

    def unknown(name: str, is_parameter: bool) -> None:
        raise refuse(f"the name &{name}; is not known", "Write the character itself")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    parser.SkippedEntityHandler = unknown
    try:
        with path.open("rb") as file:
            total = os.fstat(file.fileno()).st_size
            done = 0
            while chunk := file.read(_CHUNK_BYTES):
                parser.Parse(chunk, False)
                done += len(chunk)
                if on_bytes:
                    on_bytes(done, total)
                yield
            parser.Parse(b"", True)
            yield
    except OSError as error:
        raise AituiError(f"cannot be read ({error.strerror})", where=str(path), remedy="Check the path") from error
    except expat.ExpatError as error:
        raise AituiError(
            f"is not well-formed XML ({expat.ErrorString(error.code)})",
            where=f"{path}, line {error.lineno}, column {error.offset + 1}",
            remedy="Export it again, or mend this place",
        ) from error


def language_of(attributes: dict[str, str]) -> str:
    """`de`, `en` or `zh` for the language an element names, in whatever way; empty for all others.

    Traditional Chinese is another written language and counts as such.
    """
    code = _code(attributes)
    if _is_chinese(code):
        return "" if is_traditional(attributes) else "zh"
    return _LANGUAGES.get(code[0], "")


def is_traditional(attributes: dict[str, str]) -> bool:
    """Whether the language an element names is Chinese in traditional characters."""
    code = _code(attributes)
    return _is_chinese(code) and not _TRADITIONAL.isdisjoint(code[1:])


def _code(attributes: dict[str, str]) -> list[str]:
    """The language an element names in its parts, such as `zh`, `hant`, `hk`."""
    return (attributes.get("xml:lang") or attributes.get("lang") or "").replace("_", "-").casefold().split("-")


def _is_chinese(code: list[str]) -> bool:
    return code[0] in ("zh", "zho", "chi", "cmn")


_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
_LANGUAGES = {"de": "de", "deu": "de", "ger": "de", "en": "en", "eng": "en"}
