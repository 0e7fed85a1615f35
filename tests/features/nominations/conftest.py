"""Units that TPI found eligible, with their requirements entered, and who acts on both sides."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest

from bening.accounts.models import Person, Role, RoleAssignment
from bening.agencies.models import WorkUnit
from bening.documents.models import DocumentKind, OfficialDocument, Origin
from bening.evaluations.models import EvaluationCycle
from bening.evidence.models import StoredFile
from bening.nominations import actions, papers
from bening.nominations.actions.common import Paper
from bening.nominations.models import Nomination, RequirementValue, SelectionOutcome
from bening.programs import guards
from bening.programs.models import ProgramState, ZoneProgram
from tests.features.programs.papers import make_paper
from tests.features.reviews.conftest import Reviews
from tests.people import NOW, SINCE, TODAY, Cast, make_person

LONG_AGO = date(2025, 2, 1)
AGENCY_VALUES = {
    "opini_bpk": "WTP",
    "predikat_sakip_min": "BB",
    "indeks_rb_min_pemda": "B",
    "maturitas_spip_min": "3",
}
UNIT_VALUES = {
    "layanan_inti": "ya",
    "berdampak_bagi_masyarakat": "ya",
    "tindak_lanjut_pengawasan_persen": "100",
    "kepatuhan_lhkpn_lhkan_persen": "46/46",
    "predikat_sakip_internal_min": "B",
    "tanpa_perkara_kkn": "ya",
}


def pdf(text: str = "x") -> Paper:
    """A file somebody brings."""
    return Paper(BytesIO(b"%PDF-1.7\n" + text.encode() + b"\n%%EOF\n"), "surat.pdf")


class PaperRows:
    """Documents as rows, for tests that need their presence and not their pages."""

    def __init__(self) -> None:
        self.letters: list[Any] = []

    def issue(self, *, letter: Any, content: Any = None, **given: Any) -> OfficialDocument:
        import json  # noqa: PLC0415

        self.letters.append(letter)
        return self._row(
            Origin.GENERATED,
            title=letter.title,
            content=json.dumps(content or {}, sort_keys=True),
            signed_by=given.pop("signer"),
            **given,
        )

    def attach(self, *, file: Any, filename: str, **given: Any) -> OfficialDocument:
        assert filename
        file.read()
        return self._row(Origin.UPLOADED, **given)

    def withdraw(
        self, *, document: OfficialDocument, reason: str, by: Person, now: datetime
    ) -> OfficialDocument:
        document.withdrawn_by, document.withdrawn_at = by, now
        document.withdrawn_reason = reason
        document.save()
        return document

    def _row(self, origin: Origin, *, by: Person, now: datetime, **given: Any) -> OfficialDocument:
        content = uuid4().hex.encode()
        file = StoredFile.objects.create(
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            media_type="application/pdf",
            extension="pdf",
            stored_at=NOW,
        )
        return OfficialDocument.objects.create(
            origin=origin, file=file, code=uuid4().hex, made_by=by, made_at=now, **given
        )


class Proposals:
    """An agency with eligible units, and the national team on them."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.reviews = Reviews(cast)

    @property
    def cycle(self) -> EvaluationCycle:
        return self.reviews.cycle

    def eligible(self, unit: WorkUnit, *, with_values: bool = True) -> ZoneProgram:
        """A program that TPI found eligible, building for more than a year, its reports there."""
        program = self.reviews.program_of(unit, ProgramState.ELIGIBLE)
        ZoneProgram.objects.filter(pk=program.pk).update(building_since=LONG_AGO)
        program.building_since = LONG_AGO
        for kind in (DocumentKind.EVALUATION_REPORT_1, DocumentKind.EVALUATION_REPORT_2):
            make_paper(self.cast, program, kind)
        if with_values:
            self.enter_all(unit)
        return program

    def enter(self, requirement: str, value: str, unit: WorkUnit | None = None) -> RequirementValue:
        """A value that the inspector enters with a link as proof."""
        return actions.enter_value(
            agency=self.cast.agency,
            unit=unit,
            year=self.cycle.year,
            requirement=requirement,
            value=value,
            as_of=date(2026, 3, 31),
            source="Laporan 12/2026",
            link="https://tirtamaya.example/bukti",
            by=self.cast.inspector,
            now=NOW,
        )

    def enter_all(self, unit: WorkUnit) -> None:
        """Every requirement of the agency and of a unit, met."""
        for requirement, value in AGENCY_VALUES.items():
            self.enter(requirement, value)
        for requirement, value in UNIT_VALUES.items():
            self.enter(requirement, value, unit)

    @cached_property
    def program(self) -> ZoneProgram:
        """The program of the cast's unit."""
        return self.eligible(self.cast.unit)

    @cached_property
    def other_head(self) -> Person:
        """Head of the other unit."""
        person = make_person("Sari Kepala", agency=self.cast.agency)
        RoleAssignment.objects.create(
            person=person,
            role=Role.UNIT_HEAD,
            agency=self.cast.agency,
            unit=self.cast.other_unit,
            starts_on=SINCE,
            given_at=NOW,
        )
        return person

    @cached_property
    def nomination(self) -> Nomination:
        """The proposal with the unit in it, statement and letter signed."""
        found = self.open(self.program)
        self.sign(self.program)
        return self.letter(found)

    def open(self, *programs: ZoneProgram) -> Nomination:
        nomination = actions.open_nomination(cycle=self.cycle, by=self.cast.inspector, now=NOW)
        for program in programs:
            actions.add_unit(
                nomination=nomination, program=program, by=self.cast.inspector, now=NOW
            )
        return nomination

    def sign(self, program: ZoneProgram, by: Person | None = None) -> None:
        actions.sign_statement(
            program=program,
            number=f"SPTJM/{program.unit.code}",
            dated_on=TODAY,
            by=by or self.cast.unit_head,
            now=NOW,
        )

    def letter(self, nomination: Nomination, number: str = "B/1/2026") -> Nomination:
        return actions.issue_letter(
            nomination=nomination, number=number, dated_on=TODAY, by=self.cast.agency_head, now=NOW
        )

    def send(self, now: datetime = NOW) -> Nomination:
        return actions.nominate(nomination=self.nomination, by=self.cast.agency_head, now=now)

    # the national side

    def evaluator(self, name: str, unit: WorkUnit | None = None) -> Person:
        """A national evaluator with a role on the unit, as an assignment gives it."""
        person = make_person(name, agency=None)
        self.give_national(person, unit or self.cast.unit)
        return person

    def give_national(self, person: Person, unit: WorkUnit) -> None:
        RoleAssignment.objects.create(
            person=person,
            role=Role.TPN,
            agency=unit.agency,
            unit=unit,
            starts_on=SINCE,
            given_at=NOW,
        )

    @cached_property
    def national(self) -> Person:
        return self.evaluator("Tirta Nasional")

    @cached_property
    def national_two(self) -> Person:
        return self.evaluator("Umar Nasional")

    @cached_property
    def national_three(self) -> Person:
        return self.evaluator("Vina Nasional")

    def put(self, state: ProgramState, since: datetime = NOW) -> ZoneProgram:
        """The program in another state, without the moves that lead there."""
        ZoneProgram.objects.filter(pk=self.program.pk).update(state=state, state_since=since)
        self.program.refresh_from_db()
        return self.program

    def select(
        self,
        outcome: SelectionOutcome,
        *,
        now: datetime = NOW,
        by: Person | None = None,
        **more: Any,
    ) -> Any:
        return actions.decide_selection(
            program=self.program,
            outcome=outcome,
            number=f"SEL/{uuid4().hex[:6]}",
            dated_on=TODAY,
            by=by or self.national,
            now=now,
            **more,
        )

    def failed(self, now: datetime = NOW) -> ZoneProgram:
        """The program after a failed selection, its time for an objection open."""
        self.put(ProgramState.ADMIN_SELECTION, now)
        self.select(SelectionOutcome.FAILED, notes="Surat tidak lengkap.", now=now)
        return self.program


@pytest.fixture
def paper_rows(monkeypatch: pytest.MonkeyPatch) -> PaperRows:
    """Documents are rows."""
    rows = PaperRows()
    for name in ("issue", "attach", "withdraw"):
        monkeypatch.setattr(papers, name, getattr(rows, name))
    return rows


@pytest.fixture
def proposals(cast: Cast, paper_rows: PaperRows) -> Proposals:
    """Proposals whose documents are rows."""
    assert paper_rows is not None
    return Proposals(cast)


@contextmanager
def without_guard(name: str) -> Iterator[None]:
    """The state table without one of its conditions: a refusal that stays was not the guard's."""
    kept = guards._guards[name]
    guards.register(name, lambda _program, _now: None)
    try:
        yield
    finally:
        guards.register(name, kept)
