"""How far each unit is: last year's programs, and this year's from preparation to the field."""

from collections.abc import Sequence

from bening.config.demo import declaring, reviewing, sheets
from bening.config.demo.cast import UNITS, UnitPlan
from bening.config.demo.stage import Stage
from bening.evaluations import actions as evaluations
from bening.evaluations.models import Answer
from bening.evidence.models import EvidenceLink
from bening.mentoring import actions as mentoring
from bening.mentoring.models import Recommendation
from bening.programs import actions as programs
from bening.programs import lifecycle
from bening.programs.letters import write_cover_letter
from bening.programs.models import Designation
from bening.reviews import actions as reviews
from bening.reviews.models import ReviewAssignment, ReviewTeam, ReviewTier

PLANS = {plan.code: plan for plan in UNITS}
EARLIER = tuple(plan.code for plan in UNITS if plan.earlier)
NEW = tuple(plan.code for plan in UNITS if plan.open is not None and not plan.earlier)
COACHED = "2.05"
HULU = "3.02"
BELOW_HOSPITAL = "2.03.1"

Teams = dict[str, ReviewTeam]


def last_year(stage: Stage, teams: Teams) -> None:
    """Eight units declared together, built, and filled their first sheet; one went to TPI."""
    stage.say("Siklus tahun lalu")
    for code in EARLIER:
        _open(stage, PLANS[code], 1, 526)
    text = declaring.publish_pact(stage, 529)
    campaign = declaring.ask_to_sign(stage, text, None, 526, 500)
    signers = [person for code in (*EARLIER, BELOW_HOSPITAL) for person in stage.staff[code]]
    late = stage.people["member3"]
    declaring.sign(
        stage, campaign, [stage.mayor, *(one for one in signers if one != late)], 525, 508
    )
    declaring.declare(stage, EARLIER, 1, 505, stage.mayor)
    round_ = declaring.weigh(stage, EARLIER, 1, 502)
    declaring.decide(stage, round_, 496)
    declaring.start_building(stage, EARLIER, 1, 488, declaring.team_decree(stage, 490))
    for code in EARLIER:
        if code != COACHED:
            _send_in(stage, code, 1, 350, best=PLANS[code].earlier)
    _not_proposed(stage, teams["Tim 2"])


def _not_proposed(stage: Stage, team: ReviewTeam) -> None:
    """Both rounds of TPI found too little: coaching instead of a proposal."""
    _to_tpi(stage, COACHED, 1, (400, 383, 381), best=PLANS[COACHED].earlier)
    reviewing.assign(stage, team, COACHED, 1, days=380, until=330)
    reviewing.through_tpi(
        stage, team, COACHED, 1, (378, 376, 374, 372, 371), "round_1_closed",
        found=6, second="member_1",
    )  # fmt: skip
    _repair(stage, COACHED, 1, 356)
    reviewing.through_tpi(
        stage, team, COACHED, 1, (352, 350, 348, 346, 345), "not_proposed",
        reason="Nilai total dan tiga area masih di bawah ambang; manajemen perubahan belum jalan.",
    )  # fmt: skip
    assignment = ReviewAssignment.objects.get(program=stage.program(COACHED, 1))
    reviews.end_assignment(
        assignment=assignment, reason="Evaluasi selesai.", by=stage.inspector, now=stage.at(340)
    )


