"""A filled sheet and its scorecard as plain values.

Their schemas are published in `bening/instruments/schemas/` (answers and scorecard).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from bening.domain.scoring import refusals
from bening.domain.scoring.answers import Answer, AnswerRefused, Choice, Counts, Index, parse_answer
from bening.domain.scoring.instrument import Designation, Instrument
from bening.domain.scoring.rounding import decimal_text
from bening.domain.scoring.summary import Check, CombinedArea, NodeScore, ScoreSummary

EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
LONGEST_NOTE = 20_000

_HEAD = ("instrument", "unit", "year", "target", "answers")


@dataclass(frozen=True, slots=True)
class BareNumber:
    """A number that JSON wrote with a fraction or exponent, kept as its text: never a float."""

    text: str

    @property
    def shown(self) -> str:
        """The text, shortened for a sentence."""
        return self.text[:40]


@dataclass(frozen=True, slots=True)
class AnswerFault:
    """A fault of a filled sheet: where it stands in the document and what is wrong."""

    path: tuple[str | int, ...]
    code: str
    what: str


@dataclass(frozen=True, slots=True)
class SheetReading:
    """A filled sheet as read. `answers` may be scored only where `faults` is empty."""

    unit: str
    year: int | None
    target: Designation
    answers: Mapping[str, Answer]
    notes: Mapping[str, str]
    faults: tuple[AnswerFault, ...]


def answers_document(
    *,
    instrument: str,
    unit: str,
    year: int | None,
    target: Designation | str,
    answers: Mapping[str, Answer],
    notes: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """A filled sheet as plain values; `read_answers` reads it back to the same answers."""
    written = {code: _written(answer) for code, answer in answers.items()}
    for code, note in (notes or {}).items():
        if note.strip():
            written.setdefault(code, {"value": None})["note"] = note
    return {
        "instrument": instrument,
        "unit": unit,
        "year": year,
        "target": Designation(target).value,
        "answers": written,
    }


def _written(answer: Answer) -> dict[str, Any]:
    match answer:
        case Choice(key):
            return {"value": key}
        case Index(value):
            return {"value": f"{value:f}"}
        case Counts(inputs):
            return {"inputs": {name: _count(count) for name, count in inputs.items()}}


def _count(count: Decimal | int) -> str | int:
    return f"{count:f}" if isinstance(count, Decimal) else count


def read_answers(
    document: Any,
    instrument: Instrument,
    *,
    target: Designation | str | None = None,
    any_instrument: bool = False,
) -> SheetReading:
    """A filled sheet with every fault; questions left out or null are unanswered.

    `target` stands in for the document's own; `any_instrument` takes a document that names another
    instrument, because the caller chose this one.
    """
    reader = _Reader(instrument, any_instrument=any_instrument, target=target)
    return reader.read(document)


@dataclass(slots=True)
class _Reader:
    instrument: Instrument
    any_instrument: bool
    target: Designation | str | None
    faults: list[AnswerFault] = field(default_factory=list)

    def read(self, document: Any) -> SheetReading:
        answers: dict[str, Answer] = {}
        notes: dict[str, str] = {}
        unit, year, target = "", None, Designation.WBK
        if not isinstance(document, dict):
            self._fault((), "not_record", "isi berkas harus berupa satu lembar terisi")
        else:
            self._names(document)
            unit, year, target = self._unit(document), self._year(document), self._target(document)
            entries = document.get("answers", {})
            if isinstance(entries, dict):
                for code, entry in entries.items():
                    self._answer(code, entry, answers, notes)
            else:
                self._fault(("answers",), "not_record", "answers harus memuat jawaban per kode")
        return SheetReading(unit, year, target, answers, notes, tuple(self.faults))

    def _names(self, document: dict[str, Any]) -> None:
        given_outside = {"instrument": self.any_instrument, "target": self.target is not None}
        for name in _HEAD:
            if name not in document and not given_outside.get(name, False):
                self._fault((), "missing", f"“{name}” tidak ada")
        for name in document:
            if name not in _HEAD:
                self._fault((name,), "unknown_key", f"kunci “{str(name)[:40]}” tidak dikenal")
        named = document.get("instrument")
        if "instrument" in document and not self.any_instrument and named != self.instrument.id:
            what = f"instrumen {str(named)[:40]} tidak dikenal"
            self._fault(("instrument",), "unknown_instrument", what)

    def _unit(self, document: dict[str, Any]) -> str:
        unit = document.get("unit")
        if isinstance(unit, str) and unit.strip():
            return unit
        if "unit" in document:
            self._fault(("unit",), "not_text", "unit harus berupa nama unit kerja")
        return ""

    def _year(self, document: dict[str, Any]) -> int | None:
        year = document.get("year")
        if year is None:
            return None
        whole = isinstance(year, int) and not isinstance(year, bool)
        if whole and EARLIEST_YEAR <= year <= LATEST_YEAR:
            return int(year)
        what = f"year harus tahun {EARLIEST_YEAR}–{LATEST_YEAR} atau null"
        self._fault(("year",), "wrong_year", what)
        return None

    def _target(self, document: dict[str, Any]) -> Designation:
        given = document.get("target")
        known = [target.value for target in Designation]
        if "target" in document and given not in known:
            self._fault(("target",), "unknown_target", "target harus wbk atau wbbm")
        if self.target is not None:
            return Designation(self.target)
        return Designation(given) if given in known else Designation.WBK

    def _answer(
        self, code: str, entry: Any, answers: dict[str, Answer], notes: dict[str, str]
    ) -> None:
        path = ("answers", code)
        if not self.instrument.has_question(code):
            what = f"kode {code[:40]} tidak ada pada {self.instrument.id}"
            self._fault(path, "unknown_question", what)
            return
        if not isinstance(entry, dict):
            what = f"{code}: jawaban harus memuat value atau inputs"
            self._fault(path, "not_record", what)
            return
        for name in sorted(entry.keys() - {"value", "inputs", "note"}):
            self._fault((*path, name), "unknown_key", f"{code}: kunci “{name[:40]}” tidak dikenal")
        self._note(code, entry, notes)
        if "value" in entry and "inputs" in entry:
            what = f"{code}: tulis value atau inputs, tidak keduanya"
            self._fault(path, "value_and_inputs", what)
        elif "value" not in entry and "inputs" not in entry:
            self._fault(path, "missing", f"{code}: value atau inputs tidak ada")
        elif "value" in entry:
            self._value(code, entry["value"], answers)
        else:
            self._inputs(code, entry["inputs"], answers)

    def _note(self, code: str, entry: dict[str, Any], notes: dict[str, str]) -> None:
        if "note" not in entry:
            return
        note = entry["note"]
        if not isinstance(note, str) or not note or len(note) > LONGEST_NOTE:
            what = f"{code}: catatan harus teks, paling banyak {LONGEST_NOTE} huruf"
            self._fault(("answers", code, "note"), "wrong_note", what)
        else:
            notes[code] = note

    def _value(self, code: str, value: Any, answers: dict[str, Answer]) -> None:
        path = ("answers", code, "value")
        if isinstance(value, BareNumber):
            what = f'{code}: angka {value.shown} harus ditulis sebagai teks, misalnya "3.62"'
            self._fault(path, "bare_number", what)
            return
        if isinstance(value, bool) or not (value is None or isinstance(value, str | int)):
            what = f'{code}: nilai harus berupa teks, misalnya "A" atau "3.62"'
            self._fault(path, "not_text", what)
            return
        text = None if value is None else _digits(value)
        if text is not None and not text.strip():
            self._fault(path, "empty_value", f"{code}: nilai kosong; tulis null bila belum dijawab")
            return
        self._parse(code, path, text, None, answers)

    def _inputs(self, code: str, inputs: Any, answers: dict[str, Answer]) -> None:
        path = ("answers", code, "inputs")
        if not isinstance(inputs, dict) or not inputs:
            what = f"{code}: inputs harus memuat sekurangnya satu hitungan"
            self._fault(path, "not_record", what)
            return
        sound = True
        for name, count in inputs.items():
            if isinstance(count, BareNumber):
                what = f"{code}: hitungan {name[:40]} {count.shown} harus bilangan bulat"
                self._fault((*path, name), "bare_number", what)
                sound = False
            elif isinstance(count, bool) or not isinstance(count, str | int) or count == "":
                what = f"{code}: hitungan {name[:40]} harus bilangan bulat atau teks desimal"
                self._fault((*path, name), "not_a_number", what)
                sound = False
            else:
                sound &= self._parse(code, path, None, {name: count}, {})
        if sound:
            self._parse(code, path, None, inputs, answers)

    def _parse(
        self,
        code: str,
        path: tuple[str, ...],
        value: str | None,
        inputs: dict[str, str | int] | None,
        answers: dict[str, Answer],
    ) -> bool:
        """Keep the answer, or note why it is refused; whether it was taken."""
        question = self.instrument.question(code)
        if value is None and inputs is None:
            return True
        try:
            answer = parse_answer(question, value, inputs)
        except AnswerRefused as refused:
            at = refused.values.get("input")
            where = (*path, at) if isinstance(at, str) and path[-1] == "inputs" else path
            self._fault(where, refused.code, refusals.sentence(refused))
            return False
        if answer is not None:
            answers[code] = answer
        return True

    def _fault(self, path: tuple[str | int, ...], code: str, what: str) -> None:
        self.faults.append(AnswerFault(path, code, what))


def _digits(value: str | int) -> str:
    if isinstance(value, int) and value.bit_length() > 256:
        return "9" * 99
    return str(value)


def scorecard(summary: ScoreSummary) -> dict[str, Any]:
    """The scores of a sheet as plain values; numbers are decimal texts."""
    return {
        "instrument": summary.instrument.id,
        "total": decimal_text(summary.total),
        "nodes": [_node(node) for node in summary.nodes],
        "combined_areas": [_area(area) for area in summary.combined_areas],
        "thresholds": [_check(check) for target in Designation for check in summary.checks(target)],
        "eligible": {target.value: summary.eligible(target) for target in Designation},
        "warnings": [
            {"code": warning.code, "kind": warning.kind.value, "message": warning.message}
            for warning in summary.warnings
        ],
    }


def _node(node: NodeScore) -> dict[str, str]:
    return {
        "code": node.code,
        "title": node.title,
        "level": node.level.value,
        "weight": decimal_text(node.weight),
        "score": decimal_text(node.score),
        "ratio": decimal_text(node.ratio),
    }


def _area(area: CombinedArea) -> dict[str, Any]:
    return {
        "area": area.area,
        "weight": decimal_text(area.weight),
        "score": decimal_text(area.score),
        "ratio": decimal_text(area.ratio),
    }


def _check(check: Check) -> dict[str, Any]:
    return {
        "id": check.id,
        "target": check.target.value,
        "min": decimal_text(check.min),
        "actual": decimal_text(check.actual),
        "passed": check.passed,
        "gap": decimal_text(check.gap),
    }
