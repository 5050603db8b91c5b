"""Languages: what they are called, whether their words are spaced, and which one a text is written in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

UNDETERMINED = "und"
"""The ISO 639 code for text too short, or of too few words, to tell."""

LANGUAGE_NAMES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "en": "English", "es": "Spanish", "fi": "Finnish",
    "fr": "French", "hu": "Hungarian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese", "zt": "Traditional Chinese",
    UNDETERMINED: "an unknown language",
}  # fmt: skip
"""English names by ISO 639-1 code; `zt` is how Argos calls Traditional Chinese."""

_WITHOUT_SPACES = frozenset({"ja", "th", "zh", "zt"})

LANGUAGES = (
    "ar", "cs", "da", "de", "en", "es", "fi", "fr", "hu", "it", "ja", "ko", "nl", "no", "pl", "pt", "ro", "ru", "sv",
    "tr", "uk", "zh",
)  # fmt: skip
"""What is told apart. Fewer languages, fewer wrong guesses: German is no Luxembourgish here."""

TARGET_LANGUAGES = ("en", "zh")
"""What articles are translated into."""

READ_LANGUAGES = ("de", "en")
"""What the bundled models read."""

_SAMPLE = 3_000
_MIN_LETTERS = 20
_WORD_SIGN = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]"
_LETTERS_OF_A_SIGN = 4
"""A Chinese, Japanese or Korean sign says as much about the language as this many letters."""
_MIN_CONFIDENCE = 0.5


def language_name(code: str) -> str:
    """The English name of a language, or its code where aitui has no name for it."""
    return LANGUAGE_NAMES.get(code, code)


def translated_from(code: str) -> str:
    """The language to translate a text of the detected language `code` from.

    It is German unless the text is in another language that the bundled models read, or in one that they write: that
    is left as it is, or takes a model that reads it.
    """
    return code if code in (*READ_LANGUAGES, *TARGET_LANGUAGES) else "de"


def sentence_separator(code: str) -> str:
    """What stands between two sentences of a paragraph: a space, or nothing where words are not spaced either."""
    return "" if code in _WITHOUT_SPACES else " "


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language of `text`, one of `LANGUAGES`, or 'und' when it cannot be told.

    Long texts are judged by samples from their start, middle and end.
    """
    sample = " ".join(_sample(text).split())
    letters = sum(char.isalpha() for char in sample) + (_LETTERS_OF_A_SIGN - 1) * len(re.findall(_WORD_SIGN, sample))
    if letters < _MIN_LETTERS:
        return UNDETERMINED
    code, confidence = _identifier().classify(sample)
    return str(code) if confidence >= _MIN_CONFIDENCE else UNDETERMINED


def is_german(text: str) -> bool:
    """Whether `text` is German, or too short to say that it is not."""
    return detect_language(text) in ("de", UNDETERMINED)


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """Loaded at the first question: numpy and the tables take a good part of a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier
