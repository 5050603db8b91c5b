"""Makes data/tables/words.tsv and data/tables/names.crfsuite from the corpora.

    uv run --group training python data/entities/training/train.py GERMEVAL.jsonl.xz DE_EN.tsv.xz [--held-out [N]]

Three steps: what plain text tells about words (`lexicon`); the model, from the annotated sentences; and the kinds that
it gives each word in the news, by which the endings of genitives are told from those of names. With `--held-out`
a fifth of the annotated sentences is kept back, the first or the Nth, the scores on these are printed, and no file is
written.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import corpus
import lexicon
import pycrfsuite

from aitui.data.entities.features import WordFeatures, sentence_features
from aitui.data.entities.gazetteer import Gazetteer
from aitui.data.entities.lexicon import NAME, NOUN, OFTEN, RARELY, Lexicon
from aitui.data.entities.matcher import Matcher
from aitui.data.entities.recogniser import Recogniser
from aitui.data.entities.table import NameTable
from aitui.data.entities.tagger import table_marks
from aitui.data.entities.tokens import Token, words
from aitui.data.structure import parse

TABLES = Path(__file__).parents[2] / "tables"
CLUSTER_SIZES = (48, 256)
PARAMETERS = {"c1": 0.1, "c2": 0.3, "max_iterations": 100, "feature.possible_transitions": False}
"""L1 and L2 regularisation of the L-BFGS training; L1 keeps the model small."""
NAMELESS_SHARE = 0.4
"""How many of the annotated sentences without a name are learnt from: fewer make the model bolder, which it needs."""
_GENITIVE_ENDINGS = frozenset({"", "s", "es", "'", "’", "'s", "’s"})
KIND_SIGNS = {
    "B-person": "p1", "I-person": "p2", "B-org": "o", "I-org": "o2", "B-place": "l", "I-place": "l2",
    "B-other": "x", "I-other": "x",
}  # fmt: skip
Row = tuple[str, str, str, str]


def plain_text_rows(news: list[tuple[str, str]], manuals: list[str]) -> dict[str, Row]:
    """For each word of the texts its name-likeness and clusters; the kinds are still empty."""
    likeness = lexicon.name_likeness(news)
    sentences = [[token.text for token in words(german)] for german, _ in news]
    frequency = Counter(word for sentence in sentences for word in sentence)
    vocabulary = [word for word, count in frequency.items() if count >= 3 and any(map(str.isalpha, word))]
    masked = [["0" if word.isdigit() else word for word in sentence] for sentence in sentences]
    cluster = lexicon.clusters(masked, vocabulary, CLUSTER_SIZES)
    rows: dict[str, Row] = {}
    for word, count in frequency.items():
        degree = _degree(*likeness[word]) if word in likeness and word[0].isupper() else ""
        if any(map(str.isalpha, word)) and (count >= 2 or degree not in ("", NOUN)):
            coarse, fine = map(str, cluster.get(word, ("", "")))
            rows[word] = (degree, coarse, fine, "")
    for word, count in Counter(token.text for sentence in manuals for token in words(sentence)).items():
        if count >= 3 and word.isalpha() and word not in rows:
            rows[word] = (NOUN if word.istitle() else "", "", "", "")
    return rows


def _degree(stood: int, kept: int) -> str:
    share = kept / stood
    return NOUN if not kept else RARELY if share < 0.34 else OFTEN if share < 0.8 else NAME


class Featuriser:
    """Turns sentences into features with one state of the lexicon."""

    def __init__(self, rows: dict[str, Row]) -> None:
        table = NameTable.load()
        self._matcher = Matcher(table.forms())
        self._kinds = {entry.id: entry.kind for entry in table}
        self._memory = WordFeatures(
            Lexicon({word: ",".join(row) for word, row in rows.items()}), Gazetteer(), limit=10**7
        )

    def __call__(self, text: str, tokens: Sequence[Token]) -> list[list[str]]:
        """The features of each word of a sentence."""
        marks = table_marks(tokens, self._matcher.matches(text, 0, len(text)), self._kinds)
        return sentence_features([token.text for token in tokens], marks, self._memory)


def train(examples: Sequence[corpus.Example], features: Featuriser, path: Path) -> None:
    """Train a model on `examples` and write it to `path`."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    choice = random.Random(1)
    for example in examples:
        if not example.names and choice.random() >= NAMELESS_SHARE:
            continue
        trainer.append(features(example.text, example.tokens), example.labels)
    trainer.set_params(PARAMETERS)
    trainer.train(str(path))


