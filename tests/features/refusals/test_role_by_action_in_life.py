"""Each role on each write of a program's life is allowed or refused as the table says."""

import copy
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.aftercare import actions as aftercare
from bening.audit.models import Event
from bening.calendars import actions as calendars
from bening.casework import term_actions as case_terms
from bening.channel_reports import actions as channel_reports
from bening.complaints.actions import appeals as complaint_appeals
from bening.complaints.actions import desk as complaint_desk
from bening.complaints.actions import files as complaint_files
from bening.complaints.actions import filing as complaint_filing
from bening.complaints.actions import lapor as complaint_lapor
from bening.complaints.actions import people as complaint_people
from bening.complaints.actions import settling as complaint_settling
from bening.complaints.actions import years as complaint_years
from bening.conflicts import actions as conflicts
from bening.discipline import actions as discipline
from bening.documents import actions as documents
from bening.documents import issuing
from bening.domain.refusals import Refused
from bening.domain.scoring import score
from bening.findings import actions as findings
from bening.findings import importing as finding_lists
from bening.gratuities import actions as gratuities
from bening.instruments import load
from bening.mentoring import actions as mentoring
from bening.nominations import actions as nominations
from bening.nominations import jobs as packaging
from bening.nominations.actions import awards
from bening.notices import actions as notices
from bening.pacts import actions as pacts
from bening.programs import guards, letters, lifecycle
from bening.queues.actions import backups as queue_backups
from bening.queues.actions import breaches as queue_breaches
from bening.queues.actions import calls as queue_calls
from bening.queues.actions import counters as queue_counters
from bening.queues.actions import counters_setup as queue_places
from bening.queues.actions import halls as queue_halls
from bening.queues.actions import handing as queue_handing
from bening.queues.actions import hours as queue_hours
from bening.queues.actions import lines_setup as queue_lines
from bening.queues.actions import points as queue_points
from bening.queues.actions import promises as queue_promises
from bening.queues.actions import serving as queue_serving
from bening.queues.actions import staff as queue_staff
from bening.queues.actions import today as queue_today
from bening.reviews import actions as reviews
from bening.risks import actions as risks
from bening.selection import actions as selection
from bening.services import actions as services
from bening.surveys.actions import external as survey_external
from bening.surveys.actions import importing as survey_importing
from bening.surveys.actions import improvement as survey_improvement
from bening.surveys.actions import integrity as survey_integrity
from bening.surveys.actions import invitations, questionnaires
from bening.surveys.actions import microdata as survey_microdata
from bening.surveys.actions import periods as survey_periods
from bening.surveys.actions import publication as survey_publication
from bening.surveys.actions import results as survey_results
from bening.wealth_reports import actions as wealth_reports
from bening.whistleblowing import sites
from bening.whistleblowing.desk import (
    evaluating,
    granting,
    identity,
    keys,
    naming,
    passing,
    recovery,
    steps,
)
from tests.adapters import samples
from tests.features.documents.conftest import own_folders
from tests.features.pacts.conftest import asked
from tests.features.refusals.life import (
    of_aftercare,
    of_calendars,
    of_channel_reports,
    of_choosing,
    of_complaints,
    of_conflicts,
    of_counters,
    of_discipline,
    of_gratuities,
    of_halls,
    of_mentoring,
    of_nominations,
    of_oversight,
    of_pacts,
    of_programs,
    of_promises,
    of_reviews,
    of_risks,
    of_survey_results,
    of_surveys,
    of_whistleblowing,
)
from tests.features.refusals.life.people import WHO, LifeCast
from tests.features.refusals.life.rows import Row, Scene
from tests.features.refusals.life.table import INNER, TABLE
from tests.features.refusals.role_acts import MODULES as OTHER_MODULES
from tests.features.refusals.test_role_by_action import writes

