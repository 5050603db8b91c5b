"""A delimited file of terms as it stands on disk: what is not understood or not changed stays byte for byte."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from aitui.data.decode import decode
from aitui.data.errors import AituiError
from aitui.translate.glossary.term import COLUMNS, GlossaryProblem, GlossaryTerm, UnusableTermError, checked_term

DELIMITERS = (",", ";", "\t", "|")
_ALIASES = {
    "de": ("de", "de-de", "german", "deutsch", "source", "quelle"),
    "en": ("en", "en-us", "en-gb", "english", "englisch"),
    "zh": ("zh", "zh-cn", "zh-hans", "chinese", "chinesisch", "中文"),
    "kind": ("kind", "type", "art"),
    "note": ("note", "comment", "notiz", "bemerkung", "kommentar", "anmerkung"),
}
_COLUMN_OF = {alias: column for column, aliases in _ALIASES.items() for alias in aliases}
_ESCAPED, _BEYOND_ASCII = re.compile("[\udc80-\udcff]"), re.compile("[\x80-\ud7ff]")
"""Bytes that are no UTF-8, as `surrogateescape` has them, and characters that more than one byte stands for."""
_MOST_LINES_OF_RECORD = 20
"""A quotation mark that is still open after so many lines was never closed."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record of the file."""

    raw: str
    """With its line end, if it has one."""
    line: int
    """Where it begins, counted from 1."""
    cells: tuple[str, ...] = ()
    term: GlossaryTerm | None = None
    """None for the head, blank lines and what cannot be used."""


@dataclass(frozen=True, slots=True)
class _Encoding:
    name: str = "utf-8"
    bom: bytes = b""
    errors: str = "strict"


