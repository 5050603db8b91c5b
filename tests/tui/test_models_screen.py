"""The models screen over a real server and real packs."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from aitui.data.paths import Paths
from aitui.translate.models import catalogue
from aitui.translate.models.install import Installer
from aitui.translate.translation import BY_HAND
from aitui.translate.translator import Translator
from aitui.tui.app import AituiApp
from aitui.tui.screens.confirm import Confirm
from aitui.tui.screens.dialogs import AskPath
from aitui.tui.screens.models import ModelsScreen
from tests.translate.models.conftest import members, zipped
from tests.translate.models.server import File, Site

from .conftest import SMALL, opened, until


@pytest.fixture(scope="session")
def pack() -> bytes:
    files = members("de_en")
    files["metadata.json"] = json.dumps(json.loads(files["metadata.json"]) | {"package_version": "7.0"}).encode()
    return zipped(files, "pack")


def offer(paths: Paths, *links: str) -> None:
    """Let the list of models hold de_en 7.0 alone."""
    entry = {"package_version": "7.0", "from_code": "de", "to_code": "en", "links": list(links)}
    catalogue.store(paths.models, json.dumps([entry]).encode())


def app_of(pilot: Pilot[Any]) -> AituiApp:
    assert isinstance(pilot.app, AituiApp)
    return pilot.app


async def models(pilot: Pilot[Any]) -> ModelsScreen:
    await pilot.press("M")
    await until(pilot, lambda: isinstance(pilot.app.screen, ModelsScreen))
    await pilot.pause()
    assert isinstance(pilot.app.screen, ModelsScreen)
    return pilot.app.screen


def rows(screen: ModelsScreen) -> list[str]:
    options = screen.query_one(OptionList)
    return [str(options.get_option_at_index(index).prompt) for index in range(options.option_count)]


async def mark(pilot: Pilot[Any], screen: ModelsScreen, name: str) -> None:
    options = screen.query_one(OptionList)
    options.highlighted = next(
        index
        for index in range(options.option_count)
        if name in str(options.get_option_at_index(index).prompt) and options.get_option_at_index(index).id
    )
    await pilot.pause()


async def answer(pilot: Pilot[Any], key: str) -> str:
    """Answer the question in front; the question."""
    await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
    await pilot.pause()
    question = pilot.app.screen
    assert isinstance(question, Confirm)
    text = question.question
    await pilot.press(key)
    await until(pilot, lambda: pilot.app.screen is not question)
    return text


def engines(app: AituiApp, language: str = "en") -> set[str]:
    """What made the translations of the open article."""
    reading = app.main_screen.reading
    if reading is None:
        return set()
    return {made.engine for made in reading.in_language(language) if made is not None}


async def test_a_model_is_installed_while_a_person_reads_on_and_translates_again_what_was_not_made_by_hand(
    by_hand: Paths, packs: Path, site: Site, pack: bytes
) -> None:
    gate = threading.Event()
    offer(by_hand, site.put("/m.argosmodel", File(pack, wait=gate, wait_at=len(pack) // 2)))
    forgotten = "Niemand sprach von etwas anderem."
    translator = Translator(by_hand.memory)
    translator.forget_by_hand(forgotten, "en")
    translator.close()
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        app = app_of(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: len(engines(app)) == 2)  # by hand and by the bundled model
        screen = await models(pilot)
        await mark(pilot, screen, "de_en 7.0")
        await pilot.press("enter")
        assert "No checksum is known" in await answer(pilot, "y")
        await until(
            pilot,
            lambda: (
                "downloading" in str(screen.state.content) and f"/{len(pack) / 1e6:.1f} MB" in str(screen.state.content)
            ),
        )
        await pilot.press("escape")
        await until(pilot, lambda: "downloading de_en 7.0" in app.main_screen.status_line.aside)
        before = app.main_screen.reader.cursor
        await pilot.press("j", "j")
        assert app.main_screen.reader.cursor == before + 2
        gate.set()
        assert "by hand stays" in await answer(pilot, "y")
        await until(pilot, lambda: "de_en 7.0" in engines(app))
        reading = app.main_screen.reading
        assert reading is not None
        made = {
            reading.text_of(index): made.engine
            for index, made in enumerate(reading.in_language("en"))
            if made is not None
        }
        assert made.pop(forgotten) == "de_en 7.0"
        assert set(made.values()) == {BY_HAND}
        assert app.main_screen.status_line.aside == ""
        assert "de_en 7.0" in app.main_screen.status_line.status.model


async def test_a_download_can_be_stopped_and_taken_up_again(
    by_hand: Paths, packs: Path, site: Site, pack: bytes
) -> None:
    gate = threading.Event()
    file = File(pack, wait=gate, wait_at=len(pack) // 2)
    offer(by_hand, site.put("/m.argosmodel", file))
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        screen = await models(pilot)
        await mark(pilot, screen, "de_en 7.0")
        await pilot.press("enter")
        await answer(pilot, "y")
        await until(pilot, lambda: "downloading" in str(screen.state.content))
        await pilot.press("s")
        await until(pilot, lambda: app_of(pilot).model_work.current is None)
        gate.set()
        (part,) = by_hand.downloads.glob("*.part")
        assert part.stat().st_size > 1_000_000
        assert not packs.exists() or list(packs.iterdir()) == []
        await pilot.press("enter")
        await answer(pilot, "y")
        await until(pilot, lambda: any("de_en 7.0" in row and "installed" in row for row in rows(screen)))
        assert site.asked[-1].range is not None


async def test_leaving_the_app_during_a_download_takes_no_time_and_leaves_the_part(
    by_hand: Paths, packs: Path, site: Site, pack: bytes
) -> None:
    gate = threading.Event()
    offer(by_hand, site.put("/m.argosmodel", File(pack, wait=gate, wait_at=len(pack) // 2)))
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        screen = await models(pilot)
        await mark(pilot, screen, "de_en 7.0")
        await pilot.press("enter")
        await answer(pilot, "y")
        await until(pilot, lambda: "downloading" in str(screen.state.content))
        await pilot.press("escape", "q")
    gate.set()
    assert list(by_hand.downloads.glob("*.part"))


async def test_choosing_verifying_and_removing(by_hand: Paths, packs: Path, tmp_path: Path, pack: bytes) -> None:
    path = tmp_path / "x.argosmodel"
    path.write_bytes(pack)
    Installer(by_hand.models, by_hand.downloads, packs).from_path(path, vouched=True)
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        app = app_of(pilot)
        screen = await models(pilot)
        assert str(screen.routes.content).splitlines()[0].endswith("de_en 7.0")
        await mark(pilot, screen, SMALL)
        await pilot.press("enter")
        await until(pilot, lambda: f"bundled {SMALL}" in str(screen.routes.content).splitlines()[0])
        assert any("chosen" in row for row in rows(screen))
        assert app.translating.translator.label("en").startswith("bundled")
        await pilot.press("b")
        await until(pilot, lambda: "bundled" not in str(screen.routes.content).splitlines()[0])
        await mark(pilot, screen, "de_en 7.0")
        await pilot.press("v")
        await until(pilot, lambda: any("works" in str(notice.message) for notice in app._notifications))
        model = packs / "translate-de_en-7_0" / "model" / "model.bin"
        model.write_bytes(bytes(1000))
        os.utime(model, ns=(1, 1))
        await pilot.press("v")
        await until(pilot, lambda: any("damaged" in row for row in rows(screen)))
        assert f"bundled {SMALL}" in str(screen.routes.content)
        await mark(pilot, screen, "damaged")
        await pilot.press("d")
        assert "translate-de_en-7_0" in await answer(pilot, "y")
        await until(pilot, lambda: list(packs.iterdir()) == [])
        await until(pilot, lambda: not any("damaged" in row for row in rows(screen)))
        await mark(pilot, screen, SMALL)
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, ModelsScreen)  # a bundled one: nothing to ask


async def test_a_file_that_nothing_is_known_of_is_installed_after_a_question(
    by_hand: Paths, packs: Path, tmp_path: Path, pack: bytes
) -> None:
    path = tmp_path / "x.argosmodel"
    path.write_bytes(pack)
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        screen = await models(pilot)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskPath))
        pilot.app.screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        assert "no checksum is known for de_en 7.0" in await answer(pilot, "y")
        await until(pilot, lambda: any("installed" in row for row in rows(screen)))


async def test_a_folder_without_a_model_is_named_and_nothing_is_begun(
    by_hand: Paths, packs: Path, tmp_path: Path
) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        screen = await models(pilot)
        before = rows(screen)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskPath))
        pilot.app.screen.query_one(Input).value = str(tmp_path)
        await pilot.press("enter")
        await until(pilot, lambda: bool(pilot.app._notifications))
        (notice,) = pilot.app._notifications
        assert notice.message == f"{tmp_path}: there is no .argosmodel file in this folder, and it is no model"
        assert rows(screen) == before


async def test_what_another_program_installs_is_used_without_a_restart(
    by_hand: Paths, packs: Path, tmp_path: Path, pack: bytes
) -> None:
    path = tmp_path / "x.argosmodel"
    path.write_bytes(pack)
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        app = app_of(pilot)
        assert app.translating.translator.uses_bundled("en")
        Installer(by_hand.models, by_hand.downloads, packs).from_path(path, vouched=True)
        await until(pilot, lambda: not app.translating.translator.uses_bundled("en"))


async def test_a_server_that_fails_is_told_and_reading_goes_on(by_hand: Paths, packs: Path, site: Site) -> None:
    offer(by_hand, site.put("/m", File(b"<html>Log in</html>")))
    async with AituiApp(by_hand).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        app = app_of(pilot)
        screen = await models(pilot)
        await mark(pilot, screen, "de_en 7.0")
        await pilot.press("enter")
        await answer(pilot, "y")
        await until(pilot, lambda: any("a web page" in str(notice.message) for notice in app._notifications))
        assert app.model_work.current is None


async def test_a_server_is_asked_for_once_and_shown_as_online(paths: Paths, packs: Path, site: Site) -> None:
    def translate(path: str, body: bytes) -> tuple[int, dict[str, str], bytes]:
        made = [f"Sent: {text}" for text in json.loads(body)["q"]]
        return 200, {"Content-Type": "application/json"}, json.dumps({"translatedText": made}).encode()

    site.post = translate
    paths.config.mkdir(parents=True)
    (paths.config / "config.toml").write_text(f'[libretranslate]\naddress = "{site.address}"\nsped = 1\n')
    async with AituiApp(paths).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        app = app_of(pilot)
        await until(pilot, lambda: any("config.toml:3" in str(notice.message) for notice in app._notifications))
        assert not app.main_screen.status_line.status.online  # a table with a mistake is as if it were not there
    (paths.config / "config.toml").write_text(f'[libretranslate]\naddress = "{site.address}"\n')
    async with AituiApp(paths).run_test(size=(120, 40)) as pilot:
        app = app_of(pilot)
        await opened(pilot)
        await until(pilot, lambda: engines(app) == {f"bundled {SMALL}"})
        assert site.address in await answer(pilot, "y")
        await until(pilot, lambda: app.main_screen.status_line.status.online)
        assert "ONLINE" in app.main_screen.status_line.render().plain
        assert "Translate this article again" in await answer(pilot, "y")
        await until(pilot, lambda: any(asked.body for asked in site.asked))
    sent = len(site.asked)
    async with AituiApp(paths).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        app = app_of(pilot)
        await until(pilot, lambda: app.main_screen.status_line.status.online)
        assert not isinstance(app.screen, Confirm)
        assert len(site.asked) >= sent
        await pilot.press("M")
        await until(pilot, lambda: isinstance(app.screen, ModelsScreen))
