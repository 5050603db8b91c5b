"""Indirect speech: what somebody is reported to have said in the article's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from aitui.data.quotes.clauses import VERBS, has_main_clause, is_phrase, is_subordinate, is_verb_second, looks_finite
from aitui.data.quotes.cues import HEISSEN, Form, Sense
from aitui.data.quotes.frame import Token
from aitui.data.quotes.function_words import PREPOSITIONS, RELATIVE
from aitui.data.quotes.mood import SUBJUNCTIVE, WEAK_SUBJUNCTIVE
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
# Verbs whose infinitive clause is a statement, a promise or a demand: 'kündigte an, ... zu bauen'.
_PROMISING = tuple(
    words(
        """
        angab angegeben angekündigt ankündig appell aufforder aufgeforder aufgerufen aufrief bat behaupt bestr beteuer
        bitte dementier droh eingeräumt einräum empf forder gab gebeten gelob gefordert hielt hält kündig mahn plädier
        rief riet ruft räum rät schw verlang versich versp vorgeworfen vorhielt vorschlug vorwarf warf wirft warn schlug schlägt
        """
    )
)
_WITH_PARTICLE = {"hielt": "vor", "hält": "vor", "warf": "vor", "wirft": "vor", "schlug": "vor", "schlägt": "vor", "rief": "auf",
                  "ruft": "auf", "riefen": "auf", "rufen": "auf"}  # fmt: skip
"""Verbs of them that promise or demand with this particle only: 'hielt ... fest' is another."""
_STATING = ("sag", "gesagt", "erkl", "erzähl", "behaupt", "versicher", "antwort", "entgegn", "beton", "teil", "heißt", "hieß")
"""Verbs behind which a main clause in any mood is what is said: 'X sagte, die Gespräche dauerten an'."""
_OBJECTS = words("es das dies viel nichts etwas alles mehr sich einiges wenig")
"""What is said itself, so that no clause follows that tells it."""
_PARTICLES = words("ab zu auf aus ein an vor")
_DATIVES = words("dem einem einer seinem seiner ihrem ihrer diesem dieser unserem meinem")
_LONGEST_LISTED = 8
_ASKING = ("frag", "gefrag", "zweifel", "bezweifel", "überleg", "rätsel", "nachgefragt")
_AUXILIARY = frozenset({"sei", "habe", "werde", "könne", "müsse", "wolle", "dürfe", "solle", "wisse", "brauche"})
_HAVING = frozenset({"habe", "sei", "seien", "hätten", "hätte"})
_ASIDES = frozenset(
    {("es", "lebe"), *((word, "sei") for word in words("hier gegeben dabei dazu nebenbei erwähnt angemerkt"))}
)
_MODALS = words("müssen können dürfen sollen wollen lassen werden")
_REPORTED_MODALS = words("müsse könne dürfe solle wolle werde müssten könnten dürften sollten wollten würden")
_SHORTEST = 3
"""Tokens that a statement in front of its speaker must have more of: 'Gut so, sagte X' is none."""
_CONJUNCTIONS = words("und oder aber sondern")
_WITHOUT = words("ohne statt anstatt")
"""What begins infinitive clauses that tell how something is said."""
_GOING_ON = _SUBORDINATE | words("dass ob wo wie was nämlich also so")
"""What follows a report that is over; so do relative clauses."""
_WEAK_PLURALS = frozenset(word for word in WEAK_SUBJUNCTIVE if word.endswith("n"))
_MAX_COMMAS = 8
"""Commas that may stand between a cue and what it reports: appositions, relative clauses."""
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
    found = [*_stated(scene, sources), *_said(scene, told), *_hearsay(scene, before)] or list(_according(scene, sources))
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
    around = scene.frame.lower[max(0, cue.index - REACH) : cue.index + 2]
    return cue.form is Form.PARTICIPLE and not _HAVING.isdisjoint(around)


def _said(scene: Scene, cues: Sequence[CueAt]) -> Iterator[Report]:
    """Clauses that one of the cue verbs introduces or follows."""
    closed = False
    for cue in cues:
        if cue.passive or cue.sense is Sense.CALL or cue.form is Form.INFINITIVE:
            continue
        subject = scene.subject(cue)
        if subject is None or subject.kind in (Kind.IMPERSONAL, Kind.OTHER):
            continue
        span = None if cue.sense is Sense.VOICE else _clause_behind(scene, cue)
        if subject.start > cue.index and (around := _around(scene, cue.index, subject.end, cue.sense)):
            for start, end in around:
                yield Report(start, end, Verdict("parenthesis", 0.8, cue=cue))
        elif span:
            rule, start, end = span
            confidence = 0.9 if cue.sense is Sense.SAY and subject.kind >= Kind.ROLE else 0.75
            yield Report(start, end, Verdict(rule, confidence, cue=cue))
        elif not closed and cue.finite and subject.start > cue.index:
            end_token = _clause_ahead(scene, cue.index)
            if end_token is not None:
                tokens = scene.frame.tokens
                start = _last_statement(scene, end_token)
                strong = has_subjunctive(tokens[max(start, end_token - REACH) : end_token + 1])
                supposed = cue.sense is Sense.THINK and _is_reported_speech(tokens[start : end_token + 1])
                if cue.sense is not Sense.SAY and not strong and not supposed:
                    continue  # what is thought or sighed is a report only in Konjunktiv
                closed = True
                verdict = Verdict("tail", 0.9 if strong else 0.7, cue=cue)
                yield Report(tokens[start].start, tokens[end_token].end, verdict)
                if (rest := _more(scene, subject.end)) is not None:
                    yield Report(tokens[rest].start, _end(scene, rest), verdict)
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
        if lower[segment] in _SUBORDINATE or lower[segment] in _WITHOUT:
            continue
        segment_end = _segment_end(scene, segment)
        if _is_relative(scene, segment, segment_end):
            continue
        if lower[segment] in _CONJUNCTIONS and segment + 1 < segment_end:
            segment += 1
        part = lower[segment:segment_end]
        if has_subjunctive(tokens[segment:segment_end]) or (
            cue.sense is Sense.SAY and any(word in WEAK_SUBJUNCTIVE for word in part)
        ):
            first = _enumeration(scene, cue.index, segment)
            return "subjunctive", tokens[first].start, _end(scene, segment)
        if (
            commas == 1
            and _says_nothing_else(scene, cue, index)
            and cue.word.lower().startswith(_STATING)
            and is_verb_second(scene.frame, segment, segment_end)
        ):
            return "verb second", tokens[segment].start, _end(scene, segment)
        if _has_infinitive(part) and _promises(scene, cue):
            return "infinitive", tokens[segment].start, _end(scene, segment)
    return None


def _promises(scene: Scene, cue: CueAt) -> bool:
    """Whether a cue is a verb of promising or demanding, with the particle that makes it one."""
    word = cue.word.lower()
    wanted = _WITH_PARTICLE.get(word)
    if wanted is not None and (cue.particle is None or scene.frame.lower[cue.particle] != wanted):
        return False
    return word.startswith(_PROMISING)


def _says_nothing_else(scene: Scene, cue: CueAt, comma: int) -> bool:
    """Whether nothing but who, to whom, where and when stands between a cue and a comma, so that what is said follows.

    'X sagte dem Sender am Montag, ...', but neither 'X sagte das Treffen ab, ...' nor 'X erklärte viel, ...'.
    """
    lower = scene.frame.lower
    if lower[cue.index] in HEISSEN:
        return True
    if not _OBJECTS.isdisjoint(lower[cue.index + 1 : comma]) or lower[comma - 1] in _PARTICLES:
        return False
    subject = scene.subject(cue)
    for nominal in scene.between(cue.index + 1, comma):
        if subject is not None and nominal.start == subject.start:
            continue
        ahead = lower[max(cue.index + 1, nominal.start - 3) : nominal.start]
        if nominal.determiner not in _DATIVES and PREPOSITIONS.isdisjoint(ahead):
            return False
    return True


def _is_relative(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch behind a noun is its relative clause: ', die dafür zwei Jahre gebraucht habe'."""
    tokens = scene.frame.tokens
    if scene.frame.lower[start] not in RELATIVE or end - start < 3 or tokens[start + 1].capitalised:
        return False
    return tokens[start - 2].capitalised and tokens[end - 1].text in VERBS and is_subordinate(scene.frame, start, end)


