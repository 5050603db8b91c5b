"""What around an article is not the article: which of its paragraphs are boilerplate.

Boilerplate is folded, never deleted, and hiding text is worse than showing a label: wherever these rules are in doubt,
a paragraph counts as article. Wording lists stand in `aitui.data.boilerplate`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from aitui.data import boilerplate
from aitui.data.article import BlockKind
from aitui.data.draft import Draft

_MAX_LABEL_WORDS = 6
_MAX_BOX_LINES = 40
"""Longer than any list of what a subscription offers."""
_MAX_BOX_PARAGRAPHS = 3
_NEAR_TITLE = 6
"""Paragraphs under the title among which a note on the author may stand."""
_MAX_LINES_BETWEEN = 4
_MIN_OFFER_TERMS = 3
_MAX_OFFER_CHARS = 200
_TITLES = frozenset({BlockKind.HEADING, BlockKind.LABEL})


def mark_repeated_lines(drafts: Sequence[Draft]) -> None:
    """Short lines among each other of which one stands there twice, beside prose elsewhere, are bylines or menus."""
    if sum(draft.kind is BlockKind.PARAGRAPH and draft.ends_like_sentence for draft in drafts) < 2:
        return
    for run in _runs_of_short_lines(drafts):
        counts = Counter(draft.content for draft in run)
        if len(run) > len(counts):
            for draft in run:
                draft.mark_label()


def _runs_of_short_lines(drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    run: list[Draft] = []
    for draft in drafts:
        short = draft.words <= _MAX_LABEL_WORDS and draft.kind in _TITLES and not draft.is_question
        if run and (not short or draft.chunk != run[-1].chunk):
            yield run
            run = []
        if short:
            run.append(draft)
    yield run


def mark_boilerplate(drafts: Sequence[Draft]) -> None:
    """Mark what is no part of the article."""
    for draft in drafts:
        line = draft.content
        if draft.boilerplate or draft.kind is BlockKind.TITLE:
            continue
        if boilerplate.is_legal_notice(line):
            draft.boilerplate = True
            if draft.kind is BlockKind.CAPTION:
                draft.kind = BlockKind.LABEL
        elif draft.is_short and (
            boilerplate.is_label_line(line)
            or (boilerplate.is_newsletter_line(line) and draft.kind is not BlockKind.BULLET)
        ):
            draft.mark_label()
    _mark_newsletter_boxes(drafts)
    _mark_between_boilerplate(drafts)
    _mark_between_labels(drafts)
    _mark_related(drafts)
    _mark_authors(drafts)
    _mark_offer_at_end(drafts)


def _mark_newsletter_boxes(drafts: Sequence[Draft]) -> None:
    """A heading that names a newsletter, and the paragraphs below it up to the last that asks to subscribe."""
    for index, draft in enumerate(drafts):
        if draft.kind not in (*_TITLES, BlockKind.PARAGRAPH) or not boilerplate.opens_newsletter_box(draft.content):
            continue
        below = drafts[index + 1 : index + 1 + _MAX_BOX_PARAGRAPHS]
        asking = [place for place, other in enumerate(below) if boilerplate.invites_to_sign_up(other.content)]
        if asking:
            draft.mark_label()
            for other in below[: asking[-1] + 1]:
                other.boilerplate = True


def _mark_between_boilerplate(drafts: Sequence[Draft]) -> None:
    """A line without a sentence's end between a newsletter line and a legal notice belongs to their box."""
    for before, draft, after in zip(drafts, drafts[1:], drafts[2:], strict=False):
        if (
            before.boilerplate
            and boilerplate.is_newsletter_line(before.content)
            and after.boilerplate
            and not draft.boilerplate
            and draft.looks_like_heading
        ):
            draft.kind, draft.boilerplate = BlockKind.PARAGRAPH, True


def _mark_between_labels(drafts: Sequence[Draft]) -> None:
    """A few short lines between furniture, without a blank line, are furniture too: an address, a department."""
    since: int | None = None
    for index, draft in enumerate(drafts):
        if draft.boilerplate and draft.kind is BlockKind.LABEL:
            if since is not None and index - since <= _MAX_LINES_BETWEEN and drafts[since].chunk == draft.chunk:
                for between in drafts[since + 1 : index]:
                    between.mark_label()
            since = index
        elif not (draft.kind in _TITLES and draft.words <= _MAX_LABEL_WORDS and not draft.boilerplate):
            since = None


