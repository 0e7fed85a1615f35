<<<<<<< HEAD
"""What the main unit serves, how often, and the surveys it plans."""

from datetime import date, timedelta

from bening.config.demo.cast import MAIN_UNIT
from bening.config.demo.stage import Stage
from bening.services import actions as services
from bening.services.actions import Count
from bening.services.models import Service
from bening.surveys.actions import periods, questionnaires
from bening.surveys.calendar_quarters import quarter_before
from bening.surveys.models import PopulationSource, Questionnaire
from bening.surveys.population import Sample
from bening.surveys.shipped import store_shipped

LAW = "UU 24/2013 pasal 79A"
SERVICES = (
    ("ktp-el", "KTP elektronik", "Gratis", LAW, 28),
    ("akta-lahir", "Akta kelahiran", "Gratis", LAW, 11),
    ("kartu-keluarga", "Kartu keluarga", "Gratis", LAW, 9),
    ("pindah-datang", "Pindah dan datang penduduk", "Gratis", LAW, 6),
    ("legalisasi", "Legalisasi dokumen kependudukan", "", "", 2),
)
"""Code, name, official price and its basis, finished on a usual day."""
SHAKE = (0, 3, -2, 5, -4, 1, 2, -1, 4, -3, 0)


def serve(stage: Stage) -> None:
    """Services with their prices, half a year of the register, this quarter's survey and others."""
    stage.say("Layanan dan survei")
    offered = _offer(stage)
    _keep_register(stage, offered)
    store_shipped(now=stage.at(200))
    combined = Questionnaire.objects.get(agency=None, slug="combined")
    _adapt(stage, combined)
    _plan(stage, combined)


def _offer(stage: Stage) -> list[tuple[Service, int]]:
    unit = stage.units[MAIN_UNIT]
    return [
        (
            services.add_service(
                unit=unit,
                code=code,
                name=name,
                tariff=tariff,
                tariff_basis=basis,
                by=stage.pics[MAIN_UNIT],
                now=stage.at(200),
            ),
            usual,
        )
        for code, name, tariff, basis, usual in SERVICES
    ]


