"""The desk's own rules: merging, officers, personal data, lists, years."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.complaints import access, api, inbox
from bening.complaints.actions import (
    appeals,
    desk,
    files,
    lapor,
    people,
    reporter,
    settling,
    years,
)
from bening.complaints.content import Identity, Story
from bening.complaints.details import alike, handlers_for
from bening.complaints.facts import settled
from bening.complaints.models import (
    Attachment,
    Complaint,
    ComplaintClass,
    LaporRecord,
    OfficerDuty,
    RefusalReason,
    Reporter,
)
from bening.documents.models import DocumentKind
from bening.domain.complaints import ComplaintRefused
from bening.facts import Period
from tests.features.aftercare.conftest import make_award
from tests.features.complaints.conftest import PDF, STORY, answered, filed, officer
from tests.features.conflicts.test_ties import signed
from tests.features.programs.papers import make_paper
from tests.people import NOW, TODAY, Cast, make_person, sign_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WAY_LATER = NOW + 30 * DAY


def test_duplicates_are_found_and_merged(cast: Cast, liaison: Person) -> None:
    first = filed(cast.unit).complaint
    other = "Fotokopi saya ditolak di loket 4 padahal papan syarat membolehkannya pada selasa pagi."
    second = filed(cast.unit, story=Story(story=other)).complaint
    third = filed(cast.unit, story=Story(story="Kursi tunggu lansia kurang nyaman.")).complaint
    found = alike(second, liaison, Story(story=other), on=TODAY)
    assert [one.complaint for one in found] == [first]
    moved = settling.merge(key=second.pk, into=first.pk, by=liaison, now=NOW)
    assert (moved.state, moved.merged_into) == ("merged", first)
    with pytest.raises(ComplaintRefused, match="merge_not_possible"):
        settling.merge(key=third.pk, into=second.pk, by=liaison, now=NOW)


def test_identity_is_opened_with_a_reason_and_recorded(cast: Cast, liaison: Person) -> None:
    made = filed(cast.unit, identity=Identity(name="Sari", contact="081234567890"))
    key = made.complaint.pk
    assert b"Sari" not in bytes(Reporter.objects.get().kept)
    with pytest.raises(ComplaintRefused, match="opening_reason_missing"):
        people.open_identity(key=key, reason=" ", by=liaison, now=NOW)
    with pytest.raises(NotAllowed):
        people.open_identity(key=key, reason="ingin tahu", by=cast.unit_head, now=NOW)
    assert not Event.objects.filter(act="complaint.personal_opened").exists()
    found = people.open_identity(key=key, reason="Menelepon pelapor", by=liaison, now=NOW)
    assert found.name == "Sari"
    event = Event.objects.get(act="complaint.personal_opened")
    assert event.data == {"reason": "Menelepon pelapor"}


def test_no_event_holds_a_word_of_what_was_said(cast: Cast, liaison: Person) -> None:
    story = Story(title="Loket empat", story=STORY, reported="Bapak Rahasia")
    made = filed(cast.unit, story=story, identity=Identity(name="Sari Dewi", contact="x@y.id"))
    desk.verify(key=made.complaint.pk, classification=ComplaintClass.ORDINARY, by=liaison, now=NOW)
    desk.note(key=made.complaint.pk, text="Catatan rahasia", by=liaison, now=NOW)
    said = " ".join(str(event.data) for event in Event.objects.filter(act__startswith="complaint"))
    for word in ("Sari", "x@y", "Rahasia", "rahasia", "fotokopi", "Loket"):
        assert word not in said


def test_naming_somebody_takes_the_case_from_them(
    cast: Cast, liaison: Person, handler: Person
) -> None:
    key = filed(cast.unit).complaint.pk
    desk.verify(key=key, classification=ComplaintClass.ORDINARY, by=liaison, now=NOW)
    desk.assign(key=key, handler=handler, by=liaison, now=NOW)
    people.name_party(key=key, person=handler, by=liaison, now=NOW)
    assert Complaint.objects.get(pk=key).owner is None
    assert not access.complaints_of(handler).exists()


def test_a_declared_tie_blocks(
    cast: Cast, liaison: Person, handler: Person, coordinator: Person
) -> None:
    accused = make_person("Rini Kakak", agency=cast.agency)
    signed(handler, person=accused.email)
    signed(liaison, person=accused.email)
    key = filed(cast.unit).complaint.pk
    desk.verify(key=key, classification=ComplaintClass.ORDINARY, by=liaison, now=NOW)
    desk.assign(key=key, handler=handler, by=liaison, now=NOW)
    people.name_party(key=key, person=accused, by=coordinator, now=NOW)
    assert Complaint.objects.get(pk=key).owner is None
    with pytest.raises(ComplaintRefused, match="handler_is_tied"):
        desk.assign(key=key, handler=handler, by=coordinator, now=NOW)
    with pytest.raises(NotAllowed, match="complaint_tied"):
        people.remove_party(key=key, person=accused, by=liaison, now=NOW)
    assert list(handlers_for(Complaint.objects.get(pk=key), TODAY)) == [coordinator]


def test_a_tie_to_the_unit_that_holds_it_blocks(
    client: Client, cast: Cast, coordinator: Person
) -> None:
    signed(coordinator, unit=cast.unit)
    key = filed(cast.unit).complaint.pk
    elsewhere = filed(cast.other_unit).complaint.pk
    with pytest.raises(NotAllowed, match="complaint_tied"):
        desk.verify(key=key, classification=ComplaintClass.ORDINARY, by=coordinator, now=NOW)
    desk.verify(key=elsewhere, classification=ComplaintClass.ORDINARY, by=coordinator, now=NOW)
    shown = sign_in(client, coordinator).get(f"/pengaduan/meja/{key}/").content.decode()
    assert "konflik kepentingan" in shown
    assert "/verifikasi/" not in shown
    assert STORY not in shown
    assert STORY in client.get(f"/pengaduan/meja/{elsewhere}/").content.decode()


def test_who_is_tied_reads_nothing_by_the_api(cast: Cast, coordinator: Person) -> None:
    signed(coordinator, unit=cast.unit)
    asked = RequestFactory().get("/")
    asked.user = coordinator
    with pytest.raises(NotAllowed, match="complaint_tied"):
        api.complaint(asked, filed(cast.unit).complaint.pk)
    assert api.complaint(asked, filed(cast.other_unit).complaint.pk)["story"] == STORY


def test_the_letter_of_a_handover_is_offered_to_its_readers(
    client: Client, cast: Cast, coordinator: Person
) -> None:
    key = filed(cast.unit).complaint.pk
    letter = make_paper(cast, None, DocumentKind.HANDOVER_LETTER)
    Complaint.objects.filter(pk=key).update(
        state="handed_over", handed_over_to="Kepolisian", handed_over_at=NOW, letter=letter
    )
    for person, status in ((cast.agency_head, 200), (coordinator, 404)):
        page = sign_in(client, person).get(f"/pengaduan/meja/{key}/").content.decode()
        assert "Dilimpahkan kepada Kepolisian" in page
        assert (f"/dokumen/{letter.pk}/" in page) == (status == 200)
        assert client.get(f"/dokumen/{letter.pk}/").status_code == status


def test_duties_are_given_by_heads_and_administrators(cast: Cast, liaison: Person) -> None:
    person = make_person("Omar Said", agency=cast.agency)
    for by in (liaison, cast.pic):
        with pytest.raises(NotAllowed):
            people.give_duty(
                person=person, duty=OfficerDuty.HANDLER, unit=cast.unit, by=by, now=NOW
            )
    with pytest.raises(NotAllowed):
        people.give_duty(person=person, duty=OfficerDuty.COORDINATOR, by=cast.unit_head, now=NOW)
    made = people.give_duty(
        person=person, duty=OfficerDuty.HANDLER, unit=cast.unit, by=cast.unit_head, now=NOW
    )
    with pytest.raises(ComplaintRefused, match="duty_there"):
        people.give_duty(
            person=person, duty=OfficerDuty.HANDLER, unit=cast.unit, by=cast.unit_head, now=NOW
        )
    assert access.desk_of(person, TODAY).handles == {cast.unit.pk}
    people.end_duty(key=made.pk, by=cast.unit_head, now=NOW)
    assert not access.desk_of(person, TODAY).is_officer


def test_files_lie_encrypted_and_opening_is_recorded(cast: Cast, liaison: Person) -> None:
    made = filed(cast.unit)
    plain = PDF
    row = files.attach_file(
        complaint=made.complaint, file=io.BytesIO(plain), filename="bukti.pdf", now=NOW
    )
    again = files.attach_file(
        complaint=made.complaint, file=io.BytesIO(plain), filename="bukti.pdf", now=NOW
    )
    assert again == row
    from bening.adapters.file_store import file_store

    with file_store().open(row.file_id) as kept:
        assert plain[:20] not in kept.read()
    _row, content = files.open_file(key=made.complaint.pk, attachment=row.pk, by=liaison, now=NOW)
    assert content == plain
    assert Event.objects.filter(act="complaint.file_opened").count() == 1
    with pytest.raises(NotAllowed):
        files.open_file(key=made.complaint.pk, attachment=row.pk, by=cast.unit_head, now=NOW)


def test_a_file_too_large_or_of_another_kind_is_refused(cast: Cast) -> None:
    made = filed(cast.unit)
    with pytest.raises(ComplaintRefused, match="complaint_file_too_large"):
        files.attach_file(
            complaint=made.complaint,
            file=io.BytesIO(b"x" * (files.MOST_BYTES + 1)),
            filename="a.pdf",
            now=NOW,
        )
    assert not Attachment.objects.exists()


LIST = (
    "Tracking ID;Status;Tanggal;Judul Laporan;Isi Laporan;Klasifikasi\n"
    "5001;Proses;2026-04-10;Antre lama;Antre tiga jam di loket dua;Pengaduan\n"
    "5002;Selesai;2026-04-11;;;\n"
)


def test_a_list_of_lapor_is_filed_once_and_compared(
    cast: Cast, liaison: Person, coordinator: Person
) -> None:
    with pytest.raises(NotAllowed):
        lapor.import_list(
            unit=cast.unit, content=LIST.encode(), filename="a.csv", by=liaison, now=NOW
        )
    made = lapor.import_list(
        unit=cast.unit, content=LIST.encode(), filename="a.csv", by=coordinator, now=NOW
    )
    assert (made.rows, made.filed) == (2, 1)
    kept = Complaint.objects.get(lapor_number="5001")
    assert kept.filed_at.date().isoformat() == "2026-04-10"
    assert LaporRecord.objects.get(number="5002").difference == "not_here"
    later = LIST.replace("Proses", "Selesai")
    again = lapor.import_list(
        unit=cast.unit, content=later.encode(), filename="b.csv", by=coordinator, now=NOW + DAY
    )
    assert (again.filed, again.followed) == (0, 1)
    assert LaporRecord.objects.get(number="5001").difference == "open_here"
    assert Complaint.objects.count() == 1


def test_what_is_no_list_is_refused_where_it_was_sent(
    client: Client, cast: Cast, coordinator: Person
) -> None:
    page = sign_in(client, coordinator)
    for content, said in (
        (b"\0\1", "CSV atau XLSX"),
        (b"Nomor;Judul\n1;a\n", "status"),
        (b"Nomor;Status\n", "baris"),
    ):
        file = SimpleUploadedFile("daftar.csv", content)
        sent = page.post("/pengaduan/meja/sp4n/", {"unit": cast.unit.pk, "file": file})
        assert sent.status_code == 422
        assert said in sent.content.decode()
    assert not LaporRecord.objects.exists()


def test_a_year_without_one_counts_once_tpi_confirms(cast: Cast, liaison: Person) -> None:
    period = Period(TODAY.replace(year=2025, month=1, day=1), TODAY.replace(year=2025, month=12))
    assert settled(cast.unit.pk, period, NOW) is None
    with pytest.raises(ComplaintRefused, match="none_year_running"):
        years.state_none(unit=cast.unit, year=2026, note="x", by=liaison, now=NOW)
    row = years.state_none(
        unit=cast.unit, year=2025, note="Kotak dibuka tiap bulan", by=liaison, now=NOW
    )
    assert settled(cast.unit.pk, period, NOW) is None
    with pytest.raises(NotAllowed):
        years.confirm_none(key=row.pk, by=cast.unit_head, now=NOW)
    years.confirm_none(key=row.pk, by=cast.inspector, now=NOW)
    found = settled(cast.unit.pk, period, NOW)
    assert found is not None
    assert found.value == 1
    assert found.counts["confirmed"] == 1


def test_maladministration_at_a_titled_unit_becomes_one_task_of_tpi(
    cast: Cast, coordinator: Person
) -> None:
    key = filed(cast.unit).complaint.pk
    desk.verify(key=key, classification=ComplaintClass.SUPERVISORY, by=coordinator, now=NOW)
    text = "Layanan dihentikan tanpa alasan."
    with pytest.raises(ComplaintRefused, match="concern_without_title"):
        settling.raise_concern(key=key, text=text, by=coordinator, now=NOW)
    award = make_award(cast)
    made = settling.raise_concern(key=key, text=text, by=coordinator, now=NOW)
    assert (made.award, made.source, made.state) == (award, "complaint", "open")
    assert made.reference == f"complaint:{key}"
    with pytest.raises(ComplaintRefused, match="concern_put_already"):
        settling.raise_concern(key=key, text=text, by=coordinator, now=NOW)
    assert award.concerns.count() == 1


def test_none_is_not_said_where_there_is_some(cast: Cast, liaison: Person) -> None:
    filed(cast.unit, now=NOW - 300 * DAY)
    with pytest.raises(ComplaintRefused, match="none_but_some"):
        years.state_none(unit=cast.unit, year=2025, note="x", by=liaison, now=NOW)


def test_the_list_goes_on_after_the_last_row(
    cast: Cast, liaison: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "PAGE", 2)
    made = [filed(cast.unit, now=NOW + timedelta(minutes=n // 2)).complaint for n in range(5)]
    seen: list[Complaint] = []
    after = None
    while True:
        page = inbox.page(liaison, inbox.Asked(), today=TODAY, after=after)
        seen += page.rows
        after = page.after
        if after is None:
            break
    assert {one.pk for one in seen} == {one.pk for one in made}
    assert len(seen) == 5
    assert [one.filed_at for one in seen] == sorted((m.filed_at for m in made), reverse=True)


def test_the_desk_is_for_officers_and_those_above(
    client: Client, cast: Cast, liaison: Person, coordinator: Person
) -> None:
    made = filed(cast.unit, identity=Identity(name="Sari Dewi", contact="0812"))
    page = f"/pengaduan/meja/{made.complaint.pk}/"
    for person, status in ((liaison, 200), (coordinator, 200), (cast.unit_head, 200)):
        shown = sign_in(client, person).get(page)
        assert shown.status_code == status
        assert b"Sari Dewi" not in shown.content
    assert sign_in(client, cast.pic).get(page).status_code == 404
    assert sign_in(client, cast.pic).get("/pengaduan/meja/").status_code == 403
    sent = sign_in(client, liaison).post(page + "pelapor/", {"reason": "Menelepon"})
    assert b"Sari Dewi" in sent.content
    assert sent["Cache-Control"] == "no-store"


def test_the_page_of_each_state_is_shown_to_desk_and_reporter(
    client: Client, cast: Cast, liaison: Person, coordinator: Person
) -> None:
    made = filed(cast.unit)
    key, shown = made.complaint.pk, sign_in(client, liaison)

    def check(words: str) -> None:
        for page in (f"/pengaduan/meja/{key}/", f"/pengaduan/kasus/{made.code}/"):
            answer = shown.get(page)
            assert answer.status_code == 200
        assert words in shown.get(f"/pengaduan/meja/{key}/").content.decode()

    check("Terkirim")
    desk.ask(key=key, text="Jam berapa?", by=liaison, now=NOW)
    check("Menunggu balasan pelapor")
    reporter.reply(code=made.code, text="Pukul sembilan", now=NOW)
    desk.refuse(key=key, reason=RefusalReason.SETTLED, text="Sudah", by=liaison, now=NOW)
    check("Ditolak")
    reporter.appeal(code=made.code, text="Belum", now=NOW)
    check("Keberatan diajukan")
    appeals.decide_appeal(key=key, is_granted=True, text="Ya", by=coordinator, now=NOW)
    desk.verify(key=key, classification=ComplaintClass.ORDINARY, by=liaison, now=NOW)
    check("Diverifikasi")
    desk.start(key=key, by=liaison, now=NOW)
    check("Ditindaklanjuti")
    desk.answer(key=key, text="Beres", by=liaison, now=NOW)
    check("Dijawab")
    reporter.agree(code=made.code, now=NOW)
    check("Selesai")
    reporter.disagree(code=made.code, text="Masih", now=NOW)
    check("Dibuka kembali")
    settling.merge(key=key, into=filed(cast.unit).complaint.pk, by=liaison, now=NOW)
    check("Digabung")
    Complaint.objects.filter(pk=key).update(
        state="handed_over", merged_into=None, handed_over_to="Kepolisian", handed_over_at=NOW
    )
    check("Dilimpahkan")


def test_what_people_wrote_is_escaped(client: Client, cast: Cast, liaison: Person) -> None:
    bad = "<script>alert(1)</script>"
    told = Story(title=bad, story=bad, place=bad, reported=bad, outcome=bad)
    made = filed(cast.unit, story=told, area=bad, identity=Identity(name=bad, contact=bad))
    key = made.complaint.pk
    officer(make_person(bad, agency=cast.agency), OfficerDuty.HANDLER, cast.unit)
    files.attach_file(
        complaint=made.complaint, file=io.BytesIO(PDF), filename=f"{bad}.pdf", now=NOW
    )
    desk.ask(key=key, text=bad, by=liaison, now=NOW)
    reporter.reply(code=made.code, text=bad, now=NOW)
    reporter.add(code=made.code, text=bad, now=NOW)
    desk.note(key=key, text=bad, by=liaison, now=NOW)
    shown = sign_in(client, liaison)
    page = f"/pengaduan/meja/{key}/"
    for address in ("/pengaduan/meja/", page, f"/pengaduan/kantor/{cast.unit.pk}/daftar/"):
        assert b"<script>alert" not in shown.get(address).content
    opened = shown.post(f"{page}pelapor/", {"reason": bad})
    assert opened.status_code == 200
    assert bad not in opened.content.decode()
    assert bad not in shown.get(f"/pengaduan/kasus/{made.code}/").content.decode()


def test_the_year_is_counted_without_identities(
    cast: Cast, liaison: Person, coordinator: Person
) -> None:
    from bening.complaints.yearly import figures

    period = Period(TODAY.replace(month=1, day=1), TODAY.replace(month=12, day=31))
    answered(cast.unit, liaison)
    filed(cast.unit)
    made = figures(cast.agency.pk, cast.unit.pk, period, NOW)
    assert made is not None
    assert (made.received, made.settled, made.open) == (2, 0, 2)
    assert (made.measured, made.on_time) == (1, 1)
    assert [one.measured for one in made.durations] == [1, 1]
    other = figures(cast.agency.pk, cast.other_unit.pk, period, NOW)
    assert other is not None
    assert other.received == 0
