"""From a typed word to the terms of the index that may be meant, and how sure that is.

The order is fixed by ranges that do not overlap: exact beats prefix beats typo and part of a compound.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aitui.data.search.inflection import stems
from aitui.data.search.vocabulary import Ids, Vocabulary

EXACT = 1.0
SPLIT = 0.97
"""A typed word that two neighbours of the text make together, or the other way round."""

LEAST_BEGUN = 0.82
"""No worse is a word that was only begun, no better one with a typo."""

_BEGUN = 0.06
_INFLECTED = 0.85
"""Another form of the same word."""

_MAX_PREFIX = 48
_MAX_NEAR = 24
_MAX_INSIDE = 32
_CACHE = 512


@dataclass(frozen=True, slots=True)
class Expansion:
    """Terms that a word may stand for."""

    terms: dict[int, float]
    """Term number → how good a match it is, over 0 to 1."""
    spellings: dict[str, float]
    """The letters of these terms → the same."""
    documents: int
    """About how many documents hold what was most likely meant."""


def prefix_quality(typed: int, whole: int) -> float:
    """Of a word of `whole` letters whose first `typed` were typed: a little better, the more of it that was."""
    return LEAST_BEGUN + _BEGUN * typed / whole


def _misspelt(distances: NDArray[np.uint8], letters: int) -> NDArray[np.float64]:
    """Of words of so many letters with typos: so much worse than without any that what a text is counts for less."""
    return np.asarray(LEAST_BEGUN - 0.16 * distances - 0.2 / letters, dtype=np.float64)


def allowed_edits(word: str) -> int:
    """How many typos a word of this length may have; a number with another digit is another number."""
    if word.isdecimal():
        return 0
    return 0 if len(word) < 3 else 1 if len(word) < 6 else 2


class Expander:
    """Looks words up in one vocabulary and remembers the last some hundred, most of which the next key press needs."""

    def __init__(self, vocabulary: Vocabulary, connection: sqlite3.Connection) -> None:
        self._vocabulary = vocabulary
        self._connection = connection
        self._cache: OrderedDict[tuple[str, bool], Expansion] = OrderedDict()

    def clear(self) -> None:
        """Forget everything, because the vocabulary changed."""
        self._cache.clear()

    def expand(self, word: str, *, inside: bool = True) -> Expansion:
        """All terms `word` may stand for; with `inside` also those that hold it in the middle or begin nearly so."""
        key = (word, inside)
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._expand(word, inside)
            if len(self._cache) > _CACHE:
                self._cache.popitem(last=False)
        else:
            self._cache.move_to_end(key)
        return found

    def exact(self, word: str) -> int | None:
        """The term spelt like this."""
        row = self._connection.execute("SELECT id FROM term WHERE text = ?", (word,)).fetchone()
        return int(row[0]) if row and row[0] < len(self._vocabulary) else None

    def frequency(self, term: int) -> int:
        """In how many documents a term stands."""
        return int(self._vocabulary.frequencies[term])

    def _expand(self, word: str, inside: bool) -> Expansion:
        vocabulary = self._vocabulary
        terms: dict[int, float] = {}
        exact = self.exact(word)
        longer = vocabulary.starting_with(word)
        edits = allowed_edits(word)
        if edits:
            near, distances = vocabulary.near(word, edits)
            _add(terms, *self._best(near, _misspelt(distances, len(word)), _MAX_NEAR))
        if inside and len(word) >= 4:
            within = vocabulary.containing(word)
            _add(terms, *self._best(within, 0.5 + 0.1 * len(word) / self._lengths(within), _MAX_INSIDE))
            if not len(longer) and exact is None:
                near, distances = vocabulary.beginning_near(word, edits)
                closeness = _misspelt(distances, len(word)) - 0.1 + 0.1 * len(word) / self._lengths(near)
                _add(terms, *self._best(near, closeness, _MAX_NEAR))
        _add(terms, *self._best(longer, LEAST_BEGUN + _BEGUN * len(word) / self._lengths(longer), _MAX_PREFIX))
        if exact is not None:
            terms[exact] = EXACT
        texts = vocabulary.texts(np.fromiter(terms, dtype=np.intp, count=len(terms)))
        spellings = dict(zip(texts, terms.values(), strict=True))
        for term, text in zip(terms, texts, strict=True):
            if terms[term] < _INFLECTED and text[:3] == word[:3] and not stems(text).isdisjoint(stems(word)):
                terms[term] = spellings[text] = _INFLECTED
        return Expansion(terms, spellings, self._likely_documents(word, terms, exact, longer))

    def _lengths(self, ids: Ids) -> NDArray[np.uint8]:
        return np.maximum(np.uint8(1), self._vocabulary.lengths[ids])

    def _best(self, ids: Ids, qualities: NDArray[np.float64], limit: int) -> tuple[Ids, NDArray[np.float64]]:
        """The best known of too many: in names that are often mentioned, else in many documents."""
        if len(ids) <= limit:
            return ids, qualities
        known = self._vocabulary.fame[ids] * 4.0 + np.log2(1.0 + self._vocabulary.frequencies[ids]) + 40.0 * qualities
        chosen = np.argsort(-known, kind="stable")[:limit]
        return ids[chosen], qualities[chosen]

    def _likely_documents(self, word: str, terms: dict[int, float], exact: int | None, longer: Ids) -> int:
        frequencies = self._vocabulary.frequencies
        if len(word) <= 3:
            # Hardly typed yet: it may become any of the longer ones.
            return int(frequencies[longer].sum()) + (self.frequency(exact) if exact is not None else 0)
        if not terms:
            return 0
        best = max(terms.values())
        return sum(self.frequency(term) for term, quality in terms.items() if quality >= best - 0.06)


def _add(terms: dict[int, float], ids: Ids, qualities: NDArray[np.float64]) -> None:
    for term, quality in zip(ids.tolist(), qualities.tolist(), strict=True):
        terms[term] = max(quality, terms.get(term, 0.0))
