"""What the tests of this folder ask about a text."""

from __future__ import annotations

from aitui.data.entity import Entity, EntityKind, Mention, Names, Quote
from aitui.data.quotes import find_quotes
from aitui.data.structure import parse

# A sentence behind a passage makes it an article's paragraph and no headline.
_MORE = " Am Abend ging die Sitzung nach langen Beratungen zu Ende."


def quotes(text: str, *entities: Entity) -> list[Quote]:
    """All quotes of a passage."""
    return list(find_quotes(parse(text + _MORE), entities))


def direct(text: str, *entities: Entity) -> list[tuple[str, str | None]]:
    """The direct quotes of a passage, with their speakers."""
    return [(quote.text, quote.speaker) for quote in quotes(text, *entities) if quote.direct]


def indirect(text: str, *entities: Entity) -> list[tuple[str, str | None]]:
    """The indirect quotes of a passage, with their speakers."""
    return [(quote.text, quote.speaker) for quote in quotes(text, *entities) if not quote.direct]


def entity(text: str, kind: EntityKind, identity: str, name: str, *surfaces: str) -> Entity:
    """An entity with a mention wherever one of its surfaces stands in the text."""
    found = []
    position = 0
    while position < len(text):
        surface = next((s for s in (name, *surfaces) if text.startswith(s, position)), None)
        if surface:
            found.append(Mention(position, position + len(surface), surface))
        position += len(surface) if surface else 1
    return Entity(identity, name, kind, Names(name, name), tuple(surfaces), tuple(found))
