"""How long a large TMX file takes to import and to export, and how much memory.

uv run python tests/bench/tmx.py [megabytes]
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from aitui.translate.exchange import MadeBy, export_tmx, import_tmx
from aitui.translate.memory import Memory

_UNIT = (
    '<tu tuid="{0}"><tuv xml:lang="de-DE"><seg>Satz Nummer {0}, der so lang ist wie ein Satz aus einer Zeitung, die &amp;'
    ' täglich erscheint und von vielen gelesen wird.</seg></tuv><tuv xml:lang="en-US"><seg>Sentence number {0}, as long'
    " as one from a daily newspaper that many people read.</seg></tuv></tu>\n"
)


def main() -> None:
    """Write such a file, read it, write it again."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.tmx"
        units = 0
        with path.open("w", encoding="utf-8") as file:
            file.write('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header/><body>\n')
            while file.tell() < megabytes * 1_000_000:
                file.writelines(_UNIT.format(number) for number in range(units, units + 1000))
                units += 1000
            file.write("</body></tmx>\n")
        with closing(Memory(Path(folder) / "memory.sqlite3")) as memory:
            before = _peak()
            begun = time.perf_counter()
            report = import_tmx(path, memory)
            took = time.perf_counter() - begun
            print(f"import  {units:>9,} units  {took:6.1f} s  {units / took:9,.0f} units/s  +{_peak() - before:.0f} MB")
            assert report.added == units
            begun = time.perf_counter()
            count = export_tmx(memory, Path(folder) / "out.tmx", MadeBy.ALL, version="bench")
            took = time.perf_counter() - begun
            print(f"export  {count:>9,} units  {took:6.1f} s  {count / took:9,.0f} units/s  +{_peak() - before:.0f} MB")


def _peak() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
