"""Finds the table's names in a text: the longest first, in time that grows with the text and not with the table.

A name is a sequence of pieces (`tokens.pieces`) without the hyphens between them: 'Donald Trump' is found in
'Donald-Trump-Fan' too. Its forms hang on the first piece, so that a piece no name begins with costs one look-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from aitui.data.entities.folding import adjective_stem
from aitui.data.entities.tokens import pieces

_FIRST_PIECE = re.compile(r"\w+")
_NAME_STAYS = re.compile(r"(?:ed|ing|able|ible|born|led|made|wide|only|friendly|style)$")
"""Ends a word behind a name and a hyphen beside which the name stays one: 'China-based', 'EU-wide'; of German words
only such as 'IBM-kompatible', where it does, too."""
_CURRENCIES = frozenset({"dollar", "dollars", "cent", "franken", "pfund", "yen", "kronen", "krone", "rubel", "peso"})
_REMEMBERED = 20_000
_LONGEST_COMPOUND = 20
"""How many pieces behind a name its compound is followed; what is longer is no word."""
_COMPLETED_WITHIN = 6
"""How many pieces behind 'US-' the word may stand that completes it: 'US-, China- und EU-freundlich'."""


@dataclass(frozen=True, slots=True)
class Match:
    """A form of the table in the text: `str` offsets, end exclusive, without genitive ending."""

    start: int
    end: int
    entity_id: str
    form: str
    contextual: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Form:
    """A form to look for: its pieces, and which of them stand right behind the one before ('01.AI')."""

    pieces: tuple[str, ...]
    glued: tuple[bool, ...]
    text: str
    entity_id: str
    contextual: bool


class _Gap(Enum):
    """What stands between a piece and the one before it."""

    NOTHING = auto()
    SPACE = auto()
    HYPHEN = auto()
    BREAK = auto()
    """The hyphen of a word to be completed ('US- und EU-Firmen'), or the beginning."""


class _Unit(NamedTuple):
    """A piece of the text that is no hyphen inside a word."""

    start: int
    end: int
    text: str
    gap: _Gap


class Stretch:
    """A part of a text, taken apart once for all the matchers that look through it."""

    __slots__ = ("shouting", "units")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.units = _units(text, start, end)
        self.shouting = _is_shouting(self.units)


_Forms = dict[str, list[_Form]]


class Matcher:
    """The forms of a table, ready for looking them up."""

    def __init__(self, forms: Iterable[tuple[str, str]]) -> None:
        self._raw: dict[str, list[tuple[str, str]]] = {}
        """Forms as they stand in the table, by the first letters or digits in them; taken apart when first needed."""
        self._apart: dict[str, list[_Form]] = {}
        """The same, taken apart."""
        self._ready: dict[str, _Forms] = {}
        """What became of them, by the piece of a text that asked; limited, for texts are endless."""
        raw = self._raw
        for form, entity_id in forms:
            if first := _FIRST_PIECE.search(form):
                raw.setdefault(adjective_stem(first[0].casefold()), []).append((form, entity_id))

    def may_match(self, text: str) -> bool:
        """Whether `text` holds the beginning of any form, somewhere: quick, and true far more often than `matches`."""
        folded = text.casefold()
        return any(beginning in folded for beginning in self._raw)

    def matches(self, text: str, start: int, end: int) -> list[Match]:
        """Every form in `text[start:end]`, also overlapping ones, by position and the longest first."""
        return self.matches_in(Stretch(text, start, end))

    def matches_in(self, stretch: Stretch) -> list[Match]:
        """The same for a text taken apart before."""
        units, shouting = stretch.units, stretch.shouting
        found: list[Match] = []
        last = len(units) - 1
        for index, unit in enumerate(units):
            forms = self._ready.get(unit.text)
            if forms is None:
                forms = self._take_apart(unit.text)
            if forms:
                if index < last and (longer := forms.get(units[index + 1].text[:2].casefold())):
                    found += _matching(longer, units, index, shouting)
                if single := forms.get(""):
                    found += _matching(single, units, index, shouting)
        return found

    def _take_apart(self, piece: str) -> _Forms:
        """The forms that may begin with this piece of a text, by the first two letters of their second piece."""
        if len(self._ready) >= _REMEMBERED:
            self._ready.clear()
        ready: _Forms = {}
        self._ready[piece] = ready
        keys = [key for key in _stems(piece) if key in self._raw] if piece[0].isalnum() else []
        if not keys:
            return ready
        distinct: dict[tuple[tuple[str, ...], str], _Form] = {}
        for form in (form for key in keys for form in self._forms(key)):
            known = distinct.get((form.pieces, form.entity_id))
            if known is None or form.contextual:  # marked anywhere, a form needs its context
                distinct[form.pieces, form.entity_id] = form
        for form in sorted(distinct.values(), key=lambda form: -len(form.pieces)):
            ready.setdefault(form.pieces[1][:2].casefold() if len(form.pieces) > 1 else "", []).append(form)
        return ready

    def _forms(self, key: str) -> list[_Form]:
        forms = self._apart.get(key)
        if forms is None:
            forms = self._apart[key] = [_form(*pair) for pair in self._raw[key]]
        return forms


@lru_cache(maxsize=_REMEMBERED)
def _stems(piece: str) -> tuple[str, ...]:
    """What the first piece of a form may be folded to, for this piece of a text to be it, with or without ending."""
    folded = piece.casefold()
    stem = adjective_stem(folded)
    bare = adjective_stem(folded[:-1]) if folded.endswith("s") else stem
    return (stem,) if bare == stem else (stem, bare)


def _matching(forms: list[_Form], units: list[_Unit], index: int, shouting: bool) -> Iterator[Match]:
    for form in forms:
        last = index + len(form.pieces)
        if last <= len(units):
            ending = _ending(form, units, index, shouting)
            if ending is not None and not _is_adjective_or_currency(units, last):
                end = units[last - 1].end - ending
                yield Match(units[index].start, end, form.entity_id, form.text, form.contextual)


def _form(form: str, entity_id: str) -> _Form:
    text = form.lstrip("?").strip()
    units = _units(text, 0, len(text))
    first = next(index for index, unit in enumerate(units) if _is_word(unit))
    units = units[first:]
    return _Form(
        tuple(unit.text for unit in units),
        tuple(unit.gap is _Gap.NOTHING for unit in units),
        text,
        entity_id,
        form.startswith("?"),
    )


def _units(text: str, start: int, end: int) -> list[_Unit]:
    units: list[_Unit] = []
    position = -1
    gap = _Gap.BREAK
    found = pieces(text, start, end)
    last = len(found) - 1
    for index, (begin, stop, piece) in enumerate(found):
        if begin > position >= 0:
            if gap is not _Gap.HYPHEN:
                gap = _Gap.SPACE
            elif "\n" not in text[position:begin]:  # else it is a word cut at the end of its line
                gap = _Gap.BREAK
        if piece == "-" and gap is _Gap.NOTHING and index < last:
            gap = _Gap.HYPHEN
        else:
            units.append(_Unit(begin, stop, piece, gap))
            gap = _Gap.NOTHING
        position = stop
    return units


def _ending(form: _Form, units: list[_Unit], index: int, shouting: bool) -> int | None:
    """How many letters of genitive ending stand behind the form at this place; None where another word stands there."""
    last = len(form.pieces) - 1
    for offset, piece in enumerate(form.pieces):
        unit = units[index + offset]
        if offset and (unit.gap is _Gap.BREAK or form.glued[offset] is not (unit.gap is _Gap.NOTHING)):
            return None
        if piece == unit.text:
            continue
        if offset < last:
            if not _same(piece, unit.text, shouting) and not _same_adjective(piece, unit.text, shouting):
                return None
        elif not _same(piece, unit.text, shouting):
            return _genitive_ending(piece, unit.text, shouting)
    return 0


def _genitive_ending(piece: str, word: str, shouting: bool) -> int | None:
    lowered = word.lower()
    for ending in ("es",) if piece[-1] in "sSß" else ("s", "es"):
        if lowered.endswith(ending) and _same(piece, word[: -len(ending)], shouting):
            return len(ending)
    return None


def _same(piece: str, word: str, shouting: bool) -> bool:
    """Whether a piece of the text is this piece of a form: 'Openai', 'OPENAI' are 'OpenAI', but 'Arm' is not 'ARM'."""
    if piece == word:
        return True
    if len(piece) != len(word) or piece.casefold() != word.casefold():
        return False
    if shouting and word.isupper():
        return True
    if piece.islower():
        return word[1:].islower()
    return len(piece) > 3 and not piece.isupper() and word[0].isupper()


def _same_adjective(piece: str, word: str, shouting: bool) -> bool:
    """Whether they are the same but for an adjective's ending: 'Deutschen' in front of 'Bank' is 'Deutsche'."""
    stem = adjective_stem(piece)
    return stem != piece and (bare := adjective_stem(word)) != word and _same(stem, bare, shouting)


