"""What all small windows over another screen have in common."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

Answer = TypeVar("Answer")

NEXT_FIELD: tuple[Binding, ...] = (
    Binding("tab", "app.focus_next", "Next field", show=False, priority=True),
    Binding("shift+tab", "app.focus_previous", "Field before", show=False, priority=True),
)
"""Keys that lead to another field before the keys behind them are handed to one.

Without priority the field that is left handles them in its own time, and what is pasted or typed fast ends up in it.
"""


class Dialog(ModalScreen[Answer]):
    """A window in the middle of the screen that is behind it. Its styles are read when the first one opens."""

    CSS_PATH: ClassVar[str] = "dialogs.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [*NEXT_FIELD]
