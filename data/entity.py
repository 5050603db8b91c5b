"""Entities and quotes of an article: who and what is mentioned, and who said what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EntityKind(StrEnum):
    """What sort of thing a name names."""

    PERSON = "person"
    ORG = "org"
    PRODUCT = "product"
    PLACE = "place"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Names:
    """An entity's main name in three languages; `zh` is None where no Chinese name is established."""

    de: str
    en: str
    zh: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named: the name alone, without genitive -s or the rest of a compound."""

    start: int
    end: int
    surface: str
    boilerplate: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, product, place or event with its mentions in one article, in reading order."""

    id: str
    """Stable across articles and runs: the table's id, or one made from kind and name."""
    name: str
    """The fullest name the article gives, in its base form."""
    kind: EntityKind
    names: Names
    """`names.de` is the name by which it goes in every list, whatever this article calls it."""
    aliases: tuple[str, ...]
    """Other base forms the entity goes by, without `name`."""
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, in their own words (`direct`) or in the article's."""

    start: int
    end: int
    text: str
    """`article.text[start:end]`: without quotation marks; of an indirect quote the reported clause or sentence."""
    direct: bool
    speaker: str | None
    """The fullest name the article gives the speaker, or None where it names nobody."""
    speaker_id: str | None
    """The id of the speaker's `Entity`."""
    cue: str | None
    """The word that introduces the speech as it stands in the text: 'sagte', 'laut', 'zufolge'."""
    rule: str
    """The name of the rule that found the speaker, or the speech where there is none."""
    confidence: float
    """0 to 1."""
