"""Markup inside a sentence, as Markdown and mails have it: models do not know it, and put it where it means nothing.

Signs that may be something else stay: `Leser*innen`, `3 * 4`, `(* 1954)`, `5*-Hotel`, `*.txt`, `max_wert`.
"""

from __future__ import annotations

import re

CODE = re.compile(
    r"(?<![`\w])(?:`(?![`\s])[^`\n]{1,200}(?<!\s)`(?![`\w])|(?P<ticks>`{2,3})(?!`)[^\n]{1,200}?(?<!`)(?P=ticks)(?!`))"
)
"""Code between backticks."""
_BEFORE = r"(?:(?<=[\s(\[{„“”\"'‚‘«»–—_~-])|^)"
_AROUND = re.compile(
    _BEFORE + r"(\*{1,3})(?=[^\s*.,;:!?)\]}/\\])(?:([^*]{1,300}?)(?<=[^\s/\\])\1(?!\w)|([^*\s/\\]{1,100})\1)"
)
"""Around words, or around the first part of one: `**Fett**gedruckt`."""
_WITHIN = re.compile(r"(?<=[^\W\d_]{2})(\*{2,3})([^\W\d_](?:[^*\n]{0,200}[^\W\d_]))\1(?!\*)")
"""Around a later part of a word: `Wärme**pumpe**`; one star would be `Leser*innen*`."""
# What goes on over the end of a sentence, and the stars of footnotes.
_OPENING = re.compile(_BEFORE + r"\*{1,3}(?=[^\W\d_]|[„“»‚])")
_CLOSING = re.compile(r"(?<=[^\W\d_]|[.!?…“”\"»'’)])\*{1,3}(?=[\s)\]}„“”\"'’»«–—,;:!?…_~]|\.(?:\s|$)|$)")
_PAIR = re.compile(r"(?<![\w/.@:#`\\-])(_{1,2}|~~)(?=[^\s_~])([^_~`\n]{1,200}?)(?<=[^\s\\])\1(?!\w|[/@`]|\.\w)")
_LINK = re.compile(
    r"!?(?<!\w)\[([^\[\]]{0,300})\]"
    r"\((?:<[^<>\n]{1,2000}>|(?:[^()\s<>]|\([^()\s]*\)){1,2000})(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\)"
)
_ESCAPED = re.compile(r"(?<![:/\\])\\([\\`*_{}\[\]()#+!|~-])(?!\.\w)")
_LETTER = re.compile(r"[^\W\d_]")


def without_markup(text: str) -> str:
    """`text` without what sets words off, `**so**`, `_so_`, `~~so~~`, and with the words of a link for the link.

    Code stays to the letter, and so does a text of which no word would be left.
    """
    parts = []
    position = 0
    for code in CODE.finditer(text) if "`" in text else ():
        parts += [_plain(text[position : code.start()]), code[0]]
        position = code.end()
    plain = "".join((*parts, _plain(text[position:])))
    return plain if _LETTER.search(plain) else text


def _plain(text: str) -> str:
    if "](" in text:
        text = _LINK.sub(r"\1", _LINK.sub(r"\1", text))  # an image may be the words of a link
    if "*" in text:
        for _ in range(2):  # one kind of emphasis within another
            text = _WITHIN.sub(r"\2", _AROUND.sub(lambda found: found[2] or found[3], text))
        text = _CLOSING.sub("", _OPENING.sub("", text))
    if "_" in text or "~~" in text:
        text = _PAIR.sub(r"\2", text)
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text
