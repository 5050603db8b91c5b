"""A web server on loopback that behaves as badly as a test wants."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_BLOCK = 65536


@dataclass
class File:
    """What lies under one path, and how it is served."""

    content: bytes = b""
    ranges: bool = True
    """Whether parts can be asked for."""
    etag: str | None = '"1"'
    drop_every: int = 0
    """Close the connection after so many bytes of each answer."""
    drop_at_once: int = 0
    """So many first answers end before their first byte."""
    statuses: list[int] = field(default_factory=list)
    """What the first requests are answered with."""
    redirect: str = ""
    length: int | None = None
    """The Content-Length to claim; None tells the truth."""
    endless: bool = False
    chunked: bool = False
    wait: threading.Event | None = None
    """Stop in the middle until it is set."""
    wait_at: int = 0


@dataclass(frozen=True)
class Asked:
    """A request that came."""

    path: str
    range: str | None
    agent: str | None
    sent: int
    body: bytes = b""


class Site:
    """The server's files and the requests that came."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.files: dict[str, File] = {}
        self.asked: list[Asked] = []
        self.post: Callable[[str, bytes], tuple[int, dict[str, str], bytes]] | None = None

    def put(self, path: str, file: File) -> str:
        """Serve `file` under `path`; its address."""
        self.files[path] = file
        return self.address + path


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        file = self.site.files.get(self.path)
        sent = 0
        try:
            if file is None:
                self._answer(404)
            elif file.statuses:
                self._answer(file.statuses.pop(0))
            elif file.redirect:
                self._answer(302, Location=file.redirect)
            elif file.drop_at_once:
                file.drop_at_once -= 1
                self.close_connection = True
            else:
                sent = self._send(file)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        self.site.asked.append(Asked(self.path, self.headers.get("Range"), self.headers.get("User-Agent"), sent))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.site.asked.append(Asked(self.path, None, self.headers.get("User-Agent"), 0, body))
        assert self.site.post is not None
        status, headers, content = self.site.post(self.path, body)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):
            self.wfile.write(content)

    def _answer(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, file: File) -> int:
        begin = 0
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        same = self.headers.get("If-Range") in (None, file.etag)
        if asked and file.ranges and same:
            begin = int(asked[1])
            if begin >= len(file.content):
                self.send_response(416)
                self.send_header("Content-Range", f"bytes */{len(file.content)}")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return 0
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {begin}-{len(file.content) - 1}/{len(file.content)}")
        else:
            self.send_response(200)
        content = file.content[begin:]
        if file.etag:
            self.send_header("ETag", file.etag)
        if file.chunked or file.endless:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(len(content) if file.length is None else file.length))
        self.end_headers()
        return self._send_body(file, begin, content)

    def _send_body(self, file: File, begin: int, content: bytes) -> int:
        sent = 0
        while file.endless or sent < len(content):
            block = content[sent : sent + _BLOCK] or bytes(_BLOCK)
            if file.drop_every:
                block = block[: file.drop_every - sent]
                if not block:
                    self.close_connection = True
                    return sent
            if file.wait is not None and begin + sent >= file.wait_at:
                self.wfile.flush()
                file.wait.wait(60)
            self.wfile.write(b"%x\r\n%b\r\n" % (len(block), block) if file.chunked or file.endless else block)
            sent += len(block)
        if file.chunked:
            self.wfile.write(b"0\r\n\r\n")
        elif file.length is not None and file.length != len(content):
            self.close_connection = True
        return sent

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Site]:
    """A site, as long as the context lasts."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    handler.site = site
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
