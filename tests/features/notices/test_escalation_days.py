"""The working days of escalation: set by the agency's administrator, rising."""

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.refusals import NotAllowed
from bening.domain.workdays import WorkdaysRefused
from bening.notices import queries
from bening.notices.actions import set_escalation_days
from bening.notices.models import EscalationDays
from tests.people import NOW, Cast, sign_in


@pytest.mark.parametrize("who", ["unit_head", "agency_head", "inspector", "outside_admin"])
def test_only_the_administrator_sets_them(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        set_escalation_days(
            agency=cast.agency, first=1, second=2, third=3, by=getattr(cast, who), now=NOW
        )
    assert not EscalationDays.objects.exists()


def test_levels_rise(cast: Cast) -> None:
    with pytest.raises(WorkdaysRefused, match="escalation_days"):
        set_escalation_days(
            agency=cast.agency, first=5, second=5, third=9, by=cast.agency_admin, now=NOW
        )
    assert queries.plan_of(cast.agency).after == (3, 5, 10)


def test_the_page_keeps_and_refuses(client: Client, cast: Cast) -> None:
    sign_in(client, cast.agency_admin)
    page = reverse("notices:escalation")

    refused = client.post(page, {"first": "4", "second": "2", "third": "9"})
    kept = client.post(page, {"first": "2", "second": "4", "third": "9"})

    assert refused.status_code == 422
    assert "Tiap tingkat eskalasi harus lebih lambat" in refused.content.decode()
    assert kept.status_code == 302
    assert queries.plan_of(cast.agency).after == (2, 4, 9)
    assert 'value="4"' in client.get(page).content.decode()
