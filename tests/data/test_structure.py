from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitui.data.article import Article, Block, BlockKind
from aitui.data.structure import parse

ROOT = Path(__file__).parents[2]
SHAPES = ROOT / "tests" / "gold" / "shapes"
Row = tuple[str, bool, str, int]


def gold(path: Path) -> dict[str, list[Row]]:
    return {name: [tuple(row) for row in rows] for name, rows in json.loads(path.read_text(encoding="utf-8")).items()}


def rows(article: Article) -> list[Row]:
    """Each block as the gold files say it."""
    return [
        (str(block.kind), block.boilerplate, " ".join(_text(article, block).split()[:5]), len(block.sentences))
        for block in article.blocks
    ]


def _text(article: Article, block: Block) -> str:
    return article.text[block.start : block.end]


def kinds(text: str) -> list[tuple[str, str]]:
    article = parse(text)
    return [(str(block.kind), _text(article, block)) for block in article.blocks]


def folded(text: str) -> list[str]:
    article = parse(text)
    return [_text(article, block) for block in article.blocks if block.boilerplate]


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


SEED_GOLD = gold(ROOT / "tests" / "gold" / "structure.json")
SHAPE_GOLD = gold(SHAPES / "structure.json")


@pytest.mark.parametrize("name", SEED_GOLD)
def test_a_seed_has_the_structure_a_reader_sees(name: str) -> None:
    assert rows(parse(read(ROOT / "seeds" / name))) == SEED_GOLD[name]


@pytest.mark.parametrize("name", SHAPE_GOLD)
def test_a_text_of_another_shape_has_the_structure_a_reader_sees(name: str) -> None:
    assert rows(parse(read(SHAPES / name))) == SHAPE_GOLD[name]


def test_a_poem_has_a_title_and_nothing_of_it_is_folded() -> None:
    text = read(SHAPES / "poem.txt")
    assert parse(text).title == "Erlkönig"
    assert folded(text) == []


@pytest.mark.parametrize("name", [*SHAPE_GOLD, "poem.txt"])
def test_line_ends_change_nothing(name: str) -> None:
    text = read(SHAPES / name).replace("\r\n", "\n")
    assert rows(parse(text.replace("\n", "\r\n"))) == rows(parse(text))


# Titles


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Der Titel\n\nDer Text ist da. Er ist kurz.", "Der Titel"),
        ("# Der  Titel\nDer Text.", "Der Titel"),
        ("Wird es kalt?\n\nEs wird kalt.", "Wird es kalt?"),
        ("Startseite\nAnzeige\nDer Titel steht darunter\nDer Text ist da.", "Der Titel steht darunter"),
        ('---\ntitle: "Der Titel"\ndate: 2024-07-09\n---\n\nDer Text ist da.', "Der Titel"),
        ("Betreff: Der Titel\nVon: Redaktion\n\nLiebe Leute,\n\nder Text ist da.", "Der Titel"),
    ],
)
def test_the_title_is_found(text: str, title: str) -> None:
    assert parse(text).title == title
    assert [kind for kind, _ in kinds(text)].count("title") == 1


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Der Bundestag tagt heute. Es geht um Geld.", "Der Bundestag tagt heute"),
        ("Der Bundestag tagt heute.", "Der Bundestag tagt heute"),
        (
            "Der Bundestag hat am Donnerstag in Berlin über den Haushalt des kommenden Jahres und mehr abgestimmt.",
            "Der Bundestag hat am Donnerstag in Berlin über den Haushalt des kommenden …",
        ),
        ("x" * 200, "x" * 80 + " …"),
        ("Anzeige", "Anzeige"),
        ("...", "..."),
        ("", ""),
    ],
)
def test_a_text_without_a_title_gets_one(text: str, title: str) -> None:
    assert parse(text).title == title
    assert "title" not in [kind for kind, _ in kinds(text)]


# Lists, quotations, questions


def test_a_date_at_the_start_of_a_line_is_no_list_item() -> None:
    assert kinds("Titel\n\n9. Juli 2024 war ein Dienstag.\n\n3. Oktober ist Feiertag.")[1][0] != "bullet"


def bullets(text: str) -> list[str]:
    return [line for kind, line in kinds(text) if kind == "bullet"]


