"""The box that queries are typed in, with the searches of before at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from aitui.tui.display import plain


class SearchBox(Input):
    """A line of text whose arrow keys walk the results, or in an empty box the earlier queries.

    A query taken from the earlier ones goes on being exchanged for older ones with ↑ until something is typed or ↓
    leads into its results.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Open", tooltip="Show the result in its article", id="search.open"),
        Binding("up", "up", "Result above; in an empty box earlier searches", show=False, id="search.up"),
        Binding("down", "move(1)", "Result below", show=False, id="search.down"),
        Binding("pageup", "move(-10)", "Ten results up", show=False, id="search.page-up"),
        Binding("pagedown", "move(10)", "Ten results down", show=False, id="search.page-down"),
    ]

    history: reactive[Sequence[str]] = reactive((), repaint=False)
    """Earlier queries, the newest first."""

    _walked = -1
    """Which of the earlier queries stands in the box; -1 for none."""

    @dataclass
    class Moved(Message):
        """The cursor of the results is to move by so many."""

        steps: int

    def action_up(self) -> None:
        """To an earlier query in an empty box or from an earlier query, else up in the results."""
        if self.value and self._walked < 0:
            self.action_move(-1)
        elif self._walked + 1 < len(self.history):
            self._walked += 1
            self.value = self.history[self._walked]
            self.cursor_position = len(self.value)

    def action_move(self, steps: int) -> None:
        """Move in the results."""
        self._walked = -1
        self.post_message(self.Moved(steps))

    def watch_value(self, value: str) -> None:
        """What is typed ends the walk through the earlier queries."""
        if self._walked >= 0 and value != self.history[self._walked]:
            self._walked = -1

    def _on_paste(self, event: events.Paste) -> None:
        """Take what is pasted as one line, without anything that is not fit for the screen."""
        event.stop()
        event.prevent_default()
        self.replace(plain(event.text), *self.selection)
