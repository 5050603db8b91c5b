"""The one error that the recipe raises on purpose."""

from __future__ import annotations


class TrainingError(Exception):
    """A step cannot go on; the message says what is wrong, with which file, and what to do."""
