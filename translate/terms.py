"""Terms that a translation must have in one certain form: names of the table, abbreviations, the reader's glossary, and
people of the article whom no table knows.

A term belongs to a sentence where one of its forms stands in it. Only the terms that belong to a sentence decide
whether its stored translation still holds, so that a new term makes only the sentences anew in which it stands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path

from aitui.data.entities.matcher import Match, Matcher, Stretch
from aitui.data.entities.span import NameSpan, longest
from aitui.data.entities.table import SHIPPED_TABLE, Entry, NameTable
from aitui.data.entity import EntityKind
from aitui.translate.abbreviations import TABLE as ABBREVIATIONS
from aitui.translate.abbreviations import abbreviations
from aitui.translate.people import people

ABBREVIATION = "abbreviation"
"""The kind of the terms of `abbreviations`."""
_REMEMBERED = 200
"""Texts whose matches are kept; more than are translated at once."""


class TermSource(StrEnum):
    """Where a term comes from."""

    TABLE = "table"
    GLOSSARY = "glossary"


@dataclass(frozen=True, slots=True)
class Term:
    """What stands for something in three languages."""

    id: str
    """Unique in its source."""
    de: tuple[str, ...]
    """The forms looked for in German text, the base form first; also those of other languages that stand in it."""
    en: str
    zh: str | None
    """None where no Chinese form is established; then the English one, or what stood in the source, stays."""
    kind: str
    """An `EntityKind`, or what the glossary says."""
    source: TermSource = TermSource.TABLE
    en_forms: tuple[str, ...] = ()
    """Further English forms: looked for in English text, and right in a translation too."""
    zh_forms: tuple[str, ...] = ()
    """Further Chinese forms."""
    keeps: bool = False
    """Whether a form that stands in the source stays as it is, rather than becoming the target language's."""
    contextual: frozenset[str] = frozenset()
    """The forms that mean this term only where a word beginning with one of `context` stands nearby."""
    context: tuple[str, ...] = ()

    def rendering(self, surface: str, to: str, *, compound: bool = False) -> str:
        """What `surface`, one of the forms, becomes in the language `to` (`en` or `zh`).

        A short form becomes a short form: 'Trump' is 'Trump' and 特朗普, not the full name. `compound` says that it is
        the first part of a compound: 'US-Firmen' are 'US companies', whatever the country is called otherwise.
        """
        if self.keeps and (to == "en" or not self.zh or surface != self.de[0]):
            return surface
        if to == "zh":
            return self._chinese(surface)
        english = (self.en, *self.en_forms)
        if surface in english and (self.kind in _NAMED_IN_PARTS or (compound and surface.isupper())):
            return surface
        return _part_of(self.en, surface, english) if self.kind == EntityKind.PERSON else self.en

    def _chinese(self, surface: str) -> str:
        if self.zh is None:
            return self.rendering(surface, "en")
        if self.kind == EntityKind.PERSON and " " not in surface.strip() and surface != self.de[0]:
            surname = self.zh.rpartition("·")[2]
            return surname if surname in (self.zh, *self.zh_forms) else self.zh
        return self.zh

    def says(self, to: str) -> bool:
        """Whether it says what to write in the language `to`; a glossary's term may leave a language to the model."""
        return self.source is TermSource.TABLE or bool(self.en if to == "en" else self.zh)

    def accepted(self, to: str) -> tuple[str, ...]:
        """Every form that is right in a translation into `to`."""
        if to == "zh":
            chinese = (*((self.zh,) if self.zh else ()), *self.zh_forms)
            return tuple(dict.fromkeys(filter(None, (*chinese, self.en, *self.en_forms, *self.de))))
        return tuple(dict.fromkeys(filter(None, (self.en, *self.en_forms))))

    @property
    def fingerprint(self) -> str:
        """Changes with everything that a translation may depend on."""
        return repr((self.id, self.de, self.en, self.zh, self.en_forms, self.zh_forms, self.keeps))


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term in a text: `str` offsets, end exclusive, without genitive ending or the rest of a compound."""

    start: int
    end: int
    term: Term
    form: str
    """The form that was found, in the term's spelling."""


