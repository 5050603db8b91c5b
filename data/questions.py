"""Who asks and who answers: lists of questions, and interviews."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from aitui.data.article import BlockKind
from aitui.data.boilerplate import announces_questions
from aitui.data.draft import Draft

_TURN = re.compile(r"([A-ZÄÖÜ][\w.’'&-]{0,30}(?: [A-ZÄÖÜ(][\w.’'&)-]{0,30}){0,3}):\s+\S")
"""'ZEIT: …', 'Frage: …': a name and a colon before what is said."""
_ASKS = frozenset({"Frage", "F", "Q"})
_ANSWERS = frozenset({"Antwort", "A"})


def mark_interview(drafts: Sequence[Draft]) -> None:
    """Questions and answers where turns begin with who speaks.

    A speaker asks who does so at least twice and in most of their turns; who speaks at least twice beside them answers.
    The paragraphs under an answer belong to it as long as another turn comes.
    """
    turns: dict[int, str] = {}
    for index, draft in enumerate(drafts):
        match = _TURN.match(draft.content) if draft.kind is BlockKind.PARAGRAPH else None
        if match:
            turns[index] = match[1]
    asking, answering = _roles(drafts, turns)
    if not asking or not answering:
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
