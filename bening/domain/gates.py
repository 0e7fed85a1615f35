"""Whether a unit may be proposed: each requirement with its verdict and the reason.

PermenPANRB 5/2024 Annex II Ch. II.A Table 5 (agency and unit), 90/2021 Table 6 (an earlier WBK
for WBBM), Ch. IV (no proposal within two years of a revocation) and its closing chapter (a crime of
corruption, collusion or nepotism in the year drops the proposal). Values are the texts people
entered, read exactly: 99.99 % is not 100 %.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from typing import Final

from bening.domain.anniversaries import years_after
from bening.domain.refusals import Refused
from bening.domain.scoring.instrument import Designation, Prerequisite

OPINIONS: Final = ("TMP", "TW", "WDP", "WTP")
"""Opinions of the audit board, from no opinion to unqualified."""

GRADES: Final = ("D", "C", "CC", "B", "BB", "A-", "A", "AA")
"""Grades of SAKIP and of the reform index, lowest first."""

HIGHEST_LEVEL: Final = 5
WAIT_AFTER_REVOCATION: Final = 2
"""Years in which a unit whose title was revoked can't be proposed (90/2021 Annex II Ch. IV)."""

EARLIER_TITLE: Final = "predikat_sebelumnya"
BUILDING_TIME: Final = "tahun"
REVOCATION_WAIT: Final = "masa_tunggu_pencabutan"
NO_CORRUPTION: Final = "tanpa_perkara_kkn"
"""The id under which is kept that no crime of corruption, collusion or nepotism came up in the
year of the proposal: "tidak" names a case (90/2021 Annex II, closing)."""

NEVER_WAIVED: Final = frozenset({EARLIER_TITLE, REVOCATION_WAIT, NO_CORRUPTION})
"""Requirements from which no priority and no technical reason exempts."""

PRIORITY_UNIT: Final = "stranas_pemda"
"""The id under which is kept that a unit is one of `PRIORITY_UNITS`."""

PRIORITY_UNITS: Final = (
    "regional_hospital",
    "civil_registration",
    "vehicle_registration",
    "one_stop_service",
    "education",
    "employment",
)
"""The six kinds of regional units that may be proposed while requirements are being met."""

NO: Final = "tidak"
YES: Final = "ya"

_ONLY_REGIONAL: Final = frozenset({"indeks_rb_min_pemda"})
_ONLY_CENTRAL: Final = frozenset({"indeks_rb_min_kl"})


class GateRefused(Refused):
    """A value that can't be one of its kind: "gate_value_unknown", "gate_value_out_of_range"."""

    status = 422

    def __init__(self, code: str, *, field: str = "value", **values: object) -> None:
        super().__init__(code, **values)
        self.field = field


class Level(StrEnum):
    """Whose requirement it is."""

    AGENCY = "instansi"
    UNIT = "unit"


class Verdict(StrEnum):
    """What became of one requirement."""

    MET = "met"
    NOT_MET = "not_met"
    MISSING = "missing"
    WAIVED = "waived"


