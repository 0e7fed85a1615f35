"""Every address: who may do what there, and what each member of the cast is answered.

`ADDRESSES` names each pattern once. `rule` is the door in words; `keys` are made by `World`. The
answers stand in the order of `PEOPLE`; a page that only takes posts is asked with an empty post.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core import signing
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from bening.accounts import actions as accounts
from bening.accounts.models import ImportKind, Person, Role, RoleAssignment
from bening.agencies import actions as agencies
from bening.audit import signing as sealing_keys
from bening.audit.actions import add_recipient
from bening.calendars import actions as calendars
from bening.calendars.models import Deputy, HolidayKind, Notice
from bening.complaints.actions import filing
from bening.complaints.content import Story
from bening.documents import actions as documents
from bening.documents.models import DocumentKind, OfficialDocument
from bening.evaluations import queries, snapshots
from bening.evaluations.instruments import store_shipped
from bening.evaluations.models import EvaluationSheet, InstrumentVersion, Snapshot
from bening.evidence import actions as evidence
from bening.evidence.models import EvidenceLink
from bening.nominations.models import Nomination, PanelSession
from bening.pacts import actions as pacts
from bening.pacts.models import (
    Declaration,
    DeclaredProgram,
    PactSignature,
    PactText,
    SigningCampaign,
)
from bening.programs.models import ProgramState
from bening.queues.models import ServicePoint
from bening.reviews.models import TeamMember
from bening.whistleblowing.models import HandlerKey, ReportSite
from bening.whistleblowing.sealing import new_key
from tests.features.aftercare.titles import Title
from tests.features.documents.letters import full_letter
from tests.features.evaluations.conftest import make_sheet
from tests.features.gratuities.gifts import Gifts
from tests.features.programs.papers import make_paper
from tests.features.reviews.conftest import Reviews
from tests.features.surveys_public.conftest import Asked
from tests.people import NOW, SINCE, Cast, make_person
from tests.whole.complained import Complained
from tests.whole.conflicted import Conflicted
from tests.whole.disciplined import Disciplined
from tests.whole.mentored import Mentored
from tests.whole.overseen import Overseen
from tests.whole.queued import Queued
from tests.whole.risked import Risked
from tests.whole.survey_results import Resulted
from tests.whole.surveyed import Surveyed

PEOPLE = (
    "nobody",
    "outsider",
    "operator",
    "colleague",
    "area_member",
    "pic",
    "unit_head",
    "inspector",
    "agency_admin",
    "agency_head",
    "reviewer",
    "national",
)
CODE = "A.I.5.iii.c"
UNKNOWN = UUID("00000000-0000-7000-8000-000000000000")


def patterns() -> Iterator[tuple[str, str]]:
    """Name and pattern of every address, as the resolver has them."""

    def walk(
        found: list[URLPattern | URLResolver], before: str, spaces: tuple[str, ...]
    ) -> Iterator[tuple[str, str]]:
        for each in found:
            if isinstance(each, URLResolver):
                inner = (*spaces, each.namespace) if each.namespace else spaces
                yield from walk(each.url_patterns, before + str(each.pattern), inner)
            else:
                yield ":".join((*spaces, each.name or "-")), before + str(each.pattern)

    yield from walk(get_resolver().url_patterns, "", ())


class World:
    """The things of the cast's agency that addresses name, each made when first asked for."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    @cached_property
    def tracking_code(self) -> str:
        """The code of a complaint that nobody has looked at yet."""
        key = secrets.token_urlsafe(16)
        report = filing.Report(story=Story(story="Antrean dua jam tanpa kabar."))
        unit, now = self.cast.unit, timezone.now()
        made = filing.file_complaint(
            unit=unit, report=report, identity=None, retry_key=key, now=now
        )
        return made.code

    def person(self, who: str) -> Person | None:
        """One of `PEOPLE`; nobody is None."""
        if who == "nobody":
            return None
        found: Person = getattr(self if who in {"reviewer", "national"} else self.cast, who)
        return found

    @cached_property
    def reviewer(self) -> Person:
        """Of TPI, assigned to the unit: with a seat in `reviews`."""
        return self._assigned(make_person("Maya Anggota", agency=self.cast.agency), Role.TPI)

    @cached_property
    def national(self) -> Person:
        """Of the national team, assigned to the unit: with a seat in none of TPI's rounds."""
        return self._assigned(make_person("Putra Nasional", agency=None), Role.TPN)

    def _assigned(self, person: Person, role: Role) -> Person:
        RoleAssignment.objects.create(
            person=person,
            role=role,
            agency=self.cast.agency,
            unit=self.cast.unit,
            starts_on=SINCE,
            given_at=NOW,
        )
        return person

    @cached_property
    def sheet(self) -> EvaluationSheet:
        store_shipped(now=NOW)
        return make_sheet(self.cast, InstrumentVersion.objects.get(slug="lke-2021"))

    @cached_property
    def reviews(self) -> Reviews:
        """TPI's first round of the sheet, open, with its team."""
        made = Reviews(self.cast)
        made.cycle = self.sheet.cycle
        made.member = self.reviewer
        made.submit(self.sheet.program)
        made.program = made.put(self.sheet.program, ProgramState.TPI_ROUND_1)
        _ = made.round
        self.reviewer.roles.update(ends_on=None)  # pages read the clock
        return made

    @cached_property
    def survey(self) -> Asked:
        """An open survey of the unit, with a link for everybody."""
        return Asked(self.cast, has_open_link=True)

    @cached_property
    def snapshot(self) -> Snapshot:
        filled = queries.filled(self.sheet, now=NOW)
        text = snapshots.content(filled, number=1, by=self.cast.pic, now=NOW)
        return Snapshot.objects.create(
            agency=self.cast.agency,
            sheet=self.sheet,
            number=1,
            content=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            total="0",
            submitted_by=self.cast.pic,
            submitted_at=NOW,
        )

    @cached_property
    def evidence(self) -> Any:
        found = evidence.add_link(
            unit=self.cast.unit,
            url="https://tirtamaya.example/a",
            title="Laporan",
            by=self.cast.pic,
            now=NOW,
        )
        evidence.attach(
            evidence=found, sheet=self.sheet, official_code=CODE, by=self.cast.pic, now=NOW
        )
        return found

    @cached_property
    def paper(self) -> OfficialDocument:
        """A sealed report of the unit."""
        return documents.issue(
            kind=DocumentKind.MONITORING_REPORT,
            letter=full_letter(),
            agency=self.cast.agency,
            unit=self.cast.unit,
            dated_on=NOW.date(),
            signer=self.cast.inspector,
            by=self.cast.inspector,
            now=NOW,
        )

    @cached_property
    def gifts(self) -> Gifts:
        """The UPG of the agency; a gift that the PIC has begun to report."""
        return Gifts(self.cast)

    @cached_property
    def mentoring(self) -> Mentored:
        """What monitoring, mentoring and the choice of units hold about the unit."""
        return Mentored(self.cast, lambda: self.sheet)

    @cached_property
    def resulted(self) -> Resulted:
        """What stands on a closed survey of the unit."""
        return Resulted(self.cast)

    @cached_property
    def conflicted(self) -> Conflicted:
        """A conflict of interest at the unit."""
        return Conflicted(self.cast)

    @cached_property
    def disciplined(self) -> Disciplined:
        """A case of discipline at the unit."""
        return Disciplined(self.cast)

    @cached_property
    def overseen(self) -> Overseen:
        """What auditors asked of the unit, and who of it reports wealth."""
        return Overseen(self.cast)

    @cached_property
    def risked(self) -> Risked:
        """A register of risks of the unit, and the control around it."""
        return Risked(self.cast)

    @cached_property
    def queued(self) -> Queued:
        """A hall of the unit, and what happens in it."""
        return Queued(self.cast)

    @cached_property
    def report_site(self) -> ReportSite:
        """The agency receives reports; a colleague has a key."""
        site = ReportSite.objects.create(
            agency=self.cast.agency, slug="tirtamaya", is_open=True, salt=b"s" * 16
        )
        HandlerKey.objects.create(
            agency=self.cast.agency,
            person=self.cast.colleague,
            public=new_key()[0],
            wrapped=b"",
            given_by=self.cast.colleague,
            made_at=NOW,
        )
        return site

    @cached_property
    def surveyed(self) -> Surveyed:
        """What those who run the unit's surveys hold."""
        return Surveyed(self.cast)


def in_sheet(world: World) -> list[object]:
    return [world.sheet.pk]


def in_document(world: World) -> list[object]:
    return [world.paper.pk]


def in_question(world: World) -> list[object]:
    return [world.sheet.pk, CODE]


def in_snapshot(world: World) -> list[object]:
    return [world.sheet.pk, world.snapshot.number]


def of_evidence(world: World) -> list[object]:
    return [world.evidence.pk]


def of_use(world: World) -> list[object]:
    return [EvidenceLink.objects.get(evidence=world.evidence).pk]


def of_unit(world: World) -> list[object]:
    return [world.cast.unit.pk]


def of_agency(world: World) -> list[object]:
    return [world.cast.agency.pk]


def of_person(world: World) -> list[object]:
    return [world.cast.pic.pk]


def of_role(world: World) -> list[object]:
    return [RoleAssignment.objects.get(person=world.cast.pic).pk]


def of_token(world: World) -> list[object]:
    return [accounts.make_token(name="x", days=1, by=world.cast.pic, now=NOW).token.pk]


def of_import(world: World) -> list[object]:
    made = accounts.store_import(
        agency=world.cast.agency,
        kind=ImportKind.UNITS,
        file_name="x.csv",
        content=b"kode;nama;kode induk;tingkat;zona waktu;melayani publik\n1;Satu;;;;",
        by=world.cast.agency_admin,
        now=NOW,
    )
    return [made.pk]


def of_joint_area(world: World) -> list[object]:
    made = agencies.save_joint_area(
        agency=world.cast.agency,
        area=None,
        name="Kawasan",
        units=[],
        by=world.cast.agency_admin,
        now=NOW,
    )
    return [made.pk]


def of_recipient(world: World) -> list[object]:
    made = add_recipient(
        agency=world.cast.agency.pk,
        email="arsip@tirtamaya.example",
        by=world.cast.agency_admin,
        now=NOW,
    )
    return [made.pk]


def of_cycle(world: World) -> list[object]:
    return [world.sheet.cycle_id]


def of_program(world: World) -> list[object]:
    return [world.sheet.program_id]


def of_review_program(world: World) -> list[object]:
    return [world.reviews.round.program_id]


def of_round(world: World) -> list[object]:
    return [world.reviews.round.pk]


def of_round_question(world: World) -> list[object]:
    return [*of_round(world), CODE]


def of_review_team(world: World) -> list[object]:
    return [world.reviews.round.assignment.team_id]


def of_team_member(world: World) -> list[object]:
    return [*of_review_team(world), TeamMember.objects.get(person=world.reviews.lead).pk]


def of_review_assignment(world: World) -> list[object]:
    return [*of_review_team(world), world.reviews.round.assignment_id]


def of_recommendation(world: World) -> list[object]:
    return [world.mentoring.recommendation.pk]


def of_consultation(world: World) -> list[object]:
    return [world.mentoring.consultation.pk]


def of_visit(world: World) -> list[object]:
    return [world.mentoring.visit.pk]


def of_tpn_question(world: World) -> list[object]:
    return [world.mentoring.tpn_question.pk]


def of_monitoring_report(world: World) -> list[object]:
    return [world.mentoring.report.pk]


def of_service(world: World) -> list[object]:
    return [world.surveyed.service.pk]


def of_period(world: World) -> list[object]:
    return [world.surveyed.batch.period_id]


def of_batch(world: World) -> list[object]:
    return [world.surveyed.batch.pk]


def of_questionnaire(world: World) -> list[object]:
    return [world.surveyed.draft.pk]