def _is_word(unit: _Unit) -> bool:
    return unit.text[0].isalnum()


def _is_shouting(units: list[_Unit]) -> bool:
    """Whether the text is in capitals, so that capitals tell nothing."""
    letters = [unit.text for unit in units if len(unit.text) > 1 and unit.text.isalpha()]
    return len(letters) > 1 and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def _is_adjective_or_currency(units: list[_Unit], following: int) -> bool:
    """Whether what follows makes the name a part of an adjective or a currency: 'US-amerikanisch', 'US-Dollar'.

    Behind it an English participle and the like do not: 'Shanghai-based'.
    """
    if following >= len(units) or units[following].gap not in (_Gap.HYPHEN, _Gap.BREAK):
        return False
    if units[following].gap is _Gap.BREAK:
        completing = range(following, min(following + _COMPLETED_WITHIN, len(units)))
        following = next((index for index in completing if units[index].gap is _Gap.HYPHEN), -1)
        if following < 0:
            return False
    if units[following].text.casefold() in _CURRENCIES:
        return True
    head = following
    farthest = min(following + _LONGEST_COMPOUND, len(units) - 1)
    while head < farthest and units[head + 1].gap is _Gap.HYPHEN:
        head += 1
    return units[head].text[0].islower() and not _NAME_STAYS.search(units[head].text)
