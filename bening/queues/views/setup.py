"""The pages of a set-up, one for each step: shown, saved by themselves, and changed later."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.views.person import signed_in
from bening.domain.queueing.letters import rhyming
from bening.queues import access
from bening.queues.actions import counters_setup, halls, hours, lines_setup, promises, staff
from bening.queues.addresses import address
from bening.queues.displays import display_path
from bening.queues.forms_hours import HoursForm, PromiseForm, SaidForm, SeasonForm
from bening.queues.forms_setup import (
    CountersForm,
    HallForm,
    LineForm,
    LinesForm,
    MoreCountersForm,
    NewStaffForm,
    PriorityForm,
    RosterForm,
    StaffForm,
)
from bening.queues.models import Hall, Queue
from bening.queues.readiness import BY_NAME, STEPS
from bening.queues.set_hours import hours_of, next_holidays, roster_of, seasons_of, week_of
from bening.queues.setups import setup_of
from bening.queues.views import points
from bening.queues.views.setup_desk import Desk, carried, date_in, key_in
from bening.services.queries import services_of_unit
from bening.ui.acting import act_and_say, carried_out

FIRST_COUNTERS = 3
DEFAULT_MINUTES = 45


@login_required
def step(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """One step of the set-up."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    shown = PAGES.get(name)
    if shown is None:
        raise Http404
    access.check_can_set_up(person, hall.unit, on=today_of(person, now))
    return shown(Desk(request, hall, person, now, access.day_at(hall, now)))


def name_page(desk: Desk) -> HttpResponse:
    """What the hall is called."""
    initial = {"name": desk.hall.name, "policy": desk.hall.policy}
    form = HallForm(desk.posted("save"), initial=initial)
    if carried_out(form, desk.act(halls.change_hall)):
        return desk.done("nama")
    return desk.page("nama", forms=(form,), form=form)


def lines_page(desk: Desk) -> HttpResponse:
    """Which services are queued for."""
    kept = list(desk.hall.queues.select_related("service"))
    services = list(services_of_unit(desk.hall.unit).filter(closed_on__isnull=True))
    form = LinesForm(desk.posted("save"), services=services, kept=kept)
    if carried_out(form, desk.act(lines_setup.set_lines)) is not None:
        return desk.done("layanan")
    by_service = {one.service_id: one for one in kept}
    rows = [
        {
            "service": one,
            "line": by_service.get(one.pk),
            "use": form[f"use-{one.code}"],
            "prefix": form[f"prefix-{one.code}"],
            "minutes": form[f"minutes-{one.code}"],
        }
        for one in services
    ]
    alike = rhyming(one.prefix for one in kept if one.closed_on is None)
    return desk.page("layanan", forms=(form,), form=form, rows=rows, alike=_pairs(alike))


def _pairs(groups: tuple[tuple[str, ...], ...]) -> list[str]:
    return [", ".join(group) for group in groups]


@login_required
def line(request: HttpRequest, key: UUID, line: UUID) -> HttpResponse:
    """More of one line: hint, cap, compensation, appointments."""
    person, now = signed_in(request), timezone.now()
    hall = access.hall_for(person, key)
    access.check_can_set_up(person, hall.unit, on=today_of(person, now))
    kept = hall.queues.select_related("service").filter(pk=line).first()
    if kept is None:
        raise Http404
    desk = Desk(request, hall, person, now, access.day_at(hall, now))
    names = (
        "hint", "order", "daily_cap", "compensation", "slot_minutes", "slot_seats",
        "booked_days_ahead",
    )  # fmt: skip
    initial = {name: getattr(kept, name) for name in names}
    form = LineForm(desk.posted("save"), initial=initial)
    if carried_out(form, desk.act(lines_setup.change_line, queue=kept)):
        return desk.done("layanan", stays=True)
    context = {"hall": hall, "steps": STEPS, "here": BY_NAME["layanan"], "line": kept, "form": form}
    return render(request, "queues/setup_line.html", context, status=422 if form.errors else 200)


