"""Whatever the text: offsets hold, direct quotes do not overlap, nothing crashes, work stays in proportion."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitui.data.article import Article
from aitui.data.entity import Entity, EntityKind, Mention, Names, Quote
from aitui.data.quotes import find_quotes
from aitui.data.structure import parse

_VOCABULARY = """
    „ “ ” " » « ‚ ‘ ’ ' › ‹ ,, '' , . : ; ! ? … – - ( ) sagte sagt so laut zufolge wie dass teilte mit er sie der die
    Minister Merkel Angela OpenAI-Sprecher Olaf Scholz OpenAI Experten sei habe nach eigenen Angaben von heißt es Film
    ich kündigte an zu 3. Dr. ein als nannte bezeichnet wurde und 百度 É ß
"""
_PIECES = st.sampled_from([*_VOCABULARY.split(), "\u00a0", "\u202f"])
_TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.tuples(_PIECES, st.sampled_from(["", " ", " ", " ", "\n", "\n\n"])), max_size=120).map(
        lambda pairs: "".join(piece + gap for piece, gap in pairs)
    ),
)


def check(text: str, found: tuple[Quote, ...]) -> None:
    last_end = 0
    for quote in found:
        assert 0 <= quote.start < quote.end <= len(text)
        assert quote.text == text[quote.start : quote.end]
        assert 0 <= quote.confidence <= 1
        assert quote.rule
        if quote.direct:
            assert quote.start >= last_end
            last_end = quote.end
    assert list(found) == sorted(found, key=lambda quote: quote.start)


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
def test_offsets_hold_for_any_text(text: str) -> None:
    check(text, find_quotes(parse(text), ()))


@settings(max_examples=150, deadline=None)
@given(_TEXTS, st.data())
def test_any_entities_are_survived(text: str, data: st.DataObject) -> None:
    mentions = []
    for _ in range(data.draw(st.integers(0, 5)) if text else 0):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, min(len(text), start + 20)))
        mentions.append(Mention(start, end, text[start:end]))
    kind = data.draw(st.sampled_from(list(EntityKind)))
    found = find_quotes(parse(text), [Entity("x", "X Y", kind, Names("X Y", "X Y"), (), tuple(mentions))])
    check(text, found)


@pytest.mark.parametrize("text", ["", " ", "„", "“", '"', "„“", "„ “", "»«", "''", ",,", ":", "„a", "a“"])
def test_almost_nothing_holds_no_quote(text: str) -> None:
    assert find_quotes(parse(text), ()) == ()


def test_a_text_without_capitals_still_has_its_speech() -> None:
    text = (
        "„wir kommen alle morgen wieder nach hause“, sagte er gestern in berlin. dann ging er fort und kam nicht mehr."
    )
    assert [quote.text for quote in find_quotes(parse(text), ())] == ["wir kommen alle morgen wieder nach hause"]


def test_a_text_in_capitals_still_has_its_speech() -> None:
    text = "„WIR KOMMEN ALLE MORGEN WIEDER NACH HAUSE!“, SAGTE ER. DANN GING ER FORT UND KAM NICHT MEHR ZURÜCK."
    assert [quote.text for quote in find_quotes(parse(text), ())] == ["WIR KOMMEN ALLE MORGEN WIEDER NACH HAUSE!"]


def test_an_english_text_still_has_its_long_quotations() -> None:
    text = "“We will all come back tomorrow and stay here,” said Angela Merkel. She then left the room without a word."
    assert [quote.text for quote in find_quotes(parse(text), ())] == ["We will all come back tomorrow and stay here,"]


def _steps(article: Article) -> int:
    """How many lines of the package's Python are run for an article: a measure of work that no other load disturbs."""
    count = 0

    def trace(frame: object, event: str, argument: object) -> Callable[..., object]:
        nonlocal count
        count += event == "line"
        return trace

    sys.settrace(trace)
    try:
        find_quotes(article, ())
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "„",
        "“",
        '"',
        "»",
        "‚a ",
        'a "b" ',
        "ja „nein ",
        "er sagte „ja“, ",
        "sagte er, ",
        "ANNA „NEIN“ ",
        "laut X, wie X sagte, ",
    ],
)
def test_work_grows_in_proportion_to_hostile_text(piece: str) -> None:
    small, large = parse(piece * 300), parse(piece * 1_200)
    assert _steps(large) < 4.6 * _steps(small) + 2_000


def test_a_hundred_thousand_marks_are_survived() -> None:
    for text in ('"' * 100_000, "„“" * 50_000, "„" * 100_000, 'ja "nein" ' * 50_000):
        check(text, find_quotes(parse(text), ()))
