"""The audit acts of this feature, each with the sentence that the timeline shows.

What a tier says of a question is recorded under the round, never under the unit's question: the
unit must not read drafts in its history.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, label, register, told
from bening.programs.states import BY_NAME
from bening.reviews.models import ReviewRound, ReviewStage, ReviewTier
from bening.reviews.words import round_name


def _round(data: Mapping[str, object]) -> str:
    """What the round of an event is called."""
    number = data.get("number")
    return round_name(
        str(data.get("stage", "")),
        str(data.get("step", "")),
        number if isinstance(number, int) else 1,
    )


def _outcome(data: Mapping[str, object]) -> str:
    """The move of the program that closed the round, by its label."""
    kept = str(data.get("outcome", ""))
    return str(BY_NAME[kept].label) if kept in BY_NAME else kept


_TIER = label(ReviewTier, "tier")
_TARGET = label(ReviewTier, "target")
_STAGE = label(ReviewStage, "stage")

ACTS: dict[str, Sentence] = {
    "review_team.created": _("membentuk %(name)s"),
    "review_team.closed": _("membubarkan %(name)s"),
    "review_team.member_added": told(
        _("menambahkan %(person_name)s ke %(name)s sebagai %(tier)s"), tier=_TIER
    ),
    "review_team.member_left": _("mengeluarkan %(person_name)s dari %(name)s"),
    "review_limits.set": _("mengubah batas beban penilai"),
    "review.assigned": told(
        _("menugaskan %(team_name)s untuk %(stage)s %(unit_name)s"), stage=_STAGE
    ),
    "review.unassigned": _("mengakhiri penugasan %(team_name)s: %(reason)s"),
    "review.declared_free": _("menyatakan tidak ada benturan kepentingan dengan %(unit_name)s"),
    "review.declared_tie": _("menyatakan benturan kepentingan dengan %(unit_name)s"),
    "review.opened": told(_("membuka %(round)s"), round=_round),
    "review.marked": _("menilai %(code)s: %(before)s menjadi %(after)s"),
    "review.survey_entered": _("mencatat survei eksternal %(code)s oleh %(organisation)s"),
    "review.sent": told(_("mengirim ke %(target)s"), target=_TARGET),
    "review.returned": told(_("mengembalikan ke %(target)s: %(reason)s"), target=_TARGET),
    "review.closed": told(
        _("menutup %(round)s dengan hasil “%(outcome)s”"), round=_round, outcome=_outcome
    ),
    "review.second_assigned": _("menunjuk penilai kedua untuk %(count)s butir"),
    "review.second_marked": _("memberi penilaian kedua %(code)s"),
    "review.second_sent": _("mengirim penilaian kedua"),
    "review.comment_written": _("menulis pesan penilai pada %(code)s"),
}


def subject_of(round_: ReviewRound) -> tuple[str, str]:
    """The subject of what happens to a round as a whole."""
    return ("review", str(round_.pk))


def question_subject(round_: ReviewRound, code: str) -> tuple[str, str]:
    """The subject of what happens to one question in a round."""
    return ("review_question", f"{round_.pk}/{code}")


def register_acts() -> None:
    """Declares the acts; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
