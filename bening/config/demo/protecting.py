"""The protected channel of the demo: who holds keys, some reports on their way, an evaluation."""

from datetime import timedelta
from uuid import uuid4

from bening.config.demo.stage import Stage
from bening.domain.whistleblowing import IdentityContent, ReportAct, ReportContent
from bening.whistleblowing import recipients, sealing, sites
from bening.whistleblowing.desk import evaluating, keys, naming, steps
from bening.whistleblowing.desk.statistics import first_of_quarter, last_quarter_end
from bening.whistleblowing.filing import file_report
from bening.whistleblowing.models import HolderKind, Report, ReportSite, SiteMode
from bening.whistleblowing.once import Pass
from bening.whistleblowing.recipients import Involvement

PASSPHRASE = "air jernih sampai jauh ke muara"  # noqa: S105 - printed on purpose, for made-up people
HOLDERS = (
    ("lead_1", HolderKind.HANDLER),
    ("member_3", HolderKind.HANDLER),
    ("controller", HolderKind.FIRST_CUSTODIAN),
    ("secretary", HolderKind.SECOND_CUSTODIAN),
)
A = ReportAct
TOLD = (
    (
        "extortion",
        "Petugas meminta uang supaya berkas selesai hari itu juga.",
        "Bagian loket, lantai satu",
        52,
        (A.BEGIN_TRIAGE, A.INVESTIGATE),
    ),
    ("procurement", "Penawaran tiga penyedia dibuat di komputer yang sama.", "", 21, ()),
    (
        "discipline",
        "Absensi diisi oleh teman selama dua minggu.",
        "Gudang arsip",
        9,
        (A.BEGIN_TRIAGE, A.ASK),
    ),
    ("abuse", "Kendaraan dinas dipakai berjualan pada hari kerja.", "", 2, ()),
)
NOTES = {
    A.BEGIN_TRIAGE: ("Masuk kewenangan inspektorat.", "Terima kasih. Laporan Anda kami telaah."),
    A.INVESTIGATE: ("Surat tugas diterbitkan.", ""),
    A.ASK: ("Tanggalnya belum jelas.", "Pada tanggal berapa saja hal itu terjadi?"),
}


def protect(stage: Stage) -> None:
    """Holders and their keys, the open site, reports in several states, one evaluation."""
    stage.say("Jalur rahasia")
    for name, kind in HOLDERS:
        person = stage.people[name]
        holder = naming.name_holder(
            agency=stage.agency,
            person=person,
            kind=kind,
            unit=None,
            by=stage.inspector,
            now=stage.at(300),
        )
        keys.make_key(
            holder=holder,
            passphrase=PASSPHRASE,
            again=PASSPHRASE,
            accepts=True,
            by=person,
            now=stage.at(299),
        )
    site = _site(stage)
    for number, (topic, what, where, days, acts) in enumerate(TOLD):
        who = IdentityContent("Tidak disebut di sini", "") if number == 0 else None
        _report(stage, site, ReportContent(kind=topic, what=what, where=where), who, days, acts)
    _evaluation(stage)


def _site(stage: Stage) -> ReportSite:
    there = sites.site_of(stage.agency)
    if there is not None:
        return there
    return sites.set_site(
        agency=stage.agency,
        slug="kota-tirtamaya",
        mode=SiteMode.CENTRAL,
        is_open=True,
        answer_days=5,
        triage_days=10,
        result_days=60,
        keep_years=5,
        keep_identity_years=2,
        other_bodies="Ombudsman Republik Indonesia\nSP4N-LAPOR!",
        by=stage.inspector,
        now=stage.at(298),
    )


def _report(
    stage: Stage,
    site: ReportSite,
    content: ReportContent,
    who: IdentityContent | None,
    days: int,
    acts: tuple[ReportAct, ...],
) -> None:
    now = stage.at(days)
    filed = file_report(
        site=site,
        unit=None,
        content=content,
        files=(),
        identity=who,
        chosen=recipients.choose(site, None, Involvement(answer="none"), on=stage.day(days)),
        language="id",
        form=Pass(uuid4(), now + timedelta(hours=1)),
        now=now,
    )
    key = sealing.stretched(filed.receipt, bytes(site.salt)).find
    for after, act in enumerate(acts, 1):
        note, message = NOTES[act]
        steps.take_step(
            report=Report.objects.get(pk=key),
            act=act,
            note=note,
            message=message,
            by=stage.people["lead_1"],
            now=stage.at(max(0, days - after)),
        )


def _evaluation(stage: Stage) -> None:
    ends_on = last_quarter_end(stage.day(20))
    made = evaluating.publish_evaluation(
        agency=stage.agency,
        unit=None,
        starts_on=first_of_quarter(first_of_quarter(ends_on) - timedelta(days=1)),
        ends_on=ends_on,
        findings="Jalur dikenal pegawai kantor, tetapi belum di ruang layanan.",
        changes="Alamat jalur dipasang pada halaman depan.",
        points=["Pasang poster di ruang layanan", "Latih pengelola menulis pertanyaan netral"],
        by=stage.inspector,
        now=stage.at(20),
    )
    point = made.points.order_by("position")[0]
    evaluating.settle_point(
        point=point, done="Poster terpasang di tiga lantai.", by=stage.inspector, now=stage.at(6)
    )
