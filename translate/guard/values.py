"""The values of all numbers in a text, however they are written, to compare a translation with its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from aitui.translate.guard import english, german
from aitui.translate.guard.quantity import MONTH_NUMBERS, Quantity, QuantityKind

_HANZI_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_HANZI_SMALL = {"十": 10, "百": 100, "千": 1000}
_HANZI_LARGE = {"万": 4, "亿": 8, "兆": 12}
_HANZI_NUMBER = re.compile(r"(?:[零〇一二两三四五六七八九十百千万亿半]|点(?=[零一二三四五六七八九])){1,24}")
_CHINESE_NUMBER = re.compile(
    r"(\d{1,3}(?:[,，]\d{3}){1,6}(?!\d)|\d{1,40}+)(\.\d{1,20})?(?:\s?(万亿|千万|百万|[千百万亿]))?(?!\d|月)"
)
_CHINESE_DATE = re.compile(r"(\d{1,2})月(\d{1,2})[日号]")
_YEARS = re.compile(r"((?:19|20)\d\d)[-–/](\d\d|(?:19|20)\d\d)")
_ROMAN = re.compile(r"\b(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})(?=\.?(?!\w))")
_ROMAN_UNITS = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
_SAID_OTHERWISE = re.compile(r"(?<=\d):00(?!\d)|(?:19|20) ?世纪(?=.{1,6}年代)")
"""Minutes and centuries of which other languages need not speak: '8:00', '20世纪90年代'."""
_CHINESE_POWERS = {"百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_WORD = re.compile(r"[^\W\d_]+")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTH_NUMBERS)})\b")


@dataclass(frozen=True, slots=True)
class Value:
    """One number of a source: its value and the text that gives it."""

    amount: Decimal
    text: str
    kind: QuantityKind = QuantityKind.NUMBER


@dataclass(frozen=True)
class Values:
    """What numbers `text` holds; `language` is `de`, `en` or `zh`, any other is read as English."""

    text: str
    language: str

    @cached_property
    def written(self) -> list[Value]:
        """Those in figures."""
        if self.language == "zh":
            return list(_chinese(self.text))
        return [
            Value(amount, self.text[quantity.start : quantity.end], quantity.kind)
            for quantity in self.quantities
            for amount in amounts(quantity)
        ]

    @cached_property
    def quantities(self) -> list[Quantity]:
        """What German or English text counts; nothing of Chinese."""
        if self.language == "zh":
            return []
        return list((german if self.language == "de" else english).quantities(self.text))

    @cached_property
    def dates(self) -> list[Quantity]:
        """Days with their months."""
        if self.language != "zh":
            return [found for found in self.quantities if found.kind is QuantityKind.DATE and found.day]
        return [
            Quantity(*match.span(), QuantityKind.DATE, "", month=int(match[1]), day=int(match[2]))
            for match in _CHINESE_DATE.finditer(self.text)
        ]

    @cached_property
    def worded(self) -> frozenset[Decimal]:
        """Those in words, by all that they may mean; looked for only where another text has figures."""
        if self.language == "zh":
            return frozenset(_hanzi(self.text))
        words = german.WORDS if self.language == "de" else english.WORDS
        months = {Decimal(MONTH_NUMBERS[match[0]]) for match in _MONTH.finditer(self.text)}
        roman = {Decimal(10 * len(match[1]) + _ROMAN_UNITS[match[2]]) for match in _ROMAN.finditer(self.text)}
        return frozenset(_words(self.text, words, self.language)) | months | roman


def amounts(quantity: Quantity) -> list[Decimal]:
    """All numbers that a quantity names: a date's day and year, both ends of a range, hours and minutes."""
    if quantity.kind is QuantityKind.DATE:
        return [Decimal(number) for number in (quantity.day, quantity.year) if number]
    value = quantity.value
    if value is not None:
        return [value]
    if quantity.kind is QuantityKind.TIME:
        hour, *rest = quantity.figure.split(":")
        return [Decimal(hour), *(Decimal(part) for part in rest if int(part))]
    if years := _YEARS.fullmatch(quantity.figure):
        return [Decimal(years[1]), Decimal(years[2] if len(years[2]) == 4 else years[1][:2] + years[2])]
    return [Decimal(number.replace(",", "")) for number in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", quantity.figure)]


def _chinese(text: str) -> Iterator[Value]:
    for match in _CHINESE_NUMBER.finditer(_SAID_OTHERWISE.sub("", text)):
        number = Decimal(re.sub("[,，]", "", match[1]) + (match[2] or ""))
        yield Value(number.scaleb(_CHINESE_POWERS[match[3]]) if match[3] else number, match[0])


def _hanzi(text: str) -> Iterator[Decimal]:
    for match in _HANZI_NUMBER.finditer(text):
        whole, _, decimals = match[0].partition("点")
        if number := _hanzi_number(whole):
            yield number
        if decimals and (digits := re.match("[零一二三四五六七八九]+", decimals)):
            fraction = "".join(str(_HANZI_DIGITS[char]) for char in digits[0])
            power = sum(_HANZI_LARGE.get(char, 0) for char in decimals)
            yield Decimal(f"{_hanzi_number(whole) or 0}.{fraction}").scaleb(power)
        if all(char in _HANZI_DIGITS for char in match[0]):
            yield Decimal("".join(str(_HANZI_DIGITS[char]) for char in match[0]))


def _hanzi_number(text: str) -> Decimal | None:
    total, section, digit = Decimal(0), Decimal(0), None
    for char in text:
        if char in _HANZI_DIGITS:
            digit = Decimal(_HANZI_DIGITS[char])
        elif char in _HANZI_SMALL:
            section += (digit if digit is not None else 1) * _HANZI_SMALL[char]
            digit = None
        elif char in _HANZI_LARGE:
            section += digit or 0
            total = (total + (section or 1)).scaleb(_HANZI_LARGE[char])
            section, digit = Decimal(0), None
    total += section + (digit or 0)
    return total or None


def _words(text: str, words: dict[str, int], language: str) -> Iterator[Decimal]:
    power = {"million": 6, "millionen": 6, "milliarde": 9, "milliarden": 9, "billionen": 12} if language == "de" else {
        "million": 6, "billion": 9, "trillion": 12, "thousand": 3, "hundred": 2}  # fmt: skip
    before: int | None = None
    before_word = ""
    for match in _WORD.finditer(text):
        word = match[0].lower()
        number = words.get(word) or (_ENGLISH_MORE.get(word) if language != "de" else None)
        if number is None and language == "de":
            number = _german_compound(word)
        if language == "de":
            yield from _german_more(word, before_word)
        if number is not None:
            yield Decimal(number)
        if before is not None and word in power:
            yield Decimal(before).scaleb(power[word])
        if before is not None and number is not None and language != "de" and before >= 20 > number:
            yield Decimal(before + number)
        before, before_word = number, word


def _german_more(word: str, before: str) -> Iterator[Decimal]:
    """'anderthalb', 'zweieinhalb', 'halb neun', 'Neunzigerjahre'."""
    if word.endswith("einhalb") and (whole := german.WORDS.get(word.removesuffix("einhalb"))):
        yield whole + Decimal("0.5")
    elif word.startswith("anderthalb"):
        yield Decimal("1.5")
    elif word.endswith("erjahren") or word.endswith("erjahre"):
        tens = german.WORDS.get(word.rpartition("erjahre")[0])
        if tens:
            yield from (Decimal(tens), Decimal(1900 + tens))
    elif before == "halb" and word in german.WORDS:
        yield from (Decimal(german.WORDS[word] - 1), Decimal(30))


_ENGLISH_MORE = {"a": 1, "an": 1, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
                 "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "once": 1, "twice": 2,
                 "both": 2, "half": 2, "dozen": 12,
                 "single": 1, "double": 2, "triple": 3, "couple": 2, "pair": 2, "fifties": 50, "sixties": 60,
                 "seventies": 70, "eighties": 80, "nineties": 90, "twenties": 20, "thirties": 30, "forties": 40,
                 "decade": 10, "decades": 10, "century": 100}  # fmt: skip
_GERMAN_UNITS = {word: number for word, number in german.WORDS.items() if number < 10}
_GERMAN_TENS = {word: number for word, number in german.WORDS.items() if 20 <= number <= 90}
_GERMAN_STEMS = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "sechst": 6, "siebt": 7, "acht": 8,
                 "neunt": 9, "zehnt": 10, "elft": 11, "zwölft": 12, "hälft": 2, "halb": 2,
                 "doppel": 2, "dutzend": 12}  # fmt: skip


