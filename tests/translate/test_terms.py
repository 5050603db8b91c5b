from __future__ import annotations

from pathlib import Path

from aitui.translate.abbreviations import abbreviations
from aitui.translate.terms import Term, TermList, TermSource


def glossary(*terms: tuple[str, str, str | None]) -> TermList:
    return TermList(extra=[Term(f"g{de}", (de,), en, zh, "term", TermSource.GLOSSARY) for de, en, zh in terms])


def test_only_terms_that_stand_in_a_sentence_change_its_fingerprint():
    before, after = glossary(), glossary(("Sprachmodell", "language model", "语言模型"))
    touched, untouched = "Das Sprachmodell von OpenAI", "Der Markt von OpenAI"
    assert before.version != after.version
    assert before.fingerprint(untouched, "de", "en") == after.fingerprint(untouched, "de", "en") != ""
    assert before.fingerprint(touched, "de", "en") != after.fingerprint(touched, "de", "en")


def test_a_chinese_form_does_not_change_what_the_english_is_made_with():
    one, other = (
        glossary(("Sprachmodell", "language model", None)),
        glossary(("Sprachmodell", "language model", "语言模型")),
    )
    assert one.fingerprint("Das Sprachmodell", "de", "en") == other.fingerprint("Das Sprachmodell", "de", "en")
    assert one.fingerprint("The language model", "en", "zh") != other.fingerprint("The language model", "en", "zh")


def test_an_ambiguous_name_counts_where_something_tells_what_it_means():
    terms = TermList()
    text = "Meta will das nicht."
    assert terms.find(text) == []
    assert [match.term.id for match in terms.find(text, "Facebook heißt heute anders.")] == ["meta-platforms"]
    assert [match.term.id for match in terms.find(text, meant={"meta-platforms"})] == ["meta-platforms"]


def test_the_version_follows_the_reader_s_own_table(tmp_path: Path):
    names = tmp_path / "names.csv"
    assert TermList(names).version == TermList().version
    names.write_text("kind,de,en,zh\norg,Beispielwerk,Sample Works,样品厂\n", encoding="utf-8")
    own = TermList(names)
    assert own.version != TermList().version
    assert [match.term.en for match in own.find("Das Beispielwerk baut an.")] == ["Sample Works"]


def test_a_thousand_terms_and_terms_inside_terms_are_found_by_the_longest():
    terms = TermList(
        extra=[
            Term(f"g{n}", (f"Begriff {n}", f"Begriff {n} im Kern"), f"concept {n}", None, "term", TermSource.GLOSSARY)
            for n in range(1000)
        ]
    )
    text = "Begriff 7 im Kern und Begriff 77 und Begriff 777"
    assert [(match.term.en, match.form) for match in terms.find(text)] == [
        ("concept 7", "Begriff 7 im Kern"),
        ("concept 77", "Begriff 77"),
        ("concept 777", "Begriff 777"),
    ]


def test_an_abbreviation_is_what_other_languages_call_it_also_in_compounds_and_plurals():
    terms = TermList()
    found = terms.find("Die KI-Industrie, zwei AKWs und das BIP")
    assert [(match.form, match.term.rendering(match.form, "en")) for match in found] == [
        ("KI", "AI"),
        ("AKWs", "nuclear power plants"),
        ("BIP", "GDP"),
    ]
    assert [match.term.rendering(match.form, "zh") for match in terms.find("AI and GDP")] == [
        "人工智能",
        "国内生产总值",
    ]


def test_an_abbreviation_inside_a_name_is_the_names():
    (match,) = TermList().find("Mistral AI wächst")
    assert match.term.id == "mistral-ai"


def test_the_readers_own_form_of_an_abbreviation_wins():
    (match,) = glossary(("KI", "machine intelligence", None)).find("Mit KI geht es")
    assert match.term.rendering(match.form, "en") == "machine intelligence"


def test_every_abbreviation_stands_once_and_has_both_forms():
    rows = abbreviations()
    assert len({de for de, _, _ in rows}) == len(rows)
    assert all(cell and cell == cell.strip() for row in rows for cell in row)


def test_people_of_the_article_whom_no_table_knows_stay_as_they_are():
    terms = TermList()
    article = "Die Philosophin Hannah Arendt schrieb. Arendts Buch las Anselm Kiefer."
    assert terms.find("Arendts Buch", "Hannahs Buch") == []
    found = terms.find("Arendts Buch kennt Anselm Kiefer, der Kiefer malt.", article, to="zh")
    assert [(match.form, match.term.rendering(match.form, "zh")) for match in found] == [
        ("Arendt", "Arendt"),
        ("Anselm Kiefer", "Anselm Kiefer"),
    ]
    assert [match.form for match in terms.find("Arendt's book", article, {"person Hannah Arendt"})] == ["Arendt"]


def test_a_name_that_the_article_has_without_its_genitive_is_that_name():
    terms = TermList()
    [match] = terms.find("Hannah Arendt schrieb.", "Hannah Arendts Buch. Hannah Arendt schrieb.")
    assert match.term.id == "person Hannah Arendt"


def test_whom_the_table_knows_is_nobody_else():
    terms = TermList()
    text = "Angela Merkel sprach mit Emmanuel Macron."
    assert [match.term.id for match in terms.find(text, text)] == ["angela-merkel", "emmanuel-macron"]


def test_another_english_name_in_the_readers_own_table_is_what_is_written(tmp_path: Path):
    names = tmp_path / "names.csv"
    names.write_text("kind,de,en,zh\nperson,Anton Tschechow,Anton Chekhov,契诃夫\n", encoding="utf-8")
    terms = TermList(names)
    article = "Anton Tschechow schrieb Dramen. Tschechow war Arzt."
    found = terms.find(article, article)
    assert [match.form for match in found] == ["Anton Tschechow", "Tschechow"]
    assert found[0].term.rendering("Anton Tschechow", "en") == "Anton Chekhov"
    assert [match.term.rendering(match.form, "zh") for match in found] == ["契诃夫", "契诃夫"]
