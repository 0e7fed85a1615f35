"""The published result: what everybody reads, and what nobody may."""

import json
import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from bening.domain.surveys.responses import Response, ResponseMode, canonical
from bening.domain.surveys.states import IS_PUBLIC
from bening.surveys import results
from bening.surveys.instruments import instrument_of
from bening.surveys.models import (
    ImprovementPlan,
    PeriodResult,
    PeriodState,
    SurveyPeriod,
    SurveyResponse,
)
from tests.features.surveys_public.conftest import SLUG, Asked
from tests.people import NOW

pytestmark = pytest.mark.django_db
PAGE, FILE = f"/survei/{SLUG}/hasil/", f"/survei/{SLUG}/hasil.json"


def answered(period: SurveyPeriod, groups: Sequence[tuple[str, str, int]]) -> None:
    """Answers by service and sex; each value drawn with one seed."""
    instrument = instrument_of(period.questionnaire)
    draw = random.Random(7)
    rows: list[SurveyResponse] = []
    for service, sex, count in groups:
        for _ in range(count):
            response = Response(
                {item.code: draw.choice((2, 3, 3, 4)) for item in instrument.items},
                {"service": service, "sex": sex},
                "",
                False,
                ResponseMode.SELF,
                "id",
            )
            rows.append(
                SurveyResponse(
                    period=period,
                    day=period.starts_on + timedelta(days=len(rows) % 60),
                    mode="self",
                    service=service,
                    body=canonical(response).decode(),
                    salt=bytes(16),
                    commitment=bytes(32),
                )
            )
    SurveyResponse.objects.bulk_create(rows)


def published(asked: Asked, groups: Sequence[tuple[str, str, int]], **changed: Any) -> PeriodResult:
    """A published period with its result."""
    period = asked.period
    for name, value in {"state": PeriodState.PUBLISHED, "closed_at": NOW, **changed}.items():
        setattr(period, name, value)
    period.save()
    answered(period, groups)
    return results.compute(period=period, by=None, now=NOW)


ENOUGH = (("ktp", "male", 50), ("ktp", "female", 40))


def test_index_stands_with_its_interval_and_says_whose_it_is(asked: Asked, visitor: Client) -> None:
    published(asked, ENOUGH)

    page = visitor.get(PAGE).content.decode()

    assert "Survei mandiri, bukan nilai resmi." in page
    assert "Rentang" in page
    assert "90 isian" in page
    assert "dari 80" in page
    assert "linearisasi Taylor" in page
    for name in ("IPAK", "IPKP", "IKM", "Mutu", "Waktu penyelesaian", "ercaloan"):
        assert name in page
    assert 'name="robots"' not in page


@pytest.mark.parametrize("state", sorted(set(PeriodState) - {PeriodState.DESIGNED} - IS_PUBLIC))
def test_nothing_is_shown_before_it_is_published(
    asked: Asked, visitor: Client, state: PeriodState
) -> None:
    published(asked, ENOUGH, state=state)

    page = visitor.get(PAGE).content.decode()
    found = json.loads(visitor.get(FILE).content)

    assert "IPAK" not in page
    assert "Rentang" not in page
    assert found["result"] is None
    assert "counted" not in found


def test_open_survey_says_how_many_are_missing_by_sealed_days_alone(
    asked: Asked, visitor: Client
) -> None:
    asked.seal(range(12), date(2026, 4, 14))
    asked.token(50, spent=True)

    page = visitor.get(PAGE).content.decode()

    assert "Belum cukup" in page
    assert "<b>12</b>" in page
    assert "dari 80" in page


def test_too_few_answers_give_no_index_on_the_page_or_in_the_file(
    asked: Asked, visitor: Client
) -> None:
    published(asked, (("ktp", "male", 14),))

    page = visitor.get(PAGE).content.decode()
    found = json.loads(visitor.get(FILE).content)

    assert "Belum cukup" in page
    assert "<b>14</b>" in page
    assert "IPAK per" not in page
    assert "Rentang" not in page
    assert found["is_enough"] is False
    assert found["result"] is None
    assert "integrity" not in found


