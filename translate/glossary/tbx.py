"""Glossaries as TBX, the exchange format of terminology (ISO 30042).

Read are its second version (`martif`, 2008) and its third (`tbx`, 2019), in any dialect; written is TBX-Basic of the
second, which every program that knows TBX can read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from aitui.data.errors import AituiError
from aitui.translate.glossary.term import (
    KINDS,
    TERM,
    GlossaryProblem,
    GlossaryTerm,
    UnusableTermError,
    checked_term,
)
from aitui.translate.xml_events import BytesCallback, language_of, read_xml

_ENTRIES = ("termEntry", "conceptEntry")
_LANGUAGE_SECTIONS = ("langSet", "langSec", "langGrp")
_TERM_SECTIONS = ("tig", "ntig", "termSec")
_DEPRECATED = ("deprecatedTerm", "supersededTerm")


@dataclass(slots=True)
class _Entry:
    line: int
    terms: dict[str, list[str]] = field(default_factory=dict)
    """By language, the preferred form first."""
    notes: list[str] = field(default_factory=list)
    kind: str = ""


@dataclass(slots=True)
class _TbxHandler:
    line: int = 0
    finished: list[_Entry] = field(default_factory=list)
    _is_tbx: bool = False
    _entry: _Entry | None = None
    _language: str = ""
    _term: str = ""
    _status: str = ""
    _collected: list[str] | None = None
    _purpose: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._is_tbx:
            if name not in ("martif", "tbx", "TBX"):
                raise AituiError(f"is no TBX file: its first element is <{name}>")
            self._is_tbx = True
        if name in _ENTRIES:
            self._entry = _Entry(self.line)
        elif self._entry is None:
            return
        elif name in _LANGUAGE_SECTIONS:
            self._language = language_of(attributes)
        elif name in _TERM_SECTIONS:
            self._term = self._status = ""
        elif name in ("term", "note"):
            self._collect(name)
        elif name in ("descrip", "termNote"):
            self._collect(attributes.get("type", ""))
        elif name in ("subjectField", "administrativeStatus"):
            self._collect(name)

    def text(self, data: str) -> None:
        if self._collected is not None:
            self._collected.append(data)

    def end(self, name: str) -> None:
        entry = self._entry
        if entry is None:
            return
        if self._collected is not None and name in (
            "term", "note", "descrip", "termNote", "subjectField", "administrativeStatus"
        ):  # fmt: skip
            self._take(entry, " ".join("".join(self._collected).split()))
            self._collected = None
        elif name in _TERM_SECTIONS:
            if self._language and self._term and not self._status.startswith(_DEPRECATED):
                forms = entry.terms.setdefault(self._language, [])
                forms.insert(0 if self._status.startswith("preferred") else len(forms), self._term)
        elif name in _ENTRIES:
            self.finished.append(entry)
            self._entry = None

    def _collect(self, purpose: str) -> None:
        self._collected, self._purpose = [], purpose

    def _take(self, entry: _Entry, text: str) -> None:
        if self._purpose == "term":
            self._term = text
        elif self._purpose == "administrativeStatus":
            self._status = text
        elif self._purpose == "subjectField":
            entry.kind = text.casefold() if text.casefold() in KINDS else ""
        elif self._purpose == "note" and text:
            entry.notes.append(text)


def read_tbx(path: Path, on_bytes: BytesCallback | None = None) -> tuple[list[GlossaryTerm], list[GlossaryProblem]]:
    """The terms of a TBX file, and the entries that cannot be used.

    Several German terms of one entry become several terms with the same English and Chinese forms; of those the
    preferred ones count, else the first. Raises AituiError where the file is broken or no TBX; nothing of it is used.
    """
    terms: list[GlossaryTerm] = []
    problems: list[GlossaryProblem] = []
    handler = _TbxHandler()
    try:
        for _ in read_xml(path, handler, on_bytes):
            for entry in handler.finished:
                _use(path, entry, terms, problems)
            handler.finished.clear()
    except AituiError as error:
        raise (
            error
            if error.where
            else AituiError(error.what, where=f"{path}, line {handler.line}", remedy="Choose another file")
        ) from error
    return terms, problems


def _use(path: Path, entry: _Entry, terms: list[GlossaryTerm], problems: list[GlossaryProblem]) -> None:
    english, chinese = (next(iter(entry.terms.get(language, ())), "") for language in ("en", "zh"))
    for german in entry.terms.get("de") or [""]:
        try:
            terms.append(checked_term(german, english, chinese, entry.kind, "; ".join(entry.notes)))
        except UnusableTermError as error:
            problems.append(GlossaryProblem(path, entry.line, str(error)))


def tbx_lines(terms: Iterable[GlossaryTerm]) -> Iterator[str]:
    """The lines of a TBX-Basic file with `terms`."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n'
    yield '<martif type="TBX-Basic" xml:lang="de">\n'
    yield "<martifHeader><fileDesc><titleStmt><title>Glossary</title></titleStmt>"
    yield "<sourceDesc><p>Exported by aitui</p></sourceDesc></fileDesc>\n"
    yield '<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc></martifHeader>\n<text><body>\n'
    for number, term in enumerate(terms, start=1):
        yield f'<termEntry id="c{number}">\n'
        if term.kind != TERM:
            yield f'  <descrip type="subjectField">{escape(term.kind)}</descrip>\n'
        if term.note:
            yield f"  <note>{escape(term.note)}</note>\n"
        for language in ("de", "en", "zh"):
            form = getattr(term, language)
            if form:
                yield f'  <langSet xml:lang="{language}"><tig><term>{escape(form)}</term></tig></langSet>\n'
        yield "</termEntry>\n"
    yield "</body></text>\n</martif>\n"
