"""Whether sentences may leave this machine: asked once for each address, and remembered."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from aitui.data.config import LibreTranslate, read_config
from aitui.data.paths import Paths
from aitui.translate.models.files import write_whole

_FILE = "online.json"
_OWN_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


def allowed_server(paths: Paths) -> LibreTranslate | None:
    """The server that is configured, if sentences may be sent to it; None is offline, as in the beginning."""
    settings = read_config(paths.config)[0].libretranslate
    return settings if settings.address and answer_for(paths.models, settings.address) else None


def answer_for(records: Path, address: str) -> bool | None:
    """What a person said about this address; None where nobody was asked. `records` is `Paths.models`."""
    return _read(records).get(address)


def remember_answer(records: Path, address: str, *, allowed: bool) -> None:
    """Keep what a person said. Raises AituiError where it cannot be written."""
    write_whole(records / _FILE, msgspec.json.encode(_read(records) | {address: allowed}))


def question(settings: LibreTranslate) -> str:
    """What to ask before the first sentence is sent."""
    text = f"Send every sentence that is to be translated to {settings.address}?"
    parts = urlsplit(settings.address)
    if parts.scheme == "http" and parts.hostname not in _OWN_HOSTS:
        text += " The connection is not encrypted: others on the way can read along" + (
            ", also the API key." if settings.api_key else "."
        )
    return text + " Without it nothing leaves this machine."


def _read(records: Path) -> dict[str, bool]:
    try:
        return msgspec.json.decode((records / _FILE).read_bytes(), type=dict[str, bool])
    except (OSError, msgspec.MsgspecError):
        return {}
