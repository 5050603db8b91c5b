"""From an article and its entities to its quotes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from aitui.data.article import Article, BlockKind
from aitui.data.entity import Entity, Quote
from aitui.data.quotes.clauses import VERBS
from aitui.data.quotes.frame import frames
from aitui.data.quotes.function_words import PREPOSITIONS
from aitui.data.quotes.indirect import Before, Report, reports
from aitui.data.quotes.marks import Quotation, quotations
from aitui.data.quotes.names import NOBODY, Names, Speaker
from aitui.data.quotes.phrase import Kind, Nominal
from aitui.data.quotes.scene import REACH, Scene, scenes
from aitui.data.quotes.shape import has_subjunctive
from aitui.data.quotes.sources import sources
from aitui.data.quotes.speaker import Discourse
from aitui.data.quotes.speech import Judge, Verdict

_HEADINGS = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.LABEL})
_SIGNED_WITHIN, _LONGEST_SIGNATURE = 2, 16
"""Tokens: where the name stands at the latest, and how long the line may be that tells who is quoted above it."""
_DASHES = frozenset("-–—")
_OF_ONE = frozenset({"will", "wollte", "hat", "hatte", "ist", "war", "kann", "konnte", "sieht", "gibt", "gab"})
"""Verbs of one person, so that 'sie' beside them is no crowd."""
_WITHOUT_SPEAKER = 0.9
"""What is left of the confidence in a quote that has no speaker."""


def find_quotes(article: Article, entities: Sequence[Entity]) -> tuple[Quote, ...]:
    """Direct and indirect speech of `article`, in reading order; direct quotes never overlap each other.

    Speakers are taken from `entities` first; a name they lack is recognised by its shape and has no id. Blocks that
    are boilerplate yield nothing. Takes time linear in the text.
    """
    return _Reader(article, entities).read()


@dataclass(slots=True)
class _Spoken:
    """A quote on its way."""

    start: int
    end: int
    direct: bool
    verdict: Verdict
    speaker: Speaker
    cue: str | None
    runs_on: bool = False


@dataclass(slots=True)
class _Reader:
    """One pass over the sentences of an article."""

    article: Article
    entities: Sequence[Entity]
    names: Names = field(init=False)
    discourse: Discourse = field(init=False)
    spoken: list[_Spoken] = field(default_factory=list)
    previous: Scene | None = None
    last: Speaker | None = None
    """Who spoke in the sentence before, if somebody did."""
    reported: bool = False
    """Whether the sentence before holds indirect speech."""
    announced: Speaker | None = None
    """Whom a paragraph that ends in a colon gives the word, until a paragraph is no quotation."""

    def __post_init__(self) -> None:
        self.names = Names(self.entities)
        self.discourse = Discourse(self.names)

    def read(self) -> tuple[Quote, ...]:
        """All quotes of the article."""
        found = quotations(self.article.text, self.article.blocks)
        for scene in scenes(frames(self.article, found), self.names):
            self._read(scene)
        self._close_run_ons()
        quotes = [self._quote(spoken) for spoken in self.spoken]
        return tuple(sorted(quotes, key=lambda quote: (quote.start, not quote.direct, -quote.end)))

    def _read(self, scene: Scene) -> None:
        block = self.article.blocks[scene.frame.block]
        new_block = self.previous is None or self.previous.frame.block != scene.frame.block
        if new_block and self.previous is not None:
            self._turn_block(scene)
        heading = block.kind in _HEADINGS
        self._sign(scene)
        named = sources(scene)
        after_speech = self.last is not None
        judge = Judge(self.article.text, scene, named, self.names, after_speech, heading)
        spoke: list[Speaker] = []
        covered: list[Quotation] = []
        for index, quotation in scene.frame.quotations():
            verdict = judge.verdict(index, quotation)
            if verdict is None:
                continue
            speaker, word = self._attribute(scene, verdict, spoke)
            self.spoken.append(_Spoken(quotation.start, quotation.end, True, verdict, speaker, word, quotation.runs_on))
            spoke.append(speaker)
            covered.append(quotation)
        before = Before.NOTHING if new_block else self._before()
        reported = False
        for report in reports(scene, named, before=before, heading=heading):
            reported = True
            if _mostly_direct(report, covered) and not _has_own_verb(report, scene):
                continue
            speaker, word = self._attribute(scene, report.verdict, spoke)
            self.spoken.append(_Spoken(report.start, report.end, False, report.verdict, speaker, word))
            spoke.append(speaker)
        self.discourse.close(scene, spoke)
        self.last = next((speaker for speaker in reversed(spoke) if speaker.name), spoke[-1] if spoke else None)
        self.previous, self.reported = scene, reported

    def _sign(self, scene: Scene) -> None:
        """Give a quotation that stands alone to who signs it below: '„...“' and then 'X, Chefin von Y'."""
        previous, frame = self.previous, scene.frame
        if previous is None or len(previous.frame.tokens) != 1 or not self.spoken or self.spoken[-1].speaker.name:
            return
        signer = next(scene.between(0, _SIGNED_WITHIN), None)
        if signer is None or signer.kind is not Kind.PERSON or signer.oblique or signer.determiner:
            return
        before, behind = frame.tokens[: signer.start], frame.lower[signer.end :]
        signs = not behind or behind[0] in PREPOSITIONS or behind[0] in (",", "(")
        signs = signs and frame.tokens[-1].text not in ".!?:" and len(frame.tokens) <= _LONGEST_SIGNATURE
        if signs and all(token.text in _DASHES for token in before) and VERBS.isdisjoint(behind):
            last = self.spoken[-1]
            last.speaker, last.verdict = self.discourse.speaker(scene, signer), Verdict("signed", 0.8)

    def _before(self) -> Before:
        """What the sentence before, in the same paragraph, leaves open."""
        if self.last is not None:
            return Before.REPORT if self.reported else Before.SPEECH
        subject = _spoken_of(self.previous) if self.previous else None
        return Before.SOMEBODY if subject else Before.NOTHING

    def _turn_block(self, scene: Scene) -> None:
        """Carry a speaker into the next paragraph: behind a colon, and from one quotation to the next."""
        previous = self.previous
        starts_quoted = scene.frame.tokens[0].quotation is not None
        if previous and previous.frame.tokens[-1].text == ":":
            self.announced = self._announcer(previous)
        elif not starts_quoted:
            self.announced = None
        if not starts_quoted:
            self.last = None
        elif self.announced:
            self.last = self.announced

    def _announcer(self, scene: Scene) -> Speaker:
        """Who is given the word by a paragraph that ends in a colon."""
        for cue in reversed(scene.cues):
            speaker, _ = self.discourse.speaker_of(scene, cue)
            if speaker.name:
                return speaker
        nominal = scene.first_free()
        return self.discourse.speaker(scene, nominal) if nominal else NOBODY

    def _attribute(self, scene: Scene, verdict: Verdict, spoke: list[Speaker]) -> tuple[Speaker, str | None]:
        """The speaker, and the cue as it stands in the text."""
        if verdict.cue:
            speaker, _ = self.discourse.speaker_of(scene, verdict.cue)
            return speaker, verdict.cue.word
        if verdict.own:
            nominal = scene.first_free(bare=True)
            return (self.discourse.speaker(scene, nominal) if nominal else NOBODY), verdict.word
        if verdict.nominal:
            return self.discourse.speaker(scene, verdict.nominal), verdict.word
        if verdict.context:
            return self._from_context(scene, spoke), verdict.word
        return NOBODY, verdict.word

    def _from_context(self, scene: Scene, spoke: list[Speaker]) -> Speaker:
        """The speaker of the quotation before in the sentence, of the sentence before, or the subject of that."""
        if spoke:
            return spoke[-1]
        if self.last is not None:
            return self.last
        previous = self.previous
        if previous and previous.frame.block == scene.frame.block:
            nominal = _spoken_of(previous)
            if nominal:
                return self.discourse.speaker(previous, nominal)
        nominal = scene.first_free()
        return self.discourse.speaker(scene, nominal) if nominal else NOBODY

    def _close_run_ons(self) -> None:
        """A quotation over several paragraphs has one speaker, often named only behind its last."""
        direct = [spoken for spoken in self.spoken if spoken.direct]
        for following, spoken in pairwise(reversed(direct)):
            if spoken.runs_on and spoken.verdict.context and (following.runs_on or not following.verdict.context):
                spoken.speaker = following.speaker

    def _known(self, speaker: Speaker) -> Speaker:
        """The speaker by the fullest name the article gives anywhere."""
        if speaker.id is None and speaker.name and speaker.person is not False:
            return self.names.person(speaker.name) or speaker
        return speaker

    def _quote(self, spoken: _Spoken) -> Quote:
        speaker, verdict = self._known(spoken.speaker), spoken.verdict
        return Quote(
            spoken.start,
            spoken.end,
            self.article.text[spoken.start : spoken.end],
            spoken.direct,
            speaker.name,
            speaker.id,
            spoken.cue,
            verdict.rule,
            round(verdict.confidence * (1 if speaker.name else _WITHOUT_SPEAKER), 2),
        )


def _spoken_of(scene: Scene) -> Nominal | None:
    """Whom a sentence is about: its likely subject, by name or as 'er' or 'sie' (of one person)."""
    named = scene.first_free()
    if named is not None:
        return named
    singular = _OF_ONE.intersection(scene.frame.lower)
    free = (n for n in scene.between(0, REACH) if n.kind is Kind.PRONOUN and not n.oblique)
    return next(free, None) if singular else None


def _has_own_verb(report: Report, scene: Scene) -> bool:
    """Whether a report has a verb of reported speech outside its quotations: 'Die Lage sei „ernst“'."""
    tokens = scene.frame.tokens
    first = bisect_left(tokens, report.start, key=lambda token: token.start)
    return has_subjunctive([token for token in tokens[first : first + REACH] if token.end <= report.end])


def _mostly_direct(report: Report, covered: Sequence[Quotation]) -> bool:
    """Whether direct quotes make up half of a report or more, so that they say it all."""
    first = bisect_right(covered, report.start, key=lambda quotation: quotation.end)
    last = bisect_left(covered, report.end, key=lambda quotation: quotation.start)
    inside = sum(
        min(report.end, quotation.end) - max(report.start, quotation.start) for quotation in covered[first:last]
    )
    return 2 * inside >= report.end - report.start
