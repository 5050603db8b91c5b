"""Who asks and who answers: lists of questions, and interviews."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from aitui.data.article import BlockKind
from aitui.data.boilerplate import announces_questions
from aitui.data.draft import Draft

_TURN = re.compile(r"([A-ZÄÖÜ][\w.’'&-]{0,30}(?: [A-ZÄÖÜ(][\w.’'&)-]{0,30}){0,3}):\s+\S")
"""'ZEIT: …', 'Frage: …': a name and a colon before what is said."""
_FEWEST_ANSWERS = 3
_LONGEST_QUESTION = 60
"""Words of a question, with what is said before it is asked."""
_ADDRESS = re.compile(r"\b(?:Sie|Ihnen|Ihre?[mnrs]?|du|dir|dich|deine?[mnrs]?|euch)\b")
_FIRST_PERSON = re.compile(r"\b(?:ich|wir|mir|mich|uns|unsere?[mnrs]?|meine?[mnrs]?)\b", re.IGNORECASE)
_ASKS = frozenset({"Frage", "F", "Q"})
_ANSWERS = frozenset({"Antwort", "A"})


def mark_interview(drafts: Sequence[Draft]) -> None:
    """Questions and answers where turns begin with who speaks.

    A speaker asks who does so at least twice and in most of their turns; who speaks at least twice beside them answers.
    The paragraphs under an answer belong to it as long as another turn comes. Where only one speaker is named, what
    stands in front of each of their turns asks; where none is, paragraphs do that ask a reader's guest something.
    """
    turns: dict[int, str] = {}
    for index, draft in enumerate(drafts):
        match = _TURN.match(draft.content) if draft.kind is BlockKind.PARAGRAPH else None
        if match:
            turns[index] = match[1]
    asking, answering = _roles(drafts, turns)
    if not asking or not answering:
        if not _mark_guest(drafts, turns):
            _mark_unnamed(drafts)
        return
    last = max(turns)
    answer_open = False
    for index, draft in enumerate(drafts[: last + 1]):
        speaker = turns.get(index)
        if speaker in asking:
            draft.kind, answer_open = BlockKind.QUESTION, False
        elif speaker in answering:
            draft.kind, answer_open = BlockKind.ANSWER, True
        elif answer_open and draft.kind is BlockKind.PARAGRAPH and draft.ends_like_sentence:
            draft.kind = BlockKind.ANSWER
        elif draft.kind is not BlockKind.QUOTE:
            answer_open = False


def _roles(drafts: Sequence[Draft], turns: dict[int, str]) -> tuple[set[str], set[str]]:
    counts = Counter(turns.values())
    questions: defaultdict[str, int] = defaultdict(int)
    for index, speaker in turns.items():
        questions[speaker] += "?" in drafts[index].content
    asking = {who for who in counts if who in _ASKS or (counts[who] >= 2 and questions[who] > counts[who] / 2)}
    answering = {who for who in counts if who in _ANSWERS or counts[who] >= 2} - asking
    return asking, answering


def _mark_guest(drafts: Sequence[Draft], turns: dict[int, str]) -> bool:
    """Answers that all begin with one name, each behind what it answers; whether there were such."""
    for guest, count in Counter(turns.values()).most_common(1):
        answers = [index for index, speaker in turns.items() if speaker == guest]
        asked = [index - 1 for index in answers if index and turns.get(index - 1) != guest]
        asked = [index for index in asked if drafts[index].kind is BlockKind.PARAGRAPH]
        asking = sum("?" in drafts[index].content for index in asked)
        if count >= _FEWEST_ANSWERS and len(asked) == count and 2 * asking >= count:
            for index in asked:
                drafts[index].kind = BlockKind.QUESTION
            for index in answers:
                drafts[index].kind = BlockKind.ANSWER
            return True
    return False


def _mark_unnamed(drafts: Sequence[Draft]) -> None:
    """Questions to somebody ('Haben Sie damit gerechnet?'), and what is said in the first person under them.

    Of the last question only the paragraph right below it is an answer: where it ends nothing tells.
    """
    asked = [
        index
        for index, draft in enumerate(drafts[:-1])
        if draft.kind is BlockKind.PARAGRAPH
        and draft.is_question
        and draft.words <= _LONGEST_QUESTION
        and _ADDRESS.search(draft.content)
        and drafts[index + 1].is_prose
    ]
    if len(asked) < _FEWEST_ANSWERS:
        return
    personal = sum(bool(_FIRST_PERSON.search(drafts[index + 1].content)) for index in asked)
    if 2 * personal < len(asked):
        return
    for first, following in pairwise([*asked, asked[-1] + 2]):
        drafts[first].kind = BlockKind.QUESTION
        for draft in drafts[first + 1 : following]:
            if draft.kind is BlockKind.PARAGRAPH and draft.ends_like_sentence:
                draft.kind = BlockKind.ANSWER


def mark_list_of_questions(drafts: Sequence[Draft], *, announced: bool) -> None:
    """Below a heading that announces questions (or, if `announced`, from the start): questions, and the prose under
    them as answers."""
    in_list, asked = announced, False
    for draft in drafts:
        if draft.kind is BlockKind.HEADING and announces_questions(draft.content):
            in_list, asked = True, False
        elif (
            in_list
            and draft.is_question
            and draft.kind
            in (
                BlockKind.HEADING,
                BlockKind.PARAGRAPH,
                BlockKind.BULLET,
            )
        ):
            draft.kind, asked = BlockKind.QUESTION, True
        elif in_list and asked and draft.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE):
            draft.kind = BlockKind.ANSWER
        elif in_list and asked and draft.kind is not BlockKind.BULLET:
            in_list = False
