"""The names of the languages above the reader's columns."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from aitui.tui.reader.layout import MARGIN


class ColumnHeader(Widget):
    """One line; each name stands over its column."""

    DEFAULT_CSS = """
    ColumnHeader { height: 1; background: $panel; color: $text; text-style: bold; }
    """

    names: reactive[tuple[str, ...]] = reactive(())
    """The columns' headings, left to right."""
    column_width = reactive(40)
    """Cells of one column, without its margin."""

    def render(self) -> Content:
        """The headings, each padded to its column's width."""
        cells = MARGIN + self.column_width + 1
        line = "".join((" " * MARGIN + name).ljust(cells)[:cells] for name in self.names)
        return Content(line)
