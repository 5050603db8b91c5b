"""What all small windows over another screen have in common."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A window in the middle of the screen that is behind it. Its styles are read when the first one opens."""

    CSS_PATH: ClassVar[str] = "dialogs.tcss"
