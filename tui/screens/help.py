"""Every key, grouped by where it works."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.table import Column, Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from aitui.tui.screens.dialog import Dialog

_KEY_CELLS = 18


class Help(Dialog[None]):
    """Shows groups of (title, bindings); any of the closing keys leads back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Close"),
        Binding("question_mark,f1", "dismiss", "Close", show=False, id="help"),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("pagedown,space", "scroll(10)", "Page down", show=False),
        Binding("pageup", "scroll(-10)", "Page up", show=False),
    ]

    def __init__(self, groups: Iterable[tuple[str, Iterable[Binding]]], first: str = "") -> None:
        """The group titled `first`, if there is one, comes before the others."""
        super().__init__()
        self._groups = sorted(((title, list(bindings)) for title, bindings in groups), key=lambda g: g[0] != first)

    def compose(self) -> ComposeResult:
        """One line per action: its keys, what it does."""
        with VerticalScroll(classes="dialog", can_focus=False):
            for title, bindings in self._groups:
                yield Static(Content.styled(title, "bold $accent"), classes="dialog-title")
                yield Static(self._table(bindings))
            yield Static("\nctrl+p opens the palette, where every action can be searched by name.", markup=False)

    def action_scroll(self, lines: int) -> None:
        """Scroll the page."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _by_action(self, bindings: list[Binding]) -> list[tuple[str, Binding]]:
        """The bindings in order, the keys of one action joined."""
        keys: dict[str, list[str]] = {}
        first: dict[str, Binding] = {}
        for binding in bindings:
            keys.setdefault(binding.action, []).append(self.app.get_key_display(binding))
            first.setdefault(binding.action, binding)
        return [(" ".join(dict.fromkeys(keys[action])), binding) for action, binding in first.items()]

    def _table(self, bindings: list[Binding]) -> Table:
        """What the actions do in a column of its own, so that a long line goes on below its beginning."""
        table = Table.grid(Column(width=_KEY_CELLS, justify="right", style="bold"), Column(ratio=1), padding=(0, 1))
        for keys, binding in self._by_action(bindings):
            table.add_row(Text(keys), Text(binding.tooltip or binding.description))
        return table
