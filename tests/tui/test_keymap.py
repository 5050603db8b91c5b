"""Keys of one's own: what the table `[keys]` says holds in the app, its lines, its help; what cannot be is named."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from subprocess import run

import pytest
from textual.binding import Binding

from aitui.data.config import Config, read_config
from aitui.data.paths import Paths
from aitui.tui.app import AituiApp
from aitui.tui.keymap import groups, read_keymap, rebound
from aitui.tui.screens.help import Help
from tests.tui.conftest import opened, read_first

COMMAND = [sys.executable, "-m", "aitui.tui"]


def configured(paths: Paths, *lines: str) -> Paths:
    paths.config.mkdir(parents=True, exist_ok=True)
    (paths.config / "config.toml").write_text("\n".join(["[keys]", *lines]), encoding="utf-8")
    return paths


def wrong(paths: Paths, *lines: str) -> list[str]:
    configured(paths, *lines)
    keymap, mistakes = read_keymap(read_config(paths.config)[0], paths)
    assert len(keymap) + len(mistakes) == len(lines)
    return [f"{str(mistake.where).rpartition(':')[2]} {mistake.what}. {mistake.remedy}" for mistake in mistakes]


async def test_a_chosen_key_works_the_usual_one_no_longer_and_the_help_tells(by_hand: Paths) -> None:
    app = AituiApp(configured(by_hand, '"reader.next-sentence" = "h, down"', 'language = "ctrl+l"'))
    async with app.run_test(size=(120, 40)) as pilot:
        await read_first(pilot)
        reader = app.main_screen.reader
        place = reader.cursor
        await pilot.press("j")
        assert reader.cursor == place
        await pilot.press("h")
        assert reader.cursor != place
        await pilot.press("ctrl+l")
        assert app.main_screen.language == "zh"
        await pilot.press("question_mark")
        assert isinstance(app.screen, Help)
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        assert next(line.split() for line in lines if "Next sentence" in line)[1:3] == ["h", "↓"]


async def test_a_line_that_names_a_key_names_the_chosen_one(app: AituiApp) -> None:
    configured(app.paths, '"library.undo" = "f9"', 'models = "f8"')
    told: list[str] = []
    async with app.run_test(size=(160, 40)) as pilot:
        await opened(pilot)
        app.main_screen.library_pane.articles.focus()
        await pilot.press("d")
        await pilot.pause()
        told = [notification.message for notification in app._notifications]
        assert any("f9 brings it back" in message for message in told)
        before = len(app.main_screen.library_pane.entries)
        await pilot.press("f9")
        await pilot.pause()
        assert len(app.main_screen.library_pane.entries) == before + 1
        assert app.main_screen.status_line.status.advice == "small models; f8 gets better ones"


async def test_what_is_wrong_is_told_and_the_usual_key_holds(app: AituiApp) -> None:
    configured(app.paths, 'language = "v"')
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.pause()
        (message,) = [notification.message for notification in app._notifications]
        assert "config.toml:2: language: v already is 'view'" in message
        await pilot.press("l")
        assert app.main_screen.language == "zh"


def test_an_action_or_a_key_that_does_not_exist_is_named_with_its_line(paths: Paths) -> None:
    assert wrong(
        paths, '"reader.next-sentense" = "h"', 'view = "hh"', "theme = ''", '"zzz" = "h"', "quit = 'crtl+q'"
    ) == [
        "2 unknown action 'reader.next-sentense'. Do you mean 'reader.next-sentence'? `aitui keys` lists all",
        "3 view: 'hh' is no key. Write keys like n, N, ctrl+n, f5 or space, several with commas between; a comma is comma",
        "4 theme: no key is given. Write keys like n, N, ctrl+n, f5 or space, several with commas between; a comma is comma",
        "5 unknown action 'zzz'. `aitui keys` lists all",
        "6 quit: 'crtl+q' is no key. Write keys like n, N, ctrl+n, f5 or space, several with commas between; a comma is comma",
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('quit = "ctrl+c"', "ctrl+c copies"),
        ('help = "ctrl+p"', "ctrl+p opens the palette"),
        ('"search.anywhere" = "h"', "h is typed there"),
        ('"search.copy" = "space"', "space is typed there"),
        ('"library.remove" = "up"', "up moves in lists"),
        ('"models.verify" = "enter"', "enter moves in lists"),
        ('view = "ctrl+m"', "a terminal sends ctrl+m as enter"),
        ('view = "Escape"', "'Escape' is no key"),
        ('view = "snowman"', "'snowman' is no key"),
        ("view = true", "'True' is no key"),
        ('view = "shift+n"', "'shift+n' is no key"),
        ('view = "ctrl+ü"', "'ctrl+ü' is no key"),
        ('view = ","', "no key is given"),
        ('view = "ctrl+["', "'ctrl+[' is no key"),
        ('view = "ctrl+left_square_bracket"', "a terminal sends ctrl+left_square_bracket as escape"),
        ('view = "ctrl++"', "'ctrl++' is no key"),
    ],
    ids=range(16),
)
def test_keys_that_mean_something_everywhere_or_cannot_be_typed_are_refused(paths: Paths, line: str, told: str) -> None:
    assert told in wrong(paths, line)[0]


def test_keys_of_lists_may_be_the_readers_and_their_own(paths: Paths) -> None:
    assert not wrong(
        paths, '"reader.next-block" = "pagedown"', '"reader.page-down" = "space"', '"sentence" = "enter,y"'
    )
    assert not wrong(
        paths, '"search.copy" = "ctrl+k"', 'view = "ü, comma,minus,ctrl+f4,"', '"library.clear-filter" = "f4"'
    )
    assert not wrong(paths, 'escape = "f4"', '"library.clear-filter" = "f4"')


def test_keys_may_change_places_and_be_the_same_where_they_never_meet(paths: Paths) -> None:
    assert not wrong(paths, 'view = "l"', 'language = "v"')
    assert not wrong(paths, '"models.verify" = "l"', '"library.star" = "j"', '"library.down" = "asterisk"')
    assert not wrong(paths, '"reader.next-block" = "}"', '"reader.first" = ["h", "home"]', 'overview = "shift+f2"')


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (['"reader.last" = "l"'], ["reader.last: l already is 'language'"]),  # a part and the screen around it
        (['"library.sort" = "q"'], ["library.sort: q already is 'quit'"]),  # and the app
        (['"search.copy" = "shift+down"'], ["search.copy: shift+down already is 'search.preview-down'"]),
        (['view = "h"', 'language = "h"'], ["language: h already is 'view'"]),
        (['view = "l"', 'language = "q"'], ["language: q already is 'quit'", "view: l already is 'language'"]),
    ],
    ids=range(5),
)
def test_a_key_that_does_something_else_in_the_same_place_is_left_where_it_is(
    paths: Paths, lines: list[str], named: list[str]
) -> None:
    mistakes = wrong(paths, *lines)
    assert sorted(mistake.partition(" (")[0].partition(" ")[2] for mistake in mistakes) == named


def test_names_are_written_with_quotation_marks_or_without(paths: Paths) -> None:
    configured(paths, 'mark.next = "h"', '"mark.previous" = ["H", "f4"]')
    assert read_config(paths.config)[0] == Config(keys={"mark.next": "h", "mark.previous": "H,f4"})


def test_every_declared_key_has_one_meaning_where_it_works() -> None:
    """As the app comes: no two actions of one group have a key in common."""
    for group in groups():
        keys = [binding.key for binding in group.bindings if binding.id not in (None, "help")]
        actions = {(binding.key, binding.action) for binding in group.bindings if binding.id not in (None, "help")}
        assert len({key for key, _ in actions}) == len(actions), (group.title, keys)


def test_rebound_gives_each_key_a_binding_of_its_own() -> None:
    declared = list(Binding.make_bindings([Binding("a,b", "do", id="x"), Binding("c", "other", id="y")]))
    assert [(b.key, b.id) for b in rebound(declared, {"x": "}, f1"})] == [
        ("right_curly_bracket", "x"),
        ("f1", "x"),
        ("c", "y"),
    ]


def test_the_command_lists_all_and_the_doctor_finds_what_is_wrong(tmp_path: Path) -> None:
    paths = configured(Paths.of_user(str(tmp_path)), 'quit = "ctrl+q,Q"')
    listed = run([*COMMAND, "keys", "--json", "--home", tmp_path], capture_output=True, check=True)
    actions = {action["name"]: action for action in json.loads(listed.stdout)}
    assert actions["quit"]["keys"] == ["ctrl+q", "Q"]
    assert [name for name, action in actions.items() if action["chosen"]] == ["quit"]
    assert actions["reader.next-block"]["keys"] == ["}"]
    assert all(action["does"] and action["group"] and action["keys"] for action in actions.values())
    configured(paths, 'quit = "nothing"')
    listed = run([*COMMAND, "keys", "--home", tmp_path], capture_output=True, check=False)
    assert listed.returncode == 1
    assert b"config.toml:2: quit: 'nothing' is no key" in listed.stderr
    assert b"quit" in listed.stdout
    checked = run([*COMMAND, "doctor", "--json", "--home", tmp_path], capture_output=True, check=False)
    (check,) = [check for check in json.loads(checked.stdout)["checks"] if check["name"] == "configuration"]
    assert not check["ok"]
    assert "'nothing' is no key" in check["detail"]
    (paths.config / "config.toml").write_text("keys = 'x'\n", encoding="utf-8")
    listed = run([*COMMAND, "keys", "--home", tmp_path], capture_output=True, check=False)
    assert listed.returncode == 1
    assert b"config.toml:1" in listed.stderr


async def test_the_key_that_opens_the_help_closes_it(app: AituiApp) -> None:
    configured(app.paths, 'help = "f2"')
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("f2")
        assert isinstance(app.screen, Help)
        await pilot.press("f2")
        assert app.screen is app.main_screen
