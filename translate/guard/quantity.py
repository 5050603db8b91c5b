"""Numbers with what belongs to them: percent signs, currencies, magnitudes, dates, times of day."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


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
    day: int = 0
    month: int = 0
    year: int = 0
    """Of a date, 0 where it does not say."""

    @property
    def value(self) -> Decimal | None:
        """The number itself; None where the figure is not one number, as in '2014/15' or '1.2.3'."""
        plain = self.figure.replace(",", "")
        if not plain.replace(".", "", 1).isdigit():
            return None
        return Decimal(plain).scaleb(self.magnitude)


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
