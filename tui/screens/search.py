"""One box that finds names, quotes, titles and sentences in all three languages."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

import msgspec
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from aitui.data.errors import AituiError
from aitui.data.library import Library
from aitui.data.replacing import user_path
from aitui.tui import clipboard
from aitui.tui.display import plain
from aitui.tui.finding import Finding
from aitui.tui.found_text import as_line, counted, export
from aitui.tui.indexing import IndexCurrent, IndexFailed, IndexProgress
from aitui.tui.screens.confirm import may_write
from aitui.tui.screens.dialogs import CopyResults, ExportResults
from aitui.tui.searching import Found, NotIndexed, Previewed, SearchFailed, Searching
from aitui.tui.widgets.keys import Keys
from aitui.tui.widgets.preview_pane import PreviewPane
from aitui.tui.widgets.result_list import ResultList
from aitui.tui.widgets.search_box import SearchBox

HISTORY_STATE = "searches"
_KEPT_QUERIES = 50
_LONGEST_KEPT = 400
_SIGNS = (
    ("@", "person"),
    ("#", "org"),
    ("*", "product"),
    ("~", "place"),
    ('"', 'phrase"'),
    ("-", "not"),
    ("speaker:", "ma"),
    ("in:", "title"),
    ("lang:", "zh"),
)
_EXPLAINED = (
    ("chips künstlich", "words in any order, whole or begun, with typos"),
    ("@zhou", "a person"),
    ("#baidu", "an organisation"),
    ("*kling", "a product"),
    ("~china", "a place; +china too"),
    ('"zwei Wörter"', "exactly these, one behind the other"),
    ("-wort", "without this word"),
    ("speaker:zhou", "quotes by somebody"),
    ("in:title", "only titles; also quotes, sentences, names"),
    ("lang:zh", "only what matches in Chinese; also de, en"),
)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a search led."""

    finding: Finding


