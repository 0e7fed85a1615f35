"""Leaves reach the public log on their day, not before; forms are forgotten."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from bening.audit.models import WaitingLeaf
from bening.whistleblowing.models import PendingLeaf, SpentForm
from bening.whistleblowing.proving import LATEST_DAYS
from bening.whistleblowing.tending import tend
from tests.features.whistleblowing.reporting import Handler, post


@pytest.mark.django_db
def test_a_leaf_waits_for_its_day(client: Client, two: tuple[Handler, Handler]) -> None:
    post(client)
    digest, now = bytes(PendingLeaf.objects.get().digest), timezone.now()

    assert tend(settings.TIME_ZONE, now=now) == 0
    assert SpentForm.objects.count() == 1
    assert tend(settings.TIME_ZONE, now=now + timedelta(days=LATEST_DAYS)) == 1

    assert not PendingLeaf.objects.exists()
    assert not SpentForm.objects.exists()
    assert [bytes(leaf.digest) for leaf in WaitingLeaf.objects.all()] == [digest]
