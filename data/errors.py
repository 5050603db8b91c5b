"""The one kind of error that is shown to people as it is."""

from __future__ import annotations


class AituiError(Exception):
    """Something a person can act on: what happened, to which file or sentence, and the way out.

    Commands print it on standard error and end with exit code 1; the app shows it as a notice.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}. {self.remedy}" if self.remedy else head
