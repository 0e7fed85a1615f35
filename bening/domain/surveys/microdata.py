"""Single sheets for others to compute with, without saying whose they are.

Every combination of attributes that is left stands in at least `LEAST` rows: rarer ones lose their
attributes one after the other, the last of the form first and the service last. Rows come in a
random order. Free text, incident, language and day are left out.

A sheet with many items can be as rare as a signature. Whoever orders a certain pattern could look
for it, so that rows hold the items of one survey only and can't be joined with those of another.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bening.domain.surveys.instrument import SurveyInstrument, SurveyKind
from bening.domain.surveys.responses import SERVICE, UNKNOWN, Response
from bening.domain.surveys.suppression import LEAST
from bening.domain.surveys.tally import NOT_STATED

MODE = "mode"
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Microdata:
    """Rows under the heads `columns`; `blanked` attributes were left out to keep people unknown.

    Answers are digits as given, "unknown" for "tidak tahu", empty for what was not answered.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    blanked: int


def microdata(
    instrument: SurveyInstrument,
    responses: Iterable[Response],
    shuffle: Callable[[list[Row]], object],
    *,
    kind: SurveyKind,
) -> Microdata:
    """The sheets of one survey. Empty below `LEAST` sheets.

    `shuffle` puts a list in random order in place, from a source that nobody can guess
    (``random.SystemRandom().shuffle``).
    """
    items = instrument.items_of(kind)
    heads = (SERVICE, MODE, *(attribute.code for attribute in instrument.attributes))
    columns = (*heads, *(item.code for item in items))
    known: list[tuple[Row, Row]] = []
    for response in responses:
        answers = tuple(_written(response, item.code) for item in items)
        if any(answers):
            given = {**response.attributes, MODE: response.mode.value}
            known.append((tuple(given.get(head, NOT_STATED) for head in heads), answers))
    if len(known) < LEAST:
        return Microdata(columns, (), 0)
    coarse = coarsened(Counter(attributes for attributes, _ in known))
    rows = [(*coarse[attributes], *answers) for attributes, answers in known]
    blanked = sum(_blanks(coarse[attributes]) - _blanks(attributes) for attributes, _ in known)
    shuffle(rows)
    return Microdata(columns, tuple(rows), blanked)


def coarsened(combinations: Counter[Row]) -> dict[Row, Row]:
    """Each combination with blanks in it, so that every one that is left stands in enough rows.

    There must be at least `LEAST` rows. What is frequent stays as it is.
    """
    now = {one: one for one in combinations}
    width = len(next(iter(combinations)))
    for place in reversed(range(width)):
        sizes = _sizes(now, combinations)
        now = {
            one: kept if sizes[kept] >= LEAST else _blanked(kept, place)
            for one, kept in now.items()
        }
    while (sizes := _sizes(now, combinations)) and min(sizes.values()) < LEAST:
        frequent = [one for one in sizes if any(one)]
        joining = min(frequent, key=lambda one: (sizes[one], one))
        now = {one: (NOT_STATED,) * width if kept == joining else kept for one, kept in now.items()}
    return now


def _sizes(now: dict[Row, Row], combinations: Counter[Row]) -> Counter[Row]:
    sizes: Counter[Row] = Counter()
    for one, kept in now.items():
        sizes[kept] += combinations[one]
    return sizes


def _blanked(row: Row, place: int) -> Row:
    return (*row[:place], NOT_STATED, *row[place + 1 :])


def _blanks(row: Row) -> int:
    return row.count(NOT_STATED)


def _written(response: Response, code: str) -> str:
    if code not in response.answers:
        return ""
    value = response.answers[code]
    return UNKNOWN if value is None else str(value)
