"""Complaints of the demo: officers, and cases in every state at the main unit and one other."""

import secrets
from datetime import datetime

from bening.accounts.models import Person
from bening.complaints.actions import desk, filing, lapor, people, reporter, settling, years
from bening.complaints.content import Identity, Story
from bening.complaints.models import (
    ComplaintClass,
    ComplaintKind,
    IntakeWay,
    OfficerDuty,
    RefusalReason,
    Topic,
)
from bening.config.demo.cast import MAIN_UNIT
from bening.config.demo.stage import Stage

STORIES = (
    (
        "Fotokopi ditolak di loket 4",
        "Fotokopi saya ditolak di loket 4 padahal papan syarat membolehkan foto di tempat.",
        Topic.REQUIREMENTS,
        ComplaintKind.COMPLAINT,
    ),
    (
        "Fotokopi ditolak padahal boleh difoto",
        "Di loket 4 fotokopi ditolak, padahal papan syarat membolehkan difoto di tempat.",
        Topic.REQUIREMENTS,
        ComplaintKind.COMPLAINT,
    ),
    (
        "KTP-el belum jadi lewat dari janji",
        "Dijanjikan tiga hari, sudah dua minggu KTP-el anak saya belum jadi dan belum ada kabar.",
        Topic.TIME,
        ComplaintKind.COMPLAINT,
    ),
    (
        "Kursi tunggu untuk lansia",
        "Usul kursi bersandaran di dekat loket prioritas; bangku panjang sulit bagi ibu saya.",
        Topic.FACILITIES,
        ComplaintKind.ASPIRATION,
    ),
    (
        "Data jumlah penduduk per kelurahan",
        "Mohon data jumlah penduduk per kelurahan tahun lalu untuk tugas sekolah.",
        Topic.OTHER,
        ComplaintKind.INFORMATION,
    ),
    (
        "Syarat pindah datang dari luar kota",
        "Apakah surat pindah dari kota asal perlu dilegalisasi sebelum dibawa ke sini?",
        Topic.REQUIREMENTS,
        ComplaintKind.CONSULTATION,
    ),
    (
        "Nomor antrean daring tidak muncul",
        "Sesudah memilih layanan di ponsel, layar putih dan nomor tidak muncul.",
        Topic.ONLINE,
        ComplaintKind.COMPLAINT,
    ),
    (
        "Parkir penuh",
        "Parkir depan kantor penuh setiap Senin.",
        Topic.FACILITIES,
        ComplaintKind.UNSURE,
    ),
)

SINCE = 790
"""For so many days officers have had their duties."""
LAST_YEAR = ((200, 2, 3), (150, 5, 4), (110, 0, 2), (70, 4, 4), (30, 3, 4))
"""How many days before New Year, which story, how the answer was rated."""


def complain(stage: Stage) -> None:
    """The desk has its officers; what came in is at every stage of the way."""
    stage.say("Pengaduan")
    unit, other = stage.units[MAIN_UNIT], stage.units["2.02"]
    liaison = stage.people["pic"]
    handler = stage.staff[MAIN_UNIT][-1]
    for person, duty, where in (
        (stage.people["lead"], OfficerDuty.COORDINATOR, None),
        (liaison, OfficerDuty.LIAISON, unit),
        (handler, OfficerDuty.HANDLER, unit),
        (stage.pics["2.02"], OfficerDuty.LIAISON, other),
    ):
        people.give_duty(
            person=person,
            duty=duty,
            unit=where,
            decree=stage.number("SK.PENGADUAN", SINCE),
            starts_on=stage.day(SINCE),
            by=stage.admin,
            now=stage.at(SINCE),
        )
    _settled(stage, liaison)
    _answered(stage, liaison, handler)
    _open(stage, liaison, handler)
    _refused(stage, liaison)
    _listed(stage)
    _without_one(stage)
    filing.enter_complaint(
        unit=unit,
        report=_report(7),
        identity=Identity(name="Warga Contoh", contact="08120000000"),
        way=IntakeWay.BOX,
        by=liaison,
        now=stage.at(1),
    )


def _report(number: int, *, is_confidential: bool = False) -> filing.Report:
    title, story, topic, kind = STORIES[number]
    return filing.Report(
        story=Story(title=title, story=story, place="Ruang layanan"),
        kind=kind,
        topic=topic,
        area="Kecamatan Hilir",
        is_confidential=is_confidential,
    )


def _file(stage: Stage, number: int, at: datetime, code: str = MAIN_UNIT) -> filing.Filed:
    return filing.file_complaint(
        unit=stage.units[code],
        report=_report(number, is_confidential=number == 6),
        identity=None,
        retry_key=secrets.token_urlsafe(16),
        now=at,
    )


