"""From drawn pairs to arrays of piece numbers, batches of equally long sources.

Sources of one length need no attention mask, which halves the time of a step on a CPU; padding of the targets comes
last, where causal attention never looks. A pass is cut into chunks, so that training begins at once and goes on in
the middle of a pass: every chunk is made from its own random numbers.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from sentencepiece import set_random_generator_seed

from .corpus import Pair
from .errors import TrainingError
from .origins import GLOSSARIES, OriginWeights
from .placeholders import Glossary
from .sampling import Position, Variation, draw, fullness, varied
from .traits import Traits, TraitsOf, traits
from .vocabulary import END, PAD, START

Ids = npt.NDArray[np.int64]
Encoded = tuple[Sequence[int], Sequence[int]]

_Group = tuple[list[Encoded], list[Traits]]

_UNTOLD = 0.1
"""Share of pairs whose traits are not told, so that a model can do without."""
LONGEST = 110
"""Pieces of a sentence at most; the app cuts longer ones before it translates them with a bundled model."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Piece numbers, (sentences, time) each."""

    source: Ids
    """Ends with END; all rows are equally long."""
    target_in: Ids
    """Begins with START; padded at the end."""
    target_out: Ids
    """What the model should say after each piece of `target_in`; ends with END, padded."""
    traits: Traits
    """(sentences, traits.ROWS): what the model is told of each."""

    @property
    def target_pieces(self) -> int:
        """Pieces to predict, without the padding."""
        return int((self.target_out != PAD).sum())


def sampled(pairs: Sequence[Pair], tokenizer: Any, weights: OriginWeights, count: int) -> list[Encoded]:
    """Up to `count` pairs as piece numbers, drawn by origin; those that training would leave out are left out."""
    drawn = [pairs[index] for index in draw(pairs, weights, random.Random(0))[:count]]
    sources = tokenizer.encode([pair.source for pair in drawn])
    targets = tokenizer.encode([pair.target for pair in drawn])
    return [sides for sides in zip(sources, targets, strict=True) if all(0 < len(side) <= LONGEST for side in sides)]


def grouped(encoded: Sequence[Encoded], max_pieces: int, rng: random.Random) -> list[list[int]]:
    """Indices of sentences to train together: one source length, targets alike, `max_pieces` of both with padding."""
    fits = [i for i, sides in enumerate(encoded) if all(0 < len(side) <= LONGEST for side in sides)]
    fits.sort(key=lambda i: (len(encoded[i][0]), len(encoded[i][1]) + 2 * rng.random()))
    groups: list[list[int]] = []
    longest = 0
    for index in fits:
        source, target = (len(side) + 1 for side in encoded[index])
        grown = max(longest, target)
        if (
            groups
            and len(encoded[groups[-1][0]][0]) + 1 == source
            and (source + grown) * (len(groups[-1]) + 1) <= max_pieces
        ):
            groups[-1].append(index)
            longest = grown
        else:
            groups.append([index])
            longest = target
    return groups


def batch_of(encoded: Sequence[Encoded], told: Sequence[Traits] | None = None) -> Batch:
    """The arrays of sentences whose sources are equally long; without `told` the model is told nothing of them."""
    rows, longest = len(encoded), 1 + max(len(target) for _, target in encoded)
    source = np.full((rows, len(encoded[0][0]) + 1), END, np.int64)
    target_in, target_out = (np.full((rows, longest), PAD, np.int64) for _ in range(2))
    for row, (source_ids, target_ids) in enumerate(encoded):
        source[row, :-1] = source_ids
        target_in[row, : len(target_ids) + 1] = [START, *target_ids]
        target_out[row, : len(target_ids) + 1] = [*target_ids, END]
    return Batch(source, target_in, target_out, np.stack(told or [traits()] * rows))


class BatchSource:
    """Endless batches of a corpus, from any position on.

    `tokenizer` is a SentencePieceProcessor. The same seed and settings give the same batches,
    whether in one run or in many.
    """

    def __init__(
        self,
        pairs: Sequence[Pair],
        tokenizer: Any,
        weights: OriginWeights,
        max_pieces: int,
        variation: Variation | None = None,
        *,
        joint: str = " ",
        short_first: bool = False,
        fuller: float = 0.0,
        seed: int = 0,
    ) -> None:
        self._pairs = pairs
        self._tokenizer = tokenizer
        self._weights = weights
        self._max_pieces = max_pieces
        self._variation = variation or Variation()
        self._joint = joint
        self._short_first = short_first
        self._factors = fullness(pairs, fuller)
        self._seed = seed
        self._glossary = Glossary(pair for pair in pairs if pair.origin in GLOSSARIES)
        self._traits_of = TraitsOf(pairs)
        self._chunk_pairs = 20 * max_pieces
        """Enough that most batches are full although each source length has batches of its own."""

    def batches(self, start: Position) -> Iterator[tuple[Batch, Position]]:
        """Batches from `start` on, without end, each with the position after it."""
        position = start
        while True:
            short_first = self._short_first and position.pass_number == 0
            rng = random.Random(f"{self._seed} {position.pass_number}")
            drawn = draw(self._pairs, self._weights, rng, short_first, self._factors)
            if not drawn:
                raise TrainingError("no pair is drawn from this corpus: it is empty, or its origins have the weight 0")
            for first in range(position.chunk * self._chunk_pairs, len(drawn), self._chunk_pairs):
                chunk = self._chunk(drawn[first : first + self._chunk_pairs], position, short_first)
                while position.batch < len(chunk):
                    encoded, told = chunk[position.batch]
                    position = replace(position, batch=position.batch + 1)
                    yield batch_of(encoded, told), position
                position = Position(position.pass_number, position.chunk + 1)
            position = Position(position.pass_number + 1)

    def _chunk(self, indices: Sequence[int], position: Position, short_first: bool) -> list[_Group]:
        rng = random.Random(f"{self._seed} {position.pass_number} {position.chunk}")
        drawn = list(varied(self._pairs, indices, self._variation, rng, self._joint, self._glossary))
        sources = self._pieces([source for source, _ in drawn], rng)
        targets = self._pieces([target for _, target in drawn], rng)
        encoded: list[Encoded] = list(zip(sources, targets, strict=True))
        told = [
            traits() if rng.random() < _UNTOLD else self._traits_of.of(self._pairs[index].origin, source, target)
            for index, (source, target) in zip(indices, drawn, strict=True)
        ]
        groups = [
            ([encoded[index] for index in group], [told[index] for index in group])
            for group in grouped(encoded, self._max_pieces, rng)
        ]
        if not short_first:
            rng.shuffle(groups)
        return groups

    def _pieces(self, texts: list[str], rng: random.Random) -> list[list[int]]:
        if not self._variation.segmentation:
            pieces: list[list[int]] = self._tokenizer.encode(texts)
            return pieces
        set_random_generator_seed(rng.randrange(2**32 - 1))
        drawn: list[list[int]] = self._tokenizer.encode(
            texts,
            enable_sampling=True,
            alpha=self._variation.segmentation,
            nbest_size=-1,  # from all ways to cut a text
            num_threads=1,  # with more, which of them draws for a text is chance
        )
        return drawn
