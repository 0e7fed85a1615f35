"""A unit that is not proposed is coached, and comes back a year later with a better score."""

import json

import pytest
from playwright.sync_api import expect

from tests.journeys.agency_side import carries_on, opens_the_next_cycle
from tests.journeys.coaching import answers_the_unit, asks_tpi, holds_a_visit, plans_a_visit
from tests.journeys.conftest import rows
from tests.journeys.life_seed import LEFT, UNIT
from tests.journeys.lives import Life, life
from tests.journeys.reviewers import (
    assigns,
    closes,
    hands_on,
    is_refused_to_close,
    opens_the_round,
    values,
)
from tests.journeys.test_review import REFUSED
from tests.journeys.unit_side import (
    TO_FILL,
    answers_by_keys,
    follows_up,
    opens_self_assessment,
    reads_the_report,
    reuses_an_answer,
    sends_the_repair,
    sends_the_sheet,
    sends_to_tpi,
    verifies,
)

__all__ = ["life"]

WANTING, ADVICE = "A.I.1.i.a", "Tetapkan kembali tim kerja dengan SK."
WEAK = "A.I.1."
"""The area in which TPI finds nothing, change management: below its minimum of 60 percent."""
FIRST_ROUND, SECOND_ROUND = "Evaluasi TPI tahap 1", "Evaluasi TPI tahap 2"
TIERS = ("member", "lead", "controller")


@pytest.mark.parametrize("life", ["built"], indirect=True)
def test_a_unit_is_not_proposed_coached_and_better_a_year_later(life: Life) -> None:
    life.person("controller", allowed=REFUSED)
    assessed(life)
    found_wanting(life)
    not_proposed(life)
    coached(life)
    carried_on(life)
    found_eligible(life)
    before, after = totals(life)
    assert before < after


def assessed(life: Life) -> None:
    """The first year's sheet goes to TPI."""
    life.until(3, 2)
    pic = life.person("pic")
    opens_self_assessment(pic)
    for code in LEFT:
        answers_by_keys(pic, code, "SK tim dan notulanya terlampir.")
    sends_the_sheet(pic)
    sends_to_tpi(life.person("unit_head"))
    assert life.state() == "tpi_round_1"


def found_wanting(life: Life) -> None:
    """TPI finds one area empty; the unit repairs one question of it."""
    assigns(life.person("inspector"), "tpi")
    opens_the_round(life.person("lead"))
    advice = {WANTING: ADVICE}
    for who in TIERS:
        is_first = who == "member"
        human = life.person(who)
        values(human, FIRST_ROUND, advice if is_first else None, weak=WEAK if is_first else "")
        if who != "controller":
            hands_on(human, FIRST_ROUND)
    closes(life.person("controller"), "Tutup tahap 1")
    assert life.state() == "repair"

    life.until(3, 25)
    pic = life.person("pic")
    answers_by_keys(pic, WANTING, "SK tim kerja nomor 4 ditetapkan kembali.")
    sends_the_sheet(pic)
    sends_the_repair(life.person("unit_head"))
    assert life.state() == "tpi_round_2"


def not_proposed(life: Life) -> None:
    """Round 2: the thresholds hold back the proposal, so the controller says why it is none."""
    opens_the_round(life.person("lead"))
    for who in TIERS:
        assert values(life.person(who), SECOND_ROUND) == [WANTING]
        if who != "controller":
            hands_on(life.person(who), SECOND_ROUND)
    controller = life.person("controller")
    is_refused_to_close(controller, "Layak diusulkan", "Manajemen Perubahan")
    closes(controller, "Tidak diusulkan", reason="Manajemen perubahan belum berjalan.")
    assert life.state() == "coaching"
    head = life.person("unit_head")
    reads_the_report(head, "LHE TPI tahap 2")
    head.turn(UNIT, "Pembinaan")
    head.reads("Manajemen perubahan belum berjalan.")
    life.person("agency_head").has_no_turn("Kirim pengusulan")


def coached(life: Life) -> None:
    """A question and its answer, a visit with what it recommends, and what the unit did of it."""
    life.until(5, 4)
    pic, lead = life.person("pic"), life.person("lead")
    asks_tpi(pic)
    answers_the_unit(lead)
    plans_a_visit(lead)
    holds_a_visit(lead, "Susun rencana kerja tim bersama semua pegawai.")
    follows_up(pic, ADVICE, "SK tim kerja ditetapkan kembali.")
    verifies(lead)


def carried_on(life: Life) -> None:
    """The next year's cycle; the program goes on in it, with last year's answers."""
    life.until(1, 12, life.year + 1)
    admin, pic = life.person("admin"), life.person("pic")
    opens_the_next_cycle(admin)
    carries_on(admin)
    life.follow_the_newest_program()
    assert life.state() == "building"
    life.person("unit_head").has_no_turn(UNIT, "Pembinaan")

    life.until(3, 2)
    opens_self_assessment(pic)
    reuses_an_answer(pic, WANTING)
    assert life.type("reuse_all", pic, sheet=life.sheet) == 112
    pic.turn(TO_FILL)
    expect(pic.page.get_by_text("113 dari 113")).to_be_visible()
    sends_the_sheet(pic)
    sends_to_tpi(life.person("unit_head"))
    assert life.state() == "tpi_round_1"


def found_eligible(life: Life) -> None:
    """Two rounds again; this time TPI sees what was built."""
    assigns(life.person("inspector"), "tpi")
    for name, outcome in ((FIRST_ROUND, "Tutup tahap 1"), (SECOND_ROUND, "Layak diusulkan")):
        opens_the_round(life.person("lead"))
        for who in TIERS:
            found = {"A.I.2.i.a": "Lampirkan notula rapat."} if name == FIRST_ROUND else {}
            values(life.person(who), name, found if who == "member" else None)
            if who != "controller":
                hands_on(life.person(who), name)
        closes(life.person("controller"), outcome)
        if name == FIRST_ROUND:
            life.until(3, 25)
            answers_by_keys(life.person("pic"), "A.I.2.i.a", "Notula rapat terlampir.")
            sends_the_sheet(life.person("pic"))
            sends_the_repair(life.person("unit_head"))
    assert life.state() == "eligible"
    life.person("inspector").turn(UNIT, "Masukkan ke pengusulan")


def totals(life: Life) -> list[float]:
    """What TPI's second round came to in each year."""
    bodies = rows(life.data, "SELECT body FROM audit_event WHERE act = 'review.closed' ORDER BY at")
    found = [json.loads(body)["data"] for (body,) in bodies]
    return [fraction(one["total"]) for one in found if one["number"] == 2]


def fraction(text: str) -> float:
    over, _slash, under = text.partition("/")
    return int(over) / int(under or 1)
