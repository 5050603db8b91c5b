"""Finds quantities in English text: '38,000', '$30 billion', 'July 9, 2024', '83%', '2:30 p.m.', '1990s'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aitui.translate.guard.quantity import CURRENCIES, MONTH_NUMBERS, UNITS, Quantity, QuantityKind, signed

WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000,
}  # fmt: skip
"""Number words and their values."""

_MAGNITUDES = {"thousand": 3, "million": 6, "millions": 6, "m": 6, "mn": 6, "billion": 9, "billions": 9, "bn": 9,
               "trillion": 12, "quadrillion": 15}  # fmt: skip
_UNITS = (
    {spelling: name for name, unit in UNITS.items() for spelling in (unit.one, unit.many) if len(spelling) > 1}
    | {unit.many.replace("meter", "metre"): name for name, unit in UNITS.items() if "meter" in unit.many}
    | {"metric tons": "tonne", "tons": "tonne", "litres": "liter"}
)
"""Units as they are written in English; 'm' and 't' behind a number may be millions and trillions."""
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SPACE = "[ \u00a0\u202f\u2009]"
_NUMBER = (
    rf"(?:[1-9]\d{{0,2}}(?:,\d{{3}}){{1,6}}(?!\d)|[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}}){{1,6}}(?![\d,])|\d{{1,40}}+)"
    r"(?:\.\d{1,20}(?!\d))?(?![.:/]\d|,\d{3})"
)
_MAGNITUDE = r"(?:thousand|millions?|billions?|trillion|quadrillion|bn|mn)(?![^\W\d_])"
_CURRENCY = "|".join(re.escape(name) + (r"(?![^\W\d_])" if name[-1].isalpha() else "") for name in CURRENCIES)
_UNIT = "|".join(re.escape(name) for name in sorted(_UNITS, key=len, reverse=True))
_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_START = r"(?<!\w)(?<!\d[.,:/])"

# Every branch begins with a look at one character: most places in a text begin no quantity, and that must cost little.
_PATTERN = re.compile(
    rf"""{_START}(?:(?=\d)(?:
        (?P<dayfirst>(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?{_SPACE}(?:of{_SPACE})?(?P<month2>{_MONTHS})(?![^\W\d_])
            (?:,?{_SPACE}(?P<year2>[12]\d{{3}})(?![\d,]\d|\d))?)
        |(?P<time>(?P<clock>[0-2]?\d:[0-5]\d(?::[0-5]\d)?)(?!\d)
            |(?P<hour>[0-1]?\d)(?:\.(?P<minute>[0-5]\d))?(?={_SPACE}?[ap]\.?m\b))(?P<half>{_SPACE}?[ap]\.?m\b\.?)?
        |(?P<decade>(?P<tens>(?:[12]\d{{2}}|[1-9])0)['’]?s)(?!\w)
        |(?P<range>(?P<low>{_NUMBER})[–—-](?P<high>{_NUMBER}))
            (?P<rangepercent>{_SPACE}?(?:%|percent\b|per{_SPACE}cent\b))?(?![\d.,:/–-]*\d)(?!-?[^\W\d_])
        |(?P<ordinal>(?P<rank>\d{{1,3}})(?:st|nd|rd|th))(?!\w)
        |(?P<number>{_NUMBER})(?:[ -]?(?P<magnitude>{_MAGNITUDE}))?
            (?:(?P<percent>{_SPACE}?(?:%|percent(?![^\W\d_])|per{_SPACE}cent(?![^\W\d_])))
            |[ -]?(?P<currency>{_CURRENCY})(?!\d)  # in 2024 $30 million the sign is not that of 2024
            |{_SPACE}?(?P<unit>{_UNIT})(?![\w²³/-]))?
        |(?P<odd>\d{{1,40}}(?:[.,:/]\d{{1,40}}){{1,9}}))
    |(?=[JFMASOND])(?P<month>{_MONTHS}){_SPACE}(?:(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\w.:]*\d)
            (?:,?{_SPACE}(?P<year>[12]\d{{3}})(?![\d,]\d|\d))?|(?P<year3>[12]\d{{3}})(?![\d.,]\d|\d))
    |(?=[JFMASOND])(?P<alone>{_MONTHS})(?![\w-])
    |(?=[$€£¥A-Z])(?P<before>{_CURRENCY}){_SPACE}?(?P<amount>{_NUMBER})(?:[ -]?(?P<scale>{_MAGNITUDE}|m(?!\w)))?
    |(?=[a-zA-Z]\w{{2,9}}[ -][mbt])(?P<word>(?i:{_WORD}))[ -](?P<wordscale>{_MAGNITUDE})
        (?:[ -](?P<wordcurrency>{_CURRENCY}))?
    )""",
    re.VERBOSE,
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|until|till|from|by|after|before|during|year|early|late|mid|to|of|and|between)[ -]$", re.IGNORECASE
)
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|until|till|from|through|early|late|mid|last|next|during|end of|beginning of|middle of)[ -]$",
    re.IGNORECASE,
)
"""What stands in front of a month that is one, where its name may be something else."""
_AMBIGUOUS_MONTHS = frozenset({"March", "April", "May", "June", "August"})
"""Words, and names of people."""
_FROM = re.compile(r"\bfrom[ -]$")
_BEHIND_MAY = re.compile(r"[ -](?:to|through|until|till|on|onwards?|this|last|next|of)\b")
"""A letter from May is from somebody of that name, unless it goes on so."""
_YEAR = re.compile(r"(?:19|20)\d\d")


def quantities(text: str) -> Iterator[Quantity]:
    """The quantities of English `text`, in order, not overlapping; a number word only in front of a magnitude."""
    position = 0
    while match := _PATTERN.search(text, position):
        found = _quantity(match)
        position = match.end() if found is None else found.end
        if found is not None:
            yield signed(found, text)


def _quantity(match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    group = match.groupdict()
    if name := group["alone"]:
        if name in _AMBIGUOUS_MONTHS and not _BEFORE_MONTH.search(match.string, max(0, start - 14), start):
            return None
        if (
            name == "May"
            and _FROM.search(match.string, max(0, start - 5), start)
            and not _BEHIND_MAY.match(match.string, end)
        ):
            return None
        return Quantity(start, end, QuantityKind.DATE, "", month=MONTH_NUMBERS[name])
    if name := group["month"] or group["month2"]:
        day = int(group["day"] or group["day2"] or 0)
        year = int(group["year"] or group["year2"] or group["year3"] or 0)
        return Quantity(start, end, QuantityKind.DATE, "", day=day, month=MONTH_NUMBERS[name], year=year)
    if group["time"]:
        return Quantity(
            start,
            end,
            QuantityKind.TIME,
            _clock(group["clock"] or f"{group['hour']}:{group['minute'] or '00'}", group["half"]),
        )
    if group["decade"]:
        return Quantity(start, end, QuantityKind.DECADE, group["tens"])
    if group["before"]:
        power = _MAGNITUDES[group["scale"]] if group["scale"] else 0
        return Quantity(start, end, QuantityKind.MONEY, group["amount"], power, CURRENCIES[group["before"]])
    if group["range"]:
        percent = "%" if group["rangepercent"] else ""
        return Quantity(start, end, QuantityKind.RANGE, f"{group['low']}–{group['high']}{percent}")
    if group["ordinal"]:
        return Quantity(start, end, QuantityKind.ORDINAL, group["rank"])
    if group["odd"]:
        return Quantity(start, end, QuantityKind.NUMBER, group["odd"])
    number = group["number"]
    written = str(WORDS[group["word"].lower()]) if group["word"] else _figure(number)
    scale = group["magnitude"] or group["wordscale"]
    power = _MAGNITUDES[scale] if scale else 0
    if group["percent"]:
        return Quantity(start, end, QuantityKind.PERCENT, written, power)
    if currency := group["currency"] or group["wordcurrency"]:
        return Quantity(start, end, QuantityKind.MONEY, written, power, CURRENCIES[currency])
    if group["unit"]:
        return Quantity(start, end, QuantityKind.MEASURE, written, power, unit=_UNITS[group["unit"]])
    if (
        number
        and not power
        and _YEAR.fullmatch(number)
        and _YEAR_BEFORE.search(match.string, max(0, start - 10), start)
    ):
        return Quantity(start, end, QuantityKind.YEAR, number)
    return Quantity(start, end, QuantityKind.NUMBER, written, power)


def _figure(number: str) -> str:
    """With commas where there are spaces: '35 000'."""
    return re.sub(_SPACE, ",", number)


def _clock(clock: str, half: str | None) -> str:
    """A time of day by twenty-four hours."""
    hour, _, rest = clock.partition(":")
    if half:
        number = int(hour) % 12 + (12 if "p" in half.lower() else 0)
        return f"{number}:{rest}"
    return clock
