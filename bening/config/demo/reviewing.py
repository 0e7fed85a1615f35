"""Teams of reviewers, and rounds that they carry from tier to tier."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.config.demo.notes import FINDINGS, REVIEW_NOTES
from bening.config.demo.stage import Stage
from bening.domain.reviewing import Held
from bening.domain.scoring import ChoiceScale
from bening.programs.models import ZoneProgram
from bening.reviews import access
from bening.reviews import actions as reviews
from bening.reviews.actions import Verdict, marks
from bening.reviews.dossier import Dossier, dossier_of, locked, whole
from bening.reviews.models import ReviewRound, ReviewStage, ReviewTeam, ReviewTier
from bening.reviews.reports import ReportHead

PROVEN = Verdict(relevant=True, valid=True, sufficient=True)
THIN = Verdict(relevant=True, valid=True, sufficient=False)


@dataclass(frozen=True)
class Found:
    """What a reviewer found to be otherwise than was claimed."""

    value: str
    note: str
    advice: str = ""


def form_teams(stage: Stage) -> dict[str, ReviewTeam]:
    """Two teams of the inspectorate under one controller, and one of the national body."""
    who = stage.people
    plans = {
        "Tim 1": (ReviewStage.TPI, ("member_1", "member_2"), "lead_1", "controller"),
        "Tim 2": (ReviewStage.TPI, ("member_3",), "lead_2", "controller"),
        "TPN Wilayah Timur": (
            ReviewStage.TPN,
            ("national_member", "national_member_2"),
            "national_lead",
            "",
        ),
    }
    teams: dict[str, ReviewTeam] = {}
    for name, (kind, members, lead, controller) in plans.items():
        national = kind == ReviewStage.TPN
        by = stage.operator if national else stage.inspector
        team = reviews.create_team(
            agency=None if national else stage.agency,
            stage=kind,
            name=name,
            decree="" if national else f"SK Inspektur {len(teams) + 1} (contoh)",
            by=by,
            now=stage.at(430),
        )
        seats = [*((key, ReviewTier.MEMBER) for key in members), (lead, ReviewTier.LEAD)]
        if controller:
            seats.append((controller, ReviewTier.CONTROLLER))
        for key, tier in seats:
            reviews.add_member(
                team=team,
                person=who[key],
                tier=tier,
                trained_on=stage.day(600),
                by=by,
                now=stage.at(429),
            )
        teams[name] = team
    return teams


def seats_of(stage: Stage, team: ReviewTeam) -> dict[ReviewTier, Person]:
    """One person for each tier of a team, as this demo knows them."""
    known = {person.pk: person for person in stage.people.values()}
    return {
        ReviewTier(member.tier): known[member.person_id]
        for member in team.members.order_by("-added_at", "-pk")
    }


def assign(stage: Stage, team: ReviewTeam, code: str, back: int, *, days: int, until: int) -> None:
    """The team is given a program; each of its people declares to have no tie with the unit."""
    program = stage.program(code, back)
    by = stage.operator if team.agency_id is None else stage.inspector
    reviews.assign(
        team=team,
        program=program,
        starts_on=stage.day(days),
        ends_on=stage.day(until),
        by=by,
        now=stage.at(days),
    )
    known = {person.pk: person for person in stage.people.values()}
    for member in team.members.filter(left_at__isnull=True):
        reviews.declare_conflict(
            program=program,
            has_tie=False,
            text="",
            by=known[member.person_id],
            now=stage.at(days, 30),
        )


def open_round(program: ZoneProgram, by: Person, at: datetime) -> ReviewRound:
    return reviews.open_round(program=program, by=by, now=at)


def value(
    round_: ReviewRound,
    by: Person,
    at: datetime,
    found: Mapping[str, Found] | None = None,
    *,
    most: int | None = None,
) -> None:
    """A tier looks at every question that waits for it (at `most` so many): what it found, or yes.

    As the page saves them, in one transaction.
    """
    chance = random.Random(f"{round_.program.unit.code}/{round_.number}")  # noqa: S311 - no secret
    given = found or {}
    with transaction.atomic():
        kept = locked(round_.pk)
        tier = access.tier_writing(by, kept, today_of(by, at))
        dossier = dossier_of(kept)
        proposals = dossier.proposals(tier)
        waiting = dossier.untouched(tier)[:most]
        beside = [code for code in given if code not in waiting and not dossier.marks.get(tier)]
        for place, code in enumerate((*waiting, *beside)):
            other = given.get(code)
            held = Held(other.value, {}) if other else proposals[code].held
            note = other.note if other else chance.choice(REVIEW_NOTES)
            marks.put(
                kept,
                tier,
                dossier.instrument.question(code),
                marks.Said(held, note, THIN if other else PROVEN, other.advice if other else ""),
                seen_version=0,
                by=by,
                now=at + timedelta(minutes=2 * place),
                seconds=chance.randrange(40, 150),
                dossier=dossier,
            )


def weaknesses(round_: ReviewRound, count: int, *, advised: bool = True) -> dict[str, Found]:
    """So many best answers of the unit that the reviewers find to be one step worse."""
    dossier = dossier_of(whole(round_.pk))
    chance = random.Random(f"{round_.program.unit.code}/{round_.number}/lemah")  # noqa: S311 - no secret
    best = _best_answers(dossier)
    found: dict[str, Found] = {}
    for code in sorted(chance.sample(sorted(best), min(count, len(best)))):
        remarks = FINDINGS[dossier.instrument.question(code).area_number or 1]
        said = [one.note for one in found.values()]
        note, advice = next((one for one in remarks if one[0] not in said), remarks[0])
        found[code] = Found(best[code], note, advice if advised else "")
    return found


def _best_answers(dossier: Dossier) -> dict[str, str]:
    """The next option by code, for compliance questions answered with their best."""
    found = {}
    for question in dossier.instrument.questions:
        held = dossier.own_values.get(question.code)
        scale = question.scale
        if held is None or not question.code.startswith("A.I."):
            continue
        if isinstance(scale, ChoiceScale) and held.value == scale.options[0].key:
            found[question.code] = scale.options[1].key
    return found


def send(round_: ReviewRound, by: Person, at: datetime) -> None:
    kept = whole(round_.pk)
    reviews.send_to_next_tier(round_=kept, seen_version=kept.version, by=by, now=at)


def close(
    stage: Stage, round_: ReviewRound, outcome: str, by: Person, days: int, *, reason: str = ""
) -> None:
    """Closes a round, with its report where its kind has one."""
    kept = whole(round_.pk)
    has_report = outcome in dossier_of(kept).kind.reports
    reviews.close_round(
        round_=kept,
        outcome=outcome,
        seen_version=kept.version,
        by=by,
        now=stage.at(days),
        reason=reason,
        report=(
            ReportHead(stage.number("LHE", days), stage.day(days), "Tirtamaya")
            if has_report
            else None
        ),
    )


def second_opinion(
    stage: Stage, round_: ReviewRound, by: Person, days: int, *, most: int | None = None
) -> None:
    """The drawn questions, valued once more by somebody of the other team, and sealed.

    At most so many of them; then some wait, and nothing is sealed yet.
    """
    fresh = whole(round_.pk)
    if fresh.second_evaluator_id != by.pk:
        reviews.assign_second_evaluator(
            round_=fresh, person=by, by=stage.inspector, now=stage.at(days)
        )
    reviews.declare_conflict(
        program=fresh.program, has_tie=False, text="", by=by, now=stage.at(days, 20)
    )
    dossier = dossier_of(fresh)
    drawn = sorted(fresh.seconds.values_list("official_code", flat=True))
    for place, code in enumerate(drawn[:most]):
        held = dossier.own_values.get(code, Held("", {}))
        question = dossier.instrument.question(code)
        scale = question.scale
        doubts = place % 5 == 4 and isinstance(scale, ChoiceScale)
        worse = scale.options[-1].key if isinstance(scale, ChoiceScale) and doubts else held.value
        reviews.save_second_opinion(
            round_=fresh,
            official_code=code,
            value=worse or None,
            inputs=None if doubts else dict(held.inputs) or None,
            note="Bukti belum menunjukkan pelaksanaannya." if doubts else "Sesuai bukti.",
            seen_version=0,
            by=by,
            now=stage.at(days, 40 + 3 * place),
        )
    if most is None:
        reviews.send_second_opinions(round_=whole(round_.pk), by=by, now=stage.at(days, 120))


def through_tpi(
    stage: Stage,
    team: ReviewTeam,
    code: str,
    back: int,
    days: Sequence[int],
    outcome: str,
    *,
    found: int = 0,
    advised: bool = True,
    second: str = "",
    reason: str = "",
) -> None:
    """A whole round of TPI on five days: opened, valued by three tiers, closed."""
    seats = seats_of(stage, team)
    round_ = open_round(stage.program(code, back), seats[ReviewTier.LEAD], stage.at(days[0]))
    weak = weaknesses(round_, found, advised=advised) if found else {}
    for tier, day in zip(ReviewTier, days[1:4], strict=True):
        value(round_, seats[tier], stage.at(day), weak if tier == ReviewTier.MEMBER else None)
        if tier == ReviewTier.MEMBER and second:
            second_opinion(stage, round_, stage.people[second], day)
        if tier != ReviewTier.CONTROLLER:
            send(round_, seats[tier], stage.at(day, 300))
    close(stage, round_, outcome, seats[ReviewTier.CONTROLLER], days[4], reason=reason)
