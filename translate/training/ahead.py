"""Makes batches in a process of its own, so that a GPU never waits for them."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from multiprocessing.queues import Queue
from typing import Protocol

from .batches import Batch
from .errors import TrainingError
from .sampling import Position

Item = tuple[Batch, Position]


class Batches(Protocol):
    """What gives batches from a position on; must be picklable to be made ahead."""

    def batches(self, start: Position) -> Iterator[Item]:
        """Batches without end, each with the position after it."""
        ...


class Ahead:
    """The same batches as `source`, up to `depth` of them made ahead by another process."""

    def __init__(self, source: Batches, depth: int) -> None:
        self._source = source
        self._depth = depth

    def batches(self, start: Position) -> Iterator[Item]:
        """Batches from `start` on. Raises TrainingError when the other process has died."""
        context = multiprocessing.get_context("spawn")
        queue: Queue[Item] = context.Queue(self._depth)
        process = context.Process(target=_fill, args=(queue, self._source, start), daemon=True)
        process.start()
        try:
            while True:
                while queue.empty():
                    process.join(0.001)
                    if not process.is_alive() and queue.empty():
                        raise TrainingError("the process that makes the batches has died; see above for its error")
                yield queue.get()
        finally:
            process.terminate()


def _fill(queue: Queue[Item], source: Batches, start: Position) -> None:
    for item in source.batches(start):
        queue.put(item)
