"""Answers from a form elsewhere: read, mapped, sealed, counted apart; and what is refused."""

import io
from typing import Any

import openpyxl
import pytest

from bening.accounts.imports.table import csv_of
from bening.accounts.refusals import NotAllowed
from bening.domain.surveys.instrument import SurveyInstrument
from bening.surveys.actions.importing import answer_file, import_answers, keep_answer_file
from bening.surveys.actions.results import process_period
from bening.surveys.checking import check_period
from bening.surveys.content import Basis, read_content
from bening.surveys.import_files import ImportMapping, guessed, read_answer_file, sheets
from bening.surveys.instruments import instrument_of
from bening.surveys.models import (
    PeriodState,
    ResponseMode,
    SurveyImport,
    SurveyPeriod,
    SurveyResponse,
    SurveyToken,
)
from bening.surveys.refusals import SurveyRefused, WrongMoment
from tests.features.surveys_results.making import (
    SERVICES,
    answered,
    invite,
    make_period,
    make_questionnaire,
    make_services,
)
from tests.people import NOW, Cast


@pytest.fixture
def open_period(cast: Cast) -> SurveyPeriod:
    make_services(cast)
    form = make_questionnaire("spak-1")
    return make_period(cast, state=PeriodState.OPEN, questionnaire=form, closed_at=None, wanted=6)


@pytest.fixture
def form(open_period: SurveyPeriod) -> SurveyInstrument:
    return instrument_of(open_period.questionnaire)


def by_wording(form: SurveyInstrument, rows: int = 8) -> bytes:
    """What a spreadsheet form gives: the wording as headings, the labels as answers."""
    heads = ["Cap waktu", "Layanan", *(item.text["id"] for item in form.items), "Saran"]
    lines = [
        [
            f"2026-03-0{at + 1} 09.00",
            list(SERVICES.values())[at % 3],
            *(item.scale.label(3 + at % 2, "id") for item in form.items),
            "Cepat",
        ]
        for at in range(rows)
    ]
    return csv_of(heads, lines)


def lime_survey(form: SurveyInstrument) -> bytes:
    """An export with codes; the last sheet was never sent."""
    heads = ["id", "submitdate", "lastpage", *(f"G1[{item.code}]" for item in form.items)]
    lines = [
        [str(at), "2026-03-02 10:00:00" if at < 7 else "", "2", *("A4" for _ in form.items)]
        for at in range(8)
    ]
    return csv_of(heads, lines)


def kept(period: SurveyPeriod, cast: Cast, content: bytes, name: str = "isian.csv") -> Any:
    return keep_answer_file(period=period, content=content, filename=name, by=cast.pic, now=NOW)


def taken(period: SurveyPeriod, cast: Cast, content: bytes) -> SurveyImport:
    paper = kept(period, cast, content)
    mapping = guessed(answer_file(paper), instrument_of(period.questionnaire), SERVICES)
    return import_answers(period=period, document=paper, mapping=mapping, by=cast.pic, now=NOW)


def test_a_spreadsheet_form_is_read_by_its_wording(
    cast: Cast, open_period: SurveyPeriod, form: SurveyInstrument
) -> None:
    file = read_answer_file(by_wording(form))
    found = sheets(file, guessed(file, form, SERVICES), form, SERVICES)
    assert len(found.responses) == 8
    assert found.refused == ()
    assert found.responses[0].answers == {item.code: 3 for item in form.items}
    assert found.responses[1].attributes["service"] == "akta"
    assert found.responses[0].mode.value == ResponseMode.IMPORTED.value
    assert found.responses[0].suggestion == "Cepat"


def test_an_export_with_codes_is_read_and_what_was_not_sent_is_left_out(
    open_period: SurveyPeriod, form: SurveyInstrument
) -> None:
    file = read_answer_file(lime_survey(form))
    found = sheets(file, guessed(file, form, SERVICES), form, SERVICES)
    assert len(found.responses) == 7
    assert found.unfinished == 1
    assert set(found.responses[0].answers.values()) == {4}


def test_a_workbook_is_read_too(open_period: SurveyPeriod, form: SurveyInstrument) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append([item.code for item in form.items])
    for _ in range(6):
        page.append([4 for _ in form.items])
    content = io.BytesIO()
    book.save(content)
    file = read_answer_file(content.getvalue())
    assert len(sheets(file, guessed(file, form, {}), form, {}).responses) == 6


def test_imported_answers_are_sealed_marked_and_counted_apart(
    cast: Cast, open_period: SurveyPeriod, form: SurveyInstrument
) -> None:
    made = taken(open_period, cast, by_wording(form))
    assert made.taken == 8
    assert set(SurveyResponse.objects.values_list("mode", flat=True)) == {"imported"}
    (day,) = open_period.days.all()
    assert day.size == 8
    assert open_period.receipts.count() == 8
    assert check_period(open_period) == ()
    open_period.state = PeriodState.CLOSED
    open_period.save()
    content = read_content(process_period(period=open_period, by=cast.pic, now=NOW).content)
    assert content.basis == Basis.IMPORTED
    assert content.modes == {"imported": 8}


