"""A form for one term of the glossary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from aitui.translate.glossary.term import KINDS, TERM, GlossaryTerm, UnusableTermError, checked_term
from aitui.tui.display import plain
from aitui.tui.screens.dialog import Dialog

_FIELDS = (
    ("de", "German", "as it stands in the text"),
    ("en", "English", "what it is to be called; empty: as the model likes"),
    ("zh", "Chinese", "what it is to be called; empty: as the model likes"),
    ("kind", "Kind", ", ".join(KINDS)),
    ("note", "Note", "for yourself"),
)


class TermEditor(Dialog[GlossaryTerm | None]):
    """Asks for a term; the answer is one that can be used, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", id="term.cancel"),
        Binding("down", "app.focus_next", "Next field", show=False, priority=True, id="term.next"),
        Binding("up", "app.focus_previous", "Field before", show=False, priority=True, id="term.previous"),
    ]

    problem = query_one("#term-problem", Static)

    def __init__(self, title: str, term: GlossaryTerm, words: Sequence[str] = (), sentence: str = "") -> None:
        """Begin with `term`; `words` are offered while German is typed, `sentence` is shown."""
        super().__init__()
        self._title = title
        self._term = term
        self._words = words
        self._sentence = sentence

    def compose(self) -> ComposeResult:
        """A line for each field."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(self._title, classes="dialog-title", markup=False)
            if self._sentence:
                yield Static(Content.styled(plain(self._sentence), "$foreground-muted"), id="term-sentence")
            for name, label, placeholder in _FIELDS:
                suggestions = {"de": self._words, "kind": KINDS}.get(name, ())
                value = getattr(self._term, name)
                with Horizontal(classes="field"):
                    yield Static(label, classes="field-label", markup=False)
                    yield Input(
                        "" if name == "kind" and value == TERM else value,
                        placeholder=placeholder,
                        id=f"term-{name}",
                        compact=True,
                        suggester=SuggestFromList(suggestions, case_sensitive=False) if suggestions else None,
                    )
            yield Static(id="term-problem", markup=False)
            yield Static("Enter keeps it · → takes what is offered · Esc cancels", classes="dialog-hint", markup=False)

    def on_mount(self) -> None:
        """Begin where something is missing."""
        first = next((name for name in ("de", "en", "zh") if not getattr(self._term, name)), "en")
        self.query_one(f"#term-{first}", Input).focus()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        values = {name: self.query_one(f"#term-{name}", Input).value for name, _, _ in _FIELDS}
        try:
            self.dismiss(checked_term(**values))
        except UnusableTermError as error:
            self.problem.update(Content.styled(f"{str(error)[:1].upper()}{plain(str(error))[1:]}", "$text-error"))
