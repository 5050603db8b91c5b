"""How long finding quotes takes: per 1,000 words, and how it grows with articles and with hostile text.

Run: uv run python tests/bench/quotes.py
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from aitui.data.article import Article
from aitui.data.quotes import find_quotes
from aitui.data.structure import parse

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
ROUNDS = 5


def best_of(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The shortest of several runs, in milliseconds of processor time, which other work on the machine hardly moves."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        action()
        times.append((time.process_time() - start) * 1_000)
    return min(times)


def find_all(articles: list[Article]) -> None:
    """Find the quotes of one article after the other."""
    for article in articles:
        find_quotes(article, ())


def articles() -> None:
    """Time for 1, 10, 100 and 1,000 articles, one after the other and as a single long text."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    parsed = [parse(text) for text in texts]
    print(f"{'articles':>9} {'words':>9} {'ms':>9} {'ms / 1,000 words':>17}")
    for count in (1, 10, 100, 1_000):
        chosen = [parsed[index % len(parsed)] for index in range(count)]
        words = sum(article.word_count for article in chosen)
        spent = best_of(partial(find_all, chosen), 3 if count > 10 else ROUNDS)
        print(f"{count:>9,} {words:>9,} {spent:>9.1f} {spent / words * 1_000:>17.2f}")
    print(f"\n{'one text of':>11} {'words':>9} {'ms':>9} {'ms / 1,000 words':>17}")
    for count in (1, 10, 100):
        article = parse("\n\n".join(texts[index % len(texts)] for index in range(count)))
        spent = best_of(partial(find_quotes, article, ()), 3)
        print(f"{count:>11,} {article.word_count:>9,} {spent:>9.1f} {spent / article.word_count * 1_000:>17.2f}")


HOSTILE: dict[str, Callable[[int], str]] = {
    "only openers": lambda n: "„" * n,
    "only closers": lambda n: "“" * n,
    "straight marks": lambda n: '"' * n,
    "marks in words": lambda n: 'a "b" ' * (n // 2),
    "openers in words": lambda n: "ja „nein " * n,
    "nested singles": lambda n: "‚a " * n,
    "one line, no full stop": lambda n: "er sagte „ja“, " * (n // 2),
    "cues only": lambda n: "sagte er, teilte sie, gab es " * (n // 3),
    "capitals": lambda n: "WIR SAGTEN „NEIN“ " * (n // 2),
    "capitalised words": lambda n: "Anna Berta „Carla“ " * (n // 2),
    "blocks left open": lambda n: "„Wir gehen nach Hause und kommen wieder\n\n" * (n // 10),
}


def hostile() -> None:
    """Growth on texts made to be slow: doubling the marks should double the time."""
    print(f"\n{'hostile text':<24}" + "".join(f"{count:>11,}" for count in (25_000, 50_000, 100_000)) + "   marks, ms")
    for name, make in HOSTILE.items():
        spent = []
        for count in (25_000, 50_000, 100_000):
            article = parse(make(count))
            spent.append(best_of(partial(find_quotes, article, ()), 1))
        print(f"{name:<24}" + "".join(f"{value:>11.0f}" for value in spent))


if __name__ == "__main__":
    articles()
    hostile()
