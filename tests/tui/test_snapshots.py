"""What the screen looks like, cell by cell; `pytest --snapshot-update tests/tui/test_snapshots.py` renews it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from aitui.data.paths import Paths
from aitui.data.search.documents import TargetType
from aitui.translate.indexer import Indexer
from aitui.translate.models.transfer import Progress
from aitui.tui.app import AituiApp
from aitui.tui.model_news import ModelProgress
from aitui.tui.screens.models import ModelsScreen
from aitui.tui.screens.search import SearchScreen

from .conftest import opened, until

Compare = Callable[..., bool]


def ready(*keys: str, theme: str = "textual-dark") -> Callable[[Pilot[Any]], Any]:
    """Wait until everything about the article is known, then press keys."""

    async def run_before(pilot: Pilot[Any]) -> None:
        app = pilot.app
        assert isinstance(app, AituiApp)
        await opened(pilot)
        app.theme = theme
        await pilot.press("enter")
        screen = app.main_screen
        await until(pilot, lambda: screen.reading is not None and screen.reading.analysis is not None)
        for key in keys:
            await pilot.press(key)
        await pilot.pause()

    return run_before


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
def test_side_by_side_with_chinese(snap_compare: Compare, by_hand: Paths, size: tuple[int, int], theme: str) -> None:
    assert snap_compare(AituiApp(by_hand), terminal_size=size, run_before=ready("j", "j", "l", theme=theme))


def test_interleaved(snap_compare: Compare, by_hand: Paths) -> None:
    assert snap_compare(AituiApp(by_hand), terminal_size=(80, 24), run_before=ready("v", "j"))


def test_entities_beside_the_article(snap_compare: Compare, by_hand: Paths) -> None:
    assert snap_compare(AituiApp(by_hand), terminal_size=(120, 30), run_before=ready("e"))


def test_help(snap_compare: Compare, by_hand: Paths) -> None:
    assert snap_compare(AituiApp(by_hand), terminal_size=(100, 30), run_before=ready("question_mark"))


def test_copy_menu(snap_compare: Compare, by_hand: Paths) -> None:
    assert snap_compare(AituiApp(by_hand), terminal_size=(80, 24), run_before=ready("c"))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_search(snap_compare: Compare, by_hand: Paths, size: tuple[int, int]) -> None:
    # Indexed before, so that no result can come in later than another and find the cursor elsewhere.
    with Indexer(by_hand) as indexer:
        assert indexer.update(analyse=True)

    async def search(pilot: Pilot[Any]) -> None:
        app = pilot.app
        assert isinstance(app, AituiApp)
        await opened(pilot)
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen))
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        screen.box.cursor_blink = False
        screen.box.value = "peking"
        await until(pilot, lambda: TargetType.ENTITY in {finding.hit.type for finding in screen.results.findings})
        await until(pilot, lambda: "Beijing" in str(screen.preview.text.content))
        await pilot.pause()

    assert snap_compare(AituiApp(by_hand), terminal_size=size, run_before=search)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
def test_models(
    snap_compare: Compare,
    by_hand: Paths,
    size: tuple[int, int],
    theme: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    packs = tmp_path / "packs"
    (packs / "de_en_half").mkdir(parents=True)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(packs))

    async def show(pilot: Pilot[Any]) -> None:
        app = pilot.app
        assert isinstance(app, AituiApp)
        await opened(pilot)
        app.theme = theme
        await pilot.press("M")
        await until(pilot, lambda: isinstance(app.screen, ModelsScreen))
        screen = app.screen
        assert isinstance(screen, ModelsScreen)
        await pilot.press("down", "down", "down", "down", "down")
        screen.show_progress(
            ModelProgress("de_en 1.3", Progress("downloading", 45_000_000, 150_512_831, speed=4_200_000))
        )
        await pilot.pause()

    assert snap_compare(AituiApp(by_hand), terminal_size=size, run_before=show)