def _enumeration(scene: Scene, cue: int, start: int) -> int:
    """Where the clause at `start` begins if its subject is an enumeration: 'sagte, die Stadt, das Land und der Bund ...'."""
    frame = scene.frame
    listed = "und" in frame.lower[start : start + _LONGEST_LISTED] or "sowie" in frame.lower[start : start + _LONGEST_LISTED]
    named = any(nominal.kind is Kind.PERSON for nominal in scene.between(cue + 1, start))
    first = start
    while listed and not named and first - 2 > cue:
        before = first - 2
        while before > cue and frame.tokens[before].text != ",":
            before -= 1
        if before <= cue or not is_phrase(frame, before + 1, first - 1) or frame.lower[before + 1] in PREPOSITIONS:
            break
        first = before + 1
    return first


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
        if tokens[index].text == ":" and not has_subjunctive(tokens[index + 1 : _segment_end(scene, index + 1)]):
            last = index
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
    if lower[0] in _SUBORDINATE:
        return None
    if tokens[index - 2].quotation is not None and not has_subjunctive(tokens[max(0, index - REACH) : index]):
        return None
    if any(token.text in ":" for token in tokens[max(0, index - REACH) : index]):
        return None
    if index < REACH and not has_main_clause(scene.frame, index):
        return None
    return index - 2


