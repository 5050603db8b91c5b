"""Glossaries for and from other programs, by the ending of the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from aitui.data.errors import AituiError
from aitui.data.language import TARGET_LANGUAGES
from aitui.translate.glossary.table import Table
from aitui.translate.glossary.tbx import read_tbx, tbx_lines
from aitui.translate.glossary.term import COLUMNS, GlossaryProblem, GlossaryTerm
from aitui.translate.xml_events import BytesCallback


class GlossaryFormat(StrEnum):
    """What glossaries are exchanged in."""

    CSV = "csv"
    """With a head that names de, en, zh, kind, note, as aitui's own."""
    TBX = "tbx"
    OMEGAT = "omegat"
    """Source, target and comment without a head: separated by tabs, or in a `.csv` file as CSV is."""


_BY_SUFFIX = {
    ".csv": GlossaryFormat.CSV,
    ".tbx": GlossaryFormat.TBX,
    ".xml": GlossaryFormat.TBX,
    **dict.fromkeys((".txt", ".tsv", ".tab", ".utf8"), GlossaryFormat.OMEGAT),
}


def format_of(path: Path) -> GlossaryFormat:
    """The format that a file's ending stands for. Raises AituiError for other endings."""
    found = _BY_SUFFIX.get(path.suffix.casefold())
    if found is None:
        raise AituiError(
            f"the ending {path.suffix or '(none)'} stands for no glossary format",
            where=str(path),
            remedy="Use .csv, .tbx or, for OmegaT, .txt; or say which with --format",
        )
    return found


def read_glossary(
    path: Path, kind: GlossaryFormat, to: str = "", on_bytes: BytesCallback | None = None
) -> tuple[Sequence[GlossaryTerm], Sequence[GlossaryProblem]]:
    """The terms of a file in the format `kind`, and what of it cannot be used.

    An OmegaT glossary has one target language, `to` (`en` or `zh`). A file of tabs or commas whose first line names
    the columns is read by these names, whatever `kind` says of it. Raises AituiError where the file cannot be read or
    is no glossary, or `to` is needed and missing.
    """
    if kind is GlossaryFormat.TBX:
        return read_tbx(path, on_bytes)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise AituiError(f"cannot be read ({error.strerror})", where=str(path), remedy="Check the path") from error
    table = Table.parse(path, raw)
    if kind is GlossaryFormat.OMEGAT and not table.has_head:
        if to not in TARGET_LANGUAGES:
            raise AituiError(
                "an OmegaT glossary does not say what language its terms are translated to",
                where=str(path),
                remedy="Say --to en or --to zh",
            )
        table = _omegat(path, raw, to)
    return table.terms, table.problems


def _omegat(path: Path, raw: bytes, to: str) -> Table:
    columns = ("de", to, "note")
    if path.suffix.casefold() == ".csv":
        return Table.parse(path, raw, columns)
    table = Table.parse(path, raw, columns, "\t")
    written = [row for row in table.rows if row.raw.strip() and not row.raw.startswith("#")]
    if written and all(len(row.cells) < 2 for row in written):
        raise AituiError(
            "is no OmegaT glossary: none of its lines has a tab",
            where=str(path),
            remedy="Write one term per line: German, tab, translation, perhaps tab, note; a file with commas is a .csv",
        )
    return table


def glossary_text(terms: Iterable[GlossaryTerm], kind: GlossaryFormat, to: str = "", *, commas: bool = False) -> str:
    """`terms` in the format `kind`. OmegaT's holds those with a form in the language `to`, separated as asked for."""
    match kind:
        case GlossaryFormat.TBX:
            return "".join(tbx_lines(terms))
        case GlossaryFormat.OMEGAT:
            rows = ([term.de, getattr(term, to), term.note] for term in terms if getattr(term, to))
            return _delimited(rows, ",") if commas else "".join("\t".join(row) + "\n" for row in rows)
        case GlossaryFormat.CSV:
            cells = ([getattr(term, name) for name in COLUMNS] for term in terms)
            return _delimited(_headed(cells), ",")


def _headed(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    yield list(COLUMNS)
    yield from rows


def _delimited(rows: Iterable[list[str]], delimiter: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue()
