"""What a model gets to see of a sentence: the same words without the traces of page and printing.

The translation memory knows sentences in this form, so that a line break or a soft hyphen more makes no new sentence.
"""

from __future__ import annotations

import re
import unicodedata

ESCAPE_SEQUENCE = re.compile(
    r"\x9b[0-?]*[ -/]*[@-~]"
    r"|\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)?|[PX^_][^\x1b]{0,4096}(?:\x1b\\)?|[@-Z\\-_])?"
)
"""A command to a terminal (ECMA-48), with all that belongs to it."""
# Control and format characters that are no white space, and lone surrogates, which no model can take.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0001-\U000e007f]"
)
# 'Entwick-' at the end of a line goes on in the next one; 'Text-' before 'und' does not, its hyphen stands for a word.
_HYPHENATED = re.compile(
    r"(?<=[^\W\d_])[-‐\u00ad][ \t]*(?:\r\n|[\n\r\u2028])[ \t]*"
    r"(?!(?:und|oder|bis|bzw|sowie|and|or)\b)(?=([^\W\d_]))"
)
_LINE_BREAK = re.compile(r"[\n\r\u2028]")


def normalise(text: str) -> str:
    """`text` on one line, single spaces, NFC, words put together again, nothing invisible in it.

    Applying it twice changes nothing more.
    """
    if _LINE_BREAK.search(text):
        text = _HYPHENATED.sub(_joined, text)
    if "\x1b" in text or "\x9b" in text:
        text = ESCAPE_SEQUENCE.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    elif not text.isprintable():
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


def has_letters(text: str) -> bool:
    """Whether there is anything to translate: numbers, signs and emoji are the same in every language."""
    return text[:1].isalpha() or any(char.isalpha() for char in text)


def _joined(match: re.Match[str]) -> str:
    """Nothing before a small letter; a hyphen before a capital: `KI-` + `Entwicklung` is a compound of two nouns."""
    return "" if match[1].islower() else "-"
