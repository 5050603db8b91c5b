"""Reading, translating, finding and every command open no connection.

Each runs in a process of its own whose interpreter reports every use of the network (PEP 578 audit events) and ends
at the first; where the system allows it, the process has no network at all.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

WATCH = """
import sys

def forbid(event, arguments):
    if event.split(".")[0] in ("urllib", "http", "ftplib", "smtplib") or event in (
        "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"
    ):
        print("NETWORK:", event, arguments, file=sys.stderr, flush=True)
        import os
        os._exit(99)

sys.addaudithook(forbid)
"""

COMMAND = (
    WATCH
    + """
from aitui.tui.__main__ import main
sys.exit(main(sys.argv[1:]))
"""
)

APP = (
    WATCH
    + """
import asyncio, time
from aitui.data.paths import Paths
from aitui.tui.app import AituiApp

async def read():
    app = AituiApp(Paths.of_user(sys.argv[1]))
    async with app.run_test(size=(120, 40)) as pilot:
        deadline = time.monotonic() + 120
        while not (app.is_open and app.main_screen.library_pane.entries):
            assert time.monotonic() < deadline
            await pilot.pause(0.05)
        await pilot.press("enter", "e", "w", "3", "o", "escape", "tab", "l")
        screen = app.main_screen
        while not screen.reading.in_language("zh")[0] or len(screen.explorer.analyses) < 5:
            assert time.monotonic() < deadline
            await pilot.pause(0.05)
        await pilot.press("q")

asyncio.run(read())
"""
)


def watched(script: str, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, *arguments]
    if subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0:
        command = ["unshare", "-rn", *command]
    environment = {**os.environ, "AITUI_HOME": str(home), "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=300)


def test_the_watch_sees_a_connection(tmp_path: Path) -> None:
    script = WATCH + "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9/')"
    assert watched(script, home=tmp_path).returncode == 99


@pytest.mark.parametrize(
    "arguments",
    [
        ["translate", "{text}", "--to", "zh", "--json"],
        ["entities", "--json"],
        ["quotes", "{text}"],
        ["library", "add", "{text}"],
        ["library", "list"],
        ["doctor", "--json"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_a_command_opens_no_connection(tmp_path: Path, arguments: list[str]) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Angela Merkel besuchte Peking. „Wir reden weiter“, sagte sie.", encoding="utf-8")
    done = watched(COMMAND, *(argument.format(text=text) for argument in arguments), home=tmp_path / "home")
    assert "NETWORK" not in done.stderr
    assert done.returncode == 0, done.stderr


def test_the_app_opens_no_connection(tmp_path: Path) -> None:
    done = watched(APP, str(tmp_path / "home"), home=tmp_path / "home")
    assert "NETWORK" not in done.stderr
    assert done.returncode == 0, done.stderr
