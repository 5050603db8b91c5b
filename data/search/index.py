"""The search index: opened when first needed, rebuilt by itself where it cannot be used, asked once per key press."""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from aitui.data.errors import AituiError
from aitui.data.search import schema
from aitui.data.search.candidates import Candidates, candidates
from aitui.data.search.documents import ArticleTargets, Target, TargetType
from aitui.data.search.expansion import Expander
from aitui.data.search.plan import Plan, keys_of, make_plan
from aitui.data.search.prepared import Prepared, prepare
from aitui.data.search.promising import Promising
from aitui.data.search.query import parse_query
from aitui.data.search.ranking import Hit, Judge, Judged, best_judged, hit_of, some_of_each, worst_cover
from aitui.data.search.schema import IndexUnusableError
from aitui.data.search.shelves import Documents, PostingStore, Shelves
from aitui.data.search.vocabulary import Vocabulary
from aitui.data.search.writer import IndexWriter

LIMIT = 20
_JUDGED_BESIDES = 16
"""Judged beyond the number of hits asked for: the order of promise is not that of scores."""
_MOST_JUDGED = 300
"""Of each type, where the most promising are not hits enough: many are there in several languages."""
_MOST_JUDGED_FOR_CONDITIONS = 5000
"""The same where many have the words of a phrase in another order, or an excluded word in a translation."""
_FEW_REMOVED = 20_000
_SELECT = (
    'SELECT target.id, target.name, text, language, target.start, target."end", speaker, names, readings, kind, weight,'
    " is_translation, article.name FROM target LEFT JOIN article ON article.id = target.article"
)
_ROWS_AT_ONCE = 200
_NAMES_KEPT = 4096
_MOST_NAMESAKES = 4
"""Entities of one name whose other names are searched too."""
_TARGETS_KEPT = 4096
_PAIRS = msgspec.json.Decoder(tuple[tuple[str, str], ...])

Library = Callable[[], Iterable[ArticleTargets]]
"""All there is to find, read anew at each call; the index is rebuilt from it."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Count:
    """How many targets were found, whatever the limit."""

    number: int
    is_exact: bool = True
    """Whether there are no more: of very many only the most promising are looked at."""


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The answer to one query."""

    hits: tuple[Hit, ...]
    counts: Mapping[TargetType, Count] = field(default_factory=dict)
    """Per type; those with nothing are left out."""
    as_text: tuple[str, ...] = ()
    """Operators in the query that made no sense and were searched as words, as typed."""
    unmatched: tuple[str, ...] = ()
    """Words that nothing holds, as typed."""
    is_cut: bool = False
    """Whether more was typed than is searched for."""


class SearchIndex:
    """Searches one index file. Several processes may have it open, and others write it at the same time.

    May be used from several threads, one search at a time. Nothing is read before the first search or `open`.
    """

    def __init__(self, path: Path, library: Library) -> None:
        self._path = path
        self._library = library
        self._lock = threading.RLock()
        self._opened: _Opened | None = None

    def open(self) -> None:
        """Open the index, building it first where it is missing, old or damaged.

        Raises AituiError where it can neither be opened nor built.
        """
        with self._lock:
            self._current()

    def search(
        self, text: str, *, limit: int = LIMIT, should_stop: Callable[[], bool] = _never
    ) -> SearchResults | None:
        """The best `limit` hits for what was typed (see `aitui.data.search.query`), best first.

        `should_stop` is asked between the steps; once it says so, the answer is None. An index that turns out to be
        missing or damaged is rebuilt. Raises AituiError where that does not help.
        """
        with self._lock:
            try:
                return self._current().search(text, limit, should_stop)
            except (sqlite3.DatabaseError, IndexUnusableError) as error:
                if is_busy(error):
                    raise _busy(self._path) from error
                self._rebuild(afresh=isinstance(error, sqlite3.DatabaseError))
            try:
                return self._current().search(text, limit, should_stop)
            except (sqlite3.DatabaseError, IndexUnusableError) as error:
                raise AituiError(
                    f"cannot be searched ({error})", where=str(self._path), remedy="Delete the file and start again"
                ) from error

    def close(self) -> None:
        """Close the file; the next search opens it again."""
        with self._lock:
            if self._opened:
                self._opened.close()
                self._opened = None

    def _current(self) -> _Opened:
        if self._opened and not self._opened.is_current():
            self.close()
        if self._opened is None:
            try:
                self._opened = _Opened(self._path)
            except (IndexUnusableError, sqlite3.DatabaseError) as error:
                if is_busy(error):
                    raise _busy(self._path) from error
                self._rebuild(afresh=isinstance(error, sqlite3.DatabaseError))
                self._opened = _Opened(self._path)
        return self._opened

    def _rebuild(self, *, afresh: bool) -> None:
        self.close()
        build(self._path, self._library, afresh=afresh)


