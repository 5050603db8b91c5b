"""Writes quantities in the form of a language: '$30 billion', 300亿美元; 'July 9', 7月9日."""

from __future__ import annotations

from decimal import Decimal

from aitui.translate.guard.quantity import ENGLISH_MONTHS, UNITS, Quantity, QuantityKind

_ENGLISH_MAGNITUDES = {3: "thousand", 6: "million", 9: "billion", 12: "trillion", 15: "quadrillion"}
_ENGLISH_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
_ENGLISH_CURRENCIES = {"CNY": "yuan", "JPY": "yen", "CHF": "Swiss francs", "RUB": "rubles", "KRW": "won",
                       "INR": "rupees", "PLN": "zlotys"}  # fmt: skip
_CHINESE_CURRENCIES = {"USD": "美元", "EUR": "欧元", "GBP": "英镑", "CNY": "元", "JPY": "日元", "CHF": "瑞士法郎",
                       "RUB": "卢布", "KRW": "韩元", "INR": "卢比", "PLN": "兹罗提"}  # fmt: skip
_DEGREES = frozenset({"degree", "degree Celsius", "°C"})
_CHINESE_MAGNITUDES = ((12, "万亿"), (8, "亿"), (4, "万"))


def render(quantity: Quantity, to: str) -> str:
    """The quantity in `to`, `en` or `zh`; its value does not change."""
    if not quantity.negative:
        return _chinese(quantity) if to == "zh" else _english(quantity)
    if to == "zh":
        below_zero = quantity.unit in _DEGREES
        return f"{'零下' if below_zero else '-'}{_chinese(quantity)}"
    return f"-{_english(quantity)}"


def _english(quantity: Quantity) -> str:
    match quantity.kind:
        case QuantityKind.DATE:
            day = f" {quantity.day}" if quantity.day else ""
            year = (f", {quantity.year}" if quantity.day else f" {quantity.year}") if quantity.year else ""
            return f"{ENGLISH_MONTHS[quantity.month]}{day}{year}"
        case QuantityKind.PERCENT:
            return f"{_english_amount(quantity)}%"
        case QuantityKind.MONEY:
            amount = _english_amount(quantity)
            if sign := _ENGLISH_SIGNS.get(quantity.currency):
                return f"{sign}{amount}"
            return f"{amount} {_ENGLISH_CURRENCIES[quantity.currency]}"
        case QuantityKind.MEASURE:
            unit = UNITS[quantity.unit]
            name = unit.one if quantity.figure == "1" and not quantity.magnitude else unit.many
            return f"{_english_amount(quantity)}{'' if name.startswith('°') else ' '}{name}"
        case QuantityKind.ORDINAL:
            return _english_ordinal(int(quantity.figure))
        case QuantityKind.DECADE:
            return f"{quantity.figure}s"
        case _:
            return _english_amount(quantity)


def _english_amount(quantity: Quantity) -> str:
    magnitude = _ENGLISH_MAGNITUDES.get(quantity.magnitude)
    return f"{quantity.figure} {magnitude}" if magnitude else quantity.figure


def _english_ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _chinese(quantity: Quantity) -> str:
    match quantity.kind:
        case QuantityKind.DATE:
            year = f"{quantity.year}年" if quantity.year else ""
            return f"{year}{quantity.month}月" + (f"{quantity.day}日" if quantity.day else "")
        case QuantityKind.PERCENT:
            return f"{_chinese_amount(quantity)}%"
        case QuantityKind.MONEY:
            return f"{_chinese_amount(quantity)}{_CHINESE_CURRENCIES[quantity.currency]}"
        case QuantityKind.MEASURE:
            unit = UNITS[quantity.unit].chinese
            return f"{_chinese_amount(quantity)}{' ' if unit[0].isascii() else ''}{unit}"
        case QuantityKind.ORDINAL:
            return f"第{quantity.figure}"
        case QuantityKind.DECADE:
            return f"{quantity.figure}年代"
        case QuantityKind.YEAR:
            return f"{quantity.figure}年"
        case _:
            return _chinese_amount(quantity)


def _chinese_amount(quantity: Quantity) -> str:
    """With a magnitude in 万 and 亿; figures that stand alone stay as they are."""
    value = quantity.value
    if not quantity.magnitude or value is None:
        return quantity.figure
    for power, name in _CHINESE_MAGNITUDES:
        if value >= Decimal(10) ** power:
            return f"{_plain(value.scaleb(-power))}{name}"
    return _plain(value)


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
