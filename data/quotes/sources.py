"""Sources that are no verbs: 'laut X', 'X zufolge', 'nach Angaben von X', 'nach eigenen Angaben', 'wie X mitteilte'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from aitui.data.quotes.clauses import VERBS
from aitui.data.quotes.cues import ADVERBIAL_NOUNS, HEISSEN, VIEWS
from aitui.data.quotes.function_words import GOVERNING, POSSESSIVES, PREPOSITIONS
from aitui.data.quotes.names import Gender
from aitui.data.quotes.phrase import Kind, Nominal
from aitui.data.quotes.scene import Scene
from aitui.data.quotes.words import words

_LINKS = words("der des von vom in im bei beim aus dem den einer eines einem seiner ihrer the")
_LINKS_OF_PLACE = words("in im bei beim aus")
_SAYS_WHOSE = re.compile(r"\w+(?:isch|lich|iell|haupt|nah|stimmend|amtlich)en")
"""An adjective that tells whose a source is, or what sort of one: 'ukrainischen', 'offiziellen', 'polizeilichen'."""
_LONGEST_PHRASE = 12
_OF = words("von vom")
_DATIVE_PRONOUNS = words("ihm ihr")
_ATTRIBUTIVE = ("en", "er", "em", "es")
_DATIVES = words("dem einem einer seinem ihrem")
"""Articles that begin the phrase in front of 'zufolge'."""
_OWN = frozenset({"eigenen", "eigener", "eigenem"})
_STATING = words("hervorgeht hervorging heißt hieß steht stand zeigt zeigte lautet")
_BEFORE_CLAUSE = frozenset(",–—-(")
_AFTER_CLAUSE = frozenset({*",.;:–—)!?", "", "hat", "hatte", "haben", "hatten"})
_NO_SUCH_CLAUSE = frozenset({".", ";", ":", "dass"})
_BEGINNING_CLAUSE = GOVERNING | words(
    """
    er sie es man wir ich zuerst zuvor bereits schon auch nun jetzt heute gestern kürzlich jüngst erst zunächst
    später vorher früher berichtet mehrere hier dort inzwischen mittlerweile damals soeben eben
    """
)
"""What a clause of stating begins with, if not with a name: 'wie er sagte', 'wie aus dem Bericht hervorgeht'."""
_LONGEST_CLAUSE = 30
_ACCORDING = frozenset({"gemäß", "gemäss"})
_ANONYMOUS = ("angaben", "erkenntnissen")
"""Ends of nouns that name a source by their first half: 'nach Polizeiangaben', 'nach Vereinsangaben'."""
_LOUD = words("musik lieder radio hurra ja nein stopp halt hilfe")
"""What is loud without being a source: 'laut Musik hören'."""
_DATA = words("daten zahlen berechnungen erhebungen angaben auswertungen prognosen erkenntnissen")
"""What a source may have besides a view, behind 'nach'."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source named beside a statement; `start` to `end` (exclusive) are its tokens."""

    start: int
    end: int
    word: str
    nominal: Nominal | None
    own: bool = False
    """Whether the sentence's subject is its own source: 'nach eigenen Angaben'."""
    clause: bool = False
    """Whether it is a clause of its own: 'wie X mitteilte'."""


def sources(scene: Scene) -> list[Source]:
    """All sources of a sentence, in order."""
    return list(_sources(scene))


def _sources(scene: Scene) -> Iterator[Source]:
    frame = scene.frame
    lower = frame.lower
    for index, word in enumerate(lower):
        if word == "laut" and _governs(scene, index):
            nominal = next(scene.between(index + 1, index + 6), None)
            if nominal:
                named = _named(scene, nominal)
                yield Source(index, named.end, frame.tokens[index].text, named)
        elif word in _ACCORDING:
            nominal = next(scene.between(index + 1, index + 4), None)
            if nominal and nominal.kind >= Kind.ROLE:  # no law or plan
                yield Source(index, nominal.end, frame.tokens[index].text, nominal)
        elif word == "zufolge":
            start = _phrase_start(scene, index)
            found = list(scene.between(start, index))
            if lower[index - 1] in _DATIVE_PRONOUNS:
                yield Source(index - 1, index + 1, frame.tokens[index].text, _somebody(lower[index - 1], index - 1))
            elif found and lower[start] in POSSESSIVES and found[0].kind is Kind.OTHER:
                yield Source(start, index + 1, frame.tokens[index].text, _somebody(lower[start], start))
            elif found:
                yield Source(start, index + 1, frame.tokens[index].text, _speaking(scene, found))
        elif word == "nach" and lower[index - 1] in VIEWS and lower[index - 2] in POSSESSIVES and index > 1:
            phrase = " ".join(token.text for token in frame.tokens[index - 2 : index + 1])
            yield Source(index - 2, index + 1, phrase, _somebody(lower[index - 2], index - 2))
        elif word in ("nach", "aus"):
            yield from _opinion(scene, index)
        elif word == "wie":
            yield from _as_stated(scene, index)


