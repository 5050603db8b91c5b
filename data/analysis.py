"""Entities and quotes of articles, found once and kept in the library."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

from aitui.data.article import Article
from aitui.data.entities import Recogniser, TableProblem
from aitui.data.entities.table import SHIPPED_TABLE
from aitui.data.entity import Entity, EntityKind, Quote
from aitui.data.library import Library
from aitui.data.quotes import find_quotes

REVISION = 1
"""Rises with every change to the rules, so that stored analyses are made anew."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Who and what an article is about, and who said what in it."""

    entities: tuple[Entity, ...]
    quotes: tuple[Quote, ...]

    def entity(self, entity_id: str | None) -> Entity | None:
        """The entity with an id, if the article mentions it."""
        return next((entity for entity in self.entities if entity.id == entity_id), None)


class Analyst:
    """Analyses articles with the table of names in the config folder merged over the shipped one.

    Opened with nothing read; the first analysis loads tables and tagger.
    """

    def __init__(self, user_table: Path) -> None:
        self._user_table = user_table
        self._recogniser = Recogniser(user_table)

    @cached_property
    def fingerprint(self) -> str:
        """Changes with the tables and the rules; a stored analysis with another one is out of date."""
        digest = hashlib.sha256(f"revision {REVISION}".encode())
        for table in (SHIPPED_TABLE, self._user_table):
            digest.update(table.read_bytes() if table.is_file() else b"-")
        return digest.hexdigest()[:16]

    @property
    def problems(self) -> tuple[TableProblem, ...]:
        """Lines of the user's table that could not be used."""
        return tuple(self._recogniser.table.problems)

    def analyse(self, article: Article) -> Analysis:
        """The entities and quotes of one article."""
        entities = self._recogniser.entities(article)
        return Analysis(entities, tuple(find_quotes(article, entities)))

    def of_library(self, library: Library, article_id: int) -> Analysis:
        """The analysis of a library article: the stored one, else a new one, which is stored.

        Raises KeyError where the article is gone.
        """
        stored = library.analysis(article_id, self.fingerprint)
        if stored is not None:
            return msgspec.msgpack.decode(stored, type=Analysis)
        analysis = self.analyse(library.article(article_id))
        library.set_analysis(article_id, self.fingerprint, msgspec.msgpack.encode(analysis))
        return analysis


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
        longest = max((appearance.entity for appearance in appearances), key=lambda entity: len(entity.name))
        name = appearances[0].entity.names.de if len(appearances) > 1 else longest.name
        found.append(Figure(entity_id, name, longest.kind, tuple(appearances)))
    return sorted(found, key=lambda figure: (-figure.mentions, figure.name))


def companions(entity_id: str, analyses: Iterable[tuple[int, Analysis]], limit: int = 8) -> list[tuple[str, int]]:
    """Who and what appears in the same articles as an entity: (name, articles in common), the most frequent first."""
    counts: dict[str, tuple[str, int, int]] = {}
    for _, analysis in analyses:
        if analysis.entity(entity_id) is None:
            continue
        for entity in analysis.entities:
            if entity.id != entity_id:
                name, articles, mentions = counts.get(entity.id, (entity.name, 0, 0))
                counts[entity.id] = (name, articles + 1, mentions + len(entity.mentions))
    ranked = sorted(counts.values(), key=lambda item: (-item[1], -item[2], item[0]))
    return [(name, articles) for name, articles, _ in ranked[:limit]]


def quotes_of(entity_id: str, analyses: Iterable[tuple[int, Analysis]]) -> Iterator[tuple[int, Quote]]:
    """What an entity said, in the order of the articles."""
    for article_id, analysis in analyses:
        for quote in analysis.quotes:
            if quote.speaker_id == entity_id:
                yield article_id, quote
