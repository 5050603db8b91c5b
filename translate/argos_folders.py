"""Where Argos programs install their packs.

The same folders as `argostranslate.settings.package_dirs`, which cannot be asked: importing it takes a while and
creates folders of its own.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

PACKAGES_VARIABLE = "ARGOS_PACKAGES_DIR"


def package_folders(environment: Mapping[str, str] | None = None) -> list[Path]:
    """The folders of installed packs, first the one that Argos installs into; none of them needs to exist.

    `environment` defaults to that of this process.
    """
    environment = os.environ if environment is None else environment
    home = Path(environment["SNAP_USER_DATA"]) if "SNAP" in environment else Path.home()
    folders = [_own_folder(environment, home)]
    if "SNAP" in environment:
        custom = Path(environment["SNAP"]) / "snap_custom"
        if (custom / "packages").is_dir():
            folders.append(custom / "packages")
        if (custom / "content_snap_packages").is_dir():
            folders += [path for path in (custom / "content_snap_packages").iterdir() if path.is_dir()]
    return folders


def _own_folder(environment: Mapping[str, str], home: Path) -> Path:
    """The environment variable, else the settings file, else the user's data folder."""
    given = environment.get(PACKAGES_VARIABLE)
    if given is None:
        config = Path(environment.get("XDG_CONFIG_HOME", home / ".config"))
        given = _from_settings_file(config / "argos-translate" / "settings.json")
    if given is not None:
        return Path(given)
    return Path(environment.get("XDG_DATA_HOME", home / ".local" / "share")) / "argos-translate" / "packages"


def _from_settings_file(path: Path) -> str | None:
    """Argos goes on without a settings file that it cannot read, and so does this."""
    try:
        settings = msgspec.json.decode(path.read_bytes(), type=dict[str, object])
    except (OSError, msgspec.MsgspecError):
        return None
    value = settings.get(PACKAGES_VARIABLE)
    return value if isinstance(value, str) else None
