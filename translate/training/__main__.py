"""The steps of the recipe as commands: `python -m translate.training STEP`."""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable
from dataclasses import fields
from itertools import islice
from pathlib import Path

from .dictionaries import READERS
from .errors import TrainingError
from .origins import KINDS, NEWS, TABLE, origin_weights, weight_of
from .pack import Direction
from .shape import Shape

Step = Callable[[argparse.Namespace], None]
BUNDLED = Path(__file__).parents[1] / "bundled"
WORDS = Path(__file__).parents[1] / "checks" / "english.txt"

_ALIGNED_PAIRS = 100_000
"""From how many pairs `--copying` learns which piece translates which; takes minutes."""
_DEVELOPMENT_PAIRS = 200
"""How many pairs losses are measured on at each saving, in seconds."""


def _prepare(given: argparse.Namespace) -> None:
    from .preparation import prepare, report

    print(report(*prepare(given.corpus, given.test, given.direction, given.out, given.name_copies)))


def _dictionary(given: argparse.Namespace) -> None:
    from .corpus import read_corpus, write_corpus

    targets = (pair.target for path in given.corpus for pair in read_corpus(path))
    pairs = list(READERS[given.format](given.file, targets))
    write_corpus(given.out, pairs)
    print(f"{given.out}: {len(pairs)} pairs")


def _catalogue(given: argparse.Namespace) -> None:
    from .catalogues import catalogue
    from .corpus import write_corpus

    pairs = list(catalogue(given.file, given.direction, given.without))
    write_corpus(given.out, pairs)
    print(f"{given.out}: {len(pairs)} pairs")


def _tokens(given: argparse.Namespace) -> None:
    from .vocabulary import train_tokenizer

    train_tokenizer(given.corpus, origin_weights("begin", given.origins), given.pieces, given.out)


def _shortlist(given: argparse.Namespace) -> None:
    from sentencepiece import SentencePieceProcessor

    from .batches import sampled
    from .corpus import read_corpus
    from .shortlist import SHORTLIST, learn_shortlist, write_shortlist

    tokenizer = SentencePieceProcessor(model_file=str(given.tokenizer))
    weights = origin_weights("final", given.origins)
    pairs = sampled(list(read_corpus(given.corpus)), tokenizer, weights, given.pairs)
    shortlist = learn_shortlist(pairs, tokenizer, given.frequent, given.best, given.sources)
    out = given.out or given.tokenizer.with_name(SHORTLIST)
    write_shortlist(out, shortlist)
    print(
        f"{out}: {out.stat().st_size / 1e3:.0f} kB, {len(shortlist[''])} pieces always, learnt from {len(pairs)} pairs"
    )


def _train(given: argparse.Namespace) -> None:
    from sentencepiece import SentencePieceProcessor

    from .ahead import Ahead, Batches
    from .alignment import learn_lexicon
    from .batches import BatchSource, sampled
    from .checkpoint import LAST, TOKENIZER
    from .corpus import read_corpus, read_test
    from .pack import read_weights
    from .sampling import Variation
    from .training import Development, Settings, Trainer
    from .traits import traits

    settings = Settings(
        hours=given.hours,
        final=given.final,
        rate=given.rate,
        warmup=given.warmup,
        contenders=given.contenders,
        placeholder_weight=given.placeholder_weight,
        dropout=given.dropout,
        optimizer=given.optimizer,
        threads=given.threads,
        log_steps=given.log_steps,
        save_minutes=given.save_minutes,
        snapshots=given.snapshots,
    )
    pairs = list(read_corpus(given.corpus))
    weights = origin_weights("final" if given.final else "begin", given.origins)
    size = {field.name: value for field in fields(Shape)[1:] if (value := getattr(given, field.name)) is not None}
    tokenizer_file, going_on = given.work / TOKENIZER, (given.work / LAST).exists()
    if not tokenizer_file.exists() and (going_on or not given.from_pack):
        raise TrainingError(f"{given.work}: neither {LAST} nor {TOKENIZER} is there; give --from-pack or make tokens")
    if given.tokenizer and (given.copying or not given.from_pack):
        raise TrainingError("--tokenizer changes that of --from-pack, and not together with --copying")
    if going_on:
        print(f"going on from {given.work / LAST}", flush=True)
        trainer = Trainer.resumed(given.work, settings)
    elif given.copying:
        print(f"beginning with copying, {given.from_pack or 'nothing'} kept", flush=True)
        given.work.mkdir(parents=True, exist_ok=True)
        shape, writer = read_weights(given.from_pack, tokenizer_file) if given.from_pack else (None, None)
        tokenizer = SentencePieceProcessor(model_file=str(tokenizer_file))
        shape = shape.larger(**size) if shape else Shape(tokenizer.get_piece_size(), **size)
        lexicon = learn_lexicon(sampled(pairs, tokenizer, weights, _ALIGNED_PAIRS))
        trainer = Trainer.copying(given.work, shape, settings, lexicon, writer)
    elif given.from_pack:
        print(f"going on from {given.from_pack}", flush=True)
        trainer = Trainer.from_pack(given.from_pack, given.work, settings, given.tokenizer, **size)
    else:
        vocab = SentencePieceProcessor(model_file=str(tokenizer_file)).get_piece_size()
        trainer = Trainer(given.work, Shape(vocab, **size), settings)
    tokenizer = SentencePieceProcessor(model_file=str(tokenizer_file))
    source: Batches = BatchSource(
        pairs,
        tokenizer,
        weights,
        given.max_pieces,
        Variation(given.masked, given.joined, given.noisy, given.segmentation),
        joint="" if given.direction.target == "zh" else " ",
        short_first=given.short_first,
        fuller=given.fuller,
    )
    if given.ahead:
        source = Ahead(source, given.ahead)
    rows = list(islice(read_test(given.dev), _DEVELOPMENT_PAIRS)) if given.dev else []
    news = [(pair.source, pair.target) for pair in pairs if pair.origin in NEWS and weight_of(pair.origin, weights)]
    seen = random.Random(0).sample(news, min(len(news), _DEVELOPMENT_PAIRS))
    told = traits(given.kind, given.fullness)
    development = Development.of(rows, seen, tokenizer, given.max_pieces, told) if rows else None
    trainer.run(source, development, lambda line: print(line, flush=True))


