"""The server as an engine: the guard, the checks and the memory around it are those of the models on this machine."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence

from aitui.translate.engine import LANGUAGES_WITHOUT_SPACES, Decoded, DecodingOptions
from aitui.translate.libretranslate.client import Client
from aitui.translate.libretranslate.model import RemoteModel
from aitui.translate.normalise import has_letters, normalise
from aitui.translate.segments import Segment, join, segments
from aitui.translate.translation import StopCheck

_KEPT_ANSWERS = 2_000


class LibreTranslateEngine:
    """One direction of a server. Safe to use from several threads."""

    def __init__(self, package: RemoteModel, client: Client) -> None:
        self.package = package
        self._client = client
        self._answers: OrderedDict[str, str] = OrderedDict()

    @property
    def knows_placeholders(self) -> bool:
        """Nothing is known of the server's models."""
        return False

    def translate(
        self, texts: Sequence[str], *, options: DecodingOptions, should_stop: StopCheck | None = None
    ) -> list[Decoded | None]:
        """As `aitui.translate.engine.Engine.translate`; the server searches as it will, `options` do not reach it.

        Raises AituiError when the server cannot be had or answers nonsense.
        """
        parts = [self._parts(text) if has_letters(text) else [] for text in texts]
        wanted = dict.fromkeys(part.text for group in parts for part in group if has_letters(part.text))
        unknown = [text for text in wanted if text not in self._answers]
        answers = {text: self._answers[text] for text in wanted if text in self._answers}
        for batch in self._batches(unknown):
            if should_stop is not None and should_stop():
                break
            translations = self._client.translate(batch, self.package.from_code, self.package.to_code, should_stop)
            if translations is None:
                break
            answers |= zip(batch, (normalise(translation) for translation in translations), strict=True)
        self._keep({text: answers[text] for text in unknown if text in answers})
        return [
            self._joined(group, answers) if group else Decoded(normalise(text))
            for text, group in zip(texts, parts, strict=True)
        ]

    def alternatives(self, text: str, *, options: DecodingOptions, count: int) -> list[Decoded]:
        """The one translation that the server gives."""
        return [decoded for decoded in self.translate([text], options=options) if decoded is not None]

    def _parts(self, text: str) -> list[Segment]:
        most = self._client.settings.text_characters
        if len(text) <= most:
            return [Segment(text, spaced=False)]
        return segments(text, most, lambda words: [len(word) + 1 for word in words])

    def _joined(self, parts: list[Segment], answers: dict[str, str]) -> Decoded | None:
        found = [answers.get(part.text) if has_letters(part.text) else part.text for part in parts]
        known = [answer for answer in found if answer is not None]
        if len(known) < len(parts):
            return None
        return Decoded(join(known, parts, spaces=self.package.to_code not in LANGUAGES_WITHOUT_SPACES))

    def _batches(self, texts: Sequence[str]) -> Iterator[list[str]]:
        settings = self._client.settings
        batch: list[str] = []
        size = 0
        for text in texts:
            if batch and (len(batch) >= settings.batch_sentences or size + len(text) > settings.batch_characters):
                yield batch
                batch, size = [], 0
            batch.append(text)
            size += len(text)
        if batch:
            yield batch

    def _keep(self, answers: dict[str, str]) -> None:
        """The same text is not sent twice, however often the checks have it tried again."""
        self._answers.update(answers)
        while len(self._answers) > _KEPT_ANSWERS:
            self._answers.popitem(last=False)
