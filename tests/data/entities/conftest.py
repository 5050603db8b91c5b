from __future__ import annotations

from collections.abc import Callable

import pytest

from aitui.data.entities import Recogniser
from aitui.data.entity import Entity
from aitui.data.structure import parse

Found = dict[str, list[tuple[str, str]]]


@pytest.fixture(scope="session")
def recogniser() -> Recogniser:
    return Recogniser()


@pytest.fixture(scope="session")
def entities(recogniser: Recogniser) -> Callable[[str], tuple[Entity, ...]]:
    return lambda text: recogniser.entities(parse(text))


@pytest.fixture(scope="session")
def surfaces(entities: Callable[[str], tuple[Entity, ...]]) -> Callable[[str], dict[str, list[str]]]:
    """The surfaces of each entity, by id."""
    return lambda text: {entity.id: [mention.surface for mention in entity.mentions] for entity in entities(text)}
