"""Noun phrases of a sentence that may be its speaker: names, pronouns, offices, organisations, unnamed people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from aitui.data.entity import EntityKind
from aitui.data.quotes import nouns
from aitui.data.quotes.cues import ADVERBIAL_NOUNS
from aitui.data.quotes.frame import Frame, Token
from aitui.data.quotes.names import Gender, Names, Speaker, base_form

_NOMINATIVE = frozenset(
    """der die das ein eine dieser diese dieses sein seine ihr ihre unser unsere kein keine jeder jede mehrere viele einige manche
    beide zwei drei alle andere jener jene deutsche""".split()
)
_OBLIQUE = frozenset(
    """dem den des einem einen einer eines diesem diesen seinem seinen seiner seines ihrem ihren ihrer ihres unserem unseren unserer
    keinem keinen deren dessen jedem jeden mir dir ihm ihn uns euch ihnen mich dich""".split()
)
_PREPOSITIONS = frozenset(
    """an am ans auf aus außer bei beim bis durch für gegen gegenüber hinter in im ins mit nach neben ohne seit über um unter vom von vor vorm
    während wegen trotz zu zum zur zwischen laut gemäß zufolge dank entlang innerhalb außerhalb anhand aufgrund mithilfe mittels per pro
    samt statt als wie ab angesichts anlässlich bezüglich hinsichtlich infolge inklusive je mangels nahe namens rund seitens trotz""".split()
)
_PRONOUNS = {"er": Gender.MALE, "sie": Gender.FEMALE, "letzterer": Gender.MALE, "letztere": Gender.FEMALE}
_IMPERSONAL = frozenset("ich wir du ihr man es niemand wer jemand".split())
# Words that are capitalised only because a sentence begins with them.
_OPENERS = frozenset(
    """aber allerdings also am auch außerdem bereits besonders bisher bislang da dabei dadurch dafür dagegen daher dahinter damals damit danach
    daneben dann daran darauf daraufhin darüber darum darunter davon davor dazu dementsprechend denn dennoch derzeit deshalb doch dort
    ebenfalls ebenso eigentlich einerseits einmal endlich erst etwa falls ferner früher ganz gar gerade gestern gleichzeitig heute hier hingegen
    hinzu immer immerhin indem indes inzwischen irgendwann jedenfalls jedoch jetzt kaum kürzlich langfristig letztlich lediglich mal
    manchmal mehr meist mittlerweile möglicherweise nachdem natürlich nicht nie noch nun nur ob obwohl oder oft ohnehin plötzlich schließlich schon
    sehr seitdem seither so sobald sodass sogar solange somit sondern sonst soweit später stattdessen stets tatsächlich teilweise trotzdem
    überdies überhaupt übrigens und vielleicht vielmehr vorher wann warum was weder weil weiter weiterhin wenigstens wenn weshalb wie wieder wieso
    wo wobei wodurch wofür womit wonach worauf woraufhin worüber während zudem zuerst zugleich zuletzt zumal zumindest zunächst zurzeit zuvor
    zwar ja nein bitte danke später anschließend abschließend ausdrücklich einfach genau vergangene vergangenen nächste letzte laut hierzu
    dass denn bevor ehe sowie sowohl weitere daher beispielsweise insgesamt offenbar offiziell ursprünglich zusammen gemeinsam wohl gegen
    selbst gleich gewiss sicher sicherlich klar frage antwort foto bild video""".split()
)
_PARTICLES = frozenset("van von de del della di da dos du la le bin ben al el ibn".split())
_ARTICLES_IN_NAMES = frozenset({"der", "den", "dem", "la"})
_TIMES = frozenset(
    """anfang ende mitte montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar jänner februar märz april mai juni juli
    august september oktober november dezember jahr monat woche""".split()
)
"""Nouns of time, which never belong to the name before them: 'stellte Siemens Anfang Mai vor'."""
_ADJECTIVE = re.compile(r"(?:Früh|Spät|Weit|Neu|Alt|Groß|Klein|Jung|\w+(?:isch|lich|ig|iell|uell|er|bar|los|sam|end|iv))e[nrs]?\Z")
_MAX_CHAIN = 8


class Kind(IntEnum):
    """What a noun phrase is; from `ROLE` on it can speak with a name."""

    OTHER = 0
    IMPERSONAL = 1
    CROWD = 2
    """Unnamed people: 'Experten', 'ein Anwohner'."""
    BARE = 3
    """A single unknown word without an article, a name perhaps."""
    ROLE = 4
    """An office without a name: 'der Minister', 'das Unternehmen'."""
    PRONOUN = 5
    NAME = 6
    """Several unknown capitalised words."""
    ORG = 7
    PERSON = 8


@dataclass(slots=True)
class Nominal:
    """A noun phrase: token indices `start` to `end` (exclusive), and how it may act as a subject."""

    start: int
    end: int
    kind: Kind
    determiner: str = ""
    oblique: bool = False
    """Governed by a preposition or in a case that no subject has."""
    speaker: Speaker | None = None
    roles: tuple[str, ...] = ()
    """Nouns of office in it, in small letters."""
    gender: Gender | None = None
    org: Speaker | None = None
    """The organisation an office belongs to: OpenAI of 'OpenAI-Sprecher'."""

    @property
    def definite(self) -> bool:
        """Whether it speaks of somebody the reader knows: 'der Minister', not 'ein Minister'."""
        return self.determiner in ("der", "die", "das", "dieser", "diese", "dieses", "dem", "den", "des")


def nominals(frame: Frame, names: Names) -> list[Nominal]:
    """The noun phrases of a sentence outside its quotations, in order."""
    return list(_parse(frame, names))


def _parse(frame: Frame, names: Names) -> Iterator[Nominal]:
    tokens, lower = frame.tokens, frame.lower
    determiner, governed, gap = "", False, 0
    index, count = 0, len(tokens)
    last: Nominal | None = None
    while index < count:
        token, word = tokens[index], lower[index]
        named = names.at(token.start)
        opener = index == 0 or tokens[index - 1].text in ":–—(" or tokens[index - 1].quotation is not None
        is_function = not token.capitalised or (opener and named is None)
        if is_function and word in _PREPOSITIONS:
            determiner, governed, gap = "", word not in ("als", "wie"), 0
        elif is_function and word in _PRONOUNS and not (word == "sie" and token.capitalised and not opener):
            yield Nominal(index, index + 1, Kind.PRONOUN, oblique=governed, gender=_PRONOUNS[word])
            determiner, governed = "", False
        elif is_function and word in _IMPERSONAL:
            yield Nominal(index, index + 1, Kind.IMPERSONAL)
            determiner, governed = "", False
        elif is_function and (word in _NOMINATIVE or word in _OBLIQUE):
            determiner, gap = word, 0
        elif token.capitalised and (named or not (opener and word in _OPENERS)):
            nominal = _chain(frame, index, names)
            nominal.determiner = determiner
            nominal.oblique = governed or determiner in _OBLIQUE or _hangs_on(last, nominal, determiner, lower)
            last = nominal
            if nominal.kind is Kind.BARE and (determiner or lower[index] in _TIMES):
                nominal.kind = Kind.OTHER
            elif nominal.kind is Kind.ROLE and not determiner and nominal.org is None:
                nominal.kind = Kind.CROWD
            yield nominal
            index = nominal.end
            determiner, governed, gap = "", False, 0
            continue
        elif token.quotation or not token.text[0].isalnum():
            if word not in (".", "-", "/", "%", "(") and token.quotation is None:
                determiner, governed = "", False
        else:
            gap += 1
            if gap > 6:
                determiner, governed = "", False
        index += 1


def _chain(frame: Frame, start: int, names: Names) -> Nominal:
    """The noun phrase that begins with the capitalised token at `start`: offices, then a name."""
    tokens = frame.tokens
    roles: list[str] = []
    person: Speaker | None = None
    org: Speaker | None = None
    org_from_role = False
    has_title = has_org_noun = has_crowd = has_institution = False
    rest: list[str] = []
    index = start
    while index < len(tokens) and index - start < _MAX_CHAIN:
        token = tokens[index]
        if token.quotation or not token.text[0].isalnum():
            if token.text == "." and ((not rest and has_title) or (rest and len(rest[-1]) == 1)):
                if rest:
                    rest[-1] += "."  # an initial: 'George W. Bush'
                index += 1
                continue
            break
        named = names.at(token.start)
        if not token.capitalised and named is None:
            if not (rest and _is_particle(tokens, index, rest)):
                break
            rest.append(token.text)
            index += 1
            continue
        if named and named.end >= token.end:
            if named.kind is EntityKind.PERSON and person is None:
                person = named.speaker
            elif named.kind is not EntityKind.PERSON and named.speaker.name and person is None and org is None:
                if named.kind in (EntityKind.ORG, EntityKind.PLACE):
                    org = named.speaker
            while index < len(tokens) and tokens[index].start < named.end:
                index += 1
            if person:
                break
            continue
        if named and named.kind in (EntityKind.ORG, EntityKind.PLACE):
            org, org_from_role = named.speaker, True
        if index == start and token.text.lower() in ADVERBIAL_NOUNS:
            index += 1  # 'nach Ansicht Lauterbachs': what follows is a name of its own
            break
        if index > start and named is None and token.text.lower() in _TIMES:
            break
        kind = _noun(token.text)
        if index == start and _is_adjective_of(tokens, index):
            index += 1
            continue
        goes_on = index + 1 < len(tokens) and tokens[index + 1].capitalised
        if rest and kind is _Noun.ROLE and goes_on and not roles:
            rest = []  # 'Trumps Sprecherin ...', 'Brandenburger Minister ...'
        if not rest and kind is _Noun.ADDRESS:
            has_title = True
        elif not rest and kind is _Noun.ROLE:
            roles.append(token.text.lower())
            if org is None and "-" in token.text:
                org, org_from_role = Speaker(token.text.rpartition("-")[0], person=False), True
        elif not rest and kind is _Noun.ORG and goes_on:
            has_org_noun = True
        else:
            if kind is _Noun.CROWD and not rest:
                has_crowd = True
            has_institution = has_institution or kind is _Noun.INSTITUTION
            has_org_noun = has_org_noun or kind is _Noun.ORG
            rest.append(token.text)
        index += 1
    gender = _role_gender(roles, tokens[start].text)
    nominal = Nominal(start, max(index, start + 1), Kind.OTHER, roles=tuple(roles), gender=gender)
    if person:
        nominal.kind, nominal.speaker = Kind.PERSON, person
    elif roles or has_title:
        nominal.org = org if org_from_role or not rest else None
        if rest:
            nominal.kind, nominal.speaker = Kind.PERSON, names.learn(_base_person(rest, names), gender)
        elif org and not org_from_role:
            nominal.kind, nominal.speaker = Kind.ORG, org
        else:
            nominal.kind = Kind.ROLE
    elif org and not rest:
        nominal.kind, nominal.speaker = Kind.ORG, org
    elif rest:
        _name_by_shape(nominal, rest, names, has_crowd=has_crowd, is_org=has_org_noun or has_institution)
    return nominal


def _name_by_shape(nominal: Nominal, rest: list[str], names: Names, *, has_crowd: bool, is_org: bool) -> None:
    """What an unknown chain of capitalised words is, without an office before it."""
    name = " ".join(rest)
    known = names.person(name)
    if known:
        nominal.kind, nominal.speaker = Kind.PERSON, known
    elif len(rest) == 1:
        kind = _noun(rest[0])
        if is_org:
            only_noun = kind is _Noun.ORG
            nominal.kind = Kind.ROLE if only_noun else Kind.ORG
            nominal.speaker = None if only_noun else Speaker(base_form(name), person=False)
            nominal.roles = (rest[0].lower(),) if only_noun else ()
        elif has_crowd:
            nominal.kind = Kind.CROWD
        elif _camel(rest[0]):
            nominal.kind, nominal.speaker = Kind.ORG, Speaker(name, person=False)
        else:
            nominal.kind, nominal.speaker = Kind.BARE, Speaker(name, person=None)
    elif has_crowd:
        nominal.kind = Kind.CROWD
    elif not is_org and _first_name(rest[0]):
        nominal.kind, nominal.speaker = Kind.PERSON, names.learn(_base_person(rest, names))
    elif is_org or rest[-1].lower() in nouns.LEGAL_FORM or any(_camel(word) for word in rest):
        nominal.kind, nominal.speaker = Kind.ORG, Speaker(base_form(name), person=False)
    elif rest[0].lower().endswith(("e", "er", "en", "es")) and _noun(rest[-1]) is not _Noun.NONE:
        nominal.kind = Kind.OTHER
    else:
        nominal.kind, nominal.speaker = Kind.NAME, Speaker(base_form(name), person=None)


class _Noun(IntEnum):
    NONE = 0
    ROLE = 1
    ADDRESS = 2
    ORG = 3
    INSTITUTION = 4
    CROWD = 5


@lru_cache(maxsize=20_000)
def _noun(word: str) -> _Noun:
    if word.lower() in nouns.ADDRESS:
        return _Noun.ADDRESS
    if nouns.CROWD.ends(word) and not nouns.SPOKESPERSON.ends(word) and not word.lower().endswith(("chef", "politiker")):
        return _Noun.CROWD
    if nouns.ROLE.ends_inflected(word):
        return _Noun.ROLE
    if nouns.ORG_NOUN.ends(word):
        return _Noun.ORG
    return _Noun.INSTITUTION if nouns.INSTITUTION.ends(word) else _Noun.NONE


def _camel(word: str) -> bool:
    """Whether a word has the shape of a name: capitals or digits inside ('OpenAI', 'IG', 'O2')."""
    return any(char.isupper() or char.isdigit() for char in word[1:]) and "-" not in word


def _first_name(word: str) -> bool:
    lower = word.lower()
    return lower in nouns.FEMALE or lower in nouns.MALE or lower.partition("-")[0] in nouns.MALE


def _is_particle(tokens: list[Token], index: int, rest: list[str]) -> bool:
    """Whether a small word is the inside of a name: 'Ursula von der Leyen', not 'Chef von Nvidia'."""
    text = tokens[index].text
    inside = rest[-1].lower() in _PARTICLES and text in _ARTICLES_IN_NAMES
    if not (text in _PARTICLES or inside) or not all(_first_name(w) or w.lower() in _PARTICLES for w in rest):
        return False
    following = [token for token in tokens[index + 1 : index + 3] if token.quotation is None]
    if following and following[0].capitalised:
        return True
    return len(following) == 2 and following[0].text in _ARTICLES_IN_NAMES and following[1].capitalised


def _hangs_on(last: Nominal | None, nominal: Nominal, determiner: str, lower: list[str]) -> bool:
    """Whether a phrase is the genitive of the one before ('der Webseite der Post') or joined to it by 'und'."""
    if last is None:
        return False
    between = lower[last.end : nominal.start]
    if between[:1] == ["der"] and determiner == "der":
        return lower[last.start] not in _TIMES
    return last.oblique and between[-1:] in (["und"], ["oder"]) and len(between) <= 2


def _is_adjective_of(tokens: list[Token], index: int) -> bool:
    """Whether a sentence begins here with a capitalised adjective before an ordinary noun: 'Kleinere Anbieter'."""
    word = tokens[index].text
    if index or not word.endswith(("e", "er", "es", "en")) or _first_name(word) or _noun(word) is not _Noun.NONE:
        return False
    following = tokens[1:3]
    if not following or not following[0].capitalised or (len(following) == 2 and following[1].capitalised):
        return False
    return _noun(following[0].text) is not _Noun.NONE or bool(_ADJECTIVE.match(word))


def _base_person(words: list[str], names: Names) -> str:
    """A person's name, its genitive -s removed where the article has the name without it."""
    name = " ".join(words)
    return name[:-1] if name.endswith("s") and names.fits(name[:-1]) else name


def _role_gender(roles: list[str], first: str) -> Gender | None:
    if first == "Frau":
        return Gender.FEMALE
    if first == "Herr":
        return Gender.MALE
    if not roles:
        return None
    return Gender.FEMALE if roles[-1].endswith(("in", "frau", "tochter", "schwester", "mutter")) else Gender.MALE
