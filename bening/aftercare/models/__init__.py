"""Tables of what follows a title: monitoring, concerns, replication, rewards."""

from bening.aftercare.models.concern import Concern, ConcernSource, ConcernState
from bening.aftercare.models.replication import Replication, ReplicationStatus
from bening.aftercare.models.review import AftercareReview, Verdict
from bening.aftercare.models.reward import Occasion, Reward, RewardPolicy

__all__ = [
    "AftercareReview",
    "Concern",
    "ConcernSource",
    "ConcernState",
    "Occasion",
    "Replication",
    "ReplicationStatus",
    "Reward",
    "RewardPolicy",
    "Verdict",
]
