"""Find names, quotes, titles and sentences of the library, in German, English and Chinese, typos and all.

Signs in the query: @person #organisation *product ~place "two words" -without speaker:name in:title lang:zh.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from aitui.data.library import Library
from aitui.data.paths import Paths
from aitui.data.search.documents import TargetType
from aitui.data.search.index import LIMIT, SearchIndex, SearchResults
from aitui.translate.indexer import Indexer
from aitui.tui.finding import Counts, Finding, counts_without, findings_of
from aitui.tui.found_text import as_json, counted, remarks
from aitui.tui.shell.output import message, print_json, print_table, progress

_TITLE_CELLS = 28


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`QUERY [--limit N] [--json]`."""
    parser.add_argument("query", nargs="+", metavar="QUERY", help="what to find")
    parser.add_argument("--limit", type=_amount, default=LIMIT, metavar="N", help=f"at most N results ({LIMIT})")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def arranged(arguments: Sequence[str]) -> list[str]:
    """The options before the query: `-china` in it is a word to leave out and no option."""
    options: list[str] = []
    words: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            words += rest
        elif argument.startswith("--") or argument == "-h":
            options.append(argument)
            if argument == "--limit":
                options += [value for value in (next(rest, None),) if value is not None]
        else:
            words.append(argument)
    return [*options, "--", *words] if words else options


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Bring the index up to date, search, and print what was found, best first; nothing found is no failure."""
    # What a terminal cannot decode arrives as lone surrogates, which nothing in the library holds.
    query = " ".join(arguments.query).encode("utf-8", "replace").decode("utf-8")
    with Indexer(paths) as indexer:
        with progress("indexing") as step:
            indexer.update(analyse=True, on_progress=step)
        for problem in indexer.problems:
            message(problem)
        index = SearchIndex(paths.search_index, indexer.targets)
        try:
            results = index.search(query, limit=arguments.limit) or SearchResults(())
        finally:
            index.close()
    with Library(paths.library) as library:
        findings = findings_of(results.hits, library)
    for remark in remarks(results):
        message(remark)
    if arguments.json:
        print_json([as_json(finding) for finding in findings])
    elif findings:
        print_table(("found", "kind", "article"), map(_row, findings), most_cells=_TITLE_CELLS)
        _print_count(findings, counts_without(results.counts, results.hits, findings))
    else:
        message("nothing found")
    return 0


def _amount(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return number


def _print_count(findings: list[Finding], counts: Counts) -> None:
    """Say how many more a higher limit shows."""
    number = sum(count.number for count in counts.values())
    is_exact = all(count.is_exact for count in counts.values())
    more = "; --limit N shows more" if number > len(findings) else ""
    message(f"{counted(len(findings), number, is_exact)} found{more}")


def _row(finding: Finding) -> tuple[str, str, str]:
    hit = finding.hit
    words = f"„{hit.text}“" if hit.type is TargetType.QUOTE else hit.text
    if hit.speaker:
        words += f" — {hit.speaker}"
    elif hit.matched != hit.text:
        words += f" — {hit.matched}"
    return words, hit.kind if hit.type is TargetType.ENTITY else str(hit.type), finding.entry.title
