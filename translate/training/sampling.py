"""Which pairs a pass over the corpus shows, in which order, and how they are varied."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from .corpus import Pair
from .noise import noisy
from .origins import GLOSSARIES, OriginWeights, weight_of
from .placeholders import Glossary, masked

_TELLING_CHARACTERS = 40
_FULLEST = 1.25


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


def fullness(pairs: Sequence[Pair], power: float) -> list[float]:
    """How much more often each pair is drawn than others of its origin, because its target is longer for its source.

    The ratio of their lengths in characters, over the origin's median, to this power; 1 on average over an origin.
    A target a quarter longer than usual counts as much as a longer one, which may say what its source does not. Pairs
    with a source of less than 40 characters, where a ratio says little, and glossaries count as usual ones.
    """
    if not power:
        return [1.0] * len(pairs)
    groups: dict[str, list[int]] = defaultdict(list)
    for index, pair in enumerate(pairs):
        if pair.origin not in GLOSSARIES and len(pair.source) >= _TELLING_CHARACTERS:
            groups[pair.origin].append(index)
    factors = [1.0] * len(pairs)
    for indices in groups.values():
        ratios = [len(pairs[index].target) / len(pairs[index].source) for index in indices]
        usual = median(ratios)
        tilted = [min(ratio / usual, _FULLEST) ** power for ratio in ratios]
        mean = fmean(tilted)
        for index, factor in zip(indices, tilted, strict=True):
            factors[index] = factor / mean
    return factors


def draw(
    pairs: Sequence[Pair],
    weights: OriginWeights,
    rng: random.Random,
    short_first: bool = False,
    factors: Sequence[float] | None = None,
) -> list[int]:
    """The indices of one pass: each pair as often as its origin's weight says, times its factor, shuffled.

    With `short_first` roughly from short to long sources (competence-based curriculum, Platanios et al. 2019).
    """
    rates = {origin: weight_of(origin, weights) for origin in {pair.origin for pair in pairs}}
    drawn: list[int] = []
    for index, pair in enumerate(pairs):
        whole, part = divmod(rates[pair.origin] * (factors[index] if factors else 1.0), 1)
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
