"""From a text to an article: which paragraph is title, heading, bullet, question, answer, or none of the article.

Works on any text, with blank lines between paragraphs or without. Every rule looks at a paragraph's form and its
neighbours; wording lists stand in `aitui.data.boilerplate`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from aitui.data import boilerplate
from aitui.data.article import Article, Block, BlockKind, Span
from aitui.data.draft import Draft
from aitui.data.furniture import mark_boilerplate, mark_repeated_lines
from aitui.data.lines import Paragraph, paragraphs
from aitui.data.questions import mark_interview, mark_list_of_questions
from aitui.data.sentences import sentence_spans

_MAX_TITLE = 250
_MAX_TITLE_WORDS = 16
_MAX_LABEL_WORDS = 6
_MAX_RUBRIC_WORDS = 2
_NEAR_TOP = 20
"""Paragraphs among which a title is looked for: no page has more furniture above its headline."""
_MIN_VERSE = 4
"""So many short lines under each other are verse, a table or a list: none is the heading of the next."""
_DERIVED_TITLE = 80
_LONGEST_BLOCK = 20_000
"""Characters of a block: what is made anew as a whole when one of its sentences changes."""

_BULLET_MARK = re.compile(r"[•‣▪◦●○■·∙*+–—-][ \t\u00a0]+")
_NUMBER_MARK = re.compile(r"\(?([0-9]{1,3})([.)])[ \t\u00a0]+")
_LETTER_MARK = re.compile(r"\(?([a-z])([.)])[ \t\u00a0]+")
_DATED = re.compile(
    r"(?:Jan(?:uar)?|Jänner|Feb(?:ruar|er)?|März?|Apr(?:il)?|Mai|Juni?|Juli?|Aug(?:ust)?|Sept?(?:ember)?|Okt(?:ober)?|"
    r"Nov(?:ember)?|Dez(?:ember)?)(?!\w)|(?:0?[1-9]|1[0-2])\.(?:\s|(?:19|20)[0-9]{2}\b)"
)
"""What follows on the day in a date ('3. Mai', '3. 5. 2024')."""
_HASH_MARK = re.compile(r"#{1,6}[ \t]+")
_QUOTE_MARK = re.compile(r">+[ \t]+")
_OPENING = '„“"»«‚‘”'
_CLOSING = re.compile(r"([“”\"«»‘’])[.,]?$")
# The head of an e-mail or of a Markdown file: lines of a key and a value.
_HEADER = re.compile(r"([A-Za-zÄÖÜäöü-]{2,20}):(?:[ \t].{0,400}|$)")
_STATED_TITLE = re.compile(r"(?:title|titel|betreff|subject):[ \t]+[\"'„“]?", re.IGNORECASE)
_HEADER_KEYS = re.compile(r"(?:title|titel|betreff|subject|von|from|an|to|datum|date|autor|author):", re.IGNORECASE)


def parse(text: str) -> Article:
    """The structure of `text`. Any string is accepted; joining `Article.pieces` gives it back exactly."""
    drafts = _drafts(text, paragraphs(text))
    title = _mark_header(drafts)
    _mark_captions_and_quotes(drafts)
    if title is None:
        title = _find_title(drafts)
    if title is not None:
        title.kind = BlockKind.TITLE
    body = [draft for draft in drafts if draft is not title]
    mark_interview(body)
    _mark_headings(body)
    mark_repeated_lines(body)
    _mark_verse(body)
    mark_list_of_questions(body, announced=title is not None and boilerplate.announces_questions(title.content))
    mark_boilerplate(drafts)
    if title is not None:
        _mark_lead(body)
    blocks = tuple(block for draft in drafts for block in _cut(_block(text, draft)))
    words = " ".join(title.content.split()).rstrip("\"'") if title else ""
    return Article(text, words or _derived_title(text, blocks), blocks)


def _drafts(text: str, found: Sequence[Paragraph]) -> list[Draft]:
    """The paragraphs, with lists, Markdown headings and quotations told by their markers."""
    texts = [text[paragraph.start : paragraph.end] for paragraph in found]
    counted = _counted_items(texts)
    drafts = []
    for index, paragraph in enumerate(found):
        content = texts[index]
        kind, match = (BlockKind.BULLET, counted[index]) if index in counted else _marker(content)
        length = match.end() if match and match.end() < len(content) else 0
        drafts.append(Draft(paragraph, content, length, kind))
    return drafts


def _marker(text: str) -> tuple[BlockKind, re.Match[str] | None]:
    if boilerplate.is_rule(text):
        return BlockKind.LABEL, None
    if match := _HASH_MARK.match(text):
        return BlockKind.HEADING, match
    if match := _QUOTE_MARK.match(text):
        return BlockKind.QUOTE, match
    if match := _BULLET_MARK.match(text):
        return BlockKind.BULLET, match
    return BlockKind.PARAGRAPH, None


def _counted_items(texts: Sequence[str]) -> dict[int, re.Match[str]]:
    """The paragraphs whose numbers or letters count on from one to the next, with their marks.

    A number alone is none ('9. Juli 2024 war …'), nor are days of a calendar; '3. Mai feiern' below a second item is.
    """
    items: dict[int, re.Match[str]] = {}
    for pattern in (_NUMBER_MARK, _LETTER_MARK):
        run: dict[int, re.Match[str]] = {}
        for index, match in enumerate([*map(pattern.match, texts), None]):
            last = run.get(index - 1)
            if last and not (match and match[2] == last[2] and _ordinal(match[1]) == _ordinal(last[1]) + 1):
                if len(run) > 1 and not all(_DATED.match(found.string, found.end()) for found in run.values()):
                    items |= run
                run = {}
            if match:
                run[index] = match
    return items


def _ordinal(mark: str) -> int:
    return int(mark) if mark.isdigit() else ord(mark)


def _mark_header(drafts: Sequence[Draft]) -> Draft | None:
    """Mark the first lines as furniture if they are the head of a mail or a file; the one that states the title."""
    head: list[Draft] = []
    for draft in drafts:
        if not (draft.chunk == 0 and (draft.kind is BlockKind.LABEL or _HEADER.fullmatch(draft.text))):
            break
        head.append(draft)
    whole_chunk = len(head) == len(drafts) or (head and drafts[len(head)].chunk != 0)
    fenced = len(head) >= 3 and head[0].text == head[-1].text == "---"
    known = sum(bool(_HEADER_KEYS.match(draft.text)) for draft in head)
    if not (whole_chunk or fenced) or known < (1 if fenced else 2):
        return None
    title = None
    for draft in head:
        draft.mark_label()
        match = _STATED_TITLE.match(draft.text)
        if match and match.end() < len(draft.text) and title is None:
            title = draft
            title.content = title.text[match.end() :]
            title.boilerplate = False
    return title


def _mark_captions_and_quotes(drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        if draft.kind is not BlockKind.PARAGRAPH:
            continue
        if boilerplate.is_caption(draft.content):
            draft.kind = BlockKind.CAPTION
        elif draft.words > 3 and _is_one_quotation(draft.content):
            draft.kind = BlockKind.QUOTE


def _is_one_quotation(text: str) -> bool:
    """Whether marks open at the start and close at the end, and not in between ('„Ja“, sagte sie. „Nein.“')."""
    closing = _CLOSING.search(text[-3:]) if text[0] in _OPENING else None
    return closing is not None and closing[1] not in text[1 : len(text) - len(closing[0])]


def _find_title(drafts: Sequence[Draft]) -> Draft | None:
    """The first paragraph that is neither furniture nor a rubric, if it can be a title."""
    for first, second in pairwise(drafts[:_NEAR_TOP]):
        if first.kind is BlockKind.LABEL:
            continue
        if first.kind is BlockKind.HEADING:
            return first
        if first.kind is BlockKind.PARAGRAPH and boilerplate.is_label_line(first.content):
            continue
        if first.kind not in (BlockKind.PARAGRAPH, BlockKind.QUOTE) or not _can_be_title(first, second):
            return None
        if not _is_rubric(first, second):
            return first
        first.kind = BlockKind.LABEL
    return None


def _is_rubric(first: Draft, second: Draft) -> bool:
    """Whether `first` is one or two words right above the headline, such as the name of a page's section."""
    return (
        first.words <= _MAX_RUBRIC_WORDS
        and first.chunk == second.chunk
        and second.kind is BlockKind.PARAGRAPH
        and second.looks_like_heading
        and not boilerplate.is_label_line(second.content)
    )


