"""Translate files, standard input or the library, sentence by sentence, on this machine."""

from __future__ import annotations

import argparse
import sys

from aitui.data.article import BlockKind
from aitui.data.language import language_name, sentence_separator
from aitui.data.paths import Paths
from aitui.translate.document import TranslatedArticle, TranslatedBlock
from aitui.tui.display import plain
from aitui.tui.shell.output import is_linear, message, print_json
from aitui.tui.shell.translating import TranslatedArticles, add_translating_arguments


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`[PATH…] --to en|zh [--from de|en|zh|auto] [--all] [--json]`."""
    add_translating_arguments(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Translate everything asked for; 1 where a file could not be read or a sentence could not be translated."""
    articles = TranslatedArticles(arguments, paths)
    documents: list[dict[str, object]] = []
    for given, translated in articles:
        documents.append(translated.to_json(given.path))
        if not arguments.json:
            if len(documents) > 1:
                print()
            sys.stdout.write(_linear(given.path, translated) if is_linear() else _text(translated, arguments.to))
            sys.stdout.flush()
    if arguments.json:
        print_json(documents)
    elif articles.doubtful:
        verb = "is" if articles.doubtful == 1 else "are"
        reasons = "" if is_linear() else "; --json has the reasons"
        message(f"{articles.doubtful} of {articles.sentences} sentences {verb} doubtful{reasons}")
    return int(articles.failed)


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


def _linear(path: str, translated: TranslatedArticle) -> str:
    """Both languages, sentence by sentence, every line with its name before it; for a screen reader."""
    source, target = language_name(translated.source), language_name(translated.to)
    lines = [f"Article: {plain(path)}", ""]
    for block in translated.blocks:
        made = [(sentence, sentence.translation) for sentence in block.sentences if sentence.translation is not None]
        if made and block.block.kind is not BlockKind.PARAGRAPH:
            lines.append(" ".join(filter(None, (block.block.kind.capitalize(), _number(translated, block)))))
        for sentence, translation in made:
            lines.append(f"{source}: {plain(sentence.source)}")
            lines.append(f"{target}: {plain(translation.target)}" if translation.target else "not translated")
            if translation.marks:
                lines.append(f"doubtful: {plain('; '.join(mark.detail for mark in translation.marks))}")
        if made:
            lines.append("")
    return "\n".join(lines)


def _number(translated: TranslatedArticle, block: TranslatedBlock) -> str:
    """`3.` or `b)` of a list's item; nothing for a bullet, which is said to be one."""
    mark = translated.article.list_mark(block.block)
    return mark if mark and any(map(str.isalnum, mark)) else ""
