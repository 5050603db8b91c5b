"""From text to the subword pieces that a pack's model knows, and back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from aitui.data.errors import AituiError
from aitui.translate.packages import Package

PLACEHOLDERS = tuple(f"｟{number}｠" for number in range(10))
"""Pieces of the bundled models that stand for a protected term and come through a translation unchanged."""

_PLACEHOLDER = re.compile("｟[0-9]｠")


def held_placeholders(text: str) -> frozenset[str]:
    """The placeholders that `text` holds."""
    return frozenset(_PLACEHOLDER.findall(text)) if "｟" in text else frozenset()


class Tokenizer(Protocol):
    """Cuts text of one direction into pieces and puts pieces of the translation together."""

    has_byte_fallback: bool
    """Whether every character can be spelled, so that no unknown piece ever comes."""
    placeholders: frozenset[str]
    """Those placeholders that are pieces of their own."""

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        """The pieces of each text."""
        ...

    def decode(self, pieces: list[str]) -> str:
        """The text of one sentence's pieces."""
        ...


def load_tokenizer(package: Package) -> Tokenizer:
    """The tokenizer of `package`. Raises AituiError when it is damaged or its library is missing."""
    try:
        if package.sentencepiece_model.is_file():
            return _SentencePiece(package)
        return _Moses(package)
    except ImportError as error:
        raise AituiError(
            f"{package.name} needs a tokenizer that is not installed ({error.name})",
            where=str(package.root),
            remedy="Install a newer pack for this direction, or the Python package sacremoses",
        ) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise AituiError(
            f"the tokenizer of {package.name} is damaged ({error})",
            where=str(package.root),
            remedy="Install the pack again" if not package.bundled else "Install aitui again",
        ) from error


class _SentencePiece:
    def __init__(self, package: Package) -> None:
        from sentencepiece import SentencePieceProcessor

        self._processor = SentencePieceProcessor(model_file=str(package.sentencepiece_model))
        unknown = self._processor.unk_id()
        self.has_byte_fallback = self._processor.piece_to_id("<0x00>") != unknown
        self.placeholders = frozenset(p for p in PLACEHOLDERS if self._processor.piece_to_id(p) != unknown)

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        pieces: list[list[str]] = self._processor.encode(list(texts), out_type=str)
        return pieces

    def decode(self, pieces: list[str]) -> str:
        return str(self._processor.decode_pieces(pieces)).strip()


class _Moses:
    """Moses words cut by byte pair encoding, as Argos' oldest packs want it."""

    has_byte_fallback = False
    placeholders: frozenset[str] = frozenset()

    def __init__(self, package: Package) -> None:
        from argostranslate.tokenizer import BPETokenizer

        self._tokenizer = BPETokenizer(package.bpe_model, package.from_code, package.to_code)
        self._tokenizer.lazy_load()

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        return [self._tokenizer.encode(text) for text in texts]

    def decode(self, pieces: list[str]) -> str:
        return str(self._tokenizer.decode(pieces)).strip()
