"""How well quotes are found: on the five articles, and on passages composed in many press styles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from aitui.data.entities import Recogniser
from aitui.data.entity import Entity, Quote
from aitui.data.quotes import find_quotes
from aitui.data.structure import parse

ROOT = Path(__file__).resolve().parents[3]
GOLD = ROOT / "tests" / "gold"
ARTICLES = sorted((GOLD / "quotes").glob("*.json"))


@dataclass(slots=True)
class Score:
    """Counts over a set of texts; optional quotes count neither way."""

    right: int = 0
    missed: int = 0
    false: int = 0
    speaker: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.false)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.missed + self.false)

    @property
    def speakers(self) -> float:
        return self.speaker / max(1, self.right)

    def __str__(self) -> str:
        return (
            f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}  speaker {self.speakers:.3f}"
            f"  ({self.right} right, {self.missed} missed, {self.false} false)"
        )

    def add(self, gold: Iterable[dict[str, Any]], found: Sequence[Quote], *, ids: bool) -> None:
        left = list(found)
        for expected in gold:
            hit = next((quote for quote in left if _same(expected, quote)), None)
            if hit:
                left.remove(hit)
            if expected.get("optional"):
                continue
            if hit is None:
                self.missed += 1
                continue
            self.right += 1
            right = hit.speaker == expected["speaker"] and (not ids or hit.speaker_id == expected["speaker_id"])
            self.speaker += right
        self.false += len(left)


def _same(expected: dict[str, Any], quote: Quote) -> bool:
    """Direct quotes must match to the character, reported clauses in most of their length."""
    if expected["direct"]:
        return (expected["start"], expected["end"]) == (quote.start, quote.end)
    common = min(expected["end"], quote.end) - max(expected["start"], quote.start)
    return common >= 0.6 * (max(expected["end"], quote.end) - min(expected["start"], quote.start))


def _score(texts: Iterable[tuple[str, list[dict[str, Any]], Sequence[Entity]]], *, ids: bool) -> tuple[Score, Score]:
    direct, indirect = Score(), Score()
    for text, gold, entities in texts:
        found = find_quotes(parse(text), entities)
        direct.add([g for g in gold if g["direct"]], [q for q in found if q.direct], ids=ids)
        indirect.add([g for g in gold if not g["direct"]], [q for q in found if not q.direct], ids=ids)
    return direct, indirect


@cache
def _recogniser() -> Recogniser:
    return Recogniser()


def _entities(text: str) -> Sequence[Entity]:
    return _recogniser().entities(parse(text))


def _article(path: Path) -> tuple[str, list[dict[str, Any]]]:
    text = (ROOT / "seeds" / f"{path.stem}.txt").read_bytes().decode("utf-8")
    return text, json.loads(path.read_text(encoding="utf-8"))["quotes"]


def _passages() -> list[dict[str, Any]]:
    lines = (GOLD / "quotes_dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_the_gold_sets_point_into_their_texts() -> None:
    texts = [_article(path) for path in ARTICLES]
    texts += [(passage["text"], passage["quotes"]) for passage in _passages()]
    assert len(ARTICLES) == 5
    for text, gold in texts:
        for quote in gold:
            assert text[quote["start"] : quote["end"]] == quote["text"]


@pytest.mark.parametrize("known", [True, False], ids=["with entities", "by shape alone"])
def test_the_five_articles(known: bool, capsys: pytest.CaptureFixture[str]) -> None:
    articles = [_article(path) for path in ARTICLES]
    direct, indirect = _score([(text, gold, _entities(text) if known else ()) for text, gold in articles], ids=known)
    with capsys.disabled():
        print(f"\nquotes of the five articles, direct   {direct}\n{'indirect':>37} {indirect}")
    assert (direct.right, direct.missed, direct.false, direct.speaker) == (13, 0, 0, 13)
    assert indirect.recall >= 0.95
    assert indirect.precision >= 0.9
    assert indirect.speakers >= 0.95


@pytest.mark.parametrize("known", [True, False], ids=["with entities", "by shape alone"])
def test_the_composed_passages(known: bool, capsys: pytest.CaptureFixture[str]) -> None:
    passages = [(one["text"], one["quotes"], _entities(one["text"]) if known else ()) for one in _passages()]
    direct, indirect = _score(passages, ids=False)
    with capsys.disabled():
        print(f"\nquotes of composed passages, direct   {direct}\n{'indirect':>37} {indirect}")
    assert direct.f1 >= 0.97
    assert direct.speakers >= 0.95
    assert indirect.f1 >= 0.95
    assert indirect.speakers >= 0.95


def test_quoted_words_that_are_no_speech_are_told_apart() -> None:
    for path in ARTICLES:
        text, _ = _article(path)
        quoted = json.loads(path.read_text(encoding="utf-8"))["no_speech"]
        assert not {q.text for q in find_quotes(parse(text), _entities(text)) if q.direct} & set(quoted)
