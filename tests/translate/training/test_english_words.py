from __future__ import annotations

import pytest

from translate.training.english_words import english_words
from translate.training.errors import TrainingError


def lists(folder, **words):
    for name, text in words.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def corpus(path, *lines):
    path.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_words_come_from_the_lists_of_common_words_and_from_what_the_corpora_often_have(tmp_path):
    scowl = lists(tmp_path, words_35="House's\ncafé\n", words_70="yurt\n", words_95="zyzzyva\n")
    often = [("tatoeba", "Ein Chatbot.", "A chatbot.")] * 5 + [("msdocs_ht", "Ein Blob.", "A blobby.")] * 5
    other = corpus(tmp_path / "en-zh.tsv", *[("tatoeba", "The Yangtze.", "长江。")] * 5)
    found = english_words(scowl, [corpus(tmp_path / "de-en.tsv", *often), other])
    assert found == ["café", "chatbot", "house", "the", "yangtze", "yurt"]


def test_a_folder_without_lists_and_a_corpus_of_another_pair_are_refused(tmp_path):
    with pytest.raises(TrainingError, match="holds no lists"):
        english_words(tmp_path, [])
    with pytest.raises(TrainingError, match="de-fr"):
        english_words(lists(tmp_path, words_35="house"), [corpus(tmp_path / "de-fr.tsv", ("a", "b", "c"))])
