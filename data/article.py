"""An article: a text, cut into blocks and sentences that point into it and lose nothing of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_NUMBER = re.compile(r"\(?(?:[0-9]{1,3}|[a-z])[.)]")
_BULLET = "•"
_WORD = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]|[^\s\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uff65]+")


class BlockKind(StrEnum):
    """What a block is to its reader."""

    TITLE = "title"
    HEADING = "heading"
    LEAD = "lead"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    QUOTE = "quote"
    QUESTION = "question"
    ANSWER = "answer"
    LABEL = "label"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the article's text: `str` offsets, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like piece of an article, without the white space around it.

    `sentences` cover everything of the block but white space and a leading marker such as `•` or `##`.
    """

    kind: BlockKind
    start: int
    end: int
    sentences: tuple[Span, ...]
    boilerplate: bool = False

    @property
    def content_start(self) -> int:
        """Where the text proper begins, after a bullet or heading marker."""
        return self.sentences[0].start


@dataclass(frozen=True, slots=True)
class Article:
    """A text and its structure; `parse` in `aitui.data.structure` makes it."""

    text: str
    title: str
    """The title block's text, or, where the text has none, one derived from its first sentence."""
    blocks: tuple[Block, ...]

    def sentence_text(self, sentence: Span) -> str:
        """The characters of one sentence, as they stand in the text."""
        return self.text[sentence.start : sentence.end]

    def list_mark(self, block: Block) -> str:
        """What stands before an item of a list, without white space; empty for what is none.

        A number or letter is what the text has (`1.`, `2)`, `(a)`), any other sign a `•`.
        """
        mark = self.text[block.start : block.content_start].rstrip()
        if _NUMBER.fullmatch(mark):
            return mark
        return _BULLET if mark and block.kind is BlockKind.BULLET else ""

    def sentences(self) -> Iterator[tuple[Block, Span]]:
        """Every sentence in reading order, with its block."""
        for block in self.blocks:
            for sentence in block.sentences:
                yield block, sentence

    def pieces(self) -> Iterator[tuple[Block | None, str]]:
        """Blocks and the white space between them, in order; joined, they are the text again."""
        position = 0
        for block in self.blocks:
            if position < block.start:
                yield None, self.text[position : block.start]
            yield block, self.text[block.start : block.end]
            position = block.end
        if position < len(self.text):
            yield None, self.text[position:]

    @property
    def word_count(self) -> int:
        """White-space separated words of the whole text; of Chinese, which has no spaces, every character is one."""
        return len(_WORD.findall(self.text))


def text_digest(text: str) -> str:
    """What makes two texts the same article: SHA-256 of the text with its line ends made equal."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return hashlib.sha256(unified.encode("utf-8", "surrogatepass")).hexdigest()
