"""Refusals that hardly anybody meets: what a screen does not offer, the action refuses."""

import io

import pytest

from bening.accounts import actions as accounts
from bening.accounts.models import Role
from bening.accounts.refusals import PeopleRefused
from bening.adapters.file_types import FileRefused
from bening.agencies import actions as agencies
from bening.agencies.actions import MOST_LEVELS
from bening.agencies.models import AgencyKind, TimeZone, WorkUnit
from bening.agencies.refusals import AgencyRefused
from bening.evaluations.models import EvaluationSheet
from bening.evaluations.refusals import UnknownQuestion
from bening.evidence import actions as evidence
from bening.evidence import uploads
from bening.evidence.models import Evidence, StoredFile, Upload
from bening.evidence.refusals import EvidenceRefused, UploadRefused, UploadTooLarge
from tests.features.evidence.conftest import no_previews, own_store
from tests.people import NOW, Cast, make_person, make_unit

__all__ = ["no_previews", "own_store"]
CODE = "A.I.5.iii.c"


def link(cast: Cast) -> Evidence:
    return evidence.add_link(
        unit=cast.unit, url="https://tirtamaya.example/l", title="Laporan", by=cast.pic, now=NOW
    )


def test_a_link_has_no_revision(cast: Cast) -> None:
    file = StoredFile.objects.create(
        sha256="a" * 64, size=9, media_type="application/pdf", extension="pdf", stored_at=NOW
    )

    with pytest.raises(EvidenceRefused, match="link_has_no_revision"):
        evidence.revise(evidence=link(cast), file=file, filename="a.pdf", by=cast.pic, now=NOW)


@pytest.mark.parametrize("need", [-1, 99])
def test_only_an_expected_proof_of_the_question_is_given(
    cast: Cast, sheet: EvaluationSheet, need: int
) -> None:
    with pytest.raises(EvidenceRefused, match="need_unknown"):
        evidence.attach(
            evidence=link(cast), sheet=sheet, official_code=CODE, need=need, by=cast.pic, now=NOW
        )
    with pytest.raises(UploadRefused, match="need_unknown"):
        begin(cast, sheet, CODE, need)
    assert not Upload.objects.exists()


def begin(cast: Cast, sheet: EvaluationSheet, code: str, need: int | None = None) -> None:
    target = uploads.Target(unit=cast.unit, sheet=sheet, official_code=code, need=need)
    uploads.begin_upload(target=target, filename="foto.png", size=9, by=cast.pic, now=NOW)


def test_no_upload_begins_for_a_question_that_is_none(cast: Cast, sheet: EvaluationSheet) -> None:
    with pytest.raises(UnknownQuestion):
        begin(cast, sheet, "A.I.9.x.z")

    assert not Upload.objects.exists()


@pytest.mark.parametrize(("size", "refusal"), [(0, FileRefused), (2**40, UploadTooLarge)])
def test_a_file_that_comes_whole_has_a_bearable_size(
    cast: Cast, size: int, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        uploads.receive_file(
            target=uploads.Target(unit=cast.unit),
            file=io.BytesIO(b"x"),
            filename="foto.png",
            size=size,
            by=cast.pic,
            now=NOW,
        )


def test_a_tree_moved_below_another_does_not_get_too_deep(cast: Cast) -> None:
    deep: WorkUnit = make_unit(cast.agency, "1")
    for level in range(2, MOST_LEVELS + 1):
        deep = make_unit(cast.agency, str(level), parent=deep)
    top = make_unit(cast.agency, "90")
    make_unit(cast.agency, "91", parent=top)
    above = WorkUnit.objects.get_parent(deep)

    with pytest.raises(AgencyRefused, match="tree_too_deep"):
        agencies.move_unit(unit=top, parent=above, by=cast.agency_admin, now=NOW)


def test_an_agency_takes_no_name_of_another(cast: Cast) -> None:
    with pytest.raises(AgencyRefused, match="agency_name_taken"):
        agencies.change_agency(
            agency=cast.agency,
            name=cast.outside_agency.name.upper(),
            short_name="",
            kind=AgencyKind.REGIONAL,
            time_zone=TimeZone.WIB,
            by=cast.agency_admin,
            now=NOW,
        )


def test_nobody_takes_the_address_of_another(cast: Cast) -> None:
    with pytest.raises(PeopleRefused, match="email_taken"):
        accounts.change_person(
            person=cast.colleague,
            name=cast.colleague.name,
            email=cast.outsider.email.upper(),
            employee_number="",
            position="",
            by=cast.agency_admin,
            now=NOW,
        )


def test_no_link_is_sent_to_somebody_switched_off(cast: Cast) -> None:
    cast.colleague.is_active = False
    cast.colleague.save(update_fields=["is_active"])

    with pytest.raises(PeopleRefused, match="person_inactive"):
        accounts.request_link(person=cast.colleague, by=cast.agency_admin, now=NOW)


def test_somebody_of_no_agency_gets_no_role_in_one(cast: Cast) -> None:
    person = make_person("Wulan Sari", agency=None)

    with pytest.raises(PeopleRefused, match="role_needs_agency"):
        accounts.give_role(person=person, role=Role.INSPECTOR, by=cast.operator, now=NOW)