class Table:
    """The rows of a file and what was wrong with them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows: list[Row] = []
        self.problems: list[GlossaryProblem] = []
        self.columns: tuple[str, ...] = COLUMNS
        """What stands in which column: a name of `COLUMNS`, or empty for what is only kept."""
        self.has_head = False
        """Whether the first line names the columns."""
        self._delimiter = ","
        self._line_end = "\n"
        self._encoding = _Encoding()
        self._by_german: dict[str, int] = {}

    @classmethod
    def parse(cls, path: Path, raw: bytes, columns: Sequence[str] = (), delimiter: str = "") -> Self:
        """Read `raw`, the content of the file at `path`.

        The first line may name the columns, in any order, by many names; else they are those of `COLUMNS`. Comma,
        semicolon, tab and bar separate, whichever fits the first line best, if no `delimiter` is given. With `columns`
        the file has no head, and `#` begins a comment, as OmegaT has it. Raises AituiError for what is no text; every
        other trouble is one of `problems`.
        """
        table = cls(path)
        lines = list(io.StringIO(table._decoded(raw), newline=""))
        table._line_end = next((line[len(line.rstrip("\r\n")) :] for line in lines[:1]), "\n") or "\n"
        passed_over = ("sep=", "#") if columns else ("sep=",)
        first = next((line for line in lines if line.strip() and not line.casefold().startswith(passed_over)), "")
        table._delimiter = delimiter or _delimiter_of(first)
        table.columns = tuple(columns) or COLUMNS
        awaits_head = not columns
        # OmegaT knows quotation marks in its files with commas only.
        quotes = not (columns and table._delimiter == "\t")
        for row in _records(lines, table._delimiter, table.problems, path, quotes=quotes):
            if not any(cell.strip() for cell in row.cells) or row.raw.casefold().startswith(passed_over):
                table.rows.append(row)
            elif awaits_head and (named := _head(row.cells)):
                table.columns, table.has_head = named, True
                table.rows.append(row)
                if "de" not in named:
                    table._report(row, "the column 'de' is missing; the first line must name de, en, zh, kind, note")
                awaits_head = False
            elif "de" in table.columns:
                awaits_head = False
                table._take(row)
            else:
                table.rows.append(row)
        return table

    @classmethod
    def empty(cls, path: Path) -> Self:
        """A file that holds nothing but the names of the columns."""
        table = cls(path)
        table.rows.append(Row(",".join(COLUMNS) + "\n", 1, COLUMNS))
        return table

    @property
    def terms(self) -> tuple[GlossaryTerm, ...]:
        """What can be used, in the order of the file."""
        return tuple(row.term for row in self.rows if row.term is not None)

    def get(self, german: str) -> GlossaryTerm | None:
        """The term with exactly this German form."""
        index = self._by_german.get(german)
        return self.rows[index].term if index is not None else None

    def append(self, term: GlossaryTerm) -> None:
        """Add a term that is not there yet."""
        if self.rows and not self.rows[-1].raw.endswith(("\n", "\r")):
            self.rows[-1] = replace(self.rows[-1], raw=self.rows[-1].raw + self._line_end)
        self._by_german[term.de] = len(self.rows)
        self.rows.append(self._row(term))

    def replace(self, old: GlossaryTerm, new: GlossaryTerm) -> None:
        """Put `new` in the place of `old`, whose further columns stay."""
        index = self._by_german.pop(old.de)
        self.rows[index] = self._row(new, self.rows[index])
        self._by_german[new.de] = index

    def remove(self, german: str) -> None:
        """Take a term out, with its line."""
        index = self._by_german.pop(german)
        # An empty row stays, so that the others keep their places.
        self.rows[index] = Row("", self.rows[index].line)

    def to_bytes(self) -> bytes:
        """The file with all changes."""
        text = "".join(row.raw for row in self.rows)
        return self._encoding.bom + text.encode(self._encoding.name, self._encoding.errors)

    def _decoded(self, raw: bytes) -> str:
        """The text. Lines of a UTF-8 file that are not UTF-8 are carried along, so that they can be named."""
        try:
            text = raw.decode("utf-8", "surrogateescape")
            escaped = _ESCAPED.search(text) is not None
            if not escaped and "\0" not in text and not raw.startswith(b"\xef\xbb\xbf"):
                return text
            if escaped and _BEYOND_ASCII.search(text):
                self._encoding = _Encoding(errors="surrogateescape")
                return text
            decoded = decode(raw, where=str(self.path))
        except AituiError as error:
            raise AituiError(error.what, where=str(self.path), remedy="Save it as CSV in UTF-8") from error
        if decoded.note:
            self.problems.append(GlossaryProblem(self.path, 0, decoded.note, used=True))
        if decoded.encoding.startswith("utf"):
            self._encoding = _Encoding(decoded.encoding, decoded.bom)
        return decoded.text

    def _take(self, row: Row) -> None:
        """Add a row with the term in it, if there is one."""
        try:
            term = self._term(row)
            if term.de in self._by_german:
                first = self.rows[self._by_german[term.de]].line
                raise UnusableTermError(f"{term.de!r} stands in line {first} already, which counts")
            self._by_german[term.de] = len(self.rows)
            self.rows.append(replace(row, term=term))
        except UnusableTermError as error:
            self._report(row, str(error))
            self.rows.append(row)

    def _term(self, row: Row) -> GlossaryTerm:
        cells = list(row.cells)
        while cells and not cells[-1].strip():
            cells.pop()
        if len(cells) > len(self.columns):
            raise UnusableTermError(
                f"has {len(cells)} values for {len(self.columns)} columns; put quotation marks around values that hold"
                f" {'a tab' if self._delimiter == chr(9) else repr(self._delimiter)}"
            )
        named = {"de": ""} | {name: cell for name, cell in zip(self.columns, cells, strict=False) if name}
        try:
            return checked_term(**named)
        except UnusableTermError as error:
            if not str(error).startswith("the kind"):
                raise
            # The translation is what the line is for; a kind that nobody knows takes nothing from it.
            self._report(row, f"{error}; taken as a plain term", used=True)
            return checked_term(**(named | {"kind": ""}))

    def _row(self, term: GlossaryTerm, before: Row | None = None) -> Row:
        """The line of a term; `before` is the one it replaces."""
        kind = "" if term.kind == "term" and (before is None or not self._cell(before, "kind")) else term.kind
        values = {"de": term.de, "en": term.en, "zh": term.zh, "kind": kind, "note": term.note}
        old = before.cells if before is not None else ()
        kept = dict(enumerate(old))
        cells = [values[name] if name else kept.get(index, "") for index, name in enumerate(self.columns)]
        line = io.StringIO(newline="")
        csv.writer(line, delimiter=self._delimiter, lineterminator=self._line_end).writerow(cells)
        return Row(line.getvalue(), before.line if before else len(self.rows) + 1, tuple(cells), term)

    def _cell(self, row: Row, column: str) -> str:
        index = self.columns.index(column) if column in self.columns else -1
        return row.cells[index].strip() if 0 <= index < len(row.cells) else ""

    def _report(self, row: Row, reason: str, *, used: bool = False) -> None:
        self.problems.append(GlossaryProblem(self.path, row.line, reason, used))


def _records(
    lines: Sequence[str], delimiter: str, problems: list[GlossaryProblem], path: Path, *, quotes: bool
) -> Iterator[Row]:
    """The records of the file; with `quotes` a value in quotation marks may go over several lines."""
    position = 0
    while position < len(lines):
        line = lines[position]
        if '"' not in line or not quotes:
            yield Row(line, position + 1, tuple(line.rstrip("\r\n").split(delimiter)))
            position += 1
            continue
        record, taken, reason = _quoted(lines, position, delimiter)
        if reason:
            problems.append(GlossaryProblem(path, position + 1, f"is not CSV: {reason}"))
        yield Row("".join(lines[position : position + taken]), position + 1, record)
        position += taken


def _quoted(lines: Sequence[str], position: int, delimiter: str) -> tuple[tuple[str, ...], int, str]:
    """A record that holds quotation marks: its cells, how many lines it takes, and what is wrong with it."""
    piece = [lines[position]]
    for _ in range(2):
        try:
            (cells,) = csv.reader(piece, delimiter=delimiter, strict=True, skipinitialspace=True)
        except csv.Error as error:
            if str(error) != "unexpected end of data":
                return (), 1, str(error)
        else:
            return tuple(cells), len(piece), ""
        if len(piece) > 1:
            break
        # The next line with an odd number of quotation marks closes what is open.
        for following in lines[position + 1 : position + _MOST_LINES_OF_RECORD]:
            piece.append(following)
            if following.count('"') % 2:
                break
    return (), 1, "a quotation mark is not closed"


def _head(cells: Sequence[str]) -> tuple[str, ...]:
    """What the columns are, where these cells name them; else nothing."""
    named = tuple(_COLUMN_OF.get(cell.strip().casefold().replace("_", "-"), "") for cell in cells)
    known = [name for name in named if name]
    if len(set(known)) < len(known):  # such as 'en-us' and 'en-gb': the first counts
        named = tuple(name if name not in named[:index] else "" for index, name in enumerate(named))
    return named if "de" in known or len(known) > 1 else ()


def _delimiter_of(line: str) -> str:
    """What separates the cells of a line: where it is a head, what makes the most of it known."""

    def worth(delimiter: str) -> tuple[int, int]:
        cells = line.strip().strip('"').split(delimiter)
        return sum(1 for name in _head([cell.strip(' "') for cell in cells]) if name), len(cells)

    return max(DELIMITERS, key=worth)
