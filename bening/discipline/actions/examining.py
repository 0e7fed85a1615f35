"""Summons, the record of an examination, and what the examiners propose."""

from datetime import date, datetime

from django.db import transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.adapters.keys import new_key
from bening.casework.actions import stop_clock
from bening.conflicts.content import sealed
from bening.discipline import access
from bening.discipline.actions.deciders import decider_of
from bening.discipline.actions.steps import (
    begin_term,
    check_past,
    check_step,
    locked,
    record,
    tell,
    words_of,
)
from bening.discipline.models import CaseState, DisciplineCase, Examination, Summons
from bening.discipline.sanctions import Sanctions, shipped_sanctions
from bening.domain import discipline as rules
from bening.domain.discipline import DisciplineRefused


def summon(
    *,
    case: DisciplineCase,
    letter: str,
    examine_on: date,
    place: str,
    by: Person,
    now: datetime,
) -> Summons:
    """Issues the first summons, or the second to whoever missed the first.

    The examination lies within the term in force. Raises NotAllowed, DisciplineRefused
    ("discipline_team_incomplete", "discipline_examination_too_late" and those of the order).
    """
    with transaction.atomic():
        kept = locked(case)
        today = today_of(by, now)
        access.check_can_handle(by, kept, today)
        check_step(kept, CaseState.SUMMONED)
        _check_team(kept)
        position = rules.next_summons(_came(kept))
        if not letter.strip():
            raise DisciplineRefused("discipline_number_missing", field="letter")
        told = words_of(place, "place", "discipline_place_missing")
        if examine_on < today:
            raise DisciplineRefused("discipline_day_past", field="examine_on")
        stop_clock(case=kept.pk, term="discipline_call", by=by, now=now)
        clock = begin_term(kept, "discipline_summons", by, by, now)
        if clock.due_on is not None and examine_on > clock.due_on:
            raise DisciplineRefused(
                "discipline_examination_too_late",
                field="examine_on",
                last=clock.due_on,
            )
        key = new_key()
        made = Summons.objects.create(
            pk=key,
            case=kept,
            position=position,
            letter=letter.strip()[:100],
            issued_on=today,
            examine_on=examine_on,
            kept=sealed({"place": told}, row=key),
            issued_by=by,
            issued_at=now,
        )
        kept.state = CaseState.SUMMONED
        kept.save(update_fields=["state"])
        tell(kept, "discipline_summoned", [kept.person], now, key=key)
        record("discipline.summoned", kept, by, now, position=position)
    return made


def record_attendance(
    *, case: DisciplineCase, came: bool, by: Person, now: datetime
) -> DisciplineCase:
    """Says whether the person followed the last summons, from its day on.

    Raises NotAllowed, DisciplineRefused ("discipline_no_summons_open", "discipline_not_yet").
    """
    with transaction.atomic():
        kept = locked(case)
        today = today_of(by, now)
        access.check_can_handle(by, kept, today)
        waiting = kept.summons.filter(came__isnull=True).first()
        if waiting is None:
            raise DisciplineRefused("discipline_no_summons_open")
        if waiting.examine_on > today:
            raise DisciplineRefused("discipline_not_yet", day=waiting.examine_on)
        waiting.came = came
        waiting.save(update_fields=["came"])
        stop_clock(case=kept.pk, term="discipline_summons", by=by, now=now)
        act = "discipline.came" if came else "discipline.stayed_away"
        record(act, kept, by, now, position=waiting.position)
    return kept


def examine(
    *,
    case: DisciplineCase,
    held_on: date,
    statement: str,
    is_signed: bool,
    by: Person,
    now: datetime,
) -> Examination:
    """Writes the record of an examination: what was asked and answered.

    Raises NotAllowed, TiedByInterest, DisciplineRefused ("discipline_not_come",
    "discipline_team_incomplete", "discipline_step").
    """
    with transaction.atomic():
        kept = locked(case)
        today = today_of(by, now)
        access.check_can_examine(by, kept, today)
        check_step(kept, CaseState.EXAMINED)
        if kept.state == CaseState.PROPOSED:
            raise DisciplineRefused("discipline_step", state=kept.state)
        _check_team(kept)
        rules.check_examinable(_came(kept))
        first = kept.summons.filter(came=True).values_list("examine_on", flat=True).first()
        check_past(held_on, today, "held_on", since=first)
        told = words_of(statement, "statement")
        key = new_key()
        made = Examination.objects.create(
            pk=key,
            case=kept,
            held_on=held_on,
            kept=sealed({"statement": told}, row=key),
            is_signed=is_signed,
            written_by=by,
            written_at=now,
        )
        kept.state = CaseState.EXAMINED
        kept.save(update_fields=["state"])
        record("discipline.examined", kept, by, now)
    return made


def propose(
    *, case: DisciplineCase, analysis: str, code: str, by: Person, now: datetime
) -> DisciplineCase:
    """What the examiners found and propose; `code` is empty where nothing is proven.

    Raises NotAllowed, TiedByInterest, DisciplineRefused ("discipline_not_examined",
    "discipline_beyond_level", "discipline_step").
    """
    with transaction.atomic():
        kept = locked(case)
        today = today_of(by, now)
        access.check_can_examine(by, kept, today)
        check_step(kept, CaseState.PROPOSED)
        rules.check_proposable(_came(kept), examinations=kept.examinations.count())
        told = words_of(analysis, "analysis")
        if code:
            check_sanction(code, kept)
        kept.proposal_kept = sealed({"analysis": told, "code": code}, row=kept.pk)
        kept.state = CaseState.PROPOSED
        kept.proposed_by, kept.proposed_at = by, now
        kept.save()
        head = decider_of(kept, today)
        begin_term(kept, "discipline_decision", head, by, now)
        if head is not None:
            tell(kept, "discipline_proposed", [head], now, key=f"{kept.pk}:{now.isoformat()}")
        record("discipline.proposed", kept, by, now)
    return kept


def check_sanction(code: str, case: DisciplineCase) -> rules.SanctionKind:
    """A kind of sanction that the case may lead to. Raises DisciplineRefused."""
    if code not in Sanctions.values:
        raise DisciplineRefused("discipline_sanction_missing", field="code")
    kind = shipped_sanctions()[code]
    rules.check_within(kind, rules.Level(case.level))
    return kind


def _came(case: DisciplineCase) -> list[bool | None]:
    return list(case.summons.order_by("position").values_list("came", flat=True))


def _check_team(case: DisciplineCase) -> None:
    named = case.examiners.values_list("capacity", flat=True)
    rules.check_team(rules.Level(case.level), {rules.Capacity(each) for each in named})
