"""What was found in articles, and what it adds up to over several.

Nothing here finds anything: `aitui.data.analyst` does, which takes longer to import.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aitui.data.article import Article
from aitui.data.entity import Entity, EntityKind, Quote
from aitui.data.language import UNDETERMINED


@dataclass(frozen=True, slots=True)
class Analysis:
    """Who and what an article is about, and who said what in it."""

    entities: tuple[Entity, ...]
    quotes: tuple[Quote, ...]
    language: str = "de"
    """ISO 639-1 code of the language the article was taken to be in, `und` where it could not be told."""

    @property
    def table_only(self) -> bool:
        """Whether names come from the table alone and no quotes were looked for, as the article is not in German."""
        return self.language not in ("de", UNDETERMINED)

    def called(self) -> dict[str, str]:
        """Id → the name by which an entity goes everywhere, however this article names it."""
        return {entity.id: entity.names.de for entity in self.entities}

    def entity(self, entity_id: str | None) -> Entity | None:
        """The entity with an id, if the article mentions it."""
        return next((entity for entity in self.entities if entity.id == entity_id), None)


@dataclass(frozen=True, slots=True)
class Appearance:
    """An entity in one article."""

    article_id: int
    entity: Entity


@dataclass(frozen=True, slots=True)
class Figure:
    """An entity over several articles."""

    id: str
    name: str
    """The name by which it goes everywhere: the table's, or of an unknown one the spelling most articles have."""
    kind: EntityKind
    appearances: tuple[Appearance, ...]

    @property
    def mentions(self) -> int:
        """How often it is named in all of them."""
        return sum(len(appearance.entity.mentions) for appearance in self.appearances)


def figures(analyses: Iterable[tuple[int, Analysis]]) -> list[Figure]:
    """The entities of several articles joined by id, the most mentioned first (then by name)."""
    joined: dict[str, list[Appearance]] = {}
    for article_id, analysis in analyses:
        for entity in analysis.entities:
            joined.setdefault(entity.id, []).append(Appearance(article_id, entity))
    found = []
    for entity_id, appearances in joined.items():
        spellings = Counter(appearance.entity.names.de for appearance in appearances)
        [(name, _)] = spellings.most_common(1)
        found.append(Figure(entity_id, name, appearances[0].entity.kind, tuple(appearances)))
    return sorted(found, key=lambda figure: (-figure.mentions, figure.name))


def companions(entity_id: str, analyses: Iterable[tuple[int, Analysis]], limit: int = 8) -> list[tuple[str, int]]:
    """Who and what appears in the same articles as an entity: (name, articles in common), the most frequent first."""
    counts: dict[str, tuple[str, int, int]] = {}
    for _, analysis in analyses:
        if analysis.entity(entity_id) is None:
            continue
        for entity in analysis.entities:
            if entity.id != entity_id:
                name, articles, mentions = counts.get(entity.id, (entity.names.de, 0, 0))
                counts[entity.id] = (name, articles + 1, mentions + len(entity.mentions))
    ranked = sorted(counts.values(), key=lambda item: (-item[1], -item[2], item[0]))
    return [(name, articles) for name, articles, _ in ranked[:limit]]


def quotes_of(entity_id: str, analyses: Iterable[tuple[int, Analysis]]) -> Iterator[tuple[int, Quote]]:
    """What an entity said, in the order of the articles."""
    for article_id, analysis in analyses:
        for quote in analysis.quotes:
            if quote.speaker_id == entity_id:
                yield article_id, quote


def quoted_sentences(article: Article, quotes: Iterable[Quote]) -> dict[int, tuple[str, ...]]:
    """By the offset that a quote begins at, the whole sentences of the article that it stands in."""
    spans = [span for _, span in article.sentences()]
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    return {
        quote.start: tuple(
            article.sentence_text(span)
            for span in spans[bisect_right(ends, quote.start) : bisect_left(starts, quote.end)]
        )
        for quote in quotes
    }
