"""One noun phrase that may be a speaker: offices ('EZB-Präsidentin') and the name that follows them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import lru_cache

from aitui.data.entity import EntityKind
from aitui.data.quotes import nouns
from aitui.data.quotes.clauses import VERBS
from aitui.data.quotes.cues import ADVERBIAL_NOUNS, VIEWS
from aitui.data.quotes.frame import Frame, Token
from aitui.data.quotes.function_words import GOVERNING
from aitui.data.quotes.names import Gender, Named, Names, Speaker, base_form
from aitui.data.quotes.words import words

_PARTICLES = words("van von de del della di da dos du la le bin ben al el ibn")
_ARTICLES_IN_NAMES = frozenset({"der", "den", "dem", "la"})
TIMES = words(
    """
    anfang ende mitte montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar jänner
    februar märz april mai juni juli august september oktober november dezember jahr monat woche
    """
)
"""Nouns of time, which never belong to the name before them: 'stellte Siemens Anfang Mai vor'."""
_ADJECTIVE = re.compile(
    r"(?:Früh|Spät|Weit|Neu|Alt|Groß|Klein|Jung|\w+(?:isch|lich|ig|iell|uell|er|bar|los|sam|end|iv))e[nrs]?\Z"
)
_MAX_CHAIN = 8
_OWNERS = (EntityKind.PERSON, EntityKind.ORG)
_APOSTROPHES = frozenset("'’")
_HOLDERS = tuple(
    words("hauptmann hauptfrau obmann obfrau ombudsmann ombudsfrau ratsfrau landsmann landsfrau -mann -frau")
)
"""Ends of offices that are no 'mann' or 'frau' without a name."""
_FROM_SOMEWHERE = re.compile(r"[A-ZÄÖÜ][a-zäöüß-]{2,}(?:erin|login|(?<!Pr)ologe|istin|antin|entin)")
"""'die Südtirolerin', 'die Neurologin': what somebody is by origin or trade."""
_GENITIVES = frozenset({"s", "'s", "’s"})
# Not 'kostete', a preterite, but 'geplante'.
_ATTRIBUTE = re.compile(r"(?!(?!ge)\w+te\Z)[a-zäöüß-]{2,}e[nrs]?\Z")


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
    owner: Speaker | None = None
    """Who is named in the genitive: Trump of 'Trumps Sprecherin', Siemens of 'Siemens' Chef'."""

    @property
    def definite(self) -> bool:
        """Whether it speaks of somebody the reader knows: 'der Minister', not 'ein Minister'."""
        return self.determiner in ("der", "die", "das", "dieser", "diese", "dieses", "dem", "den", "des")


def is_adjective(word: str) -> bool:
    """Whether a capitalised word has the shape of an inflected adjective: 'Konservative', 'Frühere'."""
    return bool(_ADJECTIVE.match(word)) and not _first_name(word)


def noun_phrase(frame: Frame, start: int, names: Names) -> Nominal:
    """The noun phrase that begins with the capitalised token at `start`, without its article."""
    reading = _Reading(frame, names, start)
    reading.read()
    return reading.nominal()


