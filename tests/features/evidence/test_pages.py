"""The pages of evidence: what they show, to whom, and that they work without script."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bening.evaluations.models import EvaluationSheet, SheetState
from bening.evidence import actions
from bening.evidence.details import Period
from bening.evidence.models import Evidence, EvidenceLink, EvidenceState
from tests.adapters import samples
from tests.features.evidence.conftest import CODE
from tests.people import NOW, Cast, sign_in

QUARTER = Period(date(2025, 10, 1), date(2025, 12, 31))
Put = Callable[..., Evidence]


@pytest.fixture
def pic(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.pic)


def attached(put: Put, cast: Cast, sheet: EvaluationSheet, **values: object) -> EvidenceLink:
    return actions.attach(
        evidence=put(cast.pic, cast.unit),
        sheet=sheet,
        official_code=CODE,
        by=cast.pic,
        now=NOW,
        **values,  # type: ignore[arg-type]
    )


def test_the_library_shows_the_units_evidence(
    pic: Client, put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    put(cast.pic, cast.unit, name="Laporan monev.pdf")
    put(cast.outsider, cast.outside_unit, name="Rahasia.pdf")

    page = pic.get("/bukti/").content.decode()

    assert "Laporan monev" in page
    assert "Rahasia" not in page


def test_the_library_finds_by_title_name_and_code(
    pic: Client, put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    link = attached(put, cast, sheet)
    put(cast.pic, cast.unit, name="Lain sekali.pdf")

    for words in ("LAPORAN", "monev.png", CODE, "laporan monev"):
        page = pic.get("/bukti/", {"q": words}).content.decode()
        assert link.evidence.title in page, words
        assert "Lain sekali" not in page, words


@pytest.mark.parametrize(
    "query",
    [
        "?hanya=periksa",
        "?hanya=kembar",
        "?area=5",
        "?hal=99",
        "?urut=-used",
        "?pilih=x",
        "?hanya=x",
    ],
)
def test_every_filter_answers(pic: Client, put: Put, cast: Cast, query: str) -> None:
    put(cast.pic, cast.unit)

    assert pic.get("/bukti/" + query).status_code == 200


def test_the_library_costs_the_same_with_more_rows(
    pic: Client, put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    attached(put, cast, sheet)
    pic.get("/bukti/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        pic.get("/bukti/")
    for _ in range(6):
        attached(put, cast, sheet)

    with CaptureQueriesContext(connection) as many:
        pic.get("/bukti/")

    assert len(many) == len(few) <= 22


def test_the_evidence_page_tells_all(
    pic: Client, put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    link = attached(put, cast, sheet, need=0)

    page = pic.get(reverse("evidence:evidence", args=[link.evidence_id])).content.decode()

    assert link.evidence.title in page
    assert CODE in page
    assert "menambahkan bukti" in page.lower()


PAGES = [
    ("evidence:evidence", "get"),
    ("evidence:edit", "post"),
    ("evidence:submit", "post"),
    ("evidence:check", "post"),
    ("evidence:return", "post"),
    ("evidence:withdraw", "post"),
    ("evidence:send_revision", "post"),
]


@pytest.mark.parametrize(("name", "method"), PAGES)
@pytest.mark.parametrize("who", ["outsider", "outside_admin", "operator", "colleague"])
def test_evidence_of_others_is_not_there(
    client: Client, put: Put, cast: Cast, name: str, method: str, who: str
) -> None:
    evidence = put(cast.pic, cast.unit)
    sign_in(client, getattr(cast, who))

    answer = getattr(client, method)(reverse(name, args=[evidence.pk]))

    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["outsider", "colleague"])
def test_files_and_questions_of_others_are_not_there(
    client: Client, put: Put, cast: Cast, sheet: EvaluationSheet, who: str
) -> None:
    link = attached(put, cast, sheet)
    sign_in(client, getattr(cast, who))
    key = link.evidence_id

    gets = [
        reverse("evidence:file", args=[key, 1]),
        reverse("evidence:picture", args=[key, 1, 1]),
        reverse("evidence:thumbnail", args=[key, 1]),
        reverse("evidence:question", args=[sheet.pk, CODE]),
        reverse("evidence:reuse", args=[sheet.pk, CODE]),
        reverse("evidence:archive", args=[sheet.pk]),
        reverse("evidence:question_link", args=[sheet.pk, CODE]),
        f"/bukti/?unit={cast.unit.pk}",
    ]
    posts = [
        reverse("evidence:attach", args=[sheet.pk, CODE]),
        reverse("evidence:detach", args=[link.pk]),
        reverse("evidence:set_need", args=[link.pk]),
        reverse("evidence:send_to_question", args=[sheet.pk, CODE]),
        reverse("evidence:send_to_unit", args=[cast.unit.pk]),
    ]
    assert [client.get(path).status_code for path in gets] == [404] * len(gets)
    assert [client.post(path).status_code for path in posts] == [404] * len(posts)
    assert EvidenceLink.objects.count() == 1


def test_nobody_sees_a_page_without_signing_in(client: Client, put: Put, cast: Cast) -> None:
    evidence = put(cast.pic, cast.unit)

    answer = client.get(reverse("evidence:evidence", args=[evidence.pk]))

    assert answer.status_code == 302
    assert "/masuk/" in answer.headers["Location"]


def test_evidence_of_another_agency_is_not_attached_by_a_forged_field(
    pic: Client, put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    foreign = put(cast.outsider, cast.outside_unit)

    for forged in (str(foreign.pk), "x", ""):
        answer = pic.post(reverse("evidence:attach", args=[sheet.pk, CODE]), {"evidence": forged})
        assert answer.status_code == 404
    assert not EvidenceLink.objects.exists()


def test_several_files_come_in_one_plain_form_post(
    pic: Client, no_previews: list[str], cast: Cast, sheet: EvaluationSheet
) -> None:
    files = [
        SimpleUploadedFile("Laporan.pdf", samples.pdf()),
        SimpleUploadedFile("foto.png", samples.picture("png")),
        SimpleUploadedFile("jahat.pdf", samples.WINDOWS_PROGRAM),
        SimpleUploadedFile("../../etc/kosong.txt", b""),
    ]
    url = reverse("evidence:send_to_question", args=[sheet.pk, CODE])

    page = pic.post(url, {"files": files}, follow=True).content.decode()

    assert sorted(Evidence.objects.values_list("title", flat=True)) == ["Laporan", "foto"]
    assert EvidenceLink.objects.filter(sheet=sheet, official_code=CODE).count() == 2
    assert "2 berkas tersimpan." in page
    assert "jahat.pdf: Isi berkas ini program komputer walau namanya berakhiran .pdf." in page
    assert "kosong.txt: Berkas ini kosong" in page


def test_a_form_post_without_files_says_so(pic: Client, cast: Cast) -> None:
    answer = pic.post(reverse("evidence:send_to_unit", args=[cast.unit.pk]))

    assert answer.status_code == 422
    assert "Belum ada berkas yang dipilih." in answer.content.decode()


def test_a_question_is_proved_without_script(
    pic: Client, put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    evidence = put(cast.pic, cast.unit)
    page = reverse("evidence:question", args=[sheet.pk, CODE])

    offered = pic.get(reverse("evidence:reuse", args=[sheet.pk, CODE])).content.decode()
    assert evidence.title in offered
    pic.post(
        reverse("evidence:attach", args=[sheet.pk, CODE]),
        {"evidence": str(evidence.pk), "need": "0"},
    )
    link = EvidenceLink.objects.get(need=0)
    assert evidence.title in pic.get(page).content.decode()
    pic.post(reverse("evidence:set_need", args=[link.pk]), {"need": ""})
    assert EvidenceLink.objects.filter(pk=link.pk, need=None).exists()
    answer = pic.post(reverse("evidence:detach", args=[link.pk]))
    assert answer.headers["Location"] == page
    assert not EvidenceLink.objects.exists()


def test_htmx_gets_the_fragment(pic: Client, put: Put, cast: Cast, sheet: EvaluationSheet) -> None:
    link = attached(put, cast, sheet)

    answer = pic.post(reverse("evidence:detach", args=[link.pk]), headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert answer.content.decode().lstrip().startswith("<section")


def test_a_submitted_sheet_offers_no_change(
    pic: Client, put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    link = attached(put, cast, sheet)
    EvaluationSheet.objects.filter(pk=sheet.pk).update(state=SheetState.SUBMITTED)

    open_page = reverse("evidence:question", args=[sheet.pk, CODE])
    page = pic.get(open_page).content.decode()
    refused = pic.post(reverse("evidence:detach", args=[link.pk]))

    assert "data-drop" not in page
    assert reverse("evidence:detach", args=[link.pk]) not in page
    assert refused.status_code == 409
    assert EvidenceLink.objects.exists()


def test_details_are_edited_and_handed_over(pic: Client, put: Put, cast: Cast) -> None:
    evidence = put(cast.pic, cast.unit)
    values = {"title": "Laporan baru", "proves_from": "2025-10-01", "proves_until": "2025-12-31"}

    pic.post(reverse("evidence:edit", args=[evidence.pk]), {**values, "submit": "1"})

    evidence.refresh_from_db()
    assert evidence.title == "Laporan baru"
    assert evidence.state == EvidenceState.SUBMITTED
    assert (evidence.proves_from, evidence.proves_until) == (QUARTER.start, QUARTER.end)


def test_a_refused_form_keeps_what_was_typed(pic: Client, put: Put, cast: Cast) -> None:
    evidence = put(cast.pic, cast.unit)
    values = {"title": "Diketik", "proves_from": "2026-02-01", "proves_until": "2026-01-01"}

    answer = pic.post(reverse("evidence:edit", args=[evidence.pk]), values)

    assert answer.status_code == 422
    assert 'value="Diketik"' in answer.content.decode()
    assert "Masa berakhir sebelum dimulai." in answer.content.decode()


def test_checking_and_returning_by_another_person(client: Client, put: Put, cast: Cast) -> None:
    evidence = put(cast.pic, cast.unit)
    actions.edit(evidence=evidence, title="x", period=QUARTER, by=cast.pic, now=NOW)
    actions.submit(evidence=evidence, by=cast.pic, now=NOW)
    sign_in(client, cast.unit_head)

    assert "1" in client.get("/bukti/?hanya=periksa").content.decode()
    client.post(reverse("evidence:return", args=[evidence.pk]), {"reason": "Belum ditandatangani"})
    evidence.refresh_from_db()
    assert (evidence.state, evidence.returned_reason) == ("draft", "Belum ditandatangani")
    actions.submit(evidence=evidence, by=cast.pic, now=NOW)
    client.post(reverse("evidence:check", args=[evidence.pk]))
    evidence.refresh_from_db()
    assert evidence.state == EvidenceState.CHECKED


def test_the_uploader_sees_why_the_check_is_not_theirs(pic: Client, put: Put, cast: Cast) -> None:
    evidence = put(cast.pic, cast.unit)
    actions.edit(evidence=evidence, title="x", period=QUARTER, by=cast.pic, now=NOW)
    actions.submit(evidence=evidence, by=cast.pic, now=NOW)

    page = pic.get(reverse("evidence:evidence", args=[evidence.pk])).content.decode()

    assert "Bukti diperiksa oleh orang lain dari pengunggahnya." in page
    assert reverse("evidence:check", args=[evidence.pk]) not in page


def test_a_link_is_added_to_a_question(pic: Client, sheet: EvaluationSheet) -> None:
    url = reverse("evidence:question_link", args=[sheet.pk, CODE])
    assert pic.get(url).status_code == 200

    refused = pic.post(url, {"title": "SOP", "url": "javascript:alert(1)"})
    assert refused.status_code == 422
    pic.post(url, {"title": "SOP", "url": "https://contoh.go.id/sop", "proves_from": "2026-01-05"})

    link = EvidenceLink.objects.get()
    assert link.evidence.url == "https://contoh.go.id/sop"
    assert link.evidence.proves_until == date(2026, 1, 5)


def test_a_question_says_how_many_expected_proofs_are_checked(
    pic: Client, put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    link = attached(put, cast, sheet, need=0)
    url = reverse("evidence:question", args=[sheet.pk, CODE])
    before = pic.get(url).content.decode()
    actions.edit(evidence=link.evidence, title="Notula", period=QUARTER, by=cast.pic, now=NOW)
    link.evidence.refresh_from_db()
    actions.submit(evidence=link.evidence, by=cast.pic, now=NOW)
    link.evidence.refresh_from_db()
    actions.check(evidence=link.evidence, by=cast.unit_head, now=NOW)

    after = pic.get(url).content.decode()

    assert "0 dari " in before
    assert "1 dari " in after
    assert "sudah diperiksa" in after


def test_whoever_sees_many_units_is_led_to_the_choice(client: Client, cast: Cast) -> None:
    page = sign_in(client, cast.inspector).get("/bukti/").content.decode()

    assert "/akun/unit/?lanjut=/bukti/" in page


def test_the_library_is_not_offered_to_operators(client: Client, cast: Cast) -> None:
    operator = sign_in(client, cast.operator)

    assert 'href="/bukti/"' not in operator.get("/administrasi/instansi/").content.decode()
    assert "/akun/unit/?lanjut" not in operator.get("/bukti/").content.decode()
