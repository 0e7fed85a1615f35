"""Chance from a seed: the same seed draws the same, on every machine. Nothing secret."""

import random

Draws = random.Random


def draws(*seed: int | str) -> Draws:
    """A new sequence for a seed of some words and numbers."""
    return random.Random(" ".join(map(str, seed)))  # noqa: S311 - a simulation, nothing secret