@dataclass(slots=True)
class _Reading:
    """Reads a chain of capitalised words from left to right."""

    frame: Frame
    names: Names
    start: int
    index: int = field(init=False)
    roles: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    """Words that are no office: the name."""
    person: Speaker | None = None
    org: Speaker | None = None
    owner: Speaker | None = None
    org_in_role: bool = False
    """Whether the organisation is the first half of an office: 'OpenAI-Sprecher'."""
    has_title: bool = False
    is_org: bool = False
    is_crowd: bool = False

    def __post_init__(self) -> None:
        self.index = self.start

    def read(self) -> None:
        """Take in tokens as long as they belong to the phrase."""
        tokens = self.frame.tokens
        while self.index < len(tokens) and self.index - self.start < _MAX_CHAIN:
            token = tokens[self.index]
            if token.quotation or not token.text[0].isalnum():
                if not self._takes_full_stop(token):
                    return
                self.index += 1
                continue
            named = self.names.at(token.start)
            following = tokens[self.index + 1] if self.index + 1 < len(tokens) else None
            if named and named.kind is not EntityKind.PERSON and named.end == token.end and following:
                # 'Alain Berset' is no organisation called Alain.
                named = None if following.capitalised and _first_name(token.text) else named
            if named and named.kind in _OWNERS and (owned := self._owned(named)):
                self._take_owner(named, owned)
            elif named and (named.end >= token.end or self._is_served(named)):
                self._take_entity(named)
                if self.person or named.speaker is self.owner:
                    return
            elif not token.capitalised and named is None:
                if not (self.rest and _is_particle(tokens, self.index, self.rest)):
                    return
                self.rest.append(token.text)
                self.index += 1
            elif not self._take_word(token, named):
                return

    def _take_owner(self, named: Named, owned: int) -> None:
        """Begin anew behind the owner: titles and offices in front say nothing of what is owned."""
        is_org = named.kind is not EntityKind.PERSON
        self.owner, self.index = named.speaker, owned
        self.person, self.has_title = None, False
        self.org, self.org_in_role = named.speaker if is_org else None, is_org
        self.roles.clear()
        self.rest.clear()

    def _owned(self, named: Named) -> int | None:
        """The token where begins what is owned by a name in the genitive, or None where there is no genitive.

        'Merz' Generalsekretär', 'Ursula von der Leyens neue Sprecherin'; but 'nach Merkels Ansicht' names a source.
        Of an organisation only the genitive with an apostrophe: any other is told from the words themselves.
        """
        tokens, index = self.frame.tokens, self.index
        while index < len(tokens) and tokens[index].end < named.end:
            index += 1
        if index + 1 >= len(tokens):
            return None
        last, following = tokens[index], tokens[index + 1]
        if last.end == named.end:
            if following.text not in _APOSTROPHES or following.start != named.end:
                return None
            index += 1
        elif named.kind is not EntityKind.PERSON or last.text[named.end - last.start :] not in _GENITIVES:
            return None
        index += 1
        while index < len(tokens) and _is_attribute(tokens[index]):
            index += 1
        if index >= len(tokens) or not tokens[index].capitalised:
            return None
        owned = tokens[index].text.lower()
        return None if owned in TIMES or owned in ADVERBIAL_NOUNS or owned in VIEWS or owned == "sicht" else index

    def _is_served(self, named: Named) -> bool:
        """Whether a person in the genitive is whom the office in front serves: 'ein Sprecher Donald Trumps'."""
        if named.kind is not EntityKind.PERSON or not self.roles or not nouns.DEPUTY.ends(self.roles[-1]):
            return False
        for token in self.frame.tokens[self.index : self.index + _MAX_CHAIN]:
            if token.end >= named.end:
                return token.text[named.end - token.start :] in _GENITIVES
        return False

    def _takes_full_stop(self, token: Token) -> bool:
        """'Dr. Merkel', 'George W. Bush'."""
        if token.text != ".":
            return False
        if self.rest and len(self.rest[-1]) == 1:
            self.rest[-1] += "."
            return True
        return self.has_title and not self.rest

    def _take_entity(self, named: Named) -> None:
        tokens = self.frame.tokens
        if self._is_served(named):
            self.owner = named.speaker
        elif named.kind is EntityKind.PERSON:
            self.person = named.speaker
            first = " ".join(self.rest)
            if first and all(_first_name(word) for word in self.rest) and " " not in (named.speaker.name or " "):
                # The entity knows the surname only; the text gives both.
                self.person = replace(named.speaker, name=f"{first} {named.speaker.name}")
        elif named.kind is EntityKind.ORG and self.org_in_role and not self.roles:
            self.org, self.org_in_role = named.speaker, False  # 'die US-Bank JPMorgan'
            self.rest.clear()
        elif named.kind in (EntityKind.ORG, EntityKind.PLACE) and self.org is None:
            self.org = named.speaker
        while self.index < len(tokens) and tokens[self.index].start < named.end:
            self.index += 1

    def _take_word(self, token: Token, named: Named | None) -> bool:
        """Take in a capitalised word; False if it does not belong to the phrase."""
        tokens, text = self.frame.tokens, token.text
        if self.index > self.start and named is None and text.lower() in TIMES:
            return False
        kind = _noun(text)
        is_office = kind is _Noun.ROLE and not self.roles and self.rest
        if is_office and not self.rest[-1].endswith(("s", "er")):
            return False  # 'in Berlin Kanzler ...': what follows is a phrase of its own
        self.index += 1
        alone = self.index >= len(tokens) or not tokens[self.index].capitalised
        if kind is _Noun.NONE and alone and not self.rest and text.lower() in nouns.TOWNSPEOPLE:
            kind = _Noun.ROLE
        if self.index - 1 == self.start:
            if text.lower() in ADVERBIAL_NOUNS:
                return False  # 'nach Ansicht Lauterbachs': what follows is a name of its own
            if _is_adjective_of(tokens, self.start):
                return True
        if named and named.kind in (EntityKind.ORG, EntityKind.PLACE):
            self.org, self.org_in_role = named.speaker, True
        goes_on = self.index < len(tokens) and tokens[self.index].capitalised
        if self.rest and kind is _Noun.ADDRESS and (goes_on or text == "Dr"):
            self.rest.clear()  # 'Psychiater Dr. ...'
        if self.rest and goes_on and _first_name(text) and not _first_name(self.rest[-1]):
            self.rest.clear()  # 'Heimatpfleger Günter ...': an occupation that no list has
        if is_office and (goes_on or (self.rest[-1].endswith("s") and not _first_name(self.rest[-1]))):
            self.rest.clear()  # 'Trumps Sprecherin ...', 'Brandenburger Minister ...'
        if self.rest or (kind not in (_Noun.ADDRESS, _Noun.ROLE) and not (kind is _Noun.ORG and goes_on)):
            self.is_crowd = self.is_crowd or (kind is _Noun.CROWD and not self.rest)
            self.is_org = self.is_org or kind in (_Noun.ORG, _Noun.INSTITUTION)
            self.rest.append(text)
        elif kind is _Noun.ADDRESS:
            self.has_title = True
        elif kind is _Noun.ORG:
            self.is_org = True
        else:
            self.roles.append(text.lower())
            if self.org is None and "-" in text:
                self.org, self.org_in_role = Speaker(text.rpartition("-")[0], person=False), True
        return True

    def _tells_what_sort(self) -> bool:
        """Whether the words around a known organisation tell what it is: 'des Verbands Bitkom'."""
        known = self.org is not None and self.org.id is not None and not self.org.place
        return known and all(_noun(word) in (_Noun.ORG, _Noun.INSTITUTION) for word in self.rest)

    def nominal(self) -> Nominal:
        """What the tokens taken in mean."""
        gender = _role_gender(self.roles, self.frame.tokens[self.start].text)
        end = max(self.index, self.start + 1)
        nominal = Nominal(self.start, end, Kind.OTHER, roles=tuple(self.roles), gender=gender, owner=self.owner)
        if self.person:
            known = self.person.gender or gender  # 'Co-Präsidentin Jelena Filipovic'
            nominal.kind, nominal.speaker = Kind.PERSON, replace(self.person, gender=known)
        elif self.roles or self.has_title:
            nominal.org = self.org if self.org_in_role or not self.rest else None
            if self.rest:
                name = _base_person(self.rest, self.names)
                nominal.kind, nominal.speaker = Kind.PERSON, self.names.learn(name, gender)
            elif self.org and not self.org_in_role:
                nominal.kind, nominal.speaker = Kind.ORG, self.org
            else:
                nominal.kind = Kind.ROLE
        elif self.org and (not self.rest or self._tells_what_sort()):
            nominal.kind, nominal.speaker = Kind.ORG, self.org
        elif self.rest:
            _name_by_shape(nominal, self.rest, self.names, has_crowd=self.is_crowd, is_org=self.is_org)
            if self.owner and nominal.kind in (Kind.BARE, Kind.NAME):
                nominal.kind = Kind.OTHER  # 'Merkels Rede'
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
        elif kind is _Noun.PAPER:
            nominal.kind = Kind.OTHER
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
    PAPER = 6


