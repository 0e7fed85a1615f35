"""The duty lists: who keeps and reads them, imports, receipts, snapshots and facts."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.domain.wealth_reports import ReportKind, WealthRefused, read_recap
from bening.facts import Period
from bening.wealth_reports import access, actions, deadlines
from bening.wealth_reports.clock import keep_deadlines
from bening.wealth_reports.facts import compliance, everybody_else, law_obliged
from bening.wealth_reports.models import WealthDuty, WealthOfficer, WealthSnapshot
from bening.wealth_reports.queries import duties_of
from tests.people import NOW, TODAY, Cast, sign_in

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
AFTER = datetime.fromisoformat("2026-05-02T03:00:00+00:00")
HEAD = "nip;nama;jenjang;jenis;tanggal lapor;nomor bukti;lengkap"
RECAP = f"""{HEAD}
198001012005011001;Sari;Kepala Satker;LHKPN;2026-03-31;T-1;ya
198001012005011002;Tono;Pejabat Wajib;LHKPN;;;
198001012005011003;Umar;Pelaksana;LHKAN;01/04/2026;B-3;ya"""


def lines(text: str = RECAP) -> tuple[object, ...]:
    return read_recap([row.split(";") for row in text.split("\n")], today=TODAY).lines


@pytest.fixture
def officer(cast: Cast) -> WealthOfficer:
    return actions.name_officer(
        agency=cast.agency, unit=cast.unit, person=cast.area_member, by=cast.unit_head, now=NOW
    )


def take_over(cast: Cast, by: Person, text: str = RECAP) -> tuple[int, int]:
    return actions.import_recap(
        unit=cast.unit,
        year=2026,
        lines=lines(text),  # type: ignore[arg-type]  # lines of the reader
        by=by,
        now=NOW,
    )


def test_deadlines_are_those_of_the_data() -> None:
    assert deadlines.yearly(ReportKind.LHKPN, 2026).due_on == date(2026, 3, 31)
    assert deadlines.yearly(ReportKind.LHKAN, 2026).due_on == date(2026, 4, 30)
    assert deadlines.special(date(2025, 11, 30)).due_on == date(2026, 2, 28)
    with pytest.raises(WealthRefused, match="wealth_year_too_early"):
        deadlines.yearly(ReportKind.LHKAN, 2022)


@pytest.mark.parametrize("who", ["pic", "area_member", "inspector", "colleague"])
def test_who_may_not_name(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed, match="wealth_named_by"):
        actions.name_officer(
            agency=cast.agency, unit=cast.unit, person=cast.pic, by=getattr(cast, who), now=NOW
        )


@pytest.mark.parametrize("who", ["unit_head", "inspector", "agency_admin", "pic"])
def test_only_the_coordinator_writes(cast: Cast, officer: WealthOfficer, who: str) -> None:
    with pytest.raises(NotAllowed, match="wealth_coordinator_only"):
        take_over(cast, getattr(cast, who))


def test_an_ended_duty_writes_no_more(cast: Cast, officer: WealthOfficer) -> None:
    actions.end_officer(officer=officer, by=cast.unit_head, now=NOW)
    with pytest.raises(NotAllowed, match="wealth_coordinator_only"):
        take_over(cast, cast.area_member)


def test_a_duty_on_a_unit_stays_there(cast: Cast, officer: WealthOfficer) -> None:
    assert list(access.kept_units(cast.area_member, TODAY)) == [cast.unit]
    assert cast.other_unit not in access.kept_units(cast.area_member, TODAY)


def test_import_twice_changes_nothing(cast: Cast, officer: WealthOfficer) -> None:
    assert take_over(cast, cast.area_member) == (3, 0)
    assert take_over(cast, cast.area_member) == (0, 0)


def test_a_line_without_report_takes_none_back(cast: Cast, officer: WealthOfficer) -> None:
    take_over(cast, cast.area_member)
    bare = HEAD + "\n198001012005011001;Sari Dewi;Kepala Satker;LHKPN;;;"
    assert take_over(cast, cast.area_member, bare) == (0, 1)
    row = WealthDuty.objects.get(employee_number="198001012005011001")
    assert (row.name, row.reported_on) == ("Sari Dewi", date(2026, 3, 31))


def test_facts_carry_every_input(cast: Cast, officer: WealthOfficer) -> None:
    assert law_obliged(cast.unit.pk, YEAR, NOW) is None
    take_over(cast, cast.area_member)
    law, rest = law_obliged(cast.unit.pk, YEAR, NOW), everybody_else(cast.unit.pk, YEAR, NOW)
    both = compliance(cast.unit.pk, YEAR, NOW)
    assert law is not None
    assert rest is not None
    assert both is not None
    assert (law.value, rest.value, both.value) == (Fraction(1, 2), Fraction(1), Fraction(2, 3))
    assert law.counts == {
        "kepala_satker": 1,
        "pejabat_wajib": 1,
        "wajib_lainnya": 0,
        "wajib_lhkpn": 2,
        "sudah_lhkpn": 1,
    }
    assert rest.counts["fungsional_pelaksana"] == rest.counts["wajib_non_lhkpn"] == 1


def test_snapshot_after_the_deadline_and_once(cast: Cast, officer: WealthOfficer) -> None:
    take_over(cast, cast.area_member)
    values = {"unit": cast.unit, "year": 2026, "by": cast.area_member}
    with pytest.raises(WealthRefused, match="wealth_before_deadline"):
        actions.take_snapshot(**values, now=NOW)  # type: ignore[arg-type]  # named above
    made = actions.take_snapshot(**values, now=AFTER)  # type: ignore[arg-type]  # named above
    assert made.counts["obliged"]["unit_head"] == made.counts["reported"]["unit_head"] == 1
    with pytest.raises(WealthRefused, match="wealth_snapshot_taken"):
        actions.take_snapshot(**values, now=AFTER)  # type: ignore[arg-type]  # named above


def test_a_list_is_kept_by_itself_as_of_each_deadline(cast: Cast, officer: WealthOfficer) -> None:
    cast.unit.time_zone = "Asia/Jakarta"
    cast.unit.save(update_fields=["time_zone"])
    take_over(cast, cast.area_member)
    row = WealthDuty.objects.get(reported_on=None)
    WealthDuty.objects.filter(pk=row.pk).update(reported_on=date(2026, 4, 1), receipt="T-9")
    ended = datetime.fromisoformat("2026-03-31T17:00:00+00:00")

    assert keep_deadlines(now=ended - timedelta(minutes=1)) == 0
    assert keep_deadlines(now=ended) == 1
    assert keep_deadlines(now=ended + timedelta(hours=1)) == 0
    assert keep_deadlines(now=ended + timedelta(days=30)) == 1
    assert keep_deadlines(now=ended + timedelta(days=30, hours=1)) == 0

    first, last = WealthSnapshot.objects.order_by("as_of")
    assert (first.as_of, last.as_of) == (date(2026, 3, 31), date(2026, 4, 30))
    assert (first.obliged, first.reported) == (3, 1)
    assert (last.obliged, last.reported) == (3, 3)
    assert first.taken_by is None


def test_a_deadline_long_past_is_not_kept(cast: Cast, officer: WealthOfficer) -> None:
    take_over(cast, cast.area_member)
    assert keep_deadlines(now=datetime.fromisoformat("2026-05-20T03:00:00+00:00")) == 0


def test_a_receipt_of_tomorrow_is_refused(cast: Cast, officer: WealthOfficer) -> None:
    take_over(cast, cast.area_member)
    row = WealthDuty.objects.get(reported_on=None)
    for receipt, day, code in (
        ("", TODAY, "wealth_receipt_missing"),
        ("T-2", TODAY + timedelta(days=1), "wealth_day_in_future"),
    ):
        with pytest.raises(WealthRefused, match=code):
            actions.mark_reported(
                duty=row,
                reported_on=day,
                receipt=receipt,
                is_complete=False,
                by=cast.area_member,
                now=NOW,
            )


def test_names_are_read_by_few(cast: Cast, officer: WealthOfficer) -> None:
    take_over(cast, cast.area_member)
    for person in (cast.area_member, cast.unit_head, cast.parent_head, cast.inspector):
        assert duties_of(person, TODAY, 2026).count() == 3
    for person in (cast.pic, cast.agency_admin, cast.colleague, cast.outside_admin):
        assert not duties_of(person, TODAY, 2026).exists()


def test_a_recap_goes_through_the_pages(client: Client, cast: Cast) -> None:
    actions.name_officer(
        agency=cast.agency, unit=cast.unit, person=cast.area_member, by=cast.unit_head, now=NOW
    )
    sign_in(client, cast.area_member)
    url = reverse("wealth_reports:import")
    broken = RECAP + "\n12;X;Pelaksana;LHKAN;;;"
    file = SimpleUploadedFile("rekap.csv", broken.encode())
    answer = client.post(url, {"unit": str(cast.unit.pk), "year": "2026", "file": file})
    assert answer.status_code == 200
    assert "NIP “12” tidak terdiri atas 18 angka." in answer.content.decode()
    assert WealthDuty.objects.count() == 0
    packed = answer.context["packed"]
    client.post(url, {"recap": packed + "x"})
    assert WealthDuty.objects.count() == 0
    assert client.post(url, {"recap": packed}).status_code == 302
    assert WealthDuty.objects.count() == 3
    page = client.get(reverse("wealth_reports:register") + "?tahun=2026")
    assert "Sari" in page.content.decode()
    row = WealthDuty.objects.get(reported_on=None)
    at = reverse("wealth_reports:duty", args=[row.pk])
    assert client.post(at, {"reported_on": "2026-03-30", "receipt": "T-9"}).status_code == 302
    book = client.get(reverse("wealth_reports:totals_file") + "?tahun=2026")
    assert book.content.startswith(b"PK")
    assert sign_in(client, cast.pic).get(at).status_code == 404
    assert client.get(reverse("wealth_reports:register")).status_code == 403
    assert client.get(url).status_code == 403
