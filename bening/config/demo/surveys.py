"""Surveys of the demo: four quarters of one unit in four states, and one that was imported."""

import io
import random
from collections.abc import Sequence
from datetime import date, timedelta

from bening.calendars.queries import holidays_between
from bening.config.demo import answering, files, measured
from bening.config.demo.cast import MAIN_UNIT
from bening.config.demo.measured import AS_IS, moment, paper, worked_out
from bening.config.demo.stage import Stage
from bening.domain.surveys.drawing import FrameEntry
from bening.domain.workdays import is_working_day
from bening.facts import Period
from bening.services.queries import finished_between
from bening.surveys import sealing
from bening.surveys.actions import (
    improvement,
    invitations,
    publication,
    questionnaires,
    results,
)
from bening.surveys.actions import periods as surveys
from bening.surveys.calendar_quarters import NUMERALS, quarter_before, quarter_of, quarters_of
from bening.surveys.models import (
    Drawing,
    InvitationMeans,
    PopulationSource,
    PublicationPlace,
    Questionnaire,
    SurveyPeriod,
)
from bening.surveys.open_periods import read_period
from bening.surveys.population import Sample
from bening.surveys.shipped import store_shipped

PRINTED_FOR = 7
"""Days that one printing of cards lasts."""
CHEATED = 3
"""One answer of so many was filled in by staff in the quarter that waits for TPI."""
LACKING = "akta-mati"
"""The service whose quota the open survey does not reach."""
PLANS = (
    ("skm.time", "Buka dua loket tambahan pada jam ramai.", "lead6", 40),
    ("skm.facilities", "Tambah kursi dan papan antrean di ruang tunggu.", "pic", 75),
    ("skm.complaints_handling", "Jawab pengaduan paling lambat lima hari kerja.", "member", 160),
)
"""Element, what is done, by whom, and so many days after publication."""


def survey(stage: Stage) -> None:
    """Everything about surveys, oldest first."""
    stage.say("Survei")
    store_shipped(now=stage.now)
    form = _questionnaire(stage)
    measured.enter(stage)
    quarters = _quarters(stage)
    published, confirmed, cheated, current = quarters
    _publish(stage, _held(stage, form, published, "terbit"), published)
    _confirm(stage, _held(stage, form, confirmed, "tetap"), confirmed)
    _judged(stage, _held(stage, form, cheated, "curang", cheating=True), cheated)
    _held(stage, form, current, "berjalan", is_open=True)
    _planned(stage, form, current)
    measured.bring_in(stage, cheated)
    sealing.seal_days(stage.now)


def _quarters(stage: Stage) -> Sequence[Period]:
    """The quarter of today and the three before it, oldest first."""
    today = stage.day(0)
    year, number = quarter_of(today)
    found = [quarters_of(year)[number - 1]]
    while len(found) < 4:
        found.insert(0, quarter_before(found[0].start))
    return found


def _questionnaire(stage: Stage) -> Questionnaire:
    """The shipped form of all three surveys, with the agency's own title."""
    shipped = Questionnaire.objects.get(agency=None, slug="combined", version=1)
    made = questionnaires.adapt(
        source=shipped, agency=stage.agency, by=stage.admin, now=stage.at(470)
    )
    made = questionnaires.edit(
        questionnaire=made,
        posted={
            "title-id": "Survei layanan Kota Tirtamaya",
            "title-en": "Service survey of Tirtamaya",
        },
        by=stage.admin,
        now=stage.at(469),
    )
    return questionnaires.approve(questionnaire=made, by=stage.admin, now=stage.at(468))


def _held(
    stage: Stage,
    form: Questionnaire,
    quarter: Period,
    seed: str,
    *,
    cheating: bool = False,
    is_open: bool = False,
) -> SurveyPeriod:
    """A quarter's survey from its design to the end of its last day, or to yesterday."""
    period = _design(stage, form, quarter, has_open_link=is_open)
    head = stage.heads[MAIN_UNIT]
    counted = quarter_before(quarter.start)
    period = surveys.approve(
        period=period,
        sample=Sample(
            PopulationSource.REGISTER, counted_from=counted.start, counted_until=counted.end
        ),
        by=head,
        now=moment(stage, quarter.start - timedelta(days=1), 15),
    )
    period = surveys.open_period(period=period, by=None, now=moment(stage, quarter.start, 0, 2))
    tokens = _cards(stage, period, quarter)
    _answers(stage, period, quarter, tokens, seed, cheating=cheating, is_open=is_open)
    if not is_open:
        after = moment(stage, quarter.end + timedelta(days=1), 0, 10)
        period = surveys.close_period(period=period, now=after)
        sealing.seal_ended(now=after)
    return period


def _design(
    stage: Stage, form: Questionnaire, quarter: Period, *, has_open_link: bool = False
) -> SurveyPeriod:
    year, number = quarter_of(quarter.start)
    return surveys.design(
        unit=stage.units[MAIN_UNIT],
        wanted=surveys.Design(
            name=f"Triwulan {NUMERALS[number - 1]} {year}",
            questionnaire=form,
            starts_on=quarter.start,
            ends_on=quarter.end,
            has_open_link=has_open_link,
        ),
        by=stage.people["lead6"],
        now=moment(stage, quarter.start - timedelta(days=20)),
    )