@lru_cache(maxsize=20_000)
def _noun(word: str) -> _Noun:
    if word.lower() in nouns.ADDRESS:
        return _Noun.ADDRESS
    if word.lower().endswith(_HOLDERS):
        return _Noun.ROLE
    if nouns.PAPER.ends(word) and not nouns.ORG_NOUN.ends(word) and not nouns.INSTITUTION.ends(word):
        return _Noun.PAPER
    if (
        (nouns.CROWD.ends(word) or (word.endswith("ern") and nouns.CROWD.ends(word[:-1])))
        and not nouns.SPOKESPERSON.ends(word)
        and not word.lower().endswith(("chef", "politiker"))
    ):
        return _Noun.CROWD
    if nouns.ROLE.ends_inflected(word) or word.lower() in nouns.PEOPLES or _is_trade(word):
        return _Noun.ROLE
    if nouns.ORG_NOUN.ends(word):
        return _Noun.ORG
    return _Noun.INSTITUTION if nouns.INSTITUTION.ends(word) else _Noun.NONE


def _is_trade(word: str) -> bool:
    """Whether the ending of a word tells what somebody is: 'Neurologin', but not 'Valentin' or 'Schwerin'."""
    return bool(_FROM_SOMEWHERE.fullmatch(word)) and not _first_name(word) and word != "Schwerin"


def _camel(word: str) -> bool:
    """Whether a word has the shape of a name: capitals or digits inside ('OpenAI', 'IG', 'O2')."""
    return any(char.isupper() or char.isdigit() for char in word[1:]) and "-" not in word


def _first_name(word: str) -> bool:
    lower = word.lower()
    return lower in nouns.FEMALE or lower in nouns.MALE or lower.partition("-")[0] in nouns.MALE


def _is_attribute(token: Token) -> bool:
    """Whether a word in small letters looks like an adjective in front of a noun."""
    word = token.text
    return bool(_ATTRIBUTE.match(word)) and word not in GOVERNING and word not in VERBS


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
