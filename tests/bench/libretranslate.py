"""The seeds through a real LibreTranslate on loopback that serves the bundled models.

    python -m venv VENV && VENV/bin/pip install libretranslate     (somewhere outside; it is no dependency)
    uv run python tests/bench/libretranslate.py VENV/bin/python

LibreTranslate splits texts into sentences with a model that it downloads; here it gets single sentences, so that step
is left out and nothing is downloaded. All else is the published package: its routes, its limits, its answers.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path

from rich.console import Console
from rich.table import Table

from aitui.data.config import LibreTranslate
from aitui.data.structure import parse
from aitui.translate.packages import BUNDLED
from aitui.translate.translator import Translator

SEEDS = Path(__file__).parents[2] / "seeds"

SERVE = """
import sys
import argostranslate.sbd as sbd
sbd.MiniSBDSentencizer.split_sentences = lambda self, text: [text]
sys.argv = ["libretranslate", "--host", "127.0.0.1", "--port", sys.argv[1], "--load-only", "de,en,zh",
            "--disable-files-translation", "--disable-web-ui", "--batch-limit", "16", "--char-limit", "2000"]
from libretranslate import main
main()
"""


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def serve(python: str, folder: Path, port: int) -> subprocess.Popen[bytes]:
    """Start the server with the bundled models as its only packs."""
    shutil.copytree(BUNDLED, folder / "packages", ignore=shutil.ignore_patterns("__pycache__"))
    environment = os.environ | {
        "ARGOS_PACKAGES_DIR": str(folder / "packages"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
    log = (folder / "log").open("wb")
    return subprocess.Popen([python, "-c", SERVE, str(port)], env=environment, cwd=folder, stdout=log, stderr=log)


def wait_until_up(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Return once the server answers. Raises RuntimeError with its log when it ends instead."""
    while True:
        if server.poll() is not None:
            raise RuntimeError(log.read_text(encoding="utf-8")[-3000:])
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("python", help="a Python that has libretranslate")
    python = parser.parse_args().python
    table = Table("to", "engine", "sentences", "seconds", "marked", "an example", title="LibreTranslate on loopback")
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        server = serve(python, folder, port)
        try:
            wait_until_up(server, port, folder / "log")
            article = parse(sorted(SEEDS.glob("*.txt"))[0].read_text(encoding="utf-8"))
            texts = [article.sentence_text(span) for _, span in article.sentences()][:60]
            online = LibreTranslate(address=f"http://127.0.0.1:{port}")
            for to in ("en", "zh"):
                for settings in (online, None):
                    memory = folder / f"{to}-{settings is None}.sqlite3"
                    with closing(Translator(memory, server=settings)) as translator:
                        begin = time.perf_counter()
                        made = translator.translate(texts, to)
                        seconds = time.perf_counter() - begin
                        done = [translation for translation in made if translation is not None and translation.target]
                        assert len(done) == len(texts)
                        marked = sum(bool(translation.marks) for translation in done)
                        table.add_row(to, translator.label(to), str(len(done)), f"{seconds:.1f}", str(marked),
                                      str(done[3].target)[:50])  # fmt: skip
        finally:
            server.terminate()
            server.wait()
    Console(width=150).print(table)


if __name__ == "__main__":
    main()
