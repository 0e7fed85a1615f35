"""Pages of monitoring and mentoring: plain posts work, and only for those they are for."""

import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bening.audit.models import Event
from bening.evidence import actions as evidence
from bening.mentoring import actions
from bening.mentoring.models import (
    Consultation,
    FollowUp,
    MentoringVisit,
    MonitoringReport,
    Recommendation,
    TpnQuestion,
)
from tests.features.mentoring.test_mentoring import asked, visit, write  # noqa: F401
from tests.people import NOW, TODAY, Cast, sign_in


@pytest.fixture(autouse=True)
def in_april(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def page(person: Any, name: Any, *keys: Any, **asked_for: Any) -> Any:
    return sign_in(Client(), person).get(reverse(f"mentoring:{name}", args=keys), asked_for)


def post(person: Any, name: Any, *keys: Any, **sent: Any) -> Any:
    return sign_in(Client(), person).post(reverse(f"mentoring:{name}", args=keys), sent)


LISTS = (
    "recommendations",
    "recommendations_by_unit",
    "consultations",
    "shared",
    "visits",
    "tpn_questions",
    "reports",
)


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_empty_for_others_and_say_so(cast: Cast, name: Any, recommended: Any) -> None:
    for person in (cast.pic, cast.inspector, cast.outsider, cast.colleague):
        assert page(person, name).status_code == 200
    assert cast.unit.name not in page(cast.outsider, name).text


def test_a_recommendation_goes_round_on_its_page(
    cast: Cast, recommended: Any, proof: Any, tpi: Any
) -> None:
    key = recommended.pk
    shown = page(cast.pic, "recommendation", key).text
    assert "Lengkapi notula monev." in shown
    assert "SOP antrean" in shown
    assert "Verifikasi selesai" not in shown

    refused = post(
        cast.pic,
        "recommendation",
        key,
        act="follow_up",
        **{"follow_up-text": "Sudah", "follow_up-claims_done": "1"},
    )
    assert refused.status_code == 422
    assert "Pilih sekurangnya satu bukti" in refused.text
    done = post(
        cast.pic,
        "recommendation",
        key,
        act="follow_up",
        **{
            "follow_up-text": "Sudah",
            "follow_up-claims_done": "1",
            "follow_up-evidence": str(proof.pk),
        },
    )
    assert done.status_code == 302
    assert "Verifikasi selesai" in page(tpi, "recommendation", key).text
    assert post(cast.pic, "recommendation", key, act="verify").status_code == 403
    assert post(tpi, "recommendation", key, act="verify").status_code == 302
    recommended.refresh_from_db()
    assert recommended.state == "verified"
    assert FollowUp.objects.get().accepted


def test_proofs_of_the_question_are_offered_first(
    cast: Cast, recommended: Any, proof: Any, sheet: Any
) -> None:
    evidence.add_link(
        unit=cast.unit,
        url="https://tirtamaya.example/b",
        title="Lebih baru",
        by=cast.pic,
        now=NOW + timedelta(days=1),
    )
    key = recommended.pk

    def offered() -> list[str]:
        return [each.title for each in page(cast.pic, "recommendation", key).context["proofs"]]

    assert offered() == ["Lebih baru", proof.title]
    evidence.attach(
        evidence=proof,
        sheet=sheet,
        official_code=recommended.official_code,
        by=cast.pic,
        now=NOW,
    )
    assert offered() == [proof.title, "Lebih baru"]


def test_other_agencies_find_nothing(
    cast: Cast,
    program: Any,
    recommended: Any,
    asked: Any,  # noqa: F811
    visit: Any,  # noqa: F811
    tpi: Any,
) -> None:
    report = write(program, cast.pic)
    question = actions.ask_tpn(
        agency=cast.agency, unit=cast.unit, topic="x", question="x", by=tpi, now=NOW
    )
    for person in (cast.outsider, cast.outside_admin, cast.operator, cast.colleague):
        for name, found in (
            ("recommendation", recommended),
            ("consultation", asked),
            ("visit", visit),
            ("report", report),
            ("tpn_question", question),
        ):
            assert page(person, name, found.pk).status_code == 404
            assert post(person, name, found.pk, act="verify").status_code == 404


def test_an_act_that_the_page_does_not_know_is_not_found(cast: Cast, recommended: Any) -> None:
    assert post(cast.pic, "recommendation", recommended.pk, act="x").status_code == 404


def test_head_hands_on_and_mentor_postpones(cast: Cast, recommended: Any, tpi: Any) -> None:
    key = recommended.pk
    sent = {"hand_to-owner": str(cast.area_lead.pk)}
    assert post(cast.unit_head, "recommendation", key, act="hand_to", **sent).status_code == 302
    sent = {"postpone-due_on": "2026-05-01", "postpone-reason": "Cuti"}
    assert post(tpi, "recommendation", key, act="postpone", **sent).status_code == 302
    recommended.refresh_from_db()
    assert recommended.owner == cast.area_lead
    assert str(recommended.due_on) == "2026-05-01"


def test_the_export_holds_what_the_list_shows_and_no_formula(
    cast: Cast, recommended: Any, tpi: Any
) -> None:
    Recommendation.objects.filter(pk=recommended.pk).update(text="=1+1")
    actions.recommend(
        unit=cast.unit, program=None, text="Lain", source="aftercare", owner=None,
        due_on=None, by=cast.inspector, now=NOW,
    )  # fmt: skip

    answer = page(cast.pic, "recommendations_export", sumber="lhe_1")

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0].values)
    assert rows[3][:4] == (cast.unit.name, "=1+1", "A.I.1.iii.c", "LHE TPI tahap 1")
    assert len(rows) == 4
    empty = page(cast.outsider, "recommendations_export")
    assert len(list(openpyxl.load_workbook(io.BytesIO(empty.content)).worksheets[0].values)) == 3


