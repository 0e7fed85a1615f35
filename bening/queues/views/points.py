"""Points of a hall with what is printed for them, and how phones come to it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from bening.accounts.access import today_of
from bening.accounts.views.person import signed_in
from bening.queues import access
from bening.queues.actions import halls
from bening.queues.actions import points as actions
from bening.queues.addresses import address, drawn_qr, kiosk_link, point_link, spoken
from bening.queues.forms_points import PointForm, ReachForm
from bening.queues.models import KIOSKS, Hall
from bening.queues.views.setup_desk import Desk, key_in
from bening.ui.acting import act_and_say, carried_out

TEST_HOLDS = 24 * 3600
"""Seconds that a test code may be opened."""
SALT = "queues.reach"
PDF = "application/pdf"


def reach_page(desk: Desk) -> HttpResponse:
    """How phones come here, and a code to try it with."""
    hall = desk.hall
    initial = {"reach": hall.reach, "local_url": hall.local_url}
    form = ReachForm(desk.posted("save"), initial=initial)
    if carried_out(form, desk.act(halls.set_reach)):
        return desk.done("jangkauan", stays=True)
    path = f"/antrean/uji/{signing.dumps(hall.slug, salt=SALT)}/"
    origin = address(hall, "")
    return desk.page(
        "jangkauan",
        forms=(form,),
        form=form,
        qr=drawn_qr(hall, path),
        origin=origin,
        is_plain=origin.startswith("http://"),
    )


@require_GET
def reached(request: HttpRequest, token: str) -> HttpResponse:
    """A phone has opened the test code: it is noted when."""
    try:
        slug = signing.loads(token, salt=SALT, max_age=TEST_HOLDS)
    except signing.BadSignature:
        raise Http404 from None
    hall = Hall.objects.select_related("unit").filter(slug=slug, closed_on__isnull=True).first()
    if hall is None:
        raise Http404
    halls.note_reached(hall=hall, now=timezone.now())
    response = render(request, "queues/setup_reached.html", {"hall": hall})
    response.headers["Cache-Control"] = "no-store"
    return response


def points_page(desk: Desk) -> HttpResponse:
    """Stickers, posters and kiosks."""
    request, hall = desk.request, desk.hall
    if closed := key_in(request.POST.get("close", "")):
        act_and_say(request, desk.act(actions.close_point, point=closed), _("Titik ditutup."))
        return redirect("queues:setup_step", hall.pk, "titik")
    shown: tuple[UUID, str] | None = None
    if renewed := key_in(request.POST.get("renew", "")):
        shown = renewed, _renewed(desk, renewed)
        form = PointForm()
    else:
        form = PointForm(desk.posted("save"))
        if made := carried_out(form, desk.act(actions.add_point)):
            point, secret = made
            if not secret:
                return desk.done("titik", stays=True)
            shown, form = (point.pk, secret), PointForm()
    there = list(hall.points.filter(closed_on__isnull=True))
    rows = [
        {
            "point": one,
            "url": spoken(_link(hall, one.number, one.kind)),
            "is_kiosk": one.kind in KIOSKS,
        }
        for one in there
    ]
    new = next((one for one in there if shown and shown[1] and one.pk == shown[0]), None)
    response = desk.page(
        "titik", forms=(form,), form=form, rows=rows, new=new, secret=shown[1] if shown else ""
    )
    response.headers["Cache-Control"] = "no-store"  # a kiosk's secret is shown this once
    return response


def _link(hall: Hall, number: int, kind: str) -> str:
    return (kiosk_link if kind in KIOSKS else point_link)(hall, number)


def _renewed(desk: Desk, point: UUID) -> str:
    """The new secret; "" where it was refused, and the page says why."""
    kept: list[str] = []

    def renew() -> None:
        kept.append(desk.act(actions.renew_secret, point=point)())

    act_and_say(desk.request, renew, _("Kunci kios diganti. Kunci lama tidak berlaku lagi."))
    return kept[0] if kept else ""


@login_required
@require_safe
def prints(request: HttpRequest, key: UUID, number: int) -> HttpResponseBase:
    """The sticker, or with `?jenis=poster` the poster, of one point."""
    return _printed(request, key, number)


@login_required
@require_safe
def all_prints(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Those of all points, a page each."""
    return _printed(request, key, None)


def _printed(request: HttpRequest, key: UUID, number: int | None) -> HttpResponseBase:
    from bening.queues.prints import Kind, prints_of  # noqa: PLC0415 - it loads what sets pages

    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    access.check_can_set_up(person, hall.unit, on=today_of(person, now))
    rows = hall.points.filter(closed_on__isnull=True)
    if number is not None:
        rows = rows.filter(number=number)
    found = list(rows)
    if not found:
        raise Http404
    kind = Kind.POSTER if request.GET.get("jenis") == "poster" else Kind.STICKER
    sheet = prints_of(hall, found, kind=kind, today=access.day_at(hall, now))
    if unchanged := get_conditional_response(request, etag=sheet.etag):
        return unchanged
    words = {"sticker": _("stiker"), "poster": _("poster")}[kind.value]
    place = str(number) if number is not None else _("semua")
    page = HttpResponse(sheet.pdf(), content_type=PDF)
    page.headers["Content-Disposition"] = f'inline; filename="{words}-{hall.slug}-{place}.pdf"'
    page.headers["ETag"] = sheet.etag
    page.headers["Cache-Control"] = "private, no-cache"
    return page
