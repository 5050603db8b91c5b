"""Finds the table's names in a text: the longest first, in time that grows with the text and not with the table.

A name is a sequence of pieces (`tokens.pieces`) without the hyphens between them: 'Donald Trump' is found in
'Donald-Trump-Fan' too. Its forms hang on the first piece, so that a piece no name begins with costs one look-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from aitui.data.entities.folding import adjective_stem
from aitui.data.entities.tokens import Token, pieces

_FIRST_PIECE = re.compile(r"\w+")
_CURRENCIES = frozenset({"dollar", "dollars", "cent", "franken", "pfund", "yen", "kronen", "krone", "rubel", "peso"})
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


@dataclass(frozen=True, slots=True)
class _Unit:
    """A piece of the text that is no hyphen inside a word."""

    token: Token
    gap: _Gap


class Matcher:
    """The forms of a table, ready for looking them up."""

    def __init__(self, forms: Iterable[tuple[str, str]]) -> None:
        self._raw: dict[str, list[tuple[str, str]]] = {}
        """Forms as they stand in the table, by the first letters or digits in them; taken apart when first needed."""
        self._ready: dict[str, list[_Form]] = {}
        raw = self._raw
        for form, entity_id in forms:
            if first := _FIRST_PIECE.search(form):
                raw.setdefault(adjective_stem(first[0].casefold()), []).append((form, entity_id))

    def matches(self, text: str, start: int, end: int) -> list[Match]:
        """Every form in `text[start:end]`, also overlapping ones, by position and the longest first."""
        units = _units(text, start, end)
        shouting = _is_shouting(units)
        return [match for index in range(len(units)) for match in self._at(units, index, shouting)]

    def _at(self, units: list[_Unit], index: int, shouting: bool) -> Iterator[Match]:
        first = units[index].token
        for form in self._beginning_with(first.text):
            last = index + len(form.pieces)
            if last > len(units):
                continue
            ending = _ending(form, units[index:last], shouting)
            if ending is not None and not _is_adjective_or_currency(units, last):
                end = units[last - 1].token.end - ending
                yield Match(first.start, end, form.entity_id, form.text, form.contextual)

    def _beginning_with(self, piece: str) -> list[_Form]:
        folded = piece.casefold()
        forms = self._forms(adjective_stem(folded))
        if folded.endswith("s") and (base := adjective_stem(folded[:-1])) != adjective_stem(folded):
            forms = forms + self._forms(base) if forms else self._forms(base)
        return forms

    def _forms(self, key: str) -> list[_Form]:
        ready = self._ready.get(key)
        if ready is None:
            raw = self._raw.get(key)
            if raw is None:
                return []
            forms: dict[tuple[tuple[str, ...], str], _Form] = {}
            for form in (_form(*pair) for pair in raw):
                known = forms.get((form.pieces, form.entity_id))
                if known is None or form.contextual:  # marked anywhere, a form needs its context
                    forms[form.pieces, form.entity_id] = form
            ready = self._ready[key] = sorted(forms.values(), key=lambda form: -len(form.pieces))
        return ready


def _form(form: str, entity_id: str) -> _Form:
    text = form.lstrip("?").strip()
    units = _units(text, 0, len(text))
    first = next(index for index, unit in enumerate(units) if _is_word(unit))
    units = units[first:]
    return _Form(
        tuple(unit.token.text for unit in units),
        tuple(unit.gap is _Gap.NOTHING for unit in units),
        text,
        entity_id,
        form.startswith("?"),
    )


def _units(text: str, start: int, end: int) -> list[_Unit]:
    found = pieces(text, start, end)
    units: list[_Unit] = []
    before: Token | None = None
    gap = _Gap.BREAK
    for index, token in enumerate(found):
        if before is not None and token.start > before.end:
            gap = _Gap.SPACE if gap is not _Gap.HYPHEN else _Gap.BREAK
            if gap is _Gap.BREAK and "\n" in text[before.end : token.start]:
                gap = _Gap.HYPHEN  # a word cut at the end of its line
        if token.text == "-" and before is not None and gap is _Gap.NOTHING and index + 1 < len(found):
            gap = _Gap.HYPHEN
        else:
            units.append(_Unit(token, gap))
            gap = _Gap.NOTHING
        before = token
    return units


def _ending(form: _Form, units: list[_Unit], shouting: bool) -> int | None:
    """How many letters of genitive ending the text has behind the form; None where it is another word."""
    for glued, unit in zip(form.glued[1:], units[1:], strict=True):
        if unit.gap is _Gap.BREAK or glued is not (unit.gap is _Gap.NOTHING):
            return None
    *inner, last = form.pieces
    for piece, unit in zip(inner, units, strict=False):
        if not _same(piece, unit.token.text, shouting) and not _same_adjective(piece, unit.token.text, shouting):
            return None
    word = units[-1].token.text
    if _same(last, word, shouting):
        return 0
    for ending in ("es",) if last[-1] in "sSß" else ("s", "es"):
        if word.lower().endswith(ending) and _same(last, word[: -len(ending)], shouting):
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
    return unit.token.text[0].isalnum()


def _is_shouting(units: list[_Unit]) -> bool:
    """Whether the text is in capitals, so that capitals tell nothing."""
    letters = [unit.token.text for unit in units if len(unit.token.text) > 1 and unit.token.text.isalpha()]
    return len(letters) > 1 and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def _is_adjective_or_currency(units: list[_Unit], following: int) -> bool:
    """Whether what follows makes the name a part of an adjective or a currency: 'US-amerikanisch', 'US-Dollar'."""
    if following >= len(units) or units[following].gap not in (_Gap.HYPHEN, _Gap.BREAK):
        return False
    if units[following].gap is _Gap.BREAK:
        completing = range(following, min(following + _COMPLETED_WITHIN, len(units)))
        following = next((index for index in completing if units[index].gap is _Gap.HYPHEN), -1)
        if following < 0:
            return False
    if units[following].token.text.casefold() in _CURRENCIES:
        return True
    head = following
    while head + 1 < len(units) and units[head + 1].gap is _Gap.HYPHEN:
        head += 1
    return units[head].token.text[0].islower()
