"""List, add and remove terms that translations must have, and exchange them with other programs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence, Set
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aitui.data.errors import AituiError
from aitui.data.language import TARGET_LANGUAGES
from aitui.data.paths import Paths
from aitui.data.replacing import STANDARD_OUTPUT, writing
from aitui.translate.glossary.exchange import GlossaryFormat, format_of, glossary_text, read_glossary
from aitui.translate.glossary.file import Addition, GlossaryFile
from aitui.translate.glossary.term import (
    KINDS,
    GlossaryProblem,
    GlossaryTerm,
    UnusableTermError,
    checked_term,
)
from aitui.tui.display import counted, plain
from aitui.tui.shell.counting import count_anew
from aitui.tui.shell.output import message, print_json, print_table, progress

_MOST_TOLD = 20
"""A file that was made for something else has a problem in every line."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`list`, `add GERMAN …`, `remove GERMAN…`, `import FILE`, `export FILE`, each with `--json`."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="list|add|remove|import|export")
    listing = verbs.add_parser("list", help="list the terms, and the lines of the file that cannot be used")
    adding = verbs.add_parser("add", help="add a term, or complete one that is there")
    adding.add_argument("german", metavar="GERMAN")
    adding.add_argument("--en", default="", metavar="ENGLISH", help="what it is called in English")
    adding.add_argument("--zh", default="", metavar="CHINESE", help="what it is called in Chinese")
    adding.add_argument("--kind", default="", metavar="KIND", help=f"one of {', '.join(KINDS)}")
    adding.add_argument("--note", default="", help="a note for yourself")
    removing = verbs.add_parser("remove", help="remove terms by their German forms")
    removing.add_argument("german", nargs="+", metavar="GERMAN")
    taking = verbs.add_parser("import", help="add the terms of a CSV, TBX or OmegaT file")
    giving = verbs.add_parser("export", help="write the terms to a CSV, TBX or OmegaT file")
    for verb in (taking, giving):
        verb.add_argument("file", metavar="FILE", type=Path)
        verb.add_argument(
            "--format",
            choices=[str(kind) for kind in GlossaryFormat],
            help="default: by the ending (.csv; .tbx; OmegaT: .txt, .tsv, .utf8)",
        )
        verb.add_argument("--to", choices=TARGET_LANGUAGES, default="", help="the language of an OmegaT glossary")
    for verb in (adding, taking):
        verb.add_argument("--replace", action="store_true", help="change what a term that is there says")
    for verb in (listing, adding, removing, taking, giving):
        verb.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Carry out the verb; 1 where a term, or all of a file, could not be used."""
    glossary = GlossaryFile(paths.glossary)
    match arguments.verb:
        case "list":
            return _list(glossary, as_json=arguments.json)
        case "export":
            return _export(glossary, arguments)
    before = glossary.read()
    code = {"add": _add, "remove": _remove, "import": _import}[arguments.verb](glossary, arguments)
    _count_anew(set(before.terms).symmetric_difference(glossary.read().terms), paths)
    return code


def _count_anew(changed: Set[GlossaryTerm], paths: Paths) -> None:
    """What holds one of these terms is no longer translated as the list and the search have it."""
    if not changed:
        return
    from aitui.translate.glossary.guarding import guarded_terms
    from aitui.translate.terms import TermList

    count_anew(paths, lambda count: count.naming(TermList(paths.names, guarded_terms(changed))))


def _list(file: GlossaryFile, *, as_json: bool) -> int:
    glossary = file.read()
    _report(glossary.problems)
    if as_json:
        print_json([asdict(term) for term in glossary.terms])
    elif not glossary.terms:
        message(f"the glossary is empty; `aitui glossary add` puts terms into {file.path}")
    else:
        rows = ((term.de, term.en, term.zh, term.kind, term.note) for term in glossary.terms)
        print_table(("German", "English", "Chinese", "kind", "note"), rows)
    return 0


def _add(file: GlossaryFile, arguments: argparse.Namespace) -> int:
    try:
        term = checked_term(arguments.german, arguments.en, arguments.zh, arguments.kind, arguments.note)
    except UnusableTermError as error:
        raise AituiError(str(error), where=plain(arguments.german), remedy="Nothing was added") from error
    done = file.add([term], replace=arguments.replace)
    if term.advice and not done.kept and not _english(file, term.de):
        message(term.advice)
    if arguments.json:
        print_json(asdict(done))
    if done.kept:
        message(f"{term.de!r} is there with other forms, which stay; --replace changes them")
    elif not arguments.json:
        print("added" if done.added else "completed" if done.completed else "known already")
    return int(bool(done.kept))


def _english(file: GlossaryFile, german: str) -> str:
    return next((term.en for term in file.read().terms if term.de == german), "")


def _remove(file: GlossaryFile, arguments: argparse.Namespace) -> int:
    wanted = dict.fromkeys(" ".join(form.split()) for form in arguments.german)
    removed = file.remove(wanted)
    missing = [form for form in wanted if form not in {term.de for term in removed}]
    for form in missing:
        message(f"there is no term {form!r}")
    if arguments.json:
        print_json([asdict(term) for term in removed])
    else:
        for term in removed:
            print(f"removed {plain(term.de)}")
    return int(bool(missing))


def _import(file: GlossaryFile, arguments: argparse.Namespace) -> int:
    kind = GlossaryFormat(arguments.format) if arguments.format else format_of(arguments.file)
    with progress("importing") as step:
        terms, problems = read_glossary(arguments.file, kind, arguments.to, step)
    _report(problems[:_MOST_TOLD])
    if len(problems) > _MOST_TOLD:
        message(f"and {counted(len(problems) - _MOST_TOLD, 'more problem')}; --json prints them all")
    done = file.add(terms, replace=arguments.replace)
    if arguments.json:
        facts: dict[str, Any] = asdict(done)
        print_json(facts | {"problems": [{"line": problem.line, "reason": problem.reason} for problem in problems]})
    else:
        print(_summary(done, unused=sum(not problem.used for problem in problems)))
    return int(bool(problems) and not terms)


def _summary(done: Addition, *, unused: int) -> str:
    parts = [f"{counted(done.added, 'term')} added"]
    if done.completed:
        parts.append(f"{done.completed} completed")
    if done.known:
        parts.append(f"{done.known} known already")
    if done.kept:
        parts.append(f"{done.kept} kept as before (--replace takes the file's instead)")
    if unused:
        parts.append(f"{counted(unused, 'line')} not used")
    return ", ".join(parts)


def _export(file: GlossaryFile, arguments: argparse.Namespace) -> int:
    glossary = file.read()
    _report(glossary.problems)
    target = str(arguments.file)
    kind = GlossaryFormat(arguments.format) if arguments.format else format_of(arguments.file)
    if kind is GlossaryFormat.OMEGAT and not arguments.to:
        raise AituiError("an OmegaT glossary holds one target language", where=target, remedy="Say --to en or --to zh")
    text = glossary_text(glossary.terms, kind, arguments.to, commas=arguments.file.suffix.casefold() == ".csv").encode(
        "utf-8"
    )
    if target == STANDARD_OUTPUT:
        sys.stdout.buffer.write(text)
        return 0
    with writing(arguments.file) as written:
        written.write(text)
    count = sum(1 for term in glossary.terms if kind is not GlossaryFormat.OMEGAT or getattr(term, arguments.to))
    if arguments.json:
        print_json({"path": target, "terms": count})
    else:
        print(f"{counted(count, 'term')} written to {target}")
    return 0


def _report(problems: Sequence[GlossaryProblem]) -> None:
    for problem in problems:
        message(str(problem))
