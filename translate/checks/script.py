"""Whether a translation is written in the script of its language."""

from __future__ import annotations

import re

from aitui.translate.checks.pair import HANZI, Pair
from aitui.translate.translation import Mark, MarkKind

_HANZI = re.compile(f"[{HANZI}]")
_FOREIGN = {
    "en": re.compile(rf"[{HANZI}\u3040-\u30ff\uac00-\ud7af\u0400-\u04ff\u0370-\u03ff\u0590-\u06ff\u0e00-\u0e7f]"),
    "zh": re.compile(r"[\u3040-\u30ff\uac00-\ud7af\u0400-\u04ff\u0370-\u03ff\u0590-\u06ff\u0e00-\u0e7f]"),
}  # fmt: skip
BROKEN = re.compile("[\ufffd\u2047]")
"""What stands for half a character, and for a piece that a model's tokenizer does not know."""
_PLACEHOLDER_SIGN = re.compile("[｟｠]")
_LOWER = re.compile(r"\b[a-zäöüß]{4,}\b")
_LATIN_RUN = 4


def check(pair: Pair) -> Mark | None:
    """A mark that names what does not belong there."""
    foreign = _FOREIGN.get(pair.to)
    if foreign and (found := foreign.search(pair.target)) and found[0] not in pair.source:
        return Mark(MarkKind.SCRIPT, f"“{found[0]}” is no letter of the language")
    if (sign := _PLACEHOLDER_SIGN.search(pair.target)) and sign[0] not in pair.source:
        return Mark(MarkKind.SCRIPT, f"“{sign[0]}” does not belong there")
    if (broken := BROKEN.search(pair.target)) and broken[0] not in pair.source:
        return Mark(MarkKind.SCRIPT, "a character is broken or missing")
    if pair.to == "zh":
        if not _HANZI.search(pair.target) and _LOWER.search(pair.source):
            return Mark(MarkKind.SCRIPT, "there is no Chinese character")
        latin = [word for word in _LOWER.findall(pair.target) if word not in pair.source]
        if len(latin) >= _LATIN_RUN and len(latin) * 3 > len(_HANZI.findall(pair.target)):
            return Mark(MarkKind.SCRIPT, f"“{' '.join(latin[:_LATIN_RUN])}” is not Chinese")
    return None
