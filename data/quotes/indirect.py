"""Indirect speech: what somebody is reported to have said in the article's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from aitui.data.quotes.clauses import has_main_clause, is_phrase
from aitui.data.quotes.cues import Form, Sense
from aitui.data.quotes.extent import (
    INTRODUCERS,
    SHORTEST,
    SUBORDINATE,
    around,
    clause_ahead,
    clause_behind,
    end_of,
    is_reported_speech,
    last_statement,
    more_behind,
    part_of,
    segment_end,
)
from aitui.data.quotes.mood import SUBJUNCTIVE, WEAK_SUBJUNCTIVE
from aitui.data.quotes.phrase import Kind
from aitui.data.quotes.scene import REACH, CueAt, Scene
from aitui.data.quotes.shape import has_subjunctive
from aitui.data.quotes.sources import Source
from aitui.data.quotes.speech import Verdict
from aitui.data.quotes.words import words

_AUXILIARY = frozenset({"sei", "habe", "werde", "könne", "müsse", "wolle", "dürfe", "solle", "wisse", "brauche"})
_HAVING = frozenset({"habe", "sei", "seien", "hätten", "hätte"})
_ASIDES = frozenset(
    {("es", "lebe"), *((word, "sei") for word in words("hier gegeben dabei dazu nebenbei erwähnt angemerkt"))}
)
_MODALS = words("müssen können dürfen sollen wollen lassen werden")
_WEAK_PLURALS = frozenset(word for word in WEAK_SUBJUNCTIVE if word.endswith("n"))
_STOPS = frozenset(".!?…:")


@dataclass(frozen=True, slots=True)
class Report:
    """A stretch of the article, `text[start:end]`, that reports speech, and why."""

    start: int
    end: int
    verdict: Verdict


class Before(IntEnum):
    """What the sentence before leaves open for this one to go on with."""

    NOTHING = 0
    SOMEBODY = 1
    """Somebody is spoken of who may speak now: 'X hält davon wenig. Das sei zu teuer.'"""
    SPEECH = 2
    REPORT = 3
    """Speech in the article's own words."""


def reports(scene: Scene, sources: list[Source], *, before: Before, heading: bool) -> list[Report]:
    """The indirect speech of one sentence, in order, none overlapping; `before` says what may go on here."""
    told: list[CueAt] = []
    reported: list[CueAt] = []
    for cue in scene.cues:
        (reported if _is_reported(scene, cue) else told).append(cue)
    found = [*_stated(scene, sources), *_said(scene, told), *_hearsay(scene, before)] or list(
        _according(scene, sources)
    )
    if not found:
        found = list(_announced(scene))
    if not found and not heading and (confidence := _goes_on(scene, before)):
        frame = scene.frame
        found = [Report(frame.start, frame.end, Verdict("goes on", confidence, context=True))]
    found = found or list(_said(scene, reported))
    found.sort(key=lambda report: (report.start, -report.end))
    kept: list[Report] = []
    for report in found:
        if not kept or report.start >= kept[-1].end:
            kept.append(report)
    return kept


def _stated(scene: Scene, sources: list[Source]) -> Iterator[Report]:
    """'..., wie X mitteilte' and 'Wie X mitteilte, ...'."""
    frame = scene.frame
    for source in sources:
        if not source.clause:
            continue
        closes = source.end >= len(frame.tokens) or frame.tokens[source.end].text in _STOPS
        if source.start > 1 and closes:
            yield Report(
                frame.start,
                frame.tokens[source.start - 2].end,
                Verdict("as stated", 0.9, nominal=source.nominal, word=source.word),
            )
        else:
            yield Report(frame.start, frame.end, Verdict("as stated", 0.85, nominal=source.nominal, word=source.word))


def _is_reported(scene: Scene, cue: CueAt) -> bool:
    """Whether a saying is itself part of what is said.

    'Die Regierung habe zugesichert, ..., teilte X mit', 'Dass er gestanden habe, rechne ihm das Gericht an'.
    """
    beside = scene.frame.lower[max(0, cue.index - REACH) : cue.index + 2]
    return cue.form is Form.PARTICIPLE and not _HAVING.isdisjoint(beside)


