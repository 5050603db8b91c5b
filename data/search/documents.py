"""What can be found: entities, quotes, titles and sentences as one kind of record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from aitui.data.article import Article, BlockKind, Span
from aitui.data.entity import Entity, Quote


class TargetType(StrEnum):
    """What sort of thing was found."""

    ENTITY = "entity"
    ARTICLE = "article"
    QUOTE = "quote"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be found, in one language.

    An entity has one target per article that mentions it; the index joins them by `key` and adds up their weights.
    A translated sentence is a target of its own, with the key and offsets of its source.
    """

    type: TargetType
    key: str
    """Equal keys are the same thing: an entity's id; of quotes and sentences article and offsets."""
    article: str
    """The article's key in the library."""
    text: str
    """What is read: the name, the words of the quote without marks, the title, the sentence, its translation."""
    language: str
    """Of `text`: de, en or zh; of entities, whose names have all three, de."""
    start: int
    end: int
    """Offsets into the source article; of an entity its first mention."""
    speaker: str = ""
    names: tuple[tuple[str, str], ...] = field(default=())
    """(language, name): names of the entity, or of the quote's speaker.

    The language is empty where the name is an alias, or the same in German and English.
    """
    readings: tuple[tuple[str, str], ...] = field(default=())
    """(Chinese name, how it is read without tones): filled in by the index, because it takes a dictionary."""
    kind: str = ""
    """The entity's kind, or that of the quote's speaker: person, org, product, place, event."""
    weight: int = 1
    """How well known: mentions in the article."""
    is_translation: bool = False
    """Whether `text` is a translation of what stands in the article."""


@dataclass(frozen=True, slots=True)
class ArticleTargets:
    """All targets of one article."""

    article: str
    targets: tuple[Target, ...]


_REMARK = re.compile(r"\s*\([a-zäöüß][^()]*\)")
"""What only says something about a name, as in 'X (früher Twitter)'."""

Translations = Mapping[str, Mapping[int, str]]
"""Language → start of the sentence in the source → its translation."""


def article_targets(
    key: str,
    article: Article,
    entities: Iterable[Entity] = (),
    quotes: Iterable[Quote] = (),
    translations: Translations | None = None,
    *,
    language: str = "de",
) -> Iterator[Target]:
    """Everything that can be found in `article`, whose key in the library is `key` and whose text is in `language`.

    Boilerplate sentences are found too: they are folded away in the reader, not removed.
    """
    translations = translations or {}
    known = {entity.id: entity for entity in entities}
    yield from (entity_target(key, entity) for entity in known.values())
    for quote in quotes:
        yield from quote_targets(key, article, quote, known, translations, language)
    yield from _title_targets(key, article, translations, language)
    for block, sentence in article.sentences():
        if block.kind is not BlockKind.TITLE:
            yield from sentence_targets(key, article, sentence, translations, language)


def entity_target(key: str, entity: Entity) -> Target:
    """An entity as the article `key` mentions it."""
    first = entity.mentions[0] if entity.mentions else None
    return Target(
        TargetType.ENTITY,
        entity.id,
        key,
        entity.names.de,
        "de",
        first.start if first else 0,
        first.end if first else 0,
        names=_names(entity),
        kind=str(entity.kind),
        weight=max(1, len(entity.mentions)),
    )


def quote_targets(
    key: str,
    article: Article,
    quote: Quote,
    entities: Mapping[str, Entity],
    translations: Translations,
    language: str = "de",
) -> Iterator[Target]:
    """A quote in the words of the article and, where the sentences it lies in are translated, in theirs."""
    speaker = entities.get(quote.speaker_id) if quote.speaker_id else None
    texts = {language: quote.text}
    inside = [s for _, s in article.sentences() if s.start < quote.end and quote.start < s.end]
    for other, sentences in translations.items():
        if inside and all(sentence.start in sentences for sentence in inside):
            texts[other] = ("" if other == "zh" else " ").join(sentences[sentence.start] for sentence in inside)
    for written_in, text in texts.items():
        yield Target(
            TargetType.QUOTE,
            f"{key}:quote:{quote.start}-{quote.end}",
            key,
            text,
            written_in,
            quote.start,
            quote.end,
            speaker=quote.speaker or "",
            names=_names(speaker) if speaker else (),
            kind=str(speaker.kind) if speaker else "",
            is_translation=written_in != language,
        )


def sentence_targets(
    key: str, article: Article, sentence: Span, translations: Translations, language: str = "de"
) -> Iterator[Target]:
    """A sentence and its translations."""
    start, end = sentence.start, sentence.end
    for written_in, text in _in_all_languages(article.sentence_text(sentence), start, translations, language):
        yield Target(
            TargetType.SENTENCE,
            f"{key}:sentence:{start}-{end}",
            key,
            text,
            written_in,
            start,
            end,
            is_translation=written_in != language,
        )


def _title_targets(key: str, article: Article, translations: Translations, language: str) -> Iterator[Target]:
    """The title, at its block or, where it was derived, at the sentence it was made of."""
    block = next((b for b in article.blocks if b.kind is BlockKind.TITLE), None)
    place = block or next((b for b in article.blocks if not b.boilerplate), None)
    if place is None or not article.title:
        return
    sentence = place.sentences[0]
    for written_in, text in _in_all_languages(article.title, sentence.start, translations, language):
        yield Target(
            TargetType.ARTICLE,
            key,
            key,
            text,
            written_in,
            sentence.start,
            sentence.end,
            is_translation=written_in != language,
        )


def _in_all_languages(source: str, start: int, translations: Translations, language: str) -> Iterator[tuple[str, str]]:
    yield language, source
    for other, sentences in translations.items():
        if translated := sentences.get(start):
            yield other, translated


def _names(entity: Entity) -> tuple[tuple[str, str], ...]:
    names = [("de", entity.names.de), ("en", entity.names.en), ("zh", entity.names.zh or "")]
    names.extend(("", alias) for alias in (*entity.aliases, entity.name))
    seen: dict[str, str] = {}
    for language, name in names:
        words = _REMARK.sub("", name)
        if words and (words not in seen or (language and seen[words] != language)):
            seen[words] = "" if words in seen else language
    return tuple((language, name) for name, language in seen.items())
