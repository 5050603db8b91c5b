"""Clubs by the name of their town: 'Freiburg dreht das Spiel' is the SC Freiburg where sport is reported."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from aitui.data.entities.span import NameSpan
from aitui.data.entity import EntityKind

_CLUB = re.compile(
    r"(?:\b(?:FC|SC|SV|VfB|VfL|TSV|TSG|FSV|SpVgg|MSV|KSC|BSC|SSV|RB|Eintracht|Borussia|Bayer|Werder|Hertha|Fortuna|Arminia|"
    r"Union|Dynamo|Hansa|Holstein|Alemannia|Preußen|Hannover 96|1860|Rapid|Sturm|Austria|Young Boys)\b)"
)
_SPORT = re.compile(
    r"\b(?:tore?n?|treffer|spieltag|bundesliga|liga|trainer|halbzeit|minute|elfmeter|freistoß|platzverweis|abstieg|"
    r"tabelle|stürmer|torhüter|keeper|nachspielzeit|gegentor|kabine|schiedsrichter|derby|anpfiff|abpfiff|pokal|"
    r"heimspiel|auswärtsspiel|rückrunde|hinrunde|tabellenführer|saison)\b",
    re.IGNORECASE,
)
_FEWEST = 5
"""Different words of sport that an article must have."""
_PLAYING = re.compile(
    r"\b(?:gegen|für|gastgeber|gast|aufsteiger|absteiger|verfolger|tabellenführer|spitzenreiter|schlusslicht|rivale[n]?|"
    r"konkurrent(?:en)?|bezwang|besiegte|schlug|empf(?:ängt|ing)|kommt|trifft auf|traf auf|lässt|ließ)\s\Z",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?:\A|\n|[.!?:] )\Z")
_VERB = re.compile(r"\s(?!liegt\b|hat \d|und\b|oder\b|im\b|am\b|an\b)[a-zäöüß]{2,}\b")
_LONGEST_BEFORE = 18


def with_clubs(text: str, names: Sequence[NameSpan]) -> list[NameSpan]:
    """`names`, in order, with the towns that stand for a club of the table as that club where it is named in full.

    A town plays where it stands behind 'gegen' and the like, or begins a sentence and a verb follows.
    """
    clubs: dict[str, NameSpan] = {}
    for span in names:
        surface = text[span.start : span.end]
        if span.kind is EntityKind.ORG and span.entity_id and _CLUB.search(surface):
            for word in surface.split():
                clubs.setdefault(word, span)
    towns = [span for span in names if span.kind is EntityKind.PLACE and text[span.start : span.end] in clubs]
    if not towns or len({match[0].lower() for match in _SPORT.finditer(text)}) < _FEWEST:
        return list(names)
    return [_as_club(text, span, clubs) for span in names]


def _as_club(text: str, span: NameSpan, clubs: dict[str, NameSpan]) -> NameSpan:
    club = clubs.get(text[span.start : span.end]) if span.kind is EntityKind.PLACE else None
    if club is None:
        return span
    begins = _SENTENCE_START.search(text, max(0, span.start - 2), span.start) and _VERB.match(text, span.end)
    plays = begins or _PLAYING.search(text, max(0, span.start - _LONGEST_BEFORE), span.start)
    return replace(span, kind=EntityKind.ORG, entity_id=club.entity_id, contextual=False) if plays else span
