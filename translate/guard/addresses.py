"""Finds what must stay as it is in every language: addresses, codes, and signs that mean something to the models."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aitui.translate.markup import CODE

_ADDRESS = re.compile(
    r"""(?<![\w@])(?:
    (?:https?|ftp)://[^\s<>"„“”«»]{1,2000}
    |www\.[^\s<>"„“”«»]{1,2000}
    |[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}
    |(?:[\w-]{1,63}\.){1,4}(?:com|de|org|net|io|eu|info|cn|at|ch|uk|fr|gov|edu)(?:/[^\s<>"„“”«»]{0,2000})?(?![\w-])
    |[@\#][^\W\d_][\w]{1,60}
    )""",
    re.VERBOSE,
)
_ADDRESS_SIGN = re.compile(r"[@#]|://|[\w-]\.\w")
"""Without it a text holds no address, and most have none."""
_NUMBER_OF_THINGS = re.compile(
    r"""(?<![\w+])(?:
    \+\d{1,3}(?:[ ./-]\(?\d{1,12}\)?){1,6}                        # a telephone abroad
    |\(?0\d{1,5}\)?[ /-]\d{2,12}(?:[ -]\d{1,8}){0,4}               # and at home
    |[A-Z]{2}\d{2}(?:[ ]?[A-Z\d]{4}){3,7}(?:[ ]?[A-Z\d]{1,3})?      # an IBAN
    |97[89](?:[ -]\d{1,7}){3}[ -][\dX]                              # an ISBN
    )(?![\w-])""",
    re.VERBOSE,
)
_FEWEST_DIGITS = 6
"""Digits of a telephone number; '0-2' is none."""
_TRAILING = ".,;:!?)]}'’"
_LITERAL = re.compile("｟[^｟｠]{0,40}｠|[｟｠]")
_WORD = re.compile(r"(?<![\w-])\w{1,40}(?:[-.]\w{1,40}){0,6}")
_INNER_CAPITAL = re.compile(r"[^\W\d_]*[a-zäöüß][A-ZÄÖÜ]\w*")
_GENDERED = re.compile(r"\w+[a-zäöüß]In(?:nen)?$")
_HAS_DIGIT = re.compile(r"\d")
_SIGNAL = re.compile(r"\d|[a-zäöüß][A-ZÄÖÜ]")
"""Without it a word cannot be a code, and most have none."""
_COUNTED = re.compile(
    r"\d+(?:er|ern|ers|te|ten|ter|tes|ste|sten|ster|fach|fache|fachen|mal|(?:jähr|prozent|stünd|köpf)ig\w*|st|nd|rd|th|s)$"
)


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """E-mail and web addresses, handles and hashtags: `str` offsets, end exclusive."""
    if not _ADDRESS_SIGN.search(text):
        return
    for match in _ADDRESS.finditer(text):
        yield match.start(), match.start() + len(match[0].rstrip(_TRAILING))


def call_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Telephone numbers, IBANs and ISBNs, which are no quantities: `str` offsets, end exclusive."""
    if not _HAS_DIGIT.search(text):
        return
    for match in _NUMBER_OF_THINGS.finditer(text):
        if sum(map(str.isdigit, match[0])) >= _FEWEST_DIGITS:
            yield match.span()


def literals(text: str) -> Iterator[tuple[int, int]]:
    """Code between backticks, and what looks like a placeholder, so that it is not taken for one."""
    for match in (*_LITERAL.finditer(text), *(CODE.finditer(text) if "`" in text else ())):
        yield match.span()


def codes(text: str) -> Iterator[tuple[int, int]]:
    """Names that letters and digits or a capital inside give away: 'GPT-4o', 'B2B', '01.AI', 'iiMedia'.

    Of a compound only the part up to there: 'GPT-4' in 'GPT-4-Modell'; '40-prozentig', '1990er' and '3D' count
    something or are one.
    """
    if not _SIGNAL.search(text):
        return
    for match in _WORD.finditer(text):
        if _SIGNAL.search(match[0]) and (end := _code_length(match[0])):
            yield match.start(), match.start() + end


def _code_length(word: str) -> int:
    parts = re.split(r"([-.])", word)
    length = last = 0
    for index in range(0, len(parts), 2):
        part = parts[index]
        length += len(part) + (len(parts[index - 1]) if index else 0)
        if _is_code(part) or (index and _HAS_DIGIT.search(part) and not _COUNTED.fullmatch(part)):
            last = length
    head = word[:last]
    return last if any(map(str.isalpha, head)) and not _is_date_like(head) else 0


def _is_code(part: str) -> bool:
    if _COUNTED.fullmatch(part) or _GENDERED.fullmatch(part):
        return False
    has_digit, has_letter = bool(_HAS_DIGIT.search(part)), any(map(str.isalpha, part))
    return (has_digit and has_letter) or bool(_INNER_CAPITAL.fullmatch(part))


def _is_date_like(head: str) -> bool:
    """Whether what looks like a code is a number with a word glued to it, as in '30.Juni'."""
    return bool(re.fullmatch(r"\d+\.[A-ZÄÖÜ]?[a-zäöüß]+", head))
