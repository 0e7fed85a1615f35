"""What is done about a title after it was given."""

from types import SimpleNamespace

from bening.accounts.models import Person, Role
from bening.aftercare import actions
from bening.aftercare.actions import DecreeHead
from bening.aftercare.models import (
    AftercareReview,
    ConcernSource,
    ConcernState,
    Occasion,
    ReplicationStatus,
    Verdict,
)
from bening.programs.models import ProgramState
from tests.features.aftercare.conftest import make_award, make_decree
from tests.features.refusals.life.of_programs import program_of
from tests.features.refusals.life.people import LifeCast
from tests.features.refusals.life.rows import Row, rows
from tests.people import NOW, TODAY

GOOD = {"A": "48,25", "B.I.a": "16.1", "B.I.b": "3.75", "B.II": "15"}


def watched(cast: LifeCast) -> SimpleNamespace:
    """A title whose monitoring is due and filled in, with a doubt about it and a policy."""
    cast.assigned(Role.PRELIMINARY, Role.TPI, Role.TPN)
    program = program_of(cast, ProgramState.AFTERCARE)
    award = make_award(cast, program=program)
    actions.plan_reviews(now=NOW)
    made = SimpleNamespace(
        agency=cast.agency,
        award=award,
        program=program,
        other_unit=cast.other_unit,
        review=AftercareReview.objects.get(award=award),
        decree=make_decree(cast, award, on=TODAY),
    )
    made.review = save(made, cast.inspector)
    made.concern = doubt(made, cast.inspector)
    made.replication = adapt(made, cast.inspector)
    policy(made, cast.agency_head)
    return made


def doubted(cast: LifeCast) -> SimpleNamespace:
    """The same, with the doubt found to be true."""
    made = watched(cast)
    made.concern = clarify(made, cast.inspector)
    return made


def save(s: SimpleNamespace, by: Person) -> object:
    return actions.save_review(
        review=s.review,
        scores=GOOD,
        survey_note="40 responden",
        note="Baik.",
        seen_version=s.review.version,
        by=by,
        now=NOW,
    )


def doubt(s: SimpleNamespace, by: Person) -> object:
    return actions.raise_concern(
        award=s.award,
        source=ConcernSource.MEDIA,
        text="Pungutan di loket.",
        reported_on=TODAY,
        by=by,
        now=NOW,
    )


def clarify(s: SimpleNamespace, by: Person) -> object:
    return actions.clarify_concern(
        concern=s.concern, finding=ConcernState.SUBSTANTIATED, text="Terbukti.", by=by, now=NOW
    )


def adapt(s: SimpleNamespace, by: Person, practice: str = "Antrean daring") -> object:
    return actions.plan_replication(
        award=s.award, unit=s.other_unit, practice=practice, due_on=TODAY, by=by, now=NOW
    )


def policy(s: SimpleNamespace, by: Person, occasion: Occasion = Occasion.WINNING) -> object:
    return actions.set_policy(
        agency=s.agency,
        occasion=occasion,
        gift="Piagam",
        basis="Perwali 1",
        budget_note="",
        starts_on=TODAY,
        by=by,
        now=NOW,
    )


ACTS: dict[str, Row] = {
    **rows(
        watched,
        save_review=save,
        close_review=lambda s, by: actions.close_review(
            review=s.review,
            verdict=Verdict.HOLDS,
            number="L-1",
            dated_on=TODAY,
            by=by,
            now=NOW,
        ),
        raise_concern=doubt,
        clarify_concern=clarify,
        plan_replication=lambda s, by: adapt(s, by, "Loket ramah"),
        change_replication=lambda s, by: actions.change_replication(
            replication=s.replication,
            status=ReplicationStatus.ADAPTING,
            adaptation="Disesuaikan.",
            proof_url="",
            proof_note="",
            reason="",
            by=by,
            now=NOW,
        ),
        set_policy=lambda s, by: policy(s, by, Occasion.KEEPING),
        give_reward=lambda s, by: actions.give_reward(
            award=s.award,
            occasion=Occasion.WINNING,
            gift="",
            given_on=TODAY,
            document_number="1",
            budget_note="",
            by=by,
            now=NOW,
        ),
        issue_certificate=lambda s, by: actions.issue_certificate(
            award=s.award, number="P/1", dated_on=TODAY, by=by, now=NOW
        ),
        revoke_title=lambda s, by: actions.revoke_title(
            award=s.award, decree=s.decree, reason="Pungutan.", by=by, now=NOW
        ),
        revoke_title__by_own_decree=lambda s, by: actions.revoke_title(
            award=s.award, head=DecreeHead("C/1", TODAY), reason="Pungutan.", by=by, now=NOW
        ),
    ),
    **rows(
        doubted,
        keep_title=lambda s, by: actions.keep_title(
            concern=s.concern, reason="Sudah ditindak.", by=by, now=NOW
        ),
    ),
}
