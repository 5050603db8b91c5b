"""What is an English word."""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import cache
from pathlib import Path

LIST = Path(__file__).parent / "english.txt"
"""Words in small letters, one on a line; made by `translate.training english-words`, see README.md beside it."""
_SHORTEST_PART, _SHORTEST_STEM = 4, 3
"""Letters of a word in another. Shorter parts make words of nearly any letters, such as 'face' and 'zit'."""
_NO_SECOND_PART = "ster"
"""In the list by accident; at the end of a word it is no word of its own: 'educationster'."""
_LONGEST = 40
"""Letters; nothing longer is a word, and is not taken apart in every way."""
_ENDINGS = (
    ("s", ("",)), ("es", ("",)), ("ed", ("", "e")), ("ing", ("", "e")), ("ly", ("",)), ("er", ("", "e")),
    ("ers", ("", "e")), ("ies", ("y",)),
)  # fmt: skip


@cache
def listed() -> frozenset[str]:
    """The words of the list, read at the first call."""
    return frozenset(LIST.read_text(encoding="utf-8").split())


def is_word(word: str, others: Set[str] = frozenset()) -> bool:
    """Whether `word`, in small letters, is English: in the list or one of `others`, inflected or two of them in one."""
    known = listed()
    if word in known or word in others:
        return True
    if any(stem in known or stem in others for stem in _stems(word)):
        return True
    cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1 if len(word) <= _LONGEST else 0)
    return any(word[:cut] in known and word[cut:] in known and word[cut:] != _NO_SECOND_PART for cut in cuts)


def _stems(word: str) -> Iterator[str]:
    for ending, replacements in _ENDINGS:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= _SHORTEST_STEM:
            for letters in replacements:
                if letters or ending[0] != "e" or stem[-1] != "e":  # 'message' and 'er' make 'messager'
                    yield stem + letters
