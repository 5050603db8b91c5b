"""How often the right thing comes first: hand-written queries, and typos made by the hundred."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from search_seeds import seeds

from aitui.data.search.documents import TargetType
from aitui.data.search.index import SearchIndex
from aitui.data.search.ranking import Hit

GOLD = Path(__file__).parents[2] / "gold" / "search.jsonl"
FIRST, IN_FIVE = 0.97, 0.99
SOURCES = {seed.key: seed.article.text for seed in seeds()}


@dataclass(frozen=True, slots=True)
class Case:
    query: str
    type: str
    target: str
    kinds: tuple[str, ...]

    def is_met_by(self, hit: Hit) -> bool:
        """Entities by name, titles by beginning, quotes and sentences by words of their source."""
        if hit.type != self.type:
            return False
        if hit.type is TargetType.ENTITY:
            return hit.text == self.target
        source = SOURCES.get(hit.article, "")[hit.start : hit.end]
        if hit.type is TargetType.ARTICLE:
            return source.startswith(self.target)
        return self.target in source


def hand_written() -> list[Case]:
    lines = GOLD.read_text(encoding="utf-8").splitlines()
    return [Case(x["query"], x["type"], x["target"], tuple(x["kinds"])) for x in map(json.loads, lines)]


def with_typos(seed: int, count: int) -> list[Case]:
    """Names and pieces of titles and quotes with one typo in a word of four letters or more, two in long ones."""
    chance = random.Random(seed)
    names = sorted({e.names.de for s in seeds() for e in s.entities if len(e.names.de) >= 5})
    pieces = [("quote", q.text) for s in seeds() for q in s.quotes]
    cases = []
    for number in range(count):
        if number % 4 < 3:
            name = chance.choice(names)
            query, kind = _misspelt(name, chance)
            cases.append(Case(query, "entity", name, (kind,)))
        else:
            type_, text = chance.choice(pieces)
            words = text.split()
            first = chance.randrange(max(1, len(words) - 4))
            query, kind = _misspelt(" ".join(words[first : first + 5]), chance)
            cases.append(Case(query, type_, text, (kind, "piece")))
    return cases


def _misspelt(text: str, chance: random.Random) -> tuple[str, str]:
    words = text.split()
    long = [number for number, word in enumerate(words) if len(word) >= 4]
    number = chance.choice(long or range(len(words)))
    kind = chance.choice(("insert", "delete", "swap", "replace"))
    word = words[number]
    place = chance.randrange(1, len(word) - 1)
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    words[number] = {
        "insert": word[:place] + letter + word[place:],
        "delete": word[:place] + word[place + 1 :],
        "swap": word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        "replace": word[:place] + letter + word[place + 1 :],
    }[kind]
    return " ".join(words), kind


def rates(index: SearchIndex, cases: Iterable[Case]) -> tuple[float, float, str]:
    total, first, in_five = Counter[str](), Counter[str](), Counter[str]()
    misses = []
    for case in cases:
        results = index.search(case.query, limit=5)
        assert results is not None
        place = next((n for n, hit in enumerate(results.hits) if case.is_met_by(hit)), None)
        for kind in ("all", case.type, *case.kinds):
            total[kind] += 1
            first[kind] += place == 0
            in_five[kind] += place is not None
        if place != 0:
            found = "; ".join(f"{hit.type} {hit.text[:40]} {hit.score:.3f}" for hit in results.hits[:3])
            misses.append(f"  {case.query!r} wants {case.type} {case.target[:40]!r} (place {place}): {found}")
    lines = [f"{k:12} {total[k]:5} {first[k] / total[k]:7.1%} {in_five[k] / total[k]:7.1%}" for k in total]
    return first["all"] / total["all"], in_five["all"] / total["all"], "\n".join((*lines, *misses))


def test_there_are_enough_hand_written_queries_of_every_kind() -> None:
    kinds = Counter(kind for case in hand_written() for kind in case.kinds)
    assert len(hand_written()) >= 150
    assert {"insert", "delete", "swap", "replace", "umlaut", "eszett", "order", "prefix", "part", "joined", "split",
            "inflection", "english", "chinese", "traditional", "pinyin", "speaker"} <= kinds.keys()  # fmt: skip


def test_hand_written_queries_find_their_target_among_eleven_thousand_others(
    large_index: SearchIndex, capsys: pytest.CaptureFixture[str]
) -> None:
    first, in_five, table = rates(large_index, hand_written())
    with capsys.disabled():
        print(f"\n{table}")
    assert first >= FIRST
    assert in_five >= IN_FIVE


def test_typos_made_by_chance_find_their_target_among_eleven_thousand_others(
    large_index: SearchIndex, capsys: pytest.CaptureFixture[str]
) -> None:
    first, in_five, table = rates(large_index, with_typos(11, 600))
    with capsys.disabled():
        print(f"\n{table}")
    assert first >= FIRST
    assert in_five >= IN_FIVE
