"""What a download tells while it runs, and how it is stopped."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from aitui.data.errors import AituiError

_SPEED_WINDOW_SECONDS = 5.0
_SPEED_MARK_SECONDS = 0.1


class StoppedError(AituiError):
    """A person stopped it; what was downloaded until then is kept for the next time."""

    def __init__(self) -> None:
        super().__init__("stopped", remedy="What was downloaded is kept; the next install goes on from there")


class Stop:
    """Stops a download or an install from another thread, also while it waits for the network."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None

    def set(self) -> None:
        """Stop now."""
        with self._lock:
            self._event.set()
            if self._socket is not None:
                with contextlib.suppress(OSError):
                    # Not the method of an SSL socket, which would take the encryption away under the reading thread.
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def is_set(self) -> bool:
        """Whether it was stopped."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise StoppedError if it was stopped."""
        if self._event.is_set():
            raise StoppedError

    def wait(self, seconds: float) -> None:
        """Wait, unless stopped meanwhile; then raise StoppedError."""
        self._event.wait(seconds)
        self.check()

    def attach(self, connection: socket.socket | None) -> None:
        """From now on `set` ends whatever waits for `connection`; None lets go of it."""
        with self._lock:
            self._socket = connection
        if connection is not None:
            self.check()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far something is; `done` and `total` in bytes."""

    what: str
    """Such as `downloading` or `unpacking`."""
    done: int = 0
    total: int | None = None
    speed: float = 0.0
    """Bytes per second over the last seconds; 0 where unknown."""

    @property
    def seconds_left(self) -> float | None:
        """How long the rest takes at this speed, where that can be said."""
        if self.total is None or not self.speed:
            return None
        return max(0, self.total - self.done) / self.speed


OnProgress = Callable[[Progress], None]


def ignore_progress(progress: Progress) -> None:
    """For those who do not want to know."""


class Speed:
    """Bytes per second over the last few seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._marks: deque[tuple[float, int]] = deque()

    def at(self, done: int) -> float:
        """The speed, now that `done` bytes are there."""
        now = self._clock()
        if not self._marks or now - self._marks[-1][0] >= _SPEED_MARK_SECONDS:
            self._marks.append((now, done))
        while len(self._marks) > 2 and now - self._marks[0][0] > _SPEED_WINDOW_SECONDS:
            self._marks.popleft()
        begin, before = self._marks[0]
        return (done - before) / (now - begin) if now > begin else 0.0
