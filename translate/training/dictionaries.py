"""Pairs from dictionaries: words that a corpus of news and documentation has seldom or never, and example sentences.

They are short, so that a pass over them costs little, and each says what one word is, with nothing around it.
"""

from __future__ import annotations

import csv
import lzma
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from .corpus import Pair, opened
from .errors import TrainingError

DING, DING_EXAMPLES, CEDICT, ECDICT = "ding", "ding_examples", "cedict", "ecdict"
"""The origins, as `origins.toml` has them."""

_ASIDE = re.compile(r" ?(?:\{[^{}]*\}|\[[^\[\]]*\]|<[^<>]*>|\([^()]*\)|(?<!\S)/[^/\s]+(?: [^/\s]+)*/(?!\S))")
"""Grammar, subject, spelling, explanation and abbreviation beside a word."""
_RARE = re.compile(
    r"\[(?:zool|ornith|bot|min|mycol|ichthyol|entom|geol|chem|vulg|obs|archaic|dated|slang|hist|veraltet)[^\]]*\]"
    r"|\(zoologische|\(botanische"
)
"""Subjects with tens of thousands of words that no newspaper writes, and words that nobody writes any more."""
_WORD = re.compile(r"\w+")
_SOMEBODY = re.compile(r"\b(?:jd[mns]?|etw|sb|sth)\.")
_OUTER_SOMEBODY = re.compile(rf"^{_SOMEBODY.pattern}(?!['’])|{_SOMEBODY.pattern}$")
_OR = re.compile(r"(?<=\w)/(?!(?:der|die|das|de[mn]|eine?)\b)\w[\w-]+(?:/\w[\w-]+)*")
"""Another word for the one before; not what is a phrase of its own, nor a unit such as km/h."""
_SENTENCE = re.compile(r"[A-ZÄÖÜ„“\"].*[.!?]")
_WORDS_OF_SENTENCE, _WORDS_OF_TERM = 4, 5
_GERMAN_WORDS = 3
"""So many synonyms are taken of each entry; all with its first English word, which is the usual one."""

_CEDICT_LINE = re.compile(r"(?P<traditional>\S+) (?P<simplified>\S+) \[[^\]]*\] /(?P<glosses>.*)/")
_CEDICT_ASIDE = re.compile(r"\s*\([^()]*\)|\[[^\[\]]*\]")
_NO_GLOSS = re.compile(
    r"^(?:variant of|old variant|see [A-Z\u3400-\u9fff]|used (?:in|as|for|to) |CL:|abbr\."
    r"|surname |also |lit\.|fig\.|erhua|euphem|Taiwan pr|\w+ particle)"
    r"|[|\u3400-\u9fff]|\d|\b(?:sb|sth|etc)\b|\.\.\."
)
_CEDICT_OBSOLETE = re.compile(r"\((?:archaic|old|dialect|Tw|literary|idiom|slang|coll\.|dated)[^)]*\)")
_HEADWORDS = 2
"""So many Chinese words are taken for an English one: those that the corpora have most often."""
_ECDICT_COLUMNS = {"word", "translation", "bnc", "frq", "exchange"}
_ENGLISH = re.compile(r"[A-Za-z](?:[A-Za-z'’ -]*[A-Za-z])?")
_ENGLISH_SOMEBODY = re.compile(r"\b(?:sb|sth|one's|oneself)\b")
_CHINESE = re.compile(r"[\u4e00-\u9fff·]{1,12}")
_PART_OF_SPEECH = re.compile(
    r"^\s*(?:(?:n|v|vt|vi|a|ad|adj|adv|prep|conj|pron|num|int|aux|art|pl|na|un|abbr)\.\s*(?:&\s*)?)+"
)
_ECDICT_ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）|<[^<>]*>|“[^“”]*”")
_ECDICT_NAME = re.compile(
    r"\[[人地]名\](?: *\[[^\]]*\])* *(?P<name>[\u4e00-\u9fff·]+?)"
    r"(?:取自|住所|职业|绰号|来源|地貌|(?![\u4e00-\u9fff·]))"
)
_ECDICT_SUBJECT = re.compile(r"^\s*\[(?![法经]\])")
"""Law and trade stand in newspapers; what the other subjects call a word is not what others call it."""
_FORM = re.compile(r"(?:^|/)[pdi3srt]:([^/]+)")
"""Past, participles, third person, plural, degrees of comparison."""
_OF_FORMS = re.compile(r"的(?:变形|复数|过去式|过去分词|现在分词|第三人称)")
_SELDOM = 3
"""What stands in the corpora less often is hardly the word for it."""


