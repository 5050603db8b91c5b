from __future__ import annotations

import json
from pathlib import Path

import pytest

from aitui.data.errors import AituiError
from aitui.translate.models import catalogue
from aitui.translate.models.catalogue import Entry, index_address, load, parse, store


def listed(**values: object) -> dict[str, object]:
    return {"package_version": "1.0", "from_code": "de", "to_code": "en", "links": ["https://a/b"]} | values


def index(*entries: object) -> bytes:
    return json.dumps(entries).encode()


def test_german_english_and_chinese_are_there_without_a_fetch(tmp_path: Path) -> None:
    known = load(tmp_path)
    assert not known.refreshed
    assert {entry.direction for entry in known.entries} == {"de_en", "en_de", "en_zh", "zh_en"}
    for entry in known.entries:
        assert len(entry.sha256 or "") == 64
        assert entry.links
        assert entry.size
    assert known.find("de_en").size == 150_512_831
    assert "CC BY 4.0" in known.find("en_zh").licence


def test_a_fetched_index_takes_the_place_of_the_snapshot_and_keeps_the_known_checksums(tmp_path: Path) -> None:
    fetched = store(
        tmp_path,
        index(
            listed(from_code="nl"),
            listed(package_version="1.3"),
            listed(package_version="1.10", links=["ipfs://x", "https://a/new", "https://a/new", "ftp://a"]),
        ),
    )
    assert load(tmp_path) == fetched
    assert fetched.refreshed
    assert [entry.name for entry in fetched.entries] == ["de_en 1.10", "de_en 1.3", "nl_en 1.0"]
    assert fetched.find("de_en") == Entry("de", "en", "1.10", ("https://a/new",))
    assert fetched.find("de_en-1.3").sha256 == catalogue.load(tmp_path / "other").find("de_en").sha256
    assert fetched.find("nl_en").sha256 is None


@pytest.mark.parametrize("request_", ["de_en", "de-en", "de_en 1.3", "de_en-1.3", "de_en==1.3", "translate-de_en-1_3"])
def test_a_pack_can_be_named_in_several_ways(tmp_path: Path, request_: str) -> None:
    assert load(tmp_path).find(request_).name == "de_en 1.3"


@pytest.mark.parametrize("request_", ["de_en-9.9", "fr_de", "german", ""])
def test_a_pack_that_is_not_there_is_told_with_those_that_are(tmp_path: Path, request_: str) -> None:
    with pytest.raises(AituiError) as caught:
        load(tmp_path).find(request_)
    assert "de_en" in caught.value.remedy


@pytest.mark.parametrize(
    "bad",
    [
        listed(from_code="../de"),
        listed(from_code="de", to_code="de"),
        listed(from_code=7),
        listed(package_version="1.0/../x"),
        listed(package_version=""),
        listed(type="sbd"),
        listed(links="https://a"),
        "text",
        None,
    ],
)
def test_an_entry_that_makes_no_sense_is_left_out(bad: object) -> None:
    assert [entry.name for entry in parse(index(bad, listed()))] == ["de_en 1.0"]


@pytest.mark.parametrize(
    "bad",
    [b"", b"<html>", b"{}", b"[" * 100_000, b"[" + b" " * 9_000_000 + b"]"],
    ids=["empty", "web page", "object", "deep", "huge"],
)
def test_what_is_no_index_is_told_and_the_one_before_stays(tmp_path: Path, bad: bytes) -> None:
    before = store(tmp_path, index(listed()))
    with pytest.raises(AituiError, match="list of models"):
        store(tmp_path, bad)
    assert load(tmp_path) == before


def test_a_damaged_copy_of_the_index_is_as_none(tmp_path: Path) -> None:
    (tmp_path / "index.json").write_bytes(b"\x00")
    assert not load(tmp_path).refreshed


@pytest.mark.parametrize("given", ["http://host/folder", "http://host/folder/"])
def test_the_index_lies_where_argos_is_told_to_look(given: str) -> None:
    assert index_address({"ARGOS_PACKAGE_INDEX": given}) == "http://host/folder/index.json"
    assert index_address({}).endswith("/argospm-index/main/index.json")
