"""Whether a translation is still, wholly or in part, in the language of its source."""

from __future__ import annotations

import re

from aitui.translate.checks.pair import Pair
from aitui.translate.translation import Mark, MarkKind

_GERMAN = frozenset(
    [
        "der",
        "das",
        "und",
        "ist",
        "nicht",
        "ein",
        "eine",
        "einen",
        "einem",
        "einer",
        "eines",
        "des",
        "dem",
        "den",
        "auf",
        "für",
        "mit",
        "von",
        "zu",
        "zum",
        "zur",
        "sich",
        "auch",
        "nach",
        "bei",
        "wird",
        "werden",
        "wurde",
        "wurden",
        "sind",
        "aus",
        "dass",
        "daß",
        "durch",
        "über",
        "oder",
        "aber",
        "wie",
        "als",
        "noch",
        "nur",
        "sie",
        "wir",
        "ihr",
        "sein",
        "seine",
        "ihre",
        "haben",
        "hatte",
        "kann",
        "können",
        "muss",
        "müssen",
        "soll",
        "sollen",
        "wenn",
        "weil",
        "vor",
        "zwischen",
        "gegen",
        "ohne",
        "um",
        "im",
        "am",
        "vom",
        "beim",
        "keine",
        "kein",
        "mehr",
        "schon",
        "diese",
        "dieser",
        "dieses",
        "unter",
        "sowie",
        "ich",
        "du",
        "er",
        "es",
    ]
)
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "is",
        "that",
        "for",
        "it",
        "with",
        "as",
        "on",
        "be",
        "by",
        "this",
        "are",
        "from",
        "at",
        "or",
        "an",
        "was",
        "which",
        "have",
        "has",
        "not",
        "but",
        "they",
        "you",
        "were",
        "been",
        "their",
        "its",
        "more",
        "will",
        "can",
        "would",
        "about",
    ]
)
_TELLING = {
    "de": _GERMAN - frozenset(["an", "am", "um", "in", "die", "war", "also", "er", "des", "den", "es"]),
    "en": _ENGLISH,
}
_SHARE = 0.2
_FEWEST = 2
_COPIED_RUN = 4
"""So many words of the source in a row, not counting names, were left as they are."""
_COPIED_PLAIN = 2
_COPIED_SHARE = 0.6
_SHARED = frozenset(["the", "and", "for", "was", "his", "her", "hat", "man", "arm", "warm", "alter", "international"])
_PARTICLES = frozenset(["von", "van", "der", "den", "del", "della", "dos", "bin"])
"""Words in small letters that names have: 'Ursula von der Leyen'."""
_OF_NAME = re.compile(r"\b[A-ZÄÖÜ]\w+(?: (?:von|van|der|den)){1,2} [A-ZÄÖÜ]\w+")


def check(pair: Pair) -> Mark | None:
    """A mark that quotes words of the source's language."""
    words = pair.target_words
    if not words:
        return Mark(MarkKind.UNTRANSLATED, "there is no translation")
    telling = _TELLING.get(pair.origin, frozenset())
    left = [word for word in words if word in telling]
    for name in _OF_NAME.finditer(pair.target):
        if name[0] in pair.source:
            left = [word for word in left if word not in name[0].split()]
    latin = sum(word.isascii() or any("a" <= char <= "ž" for char in word) for word in words)
    if len(left) >= _FEWEST and len(left) >= _SHARE * latin:
        return Mark(MarkKind.UNTRANSLATED, f"words of the source are left: {', '.join(dict.fromkeys(left))}")
    if run := _copied(pair):
        return Mark(MarkKind.UNTRANSLATED, f"“{' '.join(run)}” stands as it is in the source")
    return None


def _copied(pair: Pair) -> list[str]:
    """A run of words copied from the source; what may be names, written with capitals, does not count."""
    source = pair.source_words
    plain = {word for word in pair.source.split() if word.isalpha() and word.islower() and len(word) > 2}
    plain -= _SHARED
    telling = plain - _PARTICLES
    grams = {tuple(source[index : index + _COPIED_RUN]) for index in range(len(source) - _COPIED_RUN + 1)}
    target = pair.target_words
    for index in range(len(target) - _COPIED_RUN + 1):
        gram = target[index : index + _COPIED_RUN]
        if tuple(gram) in grams and sum(word in plain for word in gram) >= _COPIED_PLAIN and telling & set(gram):
            return gram
    kept = [word for word in target if word in telling]
    if len(kept) >= _FEWEST and len(kept) >= _COPIED_SHARE * len(target):
        return kept[:_COPIED_RUN]
    return []