def test_the_list_costs_the_same_however_long(
    cast: Cast, recommended: Any, tpi: Any, django_assert_max_num_queries: Any
) -> None:
    for _ in range(30):
        actions.recommend(
            unit=cast.unit, program=None, text="x", source="lhe_2", owner=cast.pic,
            due_on=TODAY, by=tpi, now=NOW,
        )  # fmt: skip
    client = sign_in(Client(), cast.pic)
    with django_assert_max_num_queries(9):
        assert "x" in client.get(reverse("mentoring:recommendations")).text


def test_unit_asks_and_tpi_answers_on_pages(cast: Cast, tpi: Any) -> None:
    assert page(cast.inspector, "ask").status_code == 403
    sent = {"unit": str(cast.unit.pk), "topic": "Foto", "question": "Cukupkah?"}
    assert post(cast.pic, "ask", **sent).status_code == 302
    found = Consultation.objects.get()
    assert "Kirim jawaban" not in page(cast.pic, "consultation", found.pk).text
    assert "Kirim jawaban" in page(tpi, "consultation", found.pk).text
    sent = {"answer-answer": "Cukup."}
    assert post(tpi, "consultation", found.pk, act="answer", **sent).status_code == 302
    late = {"edit-topic": "Foto", "edit-question": "Lain?"}
    refused = post(cast.pic, "consultation", found.pk, act="edit", **late)
    assert refused.status_code == 422
    assert "sudah dijawab" in refused.text
    sent = {"share-question": "Cukupkah foto?", "share-answer": "Cukup bila jelas."}
    assert post(tpi, "consultation", found.pk, act="share", **sent).status_code == 302
    assert "Cukup bila jelas." in page(cast.area_member, "shared", q="foto").text


def test_a_foreign_unit_cannot_be_asked_for(cast: Cast) -> None:
    sent = {"unit": str(cast.other_unit.pk), "topic": "Foto", "question": "Cukupkah?"}

    assert post(cast.pic, "ask", **sent).status_code == 422
    assert not Consultation.objects.exists()


