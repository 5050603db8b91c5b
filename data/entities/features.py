"""What the tagger sees of a word: the word itself, its shape, its neighbours, the table and the lexicon."""

from __future__ import annotations

import re
from functools import lru_cache

from aitui.data.entities.lexicon import Lexicon

_RUNS = (
    (re.compile(r"[A-ZÄÖÜ]+"), "X"),
    (re.compile(r"[a-zäöüß]+"), "x"),
    (re.compile(r"\d+"), "9"),
)


@lru_cache(maxsize=4096)
def shape(word: str) -> str:
    """The sequence of capitals, small letters and digits, each run once: 'SenseNova' is 'XxXx', 'GPT-4o' is 'X-9x'."""
    short = word[:24]
    for pattern, sign in _RUNS:
        short = pattern.sub(sign, short)
    return short


class WordFeatures:
    """Features of words by themselves, kept, because most words of a text come again."""

    def __init__(self, lexicon: Lexicon, limit: int = 20_000) -> None:
        self._lexicon = lexicon
        self._limit = limit
        self._known: dict[str, tuple[list[str], list[str], str]] = {}

    def of(self, word: str) -> tuple[list[str], list[str], str]:
        """Features of the word where it stands, features for its neighbours, and its class (see `_class_of`)."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= self._limit:
                self._known.clear()
            known = self._known[word] = self._made(word)
        return known

    def _made(self, word: str) -> tuple[list[str], list[str], str]:
        lexicon = self._lexicon
        lowered = word.lower()[:40]
        form = shape(word)
        likeness, coarse, fine, kinds = lexicon.row(word)
        if not likeness and not coarse and word.endswith("s"):
            likeness, coarse, fine, kinds = lexicon.row(word[:-1])
        capital = word[0].isupper()
        own = ["w=" + lowered, "s=" + form, "p2=" + word[:2], "p3=" + word[:3]]
        own += [f"e{size}=" + lowered[-size:] for size in (2, 3, 4, 5) if len(lowered) > size]
        near = ["w=" + lowered, "s=" + form, "e3=" + lowered[-3:]]
        known = "k" if coarse or likeness else "u"
        if fine:
            own += ["c=" + coarse, "f=" + fine]
            near += ["c=" + coarse, "f=" + fine]
        for kind in kinds.split():
            own.append("g=" + kind)
            near.append("g=" + kind)
        if capital:
            small = "l" if lowered in lexicon else ""
            compound = "c" if known == "u" and lexicon.is_compound(word) else ""
            known = f"{known}{likeness}{compound}{small}"
            own += ["n=" + known, "n+s=" + known + form]
            near.append("n=" + known)
            if "-" in word:
                parts = [part for part in word.split("-") if part]
                if len(parts) > 1:
                    own += ["h=" + parts[0].lower(), "t=" + parts[-1].lower()]
                    own.append("ht=" + self._part(parts[0]) + self._part(parts[-1]))
        return own, near, known if capital else ("d" if word[0].isdigit() else "x" if word[0].isalpha() else word)

    def _part(self, part: str) -> str:
        if not part[0].isupper():
            return "x"
        return self._lexicon.likeness(part) or ("c" if self._lexicon.is_compound(part) else "u")


def sentence_features(words: list[str], table: list[str], memory: WordFeatures) -> list[list[str]]:
    """One list of features per word. `table` has for each word what the table says of it, or ''."""
    singles = [memory.of(word) for word in words]
    result = []
    last = len(words) - 1
    for index, (own, _, known) in enumerate(singles):
        row = own.copy()
        if table[index]:
            row.append("T=" + table[index])
        if index:
            row += ["-1" + feature for feature in singles[index - 1][1]]
            row.append("-1T=" + table[index - 1])
            row.append(f"-1|0={singles[index - 1][2]}|{known}")
            if index > 1:
                row.append("-2w=" + words[index - 2].lower()[:40])
                row.append(f"-2|-1|0={singles[index - 2][2]}|{singles[index - 1][2]}|{known}")
        else:
            row += ["first", "first" + known]
        if index < last:
            row += ["+1" + feature for feature in singles[index + 1][1]]
            row.append("+1T=" + table[index + 1])
            row.append(f"0|+1={known}|{singles[index + 1][2]}")
            if index + 1 < last:
                row.append("+2w=" + words[index + 2].lower()[:40])
        else:
            row.append("last")
        result.append(row)
    return result
