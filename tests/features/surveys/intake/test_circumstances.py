"""What intake knows of a period, and what it judges in memory."""

from datetime import timedelta

import pytest

from bening.domain.surveys.integrity import IntakeMark
from bening.surveys.batches import Judge
from bening.surveys.models import InvitationBatch, PeriodState, SurveyPeriod
from bening.surveys.open_periods import read_networks, read_period
from bening.surveys.tokens_made import MOST_AT_ONCE, TokensRefused, issue_tokens
from tests.features.surveys.intake.respondents import form, invite, known, post, survey
from tests.people import NOW, TODAY, Cast

pytestmark = pytest.mark.django_db


def marks(period: SurveyPeriod, address: str = "", **fields: str) -> frozenset[IntakeMark]:
    (token,) = invite(period, 1)
    one = post(known(period), {**form(token=token), **fields}, address)
    return Judge().marks(one, local=NOW + timedelta(hours=7), moment=0.0)


def test_the_own_network_is_a_mark_and_no_address_is_kept(cast: Cast) -> None:
    period = survey(cast, own_networks=["10.20.0.0/16", "2001:db8::/32", "bukan jaringan"])
    assert IntakeMark.OWN_NETWORK in marks(period, "10.20.3.4")
    assert IntakeMark.OWN_NETWORK in marks(period, "::ffff:10.20.3.4")
    assert IntakeMark.OWN_NETWORK in marks(period, "2001:db8::7")
    assert IntakeMark.OWN_NETWORK not in marks(period, "10.21.0.1")
    assert IntakeMark.OWN_NETWORK not in marks(period, "tidak terbaca")
    assert len(read_networks(["10.20.0.0/16", "x"])) == 1


def test_speed_is_a_mark_where_it_is_known(cast: Cast) -> None:
    period = survey(cast)
    assert IntakeMark.SPEED_FAST in marks(period, seconds="5.5")
    assert IntakeMark.SPEED_FAST not in marks(period, seconds="60")
    assert IntakeMark.SPEED_FAST not in marks(period, seconds="cepat")


def test_an_answer_that_was_kept_by_a_phone_tells_nothing_by_its_time(cast: Cast) -> None:
    period = survey(cast, own_networks=["10.0.0.0/8"])
    assert marks(period, "172.16.1.1", late="1") == {IntakeMark.LATE}


@pytest.mark.parametrize("claimed", [{"late": "1"}, {"mode": "paper"}, {"mode": "kiosk"}])
def test_nothing_that_a_post_says_hides_the_own_network(
    cast: Cast, claimed: dict[str, str]
) -> None:
    period = survey(cast, own_networks=["10.0.0.0/8"])
    assert IntakeMark.OWN_NETWORK in marks(period, "10.1.1.1", **claimed)


def test_nobody_may_say_that_an_answer_was_on_paper(cast: Cast) -> None:
    """Paper would explain hours and haste; it comes in through an import, by an officer."""
    period = survey(cast)
    assert IntakeMark.LATE not in marks(period, mode="paper")
    (token,) = invite(period, 1)
    assert b'"mode":"self"' in post(known(period), form(token=token, mode="paper")).body


def test_the_mode_is_that_of_the_form_and_open_without_token(cast: Cast) -> None:
    period = survey(cast, has_open_link=True)
    (token,) = invite(period, 1)
    bodies = {
        mode: post(known(period), form(token=token, mode=mode)).body
        for mode in ("self", "assisted", "kiosk", "imported", "open")
    }
    assert b'"mode":"assisted"' in bodies["assisted"]
    assert b'"mode":"kiosk"' in bodies["kiosk"]
    assert bodies["imported"] == bodies["open"] == bodies["self"]
    assert b'"mode":"open"' in post(known(period), form(token="")).body


def test_a_sending_explains_a_rush(cast: Cast) -> None:
    period = survey(cast)
    InvitationBatch.objects.create(
        agency=cast.agency, period=period, means="mail", frame=400, invited=400, sent_on=TODAY,
        made_by=cast.pic, made_at=NOW,
    )  # fmt: skip

    def bursts(judged: SurveyPeriod) -> int:
        judge, local = Judge(), NOW + timedelta(hours=7)
        one = post(known(judged), form(token=invite(judged, 1)[0]))
        seen = [judge.marks(one, local=local, moment=at * 20.0) for at in range(15)]
        return sum(IntakeMark.IN_BURST in found for found in seen)

    assert bursts(period) == 0
    assert bursts(survey(cast, "tanpa")) > 5


def test_a_period_that_was_never_open_is_not_known(cast: Cast) -> None:
    assert read_period("tidak-ada") is None
    assert read_period(survey(cast, state=PeriodState.APPROVED).slug) is None
    assert read_period(survey(cast, "tutup", state=PeriodState.CLOSED).slug) is not None


def test_tokens_are_made_for_periods_that_will_take_answers(cast: Cast) -> None:
    period = survey(cast, state=PeriodState.CLOSED)
    with pytest.raises(TokensRefused, match="tokens_period_over"):
        issue_tokens(period=period, count=1)
    period.state = PeriodState.APPROVED
    with pytest.raises(TokensRefused, match="tokens_too_many"):
        issue_tokens(period=period, count=MOST_AT_ONCE + 1)
    assert len(set(issue_tokens(period=period, count=50))) == 50


@pytest.mark.django_db(transaction=True)
def test_tokens_are_made_inside_the_transaction_of_their_batch(cast: Cast) -> None:
    with pytest.raises(RuntimeError):
        issue_tokens(period=survey(cast), count=1)