def _keep_register(stage: Stage, offered: list[tuple[Service, int]]) -> None:
    """Every working day until yesterday."""
    counts = [
        Count(service, day, max(0, usual + usual * SHAKE[(day.toordinal() + at) % 11] // 12))
        for at, (service, usual) in enumerate(offered)
        for day in (stage.day(back) for back in range(1, 190))
        if day.weekday() < 5
    ]
    services.keep_register(
        unit=stage.units[MAIN_UNIT], counts=counts, by=stage.pics[MAIN_UNIT], now=stage.at(0)
    )


def _adapt(stage: Stage, combined: Questionnaire) -> None:
    """The agency's own wording, still a draft."""
    draft = questionnaires.adapt(
        source=combined, agency=stage.agency, by=stage.admin, now=stage.at(6)
    )
    added = {
        "new-aspect": "spak:brokering",
        "new-text-id": "Petugas tidak menyarankan saya memakai jasa perantara.",
        "new-text-en": "No officer advised me to use a go-between.",
    }
    questionnaires.edit(questionnaire=draft, posted=added, by=stage.admin, now=stage.at(5))


def _plan(stage: Stage, combined: Questionnaire) -> None:
    """One is open, the next one approved; those of next year wait for the head."""
    unit, pic, head = stage.units[MAIN_UNIT], stage.pics[MAIN_UNIT], stage.heads[MAIN_UNIT]
    today = stage.day(0)
    made = []
    for year in (today.year, today.year + 1):
        made += periods.design_year(
            unit=unit, year=year, questionnaire=combined, by=pic, now=stage.at(0.3)
        )
    current = next(one for one in made if one.starts_on <= today <= one.ends_on)
    following = min((one for one in made if one.starts_on > today), key=lambda one: one.starts_on)
    sample = _sample(today)
    for one in (current, following):
        periods.approve(period=one, sample=sample, by=head, now=stage.at(0.2))
    periods.open_period(period=current, by=pic, now=stage.at(0))


def _sample(today: date) -> Sample:
    counted = quarter_before(today)
    return Sample(
        source=PopulationSource.REGISTER,
        counted_from=counted.start,
        counted_until=min(counted.end, today - timedelta(days=1)),
    )
=======
"""Services of three units with their prices, and the register of what was finished in a year."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from bening.calendars.queries import holidays_between
from bening.config.demo.cast import MAIN_UNIT
from bening.config.demo.stage import Stage
from bening.domain.workdays import is_working_day
from bening.services import actions as services
from bening.services.models import RegisterSource, Service
from bening.surveys.calendar_quarters import quarter_key

LICENSING, TAXES = "2.02", "2.07"
FREE, FREE_BY = "Gratis", "UU 24/2013 pasal 79A"
REGISTER_DAYS = 500
"""Five quarters and more: the oldest survey counts its users in the quarter before it."""


@dataclass(frozen=True)
class ServicePlan:
    """A service, its price, and how many are finished on a working day on average."""

    code: str
    name: str
    daily: float
    tariff: str = FREE
    basis: str = FREE_BY


SERVICES = {
    MAIN_UNIT: (
        ServicePlan("ktp-el", "KTP elektronik", 6),
        ServicePlan("kk", "Kartu keluarga", 4.5),
        ServicePlan("akta-lahir", "Akta kelahiran", 3.5),
        ServicePlan("kia", "Kartu identitas anak", 2.2),
        ServicePlan("pindah", "Surat pindah datang", 1.5),
        ServicePlan("akta-mati", "Akta kematian", 0.9),
    ),
    LICENSING: (
        ServicePlan("nib", "Nomor induk berusaha", 5, FREE, "PP 5/2021"),
        ServicePlan(
            "pbg",
            "Persetujuan bangunan gedung",
            1.5,
            "Menurut luas dan fungsi bangunan, mulai Rp50.000",
            "Perda Kota Tirtamaya 3/2024 (contoh)",
        ),
        ServicePlan("reklame", "Izin penyelenggaraan reklame", 1, FREE, "Perwali 12/2023 (contoh)"),
    ),
    TAXES: (
        ServicePlan("pbb", "Salinan SPPT PBB", 4, FREE, "Perwali 7/2022 (contoh)"),
        ServicePlan("bphtb", "Validasi BPHTB", 2.5, FREE, "Perda Kota Tirtamaya 1/2024 (contoh)"),
        ServicePlan(
            "keberatan", "Keberatan dan pengurangan pajak", 0.6, FREE, "Perwali 7/2022 (contoh)"
        ),
    ),
}


def serve(stage: Stage) -> None:
    """Every unit's services, and their registers, written at the end of each quarter."""
    stage.say("Layanan dan buku layanan")
    for code, plans in SERVICES.items():
        pic = stage.pics[code]
        made = [
            (
                plan,
                services.add_service(
                    unit=stage.units[code],
                    code=plan.code,
                    name=plan.name,
                    tariff=plan.tariff,
                    tariff_basis=plan.basis,
                    by=pic,
                    now=stage.at(REGISTER_DAYS + 5),
                ),
            )
            for plan in plans
        ]
        _keep_register(stage, code, made)


def _keep_register(stage: Stage, code: str, made: list[tuple[ServicePlan, Service]]) -> None:
    chance = random.Random(f"buku layanan {code}")  # noqa: S311 - invented, no secret
    first, last = stage.day(REGISTER_DAYS), stage.day(1)
    off = holidays_between(stage.agency, first, last)
    quarters: dict[str, list[services.Count]] = {}
    for ago in range((last - first).days + 1):
        day = first + timedelta(days=ago)
        if is_working_day(day, off):
            for plan, service in made:
                count = services.Count(service, day, _drawn(chance, plan.daily))
                quarters.setdefault(quarter_key(day), []).append(count)
    for counts in quarters.values():
        newest: date = counts[-1].day
        services.keep_register(
            unit=stage.units[code],
            counts=counts,
            source=RegisterSource.IMPORTED,
            by=stage.pics[code],
            now=stage.at((stage.day(0) - newest).days - 0.5),
        )


def _drawn(chance: random.Random, mean: float) -> int:
    """About `mean`, never below nothing."""
    return max(0, round(chance.gauss(mean, mean**0.5 * 0.8)))
>>>>>>> sv-j
