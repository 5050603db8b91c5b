"""Whether every known name stands in the translation in a form that is right there."""

from __future__ import annotations

import re

from aitui.data.entities.folding import fold
from aitui.data.entity import EntityKind
from aitui.translate.checks.pair import HANZI, Pair
from aitui.translate.terms import TermMatch, TermSource
from aitui.translate.translation import Mark, MarkKind

_SHOWN = 3
_DERIVED = 4
"""Letters that a place and the adjective made of it share: 'German', 'Chinese', 'Russian'."""
_LATIN_WORD = rf"(?<![^\W_{HANZI}]){{}}(?!(?!s\b)[^\W\d_{HANZI}])"
"""A name as a word of its own, with or without a plural or genitive s."""


def check(pair: Pair) -> Mark | None:
    """A mark naming those that are missing."""
    distinct = {(match.term.id, pair.source[match.start : match.end]): match for match in pair.terms}
    lost = [match for match in distinct.values() if _is_checked(match, pair) and not _stands(match, pair)]
    if not lost:
        return None
    names = list(dict.fromkeys(pair.source[match.start : match.end] for match in lost))
    shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
    return Mark(MarkKind.NAME, f"{shown} {'is' if len(names) == 1 else 'are'} missing or written in another way")


def _is_checked(match: TermMatch, pair: Pair) -> bool:
    """Whether the name has to stand there: people leave out places and translate what a name describes freely."""
    term = match.term
    if pair.by_machine or term.source is TermSource.GLOSSARY:
        return True
    if term.kind == EntityKind.EVENT:
        return False
    if term.kind == EntityKind.PLACE:
        return pair.to != "zh"
    if pair.to == "zh":
        return term.zh is not None and term.kind == EntityKind.PERSON
    return match.form in (term.en, *term.en_forms)


def _stands(match: TermMatch, pair: Pair) -> bool:
    surface = pair.source[match.start : match.end]
    forms = {*match.term.accepted(pair.to), match.term.rendering(surface, pair.to)}
    if not pair.by_machine:
        forms.add(match.form)
        if match.term.kind == EntityKind.PERSON:
            forms.add(match.term.en.split()[-1])  # people go over to the surname
    if any(_has(pair, form) for form in forms):
        return True
    return match.term.kind == EntityKind.PLACE and pair.to != "zh" and _is_derived(match, pair.target)


def _has(pair: Pair, form: str) -> bool:
    if form in pair.target:
        if not form[-1:].isascii() or not form.isalpha():
            return True
        return re.search(_LATIN_WORD.format(re.escape(form)), pair.target) is not None
    return not _is_short(form) and f" {fold(form)} " in pair.folded_target


def _is_short(form: str) -> bool:
    return len(form) < 4


_PEOPLES = {
    "usa": ("America", "U.S.", "US"), "united-kingdom": ("Brit", "UK", "U.K.", "Engl"), "france": ("French",),
    "netherlands": ("Dutch", "Holland"), "switzerland": ("Swiss",), "germany": ("Federal",), "greece": ("Greek",),
    "spain": ("Spanish", "Spaniard"), "turkey": ("Turk",), "poland": ("Pol",), "denmark": ("Danish", "Dane"),
    "wales": ("Welsh",), "ireland": ("Irish",), "european-union": ("Europe", "EU", "Union"),
}  # fmt: skip
"""Beginnings of words for what belongs to a place, where they do not begin as its name does."""


def _is_derived(match: TermMatch, text: str) -> bool:
    """Whether an adjective or the people of a place stands in the text."""
    if any(beginning in text for beginning in _PEOPLES.get(match.term.id, ())):
        return True
    stems = [word[:_DERIVED] for word in match.term.en.split()]
    return any(len(stem) >= _DERIVED and stem in text for stem in stems)
