"""One line that says what the program is doing and with which model."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

_BAR_CELLS = 10
_SEPARATOR = Content("  ·  ")


class Status(NamedTuple):
    """What the line says."""

    direction: str = ""
    """Such as `de → zh`."""
    view: str = ""
    model: str = ""
    """Which models translate."""
    advice: str = ""
    """What could be done about them."""
    state: str = ""
    """What is going on, in a few words."""
    done: int = 0
    total: int = 0
    """Sentences translated and wanted; a bar is drawn while `done` is less than `total` and `busy`."""
    busy: bool = False
    online: bool = False
    """Sentences leave this machine."""
    warning: bool = False


class StatusLine(Widget):
    """Draws a `Status`; what matters most stands on the left, and what does not fit behind it is left out whole."""

    DEFAULT_CSS = """
    StatusLine { height: 1; background: $panel; color: $text; padding: 0 1; }
    """

    status = reactive(Status())
    """What the line says."""
    aside = reactive("")
    """What else is going on, such as a download."""

    def render(self) -> Content:
        """The line."""
        status = self.status
        pieces = [Content.styled(status.direction, "bold")]
        if status.online:
            pieces.insert(0, Content.styled(" ONLINE ", "bold $text on $error"))
        if status.busy and status.total:
            filled = _BAR_CELLS * status.done // status.total
            bar = "━" * filled, "━" * (_BAR_CELLS - filled)
            progress = Content.styled(bar[0], "$success") + Content.styled(bar[1], "$text-disabled")
            pieces.append(progress + Content(f" {status.done}/{status.total}"))
        if self.aside:
            pieces.append(Content.styled(self.aside, "$text-accent"))
        if status.state:
            pieces.append(Content.styled(status.state, "$text-warning" if status.warning else ""))
        line = _SEPARATOR.join(piece for piece in pieces if piece.plain)
        for optional in filter(None, (status.view, status.model, status.advice)):
            longer = _SEPARATOR.join([line, Content.styled(optional, "$foreground-muted")])
            if longer.cell_length <= self.content_size.width:
                line = longer
        return line
