"""Take translations of other programs over, and give them ours: TMX files."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from aitui.data.paths import Paths
from aitui.data.replacing import STANDARD_OUTPUT
from aitui.translate.exchange import ImportReport, MadeBy, export_tmx, import_tmx
from aitui.translate.memory import Memory
from aitui.tui.display import counted
from aitui.tui.shell.counting import count_anew
from aitui.tui.shell.output import message, print_json, progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`import FILE [--replace] [--machine]`, `export FILE [--made-by hand|machine|all]`, each with `--json`."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="import|export")
    taking = verbs.add_parser("import", help="keep a TMX file's translations as hand-made ones, which win over models")
    taking.add_argument("--replace", action="store_true", help="also where a hand-made translation is there already")
    taking.add_argument("--machine", action="store_true", help="also what aitui exported as the work of a model")
    giving = verbs.add_parser("export", help="write the translations to a TMX file, or - for standard output")
    giving.add_argument(
        "--made-by", choices=[str(choice) for choice in MadeBy], default=str(MadeBy.ALL), help="default: all"
    )
    for verb in (taking, giving):
        verb.add_argument("file", metavar="FILE", type=Path)
        verb.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Carry out the verb; 1 where the file could not be read to its end."""
    return _import(paths, arguments) if arguments.verb == "import" else _export(paths, arguments)


def _import(paths: Paths, arguments: argparse.Namespace) -> int:
    with closing(Memory(paths.memory)) as memory, progress("importing") as step:
        report = import_tmx(arguments.file, memory, replace=arguments.replace, machine=arguments.machine, on_bytes=step)
    if report.problem is not None:
        message(f"{report.problem}")
        message("what stands before that place is stored; importing the mended file again adds the rest")
    for reason, count in report.skipped.items():
        message(f"{counted(count, 'unit')} left out, the first in line {report.examples[reason]}: {reason}")
    for reason, count in report.shortened.items():
        units = counted(count, "unit")
        message(f"{units} taken without the Chinese, the first in line {report.examples[reason]}: {reason}")
    if arguments.json:
        facts = {key: value for key, value in asdict(report).items() if key != "problem"}
        print_json(facts | {"problem": str(report.problem) if report.problem else None})
    else:
        print(_summary(report, replace=arguments.replace))
    if report.added or report.replaced:
        count_anew(paths, lambda count: count.everything())
    return int(report.problem is not None)


def _summary(report: ImportReport, *, replace: bool) -> str:
    parts = [f"{counted(report.added, 'translation')} added"]
    if report.replaced:
        parts.append(f"{report.replaced} replaced")
    if report.known:
        parts.append(f"{report.known} known already")
    if report.kept:
        advice = "" if replace else " (--replace takes the file's instead)"
        parts.append(f"{report.kept} kept as they were by hand{advice}")
    return ", ".join(parts)


def _export(paths: Paths, arguments: argparse.Namespace) -> int:
    with closing(Memory(paths.memory)) as memory, progress("exporting") as step:
        target = sys.stdout.buffer if str(arguments.file) == STANDARD_OUTPUT else arguments.file
        count = export_tmx(memory, target, MadeBy(arguments.made_by), version=version("aitui"), on_unit=step)
    if target is not arguments.file:
        message(f"{counted(count, 'unit')} written")
    elif arguments.json:
        print_json({"path": str(arguments.file), "units": count})
    else:
        print(f"{counted(count, 'unit')} written to {arguments.file}")
    return 0