def counters_page(desk: Desk) -> HttpResponse:
    """How many counters there are, and what each serves."""
    lines = _lines(desk.hall)
    there = list(desk.hall.counters.prefetch_related("queues"))
    more = MoreCountersForm(desk.posted("more"), initial={"count": 1 if there else FIRST_COUNTERS})
    if carried_out(more, desk.act(counters_setup.add_counters)):
        return desk.done("loket", stays=True)
    form = CountersForm(desk.posted("save"), counters=there, lines=lines)
    if carried(form, desk.act(counters_setup.set_counters)):
        return desk.done("loket")
    rows = [
        {
            "counter": one,
            **{
                name: form[f"{name}-{one.number}"]
                for name in ("use", "lines", "zone", "accessible")
            },
        }
        for one in there
    ]
    return desk.page("loket", forms=(form, more), form=form, more=more, rows=rows, lines=lines)


def staff_page(desk: Desk) -> HttpResponse:
    """Who serves, and who leads."""
    lines = _lines(desk.hall)
    rows = desk.hall.staff.filter(access.in_force(desk.today))
    there = list(rows.select_related("person").prefetch_related("queues").order_by("person__name"))
    if ended := key_in(desk.request.POST.get("end", "")):
        act_and_say(desk.request, desk.act(staff.end_staff, staff=ended), _("Tugasnya diakhiri."))
        return redirect("queues:setup_step", desk.hall.pk, "petugas")
    add = NewStaffForm(desk.posted("add"), hall=desk.hall, lines=lines)
    if carried_out(add, desk.act(staff.add_staff)):
        return desk.done("petugas", stays=True)
    form = StaffForm(desk.posted("save"), staff=there, lines=lines)
    if carried(form, desk.act(staff.set_duties)):
        return desk.done("petugas")
    shown = [
        {"staff": one, "leads": form[f"leads-{one.pk}"], "lines": form[f"lines-{one.pk}"]}
        for one in there
    ]
    return desk.page("petugas", forms=(form, add), form=form, add=add, rows=shown, lines=lines)


def hours_page(desk: Desk) -> HttpResponse:
    """Hours and breaks of each weekday, and days with hours of their own."""
    names = [str(WEEKDAYS[day]) for day in range(7)]
    shown = hours_of(desk.hall, desk.today)
    if planned := date_in(desk.request.POST.get("unplan", "")):
        act_and_say(
            desk.request,
            desk.act(hours.remove_hours, starts_on=planned),
            _("Jam layanan yang direncanakan dibatalkan."),
        )
        return redirect("queues:setup_step", desk.hall.pk, "jam")
    if removed := key_in(desk.request.POST.get("remove", "")):
        act_and_say(
            desk.request,
            desk.act(hours.remove_season, season=removed),
            _("Hari khusus tidak berlaku lagi."),
        )
        return redirect("queues:setup_step", desk.hall.pk, "jam")
    first_day = None
    if desk.hall.opened_at is not None:
        first_day = shown.starts_on or desk.today + timedelta(days=1)
    form = HoursForm(desk.posted("save"), week=shown.week, names=names, first_day=first_day)
    if carried(form, desk.act(hours.set_hours)):
        return desk.done("jam")
    open_days = frozenset(weekday for weekday, day in shown.week.items() if day.opens)
    proposal = RAMADAN_TEXTS if "ramadan" in desk.request.GET else {}
    season = SeasonForm(desk.posted("season"), open_weekdays=open_days, initial=proposal)
    if carried_out(season, desk.act(hours.add_season)):
        return desk.done("jam", stays=True)
    rows = [
        {"name": name, "open": form[f"open-{day}"], "break": form[f"break-{day}"]}
        for day, name in enumerate(names)
    ]
    return desk.page(
        "jam",
        forms=(form, season),
        form=form,
        season=season,
        rows=rows,
        shown=shown,
        names=names,
        today=desk.today,
        seasons=seasons_of(desk.hall, desk.today),
        holidays=next_holidays(desk.hall, desk.today),
    )


