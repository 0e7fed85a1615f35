"""Invitations: who is drawn, what is sent, what is kept, and what never is."""

import smtplib
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail.backends import locmem
from django.db import connection
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.domain.surveys.drawing import FrameEntry, draw, frame_checksum, one_each
from bening.domain.surveys.tokens import read_token, spend_hash
from bening.surveys import jobs
from bening.surveys.actions import invitations as actions
from bening.surveys.models import (
    BatchState,
    Drawing,
    InvitationBatch,
    InvitationMeans,
    QuarterlyCap,
    SurveyContact,
    SurveyPeriod,
    SurveyToken,
)
from bening.surveys.refusals import SurveyRefused, WrongMoment
from tests.people import NOW, Cast, sign_in

pytestmark = pytest.mark.django_db
People = Callable[[int], list[FrameEntry]]


@pytest.fixture(autouse=True)
def mail_server(settings: Any) -> None:
    """Mail is set up."""
    settings.MAIL_IS_SET = True


@pytest.fixture
def do_now(django_capture_on_commit_callbacks: Any) -> Any:
    """Runs what an action asks for after its transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def prepare(cast: Cast, period: SurveyPeriod, entries: Any, **values: Any) -> InvitationBatch:
    given = {"drawing": Drawing.EVERYONE, "by": cast.pic, "now": NOW, **values}
    return actions.prepare(period=period, entries=entries, **given)


def test_everyone_of_the_list_is_invited_once(
    cast: Cast, opened: SurveyPeriod, people: People, do_now: Any
) -> None:
    batch = prepare(cast, opened, [*people(8), people(1)[0]])
    assert (batch.frame, batch.drawn, batch.held_back, batch.seed) == (8, 8, 0, "")
    assert not mail.outbox
    assert not SurveyToken.objects.exists()
    with do_now():
        actions.send_batch(batch=batch, by=cast.pic, now=NOW)
    batch.refresh_from_db()
    assert (batch.state, batch.invited, batch.sent_on) == (BatchState.SENT, 8, NOW.date())
    assert sorted(one.to[0] for one in mail.outbox) == [
        f"warga{at}@rumah.example" for at in range(8)
    ]
    assert SurveyToken.objects.count() == 8
    tokens = {_token(str(one.body)) for one in mail.outbox}
    assert len(tokens) == 8
    assert {bytes(one.hash) for one in SurveyToken.objects.all()} == {
        spend_hash(read_token(one)) for one in tokens
    }


def _token(body: str) -> str:
    return body.split("/u/", 1)[1].split("/", 1)[0]


def test_a_mail_speaks_both_languages_and_names_nobody(
    cast: Cast, opened: SurveyPeriod, people: People, do_now: Any
) -> None:
    with do_now():
        actions.send_batch(batch=prepare(cast, opened, people(5)), by=cast.pic, now=NOW)
    one = mail.outbox[0]
    assert cast.unit.name in one.subject
    assert one.body.count(f"/survei/{opened.slug}/u/") == 2
    assert "berlaku satu kali" in one.body
    assert "rumah.example" not in one.body
    assert "ktp-el" not in one.body


def test_a_sample_can_be_drawn_again_by_anyone(
    cast: Cast, opened: SurveyPeriod, people: People
) -> None:
    batch = prepare(cast, opened, people(60), drawing=Drawing.SAMPLE, size=20)
    frame = one_each(people(60))
    drawn = {one.address for one in draw(frame, 20, batch.seed)}
    assert {one.address for one in batch.contacts.all()} == drawn
    assert batch.frame_sha256 == frame_checksum(reversed(frame))
    event = Event.objects.get(act="invitation.prepared")
    assert (event.data["seed"], event.data["frame_sha256"]) == (batch.seed, batch.frame_sha256)
    assert not any("rumah.example" in str(one.data) for one in Event.objects.all())
    other = prepare(cast, opened, people(60), drawing=Drawing.SAMPLE, size=20)
    assert other.seed != batch.seed


def test_nobody_is_invited_twice_in_a_quarter(
    cast: Cast, shipped: Any, opened: SurveyPeriod, people: People, do_now: Any
) -> None:
    early = prepare(cast, opened, people(9))  # read before anybody was invited
    with do_now():
        actions.send_batch(batch=prepare(cast, opened, people(6)), by=cast.pic, now=NOW)
    assert QuarterlyCap.objects.count() == 6
    mail.outbox.clear()
    again = prepare(cast, opened, people(12))
    assert (again.drawn, again.held_back, again.contacts.count()) == (12, 6, 6)
    with do_now():
        actions.send_batch(batch=early, by=cast.pic, now=NOW)
    early.refresh_from_db()
    assert (early.invited, early.held_back) == (3, 6)
    assert sorted(one.to[0] for one in mail.outbox) == [
        f"warga{at}@rumah.example" for at in (6, 7, 8)
    ]
    capital = [FrameEntry(one.address.upper(), one.service, one.day) for one in people(6)]
    with pytest.raises(SurveyRefused, match="invitation_too_few"):
        prepare(cast, opened, capital)
    SurveyContact.objects.all().delete()  # the cap holds without any address
    with pytest.raises(SurveyRefused, match="invitation_too_few"):
        prepare(cast, opened, people(6))
    assert not any(b"rumah" in bytes(one.digest) for one in QuarterlyCap.objects.all())


def test_who_may_invite_and_when(
    cast: Cast, officer: Person, designed: SurveyPeriod, people: People, settings: Any
) -> None:
    with pytest.raises(WrongMoment, match="survey_period_takes_no_invitations"):
        prepare(cast, designed, people(5))
    SurveyPeriod.objects.update(state="approved")
    for who in (cast.area_member, cast.inspector, cast.agency_admin, cast.parent_head):
        with pytest.raises(NotAllowed):
            prepare(cast, designed, people(5), by=who)
    batch = prepare(cast, designed, people(5), by=officer)
    with pytest.raises(WrongMoment, match="survey_period_not_open"):
        actions.send_batch(batch=batch, by=officer, now=NOW)
    SurveyPeriod.objects.update(state="open")
    with pytest.raises(NotAllowed):
        actions.send_batch(batch=batch, by=cast.inspector, now=NOW)
    settings.MAIL_IS_SET = False
    with pytest.raises(SurveyRefused, match="mail_is_not_set"):
        actions.send_batch(batch=batch, by=officer, now=NOW)
    SurveyPeriod.objects.update(state="closed")
    for act in (
        lambda: prepare(cast, designed, people(5)),
        lambda: actions.send_batch(batch=batch, by=officer, now=NOW),
        lambda: actions.make_cards(
            period=designed, means=InvitationMeans.CARDS, count=1, by=officer, now=NOW
        ),
    ):
        with pytest.raises(WrongMoment):
            act()
    assert not SurveyToken.objects.exists()


def test_lists_that_invite_nobody_are_refused(
    cast: Cast, opened: SurveyPeriod, people: People
) -> None:
    for entries, values, code in (
        ([], {}, "invitation_list_empty"),
        (people(4), {}, "invitation_too_few"),
        (people(40), {"drawing": Drawing.SAMPLE, "size": 4}, "invitation_too_few"),
        (people(40), {"drawing": Drawing.SAMPLE}, "sample_size_missing"),
    ):
        with pytest.raises(SurveyRefused, match=code):
            prepare(cast, opened, entries, **values)
    assert not SurveyContact.objects.exists()
    assert not InvitationBatch.objects.exists()


def test_reminders_go_to_all_who_were_invited_without_a_link(
    cast: Cast, opened: SurveyPeriod, people: People, do_now: Any
) -> None:
    batch = prepare(cast, opened, people(7))
    with pytest.raises(WrongMoment, match="batch_not_sent"):
        actions.remind(batch=batch, by=cast.pic, now=NOW)
    with do_now():
        actions.send_batch(batch=batch, by=cast.pic, now=NOW)
    SurveyToken.objects.filter(pk=SurveyToken.objects.first().pk).delete()  # type: ignore[union-attr]  # there is one
    mail.outbox.clear()
    with do_now():
        actions.remind(batch=batch, by=cast.pic, now=NOW)
    assert len(mail.outbox) == 7  # whoever answered too: nobody knows
    assert not any("/u/" in one.body for one in mail.outbox)
    assert all("cari surel kami tanggal 15 April 2026" in one.body for one in mail.outbox)
    with pytest.raises(WrongMoment, match="batch_is_reminded"):
        actions.remind(batch=batch, by=cast.pic, now=NOW)
    with pytest.raises(WrongMoment, match="batch_is_sent"):
        actions.send_batch(batch=batch, by=cast.pic, now=NOW)
    with pytest.raises(WrongMoment, match="batch_is_sent"):
        actions.discard(batch=batch, by=cast.pic, now=NOW)


def test_addresses_are_deleted_on_their_day(
    cast: Cast, opened: SurveyPeriod, people: People, do_now: Any, settings: Any
) -> None:
    settings.SURVEY_CONTACT_DAYS = 10
    batch = prepare(cast, opened, people(5))
    with do_now():
        actions.send_batch(batch=batch, by=cast.pic, now=NOW)
    assert actions.forget_contacts(now=NOW + timedelta(days=9)) == 0
    assert actions.forget_contacts(now=NOW + timedelta(days=10)) == 5
    with pytest.raises(WrongMoment, match="contacts_are_gone"):
        actions.remind(batch=batch, by=cast.pic, now=NOW)


def test_a_list_that_was_not_sent_is_dropped_with_its_addresses(
    cast: Cast, opened: SurveyPeriod, people: People
) -> None:
    batch = prepare(cast, opened, people(5), drawing=Drawing.SAMPLE, size=5)
    actions.discard(batch=batch, by=cast.pic, now=NOW)
    assert not SurveyContact.objects.exists()
    event = Event.objects.get(act="invitation.discarded")
    assert event.data["seed"]  # who draws until it pleases is seen


class Grudging(locmem.EmailBackend):
    """A mail server that takes some."""

    refused: dict[str, Exception] = {}
    is_down = False

    def open(self) -> bool:
        if self.is_down:
            raise ConnectionRefusedError
        return True

    def send_messages(self, messages: Any) -> int:
        for one in messages:
            if one.to[0] in self.refused:
                raise self.refused[one.to[0]]
        return super().send_messages(messages)


@pytest.fixture
def grudging(settings: Any, monkeypatch: pytest.MonkeyPatch) -> type[Grudging]:
    settings.EMAIL_BACKEND = f"{__name__}.Grudging"
    monkeypatch.setattr(Grudging, "refused", {})
    monkeypatch.setattr(Grudging, "is_down", False)
    monkeypatch.setattr(jobs, "_again", lambda job, key, attempt: AGAIN.append((key, attempt)))
    AGAIN.clear()
    return Grudging


AGAIN: list[tuple[str, int]] = []


def test_an_address_refused_for_good_leaves_no_token(
    cast: Cast, opened: SurveyPeriod, people: People, do_now: Any, grudging: type[Grudging]
) -> None:
    bad = "warga3@rumah.example"
    grudging.refused = {bad: smtplib.SMTPRecipientsRefused({bad: (550, b"no such user")})}
    batch = prepare(cast, opened, people(6))
    with do_now():
        actions.send_batch(batch=batch, by=cast.pic, now=NOW)
    batch.refresh_from_db()
    assert (batch.state, batch.invited, batch.refused) == (BatchState.SENT, 5, 1)
    assert SurveyToken.objects.count() == QuarterlyCap.objects.count() == 5
    assert not batch.contacts.filter(address=bad).exists()


@pytest.mark.parametrize(
    "refusal",
    [
        smtplib.SMTPRecipientsRefused({"warga0@rumah.example": (452, b"mailbox full")}),
        smtplib.SMTPDataError(554, b"looks like spam"),
        smtplib.SMTPSenderRefused(451, b"not now", "bening@kota.example"),
    ],
)
def test_a_message_that_is_not_taken_holds_up_nobody_behind_it(
    cast: Cast,
    opened: SurveyPeriod,
    people: People,
    do_now: Any,
    grudging: type[Grudging],
    refusal: Exception,
) -> None:
    full = "warga0@rumah.example"
    grudging.refused = {full: refusal}
    batch = prepare(cast, opened, people(6))
    with do_now():
        actions.send_batch(batch=batch, by=cast.pic, now=NOW)
    batch.refresh_from_db()
    assert [(str(batch.pk), 1)] == AGAIN
    assert (batch.invited, SurveyToken.objects.count()) == (5, 5)
    assert [one.address for one in batch.contacts.filter(is_invited=False)] == [full]


def test_a_mail_server_that_stops_loses_nothing(
    cast: Cast, opened: SurveyPeriod, people: People, do_now: Any, grudging: type[Grudging]
) -> None:
    grudging.refused = {
        f"warga{at}@rumah.example": smtplib.SMTPServerDisconnected("gone") for at in range(6)
    }
    batch = prepare(cast, opened, people(6))
    with do_now():
        actions.send_batch(batch=batch, by=cast.pic, now=NOW)
    assert [(str(batch.pk), 1)] == AGAIN
    assert not SurveyToken.objects.exists()
    assert not QuarterlyCap.objects.exists()
    assert batch.contacts.filter(is_invited=False).count() == 6
    grudging.is_down, grudging.refused = True, {}
    jobs.send_invitations.call(str(batch.pk), 2)
    assert not SurveyToken.objects.exists()
    jobs.send_invitations.call(str(batch.pk), jobs.TRIES)
    batch.refresh_from_db()
    assert batch.state == BatchState.FAILED
    grudging.is_down = False
    with do_now():
        actions.send_batch(batch=batch, by=cast.pic, now=NOW)
    batch.refresh_from_db()
    assert (batch.state, batch.invited, len(mail.outbox)) == (BatchState.SENT, 6, 6)
    assert SurveyToken.objects.count() == 6


def test_a_fault_of_the_program_loses_nobody(
    cast: Cast, opened: SurveyPeriod, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = prepare(cast, opened, people(6))

    def broken(*_given: Any) -> None:
        raise LookupError("no template")

    monkeypatch.setattr(jobs, "invitation_mail", broken)
    with pytest.raises(LookupError):
        jobs.send_invitations.call(str(batch.pk))
    batch.refresh_from_db()
    assert batch.state == BatchState.FAILED
    assert batch.contacts.filter(is_invited=False).count() == 6
    assert not SurveyToken.objects.exists()


def test_a_message_goes_at_most_once(
    cast: Cast, opened: SurveyPeriod, people: People, do_now: Any
) -> None:
    batch = prepare(cast, opened, people(6))
    with do_now():
        actions.send_batch(batch=batch, by=cast.pic, now=NOW)
    for _each in range(3):
        jobs.send_invitations.call(str(batch.pk))
    InvitationBatch.objects.update(state=BatchState.WAITING)
    jobs.send_invitations.call(str(batch.pk))
    assert len(mail.outbox) == 6
    assert SurveyToken.objects.count() == 6


def test_long_lists_are_sent_in_several_jobs(
    cast: Cast,
    opened: SurveyPeriod,
    people: People,
    do_now: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(jobs, "CHUNK", 4)
    batch = prepare(cast, opened, people(10))
    with do_now():
        actions.send_batch(batch=batch, by=cast.pic, now=NOW)
    batch.refresh_from_db()
    assert (batch.invited, batch.state) == (10, BatchState.SENT)


def test_no_copy_holds_a_token_or_ties_one_to_a_person(
    cast: Cast,
    opened: SurveyPeriod,
    people: People,
    do_now: Any,
    settings: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Every table is read through: no token anywhere, no address beside a hash."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    batch = prepare(cast, opened, people(20))
    with do_now(), caplog.at_level("DEBUG"):
        actions.send_batch(batch=batch, by=cast.pic, now=NOW)
    (job,) = DBTaskResult.objects.all()
    assert job.args_kwargs == {"args": [str(batch.pk)], "kwargs": {}}
    with caplog.at_level("DEBUG"):
        jobs.send_invitations.call(str(batch.pk))
    tokens = [_token(str(one.body)) for one in mail.outbox]
    assert len(tokens) == 20
    raw = {read_token(one) for one in tokens}
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    kept = bytes(value) if isinstance(value, memoryview | bytes) else str(value)
                    if isinstance(kept, bytes):
                        assert not any(one in kept for one in raw), table
                    else:
                        assert not any(one in kept for one in tokens), table
    assert not any(one in caplog.text for one in tokens)
    assert "rumah.example" not in caplog.text
    hashes = [bytes(one) for one in _in_order_of_storage()]
    assert hashes == sorted(hashes)  # the order of sending is not that of the table
    sent = [spend_hash(read_token(one)) for one in tokens]
    assert sent != sorted(sent)


def _in_order_of_storage() -> list[Any]:
    order = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT hash FROM surveys_surveytoken ORDER BY {order}")
        return [row[0] for row in cursor.fetchall()]


# --- cards


def test_cards_are_made_in_one_answer_and_kept_nowhere(
    cast: Cast, opened: SurveyPeriod, client: Client
) -> None:
    sign_in(client, cast.pic)
    address = reverse("surveys:cards", args=[opened.pk])
    assert client.get(address).status_code == 200
    answer = client.post(address, {"means": "cards", "count": "12"})
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert answer.content.startswith(b"%PDF")
    assert SurveyToken.objects.count() == 12
    batch = InvitationBatch.objects.get()
    assert (batch.means, batch.invited, batch.state) == ("cards", 12, BatchState.SENT)
    assert not SurveyContact.objects.exists()
    assert client.post(address, {"means": "cards", "count": "201"}).status_code == 422
    assert client.post(address, {"means": "mail", "count": "1"}).status_code == 422
    kiosk = client.post(address, {"means": "kiosk", "count": "1"})
    assert kiosk.content.startswith(b"%PDF")


def test_each_card_carries_its_code(cast: Cast, opened: SurveyPeriod) -> None:
    import pypdfium2  # noqa: PLC0415 - beside its only use

    from bening.domain.surveys.tokens import card_text  # noqa: PLC0415
    from bening.surveys.cards import cards_pdf  # noqa: PLC0415

    made = actions.make_cards(
        period=opened, means=InvitationMeans.CARDS, count=11, by=cast.pic, now=NOW
    )
    content = cards_pdf(opened, made.tokens, means=InvitationMeans.CARDS, now=NOW)
    pages = pypdfium2.PdfDocument(content)
    assert len(pages) == 2
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    flat = "".join(text.split())
    for token in made.tokens:
        assert "".join(card_text(read_token(token)).split()) in flat
    assert "30 Juni 2026" in text


def test_tokens_of_a_paper_that_was_not_made_are_taken_back(
    cast: Cast, opened: SurveyPeriod, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bening.surveys.views import invitations as views  # noqa: PLC0415

    def broken(*_given: Any, **_named: Any) -> bytes:
        raise RuntimeError("no paper")

    monkeypatch.setattr(views, "cards_pdf", broken)
    sign_in(client, cast.pic)
    with pytest.raises(RuntimeError):
        client.post(reverse("surveys:cards", args=[opened.pk]), {"means": "cards", "count": "3"})
    assert not SurveyToken.objects.exists()
    assert not InvitationBatch.objects.exists()


def test_what_cards_refuse(cast: Cast, opened: SurveyPeriod) -> None:
    for means, count, code in (
        (InvitationMeans.MAIL, 5, "cards_by_means"),
        (InvitationMeans.CARDS, 0, "card_count_absurd"),
        (InvitationMeans.CARDS, 201, "card_count_absurd"),
    ):
        with pytest.raises(SurveyRefused, match=code):
            actions.make_cards(period=opened, means=means, count=count, by=cast.pic, now=NOW)
    with pytest.raises(NotAllowed):
        actions.make_cards(
            period=opened, means=InvitationMeans.CARDS, count=1, by=cast.inspector, now=NOW
        )


# --- pages


def upload(client: Client, period: SurveyPeriod, text: str, **values: str) -> Any:
    file = SimpleUploadedFile("daftar.csv", text.encode())
    given = {"file": file, "drawing": "everyone", "size": "", **values}
    return client.post(reverse("surveys:invite", args=[period.pk]), given)


LINES = "".join(f"tamu{at}@rumah.example;ktp-el;2026-04-1{at}\n" for at in range(5))


def test_a_list_is_read_drawn_and_shown_before_it_is_sent(
    cast: Cast, opened: SurveyPeriod, client: Client, today: date, do_now: Any
) -> None:
    sign_in(client, cast.pic)
    done = upload(client, opened, f"Surel;Kode layanan;Tanggal selesai\n{LINES}")
    batch = InvitationBatch.objects.get()
    assert done["Location"] == reverse("surveys:batch", args=[batch.pk])
    page = client.get(done["Location"]).content.decode()
    assert batch.frame_sha256 in page
    assert "Kirim undangan" in page
    with do_now():
        assert client.post(done["Location"], {"act": "send"}).status_code == 302
    assert len(mail.outbox) == 5
    assert "Kirim pengingat" in client.get(done["Location"]).content.decode()
    with do_now():
        client.post(done["Location"], {"act": "remind"})
    assert len(mail.outbox) == 10
    assert client.post(done["Location"], {"act": "nothing"}).status_code == 404
    sign_in(client, cast.outsider)
    assert client.get(done["Location"]).status_code == 404
    assert client.post(done["Location"], {"act": "send"}).status_code == 404


def test_every_faulty_line_is_said_and_nothing_is_kept(
    cast: Cast, opened: SurveyPeriod, client: Client, today: date
) -> None:
    sign_in(client, cast.pic)
    bad = upload(
        client,
        opened,
        "Surel;Kode layanan;Tanggal selesai\nbukan-surel;ktp-el;2026-04-10\n"
        f"a@b.example;sim;2026-04-10\n{cast.pic.email.upper()};ktp-el;2026-04-10\n"
        "c@b.example;ktp-el;2026-05-10\nd@b.example;ktp-el;lusa\ne@b.example;ktp-el;2024-04-10\n",
    )
    page = bad.content.decode()
    assert bad.status_code == 422
    for said in (
        "bukan alamat surel",
        "“sim”",
        "milik pegawai",
        "belum terjadi",
        "“lusa”",
        "setahun lalu",
    ):
        assert said in page
    assert not SurveyContact.objects.exists()


def test_columns_of_other_names_are_chosen(
    cast: Cast, opened: SurveyPeriod, client: Client, today: date
) -> None:
    sign_in(client, cast.pic)
    text = f"Kontak;Jenis;Kapan\n{LINES}"
    asked = upload(client, opened, text)
    page = asked.content.decode()
    assert asked.status_code == 422
    assert '<option value="Kontak">' in page
    done = upload(
        client,
        opened,
        text,
        headings="Kontak\r\nJenis\r\nKapan",
        column_address="Kontak",
        column_service="Jenis",
        column_day="Kapan",
    )
    assert done.status_code == 302
    assert SurveyContact.objects.count() == 5


def test_pages_of_invitations_ask_little(
    cast: Cast,
    opened: SurveyPeriod,
    people: People,
    client: Client,
    django_assert_max_num_queries: Any,
) -> None:
    batch = prepare(cast, opened, people(30))
    sign_in(client, cast.pic)
    address = reverse("surveys:batch", args=[batch.pk])
    client.get(address)
    with django_assert_max_num_queries(14):
        assert client.get(address).status_code == 200
    template = client.get(reverse("surveys:invite_template", args=[opened.pk]))
    assert b"ktp-el" in template.content
