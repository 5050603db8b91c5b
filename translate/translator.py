"""Texts in, translations out: from the memory where it has them, else from the models, and then into the memory."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from aitui.data.config import LibreTranslate
from aitui.data.errors import AituiError
from aitui.translate.candidates import Candidate, Leg, traced
from aitui.translate.checks import Pair, check
from aitui.translate.engine import Decoded, DecodingOptions, Engine
from aitui.translate.engines import TranslationEngine
from aitui.translate.libretranslate.client import Client
from aitui.translate.libretranslate.engine import LibreTranslateEngine
from aitui.translate.libretranslate.model import RemoteModel
from aitui.translate.markup import without_markup
from aitui.translate.memory import Memory, Unit
from aitui.translate.models.choice import Shelf, shelf
from aitui.translate.models.health import examine
from aitui.translate.normalise import has_letters, normalise
from aitui.translate.packages import DamagedPackage, Package
from aitui.translate.route import PIVOT, Model, Route, find_route
from aitui.translate.terms import TermList
from aitui.translate.translation import BY_HAND, COPIED, Mark, MarkKind, StopCheck, Translation
from aitui.translate.typography import tidied

__all__ = ["Mark", "Translation", "Translator", "batches"]

REVISION = 8
"""Rises with every change to what is done to a text around the models, so that stored translations are made anew."""

BATCH_SENTENCES = 48
BATCH_CHARACTERS = 3200
"""At about 900 pieces a batch takes less than a second on two cores, and so does stopping."""

BatchCallback = Callable[[list[tuple[int, Translation]]], None]
"""Told of finished translations: (index into the texts given, translation)."""


class Translator:
    """Translates along the route that the installed packs allow.

    `memory_path` is the SQLite file of the memory, made when missing; `packages` default to what is here and in use
    (`records`, by default beside the memory, says what a person chose). An installed pack that turns out to be damaged
    is left out. Where `server` is given, it translates in their place. Models are loaded when the memory does not know
    a text. Safe to use from several threads.
    """

    def __init__(
        self,
        memory_path: Path,
        packages: Sequence[Package] | None = None,
        *,
        options: DecodingOptions | None = None,
        threads: int = 0,
        records: Path | None = None,
        server: LibreTranslate | None = None,
        terms: TermList | None = None,
        guard: bool = True,
    ) -> None:
        """`terms` default to the shipped name table; `guard=False` neither protects nor checks anything."""
        self.terms = terms if terms is not None else TermList()
        self.guard = guard
        self.memory = Memory(memory_path)
        self.options = options or DecodingOptions()
        self._threads = threads
        self._records = records or memory_path.parent / "models"
        self._packages = list(packages) if packages is not None else None
        self._shelf: Shelf | None = None
        self._examined: set[Package] = set()
        self._engines: dict[Model, TranslationEngine] = {}
        self._client = Client(server) if server is not None else None
        self._lock = threading.Lock()

    def route(self, to: str, source: str = "de") -> Route:
        """The models between two languages (ISO 639 codes). Raises AituiError where a pack is missing."""
        with self._lock:
            if self._client is not None and source != to:
                return Route((RemoteModel(source, to, self._client.settings.address),))
            return find_route(self._packages if self._packages is not None else self._look().in_use, source, to)

    def go_online(self, server: LibreTranslate | None) -> None:
        """Let a server translate from now on, or (None) the models on this machine again."""
        with self._lock:
            before, self._client = self._client, Client(server) if server is not None else None
            self._engines = {}
        if before is not None:
            before.close()

    @property
    def skipped(self) -> tuple[DamagedPackage, ...]:
        """Installed packs that cannot be used; others translate in their place."""
        with self._lock:
            return () if self._packages is not None else self._look().damaged

    def label(self, to: str, source: str = "de") -> str:
        """Which models translate, for people: `bundled de_en 0.1 → en_zh 0.1`."""
        return self.route(to, source).label

    def uses_bundled(self, to: str, source: str = "de") -> bool:
        """Whether one of the small bundled models takes part."""
        return self.route(to, source).uses_bundled

    def recall(self, texts: Sequence[str], to: str, *, source: str = "de") -> list[Translation | None]:
        """What the memory has, in the order of `texts`, None for the others. Loads no model."""
        route = self.route(to, source)
        normalised = [normalise(text) for text in texts]
        known = self._recall(route, {text for text in normalised if has_letters(text)})
        return [
            _of(text, known[key])
            if key in known
            else None
            if has_letters(key)
            else Translation(text, key, None, COPIED)
            for text, key in zip(texts, normalised, strict=True)
        ]

    def translate(
        self,
        texts: Sequence[str],
        to: str,
        *,
        source: str = "de",
        should_stop: StopCheck | None = None,
        on_batch: BatchCallback | None = None,
        context: str = "",
    ) -> list[Translation | None]:
        """Translate `texts`, in their order; None for those that `should_stop` left out.

        `context` is text around them, such as their article; it tells what a name means that may mean several things.

        Known ones come from the memory. The rest goes to the models in small batches; each is stored before
        `on_batch` hears of it. Raises AituiError for a missing pack, a damaged model and a memory that cannot be
        used; what was stored before stays.
        """
        results = self.recall(texts, to, source=source)
        if None in results and self._leave_out_damaged(to, source):
            results = self.recall(texts, to, source=source)
        known = [(index, result) for index, result in enumerate(results) if result is not None]
        if known and on_batch:
            on_batch(known)
        route = self.route(to, source)
        waiting: dict[str, list[int]] = {}
        for index, result in enumerate(results):
            if result is None:
                waiting.setdefault(normalise(texts[index]), []).append(index)
        for batch in batches(list(waiting)):
            made = self._make(route, batch, should_stop, context)
            finished = [(index, _of(texts[index], made[key])) for key in batch if key in made for index in waiting[key]]
            for index, translation in finished:
                results[index] = translation
            if finished and on_batch:
                on_batch(finished)
            if len(made) < len(batch):
                break
        return results

    def alternatives(
        self, text: str, to: str, *, source: str = "de", count: int = 5, context: str = ""
    ) -> list[Translation]:
        """Up to `count` different translations of one sentence, the best by the checks first; none is stored.

        On a route through English all are made from the English that the memory has or the model makes. Takes a few
        seconds. Raises AituiError as `translate` does.
        """
        route = self.route(to, source)
        key = normalise(text)
        if not has_letters(key):
            return [Translation(text, key, None, COPIED)]
        before = Translation(key, key, None, "")
        if len(route.legs) > 1:
            before = self._pivots(route, [key], None, context)[key]
        leg = Leg(self._engine(route.legs[-1]), self.terms, self.options)
        pivot = before.target if len(route.legs) > 1 else None
        return [
            Translation(text, candidate.target, pivot, route.label, before.marks + candidate.marks, candidate.guarded)
            for candidate in leg.alternatives(before.target or key, count, context, _terms_in(before))
        ]

    def store_by_hand(self, text: str, to: str, target: str, *, source: str = "de") -> None:
        """Keep a person's translation of `text`; it wins over every model from now on."""
        self.memory.store_hand_made(f"{source}-{to}", normalise(text), target)

    def doubts(self, text: str, target: str, to: str, *, source: str = "de", context: str = "") -> tuple[Mark, ...]:
        """What the checks say about any translation of `text`, such as one made by hand."""
        text = without_markup(normalise(text))
        return check(Pair(text, target, source, to, self.terms.find(text, context, source=source, to=to)))

    def forget_by_hand(self, text: str, to: str, *, source: str = "de") -> None:
        """Let the models translate `text` again."""
        self.memory.forget_hand_made(f"{source}-{to}", normalise(text))

    def refresh(self) -> None:
        """Look for packs again, after one was installed, removed or chosen."""
        with self._lock:
            self._packages = self._shelf = None
            self._examined = set()
            used = self._look().in_use
            kept = {model for model in self._engines if isinstance(model, RemoteModel)}.union(used)
            self._engines = {model: engine for model, engine in self._engines.items() if model in kept}

    def close(self) -> None:
        """Close the memory and let the models go; no thread may be using the translator any more."""
        self.memory.close()
        with self._lock:
            self._engines = {}
            if self._client is not None:
                self._client.close()

    def _look(self) -> Shelf:
        """The packs that are here; call it under the lock."""
        if self._shelf is None:
            self._shelf = shelf(self._records)
        return self._shelf

    def _leave_out_damaged(self, to: str, source: str) -> bool:
        """Try out what was never tried out of a route; whether that led to another route."""
        if self._packages is not None:
            return False
        changed = False
        while unknown := [leg for leg in self._here(to, source) if leg not in self._examined]:
            for leg in unknown:
                if examine(self._records, leg):
                    self.refresh()
                    changed = True
                    break
                self._examined.add(leg)
        return changed

    def _here(self, to: str, source: str) -> list[Package]:
        """The packs of a route."""
        return [leg for leg in self.route(to, source).legs if isinstance(leg, Package)]

    def _recall(self, route: Route, sources: set[str]) -> dict[str, Translation]:
        """What is known of normalised `sources`, by source; hand-made before machine-made."""
        stored = self._current(route, self.memory.recall_many(self._key(route), sources))
        label = route.label
        known = {
            text: Translation(text, unit.target, unit.pivot, label, unit.marks, unit.guarded)
            for text, unit in stored.items()
        }
        if len(route.legs) > 1:
            first = _first(route)
            pivots = self.memory.recall_targets(self._key(first), known)
            pivots |= self.memory.recall_hand_made(_direction(first), known)
            for text, pivot in pivots.items():
                if known[text].pivot != pivot:
                    del known[text]  # made from an English that was corrected since
        for text, target in self.memory.recall_hand_made(_direction(route), sources).items():
            known[text] = Translation(text, target, None, BY_HAND)
        return known

    def _current(self, route: Route, stored: dict[str, Unit]) -> dict[str, Unit]:
        """Those of the `stored` units that the present terms would leave as they are."""
        terms = self.terms
        version = terms.version
        older = {text: unit for text, unit in stored.items() if unit.terms_version != version}
        if not self.guard or not older:
            return stored
        same = {text for text, unit in older.items() if unit.terms == self._terms_of(terms, route, text, unit.pivot)}
        if same:
            self.memory.confirm(self._key(route), same, version)
        return {text: unit for text, unit in stored.items() if text in same or text not in older}

    def _terms_of(self, terms: TermList, route: Route, source: str, pivot: str | None) -> str:
        """Names what `terms` do to a sentence on its way along `route`."""
        if not self.guard:
            return ""
        source = without_markup(source)  # as guard and models see it
        if pivot is None:
            return terms.fingerprint(source, route.source, route.target)
        first = terms.fingerprint(source, route.source, PIVOT)
        second = terms.fingerprint(without_markup(pivot), PIVOT, route.target)
        return f"{first}+{second}".strip("+")

    def _make(
        self, route: Route, sources: Sequence[str], should_stop: StopCheck | None, context: str
    ) -> dict[str, Translation]:
        """Translate and store one batch of normalised sources; those missing from the result were not begun."""
        terms = self.terms  # others may come meanwhile, and then what is made now has to be made again
        if len(route.legs) == 1:
            made = self._decode(
                route, {text: Translation(text, text, None, "") for text in sources}, should_stop, context
            )
        else:
            pivots = self._pivots(route, sources, should_stop, context)
            made = {text: pivot for text, pivot in pivots.items() if pivot.target is None}
            through = {text: pivot for text, pivot in pivots.items() if pivot.target is not None}
            made |= self._decode(route, through, should_stop, context)
        units = {
            text: Unit(
                t.target, t.pivot, t.marks, t.guarded, self._terms_of(terms, route, text, t.pivot), terms.version
            )
            for text, t in made.items()
            if t.target is not None
        }
        if units:
            self.memory.store_many(self._key(route), route.label, units)
        return made

    def _pivots(
        self, route: Route, sources: Sequence[str], should_stop: StopCheck | None, context: str
    ) -> dict[str, Translation]:
        first = _first(route)
        pivots = self._recall(first, set(sources))
        pivots |= self._make(first, [text for text in sources if text not in pivots], should_stop, context)
        return pivots

    def _decode(
        self, route: Route, inputs: Mapping[str, Translation], should_stop: StopCheck | None, context: str
    ) -> dict[str, Translation]:
        """Run the last leg of `route` on the target of each input, which is keyed by the source of the whole route."""
        engine = self._engine(route.legs[-1])
        texts = [text.target or "" for text in inputs.values()]
        outputs = (
            Leg(engine, self.terms, self.options).translate(
                texts, should_stop, context, [_terms_in(before) for before in inputs.values()]
            )
            if self.guard
            else self._plain(engine, texts, should_stop)
        )
        made = {}
        for (source, before), candidate in zip(inputs.items(), outputs, strict=True):
            if candidate is not None:
                pivot = before.target if len(route.legs) > 1 else None
                inherited = [replace(mark, detail=f"English in between: {mark.detail}") for mark in before.marks]
                marks = tuple(dict.fromkeys((*inherited, *candidate.marks)))
                guarded = traced(before.guarded, candidate.guarded) if pivot else candidate.guarded
                made[source] = Translation(source, candidate.target or None, pivot, route.label, marks, guarded)
        return made

    def _plain(
        self, engine: TranslationEngine, texts: Sequence[str], should_stop: StopCheck | None
    ) -> list[Candidate | None]:
        """What the model makes of `texts` without guard and checks."""
        outputs = engine.translate(texts, options=self.options, should_stop=should_stop)
        return [
            Candidate(tidied(decoded.text, engine.package.to_code), _marks(decoded, engine.package))
            if decoded
            else None
            for decoded in outputs
        ]

    def _engine(self, model: Model) -> TranslationEngine:
        with self._lock:
            if model not in self._engines:
                if isinstance(model, Package):
                    self._engines[model] = Engine(model, self._threads)
                elif self._client is not None:
                    self._engines[model] = LibreTranslateEngine(model, self._client)
                else:
                    raise AituiError(f"{model.name} is not used any more", remedy="Translate again")
            return self._engines[model]

    def _key(self, route: Route) -> str:
        return f"{route.fingerprint} {self.options.key} revision {REVISION}" + ("" if self.guard else " unguarded")


def batches(
    texts: Sequence[str], *, sentences: int = BATCH_SENTENCES, characters: int = BATCH_CHARACTERS
) -> Iterator[list[str]]:
    """`texts` in order, a few at a time: at most `sentences`, and `characters` unless one alone has more."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and (len(batch) >= sentences or size + len(text) > characters):
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def _first(route: Route) -> Route:
    return Route(route.legs[:1])


def _terms_in(translation: Translation) -> frozenset[str]:
    """The ids of the terms that were guarded in it."""
    return frozenset(item.term for item in translation.guarded if item.term is not None)


def _direction(route: Route) -> str:
    return f"{route.source}-{route.target}"


def _of(text: str, translation: Translation) -> Translation:
    """The translation of the normalised text as that of the text as it was given."""
    if text == translation.source:
        return translation
    return replace(translation, source=text)


def _marks(decoded: Decoded, package: Model) -> tuple[Mark, ...]:
    if not decoded.text:
        return (Mark(MarkKind.UNTRANSLATED, f"{package.name} gave no translation"),)
    if decoded.truncated:
        return (Mark(MarkKind.TRUNCATED, f"{package.name} did not come to an end"),)
    return ()