def test_a_date_among_numbered_items_is_an_item() -> None:
    items = ["1. Steuern senken", "2. Rente sichern", "3. Mai feiern"]
    assert bullets("Das Programm\n\n" + "\n".join(items)) == items


@pytest.mark.parametrize(
    "lines",
    [
        ("3. Mai war ein Feiertag.", "Dann kam der Alltag."),
        ("9. Juli: Die Messe beginnt in Köln.", "10. Juli: Die Messe endet.", "11. Juli: Die Hallen sind leer."),
        ("3. 5. 2024: Die Messe beginnt in Köln.", "4. 5. 2024: Die Messe endet."),
        ("1. Steuern senken will niemand.", "3. Mai war ein Feiertag."),
    ],
)
def test_a_date_alone_and_the_days_of_a_calendar_are_no_list(lines: tuple[str, ...]) -> None:
    assert bullets("\n".join(("Ein Titel", "", *lines))) == []


def test_items_count_on_whatever_they_hold() -> None:
    items = ["1. 5.000 Euro für die Schule", "2. 6.000 Euro für die Kita", "3. Maien und Eichen pflanzen"]
    assert bullets("Das Programm\n\n" + "\n".join(items)) == items


def test_lists_that_follow_each_other_each_count_from_one() -> None:
    items = ["1. Lesen", "2. Schreiben", "1. Rechnen", "2. Singen", "a) laut", "b) leise"]
    assert bullets("Der Unterricht\n\n" + "\n".join(items)) == items
    assert bullets("Der Unterricht\n\n1. Lesen\n2) Schreiben\n4. Rechnen") == []


def test_a_marker_is_left_out_of_the_first_sentence() -> None:
    text = "Titel\n\n•  Erstens ist es kalt. Zweitens regnet es.\n• Drittens."
    bullet = parse(text).blocks[1]
    assert bullet.kind is BlockKind.BULLET
    assert text[bullet.content_start : bullet.end].startswith("Erstens")
    assert len(bullet.sentences) == 2


def test_speech_with_its_speaker_is_a_paragraph_and_speech_alone_a_quotation() -> None:
    found = {text[:8]: kind for kind, text in kinds("Titel\n\n„Ja, so ist es. Gut.“\n\n„Ja“, sagte sie. „Nein.“")}
    assert found == {"Titel": "title", "„Ja, so ": "quote", "„Ja“, sa": "paragraph"}


def test_an_interview_with_names_has_questions_and_answers() -> None:
    text = (
        "Ein Gespräch\n\nZEIT: Warum ist das so?\n\nDeutsche Bahn: Weil es regnet.\n\nZEIT: Und morgen? Auch?\n\n"
        "Deutsche Bahn: Ja.\n\nZEIT: Danke."
    )
    assert [kind for kind, _ in kinds(text)] == ["title", "question", "answer", "question", "answer", "question"]


def test_an_interview_may_name_only_its_guest() -> None:
    text = (
        "Ein Gespräch\n\nHerr Ude, was machen Sie heute?\n\nUde: Ich lese.\n\nDas klingt ruhig.\n\nUde: Ist es auch.\n\n"
        "Und morgen? Was kommt dann?\n\nUde: Mehr davon.\n\nDas Buch erscheint im Herbst bei einem Verlag in München."
    )
    assert [kind for kind, _ in kinds(text)] == ["title", *["question", "answer"] * 3, "paragraph"]


def test_an_interview_may_name_nobody() -> None:
    text = (
        "Ein Gespräch\n\nHaben Sie damit gerechnet?\n\nIch war überrascht, wie alle.\n\nEs dauerte nämlich lange.\n\n"
        "Was sagt Ihre Familie dazu?\n\nWir reden wenig darüber.\n\nWorauf freuen Sie sich?\n\nAuf mein Bett, glaube ich."
    )
    expected = ["title", "question", "answer", "answer", "question", "answer", "question", "answer"]
    assert [kind for kind, _ in kinds(text)] == expected


def test_questions_that_an_article_asks_itself_are_no_interview() -> None:
    text = (
        "Ein Titel\n\nWas tun?\n\nDie Stadt baut eine Brücke.\n\nWer zahlt?\n\nDer Bund zahlt die Hälfte.\n\n"
        "Wann ist sie fertig?\n\nIm Herbst soll sie fertig sein."
    )
    assert not {"question", "answer"} & {kind for kind, _ in kinds(text)}


