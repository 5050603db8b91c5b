"""Typography of Chinese text that a model wrote."""

from __future__ import annotations

import re

_HANZI = r"\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_FULL_WIDTH = str.maketrans(",.!?:;", "，。！？：；")
_WIDE = "，。！？：；、"

HAS_HANZI = re.compile(f"[{_HANZI}]")
"""Finds a Chinese character."""

_AFTER_HANZI = re.compile(rf"(?<=[{_HANZI}”’」』》）)])\s*([,!?:;]|\.(?![\w.]))")
_BEFORE_HANZI = re.compile(rf"(?<=[^\W\d_])([,!?:;])\s*(?=[{_HANZI}“‘「『《（])")
_LAST_STOP = re.compile(r"(?<=[\w)%”’」』》）])\.(?=[”’」』]*$)")
_SPACE_BETWEEN_HANZI = re.compile(rf"(?<=[{_HANZI}])\s+(?=[{_HANZI}])")
_SPACE_AROUND_WIDE = re.compile(rf"\s*([{_WIDE}])\s*")
_STOPS_TWICE = re.compile(r"([，。！？：；、])[.,，。]+")


def tidy(text: str) -> str:
    """Full-width punctuation beside hanzi, no space between hanzi, no full stop twice.

    Text without hanzi comes back as it is; applying it twice changes nothing more.
    """
    if not HAS_HANZI.search(text):
        return text
    text = _SPACE_BETWEEN_HANZI.sub("", text)
    text = _AFTER_HANZI.sub(lambda match: match[1].translate(_FULL_WIDTH), text)
    text = _BEFORE_HANZI.sub(lambda match: match[1].translate(_FULL_WIDTH), text)
    text = _LAST_STOP.sub("。", text)
    text = _SPACE_AROUND_WIDE.sub(r"\1", text)
    return _STOPS_TWICE.sub(r"\1", text)
