"""Write articles beside their translations, or their quotes, to a file for people or for other programs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from aitui.data.analysis import quoted_sentences
from aitui.data.article import Article
from aitui.data.entity import Quote
from aitui.data.errors import AituiError
from aitui.data.paths import Paths
from aitui.data.replacing import replacing
from aitui.translate.export.exported import Exported
from aitui.translate.export.html import html_lines
from aitui.translate.export.markdown import markdown_lines
from aitui.translate.export.tables import json_lines, quote_lines, units
from aitui.translate.tmx import tmx_lines
from aitui.translate.translation import COPIED, Translation
from aitui.translate.translator import Translator
from aitui.tui.display import counted, plain
from aitui.tui.shell.articles import Articles
from aitui.tui.shell.entities import analyses
from aitui.tui.shell.output import STANDARD_OUTPUT, message
from aitui.tui.shell.translating import TranslatedArticles, add_translating_arguments, source_of, translator_of


class ExportFormat(StrEnum):
    """How an export is written; also the endings of files that are."""

    MARKDOWN = "md"
    HTML = "html"
    TMX = "tmx"
    JSON_LINES = "jsonl"
    CSV = "csv"


_ENDINGS = {"markdown": ExportFormat.MARKDOWN, "htm": ExportFormat.HTML}

QuoteRow = tuple[str, Article, Quote, Sequence[Translation], str]
"""As `quote_lines` takes it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`[PATH…] [--format md|html|tmx|jsonl|csv] --to en|zh [--from de|en|zh|auto] [--all] -o FILE`."""
    add_translating_arguments(parser)
    parser.add_argument(
        "--format",
        choices=[str(kind) for kind in ExportFormat],
        help="md, html: both languages to read; tmx: for translation programs; jsonl: a sentence a line;"
        " csv: the quotes; default: by the ending of FILE",
    )
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help="the file, or - for standard output")


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Translate what is missing and write everything asked for; 1 where something could not be read or translated."""
    kind = _format_of(arguments)
    if kind is ExportFormat.CSV:
        return _export_quotes(arguments, paths)
    articles = TranslatedArticles(arguments, paths)
    count = 0

    def exported() -> Iterator[Exported]:
        nonlocal count
        for given, translated in articles:
            count += 1
            yield Exported(given.path, translated, arguments.all)

    lines = {
        ExportFormat.MARKDOWN: markdown_lines,
        ExportFormat.HTML: lambda found: html_lines(found, version("aitui")),
        ExportFormat.TMX: lambda found: tmx_lines(units(found), version("aitui")),
        ExportFormat.JSON_LINES: json_lines,
    }[kind](exported())
    _write(arguments.output, lines, lambda: count or not articles.failed)
    _tell(arguments.output, counted(count, "article"), written=bool(count) or not articles.failed)
    return int(articles.failed)


def _export_quotes(arguments: argparse.Namespace, paths: Paths) -> int:
    articles = Articles(arguments.paths, paths)
    found = analyses(articles, paths)
    count, failed = 0, False

    def rows() -> Iterator[QuoteRow]:
        nonlocal count, failed
        with translator_of(paths) as translator:
            for given, analysis in found:
                if not analysis.quotes:
                    continue
                sentences = quoted_sentences(given.article, analysis.quotes)
                source = source_of(arguments, given.article, given.path)
                try:
                    made = _translated(translator, given.article, sentences.values(), source, arguments.to)
                except AituiError as error:
                    message(f"{given.path}: {error}")
                    failed = True
                    continue
                for quote in analysis.quotes:
                    count += 1
                    translations = [made[text] for text in sentences[quote.start]]
                    yield given.path, given.article, quote, translations, arguments.to

    lines = quote_lines(rows())
    _write(arguments.output, lines, lambda: found or not articles.failed)
    _tell(arguments.output, counted(count, "quote"), written=bool(found) or not articles.failed)
    return int(failed or articles.failed)


def _translated(
    translator: Translator, article: Article, sentences: Iterable[Sequence[str]], source: str, to: str
) -> dict[str, Translation]:
    """The translation of every sentence, by its text."""
    texts = list(dict.fromkeys(text for together in sentences for text in together))
    if source == to:
        return {text: Translation(text, text, None, COPIED) for text in texts}
    made = translator.translate(texts, to, source=source, context=article.text)
    return {translation.source: translation for translation in made if translation is not None}


def _format_of(arguments: argparse.Namespace) -> ExportFormat:
    if arguments.format:
        return ExportFormat(arguments.format)
    ending = Path(arguments.output).suffix.casefold().removeprefix(".")
    ending = _ENDINGS.get(ending, ending)
    if ending not in {str(kind) for kind in ExportFormat}:
        raise AituiError(
            "has no ending that says how to write it",
            where=plain(arguments.output),
            remedy=f"Say --format {'|'.join(ExportFormat)}",
        )
    return ExportFormat(ending)


class _NothingToWriteError(Exception):
    """Nothing could be read, and the file stays as it was."""


def _write(output: str, lines: Iterable[str], is_anything: Callable[[], object]) -> None:
    def to(file: BinaryIO) -> None:
        for line in lines:
            file.write(line.encode("utf-8", "replace"))
        if not is_anything():
            raise _NothingToWriteError

    if output == STANDARD_OUTPUT:
        sys.stdout.flush()
        to(sys.stdout.buffer)
        return
    try:
        with replacing(Path(output).expanduser()) as file:
            to(file)
    except _NothingToWriteError:
        pass
    except OSError as error:
        raise AituiError(
            f"cannot be written ({error.strerror or error})", where=plain(output), remedy="Check folder and free space"
        ) from error


def _tell(output: str, what: str, *, written: bool) -> None:
    if not written:
        message(f"nothing was written to {output}")
    elif output != STANDARD_OUTPUT:
        print(f"{what} written to {plain(output)}")
