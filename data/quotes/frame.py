"""The article's own words around its quotations: sentences in which a quotation counts as a single token.

A sentence splitter sees a full stop inside a quotation and cuts there; who said it stands behind the mark. So
sentences are put together anew here: boundaries inside a quotation are none, and one behind a closing mark is one
only if what follows begins a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aitui.data.article import Article, Block
from aitui.data.quotes.marks import Quotation

_TOKEN = re.compile(r"\w+(?:[.&/'’‐‑-]+\w+)*|[^\w\s]")
_STOPS = ".!?…"
_CLAUSE_MARKS = frozenset(",;–—")


class Token(NamedTuple):
    """A word, a punctuation character, or a whole quotation with its marks."""

    text: str
    start: int
    end: int
    quotation: Quotation | None = None

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital letter: a noun or a name; so does the second half of '18-Jährige'."""
        return self.quotation is None and (self.text[:1].isupper() or "-Jährige" in self.text)

    @property
    def is_clause_mark(self) -> bool:
        """Whether it parts clauses: comma, semicolon, dash."""
        return self.text in _CLAUSE_MARKS


@dataclass(slots=True)
class Frame:
    """A sentence of a block, quotations folded."""

    block: int
    tokens: list[Token]
    lower: list[str]
    """The tokens in small letters, for look-ups; a quotation is an empty string."""

    @property
    def start(self) -> int:
        """Where its first token begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where its last token ends."""
        return self.tokens[-1].end

    def quotations(self) -> Iterator[tuple[int, Quotation]]:
        """Its quotations, each with the index of its token."""
        for index, token in enumerate(self.tokens):
            if token.quotation:
                yield index, token.quotation


def frames(article: Article, found: Sequence[Quotation]) -> list[Frame]:
    """The sentences of all blocks that are no boilerplate; `found` are the article's quotations in reading order."""
    result: list[Frame] = []
    starts = [quotation.outer_start for quotation in found]
    for index, block in enumerate(article.blocks):
        if block.boilerplate:
            continue
        first, last = bisect_left(starts, block.start), bisect_left(starts, block.end)
        result.extend(_block_frames(article.text, block, index, found[first:last]))
    return result


def _block_frames(text: str, block: Block, index: int, found: Sequence[Quotation]) -> Iterator[Frame]:
    boundaries = {sentence.start for sentence in block.sentences}
    current: list[Token] = []
    for token in _tokens(text, block, found):
        if current and _begins(current[-1], token, boundaries, text):
            yield _frame(index, current)
            current = []
        current.append(token)
    if current:
        yield _frame(index, current)


def _frame(block: int, tokens: list[Token]) -> Frame:
    return Frame(block, tokens, ["" if token.quotation else token.text.lower() for token in tokens])


def _tokens(text: str, block: Block, found: Sequence[Quotation]) -> Iterator[Token]:
    position = block.content_start
    for quotation in found:
        for match in _TOKEN.finditer(text, position, quotation.outer_start):
            yield Token(match[0], match.start(), match.end())
        yield Token("„“", quotation.outer_start, quotation.outer_end, quotation)
        position = max(position, quotation.outer_end)
    for match in _TOKEN.finditer(text, position, block.end):
        yield Token(match[0], match.start(), match.end())


def _begins(before: Token, token: Token, boundaries: set[int], text: str) -> bool:
    """Whether a sentence begins with `token`."""
    starts_like_one = token.quotation is not None or token.text[0].isupper() or token.text[0].isdigit()
    if before.quotation:
        inside = text[before.quotation.end - 1]
        if token.quotation:
            return inside in _STOPS
        return starts_like_one and (inside in _STOPS or token.start in boundaries) and before.end < token.start
    if token.start in boundaries:
        return not token.is_clause_mark and (starts_like_one or before.text in _STOPS)
    # A splitter that takes marks for balanced may run over a full stop behind a closing mark.
    return before.text in _STOPS and token.quotation is not None and before.end < token.start
