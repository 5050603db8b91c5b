"""Small disturbances of the source, so that a model forgives what people type: letter case and slips of the keys."""

from __future__ import annotations

import random


def noisy(source: str, rng: random.Random) -> str:
    """The source in another letter case or with one slip in a word. Placeholders have no letters and stay."""
    kind = rng.randrange(5)
    if kind == 0:
        return source.lower()
    if kind == 1:
        return source.upper()
    if kind == 2:
        return source.title()
    words = source.split(" ")
    long = [index for index, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if long:
        index = rng.choice(long)
        words[index] = _slip(words[index], rng)
    return " ".join(words)


def _slip(word: str, rng: random.Random) -> str:
    """Two letters exchanged, or one left out or doubled; never the first, which readers need most."""
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :] if kind == 1 else word[: at + 1] + word[at:]
