"""What intake and sealing tell the rest of the program when it starts."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bening.adapters.asgi import register_endpoint
from bening.adapters.backup import prepare_with
from bening.adapters.gate import register_rule
from bening.audit.parts import Examination, PartHead, register_examination, register_part
from bening.domain.sealing.findings import Finding, Kind
from bening.surveys import checking, endpoint, kept_steps, own_links, sealing, words_intake

PART = "survey_days"


def register_intake() -> None:
    """The endpoint behind the gate, what checkpoints vouch for, what verify and backup do."""
    words_intake.register_words()
    register_rule(endpoint.RULE)
    register_endpoint(endpoint.PREFIX, endpoint.endpoint, suffix=endpoint.SUFFIX)
    own_links.register_links()
    kept_steps.register_steps()
    register_part(PART, days_head, at=days_at)
    register_examination(
        Examination(PART, examine_days, _("Survei: %(count)s periode dengan hari tersegel."))
    )
    register_examination(Examination("survey_waiting", examine_waiting, is_of_one_state=False))
    prepare_with(seal_before_backup)


def seal_before_backup(now: datetime) -> None:
    """A backup holds sealed answers alone: what can be sealed is sealed first."""
    sealing.seal_now(now=now)


def days_head() -> PartHead:
    """The list of all sealed days as it is now."""
    return PartHead(*checking.days_root())


def days_at(size: int) -> PartHead | None:
    """The list as it was with its first `size` days; None where fewer are there."""
    found = PartHead(*checking.days_root(size))
    return found if found.size == size else None


def examine_days() -> Iterator[Finding | int]:
    """Every period that ever had a sealed day."""
    for period in checking.periods_with_days():
        yield 1
        for found in checking.check_period(period):
            yield Finding(
                Kind.RECORD_WRONG,
                stream=str(period.agency_id),
                subject=("survey_period", str(period.pk)),
                code=found.kind,
                detail=words_intake.sentence(found),
            )


def examine_waiting() -> Iterator[Finding | int]:
    """Every waiting answer has its spent token and can be opened."""
    for fault in checking.waiting_faults():
        code = f"waiting_{fault.kind}"
        yield Finding(Kind.RECORD_WRONG, code=code, detail=words_intake.waiting_sentence(fault))