def _average(given: argparse.Namespace) -> None:
    from .checkpoint import AVERAGE, averaged, save, snapshots

    paths = snapshots(given.work)[-given.last :]
    save(given.work / AVERAGE, averaged(paths))
    print(f"{given.work / AVERAGE}: mean of {', '.join(path.name for path in paths)}")


def _export(given: argparse.Namespace) -> None:
    from .checkpoint import LAST, TOKENIZER, load
    from .pack import write_pack
    from .traits import traits

    state = load(given.checkpoint or given.work / LAST)
    weights = state.weights(traits(given.kind, given.fullness))
    note = f"{state.progress.pieces / 1e6:.0f}M target pieces seen since training was begun or gone on with from a pack"
    write_pack(state.shape, weights, given.work / TOKENIZER, given.direction, given.version, note, given.out)
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB")


def _unpack(given: argparse.Namespace) -> None:
    from .pack import unpack

    print(unpack(given.pack, given.bundled))


def _score(given: argparse.Namespace) -> None:
    from .corpus import read_test
    from .score import score

    rows = read_test(given.test)[: given.sentences]
    result = score(given.pack, rows, given.beam, given.threads, given.repetition_penalty, as_decoded=given.as_decoded)
    print(f"{given.test.name}: {result}")
    for (source, _), text in islice(zip(rows, result.texts, strict=True), given.show):
        print(f"{source}\n  {text}")


def _survival(given: argparse.Namespace) -> None:
    from .corpus import read_test
    from .survival import measure

    rows = read_test(given.test)[: given.sentences]
    result = measure(given.pack, rows, given.beam, given.threads, given.repetition_penalty)
    print(f"{given.test.name}: {result}")
    for source, text in result.lost[: given.show]:
        print(f"{source}\n  {text}")


def _leaks(given: argparse.Namespace) -> None:
    from .corpus import read_corpus, read_test
    from .leaks import LeakCheck

    check = LeakCheck(sentence for test in given.test for row in read_test(test) for sentence in row)
    found = 0
    for leak in check.leaks(pair for corpus in given.corpus for pair in read_corpus(corpus)):
        found += 1
        print(f"{leak.containment:.0%}\t{leak.pair.origin}\t{leak.pair.source}\t{leak.pair.target}")
    if found:
        raise TrainingError(f"{found} pairs hold sentences of the evaluation sets; `prepare` drops them")
    print("no sentence of the evaluation sets is in the corpora")


def _english_words(given: argparse.Namespace) -> None:
    from .english_words import english_words

    words = english_words(given.scowl, given.corpus)
    given.out.write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"{given.out}: {len(words)} words")


