"""Process start to first painted frame, in a pseudo-terminal, beside a minimal Textual app in the same run.

    uv run python tests/bench/first_frame.py [--rounds N]

The two programs take turns, so that whatever else the machine does meets both alike. A frame counts as painted when
its first word has come through the terminal; `aitui` starts for the first time in an empty home every second round
and over an existing library in the others.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

MINIMAL = """
from textual.app import App
from textual.widgets import Static


class Minimal(App):
    def compose(self):
        yield Static("Library")


Minimal().run()
"""


def first_frame(command: list[str], home: Path) -> float:
    """Milliseconds from the start of `command` until the word `Library` is drawn."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    environment = {**os.environ, "AITUI_HOME": str(home), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody compiles Textual at every start
    begin = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    )
    os.close(slave)
    seen = b""
    try:
        while b"Library" not in seen:
            ready, _, _ = select.select([master], [], [], 60)
            if not ready:
                raise TimeoutError(f"{command} drew nothing for a minute")
            seen += os.read(master, 65536)
        return (time.perf_counter() - begin) * 1000
    finally:
        process.kill()
        process.wait()
        os.close(master)


def main() -> None:
    """Run both in turn and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=25)
    rounds = parser.parse_args().rounds
    programs = {
        "minimal Textual app": [sys.executable, "-c", MINIMAL],
        "aitui, first start": [sys.executable, "-m", "aitui.tui"],
        "aitui, library there": [sys.executable, "-m", "aitui.tui"],
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "kept"
        subprocess.run([sys.executable, "-m", "aitui.tui", "library", "list", "--home", str(kept)], capture_output=True)
        for command in programs.values():
            first_frame(command, Path(folder) / "compiled")  # bytecode is there from the second start on
        for number in range(rounds):
            for name, command in programs.items():
                home = kept if "there" in name else Path(folder) / f"{number}"
                times[name].append(first_frame(command, home))
    table = Table("program", "best ms", "median ms", "best, times minimal", title="start to first painted frame")
    base = min(times["minimal Textual app"])
    for name, found in times.items():
        table.add_row(name, f"{min(found):.0f}", f"{statistics.median(found):.0f}", f"{min(found) / base:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
