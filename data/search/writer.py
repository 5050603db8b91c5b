"""Keeping the index in step with the library: articles come, change and go, translations are added."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from aitui.data.search import schema
from aitui.data.search.buffers import Blocks, Numbers, Postings, Terms
from aitui.data.search.documents import Target, TargetType
from aitui.data.search.entities import EntityShelf
from aitui.data.search.terms import all_names, length_of, readings_of, target_terms

_FLUSH_POSTINGS = 1_500_000
"""Postings held in memory before they are written: 10 bytes each, and as much again while they are sorted."""

_Row = tuple[str, str, str, int, int, str, str, str, int]


class IndexWriter:
    """Writes one index file. Several processes may; each change is one transaction, and waits for the others.

    Raises IndexUnusableError on opening a file that must be built anew, AituiError where it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._session: _Session | None = None
        self._open()

    def _open(self) -> None:
        self._connection = schema.create(self._path)
        self._connection.execute("PRAGMA cache_size=-32768")
        self._file = self._path.stat().st_ino

    def _is_current(self) -> bool:
        """Whether the path still leads to this file; what is written to a deleted one is lost."""
        try:
            return self._path.stat().st_ino == self._file
        except OSError:
            return False

    def put(self, article: str, targets: Iterable[Target]) -> None:
        """Make `targets` what is found in `article`; what is there already and unchanged costs no writing."""
        with self.batch() as session:
            session.put(article, targets, None)

    def put_language(self, article: str, language: str, targets: Iterable[Target]) -> None:
        """Replace what is found in one translation of `article`; source, entities and other languages stay."""
        with self.batch() as session:
            session.put(article, (t for t in targets if t.language == language), language)

    def remove(self, article: str) -> None:
        """Forget an article."""
        with self.batch() as session:
            session.put(article, (), None)
            session.forget_article(article)

    def articles(self) -> set[str]:
        """The keys of all articles in the index."""
        return {name for (name,) in self._connection.execute("SELECT name FROM article")}

    def set_complete(self) -> None:
        """Mark the index as holding the whole library: only then is it opened for searching."""
        schema.set_meta(self._connection, "complete", 1)

    @contextmanager
    def batch(self) -> Iterator[_Session]:
        """Group changes: one transaction, or several where there is very much to write. Batches may be nested."""
        if self._session:
            self._session.flush_if_full()
            yield self._session
            return
        if not self._is_current():
            # The new file counts as unfinished, so that the next search fills it from the library.
            self._connection.close()
            self._open()
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            self._session = _Session(self._connection)
            yield self._session
            self._session.flush()
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        else:
            self._connection.execute("COMMIT")
        finally:
            self._session = None

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> IndexWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Session:
    """What one transaction knows: the next free numbers and what is waiting to be written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._begin()

    def _begin(self) -> None:
        self._numbers = Numbers(self._connection)
        self._terms = Terms(self._connection)
        self._postings = Postings(self._connection, self._terms)
        self._blocks = Blocks(self._connection)
        self._entities = EntityShelf(self._connection, self._numbers, self._postings, self._blocks)

    def flush(self) -> None:
        """Write everything that waits; the transaction goes on."""
        revision = self._numbers.revision
        self._terms.flush(revision)
        self._postings.flush(revision)
        self._blocks.flush(revision)
        self._numbers.flush()

    def flush_if_full(self) -> None:
        """Between two articles: commit and go on in a new transaction, so that memory and log stay bounded."""
        if len(self._postings) >= _FLUSH_POSTINGS:
            self.flush()
            self._connection.execute("COMMIT")
            self._connection.execute("BEGIN IMMEDIATE")
            # Another process may have written in between: nothing known before holds any more.
            self._begin()

    def put(self, name: str, targets: Iterable[Target], language: str | None) -> None:
        """Replace an article's targets: all, or those in one language, leaving entities alone."""
        article = self._article(name)
        wanted: dict[tuple[TargetType, _Row], Target] = {}
        entities: list[Target] = []
        for target in targets:
            if target.type is TargetType.ENTITY:
                entities.append(target)
            else:
                wanted[target.type, _row(target)] = target
        for document, present in self._present(article, language):
            if present in wanted:
                del wanted[present]
            else:
                self._connection.execute("DELETE FROM target WHERE id = ?", (document,))
                self._blocks.set(document, 0, 0, 0)
                self._numbers.removed += 1
        for target in wanted.values():
            self._add(article, target)
        if language is None:
            self._entities.put(article, entities)

    def forget_article(self, name: str) -> None:
        self._connection.execute("DELETE FROM article WHERE name = ?", (name,))

    def _article(self, name: str) -> int:
        row = self._connection.execute("SELECT id FROM article WHERE name = ?", (name,)).fetchone()
        if row:
            return int(row[0])
        return int(self._connection.execute("INSERT INTO article(name) VALUES (?)", (name,)).lastrowid or 0)

    def _present(self, article: int, language: str | None) -> list[tuple[int, tuple[TargetType, _Row]]]:
        rows = self._connection.execute(
            'SELECT id, name, text, language, start, "end", speaker, names, kind, is_translation FROM target'
            " WHERE article = ?",
            (article,),
        )
        return [
            (document, (schema.shelf_of(document), tuple(row)))
            for document, *row in rows
            if language is None or row[2] == language
        ]

    def _add(self, article: int, target: Target) -> None:
        document = self._numbers.next(target.type)
        row, readings = _row(target), readings_of(all_names(target))
        self._connection.execute(
            "INSERT INTO target VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (document, article, *row[:7], json.dumps(readings, ensure_ascii=False), row[7], target.weight, row[8]),
        )
        self._blocks.set(document, schema.tag(target.language, target.kind), length_of(target.type, target.text), 0)
        self._postings.add(document, target_terms(target))


def _row(target: Target) -> _Row:
    return (
        target.key,
        target.text,
        target.language,
        target.start,
        target.end,
        target.speaker,
        json.dumps(target.names, ensure_ascii=False),
        target.kind,
        int(target.is_translation),
    )
