"""Words that are no names though they have a capital: inflected adjectives at a beginning, and compounds of nouns."""

from __future__ import annotations

from aitui.data.entities.gazetteer import Gazetteer
from aitui.data.entities.lexicon import NAME, NOUN, OFTEN, RARELY, Lexicon

_ENDINGS = ("e", "en", "er", "es", "em")
_DEGREES = ("", "er", "st", "est")
_SHORTEST_STEM = 4
_LINKS = ("", "s", "es", "n", "en")
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


def is_compound_noun(word: str, lexicon: Lexicon, gazetteer: Gazetteer) -> bool:
    """Whether an unknown word is made of two known nouns and looks like no name: 'Luftalarm', but not 'Steinfeld'."""
    if word in lexicon or not word.isalpha() or gazetteer.classes(word) or gazetteer.announces(word):
        return False
    lowered = word.lower()
    return any(
        _is_noun(lowered[cut:], lexicon) and _has_link(lowered[:cut], lexicon)
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
