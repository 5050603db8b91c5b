"""Names in quotation marks beside the noun that says what they are: 'der Roman „Kahl“', '„Kahl“, das Buch von ...'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aitui.data.entities.span import NameSpan
from aitui.data.entity import EntityKind

_WORKS = (
    "buch|sachbuch|kinderbuch|hörbuch|roman|krimi|thriller|novelle|erzählung|gedichtband|comic|film|kinofilm|spielfilm|"
    "dokumentarfilm|kurzfilm|doku|dokumentation|serie|fernsehserie|miniserie|show|talkshow|castingshow|sendung|podcast|"
    "hörspiel|album|song|lied|single|hit|stück|theaterstück|musical|oper|operette|ballett|drama|komödie|tragödie|"
    "gemälde|skulptur|videospiel|computerspiel|brettspiel|app|software|chatbot|sprachmodell|betriebssystem|browser|"
    "smartphone|suchmaschine|newsletter|blog|kolumne|trilogie|western|märchen|sinfonie|symphonie|oratorium"
)
_GROUPS = (
    "band|rockband|punkband|popband|popgruppe|chor|orchester|ensemble|firma|start-?up|verein|initiative|"
    "bürgerinitiative|stiftung|genossenschaft|verlag|label|agentur|kollektiv|hilfsorganisation|denkfabrik|kanzlei|"
    "modemarke|restaurantkette|supermarktkette|partei|wählergruppe|gewerkschaft|zeitung|magazin|blatt|zeitschrift|"
    "tageszeitung|wochenzeitung|fachblatt|fachzeitschrift|nachrichtenagentur|nachrichtenportal|nachrichtensender"
)
_OPENING, _CLOSING = '„“"»«‚›‹', '“”"»«‘‹›'
_TITLE = rf"[{_OPENING}](?P<name>[A-ZÄÖÜ0-9](?:[^{_OPENING}{_CLOSING}\n]|(?<=\w)’(?=\w)){{1,60}})[{_CLOSING}]"
_ENDINGS = "(?:e?s|e?n|ern?)?"
_BEHIND_NOUN = re.compile(
    rf"(?<![\w-])(?:\w+-)?(?:(?P<work>{_WORKS})|(?P<group>{_GROUPS})){_ENDINGS}(?: namens)? {_TITLE}", re.IGNORECASE
)
_BEFORE_NOUN = re.compile(
    rf"{_TITLE}, (?:de[rmns]|die|das|eine?[mnrs]?|ihr|sein)e?[mnrs]? (?:\w+e[nrs]? ){{0,2}}"
    rf"(?:\w+-)?(?:(?P<work>{_WORKS})|(?P<group>{_GROUPS})){_ENDINGS}(?![\w-])",
    re.IGNORECASE,
)


_CALLED = re.compile(
    r"\b(?:n[ae]nn(?:te|t|en|ten)|be(?:zeichne|schimpf)\w+|r[ui]ef(?:en)?|ruft|schr(?:ie|ei)b\w*|skandier\w+)\b[^.!?]*\Z",
    re.IGNORECASE,
)


def quoted_names(text: str, start: int, end: int) -> Iterator[NameSpan]:
    """The works, products and organisations named so in `text[start:end]`; they may overlap."""
    for pattern in (_BEHIND_NOUN, _BEFORE_NOUN):
        for match in pattern.finditer(text, start, end):
            name = match["name"]
            if (
                name[0].islower()
                or name[-1] in ".,;:!"
                or _CALLED.search(text, max(start, match.start() - 48), match.start())
            ):
                continue  # a saying or what somebody is called, not a title
            kind = EntityKind.PRODUCT if match["work"] else EntityKind.ORG
            yield NameSpan(match.start("name"), match.end("name"), kind)