def kinds_in_text(sentences: Sequence[str], features: Featuriser, model: Path) -> dict[str, str]:
    """How the model labels each capitalised word over all sentences, as a few signs: 'p13' is mostly a first name."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    counts: dict[str, Counter[str]] = {}
    for sentence in sentences:
        tokens = words(sentence)
        if 0 < len(tokens) <= 80:
            for token, label in zip(tokens, tagger.tag(features(sentence, tokens)), strict=True):
                if token.text[0].isupper():
                    counts.setdefault(token.text, Counter())[label] += 1
    signs = {word: _signs(labels) for word, labels in counts.items()}
    return {word: sign for word, sign in signs.items() if sign}


def _signs(labels: Counter[str]) -> str:
    total, outside = labels.total(), labels["O"]
    if outside / total >= 0.6 and total - outside < 5:
        return "O" if total >= 4 and outside / total > 0.97 else ""
    kinds: Counter[str] = Counter()
    for label, count in labels.items():
        if label != "O":
            kinds[KIND_SIGNS[label]] += count
    rare = "" if total >= 4 else "r"
    shares = [(kind, count / total) for kind, count in kinds.items() if count / total >= 0.15]
    return " ".join(f"{kind}{3 if share > 0.75 else 2 if share > 0.4 else 1}{rare}" for kind, share in shares)


def score(examples: Sequence[corpus.Example], features: Featuriser, model: Path) -> None:
    """Print exact precision, recall and F1 of persons, organisations and places."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for example in examples:
        gold = set(corpus.spans(example.labels))
        tagged = set(corpus.spans(tagger.tag(features(example.text, example.tokens))))
        for counter, spans in ((right, gold & tagged), (found, tagged), (wanted, gold)):
            counter.update(kind for _, _, kind in spans)
    _print_scores("the tagger", right, found, wanted)


def score_finder(examples: Sequence[corpus.Example], rows: dict[str, Row], model: Path) -> None:
    """Print the same for the whole finder: table, tagger, shape rules and joining, each sentence an article.

    The finder leaves genitive endings out, which the annotation has; words made from names do not count.
    """
    words_file = model.with_suffix(".tsv")
    write_lexicon(rows, words_file)
    recogniser = Recogniser(lexicon=words_file, model=model)
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for example in examples:
        gold = [name for name in example.names if name[2] in corpus.SCORED]
        wanted.update(kind for _, _, kind in gold)
        for entity in recogniser.entities(parse(example.text)):
            for mention in entity.mentions if entity.kind in corpus.SCORED else ():
                if any(start < mention.end and mention.start < end for start, end in example.variants):
                    continue
                found[entity.kind] += 1
                right[entity.kind] += any(
                    start == mention.start
                    and kind == entity.kind
                    and example.text[mention.end : end] in _GENITIVE_ENDINGS
                    and mention.end <= end
                    for start, end, kind in gold
                )
    _print_scores("the finder", right, found, wanted)


def _print_scores(title: str, right: Counter[str], found: Counter[str], wanted: Counter[str]) -> None:
    print(f"\n{title}, exact")
    rows = [(kind, right[kind], found[kind], wanted[kind]) for kind in corpus.SCORED]
    for kind, *numbers in [*rows, ("all", *(sum(row[column] for row in rows) for column in (1, 2, 3)))]:
        hits, tagged_count, gold_count = (int(number) for number in numbers)
        f1 = 2 * hits / max(tagged_count + gold_count, 1)
        print(f"{kind:8} P {hits / max(tagged_count, 1):.3f}  R {hits / max(gold_count, 1):.3f}  F1 {f1:.3f}")


def write_lexicon(rows: dict[str, Row], path: Path) -> None:
    """Write what is known of words, one per line."""
    lines = (f"{word}\t{','.join(row)}" for word, row in sorted(rows.items()))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Run all steps."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", type=Path, help="annotated sentences, JSON lines, xz")
    parser.add_argument("parallel", type=Path, help="origin, German, English; tab-separated, xz")
    parser.add_argument("--held-out", type=int, nargs="?", const=1, choices=range(1, 6), metavar="N",
                        help="measure on the Nth fifth instead of writing the files")  # fmt: skip
    options = parser.parse_args()
    examples = corpus.examples(options.annotated)
    random.Random(5).shuffle(examples)
    held_out: list[corpus.Example] = []
    if options.held_out is not None:
        fifth = len(examples) // 5
        kept = slice((options.held_out - 1) * fifth, options.held_out * fifth)
        held_out = examples[kept]
        del examples[kept]
    news = list(corpus.pairs(options.parallel, corpus.NEWS | corpus.EVERYDAY))
    manuals = [german for german, _ in corpus.pairs(options.parallel, corpus.MANUALS, limit=60_000)]
    rows = plain_text_rows(news, manuals)
    print(f"{len(examples)} annotated sentences, {len(news)} plain ones, {len(rows)} words", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder, "names.crfsuite")
        train(examples, Featuriser(rows), model)
        if held_out:
            score(held_out, Featuriser(rows), model)
        known = dict(rows)
        for word, signs in kinds_in_text([german for german, _ in news], Featuriser(rows), model).items():
            known[word] = (*rows.get(word, ("", "", "", ""))[:3], signs)
        if held_out:
            score_finder(held_out, known, model)
            return
        (TABLES / "names.crfsuite").write_bytes(model.read_bytes())
    write_lexicon(known, TABLES / "words.tsv")


if __name__ == "__main__":
    main()
