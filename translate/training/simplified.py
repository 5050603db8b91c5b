"""Traditional Chinese characters to simplified ones, by OpenCC's tables of characters and phrases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .corpus import Pair


def simplifier() -> Callable[[Pair], Pair]:
    """What turns the target of a pair into simplified Chinese; simplified text comes back unchanged."""
    import opencc

    converter = opencc.OpenCC("t2s")

    def simplify(pair: Pair) -> Pair:
        target = str(converter.convert(pair.target))
        return pair if target == pair.target else replace(pair, target=target)

    return simplify
