"""The glossary at work: what stands in it stands in the translation."""

from __future__ import annotations

from pathlib import Path

import pytest

from aitui.data.paths import Paths
from aitui.translate.glossary.file import GlossaryFile
from aitui.translate.glossary.guarding import guarded_terms, load_terms
from aitui.translate.glossary.term import GlossaryTerm
from aitui.translate.terms import TermList
from aitui.translate.translator import Translator

SENTENCE = "Das Bundeskanzleramt hat den Bericht am Montag gelesen."


def targets(translator: Translator, texts: list[str], to: str) -> list[str]:
    return [str(made and made.target) for made in translator.translate(texts, to)]


def with_terms(translator: Translator, *terms: GlossaryTerm) -> Translator:
    translator.terms = TermList(None, guarded_terms(terms))
    return translator


@pytest.mark.parametrize(("to", "wanted"), [("en", "Office of the Head"), ("zh", "总理的办公室")])
def test_a_term_stands_in_the_translation_as_the_glossary_has_it(translator: Translator, to: str, wanted: str) -> None:
    assert wanted not in targets(translator, [SENTENCE], to)[0]
    with_terms(translator, GlossaryTerm("Bundeskanzleramt", "Office of the Head", "总理的办公室"))
    (made,) = translator.translate([SENTENCE], to)
    assert made is not None
    assert wanted in str(made.target)
    assert [(item.surface, item.target) for item in made.guarded if item.kind == "term"] == [
        ("Bundeskanzleramt", wanted)
    ]


def test_the_glossary_wins_over_the_table_of_names(translator: Translator) -> None:
    assert "Beijing" in targets(translator, ["Sie wohnt heute in Peking."], "en")[0]
    with_terms(translator, GlossaryTerm("Peking", "Peiping", "北平"))
    assert "Peiping" in targets(translator, ["Sie wohnt heute in Peking."], "en")[0]


def test_of_terms_inside_terms_the_longer_wins(translator: Translator) -> None:
    with_terms(translator, GlossaryTerm("Bank", "Moneyhouse"), GlossaryTerm("Deutsche Bank", "German Moneyhouse Inc"))
    both = targets(translator, ["Die Deutsche Bank schweigt.", "Die Bank schweigt."], "en")
    assert "German Moneyhouse Inc" in both[0]
    assert both[0].count("Moneyhouse") == 1
    assert "Moneyhouse" in both[1]


def test_a_language_that_the_glossary_leaves_open_is_left_to_table_and_model(translator: Translator) -> None:
    plain = targets(translator, ["Sie wohnt heute in Peking.", SENTENCE], "en")
    with_terms(translator, GlossaryTerm("Peking", zh="北平"), GlossaryTerm("Bundeskanzleramt", zh="总理府"))
    assert targets(translator, ["Sie wohnt heute in Peking.", SENTENCE], "en") == plain


def test_a_change_of_terms_makes_only_their_sentences_anew(translator: Translator) -> None:
    texts = [SENTENCE, "Am Morgen war es kalt.", "Niemand sprach davon."]
    for to in ("en", "zh"):
        translator.translate(texts, to)
    with_terms(translator, GlossaryTerm("Bundeskanzleramt", "Office of the Head", "总理的办公室"))
    for to in ("en", "zh"):
        assert [found is None for found in translator.recall(texts, to)] == [True, False, False]
    translator.translate(texts, "en")
    with_terms(translator)
    assert [found is None for found in translator.recall(texts, "en")] == [True, False, False]


@pytest.mark.parametrize("text", ["Im Artikel steht ｟3｠ und [bold]Müll[/x].", "｟0｠｟0｠ Bundeskanzleramt ｟9｠"])
def test_placeholders_and_markup_in_an_article_harm_no_term(translator: Translator, text: str) -> None:
    with_terms(
        translator,
        GlossaryTerm("Bundeskanzleramt", "Office [x]"),
        GlossaryTerm("[bold]Müll[/x]", "[red]waste[/red]"),
    )
    (made,) = translator.translate([text], "en")
    assert made is not None
    assert made.target
    for german, english in (("Bundeskanzleramt", "Office [x]"), ("Müll", "[red]waste[/red]")):
        if german in text:
            assert english in made.target or made.marks


def test_a_thousand_terms_are_found(translator: Translator) -> None:
    terms = [GlossaryTerm(f"Begriff{number}", f"notion{number}") for number in range(1000)]
    with_terms(translator, *terms)
    (made,) = translator.translate(["Der Begriff777 ist neu."], "en")
    assert made is not None
    assert "notion777" in str(made.target)


def test_the_file_is_loaded_with_what_is_wrong_in_it(tmp_path: Path) -> None:
    paths = Paths.of_user(tmp_path)
    assert load_terms(paths)[0].extra == ()
    GlossaryFile(paths.glossary).add([GlossaryTerm("Bank", "bank")])
    with paths.glossary.open("a", encoding="utf-8") as file:
        file.write("Zug\n")
    terms, problems = load_terms(paths)
    assert [(term.de, term.en, term.zh) for term in terms.extra] == [(("Bank",), "bank", None)]
    assert [problem.line for problem in problems] == [3]
    paths.glossary.unlink()
    paths.glossary.mkdir()
    terms, problems = load_terms(paths)
    assert terms.extra == ()
    assert "cannot be read" in str(problems[0])


def test_terms_that_change_while_a_sentence_is_translated_make_it_anew(translator: Translator) -> None:
    """As when a term is added in the app while its article is being translated."""

    def change() -> bool:
        with_terms(translator, GlossaryTerm("Bundeskanzleramt", "Office of the Head"))
        return False

    (made,) = translator.translate([SENTENCE], "en", should_stop=change)
    assert made is not None
    if "Office of the Head" not in str(made.target):
        assert translator.recall([SENTENCE], "en") == [None]
    assert "Office of the Head" in targets(translator, [SENTENCE], "en")[0]