def _lines(path: Path) -> Iterator[str]:
    empty = True
    try:
        with opened(path) as lines:
            for line in lines:
                if not line.startswith("#"):
                    empty = False
                    yield line
    except (OSError, EOFError, UnicodeDecodeError, zlib.error, lzma.LZMAError) as error:
        raise TrainingError(f"{path} is no dictionary in UTF-8: {error}") from error
    if empty:
        raise TrainingError(f"{path} holds no entry")


def ding(path: Path, english: Iterable[str]) -> Iterator[Pair]:
    """German and English of the dictionary of Ding (Debian's `trans-de-en`), words and example sentences.

    Its lines are `German; synonym | inflected | example :: the same in English`. Words are taken whose English the
    sentences `english` have now and then. Raises TrainingError for another file.
    """
    counts = Counter(word for sentence in english for word in _WORD.findall(sentence.lower()))
    for pair in _ding_entries(path):
        if pair.origin != DING or all(counts[word] >= _SELDOM for word in _WORD.findall(pair.target.lower())):
            yield pair


def _ding_entries(path: Path) -> Iterator[Pair]:
    for number, line in enumerate(_lines(path), 1):
        german, separator, english = line.partition(" :: ")
        if not separator:
            if number == 1:
                raise TrainingError(f"{path} is no dictionary of Ding: its lines have no ::")
            continue
        sides = german.split(" | "), english.split(" | ")
        if len(sides[0]) != len(sides[1]):
            sides = sides[0][:1], sides[1][:1]
        rare = _RARE.search(line) is not None
        for source, target in zip(*sides, strict=True):
            yield from _ding_pairs(source, target, rare=rare)


def _ding_pairs(german: str, english: str, *, rare: bool) -> Iterator[Pair]:
    sources = [text for part in german.split(";") if not _RARE.search(part) and (text := _plain(part))]
    targets = [text for part in english.split(";") if not _RARE.search(part) and (text := _plain(part))]
    if not sources or not targets:
        return
    source, target = sources[0], targets[0]
    if _SENTENCE.fullmatch(source):
        if _SENTENCE.fullmatch(target) and len(source.split()) >= _WORDS_OF_SENTENCE:
            yield Pair(DING_EXAMPLES, source, target)
    elif not rare:
        target = target.removeprefix("to ")
        for word in dict.fromkeys(sources[:_GERMAN_WORDS]):
            if max(len(word.split()), len(target.split())) <= _WORDS_OF_TERM and word != target:
                yield Pair(DING, word, target)


def _plain(text: str) -> str:
    """A word without what stands beside it; empty where it cannot be told what belongs to it."""
    before, text = "", " ".join(text.split())
    while before != text:
        before, text = text, _ASIDE.sub("", text)
    if "…" in text or "..." in text or " / " in text or " + " in text:
        return ""
    text = _OUTER_SOMEBODY.sub("", " ".join(text.split()), count=1)
    if _SOMEBODY.search(text):  # 'sich bei jdm. bedanken' says nothing without
        return ""
    text = " ".join(_OR.sub("", text).split())
    return "" if re.search(r"[{}()\[\]<>/|]", text) or not re.search(r"\w", text) else text


def cedict(path: Path, chinese: Iterable[str]) -> Iterator[Pair]:
    """English and simplified Chinese of CC-CEDICT (a text file, or one compressed with gzip).

    The dictionary goes from Chinese to English, so many words stand for one English one; those that the sentences
    `chinese` have most often are taken. Raises TrainingError for another file.
    """
    words: defaultdict[str, list[str]] = defaultdict(list)
    for number, line in enumerate(_lines(path), 1):
        entry = _CEDICT_LINE.match(line)
        if entry is None:
            if number == 1:
                raise TrainingError(f"{path} is no CC-CEDICT: its lines are not 'traditional simplified [sounds] /…/'")
            continue
        for gloss in _glosses(entry["glosses"]):
            if entry["simplified"] not in words[gloss]:
                words[gloss].append(entry["simplified"])
    counts = _counted(chinese, {word for found in words.values() for word in found})
    for gloss, found in words.items():
        usual = sorted((word for word in found if counts[word] >= _SELDOM), key=lambda word: -counts[word])
        yield from (Pair(CEDICT, gloss, word) for word in usual[:_HEADWORDS])


