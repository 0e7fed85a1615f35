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
