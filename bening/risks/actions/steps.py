"""What every step on a register shares."""

from datetime import datetime

from bening import audit
from bening.accounts.models import Person
from bening.risks.models import Risk, RiskRegister
from bening.risks.refusals import RiskRefused


def held_register(register: RiskRegister) -> RiskRegister:
    """The register, held until the transaction ends."""
    found: RiskRegister = (
        RiskRegister.objects.select_for_update(of=("self",))
        .select_related("unit__agency")
        .get(pk=register.pk)
    )
    return found


def held_risk(risk: Risk) -> Risk:
    """The risk, held until the transaction ends."""
    found: Risk = (
        Risk.objects.select_for_update(of=("self",))
        .select_related("register__unit__agency")
        .get(pk=risk.pk)
    )
    return found


def check_of_agency(person: Person, register: RiskRegister, field: str) -> None:
    """Raises RiskRefused("risk_person_of_other_agency")."""
    if person.agency_id != register.agency_id or not person.is_active:
        raise RiskRefused("risk_person_of_other_agency", field=field)


def said(text: str, field: str) -> str:
    """The text without blanks around it. Raises RiskRefused("risk_text_missing")."""
    if not text.strip():
        raise RiskRefused("risk_text_missing", field=field)
    return text.strip()


def write(
    act: str, register: RiskRegister, by: Person, now: datetime, *, risk: Risk | None = None,
    **data: object,
) -> None:  # fmt: skip
    """The audit event of a step: about the risk, or about the register."""
    subject = ("risk", risk.pk) if risk else ("risk_register", register.pk)
    told = {"number": risk.number, **data} if risk else {"year": register.year, **data}
    audit.record(act=act, by=by.pk, agency=register.agency_id, subject=subject, at=now, data=told)
