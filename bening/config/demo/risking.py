"""Registers of risks: one in force with its quarters reviewed, and a draft."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bening.accounts.models import Person
from bening.config.demo.stage import Stage
from bening.domain.risks import Adequacy, Assessment, Response
from bening.risks import actions
from bening.risks.actions import IndicatorHead, Maturity, RiskHead
from bening.risks.models import (
    Category,
    Element,
    MaturitySource,
    Party,
    Risk,
    RiskRegister,
    Scheme,
)
from bening.services.models import Service

MAIN_UNIT = "2.01"
DRAFT_UNIT = "2.02"
Plan = tuple[RiskHead, Assessment, str]
PLANS: tuple[Plan, ...] = (
    (
        RiskHead(
            goal="Dokumen kependudukan terbit tanpa pungutan",
            process="Pengambilan nomor dan pemanggilan",
            event="Calo mengambil banyak nomor dan menjualnya kepada warga",
            cause="Satu nomor telepon dapat mengambil nomor berulang kali",
            effect="Warga membayar layanan yang gratis dan menunggu lebih lama",
            category=Category.FRAUD,
            scheme=Scheme.BROKER,
        ),
        Assessment((4, 4), (3, 4), "Nomor terikat NIK pemohon.", Adequacy.PARTLY, Response.REDUCE),
        "Batasi satu nomor aktif per NIK dan periksa pengambilan berulang setiap pekan",
    ),
    (
        RiskHead(
            goal="Dokumen kependudukan terbit tanpa pungutan",
            process="Penyerahan dokumen",
            event="Petugas menerima uang terima kasih saat menyerahkan dokumen",
            cause="Pemberian dianggap wajar dan tidak dilaporkan",
            effect="Layanan berikutnya memihak",
            category=Category.FRAUD,
            scheme=Scheme.GRATUITY,
        ),
        Assessment(
            (4, 3),
            (2, 3),
            "Kampanye triwulanan dan kamera loket.",
            Adequacy.PARTLY,
            Response.REDUCE,
        ),
        "Pengingat tolak gratifikasi pada lembar penyerahan dokumen",
    ),
    (
        RiskHead(
            goal="Layanan selesai dalam waktu yang dijanjikan",
            process="Pencetakan dokumen",
            event="Blangko habis sebelum pasokan berikutnya",
            cause="Permintaan naik menjelang tahun ajaran; pasokan ditentukan pusat",
            effect="Penyelesaian mundur berhari-hari",
            category=Category.OPERATIONAL,
            is_controllable=False,
        ),
        Assessment((3, 4), (2, 3), "Stok pengaman dua pekan.", Adequacy.PARTLY, Response.SHARE),
        "Minta pasokan dua bulan lebih awal dan sepakati pinjaman blangko antardaerah",
    ),
    (
        RiskHead(
            goal="Data kependudukan aman",
            process="Penggunaan hak akses",
            event="Kata sandi dipakai bersama di loket",
            cause="Pergantian petugas tanpa masuk ulang",
            effect="Perubahan data tidak dapat ditelusuri",
            category=Category.COMPLIANCE,
        ),
        Assessment(
            (3, 4),
            (1, 4),
            "Masuk dengan dua faktor dan layar terkunci.",
            Adequacy.ADEQUATE,
            Response.ACCEPT,
        ),
        "",
    ),
)
PROOFS = {
    Element.INTEGRITY: "Kode etik ditandatangani seluruh pegawai",
    Element.COMPETENCE: "Rencana pelatihan petugas loket",
    Element.LEADERSHIP: "Apel integritas bulanan kepala dinas",
    Element.STRUCTURE: "SK tim SPIP",
    Element.DELEGATION: "SK pendelegasian wewenang tanda tangan",
    Element.RELATIONS: "Berita acara koordinasi dengan perangkat daerah terkait",
}
TOLD = ((Party.LEADERS, "Rapat pimpinan"), (Party.STAFF, "Internalisasi"), (Party.PUBLIC, "Poster"))


def foresee(stage: Stage) -> None:
    """The main unit in force, another unit still drawing up."""
    stage.say("Daftar risiko")
    pic, head = stage.pics[MAIN_UNIT], stage.heads[MAIN_UNIT]
    opened = max(stage.day(0).timetuple().tm_yday - 6, 1)
    register, risks = _draw_up(stage, MAIN_UNIT, opened, PLANS)
    actions.adopt_register(register=register, by=head, now=stage.at(max(opened - 3, 0)))
    _measure(stage, risks[0])
    _review(stage, register, pic, head)
    _surround(stage, pic)
    _draw_up(stage, DRAFT_UNIT, 12, PLANS[1:2])


def _draw_up(
    stage: Stage, code: str, opened: int, plans: tuple[Plan, ...]
) -> tuple[RiskRegister, list[Risk]]:
    """The unit's register of this year, opened so many days ago, with its risks assessed."""
    pic, unit = stage.pics[code], stage.units[code]
    service = Service.objects.filter(unit=unit).order_by("code").first()
    register = actions.open_register(
        unit=unit, year=stage.day(0).year, copies=False, by=pic, now=stage.at(opened)
    )
    risks = []
    for head, assessment, todo in plans:
        at = stage.at(opened, 30)
        told = replace(head, service=service)
        risk = actions.add_risk(register=register, head=told, owner=pic, by=pic, now=at)
        actions.assess_risk(risk=risk, assessment=assessment, by=pic, now=at)
        if todo:
            due = stage.day(opened - 60)
            action = actions.plan_action(
                risk=risk, text=todo, person=pic, due_on=due, by=pic, now=at
            )
            if due < stage.day(0) and head.scheme:
                actions.finish_action(
                    action=action,
                    done_on=due,
                    note="Berita acara dan tangkapan layar pengaturan",
                    by=pic,
                    now=stage.at(max(opened - 61, 0)),
                )
        risks.append(risk)
    return register, risks