def of_selection(world: World) -> list[object]:
    return [world.mentoring.candidate.round_id]


def of_candidate(world: World) -> list[object]:
    return [world.mentoring.candidate.pk]


def shipped(world: World) -> list[object]:
    return [world.sheet.instrument.slug]


def none(_world: World) -> list[object]:
    return []


Keys = Callable[[World], list[object]]


@dataclass(frozen=True)
class Address:
    """One row: the door in words, the keys in the address, the answer to each of `PEOPLE`."""

    rule: str
    keys: Keys
    answers: str
    post: bool = False


def of_survey(world: World) -> list[object]:
    """The public address of a survey."""
    return [world.survey.period.slug]


def of_office(world: World) -> list[object]:
    """The cast's unit, to which everybody may report."""
    return [world.cast.unit.pk]


def of_unit_and_year(world: World) -> list[object]:
    """The cast's unit and the running year."""
    return [world.cast.unit.pk, timezone.now().year]


def of_case(world: World) -> list[object]:
    """The tracking code of a complaint."""
    return [world.tracking_code]


def of_case_act(world: World) -> list[object]:
    """The same, and a word that its state does not take yet."""
    return [world.tracking_code, "setuju"]


EVERYBODY = "200 200 200 200 200 200 200 200 200 200 200 200"


def of_signing_key(_world: World) -> list[object]:
    """Nothing in the address; the installation has signed something."""
    sealing_keys.signing_key()
    return []