def _around(scene: Scene, index: int, behind: int, sense: Sense = Sense.SAY) -> list[tuple[int, int]]:
    """The stretches of a report that a cue at this token and its subject interrupt or part; none where it is over.

    'Es gebe, sagt X, noch Hoffnung' is one, 'Das sei teuer, sagt X, es gebe kein Geld' are two, and of 'Auf die Frage
    antwortete X, es gebe kein Geld' only what stands behind is reported. In '..., sagt X, der Y leitet' it is over.
    """
    frame = scene.frame
    tokens, lower = frame.tokens, frame.lower
    end = scene.clause_end(behind)
    if index < 2 or tokens[index - 1].text != "," or end + 2 >= len(tokens) or tokens[end].text != ",":
        return []
    first = end + 1
    second = first + 1 if lower[first] in _CONJUNCTIONS else first
    stop = _segment_end(scene, second)
    if lower[first] in _GOING_ON or tokens[first].is_clause_mark or scene.cue_at.get(first) or second >= stop:
        return []
    ends_in_verb = tokens[index - 2].text in SUBJUNCTIVE or lower[index - 2] in WEAK_SUBJUNCTIVE
    rest_of_it = lower[first] in SUBJUNCTIVE or (ends_in_verb and lower[first] in PREPOSITIONS)
    if is_subordinate(frame, first, stop) or (is_phrase(frame, first, stop) and not rest_of_it):
        return []
    rest = tokens[second:stop]
    said = tokens[max(0, index - REACH) : index - 1]
    stated = index < REACH and has_main_clause(frame, index)
    ahead, more = _is_reported_speech(said), _is_reported_speech(rest)
    plain = sense is Sense.SAY and not any(token.quotation for token in said)
    more = more or (first == second and (ahead or plain or not stated) and is_verb_second(frame, second, stop))
    goes_on = rest[0].text in SUBJUNCTIVE or rest[0].text in WEAK_SUBJUNCTIVE
    if more and not goes_on:
        if stated and (ahead or plain):
            return [(frame.start, tokens[index - 2].end), (tokens[second].start, _end(scene, second))]
        # What stands in front may be no part of it: 'In dem Beschluss, sagte X, ...' is rare, 'antwortete X' is not.
        return []
    if first != second:
        return []
    whole = (ends_in_verb or not stated or goes_on) and (ahead or more)
    whole = whole or (stated and _awaits_infinitive(said) and rest[-1].text.endswith("n"))
    whole = whole or (sense is Sense.SAY and not stated and looks_finite(lower[first]) and is_phrase(frame, 0, index - 1))
    return [(frame.start, frame.end)] if whole else []


def _awaits_infinitive(tokens: Sequence[Token]) -> bool:
    """Whether a statement has a modal verb whose infinitive is yet to come: 'Man müsse jetzt'."""
    return any(token.text in _REPORTED_MODALS for token in tokens) and not tokens[-1].text.endswith("en")


def _is_reported_speech(tokens: Sequence[Token]) -> bool:
    """Whether a verb stands in Konjunktiv I, or in the Konjunktiv II that stands for it."""
    return has_subjunctive(tokens) or any(token.text in WEAK_SUBJUNCTIVE for token in tokens)


