"""The index as it is read: attributes of all documents in arrays, postings fetched when asked for."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aitui.data.search.documents import TargetType
from aitui.data.search.schema import BLOCK_BITS, SHELF_BITS, SHELVES

Documents = NDArray[np.uint32]
"""Numbers of documents, counted from the beginning of their shelf."""

_BLOCKS_OF_SHELF = SHELF_BITS - BLOCK_BITS
_CACHE_BYTES = 48 << 20
_NONE = np.zeros(0, dtype=np.uint32)
_LAST_BLOCK = (1 << BLOCK_BITS) - 1
_SELECT = "SELECT id, documents FROM posting WHERE id BETWEEN ? AND ?"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Attributes of the documents of one type, in the order of their numbers."""

    type: TargetType
    tags: NDArray[np.uint8]
    lengths: NDArray[np.uint8]
    """0 for documents that were removed."""
    renown: NDArray[np.uint8]

    scores: NDArray[np.float32]
    qualities: NDArray[np.uint8]
    """Room for one search to count in, kept because fresh memory costs more than the counting; all zero in between."""

    def __len__(self) -> int:
        return len(self.tags)


class Shelves:
    """The four shelves of one index."""

    def __init__(self) -> None:
        self._blocks: dict[int, tuple[bytes, bytes, bytes]] = {}
        self._shelves: dict[TargetType, Shelf] = {}
        self.alive = 0
        """Documents that can be found."""
        self._arrange()

    def refresh(self, connection: sqlite3.Connection, revision: int) -> None:
        """Take over what was written after `revision`."""
        for block, *columns in connection.execute(
            "SELECT id, tags, lengths, weights FROM block WHERE revision > ?", (revision,)
        ):
            self._blocks[block] = tuple(columns)
        self._arrange()

    def __getitem__(self, shelf: TargetType) -> Shelf:
        return self._shelves[shelf]

    def _arrange(self) -> None:
        for number, shelf in enumerate(SHELVES):
            first = number << _BLOCKS_OF_SHELF
            blocks = sorted(block for block in self._blocks if first <= block < first + (1 << _BLOCKS_OF_SHELF))
            columns = [self._column(blocks, first, column) for column in range(3)]
            if len({len(column) for column in columns}) != 1:
                raise sqlite3.DatabaseError("the attributes of the documents do not fit together")
            scratch = np.zeros(len(columns[0]), np.float32), np.zeros(len(columns[0]), np.uint8)
            self._shelves[shelf] = Shelf(shelf, columns[0], columns[1], columns[2], *scratch)
        self.alive = sum(int(np.count_nonzero(shelf.lengths)) for shelf in self._shelves.values())

    def _column(self, blocks: list[int], first: int, column: int) -> NDArray[np.uint8]:
        pieces = []
        for place, block in enumerate(blocks):
            if block - first != place:
                raise sqlite3.DatabaseError("a block of documents is missing")
            piece = self._blocks[block][column]
            pieces.append(piece if block == blocks[-1] else piece.ljust(1 << BLOCK_BITS, b"\0"))
        return np.frombuffer(b"".join(pieces), dtype=np.uint8)


class PostingStore:
    """Fetches the documents of terms and keeps those asked for lately, in bounded memory."""

    def __init__(self, connection: sqlite3.Connection, shelves: Shelves) -> None:
        self._cursor = connection.cursor()
        self._shelves = shelves
        self._cache: OrderedDict[int, dict[TargetType, Documents]] = OrderedDict()
        self._cached_bytes = 0

    def clear(self) -> None:
        """Forget everything, because something was written."""
        self._cache.clear()
        self._cached_bytes = 0

    def documents(self, key: int, shelf: TargetType) -> Documents:
        """The documents on `shelf` that hold the term with this posting key; some may be gone meanwhile."""
        return self.by_shelf(key).get(shelf, _NONE)

    def by_shelf(self, key: int) -> dict[TargetType, Documents]:
        """The same for every shelf that has any."""
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._fetch(key)
            self._cached_bytes += _size(found)
            while self._cached_bytes > _CACHE_BYTES and len(self._cache) > 1:
                self._cached_bytes -= _size(self._cache.popitem(last=False)[1])
        else:
            self._cache.move_to_end(key)
        return found

    def _fetch(self, key: int) -> dict[TargetType, Documents]:
        pieces: dict[TargetType, list[Documents]] = {}
        for row, documents in self._cursor.execute(_SELECT, (key, key | _LAST_BLOCK)):
            shelf, block = divmod(row & _LAST_BLOCK, 1 << _BLOCKS_OF_SHELF)
            numbers = np.frombuffer(documents, dtype=np.uint16).astype(np.uint32)
            if block:
                numbers += np.uint32(block << BLOCK_BITS)
            size = len(self._shelves[SHELVES[shelf]])
            if numbers.max(initial=0) >= size:
                # What was written after the attributes were loaded is found from the next search on.
                numbers = numbers[numbers < size]
            pieces.setdefault(SHELVES[shelf], []).append(numbers)
        return {shelf: np.concatenate(parts) if len(parts) > 1 else parts[0] for shelf, parts in pieces.items()}


def _size(found: dict[TargetType, Documents]) -> int:
    return 200 + sum(documents.nbytes for documents in found.values())
