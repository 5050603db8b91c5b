"""Add, list and remove the articles of the library."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from aitui.data.adding import add_paths
from aitui.data.errors import AituiError
from aitui.data.language import TARGET_LANGUAGES, language_name
from aitui.data.library import Entry, Library
from aitui.data.paths import Paths
from aitui.tui.display import plain, share
from aitui.tui.shell.output import is_linear, message, print_json, print_record


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`add PATH…`, `list`, `remove ID|PATH…`, each with `--json`."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="add|list|remove|restore")
    add = verbs.add_parser("add", help="add files, folders, patterns, or - for standard input")
    add.add_argument("paths", nargs="+", metavar="PATH")
    listing = verbs.add_parser("list", help="list the articles")
    remove = verbs.add_parser("remove", help="remove articles by number or by the path they came from")
    remove.add_argument("articles", nargs="+", metavar="ID|PATH")
    restore = verbs.add_parser("restore", help="bring removed articles back, by number")
    restore.add_argument("articles", nargs="+", metavar="ID", type=int)
    for verb in (add, listing, remove, restore):
        verb.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Carry out the verb; 1 where some path or article could not be taken."""
    with Library(paths.library) as library:
        if arguments.verb == "add":
            return _add(library, arguments.paths, as_json=arguments.json)
        if arguments.verb == "restore":
            return _restore(library, arguments.articles, as_json=arguments.json)
        if arguments.verb == "remove":
            return _remove(library, arguments.articles, as_json=arguments.json)
        return _list(library, as_json=arguments.json)


def _add(library: Library, paths: list[str], *, as_json: bool) -> int:
    results: list[dict[str, Any]] = []
    failed = False
    for addition in add_paths(library, paths, standard_input=sys.stdin.buffer):
        if addition.added is None:
            failed = True
            message(str(addition.problem))
            results.append({"path": addition.path, "added": False, "error": str(addition.problem)})
            continue
        entry = addition.added.entry
        if entry.note:
            message(f"{addition.path}: {entry.note}")
        if entry.language not in ("de", "und"):
            message(f"{addition.path}: the text seems to be in another language than German ({entry.language})")
        results.append({**_as_json(entry), "added": addition.added.new})
        if not as_json:
            known = "" if addition.added.new else " (known already)"
            print(f"{entry.id:>5}  {plain(entry.title)}{known}", flush=True)
    if as_json:
        print_json(results)
    return int(failed)


def _list(library: Library, *, as_json: bool) -> int:
    entries = library.entries()
    done = {language: library.translated(language) for language in TARGET_LANGUAGES}
    marked = {language: library.marked(language) for language in done}
    if as_json:
        print_json(
            [
                {
                    **_as_json(entry),
                    "translated": {code: counts.get(entry.id, 0) for code, counts in done.items()},
                    "marked": {code: counts.get(entry.id, 0) for code, counts in marked.items()},
                }
                for entry in entries
            ]
        )
        return 0
    for entry in entries:
        if is_linear():
            print_record(_fields(entry, done))
            continue
        marks = ("*" if entry.starred else " ") + ("●" if entry.unread else " ")
        shares = "  ".join(
            f"{code} {share(counts.get(entry.id, 0), entry.sentences):>3} %" for code, counts in done.items()
        )
        print(f"{entry.id:>5} {marks} {entry.words:>6} words  {shares}  {plain(entry.title)}")
    return 0


def _fields(entry: Entry, done: Mapping[str, Mapping[int, int]]) -> list[tuple[str, str]]:
    """What there is to say of an article, by name."""
    shares = [
        f"{language_name(code)} {share(counts.get(entry.id, 0), entry.sentences)} %" for code, counts in done.items()
    ]
    state = [word for word, holds in (("starred", entry.starred), ("unread", entry.unread)) if holds]
    return [
        ("title", entry.title),
        ("number", str(entry.id)),
        ("words", str(entry.words)),
        ("translated", ", ".join(shares)),
        ("state", ", ".join(state)),
    ]


def _remove(library: Library, wanted: list[str], *, as_json: bool) -> int:
    entries = library.entries()
    removed: list[Entry] = []
    missing: list[str] = []
    for name in wanted:
        found = [entry for entry in entries if str(entry.id) == name]
        found = found or [entry for entry in entries if entry.path in (name, os.path.abspath(name))]
        if len(found) > 1:
            numbers = ", ".join(str(entry.id) for entry in found)
            raise AituiError(
                f"{len(found)} articles come from this path, with the numbers {numbers}; nothing was removed",
                where=name,
                remedy="Say which by its number",
            )
        removed.extend(entry for entry in found if entry not in removed)
        if not found:
            missing.append(name)
    if missing:
        raise AituiError(
            f"no article has the number or path {', '.join(missing)}; nothing was removed",
            remedy="`aitui library list --json` shows both",
        )
    library.remove([entry.id for entry in removed])
    if as_json:
        print_json([_as_json(entry) for entry in removed])
    else:
        for entry in removed:
            print(f"removed {entry.id}  {plain(entry.title)}  (`aitui library restore {entry.id}` brings it back)")
    return 0


def _restore(library: Library, wanted: list[int], *, as_json: bool) -> int:
    there = {entry.id for entry in library.entries()}.intersection(wanted)
    library.restore(wanted)
    restored = [entry for entry in library.entries() if entry.id in wanted]
    missing = set(wanted) - {entry.id for entry in restored}
    if as_json:
        print_json([_as_json(entry) for entry in restored])
    else:
        for entry in restored:
            if entry.id in there:
                continue
            print(f"{entry.id:>5}  {plain(entry.title)}")
    for number in sorted(there):
        message(f"article {number} has not been removed")
    for number in sorted(missing):
        message(f"no article has had the number {number}, or it was removed too long ago")
    return int(bool(missing))


def _as_json(entry: Entry) -> dict[str, Any]:
    return {**asdict(entry), "unread": entry.unread}
