"""A sentence and its translation, as the checks look at them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from aitui.data.entities.folding import fold
from aitui.translate.guard.values import Values
from aitui.translate.terms import TermMatch
from aitui.translate.translation import NUMBERS, Guarded

HANZI = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{HANZI}]|[^\W_{HANZI}]+(?:[-'’.][^\W_{HANZI}]+)*")


@dataclass(frozen=True)
class Pair:
    """`source` in the language `origin`, `target` in the language `to` (`de`, `en`, `zh`)."""

    source: str
    target: str
    origin: str
    to: str
    terms: Sequence[TermMatch] = ()
    """The terms of the source that the translation must hold."""
    by_machine: bool = False
    """Whether a model wrote it: then every one of `terms` has to be there, and every word has to be one."""
    kept: Sequence[Guarded] = ()
    """What was put into it for names and numbers of the source."""
    truncated: bool = False
    """Whether the model was stopped before it came to an end."""

    @cached_property
    def source_words(self) -> list[str]:
        """Words in small letters; every Chinese character is one."""
        return _WORD.findall(self.source.lower())

    @cached_property
    def target_words(self) -> list[str]:
        """As `source_words`."""
        return _WORD.findall(self.target.lower())

    @cached_property
    def source_values(self) -> Values:
        """The numbers of the source; those in names that were kept, such as 01.AI, are none."""
        return Values(_without(self.source, [item.surface for item in self._kept_names]), self.origin)

    @cached_property
    def target_values(self) -> Values:
        """The numbers of the translation, as `source_values`."""
        return Values(_without(self.target, [item.target for item in self._kept_names]), self.to)

    @property
    def _kept_names(self) -> list[Guarded]:
        return [item for item in self.kept if item.kind not in NUMBERS]

    @cached_property
    def folded_target(self) -> str:
        """The translation without case, accents and hyphens, a space at both ends."""
        return f" {fold(self.target)} "


def _without(text: str, names: Sequence[str]) -> str:
    """`text` with those `names` left out that have digits."""
    for name in dict.fromkeys(names):
        if any(map(str.isdigit, name)):
            text = text.replace(name, "×")
    return text
