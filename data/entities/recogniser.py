"""From an article to its entities: table, tagger and shape rules find the names, then mentions are joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from aitui.data.article import Article, Block
from aitui.data.entities import joining
from aitui.data.entities.clubs import with_clubs
from aitui.data.entities.context import Meaning
from aitui.data.entities.gazetteer import Gazetteer
from aitui.data.entities.institutions import Institutions, datelines
from aitui.data.entities.lexicon import NOUN, OFTEN, RARELY, SHIPPED_LEXICON, Lexicon, shipped_lexicon
from aitui.data.entities.matcher import Match, Matcher, Stretch
from aitui.data.entities.ordinary import acts, is_adjective, is_compound_noun, is_noun_here
from aitui.data.entities.quoted import quoted_names
from aitui.data.entities.selection import trimmed, unknown_names, with_known
from aitui.data.entities.shapes import ShapeRules, is_legal_form, versioned, with_legal_form
from aitui.data.entities.span import NameSpan, longest, overlapping
from aitui.data.entities.table import NameTable
from aitui.data.entities.tagger import SHIPPED_MODEL, Tagger, table_marks
from aitui.data.entities.titles import NEXT_WORD, beside, car_model, is_occupation, parted, titled, without_lead
from aitui.data.entities.tokens import words
from aitui.data.entity import Entity, EntityKind


class Recogniser:
    """Finds who and what an article is about. Opened with nothing read; the first article reads table and model."""

    def __init__(
        self, user_table: Path | None = None, *, lexicon: Path = SHIPPED_LEXICON, model: Path = SHIPPED_MODEL
    ) -> None:
        """`user_table` is the reader's own table of names, a file that need not exist."""
        self._user_table = user_table
        self._files = lexicon, model

    @cached_property
    def table(self) -> NameTable:
        """The table of names, the reader's own merged in; its `problems` say which of their lines were not used."""
        return NameTable.load(self._user_table)

    def load(self) -> None:
        """Read everything now, so that the first article does not wait for it."""
        _ = self._matcher, self._tagger, self._shapes
        self._gazetteer.load()

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self.table.forms())

    @cached_property
    def _english_matcher(self) -> Matcher:
        return Matcher(self.table.english_forms())

    @cached_property
    def _lexicon(self) -> Lexicon:
        return shipped_lexicon() if self._files[0] == SHIPPED_LEXICON else Lexicon.load(self._files[0])

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer()

    @cached_property
    def _tagger(self) -> Tagger:
        return Tagger(self._lexicon, self._gazetteer, self._files[1])

    @cached_property
    def _institutions(self) -> Institutions:
        return Institutions(self._lexicon, self._gazetteer)

    @cached_property
    def _shapes(self) -> ShapeRules:
        return ShapeRules(self._lexicon)

    def entities(self, article: Article) -> tuple[Entity, ...]:
        """The entities of a German article in order of first mention.

        Their mentions are in reading order and never overlap.
        """
        return self._joined(article, self._names(article))

    def known_entities(self, article: Article, language: str) -> tuple[Entity, ...]:
        """The entities of an article in another language, as far as the table knows them; otherwise like `entities`.

        In English text only English forms count: 'Die' is no newspaper there. Chinese text is not spaced, and nothing
        but its Latin names is found.
        """
        stretches = _stretches(article)
        matcher = self._english_matcher if language == "en" else self._matcher
        matches = [matcher.matches_in(stretch) for stretch in stretches]
        meaning = Meaning(article.text, self.table, (match for found in matches for match in found))
        return self._joined(article, [span for found in matches for span in longest(meaning.spans(found))])

    def _joined(self, article: Article, spans: list[NameSpan]) -> tuple[Entity, ...]:
        clusters = joining.join(article.text, spans, self.table)
        boilerplate = [(block.start, block.end) for block in article.blocks if block.boilerplate]
        return tuple(
            joining.entity(
                cluster,
                article.text,
                self.table.get(cluster.entity_id) if cluster.entity_id else None,
                _within(boilerplate, cluster.spans),
            )
            for cluster in clusters
        )

    def _names(self, article: Article) -> list[NameSpan]:
        """Every name of the article, in order, not overlapping."""
        text = article.text
        stretches = _stretches(article)
        matches = [self._matcher.matches_in(stretch) for stretch in stretches]
        meaning = Meaning(text, self.table, (match for found in matches for match in found))
        around = frozenset(unit.text for stretch in stretches for unit in stretch.units)
        names: list[NameSpan] = []
        for block, found in zip(article.blocks, matches, strict=True):
            known = [_extended(text, span, block.end) for span in longest(meaning.spans(found))]
            shouted = text[block.start : block.end].isupper()
            unknown = [] if shouted else list(self._unknown_names(text, block, found, around))
            names += with_known(text, known, unknown, self._lexicon)
        names = self._with_repeated(text, stretches, names)
        return with_clubs(text, names)

    def _unknown_names(
        self, text: str, block: Block, matches: Sequence[Match], around: frozenset[str]
    ) -> Iterator[NameSpan]:
        kinds = {match.entity_id: entry.kind for match in matches if (entry := self.table.get(match.entity_id))}
        organisations = {match.start for match in matches if kinds.get(match.entity_id) is EntityKind.ORG}
        position = 0
        for sentence in block.sentences:
            first = position
            while position < len(matches) and matches[position].start < sentence.end:
                position += 1
            tokens = words(text, sentence.start, sentence.end)
            guessed = self._tagger.names(tokens, table_marks(tokens, matches[first:position], kinds))
            quoted = longest(quoted_names(text, sentence.start, min(sentence.end + 1, block.end)))
            tagged = [span for span in guessed if not any(span.overlaps(other) for other in quoted)]
            clean = [trimmed(text, span, self._lexicon, around) for span in tagged]
            named = (span for span in clean if span and not self._is_noun(text, span))
            shaped = (
                *datelines(text, sentence.start, block.content_start, self._gazetteer),
                *self._shapes.names(text, tokens),
                *self._institutions.names(text, tokens),
                *quoted,
            )
            found = [without_lead(text, span, self._gazetteer) for span in unknown_names(named, shaped)]
            found = [beside(text, span, block.content_start, organisations) for span in found]
            names = [titled(text, span, sentence.start) for span in found]
            yield from (
                part
                for span in names
                if not self._is_ordinary(text, span, sentence.start)
                for part in parted(text, span)
            )

    def _is_ordinary(self, text: str, span: NameSpan, start: int) -> bool:
        """Whether a single word is a compound of nouns, or an adjective at the sentence's beginning.

        Only of persons and places: many organisations are called by such a compound ('Reichskanzlei').
        """
        word = text[span.start : span.end]
        if " " in word or span.kind not in (EntityKind.PERSON, EntityKind.PLACE):
            return False
        if span.kind is EntityKind.PERSON and self._may_be_noun(word) and is_noun_here(text, span.start, span.end):
            return True
        first = span.start == start
        if first and is_adjective(word, self._lexicon, self._gazetteer):
            return True
        return is_compound_noun(word, self._lexicon, self._gazetteer, lenient=first)

    def _is_noun(self, text: str, span: NameSpan) -> bool:
        """Whether a person of a single word is a noun: one that announces names, or what a role is about.

        'Chatbot' announces a product, and nobody called Tech is meant by 'Tech Experte'.
        """
        word = text[span.start : span.end]
        if span.kind is not EntityKind.PERSON or " " in word:
            return False
        if is_occupation(word, self._gazetteer):
            return True
        following = NEXT_WORD.match(text, span.end)
        if word.lower() in self._lexicon and not self._lexicon.likeness(word) and not self._gazetteer.classes(word):
            return True  # 'Nein'
        role = following is not None and "r" in self._gazetteer.announces(following[1])
        return role or self._shapes.announced(word) is not None

    def _with_repeated(self, text: str, stretches: Sequence[Stretch], names: list[NameSpan]) -> list[NameSpan]:
        """`names` with the places where a name found elsewhere in it was overlooked, alone or in a compound."""
        surfaces = [(span, joining.display(text[span.start : span.end])) for span in names]
        forms: dict[str, NameSpan] = {}
        for span, surface in surfaces:
            if span.kind is EntityKind.PERSON and " " in surface:
                for part in (surface.split()[-1], surface.split()[0]):
                    forms.setdefault(part, replace(span, entity_id=None))
        surfaces = [(span, surface) for span, surface in surfaces if not _owned(surface, span, forms)]
        for span, surface in surfaces:
            if span.entity_id is None:
                forms.setdefault(surface, span)
        names = [self._as_person(text, span, forms) for span, _ in surfaces]
        overlooked = Matcher((form, form) for form in forms if len(form) > 1)
        found = [
            replace(forms[match.entity_id], start=match.start, end=match.end)
            for stretch in stretches
            for match in overlooked.matches_in(stretch)
            if self._is_meant(text, match, forms[match.entity_id])
        ]
        free = longest(found)
        free = [span for span, touched in zip(free, overlapping(free, names), strict=True) if not touched]
        return sorted(names + free, key=lambda span: span.start)

    @staticmethod
    def _as_person(text: str, span: NameSpan, forms: dict[str, NameSpan]) -> NameSpan:
        """An unknown name that is the surname of a person in the article names that person."""
        person = forms.get(text[span.start : span.end]) if span.entity_id is None else None
        return replace(span, kind=person.kind) if person and person.kind is EntityKind.PERSON else span

    def _is_meant(self, text: str, match: Match, named: NameSpan) -> bool:
        """Whether a form that may be a word is the name again: 'Vogel forderte', but not 'ein Vogel', 'ihren Mann'."""
        if self._is_word(match.form):
            return named.kind is EntityKind.PERSON and acts(text, match.start, match.end)
        return not (self._may_be_noun(match.form) and is_noun_here(text, match.start, match.end))

    def _may_be_noun(self, word: str) -> bool:
        return self._lexicon.likeness(word) in (NOUN, RARELY, OFTEN)

    def _is_word(self, form: str) -> bool:
        return self._lexicon.is_common(form) or form.lower() in self._lexicon


