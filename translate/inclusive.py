"""German nouns that name women and men at once, `Nutzer:innen`, in words that models have read.

Documentation and older news write `Nutzer` or `Nutzerinnen und Nutzer`; of `Nutzer/innen` a model that has read nothing
else makes `users/insides`.
"""

from __future__ import annotations

import re

_NOUN = r"(?P<noun>\b[A-ZÄÖÜ][^\W\d_]*[a-zäöüß])"
_MANY = re.compile(_NOUN + r"(?:(?:/-?|[:*_·])i|I)nnen\b")
_ONE = re.compile(_NOUN + r"(?:(?:/-|[:*_·])|(?<=er)/)in\b")
"""After a mere slash only what ends in -er: `in Bonn/in Köln` names places."""


def without_gender_signs(text: str) -> str:
    """`Nutzerinnen` for `Nutzer:innen`, `Nutzer/-innen` and `NutzerInnen`, `Nutzer` for `Nutzer*in`; the rest stays.

    Of several the feminine is written, which every noun forms alike and no case changes; the bundled models translate
    it as they do the masculine.
    """
    return _ONE.sub(lambda one: _singular(one["noun"]), _MANY.sub(lambda many: _plural(many["noun"]), text))


def _plural(noun: str) -> str:
    return f"{noun}e" if noun.endswith("rzt") else f"{noun}innen"  # Ärztinnen is rarer than Ärzte, and less known


def _singular(noun: str) -> str:
    return noun.replace("Ärzt", "Arzt").replace("ärzt", "arzt")
