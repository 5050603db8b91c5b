"""Printing for scripts and for people."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

import msgspec

from aitui.translate.models.transfer import OnProgress, Progress, ignore_progress
from aitui.tui.display import plain
from aitui.tui.shell import PLAIN_VARIABLE


class Step(Protocol):
    """Moves a progress bar."""

    def __call__(self, done: int, total: int, what: str = "") -> None:
        """Show that `done` of `total` are there."""


def print_json(document: Any) -> None:
    """One JSON document on standard output, UTF-8 whatever the locale; dataclasses and named tuples included."""
    raw = msgspec.json.format(msgspec.json.encode(document), indent=2)
    sys.stdout.flush()
    sys.stdout.buffer.write(raw + b"\n")
    sys.stdout.buffer.flush()


def message(text: str) -> None:
    """A line for people, on standard error."""
    print(f"aitui: {plain(text)}", file=sys.stderr)


def is_linear() -> bool:
    """Whether everything shall be printed line by line, as a screen reader says it: no tables, bars or signs."""
    return os.environ.get(PLAIN_VARIABLE, "0") not in ("", "0")


def print_record(fields: Iterable[tuple[str, str]]) -> None:
    """One thing as lines of `name: value`, without those that are empty, and a blank line."""
    for name, value in fields:
        if value:
            print(f"{name}: {plain(value)}")
    print(flush=True)


def print_verdict(name: str, *, ok: bool, detail: str, remedy: str = "", name_cells: int = 0) -> None:
    """What was looked at, whether it is as it should be, and what helps where it is not."""
    if is_linear():
        fields = [
            ("looked at", name),
            ("result", "in order" if ok else "wrong"),
            ("detail", detail),
            ("remedy", remedy),
        ]
        print_record(fields)
        return
    print(f"{'ok  ' if ok else 'FAIL'}  {plain(name):<{name_cells}} {plain(detail)}", flush=True)
    if remedy:
        print(f"      {'':<{name_cells}} → {plain(remedy)}")


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], *, lines: bool = False, most_cells: int = 0
) -> None:
    """A table for the eye, or its rows as records; `lines` rules between rows, `most_cells` of the last column."""
    if is_linear():
        for row in rows:
            print_record(zip(columns, row, strict=True))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, show_lines=lines)
    if most_cells:
        table.columns[-1].max_width = most_cells
    for row in rows:
        table.add_row(*(Text(plain(cell)) for cell in row))
    Console().print(table)


@contextmanager
def progress(what: str) -> Iterator[Step]:
    """A progress bar on standard error where that is a terminal that draws; nothing where it is not."""
    if is_linear() or not sys.stderr.isatty():
        yield lambda done, total, what="": None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(plain(what), total=None)

        def step(done: int, total: int, what: str = "") -> None:
            if what:
                bar.update(task, description=plain(what))
            bar.update(task, completed=done, total=total)

        yield step


@contextmanager
def transfer_progress(what: str) -> Iterator[OnProgress]:
    """As `progress`, for bytes: how many, how fast, how long the rest takes."""
    if is_linear() or not sys.stderr.isatty():
        yield ignore_progress
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn, TransferSpeedColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(plain(what), total=None)
        phase = ""

        def show(now: Progress) -> None:
            nonlocal phase
            if now.what != phase:
                phase = now.what
                bar.reset(task, description=plain(f"{what}: {now.what}"))
            bar.update(task, completed=now.done, total=now.total)

        yield show