def _speaking(scene: Scene, found: list[Nominal]) -> Nominal:
    """Of the noun phrases of a source whose word it is: of 'dem Bericht der Zeitung über X' the newspaper.

    Somebody comes first, else who hangs on a paper by the genitive or 'von'; what it is about does not speak.
    """
    lower = scene.frame.lower
    chosen = found[0]
    for nominal in found[1:]:
        if chosen.kind >= Kind.ROLE or not (PREPOSITIONS - _OF).isdisjoint(lower[chosen.end : nominal.start]):
            break
        chosen = nominal
    return chosen


def _phrase_start(scene: Scene, end: int) -> int:
    """Where the noun phrase begins that ends in front of the token `end`: of 'war einem Bericht von X' at 'einem'."""
    tokens, lower = scene.frame.tokens, scene.frame.lower
    start = end
    while start > max(0, end - _LONGEST_PHRASE):
        token, word = tokens[start - 1], lower[start - 1]
        attribute = word.endswith(_ATTRIBUTIVE) and word not in VERBS
        inside = word in _LINKS or word in PREPOSITIONS or attribute
        if not (token.quotation or token.capitalised or token.text[0].isdigit() or inside):
            break
        start -= 1
        if word in _DATIVES and start > 0 and lower[start - 1] not in ("von", "in", "bei", "aus"):
            following = next(scene.between(start, end), None)
            if following and lower[following.end : following.end + 1] != [","]:
                break
    return start


def _governs(scene: Scene, index: int) -> bool:
    """Whether a noun phrase begins behind 'laut'; else it tells how loud something is."""
    tokens = scene.frame.tokens
    if index + 1 >= len(tokens):
        return False
    following = tokens[index + 1]
    word = scene.frame.lower[index + 1]
    return bool(following.quotation) or (following.capitalised and word not in _LOUD) or word in GOVERNING


def _opinion(scene: Scene, index: int) -> Iterator[Source]:
    """'nach Angaben von X', 'nach Ansicht der Kommission', 'aus Sicht von X', 'nach eigenen Angaben'."""
    frame = scene.frame
    lower = frame.lower
    wanted = index > 0 and frame.tokens[index - 1].capitalised  # 'die Suche nach Daten'
    for position in range(index + 1, min(index + 4, len(lower))):
        compound = lower[position].endswith(_ANONYMOUS) and lower[position] not in ADVERBIAL_NOUNS
        if lower[index] == "nach" and compound and not wanted:
            phrase = " ".join(token.text for token in frame.tokens[index : position + 1])
            yield Source(index, position + 1, phrase, None)
            return
        # 'Nach schwachen Zahlen von X' fiel the share: what data is like tells of the day, not whose word it is.
        data = lower[index] == "nach" and lower[position] in _DATA and position == index + 1 and not wanted
        source = lower[position] in ADVERBIAL_NOUNS or data
        if not source and (lower[index], lower[position]) != ("aus", "sicht"):
            continue
        phrase = " ".join(token.text for token in frame.tokens[index : position + 1])
        holder = next(scene.between(index + 1, position), None)
        nominal = next(scene.between(position + 1, position + 6), None)
        if holder and holder.kind >= Kind.BARE:
            yield Source(index, position + 1, frame.tokens[index].text, _without_s(holder))
        elif any(word in _OWN for word in lower[index + 1 : position]):
            yield Source(index, position + 1, phrase, None, own=True)
        elif possessive := next((word for word in lower[index + 1 : position] if word in POSSESSIVES), None):
            yield Source(index, position + 1, phrase, _somebody(possessive, index + 1))
        elif nominal and (nominal.start == position + 1 or _links(lower[position + 1], nominal)):
            yield Source(index, nominal.end, phrase, _named(scene, nominal))
        elif (
            lower[index] == "nach"
            and lower[position].endswith(_ANONYMOUS)
            and _SAYS_WHOSE.fullmatch(lower[position - 1])
        ):
            yield Source(index, position + 1, phrase, None)  # 'nach ukrainischen Angaben'
        return


