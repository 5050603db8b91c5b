"""Entities and quotes of articles, found once and kept in the library."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import cached_property
from pathlib import Path

import msgspec

from aitui.data.analysis import Analysis
from aitui.data.article import Article
from aitui.data.entities import Recogniser, TableProblem
from aitui.data.entities.table import SHIPPED_TABLE
from aitui.data.language import detect_language
from aitui.data.library import Library
from aitui.data.quotes import find_quotes

REVISION = 8
"""Rises with every change to the rules, so that stored analyses are made anew."""


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
        for table in (*sorted(SHIPPED_TABLE.parent.iterdir()), self._user_table):
            digest.update(table.read_bytes() if table.is_file() else b"-")
        return digest.hexdigest()[:16]

    @property
    def problems(self) -> tuple[TableProblem, ...]:
        """Lines of the user's table that could not be used."""
        return tuple(self._recogniser.table.problems)

    def analyse(self, article: Article, language: str | None = None) -> Analysis:
        """The entities and quotes of one article; its language is told from the text where none is given.

        The rules for unknown names and for quotes are German: of an article in another language there are only the
        entities that the table knows, and no quotes.
        """
        language = language or detect_language(article.text)
        if Analysis((), (), language).table_only:
            return Analysis(self._recogniser.known_entities(article, language), (), language)
        entities = self._recogniser.entities(article)
        return Analysis(entities, tuple(find_quotes(article, entities)), language)

    def stored(self, library: Library, article_id: int) -> Analysis | None:
        """The analysis of a library article, if it was made before and is not out of date."""
        stored = library.analysis(article_id, self.fingerprint)
        if stored is None:
            return None
        with suppress(msgspec.MsgspecError):  # written by another version: made anew
            return msgspec.msgpack.decode(stored, type=Analysis)
        return None

    def of_library(self, library: Library, article_id: int) -> Analysis:
        """The analysis of a library article: the stored one, else a new one, which is stored.

        Raises KeyError where the article is gone.
        """
        stored = self.stored(library, article_id)
        if stored is not None:
            return stored
        analysis = self.analyse(library.article(article_id), library.entry(article_id).language)
        library.set_analysis(article_id, self.fingerprint, msgspec.msgpack.encode(analysis))
        return analysis
