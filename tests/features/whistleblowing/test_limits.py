"""Forms are signed, once, late enough or worked for; a site's limits bound guessing."""

import base64
import hashlib
import statistics
import struct
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count

import pytest
from django.test import Client

from bening.domain.whistleblowing import DIGITS, new_receipt
from bening.whistleblowing import box, limits, once, sealing
from bening.whistleblowing.limits import SiteLimits, TooMany
from bening.whistleblowing.models import Report
from bening.whistleblowing.once import FormRefused
from tests.features.whistleblowing.reporting import (
    BOX,
    FORM,
    SECRET,
    SLUG,
    Handler,
    House,
    post,
    receipt_in,
    typed,
)

Two = tuple[Handler, Handler]
OPENED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def worked(text: str) -> str:
    """What a browser finds."""
    asked = once.challenge_of(text)
    head = bytes.fromhex(asked.salt) + bytes.fromhex(asked.nonce)
    for counter in count():
        tried = hashlib.sha256(head + struct.pack(">I", counter)).hexdigest()
        if tried.startswith(asked.prefix):
            return str(counter)
    raise AssertionError


def drawn(number: int, _below: int) -> int:
    """A number in the place of a drawn one."""
    return number


@pytest.mark.parametrize(
    ("after", "code"),
    [(timedelta(seconds=19), "form_too_soon"), (timedelta(hours=24), "form_lapsed")],
)
def test_a_form_is_taken_neither_too_soon_nor_too_late(after: timedelta, code: str) -> None:
    text = once.new_pass(SLUG, now=OPENED)
    with pytest.raises(FormRefused) as refusal:
        once.read_pass(SLUG, text, work="", now=OPENED + after)

    assert refusal.value.code == code
    taken = once.read_pass(SLUG, text, work="", now=OPENED + timedelta(seconds=20))
    assert taken.lapses_at == OPENED + once.LIFE


def test_work_takes_the_place_of_waiting() -> None:
    text = once.new_pass(SLUG, now=OPENED)

    taken = once.read_pass(SLUG, text, work=worked(text), now=OPENED)
    assert taken.lapses_at == OPENED + once.LIFE
    for wrong in ("1", "-1", "x", "9" * 10, ""):
        if wrong != worked(text):
            with pytest.raises(FormRefused):
                once.read_pass(SLUG, text, work=wrong, now=OPENED)


def test_a_forged_or_borrowed_pass_is_unknown() -> None:
    text = once.new_pass(SLUG, now=OPENED)
    later = OPENED + timedelta(minutes=1)
    raw = base64.urlsafe_b64decode(text)
    touched = (bytes([*raw[:at], raw[at] ^ 1, *raw[at + 1 :]]) for at in (0, 20, len(raw) - 1))
    forged_ones = [base64.urlsafe_b64encode(each).decode() for each in touched]
    for forged in (*forged_ones, "", "x" * 40, once.new_pass("lain", now=OPENED)):
        with pytest.raises(FormRefused) as refusal:
            once.read_pass(SLUG, forged, work="", now=later)
        assert refusal.value.code == "form_unknown"


@pytest.mark.django_db
def test_too_soon_keeps_what_was_typed_and_the_same_form(client: Client, two: Two) -> None:
    text = once.new_pass(SLUG, now=datetime.now(UTC))

    page = post(client, form=text)

    assert page.status_code == 422
    assert SECRET in page.content.decode()
    assert text in page.content.decode()
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_filing_is_limited_for_the_site_and_never_for_an_address(
    client: Client, two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bening.whistleblowing.views.public.limits", SiteLimits(10))
    statuses = [post(client, kind="other").status_code for _ in range(31)]

    assert statuses[:30] == [201] * 30
    assert statuses[30] == 429
    elsewhere = client.post(FORM, typed(), REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 429
    assert SECRET in elsewhere.content.decode()


def test_a_site_that_is_full_empties_evenly_and_leaves_others_alone() -> None:
    now = [0.0]
    site = SiteLimits(3600, clock=lambda: now[0])
    for _ in range(360):
        site.check_filing("a")
    with pytest.raises(TooMany) as refusal:
        site.check_filing("a")

    assert refusal.value.values["seconds"] == 1
    site.check_filing("b")
    now[0] = 1.0
    site.check_filing("a")


@pytest.mark.django_db
def test_guessing_is_dear_and_bounded(
    client: Client, two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each guess costs one stretching; a site takes 600 wrong ones an hour.

    With ten thousand reports a guess hits once in 10^11; at that rate in 19,000 years.
    """
    monkeypatch.setattr("bening.whistleblowing.box.limits", SiteLimits(600, clock=lambda: 0.0))
    statuses = [
        client.post(BOX, {"receipt": new_receipt(partial(drawn, 7 * number))}).status_code
        for number in range(1, 62)
    ]

    assert statuses[0] == 422
    assert 429 in statuses
    years = 10 ** (DIGITS - 1) / 10_000 / limits.WRONG_PER_HOUR / 24 / 365
    assert years > 10_000


def test_one_guess_takes_19_mib_and_milliseconds() -> None:
    began = time.process_time()
    sealing.stretched(new_receipt(lambda most: most - 1), b"s" * 16)

    assert time.process_time() - began > 0.004
    assert sealing.MEMORY_COST == 19 * 1024


@pytest.mark.slow
@pytest.mark.django_db
def test_a_receipt_that_opens_nothing_takes_as_long(
    client: Client, house: House, two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bening.whistleblowing.box.limits", SiteLimits(10_000_000))
    monkeypatch.setattr("bening.whistleblowing.limits.OPENINGS_AT_ONCE", 1e6)
    monkeypatch.setattr("bening.whistleblowing.limits.WRONG_PER_HOUR", 1e9)
    there = receipt_in(post(client))
    times: dict[bool, list[float]] = {True: [], False: []}
    now = datetime.now(UTC)
    for number in range(25):
        for exists in (True, False):
            receipt = there if exists else new_receipt(partial(drawn, 10**9 + number))
            began = time.process_time()
            try:
                box.open_with_receipt(house.site, receipt, now=now)  # type: ignore[arg-type]  # digits of a receipt
            except box.BoxRefused:
                assert not exists
            times[exists].append(time.process_time() - began)
    found, missing = (statistics.median(times[exists]) for exists in (True, False))

    assert abs(found - missing) < 0.35 * found, (found, missing)
