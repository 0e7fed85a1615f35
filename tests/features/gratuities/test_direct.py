"""Reports that went to KPK directly: noted by the UPG, counted, their reporters kept apart."""

import io
import re
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from bening.accounts.refusals import NotAllowed
from bening.audit.acts import describe
from bening.audit.models import Event
from bening.conflicts.ties import TiedByInterest
from bening.facts import Period
from bening.gratuities import actions, queries
from bening.gratuities.models import DecisionChoice, Direction, DirectReport, DirectState
from bening.gratuities.refusals import GratuityRefused, GratuitySettled
from bening.gratuities.yearly import figures as counted
from tests.features.conflicts.conftest import declare
from tests.features.gratuities.gifts import Gifts, days_later
from tests.people import NOW, TODAY, Cast, make_person, sign_in

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def decided(gifts: Gifts, direct: DirectReport, **changes: Any) -> DirectReport:
    values: dict[str, Any] = {
        "direct": direct,
        "decision": DecisionChoice.STATE_PROPERTY,
        "number": "KEP-7",
        "decided_on": TODAY,
        "by": gifts.upg,
        "now": NOW,
    }
    return actions.decide_direct(**{**values, **changes})


def corrected(gifts: Gifts, direct: DirectReport, **changes: Any) -> DirectReport:
    values: dict[str, Any] = {
        "direct": direct,
        "reporter": None,
        "forgets_reporter": False,
        "unit": direct.unit,
        "direction": Direction(direct.direction),
        "received_on": direct.received_on,
        "sent_on": direct.sent_on,
        "number": direct.number,
        "seen_version": direct.version,
        "by": gifts.upg,
        "now": NOW,
    }
    return actions.correct_direct(**{**values, **changes})


def test_it_is_late_after_thirty_working_days_since_the_gift(gifts: Gifts) -> None:
    due = queries.report_due(gifts.cast.agency, date(2026, 1, 5))

    in_time = gifts.noted(received_on=date(2026, 1, 5), sent_on=due, number="1")
    late = gifts.noted(received_on=date(2026, 1, 5), sent_on=due + timedelta(days=1), number="2")

    assert (in_time.due_on, in_time.is_late, late.is_late) == (due, False, True)
    assert due >= date(2026, 1, 5) + timedelta(days=40)


def test_only_its_number_may_be_known(gifts: Gifts) -> None:
    made = gifts.noted(reporter=None, unit=None)

    assert (made.reporter, made.unit, made.state) == (None, None, DirectState.SENT)
    with pytest.raises(GratuityRefused) as refused:
        actions.open_direct(direct=made, reason="Memeriksa", by=gifts.upg, now=NOW)
    assert refused.value.code == "gratuity_direct_nameless"


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"number": "  "}, "gratuity_direct_number", "number"),
        ({"sent_on": TODAY + timedelta(days=1)}, "gratuity_day_in_future", "sent_on"),
        ({"received_on": date(2001, 1, 1)}, "gratuity_too_early", "received_on"),
        ({"sent_on": TODAY - timedelta(days=1)}, "gratuity_direct_before", "sent_on"),
        ({"unit": None}, "gratuity_direct_unit", "unit"),
        ({"number": "GOL-2026-001"}, "gratuity_direct_twice", "number"),
    ],
)
def test_what_is_not_noted(gifts: Gifts, changed: dict[str, Any], code: str, field: str) -> None:
    gifts.direct  # noqa: B018 - made when named
    with pytest.raises(GratuityRefused) as refused:
        gifts.noted(**{"number": "GOL-9", **changed})

    assert (refused.value.code, refused.value.field) == (code, field)
    assert DirectReport.objects.count() == 1


def test_nobody_and_no_unit_of_another_agency(gifts: Gifts, cast: Cast) -> None:
    with pytest.raises(GratuityRefused, match="gratuity_direct_of_agency"):
        gifts.noted(reporter=cast.outsider)
    elsewhere = cast.unit
    elsewhere.agency = cast.outsider.agency
    with pytest.raises(GratuityRefused, match="gratuity_of_other_agency"):
        gifts.noted(unit=elsewhere)


def test_the_database_keeps_a_name_with_its_unit_and_a_number_once(gifts: Gifts) -> None:
    made = gifts.direct
    with pytest.raises(IntegrityError), transaction.atomic():
        DirectReport.objects.filter(pk=made.pk).update(unit=None)
    made.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


