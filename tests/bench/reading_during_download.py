"""A scroll step of the reader while nothing else happens, while a model is downloaded, and while one is verified.

    uv run python tests/bench/reading_during_download.py

The aim: no difference beyond noise. The three take turns, so that whatever else the machine does meets all alike.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread

from download import Server, make_pack
from reader import draw, reading_of
from rich.console import Console
from rich.table import Table
from textual.pilot import Pilot

from aitui.data.paths import Paths
from aitui.translate.models import catalogue
from aitui.translate.packages import Package
from aitui.tui.app import AituiApp
from aitui.tui.reader.view import ReaderView

ROUNDS = 6
STEPS = 60
MEGABYTES_PER_SECOND = 20


class SlowServer(Server):
    """About as fast as a good line."""

    pause = 0.065536 / MEGABYTES_PER_SECOND


def steps(reader: ReaderView) -> list[float]:
    """Milliseconds of scroll steps, up and down at random."""
    times = []
    for _ in range(STEPS):
        y = reader.scroll_y + random.choice((-3, -1, 1, 1, 3))
        begin = time.perf_counter()
        reader.scroll_to(y=max(1, y), animate=False, immediate=True)
        draw(reader)
        times.append((time.perf_counter() - begin) * 1000)
    return times


@asynccontextmanager
async def app_with_article(folder: Path) -> AsyncIterator[tuple[Pilot[None], AituiApp]]:
    """An app that shows an article of 500 paragraphs."""
    async with AituiApp(Paths.of_user(folder)).run_test(size=(120, 40)) as pilot:
        await pilot.pause(1.0)
        app = pilot.app
        assert isinstance(app, AituiApp)
        app.translating.stop()
        app.main_screen.reader.show(reading_of(500, "en"))
        yield pilot, app


async def measure(pilot: Pilot[None], app: AituiApp, begin: Callable[[], None]) -> tuple[list[float], float]:
    """Scroll steps after `begin`, and the slowest turn of the message loop meanwhile (milliseconds)."""
    begin()
    await pilot.pause(0.3)
    times = []
    slowest = 0.0
    for _ in range(5):
        times += steps(app.main_screen.reader)
        before = time.perf_counter()
        await asyncio.sleep(0.01)
        slowest = max(slowest, (time.perf_counter() - before) * 1000 - 10)
    app.model_work.stop()
    while app.model_work.current is not None:
        await pilot.pause(0.05)
    return times, slowest


async def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ARGOS_PACKAGES_DIR"] = str(folder / "packages")
        pack = folder / "pack.argosmodel"
        make_pack(pack, 400)
        server = SlowServer(pack, 0, damaged=False)
        Thread(target=server.serve_forever, daemon=True).start()
        link = f"http://127.0.0.1:{server.server_address[1]}/m"
        entry = {"package_version": "7.0", "from_code": "de", "to_code": "en", "links": [link]}
        found: dict[str, list[float]] = {}
        loops: dict[str, float] = {}
        async with app_with_article(folder / "home") as (pilot, app):
            offered = catalogue.store(app.paths.models, json.dumps([entry]).encode()).entries[0]
            packages = [leg for leg in app.translating.translator.route("zh").legs if isinstance(leg, Package)]
            work: dict[str, Callable[[], None]] = {
                "nothing": lambda: None,
                f"a download at {MEGABYTES_PER_SECOND} MB/s": lambda: app.model_work.install(offered, vouched=True),
                "two models are verified": lambda: app.model_work.verify(packages),  # a process each
            }
            for _ in range(ROUNDS):
                for title, begin in work.items():
                    times, slowest = await measure(pilot, app, begin)
                    found.setdefault(title, []).extend(times)
                    loops[title] = max(loops.get(title, 0.0), slowest)
        server.shutdown()
    table = Table("meanwhile", "step p50 ms", "p95 ms", "slowest turn of the loop ms", title="scrolling")
    for title, times in found.items():
        p95 = statistics.quantiles(times, n=20)[-1]
        table.add_row(title, f"{statistics.median(times):.2f}", f"{p95:.2f}", f"{loops[title]:.0f}")
    Console(width=100).print(table)


if __name__ == "__main__":
    asyncio.run(main())
