"""Breaks good translations in the ways that models do."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Breaker = Callable[[str, str, random.Random], str | None]
"""From source and good translation to a bad one; None where the sentence does not lend itself to it."""

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w-]{3,}(?: [A-Z][\w-]+)*")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*\d(?![\w%])|(?<![\w.,-])[2-9](?![\w.,-])")


def digit_changed(source: str, target: str, rng: random.Random) -> str | None:
    numbers = list(_NUMBER.finditer(target))
    if not numbers:
        return None
    match = rng.choice(numbers)
    digits = [index for index in range(*match.span()) if target[index].isdigit()]
    at = rng.choice(digits)
    return target[:at] + rng.choice([d for d in "123456789" if d != target[at]]) + target[at + 1 :]


def number_dropped(source: str, target: str, rng: random.Random) -> str | None:
    numbers = list(_NUMBER.finditer(target))
    if not numbers:
        return None
    match = rng.choice(numbers)
    return f"{target[: match.start()]}{target[match.end() :]}".replace("  ", " ")


def thousands_lost(source: str, target: str, rng: random.Random) -> str | None:
    match = re.search(r"\b\d{1,3},\d{3}\b", target)
    return target[: match.start()] + match[0].split(",")[0] + target[match.end() :] if match else None


def clause_repeated(source: str, target: str, rng: random.Random) -> str | None:
    words = target.split()
    if len(words) < 8:
        return None
    size = rng.randint(4, 6)
    start = rng.randrange(len(words) - size)
    return " ".join([*words[: start + size], *words[start : start + size], *words[start + size :]])


def loop(source: str, target: str, rng: random.Random) -> str | None:
    words = target.split()
    if len(words) < 6:
        return None
    at = rng.randrange(2, len(words) - 1)
    word = re.sub(r"\W+$", "", words[at])
    return " ".join([*words[:at], *[word] * rng.randint(3, 8), *words[at + 1 :]])


def half_missing(source: str, target: str, rng: random.Random) -> str | None:
    words = target.split()
    return " ".join(words[: len(words) // 2]) if len(words) >= 10 else None


def first_half_missing(source: str, target: str, rng: random.Random) -> str | None:
    words = target.split()
    if len(words) < 14:
        return None
    rest = " ".join(words[len(words) * 6 // 10 :])
    return rest[0].upper() + rest[1:]


def cut_off(source: str, target: str, rng: random.Random) -> str | None:
    words = target.split()
    if len(words) < 8 or target[-1] not in ".!?":
        return None
    return " ".join(words[: rng.randint(len(words) * 2 // 3, len(words) - 2)])


def left_in_german(source: str, target: str, rng: random.Random) -> str | None:
    return source if len(source.split()) >= 4 else None


def end_left_in_german(source: str, target: str, rng: random.Random) -> str | None:
    words, german = target.split(), source.split()
    if len(words) < 10 or len(german) < 10:
        return None
    return " ".join(words[: len(words) // 2] + german[len(german) // 2 :])


def quotation_mark_lost(source: str, target: str, rng: random.Random) -> str | None:
    marks = [index for index, char in enumerate(target) if char in '"“”']
    if len(marks) != 2:
        return None
    at = rng.choice(marks)
    return target[:at] + target[at + 1 :]


def wrong_script(source: str, target: str, rng: random.Random) -> str | None:
    words = target.split()
    words[rng.randrange(len(words))] = rng.choice(["公司", "компания", "の", "\ufffd"])
    return " ".join(words)


def nothing(source: str, target: str, rng: random.Random) -> str | None:
    return ""


BREAKERS: dict[str, Breaker] = {
    breaker.__name__: breaker
    for breaker in (
        digit_changed, number_dropped, thousands_lost, clause_repeated, loop, half_missing, first_half_missing, cut_off,
        left_in_german, end_left_in_german, quotation_mark_lost, wrong_script, nothing,
    )
}  # fmt: skip


def name_dropped(source: str, target: str, names: list[str], rng: random.Random) -> str | None:
    """`names` are those of the source that stand in the target too."""
    present = [name for name in names if name in target]
    return re.sub(r"\s{2,}", " ", target.replace(rng.choice(present), "")) if present else None
