"""Makes the demo: all of it in one transaction, through the actions that people use."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from bening.config.demo import (
    complaining,
    conflicted,
    declaring,
    evaluating,
    gifts,
    lives,
    main_unit,
    overseeing,
    people,
    proposing,
    protecting,
    queueing,
    reviewing,
    risking,
    serving,
    surveys,
    tending,
    titles,
    years,
)
from bening.config.demo.cast import (
    HALL_STAFF,
    NATIONAL,
    OPERATOR,
    PEOPLE,
    REVIEWERS,
    WORKING_GROUP,
)
from bening.config.demo.people import PASSWORD
from bening.config.demo.stage import SignIn
from bening.documents.papers import writing_alone

__all__ = ["PASSWORD", "SignIn", "make_demo"]


def make_demo(*, now: datetime, say: Callable[[str], None]) -> list[SignIn]:
    """The whole demo, or nothing. `say` hears of each step. Returns the sign-ins to print."""
    with writing_alone(), transaction.atomic():
        stage = people.set_up(now, say)
        years.open_cycles(stage)
        years.keep_calendar(stage)
        titles.enter_titles(stage)
        teams = reviewing.form_teams(stage)
        lives.last_year(stage, teams)
        lives.this_year(stage, teams)
        proposing.enter_requirements(stage)
        proposing.propose(stage, teams["TPN Wilayah Timur"])
        proposing.evaluate(stage)
        titles.watch(stage)
        say("Halaman publik")
        declaring.tell_the_public(stage)
        say("Bukti dan diskusi unit contoh")
        main_unit.prove(stage)
        main_unit.share_out(stage)
        tending.tend(stage, teams)
        serving.serve(stage)
        surveys.survey(stage)
        queueing.queue(stage)
        protecting.protect(stage)
        complaining.complain(stage)
        gifts.give(stage)
        overseeing.oversee(stage)
        conflicted.declare_interests(stage)
        risking.foresee(stage)
        evaluating.evaluate(stage)
    shown = [
        SignIn(plan.shown, plan.email)
        for plan in (*PEOPLE, *HALL_STAFF, *WORKING_GROUP, *REVIEWERS, *NATIONAL)
        if plan.shown
    ]
    return [*shown, SignIn("Pengelola sistem", OPERATOR[1])]
