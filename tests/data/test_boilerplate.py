from __future__ import annotations

import pytest

from aitui.data import boilerplate


@pytest.mark.parametrize(
    "line",
    [
        "Highlights",
        "Kurz & Knapp",
        "Source link",
        "Anzeige",
        "3 Kommentare",
        "Lesezeit: 4 Minuten",
        "→ Zum Artikel",
        "Mehr lesen »",
        "https://www.bundestag.de/haushalt",
        "Quelle: https://www.bundestag.de",
        "[Zur Studie](https://www.bundestag.de) | [Archiv](https://www.bundestag.de/archiv)",
        "9. Juli 2024, 14:30 Uhr",
        "Stand: 09.07.2024",
        "Aktualisiert am Dienstag, 9. Juli 2024 um 8:05 Uhr",
        "Von Marie Curie und Albert Einstein, Bern",
        "(dpa/afp)",
        "Tel.: 030 18 272-0",
        "presse@bundestag.de",
        "Seite 3 von 12",
        "Impressum | Datenschutz",
        "* * *",
        "-----",
    ],
)
def test_this_line_is_furniture(line: str) -> None:
    assert boilerplate.is_label_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Von Angst und Hoffnung",
        "Kontaktlinsen im Test",
        "Themen der Woche sind Steuern und Renten",
        "Die Anzeige ging bei der Staatsanwaltschaft ein",
        "Der 9. Juli 2024 war ein heißer Tag",
        "Berlin: 25 Grad",
        "Wer mehr lesen will, fährt nach Leipzig",
        "Das Werbeverbot kommt",
        "dpa-Chefredaktion zieht nach Berlin um",
    ],
)
def test_this_line_is_text(line: str) -> None:
    assert not boilerplate.is_label_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Newsletter-Aktion überspringen",
        "Abonnieren Sie unseren kostenlosen Newsletter!",
        "Jetzt Newsletter bestellen",
        "Sign up to our daily newsletter",
        "Melden Sie sich hier für den Newsletter an.",
    ],
)
def test_this_line_belongs_to_a_newsletter_box(line: str) -> None:
    assert boilerplate.is_newsletter_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Wer einen Newsletter abonnieren will, muss sich registrieren.",
        "Der Newsletter hat eine Million Leser.",
        "Ein Newsletter über Politik wird zum Buch.",
    ],
)
def test_a_sentence_about_newsletters_does_not(line: str) -> None:
    assert not boilerplate.is_newsletter_line(line)


@pytest.mark.parametrize(
    "text",
    [
        "Datenschutzhinweis: Newsletter können Werbung enthalten.",
        "Wir verwenden Google reCaptcha. Es gelten die Datenschutzbestimmungen von Google.",
        "© 2024 Deutsche Presse-Agentur",
        "Copyright 2024 Norddeutscher Rundfunk. Alle Rechte vorbehalten.",
    ],
)
def test_this_is_a_legal_notice(text: str) -> None:
    assert boilerplate.is_legal_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "Copyright-Klagen häufen sich.",
        "In der Datenschutzerklärung und den Nutzungsbedingungen steht, was mit den Daten geschieht.",
        "„Wir ändern die Nutzungsbedingungen und die Datenschutzerklärung“, sagte ein Sprecher von Meta.",
        "Der Datenschutzhinweis war zu klein gedruckt.",
    ],
)
def test_an_article_about_data_protection_is_none(text: str) -> None:
    assert not boilerplate.is_legal_notice(text)


def test_a_note_on_the_author_says_what_the_author_works_as() -> None:
    assert boilerplate.is_note_on_author("Die Autorin ist Agrarökonomin und arbeitet für Fachzeitschriften.")
    assert boilerplate.is_note_on_author("Unser Autor schreibt regelmäßig für diese Zeitung.")


def test_a_review_of_a_book_is_no_note_on_its_author() -> None:
    assert not boilerplate.is_note_on_author("Der Autor ist ein Meister der leisen Töne.")
    assert not boilerplate.is_note_on_author("Der Autor schreibt über seine Kindheit in Galizien.")
