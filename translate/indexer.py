"""Keeps the search index in step with the library, what was found in its articles, and their translations."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import Self

from aitui.data.analyst import Analyst
from aitui.data.article import Article
from aitui.data.errors import AituiError
from aitui.data.language import TARGET_LANGUAGES
from aitui.data.library import Entry, Library
from aitui.data.paths import Paths
from aitui.data.search import schema
from aitui.data.search.documents import ArticleTargets, Target, article_targets
from aitui.data.search.index import is_busy
from aitui.data.search.schema import IndexUnusableError
from aitui.data.search.writer import IndexWriter
from aitui.translate.glossary.guarding import load_terms
from aitui.translate.libretranslate.consent import allowed_server
from aitui.translate.stamps import Stamps
from aitui.translate.translator import Translator

REVISION = 1
"""Rises with every change to what is indexed of an article, so that all of them are indexed anew."""

_TARGETS_AT_ONCE = 20_000
"""Targets gathered before they are written: bounds memory, and how long another process waits for its turn."""
_ARTICLES_AT_ONCE = 200

Progress = Callable[[int, int], None]
"""Told how many of how many articles are done."""


def _never() -> bool:
    return False


def _ignore(done: int, total: int) -> None:
    return


class Indexer:
    """Indexes what changed since the last time: each article has a stamp that tells.

    Has connections of its own, which belong to the thread that made it. Opening it reads no table and loads no model.
    Raises AituiError where library or index cannot be used.
    """

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._analyst = Analyst(paths.names)
        self._has_analysed = False
        self._translator = Translator(paths.memory, terms=load_terms(paths)[0], server=allowed_server(paths))
        with ExitStack() as stack:
            stack.callback(self._translator.close)
            self._library = stack.enter_context(Library(paths.library))
            self._stamps = stack.enter_context(Stamps(paths.search_stamps))
            self._open = stack.pop_all()

    def close(self) -> None:
        """Close all files."""
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def problems(self) -> tuple[str, ...]:
        """Lines of the user's table of names that could not be used; none where the table was not needed."""
        return tuple(str(problem) for problem in self._analyst.problems) if self._has_analysed else ()

    def targets(self) -> Iterator[ArticleTargets]:
        """All there is to find, with the entities and quotes of the articles that were analysed before."""
        for entry in self._library.entries():
            found = self._targets(entry, analyse=False)
            if found is not None:
                yield ArticleTargets(_key(entry), found)

    def update(
        self,
        *,
        analyse: bool = False,
        changed: Collection[int] = (),
        should_stop: Callable[[], bool] = _never,
        on_progress: Progress = _ignore,
    ) -> bool:
        """Index what is new or not as it was, and the articles with the ids `changed`; forget what was removed.

        With `analyse` the entities and quotes of articles are found that nobody had looked for yet; without, such
        articles go in without them. A missing or damaged index is built. `should_stop` is asked between articles;
        what was done until then is kept, and the answer is False.

        Raises AituiError where library or index cannot be used, also where another process holds the index for long.
        """
        for last_attempt in (False, True):
            try:
                with IndexWriter(self._paths.search_index) as writer:
                    return self._update(writer, analyse, changed, should_stop, on_progress)
            except (IndexUnusableError, sqlite3.DatabaseError) as error:
                if is_busy(error):
                    raise AituiError(
                        "another aitui is writing the search index",
                        where=str(self._paths.search_index),
                        remedy="Try again when it has finished",
                    ) from error
                if last_attempt:
                    raise AituiError(
                        f"the search index cannot be brought up to date ({error})",
                        where=str(self._paths.search_index),
                        remedy="Check library and free space with `aitui doctor`",
                    ) from error
                self._delete_index()
        raise AssertionError("unreachable")

    def _update(
        self,
        writer: IndexWriter,
        analyse: bool,
        changed: Collection[int],
        should_stop: Callable[[], bool],
        on_progress: Progress,
    ) -> bool:
        entries = {entry.id: entry for entry in self._library.entries()}
        self._remove(writer, entries)
        while outdated := self._outdated(writer, entries, analyse, changed):
            changed = ()
            if not self._put(writer, outdated, analyse, should_stop, on_progress):
                return False
            # Some may have been removed meanwhile, or the file replaced while it was written.
            entries = {entry.id: entry for entry in self._library.entries()}
        writer.set_complete()
        return True

    def _remove(self, writer: IndexWriter, entries: Collection[int]) -> None:
        gone = writer.articles() - {str(article) for article in entries}
        if gone:
            with writer.batch():
                for key in gone:
                    writer.remove(key)
        self._stamps.forget(self._stamps.all().keys() - set(entries))

    def _outdated(
        self, writer: IndexWriter, entries: dict[int, Entry], analyse: bool, changed: Collection[int]
    ) -> list[tuple[Entry, str]]:
        """The articles to index, each with the stamp it has afterwards."""
        with writer.batch():  # opens the file anew where another one has taken its place
            indexed = writer.articles()
        held = self._stamps.all()
        stamps = self._current_stamps(entries, analyse)
        return [
            (entry, stamps[number])
            for number, entry in entries.items()
            if number in changed or str(number) not in indexed or held.get(number) != stamps[number]
        ]

    def _current_stamps(self, entries: dict[int, Entry], analyse: bool) -> dict[int, str]:
        """Per article id what its place in the index depends on; its text never changes under its id."""
        era = hashlib.sha256(f"{REVISION} {self._analyst.fingerprint} {self._models()}".encode()).hexdigest()[:12]
        analysed = set(entries) if analyse else self._library.analysed(self._analyst.fingerprint)
        translated = [self._library.translated(language) for language in TARGET_LANGUAGES]
        return {
            number: " ".join(
                [
                    era,
                    repr(entry.added_at),
                    "analysed" if number in analysed else "plain",
                    *(str(counts.get(number, 0)) for counts in translated),
                ]
            )
            for number, entry in entries.items()
        }

    def _models(self) -> str:
        """Changes with the models whose translations are recalled."""
        found = []
        for source in ("de", "en"):
            for language in TARGET_LANGUAGES:
                try:
                    found.append(self._translator.route(language, source).fingerprint)
                except AituiError:
                    found.append("-")
        return " ".join(found)

    def _put(
        self,
        writer: IndexWriter,
        outdated: Sequence[tuple[Entry, str]],
        analyse: bool,
        should_stop: Callable[[], bool],
        on_progress: Progress,
    ) -> bool:
        """Index articles, a good many in each transaction; False where it was stopped."""
        waiting: list[tuple[Entry, str, tuple[Target, ...]]] = []
        size = 0
        for done, (entry, stamp) in enumerate(outdated):
            if should_stop():
                break
            on_progress(done, len(outdated))
            targets = self._targets(entry, analyse=analyse)
            if targets is None:
                continue
            waiting.append((entry, stamp, targets))
            size += len(targets)
            if size >= _TARGETS_AT_ONCE or len(waiting) >= _ARTICLES_AT_ONCE:
                self._write(writer, waiting)
                waiting, size = [], 0
        else:
            self._write(writer, waiting)
            on_progress(len(outdated), len(outdated))
            return True
        self._write(writer, waiting)
        return False

    def _write(self, writer: IndexWriter, articles: Sequence[tuple[Entry, str, tuple[Target, ...]]]) -> None:
        if articles:
            with writer.batch():
                for entry, _, targets in articles:
                    writer.put(_key(entry), targets)
            self._stamps.set({entry.id: stamp for entry, stamp, _ in articles})

    def _targets(self, entry: Entry, *, analyse: bool) -> tuple[Target, ...] | None:
        """Everything that can be found in an article; None where it was removed meanwhile."""
        try:
            article = replace(self._library.article(entry.id), title=entry.title)
            analysis = self._analyst.stored(self._library, entry.id)
            if analysis is None and analyse:
                self._has_analysed = True
                analysis = self._analyst.of_library(self._library, entry.id)
        except KeyError:
            return None
        translations = self._translations(article, entry)
        language = "de" if entry.language == "und" else entry.language
        entities, quotes = (analysis.entities, analysis.quotes) if analysis else ((), ())
        return tuple(article_targets(_key(entry), article, entities, quotes, translations, language=language))

    def _translations(self, article: Article, entry: Entry) -> dict[str, dict[int, str]]:
        """Per language the stored translations by the start of their sentences."""
        source = entry.source_language
        spans = [span for _, span in article.sentences()]
        texts = [article.sentence_text(span) for span in spans]
        found: dict[str, dict[int, str]] = {}
        for language in TARGET_LANGUAGES:
            if language == source or not self._has_route(language, source):
                continue
            recalled = self._translator.recall(texts, language, source=source)
            found[language] = {
                span.start: translation.target
                for span, translation in zip(spans, recalled, strict=True)
                if translation is not None and translation.target
            }
        return found

    def _has_route(self, language: str, source: str) -> bool:
        try:
            self._translator.route(language, source)
        except AituiError:
            return False
        return True

    def _delete_index(self) -> None:
        try:
            schema.delete(self._paths.search_index)
        except OSError as error:
            raise AituiError(
                f"the damaged search index cannot be deleted ({error})",
                where=str(self._paths.search_index),
                remedy="Delete it by hand",
            ) from error


def _key(entry: Entry) -> str:
    """What an article is called in the index: its number in the library."""
    return str(entry.id)
