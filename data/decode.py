"""From the bytes of a file to text, and back to the same bytes."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from aitui.data.errors import AituiError

MAX_BYTES = 20_000_000
"""The longest text taken as one article: ten times the longest novel."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TEXT_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1b\x85")
_SAMPLE = 65_536
_MIN_UTF16 = 8
"""Bytes that it takes to tell UTF-16 from an accident."""


class DecodedText(NamedTuple):
    """Text with what is needed to write the same bytes again."""

    text: str
    encoding: str
    bom: bytes = b""
    note: str = ""
    """What a person should know about the reading, or empty."""

    def encode(self) -> bytes:
        """The bytes this text was read from."""
        if self.encoding == "cp1252":
            return self.bom + b"".join(_encode_cp1252(char) for char in self.text)
        return self.bom + self.text.encode(self.encoding)


def decode(raw: bytes, *, where: str) -> DecodedText:
    """Decode the content of the file called `where`: by byte order mark, else UTF-8, else Windows-1252 with a note.

    UTF-16 without its mark is told by its zero bytes, one in almost every letter, and noted too.

    Raises AituiError for what is too long to be an article or is no text at all.
    """
    if len(raw) > MAX_BYTES:
        raise AituiError(
            f"is longer than one article can be ({MAX_BYTES / 1e6:.0f} MB)",
            where=where,
            remedy="Split it into several files",
        )
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            try:
                return DecodedText(raw[len(bom) :].decode(encoding), encoding, bom)
            except UnicodeDecodeError as error:
                raise AituiError(
                    f"begins like {encoding.upper()} but byte {error.start + len(bom)} is not",
                    where=where,
                    remedy="Save it as UTF-8",
                ) from error
    if encoding := _unmarked_utf16(raw):
        note = f"read as {encoding.upper()}: it has no byte order mark, but looks like it"
        return DecodedText(raw.decode(encoding), encoding, note=note)
    if _is_binary(raw):
        raise AituiError("is not text", where=where, remedy="aitui reads text, Markdown, HTML, EPUB and PDF files")
    try:
        return DecodedText(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        note = f"not valid UTF-8 at byte {error.start}; read as Windows-1252, some letters may be wrong"
        return DecodedText("".join(_CP1252[byte] for byte in raw), "cp1252", note=note)


def _unmarked_utf16(raw: bytes) -> str:
    """The byte order of UTF-16 text without a mark, or empty.

    In a Latin script nearly every other byte is zero, and none of the bytes between them.
    """
    sample = raw[: _SAMPLE - _SAMPLE % 2]
    for encoding, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if len(sample) >= _MIN_UTF16 and high.count(0) >= 0.8 * len(high) and not low.count(0):
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError:
                return ""
            return "" if _is_binary(text[:_SAMPLE].encode("utf-8")) else encoding
    return ""


def _is_binary(raw: bytes) -> bool:
    """More than one control character in fifty: pictures, archives and programs have many, damaged text few."""
    sample = raw[:_SAMPLE]
    controls = sum(1 for byte in sample if byte < 0x20 and byte not in _TEXT_CONTROLS)
    return controls * 50 > len(sample)


def _decode_cp1252(byte: int) -> str:
    """Windows-1252 as browsers read it: its five unassigned bytes are the C1 controls of the same number."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_CP1252 = tuple(_decode_cp1252(byte) for byte in range(256))
_CP1252_BYTES = {char: bytes([byte]) for byte, char in enumerate(_CP1252)}


def _encode_cp1252(char: str) -> bytes:
    return _CP1252_BYTES[char]
