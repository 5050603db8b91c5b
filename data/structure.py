"""From a text to an article: which paragraph is title, heading, bullet, question, answer, or none of the article.

Works on any text, with blank lines between paragraphs or without. Every rule looks at a paragraph's form and its
neighbours; wording lists stand in `aitui.data.boilerplate`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from aitui.data import boilerplate
from aitui.data.article import Article, Block, BlockKind, Span
from aitui.data.lines import Paragraph, paragraphs
from aitui.data.sentences import sentence_spans

_MAX_TITLE = 250
_MAX_HEADING_WORDS = 16
_MAX_HEADING_CHARS = 140
_MAX_LABEL_WORDS = 6
_DERIVED_TITLE = 80

_BULLET_MARK = re.compile(r"[•‣▪◦●○■·∙*+–—-][ \t\u00a0]+")
_NUMBER_MARK = re.compile(r"\(?(\d{1,3})([.)])[ \t\u00a0]+")
_LETTER_MARK = re.compile(r"\(?([a-z])([.)])[ \t\u00a0]+")
_HASH_MARK = re.compile(r"#{1,6}[ \t]+")
_QUOTE_MARK = re.compile(r">+[ \t]+")
_ENDS_LIKE_SENTENCE = re.compile(r"[.!?…:;,][“”\"»«’‘)\]]*$")
_ENDS_LIKE_QUESTION = re.compile(r"\?[“”\"»«’‘)\]]*$")
_OPENING = '„“"»«‚‘”'
_CLOSING = re.compile(r"[“”\"«»‘’][.,]?$")


@dataclass(slots=True)
class _Draft:
    """A paragraph on its way to being a block."""

    paragraph: Paragraph
    text: str
    content: str
    """The text without its marker."""
    kind: BlockKind = BlockKind.PARAGRAPH
    boilerplate: bool = False

    @property
    def words(self) -> int:
        return len(self.content.split())

    @property
    def is_prose(self) -> bool:
        return self.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LEAD, BlockKind.ANSWER)

    @property
    def looks_like_heading(self) -> bool:
        return (
            self.words <= _MAX_HEADING_WORDS
            and len(self.content) <= _MAX_HEADING_CHARS
            and any(char.isalpha() for char in self.content)
            and (not _ENDS_LIKE_SENTENCE.search(self.content) or bool(_ENDS_LIKE_QUESTION.search(self.content)))
        )

    @property
    def is_question(self) -> bool:
        return bool(_ENDS_LIKE_QUESTION.search(self.content)) and len(self.content) <= 300


def parse(text: str) -> Article:
    """The structure of `text`. Any string is accepted; joining `Article.pieces` gives it back exactly."""
    drafts = [_draft(text, paragraph) for paragraph in paragraphs(text)]
    _mark_lists(drafts)
    _mark_captions_and_quotes(drafts)
    title = _mark_title(drafts)
    body = drafts[1:] if title else drafts
    _mark_headings(body)
    _mark_faq(body)
    _mark_boilerplate(body)
    if title:
        _mark_lead(body)
    blocks = tuple(_block(text, draft) for draft in drafts)
    return Article(text, title or _derived_title(text, blocks), blocks)


def _draft(text: str, paragraph: Paragraph) -> _Draft:
    content = text[paragraph.start : paragraph.end]
    return _Draft(paragraph, content, content)


def _mark_lists(drafts: list[_Draft]) -> None:
    for index, draft in enumerate(drafts):
        if match := _HASH_MARK.match(draft.text):
            draft.kind = BlockKind.HEADING
        elif match := _QUOTE_MARK.match(draft.text):
            draft.kind = BlockKind.QUOTE
        elif (match := _BULLET_MARK.match(draft.text)) or (match := _counting_mark(drafts, index)):
            draft.kind = BlockKind.BULLET
        if match and match.end() < len(draft.text):
            draft.content = draft.text[match.end() :]


def _counting_mark(drafts: list[_Draft], index: int) -> re.Match[str] | None:
    """A number or letter that counts on from the line before or is counted on in the next ('9. Juli' is no item)."""
    for pattern in (_NUMBER_MARK, _LETTER_MARK):
        match = pattern.match(drafts[index].text)
        if not match:
            continue
        for neighbour, step in ((index - 1, -1), (index + 1, 1)):
            if 0 <= neighbour < len(drafts):
                other = pattern.match(drafts[neighbour].text)
                if other and other[2] == match[2] and _ordinal(other[1]) == _ordinal(match[1]) + step:
                    return match
    return None


def _ordinal(mark: str) -> int:
    return int(mark) if mark.isdigit() else ord(mark)


def _mark_captions_and_quotes(drafts: list[_Draft]) -> None:
    for draft in drafts:
        if draft.kind is not BlockKind.PARAGRAPH:
            continue
        if boilerplate.is_caption(draft.content):
            draft.kind = BlockKind.CAPTION
        elif draft.content[0] in _OPENING and _CLOSING.search(draft.content) and draft.words > 3:
            draft.kind = BlockKind.QUOTE


def _mark_title(drafts: list[_Draft]) -> str:
    """Mark the first paragraph as title if it can be one; its text, or empty."""
    if len(drafts) < 2:
        return ""
    first = drafts[0]
    if first.kind is BlockKind.HEADING or (first.kind is BlockKind.PARAGRAPH and _can_be_title(first, drafts[1])):
        first.kind = BlockKind.TITLE
    return " ".join(first.content.split()) if first.kind is BlockKind.TITLE else ""


def _can_be_title(first: _Draft, second: _Draft) -> bool:
    if len(first.content) > _MAX_TITLE or boilerplate.is_label_line(first.content):
        return False
    if not any(char.isalpha() for char in first.content):
        return False
    if not _ENDS_LIKE_SENTENCE.search(first.content) or _ENDS_LIKE_QUESTION.search(first.content):
        return True
    # A full sentence may still be a headline: short, alone, and above something much longer.
    return (
        first.content[-1] in ".!" and first.words <= _MAX_HEADING_WORDS and len(second.content) > 2 * len(first.content)
    )


def _mark_headings(drafts: list[_Draft]) -> None:
    """A short line above prose or a list is a heading; above another short line, or at the end, a label."""
    for index in range(len(drafts) - 1, -1, -1):
        draft = drafts[index]
        if draft.kind is not BlockKind.PARAGRAPH or not draft.looks_like_heading:
            continue
        following = drafts[index + 1] if index + 1 < len(drafts) else None
        if boilerplate.is_label_line(draft.content):
            draft.kind = BlockKind.LABEL
        elif following is None:
            if draft.words <= _MAX_LABEL_WORDS and not draft.is_question:
                draft.kind = BlockKind.LABEL
        elif following.kind is BlockKind.LABEL and following.paragraph.chunk == draft.paragraph.chunk:
            if draft.words <= _MAX_LABEL_WORDS:
                draft.kind = BlockKind.LABEL
        elif following.kind is not BlockKind.CAPTION:
            draft.kind = BlockKind.HEADING
    _mark_repeated_labels(drafts)


def _mark_repeated_labels(drafts: list[_Draft]) -> None:
    """Short lines that stand there twice (bylines, menus) are labels, and so is what shares their chunk."""
    counts: dict[str, int] = {}
    short = [d for d in drafts if d.kind in (BlockKind.HEADING, BlockKind.LABEL) and d.words <= _MAX_LABEL_WORDS]
    for draft in short:
        counts[draft.content] = counts.get(draft.content, 0) + 1
    repeated_chunks = {d.paragraph.chunk for d in short if counts[d.content] > 1}
    for draft in short:
        if counts[draft.content] > 1 and draft.paragraph.chunk in repeated_chunks:
            draft.kind = BlockKind.LABEL


def _mark_faq(drafts: list[_Draft]) -> None:
    """Below a heading that announces questions: questions, and as answers the prose under them."""
    in_faq, asked = False, False
    for draft in drafts:
        if draft.kind is BlockKind.HEADING and boilerplate.FAQ_HEADING.fullmatch(draft.content.rstrip(":")):
            in_faq, asked = True, False
        elif in_faq and draft.is_question and draft.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BULLET):
            draft.kind, asked = BlockKind.QUESTION, True
        elif in_faq and asked and draft.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE):
            draft.kind = BlockKind.ANSWER
        elif in_faq and asked and draft.kind is not BlockKind.BULLET:
            in_faq = False


def _mark_boilerplate(drafts: list[_Draft]) -> None:
    for draft in drafts:
        line = draft.content
        if draft.kind is BlockKind.LABEL or boilerplate.is_legal_notice(line):
            draft.boilerplate = True
        elif draft.kind is not BlockKind.BULLET and boilerplate.is_newsletter_line(line):
            draft.kind, draft.boilerplate = BlockKind.LABEL, True
    _mark_between_boilerplate(drafts)
    _mark_tail(drafts)


def _mark_between_boilerplate(drafts: list[_Draft]) -> None:
    """A line without a sentence's end between a newsletter line and a legal notice belongs to their box."""
    for index in range(1, len(drafts) - 1):
        before, draft, after = drafts[index - 1 : index + 2]
        if (
            before.boilerplate
            and boilerplate.is_newsletter_line(before.content)
            and after.boilerplate
            and draft.looks_like_heading
        ):
            draft.kind, draft.boilerplate = BlockKind.PARAGRAPH, True


