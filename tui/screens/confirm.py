"""One question with yes and no."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from aitui.tui.display import plain
from aitui.tui.screens.dialog import Dialog


class Confirm(Dialog[bool]):
    """Asks `question`; the answer is True for the button `yes`. Leaving with Escape is no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,n", "dismiss(False)", "No", id="confirm.no"),
        Binding("y", "dismiss(True)", "Yes", id="confirm.yes"),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, question: str, yes: str, *, no: str = "No", careful: bool = False) -> None:
        """`yes` and `no` name what happens; where one should be `careful`, Enter means no."""
        super().__init__()
        self._title, self.question = title, question
        self._yes, self._no = yes, no
        self._careful = careful

    def compose(self) -> ComposeResult:
        """The question over its two answers."""
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title", markup=False)
            yield Static(self.question, markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button(
                    f"{self._yes} (y)", variant="warning" if self._careful else "primary", id="yes", compact=True
                )
                yield Button(f"{self._no} (n)", id="no", compact=True)

    def on_mount(self) -> None:
        """Enter means what does no harm."""
        self.query_one("#no" if self._careful else "#yes", Button).focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The answer."""
        self.dismiss(event.button.id == "yes")


async def may_write(app: App[Any], path: Path) -> bool:
    """Whether a file of this name may be written: asks where there is one. For workers, as it waits for the answer."""
    try:
        is_there = path.is_file()
    except OSError:
        is_there = False
    if not is_there:
        return True  # a folder, or what cannot be looked at, is told of when it is written
    question = f"{plain(str(path))} is there already."
    answer = await app.push_screen_wait(Confirm("Replace the file?", question, "Replace", no="Keep", careful=True))
    return bool(answer)