def build(path: Path, library: Library, *, progress: Callable[[int], None] | None = None, afresh: bool = False) -> None:
    """Make the index at `path` hold exactly what `library` gives; `progress` hears the number of articles done.

    What an unfinished or outdated index already holds is kept where it is right; a damaged file, or any file with
    `afresh`, is deleted first. Raises AituiError where the file cannot be written.
    """
    if afresh:
        _delete(path)
    try:
        _fill(path, library, progress)
    except (IndexUnusableError, sqlite3.DatabaseError) as error:
        if is_busy(error):
            raise _busy(path) from error
        _delete(path)
        try:
            _fill(path, library, progress)
        except (IndexUnusableError, sqlite3.DatabaseError) as again:
            raise AituiError(
                f"the search index cannot be written ({again})",
                where=str(path),
                remedy="Check the folder's permissions and free space",
            ) from again


def _fill(path: Path, library: Library, progress: Callable[[int], None] | None) -> None:
    with IndexWriter(path) as writer:
        seen: set[str] = set()
        with writer.batch():
            for done, item in enumerate(library(), 1):
                writer.put(item.article, item.targets)
                seen.add(item.article)
                if progress:
                    progress(done)
            for article in writer.articles() - seen:
                writer.remove(article)
        writer.set_complete()


def _delete(path: Path) -> None:
    try:
        schema.delete(path)
    except OSError as error:
        raise AituiError(
            f"the damaged search index cannot be deleted ({error})", where=str(path), remedy="Delete it by hand"
        ) from error


def is_busy(error: Exception) -> bool:
    """Whether SQLite gave up waiting for another process."""
    return isinstance(error, sqlite3.OperationalError) and ("locked" in str(error) or "busy" in str(error))


def _busy(path: Path) -> AituiError:
    return AituiError(
        "another aitui is writing the search index", where=str(path), remedy="Try again when it has finished"
    )


