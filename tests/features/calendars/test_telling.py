"""What people are told: once each, in words made when they are read."""

import pytest
from django.utils import translation

from bening.calendars import actions, queries, telling
from bening.calendars.models import Notice
from tests.people import NOW, Cast


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "_sentences", dict(telling._sentences))
    telling.say({"test_told": "%(unit)s sampai di tahap %(round)s."})
    telling.say({"test_until": telling.with_days("Sampai %(until)s.", "until")})


def tell(cast: Cast, **more: object) -> int:
    values = {
        "people": [cast.pic, cast.unit_head],
        "code": "test_told",
        "key": "round:1",
        "url": "/program/",
        "values": {"unit": "Dinas", "round": 1},
        "agency": cast.agency.pk,
        "now": NOW,
        **more,
    }
    return telling.notify(**values)  # type: ignore[arg-type]


def test_each_is_told_once(cast: Cast) -> None:
    assert tell(cast) == 2
    tell(cast)
    tell(cast, people=[cast.pic, cast.pic])

    assert Notice.objects.count() == 2
    assert telling.sentence(Notice.objects.all()[0]) == "Dinas sampai di tahap 1."


def test_who_is_switched_off_is_not_told(cast: Cast) -> None:
    cast.pic.is_active = False

    assert tell(cast) == 1
    assert Notice.objects.get().person == cast.unit_head


def test_a_code_without_words_is_an_error(cast: Cast) -> None:
    with pytest.raises(telling.UnknownNotice):
        tell(cast, code="nobody_says_this")


def test_a_code_has_one_sentence() -> None:
    with pytest.raises(telling.NoticeTaken):
        telling.say({"test_told": "lain"})


def test_days_are_written_in_the_readers_language(cast: Cast) -> None:
    tell(cast, code="test_until", values={"until": "2026-05-31"}, people=[cast.pic])
    notice = Notice.objects.get()

    assert telling.sentence(notice) == "Sampai 31 Mei 2026."
    with translation.override("en"):
        assert telling.sentence(notice) == "Sampai 31 May 2026."


def test_a_sentence_that_is_gone_leaves_the_code(cast: Cast) -> None:
    tell(cast, people=[cast.pic])
    Notice.objects.update(code="gone")

    assert telling.sentence(Notice.objects.get()) == "gone"


def test_reading_counts_down(cast: Cast) -> None:
    tell(cast)
    tell(cast, key="round:2")
    first = queries.notices_of(cast.pic)[0]

    assert queries.unread_count(cast.pic) == 2
    actions.mark_read(notice=first, by=cast.unit_head, now=NOW)  # not theirs
    assert queries.unread_count(cast.pic) == 2
    actions.mark_read(notice=first, by=cast.pic, now=NOW)
    assert queries.unread_count(cast.pic) == 1
    assert actions.mark_all_read(by=cast.pic, now=NOW) == 1
    assert queries.unread_count(cast.unit_head) == 2
