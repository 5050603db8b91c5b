"""The candidates of all types in one row, in the order in which they are worth judging."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from aitui.data.search.candidates import NOTHING, Candidates
from aitui.data.search.documents import TargetType
from aitui.data.search.ranking import promise
from aitui.data.search.schema import SHELF_BITS, SHELVES, first_document

_PER_TYPE = 8
"""So many of each type are judged at once, however promising the others are."""
_LEAST_FACTOR = 0.83
"""By so much a candidate's cover may be lower than what judging finds: long and unknown ones count a little less."""


class Promising:
    """A row of candidates, taken from its front."""

    def __init__(self, found: Mapping[TargetType, Candidates], amount: int) -> None:
        """`amount` are taken at a time; at first some of each type besides."""
        self._cut = {shelf for shelf, some in found.items() if some.available > len(some.documents)}
        # Where filters contradict each other there is nothing at all.
        found = found or {TargetType.ENTITY: NOTHING}
        documents = np.concatenate([some.documents + first_document(shelf) for shelf, some in found.items()])
        covers = np.concatenate([some.covers for some in found.values()])
        promises = np.concatenate([promise(shelf, some.covers) for shelf, some in found.items()])
        places = np.concatenate([np.arange(len(some.documents)) for some in found.values()])
        order = np.lexsort((documents, -promises))
        is_first = (np.arange(len(order)) < amount) | (places[order] < _PER_TYPE)
        order = np.concatenate((order[is_first], order[~is_first]))
        self._documents, self._covers = documents[order], covers[order]
        self._next, self._amount = int(np.count_nonzero(is_first)), amount

    def __len__(self) -> int:
        return len(self._documents)

    def take(self) -> list[int]:
        """The documents to judge next."""
        now: list[int] = self._documents[: self._next].tolist()
        self._documents, self._covers = self._documents[self._next :], self._covers[self._next :]
        self._next = self._amount
        return now

    def drop_below(self, cover: float) -> None:
        """Forget those that cannot match this part of the query."""
        keep = self._covers >= cover * _LEAST_FACTOR
        self._documents, self._covers = self._documents[keep], self._covers[keep]

    def unjudged(self) -> set[TargetType]:
        """The types of which candidates are left, or were too many to stand in the row."""
        shelves = self._documents >> SHELF_BITS
        return self._cut | {shelf for number, shelf in enumerate(SHELVES) if (shelves == number).any()}