def _stretches(article: Article) -> list[Stretch]:
    return [Stretch(article.text, block.content_start, block.end) for block in article.blocks]


def _extended(text: str, span: NameSpan, limit: int) -> NameSpan:
    """A table's name with what belongs to it in the text: a product's version, a company's legal form."""
    if span.kind is EntityKind.PRODUCT:
        return replace(span, end=versioned(text, span.end, limit))
    if span.kind is EntityKind.ORG:
        model = car_model(text, span.start, span.end)
        if span.end < model <= limit:
            return replace(span, end=model, kind=EntityKind.PRODUCT, entity_id=None)
        return replace(span, end=with_legal_form(text, span.end, limit))
    return span


def _owned(surface: str, span: NameSpan, forms: dict[str, NameSpan]) -> bool:
    """Whether an unknown name is a noun with its owner: 'Merkels Kabinett', where the article has an Angela Merkel."""
    first, *more = surface.split()
    if not more or is_legal_form(more[-1]):
        return False
    owner = forms.get(first.removesuffix("s")) if span.entity_id is None else None
    return owner is not None and owner.kind is EntityKind.PERSON and span.kind is not EntityKind.PERSON


def _within(ranges: list[tuple[int, int]], spans: list[NameSpan]) -> list[bool]:
    """For each span whether it lies in one of the ranges; both in order."""
    index = 0
    result: list[bool] = []
    for span in spans:
        while index < len(ranges) and ranges[index][1] <= span.start:
            index += 1
        result.append(index < len(ranges) and ranges[index][0] <= span.start)
    return result
