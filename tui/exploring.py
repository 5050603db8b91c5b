"""What is known of the library's entities and quotes, and the panes that show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from aitui.data.analysis import Analysis, Figure, companions, figures, quotes_of
from aitui.data.entity import Mention, Quote
from aitui.data.language import language_name
from aitui.data.library import Entry
from aitui.translate.translation import Translation
from aitui.tui.display import plain
from aitui.tui.reader.reading import Reading
from aitui.tui.widgets.entity_pane import EntityPane
from aitui.tui.widgets.quote_pane import ListedQuote, QuotePane

if TYPE_CHECKING:  # neither is in the first frame
    from aitui.tui.screens.card import EntityCard
    from aitui.tui.screens.overview import Overview

Recall = Callable[[Sequence[str], str], Sequence[Translation | None]]


@dataclass(slots=True)
class Explorer:
    """Keeps analyses as they come and fills the panes from those of the open article or of all."""

    entity_pane: EntityPane
    quote_pane: QuotePane
    recall: Recall
    """What the memory holds of some sentences in a language."""
    analyses: dict[int, Analysis] = field(default_factory=dict)
    _quoted: dict[int, Mapping[int, Sequence[str]]] = field(default_factory=dict)
    _translations: dict[tuple[int, str], Mapping[int, str]] = field(default_factory=dict)
    """By article and language the translations of its quotes, by where they begin."""

    def take(self, article_id: int, analysis: Analysis, quoted: Mapping[int, Sequence[str]]) -> None:
        """Know an article's entities and quotes; `quoted` has for each place of a quote its sentences."""
        self.analyses[article_id] = analysis
        self._quoted[article_id] = quoted

    def forget_translations(self) -> None:
        """Ask the memory again when translations are shown next: it may hold others now."""
        self._translations.clear()

    def fill(self, reading: Reading | None, entries: Sequence[Entry], language: str) -> None:
        """Show what the panes are about: the open article, or every article of the list."""
        open_analysis = self.analyses.get(reading.article_id) if reading is not None else None
        foreign = language_name(open_analysis.language) if open_analysis and open_analysis.table_only else ""
        self.entity_pane.foreign = "" if self.entity_pane.whole_library else foreign
        self.quote_pane.foreign = "" if self.quote_pane.whole_library else foreign
        self.entity_pane.figures = figures(self._in_scope(self.entity_pane.whole_library, reading, entries))
        self.quote_pane.quotes = [
            ListedQuote(
                article_id,
                quote,
                self._translated(reading, article_id, quote, language),
                called.get(quote.speaker_id or "", quote.speaker or ""),
            )
            for article_id, analysis in self._in_scope(self.quote_pane.whole_library, reading, entries)
            for called in (analysis.called(),)
            for quote in analysis.quotes
        ]

    def card(self, figure: Figure, reading: Reading | None, entries: Sequence[Entry], language: str) -> EntityCard:
        """All about one entity, over the whole library."""
        from aitui.tui.screens.card import EntityCard

        known = self._in_scope(True, None, entries)
        everywhere = next((found for found in figures(known) if found.id == figure.id), figure)
        titles = [(entry.id, entry.title) for entry in entries]
        quotes = [
            ListedQuote(article_id, quote, self._translated(reading, article_id, quote, language))
            for article_id, quote in quotes_of(figure.id, known)
        ]
        return EntityCard(everywhere, titles, companions(figure.id, known), quotes)

    def overview(self, entries: Sequence[Entry]) -> Overview:
        """The picture of the whole library."""
        from aitui.tui.screens.overview import Overview

        known = self._in_scope(True, None, entries)
        return Overview([(entry.id, entry.title) for entry in entries], known, len(entries) - len(known))

    def update(self, overview: Overview, entries: Sequence[Entry]) -> None:
        """Show in an open overview what has become known since."""
        known = self._in_scope(True, None, entries)
        overview.show(known, len(entries) - len(known))

    def mentions(self, reading: Reading, entity_id: str) -> tuple[Mention, ...]:
        """Where the open article mentions an entity, in reading order."""
        entity = reading.analysis.entity(entity_id) if reading.analysis is not None else None
        return entity.mentions if entity is not None else ()

    def neighbour(self, reading: Reading, entity_id: str, cursor: int, step: int) -> int | None:
        """The sentence of the next (or previous) mention behind (or before) the cursor's sentence; goes round."""
        sentences = sorted({reading.sentence_at(mention.start) for mention in self.mentions(reading, entity_id)})
        if not sentences:
            return None
        beyond: Callable[[int], bool] = (lambda s: s > cursor) if step > 0 else (lambda s: s < cursor)
        ahead = [sentence for sentence in sentences if beyond(sentence)]
        if step > 0:
            return ahead[0] if ahead else sentences[0]
        return ahead[-1] if ahead else sentences[-1]

    def _translated(self, reading: Reading | None, article_id: int, quote: Quote, language: str) -> str:
        """The translation of the sentences a quote stands in: of the open article those shown, else those stored."""
        if reading is not None and reading.article_id == article_id:
            return _in_reading(reading, quote.start, quote.end, language)
        known = self._translations.get((article_id, language))
        if known is None:
            known = self._translations[article_id, language] = self._recalled(article_id, language)
        return known.get(quote.start, "")

    def _recalled(self, article_id: int, language: str) -> dict[int, str]:
        quoted = self._quoted.get(article_id, {})
        found = iter(self.recall([text for sentences in quoted.values() for text in sentences], language))
        return {start: _joined(islice(found, len(sentences))) for start, sentences in quoted.items()}

    def _in_scope(
        self, whole_library: bool, reading: Reading | None, entries: Sequence[Entry]
    ) -> list[tuple[int, Analysis]]:
        ids = [entry.id for entry in entries] if whole_library else [reading.article_id] if reading else []
        return [(article_id, self.analyses[article_id]) for article_id in ids if article_id in self.analyses]


def _in_reading(reading: Reading, start: int, end: int, language: str) -> str:
    """The translation of the sentences a quote stands in, as far as the open article has it."""
    stored = reading.in_language(language)
    return _joined(stored[index] for index in reading.sentences_at(start, end))


def _joined(translations: Iterable[Translation | None]) -> str:
    return " ".join(plain(item.target) for item in translations if item is not None and item.target)
