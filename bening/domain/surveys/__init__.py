"""Surveys: forms, answers, indexes and their certainty, samples, what may be shown.

`read_instrument` reads a form, `read_response` one posted sheet, `results` turns counted sheets
into figures of which none stands for fewer than five people.
"""

from bening.domain.surveys.estimates import (
    GRADES,
    Change,
    Grade,
    Interval,
    IntervalMethod,
    change,
    expected_points,
    grade,
)
from bening.domain.surveys.indexes import index_of_kept, results, results_of
from bening.domain.surveys.instrument import (
    NINE_ELEMENTS,
    Aspect,
    AttributeOption,
    CorruptionAspect,
    IndexFormula,
    Scale,
    ServiceElement,
    SurveyAttribute,
    SurveyInstrument,
    SurveyItem,
    SurveyKind,
)
from bening.domain.surveys.masking import MARKS, Masked, PersonalData, mask
from bening.domain.surveys.microdata import Microdata, microdata
from bening.domain.surveys.reading import InstrumentFault, InstrumentRefused, read_instrument
from bening.domain.surveys.responses import (
    LONGEST_SUGGESTION,
    SERVICE,
    UNKNOWN,
    Response,
    ResponseFault,
    ResponseMode,
    ResponseRefused,
    canonical,
    from_canonical,
    read_response,
)
from bening.domain.surveys.results import (
    AspectResult,
    GroupResult,
    Importance,
    Incidents,
    ItemResult,
    KindResults,
    Quadrant,
    Results,
)
from bening.domain.surveys.samples import (
    Sufficiency,
    is_enough,
    krejcie_morgan,
    quotas,
    slovin,
    sufficiency,
)
from bening.domain.surveys.suppression import LEAST, Withheld, withheld
from bening.domain.surveys.tally import NOT_STATED, Tally, tally_of
from bening.domain.surveys.vectors import from_vector, vector

__all__ = [
    "GRADES",
    "LEAST",
    "LONGEST_SUGGESTION",
    "MARKS",
    "NINE_ELEMENTS",
    "NOT_STATED",
    "SERVICE",
    "UNKNOWN",
    "Aspect",
    "AspectResult",
    "AttributeOption",
    "Change",
    "CorruptionAspect",
    "Grade",
    "GroupResult",
    "Importance",
    "Incidents",
    "IndexFormula",
    "InstrumentFault",
    "InstrumentRefused",
    "Interval",
    "IntervalMethod",
    "ItemResult",
    "KindResults",
    "Masked",
    "Microdata",
    "PersonalData",
    "Quadrant",
    "Response",
    "ResponseFault",
    "ResponseMode",
    "ResponseRefused",
    "Results",
    "Scale",
    "ServiceElement",
    "Sufficiency",
    "SurveyAttribute",
    "SurveyInstrument",
    "SurveyItem",
    "SurveyKind",
    "Tally",
    "Withheld",
    "canonical",
    "change",
    "expected_points",
    "from_canonical",
    "from_vector",
    "grade",
    "index_of_kept",
    "is_enough",
    "krejcie_morgan",
    "mask",
    "microdata",
    "quotas",
    "read_instrument",
    "read_response",
    "results",
    "results_of",
    "slovin",
    "sufficiency",
    "tally_of",
    "vector",
    "withheld",
]
