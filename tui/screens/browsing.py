"""Going about the library: list, neighbours, adding and removing, the panes' places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.getters import query_one
from textual.message import Message
from textual.timer import Timer
from textual.widgets import ContentSwitcher

from aitui.tui.display import plain
from aitui.tui.rebinding import key_to
from aitui.tui.screens.correcting import CorrectingScreen
from aitui.tui.screens.reading import SETTLE_SECONDS
from aitui.tui.widgets.library_pane import ArticleList, LibraryPane


class BrowsingScreen(CorrectingScreen):
    """Moves between articles and between the panes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right_square_bracket,ctrl+down", "neighbour(1)", "Next article", show=False, id="article.next"),
        Binding("left_square_bracket,ctrl+up", "neighbour(-1)", "Previous article", show=False, id="article.previous"),
        Binding("u", "next_unread", "Next unread", tooltip="Open the next unread article", id="article.next-unread"),
        Binding("U", "previous_unread", "Previous unread", show=False, id="article.previous-unread"),
        Binding("ctrl+o", "back", "Back", show=False, tooltip="Back to where I was", id="article.back"),
        Binding("a", "add", "Add", tooltip="Add files or folders to the library", id="library.add"),
        Binding("z", "undo", "Undo removal", show=False, id="library.undo"),
        Binding("tab", "switch_pane", "Switch pane", show=False, id="pane.switch"),
        Binding("ctrl+b", "toggle_side", "Left pane", show=False, tooltip="Show or hide the left pane", id="pane.hide"),
        Binding("less_than_sign", "resize_side(-4)", "Narrower left pane", show=False, id="pane.narrower"),
        Binding("greater_than_sign", "resize_side(4)", "Wider left pane", show=False, id="pane.wider"),
        Binding(
            "escape",
            "escape",
            "Stop / list",
            show=False,
            tooltip="Stop translating; else back to the list",
            id="escape",
        ),
    ]

    side = query_one("#side", ContentSwitcher)

    @dataclass
    class AddingWanted(Message):
        """A person asked for files to be added."""

        path: str

    class Resumed(Message):
        """The screen is in front again; meanwhile another program may have changed the library."""

    def __init__(self) -> None:
        super().__init__()
        self._opening: Timer | None = None

    def action_escape(self) -> None:
        """Stop translating; if nothing is being translated, go back to the list."""
        if self._work.busy:
            self._work.stopped, self._work.busy = True, False
            self.translating.stop()
            self.update_status()
        elif self.reader.has_focus or not self.listing:
            self.keep_place()
            self._focus_side()

    def action_neighbour(self, step: int) -> None:
        """The next or previous article of the list."""
        self._go(self.library_pane.neighbour(self.reading.article_id if self.reading else None, step))

    def action_next_unread(self) -> None:
        """The next unread article."""
        self._go(self.library_pane.neighbour(self.reading.article_id if self.reading else None, 1, unread=True))

    def action_previous_unread(self) -> None:
        """The unread article before."""
        self._go(self.library_pane.neighbour(self.reading.article_id if self.reading else None, -1, unread=True))

    def action_back(self) -> None:
        """The article that was open before."""
        here = self.reading.article_id if self.reading is not None else None
        while self._history:
            article_id = self._history.pop()
            if article_id != here and self._entry(article_id) is not None:
                before = list(self._history)
                self.open(article_id)
                self._history = before
                self.focus_reader()
                return
        self.notify("There is nothing to go back to")

    def _go(self, article_id: int | None) -> None:
        if article_id is None or (self.reading is not None and article_id == self.reading.article_id):
            self.notify("No further article in this direction")
            return
        self.open(article_id)
        self.focus_reader()

    def action_switch_pane(self) -> None:
        """Between list and reader."""
        if self.reader.has_focus:
            self._focus_side()
        elif self.reading is not None:
            self.focus_reader()

    def _focus_side(self) -> None:
        """Go to the pane on the left, whichever it is."""
        self.listing = True
        self.side.remove_class("-hidden")
        pane = self.side.visible_content
        if pane is not None:
            pane.query_one(ArticleList).focus()

    def action_toggle_side(self) -> None:
        """Give the reader the whole width, or bring the list back."""
        if self.has_class("-narrow"):
            self.action_switch_pane()
        elif self.side.has_class("-hidden"):
            self._focus_side()
        elif self.reading is not None:
            self.side.add_class("-hidden")
            self.focus_reader()

    def action_resize_side(self, cells: int) -> None:
        """Move the edge between list and reader; it stays where it was left."""
        if self.has_class("-narrow"):
            return  # one pane at a time, each as wide as the terminal
        width = max(24, min(self.size.width // 2, self.side.outer_size.width + cells))
        self.side.styles.width = width
        self._keep(lambda: self.library.set_state("library_width", str(width)))

    def action_add(self) -> None:
        """Ask for files and add them."""
        self.ask_for_articles()

    @work(exit_on_error=False, group="dialog", description="add articles")
    async def ask_for_articles(self, typed: str = "", problem: str = "") -> None:
        """Ask for files and add them; once more, with what was `typed` and the `problem` with it, if there is one."""
        from aitui.tui.screens.dialogs import AddArticles

        answer = await self.app.push_screen_wait(AddArticles(typed, problem))
        if answer:
            self.post_message(self.AddingWanted(answer))

    def action_undo(self) -> None:
        """Bring the article removed last back."""
        article_id = self.library.last_removed()
        if article_id is None:
            self.notify("Nothing was removed")
            return
        self._keep(lambda: self.library.restore([article_id]))
        self.refresh_library()
        self.library_pane.select(article_id)

    # ------------------------------------------------------------------ messages

    @on(LibraryPane.Chosen)
    def _chosen(self, message: LibraryPane.Chosen) -> None:
        self.open(message.article_id)
        self.focus_reader()

    @on(LibraryPane.Highlighted)
    def _highlighted(self, message: LibraryPane.Highlighted) -> None:
        """Beside the list the reader follows its cursor, once that rests."""
        if self._opening is not None:
            self._opening.stop()
        if self.has_class("-wide") and self.library_pane.articles.has_focus:
            self._opening = self.set_timer(SETTLE_SECONDS, lambda: self.open(message.article_id))

    @on(LibraryPane.StarToggled)
    def _star(self, message: LibraryPane.StarToggled) -> None:
        entry = message.entry
        self._keep(lambda: self.library.set_starred([entry.id], starred=not entry.starred))
        self.refresh_library()

    @on(LibraryPane.ReadToggled)
    def _read(self, message: LibraryPane.ReadToggled) -> None:
        entry = message.entry
        self._keep(lambda: self.library.set_read([entry.id], read=entry.unread))
        self.refresh_library()

    @on(LibraryPane.RemovalWanted)
    def _remove(self, message: LibraryPane.RemovalWanted) -> None:
        entry = message.entry
        if self._opening is not None:
            self._opening.stop()
        if not self._keep(lambda: self.library.remove([entry.id])):
            return
        was_open = self.reading is not None and self.reading.article_id == entry.id
        if was_open:
            self.close_article()
        self.refresh_library()
        following = self.library_pane.highlighted
        if was_open and following is not None and self.has_class("-wide"):
            self.open(following)
        undo = key_to(self.app, "library.undo", "z")
        self.notify(f"Removed “{plain(entry.title)}”. {undo} brings it back", markup=False)

    def on_screen_resume(self) -> None:
        """Tell the app."""
        self.post_message(self.Resumed())