def promise_page(desk: Desk) -> HttpResponse:
    """What is promised from which day on; what was promised before stays visible."""
    rows = list(desk.hall.promises.select_related("queue__service", "made_by"))
    starts_on = desk.today if desk.hall.opened_at is None else None
    initial = {"minutes": rows[0].minutes if rows else DEFAULT_MINUTES, "starts_on": starts_on}
    form = PromiseForm(desk.posted("save"), lines=_lines_of(desk.hall), initial=initial)
    if carried_out(form, desk.act(promises.make_promise)):
        return desk.done("janji")
    return desk.page("janji", forms=(form,), form=form, rows=rows, today=desk.today)


def priority_page(desk: Desk) -> HttpResponse:
    """How people of priority groups are served earlier."""
    names = ("normal_per_priority", "starved_after", "young_until")
    initial = {"kind": desk.hall.priority} | {name: getattr(desk.hall, name) for name in names}
    form = PriorityForm(desk.posted("save"), initial=initial)
    if carried_out(form, desk.act(halls.set_priority)):
        return desk.done("prioritas")
    return desk.page("prioritas", forms=(form,), form=form)


def roster_page(desk: Desk) -> HttpResponse:
    """Whom the hall asks for help, by weekday."""
    names = [str(WEEKDAYS[day]) for day in range(7)]
    people = list(
        desk.hall.staff.filter(access.in_force(desk.today))
        .select_related("person")
        .order_by("person__name")
    )
    week = week_of(desk.hall)
    weekdays = sorted(day for day, one in week.items() if one.opens)
    kept = roster_of(desk.hall)
    form = RosterForm(desk.posted("save"), staff=people, weekdays=weekdays, kept=kept, names=names)
    if carried(form, desk.act(staff.set_roster)):
        return desk.done("cadangan")
    rows = [
        {
            "staff": one,
            "cells": [
                {"name": names[day], "field": form[f"duty-{one.pk}-{day}"]} for day in weekdays
            ],
            "off": form[f"off-{one.pk}"],
        }
        for one in people
    ]
    days = [names[day] for day in weekdays]
    return desk.page("cadangan", forms=(form,), form=form, rows=rows, days=days)


def voice_page(desk: Desk) -> HttpResponse:
    """What displays show and say."""
    hall = desk.hall
    if desk.posted("renew"):
        act_and_say(desk.request, desk.act(halls.renew_display), _("Alamat layar diganti."))
        return redirect("queues:setup_step", hall.pk, "suara")
    initial = {
        "running_text": hall.running_text,
        "reading": hall.reading,
        "voice_repeats": hall.voice_repeats,
        "volumes": "\n".join(f"{at.replace(':', '.')} {percent}" for at, percent in hall.volumes),
    }
    form = SaidForm(desk.posted("save"), initial=initial)
    if carried_out(form, desk.act(halls.set_voice)):
        return desk.done("suara")
    alike = rhyming(_lines_of(hall).values_list("prefix", flat=True))
    screen = address(hall, display_path(setup_of(hall.pk, desk.today)))
    return desk.page("suara", forms=(form,), form=form, alike=_pairs(alike), screen=screen)


def _lines_of(hall: Hall) -> Any:
    return hall.queues.filter(closed_on__isnull=True).select_related("service")


def _lines(hall: Hall) -> list[Queue]:
    return list(_lines_of(hall))


RAMADAN_TEXTS = {
    "name": "Ramadan",
    "opens": "08.00-15.00",
    "breaks": "12.00-12.30",
    "friday_opens": "08.00-15.30",
    "friday_breaks": "11.30-12.30",
}
PAGES: dict[str, Callable[[Desk], HttpResponse]] = {
    "nama": name_page,
    "layanan": lines_page,
    "loket": counters_page,
    "petugas": staff_page,
    "jam": hours_page,
    "janji": promise_page,
    "prioritas": priority_page,
    "cadangan": roster_page,
    "jangkauan": points.reach_page,
    "suara": voice_page,
    "titik": points.points_page,
}
