"""Revocation: by whom, with which decree, and how long the unit then waits."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bening.accounts.models import Role
from bening.accounts.refusals import NotAllowed
from bening.aftercare import queries
from bening.aftercare.actions import DecreeHead, issue_certificate, revoke_title
from bening.aftercare.conditions import cooling_off_over
from bening.aftercare.refusals import AftercareRefused, Settled
from bening.audit.models import Event
from bening.documents import holds
from bening.programs import guards, lifecycle
from bening.programs.actions import check_target
from bening.programs.models import Award, Designation, ProgramState, ZoneProgram
from bening.programs.refusals import ProgramRefused
from tests.features.aftercare.conftest import make_award, make_decree
from tests.people import NOW, TODAY, Cast, give, make_person

WHY = "Suap di loket terbukti."


def test_a_decree_takes_the_title_back_and_the_waiting_begins(
    cast: Cast, award: Award, program: ZoneProgram
) -> None:
    decree = make_decree(cast, award, on=TODAY)

    revoke_title(award=award, decree=decree, reason=WHY, by=cast.agency_head, now=NOW)

    award.refresh_from_db()
    program.refresh_from_db()
    assert (award.revoked_on, award.revocation_number) == (TODAY, "12/2026")
    assert program.state == ProgramState.COOLING_OFF
    taken = list(program.steps.values_list("transition", flat=True))
    assert taken == ["revoked", "cooling_off_started"]
    assert list(program.steps.get(transition="revoked").documents.all()) == [decree]
    assert Event.objects.get(act="title.revoked").by == cast.agency_head.pk
    assert queries.waiting_until(cast.unit) == date(2028, 4, 15)


def test_the_national_team_records_it_and_leaves_the_waiting_to_the_agency(
    cast: Cast, award: Award, program: ZoneProgram
) -> None:
    national = make_person("Penilai Nasional", agency=cast.agency)
    give(national, Role.TPN, unit=cast.unit)

    revoke_title(
        award=award, decree=make_decree(cast, award, on=TODAY), reason=WHY, by=national, now=NOW
    )

    program.refresh_from_db()
    assert program.state == ProgramState.REVOKED


@pytest.mark.parametrize(
    "who", ["pic", "unit_head", "inspector", "agency_admin", "outsider", "operator"]
)
def test_revoking_by_the_wrong_role_is_refused(cast: Cast, award: Award, who: str) -> None:
    decree = make_decree(cast, award, on=TODAY)
    with pytest.raises(NotAllowed, match="title_revoked_by"):
        revoke_title(award=award, decree=decree, reason=WHY, by=getattr(cast, who), now=NOW)
    award.refresh_from_db()
    assert award.is_held


def test_revoking_without_a_decree_is_refused(
    cast: Cast, award: Award, program: ZoneProgram
) -> None:
    with pytest.raises(AftercareRefused, match="revocation_decree_missing"):
        revoke_title(award=award, reason=WHY, by=cast.agency_head, now=NOW)
    award.refresh_from_db()
    program.refresh_from_db()
    assert (award.is_held, program.state) == (True, ProgramState.AFTERCARE)


def test_revoking_without_a_reason_is_refused(cast: Cast, award: Award) -> None:
    decree = make_decree(cast, award, on=TODAY)
    with pytest.raises(AftercareRefused, match="revocation_reason_missing"):
        revoke_title(award=award, decree=decree, reason="  ", by=cast.agency_head, now=NOW)


@pytest.mark.parametrize("wrong", ["kind", "agency", "withdrawn", "unit"])
def test_a_paper_that_is_no_decree_for_the_unit_is_refused(
    cast: Cast, award: Award, wrong: str
) -> None:
    decree = make_decree(cast, award, on=TODAY)
    if wrong == "kind":
        decree.kind = "other"
    elif wrong == "agency":
        decree.agency = cast.outside_agency
    elif wrong == "unit":
        decree.unit = cast.other_unit
    else:
        decree.withdrawn_by, decree.withdrawn_at, decree.withdrawn_reason = cast.pic, NOW, "keliru"
    decree.save()
    with pytest.raises(AftercareRefused, match="decree_is_foreign"):
        revoke_title(award=award, decree=decree, reason=WHY, by=cast.agency_head, now=NOW)


@pytest.mark.parametrize(
    ("on", "code"),
    [(date(2026, 4, 16), "paper_in_future"), (date(2024, 4, 9), "paper_before_title")],
)
def test_a_decree_of_an_impossible_day_is_refused(
    cast: Cast, award: Award, on: date, code: str
) -> None:
    with pytest.raises(AftercareRefused, match=code):
        revoke_title(
            award=award,
            decree=make_decree(cast, award, on=on),
            reason=WHY,
            by=cast.agency_head,
            now=NOW,
        )


def test_the_decree_of_a_revocation_is_not_withdrawn(cast: Cast, award: Award) -> None:
    decree, other = (
        make_decree(cast, award, on=TODAY, number=number) for number in ("12/2026", "13/2026")
    )
    ZoneProgram.objects.all().update(state=ProgramState.BUILDING)  # a title of earlier history
    assert holds.held_by(decree) is None
    revoke_title(award=award, decree=decree, reason=WHY, by=cast.agency_head, now=NOW)
    held = holds.held_by(decree)
    assert held is not None
    assert held.code == "revocation_paper_stays"
    assert holds.held_by(other) is None


def test_a_title_is_revoked_once(cast: Cast, award: Award) -> None:
    decree = make_decree(cast, award, on=TODAY)
    revoke_title(award=award, decree=decree, reason=WHY, by=cast.agency_head, now=NOW)
    with pytest.raises(Settled, match="title_is_revoked"):
        revoke_title(award=award, decree=decree, reason=WHY, by=cast.agency_head, now=NOW)


def test_the_head_of_the_agency_makes_the_decree_here(
    cast: Cast, award: Award, papers: list[dict[str, Any]]
) -> None:
    head = DecreeHead("9/2026", TODAY)
    revoke_title(award=award, head=head, reason=WHY, by=cast.agency_head, now=NOW)
    assert [paper["kind"] for paper in papers] == ["revocation_decree"]
    assert WHY in str(papers[0]["letter"].blocks)


def test_a_decree_made_here_is_not_for_the_national_team(
    cast: Cast, award: Award, papers: list[dict[str, Any]]
) -> None:
    national = make_person("Penilai Nasional", agency=cast.agency)
    give(national, Role.TPN, unit=cast.unit)
    with pytest.raises(NotAllowed):
        revoke_title(
            award=award, head=DecreeHead("9/2026", TODAY), reason=WHY, by=national, now=NOW
        )
    assert papers == []


def test_earlier_history_is_revoked_without_a_program(cast: Cast) -> None:
    award = make_award(cast, on=date(2014, 5, 1))
    revoke_title(
        award=award,
        decree=make_decree(cast, award, on=TODAY),
        reason=WHY,
        by=cast.agency_head,
        now=NOW,
    )
    award.refresh_from_db()
    assert not award.is_held


def test_a_program_is_watched_over_before_its_title_can_be_revoked(
    cast: Cast, award: Award, program: ZoneProgram
) -> None:
    program.state = ProgramState.AWARDED
    program.save(update_fields=["state"])
    with pytest.raises(AftercareRefused, match="watch_first"):
        revoke_title(
            award=award,
            decree=make_decree(cast, award, on=TODAY),
            reason=WHY,
            by=cast.agency_head,
            now=NOW,
        )


def test_a_revoked_wbk_is_no_step_to_wbbm(cast: Cast, award: Award) -> None:
    check_target(unit=cast.unit, target=Designation.WBBM, on=TODAY)
    revoke_title(
        award=award,
        decree=make_decree(cast, award, on=TODAY),
        reason=WHY,
        by=cast.agency_head,
        now=NOW,
    )
    with pytest.raises(ProgramRefused, match="wbbm_needs_wbk"):
        check_target(unit=cast.unit, target=Designation.WBBM, on=TODAY)


# --- the waiting time


def _revoked(award: Award, on: date, cast: Cast) -> None:
    award.revoked_on, award.revocation_number, award.revocation_reason = on, "1", WHY
    award.revoked_by, award.revoked_at = cast.agency_head, NOW
    award.save()


@pytest.mark.parametrize(
    ("zone", "last_moment", "first_moment"),
    [  # the day of the unit begins at midnight there: 17.00, 16.00 and 15.00 UTC of the day before
        ("Asia/Jakarta", (16, 59), (17, 0)),
        ("Asia/Makassar", (15, 59), (16, 0)),
        ("Asia/Jayapura", (14, 59), (15, 0)),
    ],
)
def test_the_waiting_ends_at_midnight_where_the_unit_is(
    cast: Cast,
    award: Award,
    program: ZoneProgram,
    zone: str,
    last_moment: tuple[int, int],
    first_moment: tuple[int, int],
) -> None:
    cast.unit.time_zone = zone
    cast.unit.save(update_fields=["time_zone"])
    _revoked(award, date(2024, 7, 10), cast)
    program = ZoneProgram.objects.select_related("unit__agency").get(pk=program.pk)
    with pytest.raises(AftercareRefused, match="cooling_off_not_over"):
        cooling_off_over(program, datetime(2026, 7, 9, *last_moment, tzinfo=UTC))
    cooling_off_over(program, datetime(2026, 7, 9, *first_moment, tzinfo=UTC))


def test_a_decree_of_29_february_asks_for_two_full_years(
    cast: Cast, award: Award, program: ZoneProgram
) -> None:
    _revoked(award, date(2024, 2, 29), cast)
    with pytest.raises(AftercareRefused) as refused:
        cooling_off_over(program, datetime(2026, 2, 28, 12, tzinfo=UTC))
    assert refused.value.values["until"] == date(2026, 3, 1)
    cooling_off_over(program, datetime(2026, 2, 28, 18, tzinfo=UTC))


def test_building_again_inside_the_waiting_time_is_refused(
    cast: Cast, award: Award, program: ZoneProgram
) -> None:
    _revoked(award, date(2025, 4, 15), cast)
    program.state = ProgramState.COOLING_OFF
    program.save(update_fields=["state"])
    with pytest.raises(AftercareRefused, match="cooling_off_not_over"):
        lifecycle.advance(program=program, name="cooling_off_over", by=cast.unit_head, now=NOW)
    program.refresh_from_db()
    assert program.state == ProgramState.COOLING_OFF
    later = datetime(2027, 4, 15, 3, tzinfo=UTC)
    lifecycle.advance(program=program, name="cooling_off_over", by=cast.unit_head, now=later)
    state = ZoneProgram.objects.get(pk=program.pk).state
    assert state == ProgramState.BUILDING


def test_the_newest_decree_counts(cast: Cast, award: Award, program: ZoneProgram) -> None:
    _revoked(award, date(2020, 1, 1), cast)
    _revoked(make_award(cast, on=date(2023, 1, 1)), date(2026, 1, 1), cast)
    assert queries.waiting_until(cast.unit) == date(2028, 1, 1)


def test_the_guard_is_registered() -> None:
    assert "cooling_off_over" in guards.registered()


# --- the certificate


def test_the_head_of_the_agency_issues_the_certificate(
    cast: Cast, award: Award, papers: list[dict[str, Any]]
) -> None:
    issue_certificate(award=award, number="P-1", dated_on=TODAY, by=cast.agency_head, now=NOW)
    assert papers[0]["kind"] == "award_certificate"
    assert papers[0]["program"] == award.program
    assert award.decree_number in str(papers[0]["letter"].blocks)


@pytest.mark.parametrize("who", ["pic", "unit_head", "inspector", "agency_admin", "outsider"])
def test_a_certificate_by_the_wrong_role_is_refused(
    cast: Cast, award: Award, papers: list[dict[str, Any]], who: str
) -> None:
    with pytest.raises(NotAllowed):
        issue_certificate(award=award, number="P-1", dated_on=TODAY, by=getattr(cast, who), now=NOW)
    assert papers == []


def test_a_revoked_title_gets_no_certificate(
    cast: Cast, award: Award, papers: list[dict[str, Any]]
) -> None:
    _revoked(award, TODAY, cast)
    with pytest.raises(Settled, match="title_is_revoked"):
        issue_certificate(award=award, number="P-1", dated_on=TODAY, by=cast.agency_head, now=NOW)
    assert papers == []
