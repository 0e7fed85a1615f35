"""Reviews: teams and their leaders, each tier in its turn, second opinions, national rounds."""

from functools import partial
from types import SimpleNamespace
from typing import Any

from bening.accounts.models import Person, Role
from bening.programs.models import ProgramState, ZoneProgram
from bening.reviews import actions
from bening.reviews.actions import SurveySource
from bening.reviews.limits import limits_of
from bening.reviews.models import (
    CannedNote,
    ReviewRound,
    ReviewStage,
    ReviewTeam,
    ReviewTier,
    SecondOpinion,
    SurveyValue,
)
from bening.reviews.reports import ReportHead
from tests.features.refusals.life.people import LifeCast, give_on
from tests.features.refusals.life.rows import Act, Row, rows
from tests.features.reviews.conftest import TRAINED, UNTIL, Reviews
from tests.people import NOW, TODAY

CODE = "A.I.5.iii.c"
MEMBER, LEAD, CONTROLLER = ReviewTier.MEMBER, ReviewTier.LEAD, ReviewTier.CONTROLLER
HEAD = ReportHead("7/LHE", TODAY, "Tirtamaya")


def reviews_of(cast: LifeCast) -> Reviews:
    """The helper of the reviews' own tests, with the people of the matrix."""
    made = Reviews(cast)
    made.member, made.lead, made.controller = (
        cast.tpi_member,
        cast.tpi_lead,
        cast.tpi_controller,
    )
    made.national_member, made.national_lead = cast.tpn_member, cast.tpn_lead
    return made


def teams(cast: LifeCast) -> SimpleNamespace:
    """A team without a program, a national one, and a program that no team has."""
    made = reviews_of(cast)
    give_on(cast.tpi_elsewhere, Role.TPI, cast.other_unit)
    give_on(cast.tpn_elsewhere, Role.TPN, cast.other_unit)
    return SimpleNamespace(
        reviews=None,
        agency=cast.agency,
        colleague=cast.colleague,
        tpn_third=cast.tpn_third,
        program=made.program,
        team=made.team,
        national=made.national_team,
        limits=limits_of(cast.agency.pk),
    )


def assigned(cast: LifeCast) -> SimpleNamespace:
    """The team has the program; the round is not open. Others hold reviewers' roles there."""
    made = reviews_of(cast)
    around(cast)
    assignment = made.assign()
    made.declare(made.program, cast.tpi_member, cast.tpi_lead, cast.tpi_controller)
    return SimpleNamespace(program=made.program, assignment=assignment)


def around(cast: LifeCast) -> None:
    """Reviewers of other stages hold their roles on the unit, those of other units elsewhere."""
    for who in ("preliminary", "preliminary_lead"):
        give_on(getattr(cast, who), Role.PRELIMINARY, cast.unit)
    for who in ("tpn_member", "tpn_lead", "tpn_third"):
        give_on(getattr(cast, who), Role.TPN, cast.unit)
    give_on(cast.tpi_elsewhere, Role.TPI, cast.other_unit)
    give_on(cast.tpn_elsewhere, Role.TPN, cast.other_unit)


def with_members(cast: LifeCast) -> SimpleNamespace:
    """The first round with the members, all confirmed; a second evaluator was drawn."""
    made = reviews_of(cast)
    around(cast)
    team = made.team_of("Tim 2", {MEMBER: [cast.second]}, ReviewStage.TPI)
    round_ = made.round
    made.declare(made.program, cast.second)
    actions.add_member(
        team=team,
        person=cast.tpi_elsewhere,
        tier=LEAD,
        trained_on=TRAINED,
        by=cast.inspector,
        now=NOW,
    )
    code = round_.seconds.order_by("official_code").first().official_code  # type: ignore[union-attr]
    made.confirm_all(round_, MEMBER, cast.tpi_member)
    return SimpleNamespace(
        program=made.program,
        round=made.fresh(round_),
        drawn=code,
        elsewhere=cast.tpi_elsewhere,
    )


def valued_twice(cast: LifeCast) -> SimpleNamespace:
    """The same with all second opinions written and not sent."""
    made = with_members(cast)
    SecondOpinion.objects.filter(round=made.round).update(answered_at=NOW, value="A", note="Ya.")
    return made


