"""What an article is about in which language, and by which name an entity goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from aitui.data.analysis import figures, quoted_sentences
from aitui.data.analyst import Analyst
from aitui.data.library import Library
from aitui.data.readers import Source
from aitui.data.structure import parse

ENGLISH = (
    "Her office said on Thursday that Angela Merkel would meet Xi Jinping in Beijing. “We Germans will listen”, "
    "said Merkel. The White House and Essential Products Weekly did not comment on China's plans."
)


@pytest.fixture(scope="module")
def analyst(tmp_path_factory: pytest.TempPathFactory) -> Analyst:
    return Analyst(tmp_path_factory.mktemp("config") / "names.csv")


def test_an_english_article_has_the_names_of_the_table_and_no_guessed_ones(analyst: Analyst) -> None:
    analysis = analyst.analyse(parse(ENGLISH))
    assert (analysis.language, analysis.table_only, analysis.quotes) == ("en", True, ())
    found = {entity.id: [mention.surface for mention in entity.mentions] for entity in analysis.entities}
    assert found == {
        "angela-merkel": ["Angela Merkel", "Merkel"],
        "xi-jinping": ["Xi Jinping"],
        "beijing": ["Beijing"],
        "white-house": ["White House"],
        "china": ["China"],
    }


def test_a_german_article_is_looked_through_by_every_rule(analyst: Analyst) -> None:
    analysis = analyst.analyse(parse("„Wir hören zu“, sagte die Forscherin Jutta Allmendinger am Montag in Berlin."))
    assert (analysis.language, analysis.table_only) == ("de", False)
    assert {entity.id for entity in analysis.entities} == {"person-jutta-allmendinger", "berlin"}
    assert [quote.text for quote in analysis.quotes] == ["Wir hören zu"]


def test_the_library_s_word_on_the_language_counts(analyst: Analyst, tmp_path: Path) -> None:
    with Library(tmp_path / "library.db") as library:
        entry = library.add(Source("merkel.txt", ENGLISH)).entry
        assert analyst.of_library(library, entry.id).language == "en"
        stored = analyst.stored(library, entry.id)
    assert stored is not None
    assert stored.table_only


def test_an_entity_goes_by_one_name_whatever_an_article_calls_it(analyst: Analyst) -> None:
    first = analyst.analyse(parse("Kling AI, der Videogenerator aus China, und Kuaishou Technology wachsen."))
    second = analyst.analyse(parse("Der Videogenerator Kling von Kuaishou aus China wächst."))
    alone, together = figures([(1, first)]), figures([(1, first), (2, second)])
    names = {figure.id: figure.name for figure in together}
    assert {figure.id: figure.name for figure in alone} == names
    assert first.called() == second.called() == names
    assert {names["kling"], names["kuaishou"]} == {"Kling", "Kuaishou"}


def test_a_quote_is_given_the_whole_sentences_it_stands_in(analyst: Analyst) -> None:
    text = "In Berlin sprach sie am Montag. „Wir hören zu. Das ist neu“, sagte die Forscherin Jutta Allmendinger. Mehr nicht."
    article = parse(text)
    [quote] = analyst.analyse(article).quotes
    [sentences] = quoted_sentences(article, [quote]).values()
    joined = " ".join(sentences)
    assert joined.startswith("„Wir hören zu.")
    assert "Das ist neu“" in joined
    assert "Mehr nicht" not in joined
    assert "In Berlin" not in joined
