"""Indirect speech: what somebody is reported to have said in the article's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aitui.data.quotes.clauses import has_main_clause, is_phrase
from aitui.data.quotes.cues import WEAK_SUBJUNCTIVE, Form, Sense
from aitui.data.quotes.phrase import Kind
from aitui.data.quotes.scene import REACH, CueAt, Scene
from aitui.data.quotes.shape import has_subjunctive
from aitui.data.quotes.sources import Source
from aitui.data.quotes.speech import Verdict
from aitui.data.quotes.words import words

_INTRODUCERS = frozenset({"dass", "daß", "ob"})
_SUBORDINATE = words(
    """
    als wenn weil obwohl nachdem während da bevor ehe sobald falls indem sodass damit seit um
    """
)
# Verbs whose infinitive clause is a statement or a promise: 'kündigte an, ... zu bauen'.
_PROMISING = tuple(
    words(
        """
        angab angegeben angekündigt ankündig behaupt bestr beteuer dementier droh eingeräumt einräum gab gelob
        kündig räum schw versich versp vorgeworfen vorwarf warf
        """
    )
)
_ASKING = ("frag", "gefrag", "zweifel", "bezweifel", "überleg", "rätsel", "nachgefragt")
_SHORTEST = 3
"""Tokens that a statement in front of its speaker must have more of: 'Gut so, sagte X' is none."""
_MAX_COMMAS = 8
"""Commas that may stand between a cue and what it reports: appositions, relative clauses."""
_STOPS = frozenset(".!?…:")


@dataclass(frozen=True, slots=True)
class Report:
    """A stretch of the article, `text[start:end]`, that reports speech, and why."""

    start: int
    end: int
    verdict: Verdict


def reports(scene: Scene, sources: list[Source], *, after_speech: bool, heading: bool) -> list[Report]:
    """The indirect speech of one sentence, in order, none overlapping.

    `after_speech` says whether somebody spoke in the sentence before, whose report may go on here.
    """
    found = [*_stated(scene, sources), *_said(scene)] or list(_according(scene, sources))
    if not found:
        found = list(_announced(scene))
    if not found and after_speech and not heading and _goes_on(scene):
        frame = scene.frame
        found = [Report(frame.start, frame.end, Verdict("goes on", 0.6, context=True))]
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


def _said(scene: Scene) -> Iterator[Report]:
    """Clauses that a cue verb introduces or follows."""
    closed = False
    for cue in scene.cues:
        if cue.passive or cue.sense not in (Sense.SAY, Sense.THINK) or cue.form is Form.INFINITIVE:
            continue
        subject = scene.subject(cue)
        if subject is None or subject.kind in (Kind.IMPERSONAL, Kind.OTHER):
            continue
        span = _clause_behind(scene, cue)
        if span:
            rule, start, end = span
            confidence = 0.9 if cue.sense is Sense.SAY and subject.kind >= Kind.ROLE else 0.75
            yield Report(start, end, Verdict(rule, confidence, cue=cue))
        elif not closed and cue.finite and cue.sense is Sense.SAY and subject.start > cue.index:
            end_token = _clause_ahead(scene, cue.index)
            if end_token is not None:
                closed = True
                tokens = scene.frame.tokens
                strong = has_subjunctive(tokens[max(0, end_token - REACH) : end_token + 1])
                yield Report(tokens[0].start, tokens[end_token].end, Verdict("tail", 0.9 if strong else 0.7, cue=cue))
    yield from _so(scene)


def _clause_behind(scene: Scene, cue: CueAt) -> tuple[str, int, int] | None:
    """The reported clause behind a cue: with 'dass', in Konjunktiv I, or in the infinitive; rule, start and end."""
    tokens, lower = scene.frame.tokens, scene.frame.lower
    limit = min(len(tokens), cue.index + REACH)
    commas = 0
    for index in range(cue.index + 1, limit):
        text = tokens[index].text
        if text in ":;":
            return None
        if text != "," or index + 1 >= len(tokens):
            continue
        segment = index + 1
        commas += 1
        if commas > _MAX_COMMAS:
            return None
        following = scene.cue_at.get(segment)
        if following and following.finite:
            return None
        if lower[segment] in _INTRODUCERS:
            if lower[segment] == "ob" and not cue.word.lower().startswith(_ASKING):
                return None
            rule = "dass" if lower[segment] != "ob" else "ob"
            return rule, tokens[segment].start, _end(scene, segment)
        if lower[segment] in _SUBORDINATE:
            continue
        segment_end = _segment_end(scene, segment)
        part = lower[segment:segment_end]
        if has_subjunctive(tokens[segment:segment_end]) or (
            cue.sense is Sense.SAY and any(word in WEAK_SUBJUNCTIVE for word in part)
        ):
            return "subjunctive", tokens[segment].start, _end(scene, segment)
        if _has_infinitive(part) and cue.word.lower().startswith(_PROMISING):
            return "infinitive", tokens[segment].start, _end(scene, segment)
    return None


def _segment_end(scene: Scene, start: int) -> int:
    tokens = scene.frame.tokens
    end = start
    while end < min(len(tokens), start + REACH) and tokens[end].text not in ",;:.":
        end += 1
    return end


def _end(scene: Scene, start: int) -> int:
    """Where the reported clause ends: before the sentence's last mark, or before a tail (', sagte X')."""
    tokens, lower = scene.frame.tokens, scene.frame.lower
    last = len(tokens)
    for index in range(start + 1, min(len(tokens), start + REACH)):
        follows_mark = tokens[index - 1].is_clause_mark
        cue = scene.cue_at.get(index)
        goes_on = cue is not None and cue.finite and lower[index - 1] == "und" and tokens[index - 2].text == ","
        if goes_on:
            last = index - 2
            break
        if follows_mark and ((cue and cue.finite) or lower[index] == "so") and index > start + 2:
            last = index - 1
            break
    while last > start + 1 and tokens[last - 1].quotation is None and not tokens[last - 1].text[-1].isalnum():
        if tokens[last - 1].text in ")]%€$":
            break
        last -= 1
    return tokens[last - 1].end