def test_group_of_four_is_hidden_and_cannot_be_had_by_subtraction(
    asked: Asked, visitor: Client
) -> None:
    published(asked, (("ktp", "male", 50), ("ktp", "female", 40), ("akta", "female", 4)))

    page = visitor.get(PAGE).content.decode()
    found = json.loads(visitor.get(FILE).content)

    assert "disembunyikan, kurang dari 5" in page
    services = {one["key"]: one for one in found["result"]["results"]["kinds"]["spak"]["services"]}
    assert services["akta"]["index"] is services["akta"]["n"] is None
    assert services["ktp"]["n"] is None


def test_file_says_what_it_is_and_holds_the_same_figures(asked: Asked, visitor: Client) -> None:
    result = published(asked, ENOUGH)

    answer = visitor.get(FILE)
    found = json.loads(answer.content)

    assert answer.headers["Content-Type"] == "application/json"
    assert found["status"] == "survei mandiri, bukan nilai resmi"
    assert found["sha256"] == result.sha256
    assert found["counted"] == 90
    assert found["result"] == result.content
    assert found["unit"]["name"] == asked.cast.unit.name


def test_follow_up_is_shown_without_who_does_it(asked: Asked, visitor: Client) -> None:
    published(asked, ENOUGH)
    ImprovementPlan.objects.create(
        agency=asked.cast.agency,
        period=asked.period,
        element="skm.time",
        action="Berkas diperiksa di muka",
        owner=asked.cast.pic,
        due_on=date(2026, 9, 1),
        made_by=asked.cast.unit_head,
        made_at=NOW,
    )

    page = visitor.get(PAGE).content.decode()
    thanks = visitor.get(f"/survei/{SLUG}/terima-kasih/?n=0000111122223333").content.decode()

    assert "Berkas diperiksa di muka" in page
    assert "1 September 2026" in page
    assert asked.cast.pic.name not in page
    assert asked.cast.unit_head.name not in page
    assert "Berkas diperiksa di muka" not in thanks  # of an earlier period only


def test_history_links_published_periods_alone(asked: Asked, visitor: Client) -> None:
    published(asked, ENOUGH)
    earlier = {}
    for slug, state in (("lalu", PeriodState.FOLLOWED_UP), ("rahasia", PeriodState.CONFIRMED)):
        other = SurveyPeriod.objects.get(pk=asked.period.pk)
        other.pk, other.slug, other.name, other.state = None, slug, f"Periode {slug}", state
        other.starts_on, other.ends_on = date(2026, 1, 1), date(2026, 3, 31)
        other.save(force_insert=True)
        earlier[slug] = other

    page = visitor.get(PAGE).content.decode()

    assert "Periode lalu" in page
    assert "/survei/lalu/hasil/" in page
    assert "Periode rahasia" not in page


def test_latest_result_is_shown_and_the_queries_do_not_grow(
    asked: Asked, visitor: Client, django_assert_max_num_queries: Any
) -> None:
    published(asked, ENOUGH)
    answered(asked.period, (("ktp", "male", 10),))
    results.compute(period=asked.period, by=None, now=NOW + timedelta(days=1))

    with django_assert_max_num_queries(6):
        page = visitor.get(PAGE).content.decode()

    assert "100 isian" in page


def test_how_many_answers_were_lost_is_said_beside_those_that_count(
    asked: Asked, visitor: Client
) -> None:
    published(asked, ENOUGH)
    said = "Diterima tetapi hilang atau tidak dapat dibuka"
    assert said not in visitor.get(PAGE).text
    SurveyPeriod.objects.filter(pk=asked.period.pk).update(lost=12)
    page = visitor.get(PAGE).text
    assert said in page
    assert "12" in page[page.index(said) :][:200]
    assert json.loads(visitor.get(FILE).content)["lost"] == 12


