"""What marks, sentence card and glossary look like; `pytest --snapshot-update` with this file renews it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Footer, Input

from aitui.data.paths import Paths
from aitui.translate.glossary.file import GlossaryFile
from aitui.translate.glossary.term import GlossaryTerm
from aitui.translate.translation import Guarded, Mark, MarkKind, Translation
from aitui.tui.app import AituiApp
from aitui.tui.screens.sentence import SentenceCard, SentenceFacts

from .conftest import read_first, until
from .test_correcting import doubt
from .test_glossary_screen import editor_of, glossary_of

Compare = Callable[..., bool]
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
THEMES = pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])

GERMAN = "Am 9. Juli hat Kuaishou 38.000 [bold]neue[/bold] Nutzer gewonnen, sagte ein Sprecher in Peking."
ENGLISH = "On July 9, Kuaishou gained 38,000 [bold]new[/bold] users, a spokesman said in Beijing."
CHINESE = "7月9日，快手赢得了38 000名[bold]新[/bold]用户，北京的一位发言人说。"
FACTS = SentenceFacts(
    GERMAN,
    "de",
    "zh",
    Translation(
        GERMAN,
        CHINESE,
        ENGLISH,
        "bundled de_en 0.1 → en_zh 0.2",
        (Mark(MarkKind.NUMBER, "38.000 is missing"), Mark(MarkKind.QUOTATION, "a quotation mark is not closed")),
        (
            Guarded("9. Juli", "7月9日", "date"),
            Guarded("Kuaishou", "快手", "org", "kuaishou"),
            Guarded("Peking", "北京", "place"),
        ),
    ),
    ENGLISH,
)
OTHERS = (
    Translation(GERMAN, "7月9日，快手新增38,000名[bold]新[/bold]用户，一位发言人在北京表示。", ENGLISH, "model"),
    Translation(GERMAN, "7月9日，快手赢得了三万八千名用户。", ENGLISH, "model", (Mark(MarkKind.LENGTH, "short"),)),
)
TERMS = (
    GlossaryTerm("Bundeskanzleramt", "Federal Chancellery", "联邦总理府", "org", "in all reports"),
    GlossaryTerm("Künstliche Intelligenz", "artificial intelligence", "人工智能"),
    GlossaryTerm("[bold]Müll[/x]", "[@click=app.quit]waste"),
    GlossaryTerm("Zug", "train", "火车", note="a note that is rather longer than the column that it stands in"),
)


@SIZES
@THEMES
def test_sentence_card(snap_compare: Compare, by_hand: Paths, size: tuple[int, int], theme: str) -> None:
    async def show(pilot: Pilot[Any]) -> None:
        app = await read_first(pilot)
        app.theme = theme
        await app.push_screen(SentenceCard(FACTS, app.main_screen.corrections, lambda: OTHERS, lambda: None))
        card = app.screen
        assert isinstance(card, SentenceCard)
        await until(pilot, lambda: card.others.option_count == 3)
        await pilot.pause()

    assert snap_compare(AituiApp(by_hand), terminal_size=size, run_before=show)


@SIZES
def test_editing_a_sentence(snap_compare: Compare, by_hand: Paths, size: tuple[int, int]) -> None:
    async def show(pilot: Pilot[Any]) -> None:
        app = await read_first(pilot)
        # Behind the card, the keys follow the focus a moment later or not at all, as the machine is busy.
        app.main_screen.query_one(Footer).display = False
        await app.push_screen(SentenceCard(FACTS, app.main_screen.corrections, lambda: OTHERS, lambda: None))
        card = app.screen
        assert isinstance(card, SentenceCard)
        await until(pilot, lambda: card.others.option_count == 3)
        card.editor.cursor_blink = False
        await pilot.press("e")
        # The editor takes the place of the list; until the layout has followed, both want room and it scrolls.
        dialog = card.query_one(VerticalScroll)
        await until(pilot, lambda: card.editor.has_focus and not dialog.show_vertical_scrollbar)
        await pilot.pause()

    assert snap_compare(AituiApp(by_hand), terminal_size=size, run_before=show)


@SIZES
@THEMES
def test_glossary(snap_compare: Compare, by_hand: Paths, size: tuple[int, int], theme: str) -> None:
    GlossaryFile(by_hand.glossary).add(TERMS)

    async def show(pilot: Pilot[Any]) -> None:
        screen = await glossary_of(pilot)
        pilot.app.theme = theme
        await until(pilot, lambda: screen.table.row_count == len(TERMS))
        await pilot.press("down")
        await until(pilot, lambda: screen.table.cursor_row == 1)
        await pilot.pause()

    assert snap_compare(AituiApp(by_hand), terminal_size=size, run_before=show)


@SIZES
def test_adding_a_term(snap_compare: Compare, by_hand: Paths, size: tuple[int, int]) -> None:
    async def show(pilot: Pilot[Any]) -> None:
        app = await read_first(pilot)
        screen = app.main_screen
        await until(pilot, lambda: screen.reading is not None and screen.reading.analysis is not None)
        editor = await editor_of(pilot, "plus")
        for box in editor.query(Input):
            box.cursor_blink = False
        await pilot.pause()

    assert snap_compare(AituiApp(by_hand), terminal_size=size, run_before=show)


@SIZES
def test_marks(snap_compare: Compare, by_hand: Paths, size: tuple[int, int]) -> None:
    async def show(pilot: Pilot[Any]) -> None:
        app = await read_first(pilot)
        screen = app.main_screen
        await until(pilot, lambda: screen.reading is not None and screen.reading.analysis is not None)
        await doubt(pilot, app, (1, 4, 6))
        await pilot.press("x")
        await pilot.pause()

    assert snap_compare(AituiApp(by_hand), terminal_size=size, run_before=show)
