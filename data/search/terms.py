"""Which terms a target is found by."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from aitui.data.search import fold
from aitui.data.search.documents import Target, TargetType

_MAX_JOINED_WORDS = 6


def target_terms(target: Target) -> set[str]:
    """Words of its text, and of the names of the entity or of the quote's speaker in all languages, with pinyin."""
    found: set[str] = set()
    if target.type is not TargetType.ENTITY:
        found |= fold.terms(fold.fold_text(target.text))
    return found.union(*(name_terms(name) for name in all_names(target)))


def all_names(target: Target) -> list[str]:
    """Every name of an entity, or of the speaker of a quote, the one shown first."""
    shown = target.text if target.type is TargetType.ENTITY else target.speaker
    return [name for name in dict.fromkeys((shown, *(name for _, name in target.names))) if name]


def readings_of(names: Iterable[str]) -> list[tuple[str, str]]:
    """(name, reading) for the Chinese ones among `names`."""
    return [(name, reading) for name in names for reading in _readings(name)]


@lru_cache(maxsize=4096)
def name_terms(name: str) -> frozenset[str]:
    """Words of a name, neighbours joined ('samaltman'), and how its Chinese characters are read ('shangtang')."""
    found: set[str] = set()
    for token in name_tokens(name, _readings(name)):
        found.update(fold.cjk_terms(token.text) if token.is_cjk else (token.text,))
    return frozenset(found)


@lru_cache(maxsize=4096)
def _readings(name: str) -> tuple[str, ...]:
    return fold.pinyin(name)


def name_tokens(name: str, readings: tuple[str, ...] = ()) -> tuple[fold.Token, ...]:
    """The tokens of a folded name, its neighbouring words joined, and its readings as tokens over the characters."""
    found = fold.tokens(fold.fold_text(name))
    words = [token for token in found if token.words == 1]
    characters = [token for token in words if token.is_cjk]
    if characters:
        start, end = characters[0].start, characters[-1].end
        for reading in readings:
            found.append(fold.Token(fold.fold_text(reading)[: fold.MAX_TERM], start, end, 0, len(words) + 1))
    elif 1 < len(words) <= _MAX_JOINED_WORDS:
        present = {(token.position, token.words) for token in found}
        found.extend(
            fold.join(words[first : first + length])
            for length in sorted({2, len(words)})
            for first in range(len(words) - length + 1)
            if (words[first].position, length) not in present
        )
    return tuple(found)


def length_of(type_: TargetType, text: str) -> int:
    """How long a text is, 1 to 255: a name in characters, others in about as many words as a European language has."""
    if type_ is TargetType.ENTITY:
        return max(1, min(255, len(text)))
    characters_per_word = 2 if any(fold.is_cjk(char) for char in text[:8]) else 7
    return max(1, min(255, len(text) // characters_per_word))


def renown(weight: int) -> int:
    """How well known on a scale that fits a byte: equal steps for equal factors, 0 for unknown."""
    return min(255, round(16 * math.log2(1 + max(0, weight))))
