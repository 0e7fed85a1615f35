"""What follows a confirmed result: publication, report, plans, single sheets, outside values."""

import csv
import io
import random
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.documents.actions import withdraw
from bening.documents.models import DocumentKind, OfficialDocument, Origin
from bening.domain.surveys.states import PeriodRefused
from bening.surveys.actions.improvement import (
    complete_improvement,
    conclude_follow_up,
    plan_improvement,
)
from bening.surveys.actions.microdata import export_microdata
from bening.surveys.actions.publication import issue_report, publish_result, record_publication
from bening.surveys.actions.results import latest_result, process_period
from bening.surveys.microdata_files import microdata_csv, microdata_xlsx
from bening.surveys.models import (
    ImprovementPlan,
    PeriodState,
    PublicationPlace,
    SurveyPeriod,
    SurveyReport,
)
from bening.surveys.refusals import SurveyRefused, WrongMoment
from bening.surveys.report import report_letter
from bening.surveys.result_queries import masked_suggestions
from bening.surveys.waiting_results import turns
from tests.adapters import samples
from tests.features.surveys_results.making import (
    answered,
    make_period,
    make_services,
    response,
    seal,
)
from tests.people import NOW, TODAY, Cast


def photo() -> io.BytesIO:
    return io.BytesIO(samples.picture())


# --- publishing


def test_publishing_makes_the_public_page_one_place(cast: Cast, confirmed: SurveyPeriod) -> None:
    published = publish_result(period=confirmed, by=cast.unit_head, now=NOW)
    assert published.state == PeriodState.PUBLISHED
    (place,) = published.publications.all()
    assert place.place == PublicationPlace.PORTAL
    assert place.url.endswith(f"/survei/{published.slug}/hasil/")
    assert Event.objects.filter(act="survey_period.published").count() == 1


@pytest.mark.parametrize("who", ["pic", "inspector", "agency_head", "colleague", "outsider"])
def test_only_the_head_publishes(cast: Cast, confirmed: SurveyPeriod, who: str) -> None:
    with pytest.raises(NotAllowed):
        publish_result(period=confirmed, by=getattr(cast, who), now=NOW)


def test_what_is_not_confirmed_or_not_enough_is_not_published(
    cast: Cast, period: SurveyPeriod
) -> None:
    process_period(period=period, by=cast.pic, now=NOW)
    with pytest.raises(WrongMoment, match="report_after_confirmation"):
        publish_result(period=period, by=cast.unit_head, now=NOW)
    few = answered(cast, count=20, name="Sedikit")
    process_period(period=few, by=cast.pic, now=NOW)
    SurveyPeriod.objects.filter(pk=few.pk).update(state=PeriodState.CONFIRMED)
    with pytest.raises(SurveyRefused, match="not_enough_answers"):
        publish_result(period=few, by=cast.unit_head, now=NOW)


def record(period: SurveyPeriod, by: Person, **values: Any) -> Any:
    given = {
        "place": PublicationPlace.BOARD,
        "url": "",
        "published_on": TODAY,
        "file": photo(),
        "filename": "papan.png",
    }
    return record_publication(period=period, by=by, now=NOW, **{**given, **values})


def test_a_board_is_recorded_with_its_photo(cast: Cast, confirmed: SurveyPeriod) -> None:
    publish_result(period=confirmed, by=cast.unit_head, now=NOW)
    made = record(confirmed, cast.pic)
    assert made.proof.kind == DocumentKind.SURVEY_PROOF
    with pytest.raises(WrongMoment, match="survey_paper_used"):
        withdraw(document=made.proof, reason="x", by=cast.pic, now=NOW)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"file": None}, "publication_proof_missing"),
        ({"place": PublicationPlace.WEBSITE, "file": None}, "publication_proof_missing"),
        ({"place": PublicationPlace.PORTAL}, "place_is_automatic"),
        ({"published_on": TODAY + timedelta(days=1)}, "publication_in_future"),
        ({"published_on": date(2026, 3, 31)}, "publication_before_closing"),
    ],
)
def test_a_place_without_ground_is_refused(
    cast: Cast, confirmed: SurveyPeriod, values: Any, code: str
) -> None:
    publish_result(period=confirmed, by=cast.unit_head, now=NOW)
    with pytest.raises(SurveyRefused, match=code):
        record(confirmed, cast.pic, **values)


def test_nothing_is_recorded_before_publishing(cast: Cast, confirmed: SurveyPeriod) -> None:
    with pytest.raises(WrongMoment, match="recorded_after_publication"):
        record(confirmed, cast.pic)
    with pytest.raises(NotAllowed):
        record(confirmed, cast.colleague)


# --- the report


def report(period: SurveyPeriod, by: Person, **values: Any) -> OfficialDocument:
    given = {"number": "SRV-1/2026", "dated_on": TODAY}
    made: OfficialDocument = issue_report(period=period, by=by, now=NOW, **{**given, **values})
    return made


