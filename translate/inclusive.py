"""German words for women and men at once, `jede:r`, `Nutzer:innen`, written as models have read them.

Documentation and older news write `Nutzer` or `Nutzerinnen und Nutzer`; of `Nutzer/innen` a model that has read nothing
else makes `users/insides`.
"""

from __future__ import annotations

import re

_NOUN = r"(?P<noun>\b[A-ZÄÖÜ][^\W\d_]*[a-zäöüß])"
_MANY = re.compile(_NOUN + r"(?:(?:/-?|[:*_·])i|I)nnen\b")
_ONE = re.compile(_NOUN + r"(?:(?:/-|[:*_·])|(?<=er)/)in\b")
"""After a mere slash only what ends in -er: `in Bonn/in Köln` names places."""
_ENDING = re.compile(r"\b(?P<word>(?:[Kk]?[Ee]in|[MmDdSs]ein|[Ii]hr|[Jj]ed)e?)[:*_](?P<ending>e|[nr])\b")
_ARTICLES = re.compile(r"\b(?:(?P<he>[Dd](?:er|en|em|es))[:*_/](?:die|der)|(?P<cap>[Dd])ie[:*_/]d(?P<rest>er|en))\b")
"""Both articles before one noun: `der:die`, `die*den`, `dem:der`."""


def without_gender_signs(text: str) -> str:
    """`Nutzerinnen` for `Nutzer:innen`, `Nutzer/-innen` and `NutzerInnen`, `Nutzer` for `Nutzer*in`; the rest stays.

    Articles follow: `ein` for `ein:e`, `jeder` for `jede:r`, `der` for `die:der`. Of several people the feminine is
    written, which every noun forms alike and no case changes; the bundled models translate it as they do the masculine.
    """
    text = _MANY.sub(lambda many: _plural(many["noun"]), text)
    text = _ONE.sub(lambda one: _singular(one["noun"]), text)
    text = _ENDING.sub(lambda found: found["word"] + ("" if found["ending"] == "e" else found["ending"]), text)
    return _ARTICLES.sub(lambda both: both["he"] or both["cap"] + both["rest"], text)


def _plural(noun: str) -> str:
    return f"{noun}e" if noun.endswith("rzt") else f"{noun}innen"  # Ärztinnen is rarer than Ärzte, and less known


def _singular(noun: str) -> str:
    return noun.replace("Ärzt", "Arzt").replace("ärzt", "arzt")
