"""What another program, translate-toolkit, reads in the files we write, and files written by it.

Its module is called `translate`, as our folder is; so it runs in a process that does not see our folder.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

_READ = """
import json, sys
from translate.storage import factory
store = factory.getobject(sys.argv[1])
print(json.dumps([[unit.source, unit.target, unit.getnotes()] for unit in store.units if unit.istranslatable()]))
"""

_WRITE_TMX = """
import json, sys
from translate.storage.tmx import tmxfile
store = tmxfile(sourcelanguage=sys.argv[2], targetlanguage=sys.argv[3])
for source, target in json.loads(sys.argv[4]):
    store.addtranslation(source, sys.argv[2], target, sys.argv[3])
store.savefile(sys.argv[1])
"""


def read(path: Path) -> list[list[str]]:
    """Source, target and notes of every unit."""
    found: list[list[str]] = json.loads(_run(_READ, str(path)))
    return found


def write_tmx(path: Path, source: str, target: str, units: list[tuple[str, str]]) -> None:
    """A TMX file between two languages."""
    _run(_WRITE_TMX, str(path), source, target, json.dumps(units))


def _run(program: str, *arguments: Any) -> bytes:
    done = subprocess.run([sys.executable, "-I", "-c", program, *arguments], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout
