"""Sources that are no verbs: 'laut X', 'X zufolge', 'nach Angaben von X', 'nach eigenen Angaben', 'wie X mitteilte'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from aitui.data.quotes.cues import ADVERBIAL_NOUNS, HEISSEN
from aitui.data.quotes.nominals import Kind, Nominal
from aitui.data.quotes.scene import CueAt, Scene

_LINKS = frozenset("der des von vom in im bei beim aus dem den einer eines einem seiner ihrer the".split())
_OWN = frozenset({"eigenen", "eigener", "eigenem"})
_STATING = frozenset("hervorgeht hervorging heißt hieß steht stand zeigt zeigte lautet".split())
_NOT_LOUD = frozenset("und genug , . zu".split())


@dataclass(frozen=True, slots=True)
class Source:
    """A source named beside a statement; `start` to `end` (exclusive) are its tokens."""

    start: int
    end: int
    word: str
    nominal: Nominal | None
    own: bool = False
    """Whether the sentence's subject is its own source: 'nach eigenen Angaben'."""
    clause: bool = False
    """Whether it is a clause of its own: 'wie X mitteilte'."""


def sources(scene: Scene) -> list[Source]:
    """All sources of a sentence, in order."""
    return list(_sources(scene))


def _sources(scene: Scene) -> Iterator[Source]:
    frame = scene.frame
    lower = frame.lower
    for index, word in enumerate(lower):
        if word == "laut" and index + 1 < len(lower) and lower[index + 1] not in _NOT_LOUD:
            nominal = next(scene.between(index + 1, index + 6), None)
            if nominal:
                named = _named(scene, nominal)
                yield Source(index, named.end, frame.tokens[index].text, named)
            elif any(token in _OWN for token in lower[index + 1 : index + 2]):
                yield Source(index, index + 3, frame.tokens[index].text, None, own=True)
        elif word == "zufolge":
            nominal = next((n for n in scene.between(max(0, index - 12), index) if n.kind >= Kind.ROLE), None)
            nominal = nominal or next((n for n in scene.between(index - 5, index) if n.end == index), None)
            if nominal:
                yield Source(nominal.start, index + 1, frame.tokens[index].text, nominal)
        elif word in ("nach", "aus") and (source := _opinion(scene, index)):
            yield source
        elif word == "wie" and (source := _as_stated(scene, index)):
            yield source


def _opinion(scene: Scene, index: int) -> Source | None:
    """'nach Angaben von X', 'nach Ansicht der Kommission', 'aus Sicht von X', 'nach eigenen Angaben'."""
    frame = scene.frame
    lower = frame.lower
    for position in range(index + 1, min(index + 4, len(lower))):
        if lower[position] in ADVERBIAL_NOUNS or (lower[index] == "aus" and lower[position] == "sicht"):
            own = any(word in _OWN for word in lower[index + 1 : position])
            holder = next(scene.between(index + 1, position), None)
            if holder and holder.kind >= Kind.BARE:
                return Source(index, position + 1, frame.tokens[index].text, _without_s(holder))
            words = frame.tokens[index].text + " " + " ".join(t.text for t in frame.tokens[index + 1 : position + 1])
            if own:
                return Source(index, position + 1, words, None, own=True)
            nominal = next(scene.between(position + 1, position + 6), None)
            if nominal is None or (nominal.start > position + 1 and lower[position + 1] not in _LINKS):
                return None
            if any(word in ("ist", "sei", "war") for word in lower[position + 1 : nominal.start]):
                return None
            return Source(index, nominal.end, words, _named(scene, nominal))
    return None


def _as_stated(scene: Scene, index: int) -> Source | None:
    """'wie X mitteilte', 'wie aus einem Bericht von X hervorgeht', 'wie es in der Mitteilung heißt'."""
    frame = scene.frame
    tokens, lower = frame.tokens, frame.lower
    if index and tokens[index - 1].text not in ",–-—(" and not tokens[index - 1].quotation:
        return None
    end = index + 1
    depth_limit = min(len(tokens), index + 30)
    while end < depth_limit:
        cue = scene.cue_at.get(end)
        following = tokens[end + 1].text if end + 1 < len(tokens) else "."
        is_last = following in ",.;:–)!?" or following in ("hat", "hatte", "haben", "hatten") or end + 1 == len(tokens)
        if lower[end] in _STATING or lower[end] in HEISSEN:
            found = [n for n in scene.between(index + 1, end) if n.kind >= Kind.ROLE or n.kind is Kind.BARE]
            named = next((n for n in found if n.kind >= Kind.NAME), found[0] if found else None)
            return Source(index, end + 1, tokens[end].text, named, clause=True)
        introduces = following == "," and lower[end + 2 : end + 3] == ["dass"]
        if cue and is_last and not cue.passive and not introduces:
            return Source(index, end + 1, cue.word, _subject_within(scene, index, end, cue), clause=True)
        if tokens[end].text in ".;:" or lower[end] == "dass":
            return None
        end += 1
    return None


def _subject_within(scene: Scene, start: int, end: int, cue: CueAt) -> Nominal | None:
    free = [n for n in scene.between(start + 1, end) if not n.oblique and n.kind is not Kind.OTHER]
    return next((n for n in free if n.kind >= Kind.ROLE), free[0] if free else None)


def _named(scene: Scene, nominal: Nominal) -> Nominal:
    """The phrase, or the name that hangs on it: of 'Interviews der New York Times' the New York Times."""
    if nominal.kind not in (Kind.OTHER, Kind.BARE):
        return nominal
    lower = scene.frame.lower
    position = nominal.end
    if nominal.kind is Kind.BARE and lower[position : position + 1] not in (["der"], ["des"], ["von"], ["in"]):
        return nominal
    for other in scene.between(nominal.end, nominal.end + 8):
        if any(word not in _LINKS and word.islower() and not word.endswith("en") for word in lower[position : other.start]):
            break
        if other.kind > Kind.BARE or (other.kind is Kind.BARE and nominal.kind is Kind.OTHER):
            return other
        position = other.end
    return nominal


def _without_s(nominal: Nominal) -> Nominal:
    """A lone genitive as a name: of 'nach Sturgeons Ansicht' Sturgeon."""
    speaker = nominal.speaker
    if nominal.kind is Kind.BARE and speaker and speaker.name and speaker.name.endswith("s"):
        nominal.speaker = replace(speaker, name=speaker.name[:-1])
    return nominal