class TermList:
    """The terms to look for. Reads nothing before it is asked for a term; `version` costs a file's reading."""

    def __init__(self, names: Path | None = None, extra: Iterable[Term] = ()) -> None:
        """The shipped names and abbreviations, the reader's own table `names` (need not exist) and `extra` terms.

        Of two terms in the same place the longer wins, of equally long ones an `extra` one, the first given.
        """
        self._names = names
        self.extra: tuple[Term, ...] = tuple(extra)
        self._last_surroundings = _NOWHERE
        # A sentence is asked for when it is protected, and soon again for what its translation depends on.
        self._looked_through = lru_cache(maxsize=_REMEMBERED)(self._look_through)

    @cached_property
    def version(self) -> str:
        """Sixteen hex digits that change with any term."""
        digest = hashlib.blake2b(SHIPPED_TABLE.read_bytes(), digest_size=8)
        digest.update(ABBREVIATIONS.read_bytes())
        if self._names is not None and self._names.is_file():
            digest.update(self._names.read_bytes())
        for term in self.extra:
            digest.update(term.fingerprint.encode(errors="surrogatepass"))
        return digest.hexdigest()

    def get(self, term_id: str) -> Term | None:
        """The term with this id; a glossary's before the table's."""
        if (own := self._extra_by_id.get(term_id)) is not None:
            return own
        known = self._terms.get(term_id) or self._abbreviations.get(term_id)
        if known is None and (entry := self._table.get(term_id)) is not None:
            known = self._terms[term_id] = _of(entry)
        return known

    def find(
        self, text: str, context: str = "", meant: Set[str] = frozenset(), *, source: str = "", to: str = ""
    ) -> list[TermMatch]:
        """The terms in `text`, in order, not overlapping.

        `context` is text around it, such as its article; `meant` are ids of terms that it is known to speak of, such as
        those of the sentence that it translates: both tell what an ambiguous form means. In `context` also people are
        found whom no table knows. With `source`, the language of `text`, the `extra` terms are looked for in that
        language alone ('Gift' is no gift in German); with `to` only those that say what to write in this language.
        """
        around = self._surroundings(context)
        stretch, own, known = self._looked_through(text, source)
        own = [match for match in own if not to or self._extra_by_id[match.entity_id].says(to)]
        if around.people is not None:
            known = [*known, *around.people.matches_in(stretch)]
        kept = longest([*self._spans(own, text, around, meant), *self._spans(known, text, around, meant)])
        forms = {(match.start, match.end, match.entity_id): match.form for match in [*known, *own]}
        return [
            TermMatch(span.start, span.end, term, forms[span.start, span.end, term.id])
            for span in kept
            if (term := self.get(span.entity_id or ""))
        ]

    def _look_through(self, text: str, source: str) -> tuple[Stretch, list[Match], list[Match]]:
        """A text taken apart, the `extra` terms in it and the others, overlapping ones too."""
        stretch = Stretch(text, 0, len(text))
        own = self._own_matcher(source).matches_in(stretch) if self.extra else []
        return stretch, own, self._matches_in(text, stretch)

    def _matches_in(self, text: str, stretch: Stretch) -> list[Match]:
        """Terms that are not `extra`, without surnames of other people: 'Max Merkel' is not Angela Merkel."""
        return [match for match in self._matcher.matches_in(stretch) if not self._is_another(text, match)]

    def _is_another(self, text: str, match: Match) -> bool:
        """Whether a person's single name stands behind the first name of somebody else."""
        if " " in match.form or not (given := people().first_names_before(text, match.start)):
            return False
        term = self.get(match.entity_id)
        if term is None or term.kind != EntityKind.PERSON:
            return False
        return given.isdisjoint(word for form in (*term.de, term.en, *term.en_forms) for word in form.split())

    def own_may_be_in(self, text: str, source: str) -> bool:
        """Whether one of the `extra` terms may stand in a text of the language `source`; quick."""
        return self._own_matcher(source).may_match(text)

    def own_in(self, sentence: str, source: str) -> bool:
        """Whether one of the `extra` terms stands in a sentence of the language `source`."""
        return bool(self._own_matcher(source).matches(sentence, 0, len(sentence)))

    def fingerprint(self, text: str, source: str, to: str) -> str:
        """Sixteen hex digits that change with what the terms in `text` become in `to`; empty where there are none."""
        found = [
            (match.start, match.form, match.term.rendering(match.form, to), match.term.accepted(to))
            for match in self.find(text, source=source)
        ]
        if not found:
            return ""
        return hashlib.blake2b(repr(found).encode(errors="surrogatepass"), digest_size=8).hexdigest()

    @cached_property
    def _table(self) -> NameTable:
        return NameTable.load(self._names)

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher([*self._table.forms(), *_forms(self._abbreviations.values())])

    @cached_property
    def _abbreviations(self) -> dict[str, Term]:
        terms = (Term(f"abbreviation {de}", (de,), en, zh, ABBREVIATION) for de, en, zh in abbreviations())
        return {term.id: term for term in terms}

    def _own_matcher(self, source: str) -> Matcher:
        """Finds the `extra` terms in text of a language; in one that they have no column for, by all their forms."""
        if source not in self._own_matchers:
            self._own_matchers[source] = Matcher(_forms(self.extra, source))
        return self._own_matchers[source]

    @cached_property
    def _own_matchers(self) -> dict[str, Matcher]:
        return {}

    @cached_property
    def _extra_by_id(self) -> dict[str, Term]:
        return {term.id: term for term in reversed(self.extra)}

    @cached_property
    def _terms(self) -> dict[str, Term]:
        return {}

    def _surroundings(self, context: str) -> _Surroundings:
        """What `context` tells; the last one is remembered, for sentences come article by article."""
        if not context:
            return _NOWHERE
        found = self._last_surroundings
        if found.text != context:
            matches = self._matches_in(context, Stretch(context, 0, len(context)))
            named = frozenset(match.entity_id for match in matches if not match.contextual)
            terms = [term for term_id in sorted(named) if (term := self.get(term_id)) is not None]
            known = [part for term in terms if term.kind == EntityKind.PERSON for part in _parts(term)]
            taken = [match for match in matches if not match.contextual]
            found = self._last_surroundings = _Surroundings(context, named, [*known, *self._strangers(context, taken)])
        return found

    def _strangers(self, context: str, taken: Iterable[Match]) -> Iterator[tuple[str, str]]:
        """Forms and term ids of the people in `context` whom no table knows, but for those `taken` for somebody."""
        covered = {offset for match in taken for offset in range(match.start, match.end)}
        found = list(people().names(context))
        names = {person.name for person in found}
        for person in found:
            if covered.isdisjoint(range(person.start, person.end)):
                base = person.name.removesuffix("s")
                name = base if base in names else person.name
                term = Term(f"person {name}", (name,), name, None, EntityKind.PERSON, keeps=True)
                self._terms[term.id] = term
                yield name, term.id
                if person.surname is not None:
                    yield name.split()[-1], term.id

    def _spans(self, matches: Sequence[Match], text: str, around: _Surroundings, meant: Set[str]) -> Iterator[NameSpan]:
        """The matches that count; those that need no context first, so that they win over others of equal length."""
        if not matches:
            return
        named = {match.entity_id for match in matches if not match.contextual} | around.named | meant
        lowered = ""
        for match in sorted(matches, key=lambda match: match.contextual):
            if match.contextual and match.entity_id not in named:
                lowered = lowered or text.lower()
                term = self.get(match.entity_id)
                if term is None or not (
                    any(_begins_a_word(prefix, lowered) for prefix in term.context) or around.supports(term)
                ):
                    continue
            yield NameSpan(match.start, match.end, EntityKind.ORG, match.entity_id, match.contextual)


