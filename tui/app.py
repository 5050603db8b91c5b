"""The app: owns the library and the translator, and shows the main screen."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from threading import Lock
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on, work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.widgets import Input
from textual.worker import get_current_worker

from aitui.data.adding import Addition, add_paths
from aitui.data.errors import AituiError
from aitui.data.language import READ_LANGUAGES, UNDETERMINED, language_name
from aitui.data.library import Entry, Library
from aitui.data.paths import Paths
from aitui.translate.jobs import Finished, Stopped
from aitui.tui.analysing import FOR_SEARCH, Analysed, Analysing, AnalysisStored
from aitui.tui.display import counted, plain
from aitui.tui.indexing import IndexCurrent, IndexFailed, Indexing, IndexProgress
from aitui.tui.modelling import ModellingApp
from aitui.tui.screens.correcting import TYPING, CorrectingScreen
from aitui.tui.screens.main import MainScreen
from aitui.tui.translating import Translating, TranslationNews
from aitui.tui.widgets.library_pane import ArticleList

if TYPE_CHECKING:  # what searching takes is loaded when somebody searches
    from aitui.translate.coverage import Coverage, Recount
    from aitui.tui.screens.search import Destination, SearchScreen
    from aitui.tui.searching import Searching

SEARCH = "search"
"""The name of the search screen."""
_PATIENCE_SECONDS = 0.5
"""How long the screen may stand still for another program that writes the library."""
_MOST_NOTICES = 5
_LOOK_SECONDS = 2.0
"""How often the library is looked at for changes by other programs."""
_INDEX_AFTER_SECONDS = 3.0
"""When the index is first looked at: by then the article that was open last is on the screen."""


class AituiApp(ModellingApp):
    """Reads German beside its translation."""

    TITLE = "aitui"
    CSS_PATH = "aitui.tcss"
    ENABLE_COMMAND_PALETTE = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "toggle_help", "Help", tooltip="Show every key", id="help", key_display="?"),
        Binding(
            "slash",
            "search('/')",
            "Search",
            tooltip="Find names, quotes, titles, sentences",
            priority=True,
            id="search",
        ),
        Binding(
            "ctrl+f",
            "search",
            "Search",
            show=False,
            tooltip="Search, also while typing",
            priority=True,
            id="search.anywhere",
        ),
        Binding("M", "models", "Models", show=False, tooltip="Get, choose and check translation models", id="models"),
        Binding("ctrl+t", "next_theme", "Light / dark", show=False, id="theme"),
        Binding("q", "quit", "Quit", tooltip="Leave; everything is kept", id="quit"),
    ]

    library: Library
    translating: Translating
    analysing: Analysing
    indexing: Indexing
    searching: Searching

    def __init__(self, paths: Paths, to_add: Sequence[str] = ()) -> None:
        """An app over the folders `paths` that adds the files `to_add` first."""
        super().__init__(paths)
        self._to_add = list(to_add)
        self._library_version = 0
        self._typed_ahead: list[events.Event] = []
        self._counting = Lock()
        self.is_open = False
        """Whether library and translator are there; a moment after the first frame."""

    def get_default_screen(self) -> Screen[None]:
        """The main screen."""
        return MainScreen()

    @property
    def search_screen(self) -> SearchScreen | None:
        """The search box, while it is in front; threads may ask when all screens have gone."""
        screen = self.screen_stack[-1] if self.screen_stack else None
        return cast("SearchScreen", screen) if screen is not None and screen.name == SEARCH else None

    async def on_event(self, event: events.Event) -> None:
        """Keep what is typed before the library is open until there is something it can mean."""
        if not self.is_open and isinstance(event, events.InputEvent) and not event.is_forwarded:
            self._typed_ahead.append(event)
        else:
            await super().on_event(event)

    def on_mount(self) -> None:
        """Open the library once the first frame stands."""
        self.call_after_refresh(self._open)

    async def _open(self) -> None:
        try:
            self.library = Library(self.paths.library, patience=_PATIENCE_SECONDS)
            self.library.forget_removed()
            server = self.open_models()
            self.translating = Translating(self.paths.memory, self.main_screen.post_message, server)
            self.analysing = Analysing(self.paths, self.main_screen.post_message)
            self.indexing = Indexing(self.paths, self.post_message)
            from aitui.tui.searching import Searching

            self.searching = Searching(self.paths, self.translating.translator, self.indexing.refresh)
        except AituiError as error:
            self.exit(return_code=1, message=str(error))
            return
        theme = self.library.state("theme")
        if theme in self.available_themes:
            self.theme = theme
        self._library_version = self.library.version()
        from aitui.tui.glossing import Glossing

        self.main_screen.start_correcting(self.translating, Glossing(self.paths, self.translating.translator))
        await self.main_screen.start(self.library, self.translating, self.analysing, awaited=bool(self._to_add))
        self.is_open = True
        self.call_after_refresh(self._type_ahead)
        self.set_interval(_LOOK_SECONDS, self.look_for_changes)
        self.set_timer(_INDEX_AFTER_SECONDS, self.indexing.refresh)
        self.set_timer(_INDEX_AFTER_SECONDS, self.model_work.sweep)
        self.set_timer(_INDEX_AFTER_SECONDS, self._make_up_for_changes)
        self.read_config()
        if self._to_add:
            self.add_paths(self._to_add, open_first=True)

    def _type_ahead(self) -> None:
        """Deliver what was typed before, now that the focus is where it belongs."""
        for event in self._typed_ahead:
            self.post_message(event)
        self._typed_ahead.clear()

    @on(MainScreen.AddingWanted)
    def _adding_wanted(self, message: MainScreen.AddingWanted) -> None:
        self.add_paths([message.path], typed=message.path)

    @on(MainScreen.Resumed)
    def look_for_changes(self) -> None:
        """Show what other running programs changed in the library."""
        if not self.is_open or not self.screen_stack or not self.main_screen.query(ArticleList):
            return  # not begun yet, or ending: the list has gone already
        self.main_screen.look_for_terms()
        try:
            version = self.library.version()
        except AituiError as error:
            self.notify(plain(str(error)), severity="error", timeout=10, markup=False)
            return
        if version != self._library_version:
            self._library_version = version
            self.main_screen.refresh_library()
            if self.search_screen is not None:
                self.indexing.refresh()
        self.look_for_models()

    def watch_theme(self, theme: str) -> None:
        """Remember the theme."""
        if self.is_open:
            self.library.set_state("theme", theme)

    @work(thread=True, exit_on_error=False, group="adding", description="add articles")
    def add_paths(self, paths: Sequence[str], *, open_first: bool = False, typed: str = "") -> None:
        """Add files in the background; the list shows each as it comes.

        What a person `typed` is asked for again where nothing of it can be read.
        """
        worker = get_current_worker()
        additions: list[Addition] = []
        try:
            with Library(self.paths.library) as library:
                for addition in add_paths(library, [os.path.expanduser(path) for path in paths]):
                    additions.append(addition)
                    if worker.is_cancelled:
                        return
        except (AituiError, sqlite3.Error) as error:
            self.call_from_thread(self.notify, str(error), severity="error", timeout=10, markup=False)
        self.call_from_thread(self._added, additions, open_first, typed)

    def _added(self, additions: list[Addition], open_first: bool, typed: str) -> None:
        self.main_screen.refresh_library()
        good = [addition.added for addition in additions if addition.added is not None]
        new = sum(1 for added in good if added.new)
        if good:
            known = len(good) - new
            text = f"Added {new} article{'' if new == 1 else 's'}" + (f", {known} known already" if known else "")
            self.notify(text + _foreign([added.entry for added in good]), markup=False)
            if open_first:
                self.main_screen.open(good[0].entry.id)
                self.main_screen.focus_reader()
            else:
                self.main_screen.library_pane.select(good[0].entry.id)
        problems = [str(addition.problem) for addition in additions if addition.problem is not None]
        if typed and problems and not good and self.screen is self.main_screen:
            others = f" ({counted(len(problems) - 1, 'other')} could not be read either)" if len(problems) > 1 else ""
            self.main_screen.ask_for_articles(typed, plain(problems[0]) + others)
            return
        if len(problems) > _MOST_NOTICES:
            more = len(problems) - _MOST_NOTICES + 1
            problems[_MOST_NOTICES - 1 :] = [f"and {more} more could not be read; `aitui library add` tells each"]
        for problem in problems:  # names a file, the place and the way out: takes a while to read
            self.notify(plain(problem), severity="warning", timeout=20, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A slash that is typed into a line of text is no search, and a question mark in a query no call for help."""
        if action == "toggle_help":
            return self.search_screen is None
        if action == "search" and parameters:
            return not (isinstance(self.focused, Input) or (self.focused and self.focused.has_class(TYPING)))
        return super().check_action(action, parameters)

    def action_search(self, key: str = "") -> None:
        """Open the search box over whatever is shown."""
        if not self.is_open or self.search_screen is not None:
            return
        from aitui.tui.screens.search import SearchScreen

        self.indexing.refresh()
        self.analysing.request([entry.id for entry in self.main_screen.library_pane.entries], FOR_SEARCH)
        screen = SearchScreen(self.library, self.searching, self.main_screen.language, name=SEARCH)
        self.push_screen(screen, self._go_to_found)

    async def _go_to_found(self, destination: Destination | None) -> None:
        """Leave all dialogs and show what was chosen in its article."""
        if destination is None:
            return
        while isinstance(self.screen, ModalScreen):
            await self.screen.dismiss(None)
        self.main_screen.show_found(destination.finding.hit)

    @on(Analysed)
    @on(AnalysisStored)
    def _analysed(self) -> None:
        self.indexing.refresh()

    @on(TranslationNews)
    def _translated(self, news: TranslationNews) -> None:
        if isinstance(news.event, Finished | Stopped):
            self.indexing.changed([news.event.key] if isinstance(news.event.key, int) else ())

    @on(CorrectingScreen.Corrected)
    def _corrected(self, message: CorrectingScreen.Corrected) -> None:
        """Other articles have the same sentence; the list and the search are to know."""
        self.indexing.changed([message.article_id])
        self._recount(lambda count: count.with_sentence(message.sentence), message.article_id)

    @on(CorrectingScreen.TermsChanged)
    def _terms_changed(self, message: CorrectingScreen.TermsChanged) -> None:
        """What holds a term that was changed is no longer translated as the list and the search have it."""
        from aitui.translate.glossary.guarding import guarded_terms
        from aitui.translate.terms import TermList

        terms = TermList(self.paths.names, guarded_terms(message.terms))
        self._recount(lambda count: count.naming(terms), message.article_id)

    def _make_up_for_changes(self) -> None:
        """Count all articles where terms were changed while no app was there to see it."""
        if self.is_open:
            reading = self.main_screen.reading
            open_id = reading.article_id if reading is not None else None
            self._recount(lambda count: count.after_unseen_changes(), open_id)

    def _recount(self, counted: Callable[[Recount], Mapping[int, Mapping[str, Coverage]]], open_id: int | None) -> None:
        """Count articles anew, but for the open one in the language that is read: that counts itself."""
        self._count_in_thread(counted, [] if open_id is None else [(open_id, self.main_screen.language)])

    @work(thread=True, exit_on_error=False, group="recount", description="count translated sentences anew")
    def _count_in_thread(
        self, counted: Callable[[Recount], Mapping[int, Mapping[str, Coverage]]], but: Collection[tuple[int, str]]
    ) -> None:
        from aitui.translate.coverage import Recount

        worker, translator = get_current_worker(), self.translating.translator
        try:
            # One after the other, so that what is counted last is stored last.
            with self._counting, Library(self.paths.library) as library:
                counts = counted(Recount(library, translator, but, lambda: worker.is_cancelled))
        except AituiError:
            return  # whoever opens one of them sees what is wrong, and has it counted
        if counts and not worker.is_cancelled:
            self.indexing.changed(counts)
            self.call_from_thread(self.main_screen.show_coverage, counts)

    @on(IndexProgress)
    @on(IndexCurrent)
    @on(IndexFailed)
    def _index_news(self, news: IndexProgress | IndexCurrent | IndexFailed) -> None:
        if self.search_screen is not None:
            self.search_screen.show_index(news)

    def on_search_screen_help_wanted(self) -> None:
        """Show every key; a question mark is text there."""
        self.action_toggle_help()

    def action_toggle_help(self) -> None:
        """Show every key, grouped by where it works."""
        from aitui.tui import keymap
        from aitui.tui.screens.glossary import GlossaryScreen
        from aitui.tui.screens.help import Help
        from aitui.tui.screens.models import ModelsScreen
        from aitui.tui.screens.search import SearchScreen
        from aitui.tui.screens.sentence import SentenceCard

        groups = [(group.title, keymap.rebound(group.bindings, self.chosen_keys)) for group in keymap.groups()]
        here = {
            SearchScreen: keymap.SEARCH,
            ModelsScreen: keymap.MODELS,
            GlossaryScreen: keymap.GLOSSARY,
            SentenceCard: keymap.CARD,
        }
        self.push_screen(Help(groups, first=here.get(type(self.screen), "")))

    def action_next_theme(self) -> None:
        """From dark to light and back."""
        self.theme = "textual-light" if self.current_theme.dark else "textual-dark"

    async def action_quit(self) -> None:
        """Keep the place and leave; a translation in progress ends with the batch in hand."""
        if self.is_open:
            self.main_screen.keep_place()
            self._end_threads()
        self.exit()

    def on_unmount(self) -> None:
        """Close the files."""
        if self.is_open:
            self._end_threads()
            self.library.close()
            self.is_open = False

    def _end_threads(self) -> None:
        self.workers.cancel_group(self, "recount")
        for thread in (self.model_work, self.indexing, self.searching, self.translating, self.analysing):
            thread.close()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action that has a key is in the palette too, with its key."""
        yield from super().get_system_commands(screen)
        seen = set()
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.action not in seen and binding.description and not binding.system and active.enabled:
                seen.add(binding.action)
                key = self.get_key_display(binding)
                node = active.node
                yield SystemCommand(
                    binding.description,
                    f"{binding.tooltip or binding.description} ({key})",
                    lambda node=node, action=binding.action: self.run_action(action, node),
                )


def _foreign(entries: Sequence[Entry]) -> str:
    """What to say of articles that seem to be in a language that no bundled model reads; empty where there is none."""
    languages = dict.fromkeys(entry.language for entry in entries)
    names = [language_name(code) for code in languages if code not in (*READ_LANGUAGES, UNDETERMINED)]
    if not names:
        return ""
    which = "It seems" if len(entries) == 1 else "Some seem"
    return f". {which} to be {' or '.join(names)}, which no bundled model reads"


def run(paths: Paths, to_add: Sequence[str] = ()) -> int:
    """Run the app until a person leaves it; the exit code."""
    app = AituiApp(paths, to_add)
    app.run()
    return app.return_code or 0
