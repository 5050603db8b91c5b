"""The way from one language to another: one model, or two that meet in English."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aitui.data.errors import AituiError
from aitui.data.language import language_name
from aitui.translate.libretranslate.model import RemoteModel
from aitui.translate.packages import Package

Model = Package | RemoteModel
"""What translates one direction: a pack on this machine, or a server."""

PIVOT = "en"
"""The language that models without a direct way meet in."""


@dataclass(frozen=True, slots=True)
class Route:
    """The models a text passes through, in order; at least one, each beginning where the one before ends."""

    legs: tuple[Model, ...]

    @property
    def source(self) -> str:
        """Code of the language the route starts from."""
        return self.legs[0].from_code

    @property
    def target(self) -> str:
        """Code of the language the route ends in."""
        return self.legs[-1].to_code

    @property
    def uses_bundled(self) -> bool:
        """Whether one of the small models that come with aitui is part of it."""
        return any(leg.bundled for leg in self.legs)

    @property
    def is_online(self) -> bool:
        """Whether sentences leave this machine on it."""
        return any(isinstance(leg, RemoteModel) for leg in self.legs)

    @property
    def label(self) -> str:
        """The models for people: `bundled de_en 0.1 → en_zh 0.1`, `installed de_en 1.3 → bundled en_zh 0.1`."""
        kinds = {leg.bundled for leg in self.legs}
        if len(kinds) == 1:
            return ("bundled " if kinds == {True} else "") + " → ".join(leg.name for leg in self.legs)
        return " → ".join(f"{'bundled' if leg.bundled else 'installed'} {leg.name}" for leg in self.legs)

    @property
    def fingerprint(self) -> str:
        """Names the exact models and their directions; see `Package.fingerprint`."""
        return "+".join(f"{leg.from_code}-{leg.to_code}:{leg.fingerprint}" for leg in self.legs)


def find_route(packages: Iterable[Package], source: str, target: str) -> Route:
    """The direct model from `source` to `target` (ISO 639 codes), else two through English.

    Raises AituiError naming the missing packs when there is no way.
    """
    if source == target:
        raise AituiError(
            f"the text is already in {language_name(target)}", remedy="Choose another language to translate to"
        )
    by_direction = {(package.from_code, package.to_code): package for package in packages}
    if direct := by_direction.get((source, target)):
        return Route((direct,))
    legs = [leg for leg in ((source, PIVOT), (PIVOT, target)) if leg[0] != leg[1]]
    missing = [f"{origin}_{end}" for origin, end in legs if (origin, end) not in by_direction]
    if missing:
        raise AituiError(
            f"no model translates {language_name(source)} to {language_name(target)}: "
            f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not installed",
            remedy=f"Install {'it' if len(missing) == 1 else 'them'}: `aitui models install {' '.join(missing)}`,"
            " or key M in the app",
        )
    return Route(tuple(by_direction[leg] for leg in legs))
