"""Which pairs a pass over the corpus shows, in which order, and how they are varied."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .corpus import Pair
from .noise import noisy
from .origins import OriginWeights, weight_of
from .placeholders import Glossary, masked


@dataclass(frozen=True, slots=True)
class Variation:
    """How the drawn pairs are changed; the first three are shares of them, 0 to 1."""

    masked: float = 0.35
    """With placeholders for terms that stand on both sides."""
    joined: float = 0.04
    """Together with the pair that follows in the corpus: two sentences of one paragraph, mostly."""
    noisy: float = 0.02
    """With another letter case or a slip in the source."""
    segmentation: float = 0.0
    """How texts are cut into pieces (subword regularisation, Kudo 2018): each way as likely as its probability to this
    power, such as 0.3. 0 always takes the likeliest way, which a model that sees few pairs often learns by heart."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where training stands: what to go on with. All numbers count from 0."""

    pass_number: int = 0
    chunk: int = 0
    batch: int = 0


def draw(pairs: Sequence[Pair], weights: OriginWeights, rng: random.Random, short_first: bool = False) -> list[int]:
    """The indices of one pass: each pair as often as its origin's weight says, shuffled.

    With `short_first` roughly from short to long sources (competence-based curriculum, Platanios et al. 2019).
    """
    rates = {origin: weight_of(origin, weights) for origin in {pair.origin for pair in pairs}}
    drawn: list[int] = []
    for index, pair in enumerate(pairs):
        whole, part = divmod(rates[pair.origin], 1)
        drawn.extend([index] * (int(whole) + (rng.random() < part)))
    rng.shuffle(drawn)
    if short_first:
        drawn.sort(key=lambda index: len(pairs[index].source) * (0.7 + 0.6 * rng.random()))
    return drawn


def varied(
    pairs: Sequence[Pair],
    indices: Sequence[int],
    variation: Variation,
    rng: random.Random,
    joint: str,
    glossary: Glossary | None = None,
) -> Iterator[tuple[str, str]]:
    """Source and target of each drawn pair, some of them changed; `joint` stands between joined targets.

    Terms of the `glossary` become placeholders too.
    """
    for index in indices:
        pair = pairs[index]
        following = pairs[index + 1] if index + 1 < len(pairs) else pair
        if rng.random() < variation.joined and following is not pair and following.origin == pair.origin:
            pair = Pair(pair.origin, f"{pair.source} {following.source}", f"{pair.target}{joint}{following.target}")
        if rng.random() < variation.masked:
            pair = masked(pair, rng, glossary=glossary)
        source = noisy(pair.source, rng) if rng.random() < variation.noisy else pair.source
        yield source, pair.target
