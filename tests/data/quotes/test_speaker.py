from __future__ import annotations

import pytest

from aitui.data.entity import EntityKind

from .said import direct, entity, quotes

SAID = "„Wir kommen wieder“"


@pytest.mark.parametrize(
    ("tail", "speaker"),
    [
        ("sagte Bundeskanzler Olaf Scholz am Dienstag in Berlin.", "Olaf Scholz"),
        ("sagte am Dienstag in Berlin Bundeskanzler Olaf Scholz.", "Olaf Scholz"),
        ("sagte der Bundeskanzler, Olaf Scholz, am Dienstag.", "Olaf Scholz"),
        (
            "erklärte der österreichische Präsident Alexander Van der Bellen, der zu Besuch war.",
            "Alexander Van der Bellen",
        ),
        ("sagte Ursula von der Leyen der Zeitung.", "Ursula von der Leyen"),
        ("sagte Nvidia-Chef Jensen Huang.", "Jensen Huang"),
        ("sagte der Chef von Nvidia, Jensen Huang.", "Jensen Huang"),
        ("sagte ein Nvidia-Sprecher.", "Nvidia"),
        ("sagte die Sprecherin der Deutschen Bahn.", "Deutsche Bahn"),
        ("teilte das Bundesfinanzministerium mit.", "Bundesfinanzministerium"),
        ("heißt es in einer Mitteilung von Siemens.", "Siemens"),
        ("so Merkels Sprecher Steffen Seibert.", "Steffen Seibert"),
        ("sagte George W. Bush.", "George W. Bush"),
        ("sagte ein Anwohner.", None),
        ("erzählten Reisende am Bahnhof.", None),
        ("sagte der Mann.", None),
    ],
)
def test_the_speaker_stands_behind_the_cue(tail: str, speaker: str | None) -> None:
    assert direct(f"{SAID}, {tail}") == [("Wir kommen wieder", speaker)]


@pytest.mark.parametrize(
    ("frame", "speaker"),
    [
        ("Bundeskanzler Olaf Scholz sagte am Dienstag: {}.", "Olaf Scholz"),
        ("Am Dienstag sagte Olaf Scholz in Rom: {}.", "Olaf Scholz"),
        ("Olaf Scholz, Kanzler der Bundesrepublik, sagte in Rom: {}.", "Olaf Scholz"),
        ("Olaf Scholz, ein Jurist aus Hamburg, der lange dort regierte, sagte in Rom: {}.", "Olaf Scholz"),
        ("Obwohl Emmanuel Macron zögerte, sagte Olaf Scholz: {}.", "Olaf Scholz"),
        ("Den Plan von Emmanuel Macron lobte Olaf Scholz mit den Worten {}.", "Olaf Scholz"),
        ("Olaf Scholz sagte der Zeitung von Emmanuel Macron: {}.", "Olaf Scholz"),
        ("Ebenso wie Angela Merkel, die frühere Kanzlerin, sagte Olaf Scholz in Rom: {}.", "Olaf Scholz"),
    ],
)
def test_the_subject_of_the_cue_is_the_speaker(frame: str, speaker: str) -> None:
    assert direct(frame.format(SAID)) == [("Wir kommen wieder", speaker)]


def test_a_source_never_beats_a_cue_verb() -> None:
    text = "Olaf Scholz bezeichnete die Entwicklung laut chinesischen Medien als „eine gute Sache für alle“."
    assert direct(text) == [("eine gute Sache für alle", "Olaf Scholz")]


def test_both_halves_of_a_split_quotation_have_one_speaker() -> None:
    text = "„Bayern ist bereit“, sagte Markus Söder, „und zwar ohne Wenn und Aber“."
    assert direct(text) == [("Bayern ist bereit", "Markus Söder"), ("und zwar ohne Wenn und Aber", "Markus Söder")]


def test_a_paragraph_that_ends_in_a_colon_gives_the_word_to_the_next() -> None:
    text = (
        "Bella Liu erklärte der Redaktion:\n\n“Der Markt wächst.”\n\n“Er wächst überall.”\n\nDann endete das Gespräch."
    )
    assert direct(text) == [("Der Markt wächst.", "Bella Liu"), ("Er wächst überall.", "Bella Liu")]


def test_a_surname_means_the_full_name_before() -> None:
    text = "Der Physiker Geoffrey Hinton verließ die Firma. „Wir wissen zu wenig“, sagte Hinton."
    assert direct(text) == [("Wir wissen zu wenig", "Geoffrey Hinton")]


