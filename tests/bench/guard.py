"""What the guard keeps and what it costs, on the bundled models and the seeds.

    uv run python tests/bench/guard.py [--passes 3] [--to en] [--to zh]

Names and numbers are counted in the source by the name table and the number rules, and looked for in the translation;
the row 'off' is the model alone. Throughput is the best of several passes that take turns; the row 'on' has it all:
names and numbers guarded, every sentence checked, doubtful ones tried again. What each of the three takes stands below.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aitui.data.structure import parse
from aitui.translate import candidates
from aitui.translate.checks import Pair, check
from aitui.translate.engine import DecodingOptions, Engine
from aitui.translate.guard import protect, survives
from aitui.translate.normalise import normalise
from aitui.translate.packages import scan
from aitui.translate.terms import TermList
from aitui.translate.translation import NUMBERS, Translation
from aitui.translate.translator import Translator

SEEDS = Path(__file__).parents[2] / "seeds"


@dataclass
class Survival:
    """How many of the names and numbers of some sentences came through."""

    names: int = 0
    names_lost: int = 0
    numbers: int = 0
    numbers_lost: int = 0

    def add(self, source: str, target: str, to: str, terms: TermList, article: str) -> None:
        """Count one sentence of an article."""
        for item in protect(source, "de", to, terms, article):
            lost = not survives(item, target, terms, to)
            if item.kind in NUMBERS:
                self.numbers += 1
                self.numbers_lost += lost
            else:
                self.names += 1
                self.names_lost += lost


def sentences() -> dict[str, list[str]]:
    """The sentences of every seed, by the seed's text."""
    articles = [parse(path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("*.txt"))]
    return {
        article.text: [article.sentence_text(span) for block, span in article.sentences() if not block.boilerplate]
        for article in articles
    }


class Meter:
    """Processor seconds of this process, all threads, in some of its functions; none of them may call another."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    def measured(self, function: Callable[..., Any], name: Callable[..., str]) -> Callable[..., Any]:
        """`function`, whose time counts for what `name` calls its arguments."""

        def measuring(*given: Any, **named: Any) -> Any:
            started = time.process_time()
            try:
                return function(*given, **named)
            finally:
                self.seconds[name(*given, **named)] += time.process_time() - started

        return measuring


METER = Meter()


def watch() -> None:
    """Let the meter see the model and the checks."""
    first = DecodingOptions().key
    engine_translate = METER.measured(
        Engine.translate,
        lambda *_, options, **__: "the model" if options.key == first else "trying again",
    )
    Engine.translate = engine_translate
    candidates.check = METER.measured(check, lambda *_: "checks")


def translate(texts: dict[str, list[str]], to: str, guard: bool) -> tuple[list[Translation], float, float]:
    """All translations, and how long they took: by the clock and in processor seconds."""
    with tempfile.TemporaryDirectory() as folder:
        translator = Translator(Path(folder) / "memory.sqlite3", scan([]).preferred(), guard=guard)
        translator.translate(["Das ist ein Satz mit OpenAI."], to)
        METER.seconds.clear()
        started, used = time.perf_counter(), time.process_time()
        made = [found for article, group in texts.items() for found in translator.translate(group, to, context=article)]
        took = time.perf_counter() - started, time.process_time() - used
        translator.close()
    return [found for found in made if found is not None], *took


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passes", type=int, default=3)
    watch()
    parser.add_argument("--to", action="append", choices=["en", "zh"])
    arguments = parser.parse_args()
    texts = sentences()
    words = sum(len(text.split()) for group in texts.values() for text in group)
    terms = TermList()
    articles = [article for article, group in texts.items() for _ in group]
    for to in arguments.to or ["en", "zh"]:
        best: dict[bool, list[float]] = {True: [1e9, 1e9], False: [1e9, 1e9]}
        made: dict[bool, list[Translation]] = {}
        parts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
        for _ in range(arguments.passes):
            for guard in (False, True):
                made[guard], clock, used = translate(texts, to, guard)
                if used < best[guard][1]:
                    parts[guard] = METER.seconds.copy()
                    parts[guard]["the guard itself"] = used - parts[guard].total()
                best[guard] = [min(best[guard][0], clock), min(best[guard][1], used)]
        print(f"German to {to}, {len(made[True])} sentences, {words} words, best of {arguments.passes} passes\n")
        print(
            f"{'guard':8} {'names kept':>14} {'numbers kept':>14} {'sentences marked':>17} {'words/s':>8} {'CPU s':>7}"
        )
        for guard, translations in made.items():
            survival = Survival()
            marked = 0
            for translation, article in zip(translations, articles, strict=True):
                source, target = normalise(translation.source), translation.target or ""
                survival.add(source, target, to, terms, article)
                marked += bool(translation.marks if guard else check(Pair(source, target, "de", to)))
            print(
                f"{'on' if guard else 'off':8}"
                f" {survival.names - survival.names_lost:>6} of {survival.names:<4}"
                f" {survival.numbers - survival.numbers_lost:>6} of {survival.numbers:<4}"
                f" {marked:>17} {words / best[guard][0]:8.0f} {best[guard][1]:7.2f}"
            )
        kinds = Counter(str(mark.kind) for translation in made[True] for mark in translation.marks)
        print("\nmarks with guard:", ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()) or "none")
        alone = best[False][1]
        shares = {name: (parts[True][name] - parts[False][name]) / alone for name in parts[True]}
        print(
            f"processor time: {best[True][1] / alone - 1:+.0%}, of which",
            ", ".join(f"{name} {share:+.0%}" for name, share in shares.items()),
            end="\n\n",
        )


if __name__ == "__main__":
    main()
