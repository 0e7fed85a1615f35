"""Who may do what with evidence, and when. The same checks guard actions and explain buttons."""

from collections.abc import Callable
from datetime import date
from functools import partial

from bening.accounts.access import areas_led, areas_of, own_roles_of
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import WorkUnit
from bening.domain.refusals import Refused
from bening.domain.scoring import Question
from bening.evaluations.access import check_can_answer
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationSheet, SheetState
from bening.evidence.models import Evidence, EvidenceLink
from bening.evidence.refusals import EvidenceLocked

WHOLE_UNIT = frozenset({Role.UNIT_PIC, Role.UNIT_HEAD})
ADDS = WHOLE_UNIT | {Role.AREA_LEAD, Role.AREA_MEMBER}


def check_can_add(by: Person, unit: WorkUnit, *, on: date | None = None) -> None:
    """PIC, head and the people of area groups add evidence to their unit. Raises NotAllowed."""
    if own_roles_of(by, unit, on).isdisjoint(ADDS):
        raise NotAllowed("adds_evidence_of_own_unit", unit=unit.name)


def check_can_attach(
    by: Person, sheet: EvaluationSheet, question: Question, *, on: date | None = None
) -> None:
    """Whoever answers a question says what proves it. Raises NotAllowed, SheetLocked."""
    check_can_answer(by, sheet, question, on=on)


def check_not_locked(evidence: Evidence) -> None:
    """Nothing of withdrawn evidence changes, nor of what a submitted sheet shows.

    Raises EvidenceLocked.
    """
    if evidence.withdrawn_at is not None:
        raise EvidenceLocked("evidence_withdrawn", title=evidence.title)
    submitted = (
        EvidenceLink.objects.filter(evidence=evidence)
        .exclude(sheet__state=SheetState.DRAFT)
        .values_list("sheet__cycle__year", flat=True)
        .first()
    )
    if submitted is not None:
        raise EvidenceLocked("evidence_in_submitted_sheet", year=submitted)


def check_can_change(by: Person, evidence: Evidence, *, on: date | None = None) -> None:
    """PIC and head change all evidence of the unit; area people their own and that of their areas.

    Raises NotAllowed, EvidenceLocked.
    """
    check_can_add(by, evidence.unit, on=on)
    whole = own_roles_of(by, evidence.unit, on) & WHOLE_UNIT
    if not whole and evidence.added_by_id != by.pk:
        own = areas_of(by, evidence.unit, on)
        if own.isdisjoint(areas_proved_by(evidence)):
            raise NotAllowed("changes_own_evidence_only", title=evidence.title)
    check_not_locked(evidence)


def check_can_check(by: Person, evidence: Evidence, *, on: date | None = None) -> None:
    """Four eyes: PIC, head, or the lead of an area it proves, and never who uploaded it.

    Raises NotAllowed, EvidenceLocked.
    """
    roles = own_roles_of(by, evidence.unit, on)
    if not roles & WHOLE_UNIT:
        if Role.AREA_LEAD not in roles:
            raise NotAllowed("checks_evidence_as_lead_pic_or_head", unit=evidence.unit.name)
        proved = areas_proved_by(evidence)
        if areas_led(by, evidence.unit, on).isdisjoint(proved):
            areas = ", ".join(map(str, sorted(proved))) or "–"
            raise NotAllowed("checks_evidence_of_own_area", areas=areas)
    if by.pk in uploaders(evidence):
        raise NotAllowed("checks_not_own_upload", title=evidence.title)
    check_not_locked(evidence)


def uploaders(evidence: Evidence) -> frozenset[object]:
    """Who gave the evidence its present content: the uploader of its newest revision or link."""
    current = evidence.revisions.order_by("-number").values_list("added_by_id", flat=True).first()
    return frozenset({current or evidence.added_by_id})


def areas_proved_by(evidence: Evidence) -> frozenset[int]:
    """The numbers of the areas whose questions use this evidence, in any sheet."""
    links = evidence.links.select_related("sheet__instrument")
    return frozenset(number for link in links if (number := area_of(link)) is not None)


def area_of(link: EvidenceLink) -> int | None:
    """The area of the question a link belongs to; None for results, which have none."""
    instrument = instrument_of(link.sheet.instrument)
    if not instrument.has_question(link.official_code):
        return None
    return instrument.question(link.official_code).area_number


def refusal_of(check: Callable[[], None]) -> Refused | None:
    """Why a check does not pass: the hint beside a button. None where it passes."""
    try:
        check()
    except Refused as refusal:
        return refusal
    return None


def can_add(by: Person, unit: WorkUnit) -> bool:
    """Whether `check_can_add` passes."""
    return refusal_of(partial(check_can_add, by, unit)) is None


def can_change(by: Person, evidence: Evidence) -> bool:
    """Whether `check_can_change` passes."""
    return refusal_of(partial(check_can_change, by, evidence)) is None


def can_check(by: Person, evidence: Evidence) -> bool:
    """Whether `check_can_check` passes."""
    return refusal_of(partial(check_can_check, by, evidence)) is None
