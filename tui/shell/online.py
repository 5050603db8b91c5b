"""Whether a command may send sentences to a server."""

from __future__ import annotations

import sys

from aitui.data.config import LibreTranslate, read_config
from aitui.data.paths import Paths
from aitui.translate.libretranslate.consent import answer_for, question, remember_answer
from aitui.tui.display import plain
from aitui.tui.shell.output import message


def server_for(paths: Paths) -> LibreTranslate | None:
    """The configured server, if sentences may be sent to it; asks a person at a terminal, once for each address.

    Says on standard error where sentences go, and what is wrong with the configuration.
    """
    config, mistakes = read_config(paths.config)
    for mistake in mistakes:
        message(str(mistake))
    server = config.libretranslate
    if not server.address:
        return None
    allowed = answer_for(paths.models, server.address)
    if allowed is None:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            message(f"nothing is sent to {server.address}; `aitui models online yes` allows it")
            return None
        allowed = asked(question(server))
        remember_answer(paths.models, server.address, allowed=allowed)
    if allowed:
        message(f"ONLINE: sentences are sent to {server.address}")
    return server if allowed else None


def asked(text: str) -> bool:
    """The answer of a person at a terminal; no where there is none."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print(f"{plain(text)} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")
