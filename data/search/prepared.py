"""Targets ready to be judged: folded and cut into words once, then held against one query after the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from aitui.data.search import fold
from aitui.data.search.documents import Target, TargetType
from aitui.data.search.matching import Text
from aitui.data.search.terms import name_tokens


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an entity or speaker."""

    text: str
    language: str
    words: Text


@dataclass(frozen=True, slots=True)
class Prepared:
    """A target, with its text and names ready to be matched."""

    target: Target
    text: Text
    """Empty for an entity, which is found by its names alone."""
    names: tuple[Name, ...]
    """Of the entity or of the speaker, the one shown first; of no language count as written in that of the text."""


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
    return tuple(
        Name(
            name,
            languages.get(name) or target.language,
            _name_text(name, tuple(reading for owner, reading in target.readings if owner == name)),
        )
        for name in dict.fromkeys((shown, *languages))
    )


@lru_cache(maxsize=4096)
def _name_text(name: str, readings: tuple[str, ...]) -> Text:
    return Text.of(name_tokens(name, readings))