def test_the_report_is_a_sealed_pdf_and_a_docx(cast: Cast, confirmed: SurveyPeriod) -> None:
    from bening.adapters.file_store import file_store

    paper = report(confirmed, cast.unit_head)
    assert paper.origin == Origin.GENERATED
    assert paper.editable is not None
    assert paper.sealed_at == NOW
    content = file_store().path(paper.file_id).read_bytes()
    assert b"/MarkInfo" in content
    assert b"StructTreeRoot" in content
    assert SurveyReport.objects.get().result == latest_result(confirmed)
    with pytest.raises(WrongMoment, match="report_issued_already"):
        report(confirmed, cast.unit_head, number="SRV-2/2026")
    with pytest.raises(WrongMoment, match="survey_report_stays"):
        withdraw(document=paper, reason="x", by=cast.unit_head, now=NOW)


def words(period: SurveyPeriod, by: Person) -> str:
    result = latest_result(period)
    assert result is not None
    plans = list(ImprovementPlan.objects.filter(period=period).select_related("owner"))
    return repr(report_letter(period, result, plans, number="1", dated_on=TODAY, by=by))


def test_the_report_says_method_figures_and_what_follows(
    cast: Cast, confirmed: SurveyPeriod
) -> None:
    plan(confirmed, cast.pic, cast.area_member)
    said = words(confirmed, cast.unit_head)
    for part in (
        "IPAK (0–4)",
        "IKM (25–100)",
        "Selang kepercayaan 95%",
        "perkiraan, bukan nilai resmi",
        "Versi rumus",
        "120 (buku layanan unit)",
        "KTP elektronik",
        "Percepat loket dua.",
        cast.area_member.name,
        "isian dikecualikan oleh TPI",
    ):
        assert part in said


def test_a_report_below_the_quota_gives_no_index(cast: Cast) -> None:
    make_services(cast)
    few = answered(cast, count=20)
    process_period(period=few, by=cast.pic, now=NOW)
    said = words(few, cast.unit_head)
    assert "Belum cukup: 20 isian dari 30" in said
    assert "IPAK (0–4)" not in said


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"number": " "}, "survey_report_number_missing"),
        ({"dated_on": date(2026, 3, 30)}, "report_before_closing"),
    ],
)
def test_a_report_without_ground_is_refused(
    cast: Cast, confirmed: SurveyPeriod, values: Any, code: str
) -> None:
    with pytest.raises(SurveyRefused, match=code):
        report(confirmed, cast.unit_head, **values)


def test_a_report_waits_for_its_head_and_the_confirmation(cast: Cast, period: SurveyPeriod) -> None:
    process_period(period=period, by=cast.pic, now=NOW)
    with pytest.raises(NotAllowed):
        report(period, cast.pic)
    with pytest.raises(WrongMoment, match="report_after_confirmation"):
        report(period, cast.unit_head)


# --- what is done about low elements


def plan(period: SurveyPeriod, by: Person, owner: Person, **values: Any) -> ImprovementPlan:
    given = {"element": "skm.time", "action": "Percepat loket dua.", "due_on": TODAY}
    return plan_improvement(period=period, by=by, owner=owner, now=NOW, **{**given, **values})


def test_a_plan_goes_from_its_owner_to_its_proof(cast: Cast, confirmed: SurveyPeriod) -> None:
    made = plan(confirmed, cast.pic, cast.area_member)
    (turn,) = turns(cast.area_member, NOW)
    assert turn.due_on == TODAY
    assert turns(cast.pic, NOW) == []
    publish_result(period=confirmed, by=cast.unit_head, now=NOW)
    with pytest.raises(SurveyRefused, match="improvements_open"):
        conclude_follow_up(period=confirmed, by=cast.unit_head, now=NOW)
    done = done_with(made, cast.area_member)
    assert done.proof is not None
    assert done.done_by == cast.area_member
    assert turns(cast.area_member, NOW) == []
    concluded = conclude_follow_up(period=confirmed, by=cast.unit_head, now=NOW)
    assert concluded.state == PeriodState.FOLLOWED_UP
    with pytest.raises(WrongMoment, match="improvement_done_already"):
        done_with(made, cast.pic)


