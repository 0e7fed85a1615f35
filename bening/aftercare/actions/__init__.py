"""What people do about titles after they were given."""

from bening.aftercare.actions.concerns import clarify_concern, keep_title, raise_concern
from bening.aftercare.actions.replications import change_replication, plan_replication
from bening.aftercare.actions.reviews import close_review, plan_reviews, save_review
from bening.aftercare.actions.rewards import give_reward, set_policy
from bening.aftercare.actions.titles import DecreeHead, issue_certificate, revoke_title

__all__ = [
    "DecreeHead",
    "change_replication",
    "clarify_concern",
    "close_review",
    "give_reward",
    "issue_certificate",
    "keep_title",
    "plan_replication",
    "plan_reviews",
    "raise_concern",
    "revoke_title",
    "save_review",
    "set_policy",
]
