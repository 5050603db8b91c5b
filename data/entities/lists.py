"""Lists of words as they are written in the code: several lines with spaces between the words."""

from __future__ import annotations


def listed(words: str) -> tuple[str, ...]:
    """The words in their order, as `str.endswith` takes them."""
    return tuple(words.split())
