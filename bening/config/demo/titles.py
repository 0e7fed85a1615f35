"""An older title and its watch: monitoring, a complaint, rewards, a practice that others adapt."""

from bening.aftercare import actions as aftercare
from bening.aftercare import queries
from bening.aftercare.models import (
    AftercareReview,
    ConcernSource,
    ConcernState,
    Occasion,
    ReplicationStatus,
    Verdict,
)
from bening.config.demo.cast import UNITS
from bening.config.demo.stage import Stage, years_earlier
from bening.programs import actions as programs
from bening.programs.models import Award, Designation

LICENSING = "2.02"
DUE_IN = 20


def enter_titles(stage: Stage) -> None:
    """Titles that units were given before; the next monitoring is due in twenty days."""
    for plan in UNITS:
        if plan.wbk_year:
            programs.enter_award(
                unit=stage.units[plan.code],
                designation=Designation.WBK,
                decree_number=f"{410 + plan.wbk_year} Tahun {stage.now.year - plan.wbk_year}",
                awarded_on=years_earlier(stage.day(-DUE_IN), plan.wbk_year),
                by=stage.admin,
                now=stage.at(600 if plan.wbk_year < 3 else 790),
            )


def watch(stage: Stage) -> None:
    """The first monitoring found the title held; a complaint about it waits to be clarified."""
    stage.say("Predikat dan pemantauannya")
    award = Award.objects.select_related("unit__agency").get(unit=stage.units[LICENSING])
    aftercare.issue_certificate(
        award=award,
        number=stage.number("PGM", 780),
        dated_on=stage.day(780),
        by=stage.mayor,
        now=stage.at(780),
    )
    aftercare.plan_reviews(now=stage.at(785), agency=stage.agency.pk)
    first = AftercareReview.objects.get(award=award)
    review = aftercare.save_review(
        review=first,
        scores={
            line.code: f"{float(line.weight) * 0.93:.2f}"
            for line in queries.lines_for(award)
            if line.is_entered
        },
        survey_note="Survei kepuasan semester I: 3,58 dari 4 dengan 212 responden.",
        note="Pelayanan tetap tanpa pungutan; waktu izin turun dari sembilan menjadi enam hari.",
        seen_version=first.version,
        by=stage.inspector,
        now=stage.at(720),
    )
    aftercare.close_review(
        review=review,
        verdict=Verdict.HOLDS,
        number=stage.number("LPP", 715),
        dated_on=stage.day(715),
        by=stage.inspector,
        now=stage.at(715),
    )
    aftercare.plan_reviews(now=stage.at(590), agency=stage.agency.pk)
    _reward(stage, award)
    _concerns(stage, award)
    adapted = aftercare.plan_replication(
        award=award,
        unit=stage.units["3.01"],
        practice="Satu loket untuk semua permohonan, berkas diperiksa di depan pemohon.",
        due_on=stage.day(-25),
        by=stage.heads["3.01"],
        now=stage.at(110),
    )
    aftercare.change_replication(
        replication=adapted,
        status=ReplicationStatus.ADAPTING,
        adaptation="Dimulai dari surat keterangan domisili dan pengantar nikah.",
        proof_url="",
        proof_note="",
        reason="",
        by=stage.heads["3.01"],
        now=stage.at(50),
    )


def _reward(stage: Stage, award: Award) -> None:
    for occasion, gift in (
        (Occasion.WINNING, "Piagam dan tambahan anggaran pelatihan"),
        (Occasion.KEEPING, "Tambahan tunjangan kinerja satu bulan"),
        (Occasion.RAISING, "Prioritas pembaruan sarana pelayanan"),
    ):
        aftercare.set_policy(
            agency=stage.agency,
            occasion=occasion,
            gift=gift,
            basis="Peraturan Wali Kota tentang penghargaan Zona Integritas (contoh)",
            budget_note="DPA Sekretariat Daerah",
            starts_on=stage.day(760),
            by=stage.mayor,
            now=stage.at(760),
        )
    aftercare.give_reward(
        award=award,
        occasion=Occasion.KEEPING,
        gift="",
        given_on=stage.day(690),
        document_number=stage.number("SK", 690),
        budget_note="",
        by=stage.mayor,
        now=stage.at(689),
    )


def _concerns(stage: Stage, award: Award) -> None:
    old = aftercare.raise_concern(
        award=award,
        source=ConcernSource.MEDIA,
        text="Berita tentang calo di depan kantor pelayanan.",
        reported_on=stage.day(212),
        by=stage.inspector,
        now=stage.at(210),
    )
    aftercare.clarify_concern(
        concern=old,
        finding=ConcernState.UNFOUNDED,
        text="Calo bukan pegawai dan tidak mendapat jalur khusus; papan peringatan dipasang.",
        by=stage.inspector,
        now=stage.at(196),
    )
    aftercare.raise_concern(
        award=award,
        source=ConcernSource.COMPLAINT,
        text="Pemohon izin reklame menyatakan diminta membayar biaya percepatan.",
        reported_on=stage.day(7),
        by=stage.inspector,
        now=stage.at(6),
    )
