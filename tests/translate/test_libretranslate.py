"""The engine against a server that follows LibreTranslate's published API, with a bundled model behind it.

`tests/bench/libretranslate.py` runs it against the published package itself.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from aitui.data.config import LibreTranslate
from aitui.data.errors import AituiError
from aitui.data.paths import Paths
from aitui.translate.engine import DecodingOptions, Engine
from aitui.translate.libretranslate.client import Client
from aitui.translate.libretranslate.consent import allowed_server, answer_for, question, remember_answer
from aitui.translate.libretranslate.engine import LibreTranslateEngine
from aitui.translate.libretranslate.model import RemoteModel
from aitui.translate.packages import Package
from aitui.translate.translation import BY_HAND, MarkKind
from aitui.translate.translator import Translator
from tests.translate.models.server import Site, serving

Answer = tuple[int, dict[str, str], bytes]
TEXTS = ["Das ist ein Satz.", "Die Stadt schlief noch.", "Am Morgen war es kalt."]


class Server:
    """What LibreTranslate does with a request, and how it can be made to fail."""

    def __init__(self, model: Package) -> None:
        self._engine = Engine(model, threads=1)
        self.batch_limit, self.char_limit = 16, 2000
        self.api_key = ""
        self.failures: list[Answer] = []
        self.requests: list[dict[str, object]] = []
        self.gate: threading.Event | None = None

    def __call__(self, path: str, body: bytes) -> Answer:
        asked = json.loads(body)
        self.requests.append(asked)
        if self.gate is not None:
            self.gate.wait(60)
        if self.failures:
            return self.failures.pop(0)
        texts = asked["q"]
        if path != "/translate" or asked["format"] != "text":
            return error(404, "Not Found")
        if self.api_key and asked.get("api_key") != self.api_key:
            return error(403, "Invalid API key")
        if len(texts) > self.batch_limit:
            return error(400, f"Invalid request: request ({len(texts)}) exceeds text limit ({self.batch_limit})")
        if any(len(text) > self.char_limit for text in texts):
            return error(400, f"Invalid request: request exceeds text limit ({self.char_limit})")
        if (asked["source"], asked["target"]) != ("de", "en"):
            return error(400, f"{asked['target']} is not supported")
        decoded = self._engine.translate(texts, options=DecodingOptions())
        return reply({"translatedText": [made.text if made else "" for made in decoded]})


def reply(document: object, status: int = 200, **headers: str) -> Answer:
    return status, {"Content-Type": "application/json", **headers}, json.dumps(document).encode()


def error(status: int, text: str, **headers: str) -> Answer:
    return reply({"error": text}, status, **headers)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def server(site: Site, de_en: Package) -> Server:
    server = Server(de_en)
    site.post = server
    return server


EngineMaker = Callable[..., LibreTranslateEngine]


@pytest.fixture
def engine(site: Site) -> Iterator[EngineMaker]:
    clients: list[Client] = []

    def make(to: str = "en", **settings: object) -> LibreTranslateEngine:
        clients.append(Client(LibreTranslate(address=site.address, **settings), first_pause=0.0))
        return LibreTranslateEngine(RemoteModel("de", to, site.address), clients[-1])

    yield make
    for client in clients:
        client.close()


def translated(engine: LibreTranslateEngine, texts: list[str]) -> list[str | None]:
    return [made.text if made else None for made in engine.translate(texts, options=DecodingOptions())]


def test_sentences_come_back_in_their_order_in_as_many_requests_as_the_limits_ask_for(
    server: Server, engine: EngineMaker, de_en: Package
) -> None:
    here = [made.text for made in Engine(de_en).translate(TEXTS, options=DecodingOptions()) if made]
    assert translated(engine(batch_sentences=2), [*TEXTS, "1984"]) == [*here, "1984"]
    assert [request["q"] for request in server.requests] == [TEXTS[:2], TEXTS[2:]]
    server.requests.clear()
    many = [f"Das ist Satz {number}." for number in range(20)]
    translated(engine(batch_characters=100), many)
    assert all(sum(map(len, request["q"])) <= 100 for request in server.requests)
    assert [text for request in server.requests for text in request["q"]] == many


def test_a_sentence_is_sent_once_however_often_it_is_tried(server: Server, engine: EngineMaker) -> None:
    same = engine()
    assert translated(same, TEXTS) == translated(same, [*reversed(TEXTS), *TEXTS])[3:]
    assert len(server.requests) == 1


def test_a_long_sentence_goes_in_parts_that_the_server_takes(server: Server, engine: EngineMaker) -> None:
    server.char_limit = 200
    long = " ".join(["Die Stadt schlief noch, und auf den Straßen fuhr kaum jemand,"] * 20) + " sagte man."
    (made,) = translated(engine(text_characters=150), [long])
    assert made
    assert all(len(text) <= 150 for request in server.requests for text in request["q"])


def test_the_key_goes_along(server: Server, engine: EngineMaker) -> None:
    server.api_key = "secret"
    with pytest.raises(AituiError, match=r"refuses \(403\): Invalid API key"):
        translated(engine(), TEXTS)
    assert None not in translated(engine(api_key="secret"), TEXTS)


@pytest.mark.parametrize(
    "failure", [error(500, "down"), error(429, "Slow down", **{"Retry-After": "0"}), error(503, "")]
)
def test_what_passes_is_tried_again(server: Server, engine: EngineMaker, failure: Answer) -> None:
    server.failures = [failure] * 3
    assert None not in translated(engine(tries=4), TEXTS)
    assert len(server.requests) == 4


@pytest.mark.parametrize(
    ("failures", "requests", "reason"),
    [
        ([error(500, "out of memory")] * 9, 4, r"busy \(500\): out of memory"),
        ([error(400, "xx is not supported")], 1, "xx is not supported"),
        ([(302, {"Location": "http://127.0.0.1:9/"}, b"")], 1, "redirects to http://127.0.0.1:9/"),
        ([(200, {}, b"<html>Hello</html>")], 1, "no LibreTranslate server"),
        ([reply({"translatedText": "one text"})], 1, "no LibreTranslate server"),
        ([reply({"translatedText": ["one"]})], 1, "3 texts were sent and 1 came back"),
    ],
    ids=["always busy", "refused", "redirect", "web page", "another answer", "too few"],
)
def test_what_does_not_pass_is_told_with_the_address_and_a_way_out(
    server: Server, engine: EngineMaker, site: Site, failures: list[Answer], requests: int, reason: str
) -> None:
    server.failures = failures
    with pytest.raises(AituiError, match=reason) as caught:
        translated(engine(), TEXTS)
    assert caught.value.where == site.address
    assert len(server.requests) == requests


def test_a_server_that_is_not_there_is_told() -> None:
    client = Client(LibreTranslate(address="http://127.0.0.1:9", tries=2), first_pause=0.0)
    with closing(client), pytest.raises(AituiError, match="cannot be reached") as caught:
        client.translate(TEXTS, "de", "en")
    assert "[libretranslate]" in caught.value.remedy


def test_a_server_that_says_nothing_is_given_up(server: Server, engine: EngineMaker) -> None:
    server.gate = threading.Event()
    with pytest.raises(AituiError, match="does not answer"):
        translated(engine(timeout_seconds=0.05, tries=1), TEXTS)
    server.gate.set()


def test_a_request_in_hand_stops_when_a_person_does(server: Server, engine: EngineMaker) -> None:
    server.gate = threading.Event()
    stopped = threading.Event()
    online = engine()
    results: list[object] = []
    thread = threading.Thread(
        target=lambda: results.extend(online.translate(TEXTS, options=DecodingOptions(), should_stop=stopped.is_set))
    )
    thread.start()
    while not server.requests:
        assert thread.is_alive()
    stopped.set()
    thread.join(10)
    assert not thread.is_alive()
    assert results == [None, None, None]
    server.gate.set()
    assert None not in translated(online, TEXTS)


def test_the_memory_keeps_what_the_server_made_and_what_a_person_made_wins(
    server: Server, site: Site, memory_path: Path
) -> None:
    settings = LibreTranslate(address=site.address)
    with closing(Translator(memory_path, server=settings)) as translator:
        assert translator.route("en").is_online
        assert translator.label("en") == f"LibreTranslate at {site.address}"
        translator.store_by_hand(TEXTS[0], "en", "By a person.")
        first = translator.translate(TEXTS, "en")
        assert [made.engine for made in first if made][1:] == [f"LibreTranslate at {site.address}"] * 2
        assert first[0] is not None
        assert (first[0].target, first[0].engine) == ("By a person.", BY_HAND)
    sent = len(server.requests)
    with closing(Translator(memory_path, server=settings)) as translator:
        assert translator.recall(TEXTS, "en") == first
        assert len(server.requests) == sent
        translator.go_online(None)
        assert not translator.route("en").is_online
        assert translator.recall(TEXTS, "en")[1:] == [None, None]
        assert None not in translator.translate(TEXTS, "en")
    assert len(server.requests) == sent


def test_nothing_is_sent_to_a_server_that_nobody_has_allowed(tmp_path: Path) -> None:
    paths = Paths.of_user(tmp_path / "home")
    assert allowed_server(paths) is None
    paths.config.mkdir(parents=True)
    (paths.config / "config.toml").write_text('[libretranslate]\naddress = "http://127.0.0.1:5000"\n')
    assert allowed_server(paths) is None
    assert answer_for(paths.models, "http://127.0.0.1:5000") is None
    remember_answer(paths.models, "http://127.0.0.1:5000", allowed=True)
    assert allowed_server(paths) == LibreTranslate(address="http://127.0.0.1:5000")
    (paths.config / "config.toml").write_text('[libretranslate]\naddress = "http://127.0.0.1:5001"\n')
    assert allowed_server(paths) is None


def test_the_question_warns_where_others_can_read_along() -> None:
    assert "not encrypted" not in question(LibreTranslate(address="http://localhost:5000"))
    assert "not encrypted" not in question(LibreTranslate(address="https://translate.example"))
    assert "API key" in question(LibreTranslate(address="http://translate.example", api_key="k"))


def test_what_a_server_loses_is_marked_as_what_a_model_here_loses(site: Site, memory_path: Path) -> None:
    def lose(path: str, body: bytes) -> Answer:
        return reply({"translatedText": ["There were many people." for _ in json.loads(body)["q"]]})

    site.post = lose
    with closing(Translator(memory_path, server=LibreTranslate(address=site.address))) as translator:
        (made,) = translator.translate(["Es waren 38.000 Menschen."], "en")
    assert made is not None
    assert MarkKind.NUMBER in {mark.kind for mark in made.marks}


def test_half_a_character_is_left_out_and_marked_unless_the_source_has_it_too(site: Site, memory_path: Path) -> None:
    site.post = lambda path, body: reply({"translatedText": ["It was \ufffdcold." for _ in json.loads(body)["q"]]})
    with closing(Translator(memory_path, server=LibreTranslate(address=site.address))) as translator:
        made, copied = translator.translate(["Es war kalt.", "Es war \ufffdkalt."], "en")
    assert made is not None
    assert copied is not None
    assert made.target == "It was cold."
    assert [mark.detail for mark in made.marks] == ["a character is broken or missing"]
    assert copied.target == "It was \ufffdcold."
