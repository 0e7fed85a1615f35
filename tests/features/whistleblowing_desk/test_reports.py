"""A report at the desk: read in memory, its steps and terms, and to whom it goes."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.http import Http404

from bening.accounts.models import Person
from bening.domain.whistleblowing import ReportAct, ReportRefused, ReportState, read_message
from bening.whistleblowing import box, filing, sealing, vault
from bening.whistleblowing.cleaning import CleanFile
from bening.whistleblowing.desk import access, granting, naming, reading, steps
from bening.whistleblowing.desk.refusals import DeskRefused, Settled
from bening.whistleblowing.filing import SealedUpload
from bening.whistleblowing.models import KeyGrant, Report, ReportAccess, ReportStep
from bening.whistleblowing.once import Pass
from bening.whistleblowing.sealing import WrongKey
from tests.features.whistleblowing_desk.world import PASSPHRASE, SECRET, World
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
Two = tuple[Person, Person]
A = ReportAct


def step(report: Report, by: Person, act: ReportAct, days: int = 0, word: str = "kabar") -> Report:
    steps.take_step(
        report=report,
        act=act,
        note=f"catatan {act}",
        message=word,
        by=by,
        now=NOW + timedelta(days=days),
    )
    report.refresh_from_db()
    return report


def test_a_handler_reads_what_was_filed(world: World, two: Two) -> None:
    photo = CleanFile("foto.jpg", "image/jpeg", b"\xff\xd8 gambar")
    report = world.file(files=[photo])
    for person in two:
        shown = reading.open_report(report=report, keys=world.open(person), by=person, on=TODAY)
        assert shown.content is not None
        assert shown.content.what == SECRET
        note, content = reading.read_file(
            report=report,
            file=report.files.get().pk,
            keys=world.open(person),
            by=person,
            on=TODAY,
        )
        assert (note.name, content) == ("foto.jpg", b"\xff\xd8 gambar")
    assert {row.act for row in ReportAccess.objects.all()} == {"opened", "file"}


def test_reports_of_others_are_not_there(world: World, two: Two) -> None:
    report = world.file()
    late = world.handler("Sekar Wulandari")
    for person in (late, world.cast.inspector, world.cast.agency_admin, world.cast.outsider):
        with pytest.raises(Http404):
            access.report_for(person, report.handle)
    with pytest.raises(Http404):
        access.report_for(two[0], uuid4())
    with pytest.raises(Http404):
        access.report_for(two[0], report.pk)


def test_who_comes_later_reads_nothing_until_granted(world: World, two: Two) -> None:
    photo = CleanFile("foto.jpg", "image/jpeg", b"isi gambar")
    report = world.file(files=[photo])
    step(report, two[0], A.BEGIN_TRIAGE)
    steps.write_note(report=report, text="catatan dalam", by=two[0], now=NOW)
    late = world.handler("Sekar Wulandari")
    assert reading.content_of(report, world.open(late)) is None
    old = report.files.get().name
    with pytest.raises(DeskRefused, match="grant_reason_missing"):
        granting.grant(
            report=report,
            key=access.keys_of(late).get(),
            reason="  ",
            keys=world.open(two[0]),
            by=two[0],
            now=NOW,
        )
    with pytest.raises(DeskRefused, match="report_closed_to_you"):
        granting.grant(
            report=report,
            key=access.keys_of(late).get(),
            reason="coba",
            keys=world.open(late),
            by=late,
            now=NOW,
        )
    granting.grant(
        report=report,
        key=access.keys_of(late).get(),
        reason="menggantikan selama cuti",
        keys=world.open(two[0]),
        by=two[0],
        now=NOW,
    )
    report.refresh_from_db()
    found = reading.open_report(
        report=access.report_for(late, report.handle), keys=world.open(late), by=late, on=TODAY
    )
    assert found.content is not None
    assert found.content.what == SECRET
    assert [each.note for each in found.steps] == ["catatan begin_triage"]
    assert [each.text for each in found.notes] == ["catatan dalam"]
    assert [each.text for each in found.messages] == ["kabar"]
    new = report.files.get().name
    assert new != old
    assert world.open(late).read(vault.read(new)) == b"isi gambar"
    made = KeyGrant.objects.get(report=report, key__person=late)
    assert (made.by, made.reason) == (two[0], "menggantikan selama cuti")


def test_the_old_sealed_file_goes_after_the_commit(
    world: World, two: Two, django_capture_on_commit_callbacks: object
) -> None:
    report = world.file(files=[CleanFile("a.txt", "text/plain", b"isi")])
    late = world.handler("Sekar Wulandari")
    old = report.files.get().name
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        granting.grant(
            report=report,
            key=access.keys_of(late).get(),
            reason="cuti",
            keys=world.open(two[0]),
            by=two[0],
            now=NOW,
        )
    with pytest.raises(vault.SealedFileMissing):
        vault.read(old)


def test_nobody_whom_a_report_names_is_added(world: World, two: Two) -> None:
    report = world.file(who="Sekar Wulandari dari bagian umum")
    late = world.handler("Sekar Wulandari")
    with pytest.raises(DeskRefused, match="handler_is_involved"):
        granting.grant(
            report=report,
            key=access.keys_of(late).get(),
            reason="cuti",
            keys=world.open(two[0]),
            by=two[0],
            now=NOW,
        )
    assert not report.grants.filter(key__person=late).exists()


def test_a_report_handed_over_is_read_by_the_receivers_alone(world: World, two: Two) -> None:
    report = world.file()
    theirs = world.handler("Teguh Firmansyah", world.cast.unit)
    granting.hand_over(
        report=report,
        unit=world.cast.unit,
        reason="kewenangan unit",
        keys=world.open(two[0]),
        by=two[0],
        now=NOW,
    )
    report.refresh_from_db()
    assert report.state == ReportState.HANDED_OVER
    with pytest.raises(Http404):
        access.report_for(two[0], report.handle)
    assert reading.content_of(report, world.open(two[0])) is None
    content = reading.content_of(report, world.open(theirs))
    assert content is not None
    assert content.what == SECRET
    chain = list(report.grants.order_by("ended_on", "key__person__name"))
    assert sum(row.ended_on == TODAY for row in chain) == 2
    with pytest.raises(ReportRefused, match="report_step"):
        granting.hand_over(
            report=report,
            unit=None,
            reason="kembali",
            keys=world.open(theirs),
            by=theirs,
            now=NOW,
        )
    step(report, theirs, A.BEGIN_TRIAGE)
    granting.hand_over(
        report=report, unit=None, reason="kembali", keys=world.open(theirs), by=theirs, now=NOW
    )
    assert access.report_for(two[0], report.handle) == report


def test_what_the_reporter_sends_during_a_handover_is_read_by_the_receivers(
    world: World, two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor by those who had it before, to whose keys it would else be sealed."""
    report = world.file()
    theirs = world.handler("Teguh Firmansyah", world.cast.unit)
    opened_by = sealing.stretched(world.filed.receipt, bytes(world.site.salt))
    begun: list[CleanFile] = []
    stored = len(list(vault.names()))

    def handed_over_meanwhile(
        files: Sequence[CleanFile], recipients: Sequence[str], *, day: date
    ) -> list[SealedUpload]:
        sealed = filing.seal_files(files, recipients, day=day)
        if not begun:
            begun.extend(files)
            granting.hand_over(
                report=report,
                unit=world.cast.unit,
                reason="kewenangan unit",
                keys=world.open(two[0]),
                by=two[0],
                now=NOW,
            )
        return sealed

    monkeypatch.setattr(box, "seal_files", handed_over_meanwhile)
    box.send_message(
        site=world.site,
        ticket=box.new_ticket(world.site, opened_by, now=NOW),
        text="kabar baru",
        files=[CleanFile("a.txt", "text/plain", b"isi baru")],
        form=Pass(uuid4(), NOW + timedelta(hours=1)),
        now=NOW,
    )

    message, file = report.messages.get(), report.files.get()
    keys = world.open(theirs)
    assert read_message(keys.read(message.to_handlers)).text == "kabar baru"
    assert keys.read(vault.read(file.name)) == b"isi baru"
    with pytest.raises(WrongKey):
        world.open(two[0]).read(message.to_handlers)
    assert len(list(vault.names())) == stored + 1, "what was sealed to the others is gone"


