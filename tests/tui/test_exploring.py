"""Entities and quotes on the screen, found by the real rules in the seeds."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from aitui.data.library import Library
from aitui.data.paths import Paths
from aitui.data.readers import Source
from aitui.tui.app import AituiApp
from aitui.tui.screens.card import EntityCard
from aitui.tui.screens.overview import Overview

from .conftest import opened, shown, until


async def analysed(pilot: Pilot[None], article_id: int = 1) -> AituiApp:
    """Read an article until its entities and quotes are known."""
    app = pilot.app
    assert isinstance(app, AituiApp)
    await opened(pilot)
    app.main_screen.open(article_id)
    app.main_screen.focus_reader()
    await until(pilot, lambda: app.main_screen.reading is not None and app.main_screen.reading.analysis is not None)
    await pilot.pause()
    return app


async def choose(pilot: Pilot[None], options: OptionList, text: str) -> None:
    """Put the cursor on the option that shows `text` and press Enter."""
    for index, option in enumerate(options.options):
        if text in str(option.prompt) and not option.disabled:
            options.highlighted = index
            await pilot.press("enter")
            await pilot.pause()
            return
    raise AssertionError(f"no option shows {text}")


async def test_entities_are_grouped_by_kind_and_counted(app: AituiApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await analysed(pilot)
        await pilot.press("e")
        prompts = [str(option.prompt) for option in app.main_screen.entity_pane.names.options]
        assert any(prompt.startswith("People · ") for prompt in prompts)
        assert any(prompt.startswith("Organisations · ") for prompt in prompts)
        counts = [int(prompt.split()[-1].removesuffix("×")) for prompt in prompts if "OpenAI" in prompt]
        analysis = app.main_screen.explorer.analyses[1]
        openai = analysis.entity("openai")
        assert openai is not None
        assert counts == [len(openai.mentions)]


async def test_enter_jumps_to_the_mention_and_n_to_the_next_one_round_the_end(app: AituiApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await analysed(pilot)
        await pilot.press("e")
        await choose(pilot, app.main_screen.entity_pane.names, "Bella Liu")
        screen = app.main_screen
        reading = screen.reading
        assert reading is not None
        assert screen.reader.has_focus
        assert "Bella Liu" in reading.text_of(screen.reader.cursor)
        first = screen.reader.cursor
        await pilot.press("n")
        assert "Liu" in reading.text_of(screen.reader.cursor)
        assert screen.reader.cursor > first
        await pilot.press("n")
        assert screen.reader.cursor == first
        await pilot.press("N")
        assert screen.reader.cursor > first


async def test_mentions_are_tinted_and_quotes_carry_a_bar(app: AituiApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await analysed(pilot, 2)
        screen = app.main_screen
        assert screen.reading is not None
        assert screen.reading.analysis is not None
        quote = next(quote for quote in screen.reading.analysis.quotes if quote.direct)
        screen.go_to(2, quote.start)
        await pilot.pause()
        assert "▌│" in shown(app)
        names = {
            segment.text.strip(): segment.style.color
            for y in range(screen.reader.size.height)
            for segment in screen.reader.render_line(y)
            if segment.style is not None
        }
        assert names["OpenAI"] != names["Forschung zu"] if "Forschung zu" in names else names["OpenAI"] is not None


async def test_quotes_are_listed_under_their_speakers_and_enter_goes_there(app: AituiApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await analysed(pilot, 2)
        await pilot.press("3")
        quotes = app.main_screen.quote_pane.entries
        prompts = [str(option.prompt) for option in quotes.options]
        assert any(prompt.startswith("Winston Ma · ") for prompt in prompts)
        await choose(pilot, quotes, "Konkurrenten bieten Migrationspfade")
        reading = app.main_screen.reading
        assert reading is not None
        assert "Konkurrenten bieten" in reading.text_of(app.main_screen.reader.cursor)


async def test_the_whole_library_is_one_key_away(app: AituiApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await analysed(pilot)
        await pilot.press("e", "w")
        await until(pilot, lambda: len(app.main_screen.explorer.analyses) == 5)
        await pilot.pause()
        openai = next(figure for figure in app.main_screen.entity_pane.figures if figure.id == "openai")
        assert len(openai.appearances) == 5


async def test_the_quotes_of_the_whole_library_lead_into_their_articles(app: AituiApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await analysed(pilot)
        await pilot.press("3")
        here = len(app.main_screen.quote_pane.quotes)
        await pilot.press("w")
        pane, explorer = app.main_screen.quote_pane, app.main_screen.explorer
        await until(pilot, lambda: len(explorer.analyses) == len(app.main_screen.library_pane.entries))
        await until(pilot, lambda: len(pane.quotes) == sum(len(known.quotes) for known in explorer.analyses.values()))
        assert len(pane.quotes) > here
        await choose(pilot, pane.entries, "Konkurrenten bieten Migrationspfade")
        reading = app.main_screen.reading
        assert reading is not None
        assert reading.article_id == 2
        assert "Konkurrenten bieten" in reading.text_of(app.main_screen.reader.cursor)


async def test_a_card_shows_names_articles_and_quotes_and_leads_there(app: AituiApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await analysed(pilot)
        await pilot.press("e", "w")
        await until(pilot, lambda: len(app.main_screen.explorer.analyses) == 5)
        await pilot.pause()
        pane = app.main_screen.entity_pane
        index = next(i for i, option in enumerate(pane.names.options) if "Winston Ma" in str(option.prompt))
        pane.names.highlighted = index
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, EntityCard))
        options = app.screen.query_one(OptionList)
        await choose(pilot, options, "Der Ausstieg von OpenAI")
        await until(pilot, lambda: app.main_screen.reading is not None and app.main_screen.reading.article_id == 2)
        reading = app.main_screen.reading
        assert reading is not None
        assert "Der Ausstieg von OpenAI" in reading.text_of(app.main_screen.reader.cursor)


@pytest.mark.parametrize("keys", [("2",), ("3",), ("2", "home", "down", "i")], ids=["entity", "quote", "card"])
async def test_on_a_narrow_terminal_a_place_is_in_sight_at_once(app: AituiApp, keys: tuple[str, ...]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await analysed(pilot)
        screen = app.main_screen
        assert screen.header.names == ("German", "English")
        await pilot.press("G")
        end = screen.reader.cursor
        for key in (*keys, "home", "down", "enter"):
            await pilot.press(key)
            await pilot.pause()
        assert app.screen is screen
        assert screen.reader.cursor < end
        assert screen.reading is not None
        assert screen.reader.cursor in screen.reader.visible_sentences()
        assert screen.reading.text_of(screen.reader.cursor)[:12] in shown(app)
        assert screen.header.names == ("German", "English")
        assert screen.status_line.status.view == "side by side"


async def test_quotes_of_other_articles_have_the_translations_that_are_stored(app: AituiApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await analysed(pilot)
        screen = app.main_screen
        article = screen.library.article(2)
        sentences = [article.sentence_text(span) for _, span in article.sentences()]
        source = next(text for text in sentences if "Der Ausstieg von OpenAI" in text)
        screen.translating.translator.store_by_hand(source, "en", "Leaving is a shock, says the professor.")
        await pilot.press("3", "w")
        await until(pilot, lambda: len(screen.explorer.analyses) == len(screen.library_pane.entries))
        await until(
            pilot, lambda: any("Leaving is a shock" in listed.translation for listed in screen.quote_pane.quotes)
        )
        [listed] = [listed for listed in screen.quote_pane.quotes if "Leaving is a shock" in listed.translation]
        assert (listed.article_id, listed.speaker) == (2, "Winston Ma")
        assert "Der Ausstieg von OpenAI" in listed.quote.text
        await pilot.press("e")
        pane = screen.entity_pane
        screen.entity_pane.whole_library = True
        await pilot.press("1", "e")
        names = [str(option.prompt) for option in pane.names.options]
        pane.names.highlighted = next(i for i, name in enumerate(names) if "Winston Ma" in name)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, EntityCard))
        prompts = [str(option.prompt) for option in app.screen.query_one(OptionList).options]
        assert any("Der Ausstieg" in prompt and "\n  Leaving is a shock" in prompt for prompt in prompts)


async def test_the_overview_fills_in_as_articles_become_known(app: AituiApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await analysed(pilot)
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, Overview))
        await until(pilot, lambda: len(app.main_screen.explorer.analyses) == 5)
        await pilot.pause()
        text = "\n".join(str(widget.render()) for widget in app.screen.query("Static"))
        assert "Overview of 5 articles" in text
        assert "Winston Ma" in text
        await pilot.press("escape")
        assert len(app.screen_stack) == 1


async def test_analyses_are_there_at_once_after_a_restart(paths: Paths) -> None:
    async with AituiApp(paths).run_test(size=(120, 40)) as pilot:
        await analysed(pilot)
    with Library(paths.library) as library:
        stored = library._connection.execute("SELECT count(*) FROM analysis").fetchone()[0]
    assert stored >= 1


async def test_a_broken_line_of_the_users_table_is_named_and_the_rest_used(paths: Paths) -> None:
    paths.names.parent.mkdir(parents=True)
    paths.names.write_text(
        "id,kind,de\ngut,org,Transparenz\nschlecht,unsinn,Irgendwas\n",
        encoding="utf-8",
    )
    app = AituiApp(paths)
    async with app.run_test(size=(120, 40)) as pilot:
        await analysed(pilot)
        await until(pilot, lambda: any("names.csv" in note.message for note in app._notifications))
        assert app.main_screen.explorer.analyses[1].entity("gut") is not None


async def test_the_panes_say_that_an_english_article_is_known_by_the_table_alone(paths: Paths) -> None:
    with Library(paths.library) as library:
        text = "The company said on Thursday that Angela Merkel would visit Beijing. “We will come”, said Merkel."
        english = library.add(Source("english.txt", text)).entry.id
    app = AituiApp(paths)
    async with app.run_test(size=(120, 40)) as pilot:
        await analysed(pilot, english)
        await pilot.press("e")
        screen = app.main_screen
        prompts = [str(option.prompt) for option in screen.entity_pane.names.options]
        assert prompts[0] == "The article is in English; only names of the table are found."
        assert any("Angela Merkel" in prompt for prompt in prompts)
        await pilot.press("w")
        await pilot.pause()
        assert not any("in English" in str(option.prompt) for option in screen.entity_pane.names.options)
        prompts = [str(option.prompt) for option in screen.quote_pane.entries.options]
        assert prompts == ["The article is in English; quotes are only found in German."]
