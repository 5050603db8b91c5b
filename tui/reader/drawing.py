"""From a laid-out line to a strip of styled cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.selection import Selection
from textual.strip import Strip

from aitui.data.article import BlockKind
from aitui.tui.reader.flows import Run, Tone
from aitui.tui.reader.layout import MARGIN, Layout, Line, View
from aitui.tui.reader.selecting import Place, selected_part

_CURSOR_BAR = "▌"
_QUOTE_BAR = "│"
_MARK = "!"
_BLOCK_STYLES = {
    BlockKind.TITLE: "title",
    BlockKind.HEADING: "heading",
    BlockKind.QUESTION: "question",
    BlockKind.CAPTION: "caption",
    BlockKind.LABEL: "label",
}


@dataclass(frozen=True, slots=True)
class Painter:
    """Draws the lines of one state of the reading pane."""

    layout: Layout
    cursor: int
    """The sentence under the cursor."""
    chosen_entity: str
    """The id of the entity whose mentions stand out, or empty."""
    selection: Selection | None
    style: Callable[[str], Style]
    """The style of a component such as `heading` or `cursor`, colours mixed with the pane's."""
    base: Style
    selection_style: Style

    def draws(self, layout: Layout, cursor: int, chosen_entity: str, selection: Selection | None) -> bool:
        """Whether this is the state it draws."""
        return (self.layout, self.cursor, self.chosen_entity, self.selection) == (
            layout,
            cursor,
            chosen_entity,
            selection,
        )

    def strip(self, row: int, number: int, width: int) -> Strip:
        """Line `number` of a row, all columns side by side, `width` cells."""
        segments: list[Segment] = []
        for column in range(len(self.layout.lines(row))):
            segments.extend(self._column(row, column, number))
            segments.append(Segment(" ", self.base))
        return Strip(segments).adjust_cell_length(width, self.base)

    def _column(self, row: int, column: int, number: int) -> Iterator[Segment]:
        lines = self.layout.lines(row)[column]
        if number >= len(lines):
            # Below the text: the mouse finds the end of what stands above.
            last = len(lines) - 1
            end = Place(column, row, last, lines[last].end - lines[last].start) if lines else Place(column, row, 0, 0)
            yield Segment(" " * (MARGIN + self.layout.column_width), self.base + end.style)
            return
        line = lines[number]
        start = Place(column, row, number, 0)
        yield from self._margin(line, start)
        block_style = self._block_style(row)
        used = cell_len(line.indent)
        if line.indent:
            yield Segment(line.indent, block_style + start.style)
        selected = selected_part(self.selection, start, line) if self.selection is not None else None
        for first, last, style in self._pieces(line, block_style, selected):
            text = line.flow.text[first:last]
            used += cell_len(text)
            yield Segment(text, style + Place(column, row, number, first - line.start).style)
        if used < self.layout.column_width:
            end = Place(column, row, number, line.end - line.start)
            yield Segment(" " * (self.layout.column_width - used), self.base + end.style)

    def _margin(self, line: Line, start: Place) -> Iterator[Segment]:
        """The sign of a doubtful translation or the cursor's bar, and the bar of a quote."""
        at_cursor = any(run.sentence == self.cursor and line.holds(run.start, run.end) for run in line.flow.runs)
        quoted = any(item.what == "quote" and line.holds(item.start, item.end) for item in line.flow.highlights)
        if any(line.start <= run.start < line.end and self._is_marked(run) for run in line.flow.runs):
            yield Segment(_MARK, self.style("mark") + start.style)
        else:
            yield Segment(_CURSOR_BAR if at_cursor else " ", self.style("bar") + start.style)
        yield Segment((_QUOTE_BAR if quoted else " ").ljust(MARGIN - 1), self.style("quote") + start.style)

    def _is_marked(self, run: Run) -> bool:
        """Whether a translation that stands here is doubtful."""
        if run.tone not in (Tone.TRANSLATION, Tone.FAILED):
            return False
        translation = self.layout.reading.in_language(self.layout.language)[run.sentence]
        return translation is not None and bool(translation.marks)

    def _pieces(
        self, line: Line, block_style: Style, selected: tuple[int, int] | None
    ) -> Iterator[tuple[int, int, Style]]:
        """The line's characters in pieces of one style, as (start, end, style) in flow indexes."""
        here = [item for item in line.flow.highlights if line.holds(item.start, item.end)]
        mentions = [item for item in here if item.what not in ("quote", "match")]
        matches = [item for item in here if item.what == "match"]
        edges = {line.start, line.end}
        for run in line.flow.runs:
            edges.update((run.start, run.end))
        for item in (*mentions, *matches):
            edges.update((item.start, item.end))
        if selected:
            edges.update(selected)
        for start, end in pairwise(sorted(edge for edge in edges if line.start <= edge <= line.end)):
            style = block_style
            mention = next((item for item in mentions if item.start <= start < item.end), None)
            if mention is not None:
                style += Style(color=self.style(mention.what).color)
            spoken = next((run for run in line.flow.runs if run.start <= start < run.end), None)
            if spoken is not None:
                style = self._toned(style, spoken.tone)
                if spoken.sentence == self.cursor:
                    style += Style(bgcolor=self.style("cursor").bgcolor)
            if mention is not None and self.chosen_entity and mention.entity == self.chosen_entity:
                style += self.style("chosen")
            if any(item.start <= start < item.end for item in matches):
                style += self.style("match")
            if selected and selected[0] <= start < selected[1]:
                style += self.selection_style
            yield start, end, style

    def _toned(self, style: Style, tone: Tone) -> Style:
        if tone is Tone.TRANSLATION:
            return self.style("interleaved") if self.layout.view is View.INTERLEAVED else style
        return style if tone is Tone.SOURCE else self.style(tone)

    def _block_style(self, row: int) -> Style:
        shown = self.layout.rows[row]
        if shown.folded:
            return self.style("fold")
        block = self.layout.reading.article.blocks[shown.first_block]
        return self.style("boilerplate" if block.boilerplate else _BLOCK_STYLES.get(block.kind, "source"))
