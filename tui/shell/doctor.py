"""What is installed, where everything lies, and what would go wrong."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sqlite3
import sys
from contextlib import closing
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

from aitui.data.config import read_config
from aitui.data.entities.table import NameTable
from aitui.data.errors import AituiError
from aitui.data.language import TARGET_LANGUAGES
from aitui.data.library import Library
from aitui.data.paths import Paths
from aitui.translate.argos_folders import package_folders
from aitui.translate.glossary.guarding import load_terms
from aitui.translate.libretranslate.consent import answer_for
from aitui.translate.models.choice import shelf
from aitui.translate.translator import Translator
from aitui.tui.shell.output import print_json, print_verdict

_DISTRIBUTIONS = (
    "aitui",
    "textual",
    "rich",
    "argos-translate-lt",
    "ctranslate2",
    "sentencepiece",
    "rapidfuzz",
    "sentencex",
)
_OPTIONAL = ("trafilatura", "ebooklib", "pypdf")
_NETWORK_EVENTS = frozenset(
    f"socket.{call}" for call in ("connect", "getaddrinfo", "gethostbyname", "gethostbyaddr", "sendto", "sendmsg")
)
_LOW_SPACE = 200_000_000
_NAME_CELLS = 24


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`[--json]`."""
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Look at everything; 1 where something would go wrong."""
    tried = _watch_network()
    checks = [
        *_versions(),
        *_folders(paths),
        *_models(paths),
        _library(paths),
        _names(paths),
        _glossary(paths),
        _terminal(),
        _config(paths),
        _network(tried),
    ]
    failed = [check for check in checks if not check.ok]
    if arguments.json:
        print_json(
            {
                "ok": not failed,
                "python": platform.python_version(),
                "platform": platform.platform(),
                "folders": {"config": str(paths.config), "data": str(paths.data), "cache": str(paths.cache)},
                "models": [
                    {
                        "name": package.name,
                        "from": package.from_code,
                        "to": package.to_code,
                        "version": package.version,
                        "bundled": package.bundled,
                        "path": str(package.root),
                    }
                    for package in shelf(paths.models).in_use
                ],
                "checks": [asdict(check) for check in checks],
            }
        )
    else:
        for check in checks:
            remedy = "" if check.ok else check.remedy
            print_verdict(check.name, ok=check.ok, detail=check.detail, remedy=remedy, name_cells=_NAME_CELLS)
        names = ", ".join(check.name for check in failed)
        verb = "needs" if len(failed) == 1 else "need"
        print(f"\n{len(failed)} of them {verb} attention: {names}." if failed else "\nEverything works.")
    return int(bool(failed))


def _versions() -> list[Check]:
    python = Check("Python", sys.version_info >= (3, 11), platform.python_version(), "aitui needs 3.11 or newer")
    checks = [python]
    for name in _DISTRIBUTIONS:
        try:
            checks.append(Check(name, True, version(name)))
        except PackageNotFoundError:
            checks.append(Check(name, False, "is missing", "Install aitui again: pip install --force-reinstall aitui"))
    missing = [name for name in _OPTIONAL if not _is_installed(name)]
    detail = f"not installed: {', '.join(missing)} (pip install 'aitui[documents]')" if missing else "readable"
    checks.append(Check("HTML, EPUB, PDF", True, detail))
    checks.append(Check("SQLite", True, sqlite3.sqlite_version))
    return checks


def _is_installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def _folders(paths: Paths) -> list[Check]:
    checks = []
    for name, folder in (("config folder", paths.config), ("data folder", paths.data), ("cache folder", paths.cache)):
        existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
        free = shutil.disk_usage(existing).free
        writable = os.access(existing, os.W_OK)
        remedy = f"{existing} cannot be written to" if not writable else "Free some space"
        checks.append(Check(name, writable and free > _LOW_SPACE, f"{folder} ({free / 1e9:.1f} GB free)", remedy))
    return checks


def _models(paths: Paths) -> list[Check]:
    found = shelf(paths.models)
    checks = [Check("installed Argos packs", True, ", ".join(str(folder) for folder in package_folders()))]
    checks.extend(
        Check(
            f"model {package.from_code} → {package.to_code}",
            True,
            f"{package.name}{' (bundled)' if package.bundled else ''}, {_size(package.root):.0f} MB",
        )
        for package in found.in_use
    )
    checks.extend(
        Check(
            f"pack {problem.root.name}",
            False,
            problem.reason,
            f"`aitui models remove {problem.root.name}`, or install it again",
        )
        for problem in found.damaged
    )
    try:
        with (
            TemporaryDirectory() as folder,
            closing(Translator(Path(folder) / "memory.sqlite3", records=paths.models)) as translator,
        ):
            for to in TARGET_LANGUAGES:
                made = translator.translate(["Das ist ein Satz."], to)[0]
                works = made is not None and made.target is not None
                checks.append(Check(f"translates de → {to}", works, translator.label(to)))
    except AituiError as error:
        checks.append(Check("translates", False, error.what, error.remedy))
    return checks


def _config(paths: Paths) -> Check:
    config, mistakes = read_config(paths.config)
    if config.keys:
        from aitui.tui.keymap import read_keymap

        mistakes += tuple(read_keymap(config, paths)[1])
    if mistakes:
        first = mistakes[0]
        return Check("configuration", False, f"{first.where}: {first.what}", first.remedy)
    server = config.libretranslate
    if not server.address:
        return Check("configuration", True, "offline; no LibreTranslate server is set")
    allowed = answer_for(paths.models, server.address)
    state = (
        f"ONLINE: sentences are sent to {server.address}" if allowed else f"offline; {server.address} is not allowed"
    )
    return Check("configuration", True, state)


def _watch_network() -> list[str]:
    """Every use of the network by this process from now on (PEP 578 audit events)."""
    tried: list[str] = []

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if event in _NETWORK_EVENTS and not (event == "socket.connect" and isinstance(arguments[1], str | bytes)):
            tried.append(event)

    sys.addaudithook(note)
    return tried


def _network(tried: list[str]) -> Check:
    """Translating and all else above happened under the watch."""
    if tried:
        return Check("network", False, f"was used ({', '.join(tried)})", "Please report this")
    return Check(
        "network", True, "not used while all of the above was done; `aitui models install` and `refresh` alone ever do"
    )


def _size(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def _library(paths: Paths) -> Check:
    if not paths.library.exists():
        return Check("library", True, "is made at the first start")
    try:
        with Library(paths.library) as library:
            return Check("library", True, f"{len(library.entries())} articles in {paths.library}")
    except AituiError as error:
        return Check("library", False, str(error), error.remedy)


def _names(paths: Paths) -> Check:
    table = NameTable.load(paths.names)
    problems = table.problems
    detail = str(problems[0]) if problems else "the shipped table and yours are readable"
    more = f" and {len(problems) - 1} more" if len(problems) > 1 else ""
    return Check("names", not problems, f"{detail}{more}", "Mend the line; until then it is not used, the others are")


def _glossary(paths: Paths) -> Check:
    terms, problems = load_terms(paths)
    if problems:
        more = f" and {len(problems) - 1} more" if len(problems) > 1 else ""
        return Check("glossary", False, f"{problems[0]}{more}", "Correct it; the other lines are used")
    return Check("glossary", True, f"{len(terms.extra)} terms in {paths.glossary}")


def _terminal() -> Check:
    size = shutil.get_terminal_size()
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if encoding != "utf8":
        return Check("terminal", False, f"encoding {sys.stdout.encoding}", "Set LANG or LC_ALL to a UTF-8 locale")
    return Check("terminal", True, f"{size.columns}×{size.lines}, UTF-8, TERM={os.environ.get('TERM', 'unset')}")
