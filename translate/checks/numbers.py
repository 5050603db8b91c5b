"""Whether every number came through with its value."""

from __future__ import annotations

import re
from collections.abc import Set
from decimal import Decimal

from aitui.translate.checks.pair import Pair
from aitui.translate.guard.values import Value, Values
from aitui.translate.translation import Mark, MarkKind

_SHOWN = 3
_HALF_DAY = Decimal(12)
_GLUED = re.compile(r"(?<=[^\W\d_])-?(\d{1,12})(?!\d)|(?<!\d)(\d{1,12})(?=[^\W\d_])")
"""Figures that are part of a word: 'B215'."""


def check(pair: Pair) -> Mark | None:
    """A mark naming the numbers that are missing or new; one written as a word or by another magnitude is there."""
    source, target = pair.source_values, pair.target_values
    lost = _missing(source, target, pair.target)
    new = _missing(target, source, pair.source)
    if not lost and not new:
        return None
    told = []
    if lost:
        told.append(f"{_listed(lost)} of the source {'is' if len(lost) == 1 else 'are'} missing")
    if new:
        told.append(f"{_listed(new)} {'is' if len(new) == 1 else 'are'} not in the source")
    return Mark(MarkKind.NUMBER, "; ".join(told))


def _missing(values: Values, others: Values, text: str) -> list[Value]:
    """Those of `values` that the `others`, the numbers of `text`, do not have in any form."""
    if not values.written:
        return []
    present = {value.amount for value in others.written} | others.worded
    years = {amount % 100 for amount in present if 1900 <= amount < 2100}
    left = [value for value in values.written if not _has(present, years, value.amount)]
    glued = {figures for match in _GLUED.finditer(text) for figures in match.groups()} if left else set()
    return [value for value in left if value.text not in glued]


def _has(present: Set[Decimal], years: Set[Decimal], amount: Decimal) -> bool:
    """Also 14 and 2 o'clock, 1990 and the nineties."""
    return (
        amount in present
        or (0 < amount <= _HALF_DAY and amount + _HALF_DAY in present)
        or (_HALF_DAY < amount <= 2 * _HALF_DAY and amount - _HALF_DAY in present)
        or (amount < 100 and amount in years)
        or (1900 <= amount < 2100 and amount % 100 in present)
    )


def _listed(values: list[Value]) -> str:
    shown = list(dict.fromkeys(value.text.strip() for value in values))
    return ", ".join(shown[:_SHOWN]) + (", …" if len(shown) > _SHOWN else "")
