"""Opening, scrolling, filling and resizing articles of 50 to 5,000 paragraphs, and reopening a translated one.

    uv run python tests/bench/reader.py

Times are the reader's own: building the layout and drawing what is in sight, in a headless app of 120 × 40 cells.
The aims: a scroll step costs the same at 5,000 paragraphs as at 50; a translated article reopens within 50 ms.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from rich.console import Console
from rich.table import Table
from textual.pilot import Pilot

from aitui.data.library import Library
from aitui.data.paths import Paths
from aitui.data.readers import Source
from aitui.data.structure import parse
from aitui.translate.translation import Translation
from aitui.translate.translator import Translator
from aitui.tui.app import AituiApp
from aitui.tui.reader.reading import Reading
from aitui.tui.reader.view import ReaderView
from aitui.tui.screens.main import MainScreen

PARAGRAPH = (
    "Die Entwicklung der Wirtschaft in Europa hängt von vielen Dingen ab, die niemand allein bestimmen kann. "
    "Wer heute investiert, rechnet mit Erträgen in zehn Jahren, und zehn Jahre sind eine lange Zeit. "
    "Deshalb sind Verlässlichkeit und Geduld wichtiger als jede einzelne Entscheidung."
)
TARGETS = {
    "en": "Whoever invests today expects returns in ten years, and ten years are a long time for everybody.",
    "zh": "今天投资的人期望在十年后获得回报，而十年对每个人来说都是很长的时间。",
}


def milliseconds(action: Callable[[], object], rounds: int = 1) -> float:
    """The median time of `action`."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        action()
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


async def started(pilot: Pilot[None]) -> AituiApp:
    """The app once its reader stands on the screen; names and index are still being loaded behind it."""
    app = pilot.app
    assert isinstance(app, AituiApp)
    while not (app.is_open and app.main_screen.is_started and app.main_screen.reader.size.width):
        await pilot.pause(0.05)
    return app


def draw(reader: ReaderView) -> None:
    """Draw what is in sight."""
    for y in range(reader.size.height):
        reader.render_line(y)


def reading_of(paragraphs: int, language: str | None) -> Reading:
    """An article of so many paragraphs, translated or not."""
    reading = Reading.of(1, "bench", parse("Titel\n\n" + "\n\n".join([PARAGRAPH] * paragraphs)))
    if language is not None:
        made = Translation("", TARGETS[language], None, "bench")
        reading.fill(language, [(index, made) for index in range(len(reading.sentences))])
    return reading


async def long_articles(folder: Path) -> Table:
    """The table of sizes."""
    table = Table("paragraphs", "translation", "parse", "open", "scroll step", "page", "fill a batch", "resize",
                  title="reader, milliseconds")  # fmt: skip
    for paragraphs in (50, 500, 5000):
        for language in (None, "en", "zh"):
            parse_time = milliseconds(lambda n=paragraphs: parse("Titel\n\n" + "\n\n".join([PARAGRAPH] * n)))
            reading = reading_of(paragraphs, language)
            async with AituiApp(Paths.of_user(folder)).run_test(size=(120, 40)) as pilot:
                app = await started(pilot)
                app.translating.stop()
                reader = app.main_screen.reader
                reader.set_reactive(ReaderView.language, language or "en")

                def show(reader: ReaderView = reader, reading: Reading = reading) -> None:
                    reader.show(reading)
                    draw(reader)

                def step(reader: ReaderView = reader) -> None:
                    reader.scroll_to(y=reader.scroll_y + 1, animate=False, immediate=True)
                    draw(reader)

                def page(reader: ReaderView = reader) -> None:
                    reader.action_page(1)
                    draw(reader)

                def fill(reader: ReaderView = reader, reading: Reading = reading, to: str = language or "en") -> None:
                    made = Translation("", TARGETS["en"] * 2, None, "bench")
                    reader.refresh_blocks(reading.fill(to, [(index, made) for index in range(40, 56)]))
                    draw(reader)

                def resize(reader: ReaderView = reader) -> None:
                    reader._rebuild_in_place()
                    draw(reader)

                opening = milliseconds(show)
                row = [
                    milliseconds(step, 50),
                    milliseconds(page, 20),
                    milliseconds(fill),
                    milliseconds(resize, 3),
                ]
            table.add_row(
                f"{paragraphs:,}", language or "none", f"{parse_time:.1f}", f"{opening:.1f}", *(f"{t:.2f}" for t in row)
            )
    return table


def opening(screen: MainScreen, article_id: int) -> tuple[float, float]:
    """Milliseconds until an article stands on the screen, and how many of them this thread was computing."""
    wall, own = time.perf_counter(), time.thread_time()
    screen.open(article_id)
    draw(screen.reader)
    return (time.perf_counter() - wall) * 1000, (time.thread_time() - own) * 1000


async def reopening(folder: Path) -> Table:
    """From the key press until a translated article stands on the screen with all its sentences."""
    paths = Paths.of_user(folder / "reopen")
    table = Table("article", "sentences", "language", "first ms", "of it computing", "again ms", "of it computing",
                  title="reopening, aim ≤ 50 ms")  # fmt: skip
    with Library(paths.library) as library, closing(Translator(paths.memory)) as translator:
        library.add(
            Source("long.txt", "Titel\n\n" + "\n\n".join(f"Nummer {n}. {PARAGRAPH}" for n in range(200)), language="de")
        )
        for entry in library.entries():
            for _, span in library.article(entry.id).sentences():
                for language, target in TARGETS.items():
                    text = library.article(entry.id).text[span.start : span.end] if entry.sentences < 100 else None
                    if text is not None:
                        translator.store_by_hand(text, language, target)
    async with AituiApp(paths).run_test(size=(120, 40)) as pilot:
        screen = (await started(pilot)).main_screen
        for language in TARGETS:
            if screen.language != language:
                screen.action_next_language()
            entries = [entry for entry in screen.library_pane.entries if entry.sentences < 100]
            rounds = [[opening(screen, entry.id) for entry in entries] for _ in range(4)]
            for entry, (first, *again) in zip(entries, zip(*rounds, strict=True), strict=True):
                usual = statistics.median(wall for wall, _ in again), statistics.median(own for _, own in again)
                table.add_row(
                    entry.title[:40], str(entry.sentences), language, *(f"{taken:.1f}" for taken in (*first, *usual))
                )
    return table


async def main() -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as folder:
        console = Console(width=120)
        console.print(await long_articles(Path(folder)))
        console.print(await reopening(Path(folder)))


if __name__ == "__main__":
    asyncio.run(main())
