"""How often pairs of each origin are drawn; the table is `origins.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from .errors import TrainingError

TABLE = Path(__file__).parent / "origins.toml"
PHASES = ("begin", "final")
NEWS = frozenset({"wmt_refs", "wmt_sys", "wmt_sys_bt", "kd_bergamot"})
"""Origins of the kind of text that the models are for."""
NAMES = "names"
"""The table of names by itself."""
GLOSSARIES = frozenset({NAMES, "ding", "cedict", "ecdict"})
"""Origins whose pairs are a term and its translation."""

_KIND_OF = {
    "wmt_refs": "news",
    "named": "news",
    "kd_bergamot": "machine",
    "wmt_sys": "machine",
    "wmt_sys_bt": "reversed",
    "msdocs_ht": "documentation",
    "msdocs_mt": "documentation",
    "catalogue": "stories",
    "tatoeba": "talk",
    "ding_examples": "talk",
} | dict.fromkeys(GLOSSARIES, "terms")
KINDS = ("news", "machine", "reversed", "documentation", "stories", "talk", "terms")
"""Kinds of text; news comes translated by people, by machines, or written in the target language first."""

OriginWeights = Mapping[str, float]


def origin_weights(phase: str, table: Path = TABLE) -> OriginWeights:
    """The draws per pass of every origin in a phase of training, 'begin' or 'final'.

    Raises TrainingError for a table that cannot be read or lacks a number.
    """
    try:
        rows = tomllib.loads(table.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise TrainingError(f"{table}: {error}") from error
    weights: dict[str, float] = {}
    for origin, row in rows.items():
        value = row.get(phase) if isinstance(row, dict) else None
        if not isinstance(value, int | float) or value < 0:
            raise TrainingError(f"{table}: [{origin}] needs a number `{phase}`, 0 or more")
        weights[origin] = float(value)
    return weights


def kind_of(origin: str) -> str:
    """One of KINDS, or nothing for an origin of no known kind."""
    return _KIND_OF.get(origin, "")


def weight_of(origin: str, weights: OriginWeights) -> float:
    """The draws per pass of one origin. Raises TrainingError for one that the table does not name."""
    if origin not in weights:
        raise TrainingError(f"the table of origins does not name {origin!r}: add it to {TABLE.name}, or give --origins")
    return weights[origin]
