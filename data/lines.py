"""From characters to paragraphs: lines, white space, and text that was wrapped by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"([^\r\n\u2028\u2029]*)(?:\r\n|[\r\n\u2028\u2029]|$)")
_WRAP_WIDTHS = range(30, 121)
"""Columns at which people and programs wrap mail and plain text by hand."""
_SLACK = 3
"""Columns that hyphenation and justified text leave free at the end of a full line."""
_LONG_SHARE = 0.75
"""In proportional type, as PDF pages are set, a full line has at least this share of the longest line's characters."""
_ENDS = re.compile(r"[.!?…:;][“”\"»«’‘)\]]*$")
_PAUSES = re.compile(r"[.!?…:;,][“”\"»«’‘)\]]*$")
_EVIDENCE = 0.4
"""The share of breaks inside chunks that must look like wrapping; lists, addresses and verse are broken elsewhere."""
MARKER = re.compile(r"(?:[•‣▪◦●○■·∙*+–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)]|#{1,6}|>+)[ \t\u00a0]+(?=\S)")
"""What may stand before the text of a list item, a Markdown heading or a quotation."""
_NUMBER = re.compile(r"[0-9]{1,3}(?=\.[ \t\u00a0])")


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
    lines = [Paragraph(start, end, chunk) for start, end, chunk in _lines(text)]
    wrapping = _Wrapping.of(text, lines)
    if wrapping is None:
        return lines
    joined = lines[:1]
    for line, following in pairwise(lines):
        if wrapping.goes_on(line, following):
            joined[-1] = Paragraph(joined[-1].start, following.end, following.chunk)
        else:
            joined.append(following)
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


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """How the lines of a text were broken: at a column (`ragged` false), or somewhere near the page's edge."""

    text: str
    width: int
    ragged: bool
    numbers: frozenset[int]
    """The numbers with a full stop that lines begin with."""

    @classmethod
    def of(cls, text: str, lines: list[Paragraph]) -> _Wrapping | None:
        """The wrapping of `lines`, or None where each line is a paragraph of its own."""
        # A line of one long word, such as an address, is as wide as it is because it cannot be broken.
        width = max((line.end - line.start for line in lines if " " in text[line.start : line.end]), default=0)
        if width not in _WRAP_WIDTHS:
            return None
        numbers = frozenset(int(match[0]) for line in lines if (match := _NUMBER.match(text, line.start)))
        both = (cls(text, width, False, numbers), cls(text, width, True, numbers))
        pairs = [pair for pair in pairwise(lines) if both[0]._may_go_on(*pair)]
        if len(pairs) < 3:
            return None
        evidence = [sum(wrapping._is_evidence(*pair) for pair in pairs) for wrapping in both]
        return both[evidence.index(max(evidence))] if max(evidence) >= _EVIDENCE * len(pairs) else None

    def goes_on(self, line: Paragraph, following: Paragraph) -> bool:
        """Whether `following` belongs to the same paragraph as `line`."""
        if not self._may_go_on(line, following):
            return False
        if self.ragged:
            long = line.end - line.start >= _LONG_SHARE * self.width
            return long or self._breaks_inside_sentence(line, following)
        return self._is_full(line, following)

    def _may_go_on(self, line: Paragraph, following: Paragraph) -> bool:
        """Whether no blank line and no marker parts the two.

        A number is no marker where the sentence is not over and no line counts to it or on from it: 'am / 3. Mai'.
        """
        if line.chunk != following.chunk or not MARKER.match(self.text, following.start):
            return line.chunk == following.chunk
        number = _NUMBER.match(self.text, following.start)
        return (
            number is not None
            and self.numbers.isdisjoint((int(number[0]) - 1, int(number[0]) + 1))
            and not _ENDS.search(self._tail(line))
        )

    def _is_evidence(self, line: Paragraph, following: Paragraph) -> bool:
        """Whether the break between the two is unlikely to be the author's."""
        if self.ragged:
            return self._breaks_inside_sentence(line, following)
        return self._is_full(line, following) and not _PAUSES.search(self._tail(line))

    def _is_full(self, line: Paragraph, following: Paragraph) -> bool:
        """Whether the next word would not have fitted into `line` any more."""
        first_word = self.text[following.start : following.end].split(maxsplit=1)[0]
        return line.end - line.start + 1 + len(first_word) > self.width - _SLACK

    def _breaks_inside_sentence(self, line: Paragraph, following: Paragraph) -> bool:
        """Whether a small letter follows on a line that ends like no sentence."""
        return self.text[following.start].islower() and not _ENDS.search(self._tail(line))

    def _tail(self, line: Paragraph) -> str:
        return self.text[max(line.start, line.end - 4) : line.end]
