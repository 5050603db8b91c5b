"""Mouse selections in a page of several columns.

Textual identifies a selected character by an offset (x, y) that the widget chooses, and orders offsets by y, then x.
Here y says column and row, x says line and character, so that a drag down one column never touches the others.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style
from textual.geometry import Offset
from textual.selection import Selection

from aitui.tui.reader.layout import Layout, Line

_ROWS = 1 << 32
_CHARACTERS = 4096
"""More than a line can hold; padding behind a line counts on without reaching the next one."""


@dataclass(frozen=True, slots=True)
class Place:
    """A character: its column, row, line inside the row and index inside the line."""

    column: int
    row: int
    line: int
    index: int

    @property
    def style(self) -> Style:
        """A style that carries this place to Textual's selection."""
        return Style.from_meta({"offset": (self.line * _CHARACTERS + self.index, self.column * _ROWS + self.row)})

    def sentence(self, layout: Layout) -> int | None:
        """The sentence at this place."""
        lines = layout.lines(self.row)[self.column]
        if self.line >= len(lines):
            return None
        line = lines[self.line]
        index = min(line.start + self.index, max(line.start, line.end - 1))
        runs = [run for run in line.flow.runs if run.start <= index]
        return runs[-1].sentence if runs else None


def place_of(offset: Offset | None) -> Place | None:
    """The place an offset stands for; None stays None (an open end of a selection)."""
    if offset is None:
        return None
    column, row = divmod(offset.y, _ROWS)
    line, index = divmod(offset.x, _CHARACTERS)
    return Place(column, row, line, index)


def selected_text(layout: Layout, selection: Selection) -> str:
    """The selected text: lines of one flow joined as they were before wrapping, paragraphs by a blank line."""
    start, end = place_of(selection.start), place_of(selection.end)
    first_column = start.column if start is not None else 0
    last_column = end.column if end is not None else first_column
    if first_column != last_column and start is not None and end is not None:
        rows = sorted((start.row, end.row))
        start = Place(first_column, rows[0], 0, 0)
        end = Place(last_column, rows[1], 1 << 30, 0)
    first_row = start.row if start is not None else 0
    last_row = min(end.row if end is not None else len(layout.rows) - 1, len(layout.rows) - 1)
    pieces = []
    for row in range(first_row, last_row + 1):
        for column in range(first_column, last_column + 1):
            lines = layout.lines(row)[column]
            piece = _row_text(
                lines,
                (start.line, start.index) if start is not None and row == start.row else (0, 0),
                (end.line, end.index) if end is not None and row == end.row else (len(lines), 0),
            )
            if piece:
                pieces.append(piece)
    return "\n\n".join(pieces)


def _row_text(lines: tuple[Line, ...], start: tuple[int, int], end: tuple[int, int]) -> str:
    """The text from one (line, index) to another; each flow is one line of the result."""
    flows: list[str] = []
    previous = None
    begin = 0
    until = 0
    for number, line in enumerate(lines):
        if number < start[0] or number > end[0] or (number == end[0] and end[1] == 0):
            continue
        lower = min(line.end, line.start + (start[1] if number == start[0] else 0))
        upper = min(line.end, line.start + end[1]) if number == end[0] else line.end
        if line.flow is not previous:
            if previous is not None:
                flows.append(previous.text[begin:until])
            previous, begin = line.flow, lower
        until = upper
    if previous is not None:
        flows.append(previous.text[begin:until])
    return "\n".join(flow for flow in flows if flow)


def selected_part(selection: Selection, here: Place, line: Line) -> tuple[int, int] | None:
    """The selected characters of the line at `here`, in indexes of its flow, or None."""
    start, end = place_of(selection.start), place_of(selection.end)
    if start is not None and end is not None and start.column != end.column:
        # Dragged across columns: both are selected over the rows in between.
        first, last = sorted((start.row, end.row))
        inside = first <= here.row <= last and start.column <= here.column <= end.column
        return (line.start, line.end) if inside else None
    position = (here.row, here.line)
    lower, upper = 0, line.end - line.start
    if start is not None:
        if start.column != here.column or position < (start.row, start.line):
            return None
        if position == (start.row, start.line):
            lower = start.index
    if end is not None:
        if end.column != here.column or position > (end.row, end.line):
            return None
        if position == (end.row, end.line):
            upper = min(upper, end.index)
    return line.start + lower, line.start + upper
