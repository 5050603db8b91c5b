"""The line of keys at the bottom of a screen."""

from __future__ import annotations

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Footer


class Keys(Footer):
    """Keys of what has the focus. The one for help stands at the right end, in sight on the narrowest terminal."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)

    def compose(self) -> Iterator[Widget]:
        """As usual, with help set apart."""
        for widget in super().compose():
            if getattr(widget, "description", "") == "Help":
                widget.add_class("-command-palette")  # whose place at the right end is free here
            yield widget