def _clause_ahead(scene: Scene, index: int) -> int | None:
    """The last token of the clause that a cue behind a comma closes ('..., sagte X'), if it is a statement."""
    tokens, lower = scene.frame.tokens, scene.frame.lower
    if index <= _SHORTEST or not tokens[index - 1].is_clause_mark:
        return None
    if lower[0] in _SUBORDINATE or tokens[index - 2].quotation is not None:
        return None
    if any(token.text in ":" for token in tokens[max(0, index - REACH) : index]):
        return None
    if index < REACH and not has_main_clause(scene.frame, index):
        return None
    return index - 2


def _announced(scene: Scene) -> Iterator[Report]:
    """'X sieht das anders: Das Geld sei weg.'"""
    tokens = scene.frame.tokens
    colon = next((index for index, token in enumerate(tokens[:REACH]) if token.text == ":"), 0)
    # No score: 'beim 0:4'.
    parts = 0 < colon < len(tokens) - 1 and tokens[colon].end < tokens[colon + 1].start
    announcer = scene.announcer(colon) if parts else None
    if announcer and has_subjunctive(tokens[colon + 1 : _segment_end(scene, colon + 1)]):
        cue = next((cue for cue in reversed(scene.cues) if cue.index < colon and cue.finite and not cue.passive), None)
        verdict = Verdict("colon", 0.85, cue=cue) if cue else Verdict("colon", 0.7, nominal=announcer)
        yield Report(tokens[colon + 1].start, _end(scene, colon + 1), verdict)


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
            if index < REACH and not has_main_clause(scene.frame, index):
                parenthesis = end + 1 < len(tokens) and tokens[end].is_clause_mark and tokens[end + 1].text.islower()
                if parenthesis and is_phrase(scene.frame, index + 1, end - (lower[end - 1] == "weiter")):
                    yield Report(tokens[0].start, scene.frame.end, verdict)
            elif index > _SHORTEST:
                yield Report(tokens[0].start, tokens[index - 2].end, verdict)
            return


def _according(scene: Scene, sources: list[Source]) -> Iterator[Report]:
    """Sentences with a source: 'laut X', 'X zufolge', 'nach Angaben von X'."""
    frame = scene.frame
    told = any(cue.finite and cue.sense is not Sense.VOICE and scene.subject(cue) for cue in scene.cues)
    for source in sources:
        if told and source.start:
            continue  # 'X bezeichnete das laut Medien als ...' is what X says
        if not source.clause and len(frame.tokens) > source.end - source.start + 3:
            yield Report(
                frame.start,
                frame.end,
                Verdict("source", 0.85, nominal=source.nominal, word=source.word, own=source.own),
            )
            return


def _goes_on(scene: Scene) -> bool:
    """Whether the sentence's main verb is in Konjunktiv I and nobody else is its source."""
    frame = scene.frame
    if (
        scene.hearsay is not None
        or any(cue.sense is Sense.SAY for cue in scene.cues)
        or any(True for _ in frame.quotations())
    ):
        return False
    if any(word in _INTRODUCERS for word in frame.lower) or frame.lower[0] in _SUBORDINATE:
        return False
    return has_subjunctive(frame.tokens[: _segment_end(scene, 0)])


def _has_infinitive(words: list[str]) -> bool:
    """Whether a clause is closed by an infinitive with 'zu': 'zu bauen', 'anzubieten'."""
    for position, word in enumerate(words):
        if word == "zu" and position + 1 < len(words) and words[position + 1].endswith("n"):
            return True
        if "zu" in word[2:-3] and word.endswith("en") and position >= len(words) - 3:
            return True
    return False
