"""Institutions by the noun that says what they are: 'Landwirtschaftskammer Niederösterreich', 'Landesamt für Umwelt'.

Thousands of authorities, courts, chambers, schools and theatres are called so; no table has them all. What follows the
noun belongs to the name: the place, or what the institution is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aitui.data.entities.gazetteer import Gazetteer
from aitui.data.entities.lexicon import Lexicon
from aitui.data.entities.lists import listed
from aitui.data.entities.span import NameSpan
from aitui.data.entities.tokens import Token
from aitui.data.entity import EntityKind

_BEFORE_PLACE = listed(
    """
    kammer hauptmannschaft anwaltschaft schauspielhaus theater oberstufenzentrum landesamt landratsamt finanzamt
    jugendamt gesundheitsamt bezirksamt jobcenter klinikum amtsgericht landgericht landesgericht bezirksgericht
    verwaltungsgericht verwaltungsgerichtshof sozialgericht arbeitsgericht kantonsgericht obergericht
    polizeipräsidium polizeidirektion polizeiinspektion kantonspolizei stadtpolizei landespolizei sparkasse volksbank
    raiffeisenbank landesbank stadtwerke verkehrsbetriebe verkehrsverbund universität hochschule gymnasium
    gesamtschule philharmonie philharmoniker symphoniker staatsoper oper kunsthalle bistum erzbistum diözese
    erzdiözese landeskirche staatskanzlei senatsverwaltung feuerwehr
    """
)
_OF_A_COUNTRY = ("club", "bund", "verband", "verein", "zentralrat", "kammer", "gesellschaft", "liga", "gewerkschaft")
_FOR = listed(
    """
    amt institut anstalt gesellschaft verband bund verein zentrum behörde agentur akademie kommission stiftung
    ministerium beirat büro forschungsstelle beratungsstelle zentrale hochschule klinik direktion
    """
)
_INDEFINITE = re.compile(
    r"\b(?:k?eine?[mnrs]?|jede[mnrs]?|manche[mnrs]?|welche[mnrs]?|solche[mnrs]?)\s(?:[a-zäöüß]{2,20}\s)?\Z",
    re.IGNORECASE,
)
_NOUN = r"(?:[a-zäöüß]{3,}e[nrs]? )?[A-ZÄÖÜ][\w-]*\w"
_PURPOSE = re.compile(rf"\sfür\s{_NOUN}(?:(?:, {_NOUN})* und {_NOUN})?")
_COUNTRY = re.compile(r"\s(?:der|des)\s(?P<country>[A-ZÄÖÜ]\w+)")
_PLACE = re.compile(r"[ \u00a0](?P<place>[A-ZÄÖÜ][\w-]*\w)")
_MINISTRY = re.compile(r"(?:[A-ZÄÖÜ][a-zäöüß]+ministerium|(?:Bundes|Landes)[a-zäöüß]+amt|Staatskanzlei)s?")
_PAPER = re.compile(
    r"[A-ZÄÖÜ]\w+(?:-[A-ZÄÖÜ]\w+)*-(?:Zeitung|Post|Kurier|Anzeiger|Bote|Echo|Nachrichten|Presse|Rundschau|Tageblatt)"
)
_DISTRICT = re.compile(r"(?P<name>[A-ZÄÖÜ]\w+(?:-[A-ZÄÖÜ]\w+)*-Kreis)(?:e?s)?")
_GENERIC = (
    "Fach|Dach|Branchen|Bundes|Gesamt|Spitzen|Landes|Kreis|Orts|Berufs|Interessen|Industrie|Wirtschafts|Zweck|Regional|"
    "Unter|Ver|Stadt|Bezirks|Händler|Lobby|Kirchen|Wirkungs|Not|Kampf|Flotten|Trümmer|Firmen|Sport|Umwelt|Natur"
)
_ASSOCIATION = re.compile(
    rf"(?!(?:{_GENERIC})verband)(?:[A-ZÄÖÜ]\w*-)?[A-ZÄÖÜ][a-zäöüß]{{3,}}verband(?=s|es|\b)"
    r"|(?:[A-ZÄÖÜ]{2,}|[A-ZÄÖÜ]\w+)-(?:Bundes|Spitzen|Landes|Dach)verband"
)
"""Associations by whom they unite, with no other name behind it: 'der Lehrerverband', 'der AOK-Bundesverband'."""
_DEFINITE = re.compile(r"\b(?i:de[rmns]|vom|beim|zum)\s(?:[a-zäöüß]+e[nr]?\s)?\Z")
_NAMED_BEHIND = re.compile(r"\s[„“\"»«A-ZÄÖÜ]")
_TOWNS = r"(?P<town>[A-ZÄÖÜ]\w+)(?:/(?P<other>[A-ZÄÖÜ]\w+))?"
_AGENCY = re.compile(_TOWNS + r" \((?:dpa|AFP|afp|AP|Reuters|rtr|epd|KNA|sda|APA|dts|ots)[\w/ -]*\)")
_DATELINE = re.compile(_TOWNS + r"(?:\. (?=[A-ZÄÖÜ])| [–—] (?=[A-ZÄÖÜ]))")
_VOLUNTEERS = re.compile(r"\bFreiwilligen?r?\s\Z")
_REGIONAL = ("sparkasse", "volksbank", "raiffeisenbank", "stadtwerke")
"""What is called by its region, whatever that is: 'Volksbank Rhein-Wille'."""
_HYPHENATED = re.compile(r"[ \u00a0][A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)+\b")
_REGION = re.compile(
    r"(?:(?:Nord|Süd)?(?:ost|west)|Nord|Ost|Süd|West|Zentral|Mittel|Inner)"
    r"(?:schweiz|deutschland|europa|asien|afrika|amerika|england|frankreich|italien|spanien|polen|hessen|bayern|sachsen|"
    r"westfalen|tirol|steiermark|ukraine|syrien|irland|norwegen|schweden|finnland|russland|china|japan|australien|chile)"
    r"|(?:Nordsee|Ostsee|Atlantik|Mittelmeer|Adria|Pazifik|Schwarzmeer)küste",
)
"""Parts of countries and continents, and coasts."""


def datelines(text: str, start: int, block_start: int, gazetteer: Gazetteer) -> Iterator[NameSpan]:
    """The towns at the beginning of a report: 'Essen (dpa) – ...', and known ones in 'Kiew/Brüssel. Bei ...'."""
    if start != block_start:
        return
    agency = _AGENCY.match(text, start)
    found = agency or _DATELINE.match(text, start)
    for group in ("town", "other") if found else ():
        if found and found[group] and (agency or "town" in gazetteer.classes(found[group])):
            yield NameSpan(found.start(group), found.end(group), EntityKind.PLACE)


class Institutions:
    """The rules, with the word lists that tell a place from other words."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._lexicon, self._gazetteer = lexicon, gazetteer

    def names(self, text: str, tokens: Sequence[Token]) -> Iterator[NameSpan]:
        """Institutions and regions in a sentence; they may overlap names that other rules find."""
        if not tokens:
            return
        limit = tokens[-1].end
        for token in tokens:
            if not token.text[0].isupper():
                continue
            if _REGION.fullmatch(token.text) or _REGION.fullmatch(token.text.removesuffix("s")):
                genitive = not _REGION.fullmatch(token.text)
                yield NameSpan(token.start, token.end - genitive, EntityKind.PLACE)
                continue
            if (association := self._association(text, token)) is not None:
                yield association
                continue
            if _PAPER.fullmatch(token.text):
                yield NameSpan(token.start, token.end, EntityKind.ORG)
                continue
            if district := _DISTRICT.fullmatch(token.text):
                yield NameSpan(token.start, token.start + district.end("name"), EntityKind.PLACE)
                continue
            end = self._end(text, token, limit)
            if end is not None:
                volunteers = _VOLUNTEERS.search(text, max(tokens[0].start, token.start - 14), token.start)
                yield NameSpan(volunteers.start() if volunteers else token.start, end, EntityKind.ORG)

    @staticmethod
    def _association(text: str, token: Token) -> NameSpan | None:
        found = _ASSOCIATION.match(token.text)
        if found is None or token.text[found.end() :] not in ("", "s", "es") or _NAMED_BEHIND.match(text, token.end):
            return None
        definite = _DEFINITE.search(text, max(0, token.start - 24), token.start)
        return NameSpan(token.start, token.start + found.end(), EntityKind.ORG) if definite else None

    def _end(self, text: str, token: Token, limit: int) -> int | None:
        """Where the institution ends whose noun this token is; None where it is none or nobody in particular."""
        noun = token.text.lower()
        stem = (
            re.sub(r"e?s\Z", "", noun)
            if noun.endswith(("amts", "amtes", "gerichts", "instituts", "verbands"))
            else noun
        )
        if stem.endswith(_FOR) and not _INDEFINITE.search(text, max(0, token.start - 32), token.start):
            purpose = _PURPOSE.match(text, token.end, limit)
            if purpose:
                return self._with_place(text, purpose.end(), limit)
        if stem.endswith(_OF_A_COUNTRY) and stem not in _OF_A_COUNTRY:  # not 'der beste Club der Schweiz'
            country = _COUNTRY.match(text, token.end, limit)
            if country and "land" in self._gazetteer.classes(country["country"]):
                return country.end()
        if stem.endswith(_BEFORE_PLACE):
            end = self._with_place(text, token.end, limit)
            if end == token.end and stem.endswith(_REGIONAL) and (region := _HYPHENATED.match(text, end, limit)):
                end = region.end()
            return end if end > token.end else None
        if _MINISTRY.fullmatch(token.text):
            return token.end - token.text.endswith("s")
        return None

    def _with_place(self, text: str, end: int, limit: int) -> int:
        """Where a name that ends here ends with the place behind it, if there is one."""
        place = _PLACE.match(text, end, limit)
        return place.end() if place and self._is_place(place["place"]) else end

    def _is_place(self, word: str) -> bool:
        classes = self._gazetteer.classes(word)
        if "town" in classes or "land" in classes:
            return True
        known = word in self._lexicon
        if known:
            return "l" in self._lexicon.row(word)[3] and not self._lexicon.is_common(word)
        return "l" in self._gazetteer.announces(word) and not classes and not self._lexicon.is_compound(word)
