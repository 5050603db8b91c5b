"""The list of quotes: of the open article or of the whole library, grouped by speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from aitui.data.entity import Quote
from aitui.tui.display import plain
from aitui.tui.widgets.library_pane import ArticleList

_LONGEST = 160
NOBODY = "Nobody named"


class ListedQuote(NamedTuple):
    """A quote, where it stands, and what it says in the language read in."""

    article_id: int
    quote: Quote
    translation: str = ""
    speaker: str = ""
    """The name by which the speaker goes everywhere, or empty where nobody is named."""


class QuotePane(Vertical):
    """Shows quotes and says which one a person wants to see in its place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "w",
            "toggle_scope",
            "Article / library",
            tooltip="List this article's or the whole library's",
            id="quotes.scope",
        ),
    ]

    quotes: reactive[Sequence[ListedQuote]] = reactive((), always_update=True, repaint=False)
    """What is listed."""
    whole_library = reactive(False, repaint=False)
    """Whether the list is about every article."""
    foreign = reactive("", repaint=False)
    """The language of the open article where it is not German, in which no quotes are looked for."""

    entries = query_one(ArticleList)
    heading = query_one(".pane-heading", Static)

    @dataclass
    class Chosen(Message):
        """A quote is to be shown in its article."""

        listed: ListedQuote

    class ScopeToggled(Message):
        """Article and library are to change places."""

    def compose(self) -> ComposeResult:
        """A heading and the list."""
        yield Static("Quotes", classes="pane-heading", markup=False)
        yield ArticleList(markup=False, compact=True)

    def watch_quotes(self) -> None:
        """Draw the list anew."""
        self._fill()

    def action_toggle_scope(self) -> None:
        """Article or library."""
        self.post_message(self.ScopeToggled())

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        number = (event.option_id or "").removeprefix("quote-")
        if number.isdigit():
            self.post_message(self.Chosen(self.quotes[int(number)]))

    def _fill(self) -> None:
        if not self.is_mounted:
            return
        groups: dict[str, list[tuple[int, ListedQuote]]] = {}
        for number, listed in enumerate(self.quotes):
            speaker = listed.quote.speaker_id or listed.quote.speaker or NOBODY
            groups.setdefault(speaker, []).append((number, listed))
        named = [(_called(group), group) for group in groups.values()]
        options: list[Option] = []
        if self.foreign:
            note = f"The article is in {self.foreign}; quotes are only found in German."
            options.append(Option(Content.styled(note, "$text-warning"), disabled=True))
        for speaker, group in sorted(named, key=lambda item: (item[0] == NOBODY, -len(item[1]), item[0])):
            heading = Content.styled(f"{plain(speaker)} · {len(group)}", "bold $text-success")
            options.append(Option(heading, disabled=True))
            options.extend(Option(_prompt(listed), id=f"quote-{number}") for number, listed in group)
        with self.prevent(OptionList.OptionHighlighted):
            self.entries.set_options(options)
            self.entries.action_first()
        scope = "library" if self.whole_library else "this article"
        self.heading.update(Content(f"Quotes · {len(self.quotes)} · {scope}"))


def _called(group: Sequence[tuple[int, ListedQuote]]) -> str:
    """The speaker of these quotes."""
    return max((listed.speaker or NOBODY for _, listed in group), key=len)


def _prompt(listed: ListedQuote) -> Content:
    """The words, in quotation marks where they are direct speech, above their translation."""
    quote = listed.quote
    words = _shortened(plain(quote.text))
    text = Content(f"„{words}“" if quote.direct else words)
    if not quote.direct:
        text = text.stylize("italic")
    if listed.translation:
        translation = _shortened(plain(listed.translation))
        text += Content.styled(f"\n{translation}", "$foreground-muted")
    return text


def _shortened(words: str) -> str:
    """At most `_LONGEST` characters and an ellipsis, cut at a space where there is one in the second half."""
    if len(words) <= _LONGEST:
        return words
    space = words.rfind(" ", _LONGEST // 2, _LONGEST)
    return f"{words[:space]} …" if space > 0 else f"{words[:_LONGEST]}…"
