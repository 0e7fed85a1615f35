"""Gifts reported and refused, the UPG that handles them, and its campaigns."""

from dataclasses import replace

from bening.accounts.models import Person
from bening.config.demo.cast import MAIN_UNIT
from bening.config.demo.stage import Stage
from bening.gratuities import actions as gratuities
from bening.gratuities.details import Details, Occasion, Relation
from bening.gratuities.exemptions import Circumstance
from bening.gratuities.models import (
    BasisKind,
    CustodyChoice,
    DecisionChoice,
    Direction,
    GratuityReport,
    Medium,
    ObjectKind,
)

QUARTERS = (300, 210, 120, 30)
"""So many days ago a campaign was held."""


def give(stage: Stage) -> None:
    """The UPG is the inspectorate; five gifts in different states, two sent to KPK directly."""
    stage.say("Pengendalian gratifikasi")
    _name(stage)
    _campaign(stage)
    basket = _report(
        stage,
        stage.people["member"],
        Details(
            giver_name="Warga pemohon akta",
            relation=Relation.SERVICE_USER,
            reason="Ucapan terima kasih",
            occasion=Occasion.SERVICE,
            description="Satu keranjang buah",
            value=175_000,
            place="Ruang tunggu layanan",
            story="Diletakkan di meja setelah akta diserahkan; pemberi sudah pergi saat disadari.",
            has_conflict=True,
        ),
        received=9,
        reported=8,
        perishable=True,
    )
    gratuities.move_goods(
        report=basket,
        kind=CustodyChoice.DISTRIBUTED,
        on=stage.day(8),
        place="",
        given_by=stage.people["member"].name,
        taken_by="Panti asuhan setempat",
        note="Buah masih baik",
        document_number=stage.number("BA", 8),
        by=stage.people["lead"],
        now=stage.at(8, 90),
    )
    envelope = _report(
        stage,
        stage.people["lead1"],
        Details(
            giver_name="Direktur penyedia jaringan",
            giver_agency="Penyedia jaringan kantor",
            relation=Relation.PARTNER,
            reason="Hari raya",
            occasion=Occasion.RELIGIOUS,
            description="Amplop berisi uang",
            value=2_000_000,
            place="Kantor",
            story="Diserahkan kurir bersama kartu ucapan.",
            has_conflict=True,
        ),
        received=70,
        reported=66,
        kind=ObjectKind.MONEY,
    )
    _decide(stage, envelope)
    refused = _report(
        stage,
        stage.people["pic"],
        Details(
            giver_name="Calo pengurusan dokumen",
            relation=Relation.OTHER,
            relation_other="Tidak dikenal",
            reason="Agar permohonan didahulukan",
            occasion=Occasion.SERVICE,
            description="Uang tunai",
            value=500_000,
            place="Loket 3",
            story="Ditawarkan di loket dan ditolak di depan petugas lain.",
            has_conflict=True,
        ),
        received=40,
        reported=39,
        direction=Direction.REFUSED,
        kind=ObjectKind.MONEY,
    )
    for act in (gratuities.pass_on, gratuities.verify_report, gratuities.record_refusal):
        by = stage.people["lead"] if act is gratuities.pass_on else stage.people["inspector"]
        act(report=refused, by=by, now=stage.at(37))
    _report(
        stage,
        stage.people["lead2"],
        Details(
            giver_name="Rekan seangkatan",
            relation=Relation.COLLEAGUE,
            reason="Kenang-kenangan",
            occasion=Occasion.FAREWELL,
            description="Jam tangan",
            value=850_000,
            place="Acara pisah sambut",
            story="Diserahkan di akhir acara.",
        ),
        received=60,
        reported=3,
        circumstance=Circumstance.COLLEAGUE_OCCASION,
    )
    _draft(
        stage,
        stage.people["member"],
        Details(description="Paket sembako dari penyedia", giver_name="Penyedia alat tulis"),
        received=4,
        at=3,
    )
    _direct(stage)


def _direct(stage: Stage) -> None:
    """One is decided and was noted under a wrong number first; of the other only that is known."""
    upg = stage.people["inspector"]
    noted = gratuities.note_direct(
        reporter=stage.people["head"],
        unit=stage.units[MAIN_UNIT],
        direction=Direction.RECEIVED,
        received_on=stage.day(100),
        sent_on=stage.day(94),
        number="GOL-contoh-0417",
        by=upg,
        now=stage.at(92),
    )
    corrected = gratuities.correct_direct(
        direct=noted,
        reporter=None,
        forgets_reporter=False,
        unit=noted.unit,
        direction=Direction.RECEIVED,
        received_on=noted.received_on,
        sent_on=noted.sent_on,
        number="GOL-contoh-0471",
        seen_version=noted.version,
        by=upg,
        now=stage.at(91),
    )
    gratuities.decide_direct(
        direct=corrected,
        decision=DecisionChoice.RECIPIENT,
        number="SK-KPK/contoh/97",
        decided_on=stage.day(60),
        by=upg,
        now=stage.at(58),
    )
    gratuities.note_direct(
        reporter=None,
        unit=None,
        direction=Direction.REFUSED,
        received_on=stage.day(20),
        sent_on=stage.day(15),
        number="GOL-contoh-0536",
        by=upg,
        now=stage.at(14),
    )


