"""Find the people, organisations, products, places and events of articles."""

from __future__ import annotations

import argparse
from typing import Any

from aitui.data.analysis import Analysis
from aitui.data.analyst import Analyst
from aitui.data.entity import Entity
from aitui.data.language import language_name
from aitui.data.library import Library
from aitui.data.paths import Paths
from aitui.tui.shell.articles import Articles, Given
from aitui.tui.shell.output import message, print_json, print_table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`[PATH…] [--json]`."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files, folders, - ; default: the library")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Print each entity once with all its mentions; 1 where a file could not be read."""
    articles = Articles(arguments.paths, paths)
    entities: dict[str, dict[str, Any]] = {}
    for given, analysis in analyses(articles, paths):
        for entity in analysis.entities:
            _join(entities, entity, given.path)
    ranked = sorted(entities.values(), key=lambda entity: (-len(entity["mentions"]), entity["name"]))
    if arguments.json:
        print_json(ranked)
    elif ranked:
        print_table(("name", "kind", "English", "Chinese", "mentions", "articles"), map(_row, ranked))
    else:
        message("no entities found")
    return int(articles.failed)


def analyses(articles: Articles, paths: Paths) -> list[tuple[Given, Analysis]]:
    """Every article with its analysis, stored in the library if it is from there.

    Tells on standard error which articles are not in German and which lines of the user's table were not used.
    """
    analyst = Analyst(paths.names)
    found: list[tuple[Given, Analysis]] = []
    library: Library | None = None
    try:
        for given in articles:
            if given.library_id is None:
                analysis = analyst.analyse(given.article)
            else:
                library = library or Library(paths.library)
                analysis = analyst.of_library(library, given.library_id)
            if analysis.table_only:
                language = language_name(analysis.language)
                message(f"{given.path}: is in {language}; only names of the table are found in it, and no quotes")
            found.append((given, analysis))
    finally:
        if library is not None:
            library.close()
    for problem in analyst.problems if found else ():
        message(str(problem))
    return found


def _join(entities: dict[str, dict[str, Any]], entity: Entity, path: str) -> None:
    """Add an article's entity to what other articles had of it."""
    known = entities.setdefault(
        entity.id,
        {
            "id": entity.id,
            "name": entity.names.de,
            "kind": entity.kind,
            "names": entity.names,
            "aliases": [],
            "mentions": [],
        },
    )
    known["aliases"] = sorted({*known["aliases"], *entity.aliases, entity.name, entity.names.de} - {known["name"]})
    known["mentions"].extend(
        {
            "path": path,
            "start": mention.start,
            "end": mention.end,
            "surface": mention.surface,
            "boilerplate": mention.boilerplate,
        }
        for mention in entity.mentions
    )


def _row(entity: dict[str, Any]) -> tuple[str, ...]:
    names, mentions = entity["names"], entity["mentions"]
    articles = len({mention["path"] for mention in mentions})
    return (entity["name"], entity["kind"].value, names.en, names.zh or "", str(len(mentions)), str(articles))
