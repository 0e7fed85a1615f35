"""The library of fraud schemes that Bening brings: where, which signs, which controls."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

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
    return {
        scheme: KnownScheme(
            scheme=scheme,
            **{
                name: tuple(told) if isinstance(told, list) else told
                for name, told in rows[scheme.value].items()
            },
        )
        for scheme in Scheme
    }
