"""Adding, using, checking, returning and withdrawing evidence; and who may not."""

from collections.abc import Callable
from datetime import date

import pytest

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.evaluations.models import EvaluationSheet, SheetState
from bening.evaluations.refusals import SheetLocked, UnknownQuestion
from bening.evidence import actions, states
from bening.evidence.details import Period
from bening.evidence.models import Evidence, EvidenceLink, EvidenceState, StoredFile
from bening.evidence.refusals import EvidenceLocked, EvidenceRefused, WrongState
from tests.features.evidence.conftest import CODE, OTHER_AREA, make_sheet
from tests.people import NOW, Cast

QUARTER = Period(date(2025, 10, 1), date(2025, 12, 31))
Put = Callable[..., Evidence]


def acts() -> list[str]:
    return list(Event.objects.order_by("id").values_list("act", flat=True))


def lock(sheet: EvaluationSheet) -> None:
    EvaluationSheet.objects.filter(pk=sheet.pk).update(state=SheetState.SUBMITTED)


def submitted(put: Put, by: Person, cast: Cast) -> Evidence:
    evidence = put(by, cast.unit)
    actions.edit(evidence=evidence, title="Laporan", period=QUARTER, by=by, now=NOW)
    return actions.submit(evidence=evidence, by=by, now=NOW)


# --- adding


def test_a_file_becomes_evidence_named_after_it(put: Put, cast: Cast) -> None:
    evidence = put(cast.pic, cast.unit, name="Laporan monev.pdf")

    assert evidence.title == "Laporan monev"
    assert evidence.state == EvidenceState.DRAFT
    assert evidence.agency_id == cast.agency.pk
    assert [(one.number, one.filename) for one in evidence.revisions.all()] == [
        (1, "Laporan monev.png")
    ]
    assert acts() == ["evidence.added"]


@pytest.mark.parametrize("name", ["pic", "unit_head", "area_lead", "area_member"])
def test_those_who_fill_the_sheet_add_evidence(put: Put, cast: Cast, name: str) -> None:
    put(getattr(cast, name), cast.unit)

    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["agency_admin", "inspector", "agency_head", "parent_head", "colleague", "outsider"]
)
def test_others_add_none(put: Put, cast: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        put(getattr(cast, name), cast.unit)

    assert not Evidence.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_link_has_title_and_days(cast: Cast) -> None:
    evidence = actions.add_link(
        unit=cast.unit,
        url=" https://contoh.go.id/sop?a=1 ",
        title="  SOP   di situs ",
        period=QUARTER,
        by=cast.pic,
        now=NOW,
    )

    assert (evidence.url, evidence.title) == ("https://contoh.go.id/sop?a=1", "SOP di situs")
    assert (evidence.proves_from, evidence.proves_until) == (QUARTER.start, QUARTER.end)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "contoh.go.id",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://contoh.go.id/a",
        "https://",
        "https://user:word@contoh.go.id/",
        "https://contoh.go.id/a b",
        "https://contoh.go.id/\u202ea",
        "https://contoh.go.id:99999/",
        "http://[::1",
        "https://contoh.go.id/" + "a" * 500,
    ],
)
def test_addresses_other_than_of_the_web_are_refused(cast: Cast, url: str) -> None:
    with pytest.raises(EvidenceRefused) as refused:
        actions.add_link(unit=cast.unit, url=url, title="SOP", by=cast.pic, now=NOW)

    assert refused.value.code in {"address_refused", "address_too_long"}
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("period", "code"),
    [
        (Period(date(2026, 2, 1), date(2026, 1, 1)), "period_turned"),
        (Period(date(1989, 12, 31), date(2026, 1, 1)), "period_too_early"),
    ],
)
def test_impossible_days_are_refused(cast: Cast, period: Period, code: str) -> None:
    with pytest.raises(EvidenceRefused) as refused:
        actions.add_link(
            unit=cast.unit,
            url="https://contoh.go.id",
            title="SOP",
            period=period,
            by=cast.pic,
            now=NOW,
        )

    assert refused.value.code == code


def test_a_title_is_needed(cast: Cast) -> None:
    with pytest.raises(EvidenceRefused) as refused:
        actions.add_link(
            unit=cast.unit, url="https://contoh.go.id", title=" \n", by=cast.pic, now=NOW
        )

    assert refused.value.code == "title_missing"


# --- revising and editing


