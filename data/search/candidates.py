"""The documents of a shelf that may answer a query: best quality per word, summed with the words' weights.

One pass over the postings, whatever the size of the library: words that stand nearly everywhere are only looked up in
what the rarer words have found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aitui.data.search.documents import TargetType
from aitui.data.search.plan import Plan, Unit
from aitui.data.search.query import SPEAKER
from aitui.data.search.ranking import DENSITY_WEIGHT, RENOWN_WEIGHT, TYPE_WEIGHT
from aitui.data.search.schema import KINDS, LANGUAGES
from aitui.data.search.shelves import Documents, PostingStore, Shelf

_POSTINGS_PER_WORD = 300_000
_ENOUGH = 256
_SPARSE = 8
_AT_ONCE = 1 << 16
_NO_PLACES = np.zeros(0, dtype=np.intp)
_BREVITY = np.concatenate(([0.0], 1.0 - 0.015 * np.log2(np.arange(1, 256)))).astype(np.float32)
"""By the length of a text: among equals the shorter one is worth more."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Documents worth judging, best first."""

    documents: NDArray[np.intp]
    covers: NDArray[np.float32]
    """Which part of the query each seems to match, 0 to 1; of longer and less known ones a little less."""
    available: int
    """How many there would have been without the limit."""


NOTHING = Candidates(np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.float32), 0)


def candidates(
    plan: Plan, shelf: Shelf, store: PostingStore, limit: int, should_stop: Callable[[], bool]
) -> Candidates | None:
    """At most `limit` documents of `shelf`; None where `should_stop` said so in between."""
    if not plan.units:
        return _everything(plan, shelf, store, limit)
    found = _Found(shelf)
    try:
        # Rare words first: they decide where the common ones are looked up.
        for unit in sorted(plan.units, key=lambda unit: -unit.weight):
            if should_stop():
                return None
            found.add(unit, store)
        return _select(found, shelf, plan, store, limit)
    finally:
        found.wipe()


class _Found:
    """Adds up, document by document, what the words of a query are worth."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._pieces: list[Documents] = []
        self._amount = 0
        self._is_everywhere = False
        """Whether so much was found that going through the whole shelf is cheaper than picking places."""

    def add(self, unit: Unit, store: PostingStore) -> None:
        """Add the quality of the unit's best term to each document that has one."""
        terms = self._terms(unit, store)
        amount = sum(len(documents) for _, documents in terms)
        if not amount:
            return
        scores, marks, weight = self._shelf.scores, self._shelf.qualities, np.float32(unit.weight / 255)
        # Of a document that has several terms the best is written last and stays.
        for quality, documents in reversed(terms):
            marks[documents] = quality
        if not self._is_everywhere and amount > 4 * self._amount >= 4 * _ENOUGH:
            for known in self._pieces:
                scores[known] += marks[known] * weight
                marks[known] = 0
            marks.fill(0)
            return
        self._amount += amount
        self._is_everywhere |= self._amount * _SPARSE > len(self._shelf)
        if self._is_everywhere:
            for first in range(0, len(scores), _AT_ONCE):
                part = slice(first, first + _AT_ONCE)
                scores[part] += marks[part] * weight
            marks.fill(0)
        else:
            touched = np.concatenate([documents for _, documents in terms])
            # Documents may stand there twice: assigned, not added up, they still count once.
            scores[touched] += marks[touched] * weight
            marks[touched] = 0
            self._pieces.append(touched)

    def _terms(self, unit: Unit, store: PostingStore) -> list[tuple[int, Documents]]:
        """The documents of the unit's terms with their quality out of 255, the best terms first."""
        shelf, chosen = self._shelf, list[tuple[int, Documents]]()
        for left, right, quality in unit.pairs:
            both = self._common(store.documents(left, shelf.type), store.documents(right, shelf.type))
            chosen.append((round(255 * quality), both))
        budget = _POSTINGS_PER_WORD
        for quality, documents in unit.found_on(shelf.type, store):
            if budget > 0:
                chosen.append((round(255 * quality), documents))
                budget -= len(documents)
        return sorted(chosen, key=lambda item: -item[0]) if unit.pairs else chosen

    def _common(self, left: Documents, right: Documents) -> Documents:
        marks = self._shelf.qualities
        marks[left] = 1
        both: Documents = right[marks[right] > 0]
        marks[left] = 0
        return both

    def at_least(self, share: float) -> NDArray[np.intp]:
        """The documents, in order, whose sum is more than nothing and at least this share of the best."""
        scores = self._shelf.scores
        if self._is_everywhere:
            least = scores.max() * np.float32(share)
            return np.flatnonzero(scores >= least if least > 0 else scores > 0)
        if not self._pieces:
            return _NO_PLACES
        found = np.concatenate(self._pieces)
        sums = scores[found]
        return _distinct(found[sums >= sums.max() * np.float32(share)])

    def wipe(self) -> None:
        """Leave the shelf's arrays as they were."""
        self._shelf.qualities.fill(0)
        if self._is_everywhere:
            self._shelf.scores.fill(0)
        for documents in self._pieces:
            self._shelf.scores[documents] = 0


