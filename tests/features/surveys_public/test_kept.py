"""Public pages from memory: the same as Django's, for the survey as it is now, holding no token."""

import asyncio
import gzip
import io
import logging
import random
import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError
from pytest_django.fixtures import Settings

from bening.adapters import kept_pages
from bening.adapters.gate import BODY
from bening.adapters.kept_pages import KeptPages
from bening.adapters.pages import Answer, Pages
from bening.surveys import kept_steps, own_links
from bening.surveys.models import PeriodState, SpentToken, SurveyToken
from bening.surveys.screens import MODES
from bening.surveys.views.public_common import form_for
from tests.features.surveys_public.conftest import SLUG, Asked

pytestmark = pytest.mark.django_db(transaction=True)
START = f"/survei/{SLUG}/"
FORM = "application/x-www-form-urlencoded"
ONCE = re.compile(rb'(?<=name="once" value=")[0-9A-Z]{28}')


@pytest.fixture(autouse=True)
def _no_form_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_steps, "_forms", {})


class Counted(Pages):
    """Django's pages, which count who came for one; drawing for keeping is not counted."""

    def __init__(self) -> None:
        super().__init__(WSGIHandler(), threads=1)
        self.came = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.came += 1
        await super().__call__(scope, receive, send)


def visit(path: str, query: str = "", *, method: str = "GET", **headers: str) -> dict[str, Any]:
    given = {"host": "localhost", **headers}
    return {
        "type": "http",
        "http_version": "1.1",
        "scheme": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in given.items()],
        BODY: io.BytesIO(),
    }


def post(fields: dict[str, str], query: str = "", **headers: str) -> dict[str, Any]:
    """A screen of the form without script, sent."""
    body = urlencode(fields).encode()
    given = {"content_type": FORM, "content_length": str(len(body)), **headers}
    return {**visit(f"{START}isi/", query, method="POST", **given), BODY: io.BytesIO(body)}


async def told(application: Any, scope: dict[str, Any]) -> Answer:
    answer = Answer()

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            answer.status, answer.headers = message["status"], message["headers"]
        else:
            answer.body += message["body"]

    await application({**scope, BODY: io.BytesIO(scope[BODY].getvalue())}, None, send)
    if isinstance(application, KeptPages):
        await asyncio.gather(*application._drawing.values())
    return answer


def visits(*scopes: dict[str, Any], between: Callable[[], object] | None = None) -> Any:
    """The answers, how many of them came from Django, and what is kept then."""

    async def all_of_them() -> Any:
        pages = Counted()
        application = KeptPages(pages)
        answers = []
        for scope in scopes:
            answers.append(await told(application, scope))
            if between:
                await asyncio.to_thread(between)
        return answers, pages.came, application

    return asyncio.run(all_of_them())


def by_django(scope: dict[str, Any]) -> Answer:
    return asyncio.run(told(Pages(WSGIHandler(), threads=1), scope))


def plain(answer: Answer) -> bytes:
    """The body without packing and without what each visitor has alone."""
    packed = (b"content-encoding", b"gzip") in answer.headers
    return ONCE.sub(b"-", gzip.decompress(answer.body) if packed else answer.body)


def headers(answer: Answer) -> list[tuple[bytes, bytes]]:
    """All headers; the length of a packed page is blurred by Django, and so is that of a kept."""
    assert dict(answer.headers)[b"content-length"] == b"%d" % len(answer.body)
    return sorted(pair for pair in answer.headers if pair[0] != b"content-length")