@pytest.mark.parametrize("who", ["helper", "unit_head", "inspector", "agency_head", "outsider"])
def test_only_the_upg_keeps_the_list(gifts: Gifts, cast: Cast, who: str) -> None:
    made = gifts.direct
    by = gifts.helper if who == "helper" else getattr(cast, who)

    with pytest.raises(NotAllowed):
        gifts.noted(by=by, number="2")
    with pytest.raises(NotAllowed):
        decided(gifts, made, by=by)
    with pytest.raises(NotAllowed):
        actions.open_direct(direct=made, reason="Ingin tahu", by=by, now=NOW)
    with pytest.raises(NotAllowed):
        corrected(gifts, made, by=by, number="3")
    with pytest.raises(NotAllowed):
        actions.drop_direct(direct=made, reason="Keliru", by=by, now=NOW)
    assert not queries.direct_reports(by, TODAY).exists()


def test_ones_own_is_kept_by_a_colleague(gifts: Gifts, client: Client) -> None:
    other = make_person("Usman Pengendali", agency=gifts.cast.agency)
    gifts.name(other)
    with pytest.raises(NotAllowed, match="gratuity_own_report"):
        gifts.noted(reporter=gifts.upg)
    made = gifts.noted(reporter=gifts.upg, by=other)

    with pytest.raises(NotAllowed, match="gratuity_own_report"):
        decided(gifts, made)
    with pytest.raises(NotAllowed, match="gratuity_own_report"):
        corrected(gifts, made, number="2")
    with pytest.raises(NotAllowed, match="gratuity_own_report"):
        corrected(gifts, made, reporter=other, by=gifts.upg)
    theirs = gifts.noted(number="2")
    with pytest.raises(NotAllowed, match="gratuity_own_report"):
        corrected(gifts, theirs, reporter=gifts.upg)
    address = reverse("gratuities:direct_report", args=[made.pk])
    assert sign_in(client, gifts.upg).get(address).status_code == 404
    assert sign_in(client, other).get(address).status_code == 200


def test_who_is_tied_to_the_reporter_keeps_away(gifts: Gifts) -> None:
    made, _ = gifts.direct, gifts.cast.agency_head
    declare(gifts.upg, about_unit=gifts.cast.unit)

    with pytest.raises(TiedByInterest):
        actions.open_direct(direct=made, reason="Memeriksa", by=gifts.upg, now=NOW)
    with pytest.raises(TiedByInterest):
        decided(gifts, made)
    with pytest.raises(TiedByInterest):
        corrected(gifts, made, unit=gifts.cast.other_unit)


def test_nothing_is_corrected_towards_a_tie(gifts: Gifts) -> None:
    made, _ = gifts.noted(unit=gifts.cast.other_unit), gifts.cast.agency_head
    declare(gifts.upg, about_unit=gifts.cast.unit)

    with pytest.raises(TiedByInterest):
        corrected(gifts, made, unit=gifts.cast.unit)


def test_what_kpk_decided_is_noted_once_with_its_paper(gifts: Gifts) -> None:
    made = gifts.noted(received_on=TODAY - timedelta(days=9), sent_on=TODAY - timedelta(days=2))
    for changed, code in (
        ({"number": " "}, "gratuity_number_missing"),
        ({"decided_on": TODAY + timedelta(days=1)}, "gratuity_day_in_future"),
        ({"decided_on": TODAY - timedelta(days=3)}, "gratuity_direct_decided_before"),
    ):
        with pytest.raises(GratuityRefused, match=code):
            decided(gifts, made, **changed)

    kept = decided(gifts, made)

    assert (kept.state, kept.decision_number) == (DirectState.DECIDED, "KEP-7")
    with pytest.raises(GratuitySettled):
        decided(gifts, made)
    with pytest.raises(GratuitySettled):
        actions.drop_direct(direct=made, reason="Keliru", by=gifts.upg, now=NOW)
    with pytest.raises(GratuitySettled, match="gratuity_direct_decided"):
        corrected(gifts, made, number="GOL-3")


def test_a_correction_counts_anew_and_the_trail_keeps_what_was(gifts: Gifts) -> None:
    made = gifts.direct

    kept = corrected(gifts, made, received_on=TODAY - timedelta(days=99), number=" GOL-2 ")

    assert (kept.number, kept.is_late, kept.version) == ("GOL-2", True, 2)
    assert kept.due_on == queries.report_due(gifts.cast.agency, kept.received_on)
    assert kept.reporter == gifts.cast.pic
    event = Event.objects.get(act="gratuity.direct_corrected")
    assert event.data["changes"] == {
        "received_on": {
            "before": TODAY.isoformat(),
            "after": (TODAY - timedelta(days=99)).isoformat(),
        },
        "number": {"before": "GOL-2026-001", "after": "GOL-2"},
    }
    assert "nomor tanda terima KPK" in describe(event)


