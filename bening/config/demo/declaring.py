"""Pacts, declarations and the choice of units, in last year's cycle and in this one."""

import io
from collections.abc import Sequence
from datetime import timedelta

from bening.accounts.models import Person
from bening.config.demo import files
from bening.config.demo.stage import Stage
from bening.documents.actions import attach
from bening.documents.models import DocumentKind, OfficialDocument
from bening.pacts import actions as pacts
from bening.pacts.actions.commitments import ProofFile
from bening.pacts.actions.declaring import Witnessed
from bening.pacts.identity import Identification
from bening.pacts.models import CommitmentOutcome, Identified, PactText, SigningCampaign
from bening.pacts.wording import BODY, TITLE
from bening.programs import lifecycle
from bening.selection import actions as selection
from bening.selection.actions import Decision, Figures, ScoreGiven
from bening.selection.models import SelectionRound, Verdict

WITNESSES = (
    Witnessed("Ningsih Hartati", "Ketua Forum Warga Tirtamaya"),
    Witnessed("Yosef Manullang", "Ketua Perhimpunan Usaha Kecil Tirtamaya"),
)
SHOWN_TO_ALL = ("2.01", "2.02", "2.03", "2.02.1", "3.02")
"""Units whose public page is open."""

STATEMENT = (
    "Kami membangun Zona Integritas: pelayanan tanpa pungutan, tanpa titipan, dan dapat diperiksa "
    "siapa saja."
)


def publish_pact(stage: Stage, days: int) -> PactText:
    """The agency's first text of the pact."""
    draft = pacts.draft_text(
        agency=stage.agency, title=TITLE, body=BODY, by=stage.admin, now=stage.at(days)
    )
    return pacts.publish_text(text=draft, by=stage.mayor, now=stage.at(days - 1))


def ask_to_sign(
    stage: Stage, text: PactText, code: str | None, opens: int, closes: int
) -> SigningCampaign:
    """A campaign of a unit, or of the whole agency for None."""
    return pacts.open_campaign(
        agency=stage.agency,
        text=text,
        unit=stage.units[code] if code else None,
        opens_on=stage.day(opens),
        closes_on=stage.day(closes),
        by=stage.admin,
        now=stage.at(opens),
    )


def sign(
    stage: Stage, campaign: SigningCampaign, signers: Sequence[Person], first: float, last: float
) -> None:
    """Everybody signs their own pact, one after the other, between two days."""
    for place, person in enumerate(signers):
        ago = first - (first - last) * place / max(1, len(signers) - 1)
        now = stage.at(ago)
        pacts.sign_pact(
            campaign=campaign,
            person=person,
            read_sha256=campaign.text.sha256,
            identified=Identification(Identified.PASSWORD, now - timedelta(minutes=4)),
            by=person,
            now=now,
        )


def declare(stage: Stage, codes: Sequence[str], back: int, days: int, by: Person) -> None:
    """One declaration, with its charter, for the units."""
    pacts.declare(
        programs=[stage.program(code, back) for code in codes],
        held_on=stage.day(days),
        place="Pendopo Kota Tirtamaya" if len(codes) > 1 else stage.units[codes[0]].name,
        statement=STATEMENT,
        witnesses=WITNESSES,
        by=by,
        now=stage.at(days),
    )


WEIGHED = {
    "1.01": (1, 2, 1, 38, 900),
    "2.01": (5, 5, 5, 74, 96_000),
    "2.02": (5, 5, 4, 61, 41_000),
    "2.03": (5, 4, 5, 412, 128_000),
    "2.04": (4, 3, 4, 47, 22_000),
    "2.05": (5, 4, 5, 88, 37_000),
    "2.06": (3, 2, 4, 29, 31_000),
    "2.07": (4, 5, 4, 35, 54_000),
    "3.01": (4, 3, 4, 41, 27_000),
    "3.02": (4, 4, 4, 52, 24_000),
    "2.03.1": (5, 3, 4, 33, 45_000),
    "2.02.1": (5, 4, 5, 26, 88_000),
}
"""Scores on the three criteria of the regulation, staff, and users a year."""

REASONS = (
    "Layanannya termasuk layanan utama kota, menurut daftar layanan 2.1.",
    "Peta risiko memuat transaksi dengan warga yang rawan pungutan.",
    "Jumlah pengguna per tahun menurut laporan pelayanan.",
)
LOW_REASONS = (
    "Unit pendukung, tidak melayani warga secara langsung.",
    "Risikonya dikelola lewat pengawasan melekat.",
    "Penggunanya perangkat daerah lain.",
)


def weigh(stage: Stage, codes: Sequence[str], back: int, days: int) -> SelectionRound:
    """The working group scores the candidates and proposes its matrix to the mayor."""
    lead, member = stage.people["secretary"], stage.people["planner"]
    round_ = selection.open_round(
        agency=stage.agency,
        year=stage.cycles[back].year,
        lead=lead,
        members=[member],
        by=stage.admin,
        now=stage.at(days),
    )
    criteria = list(round_.criteria.items.all())
    for code in codes:
        candidate = selection.add_candidate(
            round_=round_, unit=stage.units[code], by=lead, now=stage.at(days - 1)
        )
        *scores, staff, users = WEIGHED[code]
        selection.save_candidate(
            candidate=candidate,
            figures=Figures(
                budget=staff * 145_000_000,
                staff=staff,
                users=users,
                figures_source="DPA dan laporan pelayanan (contoh)",
            ),
            scores={
                criterion.pk: ScoreGiven(
                    min(score, criterion.highest), reasons[0 if score > 2 else 1]
                )
                for criterion, score, reasons in zip(
                    criteria, scores, zip(REASONS, LOW_REASONS, strict=True), strict=True
                )
            },
            by=member,
            now=stage.at(days - 2),
        )
    return selection.propose(round_=round_, by=lead, now=stage.at(days - 3))


