"""What training keeps on disk: the state to go on with, and snapshots of the weights to average."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch

from .errors import TrainingError
from .model import weights_from_state
from .sampling import Position
from .shape import Shape, Weights
from .traits import Traits

LAST = "last.pt"
AVERAGE = "average.pt"
TOKENIZER = "sentencepiece.model"


@dataclass
class Progress:
    """How far training has come."""

    step: int = 0
    pieces: int = 0
    """Target pieces seen."""
    position: Position = field(default_factory=Position)


@dataclass
class State:
    """Everything needed to go on."""

    shape: Shape
    model: dict[str, Any]
    progress: Progress
    optimizers: list[dict[str, Any]]
    """Empty in snapshots and averages: their training begins with a fresh optimizer."""

    def weights(self, told: Traits | None = None) -> Weights:
        """The weights under CTranslate2's names, of a model that is asked for the traits `told`."""
        return weights_from_state(self.shape, self.model, told)


def save(path: Path, state: State) -> None:
    """Write a state; a stop in the middle leaves the former file as it was."""
    part = path.with_suffix(".part")
    torch.save(
        {
            "shape": asdict(state.shape),
            "model": state.model,
            "progress": asdict(state.progress),
            "optimizers": state.optimizers,
        },
        part,
    )
    os.replace(part, path)


def load(path: Path, device: str = "cpu") -> State:
    """Read a state. Raises TrainingError when there is none or it is damaged."""
    try:
        content = torch.load(path, map_location=device, weights_only=True)
        progress = content["progress"]
        position = Position(**progress["position"])
        shape, optimizers = Shape(**content["shape"]), content["optimizers"]
    except (OSError, RuntimeError, KeyError, TypeError) as error:
        raise TrainingError(f"{path}: no checkpoint of this recipe ({error})") from error
    return State(shape, content["model"], Progress(progress["step"], progress["pieces"], position), optimizers)


def save_snapshot(work: Path, state: State, keep: int) -> None:
    """Keep the weights as `step-N.pt` in half precision, and of all snapshots only the last `keep`."""
    half = {name: value.to(torch.float16) for name, value in state.model.items()}
    save(work / f"step-{state.progress.step:08}.pt", State(state.shape, half, state.progress, []))
    for old in snapshots(work)[:-keep]:
        old.unlink()


def snapshots(work: Path) -> list[Path]:
    """The snapshots in the folder, oldest first."""
    return sorted(work.glob("step-*.pt"))


def averaged(paths: Sequence[Path]) -> State:
    """The mean of several snapshots' weights, which often translates better than each (Junczys-Dowmunt et al. 2016)."""
    if not paths:
        raise TrainingError("nothing to average: training writes snapshots step-N.pt, see --snapshots")
    states = [load(path) for path in paths]
    if len({state.shape for state in states}) > 1:
        raise TrainingError(f"the snapshots {', '.join(path.name for path in paths)} are of models of unlike shape")
    mean = {name: sum(state.model[name].float() for state in states) / len(states) for name in states[0].model}
    return State(states[-1].shape, mean, states[-1].progress, [])
