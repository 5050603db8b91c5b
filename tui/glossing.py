"""The glossary between its file, the screens that change it, and the translator that follows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from aitui.data.errors import AituiError
from aitui.data.paths import Paths
from aitui.translate.glossary.file import Addition, Glossary, GlossaryFile
from aitui.translate.glossary.guarding import term_list
from aitui.translate.glossary.term import GlossaryProblem, GlossaryTerm
from aitui.translate.translator import Translator


class Glossing:
    """Holds the glossary as it was read last, and what undoes the changes made here.

    Methods that change the file raise AituiError where it cannot be written.
    """

    def __init__(self, paths: Paths, translator: Translator) -> None:
        """Give `translator` the terms that the file holds."""
        self._paths = paths
        self._translator = translator
        self.file = GlossaryFile(paths.glossary)
        self.glossary = Glossary()
        self._state: tuple[int, int, int] | None = (0, 0, 0)
        self._undo: list[tuple[str, Callable[[], object]]] = []
        self.look()

    def look(self) -> bool:
        """Read the file if it was written since the last time; whether the terms are others now."""
        state = self.file.state()
        if state == self._state:
            return False
        self._state = state
        before = self.glossary.terms
        try:
            self.glossary = self.file.read()
        except AituiError as error:
            self.glossary = Glossary((), (GlossaryProblem(self.file.path, 0, error.what),))
        self._translator.terms = term_list(self._paths, self.glossary)
        return self.glossary.terms != before

    def find(self, german: str) -> GlossaryTerm | None:
        """The term with exactly this German form."""
        return next((term for term in self.glossary.terms if term.de == german), None)

    def add(self, term: GlossaryTerm) -> Addition:
        """Add a term, or complete the one that is there."""
        before = self.find(term.de)
        done = self.file.add([term], replace=True)
        self.look()
        after = self.find(term.de)
        if before is None:
            self._undo.append((f"Removed “{term.de}” again", lambda: self.file.remove([term.de])))
        elif after is not None and after != before:
            self._undo.append((f"Changed “{term.de}” back", lambda: self.file.exchange(after, before)))
        return done

    def exchange(self, old: GlossaryTerm, new: GlossaryTerm) -> None:
        """Put a term in the place of another."""
        if old == new:
            return
        self.file.exchange(old, new)
        self._undo.append((f"Changed “{old.de}” back", lambda: self.file.exchange(new, old)))
        self.look()

    def remove(self, german: Iterable[str]) -> tuple[GlossaryTerm, ...]:
        """Remove terms; those that were there."""
        removed = self.file.remove(german)
        if removed:
            names = ", ".join(f"“{term.de}”" for term in removed)
            self._undo.append((f"Brought {names} back", lambda: self.file.add(removed)))
        self.look()
        return removed

    def undo(self) -> str:
        """Take the last change back; what was done, for people, or empty where there was nothing to undo."""
        if not self._undo:
            return ""
        text, revert = self._undo.pop()
        revert()
        self.look()
        return text


def problem_sentences(problems: Sequence[GlossaryProblem]) -> str:
    """What is wrong with the glossary file: a sentence for the file, for lines not used, and for those used in part."""
    sentences = [f"{problem}." for problem in problems if not problem.line]
    for used, fate in ((False, "not used"), (True, "used in part")):
        lines = [problem for problem in problems if problem.line and problem.used is used]
        if not lines:
            continue
        first = lines[0]
        if len(lines) == 1:
            sentences.append(f"Line {first.line} of {first.path.name} is {fate}: {first.reason}.")
        else:
            sentences.append(
                f"{len(lines)} lines of {first.path.name} are {fate}, the first is line {first.line}: {first.reason}."
            )
    return " ".join(sentences)
