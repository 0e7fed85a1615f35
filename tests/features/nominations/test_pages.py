"""The pages as people use them, without script; others get nothing."""

from typing import Any

import pytest
from django.test import Client

from bening.accounts.models import Role
from bening.nominations.models import (
    Nomination,
    Objection,
    PanelMember,
    RequirementValue,
    Selection,
    SelectionOutcome,
)
from bening.nominations.waiting import turns
from bening.programs.models import Award, ProgramState
from tests.features.nominations.conftest import Proposals
from tests.people import NOW, Cast, give, make_person, sign_in


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages read the clock: it stands still."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def _file() -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    return SimpleUploadedFile("surat.pdf", b"%PDF-1.7\nx\n%%EOF\n", "application/pdf")


def test_the_inspector_enters_a_value_and_sees_what_is_left(
    client: Client, cast: Cast, proposals: Proposals
) -> None:
    program = proposals.eligible(cast.unit, with_values=False)
    sign_in(client, cast.inspector)
    page = client.get("/pengusulan/syarat/")
    assert "Opini BPK minimal" in page.text
    assert "Nilainya belum dicatat" in page.text
    where = "/pengusulan/syarat/catat/2026/opini_bpk/"
    assert where in page.text
    answer = client.post(where, {"value": "WTP", "as_of": "2026-03-31", "source": ""})
    assert answer.status_code == 422
    answer = client.post(
        where, {"value": "WTP", "as_of": "2026-03-31", "source": "LHP", "file": _file()}
    )
    assert answer.status_code == 302
    assert RequirementValue.objects.get().proof is not None
    assert "dokumen bukti" in client.get(f"/pengusulan/program/{program.pk}/").text


def test_the_inspector_records_that_there_is_no_case(
    client: Client, cast: Cast, proposals: Proposals
) -> None:
    program = proposals.program
    RequirementValue.objects.filter(requirement="tanpa_perkara_kkn").delete()
    here = f"/pengusulan/program/{program.pk}/"
    sign_in(client, cast.inspector)
    page = client.get(here)
    assert "tidak ada catatan" in page.text
    assert "inspektur belum menyatakannya" in page.text
    assert "Dasar: PermenPANRB 5/2024" in page.text
    where = f"/pengusulan/syarat/catat/2026/tanpa_perkara_kkn/?unit={cast.unit.pk}"
    assert where in page.text
    data = {"value": "ya", "as_of": "2026-04-01", "source": "Surat 7/2026", "file": _file()}
    assert client.post(where, data).status_code == 302
    assert "Inspektur menyatakan tidak ada perkara, per 1 April 2026" in client.get(here).text


def test_a_unit_reads_its_requirements_and_enters_none(
    client: Client, cast: Cast, proposals: Proposals
) -> None:
    program = proposals.program
    sign_in(client, cast.pic)
    page = client.get(f"/pengusulan/program/{program.pk}/")
    assert page.status_code == 200
    assert "Catat nilai" not in page.text
    where = f"/pengusulan/syarat/catat/2026/layanan_inti/?unit={cast.unit.pk}"
    assert client.get(where).status_code == 403


def test_a_proposal_from_choice_to_sending(
    client: Client, cast: Cast, proposals: Proposals
) -> None:
    program = proposals.program
    sign_in(client, cast.inspector)
    assert client.post("/pengusulan/buka/2026/").status_code == 302
    here = f"/pengusulan/{Nomination.objects.get().pk}/"
    assert here in client.get("/pengusulan/").text
    answer = client.post(f"{here}tambah/", {"tambah-program": str(program.pk)})
    assert answer.status_code == 302
    sign_in(client, cast.unit_head)
    unit = f"/pengusulan/program/{program.pk}/"
    assert "Tanda tangani SPTJM" in client.get(unit).text
    data = {"sptjm-number": "SPTJM/1", "sptjm-dated_on": "2026-04-15"}
    assert client.post(f"{unit}sptjm/", data).status_code == 302
    sign_in(client, cast.agency_head)
    data = {"surat-number": "B/1", "surat-dated_on": "2026-04-15"}
    assert client.post(f"{here}surat/", data).status_code == 302
    assert "tidak ada yang menahan" in client.get(here).text
    assert client.post(f"{here}kirim/").status_code == 302
    program.refresh_from_db()
    assert program.state == ProgramState.NOMINATED
    assert "sudah dikirim ke TPN" in client.get(here).text
    assert client.post(f"{here}kirim/").status_code == 403


