"""Whether every number came through with its value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from decimal import Decimal

from aitui.translate.checks.pair import Pair
from aitui.translate.guard.quantity import Quantity, QuantityKind
from aitui.translate.guard.values import Value, Values
from aitui.translate.translation import Mark, MarkKind

_SHOWN = 3
_HALF_DAY = Decimal(12)
_CLOCK = re.compile(r"\bUhr\b|\d ?[ap]\.?m\b|o['’]clock|\b(?:noon|midnight)\b|\d(?:[点时]|:\d)")
"""What tells that a text speaks of the time of day."""
_SHORT_YEARS = re.compile(r"(?:19|20)\d\d[-–/]\d\d(?!\d)|['’]\d0s?\b|\d0(?:er|s)\b|(?:年代|\d0 ?后)")
"""What tells that years and decades stand there by their last two figures."""
_FIGURES = r"\d(?:[\d.,]{0,20}\d)?"
_IMPERIAL = re.compile(
    rf"(?<![\d.,])({_FIGURES})(?:(?: and | to | or |[-–])({_FIGURES}))?[ -](?:½ )?(?:(?:million|billion)[ -])?"
    r"(?:feet|foot|ft|miles?|pounds|inch(?:es)?|acres?|yards)\b"
)
_GLUED = re.compile(r"(?<=[^\W\d_])-?(\d{1,12})(?!\d)|(?<!\d)(\d{1,12})(?=[^\W\d_])")
"""Figures that are part of a word: 'B215'."""


def check(pair: Pair) -> Mark | None:
    """A mark naming the numbers that are missing or new; one written as a word or by another magnitude is there."""
    source, target = pair.source_values, pair.target_values
    lost = _missing(source, target, pair.target)
    new = _missing(target, source, pair.source)
    if new and not pair.by_machine and any(value.kind is QuantityKind.MEASURE for value in lost):
        # People convert measures; nobody can tell how well.
        converted = {figures for found in _IMPERIAL.findall(pair.target) for figures in found if figures}
        new = [value for value in new if not converted.intersection(re.findall(_FIGURES, value.text))]
        lost = [value for value in lost if not converted or value.kind is not QuantityKind.MEASURE]
    told = [*_other_months(source, target), *_other_currencies(source, target)]
    if not lost and not new and not told:
        return None
    if lost:
        told.append(f"{_listed(lost)} of the source {'is' if len(lost) == 1 else 'are'} missing")
    if new:
        told.append(f"{_listed(new)} {'is' if len(new) == 1 else 'are'} not in the source")
    return Mark(MarkKind.NUMBER, "; ".join(told))


def _other_months(source: Values, target: Values) -> Iterator[str]:
    """What is said of days that stand in another month: May 3 and June 3."""
    written = {(date.month, date.day) for date in target.dates}
    for date in source.dates:
        found = next((other for other in target.dates if other.day == date.day and other.month != date.month), None)
        if found is not None and (date.month, date.day) not in written:
            yield _became(source, date, target, found)


def _other_currencies(source: Values, target: Values) -> Iterator[str]:
    """What is said of sums of money that are the same in another currency: 5 euros and 5 dollars."""
    sums = [found for found in target.quantities if found.currency]
    written = {(money.value, money.currency) for money in sums}
    for money in source.quantities:
        found = next((other for other in sums if other.value == money.value), None)
        if money.currency and found is not None and (money.value, money.currency) not in written:
            yield _became(source, money, target, found)


def _became(source: Values, said: Quantity, target: Values, found: Quantity) -> str:
    return f"{source.text[said.start : said.end]} of the source is {target.text[found.start : found.end]}"


def _missing(values: Values, others: Values, text: str) -> list[Value]:
    """Those of `values` that the `others`, the numbers of `text`, do not have in any form."""
    if not values.written:
        return []
    present = {value.amount for value in others.written} | others.worded
    absent = [value for value in values.written if value.amount not in present]
    if not absent:
        return []
    texts = (text, values.text)
    clock = any(map(_CLOCK.search, texts))
    years = present if any(map(_SHORT_YEARS.search, texts)) else others.worded
    left = [
        value
        for value in absent
        if not (clock and _is_hour_of(present, value.amount)) and not _is_year_of(years, value.amount)
    ]
    glued = {figures for match in _GLUED.finditer(text) for figures in match.groups()} if left else set()
    return [value for value in left if value.text not in glued]


def _is_hour_of(present: Set[Decimal], amount: Decimal) -> bool:
    """14 and 2 o'clock."""
    return (0 < amount <= _HALF_DAY and amount + _HALF_DAY in present) or (
        _HALF_DAY < amount <= 2 * _HALF_DAY and amount - _HALF_DAY in present
    )


def _is_year_of(present: Set[Decimal], amount: Decimal) -> bool:
    """1990 and the nineties, 2017 and 2016/17."""
    if 1900 <= amount < 2100:
        return amount % 100 in present
    return amount < 100 and any(1900 <= year < 2100 and year % 100 == amount for year in present)


def _listed(values: list[Value]) -> str:
    shown = list(dict.fromkeys(value.text.strip() for value in values))
    return ", ".join(shown[:_SHOWN]) + (", …" if len(shown) > _SHOWN else "")
