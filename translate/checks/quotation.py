"""Whether quotation marks and brackets come in pairs, and are there at all where the source has some."""

from __future__ import annotations

import re

from aitui.translate.checks.pair import Pair
from aitui.translate.translation import Mark, MarkKind

_ANY = frozenset('„“”"»«「」『』')
_OPENING, _CLOSING = frozenset("“「『"), frozenset("”」』")

_ITEM = re.compile(r"(?<!\w)(?:\d{1,3}|[a-z])\)")
_BRACKETS = (("(（", ")）"), ("《", "》"), ("[【", "]】"))
_QUOTED = re.compile(r"[„“”\"»«](?:[^\s„“”\"»«]{1,60}\s){5}[^„“”\"»«]{1,2000}[“”\"»«]")
"""Six words or more in quotation marks; shorter ones may be left out."""


def check(pair: Pair) -> Mark | None:
    """A mark where one is open, or where a model left out all; people do that when they tell what somebody said.

    A source that has a single one itself may have continued speech.
    """
    source = sum(char in _ANY for char in pair.source)
    target = sum(char in _ANY for char in pair.target)
    if source % 2 == 0 and target % 2:
        return Mark(MarkKind.QUOTATION, "a quotation mark has no partner")
    if source % 2 == 0 and '"' not in pair.target and target:
        opening = sum(char in _OPENING for char in pair.target)
        closing = sum(char in _CLOSING for char in pair.target)
        if opening != closing and "„" not in pair.target and "«" not in pair.target:
            return Mark(MarkKind.QUOTATION, "a quotation mark has no partner")
    if pair.by_machine and _is_open(pair.target) and not _is_open(pair.source):
        return Mark(MarkKind.QUOTATION, "a bracket has no partner")
    if (
        pair.by_machine
        and _QUOTED.search(pair.source)
        and not target
        and not any(char in pair.target for char in "'‘’《》")
    ):
        return Mark(MarkKind.QUOTATION, "the quotation marks of the source are missing")
    return None


def _is_open(text: str) -> bool:
    """Whether a bracket has no partner; items of lists ('a)', '1)') have none."""
    text = _ITEM.sub("", text)
    return any(sum(map(text.count, opening)) != sum(map(text.count, closing)) for opening, closing in _BRACKETS)
