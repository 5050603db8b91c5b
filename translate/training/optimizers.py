"""What turns gradients into better weights.

Muon (Jordan et al. 2024) on the matrices, which learns more from each piece, where its own matrix products are cheap:
in bfloat16 and with batches of 6,000 pieces or more. In float32 they cost as much as the gradient, so there AdamW does
everything.
"""

from __future__ import annotations

from typing import Any

import torch

from .model import Transformer


def make_optimizers(model: Transformer, kind: str, precision: torch.dtype) -> list[Any]:
    """The optimizers for all weights; `kind` is 'adamw', 'muon' or 'auto', which goes by the precision."""
    muon = kind == "muon" or (kind == "auto" and precision == torch.bfloat16)
    matrices = [(muon and value.ndim == 2 and not name.startswith("embeddings")) for name, value in _named(model)]
    plain = [value for (_, value), matrix in zip(_named(model), matrices, strict=True) if not matrix]
    optimizers: list[Any] = [torch.optim.AdamW(plain, lr=1e-3, betas=(0.9, 0.98), weight_decay=0.0, fused=True)]
    if muon:
        square = [value for (_, value), matrix in zip(_named(model), matrices, strict=True) if matrix]
        optimizers.append(
            torch.optim.Muon(square, lr=1e-3, weight_decay=0.01, momentum=0.95, adjust_lr_fn="match_rms_adamw")
        )
    return optimizers


def _named(model: Transformer) -> list[tuple[str, Any]]:
    return list(model.named_parameters())


def set_rate(optimizers: list[Any], rate: float) -> None:
    """Give all optimizers this learning rate."""
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["lr"] = rate


def learning_rate(peak: float, steps_done: int, warmup: int, remaining: float | None = None) -> float:
    """The rate of the next step: rising over the first `warmup` steps, then constant.

    In the final phase `remaining`, the share of its time that is left, brings it linearly to zero.
    """
    rate = peak * min(1.0, (steps_done + 1) / warmup)
    return rate if remaining is None else rate * max(0.0, remaining)