def _said(scene: Scene, cues: Sequence[CueAt]) -> Iterator[Report]:
    """Clauses that one of the cue verbs introduces or follows."""
    closed = False
    for cue in cues:
        if cue.passive or cue.sense is Sense.CALL or cue.form is Form.INFINITIVE:
            continue
        subject = scene.subject(cue)
        if subject is None or subject.kind in (Kind.IMPERSONAL, Kind.OTHER):
            continue
        span = None if cue.sense is Sense.VOICE else clause_behind(scene, cue)
        if subject.start > cue.index and (parts := around(scene, cue.index, subject.end, cue.sense)):
            for start, end in parts:
                yield Report(start, end, Verdict("parenthesis", 0.8, cue=cue))
        elif span:
            rule, start, end = span
            confidence = 0.9 if cue.sense is Sense.SAY and subject.kind >= Kind.ROLE else 0.75
            yield Report(start, end, Verdict(rule, confidence, cue=cue))
        elif not closed and cue.finite and subject.start > cue.index:
            end_token = clause_ahead(scene, cue.index)
            if end_token is not None:
                tokens = scene.frame.tokens
                start = last_statement(scene, end_token)
                strong = has_subjunctive(tokens[max(start, end_token - REACH) : end_token + 1])
                supposed = cue.sense is Sense.THINK and is_reported_speech(tokens[start : end_token + 1])
                if cue.sense is not Sense.SAY and not strong and not supposed:
                    continue  # what is thought or sighed is a report only in Konjunktiv
                closed = True
                verdict = Verdict("tail", 0.9 if strong else 0.7, cue=cue)
                yield Report(tokens[start].start, tokens[end_token].end, verdict)
                if (rest := more_behind(scene, subject.end)) is not None:
                    yield Report(tokens[rest].start, end_of(scene, rest), verdict)
    yield from _so(scene)


def _hearsay(scene: Scene, before: Before) -> Iterator[Report]:
    """'Die Zahl sei gestiegen, heißt es in der Studie', 'Aus dem Amt hieß es, die Zahl sei gestiegen'."""
    index = scene.hearsay
    if index is None:
        return
    tokens = scene.frame.tokens
    publisher = scene.publisher(index)
    # '..., hieß es.' behind another report is the same source's word.
    same = publisher is None and before is Before.REPORT and tokens[min(index + 2, len(tokens) - 1)].text in _STOPS
    verdict = Verdict("heißt es", 0.8, nominal=publisher, word=tokens[index].text, context=same)
    opens = index - 1 if index and scene.frame.lower[index - 1] == "so" else index  # '..., so heißt es'
    parts = around(scene, opens, max(verdict.nominal.end if verdict.nominal else 0, index + 2))
    end_token = clause_ahead(scene, opens)
    behind = clause_behind(scene, CueAt(index, tokens[index].text, Sense.SAY, Form.SINGULAR))
    if parts:
        yield from (Report(start, end, verdict) for start, end in parts)
    elif end_token is not None:
        yield Report(tokens[last_statement(scene, end_token)].start, tokens[end_token].end, verdict)
    elif behind:
        yield Report(behind[1], behind[2], verdict)


def _announced(scene: Scene) -> Iterator[Report]:
    """'X sieht das anders: Das Geld sei weg.'"""
    tokens = scene.frame.tokens
    colon = next((index for index, token in enumerate(tokens[:REACH]) if token.text == ":"), 0)
    # No score: 'beim 0:4'.
    parts = 0 < colon < len(tokens) - 1 and tokens[colon].end < tokens[colon + 1].start
    announcer = scene.announcer(colon) if parts else None
    if announcer is None:
        return
    cue = next((cue for cue in reversed(scene.cues) if cue.index < colon and cue.finite and not cue.passive), None)
    said = slice(colon + 1, segment_end(scene, colon + 1))
    weak = cue is not None and cue.sense is Sense.SAY and WEAK_SUBJUNCTIVE.intersection(scene.frame.lower[said])
    if weak or has_subjunctive(tokens[said]):
        verdict = Verdict("colon", 0.85, cue=cue) if cue else Verdict("colon", 0.7, nominal=announcer)
        yield Report(tokens[colon + 1].start, end_of(scene, colon + 1), verdict)


