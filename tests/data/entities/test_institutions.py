"""Names that the noun in front of them or the place behind them makes, and what is no part of a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from aitui.data.entity import Entity, EntityKind

Entities = Callable[[str], tuple[Entity, ...]]


def named(entities: Entities, text: str) -> list[tuple[str, EntityKind]]:
    """What is mentioned and of which kind, in reading order."""
    found = [(mention.start, mention.surface, entity.kind) for entity in entities(text) for mention in entity.mentions]
    return [(surface, kind) for _, surface, kind in sorted(found)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Das teilte die Landwirtschaftskammer Niederösterreich mit.", "Landwirtschaftskammer Niederösterreich"),
        ("Sie ging gegen eine Strafe der Bezirkshauptmannschaft Mistelbach vor.", "Bezirkshauptmannschaft Mistelbach"),
        ("Er hat es am Schauspielhaus Bochum gezeigt.", "Schauspielhaus Bochum"),
        ("Das prüft die Staatsanwaltschaft Köln.", "Staatsanwaltschaft Köln"),
        ("Das sagt das Landesamt für Bauen und Verkehr.", "Landesamt für Bauen und Verkehr"),
        ("Sie arbeitet am Institut für angewandte Ökologie.", "Institut für angewandte Ökologie"),
        ("Der Verkehrs-Club der Schweiz klagt.", "Verkehrs-Club der Schweiz"),
        ("Das Bundeslandwirtschaftsministerium prüft den Fall.", "Bundeslandwirtschaftsministerium"),
    ],
)
def test_an_institution_is_one_organisation_with_what_follows_its_noun(
    entities: Entities, text: str, name: str
) -> None:
    assert named(entities, text) == [(name, EntityKind.ORG)]


@pytest.mark.parametrize(
    "text",
    [
        "Eine Kommission für Fragen der Zeit gibt es nicht.",
        "Ein Institut für Physik wird gebraucht.",
        "Die Kammer tagt am Montag.",
        "Die Gelder, die der Bund zur Verfügung stellt, reichen nicht.",
        "Ein neues Institut für Physik soll entstehen.",
        "Das Gericht Anfang Mai war gut besucht.",
    ],
)
def test_any_one_of_its_sort_is_none(entities: Entities, text: str) -> None:
    assert named(entities, text) == []


@pytest.mark.parametrize("region", ["Ostschweiz", "Süddeutschland", "Nordseeküste", "Südostasien"])
def test_parts_of_countries_are_places(entities: Entities, region: str) -> None:
    assert named(entities, f"In der Region {region} wird gebaut.") == [(region, EntityKind.PLACE)]


def test_a_place_behind_des_is_named_without_its_genitive(entities: Entities) -> None:
    assert named(entities, "Sie liebt die Wälder des Weinviertels.") == [("Weinviertel", EntityKind.PLACE)]


def test_a_surname_that_ends_in_s_keeps_it_where_nothing_is_owned(entities: Entities) -> None:
    assert named(entities, "Johan Simons hat die Tragödie verknappt.") == [("Johan Simons", EntityKind.PERSON)]
    assert named(entities, "Die Rede Angela Merkels war kurz.") == [("Angela Merkel", EntityKind.PERSON)]


def test_what_somebody_is_or_makes_is_no_part_of_the_name(entities: Entities) -> None:
    assert named(entities, "Das schrieb Analystin Mary Meeker am Montag.") == [("Mary Meeker", EntityKind.PERSON)]
    assert named(entities, "Sie lernte Elektrikerin und wurde Meisterin.") == []


def test_letters_in_brackets_stand_for_the_name_before_them(entities: Entities) -> None:
    text = "Der Verkehrs-Club der Schweiz (VCS) klagt. Der Regierung wirft der VCS vor, zu bauen. Auch der VCS (ASTAG) klagt."
    (club, *_) = [entity for entity in entities(text) if entity.name == "Verkehrs-Club der Schweiz"]
    assert [mention.surface for mention in club.mentions][:2] == ["Verkehrs-Club der Schweiz", "VCS"]
    assert "VCS" in club.aliases
    assert not any(mention.surface == "ASTAG" for mention in club.mentions)


@pytest.mark.parametrize("word", ["für ", "Kammer ", "Institut für ", "Institut für Physik, ", "des Xs ", "A (A) "])
def test_long_repetitions_take_no_longer_than_their_length(entities: Entities, word: str) -> None:
    assert all(mention.start >= 0 for entity in entities(word * 4000) for mention in entity.mentions)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ihr Buch „Kahl“ ist erschienen.", "Kahl", EntityKind.PRODUCT),
        ("Sie las den Roman »Stille Wasser« gern.", "Stille Wasser", EntityKind.PRODUCT),
        ("„Leise Menschen“, das neue Buch über die Jahre.", "Leise Menschen", EntityKind.PRODUCT),
        ("Der Podcast „Haken dran“ kommt freitags.", "Haken dran", EntityKind.PRODUCT),
        ("Die Band „Die Störenfriede“ spielt im Juni.", "Die Störenfriede", EntityKind.ORG),
        ("Er hat eine Firma namens „Nordlicht Reisen“.", "Nordlicht Reisen", EntityKind.ORG),
        ("Die Freiwillige Feuerwehr Köln kam schnell.", "Freiwillige Feuerwehr Köln", EntityKind.ORG),
        ("Die Volksbank Rhein-Wille hat ein Konto.", "Volksbank Rhein-Wille", EntityKind.ORG),
    ],
)
def test_a_name_in_quotation_marks_is_what_the_noun_beside_it_says(
    entities: Entities, text: str, name: str, kind: EntityKind
) -> None:
    assert named(entities, text) == [(name, kind)]


@pytest.mark.parametrize(
    "text", ["Das Wort „Wende“ fällt oft.", "Sie sang das Lied „vom Aufschwung“ mit.", "Er sprach vom „Großen Wurf“."]
)
def test_other_words_in_quotation_marks_are_no_names(entities: Entities, text: str) -> None:
    assert named(entities, text) == []


REPORT = (
    "Bremen – Werder Bremen hat am 29. Spieltag der Bundesliga verloren. Der Trainer lobte den Torhüter nach dem Elfmeter. "
    "Bremen schien das Spiel im Griff zu haben. Nach der Halbzeit fiel ein Tor. In Bremen regnete es."
)


def test_a_town_is_its_club_where_sport_is_reported(entities: Entities) -> None:
    kinds = [kind for surface, kind in named(entities, REPORT) if surface == "Bremen"]
    assert kinds == [EntityKind.PLACE, EntityKind.ORG, EntityKind.PLACE]


def test_a_town_is_a_town_where_a_club_is_only_mentioned(entities: Entities) -> None:
    text = "Werder Bremen bekommt Geld. Bremen hat das gestern im Senat beschlossen."
    assert ("Bremen", EntityKind.PLACE) in named(entities, text)


def test_a_surname_that_is_a_word_is_the_person_where_people_act(entities: Entities) -> None:
    text = "Der Abgeordnete Matthias Vogel kam. Vogel forderte mehr Geld. Ein Vogel sang. Es sei spät, sagte Vogel."
    assert [surface for surface, _ in named(entities, text)] == ["Matthias Vogel", "Vogel", "Vogel"]


def test_a_noun_that_is_owned_is_no_surname(entities: Entities) -> None:
    text = "Der Roman ist von Thomas Mann. Eine Dame fragte ihren Mann."
    assert [surface for surface, _ in named(entities, text)] == ["Thomas Mann"]


@pytest.mark.parametrize(
    "text",
    [
        "Der Angeklagte Uwe Richter schweigt. Der Richter ordnete Haft an.",
        "Die Ministerin Eva Winter kam. Im kalten Winter schneit es.",
        "Der Sprecher Claus Jäger kam. Zwei Jäger fordern mehr Geld.",
    ],
)
def test_a_surname_that_is_a_word_is_a_word_where_a_noun_stands(entities: Entities, text: str) -> None:
    assert len(named(entities, text)) == 1


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Die Rhein-Zeitung schrieb das.", "Rhein-Zeitung", EntityKind.ORG),
        ("Das meldet der Weser-Kurier heute.", "Weser-Kurier", EntityKind.ORG),
        ("Das liegt im Rhein-Sieg-Kreis.", "Rhein-Sieg-Kreis", EntityKind.PLACE),
    ],
)
def test_newspapers_and_districts_are_no_rivers(entities: Entities, text: str, name: str, kind: EntityKind) -> None:
    assert named(entities, text) == [(name, kind)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Essen (dpa) – Der Konzern wuchs im Sommer.", ["Essen", "dpa"]),
        ("Mistelbach/Wien – Bei dem Bau fand man Gold.", ["Mistelbach", "Wien"]),
        ("Das erklärte Karsten Smid von Greenpeace.", ["Karsten Smid", "Greenpeace"]),
        ("Ulrich von Hutten schrieb Briefe.", ["Ulrich von Hutten"]),
        ("Das räumte SCM-Coach Bennet Wiegert ein.", ["Bennet Wiegert"]),
        ("Er fuhr einen Audi RS3 durch den Ort.", ["Audi RS3"]),
        ("Das fordert der Lehrerverband seit Jahren.", ["Lehrerverband"]),
        ("Das sagt die Chefin des AOK-Bundesverbands.", ["AOK-Bundesverband"]),
        ("Ein Fachverband wollte das nicht.", []),
    ],
)
def test_names_end_and_begin_where_they_do(entities: Entities, text: str, names: list[str]) -> None:
    assert [surface for surface, _ in named(entities, text)] == names
