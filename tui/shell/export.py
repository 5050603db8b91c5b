"""Write articles beside their translations, or their quotes, to a file for people or for other programs."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator, Sequence

from aitui.data.analysis import quoted_sentences
from aitui.data.article import Article
from aitui.data.errors import AituiError
from aitui.data.paths import Paths
from aitui.data.readers import expand
from aitui.data.replacing import STANDARD_OUTPUT, user_path
from aitui.translate.export.exported import Exported
from aitui.translate.export.tables import QuoteRow, quote_lines
from aitui.translate.translation import COPIED, Translation
from aitui.translate.translator import Translator
from aitui.tui.display import counted, plain
from aitui.tui.exporting import ExportFormat, format_of, lines_of, write
from aitui.tui.shell.articles import Articles
from aitui.tui.shell.entities import analyses
from aitui.tui.shell.output import message
from aitui.tui.shell.translating import TranslatedArticles, add_translating_arguments, source_of, translator_of

_FORMATS = "|".join(ExportFormat)


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
    if arguments.output == STANDARD_OUTPUT and not arguments.format:
        raise AituiError("standard output has no ending that says how to write", remedy=f"Say --format {_FORMATS}")
    kind = ExportFormat(arguments.format) if arguments.format else format_of(arguments.output)
    _keep_sources(arguments)
    if kind is ExportFormat.CSV:
        return _export_quotes(arguments, paths)
    articles = TranslatedArticles(arguments, paths)
    count = 0

    def exported() -> Iterator[Exported]:
        nonlocal count
        for given, translated in articles:
            count += 1
            yield Exported(given.path, translated, arguments.all)

    write(arguments.output, lines_of(kind, exported()), lambda: count or not articles.failed)
    _tell(arguments.output, counted(count, "article"), written=bool(count) or not articles.failed)
    return int(articles.failed)


def _keep_sources(arguments: argparse.Namespace) -> None:
    """Raises AituiError where the file to write is one of those that are to be read."""
    output = user_path(arguments.output)
    if arguments.output == STANDARD_OUTPUT or not os.path.isfile(output):
        return
    for path in expand(arguments.paths):
        if isinstance(path, str) and os.path.isfile(path) and os.path.samefile(path, output):
            raise AituiError("is one of the files to export", where=plain(arguments.output), remedy="Name another file")


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
                failed = failed or any(translation.target is None for translation in made.values())
                for quote in analysis.quotes:
                    count += 1
                    translations = [made[text] for text in sentences[quote.start]]
                    yield given.path, given.article, quote, translations, arguments.to

    lines = quote_lines(rows())
    write(arguments.output, lines, lambda: count or not (failed or articles.failed))
    _tell(arguments.output, counted(count, "quote"), written=bool(count) or not (failed or articles.failed))
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


def _tell(output: str, what: str, *, written: bool) -> None:
    if not written:
        message(f"nothing was written to {output}")
    elif output != STANDARD_OUTPUT:
        print(f"{what} written to {plain(output)}")