def _cards(stage: Stage, period: SurveyPeriod, quarter: Period) -> list[str]:
    """A card for everybody who is served, printed every week for those of the next."""
    tokens: list[str] = []
    first = quarter.start
    while first <= min(quarter.end, stage.day(1)):
        last = min(first + timedelta(days=PRINTED_FOR - 1), quarter.end)
        served = finished_between(period.unit, first, last)
        if served:
            cards = invitations.make_cards(
                period=period,
                means=InvitationMeans.CARDS,
                count=min(invitations.MOST_CARDS, sum(served.values())),
                by=stage.people["lead6"],
                now=moment(stage, first, 7, 40),
            )
            tokens += cards.tokens
        first = last + timedelta(days=1)
    return tokens


def _answers(
    stage: Stage,
    period: SurveyPeriod,
    quarter: Period,
    tokens: list[str],
    seed: str,
    *,
    cheating: bool,
    is_open: bool,
) -> None:
    intake = read_period(period.slug)
    if intake is None:
        raise RuntimeError(f"the demo's survey {period.slug} takes no answers")
    chance = random.Random(f"survei {seed}")  # noqa: S311 - invented, no secret
    days = _worked(stage, quarter)
    wanted = {code: int(quota) + 2 + int(quota) // 20 for code, quota in period.quotas.items()}
    if is_open:
        wanted[LACKING] = wanted[LACKING] // 3
    filled = {code: count // CHEATED if cheating else 0 for code, count in wanted.items()}
    own = {code: count - filled[code] for code, count in wanted.items()}
    people = [*answering.honest_people(days, own, intake, chance)]
    if cheating:
        people += answering.staff(days, filled, intake, chance)
    if is_open:
        through_link = {code: count // 12 for code, count in own.items()}
        people += [
            answering.Coming(one.at, one.service, is_open_link=True)
            for one in answering.honest_people(days, through_link, intake, chance)
        ]
    midnight = moment(stage, stage.day(0), 0, 0)
    answering.Answering(intake, tokens, seed).take(people, min(stage.now, midnight))


def _worked(stage: Stage, quarter: Period) -> list[date]:
    """The days of a quarter on which the office is open."""
    off = holidays_between(stage.agency, quarter.start, quarter.end)
    days = (quarter.start + timedelta(days=at) for at in range(92))
    return [day for day in days if day <= quarter.end and is_working_day(day, off)]


def _publish(stage: Stage, period: SurveyPeriod, quarter: Period) -> None:
    """Confirmed, reported, public, and followed up as far as it is."""
    first = quarter.end + timedelta(days=4)
    worked_out(stage, period, stage.people["lead6"], first, AS_IS)
    head, on = stage.heads[MAIN_UNIT], first + timedelta(days=9)
    publication.issue_report(
        period=period,
        number=stage.number("LAP-SKM", (stage.day(0) - on).days),
        dated_on=on,
        by=head,
        now=moment(stage, on, 9),
    )
    publication.publish_result(period=period, by=head, now=moment(stage, on, 10))
    publication.record_publication(
        period=period,
        place=PublicationPlace.BOARD,
        url="",
        published_on=on,
        file=io.BytesIO(files.photo(seed="papan hasil survei")),
        filename="papan hasil survei.jpg",
        by=stage.people["lead6"],
        now=moment(stage, on + timedelta(days=1), 10),
    )
    for element, action, owner, days in PLANS:
        plan = improvement.plan_improvement(
            period=period,
            element=element,
            action=action,
            owner=stage.people[owner],
            due_on=on + timedelta(days=days),
            by=stage.people["lead6"],
            now=moment(stage, on + timedelta(days=3), 9),
        )
        if element != PLANS[-1][0]:
            done = on + timedelta(days=days - 4)
            improvement.complete_improvement(
                plan=plan,
                outcome="Sudah dilaksanakan dan dilihat kepala dinas.",
                dated_on=done,
                file=io.BytesIO(paper(stage, MAIN_UNIT, "Laporan tindak lanjut survei", done)),
                filename=f"tindak lanjut {element}.pdf",
                by=stage.people[owner],
                now=moment(stage, done, 14),
            )


def _confirm(stage: Stage, period: SurveyPeriod, quarter: Period) -> None:
    worked_out(stage, period, stage.people["lead6"], quarter.end + timedelta(days=5), AS_IS)


def _judged(stage: Stage, period: SurveyPeriod, quarter: Period) -> None:
    """Worked out; what the signals point at waits for TPI."""
    results.process_period(
        period=period,
        by=stage.people["lead6"],
        now=moment(stage, quarter.end + timedelta(days=3), 9),
    )


def _planned(stage: Stage, form: Questionnaire, current: Period) -> None:
    """The next quarter, waiting for the head's approval, and a list waiting to be invited."""
    year, number = quarter_of(current.end + timedelta(days=1))
    _design(stage, form, quarters_of(year)[number - 1])
    held = SurveyPeriod.objects.get(unit=stage.units[MAIN_UNIT], starts_on=current.start)
    served = [day for day in _worked(stage, current) if day < stage.day(0)][-5:]
    if not served:
        return
    invitations.prepare(
        period=held,
        entries=[
            FrameEntry(
                f"warga{number:02d}@surel.example",
                ("ktp-el", "kk", "akta-lahir")[number % 3],
                served[number % len(served)].isoformat(),
            )
            for number in range(1, 43)
        ],
        drawing=Drawing.SAMPLE,
        size=30,
        by=stage.people["lead6"],
        now=stage.at(0.05),
    )