def _distinct(documents: Documents) -> NDArray[np.intp]:
    documents = np.sort(documents)
    return documents[np.concatenate(([True], documents[1:] != documents[:-1]))].astype(np.intp)


def _select(found: _Found, shelf: Shelf, plan: Plan, store: PostingStore, limit: int) -> Candidates:
    # The best may all be gone or filtered out: then look at all others.
    for share in (0.5, 0.0):
        documents = _with_conditions(found.at_least(share), shelf, plan, store)
        # Some at a time: hundreds of thousands are worked on faster while they fit into the processor's cache.
        pieces = [
            _best(_wanted(shelf, plan, documents[first : first + _AT_ONCE]), shelf, plan, limit)
            for first in range(0, len(documents), _AT_ONCE)
        ]
        available = sum(piece.available for piece in pieces)
        if available:
            break
    else:
        return NOTHING
    documents = np.concatenate([piece.documents for piece in pieces])
    covers = np.concatenate([piece.covers for piece in pieces])
    order = np.lexsort((documents, -covers))[:limit]
    return Candidates(documents[order], covers[order], available)


def _with_conditions(documents: NDArray[np.intp], shelf: Shelf, plan: Plan, store: PostingStore) -> NDArray[np.intp]:
    """Those of the documents that hold every word of the phrases and no excluded one."""
    marks = shelf.qualities
    for key in plan.required:
        holding = store.documents(key, shelf.type)
        marks[holding] = 1
        documents = documents[marks[documents] > 0]
        marks[holding] = 0
    if shelf.type is not TargetType.ENTITY:
        for key in plan.excluded:
            holding = store.documents(key, shelf.type)
            marks[holding] = 1
            documents = documents[marks[documents] == 0]
            marks[holding] = 0
    return documents


def _everything(plan: Plan, shelf: Shelf, store: PostingStore, limit: int) -> Candidates:
    """All that passes the filters, where there is no word: entities by renown, others in the order of the library."""
    documents = _wanted(shelf, plan, _with_conditions(np.arange(len(shelf)), shelf, plan, store))
    available = len(documents)
    if shelf.type is TargetType.ENTITY:
        documents = documents[np.argsort(-shelf.renown[documents].astype(np.int16), kind="stable")]
    documents = documents[:limit]
    return Candidates(documents, np.ones(len(documents), np.float32), available)


def _best(documents: NDArray[np.intp], shelf: Shelf, plan: Plan, limit: int) -> Candidates:
    """The best of these, in any order."""
    worth = shelf.scores[documents] / np.float32(sum(plan.weights) or 1.0)
    lengths = shelf.lengths[documents]
    if shelf.type is TargetType.ENTITY:
        letters = sum(len(word.text) for word in plan.query.words)
        typed = DENSITY_WEIGHT[shelf.type] * np.minimum(1.0, letters / lengths)
        known = TYPE_WEIGHT[shelf.type] + typed + RENOWN_WEIGHT / 255 * shelf.renown[documents]
        worth *= known.astype(np.float32)
    else:
        worth *= _BREVITY[lengths]
    available = len(documents)
    if available > limit:
        part = np.argpartition(-worth, limit - 1)[:limit]
        documents, worth = documents[part], worth[part]
    return Candidates(documents, worth, available)


def _wanted(shelf: Shelf, plan: Plan, documents: NDArray[np.intp]) -> NDArray[np.intp]:
    """Those of the documents that are still there and have the language and kind asked for."""
    documents = documents[shelf.lengths[documents] > 0]
    if plan.query.languages and shelf.type is not TargetType.ENTITY:
        numbers = [LANGUAGES.index(language) for language in plan.query.languages]
        documents = documents[np.isin(shelf.tags[documents] & 3, numbers)]
    for scope in {word.scope for word in plan.query.words} - {"", SPEAKER}:
        documents = documents[shelf.tags[documents] >> 2 == KINDS.index(scope)]
    if kinds := plan.query.unnamed - {SPEAKER}:
        documents = documents[np.isin(shelf.tags[documents] >> 2, [KINDS.index(kind) for kind in kinds])]
    return documents