def test_weather_of_several_towns_is_no_interview() -> None:
    text = "Wetter\n\nBerlin: Es regnet heute.\n\nBonn: Es schneit.\n\nBerlin: Es regnet morgen.\n\nBonn: Sonne morgen."
    assert not {"question", "answer"} & {kind for kind, _ in kinds(text)}


# Boilerplate


PROSE = (
    "Der Bundestag hat am Donnerstag über den Haushalt abgestimmt. Die Mehrheit war knapp.",
    "Im nächsten Jahr fehlen dem Bund rund zwölf Milliarden Euro. Woher sie kommen sollen, ist offen.",
    "Die Opposition kritisierte den Entwurf. Er sei eine Wette auf die Zukunft.",
)
_TWO = "\n\n".join(PROSE[:2])


def test_a_last_paragraph_that_introduces_a_writer_nobody_spoke_of_is_folded() -> None:
    note = "Kurt Tucholsky ist Schriftsteller und schreibt für die Weltbühne."
    assert folded("\n\n".join(("Ein Titel", *PROSE, note))) == [note]
    about = "Die Weltbühne kündigt ein neues Buch von Tucholsky an. Es erscheint im Herbst."
    assert folded("\n\n".join(("Ein Titel", *PROSE, about, note))) == []


@pytest.mark.parametrize(
    "last",
    [
        "Der Journalist Deniz Yücel war ein Jahr in Haft. Heute arbeitet er als Korrespondent für die „Welt“.",
        "Das Buch ist ein Ereignis. Der Autor ist ein Meister der leisen Töne.",
        "Ein Abo kostet zehn Euro pro Monat. Der Newsletter ist kostenlos, das Archiv auch.",
        "Die Nutzungsbedingungen und die Datenschutzerklärung wurden geändert, wie das Unternehmen mitteilte.",
        "Fortsetzung folgt",
        "Angela Merkel ist Physikerin.",
    ],
)
def test_the_last_paragraph_of_an_article_is_not_folded(last: str) -> None:
    assert folded("\n\n".join(("Ein Titel", *PROSE, last))) == []


def test_headings_that_come_again_stay_headings() -> None:
    text = "\n\n".join(("Ein Titel", "Beispiel", PROSE[0], "Beispiel", PROSE[1], "Beispiel", PROSE[2]))
    assert folded(text) == []
    assert [kind for kind, line in kinds(text) if line == "Beispiel"] == ["heading"] * 3


def test_a_list_about_subscriptions_is_not_an_advert() -> None:
    bullets = (
        "- Das Premium-Abo kostet zehn Euro pro Monat.",
        "- Der Newsletter bleibt kostenlos.",
        "- Im Archiv liegt alles, was älter ist.",
    )
    assert folded("\n\n".join(("Ein Titel", *PROSE, "\n".join(bullets)))) == []


def test_the_head_and_the_signature_of_a_mail_are_folded() -> None:
    text = read(SHAPES / "mail.txt")
    assert folded(text)[0].startswith("Von:")
    assert folded(text)[-1].startswith("https:")


def test_titles_of_other_articles_are_folded_but_not_the_next_heading() -> None:
    related = "Mehr zum Thema\nWarum die Bahn zu spät kommt\nWie Weichen geheizt werden"
    text = "\n\n".join(("Ein Titel", PROSE[0], related, "Was nun folgt", PROSE[1], PROSE[2]))
    assert folded(text) == related.split("\n")


def test_a_text_that_is_all_label_lines_still_has_blocks_and_a_title() -> None:
    article = parse("Startseite\nAnzeige\nImpressum")
    assert article.title == "Startseite"
    assert len(article.blocks) == 3


# Any text

MARKED = st.lists(
    st.sampled_from(
        [
            "Titel",
            "Ein Satz. Noch einer!",
            "„Zitat. Und mehr.“",
            "- Punkt",
            "• ",
            "1. Eins",
            "2. Zwei",
            "## Abschnitt",
            "> Zitat",
            "FAQ",
            "Warum?",
            "Frage: Wer?",
            "Antwort: Ich.",
            "Von: x",
            "Betreff: y",
            "---",
            "Anzeige",
            "Mehr zum Thema",
            "Newsletter abonnieren",
            "©",
            "Foto: dpa",
            "Über den Autor",
            "\u00a0",
            "\x0c",
            "",
            "",
            "\u202eabc\x1b[0m",
            "🙂",
            "?",
            "[bold]x[/x]",
        ]
    )
).flatmap(lambda lines: st.sampled_from(["\n", "\r\n", "\r", "\n\n", " \n"]).map(lambda end: end.join(lines)))
ANY_TEXT = st.one_of(st.text(max_size=400), MARKED)


