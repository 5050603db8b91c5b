from __future__ import annotations

import hashlib
import json
import os
import random
import threading
from pathlib import Path

import pytest

from aitui.data.errors import AituiError
from aitui.translate.models.download import BLOCK_BYTES, Download, forget_stale
from aitui.translate.models.transfer import Progress, Stop, StoppedError

from .server import File, Site

CONTENT = b"PK\x03\x04" + random.Random(6).randbytes(2_000_000)
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def download(path: Path, *links: str, size: int | None = None, sha256: str | None = None, stop: Stop | None = None):
    return Download(links, path, size=size, sha256=sha256, stop=stop, pause=0.0).run()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "downloads" / "model.argosmodel"


def parts(path: Path) -> list[Path]:
    return [found for found in path.parent.glob("*") if found != path]


@pytest.mark.parametrize(
    "file",
    [
        File(CONTENT),
        File(CONTENT, ranges=False),
        File(CONTENT, chunked=True),
        File(CONTENT, etag=None),
        File(CONTENT, drop_at_once=2),
        File(CONTENT, statuses=[500, 503]),
    ],
    ids=["plain", "without Range", "without length", "without ETag", "dropped before the first byte", "busy at first"],
)
def test_a_file_comes_whole(site: Site, path: Path, file: File) -> None:
    done = download(path, site.put("/m", file), sha256=SHA256)
    assert path.read_bytes() == CONTENT
    assert (done.size, done.sha256) == (len(CONTENT), SHA256)
    assert parts(path) == []
    assert all(asked.agent.startswith("aitui/") for asked in site.asked if asked.agent)


