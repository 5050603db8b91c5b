"""The score on the hand-annotated seeds. Printed with `pytest -s`; falls below the floor, fails."""

from __future__ import annotations

import json
from pathlib import Path

from aitui.data.entities import Recogniser
from aitui.data.structure import parse

ROOT = Path(__file__).parents[3]
FLOOR = 0.98


def test_mentions_of_the_seeds_reach_the_floor(recogniser: Recogniser) -> None:
    right = found = wanted = right_kind = right_id = 0
    for path in sorted((ROOT / "tests/gold/entities").glob("*.json")):
        text = (ROOT / "seeds" / f"{path.stem}.txt").read_bytes().decode("utf-8-sig")
        gold = {(row["start"], row["end"]): row for row in json.loads(path.read_text(encoding="utf-8"))}
        assert all(text[start:end] == row["surface"] for (start, end), row in gold.items())
        mentions = {
            (mention.start, mention.end): entity
            for entity in recogniser.entities(parse(text))
            for mention in entity.mentions
        }
        common = gold.keys() & mentions.keys()
        right, found, wanted = right + len(common), found + len(mentions), wanted + len(gold)
        right_kind += sum(gold[place]["kind"] == mentions[place].kind for place in common)
        right_id += sum(mentions[place].id.endswith(gold[place]["id"]) for place in common)
    precision, recall, kind, identity = right / found, right / wanted, right_kind / right, right_id / right
    print(f"\nseeds: P {precision:.3f}  R {recall:.3f}  kind {kind:.3f}  id {identity:.3f}  ({wanted} mentions)")
    assert min(precision, recall, kind, identity) >= FLOOR
