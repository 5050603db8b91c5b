"""Postings, statistics and document attributes on their way to the file: gathered in memory, written in order."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator

import numpy as np

from aitui.data.search.documents import TargetType
from aitui.data.search.fold import is_cjk
from aitui.data.search.schema import (
    BLOCK_BITS,
    SHELVES,
    VOCABULARY_CHUNK,
    cjk_posting_key,
    first_document,
    meta,
    posting_key,
    set_meta,
)
from aitui.data.search.vocabulary import chunks_of, new_chunk_rows

_MAX_CACHED_TERMS = 300_000
_BLOCK = 1 << BLOCK_BITS


class Numbers:
    """The next free document of each shelf, the revision being written, and how many documents were removed so far."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.revision = meta(connection, "revision") + 1
        self.removed = meta(connection, "removed")
        self._next = {shelf: meta(connection, f"next {shelf}") or first_document(shelf) for shelf in SHELVES}

    def next(self, shelf: TargetType) -> int:
        """A document number that was never given out."""
        number = self._next[shelf]
        self._next[shelf] += 1
        return number

    def flush(self) -> None:
        """Write them; the next revision begins."""
        for shelf, number in self._next.items():
            set_meta(self._connection, f"next {shelf}", number)
        set_meta(self._connection, "removed", self.removed)
        set_meta(self._connection, "revision", self.revision)
        self.revision += 1


class Terms:
    """Numbers for terms, new ones given out as they come."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, int] = {}
        self._new: list[str] = []
        (self._count,) = connection.execute("SELECT count(*) FROM term").fetchone()

    def number(self, text: str) -> int:
        """The term's number."""
        number = self._known.get(text)
        if number is None:
            row = self._connection.execute("SELECT id FROM term WHERE text = ?", (text,)).fetchone()
            if row:
                number = int(row[0])
            else:
                number = self._count + len(self._new)
                self._new.append(text)
            self._known[text] = number
        return number

    def flush(self, revision: int) -> None:
        """Write the new terms."""
        first = self._count
        self._connection.executemany(
            "INSERT INTO term VALUES (?, ?)", sorted((text, first + n) for n, text in enumerate(self._new))
        )
        for chunk, start, end in chunks_of(first, len(self._new)):
            columns = new_chunk_rows(self._new[start:end])
            row = self._connection.execute(
                "SELECT terms, lengths, signatures, openings, heads FROM vocabulary WHERE chunk = ?", (chunk,)
            ).fetchone()
            if row:
                columns = [old + new for old, new in zip(row, columns, strict=True)]
            self._connection.execute(
                "INSERT OR REPLACE INTO vocabulary VALUES (?, ?, ?, ?, ?, ?, ?)", (chunk, revision, *columns)
            )
        self._count += len(self._new)
        self._new.clear()
        if len(self._known) > _MAX_CACHED_TERMS:
            self._known.clear()