def test_a_report_is_handed_to_nobody_it_names(world: World, two: Two) -> None:
    report = world.file(who="Teguh Firmansyah")
    world.handler("Teguh Firmansyah", world.cast.unit)
    for unit in (world.cast.unit, world.cast.other_unit):
        with pytest.raises(DeskRefused, match="handover_nobody"):
            granting.hand_over(
                report=report,
                unit=unit,
                reason="kewenangan unit",
                keys=world.open(two[0]),
                by=two[0],
                now=NOW,
            )
    with pytest.raises(DeskRefused, match="handover_to_same"):
        granting.hand_over(
            report=report, unit=None, reason="x", keys=world.open(two[0]), by=two[0], now=NOW
        )


def test_a_report_is_sealed_anew_without_who_left(world: World, two: Two) -> None:
    report = world.file()
    gone = world.open(two[1])
    naming.dismiss_holder(holder=access.holders_of(two[1]).get(), by=world.cast.inspector, now=NOW)
    assert gone.read(report.sealed)
    assert granting.renew(report=report, keys=world.open(two[0]), by=two[0], now=NOW) == 1
    report.refresh_from_db()
    with pytest.raises(sealing.WrongKey):
        gone.read(report.sealed)
    assert reading.content_of(report, world.open(two[0])) is not None


