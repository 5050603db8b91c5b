from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitui.data.entities import Recogniser
from aitui.data.entity import Entity, EntityKind
from aitui.data.structure import parse

Entities = Callable[[str], tuple[Entity, ...]]
Surfaces = Callable[[str], dict[str, list[str]]]

BAD_INPUT = {
    "empty": "",
    "white space": " \n\n\t ",
    "name of 10,000 letters": "Herr " + "Abcdefghij" * 1000 + " sprach.",
    "100,000 quotation marks": "„" * 100_000,
    "hyphens": "US-" * 20_000,
    "no capitals": "die firma openai sperrt den zugang in china. " * 20,
    "all capitals": "OPENAI SPERRT DEN ZUGANG IN CHINA. " * 20,
    "English": "The German chancellor Angela Merkel met Xi Jinping in Beijing on Monday, Reuters reported. " * 5,
    "one line": "Angela Merkel reiste nach Peking " * 3000,
    "invisible": "\u200b\u00ad\u0301 \u2060",
}


@pytest.mark.parametrize("text", BAD_INPUT.values(), ids=BAD_INPUT.keys())
def test_bad_input_gives_mentions_that_lie_in_the_text(entities: Entities, text: str) -> None:
    for entity in entities(text):
        for mention in entity.mentions:
            assert text[mention.start : mention.end] == mention.surface


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("„“\"'’-. \nAaBEeILMOPRSUknorst01ß\u00adÄ")), max_size=120))
def test_mentions_never_overlap_and_entities_come_in_order_of_first_mention(text: str) -> None:
    found = RECOGNISER.entities(parse(text))
    places = sorted((mention.start, mention.end) for entity in found for mention in entity.mentions)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
    firsts = [entity.mentions[0].start for entity in found]
    assert firsts == sorted(firsts)
    assert len({entity.id for entity in found}) == len(found)


RECOGNISER = Recogniser()


def test_text_in_capitals_still_names_what_the_table_knows(surfaces: Surfaces) -> None:
    assert surfaces("OPENAI SPERRT DEN ZUGANG IN CHINA")["openai"] == ["OPENAI"]


def test_full_name_surname_and_genitive_are_one_person(surfaces: Surfaces) -> None:
    text = (
        "Die Forscherin Jutta Allmendinger kritisiert den Plan. Allmendingers Institut prüft ihn, sagte Allmendinger."
    )
    assert surfaces(text)["person-jutta-allmendinger"] == ["Jutta Allmendinger", "Allmendinger", "Allmendinger"]


def test_a_noun_with_its_owner_in_front_is_no_name_of_its_own(surfaces: Surfaces) -> None:
    text = "Die Forscherin Jutta Allmendinger lehrt in Berlin. Allmendingers Institut wächst, Allmendingers Labor auch."
    assert surfaces(text)["person-jutta-allmendinger"] == ["Jutta Allmendinger", "Allmendinger", "Allmendinger"]


def test_what_a_known_name_owns_and_what_a_role_is_about_are_no_names(surfaces: Surfaces) -> None:
    assert surfaces("Die Firma sperrt den Zugang zu OpenAI's Tools.") == {"openai": ["OpenAI"]}
    assert surfaces("Tech Experte\n\nDer Chatbot antwortet schnell.") == {}


def test_a_chinese_name_is_continued_by_its_family_name(surfaces: Surfaces) -> None:
    text = "Gründer Zhou Hongyi bekräftigte das Ziel. „Wir bleiben dabei“, sagte Zhou."
    assert len(surfaces(text)["zhou-hongyi"]) == 2


def test_a_person_of_the_article_is_meant_before_a_famous_one_of_that_name(surfaces: Surfaces) -> None:
    text = "Winston Ma lehrt an der New York University. Alibaba wachse schnell, sagte Ma."
    assert surfaces(text)["winston-ma"] == ["Winston Ma", "Ma"]


def test_an_unknown_name_has_the_same_id_in_every_article(entities: Entities) -> None:
    first = entities("Am Montag sprach Jutta Allmendinger in Berlin.")
    second = entities("„Nein“, sagte Jutta Allmendinger. Allmendingers Antwort war kurz.")
    assert {entity.id for entity in first} & {entity.id for entity in second} == {"person-jutta-allmendinger"}


