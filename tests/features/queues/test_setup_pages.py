"""A hall is set up page by page, without script, and opened."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bening.audit.models import Event
from bening.queues.models import Hall, PointKind
from bening.queues.setups import find_setup
from bening.services.models import Service
from tests.people import NOW, Cast, make_person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def services(cast: Cast) -> list[Service]:
    """Three services of the unit."""
    return [
        Service.objects.create(
            agency=cast.agency, unit=cast.unit, code=code, name=name, tariff="Gratis", added_at=NOW
        )
        for code, name in (("akta", "Akta"), ("kk", "Kartu Keluarga"), ("ktp", "KTP"))
    ]


def step(hall: Hall, name: str) -> str:
    return reverse("queues:setup_step", args=[hall.pk, name])


def send(client: Client, address: str, **data: Any) -> Any:
    return client.post(address, data)


def test_a_hall_is_set_up_and_opened_without_script(
    cast: Cast, client: Client, services: list[Service]
) -> None:
    officer, lead = (make_person(name, agency=cast.agency) for name in ("Sekar Ayu", "Gita P"))
    web = sign_in(client, cast.pic)
    sent = send(
        web,
        reverse("queues:add_hall"),
        unit=cast.unit.pk,
        name="Ruang layanan Dukcapil",
        slug="",
        policy="remote",
    )
    hall = Hall.objects.get()
    assert sent.headers["Location"] == step(hall, "layanan")
    assert hall.slug == "ruang-layanan-dukcapil"
    assert find_setup(hall.slug) is None
    page = web.get(step(hall, "layanan")).content.decode()
    assert re.findall(r'name="prefix-\w+"[^>]*value="(\w)"', page) == ["A", "B", "F"]
    sent = send(
        web,
        step(hall, "layanan"),
        **{
            "use-akta": "on", "prefix-akta": "a", "minutes-akta": "12",
            "use-kk": "on", "prefix-kk": "B", "minutes-kk": "8",
            "prefix-ktp": "", "minutes-ktp": "",
        },
    )  # fmt: skip
    assert sent.headers["Location"] == step(hall, "loket")
    send(web, step(hall, "loket"), act="more", count="2")
    lines = {one.prefix: one for one in hall.queues.all()}
    sent = send(
        web,
        step(hall, "loket"),
        **{
            "use-1": "on", "lines-1": [lines["A"].pk, lines["B"].pk], "zone-1": "1",
            "accessible-1": "on", "use-2": "on", "lines-2": [lines["B"].pk], "zone-2": "1",
        },
    )  # fmt: skip
    assert sent.headers["Location"] == step(hall, "petugas")
    send(web, step(hall, "petugas"), act="add", person=officer.email, queues=[lines["A"].pk])
    send(web, step(hall, "petugas"), act="add", person=lead.email, is_supervisor="on")
    week = {f"open-{day}": "08.00-15.30" for day in range(5)} | {"open-5": "", "open-6": ""}
    week |= {f"break-{day}": "12:00 - 13:00" for day in range(5)} | {"break-5": "", "break-6": ""}
    assert send(web, step(hall, "jam"), **week).status_code == 302
    overview = web.get(reverse("queues:setup", args=[hall.pk])).content.decode()
    assert "Belum ada janji yang berlaku hari ini" in overview
    web.post(reverse("queues:setup", args=[hall.pk]), {"act": "open"})
    hall.refresh_from_db()
    assert hall.opened_at is None
    day = hall.added_at.date()
    assert send(web, step(hall, "janji"), minutes="45", starts_on=day).status_code == 302
    send(web, step(hall, "titik"), place="Pintu masuk", kind="sticker")
    web.post(reverse("queues:setup", args=[hall.pk]), {"act": "open"})
    setup = find_setup(hall.slug)
    assert setup is not None
    assert [one.prefix for one in setup.offered] == ["A", "B"]
    assert len(setup.presence_key) == 32
    promise = setup.offered[0].promise(day)
    assert (promise.warn_at, promise.prealert_at, promise.head_at) == (30, 40, 60)
    assert setup.points[1].place == "Pintu masuk"
    acts = set(Event.objects.filter(subject_id=str(hall.pk)).values_list("act", flat=True))
    assert acts == {
        "hall.added", "hall.line_added", "hall.counters_added", "hall.counter_changed",
        "hall.staff_added", "hall.hours_set", "hall.promise_made", "hall.point_added",
        "hall.opened",
    }  # fmt: skip


def test_every_page_of_a_set_up_can_be_read(hall: Any, client: Client, cast: Cast) -> None:
    web = sign_in(client, cast.pic)
    _ = hall.officer
    for name in (
        "nama", "layanan", "loket", "petugas", "jam", "janji", "prioritas", "cadangan",
        "jangkauan", "suara", "titik",
    ):  # fmt: skip
        assert web.get(step(hall.hall, name)).status_code == 200, name
    assert web.get(step(hall.hall, "lain")).status_code == 404
    line = hall.queues["A"]
    assert web.get(reverse("queues:setup_line", args=[hall.hall.pk, line.pk])).status_code == 200


def test_nothing_typed_is_lost(hall: Any, client: Client, cast: Cast) -> None:
    web = sign_in(client, cast.pic)
    week = {f"open-{day}": "pagi sampai sore" for day in range(7)}
    week |= {f"break-{day}": "" for day in range(7)}
    refused = send(web, step(hall.hall, "jam"), **week)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert page.count("pagi sampai sore") >= 7
    assert "tidak terbaca" in page


def test_letters_that_rhyme_are_warned_of(hall: Any, client: Client, cast: Cast) -> None:
    web = sign_in(client, cast.pic)
    for name in ("suara", "layanan"):
        page = web.get(step(hall.hall, name)).content.decode()
        assert "Huruf <b>B, C</b> terdengar mirip" in page, name
    hall.queues["C"].prefix = "K"
    hall.queues["C"].save()
    assert "terdengar mirip" not in web.get(step(hall.hall, "suara")).content.decode()


def test_the_secret_of_a_kiosk_is_shown_once(hall: Any, client: Client, cast: Cast) -> None:
    web = sign_in(client, cast.pic)
    made = send(web, step(hall.hall, "titik"), place="Lobi", kind="kiosk")
    secret = re.search(r"<code>([\w-]{43})</code>", made.content.decode())
    assert secret is not None
    assert made.headers["Cache-Control"] == "no-store"
    point = hall.hall.points.get(kind=PointKind.KIOSK)
    assert point.mark == "K1"
    assert secret[1] not in web.get(step(hall.hall, "titik")).content.decode()
    again = send(web, step(hall.hall, "titik"), renew=str(point.pk)).content.decode()
    assert "<code>" in again
    assert secret[1] not in again


def test_the_test_code_notes_that_a_phone_came(hall: Any, client: Client, cast: Cast) -> None:
    from django.core import signing  # noqa: PLC0415 - what the page carries

    assert client.get("/antrean/uji/lain/").status_code == 404
    token = signing.dumps(hall.hall.slug, salt="queues.reach")
    assert client.get(f"/antrean/uji/{token}/").status_code == 200
    hall.hall.refresh_from_db()
    assert hall.hall.reach_tried_at is not None
    assert (
        "Berhasil" in sign_in(client, cast.pic).get(step(hall.hall, "jangkauan")).content.decode()
    )


def test_who_only_serves_finds_the_hall_in_the_navigation(hall: Any, client: Client) -> None:
    web = sign_in(client, hall.officer.person)
    page = web.get(reverse("queues:halls")).content.decode()
    assert reverse("queues:console", args=[hall.hall.pk]) in page
    assert page.count(f'href="{reverse("queues:halls")}"') >= 1
    assert web.get(step(hall.hall, "layanan")).status_code == 403


def test_another_agency_finds_nothing(hall: Any, client: Client, cast: Cast) -> None:
    web = sign_in(client, cast.outsider)
    assert web.get(step(hall.hall, "layanan")).status_code == 404
    assert web.get(reverse("queues:setup", args=[hall.hall.pk])).status_code == 404


def test_a_new_hall_proposes_every_service_and_needs_one_of_them(
    cast: Cast, client: Client, services: list[Service]
) -> None:
    web = sign_in(client, cast.pic)
    send(web, reverse("queues:add_hall"), unit=cast.unit.pk, name="Aula", slug="", policy="remote")
    hall = Hall.objects.get()
    assert "Pilih layanannya dahulu" in web.get(step(hall, "loket")).content.decode()
    page = web.get(step(hall, "layanan")).content.decode()
    assert len(re.findall(r'name="use-\w+"[^>]* checked', page)) == 3
    sent = send(web, step(hall, "layanan"), **{"prefix-akta": "A", "minutes-akta": "10"})
    assert sent.status_code == 422
    assert "Centang paling sedikit satu layanan" in sent.content.decode()
    chosen = {"use-akta": "on", "prefix-akta": "A", "minutes-akta": "10"}
    assert send(web, step(hall, "layanan"), **chosen).status_code == 302
    page = web.get(step(hall, "layanan")).content.decode()
    assert len(re.findall(r'name="use-\w+"[^>]* checked', page)) == 1
    assert "Pilih layanannya dahulu" not in web.get(step(hall, "loket")).content.decode()
