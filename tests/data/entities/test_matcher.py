from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitui.data.entities.matcher import Matcher

FORMS = [
    ("OpenAI", "openai"), ("USA", "usa"), ("US", "usa"), ("EU", "eu"), ("Donald Trump", "trump"), ("Trump", "trump"),
    ("Baden-Württemberg", "bw"), ("Deutsche Bank", "bank"), ("Weißes Haus", "house"), ("01.AI", "01-ai"),
    ("ARM", "arm"),
    ("Ursula von der Leyen", "leyen"), ("Xi'an", "xian"), ("Paris", "paris"), ("?Meta", "meta"),
]  # fmt: skip


def names(text: str) -> list[tuple[str, str]]:
    """The longest match at each place where one begins."""
    found: dict[int, tuple[str, str]] = {}
    for match in Matcher(FORMS).matches(text, 0, len(text)):
        if len(text[match.start : match.end]) > len(found.get(match.start, ("", ""))[0]):
            found[match.start] = (text[match.start : match.end], match.entity_id)
    return list(found.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OpenAIs Chef", [("OpenAI", "openai")]),
        ("OpenAI's Chef", [("OpenAI", "openai")]),
        ("OpenAI’s Chef", [("OpenAI", "openai")]),
        ("der OpenAI-Sprecher", [("OpenAI", "openai")]),
        ("ein Anti-Trump-Protest", [("Trump", "trump")]),
        ("ein Donald-Trump-Fan", [("Donald-Trump", "trump"), ("Trump", "trump")]),
        ("in Baden\u2011Württemberg", [("Baden\u2011Württemberg", "bw")]),
        ("in Baden-\nWürttemberg", [("Baden-\nWürttemberg", "bw")]),
        ("bei der Deutschen\nBank", [("Deutschen\nBank", "bank")]),
        ("Sprecher des Weißen Hauses", [("Weißen Haus", "house")]),
        ("OPENAI SPERRT DIE TÜR", [("OPENAI", "openai")]),
        ("Kunden von 01.AI.", [("01.AI", "01-ai")]),
        ("Von der Stadt Xi’an", [("Xi’an", "xian")]),
        ("Chefin Ursula Von der Leyen", [("Ursula Von der Leyen", "leyen")]),
        ("mit Open\u00adAI", [("Open\u00adAI", "openai")]),
        ("US-Unternehmen", [("US", "usa")]),
        ("US- und EU-Firmen", [("US", "usa"), ("EU", "eu")]),
        ("a US-based, EU-wide firm", [("US", "usa"), ("EU", "eu")]),
        ("EU-kompatible Regeln", [("EU", "eu")]),
    ],
)
def test_a_name_is_found_in_every_guise(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "US-Dollar", "US-amerikanisch", "US- und EU-zentriert", "der Arm", "Usa", "eu", "Parisi", "DeutscheBank",
        "Donald. Trumps", "openai", "OpenAIx", "01 AI",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_name_is_none(text: str) -> None:
    assert [name for name, _ in names(text) if name != "Trump"] == []


def test_a_form_with_a_mark_says_that_it_needs_a_context() -> None:
    (match,) = Matcher(FORMS).matches("Meta wächst", 0, 11)
    assert match.contextual


@given(st.text(alphabet="OpenAI'’-\u2011 \n.sUSEUtrump", max_size=80))
def test_every_match_lies_in_the_text_and_begins_and_ends_with_a_letter_or_digit(text: str) -> None:
    for match in Matcher(FORMS).matches(text, 0, len(text)):
        assert 0 <= match.start < match.end <= len(text)
        assert text[match.start].isalnum()
        assert text[match.end - 1].isalnum()
