from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitui.data.decode import MAX_BYTES, DecodedText, decode
from aitui.data.errors import AituiError

TEXT = "Größe: 5 € für „Bürger“ – 北京 🙂\r\n\tEnde\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_tells_the_encoding_and_is_no_part_of_the_text(encoding: str) -> None:
    bom = "\ufeff".encode(encoding)
    decoded = decode(bom + TEXT.encode(encoding), where="x.txt")
    assert (decoded.text, decoded.encoding, decoded.bom, decoded.note) == (TEXT, encoding, bom, "")
    assert decoded.encode() == bom + TEXT.encode(encoding)


def test_without_a_mark_it_is_utf_8() -> None:
    decoded = decode(TEXT.encode(), where="x.txt")
    assert (decoded.text, decoded.encoding, decoded.note) == (TEXT, "utf-8", "")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised_and_noted(encoding: str) -> None:
    raw = "Die Größe des Saals in Köln.\r\n".encode(encoding)
    decoded = decode(raw, where="x.txt")
    assert decoded.text == "Die Größe des Saals in Köln.\r\n"
    assert "byte order mark" in decoded.note
    assert decoded.encode() == raw


def test_invalid_utf_8_is_read_as_windows_1252_with_a_note() -> None:
    raw = "Größe „5 €“\r\n".encode("cp1252")
    decoded = decode(raw, where="x.txt")
    assert decoded.text == "Größe „5 €“\r\n"
    assert "byte 2" in decoded.note
    assert "Windows-1252" in decoded.note


def test_a_few_nul_bytes_do_not_make_text_binary() -> None:
    raw = b"Ein Text mit einem \0 und noch so viel mehr Text, dass es einer bleibt, trotz allem." * 3
    assert decode(raw, where="x.txt").encode() == raw


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0",
        b"PK\x03\x04\x14\0\0\0\x08\0" + bytes(range(256)),
        b"\x7fELF\x02\x01\x01" + b"\0" * 100,
        b"\0" * 1000,
    ],
    ids=["picture", "archive", "program", "zeros"],
)
def test_what_is_no_text_is_refused_by_name(raw: bytes) -> None:
    with pytest.raises(AituiError, match=r"^bild\.txt: is not text\. aitui reads text, Markdown"):
        decode(raw, where="bild.txt")


def test_a_false_byte_order_mark_is_named_with_its_place() -> None:
    with pytest.raises(AituiError, match=r"x\.txt: begins like UTF-8 but byte 5 is not\. Save it as UTF-8"):
        decode(codecs.BOM_UTF8 + b"ab\xff", where="x.txt")


def test_more_than_an_article_can_hold_is_refused_with_advice() -> None:
    with pytest.raises(AituiError, match=r"x\.txt: is longer than one article can be \(20 MB\)\. Split it"):
        decode(b"a" * (MAX_BYTES + 1), where="x.txt")


def decoded_or_refused(raw: bytes) -> DecodedText | AituiError:
    try:
        return decode(raw, where="x.txt")
    except AituiError as error:
        return error


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_with_advice_or_can_be_written_again(raw: bytes) -> None:
    result = decoded_or_refused(raw)
    if isinstance(result, DecodedText):
        assert result.encode() == raw
    else:
        assert result.where == "x.txt"
        assert result.remedy


@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-be"]))
def test_any_text_with_a_mark_comes_back(text: str, encoding: str) -> None:
    raw = ("\ufeff" + text).encode(encoding)
    decoded = decode(raw, where="x.txt")
    assert decoded.text == text
    assert decoded.encode() == raw


@given(st.binary(min_size=100, max_size=300).map(lambda raw: raw.translate(None, bytes(range(32)))))
def test_every_byte_of_windows_1252_is_a_character(raw: bytes) -> None:
    assert decode(raw, where="x.txt").encode() == raw