def test_what_holds_the_letter_is_said_unit_by_unit(
    client: Client, cast: Cast, proposals: Proposals
) -> None:
    nomination = proposals.nomination
    proposals.enter("opini_bpk", "WDP")
    sign_in(client, cast.agency_head)
    answer = client.post(f"/pengusulan/{nomination.pk}/kirim/")
    assert answer.status_code == 422
    assert f"{cast.unit.name}: {cast.unit.name} belum memenuhi 1 syarat" in answer.text


def test_an_objection_and_its_answer(client: Client, cast: Cast, proposals: Proposals) -> None:
    program = proposals.failed()
    sign_in(client, cast.agency_head)
    here = f"/pengusulan/program/{program.pk}/"
    assert "20 April 2026" in client.get(here).text
    data = {
        "sanggah-reason": "Surat sudah dikirim.",
        "sanggah-number": "S/1",
        "sanggah-dated_on": "2026-04-15",
    }
    assert client.post(f"{here}sanggah/", data).status_code == 422
    assert client.post(f"{here}sanggah/", {**data, "sanggah-file": _file()}).status_code == 302
    assert Objection.objects.count() == 1
    assert client.post(f"{here}sanggah/", {**data, "sanggah-file": _file()}).status_code == 403
    sign_in(client, proposals.national)
    there = f"/tpn/{program.pk}/"
    assert "Surat sudah dikirim." in client.get(there).text
    data = {"jawaban-is_accepted": "tidak", "jawaban-answer": "Tetap kurang."}
    assert client.post(f"{there}jawaban/", data).status_code == 302
    program.refresh_from_db()
    assert program.state == ProgramState.REJECTED


def test_the_national_team_selects(client: Client, proposals: Proposals) -> None:
    program = proposals.put(ProgramState.ADMIN_SELECTION)
    sign_in(client, proposals.national)
    assert proposals.cast.unit.name in client.get("/tpn/").text
    here = f"/tpn/{program.pk}/"
    data = {
        "seleksi-outcome": "with_notes",
        "seleksi-number": "N/1",
        "seleksi-dated_on": "2026-04-15",
    }
    answer = client.post(f"{here}seleksi/", data)
    assert answer.status_code == 422
    assert "Tulis catatan atau alasannya." in answer.text
    data |= {"seleksi-notes": "SPTJM tanpa tanggal.", "seleksi-repair_due_on": "2026-04-20"}
    assert client.post(f"{here}seleksi/", data).status_code == 302
    assert Selection.objects.get().outcome == SelectionOutcome.WITH_NOTES


def test_a_panel_keeps_votes_sealed_on_its_page(client: Client, proposals: Proposals) -> None:
    program = proposals.put(ProgramState.PANEL)
    people = [proposals.national, proposals.national_two, proposals.national_three]
    sign_in(client, people[0])
    here = f"/tpn/{program.pk}/"
    data: dict[str, Any] = {"panel-members": [str(person.pk) for person in people]}
    assert client.post(f"{here}panel/", data).status_code == 302
    panel = program.panels.get()
    there = f"/tpn/panel/{panel.pk}/"
    data = {"suara-vote": "coaching", "suara-reason": "Rahasia dulu."}
    assert client.post(f"{there}suara/", data).status_code == 302
    assert "Rahasia dulu." in client.get(there).text
    sign_in(client, people[1])
    page = client.get(there)
    assert "Rahasia dulu." not in page.text
    assert "sudah bersuara, tertutup" in page.text
    for person in people[1:]:
        sign_in(client, person)
        data = {"suara-vote": "award", "suara-reason": "Memenuhi."}
        assert client.post(f"{there}suara/", data).status_code == 302
    assert "Rahasia dulu." in client.get(there).text
    sign_in(client, people[0])
    data = {
        "putusan-reason": "Suara terbanyak.",
        "putusan-number": "BA/1",
        "putusan-dated_on": "2026-04-15",
    }
    assert client.post(f"{there}putusan/", data).status_code == 302
    panel.refresh_from_db()
    assert panel.decision == "award"
    assert client.post(f"{there}suara/", {}).status_code == 403