def this_year(stage: Stage, teams: Teams) -> None:
    """The programs of the open cycle, each as far as it is."""
    for plan in UNITS:
        if plan.code in EARLIER:
            programs.continue_program(
                program=stage.program(plan.code, 1),
                cycle=stage.cycles[0],
                target=Designation(plan.target),
                by=stage.admin,
                now=stage.at(158),
            )
        elif plan.code in NEW:
            _open(stage, plan, 0, 150)
    _new_units(stage)
    first, second = teams["Tim 1"], teams["Tim 2"]
    for code, days in (("2.01", 58), ("2.05", 40)):
        _begin_sheet(stage, code, days)
    for code, days in (("2.02", 14), ("2.06", 10), ("2.03.1", 6)):
        plan = PLANS[code]
        sheets.fill_sheet(
            stage, plan, 0, best=plan.best, left_open=plan.open or 0, at=stage.at(days)
        )
    lifecycle.advance(
        program=stage.program("2.07"),
        name="self_assessment_opened",
        by=stage.pics["2.07"],
        now=stage.at(45),
    )
    _send_in(stage, "2.07", 0, 2, best=PLANS["2.07"].best)
    stage.say("Evaluasi TPI")
    _in_first_round(stage, first)
    _in_repair(stage, first)
    _eligible(stage, second, "2.02.1", (140, 122, 119), 117)
    _eligible(stage, first, "2.03", (148, 134, 132), 131)


def _new_units(stage: Stage) -> None:
    """Three units that begin this year: building, chosen, and still signing."""
    stage.say("Unit baru: pakta, pencanangan, penetapan")
    first = [code for code in NEW if code != HULU]
    campaign = stage.agency.pact_campaigns.get(unit__isnull=True)
    declaring.sign(stage, campaign, stage.staff["2.06"], 148, 142)
    declaring.declare(stage, first, 0, 140, stage.mayor)
    round_ = declaring.weigh(stage, [*first, "1.01"], 0, 138)
    declaring.decide(stage, round_, 131, refused=["1.01"])
    declaring.start_building(stage, ["2.06"], 0, 124, declaring.team_decree(stage, 126))
    own = declaring.ask_to_sign(stage, campaign.text, HULU, 24, -9)
    there = stage.staff[HULU]
    declaring.sign(stage, own, there[:41], 23, 15)
    declaring.declare(stage, [HULU], 0, 14, stage.heads[HULU])
    declaring.sign(stage, own, there[41:46], 11, 0.3)
    declaring.weigh(stage, [HULU], 0, 8)


def _open(stage: Stage, plan: UnitPlan, back: int, days: int) -> None:
    programs.open_program(
        unit=stage.units[plan.code],
        cycle=stage.cycles[back],
        target=Designation(plan.target),
        by=stage.admin,
        now=stage.at(days),
    )


def _begin_sheet(stage: Stage, code: str, days: int) -> None:
    """Self-assessment under way, some questions open."""
    plan = PLANS[code]
    lifecycle.advance(
        program=stage.program(code),
        name="self_assessment_opened",
        by=stage.pics[code],
        now=stage.at(days),
    )
    sheets.fill_sheet(stage, plan, 0, best=plan.best, left_open=plan.open or 0, at=stage.at(14))


def _send_in(stage: Stage, code: str, back: int, days: int, *, best: int) -> None:
    stage.say(stage.units[code].name)
    sheets.send_sheet(stage, PLANS[code], back, best=best, at=stage.at(days))


def _to_tpi(stage: Stage, code: str, back: int, days: Sequence[int], *, best: int) -> None:
    """Self-assessment opened, sent in, and handed to TPI with the letter of the unit's head."""
    opened, sent, handed = days
    lifecycle.advance(
        program=stage.program(code, back),
        name="self_assessment_opened",
        by=stage.pics[code],
        now=stage.at(opened),
    )
    _send_in(stage, code, back, sent, best=best)
    head, at = stage.heads[code], stage.at(handed)
    letter = write_cover_letter(
        program=stage.program(code, back),
        number=stage.number("SP", handed),
        dated_on=stage.day(handed),
        by=head,
        now=at,
    )
    lifecycle.advance(
        program=stage.program(code, back), name="sent_to_tpi", by=head, now=at, documents=[letter]
    )


