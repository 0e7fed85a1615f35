"""Guessing receipts: what it costs, what is let through, and that pages say so."""

import base64
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from bening.domain.whistleblowing import new_receipt
from bening.whistleblowing import box, limits, sealing
from bening.whistleblowing.limits import SiteLimits, TooMany
from tests.features.whistleblowing.reporting import BOX, SLUG, Handler, House, post, receipt_in
from tests.people import NOW, sign_in

pytestmark = pytest.mark.django_db
Two = tuple[Handler, Handler]
MOST = int(limits.WRONG_PER_HOUR / 4)


def test_wrong_ones_are_counted_and_right_ones_are_not() -> None:
    """Apart from how many are opened in a second."""
    now = [0.0]
    site = SiteLimits(600, clock=lambda: now[0])
    for _ in range(MOST):
        now[0] += 0.25  # as fast as boxes may be opened
        site.check_opening(SLUG)
    site.check_opening(SLUG)
    for _ in range(MOST):
        site.count_wrong(SLUG)
    with pytest.raises(TooMany) as refusal:
        site.check_opening(SLUG)

    assert refusal.value.values["seconds"] == 3600 / limits.WRONG_PER_HOUR
    site.check_opening("another")
    now[0] += 3600 / limits.WRONG_PER_HOUR
    site.check_opening(SLUG)


def test_each_wrong_receipt_counts_and_the_right_one_does_not(client: Client, two: Two) -> None:
    there = receipt_in(post(client))
    with mock.patch.object(SiteLimits, "count_wrong") as counted:
        assert client.post(BOX, {"receipt": there}).status_code == 200
        assert not counted.called
        missing = new_receipt(lambda below: below - 1)
        assert client.post(BOX, {"receipt": missing}).status_code == 422
    assert counted.call_count == 1


def test_a_receipt_that_opens_nothing_is_worked_on_like_another(house: House, two: Two) -> None:
    """One stretching and one decryption: of zeros where there is no box."""
    missing = new_receipt(lambda below: below - 1)
    with (
        mock.patch.object(sealing, "stretched", wraps=sealing.stretched) as stretched,
        mock.patch.object(sealing, "_opened_under", wraps=sealing._opened_under) as decrypted,
        pytest.raises(box.BoxRefused),
    ):
        box.open_with_receipt(house.site, missing, now=NOW)

    assert stretched.call_count == 1
    assert decrypted.call_count == 1
    assert decrypted.call_args.args[1] == bytes(sealing.WRAPPED_BOX)


def test_cost_and_limit_stand_on_the_pages(
    client: Client, two: Two, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PROCESSES = 3
    monkeypatch.setattr(limits, "WRONG_PER_HOUR", 700.0)
    public = client.get(BOX).content.decode()
    sign_in(client, two[0].person)
    inside = client.get(reverse("whistleblowing:terms")).content.decode()

    for page in (public, inside):
        assert "19 MiB" in page
        assert "2100 tebakan salah per jam" in page.replace(".", "")


def test_a_ticket_that_was_changed_opens_nothing(house: House, client: Client, two: Two) -> None:
    opened = client.post(BOX, {"receipt": receipt_in(post(client))}).content.decode()
    ticket = opened.split('name="ticket" value="')[1].split('"', maxsplit=1)[0]
    raw = base64.urlsafe_b64decode(ticket)
    for at in (0, len(raw) // 2, len(raw) - 1):
        forged = base64.urlsafe_b64encode(bytes([*raw[:at], raw[at] ^ 1, *raw[at + 1 :]])).decode()
        with pytest.raises(box.BoxRefused):
            box.read_ticket(house.site, forged, now=NOW)
