"""Clause or phrase: what the stretch of a sentence between two commas is, as far as word order and endings tell.

A reported statement is a clause ('Die Kosten seien hoch, sagte X'). A subject with its apposition is none ('X, ein
Freund von Y, kritisierte Z'), and neither is an adverbial with the question it names ('Auf die Frage, ob er bleibe').
"""

from __future__ import annotations

from collections.abc import Iterator

from aitui.data.quotes.cues import AUXILIARIES, COPULAS, CUES, PASSIVE
from aitui.data.quotes.frame import Frame
from aitui.data.quotes.function_words import GOVERNING, PREPOSITIONS, RELATIVE
from aitui.data.quotes.mood import SUBJUNCTIVE, WEAK_SUBJUNCTIVE
from aitui.data.quotes.words import words

VERBS = frozenset(CUES) | AUXILIARIES | COPULAS | PASSIVE | SUBJUNCTIVE | WEAK_SUBJUNCTIVE
"""Forms that are verbs whatever their ending looks like."""
_CONJUNCTIONS = words("und oder sowie")
_LINKS = _CONJUNCTIONS | words("de del di van al bin")
_FINITE = ("t", "te", "ten", "en")
_NO_VERBS = words(
    """
    erst heute nicht jetzt selbst sonst fast meist zuletzt zumeist mit seit statt samt weit oft überhaupt zunächst
    längst höchst insgesamt bereits dort mindestens morgen gestern unten oben hinten innen außen drinnen draußen
    neben gegen zwischen wegen sogar eben allen
    """
)
"""What ends like a verb and is none."""
_SUBJECTS = words("er sie es man wir das dies")
_LONGEST_BEFORE_NOUN = 3
_ATTRIBUTIVE = ("e", "er", "es", "en", "em")
_SUBORDINATING = words(
    """
    dass daß ob weil obwohl nachdem während als wenn da bevor ehe sobald solange falls indem sodass wie wobei damit
    seitdem um ohne anstatt wer was wo wann warum weshalb wieso woher wohin welche welcher welches wozu wofür
    """
)


def is_phrase(frame: Frame, start: int, end: int) -> bool:
    """Whether the tokens hold nouns and what may stand around them, and so no verb: 'ein Freund von Robert Fico'.

    A word in small letters is taken for an adjective only where one stands: between an article, a preposition or
    another adjective and a noun.
    """
    attributive, pending = True, False
    for index in range(start, end):
        token, word = frame.tokens[index], frame.lower[index]
        if token.quotation:
            return False
        if word in GOVERNING or word in _LINKS:
            if pending and word not in _CONJUNCTIONS:
                return False  # 'sitzen wegen ...': no adjective
            attributive = True
        elif token.capitalised:
            attributive = pending = False
        elif token.text[0].isdigit():
            attributive = True
        elif token.text[0].isalpha():
            if word in VERBS or not attributive or not word.endswith(_ATTRIBUTIVE):
                return False
            pending = True
    return not pending


def segments(frame: Frame, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between clause marks in front of the token `end`, which stands behind such a mark."""
    start = 0
    for index in range(end):
        if frame.tokens[index].is_clause_mark:
            if index > start:
                yield start, index
            start = index + 1


def is_subordinate(frame: Frame, start: int, end: int) -> bool:
    """Whether a stretch begins with a conjunction, question word or relative pronoun: ', der lange dort regierte,'."""
    first, second = frame.lower[start], frame.lower[start + 1] if start + 1 < end else ""
    if first in _SUBORDINATING:
        return True
    # A relative clause ends in its verb; 'der' may as well be an article: 'der Ofen bleibe warm'.
    ends_in_verb = frame.tokens[end - 1].text.islower()
    if (
        ends_in_verb
        and frame.lower[end - 1] not in VERBS
        and SUBJUNCTIVE.intersection(token.text for token in frame.tokens[start + 1 : end - 1])
    ):
        return False
    return (first in RELATIVE or (first in GOVERNING and second in RELATIVE)) and ends_in_verb


def is_verb_second(frame: Frame, start: int, end: int) -> bool:
    """Whether a stretch is a clause whose subject and verb come first: 'die Gespräche dauerten an', 'er kommt heute'.

    The verb is told from its ending and its place alone, so the stretch must go on behind it.
    """
    lower = frame.lower
    index = start
    if lower[start] in _SUBORDINATING:
        return False
    if lower[start] in _SUBJECTS:
        index += 1
    else:
        while index < min(end, start + _LONGEST_BEFORE_NOUN) and not frame.tokens[index].capitalised:
            if not lower[index].isalpha() or lower[index] in VERBS or lower[index] in PREPOSITIONS:
                return False
            index += 1
        while index < end and frame.tokens[index].capitalised:
            index += 1
    return start < index < end - 1 and looks_finite(lower[index])


def looks_finite(word: str) -> bool:
    """Whether a word where a verb may stand is likely one: 'verließen', 'kommt'."""
    return word in VERBS or (word.endswith(_FINITE) and word not in GOVERNING | _NO_VERBS)


def has_main_clause(frame: Frame, end: int) -> bool:
    """Whether the sentence in front of the token `end` makes a statement: any stretch is a clause of its own."""
    return any(
        not is_phrase(frame, start, stop) and not (start and is_subordinate(frame, start, stop))
        for start, stop in segments(frame, end)
    )