def _name(stage: Stage) -> None:
    unit = stage.units[MAIN_UNIT]
    for key, helped in (("inspector", None), ("lead", unit)):
        gratuities.name_officer(
            agency=stage.agency,
            unit=helped,
            person=stage.people[key],
            decree_number=stage.number("SK-UPG", 330),
            decree_on=stage.day(330),
            by=stage.admin,
            now=stage.at(330),
        )
    for kind, title, of_unit in (
        (BasisKind.DECREE, "Pembentukan Unit Pengendalian Gratifikasi", False),
        (BasisKind.PLAN, "Rencana aksi pengendalian gratifikasi", False),
        (BasisKind.PROCEDURE, "SOP pelayanan dengan titik kendali gratifikasi", True),
    ):
        gratuities.enter_basis(
            agency=stage.agency,
            unit=unit if of_unit else None,
            kind=kind,
            number=stage.number("UPG", 325),
            title=title,
            dated_on=stage.day(325),
            by=stage.inspector,
            now=stage.at(325),
        )


def _campaign(stage: Stage) -> None:
    unit = stage.units[MAIN_UNIT]
    for days, medium in zip(
        QUARTERS, (Medium.MEETING, Medium.BANNER, Medium.SOCIAL, Medium.MEETING), strict=True
    ):
        planned = gratuities.plan_campaign(
            unit=unit,
            title="Tolak gratifikasi",
            medium=medium,
            audience="Petugas dan pengguna layanan",
            planned_on=stage.day(days),
            by=stage.people["pic"],
            now=stage.at(days + 10),
        )
        gratuities.hold_campaign(
            campaign=planned,
            held_on=stage.day(days),
            reached=40,
            proof_note="Foto kegiatan dan daftar hadir",
            proof_url="https://tirtamaya.example/tolak-gratifikasi",
            proof=None,
            by=stage.people["pic"],
            now=stage.at(days),
        )
    gratuities.plan_campaign(
        unit=unit,
        title="Tolak gratifikasi akhir tahun",
        medium=Medium.BANNER,
        audience="Pengguna layanan",
        planned_on=stage.day(-20),
        by=stage.people["pic"],
        now=stage.at(5),
    )


def _draft(
    stage: Stage,
    person: Person,
    told: Details,
    *,
    received: int,
    at: float,
    direction: Direction = Direction.RECEIVED,
    kind: ObjectKind = ObjectKind.GOODS,
    circumstance: Circumstance = Circumstance.NONE,
    perishable: bool = False,
) -> GratuityReport:
    return gratuities.save_draft(
        report=None,
        unit=stage.units[MAIN_UNIT],
        direction=direction,
        received_on=stage.day(received),
        circumstance=circumstance,
        object_kind=kind,
        is_perishable=perishable,
        is_secret=True,
        bypasses_helper=False,
        details=replace(told, name=person.name, position=person.position, email=person.email),
        seen_version=0,
        by=person,
        now=stage.at(at),
    )


def _report(
    stage: Stage,
    person: Person,
    told: Details,
    *,
    received: int,
    reported: int,
    direction: Direction = Direction.RECEIVED,
    kind: ObjectKind = ObjectKind.GOODS,
    circumstance: Circumstance = Circumstance.NONE,
    perishable: bool = False,
) -> GratuityReport:
    made = _draft(
        stage,
        person,
        told,
        received=received,
        at=reported,
        direction=direction,
        kind=kind,
        circumstance=circumstance,
        perishable=perishable,
    )
    gratuities.submit_report(report=made, is_true=True, by=person, now=stage.at(reported, 20))
    return made


def _decide(stage: Stage, report: GratuityReport) -> None:
    """The envelope goes to KPK and becomes the state's."""
    gratuities.pass_on(report=report, by=stage.people["lead"], now=stage.at(65))
    upg = stage.people["inspector"]
    gratuities.verify_report(report=report, by=upg, now=stage.at(62))
    gratuities.forward_to_kpk(
        report=report,
        number=stage.number("UPG", 60),
        dated_on=stage.day(60),
        by=upg,
        now=stage.at(60),
    )
    gratuities.decide(
        report=report,
        decision=DecisionChoice.STATE_PROPERTY,
        number="SK-KPK/contoh/118",
        decided_on=stage.day(25),
        value=2_000_000,
        by=upg,
        now=stage.at(24),
    )
