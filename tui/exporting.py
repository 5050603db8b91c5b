"""Writing articles beside their translations to files: which format, and whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from aitui.data.errors import AituiError
from aitui.data.replacing import STANDARD_OUTPUT, user_path, writing
from aitui.translate.document import TranslatedArticle, TranslatedBlock, TranslatedSentence
from aitui.translate.export.exported import Exported
from aitui.translate.export.html import html_lines
from aitui.translate.export.markdown import markdown_lines
from aitui.translate.export.tables import QuoteRow, json_lines, quote_lines, units
from aitui.translate.tmx import tmx_lines
from aitui.translate.translation import Translation
from aitui.tui.display import plain
from aitui.tui.reader.reading import Reading


class ExportFormat(StrEnum):
    """How an export is written; also the endings of files that are."""

    MARKDOWN = "md"
    HTML = "html"
    TMX = "tmx"
    JSON_LINES = "jsonl"
    CSV = "csv"
    """The quotes, not the text."""


_ENDINGS = {"markdown": "md", "htm": "html"}


def format_of(output: str) -> ExportFormat:
    """What the ending of a file's name says. Raises AituiError where it says nothing."""
    ending = Path(output).suffix.casefold().removeprefix(".")
    try:
        return ExportFormat(_ENDINGS.get(ending, ending))
    except ValueError:
        known = ", ".join(f".{kind}" for kind in ExportFormat)
        raise AituiError(
            "has no ending that says how to write it", where=plain(output), remedy=f"These do: {known}"
        ) from None


def lines_of(kind: ExportFormat, articles: Iterable[Exported]) -> Iterator[str]:
    """What a file with `articles` holds, in any format but that for quotes."""
    match kind:
        case ExportFormat.MARKDOWN:
            return markdown_lines(articles)
        case ExportFormat.HTML:
            return html_lines(articles, version("aitui"))
        case ExportFormat.TMX:
            return tmx_lines(units(articles), version("aitui"))
        case ExportFormat.JSON_LINES:
            return json_lines(articles)
        case ExportFormat.CSV:
            raise ValueError("quotes are written by quote_lines")


class _NothingToWriteError(Exception):
    """Nothing could be read, and the file stays as it was."""


def write(output: str, lines: Iterable[str], is_anything: Callable[[], object] = lambda: True) -> None:
    """Write `lines` to the file `output`, or to standard output for `-`, where they stay if there is nothing to tell.

    A file stays as it was if `is_anything` says no behind the last line, or where an error ends the writing. Raises
    AituiError where it cannot be written.
    """

    def to(file: BinaryIO) -> None:
        for line in lines:
            file.write(line.encode("utf-8", "replace"))
        if not is_anything():
            raise _NothingToWriteError

    if output == STANDARD_OUTPUT:
        sys.stdout.flush()
        with suppress(_NothingToWriteError):
            to(sys.stdout.buffer)
        return
    with suppress(_NothingToWriteError), writing(user_path(output)) as file:
        to(file)


def write_reading(output: str, reading: Reading, path: str, language: str, engine: str, *, all_blocks: bool) -> None:
    """Write the open article with the translations there are; `engine` is what makes them.

    Raises AituiError where it cannot be written, or nothing says how.
    """
    kind = format_of(output)
    if kind is ExportFormat.CSV:
        write(output, quote_lines(_quotes(reading, path, language)))
    else:
        write(output, lines_of(kind, [_exported(reading, path, language, engine, all_blocks=all_blocks)]))


def _exported(reading: Reading, path: str, language: str, engine: str, *, all_blocks: bool) -> Exported:
    stored = reading.in_language(language)
    blocks = []
    for number, block in enumerate(reading.article.blocks):
        indexes = range(reading.first_of_block[number], reading.first_of_block[number + 1])
        sentences = (
            TranslatedSentence(reading.sentences[index].span, reading.text_of(index), stored[index])
            for index in indexes
        )
        blocks.append(TranslatedBlock(block, tuple(sentences)))
    translated = TranslatedArticle(reading.article, reading.language, language, engine, tuple(blocks))
    return Exported(path, translated, all_blocks)


def _quotes(reading: Reading, path: str, language: str) -> Iterator[QuoteRow]:
    stored = reading.in_language(language)
    for quote in reading.analysis.quotes if reading.analysis else ():
        translations = [
            stored[index] or Translation(reading.text_of(index), None, None, "")
            for index in reading.sentences_at(quote.start, quote.end)
        ]
        yield path, reading.article, quote, translations, language