def _links(word: str, nominal: Nominal) -> bool:
    """Whether a small word joins a source to its noun: 'Angaben von X', but not 'Schätzungen bei 400.000 Euro'."""
    return word in _LINKS and (word not in _LINKS_OF_PLACE or nominal.kind >= Kind.ROLE)


def _somebody(possessive: str, index: int) -> Nominal:
    """Whom a possessive at this token means: of 'ihrer Meinung nach' the woman spoken of before."""
    gender = Gender.MALE if possessive.startswith(("sein", "ihm")) else Gender.FEMALE
    return Nominal(index, index + 1, Kind.PRONOUN, gender=gender)


def _as_stated(scene: Scene, index: int) -> Iterator[Source]:
    """'wie X mitteilte', 'wie aus einem Bericht von X hervorgeht', 'wie es in der Mitteilung heißt'."""
    tokens, lower = scene.frame.tokens, scene.frame.lower
    if index and tokens[index - 1].text not in _BEFORE_CLAUSE and not tokens[index - 1].quotation:
        return
    begins = index + 1 < len(tokens) and (
        tokens[index + 1].quotation or tokens[index + 1].capitalised or lower[index + 1] in _BEGINNING_CLAUSE
    )
    if not begins:
        return  # 'Wie ungewöhnlich das ist, zeigt eine Studie'
    for end in range(index + 1, min(len(tokens), index + _LONGEST_CLAUSE)):
        if lower[end] in _STATING or lower[end] in HEISSEN:
            found = [nominal for nominal in scene.between(index + 1, end) if nominal.kind >= Kind.BARE]
            named = next((nominal for nominal in found if nominal.kind >= Kind.NAME), found[0] if found else None)
            yield Source(index, end + 1, tokens[end].text, named, clause=True)
            return
        cue = scene.cue_at.get(end)
        following = lower[end + 1] if end + 1 < len(tokens) else "."
        closes = following in _AFTER_CLAUSE and not (following == "," and lower[end + 2 : end + 3] == ["dass"])
        if cue and closes and not cue.passive:
            yield Source(index, end + 1, cue.word, _subject(scene, index, end), clause=True)
            return
        if lower[end] in _NO_SUCH_CLAUSE:
            return


def _subject(scene: Scene, start: int, end: int) -> Nominal | None:
    free = [n for n in scene.between(start + 1, end) if not n.oblique and n.kind is not Kind.OTHER]
    return next((nominal for nominal in free if nominal.kind >= Kind.ROLE), free[0] if free else None)


def _named(scene: Scene, nominal: Nominal) -> Nominal:
    """The phrase, or the name that hangs on it: of 'Interviews der New York Times' the New York Times."""
    if nominal.kind not in (Kind.OTHER, Kind.BARE):
        return nominal
    lower = scene.frame.lower
    position = nominal.end
    if nominal.kind is Kind.BARE and lower[position : position + 1] not in (["der"], ["des"], ["von"], ["in"]):
        return nominal
    for other in scene.between(nominal.end, nominal.end + 8):
        between = lower[position : other.start]
        if any(word not in _LINKS and not (word.islower() and word.endswith("en")) for word in between):
            break
        if other.kind > Kind.BARE or (other.kind is Kind.BARE and nominal.kind is Kind.OTHER):
            return other
        position = other.end
    return nominal


def _without_s(nominal: Nominal) -> Nominal:
    """A lone genitive as a name: of 'nach Sturgeons Ansicht' Sturgeon."""
    speaker = nominal.speaker
    if nominal.kind is Kind.BARE and speaker and speaker.name and speaker.name.endswith("s"):
        nominal.speaker = replace(speaker, name=speaker.name[:-1])
    return nominal
