"""Where everything of an open article stands: rows of blocks, columns of lines, all in step.

One layout serves every column, so that the same block begins on the same line in each; a row is as high as its
highest column. Lines are computed when they are first needed and kept until their block or the width changes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from aitui.data.article import BlockKind
from aitui.tui.reader.flows import Flow, fold_flow, interleaved_flows, source_flow, translated_flow
from aitui.tui.reader.reading import Reading
from aitui.tui.wrapping import wrap

MARGIN = 2
"""Cells left of each column, where the cursor's bar stands."""
MAX_COLUMN = 84
"""Longer lines are hard to read; a wider terminal gets wider margins."""
MIN_COLUMN = 16


class View(StrEnum):
    """What of an article is shown, and in which arrangement."""

    SIDE_BY_SIDE = "side by side"
    INTERLEAVED = "interleaved"
    SOURCE = "source"
    TRANSLATION = "translation"
    THREE_COLUMNS = "three columns"


def fitting_view(width: int, *, has_pivot: bool) -> View:
    """The view for a reader of `width` cells who chose none."""
    if width < 56:
        return View.INTERLEAVED
    if width >= 150 and has_pivot:
        return View.THREE_COLUMNS
    return View.SIDE_BY_SIDE


class Line(NamedTuple):
    """One screen line of one column: characters `start` to `end` of a flow."""

    flow: Flow
    start: int
    end: int
    indent: str
    """The flow's marker on its first line, as many spaces on the others."""

    def holds(self, start: int, end: int) -> bool:
        """Whether any of the flow's characters `start` to `end` stand on this line."""
        return start < self.end and end > self.start


class Row(NamedTuple):
    """What stands side by side: one block, or a run of folded ones."""

    first_block: int
    end_block: int
    folded: bool = False


