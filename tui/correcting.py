"""Translations that a person writes, and how each of them is undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitui.translate.normalise import normalise
from aitui.translate.translation import BY_HAND

if TYPE_CHECKING:  # the first frame does not wait for it
    from aitui.translate.translator import Translator


class Corrections:
    """Writes to the translation memory and remembers what was there before, for as long as the program runs.

    All methods raise AituiError where the memory cannot be written. `source` and `to` are language codes.
    """

    def __init__(self, translator: Translator) -> None:
        self._translator = translator
        self._before: dict[tuple[str, str, str], list[str | None]] = {}

    def write(self, text: str, to: str, target: str, *, source: str) -> bool:
        """Keep `target` as the translation of `text`, here and wherever it stands; whether that changed anything."""
        target = " ".join(target.split())
        before = self.by_hand(text, to, source=source)
        if target == before:
            return False
        self._translator.store_by_hand(text, to, target, source=source)
        self._history(text, to, source).append(before)
        return True

    def revert(self, text: str, to: str, *, source: str) -> bool:
        """Go back to the machine's translation; whether there was one by hand."""
        before = self.by_hand(text, to, source=source)
        if before is None:
            return False
        self._translator.forget_by_hand(text, to, source=source)
        self._history(text, to, source).append(before)
        return True

    def undo(self, text: str, to: str, *, source: str) -> bool:
        """Take the last change to this sentence back; whether there was one."""
        history = self._before.get(_key(text, to, source))
        if not history:
            return False
        before = history.pop()
        if before is None:
            self._translator.forget_by_hand(text, to, source=source)
        else:
            self._translator.store_by_hand(text, to, before, source=source)
        return True

    def changed(self, text: str, to: str, *, source: str) -> bool:
        """Whether this sentence was ever changed, though all of it may be undone by now."""
        return _key(text, to, source) in self._before

    def by_hand(self, text: str, to: str, *, source: str) -> str | None:
        """What a person wrote as the translation of `text`, if anybody did."""
        (found,) = self._translator.recall([text], to, source=source)
        return found.target if found is not None and found.engine == BY_HAND else None

    def _history(self, text: str, to: str, source: str) -> list[str | None]:
        return self._before.setdefault(_key(text, to, source), [])


def _key(text: str, to: str, source: str) -> tuple[str, str, str]:
    return normalise(text), source, to
