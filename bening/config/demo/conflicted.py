"""Private interests, a declaration under control, a report by the public, the map of functions."""

from datetime import timedelta

from bening.accounts.models import Person
from bening.config.demo.stage import Stage
from bening.conflicts import actions
from bening.conflicts.actions import MeasureHead
from bening.conflicts.models import CaseState, ControlKind, Kind, Level, Source
from bening.domain.conflicts import Section

MAIN_UNIT = "2.01"
FUNCTIONS = (
    ("Penerbitan dokumen kependudukan", "Petugas mendahulukan kerabat", Level.MODERATE),
    ("Pengadaan blangko dan perangkat", "Pejabat pengadaan terkait penyedia", Level.HIGH),
    ("Pengelolaan data kependudukan", "", Level.LOW),
)


def declare(stage: Stage) -> None:
    """One officer's year: list signed, a conflict declared, decided and being watched."""
    stage.say("Konflik kepentingan")
    unit, head, pic = stage.units[MAIN_UNIT], stage.heads[MAIN_UNIT], stage.pics[MAIN_UNIT]
    signed = _sign(stage, pic, 60)
    actions.name_officer(
        unit=unit,
        person=signed.email,
        starts_on=stage.day(200),
        by=head,
        now=stage.at(200),
    )
    case = actions.declare_conflict(
        kind=Kind.POTENTIAL,
        sources=[Source.FAMILY],
        description="Adik ipar saya bekerja pada calon penyedia perangkat cetak.",
        proposed=[ControlKind.WITHDRAW],
        proposal="Saya tidak ikut dalam penilaian penawaran.",
        by=pic,
        now=stage.at(30),
    )
    actions.decide_case(
        case=case,
        outcome=CaseState.CONTROLLED,
        reason="Hubungan keluarga dapat memengaruhi penilaian penawaran.",
        measure=MeasureHead(
            ControlKind.WITHDRAW,
            "Tidak mengikuti penilaian penawaran perangkat cetak.",
            stage.day(-20),
        ),
        by=head,
        now=stage.at(28),
    )
    actions.check_case(
        case=case,
        works=True,
        text="Berita acara penilaian tidak memuat namanya.",
        by=head,
        now=stage.at(10),
    )
    actions.report_conflict(
        unit=unit,
        named="Petugas loket 3",
        text="Berkas kenalannya diselesaikan lebih dahulu pada hari yang sama.",
        now=stage.at(2),
    )
    for name, possible, level in FUNCTIONS:
        made = actions.add_function(unit=unit, name=name, by=pic, now=stage.at(120))
        if possible:
            actions.map_function(
                function=made,
                possible=possible,
                posts="Petugas loket dan kepala seksi",
                level=level,
                prevention="Antrean bernomor dan penilaian oleh dua orang.",
                owner=head.email,
                review_on=stage.day(-180),
                by=pic,
                now=stage.at(118),
            )


def _sign(stage: Stage, person: Person, days: int) -> Person:
    """The person's list of the year, signed."""
    now = stage.at(days)
    row = actions.start_list(by=person, now=now)
    row = actions.add_interest(
        listing=row,
        section=Section.FAMILY,
        name="Adik ipar",
        relation="Keluarga semenda",
        detail="Bekerja pada penyedia perangkat cetak",
        by=person,
        now=now + timedelta(minutes=2),
    )
    for part in Section:
        if part is not Section.FAMILY:
            actions.state_no_interest(listing=row, section=part, by=person, now=now)
    actions.sign_list(listing=row, rank="Penata (III/c)", agrees=True, by=person, now=now)
    return person