def test_a_revision_of_checked_evidence_is_a_draft_again(put: Put, cast: Cast) -> None:
    evidence = submitted(put, cast.pic, cast)
    actions.check(evidence=evidence, by=cast.unit_head, now=NOW)

    put(cast.pic, cast.unit, evidence=evidence)

    evidence.refresh_from_db()
    assert evidence.state == EvidenceState.DRAFT
    assert evidence.checked_by is None
    assert [one.number for one in evidence.revisions.all()] == [2, 1]
    assert acts()[-1] == "evidence.revised"


def test_the_same_content_is_no_revision(put: Put, cast: Cast) -> None:
    evidence = put(cast.pic, cast.unit, content=b"satu\n", name="a.txt")

    with pytest.raises(EvidenceRefused) as refused:
        put(cast.pic, cast.unit, content=b"satu\n", name="b.txt", evidence=evidence)

    assert refused.value.code == "revision_is_the_same"


def test_a_new_title_keeps_what_was_checked(put: Put, cast: Cast) -> None:
    evidence = submitted(put, cast.pic, cast)
    actions.check(evidence=evidence, by=cast.unit_head, now=NOW)

    edited = actions.edit(
        evidence=evidence, title="Judul baru", period=QUARTER, by=cast.pic, now=NOW
    )
    assert edited.state == EvidenceState.CHECKED

    other_days = Period(QUARTER.start, date(2026, 1, 31))
    edited = actions.edit(
        evidence=evidence, title="Judul baru", period=other_days, by=cast.pic, now=NOW
    )
    assert edited.state == EvidenceState.DRAFT


def test_saving_what_is_there_leaves_no_event(put: Put, cast: Cast) -> None:
    evidence = put(cast.pic, cast.unit)
    before = acts()

    actions.edit(evidence=evidence, title=evidence.title, period=None, by=cast.pic, now=NOW)

    assert acts() == before


