from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aitui.tui.display import display_text, plain, share


def test_escape_sequences_are_not_shown() -> None:
    assert plain("vor\x1b[31mrot\x1b[0m nach") == "vorrot nach"


def test_an_operating_system_command_vanishes_with_its_payload() -> None:
    assert plain("a\x1b]52;c;c2VjcmV0\x07b") == "ab"
    assert plain("a\x1b]8;;https://example.org\x1b\\Wort\x1b]8;;\x1b\\b") == "aWortb"


def test_direction_overrides_and_invisible_characters_are_not_shown() -> None:
    assert plain("ab\u202ecd\u2066e\u00adf\ufeffg\u200bh") == "abcdefgh"


def test_line_breaks_become_spaces_and_no_break_spaces_stay() -> None:
    assert plain("eins\r\n  zwei\tdrei\u00a0vier") == "eins zwei drei\u00a0vier"


def test_markup_is_only_text() -> None:
    assert plain("[bold]x[/x] [@click=app.quit]y") == "[bold]x[/x] [@click=app.quit]y"


def test_an_emoji_of_several_characters_stays_whole() -> None:
    assert plain("👩\u200d🚀") == "👩\u200d🚀"


@given(st.text(max_size=80))
def test_what_is_shown_is_printable_and_can_be_traced_back(piece: str) -> None:
    shown = display_text(piece)
    assert "\x1b" not in shown.text
    assert all(char >= " " and not "\x7f" <= char <= "\x9f" for char in shown.text)
    for index, char in enumerate(shown.text):
        original = piece[shown.origin(index)]
        assert char == original or (char == " " and original.isspace())
        assert shown.shown(shown.origin(index)) == index


def test_a_share_is_whole_only_where_nothing_is_missing() -> None:
    assert [share(done, 13) for done in (0, 7, 12, 13, 14)] == [0, 53, 92, 100, 100]
    assert share(999, 1000) == 99
    assert share(1, 1000) == 1
    assert share(0, 0) == 100
