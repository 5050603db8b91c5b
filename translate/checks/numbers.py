"""Whether every number came through with its value."""

from __future__ import annotations

import re
from decimal import Decimal

from aitui.translate.checks.pair import Pair
from aitui.translate.guard.values import Value, Values
from aitui.translate.translation import Mark, MarkKind

_SHOWN = 3
_CLOCK_HALVES = Decimal(12)
_GLUED = re.compile(r"(?<=[^\W\d_])-?(\d{1,12})(?!\d)|(?<!\d)(\d{1,12})(?=[^\W\d_])")
"""Figures that are part of a word: 'B215'."""


def check(pair: Pair) -> Mark | None:
    """A mark naming the numbers that are missing or new; one written as a word or by another magnitude is there."""
    source, target = pair.source_values, pair.target_values
    lost = [value for value in source.written if not _is_in(value, target, pair.target)]
    new = [value for value in target.written if not _is_in(value, source, pair.source)]
    if not lost and not new:
        return None
    told = []
    if lost:
        told.append(f"{_listed(lost)} of the source {'is' if len(lost) == 1 else 'are'} missing")
    if new:
        told.append(f"{_listed(new)} {'is' if len(new) == 1 else 'are'} not in the source")
    return Mark(MarkKind.NUMBER, "; ".join(told))


def _is_in(value: Value, others: Values, text: str) -> bool:
    if any(_same(value.amount, amount) for amount in others.worded):
        return True
    if any(_same(value.amount, other.amount) for other in others.written):
        return True
    return value.text.isdigit() and any(value.text in match.groups() for match in _GLUED.finditer(text))


def _same(one: Decimal, other: Decimal) -> bool:
    """Also 14 and 2 o'clock, 1990 and the nineties."""
    if one == other:
        return True
    small, large = sorted((one, other))
    if 0 < small <= _CLOCK_HALVES and large - small == _CLOCK_HALVES:
        return True
    return 1900 <= large < 2100 and small < 100 and large % 100 == small


def _listed(values: list[Value]) -> str:
    shown = list(dict.fromkeys(value.text.strip() for value in values))
    return ", ".join(shown[:_SHOWN]) + (", …" if len(shown) > _SHOWN else "")
