"""A whole article in another language, with the structure it had."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aitui.data.article import Article, Block, Span
from aitui.translate.translation import COPIED, StopCheck, Translation
from aitui.translate.translator import Translator

ProgressCallback = Callable[[int, int], None]
"""Told how many of how many sentences are done."""


@dataclass(frozen=True, slots=True)
class TranslatedSentence:
    """A sentence of the article beside its translation."""

    span: Span
    source: str
    translation: Translation | None
    """None where none was asked for (boilerplate) or translating was stopped before."""

    def to_json(self) -> dict[str, object]:
        """The sentence as `aitui translate --json` prints it."""
        translation = self.translation
        return {
            "start": self.span.start,
            "end": self.span.end,
            "source": self.source,
            "target": translation.target if translation else None,
            "pivot": translation.pivot if translation else None,
            "marks": [{"kind": str(mark.kind), "detail": mark.detail} for mark in translation.marks]
            if translation
            else [],
        }


@dataclass(frozen=True, slots=True)
class TranslatedBlock:
    """A block of the article with its sentences."""

    block: Block
    sentences: tuple[TranslatedSentence, ...]

    def to_json(self) -> dict[str, object]:
        """The block as `aitui translate --json` prints it."""
        return {
            "kind": str(self.block.kind),
            "start": self.block.start,
            "end": self.block.end,
            "boilerplate": self.block.boilerplate,
            "sentences": [sentence.to_json() for sentence in self.sentences],
        }


@dataclass(frozen=True, slots=True)
class TranslatedArticle:
    """An article in another language, block for block."""

    article: Article
    source: str
    to: str
    engine: str
    """The label of the models that translate this way."""
    blocks: tuple[TranslatedBlock, ...]

    @property
    def translated(self) -> int:
        """How many sentences outside boilerplate have a translation."""
        return sum(
            sentence.translation is not None and sentence.translation.target is not None
            for block in self.blocks
            if not block.block.boilerplate
            for sentence in block.sentences
        )

    def to_json(self, path: str) -> dict[str, object]:
        """The article as `aitui translate --json` prints it; `path` is echoed."""
        return {
            "path": path,
            "title": self.article.title,
            "from": self.source,
            "to": self.to,
            "engine": self.engine,
            "blocks": [block.to_json() for block in self.blocks],
        }


def translate_article(
    article: Article,
    translator: Translator,
    to: str,
    *,
    source: str = "de",
    all_blocks: bool = False,
    should_stop: StopCheck | None = None,
    on_progress: ProgressCallback | None = None,
) -> TranslatedArticle:
    """Translate `article`, without its boilerplate unless `all_blocks`.

    A text that is in the language wanted already is copied.

    Raises AituiError as `Translator.translate` does; what was translated before stays in the memory.
    """
    wanted = [span for block, span in article.sentences() if all_blocks or not block.boilerplate]
    done = 0

    def on_batch(batch: list[tuple[int, Translation]]) -> None:
        nonlocal done
        done += len(batch)
        if on_progress:
            on_progress(done, len(wanted))

    texts = [article.sentence_text(span) for span in wanted]
    translations: list[Translation | None]
    if source == to:
        translations, engine = [Translation(text, text, None, COPIED) for text in texts], COPIED
    else:
        translations = translator.translate(
            texts, to, source=source, should_stop=should_stop, on_batch=on_batch, context=article.text
        )
        engine = translator.label(to, source)
    by_span = dict(zip(wanted, translations, strict=True))
    blocks = tuple(
        TranslatedBlock(
            block,
            tuple(TranslatedSentence(span, article.sentence_text(span), by_span.get(span)) for span in block.sentences),
        )
        for block in article.blocks
    )
    return TranslatedArticle(article, source, to, engine, blocks)
