"""German endings: typed is one form of a word, meant are all."""

from __future__ import annotations

from functools import lru_cache

from aitui.data.search import fold

_ENDINGS = ("e", "n", "s", "en", "em", "er", "es", "ns")
_SHORT = 6
"""Letters of a word of which nothing but the genitive is sure."""


@lru_cache(maxsize=20_000)
def stems(word: str) -> frozenset[str]:
    """A folded word, and what is left of it without each ending that it may have."""
    without = (word[: -len(ending)] for ending in _endings(word) if word.endswith(ending) and len(word) > len(ending))
    return frozenset((word, *without))


def forms(word: str) -> frozenset[str]:
    """A folded word in all forms that share a stem with it."""
    return frozenset(stem + ending for stem in stems(word) for ending in ("", *_endings(word)))


def _endings(word: str) -> tuple[str, ...]:
    if fold.is_cjk(word):
        return ()
    return _ENDINGS if len(word) > _SHORT else ("s",)
