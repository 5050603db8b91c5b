"""What the list says about each article, and the keys below it."""

from __future__ import annotations

import pytest
from textual.widgets._footer import FooterKey

from aitui.data.library import Library
from aitui.data.paths import Paths
from aitui.data.readers import Source
from aitui.tui.app import AituiApp
from aitui.tui.widgets.keys import Keys

from .conftest import opened, until

ENGLISH = "The city council has decided.\n\nThe new bridge over the river will be built after all, and soon.\n"


def facts(app: AituiApp) -> list[str]:
    """The second line of each article."""
    articles = app.main_screen.library_pane.articles
    return [
        str(articles.get_option_at_index(number).prompt).splitlines()[-1] for number in range(articles.option_count)
    ]


async def test_an_article_in_the_wanted_language_is_not_called_untranslated(paths: Paths) -> None:
    with Library(paths.library) as library:
        library.remove([entry.id for entry in library.entries()])
        library.add(Source("/articles/bridge.txt", ENGLISH, language="en"))
    async with AituiApp(paths).run_test(size=(120, 40)) as pilot:
        app = pilot.app
        assert isinstance(app, AituiApp)
        await opened(pilot)
        assert facts(app)[0].endswith("words · in English")
        await pilot.press("l")
        await until(pilot, lambda: facts(app)[0].endswith("translated"))


async def test_the_key_for_help_is_in_sight_on_a_narrow_terminal(paths: Paths) -> None:
    async with AituiApp(paths).run_test(size=(50, 20)) as pilot:
        app = pilot.app
        assert isinstance(app, AituiApp)
        await opened(pilot)
        keys = app.screen.query_one(Keys)
        await until(pilot, lambda: bool(keys.query(".-command-palette")))
        await pilot.pause()
        help_key = keys.query_one(".-command-palette")
        assert keys.region.contains_region(help_key.region)
        assert str(help_key.render()).split() == ["?", "Help"]


async def test_the_list_takes_the_whole_width_where_list_and_reader_take_turns(paths: Paths) -> None:
    async with AituiApp(paths).run_test(size=(80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, AituiApp)
        await opened(pilot)
        pane = app.main_screen.library_pane
        await until(pilot, lambda: pane.size.width == 80)
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: pane.size.width == 37)


async def test_the_next_article_takes_the_place_of_one_removed(paths: Paths) -> None:
    async with AituiApp(paths).run_test(size=(120, 40)) as pilot:
        app = pilot.app
        assert isinstance(app, AituiApp)
        await opened(pilot)
        screen = app.main_screen
        ids = [entry.id for entry in screen.library_pane.entries]
        await pilot.press("j", "enter", "tab", "d")
        await until(pilot, lambda: len(screen.library_pane.entries) == 4)
        assert screen.library_pane.highlighted == ids[2]
        assert screen.reading is not None
        assert screen.reading.article_id == ids[2]
        await pilot.press("G", "d")
        await until(pilot, lambda: len(screen.library_pane.entries) == 3)
        assert screen.library_pane.highlighted == ids[3]
        await pilot.press("d", "d", "d")
        await until(pilot, lambda: not screen.library_pane.entries)
        assert screen.reading is None
        assert screen.status_line.status.view == ""


async def test_a_filter_that_nothing_passes_says_so(paths: Paths) -> None:
    async with AituiApp(paths).run_test(size=(120, 40)) as pilot:
        app = pilot.app
        assert isinstance(app, AituiApp)
        await opened(pilot)
        await pilot.press("f", *"xyz")
        await until(pilot, lambda: facts(app) == ["  No such title; Esc shows all"])
        await pilot.press("escape")
        await until(pilot, lambda: len(facts(app)) == 5)


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_the_keys_to_search_and_to_leave_are_in_sight_whatever_has_the_focus(paths: Paths, width: int) -> None:
    async with AituiApp(paths).run_test(size=(width, 30)) as pilot:
        app = pilot.app
        assert isinstance(app, AituiApp)
        await opened(pilot)
        for _ in ("list", "reader"):
            keys = app.screen.query_one(Keys)

            def in_sight(keys: Keys = keys) -> list[str]:
                found = [key for key in keys.query(FooterKey) if keys.region.contains_region(key.region)]
                return [key.description for key in found]

            await until(pilot, lambda: {"Search", "Quit", "Help"} <= set(in_sight()))
            assert len(in_sight()) == len(keys.query(FooterKey)) >= 4
            await pilot.press("enter")
