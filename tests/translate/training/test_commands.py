"""The steps as a person runs them, those that need no torch."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from translate.chinese import tidy
from translate.training.decoding import decode_through

ROOT = Path(__file__).parents[3]
DE_EN, EN_ZH = (ROOT / "translate" / "bundled" / direction for direction in ("de_en", "en_zh"))


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "translate.training", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.tsv"
    path.write_text(
        "wmt_refs\tGestern regnete es in Berlin.\tIt rained in Berlin yesterday.\n"
        "tatoeba\tDas hier ist der eine Satz der Prüfung.\tThis is the one sentence of the exam.\n"
        "tatoeba\tHallo #NAME#!\tHello #NAME#!\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def test_set(tmp_path: Path) -> Path:
    path = tmp_path / "test.tsv"
    path.write_text("Das hier ist der eine Satz der Prüfung!\tThis is a reference.\n", encoding="utf-8")
    return path


def test_a_leak_is_found_dropped_and_then_no_more(corpus: Path, test_set: Path, tmp_path: Path) -> None:
    before = run("leaks", "--corpus", corpus, "--test", test_set)
    assert before.returncode == 1
    assert "der eine Satz der Prüfung" in before.stdout
    assert "1 pairs hold sentences of the evaluation sets" in before.stderr
    out = tmp_path / "prepared.tsv"
    done = run("prepare", "--pair", "de-en", "--corpus", corpus, "--test", test_set, "--out", out)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "origin\tkept\tartefact\tevaluation set"
    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "wmt_refs\tGestern regnete es in Berlin.\tIt rained in Berlin yesterday."
    assert len([line for line in lines if line.startswith("named\t")]) == 2
    assert len([line for line in lines if line.startswith("names\t")]) > 1000
    assert run("leaks", "--corpus", out, "--test", test_set).returncode == 0


def test_placeholders_are_counted_in_what_the_bundled_model_translates(tmp_path: Path) -> None:
    test = tmp_path / "test.tsv"
    test.write_text(
        "Gestern traf Angela Merkel 27 Leute in Berlin.\tAngela Merkel met 27 in Berlin.\n" * 3, encoding="utf-8"
    )
    done = run("survival", "--pack", DE_EN, "--test", test, "--threads", "1")
    assert done.returncode == 0, done.stderr
    assert "of 3 sentences" in done.stdout


def test_chinese_is_scored_with_the_signs_that_aitui_gives_it(tmp_path: Path) -> None:
    english = "It is raining today, and nobody wants to go out."
    (decoded,) = decode_through([EN_ZH], [english]).texts
    assert tidy(decoded) != decoded
    scores = []
    for reference, option in ((tidy(decoded), []), (tidy(decoded), ["--as-decoded"]), (decoded, ["--as-decoded"])):
        (tmp_path / "test.tsv").write_text(f"{english}\t{reference}\n", encoding="utf-8")
        done = run("score", "--pack", EN_ZH, "--test", tmp_path / "test.tsv", *option)
        scores.append(done.stdout.split("BLEU ")[1].split()[0])
    assert scores[0] == scores[2] == "100.0" != scores[1]


def test_a_mistake_is_told_in_one_line(tmp_path: Path) -> None:
    done = run("unpack", "--pack", tmp_path / "none.argosmodel", "--bundled", tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("error: ")
    assert "none.argosmodel" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_app_loads_nothing_of_the_recipe() -> None:
    code = (
        "import sys, aitui.tui.__main__, aitui.translate.translator, aitui.data.entities\n"
        "bad = {'torch', 'sacrebleu', 'zhconv', 'translate'} & {name.partition('.')[0] for name in sys.modules}\n"
        "sys.exit(', '.join(bad) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT / "tests", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
