"""A unit prepares for the national team: what it reads, whom it names, what it calls ready."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bening.accounts.models import Person, Posting, Role
from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.evidence import actions as evidence
from bening.evidence.models import Evidence
from bening.mentoring import actions, waiting
from bening.mentoring.models import InterviewPartner, PreparationItem, PreparedItem
from bening.mentoring.preparation import AreaPage, left_to_prepare, page_of, preparation_for
from bening.mentoring.refusals import MentoringRefused, WrongMoment
from bening.mentoring.states import PREPARES
from bening.programs.models import CycleDate, ProgramState, ZoneProgram
from bening.reviews.models import ReviewMark, ReviewRound, ReviewTier
from tests.features.reviews.conftest import Reviews
from tests.people import NOW, TODAY, Cast, give, make_person, sign_in

CODE = "A.I.5.iii.c"


@pytest.fixture(autouse=True)
def in_april(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def reviews(cast: Cast) -> Reviews:
    return Reviews(cast)


@pytest.fixture
def awaited(reviews: Reviews) -> ZoneProgram:
    """A submitted program, its first TPI round closed, in the national desk evaluation.

    TPI valued one question lower than the unit; the national team is assigned.
    """
    round_ = reviews.round
    reviews.confirm_all(round_, ReviewTier.MEMBER, reviews.member)
    ReviewMark.objects.filter(round=round_, official_code=CODE).update(value="C")
    ReviewRound.objects.filter(pk=round_.pk).update(
        state="closed", closed_at=NOW, closed_by=reviews.controller, outcome="round_1_closed"
    )
    program = reviews.put(reviews.program, ProgramState.TPN_DESK)
    reviews.assign(program, reviews.national_team)
    return program


def area_of(program: ZoneProgram, person: Person, number: int | None) -> AreaPage:
    page = page_of(preparation_for(person, program.pk), person, now=NOW)
    return next(one for one in page.areas if one.number == number)


def reasons(program: ZoneProgram, person: Person, code: str = CODE, area: int = 5) -> str:
    found = [one for one in area_of(program, person, area).asked if one.code == code]
    return " ".join(why for one in found for why in one.reasons)


def test_a_question_without_evidence_or_with_another_value_of_tpi_is_named(
    cast: Cast, awaited: ZoneProgram
) -> None:
    said = reasons(awaited, cast.pic)

    assert "Belum ada bukti." in said
    assert "penilaian mandiri A, LHE TPI C" in said


def test_an_open_round_of_the_national_team_is_not_read(
    cast: Cast, reviews: Reviews, awaited: ZoneProgram
) -> None:
    reviews.declare(awaited, reviews.national_member, reviews.national_lead)
    round_ = reviews.open_national(awaited)
    reviews.confirm_all(round_, ReviewTier.MEMBER, reviews.national_member)
    before = reasons(awaited, cast.pic)
    ReviewMark.objects.filter(round=round_).update(value="B", note="Rahasia penilai.")

    assert reasons(awaited, cast.pic) == before
    page = sign_in(Client(), cast.pic).get(address(awaited)).text
    assert "Rahasia penilai" not in page


def test_evidence_older_than_the_period_is_named(cast: Cast, awaited: ZoneProgram) -> None:
    proof = linked(cast, awaited)
    assert "Belum ada bukti." not in reasons(awaited, cast.pic)
    Evidence.objects.filter(pk=proof.pk).update(
        proves_from=date(2019, 1, 1), proves_until=date(2019, 12, 31)
    )

    assert "Bukti lebih lama daripada masa penilaian: SOP antrean." in reasons(awaited, cast.pic)


def test_evidence_that_tpi_saw_and_that_is_withdrawn_is_named(
    cast: Cast, reviews: Reviews, awaited: ZoneProgram
) -> None:
    proof = linked(cast, awaited)
    seen = reviews.submit(awaited)
    ReviewRound.objects.filter(program=awaited, stage="tpi").update(snapshot=seen)
    assert "ditarik" not in reasons(awaited, cast.pic)
    Evidence.objects.filter(pk=proof.pk).update(withdrawn_at=NOW)

    assert "Bukti “SOP antrean” sudah ditarik." in reasons(awaited, cast.pic)


def linked(cast: Cast, program: ZoneProgram) -> Evidence:
    """A page of the web, attached while the sheet was open."""
    proof = evidence.add_link(
        unit=cast.unit,
        url="https://tirtamaya.example/sop",
        title="SOP antrean",
        by=cast.pic,
        now=NOW,
    )
    proof.links.create(
        agency_id=program.agency_id,
        sheet=program.sheet,
        official_code=CODE,
        linked_by=cast.pic,
        linked_at=NOW,
    )
    return proof


def test_what_was_recommended_and_is_open_stands_with_its_area(
    cast: Cast, awaited: ZoneProgram
) -> None:
    given: dict[str, Any] = {
        "unit": cast.unit,
        "program": awaited,
        "source": "lhe_1",
        "owner": None,
        "due_on": TODAY,
        "by": cast.inspector,
        "now": NOW,
    }
    actions.recommend(text="Lengkapi notula.", official_code=CODE, **given)
    actions.recommend(text="Rapikan arsip.", **given)
    page = page_of(preparation_for(cast.pic, awaited.pk), cast.pic, now=NOW)

    of_area = {one.number: [row.text for row in one.recommendations] for one in page.areas}
    assert of_area[5] == ["Lengkapi notula."]
    assert [row.text for row in page.general] == ["Rapikan arsip."]
    assert sum(map(len, of_area.values())) == 1


def test_when_and_who_are_told(cast: Cast, reviews: Reviews, awaited: ZoneProgram) -> None:
    CycleDate.objects.create(
        agency=cast.agency,
        cycle=awaited.cycle,
        state=ProgramState.TPN_FIELD,
        starts_on=date(2026, 8, 3),
        due_on=date(2026, 9, 30),
        set_by=cast.agency_admin,
        set_at=NOW,
    )
    text = sign_in(Client(), cast.unit_head).get(address(awaited)).text

    assert "3 Agustus 2026 – 30 September 2026" in text
    assert "TPN 1" in text
    assert reviews.national_lead.name in text


def test_staff_are_named_for_areas_and_taken_off_again(cast: Cast, awaited: ZoneProgram) -> None:
    Posting.objects.create(
        agency=cast.agency,
        person=cast.colleague,
        unit=cast.unit,
        starts_on=date(2025, 1, 1),
        entered_by=cast.agency_admin,
        entered_at=NOW,
    )
    for person in (cast.area_member, cast.colleague):
        made = name(awaited, cast.unit_head, person)
        assert made.named_by == cast.unit_head

    named = [one.person for one in area_of(awaited, cast.pic, 5).partners]
    assert set(named) == {cast.area_member, cast.colleague}
    events = Event.objects.filter(subject_type="preparation", subject_id=str(awaited.pk))
    assert [one.act for one in events] == ["preparation.partner_named"] * 2

    actions.drop_partner(program=awaited, partner=made, by=cast.pic, now=NOW)
    assert InterviewPartner.objects.get().person == cast.area_member
    with pytest.raises(WrongMoment) as refusal:
        actions.drop_partner(program=awaited, partner=made, by=cast.pic, now=NOW)
    assert refusal.value.code == "partner_gone"


def name(program: ZoneProgram, by: Person, person: Person, area: int = 5) -> InterviewPartner:
    return actions.name_partner(program=program, area=area, person=person, by=by, now=NOW)


def test_who_is_not_of_the_unit_or_twice_or_for_no_area_is_refused(
    cast: Cast, awaited: ZoneProgram
) -> None:
    name(awaited, cast.pic, cast.area_member)
    for person, area, code in (
        (cast.colleague, 5, "partner_not_of_unit"),
        (cast.area_member, 5, "partner_named_already"),
        (cast.area_member, 7, "area_unknown"),
        (cast.area_member, 0, "area_unknown"),
    ):
        with pytest.raises(MentoringRefused) as refusal:
            name(awaited, cast.pic, person, area)
        assert refusal.value.code == code
    assert InterviewPartner.objects.count() == 1

    twin = InterviewPartner.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        InterviewPartner.objects.create(
            agency=cast.agency,
            program=awaited,
            area=5,
            person=twin.person,
            named_by=cast.pic,
            named_at=NOW,
        )


def test_items_are_called_ready_with_who_and_when(cast: Cast, awaited: ZoneProgram) -> None:
    made = actions.call_ready(program=awaited, item="originals", by=cast.pic, now=NOW)
    assert (made.ready_by, made.ready_at) == (cast.pic, NOW)
    with pytest.raises(WrongMoment) as refusal:
        actions.call_ready(program=awaited, item="originals", by=cast.unit_head, now=NOW)
    assert (refusal.value.code, refusal.value.values["name"]) == (
        "item_ready_already",
        cast.pic.name,
    )

    actions.take_back(program=awaited, item="originals", by=cast.unit_head, now=NOW)
    assert not PreparedItem.objects.exists()
    with pytest.raises(WrongMoment) as refusal:
        actions.take_back(program=awaited, item="originals", by=cast.unit_head, now=NOW)
    assert refusal.value.code == "item_not_ready"
    acts = Event.objects.filter(subject_type="preparation").order_by("at", "pk")
    assert [one.act for one in acts] == ["preparation.ready", "preparation.taken_back"]


@pytest.mark.parametrize("state", [ProgramState.NOMINATED, ProgramState.CLEARANCE])
def test_before_and_after_the_evaluation_nothing_is_prepared(
    cast: Cast, reviews: Reviews, awaited: ZoneProgram, state: ProgramState
) -> None:
    reviews.put(awaited, state)
    with pytest.raises(WrongMoment) as refusal:
        name(awaited, cast.pic, cast.area_member)
    assert refusal.value.code == "preparation_not_now"
    with pytest.raises(WrongMoment):
        actions.call_ready(program=awaited, item="told", by=cast.pic, now=NOW)
    assert "Daftarkan pegawai" not in sign_in(Client(), cast.pic).get(address(awaited)).text


def test_only_head_and_pic_of_this_very_unit_prepare(cast: Cast, awaited: ZoneProgram) -> None:
    for person in (cast.area_lead, cast.parent_head, cast.inspector, cast.agency_admin):
        with pytest.raises(NotAllowed) as refusal:
            actions.call_ready(program=awaited, item="told", by=person, now=NOW)
        assert refusal.value.code == "prepares_as_head_or_pic"


def address(program: ZoneProgram) -> str:
    return reverse("mentoring:preparation", args=[program.pk])


def test_the_page_is_for_the_unit_and_its_agency_never_for_the_national_team(
    cast: Cast, reviews: Reviews, awaited: ZoneProgram
) -> None:
    readers = (cast.pic, cast.area_member, cast.parent_head, cast.agency_head, cast.inspector)
    for person in readers:
        assert sign_in(Client(), person).get(address(awaited)).status_code == 200
    for person in (reviews.national_lead, cast.colleague, cast.outsider):
        assert sign_in(Client(), person).get(address(awaited)).status_code == 404
    program_page = reverse("programs:program", args=[awaited.pk])
    assert "Buka persiapan" in sign_in(Client(), cast.pic).get(program_page).text
    assert "Buka persiapan" not in sign_in(Client(), reviews.national_lead).get(program_page).text


def test_a_preliminary_reviewer_does_not_read_it(cast: Cast, awaited: ZoneProgram) -> None:
    above = make_person("Rahma Madya", agency=cast.agency)
    give(above, Role.PRELIMINARY, unit=cast.unit)

    assert sign_in(Client(), above).get(address(awaited)).status_code == 404


def test_the_page_names_and_calls_ready_by_plain_posts(cast: Cast, awaited: ZoneProgram) -> None:
    client = sign_in(Client(), cast.pic)
    sent = {"act": "name", "area": "5", "person": str(cast.area_member.pk)}
    assert client.post(address(awaited), sent).status_code == 302
    assert client.post(address(awaited), sent).status_code == 422
    assert client.post(address(awaited), {"act": "ready", "item": "told"}).status_code == 302
    text = client.get(address(awaited)).text
    assert cast.area_member.name in text
    assert "1 dari 7 siap" in text

    partner = InterviewPartner.objects.get()
    assert client.post(address(awaited), {"act": "take_back", "item": "told"}).status_code == 302
    dropped = client.post(address(awaited), {"act": "drop", "partner": str(partner.pk)})
    assert dropped.status_code == 302
    assert client.post(address(awaited), {"act": "nothing"}).status_code == 404
    assert not InterviewPartner.objects.exists()
    assert not PreparedItem.objects.exists()


def test_it_waits_for_the_pic_until_all_is_ready(
    cast: Cast, reviews: Reviews, awaited: ZoneProgram
) -> None:
    def waits(person: Person) -> list[str]:
        return [
            turn.detail
            for turn in waiting.turns(person, NOW)
            if turn.key == f"preparation:{awaited.pk}"
        ]

    assert waits(cast.pic) == ["Siapkan evaluasi TPN: 13 hal belum siap"]
    assert waits(cast.unit_head) == waits(cast.inspector) == waits(cast.area_lead) == []
    for state in (ProgramState.NOMINATED, ProgramState.PANEL):
        reviews.put(awaited, state)
        assert waits(cast.pic) == []
    reviews.put(awaited, PREPARES[0])
    for area in range(1, 7):
        name(awaited, cast.pic, cast.area_member, area)
        name(awaited, cast.pic, cast.area_lead, area)
    for item in PreparationItem:
        assert waits(cast.pic) == [
            f"Siapkan evaluasi TPN: {left_to_prepare(awaited)} hal belum siap"
        ]
        actions.call_ready(program=awaited, item=item, by=cast.pic, now=NOW)

    assert waits(cast.pic) == []