def test_a_file_that_names_people_is_refused_before_it_is_kept(
    cast: Cast, open_period: SurveyPeriod, form: SurveyInstrument
) -> None:
    code = form.items[0].code
    for head, cell in (
        ("Nama lengkap", "Budi"),
        ("Email Address", "budi@contoh.id"),
        ("Kontak", "0812 3456 7890"),
        ("Catatan", "3301220101900007"),
        ("token", "abc"),
    ):
        content = csv_of([head, code], [[cell, "4"] for _ in range(6)])
        with pytest.raises(SurveyRefused, match="import_has_identity"):
            kept(open_period, cast, content)
    from bening.documents.models import OfficialDocument

    assert not OfficialDocument.objects.exists()


@pytest.mark.parametrize("state", ["designed", "closed", "processed", "published"])
def test_a_period_that_is_not_open_takes_no_import(
    cast: Cast, open_period: SurveyPeriod, form: SurveyInstrument, state: str
) -> None:
    paper = kept(open_period, cast, by_wording(form))
    SurveyPeriod.objects.filter(pk=open_period.pk).update(state=state)
    with pytest.raises(WrongMoment, match="import_while_open"):
        kept(open_period, cast, by_wording(form))
    mapping = guessed(answer_file(paper), form, SERVICES)
    with pytest.raises(WrongMoment, match="import_while_open"):
        import_answers(period=open_period, document=paper, mapping=mapping, by=cast.pic, now=NOW)
    assert not SurveyResponse.objects.exists()


@pytest.mark.parametrize("how", ["link", "batch", "token"])
def test_a_period_opened_for_tokens_takes_no_import(
    cast: Cast, open_period: SurveyPeriod, form: SurveyInstrument, how: str
) -> None:
    if how == "link":
        SurveyPeriod.objects.filter(pk=open_period.pk).update(has_open_link=True)
    elif how == "batch":
        invite(cast, open_period)
    else:
        SurveyToken.objects.create(hash=b"\x01" * 32, period=open_period)
    with pytest.raises(WrongMoment, match="opened_for_tokens"):
        kept(open_period, cast, by_wording(form))


def test_an_import_needs_items_five_sheets_and_another_file(
    cast: Cast, open_period: SurveyPeriod, form: SurveyInstrument
) -> None:
    paper = kept(open_period, cast, by_wording(form))
    given: dict[str, Any] = {"period": open_period, "document": paper, "by": cast.pic, "now": NOW}
    with pytest.raises(SurveyRefused, match="import_without_items"):
        import_answers(mapping=ImportMapping(), **given)
    with pytest.raises(SurveyRefused, match="import_column_twice"):
        import_answers(mapping=ImportMapping({0: "saran", 1: "saran"}), **given)
    few = kept(open_period, cast, by_wording(form, rows=4))
    with pytest.raises(SurveyRefused, match="import_too_few"):
        import_answers(
            mapping=guessed(answer_file(few), form, SERVICES), **{**given, "document": few}
        )
    mapping = guessed(answer_file(paper), form, SERVICES)
    import_answers(mapping=mapping, **given)
    with pytest.raises(SurveyRefused, match="imported_already"):
        import_answers(mapping=mapping, **given)
    assert SurveyImport.objects.count() == 1


def test_only_survey_officers_import_and_only_their_own_files(
    cast: Cast, open_period: SurveyPeriod, form: SurveyInstrument
) -> None:
    content = by_wording(form)
    for who in (cast.area_member, cast.inspector, cast.colleague, cast.outsider):
        with pytest.raises(NotAllowed):
            keep_answer_file(period=open_period, content=content, filename="a.csv", by=who, now=NOW)
    other = kept(open_period, cast, content)
    other.unit = cast.other_unit
    other.save()
    with pytest.raises(SurveyRefused, match="import_of_other_unit"):
        import_answers(
            period=open_period, document=other, mapping=ImportMapping(), by=cast.pic, now=NOW
        )


def test_answers_with_tokens_keep_imports_away(cast: Cast) -> None:
    make_services(cast)
    period = answered(cast)
    period.batches.all().delete()
    SurveyPeriod.objects.filter(pk=period.pk).update(state=PeriodState.OPEN)
    form = instrument_of(period.questionnaire)
    with pytest.raises(WrongMoment, match="opened_for_tokens"):
        kept(period, cast, csv_of([form.items[0].code], [["4"] for _ in range(6)]))