def _glosses(text: str) -> Iterator[str]:
    for meaning in text.split("/"):
        if _CEDICT_OBSOLETE.search(meaning):
            continue
        for part in meaning.split(";"):
            gloss = " ".join(_CEDICT_ASIDE.sub("", part).split())
            if gloss[:1].isupper():  # 'Nagoya, city in Japan'
                gloss = gloss.partition(",")[0]
            if gloss and not _NO_GLOSS.search(gloss) and len(gloss.split()) <= _WORDS_OF_TERM:
                yield gloss.removeprefix("to ")


def ecdict(path: Path, chinese: Iterable[str]) -> Iterator[Pair]:
    """English and simplified Chinese of ECDICT (`ecdict.csv`).

    Taken are words with a rank in one of its two lists of frequent words, phrases of such words, and names of people
    and places. Of a word's translations the first is taken, which is the usual one, and that which the sentences
    `chinese` have most often; inflected forms get the first. Raises TrainingError for another file.
    """
    reader = csv.DictReader(_lines(path))
    try:
        if not set(reader.fieldnames or ()) >= _ECDICT_COLUMNS:
            columns = ", ".join(sorted(_ECDICT_COLUMNS))
            raise TrainingError(f"{path} is no ECDICT: its first line does not name {columns}")
        # A line that ends early has None in its last columns, and says nothing.
        entries = [entry for entry in reader if None not in entry.values() and _ENGLISH.fullmatch(entry["word"])]
    except csv.Error as error:
        raise TrainingError(f"{path}, line {reader.line_num}: {error}") from error
    ranked = {entry["word"] for entry in entries if (entry["bnc"] + entry["frq"]).strip("0")}
    known = {word.lower() for word in ranked}
    found: dict[str, list[str]] = {}
    for entry in entries:
        word, translation = entry["word"], entry["translation"]
        if name := _ECDICT_NAME.search(translation):
            yield Pair(ECDICT, word.title() if word.islower() else word, name["name"])
        parts = word.lower().split()
        phrase = 1 < len(parts) <= _WORDS_OF_TERM and known.issuperset(parts) and not _ENGLISH_SOMEBODY.search(word)
        if (word in ranked or phrase) and (glosses := list(_ecdict_glosses(translation))):
            found.setdefault(word, glosses)
            for form in _FORM.findall(entry["exchange"]) if word in ranked else ():
                if form not in ranked and _ENGLISH.fullmatch(form):
                    found.setdefault(form, glosses[:1])
    counts = _counted(chinese, {gloss for glosses in found.values() for gloss in glosses})
    for word, glosses in found.items():
        usual = max(glosses, key=lambda gloss: counts[gloss])
        for gloss in dict.fromkeys((glosses[0], usual)):
            if counts[gloss] or word in ranked:
                yield Pair(ECDICT, word, gloss)


def _ecdict_glosses(text: str) -> Iterator[str]:
    for line in text.split("\\n"):
        if _ECDICT_SUBJECT.search(line) or _OF_FORMS.search(line):
            continue
        line = _PART_OF_SPEECH.sub("", _ECDICT_ASIDE.sub("", line.replace("[法]", "").replace("[经]", "")))
        yield from filter(_CHINESE.fullmatch, map(str.strip, re.split("[,，;；、]", line)))


def _counted(sentences: Iterable[str], words: set[str]) -> Counter[str]:
    """How often each of `words` stands in the sentences, which have no spaces: the longest word wins everywhere."""
    beginnings = {word[:length] for word in words for length in range(1, len(word) + 1)}
    counts: Counter[str] = Counter()
    for sentence in sentences:
        start = 0
        while start < len(sentence):
            end, word = start + 1, sentence[start]
            while end <= len(sentence) and (piece := sentence[start:end]) in beginnings:
                if piece in words:
                    word = piece
                end += 1
            counts[word] += 1
            start += len(word)
    return counts


READERS: dict[str, Callable[[Path, Iterable[str]], Iterator[Pair]]] = {"ding": ding, "cedict": cedict, "ecdict": ecdict}
"""By the name of the format; each takes the file and sentences of the target language."""
