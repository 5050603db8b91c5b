"""Which mentions of an article name the same entity: full name and surname, with and without genitive, any spelling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from aitui.data.entities.folding import adjective_stem, fold, slug
from aitui.data.entities.inflection import base_form
from aitui.data.entities.span import NameSpan
from aitui.data.entities.table import Entry, NameTable
from aitui.data.entities.tokens import normal_form
from aitui.data.entity import Entity, EntityKind, Mention, Names

_LONGEST_ACRONYM = 8
_Key = str | tuple[EntityKind, str]
"""What mentions of one entity share: the table's id, or kind and folded name."""


@dataclass(slots=True)
class Cluster:
    """The mentions of one entity, in reading order."""

    kind: EntityKind
    entity_id: str | None
    spans: list[NameSpan] = field(default_factory=list)
    surfaces: list[str] = field(default_factory=list)

    def add(self, span: NameSpan, surface: str) -> None:
        """Take another mention in."""
        self.spans.append(span)
        self.surfaces.append(surface)

    @property
    def fullest(self) -> str:
        """The surface with the most words; of several the longest, of those the first."""
        return max(self.surfaces, key=lambda surface: (len(surface.split()), len(surface)))


def join(text: str, spans: Iterable[NameSpan], table: NameTable) -> list[Cluster]:
    """The entities that `spans` (in order, not overlapping) mention, in order of first mention."""
    named = [(span, display(text[span.start : span.end])) for span in spans]
    clusters: dict[_Key, Cluster] = {}
    people = _People()
    for span, surface in named:
        key = _key(span, surface)
        if span.kind is EntityKind.PERSON and " " in surface:
            people.know(surface, key)
    for span, surface in named:
        key = _key(span, surface)
        if span.kind is EntityKind.PERSON:
            key = people.meant(surface, key, span.entity_id is not None and not span.contextual)
        cluster = clusters.get(key)
        if cluster is None:
            known = key if isinstance(key, str) else None
            entry = table.get(known) if known else None
            cluster = clusters[key] = Cluster(entry.kind if entry else span.kind, known)
        cluster.add(span, surface)
    joined = _with_short_names([cluster for cluster in clusters.values() if cluster.spans])
    return _with_acronyms(text, joined)


def _key(span: NameSpan, surface: str) -> _Key:
    return span.entity_id or (span.kind, fold(_uninflected(surface, span.kind)))


def _uninflected(surface: str, kind: EntityKind) -> str:
    """An unknown name in its base form; people's names begin with no adjective."""
    return surface if kind is EntityKind.PERSON else base_form(surface)


class _People:
    """The persons an article gives a full name, and whom a single name means at a place in it."""

    def __init__(self) -> None:
        self._by_part: dict[str, list[_Key]] = {}
        self._last: dict[str, _Key] = {}
        self._parts: dict[_Key, list[str]] = {}

    def know(self, full_name: str, key: _Key) -> None:
        """Take in a full name; its last word is looked at first, then its first ('Zhou' in 'Zhou Hongyi')."""
        parts = fold(full_name).split()
        if not parts or (key in self._parts and len(self._parts[key]) >= len(parts)):
            return
        self._parts[key] = parts
        for part in dict.fromkeys((parts[-1], parts[0], " ".join(parts[1:]))):
            owners = self._by_part.setdefault(part, [])
            if key not in owners:
                owners.append(key)

    def meant(self, surface: str, key: _Key, certain: bool) -> _Key:
        """The person that `surface` means here: who was named last by a full name with this part, else the first."""
        name = fold(surface)
        if key in self._parts:
            for part in self._parts[key]:
                self._last[part] = key
            return key
        owners = self._by_part.get(name)
        if certain or not owners:
            return key
        if isinstance(key, str) and key in owners:
            return key
        last = self._last.get(name)
        if last is not None and last in owners:
            return last
        by_surname = [owner for owner in owners if self._parts[owner][-1] == name]
        return (by_surname or owners)[0]


def _with_short_names(clusters: list[Cluster]) -> list[Cluster]:
    """Join 'Orby' to 'Orby KI': an unknown name to the only one of its kind that begins with it."""
    longer: dict[tuple[EntityKind, str], list[Cluster]] = {}
    for cluster in clusters:
        parts = fold(cluster.fullest).split()
        if len(parts) > 1 and cluster.kind is not EntityKind.PERSON:
            longer.setdefault((cluster.kind, parts[0]), []).append(cluster)
    kept: list[Cluster] = []
    for cluster in clusters:
        owners = longer.get((cluster.kind, fold(cluster.fullest)), [])
        if cluster.entity_id is None and len(owners) == 1 and owners[0] is not cluster:
            _take_in(owners[0], cluster)
        else:
            kept.append(cluster)
    return sorted(kept, key=lambda cluster: cluster.spans[0].start)


