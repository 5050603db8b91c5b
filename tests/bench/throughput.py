"""Words per second of aitui and of Argos' own loop, on the same bundled model and the same articles.

    uv run python tests/bench/throughput.py

Argos gets the article as one text, as its users give it, and a sentence splitter of aitui's, since its own is a
download. Every row is the best of several passes that take turns, because other programs share the machine; the
processor time suffers less from them.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from aitui.data.article import Article
from aitui.data.sentences import sentence_spans
from aitui.data.structure import parse
from aitui.translate.engine import USUAL_BEAM, DecodingOptions
from aitui.translate.packages import BUNDLED, scan
from aitui.translate.translator import Translator

SEEDS = Path(__file__).parents[2] / "seeds"
ARGOS_BEAM = 4
OUR_BEAM = USUAL_BEAM


class Sentencizer:
    """What Argos asks of a sentence splitter."""

    def split_sentences(self, text: str) -> list[str]:
        """The sentences of one paragraph."""
        return [text[span.start : span.end] for span in sentence_spans(text, 0, len(text))]


def argos(articles: list[Article], beam: int) -> Callable[[], None]:
    """Argos' translation of all `articles` with the bundled German-English model."""
    os.environ["ARGOS_PACKAGES_DIR"] = str(BUNDLED)
    os.environ["ARGOS_BEAM_SIZE"] = str(beam)
    from argostranslate import translate

    translate.get_translation_from_codes("de", "en").underlying.sentencizer = Sentencizer()

    def run() -> None:
        for article in articles:
            translate.translate(article.text, "de", "en")

    return run


def ours(articles: list[Article], beam: int, *, guard: bool = False) -> Callable[[], None]:
    """What the app does: sentences to the memory's misses, to the model, into a new memory.

    Without the guard, what Argos does; with it, names and numbers are protected, checked and tried again.
    """

    def run() -> None:
        with tempfile.TemporaryDirectory() as folder:
            options = DecodingOptions(beam_size=beam)
            translator = Translator(Path(folder) / "memory.sqlite3", scan([]).preferred(), options=options, guard=guard)
            for article in articles:
                translator.translate([article.sentence_text(span) for _, span in article.sentences()], "en")
            translator.close()

    return run


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passes", type=int, default=3)
    passes = parser.parse_args().passes
    articles = [parse(path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("*.txt"))]
    words = sum(article.word_count for article in articles)
    rows = {
        f"argostranslate, beam {ARGOS_BEAM}": argos(articles, ARGOS_BEAM),
        f"aitui, beam {ARGOS_BEAM}": ours(articles, ARGOS_BEAM),
        f"aitui, beam {OUR_BEAM}": ours(articles, OUR_BEAM),
        f"aitui, beam {OUR_BEAM}, with the guard": ours(articles, OUR_BEAM, guard=True),
    }
    best = dict.fromkeys(rows, float("inf"))
    processor = dict.fromkeys(rows, float("inf"))
    for _ in range(passes):
        for name, run in rows.items():
            started, used = time.perf_counter(), time.process_time()
            run()
            best[name] = min(best[name], time.perf_counter() - started)
            processor[name] = min(processor[name], time.process_time() - used)
    base = next(iter(best.values()))
    print(f"{len(articles)} articles, {words} words, German to English, best of {passes} passes\n")
    print(f"{'':32} {'seconds':>8} {'words/s':>8} {'times':>6} {'CPU seconds':>12}")
    for name, seconds in best.items():
        print(f"{name:32} {seconds:8.2f} {words / seconds:8.0f} {base / seconds:6.1f} {processor[name]:12.2f}")


if __name__ == "__main__":
    main()