@pytest.mark.parametrize("broken", ["Angela\nMerkel", "New\nYork"])
def test_a_name_split_by_a_line_break_is_still_found(entities: Entities, broken: str) -> None:
    text = (
        "Gestern reiste die frühere Kanzlerin Angela Merkel zu Gesprächen mit der Regierung nach New York und blieb "
        "dort für einige Tage, bevor sie weiterflog. Das teilte ihr Büro am Montag mit, ohne mehr zu sagen, und bat um "
        "Verständnis für die knappe Auskunft, die nicht alle Zeitungen zufriedenstellte."
    )
    wrapped = next(lines for width in range(44, 100) if broken in (lines := textwrap.fill(text, width)))
    assert broken in [mention.surface for entity in entities(wrapped) for mention in entity.mentions]


def test_a_word_that_is_also_a_name_needs_its_context(surfaces: Surfaces) -> None:
    assert "meta-platforms" in surfaces("Meta, der Konzern hinter Facebook, wächst weiter.")
    assert "meta-platforms" not in surfaces("Auf der Ebene der Meta wird hier nichts gesagt.")
    assert "essen-city" not in surfaces("Das Essen war gut.")


def test_a_version_belongs_to_its_product(entities: Entities) -> None:
    text = "Das Unternehmen stellte ChatGPT 7.5 vor. Seitdem wuchs ChatGPT 3 Prozent."
    products = [mention.surface for entity in entities(text) for mention in entity.mentions]
    assert products[0] == "ChatGPT 7.5"
    assert "ChatGPT 3" not in products


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("Das Start-up ZyloWorks sammelt Geld ein.", "ZyloWorks", EntityKind.ORG),
        ("Der Anbieter 37Signale wächst.", "37Signale", EntityKind.ORG),
        ("Der Chatbot Plimbo antwortet schnell.", "Plimbo", EntityKind.PRODUCT),
        ("Die Firma setzt auf das Modell PlanNova 5.5 und mehr.", "PlanNova 5.5", EntityKind.PRODUCT),
        ("Zu den Kunden zählt Quorvix Robotics seit Jahren.", "Quorvix Robotics", EntityKind.ORG),
    ],
)
def test_unknown_names_are_known_by_their_shape(entities: Entities, text: str, surface: str, kind: EntityKind) -> None:
    found = {mention.surface: entity.kind for entity in entities(text) for mention in entity.mentions}
    assert found.get(surface) == kind


@pytest.mark.parametrize(
    "word", ["EntwicklerInnen", "II", "MdB", "LLMs", "GmbH", "Preiskampf", "Technologieausschuss", "US-Dollar", "KI"]
)
def test_german_words_and_abbreviations_are_no_names(surfaces: Surfaces, word: str) -> None:
    assert surfaces(f"Viele sprechen heute über {word} und anderes.") == {}


def test_a_compound_noun_behind_a_known_name_is_no_part_of_it(surfaces: Surfaces) -> None:
    assert surfaces("Zwanzig Prozent Rabatt auf KI Pro Online-Events.")["ki-pro"] == ["KI Pro"]


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("Ein Sprecher des Weißen Hauses wies das zurück.", "Weißen Haus", EntityKind.PLACE),
        ("Der Kreml äußerte sich am Montag nicht.", "Kreml", EntityKind.PLACE),
        ("Anbieter wie Google, Anthropic und X wachsen.", "X", EntityKind.ORG),
        ("Die Tiananmen-Proteste von 1989 sind dort tabu.", "Tiananmen-Proteste", EntityKind.EVENT),
    ],
)
def test_seats_of_power_platforms_and_events_have_the_kind_of_what_they_are(
    entities: Entities, text: str, surface: str, kind: EntityKind
) -> None:
    found = {mention.surface: entity.kind for entity in entities(text) for mention in entity.mentions}
    assert found.get(surface) == kind


@pytest.mark.parametrize(
    ("text", "surface", "kind", "entity_id"),
    [
        ("Er wohnt seit Jahren in Berlin-Charlottenburg.", "Berlin-Charlottenburg", EntityKind.PLACE, None),
        ("Der Zug hielt in Erfurt-Bindersleben.", "Erfurt-Bindersleben", EntityKind.PLACE, None),
        ("Viele liefen den Berlin-Marathon.", "Berlin", EntityKind.PLACE, "berlin"),
        ("Die Financial Times Deutschland wurde eingestellt.", "Financial Times Deutschland", EntityKind.ORG, None),
        (
            "Sie studierte an der Albert-Ludwigs-Universität Freiburg.",
            "Albert-Ludwigs-Universität Freiburg",
            EntityKind.ORG,
            "freiburg-university",
        ),
        ("Die Firma Fujitsu Siemens baute Rechner.", "Fujitsu Siemens", EntityKind.ORG, None),
        ("Seine Tochter Marie lebt in Bonn.", "Marie", EntityKind.PERSON, None),
        ("Der Angeklagte Thomas L. schwieg.", "Thomas L.", EntityKind.PERSON, None),
        ("Adolf Merckle leitete die Merckle GmbH.", "Merckle GmbH", EntityKind.ORG, None),
    ],
)
def test_a_name_ends_where_it_ends_though_a_part_of_it_is_known(
    entities: Entities, text: str, surface: str, kind: EntityKind, entity_id: str | None
) -> None:
    found = {mention.surface: entity for entity in entities(text) for mention in entity.mentions}
    assert surface in found
    assert found[surface].kind == kind
    assert entity_id is None or found[surface].id == entity_id


