"""The texts the tagger learns from: annotated GermEval sentences, and pairs of German and English sentences."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aitui.data.entities.tokens import Token, words

NEWS = frozenset({"wmt_refs", "wmt_sys", "kd_bergamot"})
"""Origins of news text in the parallel corpus."""
EVERYDAY = frozenset({"tatoeba"})
MANUALS = frozenset({"msdocs_ht"})
SCORED = ("person", "org", "place")
"""Kinds that are measured; works, products and events are annotated as one, 'other', which only helps the rest."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, its words and their labels: 'O', or 'B-' / 'I-' with a kind."""

    text: str
    tokens: list[Token]
    labels: list[str]
    names: list[tuple[int, int, str]]
    """Where names stand in `text`, with their kinds."""
    variants: list[tuple[int, int]]
    """Words made from names ('deutsch', 'ORF-Intendant'), which are labelled 'O'."""


def examples(path: Path) -> list[Example]:
    """The annotated sentences of an xz file with one JSON object per line."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [_example(json.loads(line)) for line in lines]


def _example(row: dict[str, object]) -> Example:
    text = str(row["text"])
    tokens = words(text)
    labels = ["O"] * len(tokens)
    entities = row["entities"]
    assert isinstance(entities, list)
    variants = row.get("variants", [])
    assert isinstance(variants, list)
    for entity in entities:
        inside = [i for i, token in enumerate(tokens) if token.start < entity["end"] and token.end > entity["start"]]
        kind = entity["kind"]
        for position, index in enumerate(inside):
            labels[index] = ("I-" if position else "B-") + kind
    names = [(entity["start"], entity["end"], entity["kind"]) for entity in entities]
    return Example(text, tokens, labels, names, [(variant["start"], variant["end"]) for variant in variants])


def spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """The names that labels describe: first word, word after the last, kind."""
    found: list[tuple[int, int, str]] = []
    first: int | None = None
    for index, label in enumerate([*labels, "O"]):
        if first is not None and (label[0] != "I" or label[2:] != labels[first][2:]):
            found.append((first, index, labels[first][2:]))
            first = None
        if label != "O" and first is None:
            first = index
    return found


def pairs(path: Path, origins: frozenset[str], limit: int | None = None) -> Iterator[tuple[str, str]]:
    """German and English sentences of these origins, each German sentence once, at most `limit`."""
    seen: set[str] = set()
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            origin, source, target = line.rstrip("\n").split("\t")
            if len(seen) == limit:
                return
            if origin in origins and source not in seen:
                seen.add(source)
                yield source, target
