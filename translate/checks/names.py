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
_LATIN_EDGE = r"(?<![^\W_{h}]){name}(?![^\W\d_{h}])"


def check(pair: Pair) -> Mark | None:
    """A mark naming those that are missing."""
    lost = [match for match in pair.terms if _is_checked(match, pair) and not _stands(match, pair)]
    if not lost:
        return None
    names = list(dict.fromkeys(pair.source[match.start : match.end] for match in lost))
    shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
    return Mark(MarkKind.NAME, f"{shown} {'is' if len(names) == 1 else 'are'} missing or written in another way")


def _is_checked(match: TermMatch, pair: Pair) -> bool:
    """Whether the name has to stand there: people leave out places and translate what a name describes freely."""
    term = match.term
    if pair.strict or term.source is TermSource.GLOSSARY:
        return True
    if term.kind == EntityKind.PLACE or term.kind == EntityKind.EVENT:
        return False
    if pair.to == "zh":
        return term.zh is not None and term.kind == EntityKind.PERSON
    return match.form in (term.en, *term.en_forms)


def _stands(match: TermMatch, pair: Pair) -> bool:
    surface = pair.source[match.start : match.end]
    forms = {*match.term.accepted(pair.to), match.term.rendering(surface, pair.to)}
    if any(_has(pair.target, form) for form in forms):
        return True
    return match.term.kind == EntityKind.PLACE and pair.to != "zh" and _is_derived(match.term.en, pair.target)


def _has(text: str, form: str) -> bool:
    if form in text:
        if not form[-1:].isascii() or not form.isalpha():
            return True
        pattern = _LATIN_EDGE.format(h=HANZI, name=re.escape(form))
        return re.search(pattern.replace("(?![^", "(?!(?!s\\b)[^"), text) is not None
    return not _is_short(form) and f" {fold(form)} " in f" {fold(text)} "


def _is_short(form: str) -> bool:
    return len(form) < 4


def _is_derived(name: str, text: str) -> bool:
    """Whether an adjective or the people of a place stands in the text."""
    stem = name.split()[-1][:_DERIVED]
    return len(stem) >= _DERIVED and stem in text