class Postings:
    """Which term stands in which document, and how well known the names are that a term belongs to."""

    def __init__(self, connection: sqlite3.Connection, terms: Terms) -> None:
        self._connection = connection
        self._terms = terms
        self._keys = array("Q")
        self._documents = array("H")
        self._fame: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, document: int, found: Iterable[str]) -> None:
        """Note that `document` holds these terms."""
        block, place = divmod(document, _BLOCK)
        for term in found:
            key = cjk_posting_key(term) if is_cjk(term) else posting_key(self._terms.number(term))
            self._keys.append(key | block)
            self._documents.append(place)

    def add_fame(self, found: Iterable[str], fame: int) -> None:
        """Note that these terms are in a name of that renown."""
        for term in found:
            if not is_cjk(term):
                number = self._terms.number(term)
                self._fame[number] = max(fame, self._fame.get(number, 0))

    def flush(self, revision: int) -> None:
        """Write all postings and bring the statistics up to date; the new terms must have been written before."""
        if not self._keys and not self._fame:
            return
        keys = np.frombuffer(self._keys, dtype=np.uint64)
        documents = np.frombuffer(self._documents, dtype=np.uint16)
        order = np.argsort(keys, kind="stable")
        keys, documents = keys[order], documents[order]
        self._connection.executemany(
            "INSERT INTO posting VALUES (?, ?) ON CONFLICT(id) DO UPDATE"
            " SET documents = CAST(documents || excluded.documents AS BLOB)",
            _rows(keys, documents),
        )
        self._write_statistics(keys, revision)
        self._keys, self._documents, self._fame = array("Q"), array("H"), {}

    def _write_statistics(self, keys: np.ndarray[tuple[int], np.dtype[np.uint64]], revision: int) -> None:
        numbers = keys[keys < 1 << 62] >> np.uint64(BLOCK_BITS)
        terms, counts = np.unique(numbers.astype(np.int64), return_counts=True)
        famous = np.array(sorted(self._fame), dtype=np.int64)
        for chunk in np.unique(np.concatenate((terms, famous)) // VOCABULARY_CHUNK):
            first = int(chunk) * VOCABULARY_CHUNK
            (size,) = self._connection.execute(
                "SELECT length(signatures) / 8 FROM vocabulary WHERE chunk = ?", (int(chunk),)
            ).fetchone()
            row = self._connection.execute(
                "SELECT frequencies, fame FROM statistics WHERE chunk = ?", (int(chunk),)
            ).fetchone() or (b"", b"")
            frequencies = np.zeros(size, dtype=np.uint32)
            fame = np.zeros(size, dtype=np.uint8)
            frequencies[: len(row[0]) // 4] = np.frombuffer(row[0], dtype=np.uint32)
            fame[: len(row[1])] = np.frombuffer(row[1], dtype=np.uint8)
            here = slice(*np.searchsorted(terms, (first, first + VOCABULARY_CHUNK)))
            frequencies[terms[here] - first] += counts[here].astype(np.uint32)
            for number in famous[slice(*np.searchsorted(famous, (first, first + VOCABULARY_CHUNK)))]:
                fame[number - first] = max(fame[number - first], self._fame[int(number)])
            self._connection.execute(
                "INSERT OR REPLACE INTO statistics VALUES (?, ?, ?, ?)",
                (int(chunk), revision, frequencies.tobytes(), fame.tobytes()),
            )


class Blocks:
    """Language, kind, length and renown of documents; length 0 means that the document is gone."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._changes: dict[int, dict[int, tuple[int, int, int]]] = {}

    def set(self, document: int, tag: int, length: int, renown: int) -> None:
        """Note a document's attributes."""
        block, place = divmod(document, _BLOCK)
        self._changes.setdefault(block, {})[place] = (tag, length, renown)

    def flush(self, revision: int) -> None:
        """Write what was noted."""
        for block, changes in self._changes.items():
            row = self._connection.execute(
                "SELECT tags, lengths, weights FROM block WHERE id = ?", (block,)
            ).fetchone() or (b"", b"", b"")
            columns = [bytearray(column) for column in row]
            missing = max(changes) + 1 - len(columns[0])
            for column in columns:
                column.extend(bytes(max(0, missing)))
            for place, values in changes.items():
                for column, value in zip(columns, values, strict=True):
                    column[place] = value
            self._connection.execute(
                "INSERT OR REPLACE INTO block VALUES (?, ?, ?, ?, ?)", (block, revision, *map(bytes, columns))
            )
        self._changes.clear()


def _rows(
    keys: np.ndarray[tuple[int], np.dtype[np.uint64]], documents: np.ndarray[tuple[int], np.dtype[np.uint16]]
) -> Iterator[tuple[int, bytes]]:
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.zeros(0, dtype=int)
    data = documents.tobytes()
    cuts = [*starts.tolist(), len(keys)]
    for number, key in enumerate(keys[starts].tolist()):
        yield key, data[2 * cuts[number] : 2 * cuts[number + 1]]