__all__ = ["asked", "own_folders"]
BENING = Path(__file__).resolve().parents[3] / "bening"
MODULES: dict[str, ModuleType] = {
    "pacts": pacts,
    "selection": selection,
    "mentoring": mentoring,
    "reviews": reviews,
    "nominations": nominations,
    "aftercare": aftercare,
    "complaint_desk": complaint_desk,
    "complaint_settling": complaint_settling,
    "complaint_appeals": complaint_appeals,
    "complaint_people": complaint_people,
    "complaint_files": complaint_files,
    "complaint_filing": complaint_filing,
    "complaint_lapor": complaint_lapor,
    "complaint_years": complaint_years,
    "calendars": calendars,
    "case_terms": case_terms,
    "conflicts": conflicts,
    "discipline": discipline,
    "channel_reports": channel_reports,
    "gratuities": gratuities,
    "findings": findings,
    "finding_lists": finding_lists,
    "wealth_reports": wealth_reports,
    "risks": risks,
    "notices": notices,
    "documents": documents,
    "services": services,
    "questionnaires": questionnaires,
    "survey_periods": survey_periods,
    "invitations": invitations,
    "survey_results": survey_results,
    "survey_integrity": survey_integrity,
    "survey_external": survey_external,
    "survey_importing": survey_importing,
    "survey_improvement": survey_improvement,
    "survey_publication": survey_publication,
    "survey_microdata": survey_microdata,
    "queue_halls": queue_halls,
    "queue_lines": queue_lines,
    "queue_places": queue_places,
    "queue_staff": queue_staff,
    "queue_hours": queue_hours,
    "queue_promises": queue_promises,
    "queue_points": queue_points,
    "queue_backups": queue_backups,
    "queue_breaches": queue_breaches,
    "queue_counters": queue_counters,
    "queue_today": queue_today,
    "queue_calls": queue_calls,
    "queue_serving": queue_serving,
    "queue_handing": queue_handing,
    "wbs_sites": sites,
    "wbs_naming": naming,
    "wbs_evaluating": evaluating,
    "wbs_keys": keys,
    "wbs_steps": steps,
    "wbs_granting": granting,
    "wbs_identity": identity,
    "wbs_passing": passing,
    "wbs_recovery": recovery,
    "letters": letters,
    "lifecycle": lifecycle,
}
ROWS: dict[str, Row] = {
    f"{module}.{name}": row
    for module, found in (
        ("pacts", of_pacts.ACTS),
        ("selection", of_choosing.ACTS),
        ("mentoring", of_mentoring.ACTS),
        ("reviews", of_reviews.ACTS),
        ("nominations", of_nominations.ACTS),
        ("aftercare", of_aftercare.ACTS),
        ("complaint_desk", of_complaints.DESK),
        ("complaint_settling", of_complaints.SETTLING),
        ("complaint_appeals", of_complaints.APPEALS),
        ("complaint_people", of_complaints.PEOPLE),
        ("complaint_files", of_complaints.FILES),
        ("complaint_filing", of_complaints.FILING),
        ("complaint_lapor", of_complaints.LAPOR),
        ("complaint_years", of_complaints.YEARS),
        ("calendars", of_calendars.ACTS),
        ("case_terms", of_calendars.TERMS),
        ("conflicts", of_conflicts.ACTS),
        ("discipline", of_discipline.ACTS),
        ("channel_reports", of_channel_reports.ACTS),
        ("gratuities", of_gratuities.ACTS),
        ("findings", of_oversight.FINDINGS),
        ("finding_lists", of_oversight.LISTS),
        ("wealth_reports", of_oversight.WEALTH_REPORTS),
        ("risks", of_risks.ACTS),
        ("notices", of_calendars.TOLD),
        ("documents", of_programs.PAPERS),
        ("services", of_surveys.SERVICES),
        ("questionnaires", of_surveys.QUESTIONNAIRES),
        ("survey_periods", of_surveys.PERIODS),
        ("invitations", of_surveys.INVITATIONS),
        ("survey_results", of_survey_results.RESULTS),
        ("survey_integrity", of_survey_results.INTEGRITY),
        ("survey_external", of_survey_results.EXTERNAL),
        ("survey_importing", of_survey_results.IMPORTING),
        ("survey_improvement", of_survey_results.IMPROVEMENT),
        ("survey_publication", of_survey_results.PUBLICATION),
        ("survey_microdata", of_survey_results.MICRODATA),
        ("queue_halls", of_halls.HALLS),
        ("queue_lines", of_halls.LINES),
        ("queue_places", of_halls.PLACES),
        ("queue_staff", of_halls.STAFF),
        ("queue_hours", of_halls.HOURS),
        ("queue_promises", of_halls.PROMISES),
        ("queue_points", of_halls.POINTS),
        ("queue_backups", of_promises.BACKUPS),
        ("queue_breaches", of_promises.BREACHES),
        ("queue_counters", of_counters.COUNTERS),
        ("queue_today", of_counters.TODAY_ENDED),
        ("queue_calls", of_counters.CALLS),
        ("queue_serving", of_counters.SERVING),
        ("queue_handing", of_counters.HANDING),
        ("wbs_sites", of_whistleblowing.SITES),
        ("wbs_naming", of_whistleblowing.NAMING),
        ("wbs_evaluating", of_whistleblowing.EVALUATING),
        ("wbs_keys", of_whistleblowing.KEYS),
        ("wbs_steps", of_whistleblowing.STEPS),
        ("wbs_granting", of_whistleblowing.GRANTING),
        ("wbs_identity", of_whistleblowing.IDENTITY),
        ("wbs_passing", of_whistleblowing.PASSING),
        ("wbs_recovery", of_whistleblowing.RECOVERY),
        ("letters", of_programs.LETTERS),
        ("lifecycle", of_programs.MOVES),
    )
    for name, row in found.items()
}
SCENES: dict[str, Scene] = {
    f"{row.scene.__module__.rpartition('.')[2]}.{row.scene.__name__}": row.scene
    for row in ROWS.values()
}
WHO_IT_IS = {
    "not_your_turn",  # the round is with another tier
    "sign_for_oneself",
    "not_in_campaign",
    "conflict_without_agency",
    "conflict_person_unknown",  # nobody of one's own agency
    "monitor_belongs_to_unit",
    "gratuity_of_other_agency",  # the unit is not of one's own agency
    "identity_by_another",  # who asked for an identity agrees to nothing
    "identity_not_yours",
    "key_missing",
    "key_of_another",
    "recovery_after_second",  # the first custodian has no turn yet
    "recovery_not_yours",
    "report_closed_to_you",
}
"""Refusals that say who somebody is as a missing role does."""


