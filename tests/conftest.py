"""What every test stands on: folders of its own, no network, the same random examples every time."""

from __future__ import annotations

import ipaddress
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

# Programs that tests start keep their bytecode; compiling Textual at each start takes longer than most tests.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

hypothesis.settings.register_profile(
    "aitui",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture],
)
hypothesis.settings.load_profile("aitui")


@pytest.fixture(scope="session")
def no_packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder without any installed model."""
    return tmp_path_factory.mktemp("argos-packages")


@pytest.fixture(autouse=True)
def _folders_of_its_own(tmp_path: Path, no_packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the library, the models or the settings of the person who runs it."""
    monkeypatch.setenv("AITUI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(no_packages))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "xdg"))
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "ARGOS_PACKAGE_INDEX"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections that leave this machine fail at once."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def checked_connect(self: socket.socket, address: Any) -> None:
        _refuse_far(self, address)
        connect(self, address)

    def checked_connect_ex(self: socket.socket, address: Any) -> int:
        _refuse_far(self, address)
        return connect_ex(self, address)

    monkeypatch.setattr(socket.socket, "connect", checked_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", checked_connect_ex)


def _refuse_far(connection: socket.socket, address: Any) -> None:
    if connection.family not in (socket.AF_INET, socket.AF_INET6):
        return
    host = str(address[0])
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        raise AssertionError(f"a test wanted to reach {host}")


@pytest.fixture
def reachable(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that users without privileges may enter, unlike `tmp_path`; the program's home lies in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        folder.chmod(0o755)
        monkeypatch.setenv("AITUI_HOME", str(folder / "home"))
        yield folder


Command = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def aitui(tmp_path: Path) -> Command:
    """Run a command of the shell in a process of its own, in `tmp_path`."""

    def run(*arguments: str, stdin: bytes = b"", code: int | None = 0) -> subprocess.CompletedProcess[bytes]:
        done = subprocess.run(
            [sys.executable, "-m", "aitui.tui", *arguments],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
            timeout=300,
            check=False,
        )
        if code is not None:
            assert done.returncode == code, done.stderr.decode()
        return done

    return run
