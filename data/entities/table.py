"""The table of names: entities known beforehand, with their forms in German, English and Chinese.

The table is a CSV file, one row per entity; `NameTable.load` reads the one that ships with the program and merges the
reader's own over it. Nothing in a table can stop the program: what cannot be used is returned as a problem.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from aitui.data.entities.folding import fold, slug
from aitui.data.entity import EntityKind, Names

SHIPPED_TABLE = Path(__file__).parent.parent / "tables" / "names.csv"
COLUMNS = ("id", "kind", "de", "en", "zh", "de_forms", "en_forms", "zh_forms", "translation", "context")
_KINDS = {kind.value: kind for kind in EntityKind}
_CONTEXT_MARK = "?"
_UNCLOSED = "unexpected end of data"
"""What the csv module says of a quotation mark that is not closed."""
_SHIPPED_COLUMNS = {name: index for index, name in enumerate(COLUMNS)}
_DE, _DE_FORMS = COLUMNS.index("de"), COLUMNS.index("de_forms")


@dataclass(frozen=True, slots=True)
class TableProblem:
    """A line of a table that was not used, and why."""

    path: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entity of the table. `forms` are all its German, English and Chinese forms, main names first."""

    id: str
    kind: EntityKind
    names: Names
    forms: tuple[str, ...]
    contextual: frozenset[str] = frozenset()
    """The forms that mean this entity only in an article where a word beginning with one of `context` stands."""
    context: tuple[str, ...] = ()
    replaced: bool = False
    """Whether a translation has the target language's name instead of the source's."""
    foreign: frozenset[str] = frozenset()
    """The forms that only stand in English or Chinese text."""
    english: tuple[str, ...] = ()
    """The forms that stand in English text, the main name first; German text may have them too."""
    chinese: tuple[str, ...] = ()
    """The forms that stand in Chinese text."""


