"""Who can speak in an article: its entities, and names the entities lack that have the shape of a name.

A name keeps its fullest form: 'Zhu' is Xiaohu Zhu if the article says so anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from aitui.data.entities import inflection
from aitui.data.entity import Entity, EntityKind
from aitui.data.quotes.nouns import FEMALE, MALE


class Gender(Enum):
    """Grammatical gender, as far as names and nouns tell."""

    FEMALE = "f"
    MALE = "m"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody or an organisation that speaks; `name` is None where the text names nobody ('ein Anwohner')."""

    name: str | None
    id: str | None = None
    person: bool | None = True
    """Whether it is a person rather than an organisation; None where only the shape of a name is known."""
    gender: Gender | None = None
    place: bool = False
    """Whether it is a place, whose name may stand for its government ('Peking erklärte') but for no 'er' or 'sie'."""


NOBODY = Speaker(None)
_SPEAKING = {EntityKind.PERSON: 3, EntityKind.ORG: 2, EntityKind.PLACE: 1, EntityKind.PRODUCT: 0, EntityKind.EVENT: 0}
_GENITIVE = re.compile(r"(amt|ium|institut|gericht|verband|zentrum|konzern|rat|hof)e?s$", re.IGNORECASE)


def gender_of(name: str) -> Gender | None:
    """The gender of a first name, if it is a common one."""
    first = name.split(maxsplit=1)[0].lower() if name else ""
    if first in FEMALE:
        return Gender.FEMALE
    return Gender.MALE if first in MALE or first.partition("-")[0] in MALE else None


def base_form(name: str) -> str:
    """An organisation's name without inflection: 'Deutschen Bahn' is the Deutsche Bahn."""
    return _GENITIVE.sub(r"\1", inflection.base_form(name))


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of an entity: where it ends and whom it names."""

    end: int
    kind: EntityKind
    speaker: Speaker


class Names:
    """The names of one article."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._mentions: dict[int, Named] = {}
        self._full: dict[str, Speaker] = {}
        self._places: set[str] = set()
        for entity in sorted(entities, key=lambda entity: _SPEAKING[entity.kind]):
            is_person = entity.kind is EntityKind.PERSON
            speaker = Speaker(
                entity.name,
                entity.id,
                is_person,
                gender_of(entity.name) if is_person else None,
                entity.kind is EntityKind.PLACE,
            )
            for mention in entity.mentions:
                self._mentions[mention.start] = Named(mention.end, entity.kind, speaker)
            if is_person:
                self._learn(speaker)

    def at(self, start: int) -> Named | None:
        """The entity mentioned from this offset of the text on."""
        return self._mentions.get(start)

    def learn(self, name: str, gender: Gender | None = None) -> Speaker:
        """A person's name that no entity stands for; the speaker is the one known by that name already, if any."""
        known = self.person(name)
        if known:
            return known
        gender = gender or gender_of(name)
        speaker = Speaker(name, person=True if gender else None, gender=gender)
        if " " in name:
            self._learn(speaker)
        return speaker

    def person(self, name: str) -> Speaker | None:
        """The person with this full name or surname, if the article has introduced one."""
        return self._full.get(name) or (self._full.get(name[:-1]) if name.endswith("s") else None)

    def fits(self, name: str) -> bool:
        """Whether some person is known by this name."""
        return self.person(name) is not None

    def _learn(self, speaker: Speaker) -> None:
        if speaker.name is None:
            return
        words = speaker.name.split()
        self._full.setdefault(speaker.name, speaker)
        # The first to bear a surname keeps it; 'Van der Bellen' is one, too.
        for first in range(1, len(words)):
            self._full.setdefault(" ".join(words[first:]), speaker)
