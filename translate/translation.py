"""A translated sentence and what is to be said about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

BY_HAND = "by hand"
"""The engine of a translation that a person wrote."""

COPIED = "copied"
"""The engine of text that holds nothing to translate, such as a number alone."""

StopCheck = Callable[[], bool]
"""Whether to stop now; looked at between batches."""


class MarkKind(StrEnum):
    """What can be wrong with a translation."""

    NUMBER = "number"
    NAME = "name"
    LENGTH = "length"
    REPETITION = "repetition"
    UNTRANSLATED = "untranslated"
    TRUNCATED = "truncated"
    QUOTATION = "quotation"
    SCRIPT = "script"


@dataclass(frozen=True, slots=True)
class Mark:
    """One doubt about a translation, with its reason for the reader."""

    kind: MarkKind
    detail: str


@dataclass(frozen=True, slots=True)
class Guarded:
    """A name, a number or an address that was carried through the models and not translated by them."""

    surface: str
    """As it stands in the source."""
    target: str
    """What stands for it in the translation."""
    kind: str
    """`number`, `date`, `address`, the kind of a name (`person`, …), or the kind that the glossary gives a term."""
    term: str | None = None
    """The id of the `Term`, where it is one."""


NUMBERS = frozenset({"number", "date"})
"""The kinds of `Guarded` that are numbers."""


@dataclass(frozen=True, slots=True)
class Translation:
    """One sentence in the other language."""

    source: str
    """As it was given, not normalised."""
    target: str | None
    """None where translating failed; then a mark says why."""
    pivot: str | None
    """The English in between, on a route through English."""
    engine: str
    """The label of the route that made it, or `BY_HAND`, or `COPIED`."""
    marks: tuple[Mark, ...] = ()
    guarded: tuple[Guarded, ...] = ()
    """In the order of the source."""
