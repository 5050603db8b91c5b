"""What the thread that installs and verifies models tells the screen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from textual.message import Message

if TYPE_CHECKING:  # the first frame does not wait for them
    from aitui.translate.models.catalogue import Entry
    from aitui.translate.models.transfer import Progress


@dataclass
class ModelProgress(Message):
    """What is being done is so far."""

    title: str
    progress: Progress

    def can_replace(self, message: Message) -> bool:
        """Only the newest matters."""
        return isinstance(message, ModelProgress)


@dataclass
class ModelNews(Message):
    """Something is done, or could not be done."""

    text: str
    severity: Literal["information", "warning", "error"] = "information"
    changed: bool = False
    """Whether other models may translate now."""


@dataclass
class TrustWanted(Message):
    """Nothing is known of a file that a person wants to install; they may vouch for it."""

    wanted: Entry | Path
    reason: str