def test_a_connection_that_drops_at_every_tenth_of_the_file_is_taken_up_where_it_broke(site: Site, path: Path) -> None:
    download(path, site.put("/m", File(CONTENT, drop_every=len(CONTENT) // 10)))
    assert path.read_bytes() == CONTENT
    assert len(site.asked) >= 10
    assert sum(asked.sent for asked in site.asked) - len(CONTENT) <= len(site.asked) * BLOCK_BYTES


def test_a_server_without_ranges_that_always_breaks_off_is_given_up_for_the_next(site: Site, path: Path) -> None:
    first = site.put("/bad", File(CONTENT, ranges=False, drop_every=700_000))
    done = download(path, first, site.put("/good", File(CONTENT)), sha256=SHA256)
    assert path.read_bytes() == CONTENT
    assert done.link.endswith("/good")
    assert sum(1 for asked in site.asked if asked.path == "/bad") < 8


def test_a_download_goes_on_after_a_restart(site: Site, path: Path) -> None:
    link = site.put("/m", File(CONTENT, drop_every=900_000))
    stop = Stop()

    def stop_half_way(progress: Progress) -> None:
        if progress.done > 800_000:
            stop.set()

    with pytest.raises(StoppedError):
        Download([link], path, stop=stop, on_progress=stop_half_way, pause=0.0).run()
    held = path.with_name("model.argosmodel.part").stat().st_size
    assert held > 800_000
    site.asked.clear()
    done = download(path, link)
    assert done.resumed_from == held
    assert site.asked[0].range == f"bytes={held}-"
    assert path.read_bytes() == CONTENT


def test_a_file_that_changed_meanwhile_is_not_glued_to_the_old_part(site: Site, path: Path) -> None:
    link = site.put("/m", File(CONTENT, drop_every=900_000))
    path.parent.mkdir()
    old = File(bytes(reversed(CONTENT)), etag='"0"')
    part = path.with_name("model.argosmodel.part")
    part.write_bytes(old.content[:900_000])
    part.with_name(part.name + ".json").write_text(
        json.dumps({"link": link, "validator": '"0"', "total": len(CONTENT)})
    )
    download(path, link)
    assert path.read_bytes() == CONTENT


def test_a_rotten_part_is_found_out_by_the_checksum_and_fetched_again(site: Site, path: Path) -> None:
    link = site.put("/m", File(CONTENT))
    path.parent.mkdir()
    path.with_name("model.argosmodel.part").write_bytes(b"x" * 500_000)
    download(path, link, sha256=SHA256)
    assert path.read_bytes() == CONTENT
    assert [asked.range for asked in site.asked] == ["bytes=500000-", None]


def test_a_part_that_is_whole_already_is_not_fetched_again(site: Site, path: Path) -> None:
    path.parent.mkdir()
    path.with_name("model.argosmodel.part").write_bytes(CONTENT)
    download(path, site.put("/m", File(CONTENT)), size=len(CONTENT), sha256=SHA256)
    assert site.asked == []


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (None, "does not have it (404)"),
        (File(statuses=[403]), "refuses (403)"),
        (File(statuses=[500] * 20), "is busy (500)"),
        (File(b"<!DOCTYPE html><html>Log in to this network</html>"), "a web page instead of a model"),
        (File(b""), "nothing instead of a model"),
        (File(b"PK\x03\x04" + bytes(len(CONTENT) - 4)), "with the checksum"),
        (File(CONTENT[:-1]), "has a file of 2,000,003 bytes, it should have 2,000,004"),
        (File(CONTENT, length=len(CONTENT) + 10), "has a file of 2,000,014 bytes"),
        (File(b"PK\x03\x04", endless=True), "sends more than the 2,000,004 bytes"),
    ],
    ids=["404", "403", "500 for ever", "web page", "empty", "wrong checksum", "too short", "wrong length", "endless"],
)
def test_where_one_address_fails_the_next_is_tried_and_else_the_reason_is_told(
    site: Site, path: Path, file: File | None, reason: str
) -> None:
    bad = site.put("/bad", file) if file is not None else f"{site.address}/bad"
    with pytest.raises(AituiError) as caught:
        download(path, bad, size=len(CONTENT), sha256=SHA256)
    assert reason in caught.value.what
    assert caught.value.remedy
    assert list(path.parent.iterdir()) == []
    if file is not None and reason.endswith("(500)"):
        file.statuses = [500] * 20
    download(path, bad, site.put("/good", File(CONTENT)), size=len(CONTENT), sha256=SHA256)
    assert path.read_bytes() == CONTENT


def test_an_endless_body_of_unknown_size_ends_at_the_limit(
    site: Site, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aitui.translate.models.download.MOST_BYTES", 3_000_000)
    with pytest.raises(AituiError, match="sends more than the 3,000,000 bytes"):
        download(path, site.put("/m", File(b"PK\x03\x04", endless=True)))
    assert list(path.parent.iterdir()) == []


def test_redirects_are_followed_but_not_for_ever(site: Site, path: Path) -> None:
    good = site.put("/good", File(CONTENT))
    circle = site.put("/circle", File(redirect="/circle"))
    download(path, site.put("/far", File(redirect=site.put("/near", File(redirect=good)))))
    assert path.read_bytes() == CONTENT
    with pytest.raises(AituiError, match="redirects without end"):
        download(path.with_name("other"), circle)


def test_an_address_that_cannot_be_reached_is_told(path: Path, site: Site) -> None:
    with pytest.raises(AituiError, match=r"cannot be reached"):
        download(path, "http://127.0.0.1:9/m")
    with pytest.raises(AituiError, match="no address is known"):
        download(path)


def test_a_download_that_waits_for_the_network_stops_at_once(site: Site, path: Path) -> None:
    silent = threading.Event()
    link = site.put("/m", File(CONTENT, wait=silent, wait_at=1_000_000))
    stop, coming = Stop(), threading.Event()

    def note(progress: Progress) -> None:
        if progress.done >= 900_000:
            coming.set()

    outcome: list[BaseException] = []

    def run() -> None:
        try:
            Download([link], path, stop=stop, on_progress=note).run()
        except AituiError as error:
            outcome.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    assert coming.wait(30)
    stop.set()
    thread.join(10)
    silent.set()
    assert not thread.is_alive()
    assert isinstance(outcome[0], StoppedError)
    assert path.with_name("model.argosmodel.part").stat().st_size > 800_000


def test_a_full_disk_is_found_out_before_anything_is_downloaded(
    site: Site, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aitui.translate.models.files.RESERVE_BYTES", 10**18)
    with pytest.raises(AituiError, match="the disk is too full") as caught:
        download(path, site.put("/m", File(CONTENT)))
    assert "Free some space" in caught.value.remedy
    assert list(path.parent.iterdir()) == []


def test_a_part_that_nobody_came_back_for_is_removed_after_a_month(path: Path) -> None:
    path.parent.mkdir()
    old, new = path.parent / "old.argosmodel.part", path.parent / "new.argosmodel.part"
    old.touch()
    new.touch()
    os.utime(old, (0, 0))
    forget_stale(path.parent)
    assert list(path.parent.iterdir()) == [new]
    os.utime(new, (0, 0))
    forget_stale(path.parent)
    forget_stale(path.parent)
    assert not path.parent.exists()


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "nonsense://x", "http://[::1"])
def test_a_proxy_that_cannot_be_used_is_told(path: Path, monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    with pytest.raises(AituiError, match="proxy settings") as caught:
        download(path, "http://127.0.0.1:9/m")
    assert "ALL_PROXY" in caught.value.remedy
