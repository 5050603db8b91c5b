"""Translation memories as TMX 1.4b, the exchange format of translation programs: read and written in a stream."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from aitui.data.errors import AituiError
from aitui.translate.memory import StoredUnit
from aitui.translate.translation import BY_HAND
from aitui.translate.xml_events import BytesCallback, is_traditional, language_of, read_xml

TOOL = "aitui"
"""What written units are said to be created by."""
_MADE_BY = "x-made-by"
_MACHINE, _HAND = "machine", "hand"
_DATE = "%Y%m%dT%H%M%SZ"
# `strptime` takes longer than all the rest of a unit.
_WRITTEN_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?")
_LONGEST_SEGMENT = 50_000
"""Characters; what is longer is no sentence, and is not kept while it is read."""

# What surrounds the text of other programs' formats and is no text itself.
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
# All that XML 1.0 cannot hold.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TMX_CODES = {"de": "de", "en": "en", "zh": "zh-CN"}


@dataclass(slots=True)
class TmxUnit:
    """A translation unit of a file."""

    line: int
    """Where it begins, counted from 1."""
    segments: dict[str, str] = field(default_factory=dict)
    """By language (`de`, `en`, `zh`; of two variants the first), tags taken out; empty where it was too long."""
    other_languages: bool = False
    """Whether it also has variants in languages that are none of these."""
    traditional_chinese: bool = False
    """Whether one of these is Chinese in traditional characters."""
    changed_at: float | None = None
    """Seconds since 1970, where the file says so."""
    is_machine_made: bool = False
    """Whether it was written by aitui as the work of a model."""


@dataclass(slots=True)
class _TmxHandler:
    line: int = 0
    finished: list[TmxUnit] = field(default_factory=list)
    _is_tmx: bool = False
    _unit: TmxUnit | None = None
    _language: str = ""
    _segment: list[str] | None = None
    _letters: int = 0
    _codes: int = 0
    """How many elements deep in what is no text."""
    _property: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._is_tmx:
            if name != "tmx":
                raise AituiError(f"is no TMX file: its first element is <{name}>")
            self._is_tmx = True
        if name == "tu":
            self._unit = TmxUnit(self.line, changed_at=_changed_at(attributes))
        elif self._unit is None:
            return
        elif name == "tuv":
            self._language = language_of(attributes)
            self._unit.other_languages |= not self._language
            self._unit.traditional_chinese |= is_traditional(attributes)
            self._unit.changed_at = _changed_at(attributes) or self._unit.changed_at
        elif name == "seg":
            self._segment, self._letters, self._codes = [], 0, 0
        elif name in _CODES and self._segment is not None:
            self._codes += 1
        elif name == "prop" and attributes.get("type") == _MADE_BY:
            self._property = []

    def text(self, data: str) -> None:
        if self._segment is not None and not self._codes:
            self._letters += len(data)
            if self._letters <= _LONGEST_SEGMENT:
                self._segment.append(data)
        elif self._property is not None:
            self._property.append(data)

    def end(self, name: str) -> None:
        unit = self._unit
        if unit is None:
            return
        if name in _CODES and self._segment is not None:
            self._codes = max(0, self._codes - 1)
        elif name == "seg" and self._segment is not None:
            if self._language:
                text = "".join(self._segment) if self._letters <= _LONGEST_SEGMENT else ""
                unit.segments.setdefault(self._language, text)
            self._segment = None
        elif name == "prop" and self._property is not None:
            unit.is_machine_made |= "".join(self._property).strip() == _MACHINE
            self._property = None
        elif name == "tu":
            self.finished.append(unit)
            self._unit = None


def read_tmx(path: Path, on_bytes: BytesCallback | None = None) -> Iterator[list[TmxUnit]]:
    """The units of the file at `path`, some at a time as they are read; any encoding that XML knows.

    Raises AituiError naming the line where the file is broken, brings definitions of its own, or is no TMX; all units
    that end before that place have come by then.
    """
    handler = _TmxHandler()
    try:
        for _ in read_xml(path, handler, on_bytes):
            if handler.finished:
                units, handler.finished = handler.finished, []
                yield units
    except AituiError as error:
        if handler.finished:
            yield handler.finished
        if error.where:
            raise
        raise AituiError(error.what, where=f"{path}, line {handler.line}", remedy="Choose another file") from error


def tmx_lines(units: Iterable[StoredUnit], version: str) -> Iterator[str]:
    """The lines of a TMX file with `units`, written by version `version` of this program."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    yield (
        f'<header creationtool="{TOOL}" creationtoolversion={quoteattr(version)} segtype="sentence"'
        f' o-tmf="{TOOL}" adminlang="en" srclang="*all*" datatype="plaintext"/>\n<body>\n'
    )
    for unit in units:
        yield from _unit_lines(unit)
    yield "</body>\n</tmx>\n"


def _unit_lines(unit: StoredUnit) -> Iterator[str]:
    source, _, target = unit.direction.partition("-")
    number = hashlib.blake2b(f"{unit.direction}\n{unit.source}".encode(errors="replace"), digest_size=8).hexdigest()
    made_at = time.strftime(_DATE, time.gmtime(max(0.0, unit.made_at)))
    by_hand = unit.engine == BY_HAND
    yield (
        f'<tu tuid="{number}" srclang="{_TMX_CODES.get(source, source)}" creationtool="{TOOL}"'
        f' creationdate="{made_at}" changedate="{made_at}">\n'
    )
    if not by_hand:
        yield f"  <note>{_text(unit.engine)}</note>\n"
    for mark in unit.marks:
        yield f"  <note>{_text(f'{mark.kind}: {mark.detail}')}</note>\n"
    yield f'  <prop type="{_MADE_BY}">{_HAND if by_hand else _MACHINE}</prop>\n'
    for code, text in ((source, unit.source), (target, unit.target)):
        yield f'  <tuv xml:lang="{_TMX_CODES.get(code, code)}"><seg>{_text(text)}</seg></tuv>\n'
    yield "</tu>\n"


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("", text))


def _changed_at(attributes: dict[str, str]) -> float | None:
    written = _WRITTEN_DATE.fullmatch(attributes.get("changedate") or attributes.get("creationdate") or "")
    if written is None:
        return None
    year, month, day, hour, minute, second = map(int, written.groups())
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp()
    except ValueError:
        return None
