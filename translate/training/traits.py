"""What a model is told of each pair that it learns from: the kind of text, and how full the translation is.

News whose Chinese was there first puts into few words what another translator writes out, and documentation is not
written as stories are. A model that is not told so writes the mean of all; one that is told can be asked, when it is
exported, for the translation that readers want. Each trait has a vector that is added to every piece that the encoder
and the decoder read (domains as features: Kobus et al. 2017; lengths: Lakew et al. 2019). An exported model holds the
sum of those that were asked for in its position encodings, so it needs no other program and no more time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import quantiles

import numpy as np
import numpy.typing as npt

from .corpus import Pair
from .errors import TrainingError
from .origins import GLOSSARIES, KINDS, kind_of

LEVELS = 8
"""How many steps of fullness there are, 1 to this, with as many pairs in each."""
ROWS = 1 + len(KINDS) + LEVELS
"""Numbers that tell the traits: one that is always 1, one for each kind and each level."""

_TELLING_CHARACTERS = 40

Traits = npt.NDArray[np.float32]


def traits(kind: str = "", level: int = 0) -> Traits:
    """(ROWS,) with ones where a trait holds; without a kind, or at level 0, that trait is not told.

    Raises TrainingError for a kind or a level that does not exist.
    """
    told = np.zeros(ROWS, np.float32)
    told[0] = 1
    if kind:
        if kind not in KINDS:
            raise TrainingError(f"{kind!r} is no kind of text: {', '.join(KINDS)}")
        told[1 + KINDS.index(kind)] = 1
    if level:
        if not 0 < level <= LEVELS:
            raise TrainingError(f"{level} is no level of fullness: 1 to {LEVELS}, or 0 for none")
        told[len(KINDS) + level] = 1
    return told


class TraitsOf:
    """Knows the traits of the pairs of one corpus, by its own ratios of target to source."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        """The bounds of the levels, from pairs that are long enough for their ratio to tell something."""
        ratios = [
            len(pair.target) / len(pair.source)
            for pair in pairs
            if pair.origin not in GLOSSARIES and len(pair.source) >= _TELLING_CHARACTERS
        ]
        self._bounds: Sequence[float] = quantiles(ratios, n=LEVELS) if len(ratios) > LEVELS else []

    def level(self, source: str, target: str) -> int:
        """How full a translation is, from 1 to LEVELS; 0 where the corpus is too small to say."""
        if not self._bounds:
            return 0
        ratio = len(target) / max(1, len(source))
        return 1 + sum(ratio > bound for bound in self._bounds)

    def of(self, origin: str, source: str, target: str) -> Traits:
        """The traits of a pair as it is drawn; of a glossary's terms the fullness is not told."""
        return traits(kind_of(origin), 0 if origin in GLOSSARIES else self.level(source, target))
