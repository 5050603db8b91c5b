"""Typography of Chinese text that a model wrote.

Signs are full-width (，。：；？！（）), quotation marks are “” and ‘’, titles 《》. Hanzi stand side by side
without spaces. Between a Latin letter and a hanzi stands one space (`使用 GPT-4o 模型`), between a figure
and a hanzi none (`38,000项`, `2024年7月9日`, `83%的`).
"""

from __future__ import annotations

import re

_HANZI = r"\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_FULL_WIDTH = str.maketrans(",.!?:;", "，。！？：；")
_SIGNS = "，。！？：；、…"
_OPENING, _CLOSING = "“‘「『《（【", "”’」』》）】"
_WIDE = _SIGNS + _OPENING + _CLOSING

HAS_HANZI = re.compile(f"[{_HANZI}]")
"""Finds a Chinese character."""

_STRAIGHT_QUOTES = re.compile(r"[\"„»]([^\"„“”»«\n]{1,400})[\"“”«]")
_GERMAN_QUOTES = re.compile(r"„([^„“”\n]{1,400})[“”]")
_BRACKETS = re.compile(r"\(([^()\n]{0,400})\)")
_EMPTY = re.compile(r"（\s*）|《\s*》")
_AFTER_HANZI = re.compile(rf"(?<=[{_HANZI}{_CLOSING}])\s*([,!?:;]|\.(?![A-Za-z0-9.]))")
_BEFORE_HANZI = re.compile(rf"(?<=[^\W_])(%?)(?:\s*([,!?;]|:(?!\d))|\s+(\.))\s*(?=[{_HANZI}{_OPENING}])")
"""A stop only where a space sets it off: behind 'Inc' it belongs to the word."""
_LAST_STOP = re.compile(rf"(?<=[\w)%{_CLOSING}])\s*\.(?=[{_CLOSING}]*$)")
_DOTS = re.compile(rf"(?<=[{_HANZI}{_CLOSING}])\s*(?:\.{{3,}}|…(?!…)(?<!……))|^\.{{3,}}(?=[{_HANZI}])")
_STOPS_TWICE = re.compile(r"([，。！？：；、])[.,，。、]+")
_STRETCH = re.compile(rf"[^{_HANZI}{_WIDE}]+")
_LETTER = re.compile(rf"[^\W\d_{_HANZI}]")


def tidy(text: str) -> str:
    """`text` by the rules above, no sign twice ('。.').

    Text without hanzi comes back as it is; applying it twice changes nothing more. Letters and figures stay.
    """
    if not HAS_HANZI.search(text):
        return text
    before = ""
    while text != before:  # one rule may make room for another; each leaves fewer signs or spaces to change
        before, text = text, _tidy(text)
    return text


def _tidy(text: str) -> str:
    text = _GERMAN_QUOTES.sub(r"“\1”", text)
    text = _STRAIGHT_QUOTES.sub(r"“\1”", text)
    text = _EMPTY.sub("", _BRACKETS.sub(_wide_brackets, text))
    text = _AFTER_HANZI.sub(lambda match: match[1].translate(_FULL_WIDTH), text)
    text = _BEFORE_HANZI.sub(lambda match: match[1] + (match[2] or match[3]).translate(_FULL_WIDTH), text)
    text = _LAST_STOP.sub("。", text)
    text = _STOPS_TWICE.sub(r"\1", text)
    return _STRETCH.sub(_spaced, text).strip()


def _wide_brackets(match: re.Match[str]) -> str:
    """Full-width where there is Chinese inside or beside them; empty ones go, but for those of 'print()'."""
    text = match.string
    if not match[1].strip():
        return match[0] if _LETTER.match(text[max(0, match.start() - 1) : match.start()]) else ""
    beside = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    return f"（{match[1]}）" if HAS_HANZI.search(match[1] + beside) else match[0]


def _spaced(match: re.Match[str]) -> str:
    """What is not Chinese between Chinese: with a space where a letter of it meets a hanzi."""
    stretch = match[0].strip()
    if not stretch:
        return ""
    before, after = match.string[max(0, match.start() - 1) : match.start()], match.string[match.end() : match.end() + 1]
    left = " " if HAS_HANZI.match(before) and _LETTER.match(stretch) else ""
    right = " " if HAS_HANZI.match(after) and _LETTER.match(stretch[-1]) else ""
    return f"{left}{stretch}{right}"
