"""The configuration file, `config.toml` in the config folder: read once, every mistake named with its line.

A table with a mistake is as if it were not there; the others count.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import msgspec

from aitui.data.errors import AituiError

NAME = "config.toml"
_KEYS = "keys"
_PLACE = re.compile(r"^(?P<what>.*?)(?: - at `\$(?P<path>[^`]*)`)?$", re.DOTALL)
_UNKNOWN = re.compile(r"Object contains unknown field `([^`]*)`")


class LibreTranslate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A LibreTranslate server that translates in the place of the models on this machine."""

    address: str = ""
    """Such as `http://127.0.0.1:5000`; empty is off."""
    api_key: str = ""
    batch_sentences: Annotated[int, msgspec.Meta(ge=1, le=500)] = 16
    """Sentences in one request."""
    batch_characters: Annotated[int, msgspec.Meta(ge=100, le=1_000_000)] = 4_000
    """Characters in one request, unless one sentence alone has more."""
    text_characters: Annotated[int, msgspec.Meta(ge=50, le=100_000)] = 1_500
    """Longer sentences go in parts."""
    timeout_seconds: Annotated[float, msgspec.Meta(gt=0, le=3600)] = 60.0
    """How long to wait for an answer."""
    tries: Annotated[int, msgspec.Meta(ge=1, le=20)] = 4
    requests_per_minute: Annotated[int, msgspec.Meta(ge=0, le=100_000)] = 0
    """The most requests to send; 0 is no limit."""

    def __post_init__(self) -> None:
        """Raises ValueError for an address that is none."""
        parts = urlsplit(self.address)
        if self.address and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query):
            raise ValueError("`address` should be like http://127.0.0.1:5000")


class Config(msgspec.Struct, frozen=True):
    """All settings, with their defaults."""

    libretranslate: LibreTranslate = LibreTranslate()
    keys: dict[str, str] = {}  # msgspec copies it for every Config
    """Names of actions and the keys a person wants for them, several with commas between."""


def read_config(folder: Path) -> tuple[Config, tuple[AituiError, ...]]:
    """The configuration in `folder` and what is wrong with it; a file that is not there is as an empty one."""
    path = folder / NAME
    try:
        text = path.read_text(encoding="utf-8-sig")
        tables = tomllib.loads(text)
    except FileNotFoundError:
        return Config(), ()
    except OSError as error:
        return Config(), (AituiError(f"cannot be read ({error.strerror})", where=str(path)),)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        return Config(), (_mistake(path, None, f"no TOML: {error}", "The file is not used until this is mended"),)
    known = {field.name: field for field in msgspec.structs.fields(Config)}
    good: dict[str, Any] = {}
    mistakes = []
    for name, table in tables.items():
        if name == _KEYS and isinstance(table, dict):
            good[name] = dict(_flat(table))
            continue
        if name not in known:
            remedy = f"There is: {', '.join(known)}"
            mistakes.append(_mistake(path, _line_of(text, name, ""), f"unknown setting {name!r}", remedy))
            continue
        try:
            good[name] = msgspec.convert(table, known[name].type)
        except msgspec.ValidationError as error:
            mistakes.append(_of_table(path, text, name, error, known[name].type))
    return Config(**good), tuple(mistakes)


def _flat(table: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Actions and keys, as text; `a.b` without quotation marks is a table `a` with the setting `b` in TOML."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            keys = value if isinstance(value, list) else [value]
            yield f"{before}{name}", ",".join(map(str, keys))


def mistake(folder: Path, table: str, key: str, what: str, remedy: str) -> AituiError:
    """What is wrong with a setting of the file in `folder`, with its line."""
    path = folder / NAME
    try:
        line = _line_of(path.read_text(encoding="utf-8-sig"), table, key)
    except (OSError, UnicodeDecodeError):
        line = None
    return _mistake(path, line, what, remedy)


def _of_table(path: Path, text: str, table: str, error: msgspec.ValidationError, kind: Any) -> AituiError:
    match = _PLACE.match(str(error))
    what, place = (match["what"], match["path"] or "") if match is not None else (str(error), "")
    key = place.removeprefix(".").partition(".")[0].partition("[")[0]
    unknown = _UNKNOWN.match(what)
    remedy = f"[{table}] is not used until this is mended"
    if unknown is not None:
        key, what = unknown[1], f"unknown setting {unknown[1]!r}"
        remedy = f"There is: {', '.join(field.name for field in msgspec.structs.fields(kind))}. {remedy}"
    elif key:
        what = f"{key}: {what}"
    elif named := re.search("`([a-z_]+)` should", what):
        key = named[1]
    return _mistake(path, _line_of(text, table, key), what, remedy)


def _mistake(path: Path, line: int | None, what: str, remedy: str) -> AituiError:
    return AituiError(what, where=f"{path}:{line}" if line else str(path), remedy=remedy)


def _line_of(text: str, table: str, key: str) -> int | None:
    """Where `key` of `table` is set, or where the table begins."""
    heading = re.compile(rf"""\[+\s*["']?{re.escape(table)}["']?\s*[\].]""")
    inline = re.compile(rf"""["']?{re.escape(table)}["']?\s*[.=]""")
    setting = re.compile(rf"""["']?{re.escape(key)}["']?\s*=""")
    begins, inside, at_top = None, False, True
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if bare.startswith("["):
            at_top, inside = False, bool(heading.match(bare))
            begins = number if inside and begins is None else begins
        elif (key and inside and setting.match(bare)) or (at_top and inline.match(bare)):
            return number
    return begins
