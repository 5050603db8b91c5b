"""What translates one direction, on this machine or on a server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from aitui.translate.engine import Decoded, DecodingOptions
from aitui.translate.route import Model
from aitui.translate.translation import StopCheck


class TranslationEngine(Protocol):
    """As `aitui.translate.engine.Engine`."""

    @property
    def package(self) -> Model:
        """The model that translates."""
        ...

    @property
    def knows_placeholders(self) -> bool:
        """Whether the model carries ｟0｠ … ｟9｠ through; then each of a text comes back exactly once."""
        ...

    def translate(
        self, texts: Sequence[str], *, options: DecodingOptions, should_stop: StopCheck | None = None
    ) -> list[Decoded | None]:
        """The translation of each text, or None for those not yet begun when `should_stop` said so."""
        ...

    def alternatives(self, text: str, *, options: DecodingOptions, count: int) -> list[Decoded]:
        """Up to `count` translations of a text, the best first."""
        ...