class Basis(StrEnum):
    """Which part of the rules asks for it; the instrument names the one of its own requirements."""

    INSTRUMENT = "instrument"
    REVOCATION = "revocation"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Entered:
    """A value as it was entered, and the day it is true of."""

    value: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Title:
    """A title the unit was given; `revoked_on` the day of the decree that took it."""

    designation: Designation
    awarded_on: date
    revoked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What the requirements of one unit are held against.

    `entered` maps the requirement's id to the newest value of its agency or unit; `accepted` are
    the ids that the national team accepts for technical reasons (90/2021 Annex II Ch. III.A).
    """

    target: Designation
    is_regional: bool
    today: date
    building_since: date | None = None
    titles: Sequence[Title] = ()
    agency: Mapping[str, Entered] | None = None
    unit: Mapping[str, Entered] | None = None
    accepted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Gate:
    """One requirement with its verdict.

    `reason` is a code, its `values` are what the sentence needs; `found` and `needed` are shown
    beside each other; `note` is what the instrument adds.
    """

    id: str
    level: Level
    label: str
    kind: str
    basis: Basis
    verdict: Verdict
    reason: str
    needed: str
    found: str = ""
    as_of: date | None = None
    values: Mapping[str, object] | None = None
    note: str = ""

    @property
    def stops(self) -> bool:
        """Whether the unit would fail the administrative selection for this."""
        return self.verdict in {Verdict.NOT_MET, Verdict.MISSING}


def cleaned_value(kind: str, text: str) -> str:
    """The value as it is kept. Raises GateRefused.

    Percentages are a number from 0 to 100 or counts such as ``46/46``, levels a number from 0 to 5.
    """
    given = text.strip().replace(",", ".")
    match kind:
        case "opini":
            return _one_of(given.upper(), OPINIONS)
        case "predikat":
            return _one_of(given.upper(), GRADES)
        case "ya_tidak":
            return _one_of(given.lower(), (YES, NO))
        case "level":
            return _in_range(given, HIGHEST_LEVEL)
        case "persen":
            return _share(given) if "/" in given else _in_range(given, 100)
        case "jenis_unit":
            return _one_of(given.lower(), (*PRIORITY_UNITS, NO))
        case _:
            raise GateRefused("gate_value_unknown", value=text)


def _one_of(given: str, known: Sequence[str]) -> str:
    if given not in known:
        raise GateRefused("gate_value_unknown", value=given, known=list(known))
    return given


def _in_range(given: str, most: int) -> str:
    try:
        number = Decimal(given)
    except InvalidOperation:
        raise GateRefused("gate_value_unknown", value=given) from None
    if not number.is_finite() or not 0 <= number <= most:
        raise GateRefused("gate_value_out_of_range", value=given, most=most)
    plain = format(number.normalize(), "f")
    return "0" if number == 0 else plain


def _share(given: str) -> str:
    part, _, whole = given.partition("/")
    if not (part.strip().isascii() and part.strip().isdigit()):
        raise GateRefused("gate_value_unknown", value=given)
    if not (whole.strip().isascii() and whole.strip().isdigit()):
        raise GateRefused("gate_value_unknown", value=given)
    if int(whole) == 0 or int(part) > int(whole):
        raise GateRefused("gate_value_out_of_range", value=given, most=100)
    return f"{int(part)}/{int(whole)}"


def percent_of(value: str) -> Fraction:
    """The exact percentage of a kept value."""
    part, _, whole = value.partition("/")
    return Fraction(int(part) * 100, int(whole)) if whole else Fraction(value)


def applicable(prerequisites: Sequence[Prerequisite], case: Case) -> tuple[Prerequisite, ...]:
    """The requirements that are asked of this kind of agency for this target."""
    left_out = _ONLY_CENTRAL if case.is_regional else _ONLY_REGIONAL
    return tuple(
        one
        for one in prerequisites
        if one.id not in left_out and needed_of(one, case.target) is not False
    )


def needed_of(one: Prerequisite, target: Designation) -> str | int | bool:
    """What the requirement asks for the target; False where it asks nothing."""
    return one.wbk if target is Designation.WBK else one.wbbm


def evaluate(prerequisites: Sequence[Prerequisite], case: Case) -> tuple[Gate, ...]:
    """Every requirement with its verdict, agency first, in the order of the instrument."""
    gates = [_gate(one, case) for one in applicable(prerequisites, case)]
    return (*gates, _revocation(case), _no_corruption(case))


def _gate(one: Prerequisite, case: Case) -> Gate:
    if one.id == EARLIER_TITLE:
        return _earlier_title(one, case)
    gate = _building_time(one, case) if one.kind == BUILDING_TIME else _of_value(one, case)
    return _waived(gate, case) if gate.stops else gate


def _made(
    one: Prerequisite,
    case: Case,
    verdict: Verdict,
    reason: str,
    found: Entered | None,
    **more: object,
) -> Gate:
    needed = needed_of(one, case.target)
    return Gate(
        id=one.id,
        level=Level(one.of),
        label=one.label,
        kind=one.kind,
        basis=Basis.INSTRUMENT,
        verdict=verdict,
        reason=reason,
        needed=YES if needed is True else str(needed),
        found=found.value if found else "",
        as_of=found.as_of if found else None,
        values=more,
        note=one.note,
    )


def _of_value(one: Prerequisite, case: Case) -> Gate:
    known = case.agency if one.of == Level.AGENCY else case.unit
    found = (known or {}).get(one.id)
    if found is None:
        return _made(one, case, Verdict.MISSING, "value_missing", None)
    needed = needed_of(one, case.target)
    if _reaches(one.kind, found.value, str(needed)):
        return _made(one, case, Verdict.MET, "reached", found)
    return _made(one, case, Verdict.NOT_MET, f"{_KIND_REASONS.get(one.kind, 'too_low')}", found)


_KIND_REASONS: Final = {"ya_tidak": "said_no", "persen": "not_complete"}


def _reaches(kind: str, value: str, needed: str) -> bool:
    match kind:
        case "opini":
            return OPINIONS.index(value) >= OPINIONS.index(needed)
        case "predikat":
            return GRADES.index(value) >= GRADES.index(needed)
        case "level":
            return Fraction(value) >= Fraction(needed)
        case "persen":
            return percent_of(value) >= Fraction(needed)
        case _:
            return value == YES


def _building_time(one: Prerequisite, case: Case) -> Gate:
    years = int(needed_of(one, case.target))
    if case.building_since is None:
        return _made(one, case, Verdict.MISSING, "building_not_begun", None)
    since = Entered(case.building_since.isoformat(), case.building_since)
    full = years_after(case.building_since, years)
    if full <= case.today:
        return _made(one, case, Verdict.MET, "built_long_enough", since, since=since.as_of)
    return _made(one, case, Verdict.NOT_MET, "built_too_short", since, since=since.as_of, full=full)


def _earlier_title(one: Prerequisite, case: Case) -> Gate:
    held = [
        title
        for title in case.titles
        if title.designation is Designation.WBK
        and title.awarded_on <= case.today
        and (title.revoked_on is None or title.revoked_on > case.today)
    ]
    if not held:
        return _made(one, case, Verdict.NOT_MET, "no_earlier_title", None)
    newest = max(title.awarded_on for title in held)
    return _made(one, case, Verdict.MET, "earlier_title", Entered(YES, newest), since=newest)


def _revocation(case: Case) -> Gate:
    revoked = [
        title.revoked_on
        for title in case.titles
        if title.revoked_on is not None and title.revoked_on <= case.today
    ]
    newest = max(revoked, default=None)
    over = years_after(newest, WAIT_AFTER_REVOCATION) if newest else None
    waits = over is not None and case.today < over
    if newest is None:
        reason, values = "never_revoked", {}
    else:
        reason = "revoked_lately" if waits else "wait_is_over"
        values = {"revoked": newest, "over": over}
    return Gate(
        id=REVOCATION_WAIT,
        level=Level.UNIT,
        label="",
        kind=REVOCATION_WAIT,
        basis=Basis.REVOCATION,
        verdict=Verdict.NOT_MET if waits else Verdict.MET,
        reason=reason,
        needed="",
        as_of=newest,
        values=values,
    )


def _no_corruption(case: Case) -> Gate:
    """Whether a case drops the proposal. Nothing waives it.

    The regulation asks for no statement: without one the requirement holds, and says so.
    """
    found = (case.unit or {}).get(NO_CORRUPTION)
    if found is None:
        verdict, reason = Verdict.MET, "no_case_recorded"
    elif found.value == NO:
        verdict, reason = Verdict.NOT_MET, "case_recorded"
    else:
        verdict, reason = Verdict.MET, "no_case"
    return Gate(
        id=NO_CORRUPTION,
        level=Level.UNIT,
        label="",
        kind="ya_tidak",
        basis=Basis.CLOSING,
        verdict=verdict,
        reason=reason,
        needed=YES,
        found=found.value if found else "",
        as_of=found.as_of if found else None,
    )


def _waived(gate: Gate, case: Case) -> Gate:
    """The same requirement, waived for a priority unit of a regional government or by the TPN."""
    kind = (case.unit or {}).get(PRIORITY_UNIT)
    if case.is_regional and kind is not None and kind.value in PRIORITY_UNITS:
        return _replaced(gate, "priority_unit", {"unit_kind": kind.value, "was": gate.reason})
    if gate.id in case.accepted and gate.level is Level.UNIT:
        return _replaced(gate, "accepted_by_tpn", {"was": gate.reason})
    return gate


def _replaced(gate: Gate, reason: str, values: Mapping[str, object]) -> Gate:
    return replace(
        gate, verdict=Verdict.WAIVED, reason=reason, values={**(gate.values or {}), **values}
    )


def stopping(gates: Sequence[Gate]) -> tuple[Gate, ...]:
    """What would fail the administrative selection."""
    return tuple(gate for gate in gates if gate.stops)
