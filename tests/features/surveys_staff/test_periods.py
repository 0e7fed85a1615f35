"""Periods: planned, approved, opened, closed; what each refuses."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.calendars.turns import turns_of
from bening.domain.surveys.states import PeriodRefused
from bening.surveys import clock
from bening.surveys.actions import periods as actions
from bening.surveys.actions import questionnaires
from bening.surveys.clock import follow_calendar
from bening.surveys.models import (
    InvitationBatch,
    PeriodState,
    PopulationSource,
    Questionnaire,
    SampleMethod,
    SurveyContact,
    SurveyDay,
    SurveyPeriod,
)
from bening.surveys.population import Sample
from bening.surveys.queries import progress_of
from bening.surveys.refusals import SurveyRefused, WrongMoment
from tests.features.surveys_staff.conftest import FROM_REGISTER, SECOND_QUARTER, design_of
from tests.people import NOW, Cast, sign_in

pytestmark = pytest.mark.django_db
Shipped = dict[str, Questionnaire]
TYPED = Sample(source=PopulationSource.TYPED, population=1000, note="Laporan layanan, hlm. 4")


def on(day: date) -> datetime:
    """Ten in the morning in Jakarta."""
    return NOW.replace(year=day.year, month=day.month, day=day.day)


def test_a_year_is_four_periods_of_which_the_past_is_left_out(cast: Cast, shipped: Shipped) -> None:
    made = actions.design_year(
        unit=cast.unit, year=2027, questionnaire=shipped["combined"], by=cast.pic, now=NOW
    )
    assert [one.name for one in made] == [
        f"Triwulan {each} 2027" for each in ("I", "II", "III", "IV")
    ]
    assert [one.slug for one in made] == [f"3301-2027-t{each}" for each in (1, 2, 3, 4)]
    assert (made[0].starts_on, made[3].ends_on) == (date(2027, 1, 1), date(2027, 12, 31))
    this_year = actions.design_year(
        unit=cast.unit, year=2026, questionnaire=shipped["combined"], by=cast.pic, now=NOW
    )
    assert [one.starts_on.month for one in this_year] == [4, 7, 10]
    with pytest.raises(SurveyRefused, match="survey_period_year_is_full"):
        actions.design_year(
            unit=cast.unit, year=2027, questionnaire=shipped["combined"], by=cast.pic, now=NOW
        )


def test_units_of_one_code_get_addresses_of_their_own(
    cast: Cast, shipped: Shipped, designed: SurveyPeriod
) -> None:
    SurveyPeriod.objects.filter(pk=designed.pk).update(
        unit=cast.other_unit, starts_on=date(2020, 1, 1), ends_on=date(2020, 2, 1)
    )
    again = actions.design(
        unit=cast.unit, wanted=design_of(shipped["combined"]), by=cast.pic, now=NOW
    )
    assert again.slug.startswith("3301-2026-t2-")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": "  "}, "survey_period_name_missing"),
        ({"name": "x" * 101}, "survey_period_name_too_long"),
        ({"ends_on": date(2026, 3, 1)}, "survey_period_ends_before_start"),
        ({"ends_on": date(2027, 4, 3)}, "survey_period_too_long"),
        (
            {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 4, 14)},
            "survey_period_is_past",
        ),
        ({"opens_at": time(16), "closes_at": time(8)}, "survey_period_hours_turned"),
        ({"own_networks": ("10.0.0.0/8", "kantor")}, "survey_network_unreadable"),
    ],
)
def test_what_a_period_can_not_be(
    cast: Cast, shipped: Shipped, values: dict[str, Any], code: str
) -> None:
    with pytest.raises(SurveyRefused, match=code):
        actions.design(
            unit=cast.unit, wanted=design_of(shipped["spak"], **values), by=cast.pic, now=NOW
        )
    assert not SurveyPeriod.objects.exists()


def test_the_same_is_not_asked_twice_at_a_time(
    cast: Cast, shipped: Shipped, designed: SurveyPeriod
) -> None:
    def plan(slug: str, **values: Any) -> SurveyPeriod:
        wanted = design_of(shipped[slug], **values)
        return actions.design(unit=cast.unit, wanted=wanted, by=cast.pic, now=NOW)

    with pytest.raises(SurveyRefused, match="survey_period_overlaps"):
        plan("skm", starts_on=SECOND_QUARTER[1], ends_on=date(2026, 8, 1))
    assert plan("rating").pk is not None  # another kind
    assert plan("spak", starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30)).pk is not None
    assert (
        actions.redesign(
            period=designed, wanted=design_of(shipped["spak"]), by=cast.pic, now=NOW
        ).pk
        is not None
    )  # itself is no other


def test_a_questionnaire_of_another_agency_is_not_asked(cast: Cast, shipped: Shipped) -> None:
    Questionnaire.objects.filter(slug="spak").update(agency=cast.outside_agency)
    shipped["spak"].refresh_from_db()
    with pytest.raises(SurveyRefused, match="questionnaire_of_other_agency"):
        actions.design(unit=cast.unit, wanted=design_of(shipped["spak"]), by=cast.pic, now=NOW)


def test_n_of_the_register_gives_sample_and_quotas(cast: Cast, designed: SurveyPeriod) -> None:
    held = actions.approve(period=designed, sample=FROM_REGISTER, by=cast.unit_head, now=NOW)
    assert (held.state, held.population, held.wanted) == (PeriodState.APPROVED, 400, 196)
    assert held.quotas == {"ktp-el": 147, "akta": 49}
    assert held.population_from == date(2026, 1, 1)
    event = Event.objects.get(act="survey_period.approved")
    assert (event.data["population"], event.data["wanted"]) == (400, 196)


def test_typed_n_has_its_source_and_no_quotas(cast: Cast, designed: SurveyPeriod) -> None:
    held = actions.approve(period=designed, sample=TYPED, by=cast.unit_head, now=NOW)
    assert (held.population, held.wanted, held.quotas) == (1000, 278, {})
    assert held.population_note == "Laporan layanan, hlm. 4"


def test_slovin_is_the_other_formula(cast: Cast, designed: SurveyPeriod) -> None:
    sample = Sample(
        source=PopulationSource.TYPED, method=SampleMethod.SLOVIN, population=1000, note="Laporan"
    )
    assert actions.approve(period=designed, sample=sample, by=cast.unit_head, now=NOW).wanted == 286


@pytest.mark.parametrize(
    ("sample", "code"),
    [
        (Sample(source=PopulationSource.TYPED, note="x"), "population_is_empty"),
        (
            Sample(source=PopulationSource.TYPED, population=10, note=" "),
            "population_source_missing",
        ),
        (
            Sample(source=PopulationSource.TYPED, population=60_000_000, note="x"),
            "population_absurd",
        ),
        (
            Sample(source=PopulationSource.TYPED, population=10, note="x" * 301),
            "population_source_too_long",
        ),
        (Sample(source=PopulationSource.REGISTER), "population_days_missing"),
        (
            Sample(
                source=PopulationSource.REGISTER,
                counted_from=date(2026, 3, 1),
                counted_until=date(2026, 2, 1),
            ),
            "population_days_turned",
        ),
        (
            Sample(
                source=PopulationSource.REGISTER,
                counted_from=date(2025, 3, 1),
                counted_until=date(2025, 4, 1),
            ),
            "population_register_empty",
        ),
    ],
)
def test_n_is_no_guess(cast: Cast, designed: SurveyPeriod, sample: Sample, code: str) -> None:
    with pytest.raises(SurveyRefused, match=code):
        actions.approve(period=designed, sample=sample, by=cast.unit_head, now=NOW)
    designed.refresh_from_db()
    assert designed.state == PeriodState.DESIGNED


def test_a_questionnaire_that_is_no_draft_any_more_is_asked(
    cast: Cast, shipped: Shipped, served: Any
) -> None:
    draft = questionnaires.adapt(
        source=shipped["spak"], agency=cast.agency, by=cast.agency_admin, now=NOW
    )
    planned = actions.design(unit=cast.unit, wanted=design_of(draft), by=cast.pic, now=NOW)
    with pytest.raises(WrongMoment, match="questionnaire_is_planned"):
        questionnaires.discard(questionnaire=draft, by=cast.agency_admin, now=NOW)
    with pytest.raises(SurveyRefused, match="questionnaire_not_approved"):
        actions.approve(period=planned, sample=FROM_REGISTER, by=cast.unit_head, now=NOW)
    questionnaires.approve(questionnaire=draft, by=cast.agency_admin, now=NOW)
    actions.approve(period=planned, sample=FROM_REGISTER, by=cast.unit_head, now=NOW)
    questionnaires.stop_using(questionnaire=draft, by=cast.agency_admin, now=NOW)
    with pytest.raises(SurveyRefused, match="questionnaire_not_approved"):
        actions.open_period(period=planned, by=cast.pic, now=NOW)
    assert follow_calendar(now=NOW) == 0
    planned.refresh_from_db()
    assert planned.state == PeriodState.APPROVED


def test_officers_plan_and_open_the_head_approves_and_closes(
    cast: Cast, officer: Person, designed: SurveyPeriod
) -> None:
    for who in (cast.pic, officer, cast.parent_head, cast.agency_admin, cast.inspector):
        with pytest.raises(NotAllowed):
            actions.approve(period=designed, sample=FROM_REGISTER, by=who, now=NOW)
    actions.approve(period=designed, sample=FROM_REGISTER, by=cast.unit_head, now=NOW)
    for who in (cast.area_member, cast.parent_head, cast.agency_admin, cast.inspector):
        with pytest.raises(NotAllowed):
            actions.open_period(period=designed, by=who, now=NOW)
    assert actions.open_period(period=designed, by=officer, now=NOW).state == PeriodState.OPEN
    with pytest.raises(NotAllowed):
        actions.close_early(period=designed, reason="x", by=cast.pic, now=NOW)


def test_a_period_opens_within_its_days_only(cast: Cast, approved: SurveyPeriod) -> None:
    before, after = SECOND_QUARTER[0] - timedelta(days=1), SECOND_QUARTER[1] + timedelta(days=1)
    with pytest.raises(WrongMoment, match="survey_period_not_begun"):
        actions.open_period(period=approved, by=cast.pic, now=on(before))
    with pytest.raises(WrongMoment, match="survey_period_is_over"):
        actions.open_period(period=approved, by=cast.pic, now=on(after))
    assert actions.open_period(period=approved, by=cast.pic, now=on(SECOND_QUARTER[0])).opened_at


def test_a_closed_period_is_not_opened_nor_changed_again(
    cast: Cast, shipped: Shipped, closed: SurveyPeriod
) -> None:
    with pytest.raises(PeriodRefused, match="reopening"):
        actions.open_period(period=closed, by=cast.unit_head, now=NOW)
    with pytest.raises(PeriodRefused, match="reopening"):
        actions.approve(period=closed, sample=FROM_REGISTER, by=cast.unit_head, now=NOW)
    with pytest.raises(PeriodRefused, match="reopening"):
        actions.return_to_design(period=closed, reason="x", by=cast.unit_head, now=NOW)
    with pytest.raises(WrongMoment, match="survey_period_is_closed"):
        actions.redesign(period=closed, wanted=design_of(shipped["spak"]), by=cast.pic, now=NOW)
    closed.refresh_from_db()
    assert closed.state == PeriodState.CLOSED


def test_an_approved_or_open_period_is_not_changed(
    cast: Cast, shipped: Shipped, approved: SurveyPeriod
) -> None:
    wanted = design_of(shipped["spak"], name="Lain")
    for _each in range(2):
        with pytest.raises(WrongMoment, match="survey_period_is_fixed"):
            actions.redesign(period=approved, wanted=wanted, by=cast.pic, now=NOW)
        with pytest.raises(WrongMoment, match="survey_period_is_fixed"):
            actions.discard(period=approved, by=cast.pic, now=NOW)
        if SurveyPeriod.objects.get().state == PeriodState.APPROVED:
            actions.open_period(period=approved, by=cast.pic, now=NOW)
    approved.refresh_from_db()
    assert approved.name == "Triwulan II 2026"


def test_an_approval_is_taken_back_with_a_reason(cast: Cast, approved: SurveyPeriod) -> None:
    with pytest.raises(SurveyRefused, match="survey_reason_missing"):
        actions.return_to_design(period=approved, reason=" ", by=cast.unit_head, now=NOW)
    held = actions.return_to_design(period=approved, reason="N keliru", by=cast.unit_head, now=NOW)
    assert held.state == PeriodState.DESIGNED
    with pytest.raises(SurveyRefused, match="survey_reason_missing"):
        actions.close_early(period=held, reason="", by=cast.unit_head, now=NOW)


def seal_forty(period: SurveyPeriod) -> None:
    """A sealed day, without the answers in it."""
    SurveyDay.objects.create(
        period=period,
        position=1,
        day=NOW.date(),
        size=40,
        root=b"1" * 32,
        before=b"0" * 32,
        commitments=b"",
        receipts=b"",
    )


def test_a_period_with_imported_answers_keeps_its_questionnaire(
    cast: Cast, approved: SurveyPeriod
) -> None:
    seal_forty(approved)
    with pytest.raises(WrongMoment, match="survey_period_has_answers"):
        actions.return_to_design(period=approved, reason="Lain", by=cast.unit_head, now=NOW)


def test_the_calendar_opens_and_closes(cast: Cast, approved: SurveyPeriod) -> None:
    first, last = SECOND_QUARTER
    assert follow_calendar(now=on(first - timedelta(days=1))) == 0
    midnight = on(first).replace(hour=17) - timedelta(days=1)  # in Jakarta
    assert follow_calendar(now=midnight - timedelta(minutes=1)) == 0
    assert follow_calendar(now=midnight) == 1
    assert follow_calendar(now=midnight) == 0
    approved.refresh_from_db()
    assert (approved.state, approved.opened_at) == (PeriodState.OPEN, midnight)
    assert follow_calendar(now=on(last)) == 0
    with pytest.raises(WrongMoment, match="survey_period_not_over"):
        actions.close_period(period=approved, now=on(last))
    assert follow_calendar(now=on(last + timedelta(days=1))) == 1
    approved.refresh_from_db()
    assert approved.state == PeriodState.CLOSED
    assert [one.by for one in Event.objects.filter(act="survey_period.closed")] == [None]


def test_a_fault_of_one_period_stops_neither_the_others_nor_the_forgetting(
    cast: Cast,
    shipped: Shipped,
    approved: SurveyPeriod,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted = design_of(shipped["rating"], name="Penilaian", ends_on=SECOND_QUARTER[1])
    other = actions.design(unit=cast.unit, wanted=wanted, by=cast.pic, now=NOW)
    actions.approve(period=other, sample=TYPED, by=cast.unit_head, now=NOW)
    batch = InvitationBatch.objects.create(
        agency=cast.agency, period=approved, means="mail", frame=1, made_by=cast.pic, made_at=NOW
    )
    SurveyContact.objects.create(batch=batch, address="w@rumah.example", delete_on=NOW.date())
    opening = actions.open_period

    def broken(*, period: SurveyPeriod, **given: Any) -> object:
        if period.pk == approved.pk:
            assert not SurveyContact.objects.exists(), "addresses are forgotten first"
            raise LookupError("a fault of the program")
        return opening(period=period, **given)

    monkeypatch.setattr(clock, "open_period", broken)
    assert follow_calendar(now=NOW) == 1
    assert not SurveyContact.objects.exists()
    other.refresh_from_db()
    assert other.state == PeriodState.OPEN


def test_a_look_at_the_calendar_reads_and_writes_nothing(
    cast: Cast, designed: SurveyPeriod, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(3) as asked:
        follow_calendar(now=NOW)
    assert all(one["sql"].startswith("SELECT") for one in asked.captured_queries)


def test_whose_turn_it_is(cast: Cast, officer: Person, designed: SurveyPeriod) -> None:
    def waits(person: Person, now: datetime = NOW) -> list[str]:
        return [one.key for one in turns_of(person, now) if one.key.startswith("survey_period")]

    assert waits(cast.unit_head) == [f"survey_period:{designed.pk}:designed"]
    assert waits(cast.pic) == waits(officer) == waits(cast.parent_head) == []
    SurveyPeriod.objects.update(state=PeriodState.APPROVED)
    assert waits(cast.pic) == waits(officer) == [f"survey_period:{designed.pk}:approved"]
    SurveyPeriod.objects.update(state=PeriodState.CLOSED)
    assert waits(officer) == [f"survey_period:{designed.pk}:closed"]
    SurveyPeriod.objects.update(state=PeriodState.PROCESSED)
    assert waits(cast.unit_head) == [f"survey_period:{designed.pk}:processed"]
    assert waits(officer) == []
    assert waits(cast.area_member) == []


def test_enough_is_enough_of_every_service(cast: Cast, approved: SurveyPeriod) -> None:
    from bening.surveys.models import SurveyResponse  # noqa: PLC0415 - beside its only use

    def answered(service: str, count: int) -> None:
        SurveyResponse.objects.bulk_create(
            SurveyResponse(period=approved, day=NOW.date(), mode="self", service=service)
            for _each in range(count)
        )

    answered("ktp-el", 160)
    answered("akta", 48)
    found = progress_of(approved, NOW)
    assert (found.answered, found.missing, found.is_enough) == (208, 0, False)
    assert {row.code: row.missing for row in found.services} == {"ktp-el": 0, "akta": 1}
    answered("akta", 1)
    assert progress_of(approved, NOW).is_enough


def test_few_answers_of_a_service_are_told_to_nobody(
    cast: Cast, approved: SurveyPeriod, today: date
) -> None:
    from bening.accounts.actions import make_token  # noqa: PLC0415 - beside its only use
    from bening.surveys.models import SurveyResponse  # noqa: PLC0415 - beside its only use

    def told(**counts: int) -> dict[str, int | None]:
        SurveyResponse.objects.filter(period=approved).delete()
        SurveyResponse.objects.bulk_create(
            SurveyResponse(period=approved, day=NOW.date(), mode="self", service=service)
            for service, count in counts.items()
            for _each in range(count)
        )
        return {row.code: row.answered for row in progress_of(approved, NOW).services}

    SurveyPeriod.objects.filter(pk=approved.pk).update(state=PeriodState.OPEN)
    approved.quotas = {"ktp": 90, "akta": 40, "kk": 10}
    approved.save()
    assert told(ktp=60, akta=30) == {"ktp": 60, "akta": 30, "kk": 0}
    assert told(ktp=60, akta=30, kk=5) == {"ktp": 60, "akta": 30, "kk": 5}
    # the middle one is hidden too: the sum less the others would tell the smallest
    assert told(ktp=60, akta=30, kk=4) == {"ktp": 60, "akta": None, "kk": None}
    page = sign_in(Client(), cast.pic).get(f"/survei-unit/{approved.pk}/").text
    assert "disembunyikan, kurang dari 5" in page
    assert "disembunyikan, melindungi kelompok kecil" in page
    made = make_token(name="uji", days=1, by=cast.pic, now=NOW)
    headers = {"Authorization": f"Bearer {made.text}"}
    found = Client().get(f"/api/v1/survei/{approved.pk}", headers=headers).json()
    said = {one["code"]: (one["answered"], one["withheld"]) for one in found["services"]}
    assert said == {
        "ktp": (60, None),
        "akta": (None, "protects_others"),
        "kk": (None, "too_few"),
    }
    assert all("missing" not in one for one in found["services"])


def test_services_below_their_quota_are_named(cast: Cast, approved: SurveyPeriod) -> None:
    from bening.surveys.models import SurveyResponse  # noqa: PLC0415 - beside its only use

    SurveyResponse.objects.bulk_create(
        SurveyResponse(period=approved, day=NOW.date(), mode="self", service="ktp-el")
        for _each in range(220)
    )
    found = progress_of(approved, NOW)
    assert (found.missing, found.is_enough, found.lacking) == (0, False, ("Akta kelahiran",))
    page = sign_in(Client(), cast.pic).get(f"/survei-unit/{approved.pk}/").text
    assert "Kuota belum terpenuhi: Akta kelahiran." in page
    assert "indeks belum ditampilkan" not in page


def test_pages_of_periods(
    cast: Cast,
    shipped: Shipped,
    opened: SurveyPeriod,
    client: Client,
    today: date,
    django_assert_max_num_queries: Any,
) -> None:
    actions.design_year(
        unit=cast.unit, year=2027, questionnaire=shipped["combined"], by=cast.pic, now=NOW
    )
    seal_forty(opened)
    sign_in(client, cast.pic)
    client.get(reverse("surveys:periods"))
    with django_assert_max_num_queries(11):
        page = client.get(reverse("surveys:periods")).content.decode()
    assert "Triwulan III 2027" in page
    assert "<b>40</b>" in page
    assert "belum cukup" in page
    assert (
        "Triwulan II 2026"
        not in client.get(f"{reverse('surveys:periods')}?tahun=2027").content.decode()
    )
    with django_assert_max_num_queries(24):
        page = client.get(reverse("surveys:period", args=[opened.pk])).content.decode()
    assert "Kuota per layanan" in page
    sign_in(client, cast.outsider)
    for name in ("period", "change_period", "invite", "invite_template", "cards"):
        assert client.get(reverse(f"surveys:{name}", args=[opened.pk])).status_code == 404


def test_the_head_approves_on_the_page(
    cast: Cast, designed: SurveyPeriod, client: Client, today: date
) -> None:
    address = reverse("surveys:period", args=[designed.pk])
    sign_in(client, cast.unit_head)
    page = client.get(address).content.decode()
    assert 'value="2026-01-01"' in page  # the quarter before is offered
    typed = {"act": "approve", "approve-source": "typed", "approve-method": "krejcie_morgan"}
    refused = client.post(address, typed | {"approve-population": "500"})
    assert refused.status_code == 422
    assert "perlu sumber" in refused.content.decode()
    done = client.post(address, typed | {"approve-population": "500", "approve-note": "Laporan"})
    assert done.status_code == 302
    assert client.post(address, {"act": "open"}).status_code == 302
    designed.refresh_from_db()
    assert (designed.state, designed.wanted) == (PeriodState.OPEN, 217)
    assert client.post(address, {"act": "nonsense"}).status_code == 404
    assert client.post(address, {"act": "discard"}).status_code == 302
    assert SurveyPeriod.objects.filter(pk=designed.pk).exists()


def test_a_year_is_planned_on_one_page(
    cast: Cast, shipped: Shipped, client: Client, today: date
) -> None:
    sign_in(client, cast.pic)
    address = reverse("surveys:plan_year")
    page = client.get(address)
    assert page.status_code == 200
    values = {
        "year": "2027",
        "questionnaire": str(shipped["combined"].pk),
        "opens_at": "08:00",
        "closes_at": "15:30",
        "own_networks": "10.1.2.3/16, 203.0.113.7",
    }
    assert client.post(address, values).status_code == 302
    assert SurveyPeriod.objects.filter(closes_at=time(15, 30)).count() == 4
    assert client.post(address, values).status_code == 422
    assert SurveyPeriod.objects.all()[0].own_networks == ["10.1.0.0/16", "203.0.113.7/32"]
    one = SurveyPeriod.objects.order_by("starts_on")[0]
    change = reverse("surveys:change_period", args=[one.pk])
    assert one.name in client.get(change).content.decode()
    later = values | {"name": "Awal tahun", "starts_on": "2027-01-04", "ends_on": "2027-03-31"}
    assert client.post(change, later | {"sample_method": "slovin"}).status_code == 302
    one.refresh_from_db()
    assert (one.name, one.starts_on.day, one.sample_method) == ("Awal tahun", 4, "slovin")
    assert (
        client.post(reverse("surveys:period", args=[one.pk]), {"act": "discard"}).status_code == 302
    )
    assert SurveyPeriod.objects.count() == 3


def test_periods_in_the_json_interface(
    cast: Cast, opened: SurveyPeriod, client: Client, today: date
) -> None:
    from bening.accounts.actions import make_token  # noqa: PLC0415 - beside its only use

    made = make_token(name="uji", days=1, by=cast.inspector, now=NOW)
    headers = {"Authorization": f"Bearer {made.text}"}
    (one,) = client.get("/api/v1/survei?tahun=2026", headers=headers).json()["items"]
    assert (one["id"], one["wanted"], one["sealed"]) == (str(opened.pk), 196, 0)
    assert one["page"].endswith(f"/survei/{opened.slug}/")
    assert client.get("/api/v1/survei?tahun=2025", headers=headers).json()["items"] == []
    whole = client.get(f"/api/v1/survei/{opened.pk}", headers=headers).json()
    assert [row["wanted"] for row in whole["services"]] == [147, 49]
    assert whole["is_enough"] is False
    assert whole["period"] == one
