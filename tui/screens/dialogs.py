"""Small questions over the main screen."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from aitui.tui.screens.dialog import Dialog


class AskPath(Dialog[str | None]):
    """Asks for a path; the answer as typed, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Cancel")]

    def __init__(self, title: str, example: str, hint: str, *, typed: str = "", problem: str = "") -> None:
        """`typed` is the answer to begin with, and `problem` what was wrong with it."""
        super().__init__()
        self._title, self._example, self._hint = title, example, hint
        self._typed, self._problem = typed, problem

    def compose(self) -> ComposeResult:
        """A line to type in."""
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title", markup=False)
            yield Input(self._typed, placeholder=self._example, select_on_focus=False)
            if self._problem:
                yield Static(self._problem, classes="dialog-problem", markup=False)
            yield Static(self._hint, classes="dialog-hint", markup=False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if path := event.value.strip():
            self.dismiss(path)
        else:
            self.notify("Type a name first, or Esc to cancel")


class AddArticles(AskPath):
    """Asks for files, folders or patterns to add."""

    def __init__(self, typed: str = "", problem: str = "") -> None:
        super().__init__(
            "Add articles",
            "file, folder or pattern such as ~/news/*.txt",
            "Text, Markdown, HTML, EPUB, PDF · Enter adds · Esc cancels",
            typed=typed,
            problem=problem,
        )


class ExportArticle(AskPath):
    """Asks for the file to write the open article and its translation to."""

    def __init__(self, typed: str = "", problem: str = "") -> None:
        super().__init__(
            "Export the article and its translation",
            "file, such as ~/article.html",
            "The ending says how: .html, .md, .tmx, .jsonl, or .csv for the quotes · Enter writes · Esc cancels",
            typed=typed,
            problem=problem,
        )


class CopyMenu(Dialog[str | None]):
    """Asks what of the sentence to copy; the answer is one of the choices' ids, or None."""

    CHOICES: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("s", "source", "Source sentence"),
        ("t", "translation", "Translation"),
        ("b", "both", "Both"),
        ("c", "citation", "Both, with a citation"),
        ("a", "article", "Whole translation of the article"),
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel"),
        *(Binding(key, f"dismiss('{name}')", label, show=False) for key, name, label in CHOICES),
    ]

    def compose(self) -> ComposeResult:
        """The choices, each with its key."""
        with Vertical(classes="dialog"):
            yield Static("Copy", classes="dialog-title", markup=False)
            yield OptionList(
                *(
                    Option(Content.styled(f" {key} ", "bold $accent") + Content(f" {label}"), id=name)
                    for key, name, label in self.CHOICES
                ),
                compact=True,
            )

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)


class CopyResults(Dialog[str | None]):
    """Asks which results to copy: `one`, `all`, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel"),
        Binding("o", "dismiss('one')", "This one", show=False),
        Binding("a", "dismiss('all')", "All", show=False),
    ]

    def __init__(self, amount: int) -> None:
        super().__init__()
        self._amount = amount

    def compose(self) -> ComposeResult:
        """The two choices, each with its key."""
        choices = (("o", "one", "This result"), ("a", "all", f"All {self._amount} results"))
        with Vertical(classes="dialog"):
            yield Static("Copy", classes="dialog-title", markup=False)
            yield OptionList(
                *(
                    Option(Content.styled(f" {key} ", "bold $accent") + Content(f" {label}"), id=name)
                    for key, name, label in choices
                ),
                compact=True,
            )

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)


class ExportResults(AskPath):
    """Asks for the file to write results to."""

    def __init__(self, amount: int) -> None:
        super().__init__(
            f"Export {amount} results",
            "file, such as ~/results.md or ~/results.jsonl",
            "The ending says how: .md Markdown, .jsonl JSON lines · Enter writes · Esc cancels",
        )
