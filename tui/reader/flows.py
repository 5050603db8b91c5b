"""The text of one block in one column, before it is broken into lines.

A flow is what stands in one place without a paragraph break: a source paragraph, its translation, or, where the two
are interleaved, one sentence of either. Runs say which characters belong to which sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from aitui.data.article import Article, Block, BlockKind
from aitui.data.language import sentence_separator
from aitui.translate.translation import Translation
from aitui.tui.display import DisplayText, display_text, plain
from aitui.tui.reader.reading import Reading

PENDING = "…"
_MARKERS = {BlockKind.QUESTION: "? ", BlockKind.QUOTE: "│ "}


class Tone(StrEnum):
    """How a run of text is meant; the screen gives each a style."""

    SOURCE = "source"
    TRANSLATION = "translation"
    PIVOT = "pivot"
    PENDING = "pending"
    FAILED = "failed"


class Run(NamedTuple):
    """Characters `start` to `end` of a flow, all of one sentence and one tone."""

    start: int
    end: int
    sentence: int
    tone: Tone


class Highlight(NamedTuple):
    """Characters `start` to `end` of a flow that stand out: a mention, a quote, a search hit."""

    start: int
    end: int
    what: str
    """A kind of entity, `quote` or `match`."""
    entity: str = ""
    """The id of the entity mentioned."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A stretch of text that is wrapped as one."""

    text: str
    runs: tuple[Run, ...]
    highlights: tuple[Highlight, ...] = ()
    """Quotes may lie around mentions, matches across both."""
    marker: str = ""
    """Stands before the first line; further lines are indented as far."""


def source_flow(reading: Reading, block_index: int) -> Flow:
    """The block as it stands in the article; a list marker is the flow's marker."""
    block = reading.article.blocks[block_index]
    base = block.content_start
    shown = display_text(reading.article.text[base : block.end])
    first = reading.first_of_block[block_index]
    runs = tuple(
        Run(shown.shown(span.start - base), shown.shown(span.end - base), first + number, Tone.SOURCE)
        for number, span in enumerate(block.sentences)
    )
    highlights = tuple(_highlights(reading, block_index, shown, base, block.end))
    return Flow(shown.text, runs, highlights, _marker(reading.article, block))


def _highlights(reading: Reading, block_index: int, shown: DisplayText, base: int, limit: int) -> Iterator[Highlight]:
    """The quotes, mentions and matches of a block between `base` and `limit`, in the indexes of its displayed text."""
    for start, end, what, entity in reading.highlights.get(block_index, ()):
        if start < limit and end > base:
            yield Highlight(shown.shown(max(0, start - base)), shown.shown(min(end, limit) - base), what, entity)
    for start, end in reading.match.source if reading.match is not None else ():
        if start < limit and end > base:
            yield Highlight(shown.shown(max(0, start - base)), shown.shown(min(end, limit) - base), "match")


def translated_flow(reading: Reading, block_index: int, language: str, *, pivot: bool = False) -> Flow:
    """The block's sentences in `language`, or with `pivot` in the language they went through.

    Sentences still to come are an ellipsis each; what could not be translated says so.
    """
    block = reading.article.blocks[block_index]
    stored = reading.in_language(language)
    english = reading.in_language("en") if pivot else stored
    pieces: list[tuple[int, str, Tone]] = []
    for index in range(reading.first_of_block[block_index], reading.first_of_block[block_index + 1]):
        text, tone = _pivot(stored[index], english[index]) if pivot else _target(stored[index])
        if tone is Tone.PENDING and pieces and pieces[-1][2] is Tone.PENDING:
            continue  # one ellipsis says enough
        pieces.append((index, text, tone))
    flow = _joined(pieces, " " if pivot else sentence_separator(language), _marker(reading.article, block))
    return flow if pivot else replace(flow, highlights=tuple(_matches(reading, language, flow.runs)))


def _matches(reading: Reading, language: str, runs: Iterable[Run]) -> Iterator[Highlight]:
    """The letters found in translations that stand as `runs`."""
    match = reading.match
    if match is None or match.language != language:
        return
    stored = reading.in_language(language)
    for run in runs:
        translation = stored[run.sentence]
        if run.tone is Tone.TRANSLATION and translation is not None and translation.target:
            shown = display_text(translation.target)
            margin = len(shown.text) - len(shown.text.lstrip())
            for start, end in match.targets.get(run.sentence, ()):
                first, last = shown.shown(start) - margin, shown.shown(end) - margin
                yield Highlight(run.start + max(0, first), min(run.end, run.start + last), "match")


def interleaved_flows(reading: Reading, block_index: int, language: str) -> list[Flow]:
    """Each sentence followed by its translation."""
    block = reading.article.blocks[block_index]
    marker = _marker(reading.article, block)
    stored = reading.in_language(language)
    flows = []
    for number, span in enumerate(block.sentences):
        index = reading.first_of_block[block_index] + number
        shown = display_text(reading.article.sentence_text(span))
        highlights = tuple(_highlights(reading, block_index, shown, span.start, span.end))
        target, tone = _target(stored[index])
        before = marker if number == 0 else " " * len(marker)
        flows.append(Flow(shown.text, (Run(0, len(shown.text), index, Tone.SOURCE),), highlights, before))
        runs = (Run(0, len(target), index, tone),)
        flows.append(Flow(target, runs, tuple(_matches(reading, language, runs)), " " * len(marker)))
    return flows


def fold_flow(blocks: Sequence[Block]) -> Flow:
    """The line that stands for folded boilerplate."""
    count = len(blocks)
    text = f"▸ {count} line{'s' if count > 1 else ''} beside the article folded away"
    return Flow(text, ())


def _marker(article: Article, block: Block) -> str:
    """A list item's number or bullet, or the sign of the block's kind, with a space behind it."""
    mark = article.list_mark(block)
    return f"{mark} " if mark else _MARKERS.get(block.kind, "")


def _pivot(translation: Translation | None, english: Translation | None) -> tuple[str, Tone]:
    """The English a translation was made from; where it was made otherwise, the sentence's own English."""
    text = (translation.pivot if translation is not None else None) or (english.target if english is not None else None)
    return (plain(text), Tone.PIVOT) if text else (PENDING, Tone.PENDING)


def _target(translation: Translation | None) -> tuple[str, Tone]:
    if translation is None:
        return PENDING, Tone.PENDING
    if translation.target is None:
        reasons = ", ".join(mark.detail or mark.kind for mark in translation.marks)
        return f"[not translated: {plain(reasons) or 'no reason given'}]", Tone.FAILED
    return plain(translation.target), Tone.TRANSLATION


def _joined(pieces: list[tuple[int, str, Tone]], separator: str, marker: str) -> Flow:
    text, runs = "", []
    for index, piece, tone in pieces:
        if text:
            text += separator
        runs.append(Run(len(text), len(text) + len(piece), index, tone))
        text += piece
    return Flow(text, tuple(runs), (), marker)
