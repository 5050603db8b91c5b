"""What the tagger sees of a word: itself, its shape, its neighbours, the table, the lexicon and the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from aitui.data.entities.gazetteer import Gazetteer
from aitui.data.entities.lexicon import Lexicon

_LETTERS_SEEN = 40
_LINKS = frozenset({"für", "der", "des", "und", "von", "of", "the", "&", "-"})
"""Small words and signs inside long names."""
_REACH = 4
"""How many words away a noun may stand that tells what a name beside it is."""
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


class Features(NamedTuple):
    """The features of one word, kept apart for the three places where they are used."""

    own: list[str]
    """For the word itself."""
    before: list[str]
    """For the word behind it."""
    after: list[str]
    """For the word in front of it."""
    behind_next: list[str]
    """For the word behind the next."""
    announced: str
    """What kinds of name the word may stand in or announce (`Gazetteer.announces`)."""
    in_name: bool
    """Whether it has a capital or may link words that have one: 'Institut für Zeitgeschichte'."""
    group: str
    """The word's class: what is known of a capitalised word, else digit, small letter or the sign itself."""
    lowered: str


class WordFeatures:
    """Features of words by themselves, kept, because most words of a text come again."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, limit: int = 20_000) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._limit = limit
        self._known: dict[str, Features] = {}

    def of(self, word: str) -> Features:
        """The features of `word`."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= self._limit:
                self._known.clear()
            known = self._known[word] = self._made(word)
        return known

    def _made(self, word: str) -> Features:
        lexicon = self._lexicon
        lowered = word[:_LETTERS_SEEN].lower()
        form = shape(word)
        likeness, coarse, fine, _ = lexicon.row(word)
        if not likeness and not coarse and word.endswith("s"):
            likeness, coarse, fine, _ = lexicon.row(word[:-1])
        near = ["w=" + lowered, "s=" + form, "e3=" + lowered[-3:]]
        shared = ["c=" + coarse, "f=" + fine] if fine else []
        own = ["w=" + lowered, "s=" + form, "p2=" + word[:2], "p3=" + word[:3], *shared]
        own += [f"e{size}=" + lowered[-size:] for size in (2, 3, 4, 5) if len(lowered) > size]
        group = "d" if word[0].isdigit() else "x" if word[0].isalpha() else word
        if word[0].isupper():
            known = "k" if coarse or likeness else "u"
            compound = "c" if known == "u" and lexicon.is_compound(word) else ""
            group = known + likeness + compound + ("l" if lowered in lexicon else "")
            own += ["n=" + group, "n+s=" + group + form, *self._compound_parts(word)]
            shared.append("n=" + group)
        near += shared
        listed, announced = self._gazetteer.classes(word), self._gazetteer.announces(word)
        if listed:
            own += ["G:" + name for name in listed.split(",")]
        hints = (["G=" + listed] if listed else []) + (["t=" + announced] if announced else [])
        own += hints
        near += hints
        return Features(
            own,
            ["-1" + name for name in near],
            ["+1" + name for name in near],
            ["-2" + name for name in hints],
            announced,
            word[0].isupper() or word in _LINKS,
            group,
            lowered,
        )

    def _compound_parts(self, word: str) -> list[str]:
        parts = [part for part in word.split("-") if part]
        if len(parts) < 2:
            return []
        first, last = parts[0][:_LETTERS_SEEN], parts[-1][:_LETTERS_SEEN]
        listed = f"Gh={self._gazetteer.classes(first)}|{self._gazetteer.classes(last)}"
        return ["h=" + first.lower(), "l=" + last.lower(), "hl=" + self._part(first) + self._part(last), listed]

    def _part(self, part: str) -> str:
        if not part[0].isupper():
            return "x"
        return self._lexicon.likeness(part) or ("c" if self._lexicon.is_compound(part) else "u")


def sentence_features(words: Sequence[str], table: Sequence[str], memory: WordFeatures) -> list[list[str]]:
    """One list of features per word. `table` has for each word what the table says of it, or ''."""
    singles = [memory.of(word) for word in words]
    result = []
    last = len(words) - 1
    for index, single in enumerate(singles):
        group = single.group
        row = single.own.copy()
        if words[index][0].isupper():
            row += _announcers(singles, index)
        if table[index]:
            row.append("T=" + table[index])
        if index:
            previous = singles[index - 1]
            row += previous.before
            row += ("-1T=" + table[index - 1], f"-1|0={previous.group}|{group}")
            if index > 1:
                before = singles[index - 2]
                row += before.behind_next
                row += ("-2w=" + before.lowered, f"-2|-1|0={before.group}|{previous.group}|{group}")
        else:
            row += ("first", "first" + group)
        if index < last:
            following = singles[index + 1]
            row += following.after
            row += ("+1T=" + table[index + 1], f"0|+1={group}|{following.group}")
            if index + 1 < last:
                row.append("+2w=" + singles[index + 2].lowered)
        else:
            row.append("last")
        result.append(row)
    return result


def _announcers(singles: Sequence[Features], index: int) -> list[str]:
    """The nearest nouns of the same run of capitals that tell what a name is: 'Institut' for 'Zeitgeschichte'."""
    found = []
    for sign, positions in (
        ("rt=", range(index + 1, min(index + 1 + _REACH, len(singles)))),
        ("lt=", range(index - 1, max(index - 1 - _REACH, -1), -1)),
    ):
        for position in positions:
            if not singles[position].in_name:
                break
            if announced := singles[position].announced:
                found.append(sign + announced)
                break
    return found
