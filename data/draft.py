"""A paragraph on its way to being a block: what the rules of structure look at and mark."""

from __future__ import annotations

import re

from aitui.data.article import BlockKind
from aitui.data.lines import Paragraph

_MAX_HEADING_WORDS = 16
_MAX_HEADING_CHARS = 140
_MAX_QUESTION_CHARS = 300
_ENDS_LIKE_SENTENCE = re.compile(r"[.!?…:;,][“”\"»«’‘)\]]*$")
_ENDS_LIKE_QUESTION = re.compile(r"\?[“”\"»«’‘)\]]*$")
_TAIL = 8
"""Characters in which a paragraph's end is looked at: a stop and what closes behind it."""


class Draft:
    """A paragraph, what it seems to be so far, and what its form says."""

    __slots__ = ("boilerplate", "content", "kind", "paragraph", "text", "words")

    def __init__(self, paragraph: Paragraph, text: str, marker_length: int, kind: BlockKind) -> None:
        self.paragraph = paragraph
        self.text = text
        self.content = text[marker_length:]
        """The text without its marker."""
        self.words = len(self.content.split())
        self.kind = kind
        self.boilerplate = False

    @property
    def chunk(self) -> int:
        """Drafts of one chunk have no blank line between them."""
        return self.paragraph.chunk

    @property
    def is_prose(self) -> bool:
        """Whether it is read as running text."""
        return self.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LEAD, BlockKind.ANSWER)

    @property
    def ends_like_sentence(self) -> bool:
        """Whether it ends with a stop, a colon, a comma, a question or exclamation mark."""
        return bool(_ENDS_LIKE_SENTENCE.search(self.content[-_TAIL:]))

    @property
    def ends_like_question(self) -> bool:
        """Whether it ends with a question mark."""
        return bool(_ENDS_LIKE_QUESTION.search(self.content[-_TAIL:]))

    @property
    def is_question(self) -> bool:
        """Whether it can be one question, not a page that ends with one."""
        return len(self.content) <= _MAX_QUESTION_CHARS and self.ends_like_question

    @property
    def is_short(self) -> bool:
        """Whether it is no longer than headings are."""
        return self.words <= _MAX_HEADING_WORDS and len(self.content) <= _MAX_HEADING_CHARS

    @property
    def looks_like_heading(self) -> bool:
        """Whether it is short and ends like no sentence, or is a question; the row of a table is neither."""
        return (
            self.is_short
            and not self.content.startswith("|")
            and (not self.ends_like_sentence or self.ends_like_question)
            and any(char.isalpha() for char in self.content)
        )

    def mark_label(self) -> None:
        """Make it furniture of the page."""
        self.kind, self.boilerplate = BlockKind.LABEL, True
