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
