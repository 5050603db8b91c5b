"""The translation memory to and from other programs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import merge
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from aitui.data.errors import AituiError
from aitui.data.replacing import writing
from aitui.translate.memory import Memory, StoredUnit
from aitui.translate.normalise import has_letters, normalise
from aitui.translate.tmx import TmxUnit, read_tmx, tmx_lines
from aitui.translate.xml_events import BytesCallback

_DIRECTIONS = (("de", "en"), ("de", "zh"), ("en", "zh"))
"""What is translated here; English counts as a source only where there is no German."""
_TRADITIONAL = "traditional (such as zh-TW or zh-Hant), and only simplified is used"
_UNITS_AT_ONCE = 2000
"""Units stored in one transaction."""

UnitCallback = Callable[[int, int], None]
"""Told how many units are written, and how many there are at most."""
_TOLD_EVERY = 1000
"""Units between two calls."""


class MadeBy(StrEnum):
    """Whose translations."""

    HAND = "hand"
    MACHINE = "machine"
    ALL = "all"


@dataclass(slots=True)
class ImportReport:
    """What became of a file's translations; one German sentence with English and Chinese counts twice."""

    added: int = 0
    replaced: int = 0
    """Another hand-made translation was there and gave way."""
    kept: int = 0
    """Another hand-made translation was there and stayed."""
    known: int = 0
    """Was there just so."""
    skipped: dict[str, int] = field(default_factory=dict)
    """How many units were left out, by reason."""
    shortened: dict[str, int] = field(default_factory=dict)
    """How many units were taken without one of their languages, by reason."""
    examples: dict[str, int] = field(default_factory=dict)
    """By reason the line of the first unit."""
    problem: AituiError | None = None
    """Why the file could not be read to its end; what stands before that place is stored."""

    @property
    def stored(self) -> int:
        """How many hand-made translations are new or changed."""
        return self.added + self.replaced


def import_tmx(
    path: Path,
    memory: Memory,
    *,
    replace: bool = False,
    machine: bool = False,
    on_bytes: BytesCallback | None = None,
) -> ImportReport:
    """Take the units of a TMX file into `memory` as hand-made translations, which win over every model.

    One that is there already stays unless `replace`. What aitui itself wrote as the work of a model is left out
    unless `machine`. The file may be larger than memory. Raises AituiError where the memory cannot be written, and
    where the file cannot be read at all; where it breaks off, the report says so.
    """
    report = ImportReport()
    waiting: dict[str, dict[str, tuple[str, float]]] = {}
    size = 0
    begun = False
    fallback = time.time()
    try:
        for units in read_tmx(path, on_bytes):
            begun = True
            for unit in units:
                size += _take(unit, waiting, report, machine=machine, replace=replace, fallback=fallback)
            if size >= _UNITS_AT_ONCE:
                _store(memory, waiting, report, replace=replace)
                size = 0
    except AituiError as error:
        if not begun:
            raise
        report.problem = error
    _store(memory, waiting, report, replace=replace)
    return report


def _take(
    unit: TmxUnit,
    waiting: dict[str, dict[str, tuple[str, float]]],
    report: ImportReport,
    *,
    machine: bool,
    replace: bool,
    fallback: float,
) -> int:
    """Put a unit's translations with those that wait to be stored; how many."""
    reason = ""
    found = 0
    texts = {language: normalise(text) for language, text in unit.segments.items()}
    pairs = [pair for pair in _DIRECTIONS if pair[0] in texts and pair[1] in texts]
    is_traditional = unit.traditional_chinese and "zh" not in texts
    if "de" in texts:
        pairs = [pair for pair in pairs if pair[0] == "de"]
    if unit.is_machine_made and not machine:
        reason = "machine translations of aitui itself (--machine takes them too)"
    elif not pairs and is_traditional and texts:
        reason = f"the Chinese is {_TRADITIONAL}"
    elif not pairs:
        reason = "not from German into English or Chinese, nor from English into Chinese"
    else:
        for source, target in pairs:
            if has_letters(texts[source]) and texts[target]:
                found += 1
                known = waiting.setdefault(f"{source}-{target}", {})
                earlier = known.get(texts[source])
                if earlier is None or replace:
                    known[texts[source]] = texts[target], unit.changed_at or fallback
                elif earlier[0] == texts[target]:
                    report.known += 1
                else:
                    report.kept += 1  # of two translations in one file the first counts
        if not found:
            reason = "empty, or longer than a sentence can be"
    if reason:
        _count(report.skipped, reason, unit, report)
    elif is_traditional:
        _count(report.shortened, f"it is {_TRADITIONAL}", unit, report)
    return found


def _count(counts: dict[str, int], reason: str, unit: TmxUnit, report: ImportReport) -> None:
    counts[reason] = counts.get(reason, 0) + 1
    report.examples.setdefault(reason, unit.line)


def _store(
    memory: Memory, waiting: dict[str, dict[str, tuple[str, float]]], report: ImportReport, *, replace: bool
) -> None:
    for direction, targets in waiting.items():
        earlier = memory.add_hand_made(direction, targets, replace=replace)
        for source, (target, _) in targets.items():
            if source not in earlier:
                report.added += 1
            elif earlier[source] == target:
                report.known += 1
            elif replace:
                report.replaced += 1
            else:
                report.kept += 1
    waiting.clear()


def export_tmx(
    memory: Memory, target: Path | BinaryIO, made_by: MadeBy, *, version: str, on_unit: UnitCallback | None = None
) -> int:
    """Write the memory as TMX to an open file or to the one at a path, in the place of what is there; how many units.

    With `MadeBy.ALL` a sentence has its hand-made translation where there is one. Raises AituiError where the memory
    cannot be read or the file at a path not be written; then what was there is still there. Writing to an open file
    raises OSError.
    """
    count = 0
    by_hand, by_machine = memory.counts()
    most = (by_hand if made_by is not MadeBy.MACHINE else 0) + (by_machine if made_by is not MadeBy.HAND else 0)

    def counted() -> Iterator[StoredUnit]:
        nonlocal count
        for unit in _units(memory, made_by):
            count += 1
            if on_unit and count % _TOLD_EVERY == 0:
                on_unit(count, most)
            yield unit

    lines = tmx_lines(counted(), version)
    if isinstance(target, Path):
        _replace(target, lines)
    else:
        _write(target, lines)
    return count


def _units(memory: Memory, made_by: MadeBy) -> Iterable[StoredUnit]:
    if made_by is MadeBy.HAND:
        return memory.hand_made()
    if made_by is MadeBy.MACHINE:
        return memory.machine_made()
    # Both come in the order of their keys; of two with the same key the hand-made one comes first.
    both = merge(memory.hand_made(), memory.machine_made(), key=_key)
    return (next(units) for _, units in groupby(both, _key))


def _key(unit: StoredUnit) -> tuple[str, bytes]:
    return unit.direction, unit.source.encode("utf-8", "surrogatepass")  # as SQLite sorts


def _write(file: BinaryIO, lines: Iterable[str]) -> None:
    for line in lines:
        file.write(line.encode("utf-8"))


def _replace(path: Path, lines: Iterable[str]) -> None:
    with writing(path) as file:
        _write(file, lines)
