"""Complaints and consultation: states, who may move them, closing, codes, masks, likeness."""

from bening.domain.complaints.closing import check_close, check_decider, silent_until
from bening.domain.complaints.codes import (
    CODE_BYTES,
    clean_code,
    code_for,
    code_from,
    fingerprint,
    shown_code,
)
from bening.domain.complaints.kinds import TERM_BY_CLASS, Classification, Kind, guessed_class
from bening.domain.complaints.likeness import likeness, words_of
from bening.domain.complaints.masking import masked
from bening.domain.complaints.states import (
    BY_REPORTER,
    OPEN,
    READ_ONLY,
    WITHOUT_FILES,
    Act,
    ComplaintRefused,
    Duty,
    State,
    acts_in,
    check_act,
    state_after,
    who_may,
)
from bening.domain.small_numbers import LEAST, publishable

__all__ = [
    "BY_REPORTER",
    "CODE_BYTES",
    "LEAST",
    "OPEN",
    "READ_ONLY",
    "TERM_BY_CLASS",
    "WITHOUT_FILES",
    "Act",
    "Classification",
    "ComplaintRefused",
    "Duty",
    "Kind",
    "State",
    "acts_in",
    "check_act",
    "check_close",
    "check_decider",
    "clean_code",
    "code_for",
    "code_from",
    "fingerprint",
    "guessed_class",
    "likeness",
    "masked",
    "publishable",
    "shown_code",
    "silent_until",
    "state_after",
    "who_may",
    "words_of",
]
