"""Each action of the table, called as `by` on what `World` made."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

from bening.accounts import actions as accounts
from bening.accounts.models import Person, Role
from bening.agencies import actions as agencies
from bening.agencies.models import AgencyKind, TimeZone, UnitLevel
from bening.audit import actions as audit
from bening.evaluations import actions as evaluations
from bening.evaluations.actions.imports import Change
from bening.evidence import actions as evidence
from bening.evidence import uploads
from bening.evidence.models import Evidence, EvidenceLink
from bening.programs import actions as programs
from bening.programs.models import Designation
from tests.features.refusals.role_world import (
    DATES,
    OTHER,
    OWN,
    PICTURE,
    RESULTS,
    World,
)
from tests.people import NOW

MODULES = {
    "programs": programs,
    "evaluations": evaluations,
    "evidence": evidence,
    "uploads": uploads,
    "accounts": accounts,
    "agencies": agencies,
    "audit": audit,
}


def answer(world: World, by: Person, code: str, value: str) -> None:
    evaluations.save_answer(
        sheet=world.sheet,
        official_code=code,
        value=value,
        inputs=None,
        note="",
        seen_version=0,
        by=by,
        now=NOW,
    )


def assign(world: World, by: Person) -> None:
    evaluations.assign(
        sheet=world.sheet,
        official_code=OWN,
        assignee=world.cast.area_member,
        due_on=None,
        by=by,
        now=NOW,
    )


def edit(found: Evidence, by: Person) -> None:
    evidence.edit(evidence=found, title="Laporan lain", period=None, by=by, now=NOW)


def attach(found: Evidence, world: World, code: str, by: Person) -> None:
    evidence.attach(evidence=found, sheet=world.sheet, official_code=code, need=1, by=by, now=NOW)


def begin(world: World, by: Person, **target: Any) -> None:
    uploads.begin_upload(
        target=uploads.Target(unit=world.cast.unit, **target),
        filename="foto.png",
        size=9,
        by=by,
        now=NOW,
    )


def change(person: Person, by: Person) -> None:
    accounts.change_person(
        person=person,
        name="Nama lain",
        email="lain@tirtamaya.example",
        employee_number="",
        position="",
        by=by,
        now=NOW,
    )


def give_role(world: World, by: Person, role: Role, **where: Any) -> None:
    accounts.give_role(person=world.somebody, role=role, by=by, now=NOW, **where)


Act = Callable[[World, Person], object]

ACTS: dict[str, Act] = {
    "programs.open_program": lambda w, by: programs.open_program(
        unit=w.cast.other_unit, cycle=w.sheet.cycle, target=Designation.WBK, by=by, now=NOW
    ),
    "programs.change_target": lambda w, by: programs.change_target(
        program=w.sheet.program, target=Designation.WBK, by=by, now=NOW
    ),
    "programs.enter_award": lambda w, by: programs.enter_award(
        unit=w.cast.unit,
        designation=Designation.WBK,
        decree_number="1",
        awarded_on=date(2024, 1, 1),
        by=by,
        now=NOW,
    ),
    "programs.continue_program": lambda w, by: programs.continue_program(
        program=w.coached, cycle=w.next_cycle, target=Designation.WBK, by=by, now=NOW
    ),
    "programs.set_cycle_dates": lambda w, by: programs.set_cycle_dates(
        cycle=w.sheet.cycle, dates=[], by=by, now=NOW
    ),
    "evaluations.open_cycle": lambda w, by: evaluations.open_cycle(
        agency=w.cast.agency, year=2027, instrument=w.version, dates=DATES, by=by, now=NOW
    ),
    "evaluations.change_cycle_dates": lambda w, by: evaluations.change_cycle_dates(
        cycle=w.sheet.cycle, dates=DATES, by=by, now=NOW
    ),
    "evaluations.import_instrument": lambda w, by: evaluations.import_instrument(
        agency=w.cast.agency,
        source=w.version.source.replace("id: lke-2021\n", "id: lke-2021-uji\n", 1),
        by=by,
        now=NOW,
    ),
    "evaluations.save_answer own area": lambda w, by: answer(w, by, OWN, "B"),
    "evaluations.save_answer other area": lambda w, by: answer(w, by, OTHER, "Ya"),
    "evaluations.save_answer results": lambda w, by: answer(w, by, RESULTS, "3.6"),
    "evaluations.reuse_answer": lambda w, by: evaluations.reuse_answer(
        sheet=(w.earlier, w.sheet)[1], official_code=OWN, seen_version=0, by=by, now=NOW
    ),
    "evaluations.import_answers": lambda w, by: evaluations.import_answers(
        sheet=w.sheet,
        changes=[
            Change(
                OTHER,
                {"value": "", "inputs": {}, "note": ""},
                {"value": "Ya", "inputs": {}, "note": ""},
                0,
            )
        ],
        filename="lke.json",
        by=by,
        now=NOW,
    ),
    "evaluations.assign": assign,
    "evaluations.unassign": lambda w, by: evaluations.unassign(
        sheet=w.sheet, official_code=OWN, by=by, now=NOW
    ),
    "evaluations.write_comment": lambda w, by: evaluations.write_comment(
        sheet=w.sheet, official_code=OTHER, text="Halo", by=by, now=NOW
    ),
    "evaluations.submit_sheet": lambda w, by: evaluations.submit_sheet(
        sheet=w.filled, by=by, now=NOW
    ),
    "evaluations.reopen_sheet": lambda w, by: evaluations.reopen_sheet(
        sheet=w.sent, reason="Perbaikan", by=by, now=NOW
    ),
    "evaluations.return_sheet": lambda w, by: evaluations.return_sheet(
        sheet=w.sent, reason="Perbaikan", by=by, now=NOW
    ),
    "evidence.add_file": lambda w, by: evidence.add_file(
        unit=w.cast.unit, file=w.file("b"), filename="b.pdf", by=by, now=NOW
    ),
    "evidence.add_link": lambda w, by: evidence.add_link(
        unit=w.cast.unit, url="https://tirtamaya.example/l", title="Tautan", by=by, now=NOW
    ),
    "evidence.revise": lambda w, by: evidence.revise(
        evidence=w.evidence, file=w.file("b"), filename="b.pdf", by=by, now=NOW
    ),
    "evidence.edit": lambda w, by: edit(w.evidence, by),
    "evidence.edit other area": lambda w, by: edit(w.other_evidence, by),
    "evidence.submit": lambda w, by: evidence.submit(evidence=w.evidence, by=by, now=NOW),
    "evidence.withdraw": lambda w, by: evidence.withdraw(evidence=w.evidence, by=by, now=NOW),
    "evidence.attach": lambda w, by: attach(w.evidence, w, OWN, by),
    "evidence.attach other area": lambda w, by: attach(w.evidence, w, OTHER, by),
    "evidence.detach": lambda w, by: evidence.detach(
        link=EvidenceLink.objects.get(evidence=w.evidence), by=by, now=NOW
    ),
    "evidence.detach other area": lambda w, by: evidence.detach(
        link=EvidenceLink.objects.get(evidence=w.other_evidence), by=by, now=NOW
    ),
    "evidence.check": lambda w, by: evidence.check(evidence=w.submitted, by=by, now=NOW),
    "evidence.check other area": lambda w, by: evidence.check(
        evidence=w.other_submitted, by=by, now=NOW
    ),
    "evidence.return_to_draft": lambda w, by: evidence.return_to_draft(
        evidence=w.submitted, reason="Buram", by=by, now=NOW
    ),
    "uploads.begin_upload": lambda w, by: begin(w, by, sheet=w.sheet, official_code=OWN),
    "uploads.begin_upload other area": lambda w, by: begin(
        w, by, sheet=w.sheet, official_code=OTHER
    ),
    "uploads.begin_upload revision": lambda w, by: begin(w, by, evidence=w.evidence),
    "uploads.add_chunk": lambda w, by: uploads.add_chunk(
        upload=w.upload, offset=0, chunk=PICTURE[:5], by=by, now=NOW
    ),
    "uploads.finish_upload": lambda w, by: uploads.finish_upload(
        upload=w.whole_upload, by=by, now=NOW
    ),
    "uploads.receive_file": lambda w, by: uploads.receive_file(
        target=uploads.Target(unit=w.cast.unit),
        file=io.BytesIO(PICTURE),
        filename="foto.png",
        size=len(PICTURE),
        by=by,
        now=NOW,
    ),
    "accounts.add_person": lambda w, by: accounts.add_person(
        agency=w.cast.agency, name="Orang", email="orang@tirtamaya.example", by=by, now=NOW
    ),
    "accounts.add_person operator": lambda _w, by: accounts.add_person(
        agency=None, name="Orang", email="orang@tirtamaya.example", by=by, now=NOW
    ),
    "accounts.add_administrator": lambda w, by: accounts.add_administrator(
        agency=w.cast.agency, name="Orang", email="orang@tirtamaya.example", by=by, now=NOW
    ),
    "accounts.change_person": lambda w, by: change(w.somebody, by),
    "accounts.change_person administrator": lambda w, by: change(w.other_admin, by),
    "accounts.change_own_details": lambda w, by: accounts.change_own_details(
        person=w.cast.pic, position="Analis", language="id", by=by, now=NOW
    ),
    "accounts.deactivate_person": lambda w, by: accounts.deactivate_person(
        person=w.somebody, by=by, now=NOW
    ),
    "accounts.activate_person": lambda w, by: accounts.activate_person(
        person=w.switched_off, by=by, now=NOW
    ),
    "accounts.remove_second_factors": lambda w, by: accounts.remove_second_factors(
        person=w.with_second_factor, by=by, now=NOW
    ),
    "accounts.show_link": lambda w, by: accounts.show_link(person=w.somebody, by=by, now=NOW),
    "accounts.request_link": lambda w, by: accounts.request_link(person=w.somebody, by=by, now=NOW),
    "accounts.give_role unit head": lambda w, by: give_role(
        w, by, Role.UNIT_HEAD, unit=w.cast.unit
    ),
    "accounts.give_role area": lambda w, by: give_role(
        w, by, Role.AREA_LEAD, unit=w.cast.unit, area=2
    ),
    "accounts.give_role inspector": lambda w, by: give_role(w, by, Role.INSPECTOR),
    "accounts.give_role administrator": lambda w, by: give_role(w, by, Role.AGENCY_ADMIN),
    "accounts.give_role operator": lambda w, by: accounts.give_role(
        person=w.of_no_agency, role=Role.OPERATOR, by=by, now=NOW
    ),
    "accounts.give_unit_role": lambda w, by: accounts.give_unit_role(
        unit=w.cast.unit, email=w.somebody.email, role=Role.UNIT_PIC, area=None, by=by, now=NOW
    ),
    "accounts.post_person": lambda w, by: accounts.post_person(
        person=w.cast.colleague, unit=w.cast.unit, by=by, now=NOW
    ),
    "accounts.end_posting": lambda w, by: accounts.end_posting(
        posting=w.posting, ends_on=NOW.date(), by=by, now=NOW
    ),
    "accounts.end_role": lambda w, by: accounts.end_role(
        assignment=w.role_of("area_member"), by=by, now=NOW
    ),
    "accounts.end_role inspector": lambda w, by: accounts.end_role(
        assignment=w.role_of("inspector"), by=by, now=NOW
    ),
    "accounts.store_import": lambda w, by: w.import_of(by),
    "accounts.apply_import": lambda w, by: accounts.apply_import(draft=w.draft, by=by, now=NOW),
    "accounts.discard_import": lambda w, by: accounts.discard_import(draft=w.draft, by=by),
    "accounts.make_token": lambda _w, by: accounts.make_token(name="x", days=1, by=by, now=NOW),
    "accounts.revoke_token": lambda w, by: accounts.revoke_token(token=w.token, by=by, now=NOW),
    "agencies.create_agency": lambda _w, by: agencies.create_agency(
        name="Kabupaten Hilir",
        short_name="Hilir",
        kind=AgencyKind.REGIONAL,
        time_zone=TimeZone.WIB,
        by=by,
        now=NOW,
    ),
    "agencies.change_agency": lambda w, by: agencies.change_agency(
        agency=w.cast.agency,
        name="Nama lain",
        short_name="",
        kind=AgencyKind.REGIONAL,
        time_zone=TimeZone.WIB,
        by=by,
        now=NOW,
    ),
    "agencies.add_unit": lambda w, by: agencies.add_unit(
        agency=w.cast.agency,
        parent=None,
        code="78",
        name="Kantor",
        level=UnitLevel.ECHELON_3,
        by=by,
        now=NOW,
    ),
    "agencies.change_unit": lambda w, by: agencies.change_unit(
        unit=w.cast.unit,
        code="3301",
        name="Nama lain",
        level=UnitLevel.ECHELON_3,
        time_zone="",
        serves_public=True,
        by=by,
        now=NOW,
    ),
    "agencies.move_unit": lambda w, by: agencies.move_unit(
        unit=w.cast.unit, parent=None, by=by, now=NOW
    ),
    "agencies.close_unit": lambda w, by: agencies.close_unit(unit=w.new_unit, by=by, now=NOW),
    "agencies.reopen_unit": lambda w, by: agencies.reopen_unit(unit=w.closed_unit, by=by, now=NOW),
    "agencies.save_joint_area": lambda w, by: agencies.save_joint_area(
        agency=w.cast.agency, area=None, name="Kawasan lain", units=[], by=by, now=NOW
    ),
    "agencies.remove_joint_area": lambda w, by: agencies.remove_joint_area(
        area=w.joint_area, by=by, now=NOW
    ),
    "audit.add_recipient": lambda w, by: audit.add_recipient(
        agency=w.cast.agency.pk, email="arsip2@tirtamaya.example", by=by, now=NOW
    ),
    "audit.remove_recipient": lambda w, by: audit.remove_recipient(
        agency=w.cast.agency.pk, recipient=w.recipient.pk, by=by, now=NOW
    ),
}
