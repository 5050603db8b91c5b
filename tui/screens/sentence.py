"""All about one sentence: where its translation comes from, what is doubtful in it, and how else it could be said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import OptionList, Static, TextArea

from aitui.data.errors import AituiError
from aitui.data.language import LANGUAGE_NAMES
from aitui.translate.translation import BY_HAND, COPIED, Translation
from aitui.tui.correcting import Corrections
from aitui.tui.display import plain
from aitui.tui.labelled import broken, labelled
from aitui.tui.rebinding import key_to
from aitui.tui.screens.correcting import TYPING
from aitui.tui.screens.dialog import Dialog
from aitui.tui.widgets.alternatives import Alternatives

_LABEL_CELLS = 9
_OPTION_PADDING = 2
"""Cells beside a line of the list of alternatives."""
_INDENT = 2
_EMPTY = "An empty translation cannot be kept: type one, or leave with Esc"


@dataclass(frozen=True, slots=True)
class SentenceFacts:
    """What a card shows."""

    text: str
    """The sentence as it stands in the article."""
    language: str
    to: str
    translation: Translation | None
    """None while it is still to come."""
    english: str = ""
    """Of a Chinese translation: the English it was made from, or the sentence's own."""


class TargetEditor(TextArea):
    """A few lines of text to change a translation in; Enter keeps it, Escape does not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "keep", "Keep", priority=True),
        Binding("escape", "give_up", "Leave as it was", priority=True),
    ]

    class Kept(Message):
        """The text is to be kept."""

    class GivenUp(Message):
        """Nothing is to be changed."""

    def on_resize(self) -> None:
        """Draw the lines as they are broken now; those drawn while the width changed are of neither width.

        What was shown just now or has grown must also come into sight.
        """
        self.call_after_refresh(self.notify_style_update)
        self.call_after_refresh(self.scroll_visible, animate=False)

    def action_keep(self) -> None:
        """Keep the text."""
        self.post_message(self.Kept())

    def action_give_up(self) -> None:
        """Change nothing."""
        self.post_message(self.GivenUp())


class SentenceCard(Dialog[None]):
    """Shows `SentenceFacts`; a translation can be edited, chosen from others, and given back to the machine."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,i,q", "dismiss(None)", "Close", id="sentence.close"),
        Binding("question_mark,f1", "app.toggle_help", "Help", show=False, id="help"),
        Binding("e", "edit", "Edit", tooltip="Write the translation yourself; it wins from now on", id="sentence.edit"),
        Binding("r", "revert", "Machine's", tooltip="Back to the machine's translation", id="sentence.revert"),
        Binding("z", "undo", "Undo", tooltip="Undo the last change to this translation", id="sentence.undo"),
    ]

    facts_view = query_one("#sentence-facts", Static)
    editor = query_one(TargetEditor)
    others = query_one(Alternatives)
    hint = query_one(".dialog-hint", Static)

    @dataclass
    class AlternativesFound(Message):
        """Other translations of the sentence, the best first."""

        found: Sequence[Translation]

    def __init__(
        self,
        facts: SentenceFacts,
        corrections: Corrections,
        alternatives: Callable[[], Sequence[Translation]],
        on_change: Callable[[], None],
        *,
        name: str | None = None,
    ) -> None:
        """`alternatives` may take long and is called in a thread; `on_change` is called after each change."""
        super().__init__(name=name)
        self.facts = facts
        self._corrections = corrections
        self._alternatives = alternatives
        self._on_change = on_change
        self._found: Sequence[Translation] | None = None

    def compose(self) -> ComposeResult:
        """The facts, a place to edit in, the alternatives."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static("Sentence", classes="dialog-title", markup=False)
            yield Static(id="sentence-facts", markup=False)
            yield TargetEditor(id="sentence-editor", classes=TYPING, compact=True, show_line_numbers=False)
            yield Alternatives(markup=False, compact=True)
            yield Static(classes="dialog-hint", markup=False)

    def on_mount(self) -> None:
        """Show what is known; look for alternatives."""
        self.editor.display = False
        self.others.focus()
        self._look_for_alternatives()

    def show(self, facts: SentenceFacts) -> None:
        """Show the sentence as it is now."""
        self.facts = facts
        if self.is_mounted:
            self._draw()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        rows = _rows(self.facts, editing=self.editor.display)
        self.facts_view.update(labelled(rows, _LABEL_CELLS, self.facts_view.size.width))
        self._show_alternatives()
        self._show_hint()

    @work(thread=True, exit_on_error=False, group="alternatives", description="look for alternatives")
    def _look_for_alternatives(self) -> None:
        try:
            found = self._alternatives()
        except AituiError:
            found = ()  # no model: the facts say so
        self.post_message(self.AlternativesFound(found))

    @on(AlternativesFound)
    def _alternatives_found(self, message: AlternativesFound) -> None:
        self._found = message.found
        self._show_alternatives()

    @property
    def choices(self) -> Sequence[Translation]:
        """The alternatives that say something else than the translation does."""
        shown = self.facts.translation.target if self.facts.translation is not None else None
        return [other for other in self._found or () if other.target and other.target != shown]

    def _show_alternatives(self) -> None:
        width = self.facts_view.size.width  # as wide, and never hidden; what is hidden has no width
        if self._found is None:
            heading, style = "Looking for other translations …", "$foreground-muted"
        elif self.choices:
            heading, style = "Other translations · ↓ and Enter take one", "bold $foreground-muted"
        else:
            heading, style = "The models offer no other translation", "bold $foreground-muted"
        self.others.offer(
            Content.styled("\n".join(broken(heading, width - _OPTION_PADDING)), style),
            [_choice_content(other, width - _OPTION_PADDING) for other in self.choices],
        )

    def _show_hint(self) -> None:
        if self.editor.display:
            keys = "Enter keeps it wherever the sentence stands · Esc leaves it as it was"
        else:
            edit, revert, undo, close = (
                key_to(self.app, f"sentence.{action}", usual)
                for action, usual in (("edit", "e"), ("revert", "r"), ("undo", "z"), ("close", "Esc"))
            )
            keys = f"{edit} edit · {revert} back to the machine's · {undo} undo · {close} close"
        self.hint.update(Content(keys))

    def action_edit(self) -> None:
        """Write the translation by hand."""
        translation = self.facts.translation
        self.editor.load_text(plain(translation.target or "") if translation is not None else "")
        self._show_editor(True)
        self.editor.move_cursor(self.editor.document.end)
        self.editor.focus()

    def _show_editor(self, shown: bool) -> None:
        self.editor.display = shown
        self.others.display = not shown
        self._draw()

    @on(TextArea.Changed)
    def _edited(self) -> None:
        self._show_hint()

    @on(TargetEditor.GivenUp)
    def _edit_given_up(self) -> None:
        self._show_editor(False)
        self.others.focus()

    @on(TargetEditor.Kept)
    def _edit_kept(self) -> None:
        text = plain(self.editor.text)
        if not text:
            self.notify(_EMPTY, severity="warning", markup=False)
            self.hint.update(Content.styled(_EMPTY, "$text-warning"))
            return
        self._edit_given_up()
        translation = self.facts.translation
        if translation is None or text != plain(translation.target or ""):
            self._write(text)

    @on(OptionList.OptionSelected)
    def _alternative_taken(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        target = self.choices[int(event.option_id or 0)].target
        if target:
            self._write(target)

    def _write(self, target: str) -> None:
        facts = self.facts
        self._change(lambda: self._corrections.write(facts.text, facts.to, target, source=facts.language), "")

    def action_revert(self) -> None:
        """Back to the machine's translation."""
        facts = self.facts
        self._change(
            lambda: self._corrections.revert(facts.text, facts.to, source=facts.language),
            "This is the machine's translation",
        )

    def action_undo(self) -> None:
        """Undo the last change to this sentence."""
        facts = self.facts
        if self._corrections.changed(facts.text, facts.to, source=facts.language):
            otherwise = "Nothing more can be undone: so it was when aitui was started"
        else:
            otherwise = "Nothing was changed here since aitui was started; r goes back to the machine's"
        self._change(lambda: self._corrections.undo(facts.text, facts.to, source=facts.language), otherwise)

    def _change(self, change: Callable[[], bool], otherwise: str) -> None:
        try:
            changed = change()
        except AituiError as error:
            self.notify(plain(str(error)), severity="error", timeout=10, markup=False)
            return
        if changed:
            self._on_change()
        elif otherwise:
            self.notify(otherwise, markup=False)


