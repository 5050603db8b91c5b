"""The card of a sentence on a small terminal: all of it can be reached, and its keys are always in sight."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from aitui.data.paths import Paths
from aitui.translate.translation import Guarded, Mark, MarkKind, Translation
from aitui.tui.app import AituiApp
from aitui.tui.screens.sentence import SentenceCard, SentenceFacts

from .conftest import read_first, until

GERMAN = " ".join(
    f"In Paragraf{number} hat die Regierung beschlossen, dass die Unternehmen mehr Geld bekommen sollen,"
    for number in range(1, 5)
)
ENGLISH = " ".join(
    f"For time {number} the government has decided that companies should get more money," for number in range(1, 5)
)
# Latin letters in it stay together wherever its lines break.
CHINESE = "".join(f"政府第{number}次决定，企业应该在未来几年得到明显更多的资金，" for number in range(1, 8)) + "OK。"
LONG = SentenceFacts(
    GERMAN,
    "de",
    "zh",
    Translation(
        GERMAN,
        CHINESE,
        ENGLISH,
        "bundled",
        (Mark(MarkKind.NUMBER, "4. is missing"),),
        (Guarded("Regierung", "政府", "org"),),
    ),
    ENGLISH,
)
OTHERS = tuple(
    Translation(GERMAN, f"A{number}：{CHINESE}Z{number}", ENGLISH, "model", (Mark(MarkKind.LENGTH, "long"),))
    for number in range(1, 6)
)
KEYS, KEEPS = "e edit · r back to the machine's · z undo", "Enter keeps it"


@asynccontextmanager
async def long_card(paths: Paths, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[Pilot[Any], SentenceCard]]:
    """The card of a sentence that has more to tell than the terminal has lines."""
    async with AituiApp(paths).run_test(size=size) as pilot:
        app = await read_first(pilot)
        card = SentenceCard(LONG, app.main_screen.corrections, lambda: OTHERS, lambda: None)
        await app.push_screen(card)
        await until(pilot, lambda: card.others.option_count == len(OTHERS) + 1)
        await pilot.pause()
        yield pilot, card


def screen_of(app: App[Any]) -> str:
    """The text that stands on the screen, without spaces."""
    pieces = re.findall(r"<text[^>]*>(.*?)</text>", app.export_screenshot(simplify=False))
    return "".join("".join(html.unescape(piece).split()) for piece in pieces)


async def pressed(pilot: Pilot[Any], *keys: str) -> str:
    """What stands on the screen after `keys`."""
    await pilot.press(*keys)
    await pilot.pause()
    return screen_of(pilot.app)


@pytest.mark.parametrize("key", ["down", "j", "pagedown"])
async def test_every_key_down_reaches_the_end_of_the_last_alternative(by_hand: Paths, key: str) -> None:
    async with long_card(by_hand) as (pilot, card):
        seen = [screen_of(pilot.app)]
        assert "Z5" not in seen[0]
        while card.others.highlighted != len(OTHERS) and len(seen) < 100:
            seen.append(await pressed(pilot, key))
        assert "Z5" in seen[-1]
        for number in range(1, 5):  # nothing is leapt over
            assert any(f"Paragraf{number}" in screen for screen in seen)
            assert any(f"A{number}" in screen for screen in seen)
            assert any(f"Z{number}" in screen for screen in seen)
        assert any("OK" in screen for screen in seen)
        assert any("4.ismissing" in screen for screen in seen)
        assert all(KEYS.replace(" ", "") in screen for screen in seen)


async def test_what_is_highlighted_is_in_sight_so_that_enter_takes_what_one_sees(by_hand: Paths) -> None:
    async with long_card(by_hand) as (pilot, card):
        for key in ["down"] * 30 + ["up"] * 2 + ["pageup"] + ["down", "pageup", "pagedown", "end", "up", "home", "up"]:
            screen = await pressed(pilot, key)
            number = card.others.highlighted
            assert number is None or (f"A{number}" in screen and f"Z{number}" in screen)
        assert card.others.highlighted is None
        await pressed(pilot, "enter")
        assert card.facts == LONG


async def test_the_way_back_leads_to_the_beginning(by_hand: Paths) -> None:
    async with long_card(by_hand) as (pilot, _):
        for there, back in (("end", "home"), ("end", "pageup"), ("end", "up")):
            assert "Paragraf1" not in await pressed(pilot, there)
            presses = {"home": 1, "pageup": 4, "up": 50}[back]
            assert "Paragraf1" in await pressed(pilot, *[back] * presses)


async def test_a_card_with_room_for_everything_does_not_scroll(by_hand: Paths) -> None:
    async with long_card(by_hand, (120, 60)) as (pilot, card):
        first = await pressed(pilot, "down")
        assert card.others.highlighted == 1
        assert "Paragraf1" in first
        assert "Z5" in first
        assert await pressed(pilot, "up") == screen_of(pilot.app)
        assert "Paragraf1" in screen_of(pilot.app)


@pytest.mark.parametrize("before", [(), ("end",)])
async def test_while_editing_the_end_of_the_text_and_the_key_that_keeps_it_are_in_sight(
    by_hand: Paths, before: tuple[str, ...]
) -> None:
    async with long_card(by_hand) as (pilot, card):
        await pressed(pilot, *before, "e")
        await until(pilot, lambda: card.editor.region.height > 1)
        for text in ("尾声一", "。" * 200 + "尾声二"):
            card.editor.insert(text)
            await pilot.pause()
            screen = await pressed(pilot)
            assert text[-3:] in screen
            assert KEEPS.replace(" ", "") in screen
        assert KEYS.replace(" ", "") in await pressed(pilot, "escape")


async def test_while_editing_only_what_is_to_be_translated_stands_above(by_hand: Paths) -> None:
    async with long_card(by_hand) as (pilot, card):
        await pressed(pilot, "e")
        assert "For time 1" in str(card.facts_view.content)
        assert "Made by" not in str(card.facts_view.content)
        await pressed(pilot, "escape")
        assert "Made by" in str(card.facts_view.content)
