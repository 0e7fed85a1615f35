"""What reviews refuse; codes and values here, the sentences in `words.py`."""

from typing import TYPE_CHECKING, Any

from bening.domain.refusals import Refused

if TYPE_CHECKING:
    from bening.reviews.models import ReviewMark, SecondOpinion


class ReviewRefused(Refused):
    """A team, a round or a value can't be so; `field` names the field of a form it is about."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: Any) -> None:
        super().__init__(code, **values)
        self.field = field


class ConflictOfInterest(ReviewRefused):
    """The person has a tie with the unit: works there, fills its sheet, or declared it."""

    status = 409


class NotYourTurn(ReviewRefused):
    """The round is with another tier, or closed: what was sent does not change."""

    status = 409


class RoundMoved(ReviewRefused):
    """Somebody moved the round since it was read."""

    status = 409

    def __init__(self) -> None:
        super().__init__("round_moved")


class Untouched(ReviewRefused):
    """Questions that the tier has neither confirmed nor changed; `codes` lists them."""

    status = 409

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__("untouched_questions", count=len(codes), first=codes[0])
        self.codes = codes


class MarkConflict(ReviewRefused):
    """Somebody saved this value since it was read: both versions are kept and shown."""

    status = 409

    def __init__(self, *, current: "ReviewMark | SecondOpinion", seen_version: int) -> None:
        super().__init__(
            "mark_conflict", official_code=current.official_code, seen_version=seen_version
        )
        self.current = current
