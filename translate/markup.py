"""Markup inside a sentence, as Markdown and mails have it: models do not know it, and put it where it means nothing."""

from __future__ import annotations

import re

_OPENING = re.compile(r"(?:(?<=[\s(\[{„“”\"'‚‘«»–—/-])|^)\*{1,3}(?=[^\s*])")
_CLOSING = re.compile(r"(?<=[^\s*])\*{1,3}(?=[\s)\]}„“”\"'’»«–—/.,;:!?…-]|$)")
_PAIR = re.compile(r"(?<![\w/.@:#`-])(_{1,2}|~~)(?=[^\s_~])([^_~`\n]{1,200}?)(?<=\S)\1(?![\w/@`-])")
"""Around words; `snake_case` and addresses have such signs too."""
_LINK = re.compile(r"!?\[([^\[\]]{1,300})\]\((?:[^()\s]|\([^()\s]*\)){1,2000}(?: \"[^\"]*\")?\)")


def without_markup(text: str) -> str:
    """`text` without what sets words off, `**so**`, `_so_`, `~~so~~`, and with the words of a link for the link.

    Asterisks within a word or by themselves stay (`Leser*innen`, `3 * 4`). Each is judged by what stands beside it, so
    that emphasis may go on over the end of a sentence.
    """
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text:
        text = _CLOSING.sub("", _OPENING.sub("", text))
    if "_" in text or "~~" in text:
        text = _PAIR.sub(r"\2", text)
    return text
