"""The main screen: the library beside the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from aitui.data.errors import AituiError
from aitui.data.library import Entry, Library
from aitui.translate.jobs import Failed, Filled, Finished, Started, Stopped
from aitui.tui import clipboard
from aitui.tui.analysing import OPEN_ARTICLE, WHOLE_LIBRARY, Analysed, Analysing, AnalysisFailed
from aitui.tui.copying import copied
from aitui.tui.display import plain
from aitui.tui.exploring import Explorer
from aitui.tui.languages import LANGUAGE_NAMES
from aitui.tui.reader.layout import View
from aitui.tui.reader.reading import Reading
from aitui.tui.reader.view import ReaderView
from aitui.tui.screens.card import Place
from aitui.tui.screens.dialogs import AddArticles, CopyMenu
from aitui.tui.translating import READ_NEXT, READ_NOW, Translating, TranslationNews
from aitui.tui.widgets.column_header import ColumnHeader
from aitui.tui.widgets.entity_pane import EntityPane
from aitui.tui.widgets.library_pane import ArticleList, LibraryPane
from aitui.tui.widgets.quote_pane import QuotePane
from aitui.tui.widgets.status_line import Status, StatusLine
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import ContentSwitcher, Footer

TARGET_LANGUAGES = ("en", "zh")
_SETTLE_SECONDS = 0.08
"""How long scrolling or list movement must rest before work is reordered for it."""


class MainScreen(Screen[None]):
    """Opens articles, keeps their place, and has them translated while they are read."""

    AUTO_FOCUS = "ArticleList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "next_language", "Language", tooltip="Read in the other language", id="language"),
        Binding("v", "next_view", "View", tooltip="Side by side, interleaved, one language, by width", id="view"),
        Binding("t", "translate", "Translate", tooltip="Translate what is missing", id="translate"),
        Binding("right_square_bracket,ctrl+down", "neighbour(1)", "Next article", show=False, id="article.next"),
        Binding("left_square_bracket,ctrl+up", "neighbour(-1)", "Previous article", show=False, id="article.previous"),
        Binding("u", "next_unread", "Next unread", tooltip="Open the next unread article", id="article.next-unread"),
        Binding("U", "previous_unread", "Previous unread", show=False, id="article.previous-unread"),
        Binding("ctrl+o", "back", "Back", show=False, tooltip="Back to where I was", id="article.back"),
        Binding("a", "add", "Add", tooltip="Add files or folders to the library", id="library.add"),
        Binding("z", "undo", "Undo removal", show=False, id="library.undo"),
        Binding("b", "boilerplate", "Boilerplate", show=False, tooltip="Unfold boilerplate", id="boilerplate"),
        Binding("c", "copy", "Copy", tooltip="Copy the sentence or the selection", id="copy"),
        Binding("tab", "switch_pane", "Switch pane", show=False, id="pane.switch"),
        Binding("ctrl+b", "toggle_library", "Library pane", show=False, id="pane.library"),
        Binding("less_than_sign", "resize_library(-4)", "Narrower library", show=False, id="pane.narrower"),
        Binding("greater_than_sign", "resize_library(4)", "Wider library", show=False, id="pane.wider"),
        Binding("1", "side('library')", "Library", show=False, tooltip="The list of articles", id="pane.articles"),
        Binding("2,e", "side('entities')", "Entities", tooltip="Who and what is mentioned", id="pane.entities"),
        Binding("3,quotation_mark", "side('quotes')", "Quotes", tooltip="Who said what", id="pane.quotes"),
        Binding("o", "overview", "Overview", show=False, tooltip="Entities and speakers over all", id="overview"),
        Binding("n", "mention(1)", "Next mention", show=False, id="mention.next"),
        Binding("N", "mention(-1)", "Mention before", show=False, id="mention.previous"),
        Binding("escape", "escape", "Stop / library", show=False, id="escape"),
    ]

    side = query_one("#side", ContentSwitcher)
    library_pane = query_one(LibraryPane)
    entity_pane = query_one(EntityPane)
    quote_pane = query_one(QuotePane)
    reader = query_one(ReaderView)
    header = query_one(ColumnHeader)
    status_line = query_one(StatusLine)

    language = reactive("en", repaint=False)
    """The language read in."""
    listing = reactive(True, repaint=False)
    """On a narrow terminal: whether the list is shown instead of the reader."""

    @dataclass
    class AddingWanted(Message):
        """A person asked for files to be added."""

        path: str

    class Resumed(Message):
        """The screen is in front again; meanwhile another program may have changed the library."""

    def __init__(self) -> None:
        super().__init__()
        self._readings: dict[int, Reading] = {}
        self._history: list[int] = []
        self._removed: list[int] = []
        self._busy = False
        self._problem = ""
        self._stopped = False
        self._settling: Timer | None = None
        self._opening: Timer | None = None

    # ------------------------------------------------------------------ parts

    library: Library
    """The user's articles; set by the app once they are open."""
    translating: Translating
    """The way to translations; set with `library`."""
    analysing: Analysing
    """The way to entities and quotes; set with `library`."""
    explorer: Explorer
    """What is known of entities and quotes; set with `library`."""

    @property
    def reading(self) -> Reading | None:
        """The open article."""
        return self.reader.reading

    def compose(self) -> ComposeResult:
        """Library, reader under its column names, status, keys."""
        with Horizontal():
            with ContentSwitcher(initial="library", id="side"):
                yield LibraryPane(id="library")
                yield EntityPane(id="entities")
                yield QuotePane(id="quotes")
            with Vertical(id="reading"):
                yield ColumnHeader()
                yield ReaderView(id="reader")
        yield StatusLine()
        yield Footer(show_command_palette=False)

    def start(self, library: Library, translating: Translating, analysing: Analysing) -> None:
        """Show the library and the article read last; called once the first frame is drawn."""
        self.library, self.translating, self.analysing = library, translating, analysing
        self.explorer = Explorer(self.entity_pane, self.quote_pane)
        self.language = self.library.state("language", "en")
        self.reader.language = self.language
        chosen = self.library.state("view")
        self.reader.chosen_view = View(chosen) if chosen in set(View) else None
        self.side.styles.width = int(self.library.state("library_width", "38"))
        self.refresh_library()
        last = self.library.last_opened()
        self.library_pane.articles.focus()
        if last is not None:
            self.open(last.id)
            self.focus_reader()
        elif self.has_class("-wide") and self.library_pane.entries:
            self.open(self.library_pane.entries[0].id)
        self.update_status()

    # ------------------------------------------------------------------ opening

    def refresh_library(self) -> None:
        """Show the library as it is now."""
        self.library_pane.entries = self.library.entries()
        self.library_pane.translated = self.library.translated(self.language)

    def open(self, article_id: int) -> None:
        """Show an article where reading stopped, with all the translation there is, and have the rest made."""
        if self.reading is not None and self.reading.article_id == article_id:
            return
        self.keep_place()
        reading = self._reading(article_id)
        if reading is None:
            self.refresh_library()
            return
        if self.reading is not None:
            self._history.append(self.reading.article_id)
        self._problem, self._stopped = "", False
        entry = self.library.entry(article_id)
        self.reader.has_pivot = self._has_pivot()
        self.reader.show(reading, reading.sentence_at(entry.place))
        self.analysing.request([article_id], OPEN_ARTICLE)
        self._fill_panes()
        self.library_pane.current = article_id
        self.library.set_place(article_id, entry.place)
        self._note_progress(reading)
        self._translate()
        self.update_status()

    def focus_reader(self) -> None:
        """Read."""
        self.listing = False
        self.reader.focus()

    def keep_place(self) -> None:
        """Remember where reading stopped in the open article."""
        reading = self.reading
        if reading is not None and reading.sentences:
            self.library.set_place(reading.article_id, reading.sentences[self.reader.cursor].span.start)

    def _reading(self, article_id: int) -> Reading | None:
        reading = self._readings.get(article_id)
        if reading is None:
            try:
                entry, article = self.library.entry(article_id), self.library.article(article_id)
            except KeyError:
                self.notify("This article is no longer in the library", severity="warning", markup=False)
                return None
            source = entry.language if entry.language in ("de", "en") else "de"
            reading = self._readings[article_id] = Reading.of(article_id, entry.title, article, source)
            while len(self._readings) > 12:
                del self._readings[next(iter(self._readings))]
        self._recall(reading)
        return reading

    def _entry(self, article_id: int) -> Entry | None:
        """An article's entry, or None where another program has removed it meanwhile."""
        try:
            return self.library.entry(article_id)
        except KeyError:
            return None

    def _recall(self, reading: Reading) -> None:
        try:
            self.translating.recall(reading, self.language)
        except AituiError as error:
            self._problem = str(error)

    # ------------------------------------------------------------------ translating

    def _translate(self, *, asked: bool = False) -> None:
        """Have what is missing in the open article translated, first what is in sight."""
        reading = self.reading
        if reading is None:
            return
        entry = self._entry(reading.article_id)
        if entry is not None and entry.language not in ("de", "und", reading.language) and not asked:
            name = LANGUAGE_NAMES.get(entry.language, entry.language)
            self._problem = f"this text seems to be {name}, not German; t translates it all the same"
            return
        if reading.language == self.language:
            self._problem = f"this text is in {LANGUAGE_NAMES[self.language]} already"
            return
        missing = reading.missing(self.language, boilerplate=self.reader.show_boilerplate)
        if missing:
            self.translating.request(reading, self.language, self._in_reading_order(missing), priority=READ_NOW)
        else:
            self._translate_next()

    def _in_reading_order(self, sentences: list[int]) -> list[int]:
        """What is in sight, then what follows it, then what stands before."""
        first = self.reader.visible_sentences().start
        return [index for index in sentences if index >= first] + [index for index in sentences if index < first]

    def _translate_next(self) -> None:
        """Translate the article a person will probably open next."""
        reading = self.reading
        following = self.library_pane.neighbour(reading.article_id if reading else None, 1)
        if following is None or self._stopped or (reading is not None and following == reading.article_id):
            return
        entry = self._entry(following)
        if (
            entry is None
            or entry.language != "de"
            or self.library.translated(self.language).get(following, 0) >= entry.sentences
        ):
            return
        upcoming = self._reading(following)
        if upcoming is not None:
            missing = upcoming.missing(self.language, boilerplate=False)
            self.translating.request(upcoming, self.language, missing, priority=READ_NEXT)

    def _note_progress(self, reading: Reading) -> None:
        wanted = reading.wanted(boilerplate=False)
        stored = reading.in_language(self.language)
        done = sum(1 for index in wanted if stored[index] is not None)
        self.library.set_translated(reading.article_id, self.language, done)
        translated = dict(self.library_pane.translated)
        translated[reading.article_id] = done
        self.library_pane.translated = translated

    @on(TranslationNews)
    def _news(self, news: TranslationNews) -> None:
        event = news.event
        if event.to != self.language:
            return
        reading = self._readings.get(event.key) if isinstance(event.key, int) else None
        match event:
            case Started():
                self._busy = True
            case Filled():
                if reading is not None:
                    changed = reading.fill(event.to, event.translations)
                    if reading is self.reading:
                        self.reader.refresh_blocks(changed)
            case Finished() | Stopped():
                self._busy = False
                if reading is not None:
                    self._note_progress(reading)
                if isinstance(event, Finished) and reading is self.reading:
                    self._translate_next()
            case Failed():
                self._busy = False
                self._problem = str(event.error)
                self.notify(str(event.error), severity="error", timeout=10, markup=False)
        self.update_status()

    def _has_pivot(self) -> bool:
        try:
            return len(self.translating.translator.route(self.language).legs) > 1
        except AituiError:
            return False

    # ------------------------------------------------------------------ status

    def update_status(self) -> None:
        """Say what is going on."""
        reading = self.reading
        translator = self.translating.translator
        try:
            model = translator.label(self.language)
            if translator.uses_bundled(self.language):
                model += " (small models, for a first understanding)"
        except AituiError as error:
            model, self._problem = "", self._problem or str(error)
        done = total = 0
        if reading is not None:
            wanted = reading.wanted(boilerplate=self.reader.show_boilerplate)
            stored = reading.in_language(self.language)
            done, total = sum(1 for index in wanted if stored[index] is not None), len(wanted)
        busy = self._busy and done < total
        if self._problem:
            state = self._problem
        elif busy:
            state = "Esc stops"
        elif self._stopped and done < total:
            state = f"stopped at {done}/{total}, t goes on"
        else:
            state = "translated" if total and done == total else ""
        entry_note = ""
        if reading is not None:
            entry_note = next((e.note for e in self.library_pane.entries if e.id == reading.article_id), "")
        source = reading.language if reading is not None else "de"
        self.status_line.status = Status(
            direction=f"{source} → {self.language}",
            view=self.reader.view.value if reading is not None else "",
            model=plain(model),
            state=plain("; ".join(filter(None, (state, entry_note)))),
            done=done,
            total=total,
            busy=busy,
            warning=bool(self._problem or entry_note),
        )
        self.header.names = self._column_names(source)
        self.header.column_width = self.reader.column_width

    def _column_names(self, source: str) -> tuple[str, ...]:
        original, target = LANGUAGE_NAMES.get(source, source), LANGUAGE_NAMES[self.language]
        match self.reader.view:
            case View.SOURCE:
                return (original,)
            case View.TRANSLATION:
                return (target,)
            case View.INTERLEAVED:
                return (f"{original} / {target}",)
            case View.THREE_COLUMNS:
                return (original, LANGUAGE_NAMES["en"], target)
            case View.SIDE_BY_SIDE:
                return (original, target)

    # ------------------------------------------------------------------ actions

    def action_next_language(self) -> None:
        """Read in the other language; what is being read stays where it is."""
        languages = [code for code in TARGET_LANGUAGES if self.reading is None or code != self.reading.language]
        position = languages.index(self.language) if self.language in languages else -1
        self.language = languages[(position + 1) % len(languages)]
        self.library.set_state("language", self.language)
        self._problem, self._stopped, self._busy = "", False, False
        self.translating.stop()
        if self.reading is not None:
            self._recall(self.reading)
        self.reader.has_pivot = self._has_pivot()
        self.reader.language = self.language
        self.library_pane.translated = self.library.translated(self.language)
        if self.reading is not None:
            self._note_progress(self.reading)
        self._translate()
        self.update_status()

    def action_next_view(self) -> None:
        """The next arrangement; after the last, the one that fits the width."""
        views: list[View | None] = [view for view in View if view is not View.THREE_COLUMNS or self._has_pivot()]
        views.append(None)
        position = views.index(self.reader.chosen_view) if self.reader.chosen_view in views else -1
        self.reader.chosen_view = views[(position + 1) % len(views)]
        self.library.set_state("view", self.reader.chosen_view or "")
        self.update_status()

    def action_translate(self) -> None:
        """Translate what is missing, whatever stopped it before."""
        self._problem, self._stopped = "", False
        self._translate(asked=True)
        self.update_status()

    def action_escape(self) -> None:
        """Stop translating; if nothing is being translated, go back to the list."""
        if self._busy:
            self._stopped, self._busy = True, False
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
        while self._history:
            article_id = self._history.pop()
            if any(entry.id == article_id for entry in self.library_pane.entries):
                self.open(article_id)
                self._history.pop()
                self.focus_reader()
                return
        self.notify("There is nothing to go back to")

    def _go(self, article_id: int | None) -> None:
        if article_id is None or (self.reading is not None and article_id == self.reading.article_id):
            self.notify("No further article in this direction")
            return
        self.open(article_id)
        self.focus_reader()

    def action_boilerplate(self) -> None:
        """Unfold or fold boilerplate; what is unfolded is translated too."""
        self.reader.show_boilerplate = not self.reader.show_boilerplate
        self._translate()
        self.update_status()

    def action_switch_pane(self) -> None:
        """Between list and reader."""
        if self.reader.has_focus:
            self._focus_side()
        elif self.reading is not None:
            self.focus_reader()

    def _focus_side(self) -> None:
        """Go to the pane on the left, whichever it is."""
        self.listing = True
        self.side.display = True
        pane = self.side.visible_content
        if pane is not None:
            pane.query_one(ArticleList).focus()

    def action_side(self, pane: str) -> None:
        """Show the library, the entities or the quotes on the left."""
        self.side.current = pane
        self._fill_panes()
        self._focus_side()

    def _fill_panes(self) -> None:
        self.explorer.fill(self.reading, self.library_pane.entries, self.language)

    def action_toggle_library(self) -> None:
        """Give the reader the whole width, or bring the list back."""
        self.side.display = not self.side.display
        if self.side.display:
            self._focus_side()
        else:
            self.reader.focus()

    def action_resize_library(self, cells: int) -> None:
        """Move the edge between list and reader; it stays where it was left."""
        width = max(24, min(self.size.width // 2, self.side.outer_size.width + cells))
        self.side.styles.width = width
        self.library.set_state("library_width", str(width))

    @work(exit_on_error=False, group="dialog", description="copy")
    async def action_copy(self) -> None:
        """Copy the selection, or ask what of the sentence to copy."""
        selected = self.get_selected_text()
        if selected:
            self._copy(selected)
            return
        if self.reading is None or not self.reading.sentences:
            return
        choice = await self.app.push_screen_wait(CopyMenu())
        if choice is not None:
            entry = self._entry(self.reading.article_id)
            self._copy(copied(self.reading, self.reader.cursor, self.language, choice, entry))

    def _copy(self, text: str) -> None:
        if not text:
            self.notify("There is no translation to copy yet", severity="warning")
            return
        clipboard.copy(self.app, text)
        self.notify(f"Copied {len(text):,} characters", timeout=2)

    @work(exit_on_error=False, group="dialog", description="add articles")
    async def action_add(self) -> None:
        """Ask for files and add them."""
        answer = await self.app.push_screen_wait(AddArticles())
        if answer:
            self.post_message(self.AddingWanted(answer))

    def action_undo(self) -> None:
        """Bring the article removed last back."""
        if not self._removed:
            self.notify("Nothing was removed")
            return
        article_id = self._removed.pop()
        self.library.restore([article_id])
        self.refresh_library()
        self.library_pane.select(article_id)

    # ------------------------------------------------------------------ entities and quotes

    def action_overview(self) -> None:
        """The library at a glance."""
        self.analysing.request([entry.id for entry in self.library_pane.entries], WHOLE_LIBRARY)
        self.app.push_screen(self.explorer.overview(self.library_pane.entries))

    def action_mention(self, step: int) -> None:
        """The next mention of the chosen entity; goes round at the end."""
        reading, entity = self.reading, self.reader.chosen_entity
        if reading is None or not entity:
            self.notify("Choose an entity first: e shows them")
            return
        sentence = self.explorer.neighbour(reading, entity, self.reader.cursor, step)
        if sentence is None:
            self.notify("It is not mentioned in this article")
        else:
            self.reader.jump(sentence)

    @on(Analysed)
    def _analysed(self, message: Analysed) -> None:
        self.explorer.analyses[message.article_id] = message.analysis
        reading = self._readings.get(message.article_id)
        if reading is not None and reading.analysis is None:
            reading.take_analysis(message.analysis)
            if reading is self.reading:
                self.reader.show_highlights()
        if self.side.current != "library":
            self._fill_panes()

    @on(AnalysisFailed)
    def _analysis_failed(self, message: AnalysisFailed) -> None:
        self.notify(plain(str(message.error)), severity="warning", timeout=10, markup=False)

    @on(EntityPane.ScopeToggled)
    def _entity_scope(self) -> None:
        self.entity_pane.whole_library = not self.entity_pane.whole_library
        self._look_through_library()

    @on(QuotePane.ScopeToggled)
    def _quote_scope(self) -> None:
        self.quote_pane.whole_library = not self.quote_pane.whole_library
        self._look_through_library()

    def _look_through_library(self) -> None:
        self.analysing.request([entry.id for entry in self.library_pane.entries], WHOLE_LIBRARY)
        self._fill_panes()

    @on(EntityPane.Chosen)
    def _entity_chosen(self, message: EntityPane.Chosen) -> None:
        here = self.reading.article_id if self.reading is not None else None
        places = message.figure.appearances
        appearance = next((place for place in places if place.article_id == here), places[0])
        self.reader.chosen_entity = message.figure.id
        self.go_to(appearance.article_id, appearance.entity.mentions[0].start)

    @on(QuotePane.Chosen)
    def _quote_chosen(self, message: QuotePane.Chosen) -> None:
        self.go_to(message.listed.article_id, message.listed.quote.start)

    @on(EntityPane.CardWanted)
    def _card_wanted(self, message: EntityPane.CardWanted) -> None:
        def go(place: Place | None) -> None:
            if place is not None:
                self.reader.chosen_entity = message.figure.id
                self.go_to(place.article_id, place.offset)

        self.app.push_screen(self.explorer.card(message.figure, self.library_pane.entries), go)

    def go_to(self, article_id: int, offset: int) -> None:
        """Show the sentence at a text offset of an article."""
        self.open(article_id)
        reading = self.reading
        if reading is not None and reading.article_id == article_id:
            self.focus_reader()
            self.reader.jump(reading.sentence_at(offset))

    # ------------------------------------------------------------------ messages

    def watch_listing(self) -> None:
        """Narrow terminals show one of the two panes."""
        self.set_class(self.listing, "-listing")

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
            self._opening = self.set_timer(_SETTLE_SECONDS, lambda: self.open(message.article_id))

    @on(LibraryPane.StarToggled)
    def _star(self, message: LibraryPane.StarToggled) -> None:
        self.library.set_starred([message.entry.id], starred=not message.entry.starred)
        self.refresh_library()

    @on(LibraryPane.ReadToggled)
    def _read(self, message: LibraryPane.ReadToggled) -> None:
        self.library.set_read([message.entry.id], read=message.entry.unread)
        self.refresh_library()

    @on(LibraryPane.RemovalWanted)
    def _remove(self, message: LibraryPane.RemovalWanted) -> None:
        entry: Entry = message.entry
        self.library.remove([entry.id])
        self._removed.append(entry.id)
        if self.reading is not None and self.reading.article_id == entry.id:
            self.reader.show(None)
            self.library_pane.current = None
        self.refresh_library()
        self.notify(f"Removed “{plain(entry.title)}”. z brings it back", markup=False)

    @on(ReaderView.CursorMoved)
    def _cursor_moved(self, message: ReaderView.CursorMoved) -> None:
        reading = self.reading
        if reading is not None and message.sentence == len(reading.sentences) - 1:
            self._mark_read(reading)

    @on(ReaderView.Scrolled)
    def _scrolled(self) -> None:
        if self._settling is not None:
            self._settling.stop()
        self._settling = self.set_timer(_SETTLE_SECONDS, self._settled)

    def _settled(self) -> None:
        """What came into sight is translated first; who saw the end has read the article."""
        reading = self.reading
        if reading is None:
            return
        if self._busy:
            self.translating.prioritise(reading, self.reader.visible_sentences())
        self.keep_place()
        if self.reader.scroll_y >= self.reader.max_scroll_y > 0:
            self._mark_read(reading)

    def _mark_read(self, reading: Reading) -> None:
        entry = self._entry(reading.article_id)
        if entry is not None and entry.unread:
            self.library.set_read([reading.article_id], read=True)
            self.refresh_library()

    def on_screen_resume(self) -> None:
        """Tell the app."""
        self.post_message(self.Resumed())

    def on_resize(self) -> None:
        """The columns have other widths now."""
        self.call_after_refresh(self.update_status)
