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
_AT_A_PLACE = re.compile(
    r"\b(?:in|aus|nach|bei|um|raum|stadt|städten?|flughafen|bahnhof|messe|landgericht|amtsgericht)\s\Z", re.IGNORECASE
)
_DATELINE = re.compile(r"(?: \([\w/ ]+\))?\s?(?:[–—.:(/]|-\s)")


def with_clubs(text: str, names: Sequence[NameSpan], starts: frozenset[int]) -> list[NameSpan]:
    """`names`, in order, with the towns that stand for a club which the article names in full, as that club.

    `starts` are where blocks begin: a town there may be the dateline.
    """
    clubs: dict[str, NameSpan] = {}
    for span in names:
        surface = text[span.start : span.end]
        if span.kind is EntityKind.ORG and _CLUB.search(surface):
            for word in surface.split():
                clubs.setdefault(word, span)
    towns = [span for span in names if span.kind is EntityKind.PLACE and text[span.start : span.end] in clubs]
    if not towns or len({match[0].lower() for match in _SPORT.finditer(text)}) < _FEWEST:
        return list(names)
    return [_as_club(text, span, clubs, starts) for span in names]


def _as_club(text: str, span: NameSpan, clubs: dict[str, NameSpan], starts: frozenset[int]) -> NameSpan:
    club = clubs.get(text[span.start : span.end]) if span.kind is EntityKind.PLACE else None
    local = _AT_A_PLACE.search(text, max(0, span.start - 16), span.start)
    dateline = span.start in starts and _DATELINE.match(text, span.end)
    if club is None or local or dateline or text[span.end : span.end + 1] == "-":
        return span
    return replace(span, kind=EntityKind.ORG, entity_id=club.entity_id, contextual=False)
