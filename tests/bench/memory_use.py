"""Peak memory of a process that translates the seeds to Chinese, with both bundled models loaded.

uv run python tests/bench/memory_use.py
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path

from aitui.data.structure import parse
from aitui.translate.packages import scan
from aitui.translate.translator import Translator

SEEDS = Path(__file__).parents[2] / "seeds"


def peak_megabytes() -> float:
    """The largest resident set so far; kilobytes on Linux, bytes on macOS."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    """Print the table."""
    rows = [("imports", peak_megabytes())]
    with tempfile.TemporaryDirectory() as folder:
        translator = Translator(Path(folder) / "memory.sqlite3", scan([]).preferred())
        translator.translate(["Guten Tag."], "zh")
        rows.append(("both models loaded", peak_megabytes()))
        for path in sorted(SEEDS.glob("*.txt")):
            article = parse(path.read_text(encoding="utf-8"))
            translator.translate([article.sentence_text(span) for _, span in article.sentences()], "zh")
        rows.append(("five articles translated", peak_megabytes()))
        translator.close()
    print(f"{'':28} {'peak MB':>8}")
    for name, megabytes in rows:
        print(f"{name:28} {megabytes:8.0f}")


if __name__ == "__main__":
    main()