def _measure(stage: Stage, risk: Risk) -> None:
    by = stage.pics[MAIN_UNIT]
    head = IndicatorHead(
        name="Nomor telepon yang mengambil lebih dari tiga nomor sepekan",
        measured_in="nomor telepon per pekan",
        warning=Decimal(3),
        limit=Decimal(10),
    )
    indicator = actions.add_indicator(risk=risk, head=head, by=by, now=stage.at(20))
    for days, value in ((19, 12), (12, 6), (5, 2)):
        actions.read_indicator(
            indicator=indicator,
            value=Decimal(value),
            read_on=stage.day(days),
            by=by,
            now=stage.at(days),
        )
    actions.record_event(
        risk=risk,
        happened_on=stage.day(18),
        text="Satu orang menjual empat nomor di halaman parkir; ditegur dan nomornya dibatalkan.",
        loss=200_000,
        by=by,
        now=stage.at(17),
    )


def _review(stage: Stage, register: RiskRegister, pic: Person, head: Person) -> None:
    """Every quarter that is over; the last one waits for the head."""
    over = (stage.day(0).month - 1) // 3
    for quarter in range(1, over + 1):
        review = actions.review_quarter(
            register=register,
            quarter=quarter,
            text="Pengambilan nomor berulang berkurang; pasokan blangko tetap perlu dijaga.",
            by=pic,
            now=stage.at(2),
        )
        if quarter < over:
            actions.confirm_review(review=review, by=head, now=stage.at(1))


def _surround(stage: Stage, pic: Person) -> None:
    unit = stage.units[MAIN_UNIT]
    for element, text in PROOFS.items():
        actions.prove_environment(
            unit=unit,
            element=element,
            text=text,
            starts_on=stage.day(200),
            by=pic,
            now=stage.at(150),
        )
    for number, (party, way) in enumerate(TOLD):
        actions.tell_control(
            unit=unit,
            party=party,
            told_on=stage.day(90 - number),
            way=way,
            proof=stage.number("UND", 90),
            by=pic,
            now=stage.at(90 - number) + timedelta(hours=1),
        )
    for years, score in ((1, "3.118"), (0, "3.214")):
        made = actions.enter_maturity(
            unit=unit,
            maturity=Maturity(
                year=stage.day(0).year - years,
                source=MaturitySource.SELF,
                score=Decimal(score),
                document=stage.number("LHE", 40),
            ),
            by=pic,
            now=stage.at(40),
        )
        if years:
            actions.verify_maturity(maturity=made, by=stage.inspector, now=stage.at(30))
    actions.name_officer(
        unit=unit, person=stage.staff[MAIN_UNIT][0], by=stage.heads[MAIN_UNIT], now=stage.at(140)
    )
