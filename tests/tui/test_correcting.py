"""Marks, the card of a sentence, translations by hand."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from textual.pilot import Pilot

from aitui.data.library import Library
from aitui.data.paths import Paths
from aitui.data.readers import Source
from aitui.translate.indexer import Indexer
from aitui.translate.jobs import Filled, Finished
from aitui.translate.translation import BY_HAND, Mark, MarkKind, Translation
from aitui.translate.translator import Translator
from aitui.tui.app import AituiApp
from aitui.tui.screens.sentence import SentenceCard
from aitui.tui.translating import TranslationNews

from .conftest import noting, read_first, shown, until

COLD = "Am Morgen war es kalt."


async def card_of(pilot: Pilot[Any]) -> SentenceCard:
    """The card of the sentence under the cursor, once it knows of alternatives."""
    await pilot.press("i")
    await until(pilot, lambda: isinstance(pilot.app.screen, SentenceCard))
    card = pilot.app.screen
    assert isinstance(card, SentenceCard)
    await until(pilot, lambda: "Looking for" not in str(card.others.get_option_at_index(0).prompt))
    await pilot.pause()
    return card


def facts(card: SentenceCard) -> str:
    return str(card.facts_view.content)


def recalled(paths: Paths, text: str, to: str) -> Translation:
    with closing(Translator(paths.memory)) as translator:
        (found,) = translator.recall([text], to)
    assert found is not None
    return found


async def doubt(pilot: Pilot[Any], app: AituiApp, sentences: tuple[int, ...]) -> None:
    """Let the translator report doubtful translations of these sentences."""
    screen = app.main_screen
    assert screen.reading is not None
    key, to = screen.reading.article_id, screen.language
    marks = (Mark(MarkKind.NUMBER, "[b]38.000[/b] is missing"),)
    made = [(number, Translation("?", f"doubtful {number}", None, "model", marks)) for number in sentences]
    screen.post_message(TranslationNews(Filled(key, to, made, len(made), len(made))))
    screen.post_message(TranslationNews(Finished(key, to)))
    await until(pilot, lambda: screen.library_pane.marked.get(key) == len(sentences))
    await pilot.pause()


async def test_doubtful_translations_are_marked_in_the_margin_and_counted_in_the_list(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        assert "!" not in shown(app)
        await doubt(pilot, app, (1, 4))
        lines = [line[line.index("!") :].rstrip() for line in shown(app).splitlines() if "!" in line]
        assert [line.split()[:3] for line in lines] == [["!", "doubtful", "1"], ["!", "•", "doubtful"]]
        entry = app.main_screen.library_pane.articles.get_option_at_index(0)
        assert "translated · 2 !" in str(entry.prompt)
    with Library(by_hand.library) as library:
        assert list(library.marked("en").values()) == [2]
        assert library.marked("zh") == {}


async def test_a_key_goes_from_mark_to_mark_and_the_status_says_why(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        reader = app.main_screen.reader
        await pilot.press("x")
        assert reader.cursor == 0
        await doubt(pilot, app, (1, 4))
        places = []
        for key in ("x", "x", "x", "X", "X"):
            await pilot.press(key)
            places.append(reader.cursor)
        assert places == [1, 4, 1, 4, 1]
        await pilot.pause()
        assert "! 1 of 2, number: [b]38.000[/b] is missing" in app.main_screen.status_line.status.state
        await pilot.press("down")
        await pilot.pause()
        assert "38.000" not in app.main_screen.status_line.status.state


async def test_a_reason_that_came_while_the_cursor_stood_there_goes_when_it_moves(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        await doubt(pilot, app, (0,))
        assert "! 1 of 1, number: [b]38.000[/b] is missing" in app.main_screen.status_line.status.state
        await pilot.press("j")
        await pilot.pause()
        assert "38.000" not in app.main_screen.status_line.status.state


async def test_the_keys_for_marks_tell_which_of_how_many_it_is_and_when_they_go_round(by_hand: Paths) -> None:
    told: list[str] = []

    async with AituiApp(by_hand).run_test(size=(120, 40), message_hook=noting(told)) as pilot:
        app = await read_first(pilot)
        await doubt(pilot, app, (1, 4, 6))
        places = []
        for key in ("x", "x", "x", "x", "X", "X"):
            await pilot.press(key)
            await pilot.pause()
            places.append((app.main_screen.status_line.status.state.partition("! ")[2][:6], len(told)))
        assert places == [("1 of 3", 0), ("2 of 3", 0), ("3 of 3", 0), ("1 of 3", 1), ("3 of 3", 2), ("2 of 3", 2)]
        assert told == [
            "That was the last doubtful sentence; on from the first of 3",
            "That was the first doubtful sentence; on from the last of 3",
        ]


async def test_an_only_doubtful_sentence_is_said_to_be_the_only_one(by_hand: Paths) -> None:
    told: list[str] = []

    async with AituiApp(by_hand).run_test(size=(120, 40), message_hook=noting(told)) as pilot:
        app = await read_first(pilot)
        await doubt(pilot, app, (4,))
        await pilot.press("x", "x", "X")
        assert app.main_screen.reader.cursor == 4
    assert told == ["This is the only doubtful sentence of the article"] * 2


async def test_the_card_shows_where_a_translation_comes_from(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        await pilot.press("down", "l")
        card = await card_of(pilot)
        assert COLD in facts(card)
        assert "In the morning it was cold." in facts(card)
        assert "早上很冷。" in facts(card)
        assert "by hand" in facts(card)
        await pilot.press("escape")
        await pilot.press("l")
        await doubt(pilot, app, (1,))
        card = await card_of(pilot)
        assert "! number: [b]38.000[/b] is missing" in facts(card)
        assert "model" in facts(card)


async def test_an_edit_is_shown_at_once_kept_and_undone_step_by_step(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        await pilot.press("down")
        card = await card_of(pilot)
        for text in ("First / try?", "[red]Second[/]"):
            await pilot.press("e", "f7", "delete")
            card.editor.insert(text)
            await pilot.press("enter")
            await pilot.pause()
            assert text in facts(card)
            assert text in shown(app)
            assert recalled(by_hand, COLD, "en").target == text
        await pilot.press("z")
        assert recalled(by_hand, COLD, "en").target == "First / try?"
        await pilot.press("z")
        await pilot.press("z")
        assert recalled(by_hand, COLD, "en").target == "In the morning it was cold."
        assert "In the morning it was cold." in shown(app)


async def test_the_alternatives_are_as_wide_after_an_edit_as_before(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        await read_first(pilot)
        await pilot.press("down", "down")
        card = await card_of(pilot)
        before = [str(option.prompt) for option in card.others.options]
        assert max(len(line) for prompt in before for line in prompt.splitlines()) > 60
        await pilot.press("e", "f7", "delete", *"They slept.", "enter")
        await pilot.pause()
        assert "They slept." in facts(card)
        assert [str(option.prompt) for option in card.others.options] == before


async def test_the_card_tells_whether_nothing_was_changed_or_all_is_undone(by_hand: Paths) -> None:
    told: list[str] = []

    async with AituiApp(by_hand).run_test(size=(120, 40), message_hook=noting(told)) as pilot:
        await read_first(pilot)
        await pilot.press("down")
        card = await card_of(pilot)
        await pilot.press("z")
        assert [words.partition(" since ")[0] for words in told] == ["Nothing was changed here"]
        await pilot.press("e", "f7", "delete", *"Cold", "enter", "z")
        assert "In the morning it was cold." in facts(card)
        assert len(told) == 1
        await pilot.press("z")
        assert told[1:] == ["Nothing more can be undone: so it was when aitui was started"]


async def test_enter_in_an_empty_editor_says_what_to_do_until_something_is_typed(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        await read_first(pilot)
        await pilot.press("down")
        card = await card_of(pilot)
        await pilot.press("e", "f7", "delete")
        usual = str(card.hint.content)
        await pilot.press("enter")
        await pilot.pause()
        assert "type one, or leave with Esc" in str(card.hint.content)
        await pilot.press("a")
        await pilot.pause()
        assert str(card.hint.content) == usual


async def test_a_slip_in_an_edit_is_told_on_the_card_and_nowhere_else(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        await pilot.press("down")
        card = await card_of(pilot)
        assert "Checks" not in facts(card)
        await pilot.press("e", "f7", "delete")
        card.editor.insert("In the morning it was 5 degrees.")
        await pilot.press("enter")
        await pilot.pause()
        assert "! number: 5 degrees is not in the source" in facts(card)
        await pilot.press("escape")
        assert "!" not in shown(app)


async def test_letters_that_are_keys_elsewhere_can_be_typed_in_an_edit(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        await read_first(pilot)
        await pilot.press("down")
        card = await card_of(pilot)
        await pilot.press("e", "f7", *"q/z?i e", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SentenceCard)
        assert card.facts.translation is not None
        assert card.facts.translation.target == "q/z?i e"


async def test_an_edit_given_up_or_left_empty_changes_nothing(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        await read_first(pilot)
        await pilot.press("down")
        card = await card_of(pilot)
        await pilot.press("e", "a", "b", "escape")
        assert not card.editor.display
        await pilot.press("e", "f7", "delete", "enter")
        assert card.editor.display
        await pilot.press("escape", "escape")
        assert recalled(by_hand, COLD, "en").target == "In the morning it was cold."
        await until(pilot, lambda: not isinstance(pilot.app.screen, SentenceCard))


async def test_the_machines_translation_comes_back_and_others_can_be_taken(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        await pilot.press("down")
        card = await card_of(pilot)
        await pilot.press("r")
        await until(pilot, lambda: card.facts.translation is not None and card.facts.translation.engine != BY_HAND)
        machine = card.facts.translation
        assert machine is not None
        assert machine.target
        assert "de_en" in facts(card)
        assert len(card.choices) >= 2
        assert len({choice.target for choice in card.choices}) == len(card.choices)
        wanted = card.choices[0].target
        await pilot.press("enter")
        await pilot.pause()
        assert card.facts.translation == machine
        await pilot.press("down", "enter")
        await pilot.pause()
        assert card.facts.translation.target == wanted
        assert recalled(by_hand, COLD, "en") == Translation(COLD, wanted, None, BY_HAND)
        await pilot.press("z", "z")
        assert recalled(by_hand, COLD, "en").target == "In the morning it was cold."
        assert app.main_screen.reading is not None


async def test_a_corrected_english_makes_the_chinese_anew(paths: Paths) -> None:
    with Library(paths.library) as library:
        library.remove([entry.id for entry in library.entries()])
        library.add(Source("/articles/a.txt", f"Ein Tag\n\n{COLD}\n", language="de"))
    async with AituiApp(paths).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        screen = app.main_screen
        await pilot.press("l", "down")
        open_article = screen.reading
        assert open_article is not None
        await until(pilot, lambda: not open_article.missing("zh", boilerplate=False))
        before = open_article.in_language("zh")[1]
        assert before is not None
        await pilot.press("l")
        await card_of(pilot)
        await pilot.press("e", "f7", *"Dogs bark", "enter", "escape", "l")
        await until(pilot, lambda: not open_article.missing("zh", boilerplate=False))
        after = open_article.in_language("zh")[1]
        assert after is not None
        assert after.pivot == "Dogs bark"
        assert after.target != before.target


async def test_a_translation_by_hand_serves_the_same_sentence_in_other_articles(by_hand: Paths) -> None:
    with Library(by_hand.library) as library:
        other = library.add(
            Source(
                "/articles/other.txt",
                f"Anders\n\n{COLD} Danach wurde es wärmer, und alle gingen hinaus.\n",
                language="de",
            )
        )
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        await pilot.press("down")
        await card_of(pilot)
        await pilot.press("e", "f7", *"Brrr", "enter", "escape")
        app.main_screen.open(other.entry.id)
        await until(pilot, lambda: "Brrr" in shown(app))


async def test_a_correction_counts_in_the_list_for_every_article_with_the_sentence(by_hand: Paths) -> None:
    text = f"Anders\n\n{COLD} Danach wurde es wärmer, und alle gingen hinaus.\n"
    with Library(by_hand.library) as library:
        other = library.add(Source("/articles/other.txt", text, language="de")).entry
        library.set_translated(other.id, "en", 3, 2)  # as another memory had it
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        pane = app.main_screen.library_pane
        assert "translated · 2 !" in str(pane.articles.get_option_at_index(1).prompt)
        await pilot.press("down")
        await card_of(pilot)
        await pilot.press("e", "f7", "delete", *"Brrr", "enter")
        await until(pilot, lambda: "33 % translated" in str(pane.articles.get_option_at_index(1).prompt))
        assert "!" not in str(pane.articles.get_option_at_index(1).prompt)
    with Library(by_hand.library) as library:
        assert library.marked("en") == {}


async def test_a_translation_by_hand_survives_the_deletion_of_its_article(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        await read_first(pilot)
        await pilot.press("down")
        await card_of(pilot)
        await pilot.press("e", "f7", *"Brrr", "enter", "escape", "escape", "d")
        await pilot.pause()
    with Library(by_hand.library) as library:
        assert library.entries() == []
        library.forget_removed()
    assert recalled(by_hand, COLD, "en") == Translation(COLD, "Brrr", None, BY_HAND)


async def test_what_was_written_by_hand_is_found_by_the_search(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        await pilot.press("down")
        await card_of(pilot)
        await pilot.press("e", "f7", *"Brrrchilly", "enter", "escape", "slash")
        await until(pilot, lambda: app.search_screen is not None)
        screen = app.search_screen
        assert screen is not None
        screen.box.value = "brrrchilly"
        await until(pilot, lambda: any("Brrrchilly" in finding.hit.text for finding in screen.results.findings))


async def test_a_correction_is_found_in_every_article_with_the_sentence(by_hand: Paths) -> None:
    with Library(by_hand.library) as library:
        other = library.add(Source("/articles/other.txt", f"Ein Tag in Peking\n\n{COLD}\n", language="de")).entry
        for language in ("en", "zh"):
            library.set_translated(other.id, language, other.sentences)
    with Indexer(by_hand) as indexer:
        indexer.update(analyse=True)
    async with AituiApp(by_hand).run_test(size=(120, 40)) as pilot:
        app = await read_first(pilot)
        await pilot.press("down")
        await card_of(pilot)
        await pilot.press("e", "f7", *"Brrrchilly", "enter", "escape", "slash")
        await until(pilot, lambda: app.search_screen is not None)
        screen = app.search_screen
        assert screen is not None
        screen.box.value = "brrrchilly"
        await until(pilot, lambda: len({finding.entry.id for finding in screen.results.findings}) == 2)


async def test_on_a_narrow_terminal_enter_opens_the_article_and_then_the_card(by_hand: Paths) -> None:
    async with AituiApp(by_hand).run_test(size=(60, 20)) as pilot:
        app = await read_first(pilot)
        assert not isinstance(app.screen, SentenceCard)
        await pilot.press("enter")
        assert isinstance(app.screen, SentenceCard)
        await pilot.press("q")
        assert not isinstance(app.screen, SentenceCard)