def test_area_people_change_their_own_and_that_of_their_area(
    put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    of_pic = put(cast.pic, cast.unit)

    with pytest.raises(NotAllowed) as refused:
        actions.edit(evidence=of_pic, title="x", period=None, by=cast.area_member, now=NOW)
    assert refused.value.code == "changes_own_evidence_only"

    actions.attach(evidence=of_pic, sheet=sheet, official_code=CODE, by=cast.pic, now=NOW)
    actions.edit(evidence=of_pic, title="x", period=None, by=cast.area_member, now=NOW)
    own = put(cast.area_member, cast.unit)
    actions.edit(evidence=own, title="y", period=None, by=cast.area_member, now=NOW)


# --- using


def test_evidence_is_used_for_a_question_and_released(
    put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    evidence = put(cast.pic, cast.unit)

    link = actions.attach(
        evidence=evidence, sheet=sheet, official_code=CODE, need=1, by=cast.pic, now=NOW
    )
    again = actions.attach(
        evidence=evidence, sheet=sheet, official_code=CODE, need=0, by=cast.pic, now=NOW
    )
    same = actions.attach(
        evidence=evidence, sheet=sheet, official_code=CODE, need=0, by=cast.pic, now=NOW
    )
    assert link.pk == again.pk == same.pk
    assert EvidenceLink.objects.get().need == 0
    actions.detach(link=again, by=cast.pic, now=NOW)

    assert not EvidenceLink.objects.exists()
    assert acts() == [
        "evidence.added",
        "evidence.attached",
        "evidence.attached",
        "evidence.detached",
    ]
    assert set(
        Event.objects.exclude(act="evidence.added").values_list("subject_type", "subject_id")
    ) == {("question", f"{sheet.pk}/{CODE}")}


def test_area_people_use_evidence_in_their_area_only(
    put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    evidence = put(cast.area_member, cast.unit)
    values = {"evidence": evidence, "sheet": sheet, "by": cast.area_member, "now": NOW}

    actions.attach(official_code=CODE, **values)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        actions.attach(official_code=OTHER_AREA, **values)  # type: ignore[arg-type]


def test_a_submitted_sheet_keeps_its_evidence(put: Put, cast: Cast, sheet: EvaluationSheet) -> None:
    evidence = put(cast.pic, cast.unit)
    link = actions.attach(evidence=evidence, sheet=sheet, official_code=CODE, by=cast.pic, now=NOW)
    lock(sheet)
    who = {"by": cast.pic, "now": NOW}

    with pytest.raises(SheetLocked):
        actions.attach(evidence=evidence, sheet=sheet, official_code=OTHER_AREA, **who)  # type: ignore[arg-type]
    with pytest.raises(SheetLocked):
        actions.detach(link=link, **who)  # type: ignore[arg-type]
    refused_acts: list[Callable[[], object]] = [
        lambda: put(cast.pic, cast.unit, evidence=evidence),
        lambda: actions.edit(evidence=evidence, title="x", period=QUARTER, **who),  # type: ignore[arg-type]
        lambda: actions.submit(evidence=evidence, **who),  # type: ignore[arg-type]
        lambda: actions.withdraw(evidence=evidence, **who),  # type: ignore[arg-type]
    ]
    for act in refused_acts:
        with pytest.raises(EvidenceLocked) as refused:
            act()
        assert refused.value.code == "evidence_in_submitted_sheet"
    assert EvidenceLink.objects.get() == link


def test_evidence_of_a_submitted_sheet_is_used_in_the_next_year(
    put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    evidence = put(cast.pic, cast.unit)
    actions.attach(evidence=evidence, sheet=sheet, official_code=CODE, by=cast.pic, now=NOW)
    lock(sheet)
    next_year = make_sheet(cast.unit, cast.pic, 2027)

    actions.attach(evidence=evidence, sheet=next_year, official_code=CODE, by=cast.pic, now=NOW)

    assert evidence.links.count() == 2


def test_an_unknown_question_or_proof_is_refused(
    put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    evidence = put(cast.pic, cast.unit)
    values = {"evidence": evidence, "sheet": sheet, "by": cast.pic, "now": NOW}

    with pytest.raises(UnknownQuestion):
        actions.attach(official_code="A.I.9.i.a", **values)  # type: ignore[arg-type]
    for need in (-1, 99):
        with pytest.raises(EvidenceRefused) as refused:
            actions.attach(official_code=CODE, need=need, **values)  # type: ignore[arg-type]
        assert refused.value.code == "need_unknown"


def test_evidence_of_another_unit_is_refused(put: Put, cast: Cast, sheet: EvaluationSheet) -> None:
    foreign = put(cast.outsider, cast.outside_unit)

    with pytest.raises(EvidenceRefused) as refused:
        actions.attach(evidence=foreign, sheet=sheet, official_code=CODE, by=cast.pic, now=NOW)

    assert refused.value.code == "evidence_of_other_unit"


# --- checking


def test_four_eyes_the_uploader_checks_nothing_of_their_own(put: Put, cast: Cast) -> None:
    evidence = submitted(put, cast.unit_head, cast)

    with pytest.raises(NotAllowed) as refused:
        actions.check(evidence=evidence, by=cast.unit_head, now=NOW)
    assert refused.value.code == "checks_not_own_upload"

    checked = actions.check(evidence=evidence, by=cast.pic, now=NOW)
    assert (checked.state, checked.checked_by) == (EvidenceState.CHECKED, cast.pic)


def test_the_uploader_of_the_newest_revision_counts(put: Put, cast: Cast) -> None:
    evidence = put(cast.pic, cast.unit)
    put(cast.unit_head, cast.unit, evidence=evidence)
    actions.edit(evidence=evidence, title="x", period=QUARTER, by=cast.pic, now=NOW)
    actions.submit(evidence=evidence, by=cast.unit_head, now=NOW)

    with pytest.raises(NotAllowed):
        actions.check(evidence=evidence, by=cast.unit_head, now=NOW)
    actions.check(evidence=evidence, by=cast.pic, now=NOW)


def test_an_area_lead_checks_in_their_area_only(
    put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    evidence = submitted(put, cast.pic, cast)
    actions.attach(evidence=evidence, sheet=sheet, official_code=OTHER_AREA, by=cast.pic, now=NOW)

    with pytest.raises(NotAllowed) as refused:
        actions.check(evidence=evidence, by=cast.area_lead, now=NOW)
    assert refused.value.code == "checks_evidence_of_own_area"

    actions.attach(evidence=evidence, sheet=sheet, official_code=CODE, by=cast.pic, now=NOW)
    assert actions.check(evidence=evidence, by=cast.area_lead, now=NOW).state == "checked"


@pytest.mark.parametrize(
    "name", ["area_member", "agency_admin", "inspector", "colleague", "outsider"]
)
def test_others_check_nothing(put: Put, cast: Cast, sheet: EvaluationSheet, name: str) -> None:
    evidence = submitted(put, cast.pic, cast)
    actions.attach(evidence=evidence, sheet=sheet, official_code=CODE, by=cast.pic, now=NOW)

    person = getattr(cast, name)
    with pytest.raises(NotAllowed):
        actions.check(evidence=evidence, by=person, now=NOW)
    with pytest.raises(NotAllowed):
        actions.return_to_draft(evidence=evidence, reason="Salah", by=person, now=NOW)

    evidence.refresh_from_db()
    assert evidence.state == EvidenceState.SUBMITTED


def test_returned_evidence_says_why_until_it_is_submitted_again(put: Put, cast: Cast) -> None:
    evidence = submitted(put, cast.pic, cast)

    returned = actions.return_to_draft(
        evidence=evidence, reason=" Belum  ditandatangani ", by=cast.unit_head, now=NOW
    )
    assert (returned.state, returned.returned_reason) == ("draft", "Belum ditandatangani")

    again = actions.submit(evidence=evidence, by=cast.pic, now=NOW)
    assert again.returned_reason == ""


def test_returning_needs_a_reason(put: Put, cast: Cast) -> None:
    evidence = submitted(put, cast.pic, cast)

    with pytest.raises(EvidenceRefused) as refused:
        actions.return_to_draft(evidence=evidence, reason="  ", by=cast.unit_head, now=NOW)

    assert refused.value.code == "reason_missing"


def test_evidence_without_days_is_not_submitted(put: Put, cast: Cast) -> None:
    evidence = put(cast.pic, cast.unit)

    with pytest.raises(EvidenceRefused) as refused:
        actions.submit(evidence=evidence, by=cast.pic, now=NOW)

    assert refused.value.code == "period_missing"


@pytest.mark.parametrize("source", EvidenceState)
@pytest.mark.parametrize("wanted", EvidenceState)
def test_only_transitions_of_the_table_happen(
    put: Put, cast: Cast, source: EvidenceState, wanted: EvidenceState
) -> None:
    evidence = put(cast.pic, cast.unit)
    actions.edit(evidence=evidence, title="x", period=QUARTER, by=cast.pic, now=NOW)
    checked = source == EvidenceState.CHECKED
    Evidence.objects.filter(pk=evidence.pk).update(
        state=source,
        checked_by=cast.unit_head if checked else None,
        checked_at=NOW if checked else None,
    )
    moves = {
        EvidenceState.DRAFT: lambda: actions.return_to_draft(
            evidence=evidence, reason="x", by=cast.unit_head, now=NOW
        ),
        EvidenceState.SUBMITTED: lambda: actions.submit(evidence=evidence, by=cast.pic, now=NOW),
        EvidenceState.CHECKED: lambda: actions.check(evidence=evidence, by=cast.unit_head, now=NOW),
    }

    if wanted in states.TRANSITIONS[source]:
        assert moves[wanted]().state == wanted
        assert acts()[-1] == states.ACTS[source, wanted]
    else:
        with pytest.raises(WrongState):
            moves[wanted]()
        evidence.refresh_from_db()
        assert evidence.state == source


def test_every_state_has_a_way_on_and_owners() -> None:
    assert states.TRANSITIONS.keys() == states.OWNERS.keys() == set(EvidenceState)
    assert {(a, b) for a, after in states.TRANSITIONS.items() for b in after} == set(states.ACTS)


# --- withdrawing


def test_withdrawn_evidence_leaves_its_questions_and_keeps_its_content(
    put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    evidence = put(cast.pic, cast.unit)
    actions.attach(evidence=evidence, sheet=sheet, official_code=CODE, by=cast.pic, now=NOW)

    actions.withdraw(evidence=evidence, by=cast.pic, now=NOW)

    assert not EvidenceLink.objects.exists()
    assert StoredFile.objects.count() == 1
    with pytest.raises(EvidenceLocked):
        actions.attach(evidence=evidence, sheet=sheet, official_code=CODE, by=cast.pic, now=NOW)
    with pytest.raises(EvidenceLocked):
        actions.withdraw(evidence=evidence, by=cast.pic, now=NOW)


def test_area_people_withdraw_nothing_that_other_areas_use(
    put: Put, cast: Cast, sheet: EvaluationSheet
) -> None:
    evidence = put(cast.area_member, cast.unit)
    actions.attach(evidence=evidence, sheet=sheet, official_code=OTHER_AREA, by=cast.pic, now=NOW)

    with pytest.raises(NotAllowed):
        actions.withdraw(evidence=evidence, by=cast.area_member, now=NOW)

    assert EvidenceLink.objects.count() == 1
    evidence.refresh_from_db()
    assert evidence.withdrawn_at is None
