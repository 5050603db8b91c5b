"""Names the table does not know: a conditional random field over the words of a sentence.

Labels and features are those of `aitui.data.entities.training`; the model was trained there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pycrfsuite

from aitui.data.entities.features import WordFeatures, sentence_features
from aitui.data.entities.gazetteer import Gazetteer
from aitui.data.entities.lexicon import Lexicon
from aitui.data.entities.matcher import Match
from aitui.data.entities.span import NameSpan
from aitui.data.entities.tokens import Token
from aitui.data.entity import EntityKind

SHIPPED_MODEL = Path(__file__).parent.parent / "tables" / "names.crfsuite"
_LONGEST = 250
"""Words the model sees at once; a longer sentence is no sentence, and is cut."""
_KINDS = {kind.value: kind for kind in (EntityKind.PERSON, EntityKind.ORG, EntityKind.PLACE)} | {
    "other": EntityKind.PRODUCT
}


class Tagger:
    """The shipped model, opened once."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, model: Path = SHIPPED_MODEL) -> None:
        self._features = WordFeatures(lexicon, gazetteer)
        self._crf = pycrfsuite.Tagger()
        self._crf.open(str(model))

    def names(self, tokens: Sequence[Token], marks: Sequence[str]) -> Iterator[NameSpan]:
        """The names in a sentence, of all kinds the model knows; `PRODUCT` stands for any other kind of name.

        `marks` tells for each word what the table says of it (`table_marks`).
        """
        for begin in range(0, len(tokens), _LONGEST):
            part = tokens[begin : begin + _LONGEST]
            rows = sentence_features(
                [token.text for token in part], list(marks[begin : begin + _LONGEST]), self._features
            )
            yield from _spans(part, self._crf.tag(rows))


def _spans(tokens: Sequence[Token], labels: Sequence[str]) -> Iterator[NameSpan]:
    first: int | None = None
    for index, label in enumerate([*labels, "O"]):
        if first is not None and (label[0] != "I" or label[2:] != labels[first][2:]):
            yield NameSpan(tokens[first].start, tokens[index - 1].end, _KINDS[labels[first][2:]])
            first = None
        if label != "O" and first is None:
            first = index


def table_marks(tokens: Sequence[Token], matches: Sequence[Match], kinds: dict[str, EntityKind]) -> list[str]:
    """For each word the kind of the longest table form that covers it: 'Bplace', 'Iplace', or ''.

    A '?' is added where the form needs a context, a '~' where it is only a part of its words ('US' in 'US-Firma').
    """
    marks = [""] * len(tokens)
    longest: dict[int, Match] = {}
    for match in matches:
        known = longest.get(match.start)
        if known is None or match.end > known.end:
            longest[match.start] = match
    reach, index = -1, 0
    for start in sorted(longest):
        match = longest[start]
        if start < reach:
            continue
        reach = match.end
        while index < len(tokens) and tokens[index].end <= match.start:
            index += 1
        last = index
        while last < len(tokens) and tokens[last].start < match.end:
            last += 1
        if last == index:
            continue
        whole = tokens[index].start == match.start and match.end >= tokens[last - 1].end - 2
        mark = kinds[match.entity_id] + ("?" if match.contextual else "") + ("" if whole else "~")
        for position in range(index, last):
            marks[position] = ("B" if position == index else "I") + mark
    return marks
