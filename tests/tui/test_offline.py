"""Reading, translating, finding and every command open no connection.

Each runs in a process of its own, whose interpreter notes every use of the network (PEP 578 audit events) and ends at the
first, as do those that it starts; where the system allows it, none of them has any network (a network namespace).
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aitui.tui.__main__ import COMMANDS
from aitui.tui.shell import doctor
from tests.translate.models.conftest import members, zipped

WATCH = """
import os, sys

def forbid(event, arguments):
    if event.split(".")[0] in ("urllib", "http", "ftplib", "smtplib") or event in (
        "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"
    ):
        with open(os.environ["NETWORK_LOG"], "a") as log:
            print(sys.argv, event, arguments, file=log)
        os._exit(99)

sys.addaudithook(forbid)
"""
"""Stands as `sitecustomize` in the way of every Python that is started, also by the program itself."""

COMMAND = """
import sys
from aitui.tui.__main__ import main
sys.exit(main(sys.argv[1:]))
"""

APP = """
import asyncio, sys, time
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
        await pilot.press("slash", *"peking")
        while not app.search_screen.results.findings:
            assert time.monotonic() < deadline
            await pilot.pause(0.05)
        await pilot.press("escape", "escape", "M", "v")
        while not any("works" in notice.message for notice in app._notifications):
            assert time.monotonic() < deadline
            await pilot.pause(0.05)
        await pilot.press("escape", "question_mark", "escape", "q")

asyncio.run(read())
"""


@pytest.fixture
def watched(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a script; fails where it, or what it started, touched the network."""
    log = tmp_path / "network.log"
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "sitecustomize.py").write_text(WATCH)
    without_network = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0

    def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", script, *arguments]
        done = subprocess.run(
            ["unshare", "-rn", *command] if without_network else command,
            capture_output=True,
            text=True,
            env=os.environ
            | {
                "AITUI_HOME": str(tmp_path / "home"),
                "LC_ALL": "C.UTF-8",
                "NETWORK_LOG": str(log),
                "PYTHONPATH": str(tmp_path / "watch"),
            },
            check=False,
            timeout=300,
        )
        assert not log.exists(), log.read_text()
        return done

    return run


Watched = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.mark.parametrize("started_by_another", [False, True])
def test_the_watch_sees_a_connection(watched: Watched, started_by_another: bool) -> None:
    script = "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9/')"
    if started_by_another:
        script = f"import subprocess, sys\nsubprocess.run([sys.executable, '-P', '-c', {script!r}])"
    with pytest.raises(AssertionError, match=r"urllib\.Request"):
        watched(script)


OFFLINE = [
    ["translate", "{text}", "--to", "zh", "--json"],
    ["entities", "--json"],
    ["quotes", "{text}"],
    ["search", "peking"],
    ["glossary", "add", "Kanzleramt", "--en", "Chancellery"],
    ["memory", "export", "{out}"],
    ["export", "{text}", "--to", "zh", "--format", "html", "-o", "{out}"],
    ["library", "add", "{text}"],
    ["library", "list"],
    ["library", "remove", "1"],
    ["models", "list"],
    ["models", "available"],
    ["models", "verify"],
    ["models", "use", "de_en", "bundled"],
    ["models", "install", "{pack}", "--trust"],
    ["keys"],
    ["doctor", "--json"],
]


@pytest.mark.parametrize("arguments", OFFLINE, ids=lambda arguments: " ".join(arguments[:2]))
def test_a_command_opens_no_connection(
    watched: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    text, pack, out = tmp_path / "text.txt", tmp_path / "x.argosmodel", tmp_path / "x.tmx"
    text.write_text("Angela Merkel besuchte Peking. „Wir reden weiter“, sagte sie.", encoding="utf-8")
    if "{pack}" in arguments:
        pack.write_bytes(zipped(members("de_en"), "pack"))
    done = watched(COMMAND, *(argument.format(text=text, pack=pack, out=out) for argument in arguments))
    assert done.returncode == 0, done.stderr


def test_every_command_is_among_those_that_were_watched() -> None:
    assert {arguments[0] for arguments in OFFLINE} == set(COMMANDS)


def test_the_doctor_says_that_nothing_was_sent(watched: Watched) -> None:
    checks = json.loads(watched(COMMAND, "doctor", "--json").stdout)["checks"]
    assert [(check["ok"], "not used" in check["detail"]) for check in checks if check["name"] == "network"] == [
        (True, True)
    ]


def test_the_doctor_notices_what_is_sent() -> None:
    tried = doctor._watch_network()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as connection:
        connection.connect(("127.0.0.1", 9))
    check = doctor._network(tried)
    assert not check.ok
    assert "socket.connect" in check.detail


def test_the_app_opens_no_connection(watched: Watched, tmp_path: Path) -> None:
    done = watched(APP, str(tmp_path / "home"))
    assert done.returncode == 0, done.stderr
