"""The audit acts of this feature, each with the sentence that the timeline shows.

What a tier says of a question is recorded under the round, never under the unit's question: the
unit must not read drafts in its history.
"""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, register
from bening.reviews.models import ReviewRound

ACTS: dict[str, Sentence] = {
    "review_team.created": _("membentuk %(name)s"),
    "review_team.closed": _("membubarkan %(name)s"),
    "review_team.member_added": _("menambahkan %(person_name)s ke %(name)s sebagai %(tier_shown)s"),
    "review_team.member_left": _("mengeluarkan %(person_name)s dari %(name)s"),
    "review_limits.set": _("mengubah batas beban penilai"),
    "review.assigned": _("menugaskan %(team_name)s untuk %(stage_shown)s %(unit_name)s"),
    "review.unassigned": _("mengakhiri penugasan %(team_name)s: %(reason)s"),
    "review.declared_free": _("menyatakan tidak ada benturan kepentingan dengan %(unit_name)s"),
    "review.declared_tie": _("menyatakan benturan kepentingan dengan %(unit_name)s"),
    "review.opened": _("membuka %(round_shown)s"),
    "review.marked": _("menilai %(code)s: %(before_shown)s menjadi %(after_shown)s"),
    "review.survey_entered": _("mencatat survei eksternal %(code)s oleh %(organisation)s"),
    "review.sent": _("mengirim ke %(target_shown)s"),
    "review.returned": _("mengembalikan ke %(target_shown)s: %(reason)s"),
    "review.closed": _("menutup %(round_shown)s: %(outcome_shown)s"),
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
