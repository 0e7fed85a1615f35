"""Halls, counters and numbers through the JSON interface: the acts of the screens."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from bening.audit.models import Event
from bening.queues.models import (
    BackupCall,
    BackupDuty,
    BackupOffer,
    CounterSession,
    PromiseBreach,
    Queue,
    SpecialDays,
    Ticket,
)
from tests.features.api.conftest import Call, call
from tests.features.queues.conftest import Clock
from tests.features.queues.halls import MINUTE, SmallHall, make_hall
from tests.people import NOW, TODAY, Cast, make_unit

__all__ = ["call"]
pytestmark = pytest.mark.django_db


DAY = {"weekday": 0, "opens": [{"begins": "08:00", "ends": "12:00"}]}


class Desk:
    """Calls of one person about one hall."""

    def __init__(self, call: Call, hall: SmallHall, person: Any) -> None:
        self.call, self.hall, self.person = call, hall, person

    def __call__(self, method: str, path: str, body: object = None, *, status: int = 200) -> Any:
        if body is None and method != "get":
            body = {}
        answer = self.call(self.person, method, f"/ruang-layanan/{self.hall.hall.pk}{path}", body)
        assert answer.status_code == status, answer.content
        return answer.json() if answer.content else None


@pytest.fixture
def desk(call: Call, hall: SmallHall, clock: Clock) -> Desk:
    return Desk(call, hall, hall.officer.person)


@pytest.fixture
def pic(call: Call, hall: SmallHall, clock: Clock) -> Desk:
    return Desk(call, hall, hall.cast.pic)


def act(desk: Desk, number: dict[str, Any], name: str, *, status: int = 200, **more: Any) -> Any:
    body = {"version": number["version"], **more}
    return desk("post", f"/nomor/{number['id']}/{name}", body, status=status)


def test_an_officer_works_a_day_at_the_counter(desk: Desk, hall: SmallHall, clock: Clock) -> None:
    desk("get", "/loket-saya", status=404)
    assert desk("post", "/loket-saya/panggil", status=422)["code"] == "no_open_counter"
    desk("post", "/loket-saya/buka", {"number": 9}, status=404)
    assert desk("post", "/loket-saya/buka", {"number": 1})["number"] == 1
    desk("post", "/loket-saya/buka", {"number": 1})  # again
    assert CounterSession.objects.count() == 1
    first, second = hall.take("A"), hall.take("A")
    called = desk("post", "/loket-saya/panggil")
    assert (called["label"], called["state"]) == ("A-001", "called")
    assert desk("post", "/loket-saya/panggil", status=422)["code"] == "counter_busy"
    assert desk("get", "/loket-saya")["serving"]["id"] == str(first.pk)
    assert act(desk, called, "lewati", status=422)["code"] == "too_few_calls"
    again = act(desk, called, "panggil-ulang")
    assert again["calls"] == 2
    stale = act(desk, called, "mulai", status=422)
    assert stale["code"] == "ticket_changed_meanwhile"
    serving = act(desk, again, "mulai")
    held = act(desk, serving, "tunda")
    third = act(desk, held, "lanjutkan")
    clock(NOW + 5 * MINUTE)
    moved = act(desk, third, "pindah", queue=str(hall.queues["B"].pk), is_done=True)
    assert moved["queue"] == str(hall.queues["B"].pk)
    body = {"ticket": str(second.pk), "version": 1, "reason": "Mengejar kereta"}
    chosen = desk("post", "/loket-saya/panggil-nomor", body)
    done = act(desk, act(desk, chosen, "mulai"), "selesai")
    assert done["state"] == "done"
    assert Event.objects.filter(act="queue_ticket.called_out_of_turn").count() == 1
    assert desk("post", "/loket-saya/istirahat", {"minutes": 10})["break_until"]
    assert desk("post", "/loket-saya/kembali")["break_until"] is None
    assert desk("post", "/loket-saya/koordinator", status=422)["code"] == "nobody_leads"
    desk("post", "/loket-saya/tutup", status=204)
    assert not CounterSession.objects.filter(closed_at=None).exists()


def test_who_does_not_serve_there_is_refused_and_changes_nothing(
    pic: Desk, hall: SmallHall
) -> None:
    ticket = hall.take()
    for path, body in (
        ("/loket-saya/buka", {"number": 1}),
        ("/loket-saya/panggil", None),
        ("/loket-saya/tutup", None),
        (f"/nomor/{ticket.pk}/mulai", {"version": 1}),
        (f"/nomor/{ticket.pk}/pindah", {"version": 1, "queue": str(hall.queues["B"].pk)}),
        ("/nomor", {"queue": str(hall.queues["A"].pk)}),
        ("/nomor-hilang", {"label": "A-001"}),
        ("/loket/1/tutup", None),
        ("/bantuan", {"queue": str(hall.queues["A"].pk)}),
    ):
        assert pic("post", path, body, status=403)["status"] == 403
    assert Ticket.objects.get().version == 1


def test_a_number_of_another_hall_is_not_found_and_its_lines_take_nobody(
    cast: Cast, desk: Desk, hall: SmallHall
) -> None:
    other = make_hall(cast, "perizinan", unit=make_unit(cast.agency, "DPMPTSP"))
    theirs = other.take()
    desk("post", "/loket-saya/buka", {"number": 1})
    act(desk, {"id": theirs.pk, "version": 1}, "mulai", status=404)
    hall.take()
    mine = desk("post", "/loket-saya/panggil")
    refused = act(desk, mine, "pindah", queue=str(other.queues["A"].pk), reason="Salah", status=422)
    assert refused["code"] == "queue_of_other_hall"
    act(desk, mine, "pindah", queue=str(uuid.uuid4()), reason="Salah", status=404)


def test_numbers_for_visitors_are_the_same_when_asked_again(desk: Desk, hall: SmallHall) -> None:
    body = {"queue": str(hall.queues["A"].pk), "count": 2, "key": str(uuid.uuid4())}
    made = desk("post", "/nomor", body, status=201)
    assert [one["label"] for one in made] == ["A-001", "A-002"]
    assert desk("post", "/nomor", body, status=201) == made
    lost = desk("post", "/nomor-hilang", {"label": "A-002"})
    assert lost == made[1]
    assert lost["page"].endswith(f"/tiket/{Ticket.objects.get(label='A-002').code}/")


def test_a_visitor_acts_by_the_code_of_the_number(
    call: Call, hall: SmallHall, desk: Desk, cast: Cast, clock: Clock
) -> None:
    ticket = hall.take()

    def visitor(path: str, body: object = None, *, status: int = 200) -> Any:
        method = "get" if body is None else "post"
        answer = call(cast.outsider, method, f"/tiket/{ticket.code}{path}", body)
        assert answer.status_code == status, answer.content
        return answer.json()

    assert visitor("")["label"] == "A-001"
    assert visitor("/kembali", {"version": 1}, status=422)["code"] == "not_away"
    assert visitor("/terlambat", {"version": 1, "minutes": 7}, status=422)["code"] == "late_minutes"
    late = visitor("/terlambat", {"version": 1, "minutes": 10})
    assert visitor("/kembali", {"version": late["version"]})["version"] == 3
    desk("post", "/loket-saya/buka", {"number": 1})
    served = act(desk, act(desk, desk("post", "/loket-saya/panggil"), "mulai"), "selesai")
    back = visitor("/belum-dilayani", {"version": served["version"]})
    assert back["state"] == "waiting"
    assert visitor("/datang", {"version": back["version"]}, status=422)["code"] == "not_from_here"
    assert visitor("/batal", {"version": back["version"]})["state"] == "cancelled"
    stale = visitor("/batal", {"version": 1}, status=422)
    assert stale["code"] == "ticket_changed_meanwhile"
    assert call(cast.outsider, "get", "/tiket/nobody").status_code == 404


def test_the_set_up_can_be_finished_by_a_program(pic: Desk, hall: SmallHall) -> None:
    a, officer = hall.queues["A"], hall.officer
    services = [
        {"service": str(one.service_id), "prefix": one.prefix} for one in hall.queues.values()
    ]
    pic("put", "/antrean", {"lines": services})
    lines = [str(one.pk) for one in hall.queues.values()]
    pic("put", "/loket", {"counters": [{"number": 1, "queues": lines}]}, status=204)
    pic("put", "/jam", {"days": [DAY]}, status=204)
    days = [DAY]
    pic("put", f"/antrean/{a.pk}", {"hint": "Bawa KTP", "daily_cap": 80}, status=204)
    assert Queue.objects.get(pk=a.pk).daily_cap == 80
    pic("put", f"/antrean/{uuid.uuid4()}", {}, status=404)
    assert pic("put", "", {"name": "Aula", "policy": "on_site"})["name"] == "Aula"
    pic("put", "/prioritas", {"kind": "ratio", "normal_per_priority": 3}, status=204)
    volumes = [{"at": "08:00", "percent": 80}, {"at": "12:00", "percent": 20}]
    pic("put", "/suara", {"running_text": "Selamat datang", "volumes": volumes}, status=204)
    assert pic("put", "/suara", {"voice_repeats": 9}, status=422)["code"] == "voice_repeats"
    pic("put", "/jangkauan", {"reach": "local", "local_url": "http://10.0.0.2"}, status=204)
    hall.hall.refresh_from_db()
    assert (hall.hall.priority, hall.hall.volumes, hall.hall.local_url) == (
        "ratio", [["08:00", 80], ["12:00", 20]], "http://10.0.0.2",
    )  # fmt: skip
    assert [one["id"] for one in pic("get", "/petugas")] == [str(officer.pk)]
    duties = [{"staff": str(officer.pk), "is_supervisor": True, "queues": [str(a.pk)]}]
    pic("put", "/petugas", {"duties": duties}, status=204)
    turns = [{"staff": str(officer.pk), "weekday": 0, "order": 1}]
    pic("put", "/cadangan", {"turns": turns}, status=204)
    assert BackupDuty.objects.get().staff.is_supervisor
    season = {"name": "Ramadan", "starts_on": "2030-01-07", "ends_on": "2030-02-05", "days": days}
    made = pic("post", "/jam-khusus", season, status=201)
    assert SpecialDays.objects.get().spans == [[0, "open", "08:00", "12:00"]]
    pic("delete", f"/jam-khusus/{made['id']}", status=204)
    assert not SpecialDays.objects.exists()
    pic("delete", f"/petugas/{officer.pk}", status=204)
    assert pic("get", "/petugas") == []


def test_points_are_kept_by_a_program(pic: Desk) -> None:
    made = pic("post", "/titik", {"place": "Lobi", "kind": "kiosk"}, status=201)
    assert made["secret"]
    path = f"/titik/{made['id']}"
    assert pic("put", path, {"place": "Pintu"})["place"] == "Pintu"
    renewed = pic("post", f"{path}/kunci")
    assert renewed["secret"] not in {"", made["secret"]}
    assert [one["secret"] for one in pic("get", "/titik")] == [""]
    pic("delete", path, status=204)
    assert pic("get", "/titik") == []


def test_a_hall_is_given_up_once_nobody_waits(pic: Desk, hall: SmallHall) -> None:
    ticket = hall.take()
    assert pic("post", "/tutup", status=409)["code"] == "hall_has_visitors"
    Ticket.objects.filter(pk=ticket.pk).update(state="done")
    assert pic("post", "/tutup")["closed_on"] == TODAY.isoformat()


def test_help_is_asked_for_answered_and_withdrawn(
    call: Call, hall: SmallHall, desk: Desk, clock: Clock
) -> None:
    lead = Desk(call, hall, hall.supervisor.person)
    hall.officer.backup_duties.create(weekday=TODAY.weekday(), order=1)
    body = {"queue": str(hall.queues["A"].pk)}
    assert lead("post", "/bantuan", {"queue": str(uuid.uuid4())}, status=404)
    made = lead("post", "/bantuan", body, status=201)
    offer = BackupOffer.objects.get(call=made["id"])
    lead("post", f"/tawaran/{offer.pk}", {"accept": True}, status=422)
    desk("post", f"/tawaran/{offer.pk}", {"accept": True}, status=204)
    assert CounterSession.objects.get().is_backup
    lead("delete", f"/bantuan/{made['id']}", status=204)
    lead("delete", f"/bantuan/{uuid.uuid4()}", status=404)
    assert BackupCall.objects.count() == 1


def test_broken_promises_are_explained(call: Call, hall: SmallHall, desk: Desk) -> None:
    lead = Desk(call, hall, hall.supervisor.person)
    made = PromiseBreach.objects.create(
        hall=hall.hall, queue=hall.queues["A"], label="A-001", day=TODAY, kind="late",
        at=NOW - timedelta(minutes=1), compensation="Diantar tanpa biaya",
    )  # fmt: skip
    path = f"/janji-lewat/{made.pk}"
    desk("put", path, {"cause": "crowd"}, status=403)
    assert [one["label"] for one in lead("get", "/janji-lewat")] == ["A-001"]
    assert lead("put", path, {"cause": "other"}, status=422)["code"] == "breach_note_missing"
    assert lead("put", path, {"cause": "crowd"})["cause"] == "crowd"
    assert lead("post", f"{path}/kompensasi")["given_at"]
    lead("put", f"/janji-lewat/{uuid.uuid4()}", {"cause": "crowd"}, status=404)
