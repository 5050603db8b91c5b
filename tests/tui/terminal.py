"""A real terminal for a real process: a pseudo-terminal with a screen behind it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte


class Terminal:
    """Runs `aitui` in a pseudo-terminal and keeps what it drew."""

    def __init__(self, home: Path, arguments: Sequence[str] = (), *, columns: int = 120, lines: int = 40) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        environment: Mapping[str, str] = {
            **os.environ,
            "AITUI_HOME": str(home),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "aitui.tui", *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._master)

    @property
    def text(self) -> str:
        """The screen's lines. A wide character's second cell is dropped."""
        return "\n".join(self._screen.display)

    def press(self, keys: str) -> None:
        """Type keys, as the bytes a terminal sends."""
        os.write(self._master, keys.encode())

    def wait_for(self, condition: Callable[[str], bool], what: str, seconds: float = 120.0) -> str:
        """Read what the process draws until the screen fulfils `condition`; the screen."""
        deadline = time.monotonic() + seconds
        while not condition(self.text):
            assert time.monotonic() < deadline, f"never saw {what}; the screen was:\n{self.text}"
            assert self.process.poll() is None, f"the program ended before {what}; the screen was:\n{self.text}"
            self._read(0.1)
        return self.text

    def wait_for_end(self, seconds: float = 60.0) -> int:
        """Read until the process has ended; its exit code."""
        deadline = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < deadline, f"the program did not end; the screen was:\n{self.text}"
            self._read(0.1)
        return self.process.returncode

    def _read(self, seconds: float) -> None:
        ready, _, _ = select.select([self._master], [], [], seconds)
        if ready:
            try:
                self._stream.feed(os.read(self._master, 65536))
            except OSError:
                return  # the process closed its side; its exit code says the rest
