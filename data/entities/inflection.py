"""The base form of an inflected name: 'Europäischer Forschungsrat' of 'beim Europäischen Forschungsrat'.

An adjective in a name has the ending that the noun's gender asks for, and of a compound the last part tells that.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from aitui.data.entities.lists import listed

_ADJECTIVE = re.compile(
    r"((?=[A-ZÄÖÜ])(?i:\w*(?:isch|lich|deutsch|national|zentral|allgemein|vereint)|neu|rot))e[nrsm]?"
)


_MASCULINE = listed(
    """
    rat bund verband verein hof dienst fonds ausschuss kongress klub club konzern verlag rundfunk tag senat kreis orden
    gipfel pakt beirat konvent
    """
)
_NEUTER = listed(
    """
    amt institut gericht kreuz parlament ministerium zentrum museum theater orchester komitee büro werk forum kolleg
    archiv sekretariat labor unternehmen stadion team gymnasium bündnis netz
    """
)
_FEMININE_OR_PLURAL = listed(
    """
    ung ion schaft tät heit keit bank bahn agentur partei akademie behörde schule kirche armee börse kammer liga presse
    zeitung post garde zentrale republik bibliothek klinik oper allianz konferenz front bewegung kommune polizei
    ungen ionen schaften täten banken bahnen agenturen parteien behörden schulen kirchen kammern staaten werke
    """
)
_ENDINGS = ((_NEUTER, "es"), (_MASCULINE, "er"), (_FEMININE_OR_PLURAL, "e"))
_GENITIVE = re.compile(r"e?s\Z")
_REMEMBERED = 4_096


_HEAD = re.compile(r"\b(\w{0,40}(?:gericht|amt|institut|ministerium|verband|zentrum|klinikum|theater|museum))e?s(?= )")


@lru_cache(maxsize=_REMEMBERED)
def base_form(name: str) -> str:
    """A name that begins with adjectives as it stands by itself; as it is where its noun's gender is not known."""
    words = name.split()
    adjectives = list(takewhile(lambda match: match, map(_ADJECTIVE.fullmatch, words)))
    if not adjectives:
        return _HEAD.sub(r"\1", name, count=1) if " " in name else name
    for index in range(len(adjectives), len(words)):
        ending, noun = _agreement(words[index])
        if ending:
            inflected = [match[1] + ending for match in adjectives if match]
            return " ".join([*inflected, *words[len(adjectives) : index], noun, *words[index + 1 :]])
        if not words[index].endswith("er"):  # 'Neue Zürcher Zeitung'
            break
    return name


def _agreement(noun: str) -> tuple[str, str]:
    """An adjective's ending before a noun ('' if its gender is unknown), and the noun without genitive ending."""
    lowered = noun.lower()
    for nouns, ending in _ENDINGS:
        if lowered.endswith(nouns):
            return ending, noun
    stem = _GENITIVE.sub("", lowered)
    for nouns, ending in _ENDINGS[:2]:
        for form in (stem, lowered.removesuffix("s")):
            if form != lowered and form.endswith(nouns):
                return ending, noun[: len(form)]
    return "", noun