def _settled(stage: Stage, liaison: Person) -> None:
    """Last year's come first, so that its evaluation has something to evaluate."""
    new_year = stage.day(0).timetuple().tm_yday
    before = [(new_year + day, number, rating) for day, number, rating in LAST_YEAR]
    for day, number, rating in (*before, (150, 5, 4), (120, 4, 3), (95, 3, 4), (60, 2, 2)):
        made = _file(stage, number, stage.at(day))
        key = made.complaint.pk
        desk.verify(
            key=key,
            classification=_class_of(number),
            by=liaison,
            now=stage.at(day, 60 * 20),
        )
        desk.start(key=key, by=liaison, now=stage.at(day - 1, 60 * 4))
        desk.answer(
            key=key,
            text="Terima kasih. Sudah kami periksa dan selesaikan; penjelasannya ada di loket 1.",
            by=liaison,
            now=stage.at(day - 3),
        )
        reporter.agree(code=made.code, now=stage.at(day - 4))
        reporter.rate(code=made.code, rating=rating, now=stage.at(day - 4, 5))


def _class_of(number: int) -> ComplaintClass:
    return {
        ComplaintKind.INFORMATION: ComplaintClass.INFORMATION,
        ComplaintKind.ASPIRATION: ComplaintClass.ASPIRATION,
        ComplaintKind.CONSULTATION: ComplaintClass.CONSULTATION,
    }.get(STORIES[number][3], ComplaintClass.ORDINARY)


def _answered(stage: Stage, liaison: Person, handler: Person) -> None:
    made = _file(stage, 3, stage.at(9))
    key = made.complaint.pk
    desk.verify(key=key, classification=_class_of(3), by=liaison, now=stage.at(8))
    desk.assign(key=key, handler=handler, by=liaison, now=stage.at(8, 30))
    desk.start(key=key, by=handler, now=stage.at(7))
    desk.answer(
        key=key,
        text="Dua kursi bersandaran dipasang di dekat loket prioritas mulai pekan depan.",
        by=handler,
        now=stage.at(4),
    )


def _open(stage: Stage, liaison: Person, handler: Person) -> None:
    made = _file(stage, 0, stage.at(6))
    key = made.complaint.pk
    desk.verify(key=key, classification=ComplaintClass.ORDINARY, by=liaison, now=stage.at(5))
    desk.assign(key=key, handler=handler, by=liaison, now=stage.at(5, 10))
    desk.start(key=key, by=handler, now=stage.at(4))
    desk.ask(
        key=key,
        text="Boleh kami tahu kira-kira pukul berapa Anda di loket?",
        by=handler,
        now=stage.at(4, 30),
    )
    reporter.reply(code=made.code, text="Sekitar setengah sepuluh pagi.", now=stage.at(3))
    desk.note(key=key, text="Rekaman Selasa pagi sudah diminta.", by=handler, now=stage.at(2))
    late = _file(stage, 2, stage.at(40))
    desk.verify(
        key=late.complaint.pk, classification=ComplaintClass.ORDINARY, by=liaison, now=stage.at(38)
    )
    _file(stage, 1, stage.at(2))
    _file(stage, 6, stage.at(1))
    moved = _file(stage, 4, stage.at(3))
    desk.forward(
        key=moved.complaint.pk,
        unit=stage.units["2.02"],
        note="Data ini dikelola unit Saudara.",
        by=liaison,
        now=stage.at(2, 30),
    )


def _listed(stage: Stage) -> None:
    """A list of SP4N-LAPOR!: one report comes in by it, one is settled there and not here."""
    lines = (
        "Tracking ID;Status;Tanggal;Judul Laporan;Isi Laporan;Klasifikasi",
        (
            f"9127301;Proses;{stage.day(4)};Loket tutup lebih awal;"
            "Pukul setengah tiga loket pindah datang sudah tutup padahal papan menulis pukul tiga.;"
            "Pengaduan"
        ),
        f"9126844;Selesai;{stage.day(30)};;;Permintaan informasi",
    )
    lapor.import_list(
        unit=stage.units[MAIN_UNIT],
        content="\n".join(lines).encode(),
        filename="laporan-sp4n.csv",
        by=stage.people["lead"],
        now=stage.at(1, 30),
    )


def _without_one(stage: Stage) -> None:
    """A unit to which nobody complained last year, confirmed, and one that still waits for that."""
    year = stage.now.year - 1
    for code in ("2.04", "2.05"):
        made = years.state_none(
            unit=stage.units[code],
            year=year,
            note="Kotak dibuka tiap bulan; akun SP4N-LAPOR! diperiksa tiap pekan.",
            by=stage.people["lead"],
            now=stage.now,
        )
        if code == "2.04":
            years.confirm_none(key=made.pk, by=stage.inspector, now=stage.now)


def _refused(stage: Stage, liaison: Person) -> None:
    made = _file(stage, 7, stage.at(12))
    desk.refuse(
        key=made.complaint.pk,
        reason=RefusalReason.INCOMPLETE,
        text="Kami belum tahu pintu dan jam yang dimaksud.",
        by=liaison,
        now=stage.at(11),
    )
    reporter.appeal(
        code=made.code, text="Pintu timur, pukul delapan pagi setiap Senin.", now=stage.at(10)
    )
    settling.close_all_silent(now=stage.now)