@pytest.mark.parametrize(
    "change", [{"reporter": "colleague"}, {"reporter": "pic"}, {"forgets_reporter": True}]
)
def test_the_trail_tells_no_name_when_it_is_corrected(
    gifts: Gifts, cast: Cast, change: dict[str, Any]
) -> None:
    who = getattr(cast, change["reporter"]) if "reporter" in change else None

    kept = corrected(gifts, gifts.direct, **{**change, "reporter": who})

    assert kept.reporter == who
    event = Event.objects.get(act="gratuity.direct_corrected")
    assert (event.data["fields"], event.data["changes"]) == (["reporter"], {})


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({}, "gratuity_direct_same", ""),
        ({"number": "  "}, "gratuity_direct_number", "number"),
        ({"sent_on": TODAY + timedelta(days=1)}, "gratuity_day_in_future", "sent_on"),
        ({"received_on": date(2001, 1, 1)}, "gratuity_too_early", "received_on"),
        ({"sent_on": TODAY - timedelta(days=1)}, "gratuity_direct_before", "sent_on"),
        ({"unit": None}, "gratuity_direct_unit", "unit"),
        ({"number": "GOL-9"}, "gratuity_direct_twice", "number"),
        ({"number": "GOL-3", "seen_version": 0}, "gratuity_changed", ""),
    ],
)
def test_what_is_not_corrected(
    gifts: Gifts, changed: dict[str, Any], code: str, field: str
) -> None:
    made = gifts.direct
    gifts.noted(number="GOL-9")

    with pytest.raises(GratuityRefused) as refused:
        corrected(gifts, made, **changed)

    assert (refused.value.code, refused.value.field) == (code, field)
    made.refresh_from_db()
    assert (made.number, made.version) == ("GOL-2026-001", 1)
    assert not Event.objects.filter(act="gratuity.direct_corrected").exists()


def test_nobody_and_no_unit_of_another_agency_comes_in_by_a_correction(
    gifts: Gifts, cast: Cast
) -> None:
    with pytest.raises(GratuityRefused, match="gratuity_direct_of_agency"):
        corrected(gifts, gifts.direct, reporter=cast.outsider)
    with pytest.raises(GratuityRefused, match="gratuity_direct_who"):
        corrected(gifts, gifts.direct, reporter=cast.colleague, forgets_reporter=True)
    elsewhere = cast.other_unit
    elsewhere.agency = cast.outsider.agency
    with pytest.raises(GratuityRefused, match="gratuity_of_other_agency"):
        corrected(gifts, gifts.direct, unit=elsewhere)


def test_a_wrong_note_goes_with_its_reason_on_record(gifts: Gifts) -> None:
    made = gifts.direct
    with pytest.raises(GratuityRefused, match="gratuity_reason_missing"):
        actions.drop_direct(direct=made, reason=" ", by=gifts.upg, now=NOW)

    actions.drop_direct(direct=made, reason="Nomor keliru", by=gifts.upg, now=NOW)

    assert not DirectReport.objects.exists()
    event = Event.objects.get(act="gratuity.direct_dropped")
    assert event.data["reason"] == "Nomor keliru"


def test_figures_and_the_year_count_them(gifts: Gifts) -> None:
    gifts.reported()
    late = gifts.noted(received_on=TODAY - timedelta(days=99), number="1")
    gifts.noted(reporter=None, unit=None, direction=Direction.REFUSED, number="2")
    decided(gifts, late)
    gifts.noted(received_on=date(2025, 12, 1), sent_on=date(2025, 12, 2), number="3")

    half = {one.name: one.number for one in queries.figures_of(gifts.upg, YEAR.start, YEAR.end)}
    whole = counted(gifts.cast.agency.pk, None, YEAR, days_later(1))
    unit = counted(gifts.cast.agency.pk, gifts.cast.unit.pk, YEAR, days_later(1))

    assert half["Langsung ke KPK (GOL)"] == 2
    assert half["Langsung ke KPK, terlambat"] == 1
    assert half["Langsung ke KPK, status ditetapkan"] == 1
    assert half["Laporan penerimaan"] == 1
    assert whole is not None
    assert unit is not None
    assert (whole.received, whole.settled, whole.open, whole.on_time) == (3, 1, 2, 2)
    assert (unit.received, unit.settled, unit.on_time) == (2, 1, 1)
    direct = [one for one in whole.counts if str(one.group) == "Langsung ke KPK (GOL)"]
    assert {str(one.label): one.count for one in direct} == {
        "Menunggu penetapan KPK": 1,
        "Status ditetapkan KPK": 1,
    }


def test_direct_reports_alone_make_a_year_without_upg(gifts: Gifts) -> None:
    gifts.direct  # noqa: B018 - made when named
    gifts.upg_duty.delete()

    found = counted(gifts.cast.agency.pk, None, YEAR, days_later(1))

    assert found is not None
    assert found.received == 1


