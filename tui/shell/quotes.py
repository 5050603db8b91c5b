"""Find who said what in articles, in direct and indirect speech."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from aitui.data.entity import Quote
from aitui.data.paths import Paths
from aitui.tui.display import plain
from aitui.tui.shell.articles import Articles
from aitui.tui.shell.entities import add_arguments, analyses
from aitui.tui.shell.output import message, print_json

__all__ = ["add_arguments", "run"]


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Print every quote in reading order; 1 where a file could not be read."""
    articles = Articles(arguments.paths, paths)
    found = [(given.path, quote) for given, analysis in analyses(articles, paths) for quote in analysis.quotes]
    if arguments.json:
        print_json([{"path": path, **asdict(quote)} for path, quote in found])
    elif found:
        _print_table(found)
    else:
        message("no quotes found")
    return int(articles.failed)


def _print_table(found: list[tuple[str, Quote]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("speaker", "quote", "cue", "article", show_lines=True)
    for path, quote in found:
        words = f"„{plain(quote.text)}“" if quote.direct else plain(quote.text)
        table.add_row(*(Text(plain(cell)) for cell in (quote.speaker or "—", words, quote.cue or "", path)))
    Console().print(table)
