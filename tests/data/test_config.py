from __future__ import annotations

from pathlib import Path

import pytest

from aitui.data.config import Config, LibreTranslate, read_config


def written(folder: Path, text: str | bytes) -> Path:
    (folder / "config.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    assert read_config(tmp_path) == (Config(), ())
    assert Config().libretranslate.address == ""


def test_what_is_set_counts_and_the_rest_has_its_default(tmp_path: Path) -> None:
    folder = written(tmp_path, '\ufeff[libretranslate]\naddress = "http://127.0.0.1:5000"\ntries = 2\n')
    config, mistakes = read_config(folder)
    assert config.libretranslate == LibreTranslate(address="http://127.0.0.1:5000", tries=2)
    assert mistakes == ()


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("[libretranslate]\n# one\ntries = 'many'\n", 3, "tries: Expected `int`, got `str`"),
        ("[libretranslate]\n\ntries = 0\n", 3, "tries: Expected `int` >= 1"),
        ("[libretranslate]\nadress = 'http://a'\n", 2, "unknown setting 'adress'"),
        ("[libretranslate]\naddress = 'a server'\n", 2, "`address` should be like"),
        ("[libretranslate]\naddress = 'file:///etc/passwd'\n", 2, "`address` should be like"),
        ("libretranslate = 7\n", 1, "Expected `object`, got `int`"),
        ("libretranslate = { tries = 'x' }\n", 1, "tries: Expected `int`, got `str`"),
        ("\n[colours]\nred = 1\n", 2, "unknown setting 'colours'"),
        ("[libretranslate]\naddress = \n", None, "no TOML: Invalid value (at line 2"),
        (b"[libretranslate]\naddress = '\xff'\n", None, "no TOML"),
        ("a = " + "[" * 5000, None, "no TOML"),
    ],
    ids=range(11),
)
def test_a_mistake_is_named_with_its_line_and_the_default_holds(
    tmp_path: Path, text: str | bytes, line: int | None, reason: str
) -> None:
    folder = written(tmp_path, text)
    config, (mistake,) = read_config(folder)
    assert config == Config()
    assert reason in mistake.what
    assert mistake.where == f"{folder / 'config.toml'}" + (f":{line}" if line else "")
    assert mistake.remedy


def test_a_mistake_in_one_table_leaves_the_others(tmp_path: Path) -> None:
    folder = written(tmp_path, "[other]\nx = 1\n[libretranslate]\naddress = 'https://host/path'\n")
    config, mistakes = read_config(folder)
    assert config.libretranslate.address == "https://host/path"
    assert len(mistakes) == 1
    assert "libretranslate" in mistakes[0].remedy
