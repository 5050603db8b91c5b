from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.translate.models.conftest import members, zipped
from tests.translate.models.server import File, Site

from .conftest import SMALL

Command = Callable[..., Any]


def pack(version: str = "7.0", **other: bytes) -> bytes:
    files = members("de_en")
    files["metadata.json"] = json.dumps(json.loads(files["metadata.json"]) | {"package_version": version}).encode()
    return zipped(files | other, "translate-de_en")


def test_a_model_is_found_installed_listed_verified_chosen_and_removed(
    aitui: Command, site: Site, packs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def call(*arguments: str, code: int = 0) -> Any:
        return json.loads(aitui("models", *arguments, "--json", code=code).stdout)

    content = pack()
    link = site.put("/v1/m.argosmodel", File(content))
    entry = {"package_version": "7.0", "from_code": "de", "to_code": "en", "links": [f"{site.address}/gone", link]}
    site.put("/index/index.json", File(json.dumps([entry]).encode()))
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", f"{site.address}/index/")

    assert {row["name"] for row in call("available")} >= {"de_en 1.3", "en_zh 1.9"}
    assert site.asked == []
    assert call("refresh") == {"address": f"{site.address}/index/index.json", "entries": 1, "new": ["de_en 7.0"]}
    (available,) = call("available")
    assert (available["sha256"], available["installed"]) == (None, False)

    (refused,) = call("install", "de_en", code=1)
    assert "--trust" in refused["error"]
    (installed,) = call("install", "de_en", "--trust")
    assert installed["path"] == str(packs / "translate-de_en-7_0")
    assert installed["source"] == link
    assert call("available")[0]["installed"]

    used = {row["name"]: row["used"] for row in call("list")}
    assert used["de_en 7.0"]
    assert not used[SMALL]
    assert call("use", "de_en", "bundled")["name"] == SMALL
    assert call("use", "de_en", "best")["name"] == "de_en 7.0"
    assert all(row["ok"] for row in call("verify"))

    assert call("remove", "de_en-7.0", code=1) == []  # nobody there to ask
    assert call("remove", "de_en", "--yes") == [{"name": "de_en 7.0", "path": str(packs / "translate-de_en-7_0")}]
    assert list(packs.iterdir()) == []


def test_a_damaged_model_is_named_and_the_bundled_one_translates(aitui: Command, tmp_path: Path, packs: Path) -> None:
    path = tmp_path / "x.argosmodel"
    path.write_bytes(pack())
    aitui("models", "install", str(path), "--trust")
    model = packs / "translate-de_en-7_0" / "model" / "model.bin"
    model.write_bytes(bytes(1_000_000))
    os.utime(model, ns=(1, 1))
    text = tmp_path / "text.txt"
    text.write_text("Das ist ein Satz.", encoding="utf-8")
    done = aitui("translate", str(text), "--to", "en", "--json")
    (article,) = json.loads(done.stdout)
    assert article["engine"] == f"bundled {SMALL}"
    assert article["blocks"][0]["sentences"][0]["target"]
    assert b"translate-de_en-7_0" in done.stderr
    assert "FAIL  de_en 7.0" in aitui("models", "verify", code=1).stdout.decode().replace(
        "translate-de_en-7_0", "de_en 7.0"
    )
    listed = json.loads(aitui("models", "list", "--json").stdout)
    assert [row["path"] for row in listed if row["damaged"]] == [str(packs / "translate-de_en-7_0")]
    aitui("models", "remove", "translate-de_en-7_0", "--yes")
    assert list(packs.iterdir()) == []


def test_all_files_of_a_stick_are_installed_and_one_bad_one_stops_none(
    aitui: Command, tmp_path: Path, packs: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "1.argosmodel").write_bytes(b"no archive")
    (stick / "2.argosmodel").write_bytes(pack())
    done = aitui("models", "install", str(stick), "--trust", code=1)
    assert b"1.argosmodel: this is no .argosmodel file" in done.stderr
    assert b"installed de_en 7.0" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["models"], 2, b"required"),
        (["models", "paint"], 2, b"invalid choice"),
        (["models", "install"], 2, b"required"),
        (["models", "install", "xx_yy"], 1, b"has no xx_yy"),
        (["models", "install", "./nothing.argosmodel"], 1, b"no such file"),
        (["models", "install", "."], 1, b"no .argosmodel file in this folder"),
        (["models", "use", "de_en", "9"], 1, b"There is: bundled"),
        (["models", "use", "nl_en", "best"], 1, b"no model for nl_en is here"),
        (["models", "remove", "de_en", "--yes"], 1, b"comes with aitui"),
        (["models", "remove", "nl_en", "--yes"], 1, b"is not installed"),
        (["models", "verify", "nl_en"], 1, b"no model here is nl_en"),
    ],
)
def test_wrong_use_and_what_cannot_be_done_have_their_exit_codes(
    aitui: Command, packs: Path, arguments: list[str], code: int, said: bytes
) -> None:
    assert said in aitui(*arguments, code=code).stderr


def test_sentences_are_sent_only_to_a_server_that_a_person_has_allowed(
    aitui: Command, site: Site, tmp_path: Path, packs: Path
) -> None:
    site.post = lambda path, body: (
        200,
        {},
        json.dumps({"translatedText": ["Sent." for _ in json.loads(body)["q"]]}).encode(),
    )
    config = tmp_path / "home" / "config"
    config.mkdir(parents=True)
    (config / "config.toml").write_text(f'[libretranslate]\naddress = "{site.address}"\n')
    text = tmp_path / "text.txt"
    text.write_text("Das ist ein Satz.", encoding="utf-8")
    translate = ("translate", str(text), "--to", "en", "--json")
    offline = aitui(*translate)
    assert b"models online yes" in offline.stderr
    assert json.loads(offline.stdout)[0]["engine"] == f"bundled {SMALL}"
    assert site.asked == []
    assert json.loads(aitui("models", "online", "--json").stdout) == {"address": site.address, "allowed": None}
    assert json.loads(aitui("models", "online", "yes", "--json").stdout)["allowed"] is True
    online = aitui(*translate)
    assert b"ONLINE" in online.stderr
    assert json.loads(online.stdout)[0]["engine"] == f"LibreTranslate at {site.address}"
    assert len(site.asked) == 1
    assert "ONLINE" in aitui("doctor").stdout.decode()
    aitui("models", "online", "no")
    assert json.loads(aitui(*translate).stdout)[0]["engine"] == f"bundled {SMALL}"
    assert len(site.asked) == 1
    (config / "config.toml").write_text(f'[libretranslate]\naddress = "{site.address}"\ntries = "many"\n')
    told = aitui("models", "online", "yes", code=1).stderr
    assert b"config.toml:3: tries" in told
    assert b"no server is configured" not in told
