"""The glossary on the screen, and what follows from a change."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from aitui.data.library import Library
from aitui.data.paths import Paths
from aitui.data.readers import Source
from aitui.translate.coverage import Recount
from aitui.translate.glossary.file import GlossaryFile
from aitui.translate.glossary.guarding import load_terms
from aitui.translate.glossary.term import GlossaryTerm
from aitui.translate.translator import Translator
from aitui.tui.app import AituiApp
from aitui.tui.screens.glossary import GlossaryScreen
from aitui.tui.screens.term_editor import TermEditor

from .conftest import at_once, noting, opened, read_first, until

BANK = GlossaryTerm("Bank", "bank", "银行", "org", "so überall")
MARKUP = GlossaryTerm("[bold]Müll[/x]", "[@click=app.quit]waste")
TRAIN = GlossaryTerm("Zug", "train", "火车")


def stored(paths: Paths) -> list[GlossaryTerm]:
    return list(GlossaryFile(paths.glossary).read().terms)


def rows(screen: GlossaryScreen) -> list[list[str]]:
    return [
        [str(cell).rstrip() for cell in screen.table.get_row_at(number)] for number in range(screen.table.row_count)
    ]


async def glossary_of(pilot: Pilot[Any]) -> GlossaryScreen:
    await read_first(pilot)
    await pilot.press("ctrl+g")
    await until(pilot, lambda: isinstance(pilot.app.screen, GlossaryScreen))
    screen = pilot.app.screen
    assert isinstance(screen, GlossaryScreen)
    await until(pilot, lambda: bool(screen.table.columns))
    return screen


async def editor_of(pilot: Pilot[Any], key: str) -> TermEditor:
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, TermEditor))
    await pilot.pause()
    editor = pilot.app.screen
    assert isinstance(editor, TermEditor)
    return editor


async def fill(pilot: Pilot[Any], editor: TermEditor, **values: str) -> None:
    """Type into the form and keep it."""
    for name, value in values.items():
        box = editor.query_one(f"#term-{name}", Input)
        box.focus()
        box.value = ""
        await pilot.pause()
        box.insert_text_at_cursor(value)
    await pilot.press("enter")
    await pilot.pause()


def values(editor: TermEditor) -> list[str]:
    return [box.value for box in editor.query(Input)]


async def test_terms_are_listed_by_name_whatever_signs_they_hold(by_hand: Paths) -> None:
    GlossaryFile(by_hand.glossary).add([TRAIN, MARKUP, BANK])
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await glossary_of(pilot)
        assert rows(screen) == [
            ["[bold]Müll[/x]", "[@click=app.quit]waste", "", "", ""],
            ["Bank", "bank", "银行", "org", "so überall"],
            ["Zug", "train", "火车", "", ""],
        ]
        assert str(screen.heading.content) == "Glossary · 3 terms"
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, GlossaryScreen)


@pytest.mark.parametrize(("onward", "back"), [("tab", "shift+tab"), ("down", "up")])
async def test_what_is_typed_behind_tab_goes_into_the_next_field(by_hand: Paths, onward: str, back: str) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        await read_first(pilot)
        await pilot.press("down", "down")
        editor = await editor_of(pilot, "plus")
        at_once(pilot, *"Aaa", onward, *"Bbb", onward, *"Ccc", back, *"d")
        await until(pilot, lambda: "d" in "".join(values(editor)))
        assert values(editor)[:3] == ["Aaa", "d", "Ccc"]  # a field that is entered again is written anew


async def test_what_is_typed_behind_tab_leaves_the_filter(by_hand: Paths) -> None:
    GlossaryFile(by_hand.glossary).add([TRAIN, BANK])
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await glossary_of(pilot)
        await pilot.press("f")
        at_once(pilot, *"a", "tab", *"j")
        await until(pilot, lambda: screen.table.has_focus)
        await pilot.pause()
        assert screen.filter_box.value == "a"


async def test_many_terms_come_as_one_goes_down(by_hand: Paths) -> None:
    GlossaryFile(by_hand.glossary).add(GlossaryTerm(f"Wort {number:04}", f"word {number}") for number in range(1000))
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await glossary_of(pilot)
        assert str(screen.heading.content) == "Glossary · 1000 terms"
        assert screen.table.row_count < 1000
        for _ in range(12):
            await pilot.press("pagedown")
        assert screen._german() == f"Wort {screen.table.cursor_row:04}"
        assert 300 < screen.table.cursor_row < screen.table.row_count - 50
        await pilot.press("d")
        assert screen._german() == f"Wort {screen.table.cursor_row + 1:04}"
        while screen.table.row_count < 999:  # the mouse wheel moves the view and leaves the cursor
            before = screen.table.row_count
            screen.table.scroll_end(animate=False)
            await until(pilot, lambda before=before: screen.table.row_count > before)
        assert rows(screen)[-1][0] == "Wort 0999"
        await pilot.press("f", *"0998", "enter", "e")
        assert isinstance(pilot.app.screen, TermEditor)
        await pilot.press("escape", "escape")
        assert (screen._german(), len(rows(screen))) == ("Wort 0998", 999)


async def test_one_key_goes_to_the_last_of_many_terms(by_hand: Paths) -> None:
    GlossaryFile(by_hand.glossary).add(GlossaryTerm(f"Wort {number:04}", "word") for number in range(1000))
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await glossary_of(pilot)
        await pilot.press("ctrl+end")
        assert (screen._german(), screen.table.row_count) == ("Wort 0999", 1000)


async def test_the_filter_looks_at_every_column(by_hand: Paths) -> None:
    GlossaryFile(by_hand.glossary).add([TRAIN, MARKUP, BANK])
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await glossary_of(pilot)
        await pilot.press("f", *"ÜBERALL", "enter")
        assert [row[0] for row in rows(screen)] == ["Bank"]
        assert str(screen.heading.content) == "Glossary · 1 of 3 terms"
        await pilot.press("escape")
        assert len(rows(screen)) == 3


async def test_terms_are_added_changed_deleted_and_each_is_undone(by_hand: Paths) -> None:
    GlossaryFile(by_hand.glossary).add([TRAIN])
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await glossary_of(pilot)
        await fill(pilot, await editor_of(pilot, "a"), de="Bank", en="bank", zh="银行", kind="org", note="so überall")
        assert stored(by_hand) == [TRAIN, BANK]
        assert screen._german() == "Bank"
        await fill(pilot, await editor_of(pilot, "e"), en="bench")
        assert stored(by_hand)[1].en == "bench"
        await pilot.press("d")
        assert stored(by_hand) == [TRAIN]
        for expected in (["train", "bench"], ["train", "bank"], ["train"], ["train"]):
            await pilot.press("z")
            await pilot.pause()
            assert [term.en for term in stored(by_hand)] == expected
        assert [row[0] for row in rows(screen)] == ["Zug"]


async def test_a_term_that_cannot_be_used_is_refused_with_the_reason(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        await glossary_of(pilot)
        editor = await editor_of(pilot, "a")
        for entries, reason in (
            ({"de": ""}, "The German form is empty"),
            ({"de": "Bank"}, "There is neither an English nor a Chinese form"),
            ({"en": "｟3｠"}, "The English form holds ｟ or ｠, which the models use as placeholders"),
            ({"en": "bank", "kind": "[x]"}, "The kind '[x]' is none of"),
        ):
            await fill(pilot, editor, **entries)
            assert pilot.app.screen is editor
            assert str(editor.problem.content).startswith(reason)
        await pilot.press("escape")
        assert stored(by_hand) == []


async def test_what_another_program_changes_is_seen_and_not_overwritten(by_hand: Paths) -> None:
    file = GlossaryFile(by_hand.glossary)
    file.add([TRAIN, BANK])
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await glossary_of(pilot)
        editor = await editor_of(pilot, "e")
        file.exchange(BANK, GlossaryTerm("Bank", "bench"))
        await fill(pilot, editor, en="shore")
        assert [term.en for term in stored(by_hand)] == ["train", "bench"]
        assert rows(screen)[0][1] == "bench"
        file.add([GlossaryTerm("Boot", "boat")])
        app = pilot.app
        assert isinstance(app, AituiApp)
        app.look_for_changes()
        await pilot.pause()
        assert [row[0] for row in rows(screen)] == ["Bank", "Boot", "Zug"]


async def test_lines_that_cannot_be_used_are_named_on_the_screen(by_hand: Paths) -> None:
    by_hand.config.mkdir(parents=True)
    by_hand.glossary.write_text("de,en\nBank,bank\n[red],\nZug\n", encoding="utf-8")
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await glossary_of(pilot)
        assert [row[0] for row in rows(screen)] == ["Bank"]
        told = str(screen.problems.content)
        assert "glossary.csv, line 3: there is neither an English nor a Chinese form (and 1 more" in told


async def test_a_term_is_added_from_the_sentence_that_is_read(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        screen = app.main_screen
        await until(pilot, lambda: screen.reading is not None and screen.reading.analysis is not None)
        editor = await editor_of(pilot, "plus")
        assert values(editor) == ["Peking", "Beijing", "北京", "place", ""]
        await fill(pilot, editor, en="Peking")
        assert stored(by_hand) == [GlossaryTerm("Peking", "Peking", "北京", "place")]
        editor = await editor_of(pilot, "plus")
        assert values(editor) == ["Peking", "Peking", "北京", "place", ""]


async def test_only_sentences_with_the_term_are_translated_anew(paths: Paths) -> None:
    with Library(paths.library) as library:
        library.remove([entry.id for entry in library.entries()])
        text = "Ein Tag\n\nDer Zug hält heute in Berlin. Am Morgen war es kalt. Der Abend war lang.\n"
        library.add(Source("/articles/a.txt", text, language="de"))
    async with AituiApp(paths).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        article = app.main_screen.reading
        assert article is not None
        await until(pilot, lambda: not article.missing("en", boilerplate=False))
        before = list(article.in_language("en"))
        await pilot.press("down")
        await fill(pilot, await editor_of(pilot, "plus"), de="Zug", en="Orient Express")
        await until(pilot, lambda: "Orient Express" in str(article.in_language("en")[1]))
        after = article.in_language("en")
        assert after[2:] == before[2:]
        assert after[1] != before[1]
        made = app.translating.translator.memory.machine_made()
        assert sum(1 for unit in made if unit.source == before[2].source) == 1


def counted_wrongly(paths: Paths, language: str, *texts: str) -> list[int]:
    """Put articles into a library whose counts hold, with two sentences translated of each and one of them doubtful."""
    with Library(paths.library) as library, closing(Translator(paths.memory, terms=load_terms(paths)[0])) as translator:
        Recount(library, translator).after_unseen_changes()
        added = [library.add(Source(f"/articles/{text[:3]}.txt", text, language="de")).entry.id for text in texts]
        for entry in library.entries():
            library.set_translated(entry.id, language, 2, 1)
        return added


TRAIN_TEXT, BUS_TEXT = "Bahn\n\nDer Zug hielt nicht.\n", "Bus\n\nDer Bus hielt nicht.\n"


async def test_a_changed_term_counts_in_the_list_for_every_article_that_has_it(by_hand: Paths) -> None:
    counted_wrongly(by_hand, "en", TRAIN_TEXT, BUS_TEXT)
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        await glossary_of(pilot)
        app = pilot.app
        assert isinstance(app, AituiApp)
        articles = app.main_screen.library_pane.articles
        titles = [str(option.prompt).splitlines()[0] for option in articles.options]
        bahn, bus = (next(at for at, title in enumerate(titles) if name in title) for name in ("Bahn", "Bus"))

        def told(at: int) -> str:
            return str(articles.get_option_at_index(at).prompt)

        assert "translated · 1 !" in told(bahn)
        await fill(pilot, await editor_of(pilot, "a"), de="Zug", en="train")
        await until(pilot, lambda: "!" not in told(bahn))
        assert "translated · 1 !" in told(bus)


async def test_a_changed_term_counts_for_the_open_article_in_the_other_language(by_hand: Paths) -> None:
    counted_wrongly(by_hand, "zh")
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        await glossary_of(pilot)
        app = pilot.app
        assert isinstance(app, AituiApp)
        reading = app.main_screen.reading
        assert reading is not None
        assert app.main_screen.language == "en"
        assert app.library.translated("zh") == {reading.article_id: 2}
        word = max(reading.text_of(1).split(), key=len)
        await fill(pilot, await editor_of(pilot, "a"), de=word, en="thing")
        await until(pilot, lambda: app.library.translated("zh")[reading.article_id] > 2)


async def test_terms_changed_while_no_app_ran_are_made_up_for(by_hand: Paths) -> None:
    bahn, bus = counted_wrongly(by_hand, "en", TRAIN_TEXT, BUS_TEXT)
    GlossaryFile(by_hand.glossary).add([TRAIN])
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        await until(pilot, lambda: not {bahn, bus} & app.library.marked("en").keys())
        assert {app.library.translated("en").get(key) for key in (bahn, bus)} == {0}


async def test_a_file_changed_by_another_program_is_read_when_the_glossary_is_opened(by_hand: Paths) -> None:
    (bahn,) = counted_wrongly(by_hand, "en", TRAIN_TEXT)
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        GlossaryFile(by_hand.glossary).add([TRAIN])
        assert bahn in app.library.marked("en")
        await pilot.press("ctrl+g")
        await until(pilot, lambda: bahn not in app.library.marked("en"))


async def test_terms_stand_in_the_order_of_a_dictionary(by_hand: Paths) -> None:
    names = ["Zug", "Übung", "Ärger", "öde", "Arzt", "Straße", "Strand", "Ofen", "Umzug"]
    GlossaryFile(by_hand.glossary).add([GlossaryTerm(name, "x") for name in names])
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        screen = await glossary_of(pilot)
        wanted = ["Ärger", "Arzt", "öde", "Ofen", "Strand", "Straße", "Übung", "Umzug", "Zug"]
        assert [row[0] for row in rows(screen)] == wanted


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            ["Zug,train", "Zug,tram"],
            "Line 3 of glossary.csv is not used: 'Zug' stands in line 2 already, which counts.",
        ),
        (
            ["Zug,train", "Zug,tram", ",nothing", "Bus,bus,,fruit"],
            "2 lines of glossary.csv are not used, the first is line 3: 'Zug' stands in line 2 already, which counts. "
            "Line 5 of glossary.csv is used in part: the kind 'fruit' is none of",
        ),
    ],
)
async def test_what_is_wrong_with_the_glossary_is_told_in_a_sentence_for_each_kind(
    by_hand: Paths, lines: list[str], told: str
) -> None:
    by_hand.config.mkdir(parents=True)
    by_hand.glossary.write_text("\n".join(["de,en,zh,kind", *lines]) + "\n", encoding="utf-8")
    notices: list[str] = []

    async with AituiApp(by_hand).run_test(size=(120, 40), message_hook=noting(notices)) as pilot:
        await opened(pilot)
    (notice,) = notices
    assert notice.startswith(told)
    assert notice.endswith(".")
