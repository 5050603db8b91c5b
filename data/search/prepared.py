"""Targets ready to be judged: folded and cut into words once, then held against one query after the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from aitui.data.search import fold
from aitui.data.search.documents import Target, TargetType
from aitui.data.search.matching import Text
from aitui.data.search.terms import name_tokens

_SHORTEST = 3
_SHORTEST_CHINESE = 2
"""Letters, or characters, of names that are looked up for others: 'X' stands for too much."""
_CHINESE, _EUROPEAN = frozenset(("zh",)), frozenset(("de", "en"))
"""What an alias is a name in."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an entity or speaker."""

    text: str
    language: str
    """That it is shown to be of."""
    languages: frozenset[str]
    """All that it is a name in."""
    words: Text
    is_read: bool = False
    """Whether its words hold how it is read besides how it is written."""

    def is_called(self, name: str) -> bool:
        """Whether this name, folded and without spaces, is `name`, or its Chinese characters are read so."""
        whole = "".join(self.words.single)
        return whole == name or (fold.is_cjk(whole) and len(self.words.single) == 1 and name in self.words.words)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A target, with its text and names ready to be matched."""

    target: Target
    text: Text
    """Empty for an entity, which is found by its names alone."""
    names: tuple[Name, ...]
    """Of the entity or of the speaker, the one shown first; of no language count as written in that of the text."""

    def besides(self, called: str) -> list[tuple[str, ...]]:
        """The folded words of its names, where it is `called` so in full; nothing where it is not.

        Only names that can be looked up: one or two words, or one run of Chinese characters.
        """
        if not any(name.is_called(called) for name in self.names):
            return []
        return [
            words
            for name in self.names
            if (words := name.words.single) and words != (called,) and _can_be_looked_up(words)
        ]


def _can_be_looked_up(words: tuple[str, ...]) -> bool:
    if fold.is_cjk(words[0]):
        return len(words) == 1 and len(words[0]) >= _SHORTEST_CHINESE
    return len(words) <= 2 and sum(map(len, words)) >= _SHORTEST and not any(map(fold.is_cjk, words))


_NO_TEXT = Text.of(())


def prepare(target: Target) -> Prepared:
    """Fold the texts of a target."""
    if target.type is TargetType.ENTITY:
        return Prepared(target, _NO_TEXT, _names(target, target.text))
    text = Text.of(fold.token_rows(fold.fold_text(target.text)))
    is_said = target.type is TargetType.QUOTE and target.speaker
    return Prepared(target, text, _names(target, target.speaker) if is_said else ())


def _names(target: Target, shown: str) -> tuple[Name, ...]:
    languages = {name: written_in for written_in, name in target.names}
    found = []
    for name in dict.fromkeys((shown, *languages)):
        readings = tuple(reading for owner, reading in target.readings if owner == name)
        words = _name_text(name, readings)
        language = languages.get(name, target.language)
        of = frozenset((language,)) if language else _CHINESE if fold.is_cjk(fold.fold_text(name)) else _EUROPEAN
        found.append(Name(name, language or target.language, of, words, bool(readings)))
    return tuple(found)


@lru_cache(maxsize=4096)
def _name_text(name: str, readings: tuple[str, ...]) -> Text:
    return Text.of(name_tokens(name, readings))
