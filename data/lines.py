"""From characters to paragraphs: lines, white space, and text that was wrapped by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"([^\r\n\u2028\u2029]*)(?:\r\n|[\r\n\u2028\u2029]|$)")
_WRAP_WIDTHS = range(40, 121)
"""Columns at which people and programs wrap mail and plain text by hand."""
MARKER = re.compile(r"(?:[•‣▪◦●○■·∙*+–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)]|#{1,6}|>+)[ \t\u00a0]+(?=\S)")
"""What may stand before the text of a list item, a Markdown heading or a quotation."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text without the white space around it.

    `chunk` numbers the stretches that blank lines set apart: paragraphs with equal numbers stand on neighbouring
    lines.
    """

    start: int
    end: int
    chunk: int


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of `text`: its non-blank lines, with lines that were wrapped by hand joined again.

    A line of only white space (no-break spaces too) is blank.
    """
    found = [Paragraph(start, end, chunk) for start, end, chunk in _lines(text)]
    width = max((line.end - line.start for line in found), default=0)
    if width not in _WRAP_WIDTHS or not _is_wrapped(text, found, width):
        return found
    joined: list[Paragraph] = []
    for line, previous in zip(found, [None, *found[:-1]], strict=True):
        if previous and joined and _goes_on(text, previous, line, width):
            joined[-1] = Paragraph(joined[-1].start, line.end, line.chunk)
        else:
            joined.append(line)
    return joined


def _lines(text: str) -> Iterator[tuple[int, int, int]]:
    chunk, blank = 0, False
    for match in _LINE.finditer(text):
        line = match[1]
        content = line.strip()
        if not content:
            blank = True
            continue
        if blank:
            chunk, blank = chunk + 1, False
        start = match.start() + len(line) - len(line.lstrip())
        yield start, start + len(content), chunk


def _is_wrapped(text: str, lines: list[Paragraph], width: int) -> bool:
    """Whether most line breaks inside chunks stand where the next word would not have fitted any more."""
    full = total = 0
    for line, following in pairwise(lines):
        if line.chunk == following.chunk and not MARKER.match(text, following.start):
            total += 1
            full += _is_full(text, line, following, width)
    return total >= 3 and full >= 0.7 * total


def _is_full(text: str, line: Paragraph, following: Paragraph, width: int) -> bool:
    first_word = text[following.start : following.end].split(maxsplit=1)[0]
    # Ragged right: hyphenation and justified text leave a few columns more.
    return line.end - line.start + 1 + len(first_word) > width - 3


def _goes_on(text: str, line: Paragraph, following: Paragraph, width: int) -> bool:
    if line.chunk != following.chunk or MARKER.match(text, following.start):
        return False
    return _is_full(text, line, following, width)
