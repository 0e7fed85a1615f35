"""Gifts: reported by a colleague, handled by whoever has the duty, which is no role.

`staff` is the UPG of the agency here, `area_member` its helper at the unit.
"""

import io
from datetime import timedelta
from types import SimpleNamespace

from PIL import Image

from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.gratuities import actions
from bening.gratuities.exemptions import Circumstance
from bening.gratuities.models import (
    BasisKind,
    CustodyChoice,
    DecisionChoice,
    Direction,
    DirectReport,
    ExecutionChoice,
    GratuityReport,
    Medium,
    ObjectKind,
)
from tests.features.gratuities.gifts import TOLD, Gifts
from tests.features.refusals.life.people import LifeCast
from tests.features.refusals.life.rows import Row, rows
from tests.people import NOW, TODAY

LATER = NOW + timedelta(days=60)
"""After the term of completion, and before any duty of the cast ends."""


def _gifts(cast: LifeCast) -> SimpleNamespace:
    gifts = Gifts(cast)
    return SimpleNamespace(
        gifts=gifts,
        unit=cast.unit,
        agency=cast.agency,
        someone=cast.group_member,
        upg_duty=gifts.name(cast.staff),
        helper_duty=gifts.name(cast.area_member, helps=True),
        reporter=cast.colleague,
        upg=cast.staff,
    )


def office(cast: LifeCast) -> SimpleNamespace:
    """The UPG, its helper, and a campaign in the calendar."""
    made = _gifts(cast)
    made.campaign = made.gifts.campaign
    return made


def drafted(cast: LifeCast) -> SimpleNamespace:
    """A gift typed and not reported, with a picture."""
    made = _gifts(cast)
    made.report = made.gifts.draft(by=made.reporter)
    made.photo = made.gifts.photo(made.report)
    return made


def at_helper(cast: LifeCast) -> SimpleNamespace:
    """Reported to the helper of the unit."""
    made = _gifts(cast)
    made.report = made.gifts.reported(by=made.reporter)
    return made


def at_upg(cast: LifeCast) -> SimpleNamespace:
    """Passed on to the UPG."""
    made = at_helper(cast)
    actions.pass_on(report=made.report, by=made.upg, now=NOW)
    return made


def incomplete(cast: LifeCast) -> SimpleNamespace:
    """Sent back to be completed."""
    made = at_upg(cast)
    actions.ask_completion(report=made.report, what="Alamat", by=made.upg, now=NOW)
    return made


def verified(cast: LifeCast) -> SimpleNamespace:
    """Found complete."""
    made = at_upg(cast)
    actions.verify_report(report=made.report, by=made.upg, now=NOW)
    return made


def refused(cast: LifeCast) -> SimpleNamespace:
    """A refused gift, found complete."""
    made = _gifts(cast)
    made.report = made.gifts.reported(by=made.reporter, direction=Direction.REFUSED)
    actions.pass_on(report=made.report, by=made.upg, now=NOW)
    actions.verify_report(report=made.report, by=made.upg, now=NOW)
    return made


def managed(cast: LifeCast) -> SimpleNamespace:
    """Managed in the agency."""
    made = verified(cast)
    actions.manage_here(report=made.report, by=made.upg, now=NOW)
    return made


def decided(cast: LifeCast) -> SimpleNamespace:
    """The reporter may keep it."""
    made = managed(cast)
    decide(made, made.upg)
    return made


def save(report: GratuityReport | None, made: SimpleNamespace, by: Person) -> object:
    return actions.save_draft(
        report=report,
        unit=made.unit,
        direction=Direction.RECEIVED,
        received_on=TODAY,
        circumstance=Circumstance.NONE,
        object_kind=ObjectKind.GOODS,
        is_perishable=False,
        is_secret=True,
        bypasses_helper=False,
        details=TOLD,
        seen_version=report.version if report else 0,
        by=by,
        now=NOW,
    )


def photographed(made: SimpleNamespace, by: Person) -> object:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "PNG")
    size = content.tell()
    content.seek(0)
    return actions.add_photo(
        report=made.report, file=content, filename="a.png", size=size, by=by, now=NOW
    )


def decide(made: SimpleNamespace, by: Person) -> None:
    actions.decide(
        report=made.report,
        decision=DecisionChoice.RECIPIENT,
        number="1",
        decided_on=TODAY,
        value=None,
        by=by,
        now=NOW,
    )


def kept(made: SimpleNamespace, by: Person) -> object:
    return actions.move_goods(
        report=made.report,
        kind=CustodyChoice.KEPT,
        on=TODAY,
        place="Lemari",
        given_by="A",
        taken_by="B",
        note="",
        document_number="BA/1",
        by=by,
        now=NOW,
    )


def named(made: SimpleNamespace, unit: WorkUnit | None, by: Person) -> object:
    return actions.name_officer(
        agency=made.agency,
        unit=unit,
        person=made.someone,
        decree_number="SK/2",
        decree_on=TODAY,
        by=by,
        now=NOW,
    )


