"""Titles and forms of address in front of a name: they make it a person's and are no part of it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from aitui.data.entities.gazetteer import Gazetteer
from aitui.data.entities.shapes import is_legal_form
from aitui.data.entities.span import NameSpan
from aitui.data.entity import EntityKind

_TITLE = r"(?:Herrn?|Frau|Professor(?:in)?|Prof\.?|PD|Dr\.?(?:-Ing\.)?|Dipl\.-[A-Z][a-z]+\.|Mag\.|Hofrat|Geheimrat)"
_FIELD = (
    r"(?:h\. ?c\.|e\. ?h\.|(?:rer|sc)\. ?[a-z]+\.|mult\.|habil\.|med\.|phil\.|jur\.|iur\.|oec\.|theol\.|vet\.|dent\.|"
    r"Ing\.)"
)
"""What a degree is in; it stands behind a title only."""
_GAP = r"[ \u00a0\n]"
_TITLES = rf"(?<![\w-]){_TITLE}(?:{_GAP}(?:{_TITLE}|{_FIELD}))*{_GAP}"
_AHEAD = re.compile(_TITLES + r"\Z")
_LEADING = re.compile(_TITLES)
_LONGEST = 48
"""Characters that titles in front of a name may have."""
_OCCUPATION = re.compile(
    r"[A-ZÄÖÜ][a-zäöüß-]{2,}(?:[eik]rin|[iy]stin|nomin|[ao]login|[äe]tin|wältin|ektorin|[ae]ntin|entin|[ou]gin|[äö]nin|erin)"
)
"""Women's occupations, by their endings; so many that no list has them all."""
_MAKER = re.compile(
    r".*(?:hersteller|anbieter|konzern|unternehmen|firma|start-?up|entwickler|betreiber|händler|zulieferer|dienstleister|"
    r"riese|bauer|spezialist)(?:e?[ns])?",
    re.IGNORECASE,
)
"""What a company does, in front of its name."""
_FROM_A_PLACE = re.compile(r"(?:\bVon|(?<!\w)[a-zäöüß]\w*\svon|[,.;:–]\svon)\s\Z")
_GOING_OUT = re.compile(r"\saus\b")
_PUBLISHER = re.compile(r"\bVerlags?\s\Z")
_LIST_NUMBER = re.compile(r"\d{1,2}\.\s(?!(?:[A-Z]{2,4}\b|Bundesliga|Liga|Fußball))")
_CAR_MAKERS = frozenset(
    {
        "VW", "Volkswagen", "Audi", "BMW", "Mercedes", "Mercedes-Benz", "Opel", "Ford", "Porsche", "Skoda", "Škoda",
        "Seat", "Toyota", "Tesla", "Fiat", "Renault", "Peugeot", "Citroën", "Hyundai", "Kia", "Volvo", "Mazda",
        "Nissan", "Honda", "Suzuki", "Dacia", "BYD", "Nio", "Xpeng",
    }
)  # fmt: skip
_CAR_MODEL = re.compile(r"\s(?:[A-Z]{1,3}\d{1,3}[a-z]?|ID\.\d|i\d|e-\w+)\b")
_NO_CAR = re.compile(r"\s(?:Group|Bank|Financial|Motorsport|Welt|Foundation|Stiftung|Leasing|Deutschland|Werk\w*)\b")
_OFFICE_AHEAD = re.compile(
    r"[A-ZÄÖÜ][\w-]*-(?:Coach|Boss|Profi|Star|Routinier|Kapitän|Keeper|Legende|Ikone|CEO|Chefin|Chef)\s(?=[A-ZÄÖÜ])"
)
_OF_A_FIRM = re.compile(r"\s(?:von|vom)\s(?=[A-ZÄÖÜ]\w+\Z)")
"""Behind first name and surname: 'Karsten Smid von Greenpeace'."""
_PARTICLE = re.compile(r"\s(?:du|de|di|da|del|dos|van|le)\s[A-ZÄÖÜ]\w+")
_TWO_PLACES = re.compile(r"([A-ZÄÖÜ][a-zäöüß]+)/([A-ZÄÖÜ][a-zäöüß]+)")
_ONE_OF_THEM = re.compile(r"\b(?:de[rmns]|ein|einen|einem|eines|sein|seinen|seinem|ihr|ihren|ihrem)\s\Z", re.IGNORECASE)
NEXT_WORD = re.compile(r"[ \u00a0](\w+)")
"""The word behind a name."""


