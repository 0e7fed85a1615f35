"""The pages: a register filled in, and who finds it."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from bening.domain.risks import Level
from bening.risks import actions
from bening.risks.models import EnvironmentProof, MaturityScore, Risk, RiskOfficer, RiskRegister
from bening.risks.standards import standard_of
from tests.features.risks.conftest import BROKERS, HELD, adopted
from tests.people import NOW, TODAY, Cast, sign_in

pytestmark = pytest.mark.django_db


def test_a_keeper_opens_a_register_adds_a_risk_and_assesses_it(client: Client, cast: Cast) -> None:
    sign_in(client, cast.pic)
    opened = client.post(
        reverse("risks:home"), {"unit": str(cast.unit.pk), "year": timezone.now().year}, follow=True
    )
    register = RiskRegister.objects.get()
    assert opened.redirect_chain[-1][0] == reverse("risks:register", args=[register.pk])
    head = {
        name: getattr(BROKERS, name) for name in ("goal", "process", "event", "cause", "effect")
    }
    told = {"step": "add", "category": "fraud", "owner": str(cast.pic.pk), **head}
    add = reverse("risks:add", args=[register.pk])
    assert "Calo mengurus layanan" in client.get(add, {"skema": "broker"}).content.decode()
    refused = client.post(add, told)
    assert refused.status_code == 422
    assert "Pilih skema kecurangannya." in refused.content.decode()
    client.post(add, {**told, "scheme": "broker"})
    risk = Risk.objects.get()
    assessed = client.post(
        reverse("risks:risk", args=[risk.pk]),
        {
            "step": "assess", "likelihood": "4", "impact": "4", "control": HELD.control,
            "adequacy": "partly", "left_likelihood": "3", "left_impact": "4", "response": "reduce",
        },
        follow=True,
    )  # fmt: skip
    assert "Tinggi</span> Kadang terjadi, Besar" in assessed.content.decode()
    assert "Di atas selera risiko" in assessed.content.decode()
    page = client.get(reverse("risks:register", args=[register.pk])).content.decode()
    assert risk.number in page
    assert '<td><b>1</b> <span class="b-meta">Tinggi</span></td>' in page


def test_others_find_nothing_and_readers_only_read(client: Client, cast: Cast, risk: Risk) -> None:
    pages = [
        reverse("risks:register", args=[risk.register_id]),
        reverse("risks:risk", args=[risk.pk]),
    ]
    sign_in(client, cast.outsider)
    assert [client.get(page).status_code for page in pages] == [404, 404]
    sign_in(client, cast.area_member)
    assert [client.get(page).status_code for page in pages] == [200, 200]
    assert client.post(pages[0], {"step": "review"}).status_code == 403
    assert client.get(reverse("risks:add", args=[risk.register_id])).status_code == 403
    assert client.get(reverse("risks:change", args=[risk.pk])).status_code == 403
    assert client.post(pages[0], {"step": "adopt"}).status_code == 403
    assert client.post(pages[1], {"step": "assess"}).status_code == 403
    sign_in(client, cast.colleague)
    assert [client.get(page).status_code for page in pages] == [404, 200]


def text_of(pdf: bytes) -> str:
    """The words of all pages, each on one line."""
    import pypdfium2  # noqa: PLC0415 - heavy, used here only

    with pypdfium2.PdfDocument(pdf) as opened:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in opened)


def test_a_keeper_changes_measures_and_drops_a_risk(client: Client, cast: Cast, risk: Risk) -> None:
    sign_in(client, cast.pic)
    page = reverse("risks:risk", args=[risk.pk])
    told = {"name": "Nomor dijual", "measured_in": "kali", "warning": "2,5", "limit": "10"}
    client.post(page, {"step": "indicator", **told})
    indicator = risk.indicators.get()
    assert str(indicator.warning) == "2.50"
    read = {"step": "reading", "indicator": str(indicator.pk), "value": "11"}
    answer = client.post(page, {**read, "read_on": "2026-04-01"}, follow=True)
    assert "bahaya</span>" in answer.content.decode()
    again = client.post(page, {**read, "read_on": "2026-04-01"})
    assert again.status_code == 422
    assert "Indikator itu sudah dibaca" in again.content.decode()
    change = reverse("risks:change", args=[risk.pk])
    head = {name: getattr(BROKERS, name) for name in ("goal", "process", "cause", "effect")}
    client.post(
        change, {**head, "event": "Lain", "category": "strategic", "owner": str(cast.pic.pk)}
    )
    risk.refresh_from_db()
    assert (risk.event, risk.scheme) == ("Lain", "")
    client.post(change, {"step": "drop"})
    assert not Risk.objects.exists()


def test_the_report_holds_what_the_register_says(client: Client, cast: Cast, risk: Risk) -> None:
    adopted(cast, risk)
    actions.record_event(
        risk=risk, happened_on=TODAY, text="=Dijual", loss=50_000, by=cast.pic, now=NOW
    )
    sign_in(client, cast.pic)
    pdf = client.get(reverse("risks:file", args=[risk.register_id, "pdf"]))
    assert pdf.content.startswith(b"%PDF")
    words = text_of(pdf.content)
    assert "RSK-2026-0001 (Tinggi)" in words
    assert "Rp50.000" in words
    book = client.get(reverse("risks:file", args=[risk.register_id, "xlsx"]))
    sheets = CalamineWorkbook.from_filelike(BytesIO(book.content))
    rows = sheets.get_sheet_by_name("Daftar risiko").to_python()
    assert rows[1][0] == "RSK-2026-0001"
    assert rows[1][5] == BROKERS.event
    assert rows[1][-2:] == [1, 50_000]
    plan = sheets.get_sheet_by_name("Rencana tindakan").to_python()
    assert plan[1][2] == "Jaga pintu"
    assert client.get(reverse("risks:file", args=[risk.register_id, "csv"])).status_code == 404


def test_the_matrix_is_set_by_its_agency_only(client: Client, cast: Cast) -> None:
    page = reverse("risks:matrix")
    sign_in(client, cast.pic)
    assert "<input" not in client.get(page).content.decode().partition("h-sel")[2]
    assert client.post(page, {}).status_code == 403
    sign_in(client, cast.agency_admin)
    cells = {f"cell_{one}_{two}": str(one * two) for one in range(1, 6) for two in range(1, 6)}
    told = {**cells, "band_1": "2", "band_2": "5", "band_3": "10", "band_4": "15", "band_5": "25"}
    falls = client.post(page, {**told, "cell_5_5": "1", "appetite": "3"})
    assert "Peringkat tidak boleh turun" in falls.content.decode()
    client.post(page, {**told, "appetite": "3"})
    assert standard_of(cast.agency.pk).appetite == Level.MODERATE
    assert standard_of(cast.agency.pk).matrix.level(1, 2) == Level.VERY_LOW


def test_control_of_a_unit_is_kept_on_one_page(client: Client, cast: Cast) -> None:
    page = reverse("risks:unit", args=[cast.unit.pk])
    sign_in(client, cast.pic)
    proof = {"step": "proof", "element": "people", "text": "SK 1", "starts_on": "2026-01-05"}
    client.post(page, proof)
    client.post(
        page,
        {"step": "telling", "party": "staff", "told_on": "2026-01-05", "way": "R", "proof": "N"},
    )
    level = {"step": "maturity", "source": "self", "score": "3,25", "document": "LHE"}
    client.post(page, {**level, "year": str(timezone.now().year)})
    assert client.post(page, {"step": "officer"}).status_code == 403
    shown = client.get(page).content.decode()
    assert "1 dari 8 unsur" in shown
    assert "3,250" in shown
    assert "belum diverifikasi" in shown
    client.post(reverse("risks:end_proof", args=[EnvironmentProof.objects.get().pk]))
    assert EnvironmentProof.objects.get().ends_on is not None
    sign_in(client, cast.inspector)
    client.post(reverse("risks:verify", args=[MaturityScore.objects.get().pk]))
    assert MaturityScore.objects.get().verified_by == cast.inspector
    sign_in(client, cast.unit_head)
    client.post(page, {"step": "officer", "person": str(cast.colleague.pk)})
    client.post(reverse("risks:end_officer", args=[RiskOfficer.objects.get().pk]))
    assert RiskOfficer.objects.get().ends_on is not None


def test_what_people_type_is_only_ever_text(client: Client, cast: Cast, risk: Risk) -> None:
    """No text field of a risk becomes markup on the pages that show it."""
    evil = "<script>alert(1)</script>"
    Risk.objects.filter(pk=risk.pk).update(
        goal=evil, process=evil, event=evil, cause=evil, effect=evil, control=evil
    )
    actions.record_event(risk=risk, happened_on=TODAY, text=evil, loss=0, by=cast.pic, now=NOW)
    sign_in(client, cast.pic)
    for page in (
        reverse("risks:risk", args=[risk.pk]),
        reverse("risks:register", args=[risk.register_id]),
        reverse("risks:change", args=[risk.pk]),
    ):
        assert evil not in client.get(page).content.decode()


def test_registers_of_many_years_are_paged_newest_first(
    client: Client, cast: Cast, register: RiskRegister
) -> None:
    for year in range(1970, 2020):
        register.pk, register.year = uuid4(), year
        register.save(force_insert=True)
    sign_in(client, cast.unit_head)

    table = client.get(reverse("risks:home")).context["table"]
    last = client.get(reverse("risks:home"), {"hal": "2"}).context["table"]

    assert (table.rows[0].year, len(table.rows)) == (2026, 50)
    assert [row.year for row in last.rows] == [1970]
