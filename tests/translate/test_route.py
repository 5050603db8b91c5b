from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from aitui.data.errors import AituiError
from aitui.translate.packages import Package
from aitui.translate.route import find_route


def pack(direction: str, *, bundled: bool = False, version: str = "1.0") -> Package:
    source, target = direction.split("_")
    return Package(source, target, version, Path(direction), bundled)


def test_a_direct_model_is_preferred_to_two():
    packages = [pack("de_en"), pack("en_zh"), pack("de_zh")]
    assert find_route(packages, "de", "zh").legs == (packages[2],)


def test_without_a_direct_model_the_way_is_through_english():
    packages = [pack("de_en"), pack("en_zh")]
    assert find_route(packages, "de", "zh").legs == tuple(packages)
    assert find_route(packages, "en", "zh").legs == (packages[1],)


@pytest.mark.parametrize(
    ("installed", "source", "target", "missing"),
    [
        (["de_en"], "de", "zh", ["en_zh"]),
        (["en_zh"], "de", "zh", ["de_en"]),
        ([], "de", "zh", ["de_en", "en_zh"]),
        ([], "de", "en", ["de_en"]),
    ],
)
def test_a_missing_pack_is_named_with_the_command_that_installs_it(installed, source, target, missing):
    with pytest.raises(AituiError) as caught:
        find_route([pack(name) for name in installed], source, target)
    for name in missing:
        assert name in caught.value.what
        assert name in caught.value.remedy
    assert not any(name in caught.value.remedy for name in installed)


def test_a_text_is_not_translated_to_its_own_language():
    with pytest.raises(AituiError, match="already in English"):
        find_route([pack("de_en")], "en", "en")


def test_the_label_says_which_models_are_bundled():
    small = pack("de_en", bundled=True, version="0.1")
    chinese = pack("en_zh", bundled=True, version="0.1")
    large = replace(small, bundled=False, version="1.3")
    assert find_route([small, chinese], "de", "zh").label == "bundled de_en 0.1 → en_zh 0.1"
    assert find_route([large, chinese], "de", "zh").label == "installed de_en 1.3 → bundled en_zh 0.1"
    assert find_route([large], "de", "en").label == "de_en 1.3"
    assert not find_route([large], "de", "en").uses_bundled
    assert find_route([large, chinese], "de", "zh").uses_bundled
