"""Cuts a sentence that is too long for a model where a reader would pause."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\S+\s*")
_SENTENCE_END = re.compile(r"[.!?…。！？]+[”“\"»«’)\]]*\s+$")
_CLAUSE_END = re.compile(r"(?:[;:；：]|[–—-])[”“\"»«’)\]]*\s+$")
_COMMA = re.compile(r"[,，、][”“\"»«’)\]]*\s+$")
_HARD_CUT = 64
"""Characters in one part of a word that is itself too long, such as a line without any space."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a long sentence, without the white space behind it."""

    text: str
    spaced: bool
    """Whether white space followed in the sentence; not so inside a word."""


def segments(text: str, limit: int, count: Callable[[Sequence[str]], list[int]]) -> list[Segment]:
    """Parts of `text`, in order, of at most about `limit` pieces each.

    `count` gives the number of a model's pieces in each of several strings. A part ends at the strongest boundary in
    the second half of what fits: a sentence's end, else a clause's, else a comma, else any space. Linear in the
    length of `text`.
    """
    words = [part for match in _WORD.finditer(text) for part in _word_parts(match.group(), limit)]
    sizes = count(words)
    found: list[Segment] = []
    start = 0
    while start < len(words):
        end, size = start, 0
        while end < len(words) and (end == start or size + sizes[end] <= limit):
            size += sizes[end]
            end += 1
        if end < len(words):
            first = start + (end - start) // 2
            end = max(range(first, end), key=lambda index: (_strength(words[index]), index)) + 1
        joined = "".join(words[start:end])
        found.append(Segment(joined.rstrip(), joined[-1:].isspace()))
        start = end
    return found


def join(targets: Sequence[str], parts: Sequence[Segment], *, spaces: bool) -> str:
    """The translations of `parts` as one text; `spaces` is false for a language that writes none."""
    text = ""
    for target, part in zip(targets, parts, strict=True):
        text += target + (" " if spaces and part.spaced else "")
    return text.strip()


def _word_parts(word: str, limit: int) -> list[str]:
    """The word, or, if even single characters might be too many pieces, stretches of it."""
    size = min(_HARD_CUT, max(1, limit // 3))
    if len(word) <= 2 * size:
        return [word]
    body = word.rstrip()
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    parts[-1] += word[len(body) :]
    return parts


def _strength(word: str) -> int:
    for strength, pattern in ((4, _SENTENCE_END), (3, _CLAUSE_END), (2, _COMMA)):
        if pattern.search(word):
            return strength
    return 1 if word[-1:].isspace() else 0
