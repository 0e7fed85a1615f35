"""What a reporter brings, what it is classified as, and the term that class has."""

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """What the reporter chose; UNSURE is as good as any, the desk decides."""

    COMPLAINT = "complaint"
    INFORMATION = "information"
    ASPIRATION = "aspiration"
    CONSULTATION = "consultation"
    UNSURE = "unsure"


class Classification(StrEnum):
    """The classes of SP4N-LAPOR!, set at verification; consultation stands beside them."""

    INFORMATION = "information"
    ASPIRATION = "aspiration"
    ORDINARY = "ordinary"
    SUPERVISORY = "supervisory"
    CONSULTATION = "consultation"


TERM_BY_CLASS: Mapping[Classification, str] = {
    Classification.INFORMATION: "complaint_information",
    Classification.ASPIRATION: "complaint_aspiration",
    Classification.ORDINARY: "complaint_ordinary",
    Classification.SUPERVISORY: "complaint_supervisory",
    Classification.CONSULTATION: "complaint_consultation",
}
"""The code of the term (`bening/casework/terms.yaml`) within which each class is answered."""

_GUESS: Mapping[Kind, Classification] = {
    Kind.COMPLAINT: Classification.ORDINARY,
    Kind.INFORMATION: Classification.INFORMATION,
    Kind.ASPIRATION: Classification.ASPIRATION,
    Kind.CONSULTATION: Classification.CONSULTATION,
    Kind.UNSURE: Classification.ORDINARY,
}


def guessed_class(kind: Kind) -> Classification:
    """The class a kind most likely has, until the desk has verified it."""
    return _GUESS[kind]