def _mark_related(drafts: Sequence[Draft]) -> None:
    """Under a line that announces other articles, their titles; the last one before prose may be a heading of it."""
    for index, draft in enumerate(drafts):
        if not (draft.kind in _TITLES and boilerplate.announces_related(draft.content)):
            continue
        draft.mark_label()
        end = index + 1
        while end < len(drafts) and end - index <= _MAX_BOX_LINES and _is_title_of_other(drafts[end]):
            end += 1
        if end < len(drafts) and end > index + 1 and drafts[end - 1].kind is BlockKind.HEADING:
            heading = drafts[end - 1]
            if heading.chunk == drafts[end].chunk or heading.chunk != drafts[end - 2].chunk:
                end -= 1
        for other in drafts[index + 1 : end]:
            if other.kind is BlockKind.BULLET:
                other.boilerplate = True
            else:
                other.mark_label()


def _is_title_of_other(draft: Draft) -> bool:
    kinds = (BlockKind.HEADING, BlockKind.LABEL, BlockKind.BULLET, BlockKind.PARAGRAPH)
    return draft.kind in kinds and draft.looks_like_heading and not draft.boilerplate


def _mark_authors(drafts: Sequence[Draft]) -> None:
    """Notes on the author: under a line that says so, under their own byline, or at either end of the article."""
    bylines = {draft.content for draft in drafts if draft.kind in _TITLES and draft.words <= _MAX_LABEL_WORDS}
    last = _last_of_article(drafts)
    for index, draft in enumerate(drafts):
        at_edge = index < _NEAR_TITLE or index >= last
        if draft.kind in _TITLES and boilerplate.announces_author(draft.content):
            following = drafts[index + 1] if index + 1 < len(drafts) else None
            if following and following.is_prose and boilerplate.is_biography(following.content):
                draft.mark_label()
                following.boilerplate = True
        elif draft.kind is BlockKind.PARAGRAPH and at_edge and not draft.boilerplate:
            above = drafts[index - 1] if index else None
            draft.boilerplate = (
                boilerplate.is_note_on_author(draft.content)
                or (boilerplate.is_biography(draft.content) and _is_of_writer(draft, above, bylines))
                or (index >= last and _introduces_writer(draft, drafts))
            )
            if draft.boilerplate and above and above.kind in _TITLES and above.words <= _MAX_LABEL_WORDS:
                _mark_byline(drafts, index - 1)


def _mark_byline(drafts: Sequence[Draft], index: int) -> None:
    """The short lines right above a note on the author, up to a blank line."""
    chunk = drafts[index].chunk
    while index >= 0 and drafts[index].chunk == chunk and drafts[index].kind in _TITLES:
        if drafts[index].words > _MAX_LABEL_WORDS:
            break
        drafts[index].mark_label()
        index -= 1


def _is_of_writer(draft: Draft, above: Draft | None, bylines: set[str]) -> bool:
    """Whether the person of a biography has a byline: right above, or a line that is nothing but the name."""
    if above and above.boilerplate and above.kind is BlockKind.LABEL and _is_named_in(above, draft):
        return True
    return any(line in draft.content for line in bylines if len(line.split()) >= 2)


def _is_named_in(label: Draft, note: Draft) -> bool:
    return any(word in note.content for word in label.content.split() if word[:1].isupper() and len(word) > 3)


def _introduces_writer(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a last paragraph begins with the full name of a writer of whom the article says nothing else."""
    name = boilerplate.introduced_writer(draft.content)
    if not name:
        return False
    surname = name.split()[-1]
    return not any(surname in other.content for other in drafts if other is not draft and not other.boilerplate)


def _last_of_article(drafts: Sequence[Draft]) -> int:
    """The index of the last paragraph that is not boilerplate, or 0."""
    return next((index for index in range(len(drafts) - 1, 0, -1) if not drafts[index].boilerplate), 0)


def _mark_offer_at_end(drafts: Sequence[Draft]) -> None:
    """The list at the end of what a subscription offers, with the lines that announce it."""
    end = start = min(len(drafts), _last_of_article(drafts) + 1)
    while start and end - start < _MAX_BOX_LINES and _can_be_offer(drafts[start - 1]):
        start -= 1
    box = drafts[start:end]
    terms: set[str] = set()
    for draft in box:
        terms |= boilerplate.offer_terms(draft.content)
    statements = sum(boilerplate.is_statement(draft.content) for draft in box)
    if len(terms) >= _MIN_OFFER_TERMS and statements * 4 <= len(box):
        for draft in box:
            draft.boilerplate = True


def _can_be_offer(draft: Draft) -> bool:
    if len(draft.content) > _MAX_OFFER_CHARS:
        return False
    if draft.kind in (BlockKind.BULLET, BlockKind.LABEL, BlockKind.HEADING):
        return draft.words <= 25
    return draft.kind is BlockKind.PARAGRAPH and draft.words <= 8
