"""Giving a report to other handlers: one who can read it seals it to them, with a reason.

Each grant stays on record with its day and reason, also after it ended: the chain of custody.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from django.db import transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.domain.whistleblowing import ReportAct, ReportContent, ReportState, after
from bening.whistleblowing.desk import recipients
from bening.whistleblowing.desk.access import check_reads
from bening.whistleblowing.desk.logbook import log
from bening.whistleblowing.desk.reading import content_of
from bening.whistleblowing.desk.refusals import DeskRefused, Settled
from bening.whistleblowing.desk.unlocking import OpenKeys
from bening.whistleblowing.models import HandlerKey, KeyGrant, Report, ReportStep
from bening.whistleblowing.sealing import seal

LONGEST_REASON = 500


def grant(
    *, report: Report, key: HandlerKey, reason: str, keys: OpenKeys, by: Person, now: datetime
) -> KeyGrant:
    """Opens a report to one more handler of the agency.

    Raises DeskRefused: "grant_reason_missing", "grant_to_foreign_key", "handler_is_involved",
    "report_closed_to_you", "report_partly_closed"; Settled("report_is_granted").
    """
    on, why = today_of(by, now), _reason(reason)
    content = _content(report, keys)
    with transaction.atomic():
        held = _held(report, by)
        _check_key(held, key)
        recipients.check_fit(held, content, key, on)
        if recipients.live_grants(held).filter(key=key).exists():
            raise Settled("report_is_granted", name=key.person.name)
        made = _grant(held, key, by, why, on)
        old = recipients.reseal(held, keys, recipients.sealed_to(held), on)
        log(report=held, act="granted", by=by, on=on, reason=f"{key.person.name}: {why}")
        transaction.on_commit(partial(recipients.remove_files, old))
    return made


def hand_over(
    *,
    report: Report,
    unit: WorkUnit | None,
    reason: str,
    keys: OpenKeys,
    by: Person,
    now: datetime,
) -> Report:
    """Hands a report to the handlers of a unit, or without one to those of the whole agency.

    It is sealed to them alone: who handed it over reads it no longer, unless among them. Raises
    DeskRefused as `grant`, "handover_nobody", "handover_to_same"; ReportRefused("report_step").
    """
    on, why = today_of(by, now), _reason(reason)
    content = _content(report, keys)
    with transaction.atomic():
        held = _held(report, by)
        state = after(ReportState(held.state), ReportAct.HAND_OVER)
        receiving = recipients.fit_keys(held, content, unit, on)
        if unit is not None and unit.agency_id != held.agency_id:
            raise DeskRefused("handover_nobody", field="unit")
        if not receiving:
            raise DeskRefused("handover_nobody", field="unit")
        there = set(recipients.live_grants(held).values_list("key_id", flat=True))
        if there == {key.pk for key in receiving}:
            raise DeskRefused("handover_to_same", field="unit")
        held.grants.filter(ended_on__isnull=True).exclude(key__in=receiving).update(ended_on=on)
        for key in receiving:
            if key.pk not in there:
                _grant(held, key, by, why, on)
        to = [key.public for key in receiving]
        old = recipients.reseal(held, keys, to, on)
        held.state = state
        held.save(update_fields=["state"])
        ReportStep.objects.create(
            report=held,
            position=held.steps.count() + 1,
            act=ReportAct.HAND_OVER,
            state=state,
            by=by,
            note=seal(why.encode(), to),
            day=on,
        )
        log(report=held, act="handed_over", by=by, on=on)
        transaction.on_commit(partial(recipients.remove_files, old))
    return held


def renew(*, report: Report, keys: OpenKeys, by: Person, now: datetime) -> int:
    """Seals a report anew to the keys in use, without those of handlers who left; how many left.

    Raises DeskRefused: "report_closed_to_you", "report_partly_closed", "report_unattended".
    """
    on = today_of(by, now)
    _content(report, keys)
    with transaction.atomic():
        held = _held(report, by)
        old = recipients.reseal(held, keys, recipients.sealed_to(held), on)
        left = recipients.left_grants(held).update(ended_on=on)
        log(report=held, act="renewed", by=by, on=on)
        transaction.on_commit(partial(recipients.remove_files, old))
    return left


def take_over(
    *, reports: Sequence[Report], key: HandlerKey, keys: OpenKeys, by: Person, on: date, why: str
) -> tuple[int, int]:
    """Grants the reports of a recovered key to the receiver's, in the caller's transaction.

    Those that name the receiver, or don't open whole, are left alone; how many were taken, how many
    left.
    """
    taken = 0
    for each in reports:
        try:
            with transaction.atomic():
                _take(each, key, keys, by, on, why)
        except DeskRefused:
            continue
        taken += 1
    return taken, len(reports) - taken


def _take(report: Report, key: HandlerKey, keys: OpenKeys, by: Person, on: date, why: str) -> None:
    held = Report.objects.select_for_update().get(pk=report.pk)
    recipients.check_fit(held, _content(held, keys), key, on)
    if not recipients.live_grants(held).filter(key=key).exists():
        _grant(held, key, by, why, on)
    old = recipients.reseal(held, keys, recipients.sealed_to(held), on)
    recipients.left_grants(held).update(ended_on=on)
    log(report=held, act="taken_over", by=by, on=on, reason=why)
    transaction.on_commit(partial(recipients.remove_files, old))


def _grant(report: Report, key: HandlerKey, by: Person, why: str, on: date) -> KeyGrant:
    """A grant in force; one that ended before begins again, its layer of the identity kept."""
    made, _new = KeyGrant.objects.update_or_create(
        report=report, key=key, defaults={"by": by, "reason": why, "day": on, "ended_on": None}
    )
    return made


def _check_key(report: Report, key: HandlerKey) -> None:
    if key.agency_id != report.agency_id or key.retired_at is not None or not key.person.is_active:
        raise DeskRefused("grant_to_foreign_key", field="key")


def _held(report: Report, by: Person) -> Report:
    held = Report.objects.select_for_update().get(pk=report.pk)
    check_reads(by, held)
    return held


def _content(report: Report, keys: OpenKeys) -> ReportContent:
    found = content_of(report, keys)
    if found is None:
        raise DeskRefused("report_closed_to_you")
    return found


def _reason(text: str) -> str:
    why = text.strip()
    if not why:
        raise DeskRefused("grant_reason_missing", field="reason")
    return why[:LONGEST_REASON]
