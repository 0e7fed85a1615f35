"""The pages of results: what each person finds, does, and is refused."""

import random
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bening.accounts.models import Person
from bening.audit.models import Event
from bening.surveys.actions.publication import publish_result
from bening.surveys.actions.results import confirm_result, process_period
from bening.surveys.content import read_content
from bening.surveys.models import (
    ExternalIndex,
    ImprovementPlan,
    IntegrityDecision,
    PeriodState,
    SurveyImport,
    SurveyPeriod,
    SurveyPublication,
)
from bening.surveys.results_clock import process_closed
from tests.adapters import samples
from tests.features.surveys_results.making import (
    answered,
    make_period,
    make_questionnaire,
    make_services,
)
from tests.features.surveys_results.test_import import by_wording
from tests.people import NOW, TODAY, Cast, make_unit, sign_in


@pytest.fixture(autouse=True)
def in_april(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def page(person: Person, name: str, *keys: Any, **asked: Any) -> Any:
    return sign_in(Client(), person).get(reverse(f"surveys:{name}", args=keys), asked)


def post(person: Person, name: str, *keys: Any, **sent: Any) -> Any:
    return sign_in(Client(), person).post(reverse(f"surveys:{name}", args=keys), sent)


TABS = ("result", "integrity", "publish", "improvements")


@pytest.mark.parametrize("who", ["pic", "unit_head", "inspector", "agency_head", "agency_admin"])
def test_who_reads_the_unit_reads_its_result(cast: Cast, confirmed: SurveyPeriod, who: str) -> None:
    for name in TABS:
        assert page(getattr(cast, who), name, confirmed.pk).status_code == 200
    text = page(getattr(cast, who), "result", confirmed.pk).text
    assert "Perkiraan nilai LKE" in text
    assert "perkiraan, bukan nilai resmi" in text
    assert "Selang kepercayaan 95%" in text


@pytest.mark.parametrize("who", ["outsider", "outside_admin", "operator", "colleague"])
def test_results_of_others_are_not_there(cast: Cast, confirmed: SurveyPeriod, who: str) -> None:
    for name in (*TABS, "suggestions", "import", "microdata"):
        ask = post if name == "microdata" else page
        assert ask(getattr(cast, who), name, confirmed.pk).status_code == 404


def test_whoever_comes_after_the_calendar_gets_its_result(cast: Cast, period: SurveyPeriod) -> None:
    """The page was read before; its button does no harm, also once the result is confirmed."""
    assert 'name="process-is_first" value="1"' in page(cast.pic, "result", period.pk).text
    assert process_closed(now=NOW) == 1
    made = period.results.get()
    late = {"act": "process", "process-is_first": "1"}
    assert post(cast.colleague, "result", period.pk, **late).status_code == 404
    assert post(cast.inspector, "result", period.pk, **late).status_code == 403
    answered = post(cast.pic, "result", period.pk, **late)
    assert (answered.status_code, period.results.get()) == (302, made)
    confirm_result(period=period, result=made, by=cast.unit_head, now=NOW)
    assert post(cast.pic, "result", period.pk, **late).status_code == 302
    assert period.results.get() == made


def test_a_period_is_worked_out_and_confirmed_on_its_page(cast: Cast, period: SurveyPeriod) -> None:
    assert 'value="process"' in page(cast.pic, "result", period.pk).text
    assert 'value="process"' not in page(cast.inspector, "result", period.pk).text
    assert post(cast.inspector, "result", period.pk, act="process").status_code == 403
    assert post(cast.pic, "result", period.pk, act="process").status_code == 302
    again = post(cast.pic, "result", period.pk, act="process")
    assert again.status_code == 422
    late = {"act": "process", "process-is_first": "1"}
    assert 'name="process-is_first"' not in page(cast.pic, "result", period.pk).text
    assert post(cast.pic, "result", period.pk, **late).status_code == 302
    assert post(cast.pic, "result", period.pk, act="confirm").status_code == 403
    first = period.results.get()
    assert f'name="result" value="{first.pk}"' in page(cast.unit_head, "result", period.pk).text
    again = {"act": "process", "process-reason": "Buku layanan dilengkapi"}
    assert post(cast.pic, "result", period.pk, **again).status_code == 302
    for stale in (first.pk, "lain"):
        sent = {"act": "confirm", "result": stale}
        refused = post(cast.unit_head, "result", period.pk, **sent)
        assert refused.status_code == 422
        assert "hasil yang lebih baru" in refused.text
    assert post(cast.unit_head, "result", period.pk, act="confirm").status_code == 302
    period.refresh_from_db()
    assert period.state == PeriodState.CONFIRMED
    assert post(cast.pic, "result", period.pk, act="lain").status_code == 404


def test_before_the_quota_the_page_says_so(cast: Cast) -> None:
    make_services(cast)
    few = answered(cast, count=20)
    process_period(period=few, by=cast.pic, now=NOW)
    text = page(cast.pic, "result", few.pk).text
    assert "Belum cukup" in text
    assert "20 isian dari 30" in text
    assert "Perkiraan nilai LKE" not in text


def test_a_small_group_is_not_shown_by_any_address(cast: Cast, confirmed: SurveyPeriod) -> None:
    result = confirmed.results.get()
    kind = read_content(result.content).results.kinds["spak"]  # type: ignore[index]  # keys are enums of text
    code, groups = next(
        (code, groups)
        for code, groups in kind.attributes.items()
        if any(group.withheld for group in groups)
    )
    hidden = next(group for group in groups if group.withheld)
    shown = next(group for group in groups if not group.withheld)
    text = page(cast.pic, "result_breakdown", confirmed.pk, "spak", code).text
    assert "disembunyikan" in text
    assert f"/{hidden.key or '-'}/" not in text
    found = page(cast.pic, "result_group", confirmed.pk, "spak", code, shown.key or "-")
    assert found.status_code == 200
    for key in (hidden.key or "-", "tidak-ada"):
        refused = page(cast.pic, "result_group", confirmed.pk, "spak", code, key)
        assert refused.status_code == 422
        assert "kurang dari lima orang" in refused.text
    crossed = page(
        cast.pic, "result_group", confirmed.pk, "spak", code, shown.key or "-", sex="female"
    )
    assert crossed.status_code == 422
    assert "satu ciri" in crossed.text
    for wrong in (("lain", code), ("spak", "nik")):
        assert page(cast.pic, "result_breakdown", confirmed.pk, *wrong).status_code == 404


def test_tpi_decides_on_the_panel(cast: Cast, period: SurveyPeriod, tpi: Person) -> None:
    process_period(period=period, by=cast.pic, now=NOW)
    text = page(tpi, "integrity", period.pk).text
    assert "Isian terlalu cepat" in text
    assert "Putuskan" in text
    assert "Putuskan" not in page(cast.pic, "integrity", period.pk).text
    sent = {"act": "decide", "signal": "speeders", "verdict": "kept"}
    assert post(cast.pic, "integrity", period.pk, **sent, reason="x").status_code == 403
    refused = post(tpi, "integrity", period.pk, **sent, reason=" ")
    assert refused.status_code == 422
    assert post(tpi, "integrity", period.pk, **sent, reason="Wajar.").status_code == 302
    assert IntegrityDecision.objects.get().reason == "Wajar."
    assert "Wajar." in page(cast.pic, "integrity", period.pk).text


def test_publication_goes_round_on_its_page(cast: Cast, confirmed: SurveyPeriod) -> None:
    assert post(cast.pic, "publish", confirmed.pk, act="publish").status_code == 403
    assert post(cast.unit_head, "publish", confirmed.pk, act="publish").status_code == 302
    sent = {
        "act": "record",
        "record-place": "board",
        "record-published_on": TODAY.isoformat(),
    }
    refused = post(cast.pic, "publish", confirmed.pk, **sent)
    assert refused.status_code == 422
    assert "Papan perlu foto" in refused.text
    photo = SimpleUploadedFile("papan.png", samples.picture())
    made = post(cast.pic, "publish", confirmed.pk, **sent, **{"record-file": photo})
    assert made.status_code == 302
    assert SurveyPublication.objects.count() == 2
    number = {"report-number": "SRV-9/2026", "report-dated_on": TODAY.isoformat()}
    assert post(cast.unit_head, "publish", confirmed.pk, act="report", **number).status_code == 302
    assert "SRV-9/2026" in page(cast.pic, "publish", confirmed.pk).text


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_single_sheets_come_as_a_file_to_survey_officers(
    cast: Cast, confirmed: SurveyPeriod, form: str
) -> None:
    sent = {"microdata-kind": "spak", "microdata-form": form}
    found = post(cast.pic, "microdata", confirmed.pk, **sent)
    assert found.status_code == 200
    assert found.headers["Content-Disposition"].endswith(f'.{form}"')
    assert len(found.content) > 200
    for who in (cast.inspector, cast.agency_head, cast.area_member):
        assert post(who, "microdata", confirmed.pk, **sent).status_code == 403
    assert Event.objects.filter(act="survey_microdata.exported").count() == 1


def test_a_plan_goes_round_on_its_pages(cast: Cast, confirmed: SurveyPeriod) -> None:
    sent = {
        "act": "plan",
        "plan-element": "skm.time",
        "plan-action": "Loket kedua.",
        "plan-owner": str(cast.area_member.pk),
        "plan-due_on": TODAY.isoformat(),
    }
    assert post(cast.inspector, "improvements", confirmed.pk, **sent).status_code == 403
    assert post(cast.pic, "improvements", confirmed.pk, **sent).status_code == 302
    made = ImprovementPlan.objects.get()
    assert "Loket kedua." in page(cast.unit_head, "improvements", confirmed.pk).text
    assert "Selesai dengan bukti" in page(cast.area_member, "improvement", made.pk).text
    assert "Selesai dengan bukti" not in page(cast.inspector, "improvement", made.pk).text
    assert page(cast.outsider, "improvement", made.pk).status_code == 404
    done = {"outcome": "Antrean turun.", "dated_on": TODAY.isoformat()}
    assert post(cast.area_member, "improvement", made.pk, **done).status_code == 422
    photo = SimpleUploadedFile("foto.png", samples.picture())
    assert post(cast.area_member, "improvement", made.pk, **done, file=photo).status_code == 302
    publish_result(period=confirmed, by=cast.unit_head, now=NOW)
    assert post(cast.unit_head, "improvements", confirmed.pk, act="conclude").status_code == 302
    confirmed.refresh_from_db()
    assert confirmed.state == PeriodState.FOLLOWED_UP


def test_suggestions_are_for_officers_and_judges(
    cast: Cast, confirmed: SurveyPeriod, tpi: Person
) -> None:
    for who in (cast.pic, tpi, cast.inspector):
        assert page(who, "suggestions", confirmed.pk).status_code == 200
    for who in (cast.area_member, cast.agency_head):
        assert page(who, "suggestions", confirmed.pk).status_code == 403


def test_values_from_outside_go_round_on_their_page(
    cast: Cast, confirmed: SurveyPeriod, tpi: Person
) -> None:
    sent = {
        "kind": "spak",
        "source": "bps",
        "value": "3,62",
        "respondents": "60",
        "measured_from": "2026-04-01",
        "measured_until": "2026-04-10",
        "dated_on": TODAY.isoformat(),
    }
    paper = SimpleUploadedFile("laporan.pdf", samples.pdf())
    assert post(cast.pic, "external_unit", cast.unit.pk, **sent, file=paper).status_code == 403
    assert post(tpi, "external_unit", cast.unit.pk, **sent).status_code == 422
    paper.seek(0)
    assert post(tpi, "external_unit", cast.unit.pk, **sent, file=paper).status_code == 302
    made = ExternalIndex.objects.get()
    text = page(cast.pic, "external_unit", cast.unit.pk).text
    assert "3,62" in text
    assert "perkiraan" in text
    assert "Catat dengan dokumen" not in text
    assert page(cast.outsider, "external_unit", cast.unit.pk).status_code == 404
    assert post(cast.pic, "withdraw_external", made.pk, reason="x").status_code == 403
    post(tpi, "withdraw_external", made.pk, reason="")
    made.refresh_from_db()
    assert made.withdrawn_at is None
    assert post(tpi, "withdraw_external", made.pk, reason="Salah").status_code == 302
    made.refresh_from_db()
    assert made.withdrawn_at == NOW


def test_value_from_outside_is_rounded_and_a_single_day_is_one_date(
    cast: Cast, tpi: Person
) -> None:
    sent = {
        "kind": "spak",
        "source": "bps",
        "value": "3,625",
        "respondents": "60",
        "measured_from": "2026-04-10",
        "measured_until": "2026-04-10",
        "dated_on": TODAY.isoformat(),
        "file": SimpleUploadedFile("laporan.pdf", samples.pdf()),
    }
    assert post(tpi, "external_unit", cast.unit.pk, **sent).status_code == 302
    text = page(cast.pic, "external_unit", cast.unit.pk).text
    assert "IPAK 3,63</b>" in text
    assert "3,625" not in text
    assert "<span>10 April 2026</span>" in text


def test_service_below_its_quota_is_named_beside_the_index(cast: Cast) -> None:
    make_services(cast)
    period = answered(cast, quotas={"ktp": 60, "akta": 5, "kk": 1})
    process_period(period=period, by=cast.pic, now=NOW)
    text = page(cast.pic, "result", period.pk).text
    assert "<b>Belum cukup:</b> KTP elektronik." in text
    kinds = len(read_content(period.results.get().content).shown)
    assert text.count("belum cukup") == kinds
    assert text.count("isian dari kuota") == kinds


def test_movement_is_told_from_the_period_before_this_one(cast: Cast) -> None:
    from datetime import date

    from bening.domain.surveys.instrument import SurveyKind
    from bening.surveys.instruments import instrument_of
    from bening.surveys.result_figures import kind_figures
    from bening.surveys.result_queries import trends
    from bening.surveys.shown_results import shown_kind
    from tests.features.surveys_results.making import response, seal

    make_services(cast)
    spans = ((2024, 1), (2025, 4), (2026, 4))
    made = []
    for year, value in spans:
        period = make_period(
            cast, name=f"Tahun {year}", starts_on=date(year, 1, 1), ends_on=date(year, 3, 31)
        )
        items = instrument_of(period.questionnaire).items
        lot = random.Random(year)
        seal(
            period,
            [
                response(
                    period,
                    lot,
                    answers={
                        item.code: 5 - lot.choice((value, value, 3))
                        if item.is_reversed
                        else lot.choice((value, value, 3))
                        for item in items
                    },
                )
                for _ in range(60)
            ],
            day=period.starts_on,
        )
        process_period(period=period, by=cast.pic, now=NOW)
        if year < 2026:
            period.state = PeriodState.CONFIRMED
            period.save()
        made.append(period)
    this = made[-1]
    result = this.results.get()
    content = read_content(result.content)
    points = trends(this.unit, this.ends_on)[SurveyKind.SPAK]
    assert [one.period for one in points] == made[:2]
    spak = kind_figures(content, instrument_of(this.questionnaire), result.integrity)[0]
    assert spak.kind == SurveyKind.SPAK
    assert "masih dalam batas kebetulan" in shown_kind(spak, content, points).moved
    assert "Naik dari" in shown_kind(spak, content, points[:1]).moved


def test_the_list_of_outside_values_keeps_its_queries(cast: Cast, tpi: Person) -> None:
    _ = cast.unit

    def many() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert page(cast.inspector, "externals").status_code == 200
        return len(asked)

    many()
    before = many()
    for number in range(9):
        make_unit(cast.agency, f"7{number}")
    assert many() == before


def test_an_import_goes_round_on_its_pages(cast: Cast) -> None:
    make_services(cast)
    form = make_questionnaire("spak-1")
    period = make_period(cast, state=PeriodState.OPEN, questionnaire=form, closed_at=None)
    from bening.surveys.instruments import instrument_of

    content = by_wording(instrument_of(form))
    for who in (cast.inspector, cast.area_member):
        assert page(who, "import", period.pk).status_code == 403
    named = SimpleUploadedFile("a.csv", b"Nama;D1\r\nBudi;4\r\n")
    refused = post(cast.pic, "import", period.pk, file=named)
    assert refused.status_code == 422
    assert "identitas" in refused.text
    sent = post(cast.pic, "import", period.pk, file=SimpleUploadedFile("isian.csv", content))
    assert sent.status_code == 302
    client = sign_in(Client(), cast.pic)
    asked = client.get(sent.headers["Location"]).text
    assert "8 baris: 8 terbaca" in asked
    posted = _fields(asked)
    changed = client.post(sent.headers["Location"], {**posted, "c2": "", "act": "refresh"}).text
    assert "Butir tanpa kolom" in changed
    done = client.post(sent.headers["Location"], {**posted, "act": "import"})
    assert done.status_code == 302
    assert SurveyImport.objects.get().taken == 8
    again = client.post(sent.headers["Location"], {**posted, "act": "import"})
    assert again.status_code == 422
    assert "sudah diimpor" in again.text


def _fields(text: str) -> dict[str, str]:
    """The chosen values of a page's lists and its hidden fields."""
    from html.parser import HTMLParser

    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: dict[str, str] = {}
            self.name = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            if tag == "select":
                self.name = given.get("name") or ""
                self.found[self.name] = ""
            elif tag == "option" and self.name and "selected" in given:
                self.found[self.name] = given.get("value") or ""
            elif tag == "input" and (given.get("name") or "").startswith("r"):
                self.found[given["name"] or ""] = given.get("value") or ""

        def handle_endtag(self, tag: str) -> None:
            if tag == "select":
                self.name = ""

    reader = Reader()
    reader.feed(text)
    return reader.found


def test_a_result_page_keeps_its_queries(cast: Cast, confirmed: SurveyPeriod) -> None:
    client = sign_in(Client(), cast.pic)
    address = reverse("surveys:result", args=[confirmed.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= 25
