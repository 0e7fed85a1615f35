"""Official evaluation sheets as versioned data: shipped ones, and the reading of an agency's own.

`load(id)` gives a shipped instrument. `read_document(text)` reads an instrument file and lists every
fault by line; `build(document, sha256)` makes the frozen values of a document without faults.
"""

from functools import lru_cache
from pathlib import Path

from bening.domain.scoring.instrument import Instrument
from bening.instruments.build import build
from bening.instruments.compiled import SOURCE, read_compiled

FOLDER = Path(__file__).parent

__all__ = ["build", "load", "shipped"]


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