def _self_check(given: argparse.Namespace) -> None:
    from . import self_check
    from .corpus import read_test

    rows = read_test(given.test)[: given.sentences]
    print(self_check.random_model_comes_back(given.pack), flush=True)
    print(self_check.same_loss_as_ctranslate2(given.pack, rows), flush=True)
    print(self_check.training_resumes(given.pack, rows), flush=True)
    print(self_check.few_contenders_teach_the_same(given.pack, rows), flush=True)
    print(self_check.heavy_pieces_count_more(given.pack, rows))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m translate.training", description=__doc__)
    steps = parser.add_subparsers(required=True, metavar="STEP")

    def step(name: str, run: Step, description: str) -> Callable[..., argparse.Action]:
        sub = steps.add_parser(
            name, help=description, description=description, formatter_class=argparse.ArgumentDefaultsHelpFormatter
        )
        sub.set_defaults(run=run)
        return sub.add_argument

    def pair(add: Callable[..., argparse.Action]) -> None:
        add("--pair", dest="direction", type=Direction.parse, required=True, help="direction, such as en-zh")

    add = step("dictionary", _dictionary, "make a corpus of a dictionary: words by themselves, and example sentences")
    add("--format", choices=list(READERS), required=True, help="ding: German-English; the others: English-Chinese")
    add("--file", type=Path, required=True, help="trans/de-en of Ding, cedict_ts.u8 of CC-CEDICT, ecdict.csv")
    add("--corpus", type=Path, nargs="+", required=True, help="corpora whose targets tell which words are usual")
    add("--out", type=Path, required=True, help="corpus for `prepare`, .tsv or .tsv.xz")

    add = step("catalogue", _catalogue, "make a corpus of message catalogues: the prose of free games")
    pair(add)
    add("--file", type=Path, nargs="+", required=True, help="compiled catalogues, .mo, from English to one language")
    add("--without", type=Path, nargs="*", default=[], help="English texts whose sentences are left out")
    add("--out", type=Path, required=True, help="corpus for `prepare`, .tsv or .tsv.xz")

    add = step("prepare", _prepare, "clean corpora, exchange names, drop what is in the evaluation sets")
    pair(add)
    add("--corpus", type=Path, nargs="+", required=True, help="files of origin, source, target; .tsv or .tsv.xz")
    add("--test", type=Path, nargs="*", default=[], help="evaluation sets that must stay unseen")
    add("--out", type=Path, required=True, help="prepared corpus, .tsv or .tsv.xz")
    add("--name-copies", type=int, default=2, help="versions of each news sentence about other names")

    add = step("tokens", _tokens, "learn the tokenizer")
    add("--corpus", type=Path, required=True)
    add("--origins", type=Path, default=TABLE, help="table of draws per origin")
    add("--pieces", type=int, default=12000)
    add("--out", type=Path, required=True, help="WORK/sentencepiece.model")

    add = step("shortlist", _shortlist, "learn which target pieces each source piece calls for, to decode faster")
    add("--corpus", type=Path, required=True, help="prepared corpus")
    add("--tokenizer", type=Path, required=True, help="WORK/sentencepiece.model")
    add("--out", type=Path, help="another place than beside the tokenizer, such as MODEL/vmap.txt")
    add("--origins", type=Path, default=TABLE, help="table of draws per origin")
    add("--pairs", type=int, default=200_000, help="how many to learn from")
    add("--frequent", type=int, default=1000, help="most frequent target pieces, which always come into question")
    add("--best", type=int, default=40, help="likeliest translations of each source piece")
    add("--sources", type=int, default=6, help="source pieces at most that call for each target piece")

    add = step("train", _train, "train, from the folder's checkpoint, a pack or nothing; stop and run again at will")
    pair(add)
    add("--corpus", type=Path, required=True, help="prepared corpus")
    add("--work", type=Path, required=True, help="folder of checkpoints and tokenizer")
    add("--from-pack", type=Path, help="go on from this pack (folder or .argosmodel) if the folder has no checkpoint")
    add("--tokenizer", type=Path, help="go over from the pack's tokenizer to this one, such as one of more pieces")
    add(
        "--copying",
        action="store_true",
        help="begin so that copying is translating; of --from-pack only what writes the target language is kept",
    )
    add("--hours", type=float, default=1.0)
    add("--final", action="store_true", help="bring the learning rate to zero over these hours; export afterwards")
    add("--dev", type=Path, help="evaluation set whose loss is printed at each saving")
    add("--origins", type=Path, default=TABLE, help="table of draws per origin")
    add("--rate", type=float, default=1e-3, help="learning rate")
    add("--warmup", type=int, default=300, help="steps over which it rises")
    add("--max-pieces", type=int, default=3000, help="source and target pieces of a batch; 40000 on a GPU")
    add("--short-first", action="store_true", help="first pass from short to long sentences")
    add(
        "--fuller",
        type=float,
        default=0.0,
        help="draw long targets more often, by this power of their length; 3 where translations are too short",
    )
    add("--masked", type=float, default=0.35, help="share of pairs with placeholders")
    add("--placeholder-weight", type=float, default=1.0, help="other pieces that a placeholder counts as in the loss")
    add("--joined", type=float, default=0.04, help="share of pairs joined with the next one")
    add("--noisy", type=float, default=0.02, help="share of pairs with a disturbed source")
    add(
        "--segmentation",
        type=float,
        default=0.0,
        help="draw how texts are cut into pieces: 0.2 very mixed, 0.5 less, 0 never; where there are few pairs",
    )
    add(
        "--contenders",
        type=int,
        default=0,
        help="weigh batches against so many other pieces, such as 2000; faster than all, for all but the last fifth",
    )
    add("--dropout", type=float, default=0.0, help="0.1 to 0.3 where there are few pairs")
    add("--optimizer", choices=["auto", "adamw", "muon"], default="auto")
    add("--threads", type=int, default=2)
    add("--ahead", type=int, default=0, help="batches made ahead by another process; 200 on a GPU")
    add("--log-steps", type=int, default=100)
    add("--save-minutes", type=float, default=5.0)
    add("--snapshots", type=int, default=5, help="how many to keep for averaging")
    for field in fields(Shape)[1:]:
        add(
            f"--{field.name.replace('_', '-')}",
            type=int,
            help=f"{field.default} for a model that begins from nothing; a pack may be given more layers and --ffn",
        )
    _asked_for(add)

    add = step("average", _average, "average the last snapshots")
    add("--work", type=Path, required=True)
    add("--last", type=int, default=5, help="how many snapshots")

    add = step("export", _export, "write a checkpoint as an int8 pack")
    pair(add)
    add("--work", type=Path, required=True)
    add("--checkpoint", type=Path, help="another than WORK/last.pt, such as WORK/average.pt")
    add("--version", required=True, help="version of the pack, such as 0.2")
    _asked_for(add)
    add("--out", type=Path, required=True, help="FILE.argosmodel")

    add = step("unpack", _unpack, "put a pack in the place of the bundled model")
    add("--pack", type=Path, required=True)
    add("--bundled", type=Path, default=BUNDLED)

    add = step("score", _score, "BLEU, chrF2 and speed on an evaluation set")
    add("--pack", type=Path, nargs="+", required=True, help="two packs translate one after the other")
    add("--test", type=Path, required=True, help="file of source and reference")
    add("--as-decoded", action="store_true", help="Chinese with the half-width signs that the model writes")
    _decoding(add)

    add = step("survival", _survival, "how often placeholders come through exactly once")
    add("--pack", type=Path, required=True)
    add("--test", type=Path, required=True, help="file whose sources are protected and translated")
    _decoding(add)

    add = step("leaks", _leaks, "look for sentences of evaluation sets in corpora; exit code 1 if there are any")
    add("--corpus", type=Path, nargs="+", required=True)
    add("--test", type=Path, nargs="+", required=True)

    add = step("english-words", _english_words, "make the list of English words that translations are checked against")
    add("--scowl", type=Path, required=True, help="folder of SCOWL's lists, such as Debian's /usr/share/dict/scowl")
    add("--corpus", type=Path, nargs="+", required=True)
    add("--out", type=Path, default=WORDS)

    add = step("self-check", _self_check, "prove with torch that a pack read back is the model that was exported")
    add("--pack", type=Path, default=BUNDLED / "de_en")
    add("--test", type=Path, required=True, help="file of source and reference in the pack's direction")
    add("--sentences", type=int, default=60)
    return parser


def _asked_for(add: Callable[..., argparse.Action]) -> None:
    add("--kind", choices=["", *KINDS], default="", help="kind of text that the model is asked for, as in origins.py")
    add("--fullness", type=int, default=0, help="how full its translation shall be, 1 to 8; 0: as it comes")


def _decoding(add: Callable[..., argparse.Action]) -> None:
    add("--sentences", type=int, help="only the first so many")
    add("--beam", type=int, default=2)
    add("--repetition-penalty", type=float, default=1.0)
    add("--threads", type=int, default=2)
    add("--show", type=int, default=3, help="examples to print")


def main() -> int:
    """Run one step; 1 when it could not, with the reason on standard error."""
    given = _parser().parse_args()
    try:
        given.run(given)
    except TrainingError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