class NameTable:
    """All known entities, and what was wrong with the tables they come from.

    Thousands of rows are read before the first article can be; so a shipped row stays as it is, a list of strings,
    until somebody asks for its entity. The reader's own rows are checked and merged at once.
    """

    def __init__(
        self, rows: dict[str, list[str]], own: dict[str, Entry], problems: Iterable[TableProblem] = ()
    ) -> None:
        self._rows = rows
        self._entries = own
        self.problems = tuple(problems)
        """Lines of the reader's table that were not used."""

    @classmethod
    def load(cls, user_table: Path | None = None) -> NameTable:
        """The shipped table with the reader's own merged over it; a `user_table` that does not exist is none.

        A row of the reader's that has the id or the German name of a shipped entity replaces what it gives itself and
        keeps the rest. Lines that cannot be used are in `problems`.
        """
        with SHIPPED_TABLE.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            next(reader)
            table = cls({row[0]: row for row in reader}, {})
        if user_table is not None and user_table.is_file():
            table._merge(*read_table(user_table))
        return table

    def _merge(self, own: list[Entry], problems: list[TableProblem]) -> None:
        by_name = {row[_DE]: row[0] for row in self._rows.values()}
        for entry in own:
            known = self.get(entry.id) or self.get(by_name.get(entry.names.de, ""))
            self._entries[known.id if known else entry.id] = _merged(known, entry) if known else entry
        self.problems = tuple(problems)

    def get(self, entity_id: str) -> Entry | None:
        """The entity with this id."""
        entry = self._entries.get(entity_id)
        if entry is None and entity_id in self._rows:
            made = _entry(self._rows[entity_id], _SHIPPED_COLUMNS)
            assert isinstance(made, Entry), made
            entry = self._entries[entity_id] = made
        return entry

    def __iter__(self) -> Iterator[Entry]:
        for entity_id in dict.fromkeys([*self._rows, *self._entries]):
            entry = self.get(entity_id)
            assert entry is not None
            yield entry

    def __len__(self) -> int:
        return len(self._rows.keys() | self._entries.keys())

    def forms(self) -> Iterator[tuple[str, str]]:
        """Every German and English form with the id of its entity; forms that need a context begin with '?'."""
        for entity_id, row in self._rows.items():
            if entity_id not in self._entries:
                german = f"{row[_DE]}|{row[_DE_FORMS]}".split("|")
                for form in _without_genitives(german):
                    yield form, entity_id
                for form in f"{row[_DE + 1]}|{row[_DE_FORMS + 1]}".split("|"):
                    yield form, entity_id
        for entity_id, entry in self._entries.items():
            marked = [_CONTEXT_MARK + form if form in entry.contextual else form for form in entry.forms]
            for form in _without_genitives(marked):
                yield form, entity_id

    def english_forms(self) -> Iterator[tuple[str, str]]:
        """Every form that stands in English text with the id of its entity, marked like those of `forms`."""
        for entry in self:
            for form in entry.english:
                yield (_CONTEXT_MARK + form if form in entry.contextual else form), entry.id

    def find(self, form: str) -> tuple[Entry, ...]:
        """The entities that any form in any language names, compared without case, diacritics and hyphens."""
        return tuple(self._by_form.get(fold(form), ()))

    @cached_property
    def _by_form(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self:
            for folded in dict.fromkeys(fold(form) for form in entry.forms):
                found.setdefault(folded, []).append(entry)
        return found


def _without_genitives(forms: list[str]) -> list[str]:
    """`forms` without 'Weißen Hauses' where 'Weißen Haus' is one; the first, the main name, always stays."""
    known = frozenset(forms)
    return [
        form
        for index, form in enumerate(forms)
        if not (index and form.endswith("s") and (form[:-1] in known or (form.endswith("es") and form[:-2] in known)))
    ]


def read_table(path: Path) -> tuple[list[Entry], list[TableProblem]]:
    """The entities of a table and the lines that cannot be used. Every line is checked by itself."""
    problems: list[TableProblem] = []
    return list(_read(path, problems)), problems


def _merged(known: Entry, own: Entry) -> Entry:
    names = Names(
        own.names.de, own.names.en if own.names.en != own.names.de else known.names.en, own.names.zh or known.names.zh
    )
    return replace(
        known,
        kind=own.kind,
        names=names,
        forms=tuple(dict.fromkeys(own.forms + known.forms)),
        contextual=(known.contextual - frozenset(own.forms)) | own.contextual,
        context=own.context or known.context,
        replaced=own.replaced or known.replaced,
        foreign=(known.foreign | own.foreign) - {own.names.de},
        english=tuple(dict.fromkeys((names.en, *own.english, *known.english))),
        chinese=tuple(dict.fromkeys((*((names.zh,) if names.zh else ()), *own.chinese, *known.chinese))),
    )


def _read(path: Path, problems: list[TableProblem]) -> Iterator[Entry]:
    try:
        # Bytes that are no UTF-8 are carried along, so that the line they stand in can be named.
        text = path.read_text(encoding="utf-8-sig", errors="surrogateescape")
    except OSError as error:
        problems.append(TableProblem(path, 0, f"cannot be read: {error.strerror}"))
        return
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    column: dict[str, int] = {}
    seen: set[str] = set()
    # No name goes over several lines, so that a quotation mark that is never closed spoils its own line alone.
    for number, line in enumerate(io.StringIO(text), start=1):
        try:
            (row,) = csv.reader([line], delimiter=delimiter, strict=True)
        except csv.Error as error:
            unclosed = str(error) == _UNCLOSED
            reason = "a quotation mark is not closed" if unclosed else str(error)
            problems.append(TableProblem(path, number, f"is not CSV: {reason}"))
            if not column:
                return
            continue
        if not column:
            column = {name.strip().lower(): index for index, name in enumerate(row)}
            missing = [name for name in ("kind", "de") if name not in column]
            if missing:
                wanted = ",".join(COLUMNS)
                reason = f"the column {missing[0]!r} is missing; the first line must name the columns: {wanted}"
                problems.append(TableProblem(path, number, reason))
                return
        elif any(cell.strip() for cell in row):
            entry = _entry(row, column)
            if isinstance(entry, Entry) and entry.id in seen:
                entry = f"the id {entry.id!r} stands in an earlier line too; every entity has one line"
            if isinstance(entry, str):
                problems.append(TableProblem(path, number, entry))
            else:
                seen.add(entry.id)
                yield entry


def _entry(row: list[str], column: dict[str, int]) -> Entry | str:
    """The entity of a row, or why it is none."""

    def cell(name: str) -> str:
        index = column.get(name, -1)
        return row[index].strip() if 0 <= index < len(row) else ""

    kind, german = _KINDS.get(cell("kind").lower()), cell("de")
    if any("\ud800" <= char <= "\udfff" for value in row if not value.isascii() for char in value):
        return "is not UTF-8; save the file with the encoding UTF-8"
    if kind is None:
        return f"unknown kind {cell('kind')!r}; a kind is one of {', '.join(_KINDS)}"
    if not any(map(str.isalnum, german)):
        return "the German name (column 'de') is empty"
    translation = cell("translation").lower()
    if translation not in ("", "keep", "replace"):
        return f"unknown translation {translation!r}; it is 'keep' or 'replace'"
    if len(row) > max(column.values()) + 1:
        return f"has {len(row)} values, but the first line names {len(column)} columns; quote values with commas"
    english, chinese = cell("en") or german, cell("zh")
    domestic = [german, *_listed(cell("de_forms"))]
    english_forms = [english, *_listed(cell("en_forms"))]
    chinese_forms = [*([chinese] if chinese else []), *_listed(cell("zh_forms"))]
    foreign = english_forms + chinese_forms
    marked = [form[1:].strip() for form in domestic + foreign if form.startswith(_CONTEXT_MARK)]
    forms = tuple(dict.fromkeys(map(_unmarked, domestic + foreign)))
    return Entry(
        cell("id") or f"{kind}-{slug(german)}",
        kind,
        Names(german, english, chinese or None),
        tuple(form for form in forms if form),
        frozenset(marked),
        tuple(prefix.lower() for prefix in _listed(cell("context"))),
        # A table without the column says by another English name that this is the one to be written.
        translation == "replace" if "translation" in column else english != german,
        frozenset(forms).difference(map(_unmarked, domestic)),
        tuple(dict.fromkeys(map(_unmarked, english_forms))),
        tuple(dict.fromkeys(map(_unmarked, chinese_forms))),
    )


def _unmarked(form: str) -> str:
    return form.lstrip(_CONTEXT_MARK).strip()


def _listed(value: str) -> Iterable[str]:
    return [part for part in map(str.strip, value.split("|")) if part] if value else ()
