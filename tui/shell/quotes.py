"""Find who said what in articles, in direct and indirect speech."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from aitui.data.paths import Paths
from aitui.tui.shell.articles import Articles
from aitui.tui.shell.entities import add_arguments, analyses
from aitui.tui.shell.output import message, print_json, print_table

__all__ = ["add_arguments", "run"]


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Print every quote in reading order; 1 where a file could not be read."""
    articles = Articles(arguments.paths, paths)
    found = [(given.path, quote) for given, analysis in analyses(articles, paths) for quote in analysis.quotes]
    if arguments.json:
        print_json([{"path": path, **asdict(quote)} for path, quote in found])
    elif found:
        rows = [
            (quote.speaker or "", f"„{quote.text}“" if quote.direct else quote.text, quote.cue or "", path)
            for path, quote in found
        ]
        print_table(("speaker", "quote", "cue", "article"), rows, lines=True)
    else:
        message("no quotes found")
    return int(articles.failed)
