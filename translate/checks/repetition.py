"""Whether a translation says something twice that its source says once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, pairwise
from operator import eq

from aitui.translate.checks.pair import HANZI, Pair
from aitui.translate.translation import Mark, MarkKind

_LONG_CHINESE, _LONG, _LONG_OF_MODEL = 7, 5, 4
"""So many characters or words that come twice in one sentence are no accident; people repeat shorter phrases."""
_LONG_TWICE = re.compile(r"(?<![\w-])([^\W\d_]{5,})[ \u00a0](\1)(?![\w-])", re.IGNORECASE)
"""No language says a long word twice without a sign between, as it says 'that that' and 'very very'."""
_SHORT_TWICE = re.compile(
    r"(?<![\w'’-])(?!(?:had|that|very|who|is|so|no|bye|ha)\b)([^\W\d_]{2,})[ \u00a0](\1)(?![\w'’-])", re.IGNORECASE
)
"""English says few short words twice on purpose; what people do by accident models do often."""
_OF_ITSELF = re.compile(
    r"(?<![\w'’-])(?<!\bfrom[ \u00a0])(?!(?:time|have|hand|face|head|back|side|word|door|that|them)\b)([^\W\d_]{4,})"
    r"[ \u00a0](?:of|in|for|with|to|from)[ \u00a0](?:the |an? )?(\1)(?![\w'’-])",
    re.IGNORECASE,
)
"""'The absence of absence': beside set phrases ('face to face', 'from year to year') people hardly say so."""
_STUTTER = re.compile(r"([^\W\d_]{2,8}?)(?:-?\1){2}|([^\W\d_]{4,12})-?\2(?![^\W\d_])", re.IGNORECASE)
"""A piece of a word three times in a row, or a long one twice at its end ('userbasisbasis')."""
_AND = 2
"""English says 'more and more' and 'again and again'."""
_LIMITS = {1: 3, 2: 2, 3: 2, 4: 2, 5: 2, 6: 2}
_CHINESE_LIMITS = {1: 4, 2: 3, 3: 3, 4: 2, 5: 2, 6: 2}
"""By the number of words how often they may not come in a row."""
_DOUBLED = re.compile(rf"(?!一|非常|许多|超级|好久|([{HANZI}])\1)([{HANZI}]{{2,3}})\2|(?<![目有是真])(的)的(?!确)")
"""Chinese doubles single characters, 'one by one' and a few adverbs; a model also doubles what has no double."""
_TOO_OFTEN = 4
"""So many times in one sentence two characters hardly come where the source says nothing even twice."""
_ROOT, _GERMAN_ROOT, _SHORTEST_PLURAL = 7, 4, 4
"""So many first letters tell words of one root: 'technological' and 'technologies'; in German the parts of a compound
are shorter. Shorter words than this have no plural s to be taken off."""
_DWELLING = 3
"""So often people hardly use a long word in one sentence."""
_TWO_HANZI = re.compile(rf"[{HANZI}]{{2}}")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def check(pair: Pair) -> Mark | None:
    """A mark that quotes what is repeated."""
    words = pair.target_words
    size = _LONG_CHINESE if pair.to == "zh" else _LONG_OF_MODEL if pair.by_machine else _LONG
    strictly = pair.by_machine and pair.to == "en"
    forms = [_singular(word) for word in words] if strictly else words
    found = _in_a_row(forms, pair.to) or _twice(forms, size)
    again = words[slice(*found)] if found else _stutter(pair)
    if again is None and pair.by_machine:
        again = _circling(pair) if pair.to == "zh" else _dwelling(pair) if strictly else None
    if again is None or _repeats_too(pair):
        return None
    separator = "" if pair.to == "zh" else " "
    return Mark(MarkKind.REPETITION, f"“{separator.join(again)}” is repeated")


def _repeats_too(pair: Pair) -> bool:
    """Whether the source itself repeats something, for the sake of which its translation does."""
    return _in_a_row(pair.source_words, pair.origin) is not None or _twice(pair.source_words, 3) is not None


def _stutter(pair: Pair) -> Sequence[str] | None:
    """A long word twice in a row, of a model also a short one, or a word in a circle, which the source has not."""
    doubled = _SHORT_TWICE if pair.by_machine and pair.to == "en" else _LONG_TWICE
    if (twice := doubled.search(pair.target)) and not doubled.search(pair.source):
        return (twice[1], twice[2])
    if pair.by_machine and pair.to == "en" and (turned := _OF_ITSELF.search(pair.target)):
        long = [word for word in pair.source_words if len(word) >= _GERMAN_ROOT]
        if len(set(long)) == len(long):
            return turned[0].split()
    return next(((word,) for word in pair.target_words if _stutters(word) and word not in pair.source_words), None)


def _dwelling(pair: Pair) -> Sequence[str] | None:
    """English words of one root side by side, or again and again where the source repeats less; people avoid both."""
    roots = [word[:_ROOT] for word in pair.target_words]
    for index, (first, second) in enumerate(pairwise(roots)):
        if first == second and len(first) == _ROOT:
            return pair.target_words[index : index + 2]
    counts = Counter(root for root in roots if len(root) >= _ROOT - 1)
    root, most = max(counts.items(), key=lambda count: count[1], default=("", 0))
    if most < _DWELLING:
        return None
    of_source = Counter(word[:_GERMAN_ROOT] for word in pair.source_words if len(word) >= _GERMAN_ROOT)
    if most <= max(of_source.values(), default=0) + 1:
        return None
    return (pair.target_words[roots.index(root)],)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > _SHORTEST_PLURAL and word.endswith("s") else word


@lru_cache(maxsize=20_000)
def _stutters(word: str) -> bool:
    return _STUTTER.search(word) is not None


def _circling(pair: Pair) -> Sequence[str] | None:
    """Characters that a model of Chinese wrote twice in a row, or again and again; people rarely do."""
    if doubled := _DOUBLED.search(pair.target):
        return (doubled[2] or doubled[3],) * 2
    if any(count > 1 for count in Counter(_LONG_WORD.findall(pair.source)).values()):
        return None
    pairs = Counter(map("".join, pairwise(pair.target)))
    hanzi = [(count, two) for two, count in pairs.items() if count >= _TOO_OFTEN and _TWO_HANZI.fullmatch(two)]
    return (max(hanzi)[1],) if hanzi else None


def _in_a_row(words: Sequence[str], language: str) -> tuple[int, int] | None:
    """Where one to six words stand three times in a row, or two to six twice; of Chinese characters, some more."""
    limits = _CHINESE_LIMITS if language == "zh" else _LIMITS
    for period, times in limits.items():
        wanted = (times - 1) * period
        if sum(map(eq, islice(words, period, None), words)) < wanted:
            continue  # not even so many in all
        run = 0
        for index in range(period, len(words)):
            run = run + 1 if words[index] == words[index - period] else 0
            found = words[index - period + 1 : index + 1]
            if run >= wanted and not all(map(str.isdigit, found)) and not (period == _AND and found[0] == "and"):
                return index - period + 1, index + 1
    return None


def _twice(words: Sequence[str], size: int) -> tuple[int, int] | None:
    """Where the first `size` words in a row stand that come again further on."""
    grams = list(zip(*(words[start:] for start in range(size)), strict=False))
    if len(set(grams)) == len(grams):
        return None
    seen: dict[tuple[str, ...], int] = {}
    for index, gram in enumerate(grams):
        first = seen.setdefault(gram, index)
        if index - first >= size:
            return first, first + size
    return None