def test_service_below_its_quota_is_named_beside_the_index(asked: Asked, visitor: Client) -> None:
    asked.period.quotas = {"ktp": 60, "akta": 30}
    published(asked, (("ktp", "male", 50), ("ktp", "female", 40), ("akta", "female", 12)))

    page = visitor.get(PAGE).content.decode()
    found = json.loads(visitor.get(FILE).content)

    assert "<strong>Belum cukup:</strong> Akta kelahiran." in page
    assert page.count("belum cukup</span>") == 1
    assert found["below_quota"] == ["Akta kelahiran"]
    assert found["result"]["missing_by_service"] == {"akta": 18}


def test_quota_tells_nothing_of_a_hidden_service(asked: Asked, visitor: Client) -> None:
    asked.period.quotas = {"ktp": 60, "akta": 30}
    published(asked, (("ktp", "male", 50), ("ktp", "female", 40), ("akta", "female", 4)))

    found = json.loads(visitor.get(FILE).content)

    assert found["below_quota"] == ["Akta kelahiran"]
    assert found["result"]["missing_by_service"] == {"akta": None}


def test_few_flagged_answers_are_not_told(asked: Asked, visitor: Client) -> None:
    result = published(asked, ENOUGH)
    PeriodResult.objects.filter(pk=result.pk).delete()
    result.integrity = {**result.integrity, "flagged": 3}
    result.save(force_insert=True)

    page = visitor.get(PAGE).content.decode()
    found = json.loads(visitor.get(FILE).content)

    assert "<span>Ditandai janggal</span><b>&lt;5</b>" in page
    assert found["integrity"]["flagged"] is None


def test_long_history_is_folded_and_whole_in_the_file(asked: Asked, visitor: Client) -> None:
    published(asked, ENOUGH)
    for number in range(1, 11):
        other = SurveyPeriod.objects.get(pk=asked.period.pk)
        other.pk, other.slug, other.name = None, f"dulu-{number}", f"Periode dulu {number}"
        other.starts_on, other.ends_on = date(2016 + number, 1, 1), date(2016 + number, 1, 31)
        if number == 10:
            other.starts_on, other.ends_on = date(2026, 1, 1), date(2026, 1, 31)
        other.save(force_insert=True)
        answered(other, ENOUGH)
        results.compute(period=other, by=None, now=NOW)

    page = visitor.get(PAGE).content.decode()
    found = json.loads(visitor.get(FILE).content)

    at_once, folded = page.split("Tampilkan 3 periode sebelumnya")
    assert "Periode dulu 4" in at_once
    assert all(f"Periode dulu {number}<" in folded for number in (1, 2, 3))
    assert "Periode dulu 3<" not in at_once
    assert page.count("<details") == page.count("</details>")
    assert len(found["history"]) == 11
    assert found["history"][0]["indexes"] == {
        name: one["value"] for name, one in found["indexes"].items()
    }


def test_page_and_file_round_alike(asked: Asked, visitor: Client) -> None:
    published(asked, ENOUGH)

    page = visitor.get(PAGE).content.decode()
    found = json.loads(visitor.get(FILE).content)

    assert sorted(found["indexes"]) == ["IKM", "IPAK", "IPKP"]
    for one in found["indexes"].values():
        assert f">{one['value'].replace('.', ',')} <small>" in page
    assert found["indexes"]["IKM"]["grade"] in {"A", "B", "C", "D"}


def test_services_stand_once_with_every_index(asked: Asked, visitor: Client) -> None:
    published(asked, (("ktp", "male", 50), ("akta", "female", 40)))

    page = visitor.get(PAGE).content.decode()

    assert "Tampilkan 2 layanan" in page
    assert page.count('<th scope="row">KTP elektronik</th>') == 1


@pytest.mark.parametrize(
    ("lowest", "start"),
    [("0", "0"), ("0.4", "0"), ("1", "0.5"), ("2.2", "1.5"), ("3.18", "2.5"), ("4", "2.5")],
)
def test_drawing_leaves_room_below_the_lowest_value(lowest: str, start: str) -> None:
    from fractions import Fraction

    from bening.surveys.public_results import _start

    assert _start([Fraction("4"), Fraction(lowest)]) == Fraction(start)
