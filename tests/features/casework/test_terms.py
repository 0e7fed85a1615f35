"""Terms that an agency sets: from a day on with their source, never backwards, by its admin."""

from datetime import date, timedelta

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from bening.accounts.refusals import NotAllowed
from bening.audit.queries import timeline
from bening.casework import term_actions, term_queries
from bening.casework.models import CaseTerm, Channel
from bening.casework.refusals import TermRefused
from bening.casework.retention import kept_from
from bening.casework.terms import shipped_terms, term_in_force
from bening.casework.words import TERMS
from bening.domain.casework import DayKind
from tests.people import NOW, TODAY, Cast

pytestmark = pytest.mark.django_db
CODE = "complaint_verify"


def set_term(cast: Cast, **changed: object) -> CaseTerm:
    values: dict[str, object] = {
        "agency": cast.agency,
        "code": CODE,
        "days": 2,
        "counts": DayKind.WORKING,
        "from_day": TODAY,
        "source": "Keputusan Wali Kota 12/2026",
        "by": cast.agency_admin,
        "now": NOW,
        **changed,
    }
    return term_actions.set_term(**values)  # type: ignore[arg-type] # named values of one call


def test_an_own_term_holds_from_its_day_on_and_not_before(cast: Cast) -> None:
    set_term(cast, from_day=TODAY + timedelta(days=10))

    assert term_in_force(cast.agency, CODE, TODAY + timedelta(days=9)).days == 3
    held = term_in_force(cast.agency, CODE, TODAY + timedelta(days=10))
    assert (held.days, held.is_own, held.source) == (2, True, "Keputusan Wali Kota 12/2026")


def test_every_term_that_bening_brings_has_a_name(cast: Cast) -> None:
    assert set(shipped_terms()) == set(TERMS)
    shown = [
        one.code for _channel, each in term_queries.terms_of(cast.agency, TODAY) for one in each
    ]
    assert sorted(shown) == sorted(shipped_terms())


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"code": "unknown"}, "term_unknown", ""),
        ({"days": 0}, "term_days", "days"),
        ({"days": 366}, "term_days", "days"),
        ({"code": "discipline_kept", "days": 1826}, "term_kept_days", "days"),  # working days
        (
            {"code": "discipline_kept", "days": 364, "counts": DayKind.CALENDAR},
            "term_kept_days",
            "days",
        ),
        (
            {"code": "complaint_kept", "days": 10958, "counts": DayKind.CALENDAR},
            "term_kept_days",
            "days",
        ),
        ({"source": "  "}, "term_source_missing", "source"),
        ({"source": "x" * 201}, "term_source_too_long", "source"),
        ({"from_day": TODAY - timedelta(days=1)}, "term_backwards", "from_day"),
        ({"from_day": date(2001, 1, 1)}, "term_backwards", "from_day"),
    ],
)
def test_what_is_refused(cast: Cast, changed: dict[str, object], code: str, field: str) -> None:
    with pytest.raises(TermRefused) as refused:
        set_term(cast, **changed)

    assert (refused.value.code, refused.value.field) == (code, field)
    assert not CaseTerm.objects.exists()


def test_what_is_kept_may_be_kept_for_years(cast: Cast) -> None:
    kept = set_term(cast, code="complaint_kept", days=3650, counts=DayKind.CALENDAR)

    assert kept.days == 3650
    assert kept_from(cast.agency, Channel.COMPLAINT, TODAY) == TODAY - timedelta(days=3650)
    assert kept_from(cast.agency, Channel.GRATUITY, TODAY) == TODAY - timedelta(days=1827)


def test_a_day_has_one(cast: Cast) -> None:
    set_term(cast)

    with pytest.raises(TermRefused) as refused:
        set_term(cast, days=9)

    assert refused.value.code == "term_day_taken"
    assert CaseTerm.objects.get().days == 2