def test_every_write_has_its_row() -> None:
    found = {f"{short}.{name}" for short, module in MODULES.items() for name in writes(module)}

    assert {row.partition(" ")[0] for row in TABLE} | set(INNER) == found
    assert set(ROWS) == set(TABLE)
    assert {who for row in TABLE.values() for who in row.split()} <= set(WHO)


def test_every_feature_that_acts_is_in_a_table() -> None:
    acting = {
        path.relative_to(BENING).parts[0]
        for path in BENING.glob("*/actions*")
        if path.suffix == ".py" or path.is_dir()
    }
    named = {
        module.__name__.split(".")[1] for module in (*MODULES.values(), *OTHER_MODULES.values())
    }

    assert acting - named == set()


@pytest.fixture
def life_cast(
    db: None, own_folders: None, asked: list[object], monkeypatch: pytest.MonkeyPatch
) -> LifeCast:
    """Everybody, papers that are made in no time, and no condition of the state table in the way.

    Conditions have tests of their own; here they would only hide who may.
    """
    sealed = SimpleNamespace(pdf=samples.pdf(1), certificate="0" * 64)
    monkeypatch.setattr(issuing, "letter_pdf", lambda *_given: b"")
    monkeypatch.setattr(issuing, "letter_docx", lambda *_given: b"")
    monkeypatch.setattr(issuing, "seal", lambda *_given, **_named: sealed)
    monkeypatch.setattr(packaging, "make_package", SimpleNamespace(enqueue=lambda _key: None))
    for name in guards.registered():
        monkeypatch.setitem(guards._guards, name, lambda _program, _now: None)
    result = SimpleNamespace(summary=score(load("lke-2021"), {}))
    monkeypatch.setattr(awards, "final_result", lambda *_of: result, raising=False)
    cast = LifeCast()
    for who in (*WHO, "unit", "other_unit"):
        getattr(cast, who)
    return cast


@pytest.mark.once  # each write passes and is refused on PostgreSQL in the tests of its feature
@pytest.mark.slow  # every role with every write of the life: seconds of a processor
@pytest.mark.parametrize("scene", sorted(SCENES))
def test_each_role_may_what_the_table_says(life_cast: LifeCast, scene: str) -> None:
    start = SCENES[scene](life_cast)

    found = dict(tried(life_cast, SCENES[scene], start))

    assert found == {row: {who for who in WHO if who in TABLE[row].split()} for row in found}


def tried(cast: LifeCast, scene: Scene, start: SimpleNamespace) -> Iterator[tuple[str, set[str]]]:
    """Each row of the scene and who passed; what somebody did is taken back at once."""
    for name, row in ROWS.items():
        if row.scene is not scene:
            continue
        passed = set()
        for who in WHO:
            held = transaction.savepoint()
            if may(row, copy.deepcopy(start), getattr(cast, who)):
                passed.add(who)
            transaction.savepoint_rollback(held)
        yield name, passed


def may(row: Row, start: SimpleNamespace, by: Person) -> bool:
    events = Event.objects.count()
    try:
        row.act(start, by)
    except (NotAllowed, ObjectDoesNotExist):  # what one may not read is not there
        pass
    except Refused as refusal:
        if refusal.code not in WHO_IT_IS:
            raise
    else:
        return True
    assert Event.objects.count() == events
    return False
