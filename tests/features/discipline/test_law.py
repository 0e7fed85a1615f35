"""A case that goes to law enforcement, and words that are kept no longer than their term."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.calendars.models import Notice
from bening.casework import term_actions
from bening.casework.clocks import clocks_of
from bening.casework.models import CaseClock, ClockState
from bening.casework.retention import erase_lapsed
from bening.conflicts.content import opened
from bening.discipline import actions, figures, queries
from bening.discipline.models import AppealResult, DisciplineAppeal, DisciplineCase, Level, Outcome
from bening.documents.access import documents_of
from bening.documents.models import OfficialDocument
from bening.documents.refusals import DocumentRefused
from bening.domain.casework import DayKind
from bening.domain.discipline import DisciplineRefused
from tests.features.discipline.conftest import (
    ACT,
    TOMORROW,
    Clock,
    days,
    decide,
    examined,
    handed_over,
    proposed,
    summoned,
    write,
)
from tests.features.discipline.test_pages import words_of
from tests.features.official_papers import Papers
from tests.people import NOW, TODAY, Cast, make_person, sign_in

pytestmark = pytest.mark.django_db
CRIME = "Memalsukan bukti perjalanan dinas"
KEPT = 1827


def hand(case: DisciplineCase, by: Person, **more: Any) -> DisciplineCase:
    values: dict[str, Any] = {
        "case": case, "to": " Kepolisian  Resor ", "number": "180/1", "text": CRIME, "by": by,
        "now": TOMORROW,
    }  # fmt: skip
    return actions.hand_to_law(**{**values, **more})


def test_law_enforcement_gets_a_letter_without_names_and_the_case_is_only_read(
    cast: Cast, papers: Papers, case: DisciplineCase, officer: Person, examiner: Person
) -> None:
    examined(case, officer, examiner)
    kept = hand(case, cast.unit_head)
    assert (kept.state, kept.outcome, kept.handed_over_to) == (
        "closed", "to_law", "Kepolisian Resor",
    )  # fmt: skip
    letter = papers.letters[-1]
    said = repr(letter)
    assert (letter.heading, letter.to) == ("SURAT PELIMPAHAN", ("Yth. Kepolisian Resor",))
    assert case.number in said
    for secret in (case.person.name, case.person.employee_number or "?", CRIME, ACT):
        assert secret not in said
    assert CRIME.encode() not in bytes(kept.law_kept or b"")
    words = actions.open_case(case=kept, reason="Menyiapkan lampiran", by=officer, now=TOMORROW)
    assert words["law"]["text"] == CRIME
    assert not [one for one in clocks_of(case.pk) if one.state == ClockState.RUNNING]
    event = Event.objects.get(act="discipline.handed_to_law")
    assert CRIME not in str(event.data)
    assert Notice.objects.filter(person=officer, code="discipline_to_law").exists()
    assert not Notice.objects.filter(person=case.person, code="discipline_to_law").exists()
    counted = figures.counts_in(cast.unit, TODAY, TODAY)
    assert (counted["cases"], counted["open"], counted["breaches"]) == (1, 0, 1)
    for act in (
        lambda: hand(case, cast.unit_head, number="180/2"),
        lambda: write(case, examiner),
        lambda: decide(case, cast.unit_head),
        lambda: actions.set_level(case=case, level=Level.LIGHT, by=officer, now=TOMORROW),
    ):
        with pytest.raises(DisciplineRefused, match="discipline_step"):
            act()


def test_a_case_that_was_decided_stays_here(
    cast: Cast, papers: Papers, case: DisciplineCase, officer: Person, examiner: Person
) -> None:
    handed_over(case, officer, examiner, cast.unit_head)
    with pytest.raises(DisciplineRefused, match="discipline_step"):
        hand(case, cast.unit_head)
    assert not OfficialDocument.objects.exists()


def test_only_whoever_decides_hands_over_and_says_where_and_what(
    cast: Cast, papers: Papers, case: DisciplineCase, officer: Person, examiner: Person
) -> None:
    summoned(case, officer, examiner)
    for by in (officer, examiner, cast.inspector, case.person, cast.agency_admin):
        with pytest.raises(NotAllowed, match="discipline_decided_by"):
            hand(case, by)
    for field, code in (
        ("to", "handover_body_missing"),
        ("number", "handover_number_missing"),
        ("text", "handover_text_missing"),
    ):
        with pytest.raises(DocumentRefused, match=code):
            hand(case, cast.unit_head, **{field: "  "})
    assert not OfficialDocument.objects.exists()
    actions.set_level(case=case, level=Level.SEVERE, by=officer, now=NOW)
    with pytest.raises(NotAllowed, match="discipline_decided_by"):
        hand(case, cast.unit_head)
    assert hand(case, cast.agency_head).outcome == Outcome.TO_LAW


def test_the_database_keeps_no_hand_over_without_its_letter(case: DisciplineCase) -> None:
    rows = DisciplineCase.objects.filter(pk=case.pk)
    with pytest.raises(IntegrityError, match="discipline_to_law_by_letter"), transaction.atomic():
        rows.update(state="closed", outcome="to_law", closed_at=NOW)
    with pytest.raises(IntegrityError, match="discipline_erased_when_closed"), transaction.atomic():
        rows.update(erased_at=NOW)


def test_whoever_is_examined_reads_nothing_of_it(
    client: Client,
    cast: Cast,
    papers: Papers,
    clock: Clock,
    case: DisciplineCase,
    officer: Person,
    examiner: Person,
) -> None:
    clock(TOMORROW)
    proposed(case, officer, examiner)
    hand(case, cast.unit_head)
    sign_in(client, case.person)
    page = client.get(f"/disiplin/saya/{case.pk}/").content.decode()
    for secret in ("Kepolisian", "Dilimpahkan", "lampiran-pelimpahan", CRIME):
        assert secret not in page
    own = f"/disiplin/saya/{case.pk}/berkas/lampiran-pelimpahan/"
    assert client.get(own).status_code == 404
    letter = DisciplineCase.objects.get(pk=case.pk).letter
    assert letter is not None
    assert not documents_of(case.person, TODAY).filter(pk=letter.pk).exists()


def test_the_hand_over_by_the_page_and_its_closed_annex(
    client: Client,
    cast: Cast,
    papers: Papers,
    clock: Clock,
    case: DisciplineCase,
    officer: Person,
    examiner: Person,
) -> None:
    clock(TOMORROW)
    examined(case, officer, examiner)
    place = f"/disiplin/perkara/{case.pk}/"
    sign_in(client, officer)
    assert 'value="law"' not in client.get(place).content.decode()
    sign_in(client, cast.unit_head)
    assert 'value="law"' in client.get(place).content.decode()
    said = client.post(place, {"step": "law", "to": "", "number": "180/1", "text": CRIME})
    assert said.status_code == 422
    assert CRIME in said.content.decode()
    fields = {"step": "law", "to": "Kepolisian Resor", "number": "180/1", "text": CRIME}
    assert client.post(place, fields).status_code == 302
    page = client.get(place).content.decode()
    assert "Dilimpahkan kepada Kepolisian Resor; hanya dapat dibaca." in page
    assert CRIME not in page
    for name in ("law", "summon", "examine", "decide", "drop", "level"):
        assert f'value="{name}"' not in page
    annex = f"{place}berkas/lampiran-pelimpahan/"
    assert client.post(annex, {"reason": ""}).status_code == 302
    made = client.post(annex, {"reason": "Menyerahkan ke penyidik"})
    text = words_of(made.content)
    for told in ("LAMPIRAN SURAT PELIMPAHAN", case.person.name, CRIME, ACT):
        assert told in text


def test_words_are_erased_when_their_term_is_over_and_figures_stay(
    client: Client, cast: Cast, clock: Clock, case: DisciplineCase, officer: Person,
    examiner: Person,
) -> None:  # fmt: skip
    handed_over(case, officer, examiner, cast.unit_head)
    actions.file_appeal(case=case, grounds="Keberatan saya", by=case.person, now=days(3))
    actions.settle_appeal(
        case=case, result=AppealResult.UPHELD, letter="KB-1", settled_on=TODAY + timedelta(days=4),
        reason="Tetap", by=officer, now=days(5),
    )  # fmt: skip
    start = TODAY + timedelta(days=4)
    actions.start_sanction(case=case, starts_on=start, by=officer, now=days(5))
    assert erase_lapsed(now=days(5 + KEPT + 2)) == 0  # runs still, however old
    actions.close_case(case=case, by=officer, now=days(6))
    closed = DisciplineCase.objects.get(pk=case.pk)
    told = queries.kept_of(closed, days(6))
    assert told is not None
    assert (told.until, told.is_verified) == (TODAY + timedelta(days=6 + KEPT), False)
    assert erase_lapsed(now=days(6 + KEPT)) == 0
    assert erase_lapsed(now=days(7 + KEPT)) == 1
    assert erase_lapsed(now=days(8 + KEPT)) == 0
    kept = DisciplineCase.objects.get(pk=case.pk)
    appeal = DisciplineAppeal.objects.get(case=case)
    assert kept.proposal_kept is None
    assert not Notice.objects.filter(url__contains=str(kept.pk)).exists()
    assert not CaseClock.objects.filter(case=kept.pk, owner__isnull=False).exists()
    assert opened(appeal.result_kept, row=appeal.pk) == {}
    rows: list[Any] = [kept, appeal, *kept.summons.all(), *kept.examinations.all()]
    assert [opened(row.kept, row=row.pk) for row in rows] == [{}] * 4
    assert opened(kept.decision_kept, row=kept.pk) == {}
    assert (kept.number, kept.outcome, kept.sanctions.count()) == (case.number, "proven", 1)
    assert figures.counts_in(cast.unit, TODAY, TODAY)["sanctioned"] == 1
    assert Event.objects.filter(act="discipline.erased", subject_id=str(case.pk)).count() == 1
    clock(days(8 + KEPT))
    sign_in(client, cast.unit_head)
    place = f"/disiplin/perkara/{case.pk}/"
    page = client.get(place).content.decode()
    assert "masa simpannya berakhir" in page
    assert "Buka isi" not in page
    assert client.post(f"{place}berkas/bap-1/", {"reason": "Mencari"}).status_code == 404
    sign_in(client, case.person)
    assert client.get(f"/disiplin/saya/{case.pk}/").status_code == 200


def test_an_agency_keeps_words_longer_by_its_own_schedule(cast: Cast, case: DisciplineCase) -> None:
    actions.drop_case(case=case, reason="Salah catat", by=cast.unit_head, now=NOW)
    term_actions.set_term(
        agency=cast.agency,
        code="discipline_kept",
        days=3650,
        counts=DayKind.CALENDAR,
        from_day=TODAY,
        source="JRA 2026",
        by=cast.agency_admin,
        now=NOW,
    )
    assert erase_lapsed(now=days(3650)) == 0
    assert erase_lapsed(now=days(3651)) == 1


def test_nobody_reads_a_case_by_its_letter(
    cast: Cast, papers: Papers, case: DisciplineCase, officer: Person
) -> None:
    kept = hand(case, cast.unit_head, now=NOW)
    letter = kept.letter
    assert letter is not None
    other = make_person("Sari Dewi", agency=cast.agency)
    for reader, reads in ((cast.unit_head, True), (cast.agency_head, True), (other, False)):
        found = documents_of(reader, TODAY).filter(pk=letter.pk).exists()
        assert found is reads
    assert not queries.cases_of(cast.inspector, NOW).exists()
