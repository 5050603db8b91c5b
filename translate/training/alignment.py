"""Which piece translates which: IBM model 1 with a preference for the diagonal, learnt by expectation maximisation.

The model is that of fast_align (Dyer, Chahuneau, Smith 2013) without its reestimation of the diagonal: each target
piece comes from one source piece, near the same relative place most likely, or from none. The end of the source stands
for none, which is where an attention that finds nothing should look, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from .batches import Encoded, Ids
from .shape import FloatArray
from .vocabulary import END

_CELLS = 1_000_000
"""Pairs of a source and a target position that are looked at together: what bounds the memory beside the table's."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How likely a source piece is translated by a target piece, for the pieces of some sentence pairs."""

    sources: Ids
    """Numbers of the pieces that the rows stand for, ascending; END stands for no source piece."""
    targets: Ids
    """Numbers of the pieces that the columns stand for, ascending."""
    expected: FloatArray
    """(sources, targets): how often the one was translated by the other, so far as the model can tell."""

    def probabilities(self) -> FloatArray:
        """(sources, targets): p(target piece | source piece); the rows sum to one."""
        total: FloatArray = self.expected.sum(1, keepdims=True)
        return np.divide(self.expected, np.maximum(total, 1e-30), dtype=np.float32)


def learn_lexicon(pairs: Sequence[Encoded], iterations: int = 5, diagonal: float = 4.0, none: float = 0.08) -> Lexicon:
    """The lexicon of sentence pairs, given as piece numbers without START and END.

    `diagonal` says how strongly alignments keep to equal relative places (0 is model 1 proper), `none` how many target
    pieces come from no source piece. Takes 8 bytes for each source piece times each target piece that occur at all, and
    time in proportion to the products of the sentences' lengths.
    """
    pairs = [pair for pair in pairs if pair[0] and pair[1]]
    sources = np.unique(np.fromiter(chain([END], *(source for source, _ in pairs)), np.int64))
    targets = np.unique(np.fromiter(chain.from_iterable(target for _, target in pairs), np.int64))
    expected = np.ones((len(sources), len(targets)), np.float32)
    for _ in range(iterations):
        table = Lexicon(sources, targets, expected).probabilities().ravel()
        expected = np.zeros_like(expected)
        for source, target in _alike(pairs):
            rows, columns = np.searchsorted(sources, source), np.searchsorted(targets, target)
            entries = rows[:, None, :] * len(targets) + columns[:, :, None]
            joint = table[entries] * prior(target.shape[1], source.shape[1] - 1, diagonal, none)
            joint /= np.maximum(joint.sum(-1, keepdims=True), np.float32(1e-30))
            np.add.at(expected.reshape(-1), entries.reshape(-1), joint.reshape(-1))
    return Lexicon(sources, targets, expected)


def prior(target: int, source: int, diagonal: float, none: float) -> FloatArray:
    """(target, source + 1): how likely a target position comes from each source position, or from none (the last)."""
    places = ((np.arange(length, dtype=np.float32) + 0.5) / length for length in (target, source))
    weight = np.exp(-diagonal * np.abs(np.subtract.outer(*places)))
    weight *= (1 - none) / weight.sum(1, keepdims=True)
    return np.pad(weight, ((0, 0), (0, 1)), constant_values=none).astype(np.float32)


def _alike(pairs: Sequence[Encoded]) -> Iterator[tuple[Ids, Ids]]:
    """Sources with their END and targets as arrays, pairs of equal lengths together."""
    by_lengths: defaultdict[tuple[int, int], list[Encoded]] = defaultdict(list)
    for pair in pairs:
        by_lengths[len(pair[0]), len(pair[1])].append(pair)
    for (source, target), group in by_lengths.items():
        size = max(1, _CELLS // ((source + 1) * target))
        for first in range(0, len(group), size):
            part = group[first : first + size]
            yield (
                np.array([[*pair[0], END] for pair in part], np.int64),
                np.array([pair[1] for pair in part], np.int64),
            )