def _can_be_title(first: Draft, second: Draft) -> bool:
    if len(first.content) > _MAX_TITLE or not any(char.isalpha() for char in first.content):
        return False
    if not first.ends_like_sentence or first.ends_like_question:
        return True
    # A full sentence may still be a headline: short, alone, and above something much longer.
    return (
        first.content[-1] in ".!" and first.words <= _MAX_TITLE_WORDS and len(second.content) > 2 * len(first.content)
    )


def _mark_headings(drafts: Sequence[Draft]) -> None:
    """A short line above prose or a list is a heading; above a label, or with nothing but labels below it, a label."""
    following: Draft | None = None
    only_labels_below = True
    for draft in reversed(drafts):
        if draft.kind is BlockKind.PARAGRAPH and draft.looks_like_heading:
            if boilerplate.is_label_line(draft.content) or boilerplate.announces_related(draft.content):
                draft.mark_label()
            elif only_labels_below or (
                following and following.kind is BlockKind.LABEL and following.chunk == draft.chunk
            ):
                if draft.words <= _MAX_LABEL_WORDS and not draft.is_question:
                    draft.kind = BlockKind.LABEL
            elif following and following.kind is not BlockKind.CAPTION:
                draft.kind = BlockKind.HEADING
        only_labels_below = only_labels_below and draft.kind is BlockKind.LABEL
        following = draft