def test_a_surname_means_the_full_name_even_behind_it() -> None:
    text = "„Wir wissen zu wenig“, sagte Hinton. Seit Mai ist Geoffrey Hinton nicht mehr dort."
    assert direct(text) == [("Wir wissen zu wenig", "Geoffrey Hinton")]


def test_a_pronoun_means_the_last_person_of_its_gender() -> None:
    text = "Olaf Scholz traf Angela Merkel. {}, sagte {}."
    assert direct(text.format(SAID, "er")) == [("Wir kommen wieder", "Olaf Scholz")]
    assert direct(text.format(SAID, "sie")) == [("Wir kommen wieder", "Angela Merkel")]


def test_an_office_means_its_holder() -> None:
    text = "Verkehrsminister Volker Wissing traf Angela Merkel. {}, sagte der Minister."
    assert direct(text.format(SAID)) == [("Wir kommen wieder", "Volker Wissing")]


def test_names_inside_a_quotation_are_no_antecedents() -> None:
    text = "Olaf Scholz kam spät. „Ich danke Robert Habeck“, sagte er."
    assert direct(text) == [("Ich danke Robert Habeck", "Olaf Scholz")]


def test_nobody_speaks_where_nobody_is_named() -> None:
    assert direct("Die Straße war leer. „So etwas habe ich noch nie gesehen.“ Es regnete.")[0][1] is None


def test_entities_give_the_speaker_name_and_id() -> None:
    text = "Der Gründer Xiaohu Zhu kam. „Wir bieten Wege an“, sagte Zhu. „Und das gern“, so ein OpenAI-Sprecher."
    people = (
        entity(text, EntityKind.PERSON, "xiaohu-zhu", "Xiaohu Zhu", "Zhu"),
        entity(text, EntityKind.ORG, "openai", "OpenAI"),
    )
    found = [(q.speaker, q.speaker_id) for q in quotes(text, *people) if q.direct]
    assert found == [("Xiaohu Zhu", "xiaohu-zhu"), ("OpenAI", "openai")]


def test_a_name_of_an_unknown_shape_is_a_speaker_if_it_is_an_entity() -> None:
    text = "„Wir bauen weiter“, sagte gestern k-punkt nach der Messe."
    assert direct(text, entity(text, EntityKind.ORG, "k-punkt", "k-punkt")) == [("Wir bauen weiter", "k-punkt")]


def test_the_cue_stands_as_in_the_text() -> None:
    (quote,) = quotes("Laut Bitkom ist das „ein guter Plan“.")[:1]
    assert quote.cue == "Laut"
    assert quotes("„Gut so weit“, teilte Bosch mit.")[0].cue == "teilte"


def test_a_quotation_over_paragraphs_has_the_speaker_named_behind_it() -> None:
    text = (
        "Die Halle war voll, und viele standen.\n\n„Wir haben viel geschafft.\n\n„Das war nicht immer leicht.\n\n"
        "„Nun wollen wir mehr“, sagte Angela Merkel."
    )
    assert [speaker for _, speaker in direct(text)] == ["Angela Merkel"] * 3


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Viktor Orbán, ein Freund von Robert Fico, kritisierte Donald Tusk. {}, schrieb er.", "Viktor Orbán"),
        ("Angela Merkel, die lange regierte, lobte Annalena Baerbock. {}, sagte sie.", "Angela Merkel"),
        ("Viktor Orbán – ein Freund von Robert Fico – sprach mit Donald Tusk. {}, sagte er.", "Viktor Orbán"),
    ],
)
def test_a_pronoun_means_the_subject_of_the_sentence_before_rather_than_its_object(text: str, speaker: str) -> None:
    assert direct(text.format(SAID)) == [("Wir kommen wieder", speaker)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Merz' Generalsekretär Carsten Linnemann sprach von {}.", "Carsten Linnemann"),
        ("Von der Leyens Sprecherin Paula Pinho sagte: {}.", "Paula Pinho"),
        ("Robert Habecks neuer Staatssekretär Sven Giegold sagte: {}.", "Sven Giegold"),
        ("Präsident Donald Trumps Sprecherin Karoline Leavitt sagte: {}.", "Karoline Leavitt"),
        ("Siemens' Chef Roland Busch sagte: {}.", "Roland Busch"),
        ("Angela Merkels Sprecherin sagte: {}.", None),
        ("Ein Sprecher Donald Trumps sagte Reportern in Washington: {}.", None),
        ("Der Sprecher Angela Merkels, Steffen Seibert, sagte: {}.", "Steffen Seibert"),
        ("Angela Merkels Rede kam gut an. {}, sagte sie.", "Angela Merkel"),
    ],
)
def test_who_owns_an_office_does_not_speak_for_it(text: str, speaker: str | None) -> None:
    people = {
        "friedrich-merz": ("Friedrich Merz", "Merz"),
        "ursula-von-der-leyen": ("Ursula von der Leyen", "Von der Leyen"),
        "robert-habeck": ("Robert Habeck",),
        "donald-trump": ("Donald Trump",),
        "angela-merkel": ("Angela Merkel",),
    }
    full = text.format(SAID)
    known = [entity(full, EntityKind.PERSON, identity, *names) for identity, names in people.items()]
    known.append(entity(full, EntityKind.ORG, "siemens", "Siemens"))
    assert direct(full, *known) == [("Wir kommen wieder", speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "Karin Keller-Sutter schwieg dazu. Aus Paris hieß es, man begrüße den Schritt „ohne Wenn und Aber“.",
        "Karin Keller-Sutter schwieg dazu. Aus Paris hieß es: „Wir begrüßen den Schritt ohne Wenn und Aber.“",
        "Karin Keller-Sutter schwieg dazu. Es hieß, der Schritt sei „ein großer Fehler“.",
    ],
)
def test_hearsay_is_nobodys_speech(text: str) -> None:
    assert [speaker for _, speaker in direct(text)] == [None]


