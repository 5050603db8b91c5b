"""Which terms a target is found by."""

from __future__ import annotations

import math
from functools import lru_cache

from aitui.data.search import fold
from aitui.data.search.documents import Target, TargetType

_MAX_JOINED_WORDS = 6


def target_terms(target: Target) -> set[str]:
    """Words of its text, and of the names of the entity or of the quote's speaker in all languages, with pinyin."""
    found: set[str] = set()
    if target.type is not TargetType.ENTITY:
        found |= fold.terms(fold.fold_text(target.text))
    for name in all_names(target):
        found |= name_terms(name)
    return found


def all_names(target: Target) -> list[str]:
    """Every name of an entity, or of the speaker of a quote, the one shown first."""
    shown = target.text if target.type is TargetType.ENTITY else target.speaker
    return [name for name in dict.fromkeys((shown, *(name for _, name in target.names))) if name]


@lru_cache(maxsize=4096)
def name_terms(name: str) -> frozenset[str]:
    """Words of a name, neighbours joined ('samaltman'), and how its Chinese characters are read ('shangtang')."""
    return frozenset(token.text for token in name_tokens(name) if not token.is_cjk) | frozenset(
        term for token in name_tokens(name) if token.is_cjk for term in fold.cjk_terms(token.text)
    )


@lru_cache(maxsize=4096)
def name_tokens(name: str) -> tuple[fold.Token, ...]:
    """The tokens of a folded name with its neighbouring words joined, and its pinyin as tokens over the characters."""
    folded = fold.fold_text(name)
    found = fold.tokens(folded)
    words = [token for token in found if token.words == 1]
    lengths = sorted({2, len(words)}) if 1 < len(words) <= _MAX_JOINED_WORDS else []
    present = {(token.position, token.words) for token in found}
    for length in lengths:
        for first in range(len(words) - length + 1):
            members = words[first : first + length]
            if (members[0].position, length) not in present and not any(member.is_cjk for member in members):
                text = "".join(member.text for member in members)[: fold.MAX_TERM]
                found.append(fold.Token(text, members[0].start, members[-1].end, members[0].position, length))
    readings = fold.pinyin(name)
    characters = [token for token in words if token.is_cjk]
    found.extend(
        fold.Token(fold.fold_text(reading)[: fold.MAX_TERM], characters[0].start, characters[-1].end, 0, len(words))
        for reading in readings
    )
    return tuple(found)


def text_length(text: str) -> int:
    """How long a text is, about as many words as it has in a European language: 1 to 255."""
    characters_per_word = 2 if any(fold.is_cjk(char) for char in text[:8]) else 7
    return max(1, min(255, len(text) // characters_per_word))


def renown(weight: int) -> int:
    """How well known on a scale that fits a byte: equal steps for equal factors, 0 for unknown."""
    return min(255, round(16 * math.log2(1 + max(0, weight))))
