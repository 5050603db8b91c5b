"""Looks for what commonly goes wrong with a translation. Every check is a module with a function `check`.

A mark is a doubt, not a verdict: the limits are set so that few good translations of people get one.
"""

from __future__ import annotations

from collections.abc import Sequence

from aitui.translate.checks import (
    invention,
    length,
    names,
    numbers,
    quotation,
    repetition,
    script,
    truncation,
    untranslated,
)
from aitui.translate.checks.pair import Pair
from aitui.translate.translation import Mark, MarkKind

__all__ = ["Pair", "check", "doubt"]

_CHECKS = (numbers, names, untranslated, script, invention, repetition, length, truncation, quotation)
_WEIGHTS = {
    MarkKind.UNTRANSLATED: 5, MarkKind.NUMBER: 4, MarkKind.NAME: 4, MarkKind.SCRIPT: 4, MarkKind.REPETITION: 3,
    MarkKind.TRUNCATED: 3, MarkKind.LENGTH: 2, MarkKind.QUOTATION: 1,
}  # fmt: skip


def check(pair: Pair) -> tuple[Mark, ...]:
    """All doubts about a translation, the gravest kinds first."""
    return tuple(mark for module in _CHECKS if (mark := module.check(pair)) is not None)


def doubt(marks: Sequence[Mark]) -> int:
    """How much speaks against a translation; 0 without marks."""
    return sum(_WEIGHTS[mark.kind] for mark in marks)
