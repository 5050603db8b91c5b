"""Words that are no names though they have a capital: inflected adjectives at a beginning, and compounds of nouns."""

from __future__ import annotations

import re

from aitui.data.entities.gazetteer import Gazetteer
from aitui.data.entities.lexicon import NAME, NOUN, OFTEN, RARELY, Lexicon

_ENDINGS = ("e", "en", "er", "es", "em")
_DEGREES = ("", "er", "st", "est")
_SHORTEST_STEM = 4
_LINKS = ("", "s", "es", "n", "en")
_BESIDE_NOUN = re.compile(
    r"\b(?i:d(?:er|ie|as|en|em|es)|[ai]m|beim|zum|zur|vom|ins|[ms]eine?[mnrs]?|ihre?[mnrs]?|unsere?[mnrs]?|k?eine?[mnrs]?|"
    r"jede[mnrs]?|diese[mnrs]?|jene[mnrs]?|welche[mnrs]?|manche[mnrs]?|als|zwei|drei|vier|fünf|viele[nr]?|mehrere[nr]?|"
    r"einige[nr]?|alle[nr]?|beide[nr]?|\d+)\s(?:[a-zäöüß]{2,16}e[mnrs]?\s)?\Z"
)
"""What stands in front of nouns and not of names: articles and their like, numbers, and an adjective behind them."""
_LONGEST_BESIDE = 32
_PLURAL = re.compile(r"\s(?:[a-zäöüß]+en|sind)\b")
_SENTENCE_START = re.compile(r"(?:\A|\n|[.!?:“”\"«»–] )\Z")
_ACTING = re.compile(
    r"\s(?:sag|erklär|forder|beton|warn|kritisier|ver(?:wies|weist|lang|sprach|spricht|sicher|teidig)|kündig|bestät|schrieb|"
    r"schreib|berichte|mein|glaub|hoff|will|wollte|hielt|hält|nannte|nennt|sprach|spricht|selbst|dagegen|hingegen|zeig|rief|"
    r"ruft|lehn|wies|weist|bestr|räum|äußer|plädier|mahn|lob|begrüß|erinner|erzähl|lach|nick)\w*\b"
)
_SAYING = re.compile(
    r"\b(?:sag(?:te|t)|erklärt?e?|beton(?:te|t)|meint?e?|so|warnt?e?|schr(?:ieb|eibt)|berichtete?|erzählt?e?|fügte?|"
    r"antwortete?|entgegnete?|kündigte|forderte?|kritisierte?|ergänzte?|erläuterte?|räumte?|laut)\s\Z"
)
_LONGEST_VERB = 14
_SHORTEST_HEAD = 5
"""Letters of a compound's last noun; shorter ones end the names of many places ('-berg', '-see')."""


def is_adjective(word: str, lexicon: Lexicon, gazetteer: Gazetteer) -> bool:
    """Whether a word may be an adjective, in any ending and degree, that only its place gives a capital: 'Skeptischer'.

    Many surnames may be, too ('Kluge'); of those, the ones that lexicon or gazetteer know as names are not.
    """
    if lexicon.likeness(word) in (OFTEN, NAME) or gazetteer.classes(word) or gazetteer.is_first_name(word):
        return False
    lowered = word.lower()
    # The degree is the comparative's only ending where it stands alone: 'Skeptischer ist die Opposition.'
    stems = {lowered.removesuffix(degree + ending) for ending in _ENDINGS for degree in _DEGREES}
    return any(len(stem) >= _SHORTEST_STEM and stem != lowered and stem in lexicon for stem in stems)


def is_noun_here(text: str, start: int, end: int) -> bool:
    """Whether a word that may be a noun is one at this place: 'ihren Mann', 'im Winter', 'Jäger fordern'."""
    if _BESIDE_NOUN.search(text, max(0, start - _LONGEST_BESIDE), start):
        return True
    return _begins(text, start) and _PLURAL.match(text, end) is not None


def _begins(text: str, start: int) -> bool:
    return _SENTENCE_START.search(text, max(0, start - 3), start) is not None


def acts(text: str, start: int, end: int) -> bool:
    """Whether a word begins its sentence and a verb of people follows, or stands right behind such a verb."""
    if is_noun_here(text, start, end):
        return False
    return bool(
        (_begins(text, start) and _ACTING.match(text, end))
        or _SAYING.search(text, max(0, start - _LONGEST_VERB), start)
    )


def is_compound_noun(word: str, lexicon: Lexicon, gazetteer: Gazetteer, *, lenient: bool = False) -> bool:
    """Whether an unknown word is made of two known nouns and looks like no name: 'Luftalarm', but not 'Steinfeld'.

    With `lenient` the first of them may be another word, too: 'Rückenwind', 'Niedrigwasser'.
    """
    if word in lexicon or not word.isalpha() or gazetteer.classes(word) or gazetteer.announces(word):
        return False
    lowered = word.lower()
    return any(
        _is_noun(lowered[cut:], lexicon)
        and (_has_link(lowered[:cut], lexicon) or (lenient and lexicon.is_common(lowered[:cut])))
        for cut in range(_SHORTEST_STEM, len(word) - _SHORTEST_HEAD + 1)
    )


def _has_link(first: str, lexicon: Lexicon) -> bool:
    return any(
        first.endswith(link)
        and len(first) - len(link) >= _SHORTEST_STEM
        and _is_noun(first[: len(first) - len(link)], lexicon)
        for link in _LINKS
    )


def _is_noun(part: str, lexicon: Lexicon) -> bool:
    """Whether the part of a word is a noun and no other word: 'luft', not 'riefen'."""
    return part not in lexicon and lexicon.likeness(part.capitalize()) in (NOUN, RARELY)
