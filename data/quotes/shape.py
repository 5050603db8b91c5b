"""The form of a quotation and of the sentence around it: length, capitals, mood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aitui.data.quotes.frame import Token
from aitui.data.quotes.mood import SUBJUNCTIVE

_SENTENCE_END = ".!?…"
_LOOKED_AT = 2_000
_MARKS = "„“”\"'»«‚‘’("
_FRAGMENT = 5
"""Up to this many words a quotation is a fragment, and only its sentence tells whether it is speech."""
_SET_PHRASES = frozenset({("gott", "dank"), ("auch", "."), ("auch", ","), ("auch", ":"), ("auch", "")})
"""What stands around 'sei' where nobody is reported: 'Gott sei Dank', 'wie dem auch sei,'."""
_SUBJUNCTIVE_OPENERS = frozenset({"sei", "seien", "habe", "werde", "könne", "müsse"})


@dataclass(frozen=True, slots=True)
class Shape:
    """A quotation's own form."""

    words: int
    starts_sentence: bool
    ends_sentence: bool
    title_case: bool

    @property
    def fragment(self) -> bool:
        """Whether it is too short to be speech by itself."""
        return self.words <= _FRAGMENT


def shape(content: str) -> Shape:
    """The form of what stands between the marks."""
    words = [word for word in content[:_LOOKED_AT].split() if any(char.isalnum() for char in word)]
    long = [word for word in words if len(word) > 3]
    capitals = sum(word.lstrip(_MARKS)[:1].isupper() for word in long)
    return Shape(
        len(words),
        content[:1].isupper() or content[:1].isdigit(),
        content[-1] in _SENTENCE_END,
        bool(words) and words[0][:1].isupper() and capitals >= 0.8 * max(1, len(long)),
    )


def has_subjunctive(tokens: Sequence[Token]) -> bool:
    """Whether a verb stands in the mood of reported speech ('ich habe' does not, and 'die Rede' is none)."""
    for index, token in enumerate(tokens):
        if token.text in SUBJUNCTIVE or (index == 0 and token.text.lower() in _SUBJUNCTIVE_OPENERS):
            before = tokens[index - 1].text.lower() if index else ""
            behind = tokens[index + 1].text.lower() if index + 1 < len(tokens) else ""
            set_phrase = (before, behind) in _SET_PHRASES or (token.text == "sei" and behind == "denn")
            if "ich" not in (before, behind) and not set_phrase:
                return True
    return False
