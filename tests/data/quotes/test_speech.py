from __future__ import annotations

import pytest

from aitui.data.entity import EntityKind
from aitui.data.quotes import find_quotes
from aitui.data.structure import parse

from .said import direct, entity, quotes


@pytest.mark.parametrize(
    "text",
    [
        "Im Kino läuft der Film „Der Untergang“ noch bis Sonntag.",
        "Die Studie „Attention Is All You Need“ erschien im Jahr 2017.",
        "Das Forschungsschiff „Polarstern“ ist in Bremerhaven eingetroffen.",
        "Die „Süddeutsche Zeitung“ und der „Spiegel“ erscheinen in Deutschland.",
        "Der Minister sagte dem „Handelsblatt“ nichts über den Termin.",
        "Die sogenannten „Einhörner“ der Branche haben Geld verloren.",
        "Seither tobt ein Preiskampf unter den KI-„Giganten“ des Landes.",
        'Die "Bild"-Zeitung hat viele Leser in ganz Deutschland.',
        'Auf die Eingabe "Male ein Haus am See" lieferte das Programm vier Bilder.',
        "Das Festival steht unter dem Motto „Gemeinsam in die Zukunft“.",
        "Der Begriff „Prompt“ bezeichnet die Eingabe in ein Modell.",
        "Die Firma hat einen „speziellen Migrationsplan“ entwickelt.",
        "Er wurde zum „Fußballer des Jahres“ gewählt und feierte lange.",
        "Das Netz wird als „Rückgrat“ der Wirtschaft bezeichnet.",
        "Die Behörde meldete am Montag die „Operation Morgenröte“ in Kiel.",
        "Der Verein („FC Eintracht“ genannt) spielt am Samstag in Jena.",
    ],
)
def test_titles_terms_names_irony_and_prompts_are_no_speech(text: str) -> None:
    assert direct(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("„Wir kommen wieder“, sagte Olaf Scholz.", "Wir kommen wieder"),
        ("„Was für ein Abend!“ rief Olaf Scholz.", "Was für ein Abend!"),
        ("„Wir kommen wieder,“ erklärte Olaf Scholz.", "Wir kommen wieder,"),
        ("„Wir kommen wieder“, so Olaf Scholz.", "Wir kommen wieder"),
        ("„Wir kommen wieder“, teilte Olaf Scholz am Abend mit.", "Wir kommen wieder"),
        ("„Wir kommen wieder“, hatte Olaf Scholz im Mai versprochen.", "Wir kommen wieder"),
        ("„Wir kommen wieder“, freut sich Olaf Scholz.", "Wir kommen wieder"),
        ("„Wir kommen wieder“ – so beschrieb Olaf Scholz die Pläne.", "Wir kommen wieder"),
        ("„Wir kommen wieder“, wie Olaf Scholz sagte.", "Wir kommen wieder"),
        ("Olaf Scholz sagte: „Ja.“ Dann ging er.", "Ja."),
        ("Olaf Scholz: „Wir kommen morgen wieder.“ Dann ging er.", "Wir kommen morgen wieder."),
        ("Olaf Scholz nannte das „klug“.", "klug"),
        ("Olaf Scholz sprach von einem „Neustart“.", "Neustart"),
        ("Olaf Scholz warnte vor einem „Flächenbrand“.", "Flächenbrand"),
        ("Olaf Scholz hat den Plan als „klug“ bezeichnet.", "klug"),
        ("Die Lage sei „ernst“, sagte Olaf Scholz.", "ernst"),
        ("Mit den Worten „Sie kennen mich“ warb Olaf Scholz.", "Sie kennen mich"),
        ("Laut Olaf Scholz ist das „ein guter Plan“.", "ein guter Plan"),
        ("Der Plan wurde von Olaf Scholz als „kluger Schritt“ begrüßt.", "kluger Schritt"),
        ("Der Plan, so Olaf Scholz, ist „ein guter Anfang“.", "ein guter Anfang"),
        ("„Das kommt mir bekannt vor“, entgegnete Olaf Scholz.", "Das kommt mir bekannt vor"),
        ("Olaf Scholz („Wir brauchen Tempo“) reiste nach Rom.", "Wir brauchen Tempo"),
    ],
)
def test_a_cue_makes_speech_of_a_quotation(text: str, words: str) -> None:
    assert direct(text) == [(words, "Olaf Scholz")]


def test_a_quotation_that_is_a_sentence_of_its_own_is_speech() -> None:
    text = "Olaf Scholz kam nach Rom. „Wir wollen mit allen Ländern gut zusammenarbeiten.“ Dann flog er zurück."
    assert direct(text) == [("Wir wollen mit allen Ländern gut zusammenarbeiten.", "Olaf Scholz")]


def test_reported_mood_marks_a_fragment_as_speech() -> None:
    text = "Olaf Scholz lobte den Plan. Er sei „ein Zeichen der Stärke“ und werde bleiben."
    assert direct(text) == [("ein Zeichen der Stärke", "Olaf Scholz")]


def test_first_persons_are_no_reported_mood() -> None:
    assert direct("Ich habe das Buch in einem „Zug“ gelesen und dann verschenkt.") == []


def test_a_noun_that_looks_like_a_verb_is_no_reported_mood() -> None:
    assert direct("In der Rede ging es an erster Stelle um „Flieder“ und Rosen.") == []


def test_the_name_of_an_entity_in_marks_is_no_speech() -> None:
    text = "Olaf Scholz lobte am Montag die Firma hinter „Le Chat“ in Paris."
    assert direct(text, entity(text, EntityKind.PRODUCT, "le-chat", "Le Chat")) == []


def test_the_text_is_the_slice_without_its_marks() -> None:
    (quote,) = [q for q in quotes("« Wir kommen wieder », sagte Emmanuel Macron.") if q.direct]
    assert quote.text == "Wir kommen wieder"
    assert quote.start == 2


def test_confidence_falls_with_the_trust_in_a_rule() -> None:
    tail = quotes("„Wir kommen wieder“, sagte Olaf Scholz.")[0]
    shape = quotes("An der Wand stand „wir kommen alle wieder und bleiben“ in roter Farbe.")[0]
    assert tail.confidence > 0.9
    assert shape.confidence < 0.7


def test_boilerplate_has_no_quotes() -> None:
    text = (
        "Neue Regeln für den Handel\n\nDer Rat hat am Montag neue Regeln beschlossen, die im Sommer gelten.\n\n"
        "Newsletter abonnieren\n\nDatenschutzhinweis: „Wir verwenden Cookies“, sagt der Betreiber. "
        "Es gelten die Datenschutzbestimmungen und Nutzungsbedingungen von Google.\n\n"
        "Der Rat tagt im Herbst wieder, dann geht es um Zölle und um Verträge."
    )
    article = parse(text)
    assert any(block.boilerplate and "Cookies" in text[block.start : block.end] for block in article.blocks)
    assert find_quotes(article, ()) == ()
