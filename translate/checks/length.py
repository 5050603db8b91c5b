"""Whether a translation is about as long as it should be."""

from __future__ import annotations

from aitui.translate.checks.pair import Pair
from aitui.translate.translation import Mark, MarkKind

_USUAL = {("de", "en"): 0.95, ("en", "zh"): 0.33, ("de", "zh"): 0.31, ("en", "de"): 1.1}
"""Characters of a translation for each of its source, in the middle of good human translations."""
_SHORTEST = {"zh": 0.42}
_SHORTEST_ELSE, _LONGEST = 0.56, 1.9
_SHORTEST_OF_MODEL = {"zh": 0.57}
_SHORTEST_OF_MODEL_ELSE = 0.72
"""Models leave out more than people, who shorten one sentence in a hundred so much."""
_SLACK = 12
"""Source characters that a translation may have more or less anyway; short sentences differ most."""


def check(pair: Pair) -> Mark | None:
    """A mark that says how far the length is from what is usual."""
    usual = _USUAL.get((pair.origin, pair.to))
    if usual is None:
        return None
    expected = usual * len(pair.source)
    slack = usual * _SLACK
    length = len(pair.target)
    if pair.by_machine:
        shortest, fewer = _SHORTEST_OF_MODEL.get(pair.to, _SHORTEST_OF_MODEL_ELSE), slack / 4
    else:
        shortest, fewer = _SHORTEST.get(pair.to, _SHORTEST_ELSE), slack / 2
    if length < shortest * expected - fewer:
        return Mark(MarkKind.LENGTH, f"only {round(100 * length / expected)} % of the usual length")
    if length > _LONGEST * expected + 2 * slack:
        return Mark(MarkKind.LENGTH, f"{length / expected:.1f} times the usual length")
    return None


def share(pair: Pair) -> float | None:
    """The length of the translation as a share of the usual one; None where nothing is usual."""
    usual = _USUAL.get((pair.origin, pair.to))
    return len(pair.target) / (usual * len(pair.source)) if usual and pair.source else None
