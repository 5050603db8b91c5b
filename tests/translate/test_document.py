from __future__ import annotations

import json
from pathlib import Path

from aitui.data.structure import parse
from aitui.translate.document import translate_article

TEXT = """Chinas KI-Ökosystem im Detail

Lesen Sie auch: Was ist KI?

Das Unternehmen wurde 2014 gegründet. Es hat 38.000 Patente angemeldet.

• Viele Entwickler nutzen das Modell.
"""


def test_every_block_and_sentence_is_there_with_its_offsets(translator):
    article = parse(TEXT)
    document = translate_article(article, translator, "zh").to_json("china.txt")
    assert json.loads(json.dumps(document)) == document
    assert (document["path"], document["from"], document["to"]) == ("china.txt", "de", "zh")
    assert document["title"] == article.title
    assert document["engine"] == translator.label("zh")
    blocks = document["blocks"]
    assert isinstance(blocks, list)
    assert [(block["kind"], block["start"], block["end"]) for block in blocks] == [
        (str(block.kind), block.start, block.end) for block in article.blocks
    ]
    for block in blocks:
        for sentence in block["sentences"]:
            assert sentence["source"] == TEXT[sentence["start"] : sentence["end"]]
            assert set(sentence) == {"start", "end", "source", "target", "pivot", "marks"}
            assert bool(sentence["target"]) == (not block["boilerplate"])
            assert bool(sentence["pivot"]) == (not block["boilerplate"])


def test_boilerplate_is_translated_only_when_asked_for(translator):
    article = parse(TEXT)
    assert any(block.boilerplate for block in article.blocks)
    everything = translate_article(article, translator, "en", all_blocks=True)
    assert all(s.translation and s.translation.target for block in everything.blocks for s in block.sentences)


def test_progress_reaches_the_number_of_sentences_wanted(translator):
    progress: list[tuple[int, int]] = []
    translate_article(parse(TEXT), translator, "en", on_progress=lambda done, total: progress.append((done, total)))
    assert progress[-1] == (4, 4)
    assert [done for done, _ in progress] == sorted(done for done, _ in progress)


def test_a_stopped_article_has_its_structure_and_no_targets(translator):
    document = translate_article(parse(TEXT), translator, "en", should_stop=lambda: True)
    assert [block.block for block in document.blocks] == list(parse(TEXT).blocks)
    assert all(sentence.translation is None for block in document.blocks for sentence in block.sentences)


def test_an_empty_text_is_an_article_without_blocks(translator):
    assert translate_article(parse(""), translator, "en").to_json("-")["blocks"] == []


def test_every_seed_is_translated_whole(translator):
    for path in sorted((Path(__file__).parents[2] / "seeds").glob("003*.txt")):
        document = translate_article(parse(path.read_text(encoding="utf-8")), translator, "zh")
        wanted = [s for block in document.blocks if not block.block.boilerplate for s in block.sentences]
        assert wanted
        assert all(s.translation and s.translation.target for s in wanted)
