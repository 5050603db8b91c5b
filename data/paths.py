"""Where aitui keeps its files."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

HOME_VARIABLE = "AITUI_HOME"


@dataclass(frozen=True, slots=True)
class Paths:
    """The three folders of one user; created when first written to, not before."""

    config: Path
    data: Path
    cache: Path

    @classmethod
    def of_user(cls, home: str | os.PathLike[str] | None = None) -> Paths:
        """Folders under `home`, else under `$AITUI_HOME`, else where the platform wants them."""
        root = home or os.environ.get(HOME_VARIABLE)
        if root:
            base = Path(root).expanduser().absolute()
            return cls(base / "config", base / "data", base / "cache")
        dirs = platformdirs.PlatformDirs("aitui", appauthor=False)
        return cls(dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path)

    @property
    def library(self) -> Path:
        """The SQLite file with the articles."""
        return self.data / "library.sqlite3"

    @property
    def names(self) -> Path:
        """The user's own table of names, merged over the shipped one; need not exist."""
        return self.config / "names.csv"

    @property
    def search_index(self) -> Path:
        """The SQLite file that is searched; made from library and memory, so it may be deleted at any time."""
        return self.cache / "search.sqlite3"

    @property
    def search_stamps(self) -> Path:
        """The SQLite file that says which state of each article the search index holds."""
        return self.cache / "search-stamps.sqlite3"

    @property
    def models(self) -> Path:
        """The folder of what is remembered of models: the index, checksums, choices; the models lie with Argos'."""
        return self.data / "models"

    @property
    def downloads(self) -> Path:
        """The folder of models that are being downloaded."""
        return self.cache / "models"

    @property
    def memory(self) -> Path:
        """The SQLite file with the translations."""
        return self.data / "memory.sqlite3"
