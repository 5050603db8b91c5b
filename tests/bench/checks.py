"""How often the checks doubt good translations, and how often ones that were broken on purpose.

    uv run python tests/bench/checks.py FILE.tsv[.xz] [--pair de-en] [--origin wmt_refs] [--sentences 4000]

FILE has lines of source and human translation, or of origin, source and translation. Its translations are looked at as
they are, by kind of mark, and then each once broken in every way of `breaking.py` that it lends itself to (English
targets only).
"""

from __future__ import annotations

import argparse
import lzma
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from breaking import BREAKERS, name_dropped
from rich.console import Console
from rich.table import Table

from aitui.translate.checks import Pair, check
from aitui.translate.normalise import normalise
from aitui.translate.terms import TermList
from aitui.translate.translation import Mark


def rows(path: Path, origin: str | None) -> Iterator[tuple[str, str]]:
    """Sources and translations; of one origin, if it is named."""
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as file:
        for line in file:
            *before, source, target = line.rstrip("\n").split("\t")
            if origin is None or before == [origin]:
                yield normalise(source), normalise(target)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--pair", default="de-en", choices=["de-en", "en-zh", "de-zh"])
    parser.add_argument("--origin")
    parser.add_argument("--sentences", type=int, default=4000)
    given = parser.parse_args()
    rng = random.Random(0)
    everything = list(rows(given.file, given.origin))
    pairs = rng.sample(everything, min(given.sentences, len(everything)))
    origin, to = given.pair.split("-")
    terms = TermList()

    def marks(source: str, target: str) -> tuple[Mark, ...]:
        return check(Pair(source, target, origin, to, terms.find(source, to=to)))

    console = Console()
    kinds: Counter[str] = Counter()
    marked = 0
    for source, target in pairs:
        found = marks(source, target)
        marked += bool(found)
        kinds.update(str(mark.kind) for mark in found)
    good = Table("mark", "good translations with it", title=f"{given.file.name}, {given.pair}, {len(pairs)} sentences")
    for kind, count in kinds.most_common():
        good.add_row(kind, f"{100 * count / len(pairs):.2f} %")
    good.add_row("any", f"{100 * marked / len(pairs):.2f} %")
    console.print(good)
    if to != "en":
        return
    broken = Table("broken by", "sentences", "marked", title="broken on purpose")
    total = caught = 0
    unmarked = [pair for pair in pairs if not marks(*pair)][:400]
    for name, breaker in BREAKERS.items():
        made = [(source, bad) for source, target in unmarked if (bad := breaker(source, target, rng)) is not None]
        hits = sum(bool(marks(source, bad)) for source, bad in made)
        total, caught = total + len(made), caught + hits
        broken.add_row(name, str(len(made)), f"{100 * hits / max(1, len(made)):.1f} %")
    named = [
        (source, bad)
        for source, target in unmarked
        if (bad := name_dropped(source, target, [m.term.en for m in terms.find(source, to=to)], rng)) is not None
    ]
    hits = sum(bool(marks(source, bad)) for source, bad in named)
    total, caught = total + len(named), caught + hits
    broken.add_row("name_dropped", str(len(named)), f"{100 * hits / max(1, len(named)):.1f} %")
    broken.add_row("all", str(total), f"{100 * caught / max(1, total):.1f} %")
    console.print(broken)


if __name__ == "__main__":
    main()
