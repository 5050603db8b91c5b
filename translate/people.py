"""People whom no table knows, told by their first names: 'Petros Mantouvalos', 'Ursula von der Leyen'.

A model that has never seen a name writes another one. This finds few that are none, at the price of overlooking those
with a first name that is not common: what is taken for a name is not translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from aitui.data.entities.gazetteer import Gazetteer
from aitui.data.entities.lexicon import NAME, OFTEN, Lexicon, shipped_lexicon

_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
_WITHIN = re.compile(r"[ \u00a0]|\.[ \u00a0]?")
"""What may stand between the words of a name; a full stop only behind an initial."""
_BEFORE = re.compile(r"(?<![\w'’-])[^\W\d_][\w'’-]*[ \u00a0]\Z")
_LONGEST_WORD = 40
_PARTICLES = frozenset({"van", "von", "de", "del", "della", "di", "da", "dos", "du", "al", "bin"})
_ARTICLES = frozenset({"der", "den", "la", "le"})
"""Parts of a name behind a particle only."""
_MOST_SURNAMES = 2
_MOST_WORDS = 8
"""Of a name with all its initials and particles."""


class FullName(NamedTuple):
    """A person's name in a text: `str` offsets, end exclusive."""

    start: int
    end: int
    name: str
    surname: str | None
    """The last word, where it means nothing else and so is a name by itself too."""


class People:
    """Finds names that begin with a common first name and go on with words that are no German ones."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer

    def names(self, text: str) -> Iterator[FullName]:
        """The names in `text`, in order."""
        words = list(_WORD.finditer(text))
        index = 0
        while index < len(words):
            last = self._last_word(text, words, index) if self._is_first_name(words[index][0]) else index
            if last > index:
                start, end, surname = words[index].start(), words[last].end(), words[last][0]
                yield FullName(start, end, text[start:end], surname if self._is_only_a_name(surname) else None)
            index = last + 1

    def first_names_before(self, text: str, end: int) -> frozenset[str]:
        """The first names that stand right in front of the offset `end`, a particle between them or none."""
        found: set[str] = set()
        for _ in range(_MOST_WORDS):
            before = _BEFORE.search(text, max(0, end - _LONGEST_WORD), end)
            if before is None:
                break
            word = before[0].strip()
            if word not in _PARTICLES:
                if not self._is_first_name(word) or self._lexicon.is_common(word.lower()):
                    break
                found.add(word)
            end = before.start()
        return frozenset(found)

    def _last_word(self, text: str, words: list[re.Match[str]], first: int) -> int:
        """The number of the last word of the name that begins with the word `first`; itself where none follows."""
        last, index, surnames = first, first, 0
        while index + 1 < min(len(words), first + _MOST_WORDS) and surnames < _MOST_SURNAMES:
            between = text[words[index].end() : words[index + 1].start()]
            initial = len(words[index][0]) == 1
            if not _WITHIN.fullmatch(between) or ("." in between) is not initial:
                break
            index += 1
            word = words[index][0]
            if len(word) == 1 and word.isupper():
                continue
            if last == first and (word in _PARTICLES or (word in _ARTICLES and words[index - 1][0] in _PARTICLES)):
                continue
            if not self._may_be_surname(word, is_first=not surnames):
                break
            last = index
            surnames += 0 if self._is_first_name(word) else 1
            if word.endswith("s"):  # a genitive perhaps, and what follows belongs to the person
                break
        return last

    def _is_first_name(self, word: str) -> bool:
        return word not in _NO_FIRST_NAMES and self._gazetteer.is_first_name(word)

    def _may_be_surname(self, word: str, *, is_first: bool) -> bool:
        parts = word.split("-")
        may_be_noun = is_first and len(parts) == 1  # 'Hannah Arendt-Preise' are no person
        return all(len(part) > 1 and self._may_be_name(part, may_be_noun=may_be_noun) for part in parts)

    def _may_be_name(self, part: str, *, may_be_noun: bool) -> bool:
        """Whether it may be a surname; right behind a first name also one that is a noun: 'Anselm Kiefer'."""
        lexicon = self._lexicon
        if not part[0].isupper() or part.isupper() or part.lower() in lexicon or part in _NO_SURNAMES:
            return False
        if lexicon.is_common(part) and not may_be_noun:
            return False
        return self._is_known(part) or not lexicon.is_compound(part)

    def _is_only_a_name(self, word: str) -> bool:
        return self._is_known(word) or not any(form in self._lexicon for form in (word, word.removesuffix("s")))

    def _is_known(self, word: str) -> bool:
        """Whether it is mostly or always kept in translations, as names are."""
        return any(self._lexicon.likeness(form) in (OFTEN, NAME) for form in (word, word.removesuffix("s")))


_NO_FIRST_NAMES = frozenset({"August", "Roman"})
"""First names that are more often the month and the novel."""
_NO_SURNAMES = frozenset({"Team", "Fan", "Fans", "Show", "Band", "Song", "Film", "Album"})
"""German words that English has too, which the lexicon therefore takes for names."""


@cache
def people() -> People:
    """The finder with the shipped lists, read at the first call."""
    return People(shipped_lexicon(), Gazetteer())
