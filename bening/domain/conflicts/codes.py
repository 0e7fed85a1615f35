"""The words of conflicts of interest, as stored."""

from enum import StrEnum


class Section(StrEnum):
    """Parts A to F of the list of private interests (PermenPANRB 17/2024)."""

    FAMILY = "A"
    BUSINESS = "B"
    OTHER_WORK = "C"
    PUBLIC_POSTS = "D"
    AFFILIATIONS = "E"
    AFTER_OFFICE = "F"


class Kind(StrEnum):
    """Whether private interest touches a duty now, or may do so."""

    ACTUAL = "actual"
    POTENTIAL = "potential"


class Source(StrEnum):
    """What a conflict comes from."""

    FAMILY = "family"
    BUSINESS = "business"
    AFFILIATION = "affiliation"
    DOUBLE_POST = "double_post"
    OTHER_WORK = "other_work"
    GRATUITY = "gratuity"
    AFTER_OFFICE = "after_office"
    OTHER = "other"


class Control(StrEnum):
    """What is done about a conflict."""

    WITHDRAW = "withdraw"
    LIMIT_ACCESS = "limit_access"
    REASSIGN = "reassign"
    SUPERVISE = "supervise"
    ROTATE = "rotate"
    GIVE_UP = "give_up"
    LEAVE_POST = "leave_post"
    COOLING = "cooling"


class CaseState(StrEnum):
    """FILED waits for the superior; MONITORED has been looked at since it is controlled."""

    FILED = "filed"
    NO_CONFLICT = "no_conflict"
    CONTROLLED = "controlled"
    MONITORED = "monitored"
    CLOSED = "closed"


class Level(StrEnum):
    """How much a possible conflict in a main function weighs."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