def _mark_verse(drafts: Sequence[Draft]) -> None:
    """Many short lines under each other, none of them furniture, are text of their own."""
    run: list[Draft] = []
    for draft in [*drafts, None]:
        lines = (BlockKind.HEADING, BlockKind.LABEL)
        short = draft is not None and draft.kind in lines and not draft.boilerplate and draft.text == draft.content
        if run and (draft is None or not short or draft.chunk != run[-1].chunk):
            # The last line of a run may be the heading of the prose below it.
            verse = run if draft is None or draft.chunk != run[-1].chunk else run[:-1]
            if len(run) >= _MIN_VERSE:
                for line in verse:
                    line.kind = BlockKind.PARAGRAPH
            run = []
        if draft is not None and short:
            run.append(draft)


def _mark_lead(drafts: Sequence[Draft]) -> None:
    """The first paragraph of prose under a title, where more follow."""
    prose = [d for d in drafts if d.kind is BlockKind.PARAGRAPH and not d.boilerplate and d.content[-1] not in ",:"]
    if len(prose) > 1:
        prose[0].kind = BlockKind.LEAD


def _block(text: str, draft: Draft) -> Block:
    start, end = draft.paragraph.start, draft.paragraph.end
    content_start = end - len(draft.content)
    if draft.kind in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.LABEL):
        sentences: tuple[Span, ...] = (Span(content_start, end),)
    else:
        sentences = sentence_spans(text, content_start, end)
    return Block(draft.kind, start, end, sentences, draft.boilerplate)


def _cut(block: Block) -> Iterator[Block]:
    """A paragraph that no person wrote, such as a megabyte on one line, in several of bearable length."""
    if block.end - block.start <= _LONGEST_BLOCK:
        yield block
        return
    first = 0
    start = block.start
    for number, sentence in enumerate(block.sentences):
        if number > first and sentence.end - start > _LONGEST_BLOCK:
            sentences = block.sentences[first:number]
            yield Block(block.kind, start, sentences[-1].end, sentences, block.boilerplate)
            first, start = number, sentence.start
    yield Block(block.kind, start, block.end, block.sentences[first:], block.boilerplate)


def _derived_title(text: str, blocks: Sequence[Block]) -> str:
    """The first sentence of the article, cut at a word; for a text that is all boilerplate, of that."""
    for block in sorted(blocks, key=lambda block: block.boilerplate):
        first = block.sentences[0]
        words = " ".join(text[first.start : min(first.end, first.start + 4 * _DERIVED_TITLE)].split())
        if len(words) <= _DERIVED_TITLE:
            return words.rstrip(".") or words
        cut = words.rfind(" ", 0, _DERIVED_TITLE)
        return words[: cut if cut > 0 else _DERIVED_TITLE].rstrip(" ,;:–-") + " …"
    return ""
