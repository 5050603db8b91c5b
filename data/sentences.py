"""Sentence boundaries of German text, as offsets.

The rules come from sentencex; two kinds of boundary that it draws wrongly in German are taken back here.
"""

from __future__ import annotations

import re

import sentencex

from aitui.data.article import Span

_CHUNK = 4_000
"""sentencex takes quadratic time in unpaired quotation marks, so it never sees more characters than this at once."""

# '01.AI', '3.Quartal': a full stop between a digit and a letter ends nothing. sentencex is shown a letter instead.
_DOT_INSIDE_NAME = re.compile(r"(?<=\d)\.(?=[^\W\d_])")

# '9. Juli', '19. Jahrhundert': so does any ordinal before a word that is counted that way.
_MONTH_OR_NOUN_AFTER_ORDINAL = re.compile(
    r"(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Jahrhundert|Jh|Quartal|Halbjahr|Liga|Platz|Mal|Stock|Klasse|"
    r"Geburtstag|Bundesliga|Weltkrieg)"
)
# 'Im 3. Quartal', 'der 1. FC': an ordinal after a determiner or preposition goes on.
_DETERMINER_ORDINAL = re.compile(
    r"(?:^|[^\w])(?:am|ans?|auf|aus|bei[mn]?|bis|das|de[mnrs]|die|dies(?:e[mnrs]?)|eine?[mnrs]?|für|gegen|i[mn]s?|"
    r"ihre?[mnrs]?|jede[mnrs]?|mit|nach|ohne|seine?[mnrs]?|seit|über|um|unter|von|vom|vor|während|zu[mr]?|zwischen)"
    r"\s+\d{1,3}\.\s*$",
    re.IGNORECASE,
)
_BARE_ORDINAL = re.compile(r"(?:^|\s)\d{1,3}\.\s*$")


def sentence_spans(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The sentences of the paragraph `text[start:end]`, in order, without white space around them.

    Together they cover all of the paragraph but white space. At least one span comes back unless the paragraph is
    nothing but white space.
    """
    spans: list[Span] = []
    for lower, upper in _chunks(text, start, end):
        for cut_start, cut_end in _boundaries(text[lower:upper]):
            spans.append(_stripped(text, lower + cut_start, lower + cut_end))
    return tuple(span for span in spans if span.start < span.end)


def _boundaries(paragraph: str) -> list[tuple[int, int]]:
    masked = _DOT_INSIDE_NAME.sub("x", paragraph)
    merged: list[tuple[int, int]] = []
    position = 0
    for sentence in sentencex.segment("de", masked):
        begin, position = position, position + len(sentence)
        if merged and _continues(paragraph, merged[-1][0], begin):
            merged[-1] = (merged[-1][0], position)
        else:
            merged.append((begin, position))
    if position != len(paragraph):
        raise ValueError(f"sentencex lost characters: {position} of {len(paragraph)}")
    return merged


def _continues(paragraph: str, sentence_start: int, boundary: int) -> bool:
    """Whether sentencex drew the boundary at `boundary` where German goes on."""
    before = paragraph[max(sentence_start, boundary - 40) : boundary]
    if not before[-1:].isspace():
        return True
    if _DETERMINER_ORDINAL.search(before):
        return True
    return bool(_BARE_ORDINAL.search(before) and _MONTH_OR_NOUN_AFTER_ORDINAL.match(paragraph, boundary))


def _chunks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut very long paragraphs behind a sentence-like end, else a space, else anywhere."""
    chunks = []
    while end - start > _CHUNK:
        limit = start + _CHUNK
        cut = max(text.rfind(stop, start + _CHUNK // 2, limit) for stop in (". ", "! ", "? "))
        if cut < 0:
            cut = text.rfind(" ", start + _CHUNK // 2, limit)
        cut = limit if cut < 0 else cut + 1
        chunks.append((start, cut))
        start = cut
    chunks.append((start, end))
    return chunks


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
