"""What the actions of the table work on: each thing of the cast's agency made at first use."""

from datetime import date
from functools import cached_property
from typing import Any

from allauth.mfa.models import Authenticator

from bening.accounts import actions as accounts
from bening.accounts.models import ApiToken, ImportKind, Person, Posting, Role, RoleAssignment
from bening.agencies import actions as agencies
from bening.agencies.models import UnitLevel, WorkUnit
from bening.audit import actions as audit
from bening.evaluations import actions as evaluations
from bening.evaluations.actions.cycles import CycleDates
from bening.evaluations.models import EvaluationCycle, EvaluationSheet, InstrumentVersion
from bening.evidence import actions as evidence
from bening.evidence import uploads
from bening.evidence.models import Evidence, StoredFile, Upload
from bening.programs.models import ProgramState, ZoneProgram
from tests.adapters import samples
from tests.features.evaluations.conftest import make_cycle, make_sheet
from tests.features.evaluations.test_submit_sheet import fill
from tests.people import NOW, Cast, give, make_person

OWN, OTHER, RESULTS = "A.I.5.iii.c", "A.I.1.i.a", "B.I.a.1"
"""Questions of area 5 (of the cast's area people), of area 1, and of no area."""
DATES = CycleDates(date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 5), date(2027, 12, 20))
PICTURE = samples.picture("png", (9, 7))
TABLE_OF_UNITS = b"kode;nama;kode induk;tingkat;zona waktu;melayani publik\n91;Satu;;;;"


class World:
    """What the actions work on, each thing made when first asked for."""

    def __init__(self, cast: Cast, version: InstrumentVersion) -> None:
        self.cast, self.version = cast, version

    @cached_property
    def sheet(self) -> EvaluationSheet:
        return make_sheet(self.cast, self.version)

    @cached_property
    def earlier(self) -> EvaluationSheet:
        """Last year's sheet, which answers the question of area 5."""
        sheet = make_sheet(self.cast, self.version, 2025)
        evaluations.save_answer(
            sheet=sheet,
            official_code=OWN,
            value="B",
            inputs=None,
            note="Ada.",
            seen_version=0,
            by=self.cast.pic,
            now=NOW,
        )
        return sheet

    @cached_property
    def coached(self) -> ZoneProgram:
        """A program that may go on in another year."""
        ZoneProgram.objects.filter(sheet=self.sheet).update(state=ProgramState.COACHING)
        return ZoneProgram.objects.select_related("unit__agency", "cycle").get(sheet=self.sheet)

    @cached_property
    def next_cycle(self) -> EvaluationCycle:
        return make_cycle(self.cast, self.version, 2027)

    @cached_property
    def posting(self) -> Posting:
        """Where the colleague works."""
        return accounts.post_person(
            person=self.cast.colleague, unit=self.cast.unit, by=self.cast.agency_admin, now=NOW
        )

    @cached_property
    def filled(self) -> EvaluationSheet:
        return fill(self.sheet, self.cast)

    @cached_property
    def sent(self) -> EvaluationSheet:
        evaluations.submit_sheet(sheet=self.filled, by=self.cast.pic, now=NOW)
        return self.sheet

    @cached_property
    def evidence(self) -> Evidence:
        """A file of the PIC that proves the question of area 5."""
        return self.proof(OWN)

    @cached_property
    def other_evidence(self) -> Evidence:
        return self.proof(OTHER)

    def proof(self, code: str) -> Evidence:
        made = evidence.add_file(
            unit=self.cast.unit,
            file=self.file("a"),
            filename="Laporan.pdf",
            period=evidence.Period(date(2025, 3, 1), date(2025, 3, 31)),
            by=self.cast.pic,
            now=NOW,
        )
        evidence.attach(
            evidence=made, sheet=self.sheet, official_code=code, by=self.cast.pic, now=NOW
        )
        return made

    @staticmethod
    def file(sign: str) -> StoredFile:
        found, _made = StoredFile.objects.get_or_create(
            sha256=sign * 64,
            defaults={
                "size": 9,
                "media_type": "application/pdf",
                "extension": "pdf",
                "stored_at": NOW,
            },
        )
        return found

    @cached_property
    def submitted(self) -> Evidence:
        return evidence.submit(evidence=self.evidence, by=self.cast.pic, now=NOW)

    @cached_property
    def other_submitted(self) -> Evidence:
        return evidence.submit(evidence=self.other_evidence, by=self.cast.pic, now=NOW)

    @cached_property
    def new_unit(self) -> WorkUnit:
        return agencies.add_unit(
            agency=self.cast.agency,
            parent=None,
            code="77",
            name="Kantor",
            level=UnitLevel.ECHELON_3,
            by=self.cast.agency_admin,
            now=NOW,
        )

    @cached_property
    def somebody(self) -> Person:
        """A person of the agency who is none of the cast."""
        return make_person("Nina Kartini", agency=self.cast.agency)

    @cached_property
    def of_no_agency(self) -> Person:
        return make_person("Putri Anggun", agency=None)

    @cached_property
    def switched_off(self) -> Person:
        self.somebody.is_active = False
        self.somebody.save(update_fields=["is_active"])
        return self.somebody

    @cached_property
    def with_second_factor(self) -> Person:
        Authenticator.objects.create(user=self.somebody, type="totp", data={"secret": "x"})
        return self.somebody

    @cached_property
    def other_admin(self) -> Person:
        found = make_person("Oki Pratama", agency=self.cast.agency)
        give(found, Role.AGENCY_ADMIN)
        return found

    def role_of(self, who: str) -> RoleAssignment:
        return RoleAssignment.objects.get(person=getattr(self.cast, who))

    def import_of(self, by: Person) -> Any:
        return accounts.store_import(
            agency=self.cast.agency,
            kind=ImportKind.UNITS,
            file_name="x.csv",
            content=TABLE_OF_UNITS,
            by=by,
            now=NOW,
        )

    @cached_property
    def draft(self) -> Any:
        return self.import_of(self.cast.agency_admin)

    @cached_property
    def joint_area(self) -> Any:
        return agencies.save_joint_area(
            agency=self.cast.agency,
            area=None,
            name="Kawasan",
            units=[],
            by=self.cast.agency_admin,
            now=NOW,
        )

    @cached_property
    def recipient(self) -> Any:
        return audit.add_recipient(
            agency=self.cast.agency.pk,
            email="arsip@tirtamaya.example",
            by=self.cast.agency_admin,
            now=NOW,
        )

    @cached_property
    def closed_unit(self) -> WorkUnit:
        return agencies.close_unit(unit=self.new_unit, by=self.cast.agency_admin, now=NOW)

    @cached_property
    def token(self) -> ApiToken:
        """A token of the PIC."""
        return accounts.make_token(name="x", days=1, by=self.cast.pic, now=NOW).token

    @cached_property
    def upload(self) -> Upload:
        """An upload to the unit's library of which nothing has come yet."""
        return uploads.begin_upload(
            target=uploads.Target(unit=self.cast.unit),
            filename="foto.png",
            size=len(PICTURE),
            by=self.cast.pic,
            now=NOW,
        )

    @cached_property
    def whole_upload(self) -> Upload:
        """The same with all its bytes."""
        uploads.add_chunk(upload=self.upload, offset=0, chunk=PICTURE, by=self.cast.pic, now=NOW)
        return self.upload
