"""Breaking text into lines of terminal cells, for German, English and Chinese alike.

Between Chinese characters a line may break anywhere, except that no line starts with closing punctuation or ends with
opening punctuation (the usual rules of Chinese typesetting, GB/T 15834 and the W3C note "Requirements for Chinese
Text Layout"). Latin words stay whole, inside Chinese too, and break behind a hyphen; a word longer than the line is
cut where it must be. No-break spaces do not break.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rich.cells import get_character_cell_size

# Everything below these is one cell wide and has no combining characters.
_NARROW = re.compile(r"[ -\u02ff‐-‧‰-⁞€™]*")
_CLOSING = frozenset("，。、；：！？）》〉」』】〕〗］｝…—～·’”％‰℃!?),.:;]}%")
_OPENING = frozenset("（《〈「『【〔〖［｛‘“([{$￥¥£€")
_HYPHENS = frozenset("-‐–—/")


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Lines of at most `width` cells as (start, end) indexes into `text`, without the spaces they break at.

    An empty text is one empty line. `width` is at least 1; a character wider than that stands alone.
    """
    if len(text) <= width and _NARROW.fullmatch(text):
        return [(0, len(text))]
    if _NARROW.fullmatch(text):
        return _wrap_narrow(text, width)
    return _wrap_wide(text, width)


def _wrap_narrow(text: str, width: int) -> list[tuple[int, int]]:
    """Lines of a text in which every character is one cell: whole lines are searched at a time."""
    lines: list[tuple[int, int]] = []
    start, length = 0, len(text)
    hyphenated = any(mark in text for mark in _HYPHENS)
    while length - start > width:
        limit = start + width
        space = text.rfind(" ", start, limit + 1)
        cut = _hyphen_cut(text, max(start, space + 1), limit) if hyphenated else 0
        if cut > start:
            lines.append((start, cut))
            start = cut
        elif space > start:
            lines.append((start, space))
            start = space + 1
        elif space == start:
            start += 1
        else:
            lines.append((start, limit))
            start = limit
    lines.append((start, length))
    return lines


def _hyphen_cut(text: str, start: int, limit: int) -> int:
    """The last place up to `limit` that stands behind a hyphen inside a word begun at or after `start`, or 0."""
    hyphen = limit
    while (hyphen := max(text.rfind(mark, start + 1, hyphen) for mark in _HYPHENS)) >= 0:
        if text[hyphen - 1].isalnum() and text[hyphen + 1].isalpha():
            return hyphen + 1
    return 0


def _wrap_wide(text: str, width: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    start, length = 0, len(text)
    while start < length:
        end, cells = start, 0
        while end < length:
            cells += get_character_cell_size(text[end])
            if cells > width:
                break
            end += 1
        if end == length:
            break
        end = max(end, start + 1)
        cut = end
        while cut > start and not _may_break(text, cut):
            cut -= 1
        if cut == start:
            cut = end
            while cut > start + 1 and _is_joined(text, cut):
                cut -= 1
        stop = cut
        while stop > start and text[stop - 1] == " ":
            stop -= 1
        lines.append((start, stop))
        start = cut
        while start < length and text[start] == " ":
            start += 1
    if start < length or not lines:
        lines.append((start, length))
    return lines


def _may_break(text: str, index: int) -> bool:
    """Whether a line may end before `text[index]`."""
    before, after = text[index - 1], text[index]
    if after == " " or before == " ":
        return True
    if before == "\u00a0" or after == "\u00a0" or _is_joined(text, index):
        return False
    if _is_ideographic(before) or _is_ideographic(after):
        return after not in _CLOSING and before not in _OPENING
    return before in _HYPHENS and after.isalpha() and index > 1 and text[index - 2].isalnum()


def _is_joined(text: str, index: int) -> bool:
    """Whether the characters around `index` make one: combining marks, joiners, variation selectors, skin tones."""
    before, after = text[index - 1], text[index]
    return (
        after == "\u200d"
        or before == "\u200d"
        or get_character_cell_size(after) == 0
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or ("\U0001f1e6" <= after <= "\U0001f1ff" and "\U0001f1e6" <= before <= "\U0001f1ff")
    )


@lru_cache(maxsize=8192)
def _is_ideographic(character: str) -> bool:
    """Whether lines may break beside the character: Chinese, Japanese, full-width forms."""
    point = ord(character)
    return (
        0x2E80 <= point <= 0xA4CF
        or 0xAC00 <= point <= 0xD7A3
        or 0xF900 <= point <= 0xFAFF
        or (0xFE30 <= point <= 0xFE6F or 0xFF00 <= point <= 0xFFEF or 0x20000 <= point <= 0x3FFFF)
    )
