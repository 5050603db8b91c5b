"""How a translation is written: signs and spaces, not words."""

from __future__ import annotations

import re

from aitui.translate import chinese

_SPACE_BEFORE = re.compile(r"[ \t]+(?=[,;:.!?%)\]](?:[\s”\"')\]]|$))")
_AFTER_OPENING = re.compile(r"(?<=[(\[“])[ \t]+(?=\S)")
_STOPS_TWICE = re.compile(r"(?<![.])([.,;:!?])[ ]?[,;](?=\s|$)|(?<![.])\.\s?\.(?![.])")
_SPACES = re.compile(r"[ \t]{2,}")
_GERMAN_QUOTES = re.compile(r"[„»]([^„“”\"»«]{1,2000})[“”\"«]")


def tidied(text: str, language: str) -> str:
    """`text` in the typography of `language`: full-width signs in Chinese, no space in front of an English comma.

    Applying it twice changes nothing more; another language's text comes back as it is.
    """
    if language == "zh":
        return chinese.tidy(text)
    return _english(text) if language == "en" else text


def _english(text: str) -> str:
    text = _GERMAN_QUOTES.sub(r"“\1”", text)
    text = _SPACE_BEFORE.sub("", text)
    text = _AFTER_OPENING.sub("", text)
    text = _STOPS_TWICE.sub(lambda match: match[1] or ".", text)
    return _SPACES.sub(" ", text).strip()
