"""How far a report reaches: the clauses in front of a cue, behind it and around it."""

from __future__ import annotations

from collections.abc import Sequence

from aitui.data.quotes.clauses import VERBS, has_main_clause, is_phrase, is_subordinate, is_verb_second, looks_finite
from aitui.data.quotes.cues import HEISSEN, Sense
from aitui.data.quotes.frame import Token
from aitui.data.quotes.function_words import PREPOSITIONS, RELATIVE
from aitui.data.quotes.mood import SUBJUNCTIVE, WEAK_SUBJUNCTIVE
from aitui.data.quotes.phrase import Kind
from aitui.data.quotes.scene import REACH, CueAt, Scene
from aitui.data.quotes.shape import has_subjunctive
from aitui.data.quotes.words import words

INTRODUCERS = frozenset({"dass", "daß", "ob"})
"""What begins a clause that is said or asked."""
SUBORDINATE = words(
    """
    als wenn weil obwohl nachdem während da bevor ehe sobald falls indem sodass damit seit um
    """
)
"""What begins other clauses."""
_CONJUNCTIONS = words("und oder aber sondern")
_WITHOUT = words("ohne statt anstatt")
"""What begins infinitive clauses that tell how something is said."""
_GOING_ON = SUBORDINATE | words("dass ob wo wie was nämlich also so")
"""What follows a report that is over; so do relative clauses."""
# Verbs whose infinitive clause is a statement, a promise or a demand: 'kündigte an, ... zu bauen'.
_PROMISING = tuple(
    words(
        """
        zugesag zusag sagt bekräft
        angab angegeben angekündigt ankündig appell aufforder aufgeforder aufgerufen aufrief bat behaupt bestr beteuer
        bitte dementier droh eingeräumt einräum empf forder gab gebeten gelob gefordert hielt hält kündig mahn plädier
        rief riet ruft räum rät schw verlang versich versp vorgeworfen vorhielt vorschlug vorwarf warf wirft warn
        schlug schlägt
        """
    )
)
_WITH_PARTICLE = {
    word: particle
    for particle, verbs in {
        "vor": "hielt hält hielten warf wirft warfen schlug schlägt schlugen",
        "auf": "rief ruft riefen rufen",
        "zu": "sagt sagte sagten",
    }.items()
    for word in verbs.split()
}
"""Verbs of them that promise or demand with this particle only: 'hielt ... fest' is another."""
_STATING = tuple(words("sag gesagt erkl erzähl behaupt versicher antwort entgegn beton teil heißt hieß"))
"""Verbs behind which a main clause in any mood is what is said: 'X sagte, die Gespräche dauerten an'."""
_OBJECTS = words("es das dies viel nichts etwas alles mehr sich einiges wenig")
"""What is said itself, so that no clause follows that tells it."""
_PARTICLES = words("ab zu auf aus ein an vor")
_DATIVES = words("dem einem einer seinem seiner ihrem ihrer diesem dieser unserem meinem")
_LONGEST_LISTED = 8
_JOINING = words("und sowie")
_ASKING = ("frag", "gefrag", "zweifel", "bezweifel", "überleg", "rätsel", "nachgefragt")
_REPORTED_MODALS = words("müsse könne dürfe solle wolle werde müssten könnten dürften sollten wollten würden")
SHORTEST = 3
"""Tokens that a statement in front of its speaker must have more of: 'Gut so, sagte X' is none."""
_MAX_COMMAS = 8
"""Commas that may stand between a cue and what it reports: appositions, relative clauses."""


def clause_behind(scene: Scene, cue: CueAt) -> tuple[str, int, int] | None:
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
        if lower[segment] in INTRODUCERS:
            if lower[segment] == "ob" and not cue.word.lower().startswith(_ASKING):
                return None
            rule = "dass" if lower[segment] != "ob" else "ob"
            return rule, tokens[segment].start, end_of(scene, segment)
        if lower[segment] in SUBORDINATE or lower[segment] in _WITHOUT:
            continue
        stop = segment_end(scene, segment)
        if _is_relative(scene, segment, stop):
            continue
        if lower[segment] in _CONJUNCTIONS and segment + 1 < stop:
            segment += 1
        part = lower[segment:stop]
        if has_subjunctive(tokens[segment:stop]) or (
            cue.sense is Sense.SAY and any(word in WEAK_SUBJUNCTIVE for word in part)
        ):
            first = _enumeration(scene, cue.index, segment)
            return "subjunctive", tokens[first].start, end_of(scene, segment)
        if (
            commas == 1
            and _says_nothing_else(scene, cue, index)
            and cue.word.lower().startswith(_STATING)
            and is_verb_second(scene.frame, segment, stop)
        ):
            return "verb second", tokens[segment].start, end_of(scene, segment)
        if _has_infinitive(part) and _promises(scene, cue):
            return "infinitive", tokens[segment].start, end_of(scene, segment)
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
    tokens, lower = scene.frame.tokens, scene.frame.lower
    governed = lower[start] in PREPOSITIONS and end - start > 2 and lower[start + 1] in RELATIVE
    if governed and not tokens[start + 2].capitalised:
        return True  # ', mit der das Amt geschlossen worden wäre'
    if lower[start] not in RELATIVE or end - start < 3 or tokens[start + 1].capitalised:
        return False
    return tokens[start - 2].capitalised and tokens[end - 1].text in VERBS and is_subordinate(scene.frame, start, end)


def _enumeration(scene: Scene, cue: int, start: int) -> int:
    """Where the clause at `start` begins if its subject is a list: 'sagte, die Stadt, das Land und der Bund'."""
    frame = scene.frame
    listed = not _JOINING.isdisjoint(frame.lower[start : start + _LONGEST_LISTED])
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