def _mark_tail(drafts: list[_Draft]) -> None:
    """From the end upwards: author notes, and the list of what a subscription offers."""
    start = len(drafts)
    while start and (drafts[start - 1].boilerplate or boilerplate.is_biography(drafts[start - 1].content)):
        if drafts[start - 1].is_prose and not _is_author_note(drafts, start - 1):
            break
        start -= 1
        drafts[start].boilerplate = True
    while start and _is_offer_line(drafts[start - 1]):
        start -= 1
    tail = drafts[start:]
    if len(frozenset[str]().union(*(boilerplate.offer_terms(draft.content) for draft in tail))) >= 3:
        for draft in tail:
            draft.boilerplate = True


def _is_author_note(drafts: list[_Draft], index: int) -> bool:
    """Whether a last paragraph is about its author: already known as boilerplate, or a biography under a byline."""
    draft = drafts[index]
    if draft.boilerplate:
        return True
    under_label = index > 0 and (drafts[index - 1].boilerplate or drafts[index - 1].kind is BlockKind.LABEL)
    names_itself = any(
        other.kind in (BlockKind.LABEL, BlockKind.HEADING) and other.content in draft.content
        for other in drafts[:index]
    )
    return under_label or names_itself or index == len(drafts) - 1


def _is_offer_line(draft: _Draft) -> bool:
    if draft.kind in (BlockKind.QUESTION, BlockKind.ANSWER, BlockKind.CAPTION, BlockKind.QUOTE):
        return False
    if draft.kind in (BlockKind.BULLET, BlockKind.LABEL, BlockKind.HEADING):
        return draft.words <= 25
    return draft.words <= 8


def _mark_lead(drafts: list[_Draft]) -> None:
    """The first paragraph of prose under a title, where more follow."""
    prose = [draft for draft in drafts if draft.kind is BlockKind.PARAGRAPH and not draft.boilerplate]
    if len(prose) > 1:
        prose[0].kind = BlockKind.LEAD


def _block(text: str, draft: _Draft) -> Block:
    start, end = draft.paragraph.start, draft.paragraph.end
    content_start = end - len(draft.content)
    if draft.kind in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.LABEL):
        sentences: tuple[Span, ...] = (Span(content_start, end),)
    else:
        sentences = sentence_spans(text, content_start, end)
    return Block(draft.kind, start, end, sentences, draft.boilerplate)


def _derived_title(text: str, blocks: tuple[Block, ...]) -> str:
    """The first sentence, cut at a word; for a text without any, what there is."""
    for block in blocks:
        if not block.boilerplate:
            first = block.sentences[0]
            words = " ".join(text[first.start : first.end].split())
            if len(words) <= _DERIVED_TITLE:
                return words.rstrip(".")
            cut = words.rfind(" ", 0, _DERIVED_TITLE)
            return words[: cut if cut > 0 else _DERIVED_TITLE].rstrip(" ,;:–-") + " …"
    return ""