@lru_cache(maxsize=20_000)
def _german_compound(word: str) -> int | None:
    """'einundzwanzig', 'zweihundert', 'sechsmal', 'dritte'."""
    if "und" in word:
        unit, _, tens = word.partition("und")
        if unit in _GERMAN_UNITS and tens in _GERMAN_TENS:
            return _GERMAN_UNITS[unit] + _GERMAN_TENS[tens]
    for ending, factor in (("hundert", 100), ("tausend", 1000)):
        if word.endswith(ending) and (unit := word.removesuffix(ending)) in german.WORDS:
            return german.WORDS[unit] * factor
    for ending in ("mal", "fach", "fache", "fachen", "er", "ern", "ens"):
        if word.endswith(ending) and (unit := word.removesuffix(ending)) in german.WORDS:
            return german.WORDS[unit]
    for start, number in german.WORDS.items():
        if len(start) >= 4 and number > 1 and word.startswith(start):  # 'zehnjährig', 'vierteilig'
            return number
    for stem, number in _GERMAN_STEMS.items():
        if word.startswith(stem) and len(word) <= len(stem) + 3:
            return number
    return None


def missing(source: Values, target: Values) -> list[Value]:
    """The numbers in figures of a source that a translation has neither in figures nor in words."""
    present = {value.amount for value in target.written} | target.worded
    return [value for value in source.written if value.amount not in present]


def invented(source: Values, target: Values) -> list[Value]:
    """The numbers in figures of a translation that its source has neither in figures nor in words."""
    known = {value.amount for value in source.written} | source.worded
    return [value for value in target.written if value.amount not in known]
