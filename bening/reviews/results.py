"""What came out of closed rounds: final values, their score, and whether the minima are met."""

from dataclasses import dataclass

from bening.domain.scoring import Answer, ScoreSummary, score
from bening.programs.models import ZoneProgram
from bening.reviews.dossier import ORDER, RETURNED, Dossier, column_name, dossier_of, whole
from bening.reviews.models import ReviewRound, ReviewStage, ReviewStep


@dataclass(frozen=True, slots=True)
class Result:
    """A closed round with its final values and their exact score."""

    dossier: Dossier
    answers: dict[str, Answer]
    summary: ScoreSummary


def newest_closed(
    program: ZoneProgram, stage: ReviewStage, step: ReviewStep | None = None
) -> ReviewRound | None:
    """The newest closed round of a stage, with what its dossier reads."""
    rounds = ReviewRound.objects.filter(program=program, stage=stage, closed_at__isnull=False)
    if step is not None:
        rounds = rounds.filter(step=step)
    newest = (
        rounds.order_by("-closed_at", "-number", "-attempt").values_list("pk", flat=True).first()
    )
    return whole(newest) if newest else None


def result_of(round_: ReviewRound) -> Result:
    """The result of one round as it stands: for guards and reports; drafts are not for pages."""
    return result_in(dossier_of(round_))


def result_in(dossier: Dossier) -> Result:
    """The result of a dossier of all questions."""
    answers = dossier.final_answers
    return Result(dossier, answers, score(dossier.instrument, answers))


def final_result(
    program: ZoneProgram, stage: ReviewStage, step: ReviewStep | None = None
) -> Result | None:
    """What the newest closed round of a stage found; None where none is closed."""
    round_ = newest_closed(program, stage, step)
    return result_of(round_) if round_ else None


def latest_result(program: ZoneProgram) -> Result | None:
    """What the review that was closed last found; None where none is closed.

    It stands for all before it: later stages build on earlier ones, the field value wins, and a
    program that begins again is valued again from the first stage on.
    """
    closed = ReviewRound.objects.filter(program=program, closed_at__isnull=False).exclude(
        outcome=RETURNED
    )
    last = max(closed, key=lambda one: (one.closed_at, ORDER[column_name(one)]), default=None)
    return result_of(whole(last.pk)) if last else None


def final_answers(program: ZoneProgram) -> dict[str, Answer]:
    """The answers of `latest_result`, empty where no round is closed."""
    found = latest_result(program)
    return found.answers if found else {}
