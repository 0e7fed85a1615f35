"""What no column holds is refused in words by the action, whichever way it comes."""

import io
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bening.accounts.refusals import NotAllowed
from bening.adapters.file_store import FileStore
from bening.agencies import actions as agency_actions
from bening.agencies.models import UnitLevel, WorkUnit
from bening.agencies.refusals import AgencyRefused
from bening.domain.scoring.answers import LONGEST_NUMBER
from bening.evaluations import actions
from bening.evaluations.models import Answer, EvaluationSheet, InstrumentVersion, Snapshot
from bening.evidence.models import Evidence
from bening.evidence.refusals import EvidenceRefused
from bening.evidence.uploads import Target, receive_file
from bening.instruments import load
from bening.programs.actions import enter_award, open_program
from bening.programs.models import Award, Designation, ZoneProgram
from bening.programs.refusals import ProgramRefused
from tests.adapters import samples
from tests.features.api.conftest import Call
from tests.features.evaluations.test_submit_sheet import fill
from tests.features.evidence.conftest import no_previews, own_store
from tests.people import NOW, Cast

__all__ = ["no_previews", "own_store"]
COUNTED = [question for question in load("lke-2021").questions if question.inputs]


@pytest.mark.parametrize(("field", "longest"), [("name", 200), ("code", 40)])
def test_texts_of_a_unit_fit_their_columns(cast: Cast, field: str, longest: int) -> None:
    def add(text: str) -> WorkUnit:
        texts: dict[str, Any] = {"name": "Kantor", "code": "77"} | {field: text}
        return agency_actions.add_unit(
            agency=cast.agency,
            parent=None,
            **texts,
            level=UnitLevel.ECHELON_3,
            by=cast.agency_admin,
            now=NOW,
        )

    with pytest.raises(AgencyRefused) as refused:
        add("x" * (longest + 1))
    assert refused.value.code == "unit_text_too_long"
    assert refused.value.field == field

    unit = add("x" * longest)
    with pytest.raises(AgencyRefused):
        agency_actions.change_unit(
            unit=unit,
            **({"name": "Kantor", "code": "77"} | {field: "y" * (longest + 1)}),
            level=UnitLevel.ECHELON_3,
            time_zone="",
            serves_public=True,
            by=cast.agency_admin,
            now=NOW,
        )


def test_the_interface_says_which_text_of_a_unit_is_too_long(cast: Cast, call: Call) -> None:
    answer = call(cast.agency_admin, "post", "/unit", {"code": "1" * 41, "name": "Kantor"})

    assert answer.status_code == 422
    assert answer.json()["code"] == "unit_text_too_long"


def test_the_number_of_a_decree_fits_its_column(cast: Cast) -> None:
    def enter(number: str) -> Award:
        return enter_award(
            unit=cast.unit,
            designation=Designation.WBK,
            decree_number=number,
            awarded_on=date(2024, 1, 1),
            by=cast.agency_admin,
            now=NOW,
        )

    with pytest.raises(ProgramRefused) as refused:
        enter("9" * 121)
    assert refused.value.code == "decree_number_too_long"
    assert enter(" " + "9" * 120).decree_number == "9" * 120


def test_a_closed_unit_gets_no_program(cast: Cast, sheet: EvaluationSheet) -> None:
    unit = agency_actions.close_unit(unit=cast.other_unit, by=cast.agency_admin, now=NOW)

    with pytest.raises(ProgramRefused) as refused:
        open_program(
            unit=unit, cycle=sheet.cycle, target=Designation.WBK, by=cast.agency_admin, now=NOW
        )

    assert refused.value.code == "unit_is_closed"
    assert not ZoneProgram.objects.filter(unit=unit).exists()


def test_every_answer_that_is_taken_fits_its_column() -> None:
    longest = Answer._meta.get_field("value").max_length or 0

    assert longest >= LONGEST_NUMBER
    for question in COUNTED:
        assert len(question.code) <= (Answer._meta.get_field("official_code").max_length or 0)


