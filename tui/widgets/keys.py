"""The line of keys at the bottom of a screen."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

_KEPT = ("search", "quit")
"""What the actions begin with that stay whatever room there is, beside the last one."""
_CELLS_AROUND = 3
"""Of a key and its description: before, between and behind them."""


class Keys(Footer):
    """Keys of what has the focus, as many as the line holds whole; the help shows all.

    Those to search and to leave are always among them, and help stands at the right end.
    """

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._composed_for = 0
        """The width that keys were chosen for."""

    def compose(self) -> Iterator[Widget]:
        """As usual, with help set apart and without what the line has no room for."""
        keys = [widget for widget in super().compose() if isinstance(widget, FooterKey)]
        help_key = next((key for key in keys if key.description == "Help"), None)
        room = self._composed_for = self.app.size.width
        if help_key is not None:
            keys.remove(help_key)
            help_key.add_class("-command-palette")  # whose place at the right end is free here
            room -= _cells(help_key) + 1  # and the line beside it
        while sum(map(_cells, keys)) > room:
            free = [key for key in keys[:-1] if not key.action.startswith(_KEPT)]
            if not free:
                break
            keys.remove(free[-1])
        yield from keys
        if help_key is not None:
            yield help_key

    def on_resize(self, event: Resize) -> None:
        """Another width has room for more or for less."""
        if self.app.size.width != self._composed_for:
            self.refresh(recompose=True)


def _cells(key: FooterKey) -> int:
    return Content(key.key_display).cell_length + Content(key.description).cell_length + _CELLS_AROUND
