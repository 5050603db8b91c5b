"""How long loading and finding names takes, and how it grows: `uv run python tests/bench/entities.py`."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path

from aitui.data.article import Article
from aitui.data.entities import Recogniser
from aitui.data.structure import parse

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def milliseconds(work: Callable[[], object]) -> tuple[float, float]:
    """Wall clock and processor time of one run."""
    gc.collect()
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - wall) * 1e3, (time.process_time() - processor) * 1e3


def main() -> None:
    """Print both tables."""
    recogniser = Recogniser()
    wall, processor = milliseconds(recogniser.load)
    print(f"loading table, lexicon and model: {wall:.0f} ms (processor {processor:.0f} ms)\n")
    seeds = [parse(path.read_bytes().decode("utf-8-sig")) for path in SEEDS]
    print("articles    words  wall ms  processor ms  wall ms / 1,000 words")
    for count in (1, 10, 100, 1_000):
        articles: list[Article] = [seeds[index % len(seeds)] for index in range(count)]
        word_count = sum(article.word_count for article in articles)
        wall, processor = milliseconds(lambda articles=articles: [recogniser.entities(one) for one in articles])
        print(f"{count:8} {word_count:8} {wall:8.0f} {processor:13.0f} {wall / word_count * 1000:22.1f}")
    whole = "\n\n".join(article.text for article in seeds)
    print("\none article, longer and longer")
    for copies in (1, 4, 16):
        article = parse("\n\n".join([whole] * copies))
        wall, processor = milliseconds(lambda article=article: recogniser.entities(article))
        print(f"{'':8} {article.word_count:8} {wall:8.0f} {processor:13.0f} {wall / article.word_count * 1000:22.1f}")


if __name__ == "__main__":
    main()