def test_boilerplate_is_marked(entities: Entities) -> None:
    text = Path(__file__).parents[3].joinpath("seeds/001_db6c831f0210aada.txt").read_text(encoding="utf-8")
    google = {entity.id: entity for entity in entities(text)}["google"]
    assert [mention.boilerplate for mention in google.mentions] == [True]


def test_the_readers_own_names_are_found(tmp_path: Path) -> None:
    own = tmp_path / "names.csv"
    own.write_text("id,kind,de\nklimarat-ulm,org,Klimarat der Stadt Ulm\n", encoding="utf-8")
    found = Recogniser(own).entities(parse("Gestern tagte der Klimarat der Stadt Ulm im Rathaus."))
    assert [(entity.id, entity.mentions[0].surface) for entity in found] == [("klimarat-ulm", "Klimarat der Stadt Ulm")]


def test_nothing_is_read_before_the_first_article() -> None:
    program = (
        "import sys; from aitui.data.entities import Recogniser; r = Recogniser(); "
        "assert not any(name in r.__dict__ for name in ('table', '_tagger', '_lexicon', '_matcher')); "
        "assert 'textual' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nach Ansicht von Frau Dr. Emmanuelle Charpentier reicht das. Charpentier blieb.", "Emmanuelle Charpentier"),
        ("Nach Ansicht von Frau Dr. Ngozi Okonjo-Iweala reicht das. Okonjo-Iweala blieb.", "Ngozi Okonjo-Iweala"),
        ("Nach Tagen des Schweigens gab Dr.-Ing. Mo Ibrahim Auskunft. Ibrahim blieb.", "Mo Ibrahim"),
        ("Das Preisgeld nahm Prof. Dr. h. c. Katalin Karikó an. Karikó blieb.", "Katalin Karikó"),
    ],
)
def test_a_title_makes_a_person_and_is_no_part_of_the_name(entities: Entities, text: str, name: str) -> None:
    surname = name.split()[-1]
    found = [(entity.name, entity.kind, len(entity.mentions)) for entity in entities(text) if surname in entity.name]
    assert found == [(name, EntityKind.PERSON, 2)]


def test_a_company_that_bears_a_doctors_name_is_no_person(entities: Entities) -> None:
    text = "Die Firma Dr. Hönle AG aus Gräfelfing baut Strahler."
    assert EntityKind.PERSON not in {entity.kind for entity in entities(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Skeptischer ist die Opposition.",
        "Loyale Truppen sperrten den Palast.",
        "In Kyjiw gab es in der Nacht zum Dienstag Luftalarm.",
    ],
)
def test_adjectives_and_compounds_of_nouns_are_no_names(entities: Entities, text: str) -> None:
    assert {entity.name for entity in entities(text)} <= {"Kyjiw", "Kiew"}


def test_a_surname_made_of_two_nouns_is_found_again_behind_the_full_name(surfaces: Surfaces) -> None:
    text = "Die Regisseurin Leni Riefenstahl kam nach Halberstadt. Später las Riefenstahl dort vor."
    assert ["Leni Riefenstahl", "Riefenstahl"] in surfaces(text).values()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Das Projekt wird vom Europäischen Forschungsrat gefördert.", "Europäischer Forschungsrat"),
        ("Er arbeitet beim Tschechischen Wetteramt in Prag.", "Tschechisches Wetteramt"),
        ("Er spielte in der Bulgarischen Nationalen Union mit.", "Bulgarische Nationale Union"),
    ],
)
def test_the_name_of_an_unknown_organisation_has_its_base_form(entities: Entities, text: str, name: str) -> None:
    assert [entity.name for entity in entities(text) if entity.kind is EntityKind.ORG] == [name]


def test_an_unknown_organisation_in_two_cases_is_one(entities: Entities) -> None:
    text = "Die Ungarische Garde marschierte in Budapest. Der Chef der Ungarischen Garde sprach."
    found = [(entity.name, len(entity.mentions)) for entity in entities(text) if entity.kind is EntityKind.ORG]
    assert found == [("Ungarische Garde", 2)]