def segment_end(scene: Scene, start: int) -> int:
    """Where the stretch that begins at this token ends: at the next comma, colon or stop."""
    tokens = scene.frame.tokens
    end = start
    while end < min(len(tokens), start + REACH) and tokens[end].text not in ",;:.":
        end += 1
    return end


def end_of(scene: Scene, start: int) -> int:
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
        if tokens[index].text == ":" and not has_subjunctive(tokens[index + 1 : segment_end(scene, index + 1)]):
            last = index
            break
    while last > start + 1 and tokens[last - 1].quotation is None and not tokens[last - 1].text[-1].isalnum():
        if tokens[last - 1].text in ")]%€$":
            break
        last -= 1
    return tokens[last - 1].end


def clause_ahead(scene: Scene, index: int) -> int | None:
    """The last token of the clause that a cue behind a comma closes ('..., sagte X'), if it is a statement."""
    tokens, lower = scene.frame.tokens, scene.frame.lower
    if index <= SHORTEST or not tokens[index - 1].is_clause_mark:
        return None
    if lower[0] in SUBORDINATE:
        return None
    if tokens[index - 2].quotation is not None and not has_subjunctive(tokens[max(0, index - REACH) : index]):
        return None
    if any(token.text in ":" for token in tokens[max(0, index - REACH) : index]):
        return None
    if index < REACH and not has_main_clause(scene.frame, index):
        return None
    return index - 2


def around(scene: Scene, index: int, behind: int, sense: Sense = Sense.SAY) -> list[tuple[int, int]]:
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
    stop = segment_end(scene, second)
    if lower[first] in _GOING_ON or tokens[first].is_clause_mark or scene.cue_at.get(first) or second >= stop:
        return []
    ends_in_verb = tokens[index - 2].text in SUBJUNCTIVE or lower[index - 2] in WEAK_SUBJUNCTIVE
    rest_of_it = lower[first] in SUBJUNCTIVE or (ends_in_verb and lower[first] in PREPOSITIONS)
    if is_subordinate(frame, first, stop) or (is_phrase(frame, first, stop) and not rest_of_it):
        return []
    rest = tokens[second:stop]
    said = tokens[max(0, index - REACH) : index - 1]
    stated = index < REACH and has_main_clause(frame, index)
    ahead, more = is_reported_speech(said), is_reported_speech(rest)
    plain = sense is Sense.SAY and not any(token.quotation for token in said)
    more = more or (first == second and (ahead or plain or not stated) and is_verb_second(frame, second, stop))
    goes_on = rest[0].text in SUBJUNCTIVE or rest[0].text in WEAK_SUBJUNCTIVE
    if more and not goes_on:
        if stated and (ahead or plain):
            return [(frame.start, tokens[index - 2].end), (tokens[second].start, end_of(scene, second))]
        # What stands in front may be no part of it: 'In dem Beschluss, sagte X, ...' is rare, 'antwortete X' is not.
        return []
    if first != second:
        return []
    whole = (ends_in_verb or not stated or goes_on) and (ahead or more)
    whole = whole or (stated and _awaits_infinitive(said) and rest[-1].text.endswith("n"))
    whole = whole or (
        sense is Sense.SAY and not stated and looks_finite(lower[first]) and is_phrase(frame, 0, index - 1)
    )
    return [(frame.start, frame.end)] if whole else []


def _awaits_infinitive(tokens: Sequence[Token]) -> bool:
    """Whether a statement has a modal verb whose infinitive is yet to come: 'Man müsse jetzt'."""
    return any(token.text in _REPORTED_MODALS for token in tokens) and not tokens[-1].text.endswith("en")


def is_reported_speech(tokens: Sequence[Token]) -> bool:
    """Whether a verb stands in Konjunktiv I, or in the Konjunktiv II that stands for it."""
    return has_subjunctive(tokens) or any(token.text in WEAK_SUBJUNCTIVE for token in tokens)


def more_behind(scene: Scene, start: int) -> int | None:
    """Where the report goes on behind a semicolon: '..., sagte X; niemand könne das ändern'."""
    tokens = scene.frame.tokens
    for index in range(start, min(len(tokens) - 2, start + REACH)):
        if tokens[index].text == ";":
            return index + 1 if has_subjunctive(tokens[index + 1 : segment_end(scene, index + 1)]) else None
    return None


def last_statement(scene: Scene, end: int) -> int:
    """Where the statement that ends at this token begins: behind a semicolon, if only what follows is reported."""
    tokens = scene.frame.tokens
    for index in range(end, max(0, end - REACH), -1):
        if tokens[index].text == ";":
            reported = has_subjunctive(tokens[index + 1 : end + 1])
            return index + 1 if reported and not has_subjunctive(tokens[max(0, index - REACH) : index]) else 0
    return 0


def part_of(scene: Scene, index: int) -> int:
    """Where the part of the sentence begins that this token is in: behind a semicolon, if there is one."""
    tokens = scene.frame.tokens
    return next((mark + 1 for mark in range(index, max(0, index - REACH), -1) if tokens[mark].text == ";"), 0)


def _has_infinitive(words: list[str]) -> bool:
    """Whether a clause is closed by an infinitive with 'zu': 'zu bauen', 'anzubieten'."""
    for position, word in enumerate(words):
        if word == "zu" and position + 1 < len(words) and words[position + 1].endswith("n"):
            return True
        if "zu" in word[2:-3] and word.endswith("en") and position >= len(words) - 3:
            return True
    return False