@pytest.mark.parametrize(
    "who", ["unit_head", "pic", "inspector", "agency_head", "operator", "outsider"]
)
def test_nobody_but_the_admin_sets_or_cancels(cast: Cast, who: str) -> None:
    later = set_term(cast, from_day=TODAY + timedelta(days=5))
    by = getattr(cast, who)

    with pytest.raises(NotAllowed):
        set_term(cast, by=by)
    with pytest.raises(NotAllowed):
        term_actions.cancel_term(term=later, reason="Keliru", by=by, now=NOW)

    assert CaseTerm.objects.get() == later


def test_one_that_does_not_hold_yet_is_taken_back_and_stays_on_record(cast: Cast) -> None:
    later = set_term(cast, from_day=TODAY + timedelta(days=5))

    term_actions.cancel_term(term=later, reason="Keliru", by=cast.agency_admin, now=NOW)

    assert not CaseTerm.objects.exists()
    told = [one.sentence for one in timeline(term_actions.term_subject(cast.agency, CODE)).entries]
    assert "Keliru" in told[0]
    assert "2 hari kerja" in told[1]


def test_one_that_holds_is_only_replaced(cast: Cast) -> None:
    held = set_term(cast)

    with pytest.raises(TermRefused) as refused:
        term_actions.cancel_term(term=held, reason="Keliru", by=cast.agency_admin, now=NOW)
    assert refused.value.code == "term_in_force"
    with pytest.raises(TermRefused) as refused:
        term_actions.cancel_term(term=held, reason=" ", by=cast.agency_admin, now=NOW)
    assert refused.value.code == "term_reason_missing"

    set_term(cast, days=4, from_day=TODAY + timedelta(days=1))
    lines = term_queries.history_of(cast.agency, CODE, TODAY + timedelta(days=1))
    assert [(line.term.days, line.is_in_force) for line in lines] == [
        (4, True),
        (2, False),
        (3, False),
    ]


def test_another_agency_keeps_its_own(cast: Cast) -> None:
    mine = set_term(cast)
    other = cast.outsider.agency
    assert other is not None

    assert term_in_force(other, CODE, TODAY).days == 3
    with pytest.raises(Http404):
        term_queries.own_term_for(other, mine.pk)


# The pages ----------------------------------------------------------------------------------------


def test_the_pages_show_and_set(cast: Cast, client: Client) -> None:
    client.force_login(cast.agency_admin)
    text = client.get(reverse("casework:terms")).text
    assert "Verifikasi pengaduan" in text
    assert "(belum diverifikasi)" in text

    page = reverse("casework:term", args=[CODE])
    today = date.today()  # noqa: DTZ011 - the page reads the clock; any day from today on will do
    later = (today + timedelta(days=30)).isoformat()
    sent = {"days": "2", "counts": "working", "from_day": later, "source": "SK 12/2026"}
    assert client.post(page, sent).status_code == 302
    text = client.get(page).text
    assert "SK 12/2026" in text
    assert "akan berlaku" in text

    own = CaseTerm.objects.get()
    client.post(reverse("casework:cancel_term", args=[own.pk]), {"reason": "Keliru"})
    assert not CaseTerm.objects.exists()


def test_the_page_says_why_a_past_day_is_refused(cast: Cast, client: Client) -> None:
    client.force_login(cast.agency_admin)
    sent = {"days": "2", "counts": "working", "from_day": "2020-01-01", "source": "SK 12/2026"}

    found = client.post(reverse("casework:term", args=[CODE]), sent)

    assert found.status_code == 422
    assert "tidak berlaku surut" in found.text


def test_the_page_of_what_is_kept_warns_of_erasing(cast: Cast, client: Client) -> None:
    client.force_login(cast.agency_admin)
    pages = {
        code: client.get(reverse("casework:term", args=[code])).text
        for code in ("complaint_kept", "complaint_appeal")
    }
    assert "tidak dapat dikembalikan" in pages["complaint_kept"]
    assert "tidak berubah" not in pages["complaint_kept"]
    assert "tidak dapat dikembalikan" not in pages["complaint_appeal"]
    assert "tidak berubah" in pages["complaint_appeal"]
