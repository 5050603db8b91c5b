"""The main screen: library, entities or quotes on the left, the article on the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.widgets import ContentSwitcher

from aitui.data.errors import AituiError
from aitui.data.language import TARGET_LANGUAGES, language_name
from aitui.data.library import Library
from aitui.translate.translation import Translation
from aitui.tui.analysing import OPEN_ARTICLE, WHOLE_LIBRARY, Analysed, Analysing, AnalysisFailed
from aitui.tui.display import plain
from aitui.tui.exploring import Explorer
from aitui.tui.reader.layout import View
from aitui.tui.reader.reading import Match
from aitui.tui.reader.view import ReaderView
from aitui.tui.screens.browsing import BrowsingScreen
from aitui.tui.translating import Translating
from aitui.tui.widgets.column_header import ColumnHeader
from aitui.tui.widgets.entity_pane import EntityPane
from aitui.tui.widgets.keys import Keys
from aitui.tui.widgets.library_pane import LibraryPane
from aitui.tui.widgets.quote_pane import QuotePane
from aitui.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from aitui.data.search.ranking import Hit
    from aitui.tui.screens.card import Place


class MainScreen(BrowsingScreen):
    """Adds to reading and browsing what is known of entities and quotes."""

    AUTO_FOCUS = "ArticleList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "side('library')", "Library", show=False, tooltip="The list of articles", id="pane.articles"),
        Binding("2,e", "side('entities')", "Entities", tooltip="Who and what is mentioned", id="pane.entities"),
        Binding("3,quotation_mark", "side('quotes')", "Quotes", tooltip="Who said what", id="pane.quotes"),
        Binding("o", "overview", "Overview", show=False, tooltip="Entities and speakers of the library", id="overview"),
        Binding("n", "mention(1)", "Next mention", show=False, id="mention.next"),
        Binding("N", "mention(-1)", "Mention before", show=False, id="mention.previous"),
    ]

    entity_pane = query_one(EntityPane)
    quote_pane = query_one(QuotePane)

    analysing: Analysing
    """The way to entities and quotes; set by the app once the library is open."""
    explorer: Explorer
    """What is known of entities and quotes; set with `analysing`."""

    def compose(self) -> ComposeResult:
        """Library, room for the reader, status, keys: what the first frame shows."""
        with Horizontal():
            with ContentSwitcher(initial="library", id="side"):
                yield LibraryPane(id="library")
            yield Vertical(id="reading")
        yield StatusLine()
        yield Keys()

    async def start(
        self, library: Library, translating: Translating, analysing: Analysing, *, awaited: bool = False
    ) -> None:
        """Add the reader and the other panes, show the library and the article read last.

        Called once the first frame is drawn, which holds nothing of them. With `awaited` no article is opened: one that
        a person named comes soon.
        """
        self.library, self.translating, self.analysing = library, translating, analysing
        await self.query_one("#reading").mount(ColumnHeader(), ReaderView(id="reader"))
        panes = EntityPane(id="entities"), QuotePane(id="quotes")
        for pane in panes:
            pane.display = False  # until asked for; the first frame did without them
        await self.side.mount(*panes)
        self.explorer = Explorer(*panes, self._recall_quotes)
        self.is_started = True
        self.language = self.library.state("language", "en")
        self.reader.language = self.language
        chosen = self.library.state("view")
        self.reader.chosen_view = View(chosen) if chosen in set(View) else None
        self.side.styles.width = int(self.library.state("library_width", "38"))
        self.refresh_library()
        last = self.library.last_opened()
        self.library_pane.articles.focus()
        if awaited:
            self.notify("Adding what was named …", timeout=2)
        elif last is not None:
            self.open(last.id)
            self.focus_reader()
        elif self.has_class("-wide") and self.library_pane.entries:
            self.open(self.library_pane.entries[0].id)
        self.update_status()

    def open(self, article_id: int) -> None:
        """Show an article, and have its entities and quotes found."""
        before = self.reading
        self._forget_match()
        super().open(article_id)
        if self.reading is not None and self.reading is not before:
            self.analysing.request([article_id], OPEN_ARTICLE)
            if self.side.current != "library":
                self._fill_panes()

    def _forget_match(self) -> None:
        if self.reading is not None and self.reading.match is not None:
            self.reading.match = None
            self.reader.show_highlights()

    def action_escape(self) -> None:
        """Take the colour off what was found; else stop translating; else go back to the list."""
        if self.reading is not None and self.reading.match is not None and not self._work.busy:
            self._forget_match()
        else:
            super().action_escape()

    def action_side(self, pane: str) -> None:
        """Show the library, the entities or the quotes on the left."""
        self.side.current = pane
        self.explorer.forget_translations()
        self._fill_panes()
        self._focus_side()

    def _fill_panes(self) -> None:
        self.explorer.fill(self.reading, self.library_pane.entries, self.language)

    def _recall_quotes(self, sentences: Sequence[str], language: str) -> Sequence[Translation | None]:
        try:
            return self.translating.translator.recall(sentences, language)
        except AituiError as error:
            self._work.problem = str(error)
            return [None] * len(sentences)

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
        self.explorer.take(message.article_id, message.analysis, message.quoted)
        reading = self._readings.get(message.article_id)
        if reading is not None and reading.analysis is None:
            reading.take_analysis(message.analysis)
            if reading is self.reading:
                self.reader.show_highlights()
        if self.side.current != "library":
            self._fill_panes()
        from aitui.tui.screens.overview import Overview

        if isinstance(self.app.screen, Overview):
            self.explorer.update(self.app.screen, self.library_pane.entries)

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
        self.explorer.forget_translations()
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

        card = self.explorer.card(message.figure, self.reading, self.library_pane.entries, self.language)
        self.app.push_screen(card, go)

    def show_found(self, hit: Hit) -> None:
        """Show what was searched for and found in its article, in the language it was found in, with the letters."""
        from aitui.data.search.documents import TargetType  # loaded with the search screen
        from aitui.tui.finding import sentences_of, source_spans, target_spans

        article_id = int(hit.article)
        is_translation = hit.language in TARGET_LANGUAGES and hit.type is not TargetType.ENTITY
        self.go_to(article_id, hit.start)
        reading = self.reading
        if reading is None or reading.article_id != article_id:
            return
        if is_translation and hit.language not in (self.language, reading.language):
            self.action_next_language()
            self.notify(f"Found in {language_name(hit.language)}; l leads back", markup=False)
        if hit.type is TargetType.ENTITY:
            self.reader.chosen_entity = hit.key
        numbers = [number for number, _ in sentences_of(reading.article, hit)]
        stored = reading.in_language(self.language)
        targets = [translation.target or "" if (translation := stored[number]) else "" for number in numbers]
        spans = dict(zip(numbers, target_spans(hit, self.language, targets), strict=True))
        reading.match = Match(source_spans(reading.article, hit), spans, self.language)
        self.reader.show_highlights()
        self.reader.scroll_to_sentence(self.reader.cursor)

    def go_to(self, article_id: int, offset: int) -> None:
        """Show the sentence at a text offset of an article."""
        self.open(article_id)
        reading = self.reading
        if reading is not None and reading.article_id == article_id:
            self.focus_reader()
            self.reader.jump(reading.sentence_at(offset))