class _Surroundings:
    """What the text around a sentence tells about its names."""

    def __init__(
        self, text: str = "", named: frozenset[str] = frozenset(), people: Sequence[tuple[str, str]] = ()
    ) -> None:
        """`people` are forms of names that mean somebody in it, with the id of the term each."""
        self.text = text
        self.named = named
        """The terms that stand in it by a form that needs no context."""
        self._lowered = text.lower()
        self._supported: dict[str, bool] = {}
        self.people = Matcher(people) if people else None
        """Finds the people it names in full by their first or last name alone, and those whom no table knows."""

    def supports(self, term: Term) -> bool:
        """Whether it holds a word that tells that an ambiguous form means `term`."""
        known = self._supported.get(term.id)
        if known is None:
            known = any(_begins_a_word(prefix, self._lowered) for prefix in term.context)
            self._supported[term.id] = known
        return known


_NOWHERE = _Surroundings()


def _parts(person: Term) -> Iterator[tuple[str, str]]:
    """The surname of a person, with the id: whom an article names in full goes by it from then on.

    That is the last word; for names of East Asia, whose Chinese has no '·' between given and family name, it may be
    the first. A given name alone may be anybody's.
    """
    for words in (person.de[0].split(), person.en.split()):
        if len(words) > 1:
            parts = (words[-1], words[0]) if person.zh and "·" not in person.zh else (words[-1],)
            yield from ((part, person.id) for part in parts if len(part) > 1 and part[0].isupper())


_NAMED_IN_PARTS = frozenset({EntityKind.PERSON, EntityKind.ORG, EntityKind.PRODUCT})
"""Kinds of which a form that is right in English stays as it is; places get their one name."""


def _of(entry: Entry) -> Term:
    names = entry.names
    domestic = [form for form in entry.forms if form not in entry.foreign and form != names.de]
    return Term(
        entry.id,
        (names.de, *domestic),
        names.en,
        names.zh,
        str(entry.kind),
        en_forms=tuple(form for form in entry.english if form != names.en),
        zh_forms=tuple(form for form in entry.chinese if form != names.zh),
        keeps=not entry.replaced,
        contextual=entry.contextual,
        context=entry.context,
    )


def _forms(terms: Iterable[Term], language: str = "") -> Iterator[tuple[str, str]]:
    """The German and the English forms with their terms' ids; those of one `language` alone where it is one of them."""
    for term in terms:
        english = (term.en, *term.en_forms)
        chosen = {"de": term.de, "en": english}.get(language, (*term.de, *english))
        for form in dict.fromkeys(chosen):
            if any(map(str.isalnum, form)):
                yield (f"?{form}" if form in term.contextual else form), term.id


def _begins_a_word(prefix: str, lowered: str) -> bool:
    position = lowered.find(prefix)
    while position > 0 and (lowered[position - 1].isalnum() or lowered[position - 1] == "_"):
        position = lowered.find(prefix, position + 1)
    return position >= 0


def _part_of(full: str, surface: str, forms: Sequence[str]) -> str:
    """Of a person's English `forms` the one that has as many words as `surface`, else the `full` name."""
    if surface in forms or surface in full.split():
        return surface
    count = len(surface.split())
    fitting = [form for form in forms if len(form.split()) == count]
    return next((form for form in fitting if full.endswith(form)), fitting[0] if fitting else full)
