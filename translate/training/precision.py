"""Which precision multiplies matrices fastest here: measured, because it depends on the processor.

Processors with AMX or AVX-512-bf16 are about twice as fast in bfloat16; on others it is emulated and half as fast.
"""

from __future__ import annotations

import time

import torch

_SIZE, _REPEATS = 512, 8


def choose_precision(device: str) -> torch.dtype:
    """bfloat16 or float32 for the matrix products of training on 'cpu' or 'cuda'; takes a fraction of a second."""
    if device == "cuda":
        return torch.bfloat16
    return min((torch.float32, torch.bfloat16), key=_seconds)


def _seconds(precision: torch.dtype) -> float:
    a, b = (torch.randn(_SIZE, _SIZE).to(precision) for _ in range(2))
    best = float("inf")
    for _ in range(_REPEATS):
        start = time.perf_counter()
        torch.mm(a, b)
        best = min(best, time.perf_counter() - start)
    return best