@pytest.mark.parametrize("path", ["", "u/TOKEN/", "layar/", "privasi/", "tanda-terima/"])
@pytest.mark.parametrize(
    ("query", "more"),
    [
        ("", {}),
        ("bahasa=en", {"accept_encoding": "gzip, deflate, br"}),
        ("", {"accept_language": "en-GB,en;q=0.8", "accept_encoding": "br"}),
        ("", {"cookie": "django_language=en; other=1", "accept_encoding": "gzip"}),
        ("", {"method": "HEAD"}),
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_kept_page_is_what_django_answers(
    open_link: Asked, settings: Settings, path: str, query: str, more: dict[str, str], scheme: str
) -> None:
    settings.SECURE_HSTS_SECONDS = 3600
    path = START + path.replace("TOKEN", open_link.token())
    scope = {**visit(path, query, **more), "scheme": scheme}

    (first, kept, *_), came, _application = visits(scope, scope, scope)
    django = by_django(scope)

    assert came == 1
    assert first.status == kept.status == django.status == 200
    assert plain(kept) == plain(first) == plain(django)
    assert headers(kept) == headers(django)
    names = dict(kept.headers)
    assert b"'none'" in names[b"content-security-policy"]
    assert (b"strict-transport-security" in names) == (scheme == "https")
    assert b"set-cookie" not in names


def test_each_visitor_of_an_open_link_has_a_number_of_their_own(open_link: Asked) -> None:
    _ = open_link.period
    answers, came, _application = visits(*[visit(START)] * 5)
    numbers = [ONCE.findall(answer.body) for answer in answers]

    assert came == 1
    assert {len(found) for found in numbers} == {1}
    assert len({found[0] for found in numbers}) == 5


def test_personal_links_share_a_page_that_holds_no_token(asked: Asked) -> None:
    tokens = [asked.token(number) for number in range(1, 4)]
    answers, came, application = visits(*[visit(f"{START}u/{token}/") for token in tokens])

    assert came == 1
    keys = set()
    for token, answer in zip(tokens, answers, strict=True):
        others = set(tokens) - {token}
        assert answer.body.decode().count(token) == 1
        assert not any(other in answer.body.decode() for other in others)
        keys |= set(re.findall(rb'data-key="([^"]+)"', answer.body))
        assert answer.body == by_django(visit(f"{START}u/{token}/")).body
    assert len(keys) == 3
    kept = repr({key: vars_of(page) for key, page in application._kept.items()})
    assert len(application._kept) == 1
    assert not any(token in kept for token in tokens)


def vars_of(page: kept_pages.KeptPage) -> list[object]:
    return [page.route, page.headers, page.text.pieces, page.text.places, page.places]


def test_spent_token_gets_its_thank_you_at_once(asked: Asked) -> None:
    first, second = asked.token(1), asked.token(2)

    def spend() -> None:
        SurveyToken.objects.all().delete()
        if not SpentToken.objects.exists():
            asked.token(2, spent=True)

    answers, came, _application = visits(
        visit(f"{START}u/{first}/"),
        visit(f"{START}u/{second}/"),
        visit(f"{START}u/{first}/"),
        between=spend,
    )

    assert came == 3
    assert b"sudah diterima" in answers[1].body
    assert answers[2].status == 404


@pytest.mark.parametrize("token", ["0" * 28, "x", "%00", "../" * 3, "a" * 90])
def test_what_is_no_free_token_is_never_let_in(asked: Asked, token: str) -> None:
    good = f"{START}u/{asked.token()}/"
    answers, _came, _application = visits(visit(good), visit(good), visit(f"{START}u/{token}/"))
    assert answers[2].status == 404
    assert b"data-survey-begin" not in answers[2].body


def test_link_into_another_survey_is_kept_under_no_address(cast: Any, asked: Asked) -> None:
    other = Asked(cast, slug="lain-2026-2", name="Triwulan lain")
    other.__dict__["services"] = asked.services
    _ = asked.period
    other.__dict__["period"] = copied(asked, "lain-2026-2")
    mine, theirs = asked.token(1), other.token(2)

    answers, came, application = visits(
        visit(f"{START}u/{theirs}/"),
        visit(f"{START}u/{mine}/"),
        visit(f"{START}u/{theirs}/"),
        visit(f"{START}u/{mine}/"),
    )

    assert came == 3, "only the last one, whose token is of this survey, is served from memory"
    assert [key.path for key in application._kept] == [f"{START}u/@/"]
    for answer, slug in zip(answers, ("lain-2026-2", SLUG) * 2, strict=True):
        assert f'action="/survei/{slug}/isi/"'.encode() in answer.body


def copied(asked: Asked, slug: str) -> Any:
    """Another open survey of the same unit."""
    found = type(asked.period).objects.get(pk=asked.period.pk)
    found.pk, found.slug, found.name = None, slug, "Triwulan lain"
    found.starts_on, found.ends_on = date(2026, 7, 1), date(2026, 9, 30)
    found._state.adding = True
    found.save()
    return found


def test_closed_survey_is_closed_for_all_within_seconds(
    open_link: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_pages, "FRESH", -1.0)
    _ = open_link.period

    def close() -> None:
        open_link.period.state = PeriodState.CLOSED
        open_link.period.save()

    answers, came, _application = visits(*[visit(START)] * 3, between=close)

    assert came == 1
    assert b"data-survey-begin" in answers[0].body
    assert b"sudah ditutup" in answers[2].body


def test_survey_that_is_planned_stays_unknown(asked: Asked) -> None:
    asked.period.state = PeriodState.DESIGNED
    asked.period.save()
    answers, came, application = visits(visit(START), visit(START))
    assert [answer.status for answer in answers] == [404, 404]
    assert came == 2
    assert not application._kept


@pytest.mark.parametrize(
    ("path", "query"),
    [
        (START, "bahasa=xx"),
        (START, "fbclid=abc"),
        (f"{START}tanda-terima/", "n=abc"),
        (f"{START}tanda-terima/", "halaman=b"),
        (f"{START}terima-kasih/", ""),
        (f"{START}nilai/", "layanan=ktp"),
    ],
)
def test_addresses_of_which_there_may_be_any_number_are_not_kept(
    open_link: Asked, path: str, query: str
) -> None:
    _ = open_link.period
    _answers, came, application = visits(visit(path, query), visit(path, query))
    assert came == 2
    assert not application._kept


def test_foreign_host_is_refused_as_ever(open_link: Asked) -> None:
    _ = open_link.period
    answers, _came, _application = visits(
        visit(START), visit(START), visit(START, host="luar.example")
    )
    assert answers[2].status == 400


def test_log_has_a_line_for_each_visit_and_none_for_drawing(
    asked: Asked, caplog: pytest.LogCaptureFixture
) -> None:
    tokens = [asked.token(1), asked.token(2)]
    with caplog.at_level(logging.INFO, logger="bening.access"):
        visits(*[visit(f"{START}u/{token}/") for token in tokens], visit(START), visit(START))
    lines = [record.getMessage() for record in caplog.records if record.name == "bening.access"]

    assert [re.sub(r"\d+ ms", "", line) for line in lines] == [
        *["GET /survei/<slug:slug>/u/<str:token>/ 200 "] * 2,
        *["GET /survei/<slug:slug>/ 200 "] * 2,
    ]
    assert not any(token in caplog.text for token in tokens)


def test_database_that_is_away_is_left_to_django(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"{START}u/{asked.token()}/"

    def away(_spend: bytes) -> str:
        raise OperationalError("away")

    monkeypatch.setattr(own_links, "period_of_free", away)
    answers, came, _application = visits(visit(path), visit(path))
    assert came == 2
    assert answers[1].status == 200


def some_post(asked: Asked, chance: random.Random) -> dict[str, str]:
    """Any answers to any screen, right and wrong ones."""
    form = form_for(asked.period)
    keys = [screen.key for screen in form.screens]
    posted: dict[str, str] = {}
    for name in form.names():
        values = ["1", "2", "4", "x", "y", "n", "ktp", "akta", "7", "\"><b>&'é", " 3 "]
        if chance.random() < 0.6:
            posted[name] = chance.choice(values)
    if chance.random() < 0.8:
        posted["at"] = chance.choice([*keys, "none"])
    if chance.random() < 0.5:
        posted["to"] = chance.choice([*keys, "none"])
    posted["language"] = chance.choice(["id", "en", "jv", ""])
    posted["mode"] = chance.choice([*[mode.value for mode in MODES], "imported", ""])
    posted["token"] = chance.choice([asked.token(), "", '<"', "0" * 99])
    posted["once"] = chance.choice(["", "O" * 28, "'"])
    order = list(posted.items())
    chance.shuffle(order)
    return dict(order)


@pytest.mark.parametrize("survey", ["combined-1", "skm-1", "rating-1"])
def test_kept_screen_is_what_django_answers_to_any_post(cast: Any, survey: str) -> None:
    asked = Asked(cast, survey, has_open_link=True)
    _ = asked.period
    chance = random.Random(survey)
    posts = [some_post(asked, chance) for _ in range(40)]
    packing = [{"accept_encoding": "gzip"}, {"accept_language": "en"}]
    scopes = [post(fields, **chance.choice(packing)) for fields in posts]

    answers, came, application = visits(*[scope for scope in scopes for _ in range(2)])

    kept = {key.body for key in application._kept}
    assert len(kept) > 8
    assert came < 2 * len(scopes) - 8
    for scope, (first, second) in zip(scopes, zip(*[iter(answers)] * 2, strict=True), strict=True):
        django = by_django(scope)
        assert plain(second) == plain(first) == plain(django)
        assert headers(second) == headers(django)
        assert second.status == 200


def test_kept_screens_hold_nothing_that_goes_along(asked: Asked) -> None:
    known = {
        "token": asked.token(),
        "once": "7" * 28,
        "language": "id",
        "mode": "self",
        "i-D1": "2",
        "suggestion": "Ini rahasia saya",
        "to": "i-K1",
    }
    answers, came, application = visits(*[post(known)] * 3)
    (page,) = application._kept.values()
    (key,) = application._kept

    assert came == 2, "the first one told the form, the second one let the screen be drawn"
    for said in (known["token"], known["once"], "rahasia"):
        assert said in answers[2].body.decode()
        assert said not in repr((key, vars_of(page)))
    assert b"i-D1" not in key.body
    assert not any(b'name="i-D1"' in piece for piece in page.text.pieces)


@pytest.mark.parametrize(
    ("scope", "status"),
    [
        (post({"to": "i-D1", "token": "\0"}), 400),
        (post({"to": "i-D1"}, "bahasa=en"), 200),
        (post({"to": "i-D1"}, content_type=f"{FORM}; charset=utf-8"), 200),
        (post({"to": "i-D1"}, content_type="text/plain"), 200),
        (post({"to": "i-D1", "suggestion": "x" * kept_pages.LONGEST_FORM}), 200),
        (post({"to": "i-D1"}, cookie="bening_session=x"), 200),
        (post({"to": "i-D1"}, host="luar.example"), 400),
        (post({"to": "about"}), 200),
        (post({"to": "suggestion"}), 200),
        (post({"to": "review"}), 200),
        (post({"at": "i-D1", "i-D1": "9"}), 200),
        ({**post({"to": "i-D1"}), "path": "/survei/tidak-ada/isi/"}, 404),
    ],
)
def test_other_posts_go_to_django(asked: Asked, scope: Any, status: int) -> None:
    _ = asked.period
    known = post({"to": "i-D1"})
    answers, came, _application = visits(known, known, known, scope, scope)
    assert came == 4
    assert answers[3].status == answers[4].status == status
    if status == 200:
        assert plain(answers[4]) == plain(by_django(scope))


def test_closed_survey_shows_no_more_screens_within_seconds(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_pages, "FRESH", -1.0)
    _ = asked.period
    known = post({"to": "i-D1"})

    def close() -> None:
        if kept_steps._forms:
            asked.period.state = PeriodState.CLOSED
            asked.period.save()

    answers, _came, _application = visits(*[known] * 4, between=close)

    assert b"Sangat setuju" in answers[0].body
    assert b"sudah ditutup" in answers[3].body
