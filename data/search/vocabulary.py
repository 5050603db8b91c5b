"""All terms of the index in arrays, so that a misspelt word can be held against every one of them in a millisecond.

Two filters of a few machine instructions per term leave some hundred for the real comparison. A *signature* has a bit
for every letter a term holds and another for those it holds twice: one edit changes at most one letter each way, so
terms whose signatures differ in more letters than edits are allowed cannot match (the bag distance of Bartolini,
Ciaccia and Patella, 2002, on letters cut at two). A *head* is the first eight bytes as a number: prefixes are ranges.
"""

from __future__ import annotations

import sqlite3
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from aitui.data.search.schema import VOCABULARY_CHUNK

_T = TypeVar("_T")
_Number = TypeVar("_Number", bound=np.generic)
Ids = NDArray[np.intp]

HEAD = 8
"""Bytes of a term in its head, and letters in its opening signature."""
_SEPARATOR = 10
_MAX_LOOKED_INTO = 8_000
"""Terms that are searched letter by letter for one word; the first numbers are the commonest terms."""
_ENOUGH_FOUND = 500
_AT_ONCE = 1 << 16
_LONGEST = 255
_FIRST, _SECOND = 0, 38


def signature(term: str) -> int:
    """64 bits: letters a–z, digits, two bits for all else, and letters a–z that come at least twice."""
    bits = 0
    for char in term:
        if "a" <= char <= "z":
            first = 1 << _FIRST + ord(char) - 97
            bits |= first if not bits & first else first << _SECOND
        elif "0" <= char <= "9":
            bits |= 1 << 26 + ord(char) - 48
        else:
            bits |= 1 << 36 + ord(char) % 2
    return bits


def head(term: bytes) -> int:
    """The first eight bytes as a big-endian number, zeros behind a shorter term."""
    return int.from_bytes(term[:HEAD].ljust(HEAD, b"\0"), "big")


