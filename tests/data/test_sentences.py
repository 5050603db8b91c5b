from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitui.data.sentences import sentence_spans


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text, 0, len(text))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Das gilt z. B. für Berlin.",
        "Viele setzen auf chinesische Modelle, wie z.B. Kling KI, das Chinesisch spricht.",
        "Laut Dr. Angela Merkel ist das so.",
        "Ab dem 9. Juli ist Schluss.",
        "SenseNova 5.5 ist da.",
        "Auch 01.AI aus Peking kündigt Rabatte an.",
        "Im 3. Quartal stieg der Umsatz.",
        "Das war der 1. FC Köln.",
        "Der Umsatz stieg um 3,5 Mio. Euro auf 2 Mrd. Dollar.",
        "Am 9. 7. 2024 war es so weit.",
        "Nach der 2. Halbzeit stand es 1:0.",
        "Im 19. Jahrhundert war das anders.",
        "Die Regeln stehen in Abs. 3 und Art. 5 sowie in Anm. 7 und Bd. 2 des Werks.",
        "Das kostet inkl. Versand max. 20 Euro bzw. insb. Porto.",
        "Die Firma (gegr. 1990) zog im Okt. 2020 nach Bonn.",
        "Das macht ca. 83 Prozent, Nr. 7 auf der Liste.",
        "Um 20.15 Uhr geht es weiter.",
        "„Das ist gut. Wir machen weiter“, sagte er.",
        "»Ja. Gut«, sagte sie.",
        '"Ja. Gut. Nochmal", sagte sie.',
        "Er sagte: „Das ist gut. Wir gehen.“",
        "Er sagte „Nein. Doch.” und ging.",
        "Und … dann war es still.",
        "Ist das so? fragte sie leise.",
        "Es dauert ca. 5 min. Fahrt mit dem Bus.",
        "Bis Bonn sind es 2 Std. Fahrt.",
        "Der Ort liegt 300 m ü. Meer.",
        "In Frankfurt/M. Zentrum brannte es.",
        "George W. Bush traf J. D. Vance, und Franklin D. Roosevelt traf Harry S. Truman.",
        "Der Forscher Arun K. Das sagte es.",
        "Der Präsident heißt J. D. Vance.",
        "Das Werk von J. R. R. Tolkien gefiel ihm.",
    ],
)
def test_this_is_one_sentence(sentence: str) -> None:
    assert split(f"{sentence} Danach kam nichts mehr.") == [sentence, "Danach kam nichts mehr."]


@pytest.mark.parametrize(
    "sentences",
    [
        ["China ist weltweit führend.", "83 % der Unternehmen nutzen KI.", "2019 war das anders."],
        ["Der Dax stieg auf 18.000 Punkte.", "40 Werte legten zu."],
        ["Es war 2023.", "Dann kam 2024."],
        ["Er fiel von 83 auf 26.", "Der Auftragsbestand stieg."],
        ["Das kostet 5 Mio.", "Es ist viel."],
        ["Es gibt Äpfel, Birnen usw.", "Das reicht."],
        ["Ist das so?", "Ja!", "Wirklich…", "Doch."],
        ["Er fuhr 80 km/h.", "Morgen regnet es."],
        ["Der Wind weht mit 120 km/h.", "80 Bäume fielen um."],
        ["Der Lüfter dreht mit 900 U/min.", "Computer mögen das."],
        ["Das Modell schreibt 50 Wörter/s.", "„Das ist viel“, sagte sie."],
        ["Es sind 5 °C.", "Es ist kalt."],
        ["Es sind 20° C.", "Morgen wird es kalt."],
        ["Er lief 5 min.", "Dann war Schluss."],
        ["Es flossen 16 A.", "Das ist viel."],
        ["Die Tür ist 2 m hoch und 1 m.", "Danach kommt ein Flur."],
        ["Das Dorf liegt auf 1.800 m ü. M.", "Im Winter schneit es."],
        ["Er schrieb es auf der Plattform X.", "Der Konzern schwieg."],
        ["Er schrieb es auf X.", "Das sei falsch."],
        ["Das ist Plan B.", "Er gefällt mir."],
        ["Orangen haben Vitamin C.", "Sie sind gesund."],
        ["Deutschland spielt in der Vorrundengruppe A.", "Dort ist es leicht."],
        ["Angeklagt ist Thomas K.", "Die Richterin kennt ihn."],
        ["Verurteilt wurde Thomas K.", "Das Gericht sah keine Reue."],
        ["Die Wahl gewann George W. Bush.", "Der Präsident dankte."],
        ["(Er kam. Sie ging.)", "Dann war es still."],
        ["Er sagte „Nein.“", "„Ja“, sagte sie."],
        ["„Ein Satz ohne Ende.", "Und noch einer."],
        ["Ein Satz.", "– Noch einer."],
    ],
)
def test_these_are_sentences_of_their_own(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_a_quotation_of_many_words_is_cut_at_its_inner_sentences() -> None:
    first = "„Der Markt wächst, und zwar in allen Ländern, in denen wir seit vielen Jahren mit großem Erfolg arbeiten."
    second = (
        "Niemand hat das vor einem Jahr für möglich gehalten, auch wir selbst nicht, wenn wir ehrlich sind“, sagte sie."
    )
    assert split(f"{first} {second} Dann ging sie.") == [first, second, "Dann ging sie."]


def test_a_sentence_longer_than_a_page_is_cut_at_a_space() -> None:
    text = "Wort " * 3_000
    parts = split(text)
    assert " ".join(parts) == text.strip()
    assert max(map(len, parts)) <= 4_000


def test_a_long_paragraph_is_cut_at_its_sentences_only() -> None:
    sentences = [f"Das ist der Satz mit der Zahl {number}, z. B. für Dr. Faust." for number in range(500)]
    assert split(" ".join(sentences)) == sentences


def test_chinese_needs_no_space_after_its_full_stop() -> None:
    assert split("今天很冷。明天更冷。") == ["今天很冷。", "明天更冷。"]


@given(st.text(st.sampled_from("Aab1 .…!?„“”\"»«()'\n\u00a0。zZ3"), max_size=300))
def test_sentences_come_in_order_and_cover_everything_but_white_space(text: str) -> None:
    position = 0
    for span in sentence_spans(text, 0, len(text)):
        assert not text[position : span.start].strip()
        assert span.start < span.end
        assert not text[span.start].isspace()
        assert not text[span.end - 1].isspace()
        position = span.end
    assert not text[position:].strip()


@given(st.text(max_size=50), st.text(max_size=200), st.text(max_size=50))
def test_only_the_paragraph_asked_for_is_split(before: str, paragraph: str, after: str) -> None:
    offset = len(before)
    inside = sentence_spans(before + paragraph + after, offset, offset + len(paragraph))
    alone = sentence_spans(paragraph, 0, len(paragraph))
    assert [(span.start - offset, span.end - offset) for span in inside] == [(s.start, s.end) for s in alone]


def test_half_of_a_surrogate_pair_is_kept() -> None:
    text = "Das ist \ud800 gut. Und \udfff das."
    assert [text[span.start : span.end] for span in sentence_spans(text, 0, len(text))] == [
        "Das ist \ud800 gut.",
        "Und \udfff das.",
    ]
