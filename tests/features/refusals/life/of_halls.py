"""Setting halls up: the service officers of the unit, and nobody else."""

from datetime import time, timedelta
from types import SimpleNamespace

from bening.queues.actions import (
    counters_setup,
    halls,
    hours,
    lines_setup,
    points,
    promises,
    staff,
)
from bening.queues.actions.lines_setup import Line, LineDetails
from bening.queues.hour_texts import PROPOSED
from bening.queues.models import HallSpan, NumberReading, PointKind, Reach, TakingPolicy
from tests.features.queues.halls import make_hall
from tests.features.refusals.life.people import LifeCast
from tests.features.refusals.life.rows import Row, rows
from tests.people import NOW, TODAY

TOMORROW = TODAY + timedelta(days=1)
LATER = TODAY + timedelta(days=2)


def bare(cast: LifeCast) -> SimpleNamespace:
    """The unit, where a hall is to be."""
    return SimpleNamespace(unit=cast.unit)


def standing(cast: LifeCast) -> SimpleNamespace:
    """A hall with staff, a season and a kiosk, whose set-up is not finished."""
    made = make_hall(cast)
    officer, leader = made.officer, made.supervisor
    made.hall.opened_at = None
    made.hall.save()
    season = hours.add_season(
        hall=made.hall,
        season=hours.Season("Ramadan", TOMORROW, TOMORROW, PROPOSED),
        by=cast.pic,
        now=NOW,
    )
    hours.set_hours(hall=made.hall, week=PROPOSED, by=cast.pic, now=NOW)
    HallSpan.objects.create(
        hall=made.hall, weekday=0, begins=time(8), ends=time(9), starts_on=TOMORROW
    )
    kiosk, _secret = points.add_point(
        hall=made.hall, place="Lobi", kind=PointKind.KIOSK, by=cast.pic, now=NOW
    )
    return SimpleNamespace(
        hall=made.hall,
        lines=made.queues,
        officer=officer,
        leader=leader,
        season=season,
        planned=TOMORROW,
        kiosk=kiosk,
        newcomer=cast.colleague,
    )


HALLS: dict[str, Row] = {
    **rows(
        bare,
        add_hall=lambda s, by: halls.add_hall(
            unit=s.unit, slug="dukcapil", name="Dukcapil", by=by, now=NOW
        ),
    ),
    **rows(
        standing,
        change_hall=lambda s, by: halls.change_hall(
            hall=s.hall, name="Lain", policy=TakingPolicy.ON_SITE, by=by, now=NOW
        ),
        set_priority=lambda s, by: halls.set_priority(
            hall=s.hall, priority=halls.Priority(), by=by, now=NOW
        ),
        set_voice=lambda s, by: halls.set_voice(
            hall=s.hall,
            running_text="",
            reading=NumberReading.DIGITS,
            voice_repeats=2,
            by=by,
            now=NOW,
        ),
        renew_display=lambda s, by: halls.renew_display(hall=s.hall, by=by, now=NOW),
        set_reach=lambda s, by: halls.set_reach(
            hall=s.hall, reach=Reach.PUBLIC, local_url="", by=by, now=NOW
        ),
        open_hall=lambda s, by: halls.open_hall(hall=s.hall, by=by, now=NOW),
        close_hall=lambda s, by: halls.close_hall(hall=s.hall, by=by, now=NOW),
    ),
}
LINES: dict[str, Row] = rows(
    standing,
    set_lines=lambda s, by: lines_setup.set_lines(
        hall=s.hall, lines=[Line(s.lines["A"].service, "A")], by=by, now=NOW
    ),
    change_line=lambda s, by: lines_setup.change_line(
        hall=s.hall, queue=s.lines["A"], details=LineDetails(), by=by, now=NOW
    ),
)
PLACES: dict[str, Row] = rows(
    standing,
    add_counters=lambda s, by: counters_setup.add_counters(hall=s.hall, count=1, by=by, now=NOW),
    set_counters=lambda s, by: counters_setup.set_counters(
        hall=s.hall, places=[counters_setup.Place(1, (s.lines["A"].pk,))], by=by, now=NOW
    ),
)
STAFF: dict[str, Row] = rows(
    standing,
    add_staff=lambda s, by: staff.add_staff(hall=s.hall, person=s.newcomer, by=by, now=NOW),
    set_duties=lambda s, by: staff.set_duties(
        hall=s.hall, duties=[staff.Duty(s.officer.pk, is_supervisor=True)], by=by, now=NOW
    ),
    end_staff=lambda s, by: staff.end_staff(hall=s.hall, staff=s.officer.pk, by=by, now=NOW),
    set_roster=lambda s, by: staff.set_roster(
        hall=s.hall, roster={(s.officer.pk, 0): 1}, by=by, now=NOW
    ),
)
HOURS: dict[str, Row] = rows(
    standing,
    set_hours=lambda s, by: hours.set_hours(hall=s.hall, week=PROPOSED, by=by, now=NOW),
    add_season=lambda s, by: hours.add_season(
        hall=s.hall,
        season=hours.Season("Libur", LATER, LATER, {}),
        by=by,
        now=NOW,
    ),
    remove_hours=lambda s, by: hours.remove_hours(hall=s.hall, starts_on=s.planned, by=by, now=NOW),
    remove_season=lambda s, by: hours.remove_season(
        hall=s.hall, season=s.season.pk, by=by, now=NOW
    ),
)
PROMISES: dict[str, Row] = rows(
    standing,
    make_promise=lambda s, by: promises.make_promise(
        hall=s.hall, promise=promises.NewPromise.of(30, TOMORROW), by=by, now=NOW
    ),
)
POINTS: dict[str, Row] = rows(
    standing,
    add_point=lambda s, by: points.add_point(hall=s.hall, place="Pintu", by=by, now=NOW),
    rename_point=lambda s, by: points.rename_point(
        hall=s.hall, point=s.kiosk.pk, place="Pintu", by=by, now=NOW
    ),
    renew_secret=lambda s, by: points.renew_secret(hall=s.hall, point=s.kiosk.pk, by=by, now=NOW),
    close_point=lambda s, by: points.close_point(hall=s.hall, point=s.kiosk.pk, by=by, now=NOW),
)
