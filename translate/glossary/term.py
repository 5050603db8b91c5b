"""One term of the user's glossary, and what may stand in it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields
from pathlib import Path

from aitui.data.entity import EntityKind
from aitui.translate.normalise import normalise

TERM = "term"
"""The kind of a term that is no name."""
KINDS = (TERM, *(kind.value for kind in EntityKind))
MAX_LETTERS = 200
"""The longest form of a term; what is longer is a sentence, which the translation memory keeps."""

_PLACEHOLDER_SIGNS = "｟｠"


class UnusableTermError(ValueError):
    """Why something cannot be a term; the message is a clause such as 'the German form is empty'."""


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """How a German term is to be called. Made by `checked_term`, so the forms are on one line and fit for a model."""

    de: str
    en: str = ""
    """Empty where the glossary says nothing about English."""
    zh: str = ""
    """Empty where the glossary says nothing about Chinese."""
    kind: str = TERM
    """One of `KINDS`."""
    note: str = ""
    """For people."""

    @property
    def advice(self) -> str:
        """What a person should know who wrote this term, or empty."""
        if self.zh and not self.en:
            return "Chinese is made from the English, so give the English form too, or the Chinese one may not be used"
        return ""

    def completed(self, other: GlossaryTerm, *, replace: bool = False) -> GlossaryTerm:
        """This term with what `other` has and this one lacks; with `replace`, with all that `other` has."""
        first, second = (other, self) if replace else (self, other)
        kind = first.kind if first.kind != TERM else second.kind
        return GlossaryTerm(self.de, first.en or second.en, first.zh or second.zh, kind, first.note or second.note)


@dataclass(frozen=True, slots=True)
class GlossaryProblem:
    """A line of a file that was not used as it stands, and why."""

    path: Path
    line: int
    """Counted from 1; 0 for the file as a whole."""
    reason: str
    used: bool = False
    """Whether the line was used all the same, but not in all it says."""

    def __str__(self) -> str:
        place = f"{self.path}, line {self.line}" if self.line else str(self.path)
        return f"{place}: {self.reason}"


def checked_term(de: str, en: str = "", zh: str = "", kind: str = "", note: str = "") -> GlossaryTerm:
    """The term with these forms; white space is made single. Raises UnusableTermError saying why it cannot be used."""
    german, english, chinese = _checked_form("German", de), _checked_form("English", en), _checked_form("Chinese", zh)
    if not german:
        raise UnusableTermError("the German form is empty")
    if not english and not chinese:
        raise UnusableTermError("there is neither an English nor a Chinese form")
    return GlossaryTerm(german, english, chinese, checked_kind(kind), " ".join(note.split()))


def _checked_form(language: str, form: str) -> str:
    if not form:
        return ""
    if not form.isprintable() and any(
        unicodedata.category(char) in ("Cc", "Cs") and char not in "\t\r\n" for char in form
    ):
        raise UnusableTermError(f"the {language} form holds control characters or is not valid UTF-8")
    if not form.isascii() and any(sign in form for sign in _PLACEHOLDER_SIGNS):
        raise UnusableTermError(f"the {language} form holds ｟ or ｠, which the models use as placeholders")
    normalised = normalise(form)
    if len(normalised) > MAX_LETTERS:
        raise UnusableTermError(f"the {language} form is longer than {MAX_LETTERS} characters")
    if normalised and not normalised[0].isalnum() and not any(char.isalnum() for char in normalised):
        raise UnusableTermError(f"the {language} form {normalised!r} has no letter and no digit")
    return normalised


def checked_kind(kind: str) -> str:
    """A kind as it was typed as one of `KINDS`; empty is a plain term. Raises UnusableTermError for any other."""
    wanted = kind.strip().casefold() or TERM
    if wanted not in KINDS:
        raise UnusableTermError(f"the kind {kind.strip()!r} is none of {', '.join(KINDS)}")
    return wanted


COLUMNS = tuple(field.name for field in fields(GlossaryTerm))
"""The columns of the glossary file in their order."""
