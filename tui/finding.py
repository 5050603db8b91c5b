"""What was found, and how it stands around: hits with their articles, previews, places to go to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aitui.data.article import Article, Span
from aitui.data.language import sentence_separator
from aitui.data.library import Entry, Library
from aitui.data.search.documents import TargetType
from aitui.translate.translation import Translation

if TYPE_CHECKING:
    from aitui.data.search.index import Count
    from aitui.data.search.ranking import Hit

Counts = Mapping[TargetType, "Count"]
"""How many were found of each type."""
Spans = tuple[tuple[int, int], ...]
"""Pieces of a text to highlight: start and end, in order, not overlapping."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit and the article it leads to."""

    hit: Hit
    entry: Entry

    @property
    def id(self) -> str:
        """An entity's id, else the article's path, of quotes and sentences with the offsets."""
        match self.hit.type:
            case TargetType.ENTITY:
                return self.hit.key
            case TargetType.ARTICLE:
                return self.entry.path
        return f"{self.entry.path}:{self.hit.start}-{self.hit.end}"


def findings_of(hits: Iterable[Hit], library: Library) -> list[Finding]:
    """The hits with their articles; those of articles that are no longer in the library are left out."""
    entries: dict[str, Entry | None] = {}
    for hit in hits:
        if hit.article not in entries:
            try:
                entries[hit.article] = library.entry(int(hit.article))
            except KeyError:
                entries[hit.article] = None
    return [Finding(hit, entry) for hit in hits if (entry := entries[hit.article]) is not None]


def counts_without(counts: Counts, hits: Iterable[Hit], findings: Iterable[Finding]) -> Counts:
    """The counts of a search less its hits in articles that have gone."""
    gone = Counter(hit.type for hit in hits)
    gone.subtract(finding.hit.type for finding in findings)
    left = {type_: replace(count, number=count.number - gone[type_]) for type_, count in counts.items()}
    return {type_: count for type_, count in left.items() if count.number}


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its highlights."""

    text: str
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """The place a finding leads to, in the source and in translation."""

    finding: Finding
    before: str
    """What stands before the sentence in its paragraph, in the source."""
    source: Passage
    after: str
    translation: Passage | None
    """None where nothing was translated yet."""
    language: str
    """Of the translation."""


def sentences_of(article: Article, hit: Hit) -> list[tuple[int, Span]]:
    """The sentences a hit lies in, with their numbers in reading order; the next one where it lies between two."""
    numbered = list(enumerate(span for _, span in article.sentences()))
    inside = [(number, span) for number, span in numbered if span.start < hit.end and hit.start < span.end]
    return inside or [(number, span) for number, span in numbered if span.end > hit.start][:1] or numbered[-1:]


def source_spans(article: Article, hit: Hit) -> Spans:
    """What to highlight in the article's text: the matched letters where they stand there, else the whole hit.

    A match in a translation or in a derived title has no letters in the source.
    """
    if hit.type is TargetType.ENTITY or not article.text.startswith(hit.matched, hit.start):
        return ((hit.start, hit.end),)
    return tuple((hit.start + start, hit.start + end) for start, end in hit.spans)


def target_spans(hit: Hit, language: str, targets: Sequence[str]) -> list[Spans]:
    """What to highlight in the translations `targets` of the sentences a hit lies in: one entry per sentence.

    Empty where the match was not found in their `language`.
    """
    nothing: list[Spans] = [() for _ in targets]
    separator = sentence_separator(language)
    if hit.language != language or hit.type is TargetType.ENTITY or separator.join(targets) != hit.matched:
        return nothing
    found, start = [], 0
    for target in targets:
        end = start + len(target)
        found.append(tuple((max(a, start) - start, min(b, end) - start) for a, b in hit.spans if a < end and start < b))
        start = end + len(separator)
    return found


def preview_of(
    finding: Finding, article: Article, translations: Sequence[Translation | None], language: str
) -> Preview:
    """The sentences a finding lies in; `translations` are theirs into `language`."""
    hit = finding.hit
    spans = [span for _, span in sentences_of(article, hit)]
    first, last = spans[0].start, spans[-1].end
    block = next((block for block in article.blocks if block.start <= first < block.end), None)
    marks = tuple((max(a, first) - first, min(b, last) - first) for a, b in source_spans(article, hit) if a < last)
    targets = [translation.target for translation in translations if translation is not None and translation.target]
    translation = None
    if targets:
        separator = sentence_separator(language)
        found: list[tuple[int, int]] = []
        start = 0
        for target, pieces in zip(targets, target_spans(hit, language, targets), strict=True):
            found.extend((start + a, start + b) for a, b in pieces)
            start += len(target) + len(separator)
        translation = Passage(separator.join(targets), tuple(found))
    return Preview(
        finding,
        article.text[block.content_start : first] if block and block.content_start < first else "",
        Passage(article.text[first:last], marks),
        article.text[last : block.end] if block else "",
        translation,
        language,
    )