def decide(stage: Stage, round_: SelectionRound, days: int, *, refused: Sequence[str] = ()) -> None:
    """The mayor decides, signs the decree, and the programs of accepted units move on."""
    declined = {stage.units[code].pk for code in refused}
    decided = selection.decide(
        round_=round_,
        decisions={
            one.pk: (
                Decision(Verdict.REJECTED, "Bukan layanan utama; mendukung unit yang ditetapkan.")
                if one.unit_id in declined
                else Decision(Verdict.ACCEPTED, "Sesuai usulan kelompok kerja.")
            )
            for one in round_.candidates.all()
        },
        number=stage.number("SK", days),
        dated_on=stage.day(days),
        by=stage.mayor,
        now=stage.at(days),
    )
    selection.move_programs(round_=decided, by=stage.mayor, now=stage.at(days))


def team_decree(stage: Stage, days: int) -> OfficialDocument:
    """One decree that names the working teams of all units, brought in as a file."""
    return attach(
        kind=DocumentKind.TEAM_DECREE,
        file=io.BytesIO(_paper(stage, "Tim kerja pembangunan Zona Integritas", days)),
        filename="sk-tim-kerja.pdf",
        agency=stage.agency,
        number=stage.number("SK", days),
        dated_on=stage.day(days),
        title="Keputusan tentang tim kerja pembangunan Zona Integritas",
        by=stage.admin,
        now=stage.at(days),
    )


def start_building(
    stage: Stage, codes: Sequence[str], back: int, days: int, decree: OfficialDocument
) -> None:
    """Each head begins the building on the decree of the team."""
    for code in codes:
        lifecycle.advance(
            program=stage.program(code, back),
            name="building_started",
            by=stage.heads[code],
            now=stage.at(days),
            documents=[decree],
        )


def tell_the_public(stage: Stage) -> None:
    """The public page of the main unit, its news, and what its head promised."""
    unit, pic, head = stage.units["2.01"], stage.pics["2.01"], stage.heads["2.01"]
    pacts.add_news(
        unit=unit,
        title="Delapan unit Kota Tirtamaya mencanangkan Zona Integritas",
        dated_on=stage.day(503),
        outlet="Warta Tirtamaya",
        url="https://warta.tirtamaya.example/zona-integritas",
        by=pic,
        now=stage.at(502),
    )
    pacts.add_news(
        unit=unit,
        title="Akta kelahiran terbit di hari yang sama",
        dated_on=stage.day(33),
        text="Sejak bulan lalu permohonan sebelum pukul 10.00 selesai pada hari yang sama.",
        by=pic,
        now=stage.at(32),
    )
    promised = pacts.add_commitment(
        unit=unit,
        leader=head.name,
        office=head.position,
        text="Tidak ada berkas yang tertahan di meja saya lebih dari satu hari kerja.",
        place="Pendopo Kota Tirtamaya",
        made_on=stage.day(505),
        due_on=stage.day(140),
        proof=ProofFile(io.BytesIO(files.photo(seed="pencanangan")), "pencanangan.jpg"),
        by=pic,
        now=stage.at(502),
    )
    pacts.act_on_commitment(
        commitment=promised,
        text="Disposisi berpindah ke surat elektronik; laporan bulanan dipasang di ruang tunggu.",
        done_on=stage.day(300),
        url="https://dukcapil.tirtamaya.example/disposisi",
        by=pic,
        now=stage.at(299),
    )
    pacts.close_commitment(
        commitment=promised,
        outcome=CommitmentOutcome.KEPT,
        reason="Rata-rata disposisi 0,6 hari kerja sepanjang dua belas bulan.",
        by=head,
        now=stage.at(139),
    )
    waiting = pacts.add_commitment(
        unit=unit,
        leader=head.name,
        office=head.position,
        text="Waktu tunggu loket paling lama lima belas menit.",
        place="Ruang pelayanan Dukcapil",
        made_on=stage.day(70),
        due_on=stage.day(-110),
        url="https://dukcapil.tirtamaya.example/komitmen",
        by=pic,
        now=stage.at(70),
    )
    pacts.act_on_commitment(
        commitment=waiting,
        text="Dua loket ditambah pada jam sibuk; rata-rata kini sebelas menit.",
        done_on=stage.day(20),
        url="https://dukcapil.tirtamaya.example/antrean",
        by=pic,
        now=stage.at(19),
    )
    for code, person in stage.heads.items():
        if code in SHOWN_TO_ALL:
            pacts.open_page(unit=stage.units[code], by=person, now=stage.at(13))


def _paper(stage: Stage, title: str, days: int) -> bytes:
    return files.paper(
        title=title,
        unit="Sekretariat Daerah",
        agency=stage.agency.name,
        day=stage.day(days),
        text="Ketua dan anggota tim kerja setiap unit tercantum dalam lampiran keputusan ini.",
    )
