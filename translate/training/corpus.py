"""The parallel text that a model learns from: lines of origin, source and target, separated by tabs."""

from __future__ import annotations

import gzip
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from .errors import TrainingError


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and its translation, and where they come from (a name that `origins.toml` knows)."""

    origin: str
    source: str
    target: str


def opened(path: Path, mode: str = "r") -> IO[Any]:
    """A text file in UTF-8, by its name packed with xz or gzip."""
    if path.suffix == ".xz":
        return lzma.open(path, f"{mode}t", encoding="utf-8")
    if path.suffix == ".gz":
        return gzip.open(path, "wt" if mode == "w" else "rt", encoding="utf-8")
    return path.open(mode, encoding="utf-8")


def read_corpus(path: Path) -> Iterator[Pair]:
    """The pairs of a `.tsv` or `.tsv.xz` file. Raises TrainingError naming a line that has not three columns."""
    with opened(path, "r") as lines:
        for number, line in enumerate(lines, 1):
            columns = line.rstrip("\n").split("\t")
            if len(columns) != 3:
                raise TrainingError(f"{path}, line {number}: {len(columns)} columns, wanted are origin, source, target")
            yield Pair(*columns)


def write_corpus(path: Path, pairs: Iterable[Pair]) -> None:
    """Write a `.tsv` or, by its name, an xz-compressed file; white space inside a sentence becomes one space."""
    with opened(path, "w") as file:
        for pair in pairs:
            file.write("\t".join(" ".join(column.split()) for column in (pair.origin, pair.source, pair.target)) + "\n")


def read_test(path: Path) -> list[tuple[str, str]]:
    """The sentences of an evaluation set and their reference translations: two columns, the source first."""
    rows: list[tuple[str, str]] = []
    with opened(path, "r") as lines:
        for number, line in enumerate(lines, 1):
            columns = line.rstrip("\n").split("\t")
            if len(columns) != 2:
                raise TrainingError(f"{path}, line {number}: {len(columns)} columns, wanted are source and reference")
            rows.append((columns[0], columns[1]))
    return rows