def outside_lists(page: bytes) -> str:
    """The page without the lists to choose from: those name everybody of the agency."""
    return re.sub(r"<select.*?</select>", "", page.decode(), flags=re.DOTALL)


def test_it_is_noted_opened_corrected_and_decided_on_screen(client: Client, gifts: Gifts) -> None:
    sign_in(client, gifts.upg)
    address = reverse("gratuities:direct_reports")
    sent = {
        "number": "GOL-77",
        "direction": "received",
        "received_on": TODAY.isoformat(),
        "sent_on": TODAY.isoformat(),
        "reporter": str(gifts.cast.pic.pk),
    }

    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "Pilih unit kerja pelapor" in refused.content.decode()
    assert "GOL-77" in refused.content.decode()
    client.post(address, {**sent, "unit": str(gifts.cast.unit.pk)})
    made = DirectReport.objects.get()
    page = reverse("gratuities:direct_report", args=[made.pk])
    name = gifts.cast.pic.name

    for closed in (page, address, reverse("gratuities:register")):
        shown = client.get(closed).content.decode()
        assert made.number in shown
        assert f"<b>{name}</b>" not in shown
    assert name not in outside_lists(client.get(page).content)
    assert client.post(page, {"step": "open", "reason": ""}).status_code == 422
    opened = client.post(page, {"step": "open", "reason": "Mencocokkan"})
    assert name in outside_lists(opened.content)
    assert opened.headers["Cache-Control"] == "private, no-store"
    assert Event.objects.filter(act="gratuity.direct_opened").count() == 1
    assert name not in outside_lists(client.get(page).content)
    assert f'value="{gifts.cast.pic.pk}" selected' not in client.get(page).content.decode()

    correct = {**sent, "step": "correct", "unit": str(gifts.cast.unit.pk), "seen_version": "1"}
    correct["reporter"] = ""
    assert client.post(page, {**correct, "number": ""}).status_code == 422
    assert client.post(page, {**correct, "number": "GOL-79"}).status_code == 302
    stale = client.post(page, {**correct, "number": "GOL-80"})
    assert stale.status_code == 422
    assert "Muat ulang" in stale.content.decode()
    made.refresh_from_db()
    assert (made.number, made.reporter) == ("GOL-79", gifts.cast.pic)

    client.post(
        page,
        {
            "step": "decide",
            "decision": "recipient",
            "number": "KEP-1",
            "decided_on": TODAY.isoformat(),
        },
    )
    made.refresh_from_db()
    assert made.decision == DecisionChoice.RECIPIENT
    other = gifts.noted(number="GOL-78")
    dropped = client.post(
        reverse("gratuities:direct_report", args=[other.pk]), {"step": "drop", "reason": "Keliru"}
    )
    assert dropped.headers["Location"] == address
    assert DirectReport.objects.count() == 1


def test_the_files_of_the_register_hold_them_without_names(client: Client, gifts: Gifts) -> None:
    made = gifts.direct
    through = gifts.reported()
    sign_in(client, gifts.upg)

    lines = client.get(reverse("gratuities:register_file", args=["csv"])).content.decode()
    book = client.get(reverse("gratuities:register_file", args=["xlsx"])).content
    cells = zipfile.ZipFile(io.BytesIO(book)).read("xl/sharedStrings.xml").decode()

    for content in (lines, cells):
        assert made.number in content
        assert through.number in content
        assert "Langsung ke KPK (GOL)" in content
        assert gifts.cast.pic.name not in content


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("?q=GOL-2026", True),
        ("?q=GRT", False),
        ("?arah=received", True),
        ("?arah=refused", False),
        ("?waktu=terlambat", False),
        ("?keadaan=decided", False),
        ("?keadaan=at_upg", False),
    ],
)
def test_the_filter_of_the_register_holds_for_them(
    client: Client, gifts: Gifts, query: str, *, there: bool
) -> None:
    made = gifts.direct
    sign_in(client, gifts.upg)

    for address in ("gratuities:register", "gratuities:register_file"):
        args = ["csv"] if address.endswith("file") else []
        shown = client.get(reverse(address, args=args) + query).content.decode()
        assert (f">{made.number}<" in shown or f"{made.number};" in shown) is there


def test_the_helper_finds_none_in_the_register(client: Client, gifts: Gifts) -> None:
    made = gifts.direct
    sign_in(client, gifts.helper)

    assert made.number not in client.get(reverse("gratuities:register")).content.decode()
    lines = client.get(reverse("gratuities:register_file", args=["csv"])).content.decode()
    assert made.number not in lines