def test_a_total_of_long_fractions_is_kept_exactly(cast: Cast, sheet: EvaluationSheet) -> None:
    fill(sheet, cast)
    for number, question in enumerate(COUNTED):
        whole = 999_999_937 - 2 * number
        shares = {count.id: str(whole) for count in question.inputs}
        assert question.formula is not None
        shares |= {question.formula.numerator[0]: str(whole - 1)}
        actions.save_answer(
            sheet=sheet,
            official_code=question.code,
            value=None,
            inputs=shares,
            note="Ada.",
            seen_version=1,
            by=cast.pic,
            now=NOW,
        )

    snapshot = actions.submit_sheet(sheet=sheet, by=cast.pic, now=NOW)

    assert len(snapshot.total) > 80
    snapshot.full_clean(exclude=["sheet", "agency", "submitted_by"])
    assert Fraction(Snapshot.objects.get().total) == Fraction(snapshot.total)


@pytest.mark.parametrize(
    ("line", "longer"),
    [
        ("id: lke-2021\n", "id: lke-2021-" + "x" * 80 + "\n"),
        ("name: Lembar Kerja", "name: " + "x" * 200 + " Lembar Kerja"),
        ("id: PermenPANRB", "id: " + "x" * 200 + " PermenPANRB"),
    ],
)
def test_names_of_an_own_instrument_fit_their_columns(
    cast: Cast, call: Call, version: InstrumentVersion, line: str, longer: str
) -> None:
    own = version.source.replace("id: lke-2021\n", "id: lke-2021-uji\n", 1)
    assert line in version.source
    source = version.source if line.startswith("id: lke") else own

    answer = call(cast.agency_admin, "post", "/instrumen", {"source": source.replace(line, longer)})

    assert answer.status_code == 422
    assert not InstrumentVersion.objects.filter(agency=cast.agency).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "   "},
        {"proves_from": "2026-02-01", "proves_until": "2025-01-01"},
        {"proves_from": "1950-01-01"},
        {"proves_until": "2025-01-01"},
    ],
)
def test_a_file_with_details_that_are_refused_leaves_nothing(
    cast: Cast, call: Call, wrong: dict[str, str]
) -> None:
    file = SimpleUploadedFile("foto.png", samples.picture("png", (9, 7)))

    answer = call(
        cast.pic, "post", "/bukti/berkas", data={"file": file, "unit": str(cast.unit.pk), **wrong}
    )

    assert answer.status_code == 422
    assert not Evidence.objects.exists()


def test_a_file_comes_with_its_title_and_one_day(cast: Cast, no_previews: list[str]) -> None:
    picture = samples.picture("png", (9, 7))
    with pytest.raises(EvidenceRefused):
        receive_file(
            target=Target(unit=cast.unit),
            file=io.BytesIO(picture),
            filename="foto.png",
            size=len(picture),
            title=" ",
            by=cast.pic,
            now=NOW,
        )
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("who", ["inspector", "agency_admin", "colleague"])
def test_a_file_of_somebody_who_may_add_none_is_never_stored(
    cast: Cast, own_store: FileStore, who: str
) -> None:
    picture = samples.picture("png", (9, 7))

    with pytest.raises(NotAllowed):
        receive_file(
            target=Target(unit=cast.unit),
            file=io.BytesIO(picture),
            filename="foto.png",
            size=len(picture),
            by=getattr(cast, who),
            now=NOW,
        )

    assert list(own_store.hashes()) == []


def test_a_day_alone_is_a_period_of_one_day(cast: Cast, call: Call) -> None:
    body = {"unit": str(cast.unit.pk), "title": "Laporan", "url": "https://tirtamaya.example/l"}

    made = call(cast.pic, "post", "/bukti/tautan", {**body, "proves_from": "2025-03-01"}).json()

    assert made["proves_from"] == made["proves_until"] == "2025-03-01"
    end_alone = call(cast.pic, "post", "/bukti/tautan", {**body, "proves_until": "2025-03-01"})
    assert end_alone.status_code == 422


def test_an_address_of_the_page_that_is_none_harms_nothing(client: Client, db: None) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://[bukan"}

    answer = client.get("/papan/", headers=headers)

    assert answer.status_code == 401
    assert "next=%2F" in answer.content.decode()
