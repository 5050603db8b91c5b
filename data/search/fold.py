"""Folding: one spelling for all the ways people type a word, with the way back to the original characters.

Case, accents, ß and ligatures fold as Unicode says (full case folding and compatibility decomposition); then ae, oe
and ue lose their e, in what is searched and in what is typed, so that Buerger, Burger and Bürger are one word.
Traditional Chinese characters fold to the simplified ones, one by one, as OpenCC maps them: 開放 and 开放 are one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

CJK = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese and Japanese characters, as the inside of a character class: written without spaces."""

_FIRST_CJK = CJK[0]

MAX_TERM = 48
"""Characters of a folded word that count; whatever comes behind them is the same word."""

_MAX_PARTS = 6
_DIGRAPH = re.compile("(?<=[aou])e")
# Letters that Unicode does not decompose, though people type them as the plain letter.
_SPECIAL = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "þ": "th", "ħ": "h"})
_INVISIBLE = {"Mn", "Me", "Cf", "Cc"}
_WHITE_SPACE = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85")
_LETTER = rf"[^\W_{CJK}]"
_JOINER = "[-‐‑'’‘`´./,:&+·@]"
_TOKEN = re.compile(rf"[{CJK}]+|{_LETTER}+(?:{_JOINER}{_LETTER}+)*")
_PART = re.compile(rf"{_LETTER}+")
_POSSESSIVE = re.compile(r"['’‘`´]s(?![^\W_])")
_IS_CJK = re.compile(f"[{CJK}]")


class _Table(dict[int, str]):
    """What each character folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(char: str) -> str:
    if char in _WHITE_SPACE:
        return " "
    if "\uac00" <= char <= "\ud7a3":
        return char  # Hangul syllables would fall apart into single letters.
    decomposed = unicodedata.normalize("NFKD", char.casefold()).casefold()
    if is_cjk(decomposed):
        return _simplified()(decomposed)
    return "".join(c for c in decomposed if unicodedata.category(c) not in _INVISIBLE).translate(_SPECIAL)


@cache
def _simplified() -> Callable[[str], str]:
    # Loading its tables takes some hundredths of a second: only where a Chinese character is folded.
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


_TABLE = _Table()


def fold_text(text: str) -> str:
    """`text` in its folded spelling."""
    return _without_e(fold_letters(text))


def fold_letters(text: str) -> str:
    """Like `fold_text`, but with every ae, oe and ue as it is."""
    return text.translate(_TABLE)


def _without_e(letters: str) -> str:
    # Leaves what `_DIGRAPH.sub` would, in a tenth of the time.
    return letters.replace("ae", "a").replace("oe", "o").replace("ue", "u")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where its characters come from."""

    text: str
    origins: Sequence[int]
    """For each folded character, and for the end, the offset in the original text."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original offsets of the folded characters from `start` to `end`, without characters that fold to none."""
        return self.origins[start], self.origins[end]


@lru_cache(maxsize=1024)
def fold(text: str) -> Folded:
    """Like `fold_text`, with the map back to the offsets of `text`; what is shown is shown again at the next key."""
    origins: Sequence[int]
    if (text.isascii() and text.isprintable()) or all(len(_TABLE[ord(char)]) == 1 for char in set(text)):
        whole, origins = fold_letters(text), range(len(text) + 1)
    else:
        pieces = [_TABLE[ord(char)] for char in text]
        whole = "".join(pieces)
        origins = [offset for offset, piece in enumerate(pieces) for _ in piece] + [len(text)]
    if dropped := {match.start() for match in _DIGRAPH.finditer(whole)}:
        origins = [offset for index, offset in enumerate(origins) if index not in dropped]
    return Folded(_without_e(whole), origins)


class Token(NamedTuple):
    """A word of a folded text, or one spelling of a compound: folded offsets, and its place in the order of words."""

    text: str
    start: int
    end: int
    position: int
    """Number of the first word it covers."""
    words: int = 1
    """How many words it covers: 2 for 'ki-markt' as 'kimarkt'."""
    is_cjk: bool = False


Row = tuple[str, int, int, int, int, bool]
"""The fields of a token, without its class: a text has very many."""


def tokens(folded: str) -> list[Token]:
    """The words of a folded text: parts of hyphenated and dotted compounds one by one, and joined as well.

    Runs of Chinese characters are one token each; they are matched as substrings.
    """
    return list(map(Token._make, token_rows(folded)))


def token_rows(folded: str) -> list[Row]:
    """Like `tokens`, as plain tuples."""
    found: list[Row] = []
    position = 0
    for match in _TOKEN.finditer(folded):
        text = match[0]
        start, end = match.span()
        chinese = text >= _FIRST_CJK and is_cjk(text)
        if chinese or text.isalnum():
            found.append((text if chinese else text[:MAX_TERM], start, end, position, 1, chinese))
            position += 1
            continue
        # A possessive 's is blanked out, not cut, so that offsets stay.
        parts = [
            Token(part[0][:MAX_TERM], start + part.start(), start + part.end(), position + number)
            for number, part in enumerate(_PART.finditer(_POSSESSIVE.sub("  ", text)))
        ]
        position += len(parts)
        found.extend(parts)
        found.extend(join(parts[first:last]) for first, last in _joints(len(parts)))
    return found


def join(members: Sequence[Token]) -> Token:
    """Neighbouring words as one."""
    text = "".join(member.text for member in members)[:MAX_TERM]
    return Token(text, members[0].start, members[-1].end, members[0].position, len(members))


def _joints(count: int) -> list[tuple[int, int]]:
    """Which neighbours among the parts of a compound are joined: every pair, and all, unless there are very many."""
    pairs = [(first, first + 2) for first in range(count - 1)]
    return [*pairs, (0, count)] if 2 < count <= _MAX_PARTS else pairs


def terms(folded: str) -> set[str]:
    """What an index keeps of a folded text: its words, and of Chinese runs the single characters and pairs."""
    found: set[str] = set()
    for text in _TOKEN.findall(folded):
        if text.isascii() and text.isalnum():
            found.add(text[:MAX_TERM])
        elif is_cjk(text):
            found.update(cjk_terms(text))
        else:
            found.update(token.text for token in tokens(text))
    return found


def is_cjk(text: str) -> bool:
    """Whether `text` begins with a character that is written without spaces around it."""
    return text >= _FIRST_CJK and bool(_IS_CJK.match(text))


def cjk_terms(run: str) -> list[str]:
    """The characters of a run of Chinese and the pairs of neighbours, in which substrings of any length are found."""
    return [*run, *(run[index : index + 2] for index in range(len(run) - 1))]


def pinyin(name: str) -> tuple[str, ...]:
    """How the Chinese characters of a name are read, joined and without tones; nothing for a name without any.

    Where a syllable has ü, both ways of typing it are given: 'lu' and 'lv'.
    """
    if not _IS_CJK.search(name):
        return ()
    # Loading its dictionary takes a third of a second: only where a Chinese name is indexed.
    from pypinyin import lazy_pinyin

    typed = "".join(lazy_pinyin(name, errors="ignore"))
    return tuple(dict.fromkeys((typed, typed.replace("v", "u")))) if typed else ()