def with_lead(cast: LifeCast) -> SimpleNamespace:
    """The first round with the team's lead, who confirmed all."""
    made = reviews_of(cast)
    around(cast)
    round_ = made.to_lead(made.round)
    made.confirm_all(round_, LEAD, cast.tpi_lead)
    return SimpleNamespace(round=made.fresh(round_))


def with_controller(cast: LifeCast) -> SimpleNamespace:
    """The first round with the controller, who confirmed all."""
    made = reviews_of(cast)
    around(cast)
    round_ = made.to_controller(made.round)
    made.confirm_all(round_, CONTROLLER, cast.tpi_controller)
    return SimpleNamespace(round=made.fresh(round_))


def pre_assessed(cast: LifeCast) -> SimpleNamespace:
    """The pre-assessment of the unit, all confirmed."""
    made = reviews_of(cast)
    give_on(cast.tpi_member, Role.TPI, cast.unit)
    give_on(cast.tpn_lead, Role.TPN, cast.unit)
    program = made.program_of(cast.unit, ProgramState.PRELIMINARY_REVIEW)
    team = made.team_of(
        "Pendahuluan",
        {MEMBER: [cast.preliminary], LEAD: [cast.preliminary_lead]},
        ReviewStage.PRELIMINARY,
    )
    return opened(made, program, team, cast.preliminary, cast.preliminary_lead)


def in_the_field(cast: LifeCast) -> SimpleNamespace:
    """The national field round, all confirmed, its surveys with their source."""
    made = reviews_of(cast)
    give_on(cast.tpi_member, Role.TPI, cast.unit)
    give_on(cast.tpn_third, Role.TPN, cast.unit)
    give_on(cast.tpn_elsewhere, Role.TPN, cast.other_unit)
    program = made.program_of(cast.unit, ProgramState.TPN_FIELD)
    found = opened(made, program, made.national_team, cast.tpn_member, cast.tpn_lead)
    for code in ("B.I.a.1", "B.II.a.1"):
        SurveyValue.objects.create(
            agency_id=found.round.agency_id,
            round=found.round,
            official_code=code,
            organisation="BPS",
            respondents=142,
            surveyed_on=TODAY,
            entered_by=cast.tpn_member,
            entered_at=NOW,
        )
    return found


def opened(
    made: Reviews, program: ZoneProgram, team: ReviewTeam, member: Person, lead: Person
) -> SimpleNamespace:
    """A round of one tier, all of it confirmed by its member."""
    made.assign(program, team)
    made.declare(program, member, lead)
    round_ = actions.open_round(program=program, by=lead, now=NOW)
    made.confirm_all(round_, MEMBER, member)
    return SimpleNamespace(round=made.fresh(round_), program=program)


# acts


def mark(s: SimpleNamespace, by: Person) -> object:
    return actions.save_mark(
        round_=s.round,
        official_code=CODE,
        value="C",
        inputs=None,
        note="Belum terlihat.",
        seen_version=_seen(s.round),
        by=by,
        now=NOW,
    )


def _seen(round_: ReviewRound) -> int:
    """What the tier whose turn it is has of the question, whoever asks."""
    found = round_.marks.filter(official_code=CODE, tier=round_.state).first()
    return found.version if found else 0


def send(s: SimpleNamespace, by: Person) -> object:
    return actions.send_to_next_tier(round_=s.round, seen_version=s.round.version, by=by, now=NOW)


def send_back(s: SimpleNamespace, by: Person) -> object:
    return actions.return_to_tier(
        round_=s.round, reason="Periksa lagi.", seen_version=s.round.version, by=by, now=NOW
    )


def closing(outcome: str, report: ReportHead | None = HEAD, reason: str = "") -> Act:
    """Closes a round with this outcome."""

    def act(s: SimpleNamespace, by: Person) -> object:
        return actions.close_round(
            round_=s.round,
            outcome=outcome,
            seen_version=s.round.version,
            reason=reason,
            report=report,
            by=by,
            now=NOW,
        )

    return act


def second(s: SimpleNamespace, by: Person) -> object:
    return actions.save_second_opinion(
        round_=s.round,
        official_code=s.drawn,
        value=None,
        inputs=None,
        note="Tidak terlihat.",
        seen_version=0,
        by=by,
        now=NOW,
    )


def add(by: Person, team: ReviewTeam, person: Person) -> object:
    return actions.add_member(
        team=team, person=person, tier=MEMBER, trained_on=TRAINED, by=by, now=NOW
    )


