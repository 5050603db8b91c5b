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
from aitui.data.search.expansion import SPLIT
from aitui.data.search.plan import Plan, Unit
from aitui.data.search.query import SPEAKER
from aitui.data.search.schema import KINDS, LANGUAGES
from aitui.data.search.shelves import Documents, PostingStore, Shelf

_POSTINGS_PER_WORD = 600_000
_ENOUGH = 256
_GOOD = 0.75
"""Of the best score: what counts as found."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Documents worth judging, best first, and how many there are of about that quality."""

    documents: list[int]
    covers: list[float]
    """Which part of the query each seems to match, 0 to 1; of longer and less known ones a little less."""
    count: int


_NOTHING = Candidates([], [], 0)


def candidates(
    plan: Plan, shelf: Shelf, store: PostingStore, limit: int, should_stop: Callable[[], bool]
) -> Candidates | None:
    """At most `limit` documents of `shelf`; None where `should_stop` said so in between."""
    scores, quality = shelf.scratch()
    found: Documents = np.zeros(0, dtype=np.uint32)
    # Rare words first: they decide where the common ones are looked up.
    for unit in sorted(plan.units, key=lambda unit: -unit.weight):
        if should_stop():
            return None
        touched = _mark(unit, shelf, store, quality)
        amount = sum(map(len, touched))
        if amount > 4 * len(found) and len(found) >= _ENOUGH:
            scores[found] += quality[found] * np.float32(unit.weight / 255)
            quality.fill(0)
        elif touched:
            documents = np.concatenate(touched)
            # Documents may stand there twice: assigned, not added up, they still count once.
            scores[documents] = scores[documents] + quality[documents] * np.float32(unit.weight / 255)
            quality[documents] = 0
            found = np.concatenate((found, documents))
    return _select(scores, shelf, plan, limit)


def _mark(unit: Unit, shelf: Shelf, store: PostingStore, quality: NDArray[np.uint8]) -> list[Documents]:
    """Write the quality of the unit's best term into each document that has one; the documents written to."""
    chosen: list[tuple[float, Documents]] = []
    budget = _POSTINGS_PER_WORD
    for value, documents in unit.found_on(shelf.type, store):
        if budget > 0:
            chosen.append((value, documents))
            budget -= len(documents)
    for left, right in unit.pairs:
        both = np.intersect1d(store.documents(left, shelf.type), store.documents(right, shelf.type))
        if len(both):
            # Only words that are no term themselves have pairs: nothing is better.
            chosen.insert(0, (SPLIT, both))
    touched: list[Documents] = []
    for value, documents in reversed(chosen):
        # What was written after the attributes were loaded is found from the next search on.
        known = documents if documents.max() < len(quality) else documents[documents < len(quality)]
        quality[known] = round(255 * value)
        touched.append(known)
    return touched


def _select(scores: NDArray[np.float32], shelf: Shelf, plan: Plan, limit: int) -> Candidates:
    best = float(scores.max(initial=0.0))
    if best <= 0:
        return _NOTHING
    documents = np.flatnonzero(scores >= best * 0.5)
    documents = documents[shelf.lengths[documents] > 0]
    documents = documents[_wanted(shelf, plan, documents)]
    if not len(documents):
        # The best may all be gone or filtered out: look at all others.
        documents = np.flatnonzero((scores > 0) & (shelf.lengths > 0))
        documents = documents[_wanted(shelf, plan, documents)]
        if not len(documents):
            return _NOTHING
    chosen = scores[documents].astype(np.float64)
    count = int(np.count_nonzero(chosen >= chosen.max() * _GOOD))
    lengths = shelf.lengths[documents]
    if shelf.type is TargetType.ENTITY:
        letters = sum(len(word.text) for word in plan.query.words)
        chosen *= 0.83 + 0.13 * np.minimum(1.0, letters / lengths) + 0.04 / 255 * shelf.renown[documents]
    else:
        chosen *= 1.0 - 0.015 * np.log2(lengths)
    if len(documents) > limit:
        part = np.argpartition(-chosen, limit - 1)[:limit]
        documents, chosen = documents[part], chosen[part]
    order = np.lexsort((documents, -chosen))
    covers = chosen[order] / (sum(plan.weights) or 1.0)
    return Candidates(documents[order].tolist(), covers.tolist(), count)


def _wanted(shelf: Shelf, plan: Plan, documents: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which of the documents have the language and kind asked for."""
    wanted = np.ones(len(documents), dtype=bool)
    tags = shelf.tags[documents]
    if plan.query.languages and shelf.type is not TargetType.ENTITY:
        numbers = [LANGUAGES.index(language) for language in plan.query.languages]
        wanted &= np.isin(tags & 3, numbers)
    for scope in {word.scope for word in plan.query.words} - {"", SPEAKER}:
        wanted &= tags >> 2 == KINDS.index(scope)
    return wanted