def test_every_step_stands_in_the_table(world: World, two: Two) -> None:
    report = world.file()
    for act, state in (
        (A.BEGIN_TRIAGE, "triage"),
        (A.ASK, "asked"),
    ):
        assert step(report, two[0], act).state == state
    with pytest.raises(DeskRefused, match="step_not_here"):
        step(report, two[0], A.ANSWER)
    with pytest.raises(ReportRefused, match="report_step"):
        step(report, two[0], A.CLOSE)
    Report.objects.filter(pk=report.pk).update(state="triage")
    for act in (A.INVESTIGATE, A.FIND_PROVEN, A.RECOMMEND, A.FOLLOW_UP, A.CLOSE):
        step(report, two[0], act)
    assert (report.state, report.finding, report.closed_on) == ("closed", "proven", TODAY)
    step(report, two[1], A.REOPEN, days=3)
    assert (report.state, report.finding, report.closed_on) == ("triage", "", None)


@pytest.mark.parametrize(
    ("note", "message", "code"),
    [("", "kabar", "step_note_missing"), ("sebab", " ", "step_message_missing")],
)
def test_steps_are_explained_and_told(
    world: World, two: Two, note: str, message: str, code: str
) -> None:
    report = step(world.file(), two[0], A.BEGIN_TRIAGE)
    with pytest.raises(DeskRefused, match=code):
        steps.take_step(report=report, act=A.REJECT, note=note, message=message, by=two[0], now=NOW)


def test_what_went_to_the_law_is_read_only(world: World, two: Two) -> None:
    report = step(world.file(), two[0], A.BEGIN_TRIAGE)
    step(report, two[0], A.TO_LAW)
    assert report.closed_on == TODAY
    for write in (steps.write_message, steps.write_note):
        with pytest.raises(Settled, match="report_read_only"):
            write(report=report, text="halo", by=two[0], now=NOW)
    for act in set(A) - steps.OWN_WAY:
        with pytest.raises(ReportRefused, match="report_step"):
            step(report, two[0], act)
    assert reading.content_of(report, world.open(two[0])) is not None


def test_terms_are_working_days_and_wait_for_the_reporter(world: World, two: Two) -> None:
    report = world.file()
    assert (report.answer_due_on, report.triage_due_on) == (date(2026, 4, 22), date(2026, 4, 29))
    step(report, two[0], A.BEGIN_TRIAGE)
    assert report.answered_on == TODAY
    step(report, two[0], A.ASK, days=1)
    assert report.triage_due_on is None
    assert report.result_due_on is None
    opened = box.open_with_receipt(world.site, world.filed.receipt, now=NOW)
    assert [each.text for each in opened.messages] == ["kabar", "kabar"]
    ReportStep.objects.create(
        report=report,
        position=3,
        act="answer",
        state="triage",
        day=TODAY + timedelta(days=8),
    )
    Report.objects.filter(pk=report.pk).update(state="triage")
    report.refresh_from_db()
    step(report, two[0], A.INVESTIGATE, days=8)
    assert report.triage_due_on == date(2026, 5, 6)


def test_the_reporter_reads_what_handlers_write(world: World, two: Two) -> None:
    report = world.file()
    steps.write_message(report=report, text="Kapan terjadi?", by=two[0], now=NOW)
    opened = box.open_with_receipt(world.site, world.filed.receipt, now=NOW)
    assert [each.text for each in opened.messages] == ["Kapan terjadi?"]
    report.refresh_from_db()
    assert report.answered_on == TODAY


def dump() -> bytes:
    """Everything that the tables and the storage hold."""
    found = b""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                found += b"\x00".join(
                    bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                    for value in row
                )
    for path in Path(settings.STORAGE_FOLDER).rglob("*"):
        if path.is_file():
            found += path.read_bytes()
    return found


def test_the_database_and_the_files_read_nothing(world: World, two: Two) -> None:
    from bening.domain.whistleblowing import IdentityContent  # noqa: PLC0415 - used here alone

    world.custodians()
    report = world.file(
        identity=IdentityContent("Umar Hadikusumo", "0811 2233"),
        files=[CleanFile("bukti rahasia.txt", "text/plain", b"uang di dalam amplop")],
        who="Wayan Mahendra",
    )
    keys = world.open(two[0])
    step(report, two[0], A.BEGIN_TRIAGE, word="Terima kasih sudah melapor")
    steps.write_note(report=report, text="periksa gudang", by=two[0], now=NOW)
    content = dump()
    assert str(report.handle).replace("-", "").encode() in content.replace(b"-", b"")
    secret = next(iter(keys.secrets.values()))
    for words in (
        SECRET,
        "Umar",
        "Hadikusumo",
        "0811 2233",
        "bukti rahasia",
        "uang di dalam",
        "Mahendra",
        "Terima kasih sudah",
        "periksa gudang",
        "catatan begin",
        PASSPHRASE,
        secret,
        "AGE-SECRET-KEY",
        str(world.filed.receipt),
    ):
        assert words.encode() not in content, words


def test_nothing_is_sealed_to_who_is_no_longer_active(world: World, two: Two) -> None:
    report = world.file()
    gone = world.open(two[1])
    two[1].is_active = False
    two[1].save()
    made = steps.write_note(report=report, text="setelah pergi", by=two[0], now=NOW)
    with pytest.raises(sealing.WrongKey):
        gone.read(made.sealed)
    assert granting.renew(report=report, keys=world.open(two[0]), by=two[0], now=NOW) == 1
    assert not access.reports_of(two[1]).exists()