class _Opened:
    """An open index file with what is held of it in memory."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = schema.open_for_reading(path)
        self._file = path.stat().st_ino
        self._vocabulary = Vocabulary()
        self._shelves = Shelves()
        self._expander = Expander(self._vocabulary, self._connection)
        self._store = PostingStore(self._connection, self._shelves)
        self._targets: OrderedDict[int, Prepared] = OrderedDict()
        self._names_known: dict[str, tuple[tuple[str, ...], ...]] = {}
        self._revision = 0
        self._data_version = -1
        try:
            self._refresh()
            removed = schema.meta(self._connection, "removed")
            if removed > max(_FEW_REMOVED, self._shelves.alive):
                schema.delete(path)
                raise IndexUnusableError("more was removed from it than is left")
        except BaseException:
            self.close()
            raise

    def is_current(self) -> bool:
        """Whether the path still leads to this file."""
        try:
            return self._path.stat().st_ino == self._file
        except OSError:
            return False

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self._connection.close()

    def search(self, text: str, limit: int, should_stop: Callable[[], bool]) -> SearchResults | None:
        self._connection.execute("BEGIN")
        try:
            self._refresh()
            return self._search(text, limit, should_stop)
        finally:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")

    def _refresh(self) -> None:
        """Take over what this or another process wrote since the last search."""
        (data_version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if data_version == self._data_version:
            return
        revision = schema.meta(self._connection, "revision")
        if revision != self._revision or self._data_version < 0:
            self._vocabulary.refresh(self._connection, self._revision)
            self._shelves.refresh(self._connection, self._revision)
            self._expander.clear()
            self._store.clear()
            self._targets.clear()
            self._names_known.clear()
        self._revision, self._data_version = revision, data_version

    def _search(self, text: str, limit: int, should_stop: Callable[[], bool]) -> SearchResults | None:
        query = parse_query(text)
        if query.is_empty or limit <= 0:
            return SearchResults((), as_text=query.as_text, is_cut=query.is_cut)
        plan = make_plan(query, self._expander, self._store, self._shelves, self._other_names, should_stop)
        if plan is None:
            return None
        most = max(limit, _MOST_JUDGED_FOR_CONDITIONS if query.phrases or query.excluded else _MOST_JUDGED)
        found: dict[TargetType, Candidates] = {}
        for shelf in schema.SHELVES:
            if shelf in query.shelves:
                some = candidates(plan, self._shelves[shelf], self._store, most, should_stop)
                if some is None:
                    return None
                found[shelf] = some
        return self._judge(plan, found, limit, should_stop)

    def _judge(
        self, plan: Plan, found: Mapping[TargetType, Candidates], limit: int, should_stop: Callable[[], bool]
    ) -> SearchResults | None:
        """Judge the candidates, the promising first, until there are hits enough or no candidates any more."""
        judge, judged, best = Judge(plan), list[Judged](), list[Judged]()
        excluded: dict[str, bool] = {}
        promising = Promising(found, limit + _JUDGED_BESIDES)
        while len(best) < limit and len(promising):
            for number, prepared in enumerate(self._read_targets(promising.take())):
                if number % 16 == 0 and should_stop():
                    return None
                result = judge.judge(prepared)
                if result and not (plan.query.excluded and self._is_excluded(judge, prepared, excluded)):
                    judged.append(result)
            best = best_judged(judged)
            promising.drop_below(worst_cover(best))
        unjudged = promising.unjudged()
        found_of = Counter(item.target.type for item in best)
        counts = {shelf: Count(number, shelf not in unjudged) for shelf, number in found_of.items()}
        shown = best[:limit] if plan.query.words else some_of_each(best, limit)
        return SearchResults(
            tuple(map(hit_of, shown)), counts, plan.query.as_text, self._unmatched(plan), plan.query.is_cut
        )

    def _unmatched(self, plan: Plan) -> tuple[str, ...]:
        """The words of the query, as typed, that nothing holds which is searched."""
        matched = {
            unit.word for unit in plan.units if unit.pairs or any(self._store.by_shelf(key) for key in unit.keys)
        }
        words = enumerate(plan.query.words)
        return tuple(word.original for number, word in words if number not in matched and not word.is_aside)

    def _is_excluded(self, judge: Judge, prepared: Prepared, known: dict[str, bool]) -> bool:
        """Whether the same sentence, quote or title holds an excluded word in another language; `known` by its key."""
        target = prepared.target
        if target.type is TargetType.ENTITY:
            return False
        found = known.get(target.key)
        if found is None:
            rows = self._connection.execute(
                "SELECT target.id FROM target JOIN article ON article.id = target.article"
                " WHERE article.name = ? AND target.name = ?",
                (target.article, target.key),
            )
            others = self._read_targets([document for (document,) in rows])
            found = any(judge.is_excluded((other.text,), other.names) for other in others)
            known[target.key] = found
        return found

    def _other_names(self, name: str) -> tuple[tuple[str, ...], ...]:
        """The folded words of the names that entities of this name (without spaces) have besides it, the best known's.

        Only names of one or two words, of Chinese those of one run, can be looked up as such.
        """
        found = self._names_known.get(name)
        if found is None:
            if len(self._names_known) >= _NAMES_KEPT:
                self._names_known.clear()
            shelf, documents = self._shelves[TargetType.ENTITY], self._entities_with(name)
            documents = documents[shelf.lengths[documents] > 0]
            best = documents[np.argsort(-shelf.renown[documents].astype(np.int16), kind="stable")][:_MOST_NAMESAKES]
            targets = self._read_targets((best + schema.first_document(TargetType.ENTITY)).tolist())
            found = self._names_known[name] = tuple(dict.fromkeys(other for t in targets for other in t.besides(name)))
        return found

    def _entities_with(self, name: str) -> Documents:
        """The entities that have all of a folded name among their terms."""
        found = [self._store.documents(key, TargetType.ENTITY) for key in keys_of(name, self._expander)]
        return reduce(np.intersect1d, found) if found else np.zeros(0, np.uint32)

    def _read_targets(self, documents: Sequence[int]) -> list[Prepared]:
        """The targets themselves, from those read lately or from the file, in the order asked for."""
        missing = [document for document in documents if document not in self._targets]
        for first in range(0, len(missing), _ROWS_AT_ONCE):
            some = missing[first : first + _ROWS_AT_ONCE]
            rows = self._connection.execute(f"{_SELECT} WHERE target.id IN ({','.join('?' * len(some))})", some)
            for document, *columns in rows.fetchall():
                self._targets[document] = prepare(self._target(document, columns))
        found = [self._targets[document] for document in documents if document in self._targets]
        while len(self._targets) > _TARGETS_KEPT:
            self._targets.popitem(last=False)
        return found

    def _target(self, document: int, columns: Sequence[Any]) -> Target:
        key, text, language, start, end, speaker, names, readings, kind, weight, is_translation, article = columns
        type_ = schema.shelf_of(document)
        if type_ is TargetType.ENTITY:
            start, end, article = self._most_mentioned(document)
        return Target(
            type_, key, article, text, language, start, end, speaker,
            _pairs(names), _pairs(readings), kind, weight, bool(is_translation),
        )  # fmt: skip

    def _most_mentioned(self, entity: int) -> tuple[int, int, str]:
        """Where an entity is shown: its first mention in the article that mentions it most."""
        row: tuple[int, int, str] | None = self._connection.execute(
            'SELECT occurrence.start, occurrence."end", name FROM occurrence'
            " JOIN article ON article.id = occurrence.article WHERE entity = ?"
            " ORDER BY occurrence.weight DESC, occurrence.article LIMIT 1",
            (entity,),
        ).fetchone()
        return row or (0, 0, "")


def _pairs(stored: str) -> tuple[tuple[str, str], ...]:
    try:
        return _PAIRS.decode(stored)
    except msgspec.MsgspecError as error:
        raise sqlite3.DatabaseError(f"a target's names cannot be read: {error}") from error
