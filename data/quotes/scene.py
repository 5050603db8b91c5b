"""A sentence with its noun phrases and cues, and the question who is the subject of a cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from aitui.data.quotes.clauses import has_main_clause, is_phrase, segments
from aitui.data.quotes.cues import AUXILIARIES, COPULAS, CUES, HEISSEN, PASSIVE, VIEWS, Form, Sense
from aitui.data.quotes.frame import Frame
from aitui.data.quotes.function_words import NOMINATIVE, PREPOSITIONS, RELATIVE
from aitui.data.quotes.mood import SUBJUNCTIVE
from aitui.data.quotes.names import Gender, Names
from aitui.data.quotes.nominals import nominals
from aitui.data.quotes.phrase import Kind, Nominal
from aitui.data.quotes.words import words

REACH = 60
"""Tokens within which a cue governs a quotation or finds its subject: a bound on work, wider than sentences are."""
_PARTICLE_REACH = 25
_SUBORDINATORS = words(
    """
    dass weil obwohl nachdem während als wenn da bevor ehe sobald solange falls indem sodass ob wie wobei
    wohingegen seitdem obgleich damit
    """
)

_DASHES = frozenset("–—")
_IN_HAND = words("vorliegt vorliegen vorlag vorlagen")
_LONGEST_SUBJECT = 8
_CLAUSE_ENDS = frozenset({",", ".", "!", "?", ";", ":", ""})


@dataclass(frozen=True, slots=True)
class CueAt:
    """A cue verb in a sentence: the index of its token and, of a separable one, that of its particle."""

    index: int
    word: str
    sense: Sense
    form: Form
    particle: int | None = None
    passive: bool = False

    @property
    def finite(self) -> bool:
        """Whether it agrees with a subject of its own."""
        return self.form in (Form.SINGULAR, Form.PLURAL)


@dataclass(slots=True)
class Scene:
    """A sentence and what in it decides about speech."""

    frame: Frame
    nominals: list[Nominal]
    cues: list[CueAt]
    cue_at: dict[int, CueAt] = field(init=False)
    hearsay: int | None = field(init=False)
    """The token of 'heißt' in 'heißt es', which reports what nobody is named for."""

    def __post_init__(self) -> None:
        self.cue_at = {cue.index: cue for cue in self.cues}
        lower = self.frame.lower
        said = (index for index, word in enumerate(lower) if word in HEISSEN)
        self.hearsay = next((index for index in said if "es" in lower[max(0, index - 1) : index + 2]), None)

    def clause_end(self, index: int) -> int:
        """The index of the first comma, colon, dash, quotation or end from `index` on."""
        tokens = self.frame.tokens
        limit = min(len(tokens), index + REACH)
        while index < limit and not (
            tokens[index].is_clause_mark or tokens[index].text in ":(" or tokens[index].quotation
        ):
            index += 1
        return index

    def between(self, start: int, end: int) -> Iterator[Nominal]:
        """The noun phrases that begin in this range of tokens."""
        # Binary search would save nothing: callers look at neighbouring phrases of bounded ranges.
        low, high = 0, len(self.nominals)
        while low < high:
            middle = (low + high) // 2
            if self.nominals[middle].start < start:
                low = middle + 1
            else:
                high = middle
        for position in range(low, len(self.nominals)):
            if self.nominals[position].start >= end:
                return
            yield self.nominals[position]

    def subject(self, cue: CueAt) -> Nominal | None:
        """The noun phrase that is the subject of a cue, or None.

        German puts it before the verb or right behind it. Behind a quotation or a comma it is behind the verb
        ('„...“, sagte X'); otherwise the first free noun phrase of the clause is taken ('X, Gründer von Y, sagte').
        """
        index = cue.index
        plural = cue.form is Form.PLURAL
        opening = self._behind_dash(index) or self._apposed(index)
        if opening:
            return opening
        before = self.frame.tokens[index - 1] if index else None
        behind = self._behind(index, plural=plural)
        if before is None or before.quotation or before.is_clause_mark or before.text in ".:!?":
            return behind or self._before(index, plural=plural)
        ahead = self._before(index, plural=plural)
        if ahead and ahead.kind >= Kind.ROLE:
            return ahead
        if behind and behind.kind >= Kind.ROLE:
            return behind
        return ahead or behind

    def _behind_dash(self, index: int) -> Nominal | None:
        """The noun phrase that stands alone between a dash and the verb: 'X baut ab – Gewerkschaft spricht von'."""
        for nominal in self.between(max(0, index - _LONGEST_SUBJECT), index):
            mark = nominal.start - (2 if nominal.determiner else 1)
            if nominal.end == index and mark > 0 and self.frame.tokens[mark].text in _DASHES:
                return nominal if nominal.kind > Kind.IMPERSONAL and not nominal.oblique else None
        return None

    def _apposed(self, index: int) -> Nominal | None:
        """The subject that begins the sentence and is parted from its verb: 'X, ein Freund von Y, kritisierte Z'."""
        frame = self.frame
        if not 2 < index < REACH or not frame.tokens[index - 1].is_clause_mark:
            return None
        (start, end), *more = segments(frame, index)
        subject = next(self.between(start, end), None)
        if not more or subject is None or subject.oblique or not is_phrase(frame, start, end):
            return None
        if PREPOSITIONS.intersection(frame.lower[start : subject.start]):
            return None  # 'Ebenso wie X, die Kanzlerin, sagte Y'
        after = self.clause_end(index + 1) + 1
        if SUBJUNCTIVE.intersection(frame.lower[after : after + 1]):
            return None  # 'X, die Kanzlerin, sagte Y, habe recht'
        speaks = subject.kind in (Kind.PERSON, Kind.ORG, Kind.NAME) or (subject.kind is Kind.ROLE and subject.definite)
        return subject if speaks and not has_main_clause(frame, index) else None

    def _behind(self, index: int, *, plural: bool) -> Nominal | None:
        end = self.clause_end(index + 1)
        return _best(self.between(index + 1, end), plural=plural, verb=index)

    def _before(self, index: int, *, plural: bool) -> Nominal | None:
        lower = self.frame.lower
        start = max(0, index - REACH)
        for position in range(index - 1, start - 1, -1):
            if lower[position] in ";:" and lower[position]:
                start = position
                break
            if lower[position] in _SUBORDINATORS and (position == 0 or lower[position - 1] == ","):
                start = position
                break
        relative = self._relative_clause(start, index)
        inside = _best(self.between(relative, index), plural=plural, verb=None) if relative else None
        return inside or _best(self.between(start, index), plural=plural, verb=None)

    def _relative_clause(self, start: int, index: int) -> int | None:
        """Where the relative clause begins that a verb at its end closes: ', von dem Analysten sagen,'."""
        lower = self.frame.lower
        if index + 1 < len(lower) and lower[index + 1] not in _CLAUSE_ENDS:
            return None
        for position in range(index - 1, start, -1):
            if lower[position - 1] == ",":
                return position if RELATIVE.intersection(lower[position : position + 2]) else None
        return None

    def publisher(self, hearsay: int) -> Nominal | None:
        """Whose words 'heißt es' at this token reports: who stands behind it, or else in front of it.

        '..., heißt es in einer Mitteilung von X', 'In der Mitteilung des Verbands heißt es'.
        """
        behind = self.between(hearsay + 2, min(self.clause_end(hearsay + 2), hearsay + 20))
        ahead = self.between(max(0, hearsay - _LONGEST_SUBJECT), hearsay)
        # 'Aus Paris hieß es': where something is heard is nobody who says it, nor is who has it: 'der X vorliegt'.
        lower = self.frame.lower
        heard: list[Nominal] = []
        if hearsay == 0 or lower[hearsay - 1] not in (",", "so") or lower[hearsay - 2] in _IN_HAND:
            heard = [nominal for nominal in ahead if "aus" not in lower[max(0, nominal.start - 2) : nominal.start]]
            heard += [nominal for nominal in self._organisations(hearsay) if nominal not in heard]
            heard = [nominal for nominal in heard if _IN_HAND.isdisjoint(lower[nominal.end : nominal.end + 1])]
        for found in (behind, heard):
            named = [nominal for nominal in found if nominal.kind >= Kind.BARE and nominal.kind is not Kind.PRONOUN]
            named = [nominal for nominal in named if not (_is_genitive_plural(nominal) or _is_where(nominal))]
            if named:
                return max(named, key=lambda nominal: min(nominal.kind, Kind.NAME))
        return None

    def _organisations(self, end: int) -> Iterator[Nominal]:
        """Known organisations in front of a token: 'Aus der EU-Kommission hieß es'."""
        for nominal in self.between(max(0, end - _LONGEST_SUBJECT), end):
            if nominal.kind is Kind.ORG and nominal.speaker and nominal.speaker.id and not nominal.speaker.place:
                yield nominal

    def announcer(self, colon: int) -> Nominal | None:
        """Who may say what follows the colon at this token: the first free speaker in front of it."""
        free = (nominal for nominal in self.between(0, min(colon, REACH)) if not nominal.oblique)
        return next((nominal for nominal in free if nominal.kind >= Kind.ROLE), None)

    def first_free(self, *, bare: bool = False) -> Nominal | None:
        """The sentence's likely subject: its first free noun phrase that is a person or an organisation.

        Where there is none, it is whose deed the sentence begins with ('Merkels Rede'); with `bare`, a single unknown
        word there counts, too.
        """
        for nominal in self.between(0, REACH):
            speaks = nominal.kind in (Kind.PERSON, Kind.ORG) or (nominal.kind is Kind.NAME and nominal.start == 0)
            if speaks and not nominal.oblique:
                return nominal
        first = next(self.between(0, 1), None)
        if first and first.owner and first.owner.person:
            return Nominal(first.start, first.start + 1, Kind.PERSON, speaker=first.owner)
        return first if first and bare and first.kind is Kind.BARE else None


def _is_genitive_plural(nominal: Nominal) -> bool:
    """Whether an office is that of several: 'in dem Beschluss der Minister'."""
    return (
        nominal.kind is Kind.ROLE and nominal.determiner == "der" and nominal.oblique and nominal.gender is Gender.MALE
    )


def _is_where(nominal: Nominal) -> bool:
    """Whether a source is a place, where something is heard: 'heißt es in Washington'."""
    return nominal.speaker is not None and nominal.speaker.place


def _best(candidates: Iterator[Nominal], *, plural: bool, verb: int | None) -> Nominal | None:
    """The first free candidate that can speak; else unnamed people; else a lone unknown word beside the verb."""
    fallback: Nominal | None = None
    for nominal in candidates:
        if nominal.oblique or nominal.kind is Kind.OTHER:
            continue
        if nominal.kind is Kind.IMPERSONAL:
            return fallback or nominal
        if nominal.kind >= Kind.ROLE:
            return nominal
        if nominal.kind is Kind.BARE and verb is not None and nominal.start == verb + 1 and not plural:
            return nominal
        fallback = fallback or nominal
    return fallback


def scenes(frames: Sequence[Frame], names: Names) -> list[Scene]:
    """Every sentence with its noun phrases and cues."""
    return [Scene(frame, nominals(frame, names), list(_cues(frame))) for frame in frames]


def _cues(frame: Frame) -> Iterator[CueAt]:
    lower = frame.lower
    auxiliary = passive = -REACH
    for index, word in enumerate(lower):
        if word == ",":
            passive = -REACH
        elif word in AUXILIARIES:
            auxiliary = index
        elif word in PASSIVE:
            passive = index
        if (
            word in VIEWS
            and index > 1
            and lower[index - 1] == "der"
            and COPULAS.intersection(lower[max(0, index - 8) : index + 2])
        ):
            yield CueAt(index, frame.tokens[index].text, Sense.SAY, Form.SINGULAR)
        known = CUES.get(word)
        if not known or (frame.tokens[index].text[0].isupper() and index and not frame.tokens[index - 1].quotation):
            continue
        cue = _reading(frame, index, auxiliary=index - auxiliary < 40, passive=index - passive < 25)
        if cue:
            yield cue


def _reading(frame: Frame, index: int, *, auxiliary: bool, passive: bool) -> CueAt | None:
    """Which of the verbs that a word may be a form of it is here."""
    lower = frame.lower
    word = lower[index]
    following = lower[index + 1] if index + 1 < len(lower) else ""
    passive = following in PASSIVE or (passive and following not in AUXILIARIES)
    auxiliary = auxiliary or following in AUXILIARIES
    fronted = index > 0 and frame.tokens[index - 1].is_clause_mark and _begins_subject(frame, index + 1)
    plain: CueAt | None = None
    for cue in CUES[word]:
        if cue.particles:
            for position in range(index + 1, min(len(lower), index + _PARTICLE_REACH)):
                if lower[position] in cue.particles:
                    if _is_particle(lower, position):
                        return CueAt(index, frame.tokens[index].text, cue.sense, cue.form, position)
                elif lower[position] in ".;:":
                    break
        elif cue.form is Form.PARTICIPLE:
            if fronted and plain is not None:
                continue  # 'Davon habe sie gelernt, erzählt sie'
            if passive or auxiliary or plain is None:
                plain = CueAt(index, frame.tokens[index].text, cue.sense, cue.form, passive=passive)
                if passive:
                    return plain
        elif plain is None:
            plain = CueAt(index, frame.tokens[index].text, cue.sense, cue.form)
    if plain and plain.form is Form.PARTICIPLE and not (passive or auxiliary):
        return None
    return plain


def _begins_subject(frame: Frame, index: int) -> bool:
    """Whether a noun phrase or a pronoun stands at this token."""
    if index >= len(frame.tokens):
        return False
    return frame.tokens[index].capitalised or frame.lower[index] in NOMINATIVE or frame.lower[index] in ("er", "sie")


def _is_particle(lower: list[str], position: int) -> bool:
    """Whether a word stands where a particle does: at the end of its clause ('teilte X mit'), not as a preposition."""
    following = lower[position + 1] if position + 1 < len(lower) else "."
    return following in ("", ".", ",", ";", ":", "!", "?", "–", "—", "-", ")", "und", "oder", "dass")