def _rows(facts: SentenceFacts, *, editing: bool) -> list[tuple[str, str, str]]:
    """Label, value and style of each fact; of them only what is to be translated while somebody is `editing`."""
    translation = facts.translation
    rows = [(LANGUAGE_NAMES.get(facts.language, facts.language), plain(facts.text), "")]
    if facts.to != "en" and facts.language != "en":
        rows.append(("English", plain(facts.english) or "—", ""))
    if editing:
        return rows
    target = plain(translation.target or "") if translation is not None else ""
    rows.append((LANGUAGE_NAMES[facts.to], target or "not translated yet", "bold" if target else "$foreground-muted"))
    rows.append(("Made by", _maker(translation), ""))
    if translation is None:
        return rows
    if translation.guarded:
        kept = (f"{plain(item.surface)} → {plain(item.target)}" for item in translation.guarded)
        rows.append(("Guarded", "  ·  ".join(kept), ""))
    if translation.marks:
        reasons = "\n".join(f"! {mark.kind}: {plain(mark.detail)}" for mark in translation.marks)
        rows.append(("Checks", reasons, "$text-warning"))
    elif translation.engine not in (BY_HAND, COPIED):
        rows.append(("Checks", "nothing doubtful found", "$foreground-muted"))
    return rows


def _maker(translation: Translation | None) -> str:
    if translation is None:
        return "—"
    if translation.engine == BY_HAND:
        return "you, by hand; it wins over every model"
    if translation.engine == COPIED:
        return "copied: there is nothing to translate"
    return plain(translation.engine)


def _choice_content(other: Translation, width: int) -> Content:
    """An alternative, moved in, in lines of at most `width` cells; its marks stand behind it where there is room."""
    lines = broken(plain(other.target or ""), width - _INDENT)
    margin = " " * _INDENT
    text = Content("\n".join(margin + line for line in lines))
    if not other.marks:
        return text
    marks = f"! {', '.join(dict.fromkeys(str(mark.kind) for mark in other.marks))}"
    if cell_len(f"{margin}{lines[-1]}  {marks}") <= width:
        return text + Content.styled(f"  {marks}", "$text-warning")
    return text + Content.styled(
        "".join(f"\n{margin}{line}" for line in broken(marks, width - _INDENT)), "$text-warning"
    )
