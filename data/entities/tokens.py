"""Words and signs of a text with their offsets, as the table matcher and the tagger see them."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

HYPHENS = "-\u2010\u2011"
APOSTROPHES = "'\u2019\u2018\u02bc"
# Letters and digits; combining marks, soft hyphens and zero-width characters belong to the word they stand in.
_LETTERS = r"[\w\u00ad\u0300-\u036f\u200b-\u200d\u2060]"
_PIECE = re.compile(rf"{_LETTERS}+|[^\w\s]")
_WORD = re.compile(rf"{_LETTERS}+(?:[{HYPHENS}{APOSTROPHES}&.+@]{_LETTERS}+)*|[^\w\s]")
_PLAIN_SIGNS = {ord(sign): "-" for sign in HYPHENS} | {ord(sign): "'" for sign in APOSTROPHES}
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200d\u2060]")


class Token(NamedTuple):
    """A word or sign: `str` offsets into the text, end exclusive, and its text in one normal form."""

    start: int
    end: int
    text: str


def pieces(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Every run of letters and digits, and every other sign alone: 'OpenAI-Chef' is three pieces."""
    return _tokens(_PIECE, text, start, end)


def words(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Words as they are written, with hyphens, apostrophes and points inside: 'OpenAI-Chef', 't-online.de', '5.5'."""
    return _tokens(_WORD, text, start, end)


def _tokens(pattern: re.Pattern[str], text: str, start: int, end: int | None) -> list[Token]:
    found = pattern.finditer(text, start, len(text) if end is None else end)
    return [
        Token(*match.span(), form)
        for match in found
        if (form := word if (word := match[0]).isascii() else normal_form(word))
    ]


def normal_form(word: str) -> str:
    """`word` composed (NFC), without invisible characters, with plain hyphens and apostrophes."""
    if word.isascii():
        return word
    if not unicodedata.is_normalized("NFC", word):
        word = unicodedata.normalize("NFC", word)
    return _INVISIBLE.sub("", word).translate(_PLAIN_SIGNS)
