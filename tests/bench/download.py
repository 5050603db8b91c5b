"""Memory, waste and leftovers of installing models, from a server on loopback.

    uv run python tests/bench/download.py [--megabytes 16,150,600]

Every row is a process of its own. The aims: at most 20 MB above idle whatever the size; a break wastes at most 1 MB;
no file is left after a failed install.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from aitui.translate.packages import BUNDLED

INSTALL = """
import json, sys
from pathlib import Path
from aitui.data.errors import AituiError
from aitui.translate.models.catalogue import Entry
from aitui.translate.models.install import Installer
from aitui.translate.models.trust import remember

def resident(name):
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(name)) / 1000

base, link, size, sha256 = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
remember(base / "records", "de_en 7.0", sha256)
idle = resident("VmRSS")
problem = ""
try:
    Installer(base / "records", base / "downloads", base / "argos" / "packages", pause=0.05).from_catalogue(
        Entry("de", "en", "7.0", (link,), size, sha256))
except AituiError as error:
    problem = str(error)
print(json.dumps({"idle": idle, "peak": resident("VmHWM"), "problem": problem}))
"""


def make_pack(path: Path, megabytes: int) -> tuple[int, str]:
    """An archive of a bundled model and ballast that makes it so large; its size and checksum."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for file in sorted((BUNDLED / "de_en").rglob("*")):
            if file.is_file():
                content = file.read_bytes()
                if file.name == "metadata.json":
                    content = json.dumps(json.loads(content) | {"package_version": "7.0"}).encode()
                archive.writestr(f"pack/{file.relative_to(BUNDLED / 'de_en').as_posix()}", content)
        missing = megabytes * 1_000_000 - path.stat().st_size
        if missing > 0:
            with archive.open("pack/ballast", "w", force_zip64=True) as ballast:
                for _ in range(missing // 1_000_000):
                    ballast.write(bytes(1_000_000))
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return path.stat().st_size, digest.hexdigest()


class Server(ThreadingHTTPServer):
    """Serves one file and counts; drops the connection after `drop_every` bytes."""

    pause = 0.0
    """Seconds between blocks of 64 KiB."""

    def __init__(self, path: Path, drop_every: int, damaged: bool) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.path, self.drop_every, self.damaged = path, drop_every, damaged
        self.sent = 0
        self.requests = 0


class Handler(BaseHTTPRequestHandler):
    """Answers with the rest of the file."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Send what is asked for, as far as the connection is let."""
        size = self.server.path.stat().st_size
        asked = self.headers.get("Range")
        begin = int(asked.removeprefix("bytes=").removesuffix("-")) if asked else 0
        self.server.requests += 1
        self.send_response(206 if asked else 200)
        if asked:
            self.send_header("Content-Range", f"bytes {begin}-{size - 1}/{size}")
        self.send_header("Content-Length", str(size - begin))
        self.end_headers()
        sent = 0
        with self.server.path.open("rb") as file:
            file.seek(begin)
            while block := file.read(65536):
                if self.server.damaged and begin + sent > size // 2:
                    block = bytes(len(block))
                if self.server.drop_every and sent + len(block) > self.server.drop_every:
                    self.close_connection = True
                    break
                try:
                    self.wfile.write(block)
                except OSError:
                    self.close_connection = True
                    break
                sent += len(block)
                time.sleep(self.server.pause)
        self.server.sent += sent

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


def measure(pack: Path, size: int, sha256: str, *, drop_every: int = 0, damaged: bool = False) -> dict[str, Any]:
    """Install in a process of its own; what it and the server saw."""
    server = Server(pack, drop_every, damaged)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        link = f"http://127.0.0.1:{server.server_address[1]}/pack.argosmodel"
        command = [sys.executable, "-c", INSTALL, folder, link, str(size), sha256]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        result: dict[str, Any] = json.loads(done.stdout)
        result["files"] = sum(1 for path in Path(folder).rglob("*") if path.is_file() and "records" not in path.parts)
    server.shutdown()
    server.server_close()
    return result | {"sent": server.sent, "requests": server.requests}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", default="16,150,600")
    sizes = [int(size) for size in parser.parse_args().megabytes.split(",")]
    table = Table(
        "MB", "server", "above idle MB", "peak MB", "requests", "wasted KB per break", "left after failure",
        title="installing a model",
    )  # fmt: skip
    for megabytes in sizes:
        with tempfile.TemporaryDirectory() as folder:
            pack = Path(folder) / "pack.argosmodel"
            size, sha256 = make_pack(pack, megabytes)
            for name, options in (
                ("plain", {}),
                ("drops at every tenth", {"drop_every": size // 10}),
                ("damages the second half", {"damaged": True}),
            ):
                row = measure(pack, size, sha256, **options)
                assert bool(row["problem"]) == (name == "damages the second half"), row["problem"]
                breaks = row["requests"] - 1
                wasted = f"{(row['sent'] - size) / breaks / 1000:.0f}" if breaks and not row["problem"] else ""
                table.add_row(
                    f"{size / 1e6:.0f}", name, f"{row['peak'] - row['idle']:.1f}", f"{row['peak']:.0f}",
                    str(row["requests"]), wasted, str(row["files"]) if row["problem"] else "",
                )  # fmt: skip
    Console(width=120).print(table)
    print(f"this process, server included: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


if __name__ == "__main__":
    main()