def test_behind_a_dash_another_subject_speaks() -> None:
    text = "Siemens streicht Stellen – Olaf Scholz spricht von „Kahlschlag“."
    assert direct(text) == [("Kahlschlag", "Olaf Scholz")]
    assert direct("Siemens streicht Stellen – Gewerkschaft spricht von „Kahlschlag“.") == [("Kahlschlag", None)]


def test_a_fragment_behind_a_colon_is_of_whom_the_words_before_it_are_about() -> None:
    text = "Olaf Scholz kam. Robert Habeck sieht das anders: Die Methode sei „über jeden Zweifel erhaben“."
    assert direct(text) == [("über jeden Zweifel erhaben", "Robert Habeck")]


def test_a_place_is_no_er_or_sie_but_may_stand_for_its_government() -> None:
    def speaker(text: str) -> str | None:
        ((_, name),) = direct(text, entity(text, EntityKind.PLACE, "beijing", "Peking"))
        return name

    for said in ("Er sagte:", "Sie sagte:"):
        assert speaker(f"Die Delegation besuchte Peking am Montag. {said} {SAID}.") is None
    assert speaker(f"Peking erklärte: {SAID}.") == "Peking"


@pytest.mark.parametrize(
    "text",
    [
        "„Das war Verrat“, hielt ihm Sam Altman vor.",
        "„Das war ein Fehler“, wird Sam Altman zitiert.",
        "Sam Altman kam aus Zürich. „Das war ein Fehler“, sagte der Schweizer.",
        "Der Wirtschaftsminister Sam Altman kam spät. „Das war ein Fehler“, sagte der CDU-Mann.",
        "„Wenn ich dazu etwas sage“, knurrte Sam Altman, „wird es teuer.“",
    ],
)
def test_the_speaker_is_found_however_the_sentence_is_built(text: str) -> None:
    assert {speaker for _, speaker in direct(text)} == {"Sam Altman"}


def test_an_office_says_whether_its_holder_is_a_woman() -> None:
    text = "Die Präsidentin Zuzana Čaputová kam mit Sam Altman. „Das war ein Fehler“, sagte sie."
    assert direct(text) == [("Das war ein Fehler", "Zuzana Čaputová")]


@pytest.mark.parametrize(
    "line", ["Olaf Scholz, Bundeskanzler", "– Olaf Scholz", "Olaf Scholz auf dem Kongress in Berlin"]
)
def test_a_quotation_by_itself_is_that_of_who_signs_it(line: str) -> None:
    text = f"Das Wort des Tages ist von heute.\n\n{SAID[:-1]}.“\n{line}\n\nEs regnet in Bonn."
    assert direct(text) == [("Wir kommen wieder.", "Olaf Scholz")]


@pytest.mark.parametrize("line", ["Olaf Scholz kommt heute nach Berlin", "Olaf Scholz verliert."])
def test_a_headline_below_a_quotation_signs_nothing(line: str) -> None:
    text = f"Das Wort des Tages ist von heute.\n\n{SAID[:-1]}.“\n\n{line}\n\nEs regnet in Bonn."
    assert direct(text)[0] == ("Wir kommen wieder.", None)