class Layout:
    """Rows, lines and heights of one `Reading` in one view, language and width."""

    def __init__(
        self, reading: Reading, view: View, language: str, width: int, *, show_boilerplate: bool = False
    ) -> None:
        """Measure `reading` for a reader of `width` cells."""
        self.reading = reading
        self.view = view
        self.language = language
        self.width = width
        self.columns = {View.SIDE_BY_SIDE: 2, View.THREE_COLUMNS: 3}.get(view, 1)
        self.column_width = max(MIN_COLUMN, min(MAX_COLUMN, width // self.columns - MARGIN - 1))
        self.rows = _rows(reading, show_boilerplate=show_boilerplate)
        self._row_of_block = {
            block: number for number, row in enumerate(self.rows) for block in range(row.first_block, row.end_block)
        }
        self._lines: dict[int, tuple[tuple[Line, ...], ...]] = {}
        self._heights = [self._height(number) for number in range(len(self.rows))]
        self._tops: list[int] = []
        self._accumulate()

    @property
    def height(self) -> int:
        """Lines of the whole article."""
        return self._tops[-1]

    def top(self, row: int) -> int:
        """The first line of a row."""
        return self._tops[row]

    def at(self, y: int) -> tuple[int, int]:
        """The row at line `y` and the line inside it."""
        row = min(bisect_right(self._tops, y) - 1, len(self.rows) - 1)
        return row, y - self._tops[row]

    def row_of_sentence(self, sentence: int) -> int:
        """The row that shows a sentence (folded or not)."""
        return self._row_of_block[self.reading.sentences[sentence].block]

    def lines(self, row: int) -> tuple[tuple[Line, ...], ...]:
        """Per column the lines of a row."""
        found = self._lines.get(row)
        if found is None:
            found = self._lines[row] = tuple(tuple(self._wrapped(flows)) for flows in self._flows(self.rows[row]))
        return found

    def sentence_lines(self, sentence: int) -> range:
        """The lines, counted from the article's top, on which a sentence stands in any column."""
        row = self.row_of_sentence(sentence)
        numbers: list[int] = []
        for column in self.lines(row):
            runs: dict[int, list[tuple[int, int]]] = {}
            for number, line in enumerate(column):
                found = runs.get(id(line.flow))
                if found is None:
                    found = [(run.start, run.end) for run in line.flow.runs if run.sentence == sentence]
                    runs[id(line.flow)] = found
                if any(line.holds(start, end) for start, end in found):
                    numbers.append(number)
        top = self._tops[row]
        return range(top + min(numbers), top + max(numbers) + 1) if numbers else range(top, top + 1)

    def match_lines(self, sentence: int) -> range | None:
        """The first lines, as `sentence_lines` counts them, on which a search hit stands beside a sentence."""
        row = self.row_of_sentence(sentence)
        found = [
            number
            for column in self.lines(row)
            for number, line in enumerate(column)
            if any(light.what == "match" and line.holds(light.start, light.end) for light in line.flow.highlights)
        ]
        top = self._tops[row]
        return range(top + min(found), top + min(found) + 1) if found else None

    def refresh_blocks(self, blocks: Iterable[int]) -> bool:
        """Measure blocks again whose text changed; whether anything moved."""
        moved = False
        for block in blocks:
            row = self._row_of_block[block]
            self._lines.pop(row, None)
            height = self._height(row)
            if height != self._heights[row]:
                self._heights[row] = height
                moved = True
        if moved:
            self._accumulate()
        return moved

    def refresh_all(self) -> None:
        """Break every block anew whose colours changed; no height does."""
        self._lines.clear()

    def is_first_of_row(self, sentence: int) -> bool:
        """Whether a sentence is the one that stands for its row (folded rows are passed as one)."""
        row = self.rows[self.row_of_sentence(sentence)]
        return sentence == self.reading.first_of_block[row.first_block]

    def _accumulate(self) -> None:
        self._tops = list(accumulate(self._heights, initial=0))

    def _height(self, row: int) -> int:
        return max(len(column) for column in self.lines(row)) + self._gap(row)

    def _gap(self, row: int) -> int:
        """Blank lines below a row: none between the bullets of a list and lines set as a group."""
        if row + 1 == len(self.rows):
            return 1
        tight = (BlockKind.BULLET, BlockKind.LABEL)
        this, following = (self._kind(self.rows[number]) for number in (row, row + 1))
        return 0 if this == following and this in tight else 1

    def _kind(self, row: Row) -> BlockKind | None:
        return None if row.folded else self.reading.article.blocks[row.first_block].kind

    def _flows(self, row: Row) -> list[list[Flow]]:
        reading, block, language = self.reading, row.first_block, self.language
        if row.folded:
            fold = [fold_flow(reading.article.blocks[row.first_block : row.end_block])]
            return [fold] + [[] for _ in range(self.columns - 1)]
        match self.view:
            case View.SOURCE:
                return [[source_flow(reading, block)]]
            case View.TRANSLATION:
                return [[translated_flow(reading, block, language)]]
            case View.INTERLEAVED:
                return [interleaved_flows(reading, block, language)]
            case View.SIDE_BY_SIDE:
                return [[source_flow(reading, block)], [translated_flow(reading, block, language)]]
            case View.THREE_COLUMNS:
                pivot = translated_flow(reading, block, language, pivot=True)
                return [[source_flow(reading, block)], [pivot], [translated_flow(reading, block, language)]]

    def _wrapped(self, flows: list[Flow]) -> Iterable[Line]:
        for flow in flows:
            indent = flow.marker
            for start, end in wrap(flow.text, self.column_width - len(flow.marker)):
                yield Line(flow, start, end, indent)
                indent = " " * len(flow.marker)


def _rows(reading: Reading, *, show_boilerplate: bool) -> list[Row]:
    rows: list[Row] = []
    for index, block in enumerate(reading.article.blocks):
        folded = block.boilerplate and not show_boilerplate
        if folded and rows and rows[-1].folded:
            rows[-1] = Row(rows[-1].first_block, index + 1, folded=True)
        else:
            rows.append(Row(index, index + 1, folded))
    return rows