def entered(made: SimpleNamespace, unit: WorkUnit | None, by: Person) -> object:
    return actions.enter_basis(
        agency=made.agency,
        unit=unit,
        kind=BasisKind.PROCEDURE,
        number="1",
        title="SOP",
        dated_on=TODAY,
        by=by,
        now=NOW,
    )


def planned(made: SimpleNamespace, by: Person) -> object:
    return actions.plan_campaign(
        unit=made.unit,
        title="Tolak gratifikasi",
        medium=Medium.BANNER,
        audience="",
        planned_on=TODAY,
        by=by,
        now=NOW,
    )


def held(made: SimpleNamespace, by: Person) -> object:
    return actions.hold_campaign(
        campaign=made.campaign,
        held_on=TODAY,
        reached=None,
        proof_note="Foto",
        proof_url="https://tirtamaya.example/foto",
        proof=None,
        by=by,
        now=NOW,
    )


def noted(made: SimpleNamespace, by: Person, number: str = "GOL-2") -> DirectReport:
    return actions.note_direct(
        reporter=made.reporter,
        unit=made.unit,
        direction=Direction.RECEIVED,
        received_on=TODAY,
        sent_on=TODAY,
        number=number,
        by=by,
        now=NOW,
    )


def direct(cast: LifeCast) -> SimpleNamespace:
    """Reported to KPK directly, and noted."""
    made = _gifts(cast)
    made.direct = noted(made, made.upg, "GOL-1")
    return made


ACTS: dict[str, Row] = {
    **rows(
        direct,
        note_direct=noted,
        open_direct=lambda s, by: actions.open_direct(
            direct=s.direct, reason="Memeriksa", by=by, now=NOW
        ),
        correct_direct=lambda s, by: actions.correct_direct(
            direct=s.direct,
            reporter=None,
            forgets_reporter=False,
            unit=s.unit,
            direction=Direction.RECEIVED,
            received_on=TODAY,
            sent_on=TODAY,
            number="GOL-3",
            seen_version=s.direct.version,
            by=by,
            now=NOW,
        ),
        decide_direct=lambda s, by: actions.decide_direct(
            direct=s.direct,
            decision=DecisionChoice.RECIPIENT,
            number="1",
            decided_on=TODAY,
            by=by,
            now=NOW,
        ),
        drop_direct=lambda s, by: actions.drop_direct(
            direct=s.direct, reason="Keliru", by=by, now=NOW
        ),
    ),
    **rows(
        office,
        name_officer=lambda s, by: named(s, None, by),
        name_officer__helper=lambda s, by: named(s, s.unit, by),
        end_officer=lambda s, by: actions.end_officer(officer=s.upg_duty, by=by, now=NOW),
        end_officer__helper=lambda s, by: actions.end_officer(
            officer=s.helper_duty, by=by, now=NOW
        ),
        enter_basis=lambda s, by: entered(s, None, by),
        enter_basis__of_unit=lambda s, by: entered(s, s.unit, by),
        plan_campaign=planned,
        hold_campaign=held,
        cancel_campaign=lambda s, by: actions.cancel_campaign(
            campaign=s.campaign, reason="Ditunda", by=by, now=NOW
        ),
    ),
    **rows(
        drafted,
        save_draft__new=lambda s, by: save(None, s, by),
        save_draft=lambda s, by: save(s.report, s, by),
        add_photo=photographed,
        remove_photo=lambda s, by: actions.remove_photo(attachment=s.photo, by=by, now=NOW),
        submit_report=lambda s, by: actions.submit_report(
            report=s.report, is_true=True, by=by, now=NOW
        ),
        discard_draft=lambda s, by: actions.discard_draft(report=s.report, by=by, now=NOW),
    ),
    **rows(
        at_helper,
        open_report=lambda s, by: actions.open_report(
            report=s.report, reason="Memeriksa", by=by, now=NOW
        ),
        pass_on=lambda s, by: actions.pass_on(report=s.report, by=by, now=NOW),
        move_goods__at_helper=kept,
    ),
    **rows(
        at_upg,
        ask_completion=lambda s, by: actions.ask_completion(
            report=s.report, what="Alamat", by=by, now=NOW
        ),
        verify_report=lambda s, by: actions.verify_report(report=s.report, by=by, now=NOW),
        move_goods=kept,
    ),
    **rows(
        incomplete,
        complete_report=lambda s, by: actions.complete_report(report=s.report, by=by, now=NOW),
        drop_incomplete=lambda s, by: actions.drop_incomplete(report=s.report, by=by, now=LATER),
    ),
    **rows(
        verified,
        manage_here=lambda s, by: actions.manage_here(report=s.report, by=by, now=NOW),
        forward_to_kpk=lambda s, by: actions.forward_to_kpk(
            report=s.report, number="1", dated_on=TODAY, by=by, now=NOW
        ),
    ),
    **rows(
        refused,
        record_refusal=lambda s, by: actions.record_refusal(report=s.report, by=by, now=NOW),
    ),
    **rows(managed, decide=decide),
    **rows(
        decided,
        settle=lambda s, by: actions.settle(
            report=s.report, execution=ExecutionChoice.RETURNED, number="1", by=by, now=NOW
        ),
    ),
}