class SearchScreen(Screen[Destination | None]):
    """Shows what the searching thread finds while a query is typed; answers with what was chosen, or None."""

    CSS_PATH = "search.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+y", "copy", "Copy", tooltip="Copy this result or all", id="search.copy"),
        Binding("ctrl+s", "export", "Export", tooltip="Write the results to a file", id="search.export"),
        Binding("shift+down,ctrl+down", "scroll(1)", "Preview down", show=False, id="search.preview-down"),
        Binding("shift+up,ctrl+up", "scroll(-1)", "Preview up", show=False, id="search.preview-up"),
        Binding("f1", "help", "Help", id="search.help"),
        Binding("escape", "dismiss(None)", "Back", tooltip="Back to where I was", id="search.close"),
    ]

    class HelpWanted(Message):
        """Every key is to be shown."""

    box = query_one(SearchBox)
    results = query_one(ResultList)
    preview = query_one(PreviewPane)
    state = query_one("#search-state", Static)

    def __init__(self, library: Library, searching: Searching, language: str, *, name: str | None = None) -> None:
        """`language` is the one read in, that previews are shown in."""
        super().__init__(name)
        self._library = library
        self._searching = searching
        self._language = language
        self._number = 0
        self.query_shown = ""
        """What the results on the screen are for; empty over the earlier searches."""
        self._opens_first = False
        """Whether Enter was pressed before the results were there."""
        self._found = ""
        self._index = ""

    def compose(self) -> ComposeResult:
        """The box with its signs, the results beside their preview, the keys."""
        with Vertical(id="search-head"):
            yield SearchBox(placeholder="a name, words of a quote, title or sentence; typos are fine", compact=True)
            yield Static(_hint(), id="search-signs")
            yield Static(id="search-state", markup=False)
        with Container(id="search-body"):
            yield ResultList(id="results")
            yield PreviewPane(id="preview")
        yield Keys()

    def on_mount(self) -> None:
        """An empty box over the earlier searches."""
        self.box.history = self._stored_history()
        self.box.focus()
        self._show_nothing_typed()

    def on_unmount(self) -> None:
        """Nobody is waiting for answers any more."""
        self._searching.drop()

    def show_index(self, news: IndexProgress | IndexCurrent | IndexFailed) -> None:
        """Say how far the index is; once it is up to date, search again in what came new."""
        if self._is_closing:
            return
        match news:
            case IndexProgress(done=done, total=total):
                self._index = f"indexing {done:,} of {total:,} articles" if done < total else ""
            case IndexCurrent():
                self._index = ""
                if self.box.value.strip():
                    self._search()
            case IndexFailed(error=error):
                self._index = plain(str(error))
        self._show_state()

    @property
    def _is_closing(self) -> bool:
        """Whether the parts have gone already; what threads sent may still arrive."""
        return not self.query(SearchBox)

    # ------------------------------------------------------------------ searching

    @on(Input.Changed)
    def _typed(self) -> None:
        self._search()

    def _search(self) -> None:
        query = self.box.value
        self._opens_first = False
        if query.strip():
            self._number = self._searching.search(query, self.post_message)
        else:
            self._searching.drop()
            self._number = 0
            self._show_nothing_typed()

    @on(Found)
    def _show_found(self, message: Found) -> None:
        if message.number != self._number or self._is_closing:
            return
        again = self.query_shown == self.box.value
        before = self.results.finding
        self.query_shown = self.box.value
        if message.findings:
            self.results.show(message.findings, message.counts)
            if again and before is not None:
                self.results.return_to(before)
            self._look()
        else:
            self.results.show_nothing("Nothing found")
            self._explain()
        number = sum(count.number for count in message.counts.values())
        is_exact = all(count.is_exact for count in message.counts.values())
        found = counted(len(message.findings), number, is_exact) + " found" if number else ""
        self._found = "  ·  ".join(filter(None, (found, *message.remarks)))
        self._show_state()
        if self._opens_first:
            self._opens_first = False
            self.results.choose()

    @on(NotIndexed)
    def _wait_for_index(self, message: NotIndexed) -> None:
        if message.number == self._number and not self._is_closing:
            self._index = self._index or "the index is being built"
            self._show_state()

    @on(SearchFailed)
    def _failed(self, message: SearchFailed) -> None:
        if message.number in (0, self._number) and not self._is_closing:
            self.notify(plain(str(message.error)), severity="warning", timeout=10, markup=False)
            if message.number:
                self._opens_first = False
                self.results.show_nothing("The search failed")

    @on(ResultList.Highlighted)
    def _look(self) -> None:
        finding = self.results.finding
        if finding is not None:
            self._searching.preview(finding, self._language, self.post_message)

    @on(Previewed)
    def _show_preview(self, message: Previewed) -> None:
        if not self._is_closing and message.preview.finding == self.results.finding:
            self.remove_class("-explaining")
            self.preview.show(message.preview, compact=not self.has_class("-wide"))

    def _show_nothing_typed(self) -> None:
        self.query_shown = self._found = ""
        self.results.show_queries(self.box.history)
        self._explain()
        self._show_state()

    def _explain(self) -> None:
        """Show what can be typed, in full on a small terminal too: there is nothing else to see."""
        self.preview.show_text(_explanation())
        self.add_class("-explaining")

    def _show_state(self) -> None:
        self.state.update(Content("  ·  ".join(filter(None, (self._found, self._index)))))

    # ------------------------------------------------------------------ going on

    @on(SearchBox.Moved)
    def _move(self, message: SearchBox.Moved) -> None:
        self.results.move(message.steps)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Go where the cursor of the results stands, or as soon as there are any for what was typed."""
        if self.box.value.strip() and self.query_shown != self.box.value:
            self._opens_first = True
        else:
            self.results.choose()

    @on(ResultList.QueryChosen)
    def _search_again(self, message: ResultList.QueryChosen) -> None:
        self.box.value = message.query
        self.box.cursor_position = len(message.query)

    @on(ResultList.Chosen)
    def _chosen(self, message: ResultList.Chosen) -> None:
        self._keep_query()
        self.dismiss(Destination(message.finding))

    def action_help(self) -> None:
        """Show every key; a question mark is text here."""
        self.post_message(self.HelpWanted())

    def action_scroll(self, lines: int) -> None:
        """Scroll the preview."""
        self.preview.scroll_relative(y=lines, animate=False)

    @work(exit_on_error=False, group="dialog", description="copy results")
    async def action_copy(self) -> None:
        """Ask whether to copy this result or all."""
        finding, findings = self.results.finding, self.results.findings
        if finding is None:
            self.notify("There is nothing to copy")
            return
        choice = await self.app.push_screen_wait(CopyResults(len(findings)))
        if choice is not None:
            self._keep_query()
            text = as_line(finding) if choice == "one" else "\n".join(map(as_line, findings))
            clipboard.copy(self.app, text)
            self.notify(f"Copied {len(text):,} characters", timeout=2)

    @work(exit_on_error=False, group="dialog", description="export results")
    async def action_export(self) -> None:
        """Ask for a file's name and write the results to it."""
        query, findings = self.query_shown, list(self.results.findings)
        if not findings:
            self.notify("There is nothing to export")
            return
        answer = await self.app.push_screen_wait(ExportResults(len(findings)))
        if not answer:
            return
        self._keep_query()
        path = user_path(answer)
        if not await may_write(self.app, path):
            return
        try:
            export(path, query, findings)
        except AituiError as error:
            self.notify(plain(str(error)), severity="error", timeout=10, markup=False)
        else:
            self.notify(f"Wrote {len(findings)} results to {plain(str(path))}", markup=False)

    # ------------------------------------------------------------------ history

    def _stored_history(self) -> list[str]:
        try:
            return msgspec.json.decode(self._library.state(HISTORY_STATE, "[]"), type=list[str])
        except (msgspec.DecodeError, AituiError):
            return []  # written by another version, or not to be read now: searching goes on without

    def _keep_query(self) -> None:
        """Remember a query that led somewhere."""
        query = self.box.value.strip()[:_LONGEST_KEPT]
        if query:
            kept = [query, *(earlier for earlier in self._stored_history() if earlier != query)][:_KEPT_QUERIES]
            self.box.history = kept
            with suppress(AituiError):  # whoever finds something wants to see it
                self._library.set_state(HISTORY_STATE, msgspec.json.encode(kept).decode())


def _hint() -> Content:
    """The signs of the query language on one line."""
    return Content("  ").join(
        Content.styled(sign, "bold $text-accent") + Content.styled(value, "$foreground-muted") for sign, value in _SIGNS
    )


def _explanation() -> Content:
    """The query language, a line for each sign."""
    lines = [Content.styled("What can be typed", "bold $foreground-muted")]
    lines += [Content.styled(sign.ljust(16), "$text-accent") + Content(meaning) for sign, meaning in _EXPLAINED]
    return Content("\n").join(lines)