def _so(scene: Scene) -> Iterator[Report]:
    """'..., so X.' at the end of a sentence, and 'Die Kosten, so X, seien hoch.'"""
    tokens, lower = scene.frame.tokens, scene.frame.lower
    for index in range(2, len(tokens) - 1):
        if lower[index] != "so" or not tokens[index - 1].is_clause_mark or tokens[index - 2].quotation is not None:
            continue
        nominal = next(scene.between(index + 1, index + 6), None)
        end = scene.clause_end(index + 1)
        closes = end >= len(tokens) or end == scene.clause_end(end) >= len(tokens) - 1 or tokens[end].text == ","
        if lower[index + 1] == "dass":
            return
        verb = any(i in scene.cue_at for i in range(index + 1, min(end, index + 10)))
        if nominal and nominal.kind >= Kind.ROLE and closes and not verb and nominal.determiner not in ("dem", "den"):
            verdict = Verdict("so", 0.85, nominal=nominal, word=tokens[index].text)
            if parts := around(scene, index, nominal.end):
                yield from (Report(start, end, verdict) for start, end in parts)
                return
            if index < REACH and not has_main_clause(scene.frame, index):
                parenthesis = end + 1 < len(tokens) and tokens[end].is_clause_mark and tokens[end + 1].text.islower()
                if parenthesis and is_phrase(scene.frame, index + 1, end - (lower[end - 1] == "weiter")):
                    yield Report(tokens[0].start, scene.frame.end, verdict)
            elif index > SHORTEST:
                yield Report(tokens[last_statement(scene, index - 2)].start, tokens[index - 2].end, verdict)
            return


def _according(scene: Scene, sources: list[Source]) -> Iterator[Report]:
    """Sentences with a source: 'laut X', 'X zufolge', 'nach Angaben von X'."""
    frame = scene.frame
    told = any(cue.finite and cue.sense is not Sense.VOICE and scene.subject(cue) for cue in scene.cues)
    for source in sources:
        if told and source.start and not source.own:
            continue  # 'X bezeichnete das laut Medien als ...' is what X says
        if not source.clause and len(frame.tokens) > source.end - source.start + 3:
            start = part_of(scene, source.start)
            verdict = Verdict("source", 0.85, nominal=source.nominal, word=source.word, own=source.own)
            yield Report(frame.tokens[start].start, frame.end, verdict)
            return


def _goes_on(scene: Scene, before: Before) -> float:
    """How sure it is that the sentence is what somebody said before; 0 where it is not.

    Its main verb is in Konjunktiv I, or, behind another report, in the plural that stands for it; nobody else is its
    source.
    """
    frame = scene.frame
    if not before or scene.hearsay is not None or any(_tells(scene, cue) for cue in scene.cues):
        return 0
    if frame.lower[0] == "man" and len(frame.tokens) > 1 and frame.lower[1] in SUBJUNCTIVE - _AUXILIARY:
        return 0  # 'Man nehme drei Eier'
    if "ich" in frame.lower or (before is Before.SOMEBODY and _is_wish(frame.lower)):
        return 0
    start = 0
    subordinate = frame.lower[0] in INTRODUCERS or frame.lower[0] in SUBORDINATE
    if subordinate or not has_subjunctive(frame.tokens[: segment_end(scene, 0)]):
        # 'Dass sie da war, könne man ihr nicht vorwerfen': the main clause begins with its verb.
        commas = (index for index in range(1, min(len(frame.tokens) - 1, REACH)) if frame.tokens[index].text == ",")
        start = next((index + 1 for index in commas if frame.tokens[index + 1].text in SUBJUNCTIVE), 0)
        if subordinate and not start:
            return 0
    main = slice(start, segment_end(scene, start))
    if has_subjunctive(frame.tokens[main]):
        return (0, 0.5, 0.6, 0.6)[before]
    return 0.5 if before is Before.REPORT and _WEAK_PLURALS.intersection(frame.lower[main]) else 0


def _is_wish(lower: Sequence[str]) -> bool:
    """Whether a sentence begins as wishes and asides do: 'Es lebe der Sport', 'Hier sei erwähnt'."""
    return lower[0] in ("gott", "möge", "wir") or tuple(lower[:2]) in _ASIDES


def _tells(scene: Scene, cue: CueAt) -> bool:
    """Whether a verb of saying has its own subject here; in 'könne man ihr nicht vorwerfen' it is an infinitive."""
    tokens = scene.frame.tokens
    closes = cue.index + 1 >= len(tokens) or not tokens[cue.index + 1].text[0].isalnum()
    closes = closes or scene.frame.lower[cue.index + 1] in _MODALS
    infinitive = cue.form is Form.PLURAL and closes
    if _is_reported(scene, cue):
        return False
    return cue.sense is Sense.SAY and not (
        infinitive and has_subjunctive(tokens[max(0, cue.index - REACH) : cue.index])
    )
