"""Get, check, choose and remove translation models."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from aitui.data.config import NAME as CONFIG
from aitui.data.config import read_config
from aitui.data.errors import AituiError
from aitui.data.paths import Paths
from aitui.data.replacing import user_path
from aitui.translate.argos_folders import package_folders
from aitui.translate.libretranslate.consent import answer_for, remember_answer
from aitui.translate.models import catalogue, choice, web
from aitui.translate.models.card import card, licence_of
from aitui.translate.models.catalogue import Entry
from aitui.translate.models.choice import BEST, Shelf, shelf
from aitui.translate.models.download import forget_stale
from aitui.translate.models.files import folder_bytes, megabytes
from aitui.translate.models.install import SUFFIX, Installed, Installer, packs_at
from aitui.translate.models.staging import sweep
from aitui.translate.models.transfer import OnProgress
from aitui.translate.models.trust import UntrustedError
from aitui.translate.models.verify import verify
from aitui.translate.packages import DamagedPackage, Package
from aitui.tui.display import plain
from aitui.tui.shell.online import asked
from aitui.tui.shell.output import is_linear, message, print_json, print_record, print_verdict, transfer_progress

_MOST_INDEX_BYTES = 8_000_000
_NAME_CELLS = 14


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`list|available|refresh|install|verify|use|remove|online`, each with `--json`."""
    verbs = parser.add_subparsers(
        dest="verb", required=True, metavar="list|available|refresh|install|verify|use|remove|online"
    )
    here = verbs.add_parser("list", help="the models on this machine and what they are used for")
    available = verbs.add_parser("available", help="the models that can be had; opens no connection")
    refresh = verbs.add_parser("refresh", help="fetch the list of models that can be had")
    install = verbs.add_parser("install", help="download models, or install them from files")
    install.add_argument("models", nargs="+", metavar="DIRECTION|FILE|FOLDER", help="de_en, de_en-1.3, x.argosmodel")
    install.add_argument("--trust", action="store_true", help="install also what no checksum is known of")
    check = verbs.add_parser("verify", help="compare checksums, load each model and translate a sentence")
    check.add_argument("models", nargs="*", metavar="DIRECTION", help="de_en (default: all)")
    use = verbs.add_parser("use", help="choose the model for a direction")
    use.add_argument("direction", metavar="DIRECTION", help="de_en")
    use.add_argument("version", metavar="VERSION|bundled|best", help="`best` leaves the choice to aitui again")
    remove = verbs.add_parser("remove", help="remove installed models")
    remove.add_argument("models", nargs="+", metavar="DIRECTION-VERSION|FOLDER", help="de_en-1.3, or a folder's name")
    remove.add_argument("--yes", action="store_true", help="do not ask")
    online = verbs.add_parser("online", help="whether sentences may be sent to the LibreTranslate server of the config")
    online.add_argument("answer", nargs="?", choices=["yes", "no"], help="default: only say what holds")
    for verb in (here, available, refresh, install, check, use, remove, online):
        verb.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Carry out the verb; 1 where some model could not be had, used or removed."""
    for folder in package_folders():
        sweep(folder)
    forget_stale(paths.downloads)
    verbs: dict[str, Callable[[argparse.Namespace, Paths], int]] = {
        "list": _list,
        "available": _available,
        "refresh": _refresh,
        "install": _install,
        "verify": _verify,
        "use": _use,
        "remove": _remove,
        "online": _online,
    }
    return verbs[arguments.verb](arguments, paths)


def _list(arguments: argparse.Namespace, paths: Paths) -> int:
    here = shelf(paths.models)
    if arguments.json:
        print_json(
            [_as_json(package, here) for package in here.packages]
            + [{"path": str(pack.root), "damaged": True, "reason": pack.reason} for pack in here.damaged]
        )
        return 0
    for package in here.packages:
        shown = card(package)
        if is_linear():
            print_record(
                (
                    ("model", package.name),
                    ("kind", "bundled" if package.bundled else "installed"),
                    ("in use", "yes" if here.uses(package) else "no"),
                    ("size", megabytes(shown.size)),
                    ("quality", shown.quality),
                    ("licence", shown.licence),
                    ("origin", shown.source),
                )
            )
            continue
        used = "●" if here.uses(package) else " "
        kind = "bundled" if package.bundled else "installed"
        print(f"{used} {package.name:<14} {kind:<9} {megabytes(shown.size):>9}  {plain(shown.quality)}")
        print(f"    {plain(shown.licence)}; {plain(shown.source)}")
    for damaged in here.damaged:
        name = damaged.root.name
        message(f"{name} is damaged and not used: {damaged.reason}. `aitui models remove {name}` takes it away")
    if not is_linear():
        print("\n● translates its direction. `aitui models available` shows what can be had.")
    return 0


def _available(arguments: argparse.Namespace, paths: Paths) -> int:
    known = catalogue.load(paths.models)
    here = {package.name for package in shelf(paths.models).packages if not package.bundled}
    if arguments.json:
        print_json([_entry_as_json(entry, here) for entry in known.entries])
        return 0
    for entry in known.entries:
        size = megabytes(entry.size) if entry.size else "size unknown"
        trusted = "checksum known" if entry.sha256 else "checksum unknown"
        installed = "installed" if entry.name in here else ""
        if is_linear():
            values = (entry.name, size, trusted.removeprefix("checksum "), entry.quality, licence_of(entry), installed)
            print_record(zip(("model", "size", "checksum", "quality", "licence", "state"), values, strict=True))
            continue
        print(
            f"{entry.name:<12} {size:>13}  {trusted:<17} {entry.quality:<24} {licence_of(entry)}  {installed}".rstrip()
        )
    if not known.refreshed:
        message("these come from the list that was shipped; `aitui models refresh` fetches the whole one")
    return 0


def _refresh(arguments: argparse.Namespace, paths: Paths) -> int:
    before = {entry.name for entry in catalogue.load(paths.models).entries}
    address = catalogue.index_address()
    fetched = catalogue.store(paths.models, web.fetch(address, most_bytes=_MOST_INDEX_BYTES))
    new = [entry.name for entry in fetched.entries if entry.name not in before]
    if arguments.json:
        print_json({"address": address, "entries": len(fetched.entries), "new": new})
    else:
        print(f"{len(fetched.entries)} models can be had, {len(new)} of them were not in the list before")
    return 0


def _install(arguments: argparse.Namespace, paths: Paths) -> int:
    installer = Installer(paths.models, paths.downloads)
    done: list[dict[str, Any]] = []
    failed = False
    for wanted in list(_wanted(arguments.models, paths)):  # a wrong name stops all before anything is fetched
        name = wanted.name if isinstance(wanted, Entry) else str(wanted)
        try:
            installed = _install_one(installer, wanted, vouched=arguments.trust)
        except AituiError as error:
            failed = True
            message(str(error) if error.where else f"{name}: {error}")
            done.append({"name": name, "installed": False, "error": str(error)})
            continue
        done.append(_installed_as_json(installed))
        if not arguments.json:
            package = installed.package
            print(f"installed {package.name} in {package.root} (checksum {installed.trust.value})", flush=True)
    if arguments.json:
        print_json(done)
    return int(failed)


def _install_one(installer: Installer, wanted: Entry | Path, *, vouched: bool) -> Installed:
    """Install; asks a person at a terminal whether to trust what nothing is known of."""
    name = wanted.name
    try:
        with transfer_progress(name) as show:
            return _carry_out(installer, wanted, show, vouched=vouched)
    except UntrustedError as error:
        if not asked(f"{error.what}. Install it all the same?"):
            raise
    with transfer_progress(name) as show:
        return _carry_out(installer, wanted, show, vouched=True)


def _carry_out(installer: Installer, wanted: Entry | Path, show: OnProgress, *, vouched: bool) -> Installed:
    if isinstance(wanted, Entry):
        return installer.from_catalogue(wanted, vouched=vouched, on_progress=show)
    return installer.from_path(wanted, vouched=vouched, on_progress=show)


def _wanted(models: list[str], paths: Paths) -> Iterator[Entry | Path]:
    """What each argument means: a file, the folder of a pack, all files in a folder, or a pack to download."""
    known = catalogue.load(paths.models)
    for model in models:
        path = user_path(model)
        is_path = os.sep in model or model.endswith(SUFFIX) or path.exists()
        if not is_path:
            yield known.find(model)
        else:
            yield from packs_at(path)


def _verify(arguments: argparse.Namespace, paths: Paths) -> int:
    here = shelf(paths.models)
    everything: list[Package | DamagedPackage] = [*here.packages, *here.damaged]
    wanted = [pack for pack in everything if not arguments.models or _is_meant(pack, arguments.models)]
    if not wanted:
        raise AituiError(f"no model here is {' or '.join(arguments.models)}", remedy="`aitui models list` shows all")
    verdicts = []
    for pack in wanted:
        with transfer_progress(pack.root.name) as show:
            verdict = verify(pack, paths.models, show)
        verdicts.append(verdict)
        if not arguments.json:
            print_verdict(
                verdict.name, ok=verdict.ok, detail=verdict.detail, remedy=verdict.remedy, name_cells=_NAME_CELLS
            )
    if arguments.json:
        print_json(
            [
                {
                    "name": verdict.name,
                    "path": str(verdict.root),
                    "ok": verdict.ok,
                    "checksums": verdict.sums,
                    "loads": verdict.loads,
                    "detail": verdict.detail,
                    "remedy": verdict.remedy,
                }
                for verdict in verdicts
            ]
        )
    return int(not all(verdict.ok for verdict in verdicts))


def _use(arguments: argparse.Namespace, paths: Paths) -> int:
    direction = arguments.direction.replace("-", "_")
    here = shelf(paths.models)
    if arguments.version == BEST:
        here.of_direction(direction)  # raises where there is nothing to choose from
        choice.choose_best(paths.models, direction)
    else:
        choice.choose(paths.models, here.find(direction, arguments.version))
    used = [p for p in shelf(paths.models).in_use if f"{p.from_code}_{p.to_code}" == direction]
    if arguments.json:
        print_json(_as_json(used[0], shelf(paths.models)))
    else:
        kind = "the bundled " if used[0].bundled else ""
        print(f"{direction} is translated by {kind}{used[0].name} from now on; what was translated by hand stays")
    return 0


def _remove(arguments: argparse.Namespace, paths: Paths) -> int:
    here = shelf(paths.models)
    installer = Installer(paths.models, paths.downloads)
    everything: list[Package | DamagedPackage] = [*here.packages, *here.damaged]
    wanted: list[Package | DamagedPackage] = []
    for name in arguments.models:
        meant = [pack for pack in everything if _is_meant(pack, [name])]
        installed = [pack for pack in meant if isinstance(pack, DamagedPackage) or not pack.bundled]
        if len(installed) > 1:
            names = ", ".join(pack.root.name for pack in installed)
            raise AituiError(f"{name} may be any of {names}; nothing was removed", remedy="Say which")
        if not installed:
            what = "comes with aitui and stays" if meant else "is not installed"
            raise AituiError(f"{name} {what}; nothing was removed", remedy="`aitui models list` shows all")
        wanted += installed
    removed = []
    for pack in wanted:
        size = megabytes(folder_bytes(pack.root))
        name = pack.name if isinstance(pack, Package) else pack.root.name
        if not arguments.yes and not asked(f"Remove {pack.root} ({size})?"):
            message(f"{name} stays; --yes removes it without a question")
            continue
        installer.remove_folder(pack.root)
        removed.append({"name": name, "path": str(pack.root)})
        if not arguments.json:
            print(f"removed {pack.root} ({size})")
    if arguments.json:
        print_json(removed)
    return int(len(removed) < len(wanted))


def _online(arguments: argparse.Namespace, paths: Paths) -> int:
    config, mistakes = read_config(paths.config)
    for mistake in mistakes:
        message(str(mistake))
    address = config.libretranslate.address
    if arguments.answer and not address and mistakes:
        return 1  # what has to be mended first is told
    if arguments.answer and not address:
        raise AituiError(
            "no server is configured", where=str(paths.config / CONFIG), remedy="Set address under [libretranslate]"
        )
    if arguments.answer:
        remember_answer(paths.models, address, allowed=arguments.answer == "yes")
    allowed = answer_for(paths.models, address) if address else False
    if arguments.json:
        print_json({"address": address or None, "allowed": allowed})
    elif not address:
        print("offline: no server is configured")
    else:
        print(f"ONLINE: sentences are sent to {address}" if allowed else f"offline: nothing is sent to {address}")
    return int(bool(mistakes))


def _is_meant(pack: Package | DamagedPackage, names: list[str]) -> bool:
    """Whether one of `names` is its folder, its direction or its direction and version."""
    own = {pack.root.name, str(pack.root)}
    if isinstance(pack, Package):
        direction = f"{pack.from_code}_{pack.to_code}"
        own |= {direction, f"{direction}-{pack.version}", f"{direction} {pack.version}"}
    return any(name in own or name.replace("-", "_", 1) in own for name in names)


def _as_json(package: Package, here: Shelf) -> dict[str, Any]:
    shown = card(package)
    return {
        "name": package.name,
        "from": package.from_code,
        "to": package.to_code,
        "version": package.version,
        "bundled": package.bundled,
        "path": str(package.root),
        "bytes": shown.size,
        "used": here.uses(package),
        "chosen": here.uses(package) and (package.from_code, package.to_code) in here.chosen,
        "damaged": False,
        "sha256": shown.sha256,
        "source": shown.source,
        "licence": shown.licence,
        "quality": shown.quality,
    }


def _entry_as_json(entry: Entry, here: set[str]) -> dict[str, Any]:
    return {
        "name": entry.name,
        "from": entry.from_code,
        "to": entry.to_code,
        "version": entry.version,
        "links": list(entry.links),
        "bytes": entry.size,
        "sha256": entry.sha256,
        "licence": licence_of(entry),
        "quality": entry.quality,
        "installed": entry.name in here,
    }


def _installed_as_json(installed: Installed) -> dict[str, Any]:
    return {
        "name": installed.package.name,
        "installed": True,
        "path": str(installed.package.root),
        "source": installed.source,
        "sha256": installed.sha256,
        "checksum": installed.trust,
        "translation": installed.translation,
    }
