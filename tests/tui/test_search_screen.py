"""The search box driven by keys, over real files and a real index."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Static

from aitui.data.library import Library
from aitui.data.paths import Paths
from aitui.data.readers import Source
from aitui.data.search.documents import TargetType
from aitui.data.search.index import SearchIndex, SearchResults
from aitui.translate.translator import Translator
from aitui.tui.app import AituiApp
from aitui.tui.screens.confirm import Confirm
from aitui.tui.screens.dialogs import ExportResults
from aitui.tui.screens.help import Help
from aitui.tui.screens.main import MainScreen
from aitui.tui.screens.search import SearchScreen

from .conftest import ARTICLE, opened, shown, until


async def search_opened(pilot: Pilot[None], key: str = "slash") -> SearchScreen:
    """Open the box, and wait until the index holds the whole library."""
    app = pilot.app
    assert isinstance(app, AituiApp)
    await opened(pilot)
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, SearchScreen))
    screen = app.screen
    assert isinstance(screen, SearchScreen)
    return screen


async def search(pilot: Pilot[None], screen: SearchScreen, query: str) -> None:
    """Type a query and wait for something to be found."""
    screen.box.value = query
    await until(pilot, lambda: screen.query_shown == query and bool(screen.results.findings))


def previewed(screen: SearchScreen) -> str:
    return str(screen.preview.text.content)


async def test_a_slash_opens_the_box_and_escape_leads_back_to_where_one_was(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = pilot.app
        assert isinstance(app, AituiApp)
        await opened(pilot)
        await pilot.press("enter", "down", "down")
        await search_opened(pilot)
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)
        assert app.main_screen.reader.has_focus
        assert app.main_screen.reader.cursor == 2


async def test_control_f_opens_the_box_from_a_line_of_text_and_from_a_dialog(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = pilot.app
        assert isinstance(app, AituiApp)
        await opened(pilot)
        await pilot.press("f", "slash")
        assert app.main_screen.library_pane.filter_box.value == "/"
        await search_opened(pilot, "ctrl+f")
        await pilot.press("escape", "escape", "a")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        screen = await search_opened(pilot, "ctrl+f")
        await search(pilot, screen, "morgen")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MainScreen))


async def test_results_come_from_the_first_letter_on_grouped_and_counted(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        await until(pilot, lambda: by_hand.search_index.exists())
        await pilot.press("p")
        await until(pilot, lambda: bool(screen.results.findings))
        await search(pilot, screen, "peking")
        types = {finding.hit.type for finding in screen.results.findings}
        await until(pilot, lambda: any(f.hit.type is TargetType.ENTITY for f in screen.results.findings))
        assert TargetType.ARTICLE in types
        headings = [str(option.prompt) for option in screen.results.options if option.disabled]
        assert any(heading.startswith("Articles · 1") for heading in headings)


def state(screen: SearchScreen) -> str:
    return str(screen.state.content)


async def test_the_count_is_that_of_the_results_that_can_be_walked_to(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        for query in ("der", "zug", "peking", "lichter gingen"):
            await search(pilot, screen, query)
            number = len(screen.results.findings)
            assert state(screen) == f"{number} found"
            headings = [str(option.prompt) for option in screen.results.options if option.disabled]
            assert sum(int(heading.rpartition("· ")[2]) for heading in headings) == number


async def test_of_more_than_fits_the_list_the_count_says_how_many_are_shown(by_hand: Paths) -> None:
    text = "\n\n".join(f"Nummer {number} steht im Regal." for number in range(400))
    with Library(by_hand.library) as library:
        library.add(Source("regal.txt", text, language="de"))
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        screen.box.value = "regal"
        await until(pilot, lambda: bool(re.fullmatch(r"60 of at least \d+ found", state(screen))))
        assert len(screen.results.findings) == 60


async def test_operators_without_a_sense_are_named_beside_the_count(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        await search(pilot, screen, "erste zug pünktlich lang:xx")
        assert state(screen).endswith("found  ·  lang:xx searched as text")
        await search(pilot, screen, "zug lang:de")
        assert state(screen).endswith("found")
        screen.box.value = "in:nonsense lang:xx"
        await until(pilot, lambda: state(screen).endswith("in:nonsense, lang:xx searched as text"))


async def test_the_preview_follows_a_sentence_that_is_translated_again(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        await search(pilot, screen, "gingen lichter")
        await until(pilot, lambda: "the lights went on" in previewed(screen))
        with Library(by_hand.library) as library, closing(Translator(by_hand.memory)) as another_program:
            another_program.store_by_hand("Am Abend gingen die Lichter an.", "en", "At nightfall the lamps were lit.")
            library.set_translated(next(iter(library.entries())).id, "en", 1)
        await until(pilot, lambda: "the lamps were lit" in previewed(screen))
        assert "the lights went on" not in previewed(screen)


async def test_found_letters_are_marked_in_the_original_spelling(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        await search(pilot, screen, "strassen")
        prompt = next(option.prompt for option in screen.results.options if "Straßen" in str(option.prompt))
        assert hasattr(prompt, "spans")
        marked = [prompt.plain[span.start : span.end] for span in prompt.spans if "warning" in str(span.style)]
        assert marked == ["Straßen"]


async def test_a_translated_sentence_is_found_and_shown_beside_its_source(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        await search(pilot, screen, "hardly anyone")
        await until(pilot, lambda: "fuhr kaum jemand" in previewed(screen))
        assert "hardly anyone was on the roads" in previewed(screen)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["wide", "small"])
async def test_enter_leads_to_the_sentence_with_the_match_in_colour(by_hand: Paths, size: tuple[int, int]) -> None:
    async with AituiApp(by_hand).run_test(size=size) as pilot:
        app = pilot.app
        assert isinstance(app, AituiApp)
        screen = await search_opened(pilot)
        await search(pilot, screen, "lichter")
        await pilot.press("enter")
        await until(pilot, lambda: app.main_screen.reading is not None and isinstance(app.screen, MainScreen))
        await pilot.pause()
        reader, reading = app.main_screen.reader, app.main_screen.reading
        assert reading is not None
        assert reading.text_of(reader.cursor) == "Am Abend gingen die Lichter an."
        assert reader.has_focus
        assert "Lichter" in shown(app)
        assert tinted(app) == ["Lichter"]
        await pilot.press("escape")
        assert tinted(app) == []
        assert reader.has_focus


def tinted(app: AituiApp) -> list[str]:
    """The pieces of text in the reader that are coloured as found."""
    reader = app.main_screen.reader
    colour = reader.get_component_rich_style("reader--match").bgcolor
    lines = [reader.render_line(y) for y in range(reader.size.height)]
    return [part.text for line in lines for part in line if part.style and part.style.bgcolor == colour]


async def test_a_match_in_chinese_is_shown_in_chinese(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = pilot.app
        assert isinstance(app, AituiApp)
        screen = await search_opened(pilot)
        await search(pilot, screen, "灯亮")
        await until(pilot, lambda: "灯亮" in previewed(screen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MainScreen) and app.main_screen.language == "zh")
        await pilot.pause()
        assert "灯亮" in "".join(tinted(app))


async def test_what_another_program_adds_and_removes_is_followed(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        await search(pilot, screen, "pünktlich")
        with Library(by_hand.library) as library:
            library.remove([entry.id for entry in library.entries()])
            library.add(Source("neu.txt", "Ein Schaffner wartet.\n\nEr steht am Bahnsteig und wartet auf den Zug."))
        await search(pilot, screen, "bahnsteig")
        screen.box.value = "pünktlich"
        await until(pilot, lambda: screen.query_shown == "pünktlich" and not screen.results.findings)


async def test_entities_are_found_once_the_articles_are_analysed(app: AituiApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        screen.box.value = "百度"
        await until(pilot, lambda: any(finding.hit.key == "baidu" for finding in screen.results.findings))
        assert screen.results.finding is not None
        assert screen.results.finding.hit.key == "baidu"


async def test_up_in_an_empty_box_walks_through_earlier_searches(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        for query in ("lichter", "zug"):
            screen = await search_opened(pilot)
            await search(pilot, screen, query)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, MainScreen))
        screen = await search_opened(pilot)
        assert [str(option.prompt) for option in screen.results.options] == ["Earlier searches", "zug", "lichter"]
        await pilot.press("up")
        assert screen.box.value == "zug"
        await pilot.press("up", "up")
        assert screen.box.value == "lichter"
        await pilot.press("escape")
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        await pilot.press("down", "down", "enter")
        assert screen.box.value == "lichter"


async def test_arrows_walk_the_results_while_the_box_keeps_the_focus(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        await search(pilot, screen, "der")
        first = screen.results.finding
        await pilot.press("down")
        assert screen.results.finding != first
        await pilot.press("up", "up", "up")
        assert screen.results.finding == first
        assert screen.box.has_focus
        assert screen.box.value == "der"


async def test_one_result_or_all_are_copied(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = pilot.app
        screen = await search_opened(pilot)
        await search(pilot, screen, "zug")
        for key, wanted in (("o", 1), ("a", len(screen.results.findings))):
            await pilot.press("ctrl+y")
            await until(pilot, lambda: app.screen is not screen)
            await pilot.press(key)
            await until(pilot, lambda wanted=wanted: len(app.clipboard.splitlines()) == wanted)
            assert "Der erste Zug kam pünktlich. — “Ein Tag in Peking”, " in app.clipboard
            assert "peking.txt" in app.clipboard


async def exported(pilot: Pilot[None], screen: SearchScreen, file: Path) -> None:
    await pilot.press("ctrl+s")
    await until(pilot, lambda: pilot.app.screen is not screen)
    pilot.app.screen.query_one(Input).value = str(file)
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen is screen)


async def test_results_are_written_as_json_lines_and_as_markdown(by_hand: Paths, tmp_path: Path) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        await search(pilot, screen, "zug")
        lines, page = tmp_path / "zug.jsonl", tmp_path / "zug.md"
        await exported(pilot, screen, lines)
        await until(pilot, lines.exists)
        found = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
        assert len(found) == len(screen.results.findings)
        for hit in found:
            if hit["language"] == "de" and hit["type"] == "sentence":
                assert ARTICLE[hit["start"] : hit["end"]] == hit["text"]
        await exported(pilot, screen, page)
        await until(pilot, page.exists)
        assert page.read_text(encoding="utf-8").startswith("# zug\n\n## ")


async def test_an_export_without_a_name_asks_again(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        await search(pilot, screen, "zug")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportResults))
        await pilot.press("space", "enter")
        assert isinstance(pilot.app.screen, ExportResults)
        await pilot.press("escape")
        assert pilot.app.screen is screen


async def test_enter_before_the_results_are_there_opens_the_first_of_them(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        await search(pilot, screen, "zug")
        screen.box.value = "in:sentence lichter"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, MainScreen))
        assert isinstance(pilot.app, AituiApp)
        reader = pilot.app.main_screen.reader
        assert reader.reading is not None
        assert "Lichter" in reader.reading.text_of(reader.cursor)


async def test_the_help_begins_with_the_keys_of_the_search(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(80, 24)) as pilot:
        await search_opened(pilot)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, Help))
        titles = [str(title.content) for title in pilot.app.screen.query(".dialog-title").results(Static)]
        assert titles[0] == "Search"


async def test_a_match_at_the_end_of_a_sentence_taller_than_the_screen_is_in_sight(by_hand: Paths) -> None:
    text = "Es begann mit " + "vielen kleinen Dingen und " * 90 + "endete mit einem Zitronenfalter im Garten."
    with Library(by_hand.library) as library:
        library.add(Source("falter.txt", text, language="de"))
    async with AituiApp(by_hand).run_test(size=(80, 24)) as pilot:
        screen = await search_opened(pilot)
        await search(pilot, screen, "in:sentence zitronenfalter")
        await until(pilot, lambda: "Zitronenfalter" in previewed(screen))
        assert previewed(screen).startswith("… ")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, MainScreen))
        assert isinstance(pilot.app, AituiApp)
        app = pilot.app
        await until(pilot, lambda: "Zitronenfalter" in shown(app))


async def test_a_library_overwritten_while_searching_is_named_and_no_crash(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = pilot.app
        screen = await search_opened(pilot)
        await search(pilot, screen, "zug")
        for file in by_hand.library.parent.glob("library.sqlite3*"):
            file.write_bytes(b"\xff" * max(8192, file.stat().st_size))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MainScreen))
        await until(pilot, lambda: any("library.sqlite3" in note.message for note in app._notifications))
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen))


async def test_an_export_overwrites_a_file_only_if_a_person_says_so(by_hand: Paths, tmp_path: Path) -> None:
    file = tmp_path / "da.md"
    file.write_text("mein", encoding="utf-8")
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        await search(pilot, screen, "zug")
        for key, begins in (("n", "mein"), ("y", "# zug")):
            await pilot.press("ctrl+s")
            await until(pilot, lambda: pilot.app.screen is not screen)
            pilot.app.screen.query_one(Input).value = str(file)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
            await pilot.press(key)
            await until(pilot, lambda: pilot.app.screen is screen)
            await until(pilot, lambda begins=begins: file.read_text(encoding="utf-8").startswith(begins))


async def test_typing_fast_drops_the_searches_it_overtakes(by_hand: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        await search(pilot, screen, "zug")
        gate, reached, begun, finished = threading.Event(), threading.Event(), [], []
        real = SearchIndex.search

        def gated(
            self: SearchIndex, text: str, *, limit: int = 20, should_stop: Callable[[], bool] = lambda: False
        ) -> SearchResults | None:
            begun.append(text)
            reached.set()
            assert gate.wait(60)
            results = real(self, text, limit=limit, should_stop=should_stop)
            if results is not None:
                finished.append(text)
            return results

        monkeypatch.setattr(SearchIndex, "search", gated)
        screen.box.value = ""
        await pilot.press("m")
        await until(pilot, reached.is_set)
        await pilot.press(*"orgen")
        # The box has taken every letter although the search for the first one still hangs.
        assert screen.box.value == "morgen"
        gate.set()
        await until(pilot, lambda: screen.query_shown == "morgen")
        assert begun == ["m", "morgen"]
        assert finished == ["morgen"]


@pytest.mark.parametrize(
    "query",
    [
        " ",
        "a",
        "?!…„“",
        "😀",
        "AND NOT (",
        "in:title @zhou",
        '"',
        "*",
        "NEAR(zug, 5) OR",
        r"^(a+)+$ [\w]*",
        "zug " * 2500,
        "x" * 10_000,
        "[bold]zug[/x] [@click=app.quit]hier[/]",
    ],
    ids=lambda query: query[:12],
)
async def test_any_query_is_answered_and_the_box_goes_on(by_hand: Paths, query: str) -> None:
    async with AituiApp(by_hand).run_test(size=(80, 24)) as pilot:
        screen = await search_opened(pilot)
        await search(pilot, screen, "zug")
        screen.box.value = query
        await until(pilot, lambda: screen.query_shown == query.strip() or screen.query_shown == query)
        await search(pilot, screen, "lichter")


async def test_control_characters_that_are_pasted_never_reach_the_screen(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(80, 24)) as pilot:
        screen = await search_opened(pilot)
        screen.box.post_message(events.Paste("zu\x1b[31mg\x07\nkam\u202e"))
        await until(pilot, lambda: screen.box.value == "zug kam")


async def test_text_that_is_found_is_never_markup(by_hand: Paths) -> None:
    hostile = (
        "Ein Anfang\n\nEin \x1b[31mroter\x1b]52;c;eA==\x07 [/x] [@click=app.quit]Satz[/] steht hier.\n\nUnd noch einer."
    )
    with Library(by_hand.library) as library:
        library.add(Source("boese.txt", hostile, language="de"))
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        await search(pilot, screen, "satz")
        await until(pilot, lambda: "Satz" in previewed(screen))
        prompt = next(option.prompt for option in screen.results.options if "roter" in str(option.prompt))
        assert "Ein roter [/x] [@click=app.quit]Satz[/] steht hier." in str(prompt)
        assert "\x1b" not in previewed(screen)


async def test_an_index_cut_in_half_is_built_anew(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        await search(pilot, screen, "zug")
        await pilot.press("escape")
    by_hand.search_index.write_bytes(by_hand.search_index.read_bytes()[: by_hand.search_index.stat().st_size // 2])
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        await search(pilot, screen, "zug")


async def test_an_index_cut_or_deleted_while_the_app_runs_is_built_anew(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        await search(pilot, screen, "zug")
        index = by_hand.search_index
        with index.open("r+b") as file:
            file.truncate(index.stat().st_size // 2)
        await search(pilot, screen, "lichter")
        index.unlink()
        await search(pilot, screen, "morgen")
        await until(pilot, index.exists)


async def test_a_library_deleted_while_searching_is_no_crash(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await search_opened(pilot)
        await search(pilot, screen, "zug")
        for file in by_hand.library.parent.glob("library.sqlite3*"):
            file.unlink()
        await search(pilot, screen, "lichter")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, MainScreen))
