"""Word lists as they are written in the modules of this package: words with white space between them."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """The phrases of a list in which `|` stands between them."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split("|"))
