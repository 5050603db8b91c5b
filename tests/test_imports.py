"""What importing a part of the program brings with it."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from types import ModuleType

import pytest

import aitui.data
import aitui.translate

SLOW = {
    "ctranslate2",
    "argostranslate",
    "sentencepiece",
    "py3langid",
    "trafilatura",
    "numpy",
    "pypdf",
    "ebooklib",
    "httpx",
}


def modules_after(statement: str) -> set[str]:
    """The top-level modules that are loaded in a fresh process after `statement`."""
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.split()}


def below(package: ModuleType) -> list[str]:
    found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    return [module.name for module in found if "training" not in module.name]


@pytest.mark.parametrize("package", [aitui.data, aitui.translate], ids=["data", "translate"])
def test_the_core_never_loads_the_screen(package: ModuleType) -> None:
    names = below(package)
    assert len(names) > 8
    assert not {"textual", "rich"} & modules_after("import " + ", ".join(names))


def test_the_app_opens_without_loading_what_translates() -> None:
    assert not SLOW & modules_after("import aitui.tui.app")


def test_what_speaks_http_is_loaded_only_when_something_is_fetched() -> None:
    listing = "from aitui.tui.__main__ import main\nmain(['models', 'available', '--json'])"
    translating = "import aitui.translate.models.install, aitui.translate.models.web, aitui.translate.translator"
    assert "httpx" not in modules_after(listing) | modules_after(translating)


def test_a_command_loads_no_screen() -> None:
    assert "textual" not in modules_after(
        "import aitui.tui.__main__, aitui.tui.shell.library, aitui.tui.shell.translate"
    )