def test_a_consultation_goes_to_the_tpn_and_back(cast: Cast, asked: Any, tpi: Any) -> None:  # noqa: F811
    assert page(cast.pic, "write_tpn_question").status_code == 403
    sign_in(Client(), tpi)
    address = f"{reverse('mentoring:write_tpn_question')}?konsultasi={asked.pk}"
    client = sign_in(Client(), tpi)
    assert "Apakah notula" in client.get(address).text
    sent = {"unit": str(cast.unit.pk), "topic": "Foto", "question": "Cukupkah?"}
    assert client.post(address, sent).status_code == 302
    found = TpnQuestion.objects.get()
    assert found.consultation == asked
    sent = {"send-sent_on": "2026-04-15", "send-reference": "B/1"}
    assert post(tpi, "tpn_question", found.pk, act="send", **sent).status_code == 302
    sent = {
        "answer-answer": "Cukup",
        "answer-answered_on": "2026-04-15",
        "answer-answered_by": "TPN",
    }
    assert post(cast.pic, "tpn_question", found.pk, act="answer", **sent).status_code == 403
    assert post(tpi, "tpn_question", found.pk, act="answer", **sent).status_code == 302
    assert "Cukup" in page(cast.pic, "tpn_question", found.pk).text
    assert page(cast.inspector, "tpn_questions", q="cukupkah foto").status_code == 200


def test_a_visit_is_planned_held_and_recommends_on_pages(
    cast: Cast, program: Any, tpi: Any
) -> None:
    assert page(cast.pic, "plan_visit").status_code == 403
    sent = {
        "unit": str(cast.unit.pk),
        "held_on": "2026-04-15",
        "place": "Aula",
        "purpose": "Monev",
    }
    assert post(tpi, "plan_visit", **sent).status_code == 302
    found = MentoringVisit.objects.get()
    sent = {
        "hold-held_on": "2026-04-15",
        "hold-mentors": "Made Suastika, Auditor",
        "hold-unit_people": "Ani Setiawati, PIC\nDarma",
        "hold-notes": "Lancar",
    }
    assert post(cast.pic, "visit", found.pk, act="hold", **sent).status_code == 403
    assert post(tpi, "visit", found.pk, act="hold", **sent).status_code == 302
    assert found.attendees.count() == 3
    sent = {"recommend-text": "Lengkapi", "recommend-due_on": "2026-05-15"}
    assert post(tpi, "visit", found.pk, act="recommend", **sent).status_code == 302
    made = Recommendation.objects.get()
    assert (made.visit, made.program, made.source) == (found, program, "visit")
    shown = page(cast.pic, "visit", found.pk).text
    assert "Auditor" in shown
    assert "Serahkan kepada unit" not in shown


def test_a_report_is_written_and_issued_on_pages(cast: Cast, program: Any, papers: Any) -> None:
    sent = {
        "program": str(program.pk),
        "side": "unit",
        "frequency": "quarterly",
        "number": "1",
        "year": "2026",
        "held_on": "2026-04-10",
        "leader_took_part": "on",
        "invited": "20",
        "attended": "21",
        "progress": "Baik",
        "findings": "Tidak ada",
    }
    refused = post(cast.pic, "write_report", **sent)
    assert refused.status_code == 422
    assert "Yang hadir tidak mungkin" in refused.text
    assert post(cast.pic, "write_report", **{**sent, "attended": "20"}).status_code == 302
    found = MonitoringReport.objects.get()
    assert "Terbitkan laporan" not in page(cast.pic, "report", found.pk).text
    sent = {"issue-number": "700/1", "issue-dated_on": "2026-04-15"}
    assert post(cast.pic, "report", found.pk, act="issue", **sent).status_code == 403
    assert post(cast.unit_head, "report", found.pk, act="issue", **sent).status_code == 302
    assert "Triwulan I 2026" in page(cast.unit_head, "report", found.pk).text
    assert Event.objects.filter(act="monitoring.issued").count() == 1


def test_the_programs_page_shows_what_waits(cast: Cast, program: Any, recommended: Any) -> None:
    client = sign_in(Client(), cast.pic)

    shown = client.get(reverse("programs:program", args=[program.pk])).text

    assert "Pemantauan dan rekomendasi" in shown
    assert "Lengkapi notula monev." in shown
