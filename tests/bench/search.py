"""What a key press costs: the search index from 1,000 to 1,000,000 sentences, beside the usual ways to search.

    uv run python tests/bench/search.py [--sizes 1000 10000 100000 1000000] [--keep FOLDER]

Every size runs in a process of its own, so that memory is that of one index. Queries are typed letter by letter; the
time of a key press is that of the whole answer. `wall` is what a person waits on this machine as busy as it is, `cpu`
what the search itself needs.
"""

from __future__ import annotations

import argparse
import itertools
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from rapidfuzz import fuzz, process
from search_library import other_names, sentences
from search_seeds import seed_targets

from aitui.data.search.documents import ArticleTargets
from aitui.data.search.fold import fold_text
from aitui.data.search.index import LIMIT, SearchIndex, build
from aitui.tui.searching import LIMIT as SCREEN

SIZES = (1_000, 10_000, 100_000, 1_000_000)
OTHERS = 11_000
_TYPED = (
    "kuaihsou", "zhou explodieren", "sense time", "buerger haushalt", "weisses haus", "chipmangel", "商汤", "百度",
    "kurzfristige shock", "stromversicherung", "energie gesetz bremen", "der haushalt der stadt", "wasserwirtschft",
    "price of energy", "城市价格", "@zhang yi", '"kurzfristiger schock"', "openai -china", "shangtang",
    "38.000 patente",
)  # fmt: skip


def library(size: int) -> Iterator[ArticleTargets]:
    """The seeds; among 11,000 names and quotes for size 0, else among `size` sentences."""
    return itertools.chain(seed_targets(), sentences(size) if size else other_names(OTHERS))


def key_presses() -> list[str]:
    """Every beginning of every query, in the order of typing."""
    return [query[:length] for query in _TYPED for length in range(1, len(query) + 1)]


def timed(search: Callable[[str], object], queries: list[str]) -> tuple[list[float], list[float]]:
    """Milliseconds per query: on the clock and of the processor, of this thread alone."""
    wall, cpu = [], []
    for query in queries:
        started, worked = time.perf_counter(), time.thread_time()
        search(query)
        wall.append(1000 * (time.perf_counter() - started))
        cpu.append(1000 * (time.thread_time() - worked))
    return wall, cpu


def resident() -> int:
    """Megabytes of this process in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() >> 20


def show(name: str, wall: list[float], cpu: list[float], rest: str = "") -> None:
    """One line of the table."""
    columns = [f"{part(values, share):9.1f}" for values in (wall, cpu) for share in (0.5, 0.95)]
    print(f"  {name:26}{''.join(columns)}  {len(wall):5}  {rest}", flush=True)


def part(values: list[float], share: float) -> float:
    """The value that this share of all stays below."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def measure_index(size: int, folder: Path) -> None:
    """Open an index that was built before, and type."""
    path = folder / f"search-{size}.sqlite3"
    before = resident()
    started, worked = time.perf_counter(), time.thread_time()
    index = SearchIndex(path, lambda: library(size))
    index.open()
    opened, opening = 1000 * (time.perf_counter() - started), 1000 * (time.thread_time() - worked)
    # The screen shows the first as soon as they are found.
    for limit in (LIMIT, SCREEN):
        wall, cpu = timed(partial(index.search, limit=limit), key_presses())
        largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        rest = f"open {opened:.0f} ms (cpu {opening:.0f}), memory {largest} MB ({largest - before} MB of it the search)"
        show(f"aitui, {limit} hits", wall, cpu, rest)
        index.close()
        index.open()


def measure_build(size: int, folder: Path) -> None:
    """Build an index; the memory is that of the whole process."""
    path = folder / f"search-{size}.sqlite3"
    if path.exists():
        return
    started, worked = time.perf_counter(), time.process_time()
    build(path, lambda: library(size))
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(
        f"  built in {time.perf_counter() - started:.1f} s ({time.process_time() - worked:.1f} s of processor), "
        f"{path.stat().st_size >> 20} MB on disk, {largest} MB of memory at most",
        flush=True,
    )


def measure_others(size: int) -> None:
    """rapidfuzz over all texts, and SQLite's trigram index with bm25 over the folded texts."""
    texts = [target.text for article in library(size) for target in article.targets]
    queries = random.Random(3).sample(key_presses(), 150)
    few = queries[: max(3, min(150, 1_500_000 // len(texts)))]
    show("rapidfuzz WRatio", *timed(lambda query: process.extract(query, texts, scorer=fuzz.WRatio, limit=20), few))
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize='trigram')")
    connection.executemany("INSERT INTO t VALUES (?)", ((fold_text(text),) for text in texts))

    def trigrams(query: str) -> object:
        words = [word for word in fold_text(query).replace('"', "").split() if len(word) >= 3]
        pieces = {word[first : first + 3] for word in words for first in range(len(word) - 2)}
        match = " OR ".join(f'"{piece}"' for piece in sorted(pieces))
        if not match:
            return []
        return connection.execute("SELECT text FROM t WHERE t MATCH ? ORDER BY rank LIMIT 20", (match,)).fetchall()

    show("FTS5 trigram, bm25", *timed(trigrams, queries[: max(10, min(150, 15_000_000 // len(texts)))]))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--keep", type=Path, help="folder in which built indexes are kept for the next time")
    parser.add_argument("--part", choices=("build", "index", "others"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.part:
        (size,) = arguments.sizes
        if arguments.part == "others":
            measure_others(size)
        else:
            {"build": measure_build, "index": measure_index}[arguments.part](size, arguments.keep)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        print(f"  {'ms per key press':26}{'wall p50':>9}{'p95':>9}{'cpu p50':>9}{'p95':>9}  typed")
        for size in (0, *arguments.sizes):
            print(f"{size:,} sentences" if size else f"{OTHERS:,} names and quotes", flush=True)
            for piece in ("build", "index", "others"):
                command = [sys.executable, __file__, "--part", piece, "--sizes", str(size), "--keep", str(folder)]
                subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
