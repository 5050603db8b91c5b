"""What is written of an article, whatever the format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aitui.data.article import BlockKind
from aitui.data.language import language_name
from aitui.translate.document import TranslatedArticle, TranslatedBlock, TranslatedSentence
from aitui.translate.normalise import normalise

HEADINGS = {BlockKind.TITLE: 1, BlockKind.HEADING: 2}
"""The level of what is a heading."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A translated article and where it came from."""

    path: str
    translated: TranslatedArticle
    all_blocks: bool = False
    """Whether adverts, labels and the like are written too."""

    def blocks(self) -> Iterator[TranslatedBlock]:
        """What is to be written, in reading order."""
        for block in self.translated.blocks:
            if self.all_blocks or not block.block.boilerplate:
                yield block

    @property
    def facts(self) -> str:
        """Languages, models and file, in one line."""
        translated = self.translated
        languages = f"{language_name(translated.source)} → {language_name(translated.to)}"
        return " · ".join((languages, translated.engine, normalise(self.path)))

    @property
    def title(self) -> str:
        """On one line."""
        return normalise(self.translated.article.title)

    @property
    def has_title_block(self) -> bool:
        """Whether the title is among the blocks."""
        return any(block.block.kind is BlockKind.TITLE for block in self.blocks())


def doubts(sentence: TranslatedSentence) -> str:
    """What is doubtful about its translation, in one line; empty where nothing is."""
    marks = sentence.translation.marks if sentence.translation else ()
    return "; ".join(f"{mark.kind}: {normalise(mark.detail)}" for mark in marks)


def target_of(sentence: TranslatedSentence) -> str:
    """Its translation on one line, or empty."""
    return normalise((sentence.translation.target if sentence.translation else None) or "")
