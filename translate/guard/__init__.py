"""Keeps names, numbers and addresses exact while models translate the rest of a sentence."""

from __future__ import annotations

from aitui.translate.guard.protection import (
    Part,
    Protected,
    masked,
    mended,
    protect,
    restored,
    stand_ins,
    survives,
)

__all__ = ["Part", "Protected", "masked", "mended", "protect", "restored", "stand_ins", "survives"]
