"""Apps over a folder of their own, with real SQLite files and the bundled models."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key
from textual.message import Message
from textual.notifications import Notify
from textual.pilot import Pilot

from aitui.data.library import Library
from aitui.data.paths import Paths
from aitui.data.readers import Source
from aitui.data.structure import parse
from aitui.translate.packages import scan
from aitui.translate.translator import Translator
from aitui.tui.app import AituiApp
from tests.translate.models.server import Site, serving

ARTICLE = """Ein Tag in Peking

Am Morgen war es kalt. Die Stadt schlief noch, und auf den Straßen fuhr kaum jemand.

Was danach geschah

• Der erste Zug kam pünktlich.
• Der zweite fiel aus.

Am Abend gingen die Lichter an. Niemand sprach von etwas anderem.

Anzeige
"""
"""A text of the project's own, short enough to know by heart."""

BY_HAND = {
    "Ein Tag in Peking": ("A Day in Beijing", "北京的一天"),
    "Am Morgen war es kalt.": ("In the morning it was cold.", "早上很冷。"),
    "Die Stadt schlief noch, und auf den Straßen fuhr kaum jemand.": (
        "The city was still asleep, and hardly anyone was on the roads.",
        "城市还在沉睡，街上几乎没有人。",
    ),
    "Was danach geschah": ("What happened next", "之后发生了什么"),
    "Der erste Zug kam pünktlich.": ("The first train came on time.", "第一班火车准时到达。"),
    "Der zweite fiel aus.": ("The second was cancelled.", "第二班取消了。"),
    "Am Abend gingen die Lichter an.": ("In the evening the lights went on.", "晚上，灯亮了。"),
    "Niemand sprach von etwas anderem.": ("Nobody spoke of anything else.", "没有人谈论别的事情。"),
    "Anzeige": ("Advertisement", "广告"),
}
"""Its sentences with translations made by hand, so that a test of the screen does not depend on a model's wording."""


SMALL = next(package.name for package in scan([]).packages if package.from_code == "de")
"""The bundled model, such as `de_en 0.1`."""


def noting(told: list[str]) -> Callable[[Message], None]:
    """A message hook that writes down the text of every notification."""

    def note(message: Message) -> None:
        if isinstance(message, Notify):
            told.append(message.notification.message)

    return note


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on loopback that models are offered on."""
    with serving() as site:
        yield site


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that models are installed into; it does not exist yet."""
    folder = tmp_path / "argos" / "packages"
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))
    return folder


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """An empty home."""
    return Paths.of_user(tmp_path / "home")


@pytest.fixture
def by_hand(paths: Paths) -> Paths:
    """A home whose library holds only `ARTICLE`, translated by hand into both languages."""
    with Library(paths.library) as library:
        library.remove([entry.id for entry in library.entries()])
        library.add(Source("/articles/peking.txt", ARTICLE, language="de"))
    with closing(Translator(paths.memory)) as translator:
        for source, targets in BY_HAND.items():
            for language, target in zip(("en", "zh"), targets, strict=True):
                translator.store_by_hand(source, language, target)
    article = parse(ARTICLE)
    assert {article.sentence_text(span) for _, span in article.sentences()} == set(BY_HAND)
    return paths


@pytest.fixture
def app(paths: Paths) -> AituiApp:
    """An app that starts for the first time."""
    return AituiApp(paths)


async def until(pilot: Pilot[None], condition: Callable[[], bool], seconds: float = 120.0) -> None:
    """Let the app work until `condition` holds; fails after `seconds`, which no healthy run comes near."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the app did not get there"
        await pilot.pause(0.02)


async def opened(pilot: Pilot[None]) -> None:
    """Wait until the library is shown."""
    app = pilot.app
    assert isinstance(app, AituiApp)
    await until(pilot, lambda: app.is_open and bool(app.main_screen.library_pane.entries))
    await pilot.pause()


def at_once(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys as a paste, a macro or a slow line sends them: none waits for what the one before does."""
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))


async def read_first(pilot: Pilot[Any]) -> AituiApp:
    """Wait for the library and read its first article."""
    app = pilot.app
    assert isinstance(app, AituiApp)
    await opened(pilot)
    await pilot.press("enter")
    await until(pilot, lambda: app.main_screen.reading is not None and app.main_screen.reader.size.width > 0)
    await pilot.pause()
    return app


def shown(app: AituiApp) -> str:
    """The reader's lines as they stand on the screen."""
    reader = app.main_screen.reader
    return "\n".join(reader.render_line(y).text for y in range(reader.size.height))
