"""Whether a quotation is speech: what in its sentence says so, and how sure that is.

The order of the rules is the order of trust: what follows the closing mark (', sagte X'), a colon, a quotation that is
a sentence of its own, a cue elsewhere in the sentence, a source ('laut X'), Konjunktiv I, and last the quotation's own
shape.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from aitui.data.quotes import nouns
from aitui.data.quotes.cues import AUXILIARIES, HEISSEN, PASSIVE, Form, Sense
from aitui.data.quotes.function_words import POSSESSIVES
from aitui.data.quotes.marks import Quotation
from aitui.data.quotes.names import Names
from aitui.data.quotes.phrase import Kind, Nominal
from aitui.data.quotes.scene import REACH, CueAt, Scene
from aitui.data.quotes.shape import Shape, has_subjunctive, shape
from aitui.data.quotes.sources import Source
from aitui.data.quotes.words import words

_HYPHENS = "-‐‑"
_FIRST_OR_SECOND_PERSON = re.compile(
    r"\b(?:ich|wir|uns|unser\w*|mein\w*|mir|mich|ihr|euch|du|dich|dir|I|we|our|my)\b", re.IGNORECASE
)
_CONJUNCTIONS = words(
    """
    die der das den dem was wer wie wo dass weil denn und oder aber doch sondern wenn als um ob da während
    obwohl nachdem bevor damit sodass wobei welche welcher welches deren dessen also für in mit von auf an aus
    bei zu nach eine ein einen einer sowie wurde wird ist sind war waren hat hatte weit daß nicht auch jetzt
    heute dann nun hier dort
    """
)
_VERB_ENDING = re.compile(r"(?:[a-zäöüß]+(?:t|te|ten|en)|weiß|gab|rief|sah|ließ|fuhr|nahm|zog)\Z")

_HEARD = frozenset({"soll", "sollen", "will", "wollen"})
"""'„...“, soll X gerufen haben': so it is told."""
_LONGEST_TITLE = 14
_LONGEST_NAME = 8
"""Words that a title behind its noun, and a name beside a word of naming, may have."""
_COLON_REACH = 40
_LABEL = 8
"""Tokens before the colon of a label: 'Bundespräsident Frank-Walter Steinmeier:'."""
_DETERMINERS = words(
    """
    der die das dem den des ein eine einen einem einer eines vom zum zur im am beim ins dieser diese dieses
    diesen diesem
    """
)
_DEFINITE = words("der die das dem den des vom zum zur im am beim ins")
_AT_A_MEDIUM = words("bei gegenüber auf in")
# Verbs whose object is somebody's own word even if it is a single noun: 'warnte vor einem „Flächenbrand“'.
_WEIGHING = tuple(
    words(
        """
        angeprangert attest bedauer begrüß beklag beschwor beschwör droh forder gedroh geforder gelob gemahn
        gewarnt kritisier lob mahn monier prangert räum rüg rühm unterstell verlang versp verurteil vorgeworfen
        vorwarf warf warn werf wirft würdig
        """
    )
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a quotation is speech: the rule, the cue or noun phrase to ask for the speaker, and how sure it is."""

    rule: str
    confidence: float
    cue: CueAt | None = None
    nominal: Nominal | None = None
    word: str | None = None
    own: bool = False
    context: bool = False
    """Whether the sentence names no speaker, so that its neighbours must."""


