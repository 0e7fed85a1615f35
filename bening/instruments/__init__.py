"""Official evaluation sheets as versioned data: shipped ones, and the reading of an agency's own.

`load(id)` gives a shipped instrument. `read_document(data)` reads an instrument file and lists
every fault by line; `build(document, sha256)` makes the frozen values of one without faults.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bening.domain.scoring.instrument import Instrument
from bening.instruments.build import build
from bening.instruments.compiled import SOURCE, read_compiled, sha256_of
from bening.instruments.faults import Fault

FOLDER = Path(__file__).parent

__all__ = [
    "DocumentReading",
    "Fault",
    "binding_text",
    "build",
    "load",
    "read_document",
    "shipped",
    "source_text",
]


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """An instrument file as read: its content, the hash of its bytes, and every fault by line.

    `document` is None where nothing could be read; it may be built only without faults.
    """

    document: dict[str, Any] | None
    sha256: str
    faults: tuple[Fault, ...]


@lru_cache(maxsize=1)
def shipped() -> tuple[str, ...]:
    """The ids of the shipped instruments, newest regulation first."""
    return tuple(sorted((path.parent.name for path in FOLDER.glob(f"*/{SOURCE}")), reverse=True))


@lru_cache(maxsize=8)
def load(id_: str) -> Instrument:
    """A shipped instrument, the same object each time. Raises KeyError for an unknown id."""
    if id_ not in shipped():
        raise KeyError(id_)
    document, sha256 = read_compiled(FOLDER / id_)
    return build(document, sha256)


def source_text(id_: str) -> str:
    """The instrument file of a shipped instrument, exactly as it lies there. Raises KeyError."""
    if id_ not in shipped():
        raise KeyError(id_)
    return (FOLDER / id_ / SOURCE).read_text(encoding="utf-8")


def binding_text(id_: str) -> str:
    """`facts.yaml` beside a shipped instrument; empty where none lies there."""
    if id_ not in shipped():
        return ""
    path = FOLDER / id_ / "facts.yaml"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def read_document(data: bytes | str, *, stored: bool = False) -> DocumentReading:
    """An instrument file with every fault by line, in bounded time and memory.

    Its id must be its own (``lke-2021-NAME``), unless the bytes are those of a shipped instrument.
    `stored` is for text that was taken in before: its id was judged then, so that a sheet bound to
    an older text of a shipped instrument stays readable.
    """
    from bening.instruments.check import Shipped, check  # noqa: PLC0415 - YAML only when needed
    from bening.instruments.located import FileRefused, read_yaml  # noqa: PLC0415 - after loading

    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    sha256 = sha256_of(raw)
    try:
        located = read_yaml(raw)
    except FileRefused as refused:
        return DocumentReading(None, sha256, (refused.fault,))
    known = {}
    for id_ in () if stored else shipped():
        instrument = load(id_)
        weights = {component.code: component.weight for component in instrument.components}
        known[id_] = Shipped(instrument.sha256, weights)
    faults = check(located, sha256, None if stored else known)
    document = located.content if isinstance(located.content, dict) else None
    return DocumentReading(document, sha256, faults)
