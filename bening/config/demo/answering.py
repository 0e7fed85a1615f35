"""People of the demo who answer a survey: with a card's code, at their own time, as they like.

Each answer goes the way of every answer: read by the endpoint's rules, judged and encrypted by
intake, sealed by the nightly rounds.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from bening.domain.surveys import SurveyInstrument
from bening.surveys import batches, sealing
from bening.surveys.batches import Judge, Outcome
from bening.surveys.day_key import day_keys
from bening.surveys.endpoint import read_post
from bening.surveys.open_periods import PeriodForIntake

SEALED_EVERY = 14
"""Days between the rounds of sealing that the demo makes; a server makes one every night."""
WEAK = frozenset({"U3", "U8", "U9"})
"""Items that people are less content with: time, facilities, complaints."""
WHERE = ("Di loket 1", "Di loket 3", "Pagi hari", "Hari Senin", "Lewat laman", "Waktu jemput bola")
WHAT = (
    "antreannya terlalu lama",
    "petugas menjelaskan dengan sabar",
    "kursi tunggu kurang",
    "syaratnya berbeda dengan di laman",
    "nomor antrean tidak terdengar",
    "saya dihubungi lewat 0812-0000-0000",
)
THEN = (
    "",
    ", mohon diperbaiki",
    ". Terima kasih",
    ", semoga lebih baik lagi",
    ", ini sudah kali kedua",
)
COPIED = "Pelayanan sangat baik, cepat, dan memuaskan."
MOST_SHEETS = 24
"""That staff fill in on one afternoon."""
ADDRESS = "203.0.113.7"
"""Of documentation (RFC 5737): nobody's network."""


@dataclass(frozen=True, order=True)
class Coming:
    """One person who answers: when (local), what for, and whether staff filled it in."""

    at: datetime
    service: str = field(compare=False)
    is_staff: bool = field(compare=False, default=False)
    is_open_link: bool = field(compare=False, default=False)


class Answering:
    """Answers of one period in the order of time."""

    def __init__(self, period: PeriodForIntake, tokens: Sequence[str], seed: str) -> None:
        self._period = period
        self._tokens = list(tokens)
        self._chance = random.Random(seed)  # noqa: S311 - invented, no secret
        self._chance.shuffle(self._tokens)
        self._judge = Judge()
        self._began = datetime.combine(period.starts_on, time(0), period.zone)

    def take(self, people: Iterable[Coming], until: datetime) -> int:
        """Answers of all who come before `until`; days are sealed. How many were counted."""
        counted = 0
        sealed_on = self._period.starts_on
        self._seal(datetime.combine(sealed_on, time(0, 5), self._period.zone))
        for one in sorted(people):
            if one.at >= until:
                break
            while one.at.date() >= sealed_on + timedelta(days=SEALED_EVERY):
                sealed_on += timedelta(days=SEALED_EVERY)
                self._seal(datetime.combine(sealed_on, time(0, 5), self._period.zone))
            counted += self._answer(one)
        return counted

    def _seal(self, now: datetime) -> None:
        sealing.seal_days(now)

    def _answer(self, one: Coming) -> bool:
        token = "" if one.is_open_link else self._tokens.pop()
        fields = _staff_sheet if one.is_staff else _own_sheet
        posted = {
            "token": [token],
            "a-service": [one.service],
            "language": ["id"],
            **{
                name: [value]
                for name, value in fields(self._period.instrument, self._chance).items()
            },
        }
        (outcome,) = batches.write(
            [read_post(self._period, posted, ADDRESS)],
            judge=self._judge,
            keys=day_keys(),
            now=one.at,
            moment=(one.at - self._began).total_seconds(),
        )
        return outcome is Outcome.COUNTED


def _own_sheet(form: SurveyInstrument, chance: random.Random) -> dict[str, str]:
    """An honest sheet: a mood of one's own, an opinion on each item, sometimes a sentence."""
    mood = chance.gauss(0, 1.3)
    found: dict[str, str] = {}
    for item in form.items:
        liked = 1.35 + mood + chance.gauss(0, 1.1) - (1.3 if item.code in WEAK else 0.0)
        steps = sum(liked > edge for edge in (-3.0, -1.6, 0.4))
        value = item.scale.least + steps
        if item.is_reversed:
            value = item.scale.most - steps
        is_unknown = item.allows_unknown and chance.random() < 0.02
        found[f"i-{item.code}"] = "x" if is_unknown else str(value)
    found.update(_about(form, chance))
    if chance.random() < 0.08:
        found["suggestion"] = " ".join(
            (chance.choice(WHERE), chance.choice(WHAT) + chance.choice(THEN))
        )
    if form.incident is not None and chance.random() < 0.5:
        found["incident"] = "y" if chance.random() < 0.03 else "n"
    found["mode"] = chance.choices(("self", "kiosk", "assisted"), (84, 12, 4))[0]
    found["seconds"] = f"{chance.lognormvariate(0, 0.35) * 6.5 * len(form.items):.0f}"
    return found


def _staff_sheet(form: SurveyInstrument, chance: random.Random) -> dict[str, str]:
    """A sheet filled in behind the counter: the best everywhere, in seconds."""
    found = {
        f"i-{item.code}": str(item.scale.least if item.is_reversed else item.scale.most)
        for item in form.items
    }
    if chance.random() < 0.3:
        item = chance.choice([item for item in form.items if not item.is_reversed])
        found[f"i-{item.code}"] = str(item.scale.most - 1)
    found.update(_about(form, chance))
    found["mode"] = "self"
    found["seconds"] = f"{chance.uniform(14, 26):.0f}"
    if chance.random() < 0.25:
        found["suggestion"] = COPIED
    return found


def _about(form: SurveyInstrument, chance: random.Random) -> dict[str, str]:
    found: dict[str, str] = {}
    for attribute in form.attributes:
        if attribute.code == "disability":
            key: Any = "yes" if chance.random() < 0.03 else "no"
        elif attribute.code in {"channel", "group"}:
            options = attribute.options
            key = chance.choices(options, [12, 3, 1][: len(options)])[0].key
        else:
            key = chance.choice(attribute.options).key
        if chance.random() < 0.9:
            found[f"a-{attribute.code}"] = key
    return found


def honest_people(
    days: Sequence[date], wanted: dict[str, int], period: PeriodForIntake, chance: random.Random
) -> Iterator[Coming]:
    """So many of each service over the working days: most at the office, some in the evening."""
    for service, count in sorted(wanted.items()):
        for _ in range(count):
            minute = chance.triangular(500, 930, 600)
            if chance.random() < 0.12:
                minute = chance.uniform(1080, 1290)
            day = datetime.combine(chance.choice(days), time(0), period.zone)
            yield Coming(day + timedelta(minutes=minute), service)


def staff(
    days: Sequence[date], wanted: dict[str, int], period: PeriodForIntake, chance: random.Random
) -> Iterator[Coming]:
    """The rest filled in after closing time on late days: one service a day, sheet after sheet."""
    late = days[len(days) // 2 :]
    for service, count in sorted(wanted.items()):
        left = count
        while left > 0:
            start = datetime.combine(chance.choice(late), time(16, 10), period.zone)
            for place in range(min(left, MOST_SHEETS)):
                seconds = place * 28 + chance.uniform(0, 9)
                yield Coming(start + timedelta(seconds=seconds), service, is_staff=True)
            left -= MOST_SHEETS