def _more(scene: Scene, start: int) -> int | None:
    """Where the report goes on behind a semicolon: '..., sagte X; niemand könne das ändern'."""
    tokens = scene.frame.tokens
    for index in range(start, min(len(tokens) - 2, start + REACH)):
        if tokens[index].text == ";":
            return index + 1 if has_subjunctive(tokens[index + 1 : _segment_end(scene, index + 1)]) else None
    return None


def _last_statement(scene: Scene, end: int) -> int:
    """Where the statement that ends at this token begins: behind a semicolon, if only what follows is reported."""
    tokens = scene.frame.tokens
    for index in range(end, max(0, end - REACH), -1):
        if tokens[index].text == ";":
            reported = has_subjunctive(tokens[index + 1 : end + 1])
            return index + 1 if reported and not has_subjunctive(tokens[max(0, index - REACH) : index]) else 0
    return 0


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
    around = _around(scene, index, max(verdict.nominal.end if verdict.nominal else 0, index + 2))
    end_token = _clause_ahead(scene, index)
    behind = _clause_behind(scene, CueAt(index, tokens[index].text, Sense.SAY, Form.SINGULAR))
    if around:
        yield from (Report(start, end, verdict) for start, end in around)
    elif end_token is not None:
        yield Report(tokens[_last_statement(scene, end_token)].start, tokens[end_token].end, verdict)
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
    said = slice(colon + 1, _segment_end(scene, colon + 1))
    weak = cue is not None and cue.sense is Sense.SAY and WEAK_SUBJUNCTIVE.intersection(scene.frame.lower[said])
    if weak or has_subjunctive(tokens[said]):
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
            if around := _around(scene, index, nominal.end):
                yield from (Report(start, end, verdict) for start, end in around)
                return
            if index < REACH and not has_main_clause(scene.frame, index):
                parenthesis = end + 1 < len(tokens) and tokens[end].is_clause_mark and tokens[end + 1].text.islower()
                if parenthesis and is_phrase(scene.frame, index + 1, end - (lower[end - 1] == "weiter")):
                    yield Report(tokens[0].start, scene.frame.end, verdict)
            elif index > _SHORTEST:
                yield Report(tokens[_last_statement(scene, index - 2)].start, tokens[index - 2].end, verdict)
            return


def _according(scene: Scene, sources: list[Source]) -> Iterator[Report]:
    """Sentences with a source: 'laut X', 'X zufolge', 'nach Angaben von X'."""
    frame = scene.frame
    told = any(cue.finite and cue.sense is not Sense.VOICE and scene.subject(cue) for cue in scene.cues)
    for source in sources:
        if told and source.start and not source.own:
            continue  # 'X bezeichnete das laut Medien als ...' is what X says
        if not source.clause and len(frame.tokens) > source.end - source.start + 3:
            start = _part(scene, source.start)
            verdict = Verdict("source", 0.85, nominal=source.nominal, word=source.word, own=source.own)
            yield Report(frame.tokens[start].start, frame.end, verdict)
            return


def _part(scene: Scene, index: int) -> int:
    """Where the part of the sentence begins that this token is in: behind a semicolon, if there is one."""
    tokens = scene.frame.tokens
    return next((mark + 1 for mark in range(index, max(0, index - REACH), -1) if tokens[mark].text == ";"), 0)


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
    subordinate = frame.lower[0] in _INTRODUCERS or frame.lower[0] in _SUBORDINATE
    if subordinate or not has_subjunctive(frame.tokens[: _segment_end(scene, 0)]):
        # 'Dass sie da war, könne man ihr nicht vorwerfen': the main clause begins with its verb.
        commas = (index for index in range(1, min(len(frame.tokens) - 1, REACH)) if frame.tokens[index].text == ",")
        start = next((index + 1 for index in commas if frame.tokens[index + 1].text in SUBJUNCTIVE), 0)
        if subordinate and not start:
            return 0
    main = slice(start, _segment_end(scene, start))
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


def _has_infinitive(words: list[str]) -> bool:
    """Whether a clause is closed by an infinitive with 'zu': 'zu bauen', 'anzubieten'."""
    for position, word in enumerate(words):
        if word == "zu" and position + 1 < len(words) and words[position + 1].endswith("n"):
            return True
        if "zu" in word[2:-3] and word.endswith("en") and position >= len(words) - 3:
            return True
    return False
