"""The library of fraud schemes that Bening brings: where, which signs, which controls."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from bening.risks.models import Scheme


@dataclass(frozen=True, slots=True)
class KnownScheme:
    """How a scheme usually goes, the signs that betray it, and what prevents or detects it."""

    scheme: Scheme
    point: str
    event: str
    cause: str
    effect: str
    red_flags: tuple[str, ...]
    prevent: tuple[str, ...]
    detect: tuple[str, ...]


@functools.cache
def library() -> Mapping[Scheme, KnownScheme]:
    """Every scheme of `Scheme`, in its order."""
    text = files("bening.risks").joinpath("schemes.yaml").read_text("utf-8")
    rows = yaml.load(text, Loader=yaml.CSafeLoader)
    return {scheme: _known(scheme, rows[scheme.value]) for scheme in Scheme}


def _known(scheme: Scheme, told: Mapping[str, Any]) -> KnownScheme:
    return KnownScheme(
        scheme=scheme,
        point=told["point"],
        event=told["event"],
        cause=told["cause"],
        effect=told["effect"],
        red_flags=tuple(told["red_flags"]),
        prevent=tuple(told["prevent"]),
        detect=tuple(told["detect"]),
    )
