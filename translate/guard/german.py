"""Finds quantities in German text: '38.000', '5,5', '30 Milliarden US-Dollar', '9. Juli 2024', '83 %', '14.30 Uhr'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aitui.translate.guard.quantity import CURRENCIES, MONTH_NUMBERS, SIGNS, Quantity, QuantityKind, signed

WORDS = {
    "ein": 1, "eine": 1, "einer": 1, "einem": 1, "einen": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6,
    "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14,
    "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19, "zwanzig": 20, "dreißig": 30,
    "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90, "hundert": 100,
    "tausend": 1000,
}  # fmt: skip
"""Number words and their values."""

_MAGNITUDES = {
    "Tausend": 3, "tausend": 3, "Tsd": 3, "Million": 6, "Millionen": 6, "Mio": 6, "Milliarde": 9, "Milliarden": 9,
    "Mrd": 9, "Billion": 12, "Billionen": 12, "Bio": 12, "Billiarde": 15, "Billiarden": 15,
}  # fmt: skip
_UNIT_NAMES = {
    "Quadratkilometer": "square kilometer", "Quadratmeter": "square meter", "Kubikmeter": "cubic meter",
    "Kilometer": "kilometer", "Zentimeter": "centimeter", "Millimeter": "millimeter", "Nanometer": "nanometer",
    "Meter": "meter", "Hektar": "hectare", "Kilogramm": "kilogram", "Kilo": "kilogram", "Gramm": "gram",
    "Tonne": "tonne", "Tonnen": "tonne", "Liter": "liter", "Litern": "liter", "Barrel": "barrel", "Fass": "barrel",
    "Grad Celsius": "degree Celsius", "Grad": "degree",
    "Watt": "watt", "Kilowatt": "kilowatt", "Megawatt": "megawatt", "Gigawatt": "gigawatt",
    "Kilowattstunde": "kilowatt-hour", "Kilowattstunden": "kilowatt-hour", "Megawattstunden": "megawatt-hour",
    "Gigawattstunden": "gigawatt-hour", "Terawattstunden": "terawatt-hour",
    "Megabyte": "megabyte", "Gigabyte": "gigabyte", "Terabyte": "terabyte",
}  # fmt: skip
_UNITS = (
    _UNIT_NAMES
    | {f"{name}n": unit for name, unit in _UNIT_NAMES.items() if name.lower().endswith("meter")}
    | {sign: sign for sign in SIGNS}
    | {
        "m": "meter",
        "t": "tonne",
        "Prozentpunkte": "percentage point",
        "Prozentpunkten": "percentage point",
        "Prozentpunkt": "percentage point",
    }
)
"""Units as they are written in German, the names and the signs; 'm' and 't' behind a number are millions in English."""
_MONTHS = "Januar|Jänner|Februar|Feber|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_SHORT_MONTHS = r"(?:Jan|Feb|Mär|Mrz|Apr|Jun|Jul|Aug|Sept|Sep|Okt|Nov|Dez)"
_SPACE = "[ \u00a0\u202f\u2009]"
_BETWEEN = f"(?:{_SPACE}|-|)"
_INTEGER = (
    rf"(?:[1-9]\d{{0,2}}(?:[.'’]\d{{3}}){{1,6}}(?!\d)|[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}}){{1,6}}(?!\d)|\d{{1,40}}+)"
)
_NUMBER = rf"(?:\d{{1,9}}\.\d{{1,2}}(?![\d.,]\d|\d)|{_INTEGER}(?:,\d{{1,20}}(?!\d))?)(?![.:/]\d)"
_MAGNITUDE = (
    r"(?:Tausend|tausend|Tsd\.?|Millionen|Million|Mio\.?|Milliarden|Milliarde|Mrd\.?|Billionen|Billion|Bio\.?"
    r"|Billiarden?)(?![^\W\d_])"
)
_CURRENCY = "|".join(re.escape(name) + (r"(?![^\W\d_])" if name[-1].isalpha() else "") for name in CURRENCIES)
_UNIT = "|".join(re.escape(name) for name in sorted(_UNITS, key=len, reverse=True))
_SIGN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True) if len(sign) > 1)
_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_START = r"(?<!\w)(?<!\d[.,:/])"

# Every branch begins with a look at one character: most places in a text begin no quantity, and that must cost little.
_PATTERN = re.compile(
    rf"""{_START}(?:(?=\d)(?:
        (?P<date>(?P<day>[0-3]?\d)\.{_SPACE}?(?P<month>(?:{_MONTHS})(?![^\W\d_])|{_SHORT_MONTHS}\.)
            (?:{_SPACE}(?P<year>[12]\d{{3}})(?!\d))?)
        |(?P<figures>(?P<day2>[0-3]?\d)\.{_SPACE}?(?P<month2>[01]?\d)\.
            (?:{_SPACE}?(?P<year2>[12]\d{{3}}|\d\d)(?!\d))?(?!\d))
        |(?P<time>(?:(?P<hour>[0-2]?\d)[.:](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?{_SPACE}Uhr
            |(?P<hour2>[0-2]?\d){_SPACE}Uhr(?:{_SPACE}(?P<minute2>[0-5]\d)(?![\w.,]))?
            |(?P<clock>[0-2]?\d:[0-5]\d(?::[0-5]\d)?)(?![\w:]))(?![^\W\d_]))
        |(?P<decade>(?P<tens>(?:[12]\d{{2}}|[1-9])0)er(?:{_SPACE}?-?Jahren?)(?![^\W\d_]))
        |(?P<range>(?P<low>{_NUMBER}){_SPACE}?[–—-]{_SPACE}?(?P<high>{_NUMBER}))
            (?P<rangepercent>{_SPACE}?(?:%|Prozent(?![^\W\d_])))?(?![\d.,:/–-]*\d)(?!-?[^\W\d_])
        |(?P<ordinal>(?P<rank>\d{{1,3}}))\.(?={_SPACE}[^\W\d_])
        |(?P<number>{_NUMBER})(?:{_BETWEEN}(?P<magnitude>{_MAGNITUDE}))?
            (?:(?P<percent>{_SPACE}?%|{_SPACE}Prozent(?![^\W\d_]))|{_BETWEEN}(?P<currency>{_CURRENCY})(?!\d)
            |(?:{_SPACE}(?P<unit>{_UNIT})|(?P<sign>{_SIGN}))(?![\w²³/-]))?
        |(?P<odd>\d{{1,40}}(?:[.:/]\d{{1,40}}){{1,9}}))
    |(?=[JFMASOND])(?P<monthyear>(?P<month3>{_MONTHS}){_SPACE}(?P<year3>[12]\d{{3}})(?![\d.,]\d|\d))
    |(?=[JFMASOND])(?P<alone>{_MONTHS})(?![\w-])
    |(?=[$€£¥A-Z])(?P<before>{_CURRENCY}){_SPACE}?(?P<amount>{_NUMBER})(?:{_BETWEEN}(?P<scale>{_MAGNITUDE}))?
    |(?=[a-zE]\w{{2,9}}{_SPACE}[MB])(?P<word>(?i:{_WORD})){_SPACE}(?P<wordscale>{_MAGNITUDE})
        (?:{_BETWEEN}(?P<wordcurrency>{_CURRENCY}))?
    )""",
    re.VERBOSE,
)
_POINT_DECIMAL = re.compile(r"\d+\.\d{1,2}")
_BEFORE_DATE = re.compile(
    r"(?:\b(?:am|vom|zum|bis|ab|den|dem|seit|der|und|von|nach|vor)\s|tag,?\s|mittwoch,?\s|[–-]\s?)$", re.IGNORECASE
)
"""What stands in front of '9.7.'; without it that is a version or the like."""
_BEFORE_MONTH = re.compile(
    r"\b(?:im|seit|bis|ab|vom|zum|zwischen|anfang|mitte|ende|monat|(?:letzt|vergangen|vorig|nächst|kommend|dies|jed)e[nrms])"
    r"\s$",
    re.IGNORECASE,
)
"""What stands in front of a month that is one; without it 'August' and 'Mai' may be names."""
_STOPS = (".", "!", "?", ":", ";", "“", "”", '"')
_PLAUSIBLE_ORDINAL = re.compile(rf"{_SPACE}(?:[a-zäöü]|[A-ZÄÖÜ][a-zäöüß])")


def quantities(text: str) -> Iterator[Quantity]:
    """The quantities of German `text`, in order, not overlapping; a number word only in front of a magnitude."""
    position = 0
    while match := _PATTERN.search(text, position):
        found = _quantity(match)
        position = max(match.end() if found is None else found.end, match.start() + 1)
        if found is not None:
            yield signed(found, text)


def figure(number: str) -> str:
    """A German number in English notation: '38.000' is '38,000', '5,5' is '5.5', '1 600' is '1,600'."""
    if _POINT_DECIMAL.fullmatch(number):
        return number
    whole, _, decimals = number.partition(",")
    digits = re.sub(r"\D", "", whole)
    if len(digits) < len(whole):
        digits = f"{int(digits):,}"
    return f"{digits}.{decimals}" if decimals else digits


def _quantity(match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    group = match.groupdict()
    if group["date"] or group["figures"] or group["monthyear"]:
        return _date(match)
    if name := group["alone"]:
        if not _BEFORE_MONTH.search(match.string, max(0, start - 13), start):
            return None
        return Quantity(start, end, QuantityKind.DATE, "", month=MONTH_NUMBERS[name])
    if group["time"]:
        return Quantity(start, end, QuantityKind.TIME, _time(group))
    if group["decade"]:
        return Quantity(start, end, QuantityKind.DECADE, group["tens"])
    if group["before"]:
        power = _power(group["scale"])
        return Quantity(start, end, QuantityKind.MONEY, figure(group["amount"]), power, CURRENCIES[group["before"]])
    if group["range"]:
        figures = f"{figure(group['low'])}–{figure(group['high'])}" + ("%" if group["rangepercent"] else "")
        return Quantity(start, end, QuantityKind.RANGE, figures)
    if group["odd"]:
        return Quantity(start, end, QuantityKind.NUMBER, group["odd"])
    if group["ordinal"]:
        if not _PLAUSIBLE_ORDINAL.match(match.string, end):
            return Quantity(start, end - 1, QuantityKind.NUMBER, group["rank"])
        if start == 0 and not match.string.rstrip().endswith(_STOPS):  # '1. Politik' is counted, '1. FC Köln' called so
            return Quantity(start, end, QuantityKind.NUMBER, f"{group['rank']}.")
        return Quantity(start, end, QuantityKind.ORDINAL, group["rank"])
    written = str(WORDS[group["word"].lower()]) if group["word"] else figure(group["number"])
    power = _power(group["magnitude"] or group["wordscale"])
    if group["percent"]:
        return Quantity(start, end, QuantityKind.PERCENT, written, power)
    if currency := group["currency"] or group["wordcurrency"]:
        return Quantity(start, end, QuantityKind.MONEY, written, power, CURRENCIES[currency])
    if unit := group["unit"] or group["sign"]:
        return Quantity(start, end, QuantityKind.MEASURE, written, power, unit=_UNITS[unit])
    return Quantity(start, end, QuantityKind.NUMBER, written, power)


def _power(magnitude: str | None) -> int:
    return _MAGNITUDES[magnitude.rstrip(".")] if magnitude else 0


def _date(match: re.Match[str]) -> Quantity | None:
    group = match.groupdict()
    day = int(group["day"] or group["day2"] or 0)
    name = group["month"] or group["month3"]
    month = MONTH_NUMBERS[name.rstrip(".")] if name else int(group["month2"])
    year = group["year"] or group["year2"] or group["year3"] or "0"
    is_plain = bool(group["figures"]) and not group["year2"]
    if not 1 <= month <= 12 or day > 31 or (is_plain and not _BEFORE_DATE.search(match.string[: match.start()][-12:])):
        number = match[0].rstrip(".")
        return Quantity(match.start(), match.start() + len(number), QuantityKind.NUMBER, number)
    if len(year) == 2:
        year = f"20{year}" if int(year) < 50 else f"19{year}"
    return Quantity(match.start(), match.end(), QuantityKind.DATE, "", day=day, month=month, year=int(year))


def _time(group: dict[str, str | None]) -> str:
    if group["clock"]:
        return group["clock"]
    hour, minute = group["hour"] or group["hour2"], group["minute"] or group["minute2"] or "00"
    return f"{hour}:{minute}" + (f":{group['second']}" if group["second"] else "")
