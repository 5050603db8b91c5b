"""Translate files, standard input or the library, sentence by sentence, on this machine."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import partial

from aitui.data.article import Article
from aitui.data.errors import AituiError
from aitui.data.language import UNDETERMINED, detect_language, sentence_separator, translated_from
from aitui.data.library import Library
from aitui.data.paths import Paths
from aitui.translate.coverage import recount
from aitui.translate.document import TranslatedArticle, translate_article
from aitui.translate.glossary.guarding import load_terms
from aitui.translate.translation import Translation
from aitui.translate.translator import Translator
from aitui.tui.shell.articles import Articles
from aitui.tui.shell.online import server_for
from aitui.tui.shell.output import message, print_json, progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`[PATH…] --to en|zh [--from de|en|auto] [--all] [--json]`."""
    paths_help = "files, folders, - for standard input; default: the library"
    parser.add_argument("paths", nargs="*", metavar="PATH", help=paths_help)
    parser.add_argument("--to", choices=["en", "zh"], required=True, help="the language wanted")
    parser.add_argument("--from", dest="source", choices=["de", "en", "auto"], default="auto", help="default: auto")
    parser.add_argument("--all", action="store_true", help="translate newsletter boxes, adverts and labels too")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Translate everything asked for; 1 where a file could not be read or a sentence could not be translated."""
    failed = False
    sentences = doubtful = 0
    articles = Articles(arguments.paths, paths)
    documents: list[dict[str, object]] = []
    terms, problems = load_terms(paths)
    for problem in problems:
        message(str(problem))
    with (
        closing(Translator(paths.memory, terms=terms, server=server_for(paths))) as translator,
        progress("translating") as step,
    ):
        for given in articles:
            path, article = given.path, given.article
            source = _source(arguments.source, article, path)
            if source == arguments.to:
                message(f"{path}: the text is in the language wanted already ({source}); left as it is")
            try:
                translated = translate_article(
                    article,
                    translator,
                    arguments.to,
                    source=source,
                    all_blocks=arguments.all,
                    on_progress=partial(step, what=path),
                )
            except AituiError as error:
                message(f"{path}: {error}")
                failed = True
                continue
            made = list(_made(translated))
            failed = failed or any(translation.target is None for translation in made)
            sentences += len(made)
            doubtful += sum(1 for translation in made if translation.marks)
            if given.library_id is not None:
                # So that list and search know of it; another program may have removed it meanwhile.
                with suppress(KeyError), Library(paths.library) as library:
                    recount(library, translator, library.entry(given.library_id), article)
            documents.append(translated.to_json(path))
            if not arguments.json:
                if len(documents) > 1:
                    print()
                sys.stdout.write(_text(translated, arguments.to))
                sys.stdout.flush()
        for pack in translator.skipped:
            message(
                f"{pack.root.name} is damaged ({pack.reason}); other models translated. `aitui models verify` says more"
            )
    if arguments.json:
        print_json(documents)
    elif doubtful:
        verb = "is" if doubtful == 1 else "are"
        message(f"{doubtful} of {sentences} sentences {verb} doubtful; --json has the reasons")
    return int(failed or articles.failed)


def _source(wanted: str, article: Article, path: str) -> str:
    """The language to translate from; German, with a word, where the text seems to be in no language known here."""
    if wanted != "auto":
        return wanted
    language = detect_language(article.text)
    source = translated_from(language)
    if source != language != UNDETERMINED:
        message(f"{path}: the text seems to be neither German nor English ({language}); translated as German")
    return source


def _made(translated: TranslatedArticle) -> Iterator[Translation]:
    """What became of each sentence that was to be translated; without a target where it could not be."""
    for block in translated.blocks:
        for sentence in block.sentences:
            if sentence.translation is not None:
                yield sentence.translation


def _text(translated: TranslatedArticle, to: str) -> str:
    """The translation as plain text, a blank line between blocks, list items with their numbers or bullets."""
    separator = sentence_separator(to)
    blocks = []
    for block in translated.blocks:
        targets = (sentence.translation.target for sentence in block.sentences if sentence.translation)
        sentences = [target for target in targets if target]
        if sentences:
            mark = translated.article.list_mark(block.block)
            blocks.append(f"{mark} {separator.join(sentences)}" if mark else separator.join(sentences))
    return "\n\n".join(blocks) + "\n"