class Vocabulary:
    """The terms of one index as of one revision. Terms are numbered from 0 in the order they came in."""

    def __init__(self) -> None:
        self._static: list[tuple[bytes, bytes, bytes, bytes]] = []
        self._frequencies: list[bytes] = []
        self._fame: list[bytes] = []
        self._arrange()

    def refresh(self, connection: sqlite3.Connection, revision: int) -> None:
        """Take over what was written after `revision`. Raises sqlite3.DatabaseError where the tables contradict."""
        for chunk, *blobs in connection.execute(
            "SELECT chunk, terms, signatures, openings, heads FROM vocabulary WHERE revision > ? ORDER BY chunk",
            (revision,),
        ):
            _put(self._static, chunk, tuple(blobs))
        for chunk, frequencies, fame in connection.execute(
            "SELECT chunk, frequencies, fame FROM statistics WHERE revision > ? ORDER BY chunk", (revision,)
        ):
            _put(self._frequencies, chunk, frequencies)
            _put(self._fame, chunk, fame)
        self._arrange()

    def _arrange(self) -> None:
        self._text = b"".join(chunk[0] for chunk in self._static)
        letters = np.frombuffer(self._text, dtype=np.uint8)
        self._ends = np.flatnonzero(letters == _SEPARATOR)
        self._starts = np.concatenate(([0], self._ends[:-1] + 1)) if len(self._ends) else self._ends
        self.lengths = self._ends - self._starts
        """Bytes of each term."""
        self._signatures = _joined([chunk[1] for chunk in self._static], np.uint64)
        self._openings = _joined([chunk[2] for chunk in self._static], np.uint64)
        self._heads = _joined([chunk[3] for chunk in self._static], np.uint64)
        self.frequencies: NDArray[np.uint32] = _joined(self._frequencies, np.uint32)
        """Documents per term, counting those removed since."""
        self.fame: NDArray[np.uint8] = _joined(self._fame, np.uint8)
        """Per term the renown of the best known entity whose name holds it."""
        capped = np.minimum(self.lengths, _LONGEST).astype(np.uint8)
        self._by_length = np.argsort(capped, kind="stable")
        self._length_starts = np.searchsorted(capped[self._by_length], np.arange(_LONGEST + 1))
        sizes = {len(self._ends), len(self._signatures), len(self._openings), len(self._heads)}
        if len(sizes | {len(self.frequencies), len(self.fame)}) != 1:
            raise sqlite3.DatabaseError("the vocabulary's chunks do not fit together")
        self._signatures_by_length = self._signatures[self._by_length]

    def __len__(self) -> int:
        return len(self._ends)

    def texts(self, ids: Ids) -> list[str]:
        """The letters of these terms."""
        text = self._text
        return [text[a:b].decode() for a, b in zip(self._starts[ids].tolist(), self._ends[ids].tolist(), strict=True)]

    def starting_with(self, word: str) -> Ids:
        """Terms that begin with `word` and go on."""
        letters = word.encode()
        lowest = head(letters)
        highest = lowest | (1 << 8 * max(0, HEAD - len(letters))) - 1
        # Unsigned: what lies below the range wraps around to far above it.
        found = np.flatnonzero(self._heads - np.uint64(lowest) <= np.uint64(highest - lowest))
        found = found[self.lengths[found] > len(letters)]
        if len(letters) > HEAD:
            keep = [i for i in found if self._text.startswith(letters, self._starts[i])]
            found = np.array(keep, dtype=np.intp)
        return found

    def containing(self, word: str) -> Ids:
        """Terms with `word` in them but not at their beginning; of very many candidates only the commonest count."""
        wanted = np.uint64(signature(word))
        letters, text = word.encode(), self._text
        found: list[int] = []
        left = _MAX_LOOKED_INTO
        for first in range(0, len(self), _AT_ONCE):
            block = slice(first, first + _AT_ONCE)
            ids = np.flatnonzero((wanted & ~self._signatures[block]) == 0)[:left] + first
            starts, ends = (self._starts[ids] + 1).tolist(), self._ends[ids].tolist()
            places = zip(ids.tolist(), starts, ends, strict=True)
            found.extend(term for term, start, end in places if text.find(letters, start, end) > 0)
            left -= len(ids)
            if left <= 0 or len(found) >= _ENOUGH_FOUND:
                break
        return np.array(found, dtype=np.intp)

    def near(self, word: str, edits: int) -> tuple[Ids, NDArray[np.uint8]]:
        """Terms 1 to `edits` insertions, deletions, replacements and swaps of neighbours away, and their distances."""
        wanted = np.uint64(signature(word))
        length = len(word.encode())
        slack = edits if word.isascii() else 4 * edits
        alike = slice(self._first_of_length(length - slack), self._first_of_length(length + slack + 1))
        places = np.flatnonzero(np.bitwise_count(wanted & ~self._signatures_by_length[alike]) <= edits)
        places = places[np.bitwise_count(self._signatures_by_length[alike][places] & ~wanted) <= edits]
        ids = self._by_length[alike][places]
        distances = self._distances(word, ids, edits, None)
        keep = (distances > 0) & (distances <= edits)
        return ids[keep], distances[keep]

    def beginning_near(self, word: str, edits: int) -> tuple[Ids, NDArray[np.uint8]]:
        """Longer terms whose beginning is 1 to `edits` edits away from `word`."""
        beginning = np.uint64(signature(word[: HEAD - edits]))
        ids = np.flatnonzero(np.bitwise_count(beginning & ~self._openings) <= edits)
        ids = ids[np.bitwise_count(np.uint64(signature(word)) & ~self._signatures[ids]) <= edits]
        ids = ids[self.lengths[ids] > len(word.encode())][:_MAX_LOOKED_INTO]
        distances = np.full(len(ids), 255, dtype=np.uint8)
        for length in range(len(word) - 1, len(word) + 2):
            distances = np.minimum(distances, self._distances(word, ids, edits, length))
        keep = (distances > 0) & (distances <= edits)
        return ids[keep], distances[keep]

    def _first_of_length(self, length: int) -> int:
        """Where the terms of at least this many bytes begin in the order of lengths."""
        return int(self._length_starts[max(0, min(length, _LONGEST))])

    def _distances(self, word: str, ids: Ids, edits: int, length: int | None) -> NDArray[np.uint8]:
        if not len(ids):
            return np.zeros(0, dtype=np.uint8)
        texts = [text[:length] for text in self.texts(ids)]
        return np.asarray(cdist([word], texts, scorer=OSA.distance, score_cutoff=edits, dtype=np.uint8)[0])


def new_chunk_rows(terms: list[str]) -> list[bytes]:
    """The four columns of `vocabulary` for new terms: letters, signatures, opening signatures, heads."""
    letters = b"".join(term.encode() + b"\n" for term in terms)
    signatures = np.array([signature(term) for term in terms], dtype=np.uint64)
    openings = np.array([signature(term[:HEAD]) for term in terms], dtype=np.uint64)
    heads = np.array([head(term.encode()) for term in terms], dtype=np.uint64)
    return [letters, signatures.tobytes(), openings.tobytes(), heads.tobytes()]


def chunks_of(first: int, count: int) -> list[tuple[int, int, int]]:
    """(chunk, start, end) of the terms from `first` on, start and end counted from `first`."""
    cuts: list[tuple[int, int, int]] = []
    position = 0
    while position < count:
        chunk, offset = divmod(first + position, VOCABULARY_CHUNK)
        size = min(VOCABULARY_CHUNK - offset, count - position)
        cuts.append((chunk, position, position + size))
        position += size
    return cuts


def _put(items: list[_T], place: int, item: _T) -> None:
    if place > len(items):
        raise sqlite3.DatabaseError("a chunk of the vocabulary is missing")
    items[place : place + 1] = [item]


def _joined(blobs: list[bytes], dtype: type[_Number]) -> NDArray[_Number]:
    return np.frombuffer(b"".join(blobs), dtype=dtype)
