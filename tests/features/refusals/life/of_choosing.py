"""The choice of units, by the group that weighs and the head that decides."""

from types import SimpleNamespace

from bening.accounts.models import Person, Role
from bening.programs.models import ProgramState
from bening.selection import actions
from bening.selection.actions import CriterionChoice, Decision, Figures, ScoreGiven
from bening.selection.models import Candidate, Verdict
from tests.features.refusals.life.of_programs import program_of
from tests.features.refusals.life.people import LifeCast
from tests.features.refusals.life.rows import Row, rows
from tests.people import NOW, TODAY

CRITERIA = [CriterionChoice("core", "Layanan utama", "PermenPANRB 90/2021", weight=1)]


def nothing(cast: LifeCast) -> SimpleNamespace:
    """No round yet."""
    cast.assigned(Role.TPI, Role.TPN)
    return SimpleNamespace(agency=cast.agency, lead=cast.group_lead)


def weighing(cast: LifeCast) -> SimpleNamespace:
    """A round in which the unit is weighed and all scored."""
    cast.assigned(Role.TPI, Role.TPN)
    program = program_of(cast, ProgramState.DECLARED)
    round_ = actions.open_round(
        agency=cast.agency,
        year=2026,
        lead=cast.group_lead,
        members=[cast.group_member],
        by=cast.agency_admin,
        now=NOW,
    )
    candidate = actions.add_candidate(round_=round_, unit=cast.unit, by=cast.group_member, now=NOW)
    score(candidate, cast.group_member)
    return SimpleNamespace(
        agency=cast.agency,
        lead=cast.group_lead,
        round=round_,
        candidate=candidate,
        other_unit=cast.other_unit,
        program=program,
    )


def proposed(cast: LifeCast) -> SimpleNamespace:
    """The same, handed to the head."""
    made = weighing(cast)
    made.round = actions.propose(round_=made.round, by=cast.group_lead, now=NOW)
    return made


def decided(cast: LifeCast) -> SimpleNamespace:
    """The same with the unit chosen, its program not moved yet."""
    made = proposed(cast)
    made.round = decide(made, cast.agency_head)
    return made


def score(candidate: Candidate, by: Person) -> object:
    criteria = candidate.round.criteria.items.all()
    return actions.save_candidate(
        candidate=candidate,
        figures=Figures(staff=41),
        scores={one.pk: ScoreGiven(4, "Layanan utama.") for one in criteria},
        by=by,
        now=NOW,
    )


def decide(s: SimpleNamespace, by: Person) -> object:
    return actions.decide(
        round_=s.round,
        decisions={s.candidate.pk: Decision(Verdict.ACCEPTED, "Layanan utama.")},
        number="SK/1",
        dated_on=TODAY,
        by=by,
        now=NOW,
    )


ACTS: dict[str, Row] = {
    **rows(
        nothing,
        adopt_criteria=lambda s, by: actions.adopt_criteria(
            agency=s.agency, criteria=CRITERIA, by=by, now=NOW
        ),
        open_round=lambda s, by: actions.open_round(
            agency=s.agency, year=2026, lead=s.lead, members=[], by=by, now=NOW
        ),
    ),
    **rows(
        weighing,
        set_group=lambda s, by: actions.set_group(
            round_=s.round, lead=s.lead, members=[], group_decree=None, by=by, now=NOW
        ),
        add_candidate=lambda s, by: actions.add_candidate(
            round_=s.round, unit=s.other_unit, by=by, now=NOW
        ),
        save_candidate=lambda s, by: score(s.candidate, by),
        remove_candidate=lambda s, by: actions.remove_candidate(
            candidate=s.candidate, by=by, now=NOW
        ),
        propose=lambda s, by: actions.propose(round_=s.round, by=by, now=NOW),
    ),
    **rows(
        proposed,
        decide=decide,
        return_to_group=lambda s, by: actions.return_to_group(
            round_=s.round, reason="Kurang.", by=by, now=NOW
        ),
    ),
    **rows(
        decided, move_programs=lambda s, by: actions.move_programs(round_=s.round, by=by, now=NOW)
    ),
}