def done_with(made: ImprovementPlan, by: Person, **values: Any) -> ImprovementPlan:
    given = {
        "outcome": "Antrean turun.", "dated_on": TODAY, "file": photo(), "filename": "foto.png",
    }  # fmt: skip
    done: ImprovementPlan = complete_improvement(plan=made, by=by, now=NOW, **{**given, **values})
    return done


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"outcome": " "}, "outcome_missing"),
        ({"file": None}, "improvement_proof_missing"),
    ],
)
def test_a_plan_is_not_done_without_outcome_and_proof(
    cast: Cast, confirmed: SurveyPeriod, values: Any, code: str
) -> None:
    made = plan(confirmed, cast.pic, cast.area_member)
    with pytest.raises(SurveyRefused, match=code):
        done_with(made, cast.area_member, **values)
    with pytest.raises(NotAllowed):
        done_with(made, cast.inspector)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"element": "spak.time"}, "element_not_measured"),
        ({"action": " "}, "improvement_missing"),
        ({"action": "x" * 4001}, "improvement_too_long"),
        ({"due_on": TODAY - timedelta(days=1)}, "improvement_due_past"),
    ],
)
def test_a_plan_without_ground_is_refused(
    cast: Cast, confirmed: SurveyPeriod, values: Any, code: str
) -> None:
    with pytest.raises(SurveyRefused, match=code):
        plan(confirmed, cast.pic, cast.area_member, **values)


def test_plans_are_of_the_units_own_people_and_after_confirmation(
    cast: Cast, period: SurveyPeriod, confirmed: SurveyPeriod
) -> None:
    with pytest.raises(SurveyRefused, match="plan_owner_not_of_unit"):
        plan(confirmed, cast.pic, cast.inspector)
    with pytest.raises(NotAllowed):
        plan(confirmed, cast.inspector, cast.area_member)
    early = answered(cast, name="Belum")
    with pytest.raises(WrongMoment, match="planned_after_confirmation"):
        plan(early, cast.pic, cast.area_member)


def test_nothing_planned_is_not_followed_up(cast: Cast, confirmed: SurveyPeriod) -> None:
    publish_result(period=confirmed, by=cast.unit_head, now=NOW)
    with pytest.raises(SurveyRefused, match="nothing_planned"):
        conclude_follow_up(period=confirmed, by=cast.unit_head, now=NOW)


def test_a_confirmed_period_is_not_worked_out_again(cast: Cast, confirmed: SurveyPeriod) -> None:
    with pytest.raises(PeriodRefused, match="not_from_here"):
        process_period(period=confirmed, by=cast.pic, now=NOW, reason="Ulang")


# --- single sheets


def test_single_sheets_have_no_identity_and_no_rare_combination(
    cast: Cast, confirmed: SurveyPeriod
) -> None:
    found = export_microdata(period=confirmed, kind="spak", by=cast.pic, now=NOW)
    assert len(found.rows) == 40
    heads = [found.columns.index(head) for head in found.columns if head.islower()]
    combinations: dict[tuple[str, ...], int] = {}
    for row in found.rows:
        key = tuple(row[at] for at in heads)
        combinations[key] = combinations.get(key, 0) + 1
    assert min(combinations.values()) >= 5
    event = Event.objects.get(act="survey_microdata.exported")
    assert event.data["rows"] == 40
    assert event.by == cast.pic.pk
    lines = list(csv.reader(io.StringIO(microdata_csv(found).decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == 41
    book = openpyxl.load_workbook(io.BytesIO(microdata_xlsx(found)))
    assert book.active is not None
    assert book.active.max_row == 41


@pytest.mark.parametrize(
    "who", ["inspector", "agency_head", "colleague", "outsider", "area_member"]
)
def test_single_sheets_are_for_survey_officers_of_the_unit(
    cast: Cast, confirmed: SurveyPeriod, who: str
) -> None:
    with pytest.raises(NotAllowed):
        export_microdata(period=confirmed, kind="spak", by=getattr(cast, who), now=NOW)
    assert not Event.objects.filter(act="survey_microdata.exported").exists()


def test_single_sheets_wait_for_the_confirmation(cast: Cast, period: SurveyPeriod) -> None:
    process_period(period=period, by=cast.pic, now=NOW)
    with pytest.raises(WrongMoment, match="microdata_after_confirmation"):
        export_microdata(period=period, kind="spak", by=cast.pic, now=NOW)
    with pytest.raises(SurveyRefused, match="kind_not_measured"):
        export_microdata(period=period, kind="rating", by=cast.pic, now=NOW)


def test_suggestions_are_masked_and_few_are_not_shown(cast: Cast) -> None:
    period = make_period(cast)
    lot = random.Random(5)
    said = ["NIK saya 3301 2201 0190 0007", "Telepon 0812-3456-7890", "a@b.id", "Cepat", "Ramah"]
    seal(period, [response(period, lot, suggestion=text) for text in said])
    texts = [one.text for one in masked_suggestions(period)]
    assert len(texts) == 5
    joined = " ".join(texts)
    assert "3301" not in joined
    assert "0812" not in joined
    assert "@b.id" not in joined
    few = make_period(cast, name="Sedikit")
    seal(few, [response(few, lot, suggestion=text) for text in [*said[:4], ""]])
    assert masked_suggestions(few) == ()
