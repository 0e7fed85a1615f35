"""How often each sheet of answers came in: all that indexes need, whoever counted it.

Either response by response, or from counts that a database groups by service and vector.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from bening.domain.surveys.instrument import SurveyInstrument
from bening.domain.surveys.responses import SERVICE, Response
from bening.domain.surveys.vectors import vector

NOT_STATED = ""
"""The key of those who left an attribute, or their service, blank."""

Counts = dict[str, Counter[str]]
"""Sheets by vector, in each group of respondents."""


class Tally:
    """Counts of equal sheets by service, and once more by each attribute of the form.

    Each attribute counts all sheets over, so its counts sum to those of the services. `incidents`
    counts what was said about requests for money: True, False, None for no answer.
    """

    def __init__(self, instrument: SurveyInstrument) -> None:
        self.instrument = instrument
        self.services: Counts = {}
        self.attributes: dict[str, Counts] = {}
        self.incidents: Counter[bool | None] = Counter()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tally) and self._state() == other._state()

    __hash__ = None  # type: ignore[assignment]  # it changes

    @property
    def total(self) -> int:
        """How many sheets were counted."""
        return sum(counts.total() for counts in self.services.values())

    def add(self, response: Response) -> None:
        """Count one response."""
        text = vector(self.instrument, response.answers)
        given = response.attributes
        self.add_vectors([text], given.get(SERVICE, NOT_STATED), given)
        self.incidents[response.incident] += 1

    def add_vectors(
        self, vectors: Iterable[str], service: str, attributes: Mapping[str, str] | None = None
    ) -> None:
        """Count sheets of people who share their service and their attributes.

        Without `attributes` the sheets are counted by service only: then either none or all of the
        tally's sheets must be told so (`check`).
        """
        counted = Counter(vectors)
        _group(self.services, service).update(counted)
        if attributes is None:
            return
        for attribute in self.instrument.attributes:
            key = attributes.get(attribute.code, NOT_STATED)
            _group(self.attributes.setdefault(attribute.code, {}), key).update(counted)

    def add_counts(self, rows: Iterable[tuple[str, str, int]]) -> None:
        """Count sheets as a database grouped them: service, vector, how many.

        The attributes of the same sheets are then told by `add_attribute_counts`, or not at all.
        """
        _add(self.services, rows)

    def add_attribute_counts(self, attribute: str, rows: Iterable[tuple[str, str, int]]) -> None:
        """The same sheets by one attribute: its key, vector, how many. Raises KeyError."""
        if self.instrument.attribute(attribute) is None:
            raise KeyError(attribute)
        _add(self.attributes.setdefault(attribute, {}), rows)

    def add_incidents(self, counts: Mapping[bool | None, int]) -> None:
        """What was said about requests for money, in how many sheets."""
        self.incidents.update(counts)

    def merged(self, other: "Tally") -> "Tally":
        """The counts of both. Raises ValueError where the forms differ."""
        if self.instrument.sha256 != other.instrument.sha256:
            raise ValueError("tallies of two forms can't be added")
        both = Tally(self.instrument)
        for part in (self, other):
            for service, counts in part.services.items():
                _group(both.services, service).update(counts)
            for attribute, groups in part.attributes.items():
                for key, counts in groups.items():
                    _group(both.attributes.setdefault(attribute, {}), key).update(counts)
            both.incidents.update(part.incidents)
        return both

    def check(self) -> None:
        """Raises ValueError where an attribute counts other sheets than the services do."""
        vectors = _summed(self.services) if self.attributes else Counter()
        for attribute, groups in self.attributes.items():
            if _summed(groups) != vectors:
                raise ValueError(f"{attribute} counts other sheets than the services do")

    def _state(self) -> object:
        attributes = {code: _kept(groups) for code, groups in self.attributes.items()}
        kept = {code: groups for code, groups in attributes.items() if groups}
        return self.instrument.sha256, _kept(self.services), kept, +self.incidents


def tally_of(instrument: SurveyInstrument, responses: Iterable[Response]) -> Tally:
    """The tally of responses, in one pass."""
    tally = Tally(instrument)
    for response in responses:
        tally.add(response)
    return tally


def _group(groups: Counts, key: str) -> Counter[str]:
    return groups.setdefault(key, Counter())


def _add(groups: Counts, rows: Iterable[tuple[str, str, int]]) -> None:
    for key, text, count in rows:
        counts = groups.get(key)
        if counts is None:
            counts = groups[key] = Counter()
        counts[text] += count


def _summed(groups: Counts) -> Counter[str]:
    total: Counter[str] = Counter()
    for counts in groups.values():
        total.update(counts)
    return total


def _kept(groups: Counts) -> Counts:
    return {key: +counts for key, counts in groups.items() if +counts}
