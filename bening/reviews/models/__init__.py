"""Tables of the reviews: teams and their assignments, rounds, marks, second opinions."""

from bening.reviews.models.kinds import ReviewStage, ReviewStep, ReviewTier, RoundState, Standing
from bening.reviews.models.mark import ReviewMark, SecondOpinion, SurveyValue
from bening.reviews.models.round import ReviewRound, RoundStep
from bening.reviews.models.talk import CannedNote, ReviewComment
from bening.reviews.models.team import (
    AssignedRole,
    ConflictDeclaration,
    ReviewAssignment,
    ReviewLimits,
    ReviewTeam,
    TeamMember,
)

__all__ = [
    "AssignedRole",
    "CannedNote",
    "ConflictDeclaration",
    "ReviewAssignment",
    "ReviewComment",
    "ReviewLimits",
    "ReviewMark",
    "ReviewRound",
    "ReviewStage",
    "ReviewStep",
    "ReviewTeam",
    "ReviewTier",
    "RoundState",
    "RoundStep",
    "SecondOpinion",
    "Standing",
    "SurveyValue",
    "TeamMember",
]
