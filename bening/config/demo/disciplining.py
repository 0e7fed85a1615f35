"""Discipline: rules that were explained, a case served, one being examined, one appealed."""

from datetime import datetime, timedelta

from bening.accounts.models import Person
from bening.config.demo.cast import MAIN_UNIT
from bening.config.demo.stage import Stage
from bening.discipline import actions
from bening.discipline.models import (
    Capacity,
    ConductRule,
    DisciplineCase,
    Level,
    Nature,
    Outcome,
    RuleKind,
    Source,
)

RULES = (
    (RuleKind.DISCIPLINE, "Disiplin Pegawai Negeri Sipil", "PP 94/2021", 1000),
    (RuleKind.ETHICS, "Kode etik pegawai pelayanan", "Perwal 12/2024", 600),
    (RuleKind.CONDUCT, "Kode perilaku petugas loket", "Kepdis 7/2025", 300),
)


def discipline(stage: Stage) -> None:
    """The main unit: its officer, rules, outreach, and three cases at different steps."""
    stage.say("Disiplin dan kode etik")
    unit, head = stage.units[MAIN_UNIT], stage.heads[MAIN_UNIT]
    officer = stage.people["lead3"]
    actions.name_officer(
        unit=unit, person=officer.email, starts_on=stage.day(260), by=head, now=stage.at(260)
    )
    _explain(stage, officer)
    others = [each for each in stage.staff[MAIN_UNIT] if each not in (head, officer)]
    first, second, third = others[-3:]
    served = _registered(stage, officer, first, 150, "Terlambat dua belas kali dalam sebulan.")
    _decided(stage, served, officer, head, 150, "written_reprimand")
    actions.start_sanction(case=served, starts_on=stage.day(110), by=officer, now=stage.at(110))
    actions.close_case(case=served, by=officer, now=stage.at(100))
    told = _registered(stage, officer, second, 32, "Meninggalkan loket tanpa pengganti.")
    _decided(stage, told, officer, head, 32, "spoken_reprimand")
    actions.file_appeal(
        case=told,
        grounds="Saya meninggalkan loket karena diminta menjemput berkas ke gudang.",
        by=second,
        now=stage.at(18),
    )
    running = _registered(stage, officer, third, 9, "Menitipkan kehadiran kepada rekan.")
    _called(stage, running, officer, head, 8)


def _explain(stage: Stage, officer: Person) -> None:
    """Three rules, of which two were explained this year."""
    unit = stage.units[MAIN_UNIT]
    rules: list[ConductRule] = [
        actions.enter_rule(
            unit=unit,
            kind=kind,
            title=title,
            number=number,
            starts_on=stage.day(since),
            by=officer,
            now=stage.at(250),
        )
        for kind, title, number, since in RULES
    ]
    actions.hold_outreach(
        unit=unit,
        rules=rules[:2],
        way="Apel dan pembahasan kasus",
        held_on=stage.day(60),
        participants=41,
        proof=stage.number("DH", 60),
        by=officer,
        now=stage.at(59),
    )


def _registered(
    stage: Stage, officer: Person, about: Person, days: int, act: str
) -> DisciplineCase:
    return actions.register_case(
        person=about.email,
        nature=Nature.ATTENDANCE,
        source=Source.ATTENDANCE,
        level=Level.LIGHT,
        happened_on=stage.day(days + 5),
        act=act,
        article="Pasal 4 huruf f PP 94/2021",
        reference="Rekap kehadiran bulanan",
        by=officer,
        now=stage.at(days),
    )


def _called(
    stage: Stage, case: DisciplineCase, officer: Person, head: Person, days: int
) -> datetime:
    """Named, summoned for two days later, came, and examined by the head."""
    at = stage.at(days)
    actions.name_examiner(
        case=case, person=head.email, capacity=Capacity.SUPERIOR, by=officer, now=at
    )
    actions.summon(
        case=case,
        letter=stage.number("PGL", days),
        examine_on=stage.day(days - 2),
        place="Ruang rapat kepala dinas, pukul 09.00",
        by=officer,
        now=at,
    )
    then = stage.at(days - 2, 10)
    actions.record_attendance(case=case, came=True, by=head, now=then)
    actions.examine(
        case=case,
        held_on=stage.day(days - 2),
        statement=(
            "Apakah Saudara mengetahui aturannya? Ya.\nApa yang terjadi? Saya membenarkan uraian "
            "itu dan menyesalinya."
        ),
        is_signed=True,
        by=head,
        now=then,
    )
    return then


def _decided(
    stage: Stage, case: DisciplineCase, officer: Person, head: Person, days: int, code: str
) -> None:
    """Examined, proposed, decided by the head, and handed over."""
    then = _called(stage, case, officer, head, days - 2)
    actions.propose(
        case=case,
        analysis="Perbuatan diakui dan sesuai rekap kehadiran.",
        code=code,
        by=head,
        now=then + timedelta(minutes=20),
    )
    decided = stage.at(days - 6)
    actions.decide_case(
        case=case,
        outcome=Outcome.PROVEN,
        code=code,
        article="Pasal 4 huruf f PP 94/2021",
        letter=stage.number("KEP", days - 6),
        reason="Perbuatan diakui, baru pertama kali, dan tidak merugikan warga.",
        by=head,
        now=decided,
    )
    actions.hand_over(
        case=case, received_on=stage.day(days - 7), by=officer, now=stage.at(days - 7)
    )