ADDRESSES: dict[str, Address] = {
    "account_change_password": Address(
        "signed in; own account only", none, "302 302 302 302 302 302 302 302 302 302 302 302"
    ),
    "account_inactive": Address(
        "open to everybody", none, "200 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "account_login": Address(
        "open to everybody", none, "200 302 302 302 302 302 302 302 302 302 302 302"
    ),
    "account_logout": Address(
        "open to everybody", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "account_reauthenticate": Address(
        "signed in; own account only", none, "302 403 403 403 403 403 403 403 403 403 403 403"
    ),
    "account_set_password": Address(
        "signed in; own account only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "accounts:accept": Address(
        "whoever holds the secret of the link",
        lambda _: ["x" * 43],
        "410 410 410 410 410 410 410 410 410 410 410 410",
    ),
    "accounts:activate": Address(
        "accounts.access.people_of",
        of_person,
        "302 404 404 404 404 404 404 404 302 404 404 404",
        post=True,
    ),
    "accounts:administration": Address(
        "accounts.access.check_can_administer",
        none,
        "302 403 302 403 403 403 403 403 200 403 403 403",
    ),
    "accounts:deactivate": Address(
        "accounts.access.people_of",
        of_person,
        "302 404 404 404 404 404 404 404 302 404 404 404",
        post=True,
    ),
    "accounts:end_role": Address(
        "accounts.access.people_of",
        of_role,
        "302 404 404 404 403 403 302 403 302 403 403 403",
        post=True,
    ),
    "accounts:forgot": Address(
        "open to everybody", none, "200 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "accounts:give_role": Address(
        "accounts.access.people_of",
        of_person,
        "302 404 404 404 404 404 404 404 422 404 404 404",
        post=True,
    ),
    "accounts:import": Address(
        "accounts.access.check_can_administer",
        lambda _: ["unit"],
        "302 403 403 403 403 403 403 403 200 403 403 403",
    ),
    "accounts:import_preview": Address(
        "accounts.access.check_can_administer",
        of_import,
        "302 404 404 404 404 404 404 404 200 404 404 404",
    ),
    "accounts:import_template": Address(
        "accounts.access.check_can_administer",
        lambda _: ["unit"],
        "302 403 403 403 403 403 403 403 200 403 403 403",
    ),
    "accounts:link": Address(
        "accounts.access.people_of",
        of_person,
        "302 404 404 404 404 404 404 404 200 404 404 404",
        post=True,
    ),
    "accounts:own": Address(
        "signed in; own account only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "accounts:people": Address(
        "accounts.access.check_can_administer",
        none,
        "302 403 200 403 403 403 403 403 200 403 403 403",
    ),
    "accounts:person": Address(
        "accounts.access.people_of", of_person, "302 404 404 404 404 404 404 404 200 404 404 404"
    ),
    "accounts:person_new": Address(
        "accounts.access.check_can_administer",
        none,
        "302 403 200 403 403 403 403 403 200 403 403 403",
    ),
    "accounts:reset_second_factors": Address(
        "accounts.access.people_of",
        of_person,
        "302 404 404 404 404 404 404 404 302 404 404 404",
        post=True,
    ),
    "accounts:revoke_token": Address(
        "the owner of the token",
        of_token,
        "302 404 404 404 404 302 404 404 404 404 404 404",
        post=True,
    ),
    "accounts:switch_unit": Address(
        "signed in; own account only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "accounts:team": Address(
        "accounts.access.unit_for", of_unit, "302 404 404 404 200 200 200 200 200 200 200 200"
    ),
    "accounts:tokens": Address(
        "signed in; own account only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "agencies:add_administrator": Address(
        "administrators see their own agency, the operator all",
        of_agency,
        "302 404 422 403 403 403 403 403 422 403 403 403",
        post=True,
    ),
    "agencies:agencies": Address(
        "accounts.access.check_is_operator", none, "302 403 200 403 403 403 403 403 403 403 403 403"
    ),
    "agencies:agency": Address(
        "administrators see their own agency, the operator all",
        of_agency,
        "302 404 200 403 403 403 403 403 200 403 403 403",
    ),
    "agencies:agency_new": Address(
        "accounts.access.check_is_operator", none, "302 403 200 403 403 403 403 403 403 403 403 403"
    ),
    "agencies:close_unit": Address(
        "accounts.access.check_can_administer",
        of_unit,
        "302 404 404 404 403 403 403 403 302 403 403 403",
        post=True,
    ),
    "agencies:give_unit_role": Address(
        "accounts.access.unit_for and check_can_manage_people_of",
        of_unit,
        "302 404 404 404 403 403 422 403 422 403 403 403",
        post=True,
    ),
    "agencies:joint_area": Address(
        "accounts.access.check_can_administer",
        of_joint_area,
        "302 403 403 403 403 403 403 403 200 403 403 403",
    ),
    "agencies:joint_area_new": Address(
        "accounts.access.check_can_administer",
        none,
        "302 403 403 403 403 403 403 403 200 403 403 403",
    ),
    "agencies:joint_areas": Address(
        "accounts.access.check_can_administer",
        none,
        "302 403 403 403 403 403 403 403 200 403 403 403",
    ),
    "agencies:move_unit": Address(
        "accounts.access.check_can_administer",
        of_unit,
        "302 404 404 404 403 403 403 403 302 403 403 403",
        post=True,
    ),
    "agencies:unit": Address(
        "accounts.access.unit_for and check_can_manage_people_of",
        of_unit,
        "302 404 404 404 403 403 200 403 200 403 403 403",
    ),
    "agencies:unit_new": Address(
        "accounts.access.check_can_administer",
        none,
        "302 403 403 403 403 403 403 403 200 403 403 403",
    ),
    "agencies:units": Address(
        "accounts.access.check_can_administer",
        none,
        "302 403 403 403 403 403 403 403 200 403 403 403",
    ),
    "audit:checkpoint": Address(
        "open to everybody",
        lambda _: [date(2020, 1, 1)],
        "404 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "audit:checkpoints": Address(
        "open to everybody", none, "200 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "audit:growth": Address(
        "open to everybody", none, "404 404 404 404 404 404 404 404 404 404 404 404"
    ),
    "audit:leaf": Address(
        "open to everybody",
        lambda _: ["a" * 64],
        "404 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "audit:leaf_proof": Address(
        "open to everybody",
        lambda _: ["a" * 64],
        "404 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "audit:log": Address(
        "open to everybody", none, "200 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "audit:public_key": Address(
        "open to everybody", of_signing_key, "200 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "audit:recipients": Address(
        "accounts.access.check_can_administer",
        none,
        "302 403 403 403 403 403 403 403 200 403 403 403",
    ),
    "audit:remove_recipient": Address(
        "audit.access.administered_agency",
        of_recipient,
        "302 403 403 403 403 403 403 403 302 403 403 403",
        post=True,
    ),
    "complaints_public:act": Address(
        "open to whoever knows the code",
        of_case_act,
        EVERYBODY.replace("200", "409"),
        post=True,
    ),
    "complaints_public:case": Address("open to whoever knows the code", of_case, EVERYBODY),
    "complaints_public:files": Address(
        "open to whoever knows the code", of_case, EVERYBODY.replace("200", "302"), post=True
    ),
    "complaints_public:find": Address(
        "open to everybody; an unknown code leads nowhere",
        none,
        EVERYBODY.replace("200", "404"),
        post=True,
    ),
    "complaints_public:home": Address("open to everybody", none, EVERYBODY),
    "complaints_public:kinds": Address("open to everybody", of_office, EVERYBODY),
    "complaints_public:list": Address("open to everybody", of_office, EVERYBODY),
    "complaints_public:report": Address("open to everybody", of_office, EVERYBODY),
    "complaints_public:sent": Address("open to whoever knows the code", of_case, EVERYBODY),
    "complaints_public:write": Address("open to everybody", of_office, EVERYBODY),
    "complaints_public:year": Address("open to everybody", of_unit_and_year, EVERYBODY),
    "dashboards:board": Address(
        "dashboards.places.reads_whole_agency",
        none,
        "302 403 403 403 403 403 403 200 200 200 403 403",
    ),
    "dashboards:home": Address(
        "signed in; reviewers are led to their turns",
        none,
        "302 200 302 200 200 200 200 200 200 200 302 302",
    ),
    "dashboards:sheet": Address(
        "signed in", none, "302 302 302 302 302 302 302 302 302 302 302 302"
    ),
    "evaluations:answer": Address(
        "evaluations.queries.sheet_for",
        in_question,
        "302 404 404 404 302 302 302 302 302 302 302 302",
    ),
    "evaluations:answers_file": Address(
        "evaluations.queries.sheet_for", in_sheet, "302 404 404 404 200 200 200 200 200 200 200 200"
    ),
    "evaluations:assignment": Address(
        "evaluations.queries.sheet_for",
        in_question,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "evaluations:check": Address(
        "evaluations.queries.sheet_for", in_sheet, "302 404 404 404 200 200 200 200 200 200 200 200"
    ),
    "evaluations:comment": Address(
        "evaluations.queries.sheet_for; evaluations.access in the action",
        in_question,
        "302 404 404 404 302 302 302 403 403 403 403 403",
        post=True,
    ),
    "evaluations:compare": Address(
        "evaluations.queries.instruments_of",
        none,
        "302 200 200 200 200 200 200 200 200 200 200 200",
    ),
    "evaluations:cycle": Address(
        "evaluations.queries.cycles_of and check_can_administer",
        of_cycle,
        "302 403 403 403 403 403 403 403 200 403 403 403",
    ),
    "evaluations:cycle_new": Address(
        "accounts.access.check_can_administer",
        none,
        "302 403 403 403 403 403 403 403 200 403 403 403",
    ),
    "evaluations:cycles": Address(
        "accounts.access.check_can_administer",
        none,
        "302 403 403 403 403 403 403 403 200 403 403 403",
    ),
    "evaluations:filters": Address(
        "evaluations.queries.sheet_for", in_sheet, "302 404 404 404 200 200 200 200 200 200 200 200"
    ),
    "evaluations:history": Address(
        "evaluations.queries.sheet_for",
        in_question,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "evaluations:import": Address(
        "evaluations.queries.sheet_for", in_sheet, "302 404 404 404 403 200 200 403 403 403 403 403"
    ),
    "evaluations:instrument": Address(
        "evaluations.queries.instruments_of",
        shipped,
        "302 200 200 200 200 200 200 200 200 200 200 200",
    ),
    "evaluations:instrument_import": Address(
        "accounts.access.check_can_administer",
        none,
        "302 403 403 403 403 403 403 403 200 403 403 403",
    ),
    "evaluations:instrument_template": Address(
        "evaluations.queries.instruments_of",
        shipped,
        "302 200 200 200 200 200 200 200 200 200 200 200",
    ),
    "evaluations:instruments": Address(
        "evaluations.queries.instruments_of",
        none,
        "302 200 200 200 200 200 200 200 200 200 200 200",
    ),
    "evaluations:parts": Address(
        "evaluations.queries.sheet_for",
        in_question,
        "302 404 404 404 302 302 302 302 302 302 302 302",
    ),
    "evaluations:question": Address(
        "evaluations.queries.sheet_for",
        in_question,
        "302 404 404 404 302 302 302 302 302 302 302 302",
    ),
    "evaluations:reopen": Address(
        "evaluations.queries.sheet_for; evaluations.access in the action",
        in_sheet,
        "302 404 404 404 422 422 422 422 422 422 422 422",
        post=True,
    ),
    "evaluations:rest": Address(
        "evaluations.queries.sheet_for",
        in_question,
        "302 404 404 404 302 302 302 302 302 302 302 302",
    ),
    "evaluations:reuse": Address(
        "evaluations.queries.sheet_for; evaluations.access in the action",
        in_question,
        "302 404 404 404 400 400 400 400 400 400 400 400",
        post=True,
    ),
    "evaluations:score_pdf": Address(
        "evaluations.queries.sheet_for", in_sheet, "302 404 404 404 200 200 200 200 200 200 200 200"
    ),
    "evaluations:sheet": Address(
        "evaluations.queries.sheet_for", in_sheet, "302 404 404 404 200 200 200 200 200 200 200 200"
    ),
    "evaluations:sheet_pdf": Address(
        "evaluations.queries.sheet_for", in_sheet, "302 404 404 404 200 200 200 200 200 200 200 200"
    ),
    "evaluations:snapshot": Address(
        "evaluations.queries.sheet_for",
        in_snapshot,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "evaluations:snapshot_file": Address(
        "evaluations.queries.sheet_for",
        in_snapshot,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "evaluations:submit": Address(
        "evaluations.queries.sheet_for; evaluations.access in the action",
        in_sheet,
        "302 404 404 404 422 422 422 422 422 422 422 422",
        post=True,
    ),
    "evaluations:workbook": Address(
        "evaluations.queries.sheet_for", in_sheet, "302 404 404 404 200 200 200 200 200 200 200 200"
    ),
    "evidence:add_link": Address(
        "signed in; the evidence of the unit worked for",
        none,
        "302 200 200 200 200 200 200 200 200 200 200 200",
    ),
    "evidence:archive": Address(
        "evaluations.queries.sheets_of", in_sheet, "302 404 404 404 200 200 200 200 200 200 200 200"
    ),
    "evidence:attach": Address(
        "evaluations.queries.sheets_of",
        in_question,
        "302 404 404 404 404 404 404 404 404 404 404 404",
        post=True,
    ),
    "evidence:check": Address(
        "evidence.queries.evidence_by_id",
        of_evidence,
        "302 404 404 404 302 302 302 302 302 302 302 302",
        post=True,
    ),
    "evidence:detach": Address(
        "evidence.queries.link_by_id",
        of_use,
        "302 404 404 404 302 302 302 403 403 403 403 403",
        post=True,
    ),
    "evidence:edit": Address(
        "evidence.queries.evidence_by_id",
        of_evidence,
        "302 404 404 404 422 422 422 422 422 422 422 422",
        post=True,
    ),
    "evidence:evidence": Address(
        "evidence.queries.evidence_by_id",
        of_evidence,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "evidence:file": Address(
        "evidence.queries.evidence_by_id",
        lambda world: [world.evidence.pk, 1],
        "302 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "evidence:library": Address(
        "signed in; the evidence of the unit worked for",
        none,
        "302 200 200 200 200 200 200 200 200 200 200 200",
    ),
    "evidence:picture": Address(
        "evidence.queries.evidence_by_id",
        lambda world: [world.evidence.pk, 1, 1],
        "302 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "evidence:question": Address(
        "evaluations.queries.sheets_of",
        in_question,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "evidence:question_link": Address(
        "evaluations.queries.sheets_of",
        in_question,
        "302 404 404 404 200 200 200 403 403 403 403 403",
    ),
    "evidence:return": Address(
        "evidence.queries.evidence_by_id",
        of_evidence,
        "302 404 404 404 422 422 422 422 422 422 422 422",
        post=True,
    ),
    "evidence:reuse": Address(
        "evaluations.queries.sheets_of",
        in_question,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "evidence:send_revision": Address(
        "evidence.queries.evidence_by_id",
        of_evidence,
        "302 404 404 404 422 422 422 422 422 422 422 422",
        post=True,
    ),
    "evidence:send_to_question": Address(
        "evaluations.queries.sheets_of",
        in_question,
        "302 404 404 404 422 422 422 422 422 422 422 422",
        post=True,
    ),
    "evidence:send_to_unit": Address(
        "evidence.access.check_can_add",
        of_unit,
        "302 404 404 404 422 422 422 422 422 422 422 422",
        post=True,
    ),
    "evidence:set_need": Address(
        "evidence.queries.link_by_id",
        of_use,
        "302 404 404 404 302 302 302 403 403 403 403 403",
        post=True,
    ),
    "evidence:submit": Address(
        "evidence.queries.evidence_by_id",
        of_evidence,
        "302 404 404 404 302 302 302 302 302 302 302 302",
        post=True,
    ),
    "evidence:thumbnail": Address(
        "evidence.queries.evidence_by_id",
        lambda world: [world.evidence.pk, 1],
        "302 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "evidence:upload": Address(
        "the person who began the upload",
        lambda _: ["x" * 22],
        "302 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "evidence:upload_begin": Address(
        "signed in; the evidence of the unit worked for",
        none,
        "302 422 422 422 422 422 422 422 422 422 422 422",
        post=True,
    ),
    "evidence:upload_finish": Address(
        "the person who began the upload",
        lambda _: ["x" * 22],
        "302 404 404 404 404 404 404 404 404 404 404 404",
        post=True,
    ),
    "evidence:withdraw": Address(
        "evidence.queries.evidence_by_id",
        of_evidence,
        "302 404 404 404 302 302 302 302 302 302 302 302",
        post=True,
    ),
    "health": Address("open to everybody", none, "200 200 200 200 200 200 200 200 200 200 200 200"),
    "mfa_activate_totp": Address(
        "signed in; own account only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "mfa_add_webauthn": Address(
        "signed in; own account only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "mfa_authenticate": Address(
        "open to everybody", none, "302 302 302 302 302 302 302 302 302 302 302 302"
    ),
    "mfa_deactivate_totp": Address(
        "signed in; own account only", none, "302 404 404 404 404 404 404 404 404 404 404 404"
    ),
    "mfa_download_recovery_codes": Address(
        "signed in; own account only", none, "302 404 404 404 404 404 404 404 404 404 404 404"
    ),
    "mfa_edit_webauthn": Address(
        "signed in; own account only",
        lambda _: [1],
        "302 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "mfa_generate_recovery_codes": Address(
        "signed in; own account only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "mfa_index": Address(
        "signed in; own account only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "mfa_list_webauthn": Address(
        "signed in; own account only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "mfa_login_webauthn": Address(
        "open to everybody", none, "302 302 302 302 302 302 302 302 302 302 302 302"
    ),
    "mfa_reauthenticate": Address(
        "signed in; own account only", none, "302 403 403 403 403 403 403 403 403 403 403 403"
    ),
    "mfa_reauthenticate_webauthn": Address(
        "signed in; own account only", none, "302 403 403 403 403 403 403 403 403 403 403 403"
    ),
    "mfa_remove_webauthn": Address(
        "signed in; own account only",
        lambda _: [1],
        "302 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "mfa_view_recovery_codes": Address(
        "signed in; own account only", none, "302 404 404 404 404 404 404 404 404 404 404 404"
    ),
    "openid_connect_callback": Address(
        "open where the settings name a provider",
        lambda _: ["x"],
        "404 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "openid_connect_login": Address(
        "open where the settings name a provider",
        lambda _: ["x"],
        "404 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "programs:awards": Address(
        "accounts.access.unit_for", of_unit, "302 404 404 404 200 200 200 200 200 200 200 200"
    ),
    "programs:change_target": Address(
        "programs.queries.programs_of; check_can_administer in the action",
        of_program,
        "302 404 404 404 302 302 302 302 302 302 302 302",
        post=True,
    ),
    "programs:cover_letter": Address(
        "programs.queries.programs_of; the head of the unit in the action",
        of_program,
        "302 404 404 404 422 422 422 422 422 422 422 422",
        post=True,
    ),
    "programs:go_on": Address(
        "programs.queries.programs_of; check_can_administer in the action",
        lambda world: [world.sheet.program_id, 2026],
        "302 404 404 404 302 302 302 302 302 302 302 404",
        post=True,
    ),
    "programs:list": Address(
        "programs.queries.programs_of", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "programs:program": Address(
        "programs.queries.programs_of",
        of_program,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "programs:step": Address(
        "programs.queries.programs_of; programs.lifecycle.acting_role",
        lambda world: [world.sheet.program_id, "building_started"],
        "302 404 404 404 403 403 422 403 403 403 403 403",
        post=True,
    ),
    "programs:programs": Address(
        "accounts.access.check_can_administer",
        none,
        "302 403 403 403 403 403 403 403 200 403 403 403",
    ),
    "socialaccount_login_cancelled": Address(
        "open to everybody", none, "200 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "socialaccount_login_error": Address(
        "open to everybody", none, "401 401 401 401 401 401 401 401 401 401 401 401"
    ),
    "ui:components": Address(
        "administrators only", none, "404 404 200 404 404 404 404 404 200 404 404 404"
    ),
    "ui:help": Address(
        "open to everybody", none, "200 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "ui:help_page": Address(
        "open to everybody",
        lambda _: ["panduan/pasang"],
        "200 200 200 200 200 200 200 200 200 200 200 200",
    ),
    "ui:help_picture": Address(
        "open to everybody",
        lambda _: ["tidak-ada.png"],
        "404 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "ui:set_language": Address(
        "open to everybody", none, "302 302 302 302 302 302 302 302 302 302 302 302"
    ),
    "usersessions_list": Address(
        "signed in; own account only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
}

# --- calendar, turns, being told


def of_holiday(world: World) -> list[object]:
    made = calendars.add_holiday(
        agency=world.cast.agency,
        day=date(2026, 4, 7),
        name="Hari jadi",
        kind=HolidayKind.AGENCY,
        source="SK 1",
        by=world.cast.agency_admin,
        now=NOW,
    )
    return [made.pk]


def of_deputy(world: World) -> list[object]:
    made = Deputy.objects.create(
        agency=world.cast.agency,
        person=world.cast.pic,
        deputy=world.cast.area_member,
        starts_on=date(2026, 4, 15),
        ends_on=date(2026, 4, 16),
        reason="Cuti",
        set_by=world.cast.pic,
        set_at=NOW,
    )
    return [made.pk]


def of_notice(world: World) -> list[object]:
    made = Notice.objects.create(
        agency=world.cast.agency,
        person=world.cast.pic,
        key="x",
        code="deputy_appointed",
        url="/giliran/",
        made_at=NOW,
    )
    return [made.pk]


ADDRESSES |= {
    "channel_reports:drop": Address(
        "channel_reports.queries.report_for",
        lambda _: [UNKNOWN, UNKNOWN],
        "302 404 404 404 404 404 404 404 404 404 404 404",
        post=True,
    ),
    "channel_reports:follow": Address(
        "channel_reports.queries.report_for",
        lambda _: [UNKNOWN, UNKNOWN],
        "302 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "channel_reports:report": Address(
        "channel_reports.queries.report_for",
        lambda _: [UNKNOWN],
        "302 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "channel_reports:reports": Address(
        "signed in; channel_reports.queries.reports_of",
        none,
        "302 200 200 200 200 200 200 200 200 200 200 200",
    ),
    "casework:cancel_term": Address(
        "casework.access.kept_by",
        lambda _: [UNKNOWN],
        "302 403 403 403 403 403 403 403 404 403 403 403",
        post=True,
    ),
    "casework:term": Address(
        "casework.access.kept_by",
        lambda _: ["complaint_verify"],
        "302 403 403 403 403 403 403 403 200 403 403 403",
    ),
    "casework:terms": Address(
        "casework.access.kept_by", none, "302 403 403 403 403 403 403 403 200 403 403 403"
    ),
    "calendars:deputies": Address(
        "accounts.access.check_can_administer",
        none,
        "302 403 403 403 403 403 403 403 200 403 403 403",
    ),
    "calendars:end_deputy": Address(
        "calendars.queries.deputy_for; calendars.access in the action",
        of_deputy,
        "302 404 404 404 403 302 404 404 302 404 404 404",
        post=True,
    ),
    "calendars:holidays": Address(
        "calendars.views.holidays.kept_by", none, "302 403 200 403 403 403 403 403 200 403 403 403"
    ),
    "calendars:import_days": Address(
        "calendars.views.holidays.kept_by",
        none,
        "302 403 302 403 403 403 403 403 302 403 403 403",
        post=True,
    ),
    "calendars:own_deputies": Address(
        "signed in; own account only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "calendars:proposal": Address(
        "calendars.views.holidays.kept_by", none, "302 403 200 403 403 403 403 403 200 403 403 403"
    ),
    "calendars:remove_holiday": Address(
        "calendars.queries.holiday_for",
        of_holiday,
        "302 403 404 403 403 403 403 403 200 403 403 403",
    ),
    "notices:count": Address(
        "signed in; own turns only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "notices:escalation": Address(
        "accounts.access.check_can_administer",
        none,
        "302 403 403 403 403 403 403 403 200 403 403 403",
    ),
    "notices:feed": Address(
        "whoever holds the secret of the address",
        lambda _: ["x" * 32],
        "404 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "notices:make_address": Address(
        "signed in; own account only",
        none,
        "302 200 200 200 200 200 200 200 200 200 200 200",
        post=True,
    ),
    "notices:read_all": Address(
        "signed in; own notices only",
        none,
        "302 302 302 302 302 302 302 302 302 302 302 302",
        post=True,
    ),
    "notices:read_one": Address(
        "calendars.queries.notice_for",
        of_notice,
        "302 404 404 404 404 302 404 404 404 404 404 404",
        post=True,
    ),
    "notices:revoke_address": Address(
        "signed in; own account only",
        none,
        "302 302 302 302 302 302 302 302 302 302 302 302",
        post=True,
    ),
    "notices:settings": Address(
        "signed in; own account only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "notices:turns": Address(
        "signed in; own turns only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "programs:cycle_dates": Address(
        "evaluations.queries.cycles_of and check_can_administer",
        of_cycle,
        "302 403 403 403 403 403 403 403 200 403 403 403",
    ),
    "reviews:add_member": Address(
        "reviews.views.entry.team_or_404",
        of_review_team,
        "302 403 404 403 403 403 403 422 403 403 403 403",
        post=True,
    ),
    "reviews:appoint": Address(
        "reviews.seats.rounds_seen_by and check_can_lead_teams",
        of_round,
        "302 404 404 404 404 404 404 422 404 403 403 404",
        post=True,
    ),
    "reviews:assign": Address(
        "reviews.views.entry.team_or_404",
        of_review_team,
        "302 403 404 403 403 403 403 422 403 403 403 403",
        post=True,
    ),
    "reviews:close": Address(
        "reviews.seats.rounds_seen_by and check_can_close",
        of_round,
        "302 404 404 404 404 404 404 422 404 422 422 404",
        post=True,
    ),
    "reviews:close_team": Address(
        "reviews.views.entry.team_or_404",
        of_review_team,
        "302 403 404 403 403 403 403 302 403 403 403 403",
        post=True,
    ),
    "reviews:declare": Address(
        "reviews.seats.rounds_seen_by",
        of_round,
        "302 404 404 404 404 404 404 422 404 422 422 404",
        post=True,
    ),
    "reviews:end_assignment": Address(
        "reviews.views.entry.team_or_404",
        of_review_assignment,
        "302 403 404 403 403 403 403 422 403 403 403 403",
        post=True,
    ),
    "reviews:figures": Address(
        "reviews.figures.sees_any", none, "302 403 403 403 403 403 403 200 403 403 403 403"
    ),
    "reviews:letter": Address(
        "reviews.views.entry.team_or_404",
        of_review_assignment,
        "302 403 404 403 403 403 403 422 403 403 403 403",
        post=True,
    ),
    "reviews:limits": Address(
        "reviews.views.entry.check_leads_teams",
        none,
        "302 403 404 403 403 403 403 422 403 403 403 403",
        post=True,
    ),
    "reviews:open": Address(
        "programs.queries.programs_of and check_can_open",
        of_review_program,
        "302 404 404 404 403 403 403 302 403 403 302 403",
        post=True,
    ),
    "reviews:remove_member": Address(
        "reviews.views.entry.team_or_404",
        of_team_member,
        "302 403 404 403 403 403 403 302 403 403 403 403",
        post=True,
    ),
    "reviews:return": Address(
        "reviews.seats.rounds_seen_by and tier_writing",
        of_round,
        "302 404 404 404 404 404 404 422 404 422 422 404",
        post=True,
    ),
    "reviews:round": Address(
        "reviews.seats.rounds_seen_by", of_round, "302 404 404 404 404 404 404 200 404 200 200 404"
    ),
    "reviews:rounds": Address(
        "signed in; own rounds only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "reviews:save_second": Address(
        "reviews.seats.rounds_seen_by and check_can_value_second",
        lambda world: [*of_round(world), CODE],
        "302 404 404 404 404 404 404 404 404 404 404 404",
        post=True,
    ),
    "reviews:second": Address(
        "reviews.queries.second_opinions_of",
        of_round,
        "302 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "reviews:comment": Address(
        "reviews.seats.rounds_seen_by; the team only",
        of_round_question,
        "302 404 404 404 404 404 404 403 404 403 302 404",
        post=True,
    ),
    "reviews:drop_note": Address(
        "reviews.seats.rounds_seen_by; own notes only",
        lambda world: [*of_round_question(world), world.cast.unit.pk],
        "302 404 404 404 404 404 404 404 404 404 404 404",
        post=True,
    ),
    "reviews:mark": Address(
        "reviews.seats.rounds_seen_by and tier_writing",
        of_round_question,
        "302 404 404 404 404 404 404 400 404 400 400 404",
        post=True,
    ),
    "reviews:notes": Address(
        "reviews.seats.rounds_seen_by; own notes only",
        of_round_question,
        "302 404 404 404 404 404 404 302 404 302 302 404",
        post=True,
    ),
    "reviews:panel": Address(
        "reviews.seats.rounds_seen_by",
        of_round_question,
        "302 404 404 404 404 404 404 302 404 302 302 404",
    ),
    "reviews:worker": Address(
        "open to everybody, where static files have names of their own (not in these tests)",
        none,
        "404 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "reviews:sheet": Address(
        "reviews.seats.rounds_seen_by", of_round, "302 404 404 404 404 404 404 200 404 200 200 404"
    ),
    "reviews:send": Address(
        "reviews.seats.rounds_seen_by and tier_writing",
        of_round,
        "302 404 404 404 404 404 404 422 404 422 422 404",
        post=True,
    ),
    "reviews:send_second": Address(
        "reviews.seats.rounds_seen_by and check_can_value_second",
        of_round,
        "302 404 404 404 404 404 404 403 404 403 403 404",
        post=True,
    ),
    "reviews:team": Address(
        "reviews.views.entry.team_or_404",
        of_review_team,
        "302 403 404 403 403 403 403 200 403 403 403 403",
    ),
    "reviews:teams": Address(
        "reviews.views.entry.check_leads_teams",
        none,
        "302 403 200 403 403 403 403 200 403 403 403 403",
    ),
    "mentoring:ask": Address(
        "mentoring.access.check_can_ask", none, "302 200 403 403 200 200 200 403 403 403 403 403"
    ),
    "mentoring:consultation": Address(
        "mentoring.queries.consultations_of",
        of_consultation,
        "302 404 404 404 200 200 200 200 200 200 200 404",
    ),
    "mentoring:consultations": Address(
        "signed in; own units only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "mentoring:plan_visit": Address(
        "mentoring.queries.is_mentor", none, "302 403 403 403 403 403 403 200 403 403 200 403"
    ),
    "mentoring:recommendation": Address(
        "mentoring.queries.recommendations_of",
        of_recommendation,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "mentoring:recommendations": Address(
        "signed in; own units only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "mentoring:recommendations_by_unit": Address(
        "signed in; own units only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "mentoring:recommendations_export": Address(
        "signed in; own units only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "mentoring:report": Address(
        "mentoring.queries.reports_of",
        of_monitoring_report,
        "302 404 404 404 200 200 200 200 200 200 200 404",
    ),
    "mentoring:reports": Address(
        "signed in; own units only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "mentoring:shared": Address(
        "signed in; own agency only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "mentoring:tpn_question": Address(
        "mentoring.queries.tpn_questions_of",
        of_tpn_question,
        "302 404 404 404 200 200 200 200 200 200 200 404",
    ),
    "mentoring:tpn_questions": Address(
        "signed in; own units only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "mentoring:visit": Address(
        "mentoring.queries.visits_of", of_visit, "302 404 404 404 200 200 200 200 200 200 200 404"
    ),
    "mentoring:preparation": Address(
        "mentoring.preparation.prepared_programs",
        of_program,
        "302 404 404 404 200 200 200 200 200 200 200 404",
    ),
    "mentoring:visits": Address(
        "signed in; own units only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "mentoring:write_report": Address(
        "mentoring.views.reports.monitored_programs",
        none,
        "302 403 403 403 403 403 403 403 403 403 403 403",
    ),
    "services:add": Address(
        "services.access.kept_units",
        none,
        "302 200 403 403 403 200 200 403 403 403 403 403",
    ),
    "services:import": Address(
        "services.access.kept_units",
        none,
        "302 200 403 403 403 200 200 403 403 403 403 403",
    ),
    "services:register": Address(
        "services.access.kept_units",
        none,
        "302 200 403 403 403 200 200 403 403 403 403 403",
    ),
    "services:template": Address(
        "services.access.kept_units",
        none,
        "302 200 403 403 403 200 200 403 403 403 403 403",
    ),
    "services:service": Address(
        "services.queries.services_of",
        of_service,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "services:services": Address(
        "signed in; own units only",
        none,
        "302 200 200 200 200 200 200 200 200 200 200 200",
    ),
    "surveys:batch": Address(
        "surveys.queries.batch_for",
        of_batch,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "surveys:cards": Address(
        "surveys.access.check_can_run",
        of_period,
        "302 404 404 404 403 200 200 403 403 403 403 403",
    ),
    "surveys:change_period": Address(
        "surveys.access.check_can_run",
        of_period,
        "302 404 404 404 403 200 200 403 403 403 403 403",
    ),
    "surveys:invite": Address(
        "surveys.access.check_can_run",
        of_period,
        "302 404 404 404 403 200 200 403 403 403 403 403",
    ),
    "surveys:invite_template": Address(
        "surveys.queries.periods_of",
        of_period,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "surveys:period": Address(
        "surveys.queries.periods_of",
        of_period,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "surveys:periods": Address(
        "signed in; own units only",
        none,
        "302 200 200 200 200 200 200 200 200 200 200 200",
    ),
    "surveys:plan": Address(
        "services.access.kept_units",
        none,
        "302 200 403 403 403 200 200 403 403 403 403 403",
    ),
    "surveys:plan_year": Address(
        "services.access.kept_units",
        none,
        "302 200 403 403 403 200 200 403 403 403 403 403",
    ),
    "surveys:preview": Address(
        "surveys.queries.questionnaires_of",
        of_questionnaire,
        "302 404 404 200 200 200 200 200 200 200 200 200",
    ),
    "surveys:questionnaire": Address(
        "surveys.queries.questionnaires_of",
        of_questionnaire,
        "302 404 404 200 200 200 200 200 200 200 200 200",
    ),
    "surveys:questionnaire_edit": Address(
        "surveys.access.check_can_adapt",
        of_questionnaire,
        "302 404 404 403 403 403 403 403 200 403 403 403",
    ),
    "surveys:questionnaires": Address(
        "signed in; shipped and of own agencies",
        none,
        "302 200 200 200 200 200 200 200 200 200 200 200",
    ),
    "mentoring:write_tpn_question": Address(
        "mentoring.queries.is_mentor", none, "302 403 403 403 403 403 403 200 403 403 200 403"
    ),
    "selection:candidate": Address(
        "selection.queries.rounds_of",
        of_candidate,
        "302 404 404 404 404 404 404 200 200 200 404 404",
    ),
    "selection:criteria": Address(
        "selection.access.READS of the agency",
        none,
        "302 403 403 403 403 403 403 200 200 200 403 403",
    ),
    "selection:decide": Address(
        "selection.queries.rounds_of and check_can_decide",
        of_selection,
        "302 404 404 404 404 404 404 403 403 302 404 404",
    ),
    "selection:group": Address(
        "selection.queries.rounds_of and check_can_set_up",
        of_selection,
        "302 404 404 404 404 404 404 403 200 200 404 404",
    ),
    "selection:open_round": Address(
        "selection.access.check_can_set_up", none, "302 403 403 403 403 403 403 403 200 200 403 403"
    ),
    "selection:round": Address(
        "selection.queries.rounds_of",
        of_selection,
        "302 404 404 404 404 404 404 200 200 200 404 404",
    ),
    "selection:rounds": Address(
        "selection.queries.rounds_of", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
}


# --- pacts, declarations, the public page, where people work


def of_posting(world: World) -> list[object]:
    made = accounts.post_person(
        person=world.cast.colleague,
        unit=world.cast.other_unit,
        by=world.cast.agency_admin,
        now=NOW,
    )
    return [made.pk]


def of_pact_draft(world: World) -> list[object]:
    made = pacts.draft_text(
        agency=world.cast.agency, title="Pakta", body="Isi", by=world.cast.agency_admin, now=NOW
    )
    return [made.pk]


def of_campaign(world: World) -> list[object]:
    text = PactText.objects.get(pk=str(of_pact_draft(world)[0]))
    made = pacts.open_campaign(
        agency=world.cast.agency,
        unit=world.cast.unit,
        text=pacts.publish_text(text=text, by=world.cast.agency_admin, now=NOW),
        opens_on=date(2026, 4, 1),
        closes_on=date(2026, 12, 31),
        by=world.cast.agency_admin,
        now=NOW,
    )
    return [made.pk]


def of_signature(world: World) -> list[object]:
    campaign = SigningCampaign.objects.get(pk=str(of_campaign(world)[0]))
    made = PactSignature.objects.create(
        agency=world.cast.agency,
        campaign=campaign,
        text=campaign.text,
        text_sha256=campaign.text.sha256,
        person=world.cast.unit_head,
        unit=world.cast.unit,
        signed_on=date(2026, 4, 15),
        recorded_at=NOW,
        means="self",
        identified="password",
    )
    return [made.pk]


def of_declaration(world: World) -> list[object]:
    campaign = SigningCampaign.objects.get(pk=str(of_campaign(world)[0]))
    program = world.sheet.program
    made = Declaration.objects.create(
        agency=world.cast.agency,
        held_on=date(2026, 4, 15),
        place="Aula",
        statement="Kami siap.",
        charter=make_paper(world.cast, program, DocumentKind.DECLARATION_CHARTER),
        declared_by=world.cast.unit_head,
        signed_as="Kepala",
        declared_at=NOW,
    )
    DeclaredProgram.objects.create(
        agency=world.cast.agency,
        declaration=made,
        program=program,
        unit=world.cast.unit,
        campaign=campaign,
        signed=1,
        required=1,
    )
    return [made.pk]


def of_news(world: World) -> list[object]:
    made = pacts.add_news(
        unit=world.cast.unit,
        title="Berita",
        dated_on=date(2026, 4, 15),
        text="Isi",
        by=world.cast.pic,
        now=NOW,
    )
    return [made.pk]


def of_commitment(world: World) -> list[object]:
    made = pacts.add_commitment(
        unit=world.cast.unit,
        leader="Darma",
        office="Kepala",
        text="Janji",
        place="Aula",
        made_on=date(2026, 4, 15),
        url="https://tirtamaya.example/janji",
        by=world.cast.pic,
        now=NOW,
    )
    return [made.pk]


ADDRESSES |= {
    "accounts:end_posting": Address(
        "accounts.access.people_of",
        of_posting,
        "302 404 404 404 404 404 404 404 422 404 404 404",
        post=True,
    ),
    "accounts:post": Address(
        "accounts.access.people_of",
        of_person,
        "302 404 404 404 404 404 404 404 422 404 404 404",
        post=True,
    ),
    "documents:ask": Address(
        "open to everybody", none, "200 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "documents:attach": Address(
        "programs.queries.programs_of; documents.access.check_can_attach in the action",
        none,
        "302 422 422 422 422 422 422 422 422 422 422 422",
        post=True,
    ),
    "documents:authority": Address(
        "open to everybody", none, "200 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "documents:document": Address(
        "documents.queries.document_for",
        in_document,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "documents:documents": Address(
        "documents.access.documents_of", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "documents:editable": Address(
        "documents.queries.document_for",
        in_document,
        "302 404 404 404 302 302 302 302 302 302 302 302",
    ),
    "documents:file": Address(
        "documents.queries.document_for",
        in_document,
        "302 404 404 404 302 302 302 302 302 302 302 302",
    ),
    "documents:picture": Address(
        "documents.queries.document_for",
        lambda world: [world.paper.pk, 1],
        "302 404 404 404 302 302 302 302 302 302 302 302",
    ),
    "documents:seal": Address(
        "documents.queries.document_for",
        in_document,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "documents:receipt": Address(
        "open to everybody",
        lambda world: [world.paper.code],
        "200 200 200 200 200 200 200 200 200 200 200 200",
    ),
    "documents:verify": Address(
        "open to everybody",
        lambda world: [world.paper.code],
        "200 200 200 200 200 200 200 200 200 200 200 200",
    ),
    "documents:withdraw": Address(
        "documents.queries.document_for; documents.access.check_can_withdraw in the action",
        in_document,
        "302 404 404 404 422 422 422 422 422 422 422 422",
        post=True,
    ),
    "pacts:campaign": Address(
        "pacts.queries.campaigns_of", of_campaign, "302 404 404 404 404 200 200 200 200 200 404 404"
    ),
    "pacts:campaigns": Address(
        "pacts.access.READ_UNIT", none, "302 200 403 403 403 200 200 200 200 200 403 403"
    ),
    "pacts:change_campaign": Address(
        "pacts.access.check_can_run",
        of_campaign,
        "302 404 404 404 404 403 422 403 422 422 404 404",
        post=True,
    ),
    "pacts:close_commitment": Address(
        "pacts.access.check_can_write_page",
        of_commitment,
        "302 404 404 404 403 422 422 403 422 422 403 403",
        post=True,
    ),
    "pacts:commitment": Address(
        "pacts.queries.commitment_for",
        of_commitment,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "pacts:commitments": Address(
        "accounts.access.unit_for", of_unit, "302 404 404 404 200 200 200 200 200 200 200 200"
    ),
    "pacts:declaration": Address(
        "pacts.queries.declarations_of",
        of_declaration,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "pacts:declare": Address(
        "signed in; own programs only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "pacts:dispute": Address(
        "pacts.queries.signatures_of",
        of_signature,
        "302 404 404 404 404 404 302 404 404 404 404 404",
        post=True,
    ),
    "pacts:download": Address(
        "pacts.queries.signatures_of; the paper is not made yet",
        of_signature,
        "302 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "pacts:event": Address(
        "pacts.access.check_can_run", of_campaign, "302 404 404 404 404 403 200 403 200 200 404 404"
    ),
    "pacts:mine": Address(
        "signed in; own pacts only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "pacts:page": Address(
        "accounts.access.unit_for", of_unit, "302 404 404 404 200 200 200 200 200 200 200 200"
    ),
    "pacts:papers": Address(
        "pacts.queries.campaigns_of", of_campaign, "302 404 404 404 404 200 200 200 200 200 404 404"
    ),
    "pacts:public_page": Address(
        "open to everybody once the unit's page is open",
        of_unit,
        "404 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "pacts:public_pages": Address(
        "open to everybody", none, "200 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "pacts:publish_text": Address(
        "pacts.access.check_can_run_agency",
        of_pact_draft,
        "302 403 403 403 403 403 403 403 302 302 403 403",
        post=True,
    ),
    "pacts:remove_news": Address(
        "pacts.queries.news_item and check_can_write_page",
        of_news,
        "302 404 404 404 403 302 302 403 302 302 403 403",
        post=True,
    ),
    "pacts:reopen_commitment": Address(
        "pacts.access.check_can_write_page",
        of_commitment,
        "302 404 404 404 403 302 302 403 302 302 403 403",
        post=True,
    ),
    "pacts:sign": Address(
        "pacts.queries.campaign_to_sign and places_of.duty_in",
        of_campaign,
        "302 404 404 404 404 404 200 404 404 404 404 404",
    ),
    "pacts:switch_page": Address(
        "accounts.access.unit_for and check_can_run_unit",
        of_unit,
        "302 404 404 404 403 403 302 403 302 302 403 403",
        post=True,
    ),
    "pacts:text": Address(
        "pacts.access.check_can_run_agency",
        of_pact_draft,
        "302 403 403 403 403 403 403 403 200 200 403 403",
    ),
    "pacts:texts": Address(
        "pacts.access.check_can_run_agency", none, "302 403 403 403 403 403 403 403 200 200 403 403"
    ),
}


def of_title(world: World) -> list[object]:
    return [Title(world.cast).award.pk]


def of_title_act(world: World) -> list[object]:
    return [Title(world.cast).award.pk, "concern"]


def of_monitoring(world: World) -> list[object]:
    return [Title(world.cast).review.pk]


def of_concern(world: World) -> list[object]:
    return [Title(world.cast).concern.pk]


def of_replication(world: World) -> list[object]:
    return [Title(world.cast).replication.pk]


ADDRESSES |= {
    "aftercare:act": Address(
        "aftercare.queries.title_for; aftercare.access",
        of_title_act,
        "302 404 404 404 403 403 403 422 403 422 422 422",
        post=True,
    ),
    "aftercare:concern": Address(
        "aftercare.queries.concern_for",
        of_concern,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "aftercare:register": Address(
        "open to everybody", none, "200 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "aftercare:replication": Address(
        "aftercare.queries.replication_for",
        of_replication,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "aftercare:replications": Address(
        "signed in", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "aftercare:review": Address(
        "aftercare.queries.review_for",
        of_monitoring,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "aftercare:rewards": Address(
        "signed in", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "aftercare:title": Address(
        "aftercare.queries.title_for", of_title, "302 404 404 404 200 200 200 200 200 200 200 200"
    ),
    "aftercare:titles": Address(
        "signed in", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "dashboards:board_file": Address(
        "dashboards.places.reads_whole_agency",
        lambda world: [(world.sheet, "csv")[1]],
        "302 403 403 403 403 403 403 200 200 200 403 403",
    ),
}


def of_proposal(world: World) -> list[object]:
    found, _made = Nomination.objects.get_or_create(
        agency=world.cast.agency,
        cycle=world.sheet.cycle,
        defaults={"opened_by": world.cast.inspector, "opened_at": NOW},
    )
    return [found.pk]


def of_panel(world: World) -> list[object]:
    made = PanelSession.objects.create(
        agency=world.cast.agency,
        program=world.sheet.program,
        quorum=1,
        chair=world.cast.inspector,
        opened_at=NOW,
    )
    return [made.pk]


def of_proposed(world: World) -> list[object]:
    """The unit's program with the national team."""
    return [Reviews.put(world.sheet.program, ProgramState.TPN_PRECHECK).pk]


def of_year(world: World) -> list[object]:
    return [world.sheet.cycle.year]


ADDRESSES |= {
    "nominations:agency_work": Address(
        "nominations.queries.agency_of; offered to administrators",
        lambda world: [*of_year(world), "kuota"],
        "302 404 404 404 404 404 404 403 422 403 404 404",
        post=True,
    ),
    "nominations:list": Address(
        "nominations.queries.agency_of", none, "302 403 403 403 403 403 403 200 200 200 403 403"
    ),
    "nominations:national": Address(
        "national reviewers only", none, "302 403 403 403 403 403 403 403 403 403 403 200"
    ),
    "nominations:national_program": Address(
        "nominations.queries.national_program_for",
        of_proposed,
        "302 404 404 404 404 404 404 404 404 404 404 200",
    ),
    "nominations:national_work": Address(
        "nominations.queries.national_program_for",
        lambda world: [*of_proposed(world), "seleksi"],
        "302 404 404 404 404 404 404 404 404 404 404 403",
        post=True,
    ),
    "nominations:nomination": Address(
        "nominations.queries.nomination_for",
        of_proposal,
        "302 404 404 404 404 404 404 200 200 200 404 404",
    ),
    "nominations:nomination_work": Address(
        "nominations.queries.nomination_for; offered to the agency's head",
        lambda world: [*of_proposal(world), "kirim"],
        "302 404 404 404 404 404 404 403 403 403 404 404",
        post=True,
    ),
    "nominations:objection_pack": Address(
        "nominations.access.check_reads_objection; there is no objection",
        of_program,
        "302 404 404 404 403 403 404 404 403 404 403 404",
    ),
    "nominations:open": Address(
        "nominations.access.check_can_prepare",
        of_year,
        "302 404 404 404 404 404 404 302 403 302 404 404",
        post=True,
    ),
    "nominations:package": Address(
        "nominations.queries.nomination_for",
        of_proposal,
        "302 404 404 404 404 404 404 302 302 302 404 404",
    ),
    "nominations:panel": Address(
        "nominations.queries.panel_for", of_panel, "302 404 404 404 404 404 404 404 404 404 404 200"
    ),
    "nominations:panel_work": Address(
        "nominations.queries.panel_for",
        lambda world: [*of_panel(world), "suara"],
        "302 404 404 404 404 404 404 404 404 404 404 403",
        post=True,
    ),
    "nominations:program": Address(
        "nominations.queries.program_for",
        of_program,
        "302 404 404 404 200 200 200 200 200 200 200 200",
    ),
    "nominations:program_work": Address(
        "nominations.queries.program_for; offered to the unit's head",
        lambda world: [*of_program(world), "sptjm"],
        "302 404 404 404 403 403 403 403 403 403 403 403",
        post=True,
    ),
    "nominations:requirements": Address(
        "signed in; own programs only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "nominations:value": Address(
        "nominations.access.check_can_enter",
        lambda world: [*of_year(world), "opini_bpk"],
        "302 404 404 404 404 404 404 200 200 200 404 404",
    ),
    "surveys:assisted": Address(
        "surveys.access.check_can_run",
        of_survey,
        "302 404 404 404 403 200 200 403 403 403 403 403",
    ),
    "surveys:code": Address("open to everybody", none, EVERYBODY),
    "surveys:kiosk": Address("open to everybody", of_survey, EVERYBODY),
    "surveys:personal": Address(
        "open to everybody",
        lambda world: [world.survey.period.slug, world.survey.token()],
        EVERYBODY,
    ),
    "surveys:poster": Address("open to everybody", of_survey, EVERYBODY),
    "surveys:poster_file": Address("open to everybody", of_survey, EVERYBODY),
    "surveys:privacy": Address("open to everybody", of_survey, EVERYBODY),
    "surveys:public_result": Address("open to everybody", of_survey, EVERYBODY),
    "surveys:rating": Address(
        "open to everybody; leads to the screen of the hall",
        of_survey,
        "302 302 302 302 302 302 302 302 302 302 302 302",
    ),
    "surveys:receipts": Address("open to everybody", of_survey, EVERYBODY),
    "surveys:receipts_file": Address(
        "open to everybody; leads to the file",
        of_survey,
        "302 302 302 302 302 302 302 302 302 302 302 302",
    ),
    "surveys:result_file": Address("open to everybody", of_survey, EVERYBODY),
    "surveys:start": Address("open to everybody", of_survey, EVERYBODY),
    "surveys:step": Address("open to everybody", of_survey, EVERYBODY, post=True),
    "surveys:thanks": Address("open to everybody", of_survey, EVERYBODY),
}


def of_result(world: World) -> list[object]:
    return [world.resulted.period.pk]


READS_UNIT = "302 404 404 404 200 200 200 200 200 200 200 200"
OFFICERS = "302 404 404 404 403 200 200 403 403 403 403 403"
ADDRESSES |= {
    "surveys:external_unit": Address("accounts.access.unit_for", of_unit, READS_UNIT),
    "surveys:externals": Address(
        "signed in; own units only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "surveys:import": Address(
        "surveys.access.check_can_run", lambda world: [world.resulted.open_period.pk], OFFICERS
    ),
    "surveys:import_mapping": Address(
        "surveys.access.check_can_run",
        lambda world: [world.resulted.open_period.pk, world.resulted.file.pk],
        OFFICERS,
    ),
    "surveys:improvement": Address(
        "surveys.result_queries.plan_for", lambda world: [world.resulted.plan.pk], READS_UNIT
    ),
    "surveys:improvements": Address("surveys.result_queries.period_for", of_result, READS_UNIT),
    "surveys:integrity": Address("surveys.result_queries.period_for", of_result, READS_UNIT),
    "surveys:microdata": Address(
        "surveys.access.check_can_run",
        of_result,
        "302 404 404 404 403 302 302 403 403 403 403 403",
        post=True,
    ),
    "surveys:publish": Address("surveys.result_queries.period_for", of_result, READS_UNIT),
    "surveys:result": Address("surveys.result_queries.period_for", of_result, READS_UNIT),
    "surveys:result_breakdown": Address(
        "surveys.result_queries.period_for",
        lambda world: [*of_result(world), "spak", world.resulted.shown_group[0]],
        READS_UNIT,
    ),
    "surveys:result_group": Address(
        "surveys.result_queries.period_for; five people and more",
        lambda world: [*of_result(world), "spak", *world.resulted.shown_group],
        READS_UNIT,
    ),
    "surveys:suggestions": Address(
        "surveys.access.check_can_run or check_can_judge",
        of_result,
        "302 404 404 404 403 200 200 200 403 403 200 403",
    ),
    "surveys:withdraw_external": Address(
        "surveys.access_external.check_can_enter",
        lambda world: [world.resulted.external.pk],
        "302 404 404 404 403 403 403 302 403 403 302 302",
        post=True,
    ),
}


def of_hall(world: World) -> list[object]:
    return [world.queued.hall.pk]


def of_ticket(world: World) -> list[object]:
    return [world.queued.hall.pk, world.queued.ticket.pk]


def of_request(world: World) -> list[object]:
    return [world.queued.hall.pk, UUID(int=1)]


STAFF_ONLY = "302 404 404 404 403 403 403 403 403 403 403 403"


def of_slug(world: World) -> list[object]:
    return [world.queued.hall.slug]


def of_code(world: World) -> list[object]:
    return [world.queued.ticket.code]


AWAY = "302 302 302 302 302 302 302 302 302 302 302 302"
"""Leads on, whoever asks."""
REFUSED_IN_PLACE = "409 409 409 409 409 409 409 409 409 409 409 409"
ADDRESSES |= {
    "queues:book": Address("open to everybody", of_slug, EVERYBODY),
    "queues:cancel": Address("open to whoever knows the code", of_code, EVERYBODY),
    "queues:check_in": Address(
        "open to whoever knows the code", of_code, REFUSED_IN_PLACE, post=True
    ),
    "queues:choose": Address("open to everybody", of_slug, EVERYBODY),
    "queues:come_back": Address(
        "open to whoever knows the code", of_code, REFUSED_IN_PLACE, post=True
    ),
    "queues:late": Address("open to whoever knows the code", of_code, EVERYBODY),
    "queues:manifest": Address("open to everybody", of_slug, EVERYBODY),
    "queues:offline": Address("open to everybody", none, EVERYBODY),
    "queues:reopen": Address("open to whoever knows the code", of_code, AWAY),
    "queues:sticker": Address(
        "open to everybody", lambda world: [world.queued.hall.slug, 1], EVERYBODY
    ),
    "queues:ticket": Address("open to whoever knows the code", of_code, EVERYBODY),
    "queues:ticket_worker": Address("open to everybody", none, EVERYBODY),
    "queues:worker": Address("open to everybody", none, EVERYBODY),
}
ADDRESSES |= {
    "queues:board": Address(
        "queues.access.check_can_look",
        of_hall,
        "302 404 404 404 403 200 200 200 403 200 200 403",
    ),
    "queues:close_counter": Address(
        "queues.access.check_can_lead",
        lambda world: [world.queued.hall.pk, world.queued.session.pk],
        "302 404 404 404 403 403 302 403 403 403 403 403",
        post=True,
    ),
    "queues:end_issuing": Address(
        "queues.access.check_can_lead",
        of_hall,
        "302 404 404 404 403 403 200 403 403 403 403 403",
    ),
    "queues:resume_issuing": Address(
        "queues.access.check_can_lead",
        of_hall,
        "302 404 404 404 403 403 302 403 403 403 403 403",
        post=True,
    ),
    "queues:console": Address("queues.access.check_can_serve", of_hall, STAFF_ONLY),
    "queues:hand_out": Address("queues.access.check_can_serve", of_hall, STAFF_ONLY),
    "queues:handed": Address("queues.access.check_can_serve", of_request, STAFF_ONLY),
    "queues:slips": Address("queues.access.check_can_serve", of_request, STAFF_ONLY),
    "queues:lost_page": Address("queues.access.check_can_serve", of_hall, STAFF_ONLY),
    "queues:counter_act": Address(
        "queues.access.check_can_serve",
        lambda world: [*of_hall(world), "panggil"],
        STAFF_ONLY,
        post=True,
    ),
    "queues:other_number": Address("queues.access.check_can_serve", of_hall, STAFF_ONLY),
    "queues:ticket_act": Address(
        "queues.access.check_can_serve",
        lambda world: [*of_ticket(world), "mulai"],
        STAFF_ONLY,
        post=True,
    ),
    "queues:transfer": Address("queues.access.check_can_serve", of_ticket, STAFF_ONLY),
}


def of_point(world: World) -> list[object]:
    hall = world.queued.hall
    ServicePoint.objects.get_or_create(hall=hall, number=1, defaults={"place": "Pintu masuk"})
    return [hall.pk]


def of_test_code(world: World) -> list[object]:
    return [signing.dumps(world.queued.hall.slug, salt="queues.reach")]


SETS_UP = "302 404 404 404 403 200 200 403 403 403 403 403"
ADDRESSES |= {
    "queues:halls": Address(
        "signed in; own halls only", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "queues:add_hall": Address(
        "services.access.kept_units", none, "302 200 403 403 403 200 200 403 403 403 403 403"
    ),
    "queues:setup": Address(
        "queues.access.check_can_look",
        of_hall,
        "302 404 404 404 403 200 200 200 403 200 200 403",
    ),
    "queues:setup_step": Address(
        "queues.access.check_can_set_up",
        lambda world: [*of_hall(world), "janji"],
        SETS_UP,
    ),
    "queues:setup_line": Address(
        "queues.access.check_can_set_up",
        lambda world: [*of_hall(world), world.queued.small.queues["A"].pk],
        SETS_UP,
    ),
    "queues:point_prints": Address(
        "queues.access.check_can_set_up", lambda world: [*of_point(world), 1], SETS_UP
    ),
    "queues:all_prints": Address("queues.access.check_can_set_up", of_point, SETS_UP),
    "queues:reach_test": Address("open to whoever knows the code", of_test_code, EVERYBODY),
}


def of_kiosk(world: World) -> list[object]:
    return [world.queued.hall.slug, 99]


EVERYBODY = "200 200 200 200 200 200 200 200 200 200 200 200"
NOBODY = "404 404 404 404 404 404 404 404 404 404 404 404"
ADDRESSES |= {
    "queues:display": Address(
        "open to everybody", lambda world: [world.queued.hall.slug], EVERYBODY
    ),
    "queues:kiosk": Address("the secret of the kiosk (queues.kiosk_points)", of_kiosk, NOBODY),
    "queues:kiosk_delivery": Address(
        "a signature with the secret of the kiosk", of_kiosk, NOBODY, post=True
    ),
}


def of_offer(world: World) -> list[object]:
    return [world.queued.hall.pk, world.queued.offer.pk]


def of_call(world: World) -> list[object]:
    return [world.queued.hall.pk, world.queued.offer.call_id]


def of_breach(world: World) -> list[object]:
    return [world.queued.hall.pk, world.queued.breach.pk]


LOOKS = "302 404 404 404 403 200 200 200 403 200 200 403"
ADDRESSES |= {
    "queues:backup_answer": Address(
        "queues.access.check_can_serve", of_offer, STAFF_ONLY, post=True
    ),
    "queues:backup_ask": Address(
        "queues.access.check_can_lead; no line is named",
        of_hall,
        "302 404 404 404 403 403 404 403 403 403 403 403",
        post=True,
    ),
    "queues:backup_withdraw": Address(
        "queues.access.check_can_lead",
        of_call,
        "302 404 404 404 403 403 302 403 403 403 403 403",
        post=True,
    ),
    "queues:backups": Address(
        "queues.access.check_can_serve or check_can_lead",
        of_hall,
        "302 404 404 404 403 403 200 403 403 403 403 403",
    ),
    "queues:breach": Address("queues.access.check_can_look", of_breach, LOOKS),
    "queues:breach_compensate": Address(
        "queues.access.check_can_lead",
        of_breach,
        "302 404 404 404 403 403 302 403 403 403 403 403",
        post=True,
    ),
    "queues:breaches": Address("queues.access.check_can_look", of_hall, LOOKS),
    "queues:figures": Address("open to everybody", of_slug, EVERYBODY),
    "queues:figures_file": Address("open to everybody", of_slug, EVERYBODY),
    "queues:planning": Address("queues.access.check_can_look", of_hall, LOOKS),
    "queues:promise": Address("open to everybody", none, EVERYBODY),
    "queues:statistics": Address("queues.access.check_can_look", of_hall, LOOKS),
    "queues:statistics_file": Address("queues.access.check_can_look", of_hall, LOOKS),
}


GONE = UUID("00000000-0000-4000-8000-000000000000")
"""No report, key or request: what the desk has of others is as little there as this."""


def of_desk_row(_world: World) -> list[object]:
    return [GONE]


def of_desk_act(_world: World) -> list[object]:
    return [GONE, "pesan"]


def of_desk_pair(_world: World) -> list[object]:
    return [GONE, GONE]


def of_desk_opening(_world: World) -> list[object]:
    return [GONE, GONE, "setuju"]


NOT_THERE = "302 404 404 404 404 404 404 404 404 404 404 404"
ADDRESSES |= {
    "whistleblowing:act": Address("desk.access.report_for", of_desk_act, NOT_THERE, post=True),
    "whistleblowing:close": Address(
        "signed in", none, "302 302 302 302 302 302 302 302 302 302 302 302", post=True
    ),
    "whistleblowing:desk": Address(
        "desk.access.belongs_at_desk", none, "302 403 403 403 403 403 403 200 200 403 403 403"
    ),
    "whistleblowing:dismiss": Address(
        "desk.access.check_can_name",
        of_desk_row,
        "302 403 404 403 403 403 403 404 404 403 403 404",
        post=True,
    ),
    "whistleblowing:evaluation": Address("own agency", of_desk_row, NOT_THERE),
    "whistleblowing:evaluations": Address(
        "own agency", none, "302 200 404 200 200 200 200 200 200 200 200 404"
    ),
    "whistleblowing:figures": Address(
        "desk.access.belongs_at_desk", none, "302 403 403 403 403 403 403 200 200 403 403 403"
    ),
    "whistleblowing:file": Address("desk.access.report_for", of_desk_pair, NOT_THERE),
    "whistleblowing:held": Address("desk.access.report_for", of_desk_row, NOT_THERE),
    "whistleblowing:keys": Address(
        "signed in", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "whistleblowing:letter": Address("desk.access.report_for", of_desk_row, NOT_THERE),
    "whistleblowing:log": Address(
        "desk.access.check_can_inspect", none, "302 403 404 403 403 403 403 200 403 403 403 404"
    ),
    "whistleblowing:make_key": Address("desk.access.holders_of", of_desk_row, NOT_THERE),
    "whistleblowing:officers": Address(
        "desk.access.check_can_name", none, "302 403 404 403 403 403 403 200 200 403 403 404"
    ),
    "whistleblowing:opening": Address(
        "desk.access.report_for", of_desk_opening, NOT_THERE, post=True
    ),
    "whistleblowing:passing_letter": Address("desk.access.report_for", of_desk_pair, NOT_THERE),
    "whistleblowing:recover": Address(
        "custodians, receiver, desk.access.can_name", of_desk_act, NOT_THERE, post=True
    ),
    "whistleblowing:terms": Address(
        "signed in", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
}


def of_site(world: World) -> list[object]:
    """The site of the agency, open, with one key of the whole agency."""
    return [world.report_site.slug]


LEADS = "302 302 302 302 302 302 302 302 302 302 302 302"
ADDRESSES |= {
    "whistleblowing:box": Address("open to everybody", of_site, EVERYBODY),
    "whistleblowing:consent": Address("open to whoever holds the receipt", of_site, LEADS),
    "whistleblowing:exit": Address("open to everybody", none, EVERYBODY),
    "whistleblowing:proof": Address("open to whoever holds the receipt", of_site, LEADS),
    "whistleblowing:report": Address("open to everybody", of_site, EVERYBODY),
    "whistleblowing:send": Address("open to whoever holds the receipt", of_site, LEADS),
    "whistleblowing:settings": Address(
        "whistleblowing.access.check_can_keep_site",
        none,
        "302 403 404 403 403 403 403 200 200 403 403 404",
    ),
    "whistleblowing:sites": Address("open to everybody", none, EVERYBODY),
    "whistleblowing:start": Address("open to everybody", of_site, EVERYBODY),
}


def of_complaint(world: World) -> list[object]:
    return [Complained(world.cast).complaint.pk]


def of_complaint_note(world: World) -> list[object]:
    return [Complained(world.cast).complaint.pk, "catat"]


def of_reported_party(world: World) -> list[object]:
    made = Complained(world.cast).party
    return [made.complaint_id, made.person_id]


def of_complaint_file(world: World) -> list[object]:
    made = Complained(world.cast).attachment
    return [made.complaint_id, made.pk]


def of_complaint_officer(world: World) -> list[object]:
    return [Complained(world.cast).officer.pk]


def of_no_complaints(world: World) -> list[object]:
    return [Complained(world.cast).none.pk]


ADDRESSES |= {
    "complaints:act": Address(
        "complaints.access.complaints_of, then check_may",
        of_complaint_note,
        "302 404 404 404 404 404 422 422 404 422 404 404",
        post=True,
    ),
    "complaints:complaint": Address(
        "complaints.access.complaints_of",
        of_complaint,
        "302 404 404 404 404 404 200 200 404 200 404 404",
    ),
    "complaints:confirm_none": Address(
        "complaints.actions.years.confirm_none",
        of_no_complaints,
        "302 404 404 404 403 403 403 302 403 403 302 403",
        post=True,
    ),
    "complaints:desk": Address(
        "complaints.access.desk_of",
        none,
        "302 403 403 403 403 403 200 200 403 200 403 403",
    ),
    "complaints:drop_party": Address(
        "complaints.access.complaints_of, then check_may",
        of_reported_party,
        "302 404 404 404 404 404 302 302 404 302 404 404",
        post=True,
    ),
    "complaints:end_duty": Address(
        "complaints.access.check_can_give_duty",
        of_complaint_officer,
        "302 404 404 403 403 403 302 403 302 403 403 404",
        post=True,
    ),
    "complaints:entry": Address(
        "complaints.access.desk_of: officers",
        none,
        "302 403 403 403 403 403 403 403 403 403 403 403",
    ),
    "complaints:file": Address(
        "complaints.moving.opened",
        of_complaint_file,
        "302 404 404 404 404 404 403 403 404 403 404 404",
    ),
    "complaints:identity": Address(
        "complaints.moving.opened",
        of_complaint,
        "302 404 404 404 404 404 422 422 404 422 404 404",
        post=True,
    ),
    "complaints:lapor": Address(
        "complaints.access.desk_of: of the whole agency",
        none,
        "302 403 403 403 403 403 403 200 403 200 403 403",
    ),
    "complaints:none": Address(
        "signed in", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "complaints:officers": Address(
        "complaints.access.desk_of or check_can_give_duty",
        none,
        "302 403 403 403 403 403 200 200 200 200 403 403",
    ),
}


def of_gift(world: World) -> list[object]:
    return [world.gifts.draft().pk]


def of_gift_photo(world: World) -> list[object]:
    report = world.gifts.draft()
    return [report.pk, world.gifts.photo(report).pk]


def of_gratuity_officer(world: World) -> list[object]:
    return [world.gifts.name(make_person("Wati Pengendali", agency=world.cast.agency)).pk]


OF_AGENCY = "302 200 403 200 200 200 200 200 200 200 200 403"
UPG_ONLY = "302 403 403 403 403 403 403 403 403 403 403 403"
OF_REPORTER = "302 404 404 404 404 200 404 404 404 404 404 404"
ASKED_OF_REPORTER = "302 404 404 404 404 422 404 404 404 404 404 404"
ADDRESSES |= {
    "gratuities:act": Address(
        "gratuities.queries.report_for",
        lambda world: [*of_gift(world), "kirim"],
        ASKED_OF_REPORTER,
        post=True,
    ),
    "gratuities:add_photo": Address(
        "gratuities.queries.report_for", of_gift, ASKED_OF_REPORTER, post=True
    ),
    "gratuities:campaign": Address(
        "gratuities.queries.campaign_for",
        lambda world: [world.gifts.campaign.pk],
        "302 404 404 404 200 200 200 200 200 200 200 404",
    ),
    "gratuities:campaign_proof": Address(
        "gratuities.queries.campaign_for",
        lambda world: [world.gifts.campaign.pk],
        "302 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "gratuities:campaigns": Address(
        "gratuities.queries.campaigns_of", none, "302 200 200 200 200 200 200 200 200 200 200 200"
    ),
    "gratuities:direct_report": Address(
        "gratuities.queries.direct_for",
        lambda world: [world.gifts.direct.pk],
        "302 404 404 404 404 404 404 404 404 404 404 404",
    ),
    "gratuities:direct_reports": Address("gratuities.access.check_is_upg", none, UPG_ONLY),
    "gratuities:edit": Address("gratuities.queries.report_for", of_gift, OF_REPORTER),
    "gratuities:end_officer": Address(
        "gratuities.access.check_can_name",
        of_gratuity_officer,
        "302 404 404 403 403 403 403 403 302 302 403 404",
        post=True,
    ),
    "gratuities:figures": Address("gratuities.access.check_is_upg", none, UPG_ONLY),
    "gratuities:figures_file": Address("gratuities.access.check_is_upg", none, UPG_ONLY),
    "gratuities:form_file": Address("gratuities.queries.report_for", of_gift, OF_REPORTER),
    "gratuities:home": Address("people of an agency", none, OF_AGENCY),
    "gratuities:new": Address("people of an agency", none, OF_AGENCY),
    "gratuities:office": Address("people of an agency", none, OF_AGENCY),
    "gratuities:photo": Address("gratuities.queries.report_for", of_gift_photo, OF_REPORTER),
    "gratuities:register": Address("gratuities.access.duties_of", none, UPG_ONLY),
    "gratuities:register_file": Address(
        "gratuities.access.duties_of", lambda _world: ["csv"], UPG_ONLY
    ),
    "gratuities:report": Address("gratuities.queries.report_for", of_gift, OF_REPORTER),
}


OWN_AND_CHARGE = "302 404 404 200 404 404 200 200 404 404 404 404"
"""Whoever declared it, the superior, the inspector."""
SIGNED_IN = "302 200 200 200 200 200 200 200 200 200 200 200"
OF_ROLES = "302 404 404 404 200 200 200 200 200 200 200 200"


def of_conflict(name: str) -> Keys:
    """The key of one of `Conflicted`."""
    return lambda world: [getattr(world.conflicted, name).pk]


def of_unit_key(world: World) -> list[object]:
    return [world.cast.unit.pk]


ADDRESSES |= {
    "conflicts:act": Address(
        "conflicts.queries.unit_for; conflicts.access",
        lambda world: [world.cast.unit.pk, "function"],
        "302 404 404 404 403 422 422 403 403 403 403 403",
        post=True,
    ),
    "conflicts:case": Address("conflicts.queries.case_for", of_conflict("case"), OWN_AND_CHARGE),
    "conflicts:case_file": Address(
        "conflicts.queries.case_for",
        of_conflict("case"),
        "302 404 404 200 404 404 302 302 404 404 404 404",
    ),
    "conflicts:cases": Address("conflicts.queries.cases_of", none, SIGNED_IN),
    "conflicts:consultation": Address(
        "conflicts.queries.consultations_of",
        of_conflict("consultation"),
        "302 404 404 200 404 404 404 404 404 404 404 404",
    ),
    "conflicts:consultations": Address("conflicts.queries.consultations_of", none, SIGNED_IN),
    "conflicts:declare": Address("signed in", none, SIGNED_IN),
    "conflicts:end_officer": Address(
        "conflicts.access.check_can_name_officer",
        of_conflict("officer"),
        "302 404 404 404 403 403 302 403 302 403 403 403",
        post=True,
    ),
    "conflicts:function": Address(
        "conflicts.queries.function_for", of_conflict("function"), OF_ROLES
    ),
    "conflicts:home": Address("signed in", none, SIGNED_IN),
    "conflicts:list": Address("conflicts.queries.list_for", of_conflict("listing"), OWN_AND_CHARGE),
    "conflicts:list_file": Address(
        "conflicts.queries.list_for", of_conflict("listing"), OWN_AND_CHARGE
    ),
    "conflicts:lists": Address("conflicts.queries.lists_of", none, SIGNED_IN),
    "conflicts:measure": Address(
        "conflicts.queries.measure_for", of_conflict("measure"), OWN_AND_CHARGE
    ),
    "conflicts:public_report": Address("open to everybody", of_unit_key, EVERYBODY),
    "conflicts:public_status": Address("open to everybody", none, EVERYBODY),
    "conflicts:public_units": Address("open to everybody", none, EVERYBODY),
    "conflicts:register": Address("conflicts.queries.cases_of", none, SIGNED_IN),
    "conflicts:statement": Address(
        "conflicts.queries.statements_of",
        of_conflict("statement"),
        "302 404 404 200 404 200 200 404 404 404 404 404",
    ),
    "conflicts:statements": Address("conflicts.queries.statements_of", none, SIGNED_IN),
    "conflicts:unit": Address("conflicts.queries.unit_for", of_unit_key, OF_ROLES),
    "conflicts:units": Address("conflicts.queries.read_units", none, SIGNED_IN),
}


READS_FINDINGS = "302 200 403 403 403 200 200 200 200 200 403 403"
READS_FINDING = "302 404 404 404 404 200 200 200 200 200 404 404"
AUDITOR_ONLY = "302 403 403 403 403 403 403 200 403 403 403 403"
READS_DUTIES = "302 403 403 403 403 403 200 200 403 200 403 403"


def of_oversight(name: str) -> Keys:
    """The key of one of `Overseen`."""
    return lambda world: [getattr(world.overseen, name).pk]


ADDRESSES |= {
    "findings:register": Address("findings.queries.read_units", none, READS_FINDINGS),
    "findings:reports": Address("findings.access.verifies", none, AUDITOR_ONLY),
    "findings:report_file": Address("findings.queries.read_units", none, READS_FINDINGS),
    "findings:report_paper": Address("findings.queries.read_units", none, READS_FINDINGS),
    "findings:import": Address("findings.access.verifies", none, AUDITOR_ONLY),
    "findings:import_template": Address("findings.access.verifies", none, AUDITOR_ONLY),
    "findings:assessment": Address(
        "findings.queries.assessments_of", of_oversight("assessment"), READS_FINDING
    ),
    "findings:assessments": Address("findings.queries.read_units", none, READS_FINDINGS),
    "findings:recommendation": Address(
        "findings.queries.recommendations_of", of_oversight("recommendation"), READS_FINDING
    ),
    "wealth_reports:register": Address(
        "wealth_reports.access.read_units; the administrator names coordinators",
        none,
        "302 403 403 403 403 403 200 200 302 200 403 403",
    ),
    "wealth_reports:totals_file": Address("wealth_reports.access.read_units", none, READS_DUTIES),
    "wealth_reports:totals_paper": Address("wealth_reports.access.read_units", none, READS_DUTIES),
    "wealth_reports:mine": Address("signed in", none, SIGNED_IN),
    "wealth_reports:import_template": Address(
        "wealth_reports.access.kept_units", none, "302" + " 403" * 11
    ),
    "wealth_reports:import": Address("wealth_reports.access.kept_units", none, "302" + " 403" * 11),
    "wealth_reports:officers": Address(
        "of an agency", none, "302 200 403 200 200 200 200 200 200 200 200 403"
    ),
    "wealth_reports:end_officer": Address(
        "wealth_reports.access.check_can_name",
        of_oversight("officer"),
        "302 404 404 403 403 403 302 403 302 302 403 404",
        post=True,
    ),
    "wealth_reports:duty": Address(
        "wealth_reports.access.read_units",
        of_oversight("duty"),
        "302 404 404 404 404 404 200 200 404 200 404 404",
    ),
}


def of_risks(name: str) -> Keys:
    """What of the risks of the unit an address names."""
    return lambda world: [getattr(world.risked, name).pk]


def of_risk_file(world: World) -> list[object]:
    """The workbook of the register."""
    return [world.risked.register.pk, "xlsx"]


ADDRESSES |= {
    "risks:home": Address("risks.queries.registers_of", none, SIGNED_IN),
    "risks:schemes": Address("signed in", none, SIGNED_IN),
    "risks:matrix": Address("own agency", none, "302 200 404 200 200 200 200 200 200 200 200 404"),
    "risks:unit": Address("risks.queries.units_read", of_unit, READS_UNIT),
    "risks:end_proof": Address(
        "risks.access.check_can_keep",
        of_risks("proof"),
        "302 404 404 404 403 302 302 403 403 403 403 403",
        post=True,
    ),
    "risks:end_officer": Address(
        "risks.access.check_can_name",
        of_risks("officer"),
        "302 404 404 404 403 403 302 403 302 403 403 403",
        post=True,
    ),
    "risks:verify": Address(
        "risks.access.check_can_verify",
        of_risks("maturity"),
        "302 404 404 404 403 403 403 302 403 403 403 403",
        post=True,
    ),
    "risks:register": Address("risks.queries.register_for", of_risks("register"), READS_UNIT),
    "risks:add": Address("risks.access.check_can_keep", of_risks("register"), OFFICERS),
    "risks:file": Address("risks.queries.register_for", of_risk_file, READS_UNIT),
    "risks:risk": Address("risks.queries.risk_for", of_risks("risk"), READS_UNIT),
    "risks:change": Address("risks.access.check_can_keep", of_risks("risk"), OFFICERS),
}


def of_discipline(name: str, *more: str) -> Keys:
    """What of the discipline of the unit an address names."""
    return lambda world: [getattr(world.disciplined, name).pk, *more]


OF_KEEPERS = "302 403 403 403 403 403 200 403 403 200 403 403"
OF_HEADS = "302 404 404 404 404 404 200 404 404 200 404 404"
OF_THE_EXAMINED = "302 404 404 200 404 404 404 404 404 404 404 404"
ADDRESSES |= {
    "discipline:home": Address("signed in", none, SIGNED_IN),
    "discipline:cases": Address("discipline.queries.cases_of", none, SIGNED_IN),
    "discipline:register": Address("discipline.access.check_keeps_any", none, OF_KEEPERS),
    "discipline:workbook": Address("discipline.access.check_keeps_any", none, OF_KEEPERS),
    "discipline:case": Address("discipline.queries.case_for", of_discipline("case"), OF_HEADS),
    "discipline:recaps": Address("discipline.access.check_keeps_any", none, OF_KEEPERS),
    "discipline:recap_template": Address("discipline.access.check_keeps_any", none, OF_KEEPERS),
    "discipline:absence": Address(
        "discipline.absences.absence_for",
        lambda world: [world.disciplined.absent.pk, 2026],
        OF_HEADS,
    ),
    "discipline:case_file": Address(
        "discipline.queries.case_for",
        of_discipline("case", "panggilan-1"),
        OF_HEADS.replace("200", "302"),
    ),
    "discipline:release_examiner": Address(
        "discipline.queries.examiner_for",
        of_discipline("examiner"),
        OF_HEADS.replace("200", "302"),
        post=True,
    ),
    "discipline:own": Address(
        "discipline.queries.own_case", of_discipline("case"), OF_THE_EXAMINED
    ),
    "discipline:own_file": Address(
        "discipline.queries.own_case", of_discipline("case", "panggilan-1"), OF_THE_EXAMINED
    ),
    "discipline:unit": Address("discipline.queries.unit_for", of_unit_key, OF_ROLES),
    "discipline:act": Address(
        "discipline.queries.unit_for; discipline.access",
        lambda world: [world.cast.unit.pk, "rule"],
        "302 404 404 404 403 422 422 403 403 403 403 403",
        post=True,
    ),
    "discipline:end_officer": Address(
        "discipline.access.check_can_name_officer",
        of_discipline("officer"),
        "302 404 404 404 403 403 302 403 302 403 403 403",
        post=True,
    ),
    "discipline:end_rule": Address(
        "discipline.access.check_can_keep",
        of_discipline("rule"),
        "302 404 404 404 403 302 302 403 403 403 403 403",
        post=True,
    ),
}