@given(ANY_TEXT)
def test_joining_the_pieces_gives_the_text_back(text: str) -> None:
    assert "".join(piece for _, piece in parse(text).pieces()) == text


@given(ANY_TEXT)
def test_blocks_come_in_order_and_cover_everything_but_white_space(text: str) -> None:
    position = 0
    for block in parse(text).blocks:
        assert not text[position : block.start].strip()
        assert block.start < block.end
        position = block.end
    assert not text[position:].strip()


@given(ANY_TEXT)
def test_sentences_cover_their_block_but_its_marker(text: str) -> None:
    for block in parse(text).blocks:
        assert block.start <= block.content_start
        position = block.content_start
        for sentence in block.sentences:
            assert not text[position : sentence.start].strip()
            assert sentence.start < sentence.end
            position = sentence.end
        assert position == block.end


@given(ANY_TEXT)
def test_the_same_text_has_the_same_structure(text: str) -> None:
    assert parse(text) == parse(text)


@given(ANY_TEXT)
def test_every_text_but_an_empty_one_has_a_title_of_one_line(text: str) -> None:
    article = parse(text)
    assert bool(article.title) == bool(article.blocks)
    assert "\n" not in article.title


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "wort " * 200_000,
        "„" * 100_000,
        '" ' * 100_000,
        "\n" * 100_000,
        "- a\n" * 50_000,
        "1.2." * 250_000,
        "1. 2. " * 50_000,
        "a-" * 500_000,
        "A.B" * 300_000,
        "(" * 300_000,
        "@" * 300_000,
        "http://a" * 100_000,
        "Autor ist " * 100_000,
        "newsletter" * 100_000,
        "(a. " * 100_000,
        ". " * 200_000,
        "Was?\n" * 30_000,
        "Anzeige\n" * 30_000,
        "a" + " " * 1_000_000 + "b",
    ],
    ids=lambda text: repr(text[:8]),
)
def test_a_text_of_a_megabyte_of_anything_is_parsed(text: str) -> None:
    assert "".join(piece for _, piece in parse(text).pieces()) == text


@pytest.mark.parametrize("text", ["Die Wirtschaft hängt von vielen Dingen ab. ", "aaaaaaaaaa"])
def test_a_megabyte_on_one_line_becomes_blocks_of_bearable_length_that_lose_nothing(text):
    text = text * (1_000_000 // len(text))
    article = parse(text)
    assert len(article.blocks) > 40
    assert max(block.end - block.start for block in article.blocks) <= 20_000
    assert "".join(text[block.start : block.end] for block in article.blocks).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    "box",
    [
        "Newsletter: Das Wichtigste aus Bayern\nJeden Freitag in Ihrem Postfach. Jetzt kostenlos abonnieren!",
        "Newsletter „Ostwind“\n\nDer Wochenrückblick aus Leipzig. Hier kostenlos anmelden.",
        "Zur Person: Sam Altman ist Bundeshauskorrespondent dieser Zeitung. Er lebt in Biel.",
        "Sam Altman ist Biologe und schreibt seit 2019 für das Ressort Wissen. Zuletzt erschien sein Buch „Unter Wasser“.",
        "Mit Material von dpa und AFP",
    ],
)
def test_what_stands_below_an_article_is_none_of_it(box: str) -> None:
    article = parse(f"Ein Titel\n\n{_TWO}\n\n{box}")
    assert [block.boilerplate for block in article.blocks[:3]] == [False] * 3
    assert all(block.boilerplate for block in article.blocks[3:])


def test_an_article_about_newsletters_is_one() -> None:
    text = f"Newsletter boomen\n\n{_TWO}\n\nDer Newsletter der Stadt\n\nDie Stadt verschickt ihn seit Mai."
    assert not any(block.boilerplate for block in parse(text).blocks)
