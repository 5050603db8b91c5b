"""One spelling for comparing names: without case, diacritics and hyphens; and ids made from it."""

from __future__ import annotations

import re
import unicodedata

from aitui.data.entities.tokens import normal_form

_SEPARATORS = re.compile(r"[^\w]+|_+")
_ADJECTIVE_ENDING = re.compile(r"(?<=\w{4})(?:e|en|er|es|em)$")
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "a", "æ": "ae", "ł": "l", "đ": "d"}
)


def fold(name: str) -> str:
    """`name` as it is compared: case, diacritics, hyphens and white space do not count; 'Müller' equals 'Mueller'."""
    folded = _plain(normal_form(name).casefold())
    return " ".join(_SEPARATORS.sub(" ", folded).split())


def slug(name: str) -> str:
    """`name` in letters, digits and hyphens, for use in an id; Latin letters lose their marks, others stay."""
    return fold(name).replace(" ", "-")


def adjective_stem(word: str) -> str:
    """`word` without an adjective's ending, if enough is left: 'Deutsche' and 'Deutschen' are the same in a name."""
    return _ADJECTIVE_ENDING.sub("", word)


def _plain(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.translate(_UMLAUTS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