def _with_acronyms(text: str, clusters: list[Cluster]) -> list[Cluster]:
    """Join a name and the letters for it that stand behind it in brackets: 'Verkehrs-Club der Schweiz (VCS)'."""
    begins = {span.start: cluster for cluster in clusters for span in cluster.spans if cluster.kind is EntityKind.ORG}
    gone: set[int] = set()
    for cluster in clusters:
        if cluster.kind is not EntityKind.ORG or id(cluster) in gone:
            continue
        for span, surface in zip(list(cluster.spans), list(cluster.surfaces), strict=True):
            short = begins.get(span.end + 2) if text.startswith(" (", span.end) else None
            if short is None or short is cluster or id(short) in gone or (short.entity_id and cluster.entity_id):
                continue
            letters = short.surfaces[0]
            if text[span.end + 2 + len(letters) : span.end + 3 + len(letters)] == ")" and _stands_for(letters, surface):
                _take_in(cluster, short)
                gone.add(id(short))
                begins |= {one.start: cluster for one in short.spans}
    return [cluster for cluster in clusters if id(cluster) not in gone]


def _take_in(cluster: Cluster, other: Cluster) -> None:
    """Add the mentions of one entity to those of another, in reading order."""
    pairs = [*zip(cluster.spans, cluster.surfaces, strict=True), *zip(other.spans, other.surfaces, strict=True)]
    pairs.sort(key=lambda pair: pair[0].start)
    cluster.spans[:] = [span for span, _ in pairs]
    cluster.surfaces[:] = [surface for _, surface in pairs]
    cluster.entity_id = cluster.entity_id or other.entity_id


def _stands_for(letters: str, name: str) -> bool:
    """Whether capitals are an abbreviation of a name: its letters in their order, the first at the beginning."""
    if not 2 <= len(letters) <= _LONGEST_ACRONYM or sum(map(str.isupper, letters)) < 2 or " " in letters:
        return False
    rest = iter(name.lower())
    return letters[0].lower() == name[0].lower() and all(letter in rest for letter in letters.lower())


def entity(cluster: Cluster, text: str, entry: Entry | None, in_boilerplate: Iterable[bool]) -> Entity:
    """The entity of a cluster; `in_boilerplate` tells for each of its mentions whether it stands in such a block."""
    name = _base_form(cluster, cluster.fullest, entry)
    mentions = tuple(
        Mention(span.start, span.end, text[span.start : span.end], boilerplate)
        for span, boilerplate in zip(cluster.spans, in_boilerplate, strict=True)
    )
    others = list(dict.fromkeys(_base_form(cluster, surface, entry) for surface in cluster.surfaces))
    if entry is None:
        entity_id = f"{cluster.kind}-{slug(name) or 'name'}"
        return Entity(entity_id, name, cluster.kind, Names(name, name), _without(name, others), mentions)
    known = [form for form in entry.forms if form.isascii() or not _is_chinese(form)]
    return Entity(entry.id, name, entry.kind, entry.names, _without(name, known + others), mentions)


def _without(name: str, aliases: list[str]) -> tuple[str, ...]:
    """`aliases` but for `name`; of forms that differ only in an adjective's ending, the first."""
    seen = {_bare(name)}
    kept: list[str] = []
    for alias in aliases:
        if (bare := _bare(alias)) not in seen:
            seen.add(bare)
            kept.append(alias)
    return tuple(kept)


def _base_form(cluster: Cluster, surface: str, entry: Entry | None) -> str:
    """The table's form for an inflected surface: 'Weißes Haus' for 'Weißen Haus'; of an unknown name the base form."""
    if entry is None:
        return _uninflected(surface, cluster.kind)
    if surface not in entry.forms[:1]:
        bare = _bare(surface)
        return next((form for form in entry.forms if _bare(form) == bare and form not in entry.foreign), surface)
    return surface


def _bare(name: str) -> str:
    *inner, last = fold(name).split() or [""]
    return " ".join([*map(adjective_stem, inner), last])


def display(surface: str) -> str:
    """A surface on one line: a name cut at the end of a line is put together again."""
    return " ".join(normal_form(surface).replace("-\n", "-").split())


def _is_chinese(form: str) -> bool:
    return any("\u3400" <= char <= "\u9fff" for char in form)
