"""A server's way from one language to another, where a route has a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class RemoteModel:
    """One direction of a LibreTranslate server: for a route what a `Package` is on this machine."""

    from_code: str
    to_code: str
    address: str
    bundled: ClassVar[bool] = False

    @property
    def name(self) -> str:
        """For people: `LibreTranslate at http://127.0.0.1:5000`."""
        return f"LibreTranslate at {self.address}"

    @property
    def fingerprint(self) -> str:
        """The address is all that is known of its models."""
        return f"libretranslate {self.address}"
