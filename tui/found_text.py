"""Findings as text: to copy, to export, to print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from aitui.data.errors import AituiError
from aitui.data.replacing import writing
from aitui.data.search.documents import TargetType
from aitui.data.search.query import MAX_CHARACTERS
from aitui.tui.display import plain
from aitui.tui.finding import Finding

if TYPE_CHECKING:
    from aitui.data.search.index import SearchResults

FORMATS = {".jsonl": "JSON lines", ".md": "Markdown"}
"""By the ending of a file's name."""

_MOST_NAMED = 3
_LONGEST_NAMED = 24

_MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>#|~])")
_GROUPS = {
    TargetType.ENTITY: "Entities",
    TargetType.QUOTE: "Quotes",
    TargetType.ARTICLE: "Articles",
    TargetType.SENTENCE: "Sentences",
}


def group_title(type_: TargetType) -> str:
    """What a list of such findings is called."""
    return _GROUPS[type_]


def counted(shown: int, number: int, is_exact: bool) -> str:
    """How many of how many: '9', '60 of 75', 'at least 9' where there may be more, '60 of at least 75'."""
    whole = f"{number:,}" if is_exact else f"at least {number:,}"
    return whole if number == shown else f"{shown:,} of {whole}"


def remarks(results: SearchResults) -> list[str]:
    """What there is to say about how a query was understood and which of its words were not found."""
    said = []
    if results.as_text:
        said.append(f"{_named(results.as_text)} searched as text")
    if results.unmatched and results.hits:
        said.append(f"{_named(results.unmatched)} not found")
    if results.is_cut:
        said.append(f"only the first {MAX_CHARACTERS} characters are searched for")
    return said


def _named(pieces: Sequence[str]) -> str:
    """Some of what was typed, fit for one line."""
    named = [plain(piece) for piece in pieces[:_MOST_NAMED]]
    named = [name if len(name) <= _LONGEST_NAMED else name[:_LONGEST_NAMED] + "…" for name in named]
    return ", ".join(named) + (" …" if len(pieces) > _MOST_NAMED else "")


def as_json(finding: Finding) -> dict[str, Any]:
    """A finding as `aitui search --json` prints it."""
    hit = finding.hit
    return {
        "type": str(hit.type),
        "id": finding.id,
        "text": hit.text,
        "speaker": hit.speaker or None,
        "path": finding.entry.path,
        "start": hit.start,
        "end": hit.end,
        "language": hit.language,
        "score": hit.score,
    }


def as_line(finding: Finding) -> str:
    """A finding on one line, with who said it and where it stands."""
    hit = finding.hit
    words = plain(hit.text)
    if hit.type is TargetType.QUOTE:
        words = f"„{words}“" + (f" ({plain(hit.speaker)})" if hit.speaker else "")
    if hit.type is TargetType.ARTICLE:
        return f"{words} — {plain(finding.entry.path)}"
    return f"{words} — “{plain(finding.entry.title)}”, {plain(finding.entry.path)}"


def json_lines(findings: Iterable[Finding]) -> str:
    """One JSON object per line."""
    return "".join(msgspec.json.encode(as_json(finding)).decode() + "\n" for finding in findings)


def markdown(query: str, findings: Sequence[Finding]) -> str:
    """A list per type of finding, under the query."""
    lines = [f"# {_escaped(query)}"]
    for type_ in dict.fromkeys(finding.hit.type for finding in findings):
        lines += ["", f"## {group_title(type_)}", ""]
        lines += [f"- {_escaped(as_line(finding))}" for finding in findings if finding.hit.type is type_]
    return "\n".join(lines) + "\n"


def export(path: Path, query: str, findings: Sequence[Finding]) -> None:
    """Write findings to a file, in the format its name ends in; one that is there is replaced.

    Raises AituiError for another ending, and where it cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise AituiError(
            "results can be written as " + " or ".join(f"{name} ({end})" for end, name in FORMATS.items()),
            where=str(path),
            remedy="End the name in one of these",
        )
    text = json_lines(findings) if ending == ".jsonl" else markdown(query, findings)
    with writing(path) as file:
        file.write(text.encode("utf-8", "replace"))


def _escaped(text: str) -> str:
    return _MARKDOWN_SIGNS.sub(r"\\\1", plain(text))
