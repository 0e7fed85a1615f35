"""Services of a unit and the register of finished ones."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bening.accounts.models import Role
from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.services import actions
from bening.services.actions import Count
from bening.services.models import FinishedDay, Service
from bening.services.queries import finished_between, finished_by_month
from bening.services.refusals import ServiceClosed, ServiceRefused
from tests.people import NOW, TODAY, Cast, give, make_person, sign_in

pytestmark = pytest.mark.django_db


def make_service(cast: Cast, code: str = "ktp-el", **values: Any) -> Service:
    return actions.add_service(
        unit=cast.unit, code=code, name=f"Layanan {code}", by=cast.pic, now=NOW, **values
    )


def keep(cast: Cast, *counts: Count, by: Any = None) -> int:
    return actions.keep_register(unit=cast.unit, counts=counts, by=by or cast.pic, now=NOW)


def test_a_service_has_its_official_price_and_an_event(cast: Cast) -> None:
    made = make_service(cast, tariff=" Gratis ", tariff_basis="UU 24/2013")
    assert (made.tariff, made.tariff_basis) == ("Gratis", "UU 24/2013")
    assert Event.objects.filter(act="service.added", subject_id=str(made.pk)).count() == 1


def test_people_of_area_6_keep_services_and_those_of_area_5_do_not(cast: Cast) -> None:
    member = make_person("Sinta Pelayanan", agency=cast.agency)
    give(member, Role.AREA_MEMBER, unit=cast.unit, area=6)
    actions.add_service(unit=cast.unit, code="a", name="A", by=member, now=NOW)
    for who in (cast.area_member, cast.parent_head, cast.agency_admin, cast.inspector):
        with pytest.raises(NotAllowed):
            actions.add_service(unit=cast.unit, code="b", name="B", by=who, now=NOW)


def test_what_a_service_can_not_be(cast: Cast) -> None:
    made = make_service(cast)
    with pytest.raises(ServiceRefused, match="service_code_taken"):
        make_service(cast)
    with pytest.raises(ServiceRefused, match="service_name_missing"):
        actions.add_service(unit=cast.unit, code="x", name="  ", by=cast.pic, now=NOW)
    with pytest.raises(ServiceRefused, match="service_basis_without_tariff"):
        make_service(cast, "x", tariff_basis="Perda")
    for code in ("", "ktp el", "-x", "x" * 25, "ktp/1"):
        with pytest.raises(ServiceRefused, match="service_code_malformed"):
            make_service(cast, code)
    with pytest.raises(ServiceRefused, match="service_text_too_long"):
        make_service(cast, "x", tariff="9" * 201)
    actions.close_service(service=made, by=cast.pic, now=NOW)
    with pytest.raises(ServiceClosed):
        actions.close_service(service=made, by=cast.pic, now=NOW)
    actions.offer_again(service=made, by=cast.pic, now=NOW)
    with pytest.raises(ServiceClosed):
        actions.offer_again(service=made, by=cast.pic, now=NOW)


def test_the_same_again_is_no_event(cast: Cast) -> None:
    made = make_service(cast)
    actions.change_service(
        service=made, name=made.name, tariff="", tariff_basis="", by=cast.pic, now=NOW
    )
    assert not Event.objects.filter(act="service.changed").exists()


def test_the_register_counts_what_was_finished(cast: Cast) -> None:
    one, other = make_service(cast), make_service(cast, "akta")
    before = TODAY - timedelta(days=1)
    assert keep(cast, Count(one, before, 12), Count(one, TODAY, 3), Count(other, TODAY, 0)) == 3
    assert finished_between(cast.unit, before, TODAY) == {"ktp-el": 15}
    assert finished_between(cast.unit, TODAY, TODAY) == {"ktp-el": 3}
    assert finished_between(cast.unit.pk, before, before) == {"ktp-el": 12}
    assert keep(cast, Count(one, TODAY, 3)) == 0
    assert keep(cast, Count(one, TODAY, 5)) == 1
    assert finished_between(cast.unit, before, TODAY) == {"ktp-el": 17}
    assert Event.objects.filter(act="register.kept").count() == 2


def test_what_the_register_refuses(cast: Cast) -> None:
    one = make_service(cast)
    foreign = Service.objects.create(
        agency=cast.agency, unit=cast.other_unit, code="x", name="X", added_at=NOW
    )
    for count, code in (
        (Count(foreign, TODAY, 1), "service_of_other_unit"),
        (Count(one, TODAY + timedelta(days=1), 1), "register_day_in_future"),
        (Count(one, TODAY, -1), "register_count_absurd"),
        (Count(one, TODAY, 100_001), "register_count_absurd"),
    ):
        with pytest.raises(ServiceRefused, match=code):
            keep(cast, count)
    with pytest.raises(NotAllowed):
        keep(cast, Count(one, TODAY, 1), by=cast.inspector)
    assert not FinishedDay.objects.exists()


def test_a_queue_adds_to_the_day_where_the_unit_is(cast: Cast) -> None:
    one = make_service(cast)
    late = datetime(2026, 4, 15, 17, 30, tzinfo=UTC)  # already the 16th in Jakarta
    actions.record_finished(service=one, now=late)
    actions.record_finished(service=one, now=late, count=2)
    assert finished_between(cast.unit, date(2026, 4, 16), date(2026, 4, 16)) == {"ktp-el": 3}
    actions.close_service(service=one, by=cast.pic, now=NOW)
    one.refresh_from_db()
    with pytest.raises(ServiceClosed):
        actions.record_finished(service=one, now=late)
    with pytest.raises(ServiceRefused):
        actions.record_finished(service=one, now=late, count=0)


def test_pages_of_services(cast: Cast, client: Client, django_assert_max_num_queries: Any) -> None:
    for at in range(20):
        keep(cast, Count(make_service(cast, f"layanan-{at}"), TODAY, at))
    sign_in(client, cast.pic)
    client.get(reverse("services:services"))
    with django_assert_max_num_queries(9):
        page = client.get(reverse("services:services"))
    assert page.status_code == 200
    assert "layanan-19" in page.content.decode()
    one = Service.objects.get(code="layanan-7")
    with django_assert_max_num_queries(9):
        page = client.get(reverse("services:service", args=[one.pk]))
    assert page.status_code == 200
    months = finished_by_month(one, date(2026, 1, 1))
    assert months == {date(2026, 4, 1): 7}
    client.post(
        reverse("services:service", args=[one.pk]),
        {"act": "change", "name": "Layanan tujuh", "tariff": "Gratis", "tariff_basis": ""},
    )
    one.refresh_from_db()
    assert one.name == "Layanan tujuh"
    client.post(reverse("services:service", args=[one.pk]), {"act": "close"})
    one.refresh_from_db()
    assert one.closed_on is not None


def test_the_register_is_typed_a_week_at_a_time(cast: Cast, client: Client) -> None:
    one = make_service(cast)
    sign_in(client, cast.pic)
    address = f"{reverse('services:register')}?unit={cast.unit.pk}&pekan=2026-04-15"
    page = client.get(address).content.decode()
    assert "n-ktp-el-2026-04-13" in page
    done = client.post(address, {"n-ktp-el-2026-04-13": "4", "n-ktp-el-2026-04-14": ""})
    assert done.status_code == 302
    assert finished_between(cast.unit, date(2026, 4, 13), date(2026, 4, 19)) == {one.code: 4}
    refused = client.post(address, {"n-ktp-el-2026-04-13": "-3"})
    assert refused.status_code == 422
    assert 'value="-3"' in refused.content.decode()


def test_a_file_is_taken_whole_or_not_at_all(cast: Cast, client: Client) -> None:
    make_service(cast)
    sign_in(client, cast.pic)
    address = f"{reverse('services:import')}?unit={cast.unit.pk}"

    def upload(text: str) -> Any:
        return client.post(address, {"file": SimpleUploadedFile("buku.csv", text.encode())})

    bad = upload(
        "Kode layanan;Tanggal;Selesai\nktp-el;2026-04-13;5\nktp-el;13/04/2026;6\n"
        "sim;2026-04-13;1\nktp-el;besok;1\nktp-el;2026-04-14;1,5\nktp-el;2099-01-01;1\n"
    )
    page = bad.content.decode()
    assert bad.status_code == 422
    assert not FinishedDay.objects.exists()
    for said in ("ada di baris lain", "“sim”", "“besok”", "“1,5”", "belum terjadi"):
        assert said in page
    good = upload("kode layanan,tanggal,jumlah\nKTP-el,13/04/2026,5\nktp-el,46126,7\n")
    assert good.status_code == 302
    assert finished_between(cast.unit, date(2026, 4, 13), date(2026, 4, 14)) == {"ktp-el": 12}


def test_services_of_other_agencies_are_not_there(cast: Cast, client: Client) -> None:
    made = make_service(cast)
    sign_in(client, cast.outsider)
    assert client.get(reverse("services:service", args=[made.pk])).status_code == 404
    assert made.name not in client.get(reverse("services:services")).content.decode()
    assert client.get(reverse("services:add")).status_code in {200, 403}
