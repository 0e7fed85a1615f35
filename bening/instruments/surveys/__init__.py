"""Shipped survey forms, and the reading of a form from a file.

The files beside this module are the content: wording of our own under the aspects of the
regulations that each names at its head. A form in use is never edited; a new wording is a new id.
"""

from functools import lru_cache
from pathlib import Path

from bening.domain.surveys import InstrumentRefused, SurveyInstrument, read_instrument
from bening.instruments.compiled import sha256_of
from bening.instruments.faults import Fault

FOLDER = Path(__file__).parent
LARGEST = 200_000

__all__ = [
    "SurveyFileRefused",
    "fault_lines",
    "load_survey",
    "read_survey",
    "shipped_surveys",
    "survey_document",
]


class SurveyFileRefused(Exception):
    """A file that is no plain YAML document; `fault` says where and why, in Indonesian."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@lru_cache(maxsize=1)
def shipped_surveys() -> tuple[str, ...]:
    """The ids of the shipped forms."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


@lru_cache(maxsize=16)
def load_survey(id_: str) -> SurveyInstrument:
    """A shipped form, the same object each time. Raises KeyError for an unknown id."""
    return read_survey(_source(id_))


def survey_document(id_: str) -> dict[str, object]:
    """The document of a shipped form, a fresh one each time, to be adapted. Raises KeyError."""
    document = _plain(_source(id_))
    assert isinstance(document, dict)  # noqa: S101 - a shipped file
    return document


def read_survey(data: bytes) -> SurveyInstrument:
    """The form in a YAML file, named by the hash of its bytes.

    Raises `SurveyFileRefused` where the file can't be read, `InstrumentRefused` with every fault
    of the form.
    """
    return read_instrument(_plain(data), sha256_of(data))


def fault_lines(data: bytes, refused: InstrumentRefused) -> tuple[int | None, ...]:
    """The line of each fault of a file that `read_survey` refused, or of what is around it."""
    from bening.instruments.faults import Faults  # noqa: PLC0415 - YAML only when needed
    from bening.instruments.located import read_yaml  # noqa: PLC0415 - YAML only when needed

    lines = Faults(read_yaml(data, LARGEST).lines)
    return tuple(lines.line(fault.where) for fault in refused.faults)


def _source(id_: str) -> bytes:
    if id_ not in shipped_surveys():
        raise KeyError(id_)
    return (FOLDER / f"{id_}.yaml").read_bytes()


def _plain(data: bytes) -> object:
    from bening.instruments import located  # noqa: PLC0415 - YAML only when needed

    try:
        return located.read_yaml(data, LARGEST).content
    except located.FileRefused as refused:
        raise SurveyFileRefused(refused.fault) from None
