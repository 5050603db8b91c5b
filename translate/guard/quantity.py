"""Numbers with what belongs to them: percent signs, currencies, units, magnitudes, dates, times of day."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class QuantityKind(StrEnum):
    """What a number counts."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    TIME = "time"
    ORDINAL = "ordinal"
    DECADE = "decade"
    YEAR = "year"
    RANGE = "range"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: `str` offsets, end exclusive, and what it says in no particular language."""

    start: int
    end: int
    kind: QuantityKind
    figure: str
    """The number in English notation without its magnitude: '38,000', '5.5'; of a time '14:30', of a range '10–20'."""
    magnitude: int = 0
    """The power of ten that stands behind it as a word: 9 in '30 Milliarden'."""
    currency: str = ""
    """The ISO 4217 code, of money."""
    unit: str = ""
    """A key of `UNITS`, of a measure."""
    day: int = 0
    month: int = 0
    year: int = 0
    """Of a date, 0 where it does not say."""
    negative: bool = False
    """Whether a minus sign stands in front of it."""

    @property
    def value(self) -> Decimal | None:
        """The number itself without its sign, which people often put into words ('fell by 0.3%'); None where the figure
        is not one number, as in '2014/15' or '1.2.3'.
        """
        plain = self.figure.replace(",", "")
        if not plain.replace(".", "", 1).isdigit():
            return None
        return Decimal(plain).scaleb(self.magnitude)


_SIGNED = frozenset({QuantityKind.NUMBER, QuantityKind.PERCENT, QuantityKind.MONEY, QuantityKind.MEASURE})
_MINUS = re.compile(r"""(?:(?<![^\s(\["'„“”‚‘])(?<!\d\s)[-\u2212–]|\b[Mm]inus[ ])\Z""")
"""A sign right in front of a number and behind nothing else, so no hyphen of a compound and no dash of a range."""


def signed(quantity: Quantity, text: str) -> Quantity:
    """`quantity` with the minus sign that stands in front of it in `text`, if there is one."""
    if quantity.kind not in _SIGNED or quantity.value is None:
        return quantity
    minus = _MINUS.search(text, max(0, quantity.start - 6), quantity.start)
    return replace(quantity, start=minus.start(), negative=True) if minus else quantity


MONTHS = {
    1: ("Januar", "Jänner", "January", "Jan"), 2: ("Februar", "Feber", "February", "Feb"),
    3: ("März", "March", "Mär", "Mrz", "Mar"),
    4: ("April", "Apr"), 5: ("Mai", "May"), 6: ("Juni", "June", "Jun"), 7: ("Juli", "July", "Jul"),
    8: ("August", "Aug"), 9: ("September", "Sept", "Sep"), 10: ("Oktober", "October", "Okt", "Oct"),
    11: ("November", "Nov"), 12: ("Dezember", "December", "Dez", "Dec"),
}  # fmt: skip
"""The names of the months in German and English, and their abbreviations."""

MONTH_NUMBERS = {name: number for number, names in MONTHS.items() for name in names}

ENGLISH_MONTHS = ("", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                  "November", "December")  # fmt: skip

CURRENCIES = {
    "US-Dollar": "USD", "US-dollars": "USD", "US dollars": "USD", "US dollar": "USD", "U.S. dollars": "USD",
    "Dollars": "USD",
    "Dollar": "USD", "dollars": "USD", "dollar": "USD", "USD": "USD", "US-$": "USD", "US$": "USD", "$": "USD",
    "Euros": "EUR", "Euro": "EUR", "euros": "EUR", "euro": "EUR", "EUR": "EUR", "€": "EUR",
    "Pfund": "GBP", "pounds": "GBP", "GBP": "GBP", "£": "GBP",
    "Yuan": "CNY", "yuan": "CNY", "Renminbi": "CNY", "renminbi": "CNY", "RMB": "CNY", "CNY": "CNY",
    "Yen": "JPY", "yen": "JPY", "JPY": "JPY", "¥": "JPY",
    "Schweizer Franken": "CHF", "Swiss francs": "CHF", "Franken": "CHF", "francs": "CHF", "CHF": "CHF",
    "Rubel": "RUB", "rubles": "RUB", "roubles": "RUB", "Won": "KRW", "won": "KRW",
    "Rupien": "INR", "rupees": "INR", "Złoty": "PLN", "zlotys": "PLN",
}  # fmt: skip
"""How currencies are written, the longer before what they begin with."""


class Unit(NamedTuple):
    """A unit of measure: how it is written behind a number in English, one and many, and in Chinese."""

    one: str
    many: str
    chinese: str


UNITS = {
    "kilometer": Unit("kilometer", "kilometers", "公里"), "km": Unit("km", "km", "公里"),
    "meter": Unit("meter", "meters", "米"), "m": Unit("m", "m", "米"),
    "centimeter": Unit("centimeter", "centimeters", "厘米"), "cm": Unit("cm", "cm", "厘米"),
    "millimeter": Unit("millimeter", "millimeters", "毫米"), "mm": Unit("mm", "mm", "毫米"),
    "nanometer": Unit("nanometer", "nanometers", "纳米"), "nm": Unit("nm", "nm", "纳米"),
    "square kilometer": Unit("square kilometer", "square kilometers", "平方公里"),
    "km²": Unit("km²", "km²", "平方公里"),
    "square meter": Unit("square meter", "square meters", "平方米"), "m²": Unit("m²", "m²", "平方米"),
    "cubic meter": Unit("cubic meter", "cubic meters", "立方米"), "m³": Unit("m³", "m³", "立方米"),
    "hectare": Unit("hectare", "hectares", "公顷"), "ha": Unit("ha", "ha", "公顷"),
    "kilogram": Unit("kilogram", "kilograms", "公斤"), "kg": Unit("kg", "kg", "公斤"),
    "gram": Unit("gram", "grams", "克"), "tonne": Unit("tonne", "tonnes", "吨"), "t": Unit("t", "t", "吨"),
    "liter": Unit("liter", "liters", "升"), "barrel": Unit("barrel", "barrels", "桶"),
    "km/h": Unit("km/h", "km/h", "公里/小时"),
    "degree Celsius": Unit("degree Celsius", "degrees Celsius", "摄氏度"), "°C": Unit("°C", "°C", "摄氏度"),
    "degree": Unit("degree", "degrees", "度"),
    "watt": Unit("watt", "watts", "瓦"), "kilowatt": Unit("kilowatt", "kilowatts", "千瓦"),
    "kW": Unit("kW", "kW", "千瓦"),
    "megawatt": Unit("megawatt", "megawatts", "兆瓦"), "MW": Unit("MW", "MW", "兆瓦"),
    "gigawatt": Unit("gigawatt", "gigawatts", "吉瓦"), "GW": Unit("GW", "GW", "吉瓦"),
    "kilowatt-hour": Unit("kilowatt-hour", "kilowatt-hours", "千瓦时"), "kWh": Unit("kWh", "kWh", "千瓦时"),
    "megawatt-hour": Unit("megawatt-hour", "megawatt-hours", "兆瓦时"), "MWh": Unit("MWh", "MWh", "兆瓦时"),
    "gigawatt-hour": Unit("gigawatt-hour", "gigawatt-hours", "吉瓦时"), "GWh": Unit("GWh", "GWh", "吉瓦时"),
    "terawatt-hour": Unit("terawatt-hour", "terawatt-hours", "太瓦时"), "TWh": Unit("TWh", "TWh", "太瓦时"),
    "megabyte": Unit("megabyte", "megabytes", "MB"), "gigabyte": Unit("gigabyte", "gigabytes", "GB"),
    "terabyte": Unit("terabyte", "terabytes", "TB"),
    "KB": Unit("KB", "KB", "KB"), "MB": Unit("MB", "MB", "MB"), "GB": Unit("GB", "GB", "GB"),
    "TB": Unit("TB", "TB", "TB"),
    "Mbit/s": Unit("Mbit/s", "Mbit/s", "Mbit/s"), "Gbit/s": Unit("Gbit/s", "Gbit/s", "Gbit/s"),
    "Hz": Unit("Hz", "Hz", "赫兹"), "MHz": Unit("MHz", "MHz", "兆赫"), "GHz": Unit("GHz", "GHz", "吉赫"),
    "ppm": Unit("ppm", "ppm", "ppm"),
    "percentage point": Unit("percentage point", "percentage points", "个百分点"),
}  # fmt: skip
"""Units by their English name, or by their sign where a text has that."""

SIGNS = frozenset(sign for sign, unit in UNITS.items() if unit.one == unit.many)
"""Those of them that are signs, alike in all languages but for Chinese."""
