"""All terms of the index in arrays, so that a misspelt word can be held against every one of them in a millisecond.

Two filters of a few machine instructions per term leave some hundred for the real comparison. A *signature* has a bit
for every letter a term holds and another for those it holds twice: one edit changes at most one letter each way, so
terms whose signatures differ in more letters than edits are allowed cannot match (the bag distance of Bartolini,
Ciaccia and Patella, 2002, on letters cut at two). A *head* is the first eight bytes as a number: prefixes are ranges.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
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
_MAX_LOOKED_INTO = 8_000
"""Terms that are searched letter by letter for one word; the first numbers are the commonest terms."""
_ENOUGH_FOUND = 500
_AT_ONCE = 1 << 16
_BYTES_PER_LOOK = 200
"""Letters that are gone through in the time that it takes to look into one term."""
_BEGINNINGS_KEPT = 32
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
        self._static: list[tuple[bytes, bytes, bytes, bytes, bytes]] = []
        self._frequencies: list[bytes] = []
        self._fame: list[bytes] = []
        self._arrange()

    def refresh(self, connection: sqlite3.Connection, revision: int) -> None:
        """Take over what was written after `revision`. Raises sqlite3.DatabaseError where the tables contradict."""
        for chunk, *blobs in connection.execute(
            "SELECT chunk, terms, lengths, signatures, openings, heads FROM vocabulary"
            " WHERE revision > ? ORDER BY chunk",
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
        self.lengths: NDArray[np.uint8] = _joined([chunk[1] for chunk in self._static], np.uint8)
        """Bytes of each term."""
        self._ends = np.cumsum(self.lengths, dtype=np.intp)
        self._ends += np.arange(len(self.lengths))  # the separators
        self._starts = self._ends - self.lengths
        self._signatures = _joined([chunk[2] for chunk in self._static], np.uint64)
        self._openings = _joined([chunk[3] for chunk in self._static], np.uint64)
        self._heads = _joined([chunk[4] for chunk in self._static], np.uint64)
        self.frequencies: NDArray[np.uint32] = _joined(self._frequencies, np.uint32)
        """Documents per term, counting those removed since."""
        self.fame: NDArray[np.uint8] = _joined(self._fame, np.uint8)
        """Per term the renown of the best known entity whose name holds it."""
        if len(self._text) != (self._ends[-1] + 1 if len(self._ends) else 0):
            raise sqlite3.DatabaseError("the vocabulary's terms are not as long as they should be")
        sizes = {len(self._ends), len(self._signatures), len(self._openings), len(self._heads)}
        if len(sizes | {len(self.frequencies), len(self.fame)}) != 1:
            raise sqlite3.DatabaseError("the vocabulary's chunks do not fit together")
        self._lengths_in_order: _ByLength | None = None
        self._beginnings: dict[str, Ids] = {}

    def __len__(self) -> int:
        return len(self._ends)

    def texts(self, ids: Ids) -> list[str]:
        """The letters of these terms."""
        text = self._text
        return [text[a:b].decode() for a, b in zip(self._starts[ids].tolist(), self._ends[ids].tolist(), strict=True)]

    def starting_with(self, word: str) -> Ids:
        """Terms that begin with `word` and go on."""
        found = self._beginnings.get(word)
        if found is None:
            # While somebody types, the beginning without its last letter was looked up one key press ago.
            shorter = self._beginnings.get(word[:-1])
            found = self._beginnings[word] = self._starting_with(word.encode(), shorter)
            if len(self._beginnings) > _BEGINNINGS_KEPT:
                del self._beginnings[next(iter(self._beginnings))]
        return found

    def _starting_with(self, letters: bytes, among: Ids | None) -> Ids:
        lowest = head(letters)
        highest = lowest | (1 << 8 * max(0, HEAD - len(letters))) - 1
        heads = self._heads if among is None else self._heads[among]
        # Unsigned: what lies below the range wraps around to far above it.
        places = np.flatnonzero(heads - np.uint64(lowest) <= np.uint64(highest - lowest))
        found = places if among is None else among[places]
        found = found[self.lengths[found] > len(letters)]
        if len(letters) > HEAD:
            keep = [i for i in found.tolist() if self._text.startswith(letters, self._starts[i])]
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
            ids = np.flatnonzero((wanted & ~self._signatures[block]) == 0) + first
            begin, end = int(self._starts[first]), int(self._ends[min(first + _AT_ONCE, len(self)) - 1])
            if len(ids) * _BYTES_PER_LOOK > end - begin:
                found += self._holding(letters, begin, end)
                left -= (end - begin) // _BYTES_PER_LOOK
            else:
                ids = ids[:left]
                starts, ends = (self._starts[ids] + 1).tolist(), self._ends[ids].tolist()
                places = zip(ids.tolist(), starts, ends, strict=True)
                found += [term for term, start, end in places if text.find(letters, start, end) > 0]
                left -= len(ids)
            if left <= 0 or len(found) >= _ENOUGH_FOUND:
                break
        return np.array(found, dtype=np.intp)

    def _holding(self, letters: bytes, start: int, end: int) -> list[int]:
        """Terms between two places of the text that hold `letters` behind their first: one pass over all of them."""
        places: list[int] = []
        place = self._text.find(letters, start, end)
        while place >= 0:
            places.append(place)
            place = self._text.find(letters, place + 1, end)
        found = np.array(places, dtype=np.intp)
        terms = np.searchsorted(self._ends, found)
        inside = terms[found > self._starts[terms]]
        return list(dict.fromkeys(inside.tolist()))

    def near(self, word: str, edits: int) -> tuple[Ids, NDArray[np.uint8]]:
        """Terms 1 to `edits` insertions, deletions, replacements and swaps of neighbours away, and their distances."""
        wanted = np.uint64(signature(word))
        length = len(word.encode())
        slack = edits if word.isascii() else 4 * edits
        order = self._by_length
        alike = slice(order.first(length - slack), order.first(length + slack + 1))
        places = np.flatnonzero(np.bitwise_count(wanted & ~order.signatures[alike]) <= edits)
        places = places[np.bitwise_count(order.signatures[alike][places] & ~wanted) <= edits]
        ids = order.terms[alike][places]
        distances = _distances(word, self.texts(ids), edits)
        keep = (distances > 0) & (distances <= edits)
        return ids[keep], distances[keep]

    def beginning_near(self, word: str, edits: int) -> tuple[Ids, NDArray[np.uint8]]:
        """Longer terms whose beginning is 1 to `edits` edits away from `word`; letters beyond ASCII count in bytes."""
        beginning = np.uint64(signature(word[: HEAD - edits]))
        ids = np.flatnonzero(np.bitwise_count(beginning & ~self._openings) <= edits)
        ids = ids[np.bitwise_count(np.uint64(signature(word)) & ~self._signatures[ids]) <= edits]
        letters = word.encode()
        size = len(letters)
        ids = ids[self.lengths[ids] > size][:_MAX_LOOKED_INTO]
        openings = self._openings_of(ids, size + 1)
        # With one letter less or more a beginning is at most one edit nearer.
        distances = _distances(letters, [opening[:size] for opening in openings], edits + 1)
        likely = np.flatnonzero(distances <= edits + 1)
        ids, distances = ids[likely], distances[likely]
        for length in (size - 1, size + 1):
            others = [openings[place][:length] for place in likely.tolist()]
            distances = np.minimum(distances, _distances(letters, others, edits))
        keep = (distances > 0) & (distances <= edits)
        return ids[keep], distances[keep]

    def _openings_of(self, ids: Ids, length: int) -> list[bytes]:
        """The first `length` bytes of terms that have so many."""
        letters = np.frombuffer(self._text, dtype=np.uint8)
        table = letters[self._starts[ids][:, np.newaxis] + np.arange(length)]
        found: list[bytes] = np.ascontiguousarray(table).view(f"S{length}")[:, 0].tolist() if len(ids) else []
        return found

    @property
    def _by_length(self) -> _ByLength:
        # Sorted when the first misspelt word asks for it: opening the index does not wait.
        if self._lengths_in_order is None:
            self._lengths_in_order = _ByLength(self.lengths, self._signatures)
        return self._lengths_in_order


class _ByLength:
    """Terms in the order of their lengths in bytes, and their signatures."""

    def __init__(self, lengths: NDArray[np.uint8], signatures: NDArray[np.uint64]) -> None:
        self.terms = np.argsort(lengths, kind="stable")
        self.signatures = signatures[self.terms]
        self._starts = np.concatenate(([0], np.cumsum(np.bincount(lengths, minlength=_LONGEST + 1))))

    def first(self, length: int) -> int:
        """Where the terms of at least this many bytes begin."""
        return int(self._starts[max(0, min(length, _LONGEST))])


def _distances(word: str | bytes, others: Sequence[str | bytes], edits: int) -> NDArray[np.uint8]:
    """Edits from `word` to each of the others; more than `edits` where there are more."""
    if not others:
        return np.zeros(0, dtype=np.uint8)
    return np.asarray(cdist([word], others, scorer=OSA.distance, score_cutoff=edits, dtype=np.uint8)[0])


def new_chunk_rows(terms: list[str]) -> list[bytes]:
    """The columns of `vocabulary` for new terms: letters, lengths, signatures, opening signatures, heads."""
    encoded = [term.encode() for term in terms]
    lengths = np.array([len(term) for term in encoded], dtype=np.uint8)
    signatures = np.array([signature(term) for term in terms], dtype=np.uint64)
    openings = np.array([signature(term[:HEAD]) for term in terms], dtype=np.uint64)
    heads = np.array([head(term) for term in encoded], dtype=np.uint64)
    letters = b"".join(term + b"\n" for term in encoded)
    return [letters, lengths.tobytes(), signatures.tobytes(), openings.tobytes(), heads.tobytes()]


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