def create(s: SimpleNamespace, by: Person, stage: ReviewStage) -> object:
    national = stage == ReviewStage.TPN
    return actions.create_team(
        agency=None if national else s.agency, stage=stage, name="Tim baru", by=by, now=NOW
    )


def assign(s: SimpleNamespace, by: Person, team: ReviewTeam, state: ProgramState) -> object:
    return actions.assign(
        team=team,
        program=Reviews.put(s.program, state),
        starts_on=TODAY,
        ends_on=UNTIL,
        by=by,
        now=NOW,
    )


def remove(team: ReviewTeam, by: Person) -> object:
    member = team.members.order_by("pk").first()
    assert member is not None
    return actions.remove_member(member=member, by=by, now=NOW)


def survey(s: SimpleNamespace, by: Person) -> object:
    marked: Any = s.round.marks.get(official_code="B.I.a.1", tier=MEMBER)
    return actions.record_survey_value(
        round_=s.round,
        official_code="B.I.a.1",
        value="3.7",
        source=SurveySource("BPS", 142, TODAY),
        note="Survei.",
        seen_version=marked.version,
        by=by,
        now=NOW,
    )


def drop(by: Person) -> object:
    note = CannedNote.objects.create(person=by, text="x", made_at=NOW)
    return actions.drop_note(key=note.pk, by=by)


ACTS: dict[str, Row] = {
    **rows(
        teams,
        create_team=partial(create, stage=ReviewStage.TPI),
        create_team__national=partial(create, stage=ReviewStage.TPN),
        add_member=lambda s, by: add(by, s.team, s.colleague),
        add_member__national=lambda s, by: add(by, s.national, s.tpn_third),
        remove_member=lambda s, by: remove(s.team, by),
        remove_member__national=lambda s, by: remove(s.national, by),
        close_team=lambda s, by: actions.close_team(team=s.team, by=by, now=NOW),
        close_team__national=lambda s, by: actions.close_team(team=s.national, by=by, now=NOW),
        set_limits=lambda s, by: actions.set_limits(
            agency=s.agency, limits=s.limits, by=by, now=NOW
        ),
        assign=lambda s, by: assign(s, by, s.team, ProgramState.TPI_ROUND_1),
        assign__national=lambda s, by: assign(s, by, s.national, ProgramState.NOMINATED),
        keep_note=lambda _s, by: actions.keep_note(text="Sesuai bukti.", by=by, now=NOW),
        drop_note=lambda _s, by: drop(by),
    ),
    **rows(
        assigned,
        end_assignment=lambda s, by: actions.end_assignment(
            assignment=s.assignment, reason="Ganti tim", by=by, now=NOW
        ),
        issue_assignment_letter=lambda s, by: actions.issue_assignment_letter(
            assignment=s.assignment, head=HEAD, by=by, now=NOW
        ),
        open_round=lambda s, by: actions.open_round(program=s.program, by=by, now=NOW),
    ),
    **rows(
        with_members,
        declare_conflict=lambda s, by: actions.declare_conflict(
            program=s.program, has_tie=False, text="", by=by, now=NOW
        ),
        save_mark__of_members=mark,
        send_to_next_tier__of_members=send,
        close_round__too_early=closing("round_1_closed"),
        write_comment=lambda s, by: actions.write_comment(
            round_=s.round, official_code=CODE, text="Lihat foto.", by=by, now=NOW
        ),
        assign_second_evaluator=lambda s, by: actions.assign_second_evaluator(
            round_=s.round, person=s.elsewhere, by=by, now=NOW
        ),
        save_second_opinion=second,
    ),
    **rows(
        valued_twice,
        send_second_opinions=lambda s, by: actions.send_second_opinions(
            round_=s.round, by=by, now=NOW
        ),
    ),
    **rows(
        with_lead,
        save_mark__of_lead=mark,
        return_to_tier__of_lead=send_back,
        send_to_next_tier__of_lead=send,
    ),
    **rows(
        with_controller,
        save_mark__of_controller=mark,
        return_to_tier__of_controller=send_back,
        close_round=closing("round_1_closed"),
    ),
    **rows(
        pre_assessed,
        save_mark__preliminary=mark,
        close_round__preliminary=closing("passed_preliminary"),
    ),
    **rows(
        in_the_field,
        save_mark__in_the_field=mark,
        record_survey_value=survey,
        close_round__in_the_field=closing("field_closed", None),
    ),
}