def _in_first_round(stage: Stage, team: ReviewTeam) -> None:
    """The member has sent, the lead is half-way and of another opinion here and there."""
    _to_tpi(stage, "2.04", 0, (60, 17, 15), best=PLANS["2.04"].best)
    reviewing.assign(stage, team, "2.04", 0, days=14, until=-40)
    seats = reviewing.seats_of(stage, team)
    round_ = reviewing.open_round(stage.program("2.04"), seats[ReviewTier.LEAD], stage.at(12))
    weak = reviewing.weaknesses(round_, 7)
    reviewing.value(round_, seats[ReviewTier.MEMBER], stage.at(9), weak)
    reviewing.second_opinion(stage, round_, stage.people["member_3"], 6, most=5)
    reviewing.send(round_, seats[ReviewTier.MEMBER], stage.at(4))
    sheet = stage.sheet("2.04")
    kept = {row.official_code: row.value for row in Answer.objects.filter(sheet=sheet)}
    again = {
        code: reviewing.Found(
            kept[code], "Bukti tambahan pada lampiran menunjukkan pelaksanaannya."
        )
        for code in list(weak)[::3]
    }
    reviewing.value(round_, seats[ReviewTier.LEAD], stage.at(1), again, most=62)


def _in_repair(stage: Stage, team: ReviewTeam) -> None:
    """The first round is closed, and its repair is late."""
    _to_tpi(stage, "3.01", 0, (90, 46, 44), best=PLANS["3.01"].best)
    reviewing.assign(stage, team, "3.01", 0, days=43, until=-40)
    reviewing.through_tpi(
        stage, team, "3.01", 0, (40, 36, 31, 27, 24), "round_1_closed",
        found=6, second="member_3",
    )  # fmt: skip


def _eligible(
    stage: Stage, team: ReviewTeam, code: str, days: Sequence[int], assigned: int
) -> None:
    """Both rounds closed: worth proposing."""
    _to_tpi(stage, code, 0, days, best=PLANS[code].best)
    second = "member_3" if team.name == "Tim 1" else "member_1"
    reviewing.assign(stage, team, code, 0, days=assigned, until=-40)
    reviewing.through_tpi(
        stage, team, code, 0, [assigned - step for step in (2, 5, 8, 10, 12)], "round_1_closed",
        found=4, second=second,
    )  # fmt: skip
    _repair(stage, code, 0, assigned - 18)
    reviewing.through_tpi(
        stage, team, code, 0, [assigned - step for step in (24, 26, 28, 29, 30)], "found_eligible",
        found=2, advised=False,
    )  # fmt: skip


def _repair(stage: Stage, code: str, back: int, days: int) -> None:
    """What the report advised is done, proved, found done, and the sheet is sent once more."""
    pic, head, sheet = stage.pics[code], stage.heads[code], stage.sheet(code, back)
    rows = {row.official_code: row for row in Answer.objects.filter(sheet=sheet)}
    for advice in Recommendation.objects.filter(program=sheet.program).order_by("official_code"):
        row = rows[advice.official_code]
        evaluations.save_answer(
            sheet=sheet,
            official_code=row.official_code,
            value=row.value,
            inputs=None,
            note=f"Sudah diperbaiki: {advice.text[:1].lower()}{advice.text[1:]}",
            seen_version=row.version,
            by=pic,
            now=stage.at(days),
        )
        proof = EvidenceLink.objects.filter(sheet=sheet, official_code=row.official_code).first()
        mentoring.follow_up(
            recommendation=advice,
            text="Perbaikan selesai; buktinya terlampir pada butir yang sama.",
            evidence=[proof.evidence] if proof else [],
            claims_done=proof is not None,
            by=pic,
            now=stage.at(days, 30),
        )
        mentoring.verify(
            recommendation=advice,
            note="Sudah dilihat.",
            by=stage.inspector,
            now=stage.at(days - 1),
        )
    evaluations.submit_sheet(sheet=stage.sheet(code, back), by=pic, now=stage.at(days - 1, 60))
    lifecycle.advance(
        program=stage.program(code, back), name="repair_sent", by=head, now=stage.at(days - 2)
    )
