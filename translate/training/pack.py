"""Argos packs: weights and tokenizer to a `.argosmodel`, and a pack back to weights and tokenizer.

A pack is a zip file with one folder in it: `metadata.json`, `sentencepiece.model`, `README.md` and `model/`, which
CTranslate2 loads, with the shortlist if there is one. The bundled models are the same folders, unpacked.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sentencepiece import SentencePieceProcessor

from .errors import TrainingError
from .model_file import read_model_file, weights_of
from .shape import EMBEDDINGS, OFFSETS, Shape, Weights, position_encodings, weight_shapes
from .shortlist import SHORTLIST, read_shortlist

LANGUAGES = {"de": "German", "en": "English", "zh": "Chinese"}
TOKENIZER = "sentencepiece.model"


@dataclass(frozen=True, slots=True)
class Direction:
    """From which language a model translates to which."""

    source: str
    target: str

    @classmethod
    def parse(cls, text: str) -> Direction:
        """From `de-en`. Raises TrainingError for anything but two known languages."""
        source, _, target = text.replace("_", "-").partition("-")
        if source == target or source not in LANGUAGES or target not in LANGUAGES:
            raise TrainingError(f"{text!r} is no direction; give two of {', '.join(LANGUAGES)}, such as de-en")
        return cls(source, target)

    def __str__(self) -> str:
        return f"{self.source}-{self.target}"


@contextmanager
def opened(pack: Path) -> Iterator[Path]:
    """The folder of a pack, be it a folder already or an `.argosmodel` to unpack for the moment."""
    if pack.is_dir():
        yield pack
        return
    with tempfile.TemporaryDirectory() as folder:
        try:
            with zipfile.ZipFile(pack) as archive:
                archive.extractall(folder)
        except (OSError, zipfile.BadZipFile) as error:
            raise TrainingError(f"{pack}: neither the folder of a pack nor an .argosmodel file ({error})") from error
        yield _root(pack, Path(folder))


def _root(pack: Path, folder: Path) -> Path:
    roots = [path for path in folder.iterdir() if (path / "metadata.json").is_file()]
    if len(roots) != 1:
        raise TrainingError(f"{pack}: {len(roots)} folders with a metadata.json, an Argos pack has one")
    return roots[0]


def direction_of(root: Path) -> Direction:
    """What the pack in this folder translates."""
    metadata = json.loads((root / "metadata.json").read_text(encoding="utf-8"))
    return Direction(metadata["from_code"], metadata["to_code"])


def read_weights(pack: Path, tokenizer_to: Path) -> tuple[Shape, Weights]:
    """The weights of a pack as floats; its tokenizer is copied to the file `tokenizer_to`, its shortlist beside that.

    int8 weights come back within half a quantisation step. Raises TrainingError for packs that this recipe
    could not have made.
    """
    with opened(pack) as root:
        shape, weights = weights_of(read_model_file(root / "model" / "model.bin"))
        pieces = SentencePieceProcessor(model_file=str(root / TOKENIZER)).get_piece_size()
        if pieces != shape.vocab:
            raise TrainingError(f"{pack}: the tokenizer has {pieces} pieces, the model {shape.vocab}")
        shutil.copyfile(root / TOKENIZER, tokenizer_to)
        if (root / "model" / SHORTLIST).exists():
            shutil.copyfile(root / "model" / SHORTLIST, tokenizer_to.with_name(SHORTLIST))
    return shape, weights


def save_model(
    shape: Shape, weights: Weights, tokenizer: Path, folder: Path, quantization: str | None = "int8"
) -> None:
    """Write the folder that CTranslate2 loads; `quantization` None keeps float32."""
    import ctranslate2

    specification: Any = ctranslate2.specs.TransformerSpec.from_config(
        num_layers=(shape.encoder_layers, shape.decoder_layers),
        num_heads=shape.heads,
        pre_norm=True,
        activation=ctranslate2.specs.Activation.RELU,
    )
    for name in weight_shapes(shape).keys() - OFFSETS:
        _set(specification, name, weights[name].copy())  # quantising writes into the array
    for name in ("encoder/embeddings_0/weight", "decoder/projection/weight"):
        _set(specification, name, weights[EMBEDDINGS].copy())
    for name in OFFSETS:
        _set(specification, name.replace("offset", "encodings"), position_encodings(shape.dim) + weights[name])
    processor = SentencePieceProcessor(model_file=str(tokenizer))
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    specification.register_source_vocabulary(pieces)
    specification.register_target_vocabulary(pieces)
    specification.config.add_source_eos = True  # Argos never passes the end of a sentence
    specification.validate()
    specification.optimize(quantization=quantization)
    folder.mkdir(parents=True, exist_ok=True)
    specification.save(str(folder))


def _set(specification: Any, name: str, value: Any) -> None:
    """Set what CTranslate2 saves under `name`; `layer_3` is `layer[3]` where no attribute has that name."""
    *path, last = name.split("/")
    for step in path:
        if hasattr(specification, step):
            specification = getattr(specification, step)
        else:
            attribute, _, number = step.rpartition("_")
            specification = getattr(specification, attribute)[int(number)]
    setattr(specification, last, value)


def write_pack(
    shape: Shape, weights: Weights, tokenizer: Path, direction: Direction, version: str, note: str, out: Path
) -> None:
    """Make the int8 pack `out`; `note` is the line of its README.

    A shortlist beside the tokenizer goes into the pack. Raises TrainingError when it is of another tokenizer.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / f"{direction.source}_{direction.target}"
        save_model(shape, weights, tokenizer, root / "model")
        shutil.copyfile(tokenizer, root / TOKENIZER)
        if (shortlist := tokenizer.with_name(SHORTLIST)).exists():
            _check_shortlist(shortlist, tokenizer)
            shutil.copyfile(shortlist, root / "model" / SHORTLIST)
        metadata = {
            "package_version": version,
            "argos_version": "1.9",
            "type": "translate",
            "from_code": direction.source,
            "from_name": LANGUAGES[direction.source],
            "to_code": direction.target,
            "to_name": LANGUAGES[direction.target],
        }
        (root / "metadata.json").write_text(json.dumps(metadata, indent=2) + "\n", encoding="utf-8")
        languages = f"{LANGUAGES[direction.source]} → {LANGUAGES[direction.target]}"
        (root / "README.md").write_text(f"{languages}, {shape}, int8; {note}.\n", encoding="utf-8")
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(root.rglob("*")):
                archive.write(path, path.relative_to(folder))


def _check_shortlist(shortlist: Path, tokenizer: Path) -> None:
    processor = SentencePieceProcessor(model_file=str(tokenizer))
    known = {processor.id_to_piece(number) for number in range(processor.get_piece_size())}
    held = read_shortlist(shortlist)
    unknown = {*held, *(piece for pieces in held.values() for piece in pieces)} - known - {""}
    if unknown:
        raise TrainingError(
            f"{shortlist}: {len(unknown)} of its pieces are not in {tokenizer}, such as {min(unknown)!r}; "
            "run the step `shortlist` again"
        )


def unpack(pack: Path, bundled: Path) -> Path:
    """Put the pack into its folder under `bundled`; the model there goes, what else stands there (the card) stays."""
    with opened(pack) as root:
        direction = direction_of(root)
        folder = bundled / f"{direction.source}_{direction.target}"
        if folder.resolve() != root.resolve():
            shutil.rmtree(folder / "model", ignore_errors=True)  # a shortlist left over would be of another tokenizer
            shutil.copytree(root, folder, dirs_exist_ok=True)
    return folder
