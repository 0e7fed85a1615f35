"""What happened to an object, in sentences; and acts that nobody tells of can't be recorded."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import TextChoices
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from bening.accounts.models import Person
from bening.audit import acts, names, queries, record
from bening.audit.models import Event
from tests.features.audit.trail import AT, BUDI, DINAS, act

pytestmark = pytest.mark.django_db
SUBJECT = ("answer", "A.I.1")


def acts_at(*minutes: int) -> list[Event]:
    found = []
    for minute in minutes:
        with transaction.atomic():
            found.append(
                record(
                    act="test.saved",
                    by=BUDI,
                    agency=DINAS,
                    subject=SUBJECT,
                    at=AT + timedelta(minutes=minute),
                    data={"code": str(minute)},
                )
            )
    return found


def told(events: list[Event]) -> list[object]:
    return [event.data["code"] for event in events]


def test_newest_first_and_only_of_the_object() -> None:
    acts_at(1, 3, 2)
    act(code="A.I.2")

    assert told(queries.history(SUBJECT)) == ["3", "2", "1"]


def test_page_by_page_even_at_the_same_moment() -> None:
    acts_at(1, 2, 2, 2, 3)

    pages, before = [], None
    while page := queries.history(SUBJECT, 2, before):
        pages.append([event.pk for event in page])
        before = page[-1].pk

    assert [len(page) for page in pages] == [2, 2, 1]
    assert len({key for page in pages for key in page}) == 5


def test_an_event_of_another_object_is_no_place_to_begin() -> None:
    other = act(code="A.I.2")
    acts_at(1)

    assert queries.history(SUBJECT, before=other.pk) == []
    assert queries.history(SUBJECT, before=uuid.uuid4()) == []


def test_it_costs_two_queries_however_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "_resolvers", {})
    acts_at(*range(12))

    with CaptureQueriesContext(connection) as seen:
        found = queries.timeline(SUBJECT, limit=10)

    assert len(seen) == 1
    assert len(found.entries) == 10
    assert found.earlier == found.entries[-1].event.pk
    assert queries.timeline(SUBJECT, limit=10, before=found.earlier).earlier is None


def test_names_and_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "_resolvers", {"people": lambda _keys: {BUDI: "Budi Santoso"}})
    acts_at(1)

    (entry,) = queries.timeline(SUBJECT, reader=BUDI).entries
    html = render_to_string("audit/_history.html", {"history": queries.timeline(SUBJECT)})

    assert (entry.who, entry.sentence, entry.me) == ("Budi Santoso", "Menyimpan jawaban 1", True)
    assert "Menyimpan jawaban 1" in html
    assert "Budi Santoso" in html


def test_who_is_not_known_any_more_and_who_is_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "_resolvers", {})
    acts_at(1)
    with transaction.atomic():
        record(act="test.saved", by=None, agency=DINAS, subject=SUBJECT, at=AT, data={})

    assert [entry.who for entry in queries.timeline(SUBJECT).entries] == [
        "Akun yang sudah dihapus", "Sistem",
    ]  # fmt: skip


def test_a_long_history_leads_to_what_was_before() -> None:
    acts_at(1, 2)

    html = render_to_string(
        "audit/_history.html",
        {"history": queries.timeline(SUBJECT, limit=1), "earlier_url": "/x/riwayat/"},
    )

    key = queries.history(SUBJECT)[0].pk
    assert f'href="/x/riwayat/?sebelum={key}"' in html


def test_what_was_typed_is_shown_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "_resolvers", {})
    act(code="<script>%(who)s{0}</script>")

    found = queries.timeline(("answer", "<script>%(who)s{0}</script>"))
    html = render_to_string("audit/_history.html", {"history": found})

    assert "&lt;script&gt;%(who)s{0}&lt;/script&gt;" in html


def test_a_sentence_may_be_made_by_a_function_or_translated() -> None:
    acts.register("test.counted", lambda event, data: f"{event.subject_type} {data['n']}")
    acts.register("test.lazy", gettext_lazy("kosong"))
    with transaction.atomic():
        counted = record(
            act="test.counted", by=None, agency=None, subject=SUBJECT, at=AT, data={"n": 3}
        )
        lazy = record(act="test.lazy", by=None, agency=None, subject=SUBJECT, at=AT, data={})

    assert acts.describe(counted) == "answer 3"
    with translation.override("id"):
        assert acts.describe(lazy) == "kosong"


def test_what_an_older_event_does_not_know_is_a_dash() -> None:
    acts.register("test.grown", "menyimpan %(code)s, nilai %(score)s")
    with transaction.atomic():
        old = record(
            act="test.grown", by=None, agency=None, subject=SUBJECT, at=AT, data={"code": "x"}
        )

    assert acts.describe(old) == "menyimpan x, nilai –"


class Title(TextChoices):
    """A choice whose label is translated."""

    HEAD = "head", gettext_lazy("Kepala unit")


def test_codes_become_words_of_the_reader_not_of_who_acted() -> None:
    acts.register("test.titled", acts.told("menjadi %(title)s", title=acts.label(Title, "title")))
    with transaction.atomic(), translation.override("en"):
        event = record(
            act="test.titled", by=None, agency=None, subject=SUBJECT, at=AT, data={"title": "head"}
        )

    with translation.override("id"):
        assert acts.describe(event) == "menjadi Kepala unit"
    with translation.override("en"):
        assert acts.describe(event) == "menjadi Head of unit"


def test_a_code_that_is_no_choice_any_more_is_told_as_it_is() -> None:
    sentence = acts.told("menjadi %(title)s", title=acts.label(Title, "title"))

    assert callable(sentence)
    assert sentence(Event(), {"title": "regent"}) == "menjadi regent"
    assert sentence(Event(), {}) == "menjadi –"


def test_names_of_fields_become_their_labels() -> None:
    sentence = acts.told("mengubah %(fields)s", fields=acts.field_labels(Person, "fields"))

    assert callable(sentence)
    assert sentence(Event(), {"fields": ["email", "gone"]}) == "mengubah surel, gone"
    assert sentence(Event(), {}) == "mengubah –"


def test_an_event_outlives_the_feature_that_told_of_it() -> None:
    event = act()
    del acts._sentences["test.saved"]

    assert acts.describe(event) == "test.saved"


@pytest.mark.parametrize("name", ["saved", "Answer.saved", "answer.", "answer saved", ""])
def test_an_act_has_a_dotted_name(name: str) -> None:
    with pytest.raises(acts.ActTaken):
        acts.register(name, "x")


def test_an_act_has_one_sentence() -> None:
    acts.register("test.saved", "menyimpan jawaban %(code)s")

    with pytest.raises(acts.ActTaken):
        acts.register("test.saved", "menghapus")


def test_every_sentence_can_be_filled() -> None:
    sentences = [one for one in acts._sentences.values() if not callable(one)]
    lazy = [one for one in acts._sentences.values() if isinstance(one, Promise)]

    for sentence in [*sentences, *lazy]:
        for language in ("id", "en"):
            with translation.override(language):
                assert str(sentence) % acts._Told({})


def test_every_sentence_made_by_a_function_can_do_without_values() -> None:
    made = [
        one
        for name, one in acts._sentences.items()
        if callable(one) and not name.startswith("test.")
    ]

    assert made
    for sentence in made:
        assert sentence(Event(), acts._Told({}))
