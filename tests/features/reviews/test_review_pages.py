"""The pages of teams and rounds: what each person finds there, and that each form works."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.models import Person
from bening.calendars.turns import turns_of
from bening.reviews.models import (
    ConflictDeclaration,
    ReviewAssignment,
    ReviewLimits,
    ReviewRound,
    ReviewStage,
    ReviewTeam,
    ReviewTier,
    SecondOpinion,
    TeamMember,
)
from tests.features.reviews.conftest import UNTIL, Reviews
from tests.people import NOW, TODAY, Cast, make_person, sign_in


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages read the clock: it stands at the cast's day."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def of(person: Person) -> Client:
    return sign_in(Client(), person)


def url(name: str, *keys: object) -> str:
    return reverse(f"reviews:{name}", args=keys)


# --- teams


def test_the_inspector_forms_a_team_fills_it_and_assigns_it(cast: Cast, reviews: Reviews) -> None:
    client, _program = of(cast.inspector), reviews.program
    made = client.post(url("teams"), {"stage": "tpi", "name": "Tim 1", "decree": "SK 12"})
    team = ReviewTeam.objects.get()
    assert made.url == url("team", team.pk)  # type: ignore[attr-defined]
    for person, tier in (
        (reviews.member, "member"),
        (reviews.lead, "lead"),
        (reviews.controller, "controller"),
    ):
        answer = client.post(
            url("add_member", team.pk),
            {"email": person.email.upper(), "tier": tier, "trained_on": "2026-02-01"},
        )
        assert answer.status_code == 302
    page = client.get(url("team", team.pk)).content.decode()
    assert cast.unit.name in page
    given = client.post(
        url("assign", team.pk),
        {"program": str(reviews.program.pk), "starts_on": str(TODAY), "ends_on": str(UNTIL)},
    )

    assert given.status_code == 302
    assignment = ReviewAssignment.objects.get()
    assert (assignment.program, assignment.made_by) == (reviews.program, cast.inspector)
    letter = client.post(
        url("letter", team.pk, assignment.pk),
        {"number": "09/ST", "dated_on": str(TODAY), "place": "Tirtamaya"},
    )
    assert letter.status_code == 302
    page = client.get(url("team", team.pk)).content.decode()
    assert "1 dari 14 unit" in page
    assert "09/ST" in page


def test_forms_say_in_place_what_was_refused(cast: Cast, reviews: Reviews) -> None:
    client, team = of(cast.inspector), reviews.team
    stranger = client.post(
        url("add_member", team.pk),
        {"email": "tidak@ada.example", "tier": "member", "trained_on": "2026-02-01"},
    )
    assert stranger.status_code == 422
    assert "Tidak ada akun aktif" in stranger.content.decode()
    twice = client.post(
        url("add_member", team.pk),
        {"email": reviews.lead.email, "tier": "lead", "trained_on": "2026-02-01"},
    )
    assert "sudah ada di tim ini" in twice.content.decode()
    _program = reviews.program
    over = client.post(
        url("assign", team.pk),
        {
            "program": str(reviews.program.pk),
            "starts_on": str(TODAY - timedelta(days=9)),
            "ends_on": str(TODAY - timedelta(days=1)),
        },
    )
    assert over.status_code == 422
    assert "sudah lewat" in over.content.decode()
    named = client.post(url("teams"), {"stage": "tpi", "name": "Tim 1"})
    assert "Sudah ada tim" in named.content.decode()
    limits = client.post(
        url("limits"),
        {
            "members_per_team": 0,
            "units_per_team": 14,
            "teams_per_controller": 2,
            "minutes_per_unit": 390,
            "sample_percent": 10,
        },
    )
    assert limits.status_code == 422
    assert not ReviewLimits.objects.exists()


def test_limits_members_and_assignments_change_by_their_forms(cast: Cast, reviews: Reviews) -> None:
    client, assignment = of(cast.inspector), reviews.assign()
    client.post(
        url("limits"),
        {
            "members_per_team": 3,
            "units_per_team": 20,
            "teams_per_controller": 2,
            "minutes_per_unit": 400,
            "sample_percent": 15,
        },
    )
    assert ReviewLimits.objects.get().units_per_team == 20
    member = TeamMember.objects.get(person=reviews.member)
    client.post(url("remove_member", reviews.team.pk, member.pk))
    assert TeamMember.objects.get(pk=member.pk).left_at is not None
    empty = client.post(url("end_assignment", reviews.team.pk, assignment.pk), {"reason": " "})
    assert empty.status_code == 422
    assert ReviewAssignment.objects.get().ended_at is None
    client.post(url("end_assignment", reviews.team.pk, assignment.pk), {"reason": "Beban."})
    assert ReviewAssignment.objects.get().ended_reason == "Beban."
    client.post(url("close_team", reviews.team.pk))
    assert ReviewTeam.objects.get().closed_at is not None
    assert "dibubarkan" in client.get(url("teams")).content.decode()


def test_what_was_typed_of_a_letter_or_an_end_is_kept_when_refused(
    cast: Cast, reviews: Reviews
) -> None:
    client, round_ = of(cast.inspector), reviews.round
    where = (reviews.team.pk, round_.assignment.pk)
    typed = {"number": "", "dated_on": "2026-04-11", "place": "Kota Hulu"}
    letter = client.post(url("letter", *where), typed)
    assert letter.status_code == 422
    assert "2026-04-11" in letter.content.decode()
    assert "Kota Hulu" in letter.content.decode()

    ended = client.post(url("end_assignment", *where), {"reason": "Beban tim terlalu berat."})
    assert ended.status_code == 422
    assert "Beban tim terlalu berat." in ended.content.decode()
    assert "sedang berjalan" in ended.content.decode()


@pytest.mark.parametrize("who", ["pic", "unit_head", "agency_admin", "agency_head", "colleague"])
def test_others_are_told_who_forms_teams(cast: Cast, reviews: Reviews, who: str) -> None:
    client = of(getattr(cast, who))

    assert client.get(url("teams")).status_code == 403
    assert client.get(url("team", reviews.team.pk)).status_code == 403
    assert client.post(url("close_team", reviews.team.pk)).status_code == 403


def test_teams_and_people_of_another_agency_are_not_found(cast: Cast, reviews: Reviews) -> None:
    from bening.accounts.models import Role  # noqa: PLC0415
    from tests.people import give  # noqa: PLC0415

    other = make_person("Inspektur Lain", agency=cast.outside_agency)
    give(other, Role.INSPECTOR)
    client, assignment = of(other), reviews.assign()
    team, member = reviews.team, TeamMember.objects.get(person=reviews.lead)

    assert client.get(url("team", team.pk)).status_code == 404
    for name, keys in (
        ("add_member", (team.pk,)),
        ("assign", (team.pk,)),
        ("close_team", (team.pk,)),
        ("remove_member", (team.pk, member.pk)),
        ("end_assignment", (team.pk, assignment.pk)),
        ("letter", (team.pk, assignment.pk)),
    ):
        assert client.post(url(name, *keys)).status_code == 404
    assert client.get(url("round", reviews.round_of_assigned().pk)).status_code == 404
    own = of(cast.inspector)
    joined = own.post(
        url("add_member", team.pk),
        {"email": cast.outsider.email, "tier": "member", "trained_on": "2026-02-01"},
    )
    assert joined.status_code == 422
    assert team.name not in client.get(url("teams")).content.decode()


def test_the_operator_forms_national_teams_and_sees_no_other(cast: Cast, reviews: Reviews) -> None:
    client, _team = of(cast.operator), reviews.team
    national = reviews.national_team
    page = client.get(url("teams")).content.decode()

    assert "TPN 1" in page
    assert "Tim 1" not in page
    assert client.get(url("team", reviews.team.pk)).status_code == 404
    assert client.get(url("team", national.pk)).status_code == 200


# --- rounds


def test_a_round_goes_through_all_hands_by_its_pages(cast: Cast, reviews: Reviews) -> None:
    reviews.assign()
    member, lead, controller = of(reviews.member), of(reviews.lead), of(reviews.controller)
    assert "Buka evaluasi" in member.get(url("rounds")).content.decode()
    opened = member.post(url("open", reviews.program.pk))
    round_ = ReviewRound.objects.get()
    assert opened.url == url("round", round_.pk)  # type: ignore[attr-defined]
    for client in (member, lead, controller):
        assert "Nyatakan benturan" in client.get(url("round", round_.pk)).content.decode()
        client.post(url("declare", round_.pk), {"has_tie": "tidak", "text": ""})
        assert "Nyatakan benturan" not in client.get(url("round", round_.pk)).content.decode()
    assert ConflictDeclaration.objects.filter(has_tie=False).count() == 3

    early = member.post(url("send", round_.pk), {"version": 1})
    assert early.status_code == 422
    assert "Belum dinilai: 113 butir" in early.content.decode()
    reviews.confirm_all(round_, ReviewTier.MEMBER, reviews.member)
    assert member.post(url("send", round_.pk), {"version": 1}).status_code == 302
    back = lead.post(url("return", round_.pk), {"version": 2, "reason": "Periksa area 5."})
    assert back.status_code == 302
    assert "Periksa area 5." in member.get(url("round", round_.pk)).content.decode()
    assert "Periksa area 5." not in controller.get(url("round", round_.pk)).content.decode()
    member.post(url("send", round_.pk), {"version": 3})
    reviews.confirm_all(round_, ReviewTier.LEAD, reviews.lead)
    lead.post(url("send", round_.pk), {"version": 4})
    reviews.confirm_all(round_, ReviewTier.CONTROLLER, reviews.controller)
    stale = controller.post(
        url("close", round_.pk), {"version": 4, "outcome": "round_1_closed", "number": "7/LHE"}
    )
    assert stale.status_code == 422
    closed = controller.post(
        url("close", round_.pk),
        {
            "version": 5,
            "outcome": "round_1_closed",
            "number": "7/LHE",
            "dated_on": str(TODAY),
            "place": "Tirtamaya",
        },
    )

    assert closed.status_code == 302
    assert reviews.again(reviews.program).state == "repair"
    page = controller.get(url("round", round_.pk)).content.decode()
    assert "Dikembalikan untuk tindak lanjut" in page
    assert reverse("documents:document", args=[reviews.fresh(round_).report_id]) in page


def test_a_tie_leads_away_from_the_round(reviews: Reviews) -> None:
    client = of(reviews.member)

    unexplained = client.post(url("declare", reviews.round.pk), {"has_tie": "ada", "text": ""})
    assert unexplained.status_code == 422
    client.post(url("declare", reviews.round.pk), {"has_tie": "ada", "text": "Ipar PIC."})

    assert client.get(url("round", reviews.round.pk)).status_code == 404


@pytest.mark.parametrize("who", ["pic", "unit_head", "parent_head", "agency_admin", "operator"])
def test_the_unit_finds_no_page_of_its_round(cast: Cast, reviews: Reviews, who: str) -> None:
    client = of(getattr(cast, who))

    for name in ("round", "second"):
        assert client.get(url(name, reviews.round.pk)).status_code == 404
    for name in ("send", "return", "close", "declare", "appoint", "send_second"):
        assert client.post(url(name, reviews.round.pk)).status_code == 404
    assert str(reviews.round.pk) not in client.get(url("rounds")).content.decode()


def test_the_agency_head_sees_how_far_it_is_and_nothing_of_it(cast: Cast, reviews: Reviews) -> None:
    reviews.mark("A.I.1.i.a", "Tidak", by=reviews.member, note="Rahasia tim.")
    page = of(cast.agency_head).get(url("round", reviews.round.pk)).content.decode()

    assert "Kemajuan" in page
    assert "Buka lembar penilaian" not in page
    assert "Rahasia tim." not in page
    assert of(cast.agency_head).get(url("second", reviews.round.pk)).status_code == 404


def test_whose_turn_it_is_is_told(cast: Cast, reviews: Reviews) -> None:
    reviews.assign()

    def told(person: Person) -> list[str]:
        return [one.key.split(":")[0] for one in turns_of(person, NOW) if one.key[:6] == "review"]

    assert told(reviews.member) == told(reviews.controller) == ["review_open"]
    _round = reviews.round_of_assigned()
    assert told(reviews.member) == ["review"]
    assert told(reviews.lead) == told(reviews.controller) == told(cast.inspector) == []
    reviews.to_lead(reviews.round)
    assert told(reviews.member) == []
    assert told(reviews.lead) == ["review"]


def test_the_programs_page_tells_reviewers_and_not_the_unit(cast: Cast, reviews: Reviews) -> None:
    address = reverse("programs:program", args=[reviews.program.pk])
    assert "Belum ada tim yang ditugaskan" in of(cast.inspector).get(address).content.decode()
    reviews.assign()
    assert "Buka evaluasi TPI" in of(reviews.lead).get(address).content.decode()
    _round = reviews.round_of_assigned()

    assert url("round", reviews.round.pk) in of(cast.inspector).get(address).content.decode()
    assert url("round", reviews.round.pk) not in of(cast.pic).get(address).content.decode()


# --- second opinions


def test_the_second_evaluator_values_the_sample_on_its_page(cast: Cast, reviews: Reviews) -> None:
    second = reviews.reviewer("Rani Kedua")
    reviews.team_of("Tim 2", {ReviewTier.MEMBER: [second]}, ReviewStage.TPI)
    client, round_ = of(second), reviews.round
    rows = {row.official_code for row in SecondOpinion.objects.filter(round=round_)}
    page = client.get(url("second", round_.pk)).content.decode()
    assert all(code in page for code in rows)
    assert "Nyatakan dahulu" in page
    assert "Nilai Anda" not in page
    client.post(url("declare", round_.pk), {"has_tie": "tidak", "text": ""})
    assert "Nilai Anda" in client.get(url("second", round_.pk)).content.decode()
    for code in rows:
        question = reviews.instrument.question(code)
        posted = {"seen": "0", "note": "Pendapat sendiri."}
        if question.formula:
            posted |= {f"in-{one.id}": "6" for one in question.inputs}
        else:
            posted["value"] = question.criteria[0].key if question.criteria else "3.60"
        without = client.post(url("save_second", round_.pk, code), {**posted, "note": ""})
        assert without.status_code == 422
        assert "Tulis catatan untuk butir ini" in without.content.decode()
        assert client.post(url("save_second", round_.pk, code), posted).status_code == 302
        again = client.post(url("save_second", round_.pk, code), {**posted, "note": "Lain."})
        assert again.status_code == 409
    assert client.post(url("send_second", round_.pk)).status_code == 302

    assert reviews.fresh(round_).second_sent_at == NOW
    assert of(reviews.member).get(url("second", round_.pk)).status_code == 404
    reviews.to_lead(round_)
    assert "Penilai pertama" in of(reviews.member).get(url("second", round_.pk)).content.decode()
    assert "Penilai pertama" in client.get(url("second", round_.pk)).content.decode()


def test_the_inspector_names_a_second_evaluator(cast: Cast, reviews: Reviews) -> None:
    _round = reviews.round
    second = reviews.reviewer("Rani Kedua")
    reviews.team_of("Tim 2", {ReviewTier.MEMBER: [second]}, ReviewStage.TPI)
    client = of(cast.inspector)
    assert "Belum ada penilai kedua" in client.get(url("round", reviews.round.pk)).content.decode()

    strange = client.post(url("appoint", reviews.round.pk), {"person": str(reviews.lead.pk)})
    assert strange.status_code == 422
    client.post(url("appoint", reviews.round.pk), {"person": str(second.pk)})

    assert reviews.fresh(reviews.round).second_evaluator == second
    assert of(reviews.lead).post(url("appoint", reviews.round.pk)).status_code == 403


def test_figures_are_for_controller_and_inspector(cast: Cast, reviews: Reviews) -> None:
    _round = reviews.round
    for person in (cast.inspector, reviews.controller):
        page = of(person).get(url("figures"))
        assert page.status_code == 200
        assert "belum cukup data" in page.content.decode()
        assert url("figures") in of(person).get(url("rounds")).content.decode()
    for person in (reviews.member, reviews.lead, cast.pic, cast.agency_head, cast.operator):
        assert of(person).get(url("figures")).status_code == 403
        assert url("figures") not in of(person).get(url("rounds")).content.decode()
