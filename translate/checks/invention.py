"""Whether a model put pieces together to words that there are not, or changed a name.

Models write words piece by piece, and a weak one joins pieces that never stood together: 'surviance', 'Bedürfniture'.
People make other mistakes, and know words that no list has, so their translations are not looked at.
"""

from __future__ import annotations

import re
from itertools import islice

from rapidfuzz import fuzz, process

from aitui.data.entities.folding import fold
from aitui.data.entities.lexicon import NOUN, shipped_lexicon
from aitui.translate.checks import english
from aitui.translate.checks.pair import Pair
from aitui.translate.translation import Mark, MarkKind

_SHOWN = 3
_LONGEST = 40
"""Letters of a word that are shown and compared."""
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"(?<![\w.@#:])(?:[^\W\d_]{3,}|[ÄÖÜäöüß])(?![\w@]|[.:]\w)")
"""A run of letters that is no part of an address, a number or a code, or half a German word."""
_OF_ADDRESS = re.compile(r"[.:@#]\w")
_SMALL = re.compile(r"(?<![A-Za-z\d.@/#:_-])[a-z]+(?![A-Za-z\d@/_-]|[.:][A-Za-z\d])")
"""The same in Chinese, of small letters alone: 'until', not the 'pro' of 'iPhone-pro'."""
_ALIKE = 60.0
"""From this likeness on (`fuzz.ratio`) a name of the translation was meant to be one of the source."""


def check(pair: Pair) -> Mark | None:
    """A mark that quotes words neither English nor of the source, or a name that the source writes in another way."""
    if pair.to == "zh" and pair.by_machine:
        return _left_in_chinese(pair)
    if pair.to != "en" or not pair.by_machine:
        return None
    invented = _invented(pair)
    if not invented:
        return None
    meant = [_meant(word, pair) if word[0].isupper() else None for word in invented]
    words = [f"“{word}”" for word, name in zip(invented, meant, strict=True) if name is None]
    if not words:
        return Mark(MarkKind.NAME, f"“{invented[0]}” is neither “{meant[0]}” nor English")
    verb = "is no English word" if len(words) == 1 else "are no English words"
    return Mark(MarkKind.UNTRANSLATED, f"{', '.join(words)} {verb}")


def _left_in_chinese(pair: Pair) -> Mark | None:
    """A mark that quotes words in small Latin letters, as few names are: what the model did not translate."""
    kept = {word for item in pair.kept for word in _LETTERS.findall(item.target)}
    left = [word for word in dict.fromkeys(_SMALL.findall(pair.target)) if word not in kept]
    if not left:
        return None
    shown = ", ".join(f"“{word[:_LONGEST]}”" for word in left[:_SHOWN])
    return Mark(MarkKind.UNTRANSLATED, f"{shown} {'is' if len(left) == 1 else 'are'} not Chinese")


def _invented(pair: Pair) -> list[str]:
    """The first words that are neither English nor a name of the source nor were put there by the guard."""
    unknown = [word for word in dict.fromkeys(_WORD.findall(_without_paths(pair.target))) if not _is_plain(word)]
    if not unknown:
        return []
    of_source = set(_LETTERS.findall(pair.source))
    kept = {word for item in pair.kept for word in _LETTERS.findall(item.target)}
    names = {word for word in of_source if pair.origin != "de" or not _is_german(word)}
    given = {fold(word) for word in kept | names}
    given |= {word.removesuffix("s") for word in given}  # 'Merkel' of 'Merkels'
    invented = (word for word in unknown if len(word) == 1 or not english.is_word(fold(word), given))
    return [word[:_LONGEST] for word in islice(invented, _SHOWN)]


def _without_paths(text: str) -> str:
    """`text` without addresses that have a slash; the words of 'users/readers' stay."""
    if "/" not in text:
        return text
    return " ".join(token for token in text.split() if "/" not in token or not _OF_ADDRESS.search(token))


def _is_plain(word: str) -> bool:
    """Whether it is English, whatever the source says."""
    return (word.isupper() and len(word) > 1) or english.is_word(word.lower())


def _is_german(word: str) -> bool:
    """Whether it is a German word and no name, so that it has to be translated."""
    lexicon = shipped_lexicon()
    return lexicon.likeness(word) == NOUN or lexicon.is_common(word.lower())


def _meant(word: str, pair: Pair) -> str | None:
    """The name of the source that `word` was meant to be, if there is one like it."""
    names = {name for name in _LETTERS.findall(pair.source) if name[0].isupper() and len(name) <= _LONGEST}
    names = {name for name in names if pair.origin != "de" or not _is_german(name)}
    found = process.extractOne(word, sorted(names), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return found[0] if found else None