@dataclass(slots=True)
class Judge:
    """Decides on the quotations of one sentence."""

    text: str
    scene: Scene
    sources: list[Source]
    names: Names
    after_speech: bool
    """Whether the sentence before reports or quotes somebody."""
    heading: bool = False
    """Whether the sentence is a title or heading."""
    subjunctive: bool = field(init=False)
    stated_at: dict[int, Source] = field(init=False)
    """Clauses such as 'wie X sagte', by their first token."""
    named_until: dict[int, Source] = field(init=False)
    """Other sources, by the token behind them."""

    def __post_init__(self) -> None:
        self.subjunctive = has_subjunctive(self.scene.frame.tokens)
        self.stated_at = {source.start: source for source in self.sources if source.clause}
        self.named_until = {source.end: source for source in self.sources if not source.clause}

    def verdict(self, index: int, quotation: Quotation) -> Verdict | None:
        """Why the quotation at this token is speech, or None."""
        verdict, hearsay = self._verdict(index, quotation), self.scene.hearsay
        if verdict is None or not verdict.context or hearsay is None:
            return verdict
        # 'Aus Paris hieß es, ...': nobody is named, and least of all whom the sentence before is about.
        publisher = self.scene.publisher(hearsay)
        if publisher is None and POSSESSIVES.intersection(self.scene.frame.lower[:hearsay]):
            return verdict  # 'In ihrem Jahresbericht heißt es'
        return Verdict("heißt es", verdict.confidence, nominal=publisher, word=self.scene.frame.tokens[hearsay].text)

    def _verdict(self, index: int, quotation: Quotation) -> Verdict | None:
        form = shape(self.text[quotation.start : quotation.end])
        if not form.words or self._is_attached(quotation) or self._is_named(index, form):
            return None
        certain = self._tail(index, quotation, form) or self._after_colon(index, form) or self._in_parenthesis(index)
        if certain or (quotation.single and form.fragment):
            return certain if not quotation.single or form.words > 2 else None
        if self._is_name(quotation, form):
            return None
        if quotation.runs_on:
            return Verdict("continued", 0.85, context=True)
        return (
            self._alone(index, form)
            or self._later_tail(index, form)
            or self._governed(index, form)
            or self._reported(index, form)
            or self._by_shape(quotation, form)
        )

    def _is_attached(self, quotation: Quotation) -> bool:
        """KI-„Giganten“ and "Bild"-Zeitung: part of a compound."""
        before = self.text[quotation.outer_start - 1 : quotation.outer_start]
        after = self.text[quotation.outer_end : quotation.outer_end + 2]
        return (before in _HYPHENS and before != "") or (after[:1] in _HYPHENS and after[1:].isalpha() and after != "")

    def _is_named(self, index: int, form: Shape) -> bool:
        """Whether the words beside it make it a title, a term or an input: Film „...“, sogenannte „...“."""
        tokens, lower = self.scene.frame.tokens, self.scene.frame.lower
        before = tokens[index - 1] if index else None
        titled = before is not None and before.capitalised and nouns.TITLED.ends_inflected(before.text)
        if before and titled and form.words <= _LONGEST_TITLE and (form.starts_sentence or form.words < 3):
            return not nouns.UTTERANCE.ends(before.text)
        if lower[max(0, index - 1) : index] in (["vom"], ["von"]) and lower[max(0, index - 2)] in nouns.TERMS:
            return form.words <= _LONGEST_NAME
        if "laut" in lower[max(0, index - 2) : index] and lower[index - 1] in ("laut", "dem", "der"):
            return form.words <= _LONGEST_NAME
        if (
            before
            and before.text == ":"
            and index > 1
            and nouns.TITLED.ends_inflected(tokens[index - 2].text)
            and form.fragment
        ):
            return not nouns.UTTERANCE.ends(tokens[index - 2].text)
        if form.words > _LONGEST_NAME:
            return False
        beside = range(max(0, index - 3), index)
        if any(lower[position] in nouns.NAMING and position != self.scene.hearsay for position in beside):
            return True
        following = lower[index + 1 : index + 3]
        return bool(following) and following[0] in nouns.NAMING and following[1:] != ["es"]

    def _is_name(self, quotation: Quotation, form: Shape) -> bool:
        """Whether the quotation is a newspaper or an entity that does not speak by being quoted."""
        if form.words > 4:
            return False
        if nouns.is_medium(self.text[quotation.start : quotation.end]):
            return True
        named = self.names.at(quotation.start)
        return named is not None and named.end >= quotation.end

    def _tail(self, index: int, quotation: Quotation, form: Shape) -> Verdict | None:
        """„...“, sagte X · „...“, so X · „...“, heißt es · „...“, wie X sagte · „...“, freut sich X."""
        scene = self.scene
        tokens, lower = scene.frame.tokens, scene.frame.lower
        position = index + 1
        parted = position < len(tokens) and (tokens[position].is_clause_mark or tokens[position].text == "-")
        position += parted
        if position >= len(tokens) or tokens[position].capitalised:
            return None
        parted = parted or self.text[quotation.end - 1] in ",.!?…"
        word = lower[position]
        cue = scene.cue_at.get(position)
        if word == "so" and parted:
            return self._so(position)
        if word in HEISSEN and lower[position + 1 : position + 2] == ["es"]:
            return Verdict("heißt es", 0.95, nominal=scene.publisher(position), word=tokens[position].text)
        if word == "wie" and parted:
            source = self.stated_at.get(position)
            return Verdict("as stated", 0.9, nominal=source.nominal, word=source.word) if source else None
        if cue and cue.finite:
            subject = scene.subject(cue)
            behind = subject is not None and subject.start > position and subject.kind >= Kind.ROLE
            if parted or (behind and not form.title_case):
                return Verdict("tail", 0.97 if behind else 0.9, cue=cue)
        if parted and (word in AUXILIARIES or word in PASSIVE or word in _HEARD):
            return self._perfect_tail(position)
        if parted and form.words > 1 and _VERB_ENDING.match(word) and word not in _CONJUNCTIONS:
            return self._any_verb(position)
        return None

    def _so(self, position: int) -> Verdict | None:
        scene = self.scene
        tokens = scene.frame.tokens
        if scene.frame.lower[position + 1 : position + 2] in (["dass"], ["weit"], ["daß"]):
            return None
        cue = scene.cue_at.get(position + 1)
        if cue:
            return Verdict("tail", 0.9, cue=cue)
        end = scene.clause_end(position + 1)
        for nominal in scene.between(position + 1, min(end, position + 8)):
            if nominal.kind >= Kind.CROWD and nominal.determiner not in ("dem", "den", "des"):
                return Verdict("so", 0.95, nominal=nominal, word=tokens[position].text)
        if _VERB_ENDING.match(scene.frame.lower[position + 1] if position + 1 < len(tokens) else ""):
            return self._any_verb(position + 1)
        return None

    def _perfect_tail(self, position: int) -> Verdict | None:
        """„...“, hatte X vor dem Spiel versprochen; „...“, wird X zitiert."""
        for index in range(position + 1, min(len(self.scene.frame.tokens), position + 30)):
            cue = self.scene.cue_at.get(index)
            if cue and cue.form is Form.PARTICIPLE and (not cue.passive or cue.word.lower() == "zitiert"):
                free = (n for n in self.scene.between(position + 1, index) if not n.oblique and n.kind >= Kind.CROWD)
                return Verdict("tail", 0.9, nominal=next(free, None), word=cue.word)
        return None

    def _any_verb(self, position: int) -> Verdict | None:
        """„...“, macht sie klar: behind a quotation any verb with a person as subject is a cue."""
        for nominal in self.scene.between(position + 1, min(self.scene.clause_end(position + 1), position + 5)):
            if nominal.kind >= Kind.ROLE and not nominal.oblique:
                return Verdict("any verb", 0.85, nominal=nominal, word=self.scene.frame.tokens[position].text)
        return None

    def _after_colon(self, index: int, form: Shape) -> Verdict | None:
        tokens = self.scene.frame.tokens
        if not index or tokens[index - 1].text != ":":
            return None
        cue = self._cue_before(index, voices=True)
        if cue and index - cue.index <= _COLON_REACH:
            return Verdict("colon", 0.95, cue=cue)
        source = next(
            (
                self.named_until[end]
                for end in range(index, max(0, index - _COLON_REACH), -1)
                if end in self.named_until
            ),
            None,
        )
        if source:
            return Verdict("colon", 0.85, nominal=source.nominal, word=source.word, own=source.own)
        label = [n for n in self.scene.between(0, index) if n.kind >= Kind.BARE and not n.oblique]
        if label and index <= _LABEL and tokens[label[-1].end].text in ":(,":
            return Verdict("label", 0.9, nominal=max(label, key=lambda n: n.kind), word=None)
        if form.words >= 4 or form.ends_sentence or nouns.UTTERANCE.ends(tokens[index - 2].text if index > 1 else ""):
            return Verdict("colon", 0.75, nominal=self.scene.first_free(), context=True)
        return None

    def _in_parenthesis(self, index: int) -> Verdict | None:
        """Christian Klein („...“) wünscht sich Tempo."""
        tokens = self.scene.frame.tokens
        if index < 2 or tokens[index - 1].text != "(":
            return None
        holder = next((n for n in self.scene.between(max(0, index - 8), index) if n.end == index - 1), None)
        closes = tokens[index + 1].text == ")" if index + 1 < len(tokens) else False
        if holder and holder.kind is Kind.PERSON and closes:
            return Verdict("parenthesis", 0.75, nominal=holder)
        return None

    def _alone(self, index: int, form: Shape) -> Verdict | None:
        """A quotation that is the whole sentence."""
        tokens = self.scene.frame.tokens
        low, high = max(0, index - 3), index + 4
        if any(token.quotation is None and token.text[0].isalnum() for token in tokens[low:high]):
            return None
        if len(tokens) > 3 and any(token.quotation is None and token.text[0].isalnum() for token in tokens[:REACH]):
            return None
        if form.words > 3 or (form.ends_sentence and (self.after_speech or form.words > 1)):
            return Verdict("alone", 0.9 if self.after_speech else 0.75, context=True)
        return None

    def _later_tail(self, index: int, form: Shape) -> Verdict | None:
        """Die Lage sei „ernst“ und bleibe es, sagte X."""
        if not self.subjunctive and form.title_case and form.words <= 3 and self._is_definite(index):
            return None
        scene = self.scene
        tokens, lower = scene.frame.tokens, scene.frame.lower
        for position in range(index + 2, min(len(tokens), index + REACH)):
            if not tokens[position - 1].is_clause_mark:
                continue
            cue = scene.cue_at.get(position)
            if cue and cue.finite and cue.sense is not Sense.CALL:
                subject = scene.subject(cue)
                if subject and subject.kind >= Kind.CROWD and subject.start > position:
                    return Verdict("tail", 0.9, cue=cue)
            elif lower[position] == "so" and (verdict := self._so(position)):
                return verdict
            elif lower[position] == "wie":
                source = self.stated_at.get(position)
                if source:
                    return Verdict("as stated", 0.85, nominal=source.nominal, word=source.word)
        return None

    def _cue_before(self, index: int, *, voices: bool = False) -> CueAt | None:
        for position in range(index - 1, max(-1, index - REACH), -1):
            cue = self.scene.cue_at.get(position)
            if cue and (voices or cue.sense in (Sense.SAY, Sense.CALL)):
                return cue
        return None

    def _cue_behind(self, index: int) -> CueAt | None:
        """A cue that closes the quotation's own clause: als „...“ bezeichnet."""
        tokens = self.scene.frame.tokens
        for position in range(index + 1, min(len(tokens), index + 16)):
            if tokens[position].is_clause_mark:
                return None
            cue = self.scene.cue_at.get(position)
            if cue and cue.sense in (Sense.SAY, Sense.CALL):
                return cue
        return None

    def _governed(self, index: int, form: Shape) -> Verdict | None:
        """X nannte das „...“; mit den Worten „...“ warb X; „...“, knurrte X, „...“."""
        tokens = self.scene.frame.tokens
        if index > 3 and tokens[index - 1].is_clause_mark:
            said = self._cue_before(index, voices=True)
            if said and said.finite and any(token.quotation for token in tokens[max(0, said.index - 2) : said.index]):
                return Verdict("tail", 0.9, cue=said)
        if index and nouns.UTTERANCE.ends(tokens[index - 1].text):
            cue = self._cue_behind(index) or self._cue_before(index)
            if cue:
                return Verdict("utterance", 0.9, cue=cue)
            return Verdict("utterance", 0.8, nominal=self.scene.first_free(), word=tokens[index - 1].text)
        cue = self._cue_behind(index)
        if cue is None or cue.passive or (cue.finite and cue.sense is Sense.SAY):
            too_short = cue is not None and not cue.passive and form.words < 3
            cue = self._cue_before(index) or (None if too_short else cue)
        if cue is None or cue.passive:
            return self._by_agent(index, cue)
        subject = self.scene.subject(cue)
        if subject is not None and subject.kind is Kind.IMPERSONAL:
            return None
        if form.words < 2 and subject is None and not self.subjunctive:
            return None
        if cue.sense is Sense.SAY and self._names_a_thing(index, form, cue):
            return None
        if cue.sense is Sense.CALL and not self._calls(index, cue):
            return None
        return Verdict("cue", 0.85 if cue.sense is Sense.CALL or not form.fragment else 0.75, cue=cue)

    def _by_agent(self, index: int, cue: CueAt | None) -> Verdict | None:
        """Das wurde von X als „...“ begrüßt."""
        if cue is None or "als" not in self.scene.frame.lower[max(0, index - 3) : index]:
            return None
        for nominal in self.scene.between(max(0, index - REACH // 2), index):
            preposition = self.scene.frame.lower[max(0, nominal.start - 3) : nominal.start]
            if nominal.kind >= Kind.NAME and ("von" in preposition or "vom" in preposition):
                return Verdict("agent", 0.75, nominal=nominal, word=cue.word)
        return None

    def _names_a_thing(self, index: int, form: Shape, cue: CueAt) -> bool:
        """Whether up to three capitalised words are an object of the saying: meldete die „Operation Matterhorn“."""
        if not form.title_case or form.words > 3 or cue.word.lower().startswith(_WEIGHING):
            return False
        before = self.scene.frame.lower[index - 1] if index else ""
        if before in _AT_A_MEDIUM:
            return True
        return not self.subjunctive and (form.words == 1 or before in _DETERMINERS)

    def _is_definite(self, index: int) -> bool:
        """Whether the quotation stands behind a definite article, or one and an adjective."""
        return any(word in _DEFINITE for word in self.scene.frame.lower[max(0, index - 2) : index])

    def _calls(self, index: int, cue: CueAt) -> bool:
        """Whether a verb of calling takes the quotation: nannte X „...“, sprach von „...“, bezeichnete X als „...“."""
        beside = self.scene.frame.lower[max(0, index - 8) : index]
        stem = cue.word.lower()
        if stem.startswith(("nenn", "nann", "genannt")):
            return True
        if stem.startswith(("sprech", "sprach", "sprich", "gesproch")):
            return any(word in ("von", "vom") for word in beside)
        return "als" in beside

    def _reported(self, index: int, form: Shape) -> Verdict | None:
        """A fragment in a sentence that is reported as a whole: in Konjunktiv I, or with a source."""
        tokens = self.scene.frame.tokens
        source = self.sources[0] if self.sources else None
        if source and (form.words > 1 or self.subjunctive):
            return Verdict("source", 0.75, nominal=source.nominal, word=source.word, own=source.own)
        for position in range(max(1, index - _COLON_REACH), index if form.words > 1 else 0):
            is_so = self.scene.frame.lower[position] == "so" and tokens[position - 1].is_clause_mark
            if is_so and (verdict := self._so(position)):
                return verdict
        if self.subjunctive:
            colon = next((i for i in range(index - 1, max(0, index - REACH), -1) if tokens[i].text == ":"), None)
            announcer = self.scene.announcer(colon) if colon else None
            if announcer:
                return Verdict("subjunctive", 0.75, nominal=announcer)
            return Verdict("subjunctive", 0.75 if self.after_speech or form.words > 1 else 0.55, context=True)
        return None

    def _by_shape(self, quotation: Quotation, form: Shape) -> Verdict | None:
        """Long quotations are speech unless they look like titles; short ones only as sentences of a person."""
        if not form.fragment:
            is_title = form.title_case and not form.ends_sentence
            return None if is_title else Verdict("length", 0.65 if form.words > 7 else 0.55, context=True)
        speaks = _FIRST_OR_SECOND_PERSON.search(self.text, quotation.start, quotation.end)
        if form.words > 2 and form.ends_sentence and speaks and not self.heading:
            return Verdict("person", 0.5, context=True)
        return None
