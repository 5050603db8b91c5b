"""Loads a model and lets it translate one sentence, in a process of its own.

A damaged model can do worse than raise an error: CTranslate2 may ask for all memory or end the process. So a model is
tried where that does no harm.

    python -m aitui.translate.models.trial FOLDER      prints one JSON object: {"translation": …} or {"problem": …}
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec

from aitui.data.errors import AituiError
from aitui.translate.engine import DecodingOptions, Engine
from aitui.translate.models.transfer import Stop
from aitui.translate.packages import DamagedPackage, Package, read_folder

_SECONDS = 120.0
_STOP_CHECK_SECONDS = 0.1
_MEMORY_BYTES = 4_000_000_000
_MEMORY_PER_MODEL_BYTE = 8
_SENTENCES = {
    "de": "Das ist ein Satz.",
    "en": "This is a sentence.",
    "zh": "这是一个句子。",
    "fr": "Ceci est une phrase.",
    "es": "Esta es una frase.",
    "ru": "Это предложение.",
    "ja": "これは文です。",
}
_ANY_SENTENCE = "Europa 2024"


class _Outcome(msgspec.Struct, omit_defaults=True):
    translation: str = ""
    problem: str = ""


def try_out(root: Path, stop: Stop | None = None) -> str:
    """The translation of a short sentence by the pack in the folder `root`.

    Raises AituiError saying why the model cannot be used, and StoppedError.
    """
    stop = stop or Stop()
    # -P: modules that happen to lie where aitui was started are none of its business.
    command = [sys.executable, "-P", "-m", "aitui.translate.models.trial", str(root.absolute())]
    try:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError as error:
        raise AituiError(f"the model cannot be tried out ({error})", where=str(root)) from error
    try:
        output = _wait(process, stop)
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
    outcome = _outcome(output, process.returncode)
    if outcome.problem:
        raise AituiError(outcome.problem, where=str(root), remedy="Install another version of it, or another model")
    return outcome.translation


def _wait(process: subprocess.Popen[bytes], stop: Stop) -> bytes:
    waited = 0.0
    while True:
        stop.check()
        try:
            return process.communicate(timeout=_STOP_CHECK_SECONDS)[0]
        except subprocess.TimeoutExpired:
            waited += _STOP_CHECK_SECONDS
            if waited > _SECONDS:
                return msgspec.json.encode(_Outcome(problem=f"gave no translation within {_SECONDS:.0f} seconds"))


def _outcome(output: bytes, code: int) -> _Outcome:
    try:
        return msgspec.json.decode(output.splitlines()[-1], type=_Outcome)
    except (IndexError, msgspec.MsgspecError):
        return _Outcome(problem=f"loading it ends the process (exit code {code}): the model is damaged")


def _limit_memory(root: Path) -> None:
    """Where the system can: no more memory than a model of this size needs, and no memory image after a crash."""
    if sys.platform == "win32":
        return
    import resource

    most = _MEMORY_BYTES + _MEMORY_PER_MODEL_BYTE * (root / "model" / "model.bin").stat().st_size
    for limit, value in ((resource.RLIMIT_AS, most), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(limit)
        if hard == resource.RLIM_INFINITY or value <= hard:
            resource.setrlimit(limit, (value, hard))


def _translate(package: Package) -> _Outcome:
    sentence = _SENTENCES.get(package.from_code, _ANY_SENTENCE)
    try:
        (decoded,) = Engine(package, threads=1).translate([sentence], options=DecodingOptions(beam_size=1))
    except AituiError as error:
        return _Outcome(problem=_explained(error.what))
    if decoded is None or not decoded.text.strip():
        return _Outcome(problem="the model loads but translates nothing")
    return _Outcome(translation=decoded.text)


def _explained(what: str) -> str:
    if "binary version" in what or "model spec" in what.lower():
        import ctranslate2

        return f"the model was made for another CTranslate2 than {ctranslate2.__version__}: {what}"
    return what


def main(root: Path) -> None:
    """Print the outcome."""
    package = read_folder(root)
    if isinstance(package, Package):
        _limit_memory(root)
        outcome = _translate(package)
    else:
        reason = package.reason if isinstance(package, DamagedPackage) else "it is no translation model"
        outcome = _Outcome(problem=reason)
    sys.stdout.buffer.write(msgspec.json.encode(outcome) + b"\n")
    sys.stdout.flush()
    os._exit(0)  # what a damaged model has done to the heap is not cleaned up


if __name__ == "__main__":
    main(Path(sys.argv[1]))
