"""For programs: a sentence a line as JSON, translation units for TMX, quotes as CSV."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from aitui.data.article import Article
from aitui.data.entity import Quote
from aitui.data.language import sentence_separator
from aitui.translate.export.exported import Exported
from aitui.translate.memory import StoredUnit
from aitui.translate.normalise import has_letters, normalise
from aitui.translate.translation import Translation

QUOTE_COLUMNS = (
    "path", "title", "start", "end", "text", "direct", "speaker", "speaker_id", "cue", "rule", "confidence",
    "sentences", "translation", "marks",
)  # fmt: skip
"""As `aitui quotes --json` names them; `sentences` are those that the quote stands in, and `translation` is theirs."""

QuoteRow = tuple[str, Article, Quote, Sequence[Translation], str]
"""Path, article, quote, the translations of the sentences it stands in, and the language they are in."""


def json_lines(articles: Iterable[Exported]) -> Iterator[str]:
    """A JSON object per sentence, with the fields that `aitui translate --json` has for article, block and sentence."""
    encoder = msgspec.json.Encoder()
    for article in articles:
        translated = article.translated
        facts = {
            "path": article.path,
            "title": translated.article.title,
            "from": translated.source,
            "to": translated.to,
        }
        for number, block in enumerate(translated.blocks):
            if block.block.boilerplate and not article.all_blocks:
                continue
            place = {"block": number, "kind": str(block.block.kind), "boilerplate": block.block.boilerplate}
            for sentence in block.sentences:
                engine = sentence.translation.engine if sentence.translation else None
                line = {**facts, **place, **sentence.to_json(), "engine": engine}
                yield encoder.encode(line).decode() + "\n"


def units(articles: Iterable[Exported]) -> Iterator[StoredUnit]:
    """Every translated sentence once, as units of a translation memory."""
    now = time.time()
    seen: set[tuple[str, str]] = set()
    for article in articles:
        direction = f"{article.translated.source}-{article.translated.to}"
        if article.translated.source == article.translated.to:
            continue
        for block in article.blocks():
            for sentence in block.sentences:
                made, source = sentence.translation, normalise(sentence.source)
                if made is None or not made.target or not has_letters(source) or (direction, source) in seen:
                    continue
                seen.add((direction, source))
                yield StoredUnit(direction, source, made.target, now, made.engine, made.marks)


def quote_lines(found: Iterable[QuoteRow]) -> Iterator[str]:
    """A table of quotes."""
    yield _record(QUOTE_COLUMNS)
    for path, article, quote, translations, to in found:
        marks = (f"{mark.kind}: {mark.detail}" for translation in translations for mark in translation.marks)
        yield _record(
            (
                path, normalise(article.title), quote.start, quote.end, normalise(quote.text),
                str(quote.direct).lower(), quote.speaker or "", quote.speaker_id or "", quote.cue or "", quote.rule,
                quote.confidence, " ".join(normalise(translation.source) for translation in translations),
                sentence_separator(to).join(translation.target or "" for translation in translations), "; ".join(marks),
            )
        )  # fmt: skip


def _record(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