def titled(text: str, span: NameSpan, start: int) -> NameSpan:
    """The unknown name `span` as a person's if titles stand in front of it, else as it is.

    The sentence begins at `start`. Titles that were taken for the beginning of the name are cut off. 'Dr. Hönle AG'
    stays a company.
    """
    leading = _LEADING.match(text, span.start, span.end)
    begin = leading.end() if leading and leading.end() < span.end else span.start
    if begin == span.start and not _AHEAD.search(text, max(start, begin - _LONGEST), begin):
        return span
    following = NEXT_WORD.match(text, span.end)
    last = text[begin : span.end].split()[-1]
    if is_legal_form(last) or (following and is_legal_form(following[1])) or not text[begin].isupper():
        return span
    return replace(span, start=begin, kind=EntityKind.PERSON)


def beside(text: str, span: NameSpan, block_start: int, organisations: Collection[int]) -> NameSpan:
    """The unknown name `span`, its kind or extent corrected by the words right beside it.

    `organisations` are where known organisations begin: 'Karsten Smid von Greenpeace' are two names.

    'von Schierke aus' is a place, 'Verlag Klaus Wagenbach' a publisher, 'ein VW Caddy' a car, and the number of a
    heading ('1. Meta und ...') is no part of a name.
    """
    surface = text[span.start : span.end]
    ahead = max(0, span.start - _LONGEST)
    if span.start == block_start and (number := _LIST_NUMBER.match(surface)):
        return replace(span, start=span.start + number.end())
    if ": " in surface:  # 'ZEIT: Meta und ...', where an interviewer speaks
        return replace(span, start=span.start + surface.rindex(": ") + 2)
    if span.kind is EntityKind.PERSON:
        if office := _OFFICE_AHEAD.match(surface):
            return replace(span, start=span.start + office.end())
        firm = _OF_A_FIRM.search(surface)
        if firm and span.start + firm.end() in organisations:
            return replace(span, end=span.start + firm.start())
        if " " not in surface and (particle := _PARTICLE.match(text, span.end)):
            return replace(span, end=particle.end())
        if " " not in surface and _FROM_A_PLACE.search(text, ahead, span.start) and _GOING_OUT.match(text, span.end):
            return replace(span, kind=EntityKind.PLACE)
        if " " in surface and (publisher := _PUBLISHER.search(text, ahead, span.start)):
            return replace(span, start=publisher.start(), kind=EntityKind.ORG)
    if span.kind is EntityKind.ORG and surface.partition(" ")[0] in _CAR_MAKERS and " " in surface:
        car = _ONE_OF_THEM.search(text, ahead, span.start) and not _NO_CAR.search(surface)
        return replace(span, kind=EntityKind.PRODUCT) if car else span
    return span


def parted(text: str, span: NameSpan) -> tuple[NameSpan, ...]:
    """The two places of 'Mistelbach/Wien'; any other unknown name alone."""
    if span.kind is not EntityKind.PLACE or not (both := _TWO_PLACES.fullmatch(text, span.start, span.end)):
        return (span,)
    return replace(span, end=both.end(1)), replace(span, start=both.start(2))


def car_model(text: str, start: int, end: int) -> int:
    """Where a car's name ends that begins with its maker's, `text[start:end]`: behind 'RS3' in 'Audi RS3', or `end`."""
    model = _CAR_MODEL.match(text, end) if text[start:end] in _CAR_MAKERS else None
    return model.end() if model else end


def is_occupation(word: str, gazetteer: Gazetteer) -> bool:
    """Whether a word is what a woman does: 'Analystin', but not 'Katrin'."""
    return bool(_OCCUPATION.fullmatch(word)) and not gazetteer.classes(word) and not gazetteer.is_first_name(word)


def without_lead(text: str, span: NameSpan, gazetteer: Gazetteer) -> NameSpan:
    """The unknown name `span` without what somebody is or a company does in front of it.

    'Analystin Mary Meeker' is Mary Meeker, 'Göppinger Pressenhersteller Schuler' is Schuler.
    """
    words = text[span.start : span.end].split(" ")
    if span.kind is EntityKind.PERSON:
        role = len(words) > 2 and (is_occupation(words[0], gazetteer) or "r" in gazetteer.announces(words[0]))
        cut = int(role and not gazetteer.classes(words[0]))
    elif span.kind is EntityKind.ORG:
        cut = max((index for index, word in enumerate(words[:-1], 1) if _MAKER.fullmatch(word)), default=0)
    else:
        cut = 0
    return replace(span, start=span.start + sum(len(word) + 1 for word in words[:cut])) if cut else span
