"""The list of articles: title, length, how much is translated, what is unread; filtered while typing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from textual import on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from aitui.data.language import language_name
from aitui.data.library import Entry
from aitui.data.search.fold import fold_letters
from aitui.tui.display import plain, share
from aitui.tui.rebinding import key_to
from aitui.tui.wrapping import wrap


class Order(StrEnum):
    """How the list is sorted."""

    ADDED = "as added"
    TITLE = "by title"
    UNREAD = "unread first"
    LENGTH = "longest first"
    RECENT = "last read first"


class ArticleList(OptionList):
    """Options with vi keys; everything else is the pane's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False, id="library.down"),
        Binding("k", "cursor_up", "Up", show=False, id="library.up"),
        Binding("g", "first", "First", show=False, id="library.first"),
        Binding("G", "last", "Last", show=False, id="library.last"),
    ]


class LibraryPane(Vertical):
    """Shows library entries and says which one a person wants; changes nothing itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "filter", "Filter", tooltip="Show only titles with these words", id="library.filter"),
        Binding("s", "next_order", "Sort", tooltip="Sort the list another way", id="library.sort"),
        Binding("asterisk", "star", "Star", show=False, tooltip="Star this article", id="library.star"),
        Binding("m", "toggle_read", "Read", show=False, tooltip="Mark as read or unread", id="library.read"),
        Binding("d,delete", "remove", "Remove", tooltip="Remove this article; can be undone", id="library.remove"),
        Binding("escape", "clear_filter", "Clear filter", show=False, id="library.clear-filter"),
    ]

    entries: reactive[Sequence[Entry]] = reactive((), always_update=True, repaint=False)
    """The articles of the library."""
    target = reactive("en", repaint=False)
    """The language that articles are translated into."""
    translated: reactive[dict[int, int]] = reactive({}, always_update=True, repaint=False)
    """Per article id the sentences that stand in the chosen language."""
    marked: reactive[dict[int, int]] = reactive({}, always_update=True, repaint=False)
    """Per article id the sentences in the chosen language that carry a mark."""
    order = reactive(Order.ADDED, repaint=False)
    """How the list is sorted."""
    current: reactive[int | None] = reactive(None, repaint=False)
    """The article that is open in the reader."""

    articles = query_one(ArticleList)
    filter_box = query_one("#filter", Input)
    heading = query_one("#library-heading", Static)

    @dataclass
    class Highlighted(Message):
        """The list's cursor stands on an article."""

        article_id: int

    @dataclass
    class Chosen(Message):
        """A person wants to read an article."""

        article_id: int

    @dataclass
    class StarToggled(Message):
        """An article is to get or lose its star."""

        entry: Entry

    @dataclass
    class ReadToggled(Message):
        """An article is to be marked read or unread."""

        entry: Entry

    @dataclass
    class RemovalWanted(Message):
        """An article is to go."""

        entry: Entry

    _wrapped_for = 0
    """The list's width that titles were broken for."""
    _listed: Collection[int] = frozenset()
    """The ids of the articles that the filter lets through."""

    def compose(self) -> ComposeResult:
        """A heading, the filter, the list."""
        yield Static("Library", id="library-heading", markup=False)
        yield Input(placeholder="filter titles", id="filter", compact=True)
        yield ArticleList(id="articles", markup=False, compact=True)

    def on_resize(self) -> None:
        """Break the titles anew."""
        self.call_after_refresh(self._rewrap)

    def _rewrap(self) -> None:
        if self.articles.size.width != self._wrapped_for:
            self._fill()

    def watch_entries(self) -> None:
        """Draw the list anew."""
        self._fill()

    def watch_target(self) -> None:
        """Draw what is in that language anew."""
        self._fill()

    def watch_translated(self, old: dict[int, int], new: dict[int, int]) -> None:
        """Draw the numbers anew where they changed."""
        self._redraw_changed(old, new)

    def watch_marked(self, old: dict[int, int], new: dict[int, int]) -> None:
        """Draw the numbers anew where they changed."""
        self._redraw_changed(old, new)

    def _redraw_changed(self, old: dict[int, int], new: dict[int, int]) -> None:
        self._redraw(
            {article_id for article_id in old.keys() | new.keys() if old.get(article_id) != new.get(article_id)}
        )

    def watch_current(self, old: int | None, new: int | None) -> None:
        """Mark the open article."""
        self._redraw({article_id for article_id in (old, new) if article_id is not None})
        if new is not None:
            self.select(new)

    def watch_order(self) -> None:
        """Sort anew."""
        self._fill()

    def select(self, article_id: int) -> None:
        """Put the list's cursor on an article, if the filter shows it."""
        if article_id in self._listed:
            self.articles.highlighted = self.articles.get_option_index(str(article_id))

    @property
    def highlighted(self) -> int | None:
        """The article that the list's cursor stands on."""
        entry = self._highlighted()
        return entry.id if entry is not None else None

    def neighbour(self, article_id: int | None, step: int, *, unread: bool = False) -> int | None:
        """The article `step` places on in the list as it is shown, or None at its end."""
        shown = [entry for entry in self._shown() if not unread or entry.unread or entry.id == article_id]
        ids = [entry.id for entry in shown]
        if not ids:
            return None
        if article_id not in ids:
            return ids[0]
        index = ids.index(article_id) + step
        return ids[index] if 0 <= index < len(ids) else None

    def action_filter(self) -> None:
        """Type to filter."""
        self.filter_box.display = True
        self.filter_box.focus()

    def action_clear_filter(self) -> None:
        """Show everything again; where no filter is set, the key means what it means everywhere."""
        if not self.filter_box.display:
            raise SkipAction
        self.filter_box.value = ""
        self.filter_box.display = False
        self.articles.focus()

    def action_next_order(self) -> None:
        """Sort another way."""
        orders = list(Order)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]

    def action_star(self) -> None:
        """Star the article under the cursor, or take the star away."""
        if (entry := self._highlighted()) is not None:
            self.post_message(self.StarToggled(entry))

    def action_toggle_read(self) -> None:
        """Mark the article under the cursor as read or unread."""
        if (entry := self._highlighted()) is not None:
            self.post_message(self.ReadToggled(entry))

    def action_remove(self) -> None:
        """Remove the article under the cursor."""
        if (entry := self._highlighted()) is not None:
            self.post_message(self.RemovalWanted(entry))

    @on(Input.Changed, "#filter")
    def _filter_changed(self) -> None:
        self._fill()

    @on(Input.Submitted, "#filter")
    def _filter_submitted(self) -> None:
        self.articles.focus()

    @on(OptionList.OptionHighlighted)
    def _highlight_moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Highlighted(int(event.option_id)))

    @on(OptionList.OptionSelected)
    def _option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Chosen(int(event.option_id)))

    def _highlighted(self) -> Entry | None:
        index = self.articles.highlighted
        if index is None:
            return None
        wanted = self.articles.get_option_at_index(index).id
        return next((entry for entry in self.entries if str(entry.id) == wanted), None)

    def _redraw(self, article_ids: Collection[int]) -> None:
        """Draw some articles anew, as far as the list shows them."""
        for entry in self.entries if article_ids else ():
            if entry.id in article_ids and entry.id in self._listed:
                self.articles.replace_option_prompt(str(entry.id), self._prompt(entry))

    def _shown(self) -> list[Entry]:
        words = self.filter_box.value.casefold().split()
        entries = [entry for entry in self.entries if all(word in entry.title.casefold() for word in words)]
        match self.order:
            case Order.TITLE:
                entries.sort(key=lambda entry: fold_letters(entry.title))
            case Order.UNREAD:
                entries.sort(key=lambda entry: not entry.unread)
            case Order.LENGTH:
                entries.sort(key=lambda entry: -entry.words)
            case Order.RECENT:
                entries.sort(key=lambda entry: -(entry.opened_at or 0))
        return entries

    def _fill(self) -> None:
        if not self.is_mounted:
            return
        # A hidden list has no width; it is drawn for the one that it had.
        self._wrapped_for = self.articles.size.width or self._wrapped_for
        before, highlighted = self.articles.highlighted, self._highlighted()
        shown = self._shown()
        self._listed = {entry.id for entry in shown}
        with self.prevent(OptionList.OptionHighlighted):
            self.articles.set_options(Option(self._prompt(entry), id=str(entry.id)) for entry in shown)
            if before is not None and highlighted is None:  # whose place the next one has taken
                index = min(before, len(shown) - 1)
            else:
                wanted = highlighted.id if highlighted is not None else self.current
                index = next((number for number, entry in enumerate(shown) if entry.id == wanted), 0)
            self.articles.highlighted = index if shown else None
            if self.entries and not shown:
                key = key_to(self.app, "library.clear-filter", "Esc")
                self.articles.add_option(Option(f"  No such title; {key} shows all", disabled=True))
        counted = f"{len(shown)} of {len(self.entries)}" if len(shown) < len(self.entries) else f"{len(shown)}"
        order = "" if self.order is Order.ADDED else f" · {self.order}"
        self.heading.update(Content(f"Library · {counted}{order}"))

    def _prompt(self, entry: Entry) -> Content:
        """Two lines: marks and title, then words and how much is translated."""
        unread = "●" if entry.unread else " "
        star = "★" if entry.starred else ""
        title_words = f"{star + ' ' if star else ''}{plain(entry.title)}"
        lines = [title_words[start:end] for start, end in wrap(title_words, max(10, self._wrapped_for - 4))]
        title = Content.styled(f"{unread} ", "$accent") + Content.styled(
            "\n  ".join(lines), "bold" if entry.id == self.current else ""
        )
        percent = share(self.translated.get(entry.id, 0), entry.sentences)
        state = "translated" if percent == 100 else f"{percent} % translated" if percent else "not translated"
        if entry.language == self.target:
            state = f"in {language_name(entry.language)}"
        words = "1 word" if entry.words == 1 else f"{entry.words:,} words"
        facts = Content.styled(f"\n  {words} · {state}", "$foreground-muted")
        marked = self.marked.get(entry.id, 0)
        return title + facts + Content.styled(f" · {marked} !" if marked else "", "$text-warning")
