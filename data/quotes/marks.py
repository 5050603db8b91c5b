"""Which quotation mark belongs to which: pairs of marks within a block, and quotations that run on over blocks.

A mark opens or closes by what stands beside it (start or end of a word) and by what is open already, because the
same character does both: `“` closes after `„` and opens before `”`; `»` opens in Germany and closes in Switzerland.
Every mark is pushed and popped at most once, so the work is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from aitui.data.article import Block

_MARK = re.compile(r",,(?=\w)|''|``|´´|[„“”‟\"＂«»‚‘’‛'‹›]")
_SINGLE = frozenset("‚‘’‛'‹›")
_APOSTROPHES = frozenset("’'‘‛")
_ONLY_OPENS = frozenset({"„", ",,", "‟", "‚"})
_PARTNER = {"«": "»", "»": "«", "‹": "›", "›": "‹"}
_BEFORE_OPENING = frozenset('([{/–—-:=>„“”"«»‚‘‹›…')
_MAX_RUN_ON = 12
"""Blocks after which a quotation that nobody closed is given up."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two marks: `start` and `end` without them and the white space inside, `outer_*` with them."""

    outer_start: int
    start: int
    end: int
    outer_end: int
    block: int
    single: bool = False
    """Whether the marks are single ones, which mostly hold a term."""
    runs_on: bool = False
    """Whether it goes on in the next block or comes from the one before."""


class _Role(Enum):
    OPENS = auto()
    CLOSES = auto()
    NONE = auto()


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    end: int
    inner: list[Quotation] = field(default_factory=list)
    """Quotations closed within; they count only if this one is never closed."""


@dataclass(slots=True)
class _Pairing:
    """The marks of one block."""

    found: list[Quotation]
    """Outermost pairs."""
    unclosed: _Open | None
    """The last double opener without a partner, if no pair stands behind it."""
    stray_closer: int | None
    """Where a closer stands before anything was opened."""
    first_mark: int
    """Where the first opener stands, or the end of the block."""


def quotations(text: str, blocks: Sequence[Block]) -> list[Quotation]:
    """The outermost quotations of the blocks that are no boilerplate, in reading order, none overlapping."""
    found: list[Quotation] = []
    carried: list[Quotation] = []  # of a quotation still open, one for each block so far
    for index, block in enumerate(blocks):
        if block.boilerplate:
            continue
        pairing = _pair(text, block, index)
        if carried:
            found.extend(_proved(text, block, index, carried, pairing))
            carried = _carried_on(text, block, index, carried, pairing)
        found.extend(pairing.found)
        if pairing.unclosed:
            opened = pairing.unclosed
            rest = _quotation(text, opened, block.end, block.end, index, runs_on=True)
            carried = [rest] if rest else []
    found.sort(key=lambda quotation: quotation.outer_start)
    return found


def _pair(text: str, block: Block, index: int) -> _Pairing:
    doubles: list[_Open] = []
    singles: list[_Open] = []
    found: list[Quotation] = []
    stray: int | None = None
    first = block.end
    for match in _MARK.finditer(text, block.start, block.end):
        mark, start, end = match[0], match.start(), match.end()
        before = text[start - 1] if start > block.start else " "
        after = text[end] if end < block.end else " "
        stack = singles if mark in _SINGLE else doubles
        top = (
            stack[-1] if stack and not (stack is singles and doubles and doubles[-1].start > stack[-1].start) else None
        )
        role = _role(mark, before, after, top.mark if top else None)
        if role is _Role.OPENS:
            stack.append(_Open(mark, start, end))
            first = min(first, start)
        elif role is _Role.CLOSES and top:
            stack.pop()
            while stack is doubles and singles and singles[-1].start > top.start:
                singles.pop()
            quotation = _quotation(text, top, start, end, index)
            if quotation and not (stack is singles and doubles):
                (doubles[-1].inner if doubles else found).append(quotation)
        elif role is _Role.CLOSES and stack is doubles and stray is None and first == block.end:
            stray = start
    for opened in doubles:
        found.extend(opened.inner)
    found = _outermost(found)
    unclosed = doubles[-1] if doubles and not doubles[-1].inner else None
    if unclosed and (closed := _closed_by_the_block(text, unclosed, block, index)):
        found.append(closed)
        unclosed = None
    return _Pairing(found, unclosed, stray, first)


