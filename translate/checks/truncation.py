"""Whether a translation stops before its sentence does."""

from __future__ import annotations

import re

from aitui.translate.checks import length
from aitui.translate.checks.pair import Pair
from aitui.translate.translation import Mark, MarkKind

_END = re.compile(r"[.!?…:;。！？：；][”“\"»«’'‘)\]）」』》]*$")
_CLOSED = re.compile(r"[”“\"»«’'‘)\]）」』》]$")
_CUT = re.compile(
    r"(?:[,，、(（–—-]|\b(?:the|a|an|of|and|or|to|in|for|with|that|which|by|from|as|at|is|are|was|were|its|their|his|her))$",
    re.IGNORECASE,
)

_TAIL = 60
"""So many characters tell how a text ends; a pattern for an end is tried at each of them."""
_WHOLE = 0.95
"""From this share of the usual length on nothing needs to be missing."""


def check(pair: Pair) -> Mark | None:
    """A mark that says how the end looks; Chinese is often written without a full stop."""
    if pair.truncated:
        return Mark(MarkKind.TRUNCATED, "the model did not come to an end")
    target, source = pair.target.rstrip()[-_TAIL:], pair.source.rstrip()[-_TAIL:]
    if not target:
        return None
    if pair.to != "zh" and _END.search(source) and not _END.search(target):
        if _CUT.search(target) or (not _CLOSED.search(target) and (pair.by_machine or _is_short(pair))):
            return Mark(MarkKind.TRUNCATED, "the end of the sentence is missing")
    elif _CUT.search(target) and not _CUT.search(source):
        return Mark(MarkKind.TRUNCATED, f"ends in “{target.split()[-1][-20:]}”")
    return None


def _is_short(pair: Pair) -> bool:
    """Whether so much is missing that a person did not only forget the full stop."""
    share = length.share(pair)
    return share is None or share < _WHOLE
