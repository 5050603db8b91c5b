"""The app driven by keys and mouse, over real files."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, Static

from aitui.data.library import Library
from aitui.data.paths import Paths
from aitui.data.readers import Source
from aitui.translate.translator import Translator
from aitui.tui.app import AituiApp
from aitui.tui.reader.layout import View
from aitui.tui.screens.confirm import Confirm
from aitui.tui.screens.dialogs import ExportArticle

from .conftest import BY_HAND, opened, read_first, shown, until

FRENCH = "Le gouvernement a annoncé jeudi de nouvelles mesures pour l'emploi des jeunes."


async def test_the_first_start_lists_the_five_articles(app: AituiApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        assert len(app.main_screen.library_pane.entries) == 5
        assert app.main_screen.library_pane.articles.option_count == 5


async def test_a_stored_translation_stands_beside_the_source_at_once(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        screen = shown(app)
        assert "Am Morgen war es kalt." in screen
        assert "In the morning it was cold." in screen


async def test_one_key_changes_the_language_and_keeps_the_place(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        await pilot.press("j", "j", "l")
        assert "早上很冷。" in shown(app)
        assert app.main_screen.reader.cursor == 2
        await pilot.press("l")
        assert "In the morning it was cold." in shown(app)


async def test_the_cursor_walks_sentences_and_stops_at_the_ends(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        reader = app.main_screen.reader
        await pilot.press("up")
        assert reader.cursor == 0
        await pilot.press(*["down"] * 30)
        assert reader.cursor == len(BY_HAND) - 1
        await pilot.press("home")
        assert reader.cursor == 0
        await pilot.press("right_curly_bracket")
        assert reader.cursor == 1
        await pilot.press("right_curly_bracket", "left_curly_bracket")
        assert reader.cursor == 1


async def test_every_article_reopens_at_its_place_after_a_restart(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        await pilot.press(*["down"] * 5)
        await pilot.press("q")
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = pilot.app
        assert isinstance(app, AituiApp)
        await until(pilot, lambda: app.main_screen.reading is not None)
        assert app.main_screen.reader.cursor == 5


async def test_views_follow_the_width_until_one_is_chosen(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(160, 40)) as pilot:
        app = await read_first(pilot)
        reader = app.main_screen.reader
        assert reader.view is View.SIDE_BY_SIDE
        await pilot.resize_terminal(50, 20)
        await until(pilot, lambda: reader.view is View.INTERLEAVED)
        await pilot.press("v")
        assert reader.chosen_view is View.SOURCE
        await pilot.resize_terminal(160, 40)
        await until(pilot, lambda: app.size.width == 160)
        await pilot.pause()
        assert reader.view is View.SOURCE


@pytest.mark.parametrize("width", [50, 120])
async def test_the_key_for_views_goes_through_all_of_them_and_back_to_the_one_that_fits(
    by_hand: Paths, width: int
) -> None:
    async with AituiApp(by_hand).run_test(size=(width, 30)) as pilot:
        reader = (await read_first(pilot)).main_screen.reader
        seen = [reader.view]
        for _ in range(3):
            await pilot.press("v")
            assert reader.chosen_view is reader.view
            seen.append(reader.view)
        await pilot.press("v")
        assert reader.chosen_view is None
        assert set(seen) == {View.SIDE_BY_SIDE, View.INTERLEAVED, View.SOURCE, View.TRANSLATION}


async def test_the_key_for_views_changes_nothing_while_the_list_hides_the_text(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        app = pilot.app
        assert isinstance(app, AituiApp)
        assert app.main_screen.listing
        await pilot.press("v")
        assert app.main_screen.reader.chosen_view is None


async def test_resizing_keeps_the_cursor_in_sight(paths: Paths) -> None:
    async with AituiApp(paths).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        reader = app.main_screen.reader
        await pilot.press(*["pagedown"] * 3)
        for size in ((80, 24), (200, 50), (60, 15)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda width=size[0]: app.size.width == width)
            await pilot.pause()
            assert reader.cursor in reader.visible_sentences()


async def test_the_sentence_being_read_stays_in_sight_when_the_terminal_gets_lower(paths: Paths) -> None:
    async with AituiApp(paths).run_test(size=(200, 50)) as pilot:
        app = await read_first(pilot)
        reader = app.main_screen.reader
        while reader.cursor < reader.visible_sentences()[-6]:
            await pilot.press("down")
        for size in ((80, 24), (50, 12), (200, 50)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda height=size[1]: app.size.height == height)
            await pilot.pause()
            assert "▌" in shown(app)


async def test_the_cursor_is_never_on_a_folded_sentence_at_the_end(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        reader = app.main_screen.reader
        assert reader.reading is not None
        assert reader.reading.article.blocks[-1].boilerplate
        await pilot.press("end")
        await pilot.pause()
        assert not reader.reading.block_of(reader.cursor).boilerplate
        assert "▌" in shown(app)
        await pilot.press("b", "end")
        await pilot.pause()
        assert reader.reading.block_of(reader.cursor).boilerplate
        await pilot.press("b")
        await pilot.pause()
        assert not reader.reading.block_of(reader.cursor).boilerplate


async def test_boilerplate_unfolds_on_a_key(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        assert "Anzeige" not in shown(app)
        await pilot.press("b")
        assert "Anzeige" in shown(app)


async def test_reading_to_the_end_marks_the_article_as_read(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        assert app.main_screen.library_pane.entries[0].unread
        await pilot.press("end")
        await until(pilot, lambda: not app.main_screen.library_pane.entries[0].unread)


async def test_removing_an_article_can_be_undone(app: AituiApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        title = app.main_screen.library_pane.entries[1].title
        await pilot.press("down", "d")
        assert title not in [entry.title for entry in app.main_screen.library_pane.entries]
        await pilot.press("z")
        assert title in [entry.title for entry in app.main_screen.library_pane.entries]


async def test_the_list_is_filtered_while_typing(app: AituiApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("f", *"umbruch")
        assert app.main_screen.library_pane.articles.option_count == 1
        await pilot.press("escape")
        assert app.main_screen.library_pane.articles.option_count == 5


async def test_sorting_goes_round(app: AituiApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("s")
        titles = [str(option.prompt) for option in app.main_screen.library_pane.articles.options]
        assert titles == sorted(titles, key=str.casefold)


async def test_next_and_previous_article_and_back(app: AituiApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await read_first(pilot)
        screen = app.main_screen
        first = screen.reading
        await pilot.press("right_square_bracket")
        assert screen.reading is not None
        assert first is not None
        assert screen.reading.article_id != first.article_id
        await pilot.press("left_square_bracket")
        assert screen.reading.article_id == first.article_id
        await pilot.press("ctrl+o")
        assert screen.reading.article_id != first.article_id


async def test_files_are_added_and_problems_named(by_hand: Paths, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("files")
    (folder / "gut.txt").write_text("Ein guter Text steht hier. Er hat zwei Sätze.", encoding="utf-8")
    (folder / "leer.txt").write_text("", encoding="utf-8")
    async with AituiApp(by_hand, [str(folder)]).run_test(size=(120, 40)) as pilot:
        app = pilot.app
        assert isinstance(app, AituiApp)
        await until(pilot, lambda: app.main_screen.reading is not None and len(app._notifications) >= 2)
        messages = " ".join(notification.message for notification in app._notifications)
        assert "Added 1 article" in messages
        assert "leer.txt" in messages
        assert app.main_screen.reading is not None
        assert app.main_screen.reading.title.startswith("Ein guter Text")


async def test_a_path_that_cannot_be_read_is_asked_for_again_with_what_is_wrong(
    app: AituiApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await read_first(pilot)
        await pilot.press("a", *"fehlt.txt", "enter")
        await until(pilot, lambda: bool(app.screen.query(".dialog-problem")))
        assert app.screen.query_one(Input).value == "fehlt.txt"
        assert "fehlt.txt" in str(app.screen.query_one(".dialog-problem", Static).content)
        Path("fehlt.txt").write_text(FRENCH, encoding="utf-8")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.main_screen and bool(app._notifications))
        assert [notification.message for notification in app._notifications] == [
            "Added 1 article. It seems to be French, which no bundled model reads"
        ]


async def test_an_article_in_chinese_is_not_translated_as_if_it_were_german(by_hand: Paths) -> None:
    with Library(by_hand.library) as library:
        added = library.add(Source("peking.txt", "北京的一天\n\n早上很冷。城市还在沉睡，街上几乎没有人。"))
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        app.main_screen.open(added.entry.id)
        await until(pilot, lambda: "no model translates Chinese to English" in app.main_screen.status_line.status.state)
        await pilot.press("l")
        assert app.main_screen.status_line.status.direction == "zh → en"


async def test_text_of_an_article_is_never_markup(by_hand: Paths) -> None:
    hostile = "[bold]Titel[/x] [@click=app.quit]hier[/]\n\nEin \x1b[31mroter\x1b]52;c;eA==\x07 \u202eSatz [/x]. Ende."
    with Library(by_hand.library) as library:
        added = library.add(Source("boese.txt", hostile, language="de"))
    async with AituiApp(by_hand).run_test(size=(200, 40)) as pilot:
        app = await read_first(pilot)
        app.main_screen.open(added.entry.id)
        await pilot.pause()
        screen = shown(app)
        assert "[bold]Titel[/x] [@click=app.quit]hier[/]" in screen
        assert "Ein roter Satz [/x]." in screen
        assert "\x1b" not in screen


async def test_a_drag_down_one_column_copies_only_that_column(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(160, 40)) as pilot:
        app = await read_first(pilot)
        await pilot.press("l")
        reader = app.main_screen.reader
        right = reader.column_width + 5
        await pilot.mouse_down(reader, offset=(right, 0))
        await pilot.hover(reader, offset=(right + 10, 2))
        await pilot.mouse_up(reader, offset=(right + reader.column_width - 4, 2))
        await pilot.pause()
        assert app.screen.get_selected_text() == "北京的一天\n\n早上很冷。城市还在沉睡，街上几乎没有人。"


async def test_a_selection_is_copied_without_the_screens_line_breaks(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(100, 40)) as pilot:
        app = await read_first(pilot)
        reader = app.main_screen.reader
        await pilot.mouse_down(reader, offset=(2, 2))
        await pilot.hover(reader, offset=(6, 3))
        await pilot.mouse_up(reader, offset=(reader.column_width, 6))
        await pilot.pause()
        selected = app.screen.get_selected_text()
        assert selected is not None
        assert "Am Morgen war es kalt. Die Stadt schlief noch, und auf den Straßen fuhr kaum jemand." in selected


async def test_a_click_puts_the_cursor_on_the_sentence(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(160, 40)) as pilot:
        app = await read_first(pilot)
        reader = app.main_screen.reader
        await pilot.click(reader, offset=(reader.column_width + 7, 2))
        assert reader.cursor == 1


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("s", "Am Morgen war es kalt."),
        ("t", "In the morning it was cold."),
        ("b", "Am Morgen war es kalt.\nIn the morning it was cold."),
    ],
)
async def test_copying_a_sentence(by_hand: Paths, key: str, expected: str) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        await pilot.press("down", "c")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press(key)
        await until(pilot, lambda: app.clipboard == expected)


async def test_a_citation_names_the_article_and_who_translated(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        await pilot.press("down", "c")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press("c")
        await until(pilot, lambda: "Ein Tag in Peking" in app.clipboard)
        assert "peking.txt" in app.clipboard
        assert "by hand" in app.clipboard


async def test_an_article_is_translated_while_it_is_read(app: AituiApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await read_first(pilot)
        screen = app.main_screen
        reading = screen.reading
        assert reading is not None
        await until(pilot, lambda: not reading.missing("en", boilerplate=False))
        await until(pilot, lambda: screen.library_pane.translated.get(reading.article_id) == 45)


async def test_escape_stops_translating_and_t_goes_on(app: AituiApp, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, reached = threading.Event(), threading.Event()
    real = Translator.translate

    def gated(self: Translator, *args: Any, **kwargs: Any) -> Any:
        reached.set()
        assert gate.wait(60)
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Translator, "translate", gated)
    async with app.run_test(size=(120, 40)) as pilot:
        await read_first(pilot)
        screen = app.main_screen
        await until(pilot, reached.is_set)
        await until(pilot, lambda: screen.status_line.status.busy)
        await pilot.press("escape")
        assert "stopped" in screen.status_line.status.state
        gate.set()
        await pilot.pause()
        assert screen.reader.has_focus
        await pilot.press("t")
        reading = screen.reading
        assert reading is not None
        await until(pilot, lambda: not reading.missing("en", boilerplate=False))


async def test_what_is_in_sight_does_not_move_while_the_translation_fills_in(app: AituiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await read_first(pilot)
        screen = app.main_screen
        await pilot.press("pagedown", "pagedown")
        reader = screen.reader
        reading = screen.reading
        assert reading is not None
        line_of_cursor = [
            next(y for y in range(reader.size.height) if "▌" in reader.render_line(y).text),
        ]
        await until(pilot, lambda: not reading.missing("en", boilerplate=False))
        await pilot.pause()
        assert next(y for y in range(reader.size.height) if "▌" in reader.render_line(y).text) == line_of_cursor[0]


async def test_the_status_line_names_the_model_and_that_it_is_small(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(160, 40)) as pilot:
        app = await read_first(pilot)
        status = app.main_screen.status_line.status
        assert "bundled de_en" in status.model
        assert "small" in status.advice
        assert app.main_screen.status_line.render().plain.endswith(status.advice)


async def test_on_a_narrow_terminal_the_status_line_leaves_out_what_does_not_fit(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(60, 24)) as pilot:
        app = await read_first(pilot)
        line = app.main_screen.status_line
        await until(pilot, lambda: not line.status.busy)
        shown, status = line.render(), line.status
        assert shown.cell_length <= line.content_size.width
        assert shown.plain.startswith("de → en")
        assert all(
            piece in (status.direction, status.state, status.view, status.model, status.advice)
            for piece in shown.plain.split("  ·  ")
        )
        await pilot.press("escape")
        assert app.main_screen.listing
        assert status.view
        assert line.status.view == ""


async def test_a_text_in_another_language_is_not_translated_unasked(by_hand: Paths) -> None:
    french = (
        "Le président de la République a reçu hier soir les représentants des syndicats à Paris. Rien n'a été décidé."
    )
    with Library(by_hand.library) as library:
        added = library.add(Source("fr.txt", french))
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        app.main_screen.open(added.entry.id)
        await pilot.pause()
        assert "French" in app.main_screen.status_line.status.state


async def test_help_shows_every_key_and_closes(app: AituiApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("question_mark")
        assert len(app.screen_stack) == 2
        await pilot.press("escape")
        assert len(app.screen_stack) == 1


async def test_an_article_removed_by_another_program_disappears(app: AituiApp, paths: Paths) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        with Library(paths.library) as other:
            other.remove([2])
        app.look_for_changes()
        assert 2 not in [entry.id for entry in app.main_screen.library_pane.entries]
        app.main_screen.open(2)
        assert app.main_screen.reading is None or app.main_screen.reading.article_id != 2


async def test_an_open_article_can_be_read_on_after_another_program_removed_it(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        with Library(by_hand.library) as other:
            other.remove([entry.id for entry in other.entries()])
        app.look_for_changes()
        await pilot.press("l", "t", "b", "end", "c", "c", "v", "up")
        await pilot.pause()
        assert app.is_running
        assert "北京的一天" in shown(app)


async def test_the_palette_offers_every_action_with_its_key(app: AituiApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        titles = {command.title for command in app.get_system_commands(app.screen)}
        assert {"Language", "View", "Translate", "Add", "Copy", "Next unread"} <= titles


async def test_the_open_article_is_written_beside_its_translation(
    by_hand: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        await pilot.press("l", "ctrl+s", *"tag", "enter")
        await until(pilot, lambda: bool(app.screen.query(".dialog-problem")))
        assert app.screen.query_one(Input).value == "tag"
        await pilot.press(*".md", "enter")
        await until(pilot, lambda: (tmp_path / "tag.md").exists() and app.screen is app.main_screen)
        written = (tmp_path / "tag.md").read_text(encoding="utf-8")
        assert written.startswith("# Ein Tag in Peking\n\n> 北京的一天\n")
        assert "Anzeige" not in written
        assert [notification.message for notification in app._notifications] == ["Wrote tag.md"]
        await pilot.press("ctrl+s", *"tag.csv", "enter")
        await until(pilot, lambda: (tmp_path / "tag.csv").exists())
        assert (tmp_path / "tag.csv").read_text(encoding="utf-8").startswith("path,title,")


async def test_a_name_that_no_file_can_have_is_told_and_asked_for_again(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        await pilot.press("ctrl+s")
        for name in ("~nobody-has-this-name/x.md", "x" * 300 + ".md"):
            await until(pilot, lambda: isinstance(app.screen, ExportArticle))
            dialog = app.screen
            dialog.query_one(Input).value = name
            await pilot.press("enter")
            await until(
                pilot, lambda dialog=dialog: app.screen is not dialog and bool(app.screen.query(".dialog-problem"))
            )
            assert app.screen.query_one(Input).value == name


async def test_a_file_that_is_there_is_replaced_only_by_who_says_so(
    by_hand: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.md").write_text("mine", encoding="utf-8")
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        await pilot.press("ctrl+s", *"mine.md", "enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("enter")  # does no harm
        await until(pilot, lambda: isinstance(app.screen, ExportArticle))
        assert (tmp_path / "mine.md").read_text(encoding="utf-8") == "mine"
        assert app.screen.query_one(Input).value == "mine.md"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: app.screen is app.main_screen)
        assert (tmp_path / "mine.md").read_text(encoding="utf-8").startswith("# Ein Tag in Peking")
