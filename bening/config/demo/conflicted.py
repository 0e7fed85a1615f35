"""Private interests, a declaration under control, a report by the public, the map of functions."""

from bening.accounts.models import Person
from bening.config.demo.cast import MAIN_UNIT
from bening.config.demo.stage import Stage
from bening.conflicts import actions
from bening.conflicts.actions import MeasureHead
from bening.conflicts.models import (
    AnswerOfFreedom,
    CaseState,
    ControlKind,
    Kind,
    Level,
    Occasion,
    OutreachKind,
    Source,
)
from bening.domain.conflicts import Section
from bening.services.models import Service

FUNCTIONS = (
    ("Penerbitan dokumen kependudukan", "Petugas mendahulukan kerabat", Level.MODERATE),
    ("Pengadaan blangko dan perangkat", "Pejabat pengadaan terkait penyedia", Level.HIGH),
    ("Pemanfaatan data kependudukan", "Pegawai membuka data untuk kenalan", Level.HIGH),
    ("Pengelolaan arsip kependudukan", "", Level.LOW),
)
TOLD = ("ktp-el", "kk", "akta-lahir", "kia")
HANDLED = ("ktp-el", "akta-lahir")


def declare_interests(stage: Stage) -> None:
    """One unit's year: lists signed, conflicts declared, decided, watched, and what prevents."""
    stage.say("Konflik kepentingan")
    unit, head = stage.units[MAIN_UNIT], stage.heads[MAIN_UNIT]
    officer = stage.people["lead"]
    actions.name_officer(
        unit=unit, person=officer.email, starts_on=stage.day(200), by=head, now=stage.at(200)
    )
    _map(stage, officer)
    _prevent(stage, officer)
    for person, days in ((stage.pics[MAIN_UNIT], 60), (stage.people["lead1"], 58)):
        _sign(stage, person, days)
    _control(stage, stage.pics[MAIN_UNIT], head)
    _await(stage, stage.people["lead2"])
    actions.report_conflict(
        unit=unit,
        named="Petugas loket 3",
        text="Berkas kenalannya diselesaikan lebih dahulu pada hari yang sama.",
        now=stage.at(2),
    )


def _map(stage: Stage, officer: Person) -> None:
    """Most of the main functions are mapped."""
    unit, head = stage.units[MAIN_UNIT], stage.heads[MAIN_UNIT]
    for name, possible, level in FUNCTIONS:
        made = actions.add_function(unit=unit, name=name, by=officer, now=stage.at(120))
        if possible:
            actions.map_function(
                function=made,
                possible=possible,
                posts="Petugas loket dan kepala seksi",
                level=level,
                prevention="Antrean bernomor dan pemeriksaan oleh dua orang.",
                owner=head.email,
                review_on=stage.day(-180),
                by=officer,
                now=stage.at(118),
            )


def _prevent(stage: Stage, officer: Person) -> None:
    """A meeting with most services, handling in two, a statement each way, and advice."""
    unit = stage.units[MAIN_UNIT]
    services = {each.code: each for each in Service.objects.filter(unit=unit)}
    actions.hold_outreach(
        unit=unit,
        kind=OutreachKind.SOCIALIZATION,
        title="Mengenali konflik kepentingan di loket",
        held_on=stage.day(90),
        participants=34,
        proof=stage.number("DH", 90),
        services=[services[code] for code in TOLD if code in services],
        by=officer,
        now=stage.at(89),
    )
    for code in HANDLED:
        if code in services:
            actions.apply_to_service(
                service=services[code],
                practice="Petugas menukar berkas kerabat dengan rekan satu loket.",
                proof=stage.number("SOP", 80),
                starts_on=stage.day(80),
                by=officer,
                now=stage.at(79),
            )
    for person, days, answer in (
        (stage.people["lead1"], 25, AnswerOfFreedom.FREE),
        (stage.pics[MAIN_UNIT], 3, None),
    ):
        asked = actions.ask_statement(
            unit=unit,
            person=person.email,
            occasion=Occasion.TENDER,
            subject="Pengadaan perangkat cetak dokumen",
            due_on=stage.day(days - 7),
            by=officer,
            now=stage.at(days),
        )
        if answer is not None:
            actions.give_statement(
                statement=asked, answer=answer, by=person, now=stage.at(days - 1)
            )
    question = actions.ask_consultation(
        text="Tetangga saya mengurus akta. Bolehkah saya yang memeriksa berkasnya?",
        by=stage.people["member"],
        now=stage.at(40),
    )
    actions.answer_consultation(
        consultation=question,
        text="Tukarkan berkasnya dengan rekan, dan catat pada buku loket.",
        by=officer,
        now=stage.at(39),
    )


def _control(stage: Stage, person: Person, head: Person) -> None:
    """A declared conflict that is decided and watched; its measure is still to be carried out."""
    case = actions.declare_conflict(
        kind=Kind.POTENTIAL,
        sources=[Source.FAMILY],
        description="Adik ipar saya bekerja pada calon penyedia perangkat cetak.",
        proposed=[ControlKind.WITHDRAW],
        proposal="Saya tidak ikut dalam penilaian penawaran.",
        by=person,
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


def _await(stage: Stage, person: Person) -> None:
    """A declaration that waits for the head of the unit."""
    actions.declare_conflict(
        kind=Kind.ACTUAL,
        sources=[Source.AFFILIATION],
        description="Saya pengurus yayasan yang memohon pemadanan data warga binaan.",
        proposed=[ControlKind.REASSIGN],
        by=person,
        now=stage.at(3),
    )


def _sign(stage: Stage, person: Person, days: int) -> None:
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
        now=stage.at(days, 2),
    )
    for part in Section:
        if part is not Section.FAMILY:
            actions.state_no_interest(listing=row, section=part, by=person, now=stage.at(days, 3))
    actions.sign_list(
        listing=row, rank="Penata (III/c)", agrees=True, by=person, now=stage.at(days, 5)
    )
