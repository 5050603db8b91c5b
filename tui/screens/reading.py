"""Reading: the open article, its translation, its place, and the line that says what is going on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.getters import query_one
from textual.reactive import reactive
from textual.screen import Screen
from textual.timer import Timer

from aitui.data.errors import AituiError
from aitui.data.language import TARGET_LANGUAGES, language_name
from aitui.data.library import Entry, Library
from aitui.translate.jobs import Failed, Filled, Finished, Started, Stopped
from aitui.tui.display import plain
from aitui.tui.reader.layout import View
from aitui.tui.reader.reading import Reading
from aitui.tui.reader.view import ReaderView
from aitui.tui.rebinding import key_to
from aitui.tui.screens.status import Work, column_names, status_of
from aitui.tui.translating import READ_NEXT, READ_NOW, Translating, TranslationNews
from aitui.tui.widgets.column_header import ColumnHeader
from aitui.tui.widgets.library_pane import LibraryPane
from aitui.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from aitui.translate.coverage import Coverage

PIVOT_LANGUAGE = "en"
SETTLE_SECONDS = 0.08
"""How long scrolling or list movement must rest before work is reordered for it."""
_KEPT_READINGS = 12


class ReadingScreen(Screen[None]):
    """Opens articles, keeps their place, and has them translated while they are read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "next_language", "Language", tooltip="Read in the other language", id="language"),
        Binding("v", "next_view", "View", tooltip="Side by side, interleaved, one language, three columns", id="view"),
        Binding("t", "translate", "Translate", tooltip="Translate what is missing", id="translate"),
        Binding("b", "boilerplate", "Boilerplate", show=False, tooltip="Unfold boilerplate", id="boilerplate"),
    ]

    library_pane = query_one(LibraryPane)
    reader = query_one(ReaderView)
    header = query_one(ColumnHeader)
    status_line = query_one(StatusLine)

    library: Library
    """The user's articles; set by the app once they are open."""
    translating: Translating
    """The way to translations; set with `library`."""

    language = reactive("en", repaint=False)
    """The language read in."""
    listing = reactive(True, repaint=False)
    """On a narrow terminal: whether the list is shown instead of the reader."""

    def __init__(self) -> None:
        super().__init__(classes="-listing")  # what `listing` begins with, without styling all widgets again
        self.is_started = False
        """Whether the library is shown; before that there is nothing to say."""
        self._readings: dict[int, Reading] = {}
        self._history: list[int] = []
        self._work = Work()
        self._settling: Timer | None = None

    @property
    def reading(self) -> Reading | None:
        """The open article; None also before `start`."""
        return self.reader.reading if self.is_started else None

    def refresh_library(self) -> None:
        """Show the library as it is now."""
        self._keep(self._list_library)

    def _list_library(self) -> None:
        self.library_pane.entries = self.library.entries()
        self._show_progress()

    def _show_progress(self) -> None:
        self.library_pane.target = self.language
        self.library_pane.translated = self.library.translated(self.language)
        self.library_pane.marked = self.library.marked(self.language)

    def open(self, article_id: int) -> None:
        """Show an article where reading stopped, with all the translation there is, and have the rest made."""
        if self.reading is None or self.reading.article_id != article_id:
            self._keep(lambda: self._open(article_id))

    def _open(self, article_id: int) -> None:
        self.keep_place()
        reading = self._reading(article_id)
        if reading is None:
            self.refresh_library()
            return
        if self.reading is not None:
            self._history.append(self.reading.article_id)
        self._work = Work()
        self.translating.stop()  # what was left is translated when that article is opened again
        entry = self.library.entry(article_id)
        self.reader.has_pivot = self._has_pivot()
        self.reader.has_translation = reading.language != self.language
        self.reader.show(reading, reading.sentence_at(entry.place))
        self.library_pane.current = article_id
        self._keep(lambda: self.library.set_place(article_id, entry.place))
        self._note_progress(reading)
        self._translate()
        self.update_status()

    def close_article(self) -> None:
        """Show no article."""
        self._work = Work()
        self.translating.stop()
        self.reader.show(None)
        self.library_pane.current = None
        self.update_status()

    def focus_reader(self) -> None:
        """Read."""
        self.listing = False
        self.reader.focus()

    def keep_place(self) -> None:
        """Remember where reading stopped in the open article."""
        reading = self.reading
        if reading is not None and reading.sentences:
            place = reading.sentences[self.reader.cursor].span.start
            self._keep(lambda: self.library.set_place(reading.article_id, place))

    def _reading(self, article_id: int) -> Reading | None:
        entry = self._entry(article_id)
        if entry is None:
            self.notify("This article is no longer in the library", severity="warning", markup=False)
            return None
        reading = self._readings.pop(article_id, None)
        if reading is None:
            article = self.library.article(article_id)
            source = entry.source_language
            reading = Reading.of(article_id, entry.title, article, source)
        self._readings[article_id] = reading  # last in order: the others go first
        for old in [key for key in self._readings if key != article_id and self._readings[key] is not self.reading]:
            if len(self._readings) > _KEPT_READINGS:
                del self._readings[old]
        self._recall(reading)
        return reading

    def _keep(self, store: Callable[[], object]) -> bool:
        """Use the library; where it cannot be used now, say so and read on."""
        try:
            store()
        except AituiError as error:
            self.notify(plain(str(error)), severity="warning", timeout=8, markup=False)
            return False
        return True

    def _entry(self, article_id: int) -> Entry | None:
        """An article's entry, or None where another program has removed it meanwhile."""
        try:
            return self.library.entry(article_id)
        except KeyError:
            return None

    def _recall(self, reading: Reading) -> None:
        try:
            self.translating.recall(reading, self.language)
            if self.language != PIVOT_LANGUAGE and reading.language != PIVOT_LANGUAGE:
                self.translating.recall(reading, PIVOT_LANGUAGE)  # for the column between
        except AituiError as error:
            self._work.problem = str(error)

    # ------------------------------------------------------------------ translating

    def _translate(self, *, asked: bool = False) -> None:
        """Have what is missing in the open article translated, first what is in sight."""
        reading = self.reading
        if reading is None:
            return
        entry = self._entry(reading.article_id)
        if entry is not None and entry.language not in ("de", "und", reading.language) and not asked:
            name = language_name(entry.language)
            key = key_to(self.app, "translate", "t")
            self._work.problem = f"this text seems to be {name}, not German; {key} translates it all the same"
            return
        if reading.language == self.language:
            self._work.problem = f"this text is in {language_name(self.language)} already"
            return
        try:
            self.translating.translator.route(self.language, reading.language)
        except AituiError as error:
            self._work.problem = str(error)
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
        if following is None or self._work.stopped or (reading is not None and following == reading.article_id):
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
        done, marked = self._list_progress(reading)
        self._keep(lambda: self.library.set_translated(reading.article_id, self.language, done, marked))

    def _list_progress(self, reading: Reading) -> tuple[int, int]:
        """Show in the list how many sentences are translated, and how many of these are doubtful; the two numbers."""
        wanted = reading.wanted(boilerplate=False)
        stored = reading.in_language(self.language)
        done = sum(1 for index in wanted if stored[index] is not None)
        marked = len(set(wanted).intersection(reading.marked(self.language)))
        self.library_pane.translated = self.library_pane.translated | {reading.article_id: done}
        self.library_pane.marked = self.library_pane.marked | {reading.article_id: marked}
        return done, marked

    def show_coverage(self, counts: Mapping[int, Mapping[str, Coverage]]) -> None:
        """Show in the list what was counted anew, by article id and language; the open article counts itself."""
        here = self.reading.article_id if self.reading is not None else None
        found = {key: of[self.language] for key, of in counts.items() if self.language in of and key != here}
        pane = self.library_pane
        pane.translated = pane.translated | {key: count.translated for key, count in found.items()}
        pane.marked = pane.marked | {key: count.marked for key, count in found.items()}

    @on(TranslationNews)
    def _news(self, news: TranslationNews) -> None:
        event = news.event
        if event.to != self.language:
            return
        reading = self._readings.get(event.key) if isinstance(event.key, int) else None
        if reading is None:
            return
        is_open = reading is self.reading
        match event:
            case Started() if is_open:
                self._work.busy = True
            case Filled():
                changed = reading.fill(event.to, event.translations)
                if is_open:
                    self.reader.refresh_blocks(changed)
                self._list_progress(reading)
            case Finished() | Stopped():
                self._note_progress(reading)
                if is_open:
                    self._work.busy = False
                    if isinstance(event, Finished):
                        self._translate_next()
            case Failed() if is_open:
                self._work.busy = False
                self._work.problem = str(event.error)
                self.notify(str(event.error), severity="error", timeout=10, markup=False)
        self.update_status()

    def _has_pivot(self) -> bool:
        try:
            return len(self.translating.translator.route(self.language).legs) > 1
        except AituiError:
            return False

    @property
    def note(self) -> str:
        """What is to be known about the open article's file."""
        reading = self.reading
        if reading is None:
            return ""
        return next((entry.note for entry in self.library_pane.entries if entry.id == reading.article_id), "")

    def update_status(self) -> None:
        """Say what is going on."""
        reading = self.reading
        self.status_line.status = status_of(
            reading,
            self.language,
            None if self._text_is_hidden else self.reader.view,
            self._work,
            self.translating.translator,
            note=self.note,
            show_boilerplate=self.reader.show_boilerplate,
            models_key=key_to(self.app, "models", "M"),
        )
        self.header.names = column_names(self.reader.view, reading.language if reading else "de", self.language)
        self.header.column_width = self.reader.column_width

    @property
    def _text_is_hidden(self) -> bool:
        """Whether the list stands in the place of the text."""
        return self.listing and self.has_class("-narrow")

    # ------------------------------------------------------------------ actions

    def action_next_language(self) -> None:
        """Read in the other language; what is being read stays where it is."""
        languages = [code for code in TARGET_LANGUAGES if self.reading is None or code != self.reading.language]
        position = languages.index(self.language) if self.language in languages else -1
        self.language = languages[(position + 1) % len(languages)]
        self._keep(lambda: self.library.set_state("language", self.language))
        self._work = Work()
        self.translating.stop()
        if self.reading is not None:
            self._recall(self.reading)
        self.reader.has_pivot = self._has_pivot()
        self.reader.has_translation = self.reading is None or self.reading.language != self.language
        self.reader.language = self.language
        self._show_progress()
        if self.reading is not None:
            self._note_progress(self.reading)
        self._translate()
        self.update_status()

    def action_next_view(self) -> None:
        """The next arrangement; the one that fits the width stands for itself, so every key press is seen.

        Where the list hides the text nothing is to be seen, and nothing changes.
        """
        if self._text_is_hidden:
            return
        fitting = self.reader.fitting_view
        views = [view for view in View if view is not View.THREE_COLUMNS or self._has_pivot()]
        position = views.index(self.reader.view) if self.reader.view in views else -1
        following = views[(position + 1) % len(views)]
        self.reader.chosen_view = None if following is fitting else following
        self._keep(lambda: self.library.set_state("view", self.reader.chosen_view or ""))
        self.update_status()

    def action_translate(self) -> None:
        """Translate what is missing, whatever stopped it before."""
        self._work = Work(busy=self._work.busy)
        self._translate(asked=True)
        self.update_status()

    def action_boilerplate(self) -> None:
        """Unfold or fold boilerplate; what is unfolded is translated too."""
        self.reader.show_boilerplate = not self.reader.show_boilerplate
        self._translate()
        self.update_status()

    # ------------------------------------------------------------------ messages

    def watch_listing(self) -> None:
        """Narrow terminals show one of the two panes."""
        self.set_class(self.listing, "-listing")
        if self.is_started:
            self.update_status()

    @on(ReaderView.CursorMoved)
    def _cursor_moved(self, message: ReaderView.CursorMoved) -> None:
        reading = self.reading
        if reading is not None and message.sentence >= self.reader.last_sentence:
            self._mark_read(reading)
        self._scrolled()

    @on(ReaderView.Scrolled)
    def _scrolled(self) -> None:
        if self._settling is not None:
            self._settling.stop()
        self._settling = self.set_timer(SETTLE_SECONDS, self._settled)

    def _settled(self) -> None:
        """What came into sight is translated first; who saw the end has read the article."""
        reading = self.reading
        if reading is None:
            return
        if self._work.busy:
            self.translating.prioritise(reading, self.reader.visible_sentences())
        self.keep_place()
        if self.reader.scroll_y >= self.reader.max_scroll_y > 0:
            self._mark_read(reading)

    def _mark_read(self, reading: Reading) -> None:
        entry = self._entry(reading.article_id)
        if entry is not None and entry.unread:
            self._keep(lambda: self.library.set_read([reading.article_id], read=True))
            self.refresh_library()

    @on(ReaderView.Rearranged)
    def _rearranged(self) -> None:
        """The columns have other names and widths now."""
        if self.is_started:
            self.update_status()
