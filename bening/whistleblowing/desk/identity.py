"""Opening an identity: one person asks with a reason, another agrees, and only then one reads.

The identity lies under two layers; no person's keys take off both. Whoever asks reads it for a week
after it was agreed to; whoever agrees sees nothing of it.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.domain.whistleblowing import IdentityContent, read_identity
from bening.whistleblowing.desk.logbook import log
from bening.whistleblowing.desk.refusals import DeskRefused, Settled
from bening.whistleblowing.desk.unlocking import OpenKeys
from bening.whistleblowing.models import (
    HandlerKey,
    IdentityLayer,
    IdentityRequest,
    KeyGrant,
    Report,
)
from bening.whistleblowing.sealing import WrongKey, seal

READABLE_FOR = timedelta(days=7)


def layer_of(report: Report, person: Person) -> IdentityLayer:
    """Which layer the person's keys in use take off; NONE for who came later."""
    layers = KeyGrant.objects.filter(
        report=report,
        key__person=person,
        key__retired_at__isnull=True,
        layer__gt=IdentityLayer.NONE,
    ).values_list("layer", flat=True)
    return IdentityLayer(min(layers, default=IdentityLayer.NONE))


def ask(
    *, report: Report, reason: str, keys: OpenKeys, by: Person, now: datetime
) -> IdentityRequest:
    """Asks for the identity. Where the asker holds the outer layer, it comes off here.

    Raises DeskRefused: "identity_missing", "identity_reason_missing", "identity_not_yours";
    Settled("identity_is_asked").
    """
    on, why = today_of(by, now), reason.strip()[:500]
    if not why:
        raise DeskRefused("identity_reason_missing", field="reason")
    layer = layer_of(report, by)
    with transaction.atomic():
        held = Report.objects.select_for_update().get(pk=report.pk)
        if held.identity is None:
            raise DeskRefused("identity_missing")
        if layer is IdentityLayer.NONE:
            raise DeskRefused("identity_not_yours")
        if waiting(held).exists():
            raise Settled("identity_is_asked")
        half = None
        if layer is IdentityLayer.OUTER:
            half = _read(held.identity, keys)
        made = IdentityRequest.objects.create(
            report=held, asked_by=by, reason=why, asked_on=on, half=half
        )
        log(report=held, act="identity_asked", by=by, on=on, reason=why)
    return made


def agree(
    *, request: IdentityRequest, keys: OpenKeys, by: Person, now: datetime
) -> IdentityRequest:
    """Takes the own layer off and seals what is left to the asker alone.

    Raises DeskRefused: "identity_by_another", "identity_not_yours", "identity_asker_left";
    Settled("identity_is_settled").
    """
    on = today_of(by, now)
    with transaction.atomic():
        held = _held(request)
        if held.asked_by_id == by.pk:
            raise DeskRefused("identity_by_another")
        asker, mine = layer_of(held.report, held.asked_by), layer_of(held.report, by)
        if mine is IdentityLayer.NONE or mine is asker:
            raise DeskRefused("identity_not_yours")
        to = list(
            HandlerKey.objects.filter(
                person=held.asked_by,
                retired_at__isnull=True,
                grants__report=held.report,
                grants__layer=asker,
            ).values_list("public", flat=True)
        )
        if not to or held.report.identity is None:
            raise DeskRefused("identity_asker_left", name=held.asked_by.name)
        outer = held.half if held.half is not None else held.report.identity
        held.half = seal(_read(outer, keys), to)
        held.agreed_by, held.agreed_on = by, on
        held.save(update_fields=["half", "agreed_by", "agreed_on"])
        log(report=held.report, act="identity_agreed", by=by, on=on, reason=held.reason)
    return held


def refuse(*, request: IdentityRequest, by: Person, now: datetime) -> None:
    """Says no, or takes the own request back.

    Raises DeskRefused("identity_not_yours"), Settled("identity_is_settled").
    """
    on = today_of(by, now)
    with transaction.atomic():
        held = _held(request)
        if held.asked_by_id != by.pk and layer_of(held.report, by) is IdentityLayer.NONE:
            raise DeskRefused("identity_not_yours")
        held.refused_on, held.half = on, None
        held.save(update_fields=["refused_on", "half"])
        log(report=held.report, act="identity_refused", by=by, on=on)


def read(*, request: IdentityRequest, keys: OpenKeys, by: Person, now: datetime) -> IdentityContent:
    """The identity, for who asked, within a week of the agreement; each reading is logged.

    Raises DeskRefused: "identity_not_yours", "identity_not_agreed", "identity_lapsed".
    """
    on = today_of(by, now)
    if request.asked_by_id != by.pk:
        raise DeskRefused("identity_not_yours")
    if request.agreed_on is None:
        raise DeskRefused("identity_not_agreed")
    if request.half is None or not is_readable(request, on):
        raise DeskRefused("identity_lapsed")
    left = _read(request.half, keys)
    try:
        found = read_identity(left)
    except ValueError:
        found = read_identity(_read(left, keys))
    log(report=request.report, act="identity_read", by=by, on=on, reason=request.reason)
    return found


def is_readable(request: IdentityRequest, on: date) -> bool:
    """Whether the week after the agreement has not passed."""
    return request.agreed_on is not None and on <= request.agreed_on + READABLE_FOR


def waiting(report: Report) -> QuerySet[IdentityRequest]:
    """Requests that nobody has answered yet."""
    return report.identity_requests.filter(agreed_on__isnull=True, refused_on__isnull=True)


def _held(request: IdentityRequest) -> IdentityRequest:
    held = (
        IdentityRequest.objects.select_for_update(of=("self",))
        .select_related("report", "asked_by")
        .get(pk=request.pk)
    )
    if held.agreed_on is not None or held.refused_on is not None:
        raise Settled("identity_is_settled")
    return held


def _read(sealed: bytes | memoryview | None, keys: OpenKeys) -> bytes:
    try:
        return keys.read(bytes(sealed or b""))
    except WrongKey:
        raise DeskRefused("identity_not_yours") from None
