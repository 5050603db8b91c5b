"""The glossary as the terms that a translation must have."""

from __future__ import annotations

from collections.abc import Iterable

from aitui.data.errors import AituiError
from aitui.data.paths import Paths
from aitui.translate.glossary.file import Glossary, GlossaryFile
from aitui.translate.glossary.term import GlossaryProblem, GlossaryTerm
from aitui.translate.terms import Term, TermList, TermSource


def load_terms(paths: Paths) -> tuple[TermList, tuple[GlossaryProblem, ...]]:
    """The tables of names with the user's glossary over them, and what of the glossary cannot be used."""
    try:
        glossary = GlossaryFile(paths.glossary).read()
    except AituiError as error:
        return TermList(paths.names), (GlossaryProblem(paths.glossary, 0, error.what),)
    return term_list(paths, glossary), glossary.problems


def term_list(paths: Paths, glossary: Glossary) -> TermList:
    """The tables of names with `glossary` over them."""
    return TermList(paths.names, guarded_terms(glossary.terms))


def guarded_terms(terms: Iterable[GlossaryTerm]) -> list[Term]:
    """Each term under an id of its own; what it says nothing about is left to table and model."""
    return [
        Term(f"glossary:{term.de}", (term.de,), term.en, term.zh or None, term.kind, TermSource.GLOSSARY)
        for term in terms
    ]