def _role(mark: str, before: str, after: str, top: str | None) -> _Role:
    """What a mark does between two characters, `top` being the opener of its sort that is still open."""
    if mark in _APOSTROPHES and before.isalnum() and after.isalnum():
        return _Role.NONE
    starts_word = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    ends_word = not before.isspace() and not after.isalnum()
    if mark in _ONLY_OPENS:
        return _Role.CLOSES if mark == top and ends_word and not starts_word else _Role.OPENS
    if mark in _PARTNER:
        if top == _PARTNER[mark]:
            return _Role.CLOSES
        if ends_word and not starts_word:
            return _Role.CLOSES
        return _Role.OPENS if starts_word or top is None else _Role.NONE
    if mark in _APOSTROPHES:
        if top and ends_word:
            return _Role.CLOSES
        return _Role.OPENS if top is None and mark != "’" and starts_word and after.isalnum() else _Role.NONE
    if top and (ends_word or not starts_word or not (after.isalnum() or after in _BEFORE_OPENING)):
        # Even where a space was forgotten or put in too many: „Ja“sagte er; „Ja “, sagte er.
        return _Role.CLOSES
    if starts_word:
        return _Role.OPENS
    if ends_word:
        return _Role.CLOSES
    # als"unkorrekt" opens; 27"x40" are inches.
    return _Role.NONE if before.isdigit() or mark == "”" else _Role.OPENS


def _quotation(
    text: str, opened: _Open, end: int, outer_end: int, block: int, *, runs_on: bool = False
) -> Quotation | None:
    """A quotation without the white space inside its marks; None if nothing else stands there."""
    content = text[opened.end : end]
    stripped = content.strip()
    if not stripped:
        return None
    start = opened.end + len(content) - len(content.lstrip())
    return Quotation(
        opened.start, start, start + len(stripped), outer_end, block, opened.mark in _SINGLE, runs_on=runs_on
    )


def _outermost(found: list[Quotation]) -> list[Quotation]:
    """Without those inside others; single marks around double ones are taken for apostrophes."""
    found.sort(key=lambda quotation: quotation.outer_start)
    kept: list[Quotation] = []
    for quotation in found:
        if kept and quotation.outer_start < kept[-1].outer_end:
            if not kept[-1].single:
                continue
            kept.pop()
        kept.append(quotation)
    return kept


def _closed_by_the_block(text: str, opened: _Open, block: Block, index: int) -> Quotation | None:
    """A quotation after a colon whose closing mark was forgotten: it ends with the block, at a sentence's end."""
    if text[block.start : opened.start].rstrip()[-1:] != ":" or text[block.end - 1] not in ".!?":
        return None
    return _quotation(text, opened, block.end, block.end, index)


def _proved(text: str, block: Block, index: int, carried: list[Quotation], pairing: _Pairing) -> list[Quotation]:
    """What this block proves about a quotation left open: the blocks it covers, or nothing."""
    if len(carried) == 1 and pairing.first_mark == block.content_start:
        return carried
    if pairing.stray_closer is not None:
        start = block.content_start
        closing = _quotation(
            text, _Open('"', start, start), pairing.stray_closer, pairing.stray_closer + 1, index, runs_on=True
        )
        return [*carried, closing] if closing else carried
    return []


def _carried_on(text: str, block: Block, index: int, carried: list[Quotation], pairing: _Pairing) -> list[Quotation]:
    """The open quotation with this block added, or nothing where it is over or given up."""
    if pairing.first_mark < block.end or pairing.stray_closer is not None or len(carried) >= _MAX_RUN_ON:
        return []
    start = block.content_start
    whole = _quotation(text, _Open('"', start, start), block.end, block.end, index, runs_on=True)
    return [*carried, whole] if whole else []
