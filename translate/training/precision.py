"""Which precision multiplies matrices fastest here: measured, because it depends on the processor.

Processors with AMX or AVX-512-bf16 are about twice as fast in bfloat16; on others it is emulated and half as fast.
"""

from __future__ import annotations

import time

import torch

_SIZE, _REPEATS = 512, 16


def choose_precision(device: str) -> torch.dtype:
    """bfloat16 or float32 for the matrix products of training on 'cpu' or 'cuda'; takes a fraction of a second.

    The two take turns and the fastest turn of each counts, so that something else that runs meanwhile hinders both.
    """
    if device == "cuda":
        return torch.bfloat16
    matrices = {precision: torch.randn(_SIZE, _SIZE).to(precision) for precision in (torch.float32, torch.bfloat16)}
    best = dict.fromkeys(matrices, float("inf"))
    for _ in range(_REPEATS):
        for precision, matrix in matrices.items():
            start = time.perf_counter()
            torch.mm(matrix, matrix)
            best[precision] = min(best[precision], time.perf_counter() - start)
    return min(best, key=best.__getitem__)
