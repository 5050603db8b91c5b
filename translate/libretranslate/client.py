"""Speaks LibreTranslate's published HTTP API (`POST /translate`), with limits, retries and patience.

Importing this does not import httpx; the first request does.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from aitui.data.config import LibreTranslate
from aitui.data.errors import AituiError
from aitui.translate.models.transfer import Stop, StoppedError
from aitui.translate.models.web import LinkError, PassingError, explained, interruptible, open_client, refused
from aitui.translate.translation import StopCheck

if TYPE_CHECKING:
    import httpx

_MOST_ANSWER_BYTES = 20_000_000
_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 60.0
_CONNECT_SECONDS = 5.0
"""A connection that is being made cannot be stopped."""
_STOP_CHECK_SECONDS = 0.05


class _Answer(msgspec.Struct):
    translations: list[str] = msgspec.field(name="translatedText")
    """One for each text."""


class _Refusal(msgspec.Struct):
    error: str = ""


class Client:
    """One server; requests go out one at a time."""

    def __init__(self, settings: LibreTranslate, *, first_pause: float = _FIRST_PAUSE_SECONDS) -> None:
        """`first_pause` seconds lie between the first two tries; each further pause is twice as long."""
        self.settings = settings
        self._first_pause = first_pause
        self._lock = threading.Lock()
        self._client: httpx.Client | None = None
        self._stop = Stop()
        self._closed = threading.Event()
        self._next_request = 0.0

    def translate(
        self, texts: Sequence[str], source: str, target: str, should_stop: StopCheck | None = None
    ) -> list[str] | None:
        """The translations of `texts`, which fit into one request, in their order; None when stopped meanwhile.

        Raises AituiError saying what the server answered, after as many tries as the settings allow.
        """
        body = {"q": list(texts), "source": source, "target": target, "format": "text"}
        if self.settings.api_key:
            body["api_key"] = self.settings.api_key
        with self._lock:
            over = threading.Event()
            watcher = threading.Thread(target=self._watch, args=(should_stop, over), daemon=True)
            watcher.start()
            try:
                answer = self._patiently(msgspec.json.encode(body))
            except StoppedError:
                self._reset()
                return None
            except LinkError as error:
                raise AituiError(
                    f"LibreTranslate {error.what}",
                    where=self.settings.address,
                    remedy="Check the server, or take [libretranslate] out of the config to translate on this machine",
                ) from error
            finally:
                over.set()
                watcher.join()
                if self._closed.is_set():
                    self._reset()
            return self._checked(answer, len(texts))

    def close(self) -> None:
        """End the request in hand, if there is one, and close the connection; returns at once."""
        self._closed.set()
        if self._lock.acquire(blocking=False):
            try:
                self._reset()
            finally:
                self._lock.release()

    def _watch(self, should_stop: StopCheck | None, over: threading.Event) -> None:
        """End the request in hand as soon as `should_stop` says so or the client is closed."""
        while not over.wait(_STOP_CHECK_SECONDS):
            if self._closed.is_set() or (should_stop is not None and should_stop()):
                self._stop.set()
                return

    def _patiently(self, body: bytes) -> bytes:
        """The body of the answer; what may pass is tried again, with growing pauses."""
        pause = self._first_pause
        for left in reversed(range(self.settings.tries)):
            self._wait_for_turn()
            try:
                return self._once(body)
            except PassingError as error:
                if not left:
                    raise
                # Not all clients of a server that was busy should come back at the same moment.
                self._stop.wait(min(_LONGEST_PAUSE_SECONDS, error.wait or pause * random.uniform(0.8, 1.2)))
                pause *= 2
        raise AssertionError("there is at least one try")

    def _wait_for_turn(self) -> None:
        if self.settings.requests_per_minute:
            now = time.monotonic()
            self._stop.wait(max(0.0, self._next_request - now))
            self._next_request = max(now, self._next_request) + 60 / self.settings.requests_per_minute

    def _once(self, body: bytes) -> bytes:
        if self._client is None:
            self._client = open_client(read_seconds=self.settings.timeout_seconds, connect_seconds=_CONNECT_SECONDS)
        address = self.settings.address.rstrip("/") + "/translate"
        content = bytearray()
        with (
            explained(self._stop),
            self._client.stream(
                "POST",
                address,
                content=body,
                headers={"Content-Type": "application/json"},
                extensions=interruptible(self._stop),
                follow_redirects=False,  # sentences go to the address that was allowed, and nowhere else
            ) as response,
        ):
            for block in response.iter_bytes():
                content += block
                if len(content) > _MOST_ANSWER_BYTES:
                    raise LinkError("answers without end")
        if response.status_code != 200:
            raise self._refused(response, bytes(content))
        return bytes(content)

    def _refused(self, response: httpx.Response, content: bytes) -> LinkError:
        """With the server's own words, where it has some."""
        error = refused(response)
        if response.is_redirect:
            return LinkError(f"redirects to {response.headers.get('Location', 'nowhere')}; put that into the config")
        with suppress(msgspec.MsgspecError):
            said = msgspec.json.decode(content, type=_Refusal).error[:300]
            error.what += f": {said}" if said else ""
        return error

    def _checked(self, answer: bytes, wanted: int) -> list[str]:
        try:
            translations = msgspec.json.decode(answer, type=_Answer).translations
        except msgspec.MsgspecError as error:
            raise AituiError(f"this is no LibreTranslate server ({error})", where=self.settings.address) from error
        if len(translations) != wanted:
            raise AituiError(f"{wanted} texts were sent and {len(translations)} came back", where=self.settings.address)
        return translations

    def _reset(self) -> None:
        """A connection that was cut is of no use any more."""
        if self._client is not None:
            self._client.close()
            self._client = None
        self._stop = Stop()
