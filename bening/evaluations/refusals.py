"""What this feature refuses; each carries a code and values, the sentence is made in `words.py`."""

from typing import TYPE_CHECKING, Any

from bening.domain.refusals import Refused

if TYPE_CHECKING:
    from bening.evaluations.models import Answer
    from bening.instruments import Fault


class EvaluationRefused(Refused):
    """Base of this feature's refusals."""

    status = 422


class SheetLocked(EvaluationRefused):
    """The sheet was submitted: nothing in it changes until it is reopened."""

    status = 409

    def __init__(self, **values: Any) -> None:
        super().__init__("sheet_locked", **values)


class AnswerConflict(EvaluationRefused):
    """Somebody saved this answer since it was read: both versions are kept and shown."""

    status = 409

    def __init__(self, *, current: "Answer", seen_version: int) -> None:
        super().__init__(
            "answer_conflict", official_code=current.official_code, seen_version=seen_version
        )
        self.current = current


class UnknownQuestion(EvaluationRefused):
    """The instrument of the sheet has no question of that code."""

    status = 404

    def __init__(self, official_code: str) -> None:
        super().__init__("unknown_question", official_code=official_code)


class NotReady(EvaluationRefused):
    """The sheet still has errors; `values["kinds"]` names the rules that are not met."""

    status = 409


class InstrumentFaulty(EvaluationRefused):
    """An instrument file has faults; `faults` lists every one with its line."""

    def __init__(self, faults: "tuple[Fault, ...]") -> None:
        super().__init__("instrument_faults", count=len(faults))
        self.faults = faults