@pytest.mark.parametrize(
    "who", ["outsider", "outside_admin", "operator", "colleague", "inspector", "unit_head"]
)
def test_others_find_no_panel_and_no_national_page(
    client: Client, cast: Cast, proposals: Proposals, who: Any
) -> None:
    from bening.nominations import actions  # noqa: PLC0415

    program = proposals.put(ProgramState.PANEL)
    people = [proposals.national, proposals.national_two, proposals.national_three]
    panel = actions.open_panel(program=program, members=people, by=people[0], now=NOW)
    sign_in(client, getattr(cast, who))
    for address in (f"/tpn/panel/{panel.pk}/", f"/tpn/{program.pk}/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/tpn/panel/{panel.pk}/suara/", {"suara-vote": "award"}).status_code == 404
    assert not PanelMember.objects.exclude(vote="").exists()


@pytest.mark.parametrize("who", ["outsider", "outside_admin", "operator", "colleague", "pic"])
def test_others_find_no_proposal(
    client: Client, cast: Cast, proposals: Proposals, who: Any
) -> None:
    nomination = proposals.nomination
    sign_in(client, getattr(cast, who))
    for name in ("", "unduh/"):
        assert client.get(f"/pengusulan/{nomination.pk}/{name}").status_code == 404
    assert client.post(f"/pengusulan/{nomination.pk}/kirim/").status_code == 404
    if who != "pic":
        here = f"/pengusulan/program/{proposals.program.pk}/"
        assert client.get(here).status_code == 404
        assert client.post(f"{here}sptjm/").status_code == 404


def test_the_agency_awards_on_the_page(
    client: Client, cast: Cast, proposals: Proposals, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bening.programs import guards  # noqa: PLC0415

    for name in ("tpi_thresholds_met", "agency_may_award"):
        monkeypatch.setitem(guards._guards, name, lambda _program, _now: None)
    program = proposals.put(ProgramState.AGENCY_DECISION)
    sign_in(client, cast.agency_head)
    data = {
        "penetapan-decree_number": "SK/1",
        "penetapan-decreed_on": "2026-04-15",
        "penetapan-file": _file(),
    }
    answer = client.post(f"/pengusulan/program/{program.pk}/penetapan/", data)
    assert answer.status_code == 302
    assert Award.objects.get().decree_number == "SK/1"


def test_each_one_s_turn(cast: Cast, proposals: Proposals) -> None:
    nomination = proposals.nomination = proposals.open(proposals.program)
    [mine] = turns(cast.unit_head, NOW)
    assert mine.detail == "Tanda tangani SPTJM pengusulan 2026"
    [head] = turns(cast.agency_head, NOW)
    assert (head.detail, str(head.due_on)) == ("Kirim pengusulan 2026", "2026-05-31")
    assert turns(cast.pic, NOW) == []
    proposals.sign(proposals.program)
    assert turns(cast.unit_head, NOW) == []
    proposals.letter(nomination)
    proposals.send()
    proposals.failed()
    assert {turn.detail for turn in turns(cast.inspector, NOW)} == {"Sanggah hasil seleksi"}
    assert turns(proposals.national, NOW) == []
    proposals.put(ProgramState.ADMIN_SELECTION)
    assert [turn.detail for turn in turns(proposals.national, NOW)] == [
        "Putuskan seleksi administrasi"
    ]


def test_a_foreign_inspector_has_no_turn_here(cast: Cast, proposals: Proposals) -> None:
    proposals.failed()
    foreign = make_person("Luar Inspektur", agency=cast.outside_agency)
    give(foreign, Role.INSPECTOR)
    assert turns(foreign, NOW) == []
