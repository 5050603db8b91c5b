"""Several attempts at the sentences that come out badly, of which the best by the checks counts.

Every sentence goes through the model with its names and numbers protected. What the checks doubt is tried again, all
such sentences of a batch together: clause by clause and with another way of searching.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace

from aitui.translate.checks import Pair, check, doubt
from aitui.translate.checks.script import BROKEN
from aitui.translate.engine import LANGUAGES_WITHOUT_SPACES, Decoded, DecodingOptions
from aitui.translate.engines import TranslationEngine
from aitui.translate.guard import Part, Protected, masked, mended, protect, restored, stand_ins, survives
from aitui.translate.guard.cells import cells
from aitui.translate.guard.clauses import clauses
from aitui.translate.guard.protection import LITERAL
from aitui.translate.markup import without_markup
from aitui.translate.terms import TermList
from aitui.translate.translation import NUMBERS, Guarded, Mark, MarkKind, StopCheck
from aitui.translate.typography import tidied

GRAVE = 3
"""From this doubt on (`checks.doubt`) a sentence is tried again; less is marked and left."""
_AGAIN_SHARE = 0.1
_AGAIN_CHARACTERS = 300
"""So much of the texts, or so many characters, is tried again, the gravest first. A weak model would take twice the
time for translations that are no better the second time; what is not tried again is marked all the same."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One translation of a sentence."""

    target: str
    marks: tuple[Mark, ...] = ()
    guarded: tuple[Guarded, ...] = ()

    @property
    def doubt(self) -> int:
        """How much speaks against it."""
        return doubt(self.marks)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A source with what has to come through."""

    text: str
    protected: tuple[Protected, ...]


Attempt = Callable[[Sequence[Sentence], StopCheck | None], list[Candidate | None]]


class Leg:
    """One model with the guard around it.

    `origin` and `to` are the model's languages; `terms` are what to keep.
    """

    def __init__(self, engine: TranslationEngine, terms: TermList, options: DecodingOptions) -> None:
        self._engine = engine
        self._terms = terms
        self._options = options
        self._origin, self._to = engine.package.from_code, engine.package.to_code

    def translate(
        self,
        texts: Sequence[str],
        should_stop: StopCheck | None = None,
        context: str = "",
        meant: Sequence[Set[str]] | None = None,
    ) -> list[Candidate | None]:
        """The best candidate for each of `texts`, or None for those not yet finished when `should_stop` said so.

        `context`, and for each text the terms that it is `meant` to speak of, tell what an ambiguous name means; see
        `TermList.find`.
        """
        if not texts or (should_stop and should_stop()):
            return [None] * len(texts)
        known = meant or [frozenset[str]()] * len(texts)
        sentences = [self._sentence(text, context, ids) for text, ids in zip(texts, known, strict=True)]
        found: list[Candidate | None] = [None] * len(sentences)
        open_ones = list(range(len(sentences)))
        budget = max(_AGAIN_SHARE * sum(map(len, texts)), _AGAIN_CHARACTERS)
        for attempt in self._attempts():
            made = attempt([sentences[index] for index in open_ones], should_stop)
            for index, candidate in zip(open_ones, made, strict=True):
                best = found[index]
                if candidate is None:
                    found[index] = None
                elif best is None or candidate.doubt < best.doubt:
                    found[index] = candidate
            failing = [
                (-best.doubt, index, not best.target)
                for index in open_ones
                if (best := found[index]) and best.doubt >= GRAVE
            ]
            open_ones = []
            for _, index, empty in sorted(failing):
                if empty or budget > 0:
                    budget -= len(texts[index])
                    open_ones.append(index)
            if not open_ones:
                break
        return found

    def alternatives(self, text: str, count: int, context: str = "", meant: Set[str] = frozenset()) -> list[Candidate]:
        """Up to `count` different translations, the best by the checks first."""
        sentence = self._sentence(text, context, meant)
        parts = self._parts(sentence)
        made: list[Candidate] = []
        # Once lost placeholders are put right, several outputs may be one; another width of search finds others.
        for width in (count, 2 * count, 2):
            wide = replace(self._options, beam_size=max(width, self._options.beam_size or 0))
            lists = [self._engine.alternatives(part.text, options=wide, count=min(count, width)) for part in parts]
            made += [
                self._candidate(sentence, parts, [decoded[min(rank, len(decoded) - 1)] for decoded in lists])
                for rank in range(max(map(len, lists), default=0))
            ]
            if len({candidate.target for candidate in made}) >= count:
                break
        careful = self._careful()
        ways = [*self._attempts()[1:], self._whole(careful)]
        others = (attempt([sentence], None) for attempt in ways)
        made += [candidate for candidates in others for candidate in candidates if candidate is not None]
        distinct: dict[str, Candidate] = {}
        for candidate in made:
            if candidate.target:
                distinct.setdefault(candidate.target, candidate)
        return sorted(distinct.values(), key=lambda candidate: candidate.doubt)[:count]

    def _attempts(self) -> list[Attempt]:
        guarded: list[Attempt] = [self._whole(self._options)]
        if not self._engine.knows_placeholders:
            guarded.append(self._with_stand_ins)
        return [*guarded, self._in_clauses(self._careful())]

    def _careful(self) -> DecodingOptions:
        """Options that keep a model from turning in circles and from saying nothing; without a beam, which costs more
        than it brings then."""
        return replace(self._options, repetition_penalty=1.1, no_repeat_ngram_size=3, beam_size=1, least_pieces=2)

    def _sentence(self, text: str, context: str, meant: Set[str]) -> Sentence:
        text = without_markup(text)
        return Sentence(text, tuple(protect(text, self._origin, self._to, self._terms, context, meant)))

    def _parts(self, sentence: Sentence) -> list[Part]:
        found = cells(sentence.text, sentence.protected)
        if self._engine.knows_placeholders:
            return [part for text, protected in found for part in masked(text, protected)]
        return [Part(text, ()) for text, _ in found]

    def _whole(self, options: DecodingOptions) -> Attempt:
        def attempt(sentences: Sequence[Sentence], should_stop: StopCheck | None) -> list[Candidate | None]:
            return self._run(sentences, [self._parts(sentence) for sentence in sentences], options, should_stop)

        return attempt

    def _in_clauses(self, options: DecodingOptions) -> Attempt:
        def attempt(sentences: Sequence[Sentence], should_stop: StopCheck | None) -> list[Candidate | None]:
            parts = [[piece for part in self._parts(sentence) for piece in clauses(part)] for sentence in sentences]
            return self._run(sentences, parts, options, should_stop)

        return attempt

    def _with_stand_ins(self, sentences: Sequence[Sentence], should_stop: StopCheck | None) -> list[Candidate | None]:
        """For models without placeholders: something that such a model copies in the place of what it got wrong."""
        parts = [
            [stand_ins(text, protected, self._to) for text, protected in cells(sentence.text, sentence.protected)]
            for sentence in sentences
        ]
        return self._run(sentences, parts, self._options, should_stop)

    def _run(
        self,
        sentences: Sequence[Sentence],
        parts: Sequence[Sequence[Part]],
        options: DecodingOptions,
        should_stop: StopCheck | None,
    ) -> list[Candidate | None]:
        texts = [part.text for group in parts for part in group]
        decoded = iter(self._engine.translate(texts, options=options, should_stop=should_stop))
        made: list[Candidate | None] = []
        for sentence, group in zip(sentences, parts, strict=True):
            outputs = [next(decoded) for _ in group]
            complete = [output for output in outputs if output is not None]
            made.append(self._candidate(sentence, group, complete) if len(complete) == len(group) else None)
        return made

    def _candidate(self, sentence: Sentence, parts: Sequence[Part], outputs: Sequence[Decoded]) -> Candidate:
        space = "" if self._to in LANGUAGES_WITHOUT_SPACES else " "
        pieces = [restored(output.text, part, self._to) for output, part in zip(outputs, parts, strict=True)]
        left = ""
        if any(pieces) and (missing := [index for index, piece in enumerate(pieces) if not piece]):
            for index in missing:  # better the source than nothing
                pieces[index] = restored(parts[index].text, parts[index], self._to)
            left = ", ".join(f"“{pieces[index]}”" for index in missing)
        target = mended(tidied(space.join(piece for piece in pieces if piece), self._to), sentence.protected)
        guarded = tuple(item.guarded for item in sentence.protected)
        if not target:
            return Candidate("", (Mark(MarkKind.UNTRANSLATED, f"{self._engine.package.name} gave no translation"),))
        marks = self._marks(sentence, target, any(output.truncated for output in outputs))
        if left:
            marks = (Mark(MarkKind.UNTRANSLATED, f"{self._engine.package.name} gave no translation of {left}"), *marks)
        if not BROKEN.search(sentence.text):
            target = BROKEN.sub("", target) or target  # nobody can read it, and the mark tells of it
        return Candidate(target, marks, guarded)

    def _marks(self, sentence: Sentence, target: str, truncated: bool) -> tuple[Mark, ...]:
        lost = [item for item in sentence.protected if not survives(item, target, self._terms, self._to)]
        kept = [item.guarded for item in sentence.protected]
        source, seen = (_without_code(text, sentence.protected) for text in (sentence.text, target))
        pair = Pair(source, seen, self._origin, self._to, truncated=truncated, by_machine=True, kept=kept)
        marks = check(pair)
        for kind in (MarkKind.NAME, MarkKind.NUMBER):
            surfaces = [item.surface for item in lost if (item.kind in NUMBERS) is (kind is MarkKind.NUMBER)]
            if surfaces and (kind is MarkKind.NAME or all(mark.kind is not kind for mark in marks)):
                listed = ", ".join(dict.fromkeys(surfaces))
                marks = (Mark(kind, f"{listed} did not come through"), *marks)
        return marks


def _without_code(text: str, protected: Sequence[Protected]) -> str:
    """`text` as the checks look at it: the words of code are of no language."""
    for item in protected:
        if item.kind == LITERAL:
            text = text.replace(item.surface, "×")
    return text


def traced(before: Sequence[Guarded], after: Sequence[Guarded]) -> tuple[Guarded, ...]:
    """What was guarded on a route of two models: the surface of the first source, the target of the last.

    A guarded piece of the second leg that the first leg did not put there has its own surface.
    """
    waiting = list(before)
    found: list[Guarded] = []
    for item in after:
        origin = next((old for old in waiting if old.target == item.surface), None) or next(
            (old for old in waiting if old.term is not None and old.term == item.term), None
        )
        if origin is not None:
            waiting.remove(origin)
            found.append(Guarded(origin.surface, item.target, origin.kind, origin.term or item.term))
        else:
            found.append(item)
    return tuple(found)
