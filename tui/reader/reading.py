"""What is open: one article with its translations, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from aitui.data.analysis import Analysis
from aitui.data.article import Article, Block, Span
from aitui.translate.translation import Translation


class Sentence(NamedTuple):
    """A sentence of the open article; its place in `Reading.sentences` is what the rest of the screen calls it by."""

    block: int
    span: Span


class Match(NamedTuple):
    """The letters that a search found in an article, for as long as they are to stand out."""

    source: Sequence[tuple[int, int]]
    """Pieces of the article's text: start and end."""
    targets: Mapping[int, Sequence[tuple[int, int]]]
    """Per sentence pieces of its translation into `language`."""
    language: str


@dataclass(slots=True)
class Reading:
    """An open article. Translations come in any order and are kept per language."""

    article_id: int
    title: str
    article: Article
    language: str = "de"
    """The source language, ISO 639-1."""
    sentences: tuple[Sentence, ...] = ()
    first_of_block: tuple[int, ...] = ()
    """Per block the index of its first sentence; one more entry ends the last block."""
    translations: dict[str, list[Translation | None]] = field(default_factory=dict)
    analysis: Analysis | None = None
    """Entities and quotes, once `take_analysis` was told of them."""
    highlights: dict[int, list[tuple[int, int, str, str]]] = field(default_factory=dict)
    """Per block what stands out in it: (start, end, kind of entity or `quote`, entity id), in article offsets."""
    match: Match | None = None
    """What was searched for and found here."""

    @classmethod
    def of(cls, article_id: int, title: str, article: Article, language: str = "de") -> Reading:
        """Open `article`, with nothing translated yet."""
        sentences: list[Sentence] = []
        firsts = [0]
        for index, block in enumerate(article.blocks):
            sentences.extend(Sentence(index, span) for span in block.sentences)
            firsts.append(len(sentences))
        return cls(article_id, title, article, language, tuple(sentences), tuple(firsts))

    def block_of(self, sentence: int) -> Block:
        """The block a sentence stands in."""
        return self.article.blocks[self.sentences[sentence].block]

    def text_of(self, sentence: int) -> str:
        """The source text of a sentence."""
        return self.article.sentence_text(self.sentences[sentence].span)

    def in_language(self, language: str) -> list[Translation | None]:
        """The translations into `language`, one place per sentence."""
        if language not in self.translations:
            self.translations[language] = [None] * len(self.sentences)
        return self.translations[language]

    def fill(self, language: str, translations: Iterable[tuple[int, Translation]]) -> set[int]:
        """Take in translated sentences; the blocks that changed."""
        stored = self.in_language(language)
        changed = set()
        for index, translation in translations:
            stored[index] = translation
            changed.add(self.sentences[index].block)
        return changed

    def wanted(self, *, boilerplate: bool) -> Sequence[int]:
        """The sentences that a translation should hold: all, or those outside boilerplate."""
        return [index for index in range(len(self.sentences)) if boilerplate or not self.block_of(index).boilerplate]

    def take_analysis(self, analysis: Analysis) -> None:
        """Know the article's entities and quotes."""
        self.analysis = analysis
        self.highlights = {}
        found = [
            (mention.start, mention.end, entity.kind.value, entity.id)
            for entity in analysis.entities
            for mention in entity.mentions
        ]
        found += [(quote.start, quote.end, "quote", quote.speaker_id or "") for quote in analysis.quotes]
        starts = [block.start for block in self.article.blocks]
        for start, end, what, entity in sorted(found):
            number = max(0, bisect_right(starts, start) - 1)
            while number < len(starts) and starts[number] < end:
                self.highlights.setdefault(number, []).append((start, end, what, entity))
                number += 1

    def missing(self, language: str, *, boilerplate: bool) -> list[int]:
        """The wanted sentences that nothing was stored for yet."""
        stored = self.in_language(language)
        return [index for index in self.wanted(boilerplate=boilerplate) if stored[index] is None]

    def marked(self, language: str) -> list[int]:
        """The sentences whose translation into `language` is doubtful, in reading order."""
        stored = self.in_language(language)
        return [index for index, translation in enumerate(stored) if translation is not None and translation.marks]

    def sentences_at(self, start: int, end: int) -> range:
        """The sentences that a stretch of the text, such as a quote, stands in."""
        return range(self.sentence_at(start), self.sentence_at(max(start, end - 1)) + 1)

    def sentence_at(self, offset: int) -> int:
        """The sentence at or after a `str` offset into the text; the last one past the end."""
        low, high = 0, len(self.sentences) - 1
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].span.end <= offset:
                low = middle + 1
            else:
                high = middle
        return low
