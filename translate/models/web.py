"""HTTP as models and LibreTranslate need it: polite, patient, and with errors for people.

Importing this does not import httpx; opening a client does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from aitui.data.errors import AituiError
from aitui.translate.models.transfer import Stop, StoppedError

if TYPE_CHECKING:
    import httpx

CONNECT_SECONDS = 15.0
READ_SECONDS = 30.0
"""How long a server may be silent."""
_MOST_REDIRECTS = 5
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})


class LinkError(AituiError):
    """An address that does not give what was asked of it."""


class PassingError(LinkError):
    """It may do so when asked again."""

    def __init__(self, what: str, *, wait: float = 0.0) -> None:
        super().__init__(what)
        self.wait = wait
        """Seconds that the server asked to wait; 0 where it did not say."""


@cache
def user_agent() -> str:
    """How aitui introduces itself; some publishers refuse who does not."""
    return f"aitui/{version('aitui')}"


def open_client(*, read_seconds: float = READ_SECONDS, connect_seconds: float = CONNECT_SECONDS) -> httpx.Client:
    """A client that follows a few redirects and never waits for ever; to be used as a context manager.

    Raises AituiError where the environment names a proxy that cannot be used.
    """
    import httpx

    try:
        return httpx.Client(
            headers={"User-Agent": user_agent(), "Accept-Encoding": "identity"},
            follow_redirects=True,
            max_redirects=_MOST_REDIRECTS,
            timeout=httpx.Timeout(read_seconds, connect=connect_seconds),
        )
    except (ImportError, ValueError, httpx.InvalidURL) as error:
        raise AituiError(
            f"the proxy settings cannot be used ({error})",
            remedy="Check HTTP_PROXY, HTTPS_PROXY and ALL_PROXY; SOCKS proxies need the Python package socksio",
        ) from error


def interruptible(stop: Stop) -> dict[str, Any]:
    """The request extensions that let `stop` end the request, from its first connection on."""

    def trace(event: str, details: dict[str, Any]) -> None:
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            stop.attach(details["return_value"].get_extra_info("socket"))

    return {"trace": trace}


@contextmanager
def explained(stop: Stop) -> Iterator[None]:
    """Turn what httpx raises into LinkError, PassingError or, where `stop` was the cause, StoppedError."""
    import httpx

    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        if stop.is_set():
            raise StoppedError from error
        raise _trouble(error) from error


def _trouble(error: Exception) -> LinkError:
    import httpx

    match error:
        case httpx.TooManyRedirects():
            return LinkError("redirects without end")
        case httpx.InvalidURL() | httpx.UnsupportedProtocol():
            return LinkError("is no address that can be used")
        case httpx.ConnectTimeout() | httpx.ConnectError():
            return PassingError(f"cannot be reached ({error})")
        case httpx.TimeoutException():
            return PassingError("does not answer")
        case httpx.NetworkError() | httpx.RemoteProtocolError():
            return PassingError("the connection broke off")
    return LinkError(f"cannot be used ({type(error).__name__}: {error})")


def refused(response: httpx.Response) -> LinkError:
    """What a status that is no success means."""
    code = response.status_code
    if code in _BUSY:
        after = response.headers.get("Retry-After", "")
        return PassingError(f"has trouble or is busy ({code})", wait=float(after) if after.isdecimal() else 0.0)
    if code in (404, 410):
        return LinkError(f"does not have it ({code})")
    if code in (401, 403):
        return LinkError(f"refuses ({code})")
    return LinkError(f"answered with status {code}")


def fetch(address: str, *, most_bytes: int, stop: Stop | None = None) -> bytes:
    """A small file. Raises AituiError where it cannot be had or is larger than `most_bytes`."""
    stop = stop or Stop()
    content = bytearray()
    try:
        with (
            open_client() as client,
            explained(stop),
            client.stream("GET", address, extensions=interruptible(stop)) as response,
        ):
            if response.status_code != 200:
                raise refused(response)
            for block in response.iter_bytes(65536):
                content += block
                if len(content) > most_bytes:
                    raise LinkError(f"sends more than {most_bytes // 1_000_000} MB")
    except LinkError as error:
        raise AituiError(error.what, where=address, remedy="Check the connection and the address") from error
    finally:
        stop.attach(None)
    return bytes(content)
