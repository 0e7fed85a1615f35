"""The first year of a program through the actions, for a story that begins with its building."""

import io
from datetime import datetime, timedelta
from typing import Any


def build(program: Any, people: dict[str, Any], now: datetime) -> None:
    """Pacts are signed, the program is declared and chosen, and its building begins."""
    from bening.documents.actions import attach
    from bening.documents.models import DocumentKind
    from bening.pacts import actions as pacts
    from bening.programs import lifecycle
    from tests.adapters import samples

    sign_pacts(program.unit, people, now)
    pacts.declare(
        programs=[program],
        held_on=now.date(),
        place="Balai Kota Tirtamaya",
        statement="Kami membangun Zona Integritas.",
        by=people["unit_head"],
        now=now,
    )
    choose(program, people, now)
    decree = attach(
        kind=DocumentKind.TEAM_DECREE,
        file=io.BytesIO(samples.pdf()),
        filename="sk.pdf",
        agency=program.unit.agency,
        unit=program.unit,
        program=program,
        number="3/SK",
        dated_on=now.date(),
        title="SK tim kerja",
        by=people["unit_head"],
        now=now,
    )
    lifecycle.advance(
        program=program,
        name="building_started",
        by=people["unit_head"],
        now=now,
        documents=[decree],
    )


def sign_pacts(unit: Any, people: dict[str, Any], now: datetime) -> None:
    """The agency's text, a campaign in the unit, everybody's own signature."""
    from bening.pacts import actions as pacts
    from bening.pacts.identity import Identification
    from bening.pacts.models import Identified
    from bening.pacts.wording import BODY, TITLE

    admin = people["admin"]
    draft = pacts.draft_text(agency=unit.agency, title=TITLE, body=BODY, by=admin, now=now)
    text = pacts.publish_text(text=draft, by=admin, now=now)
    campaign = pacts.open_campaign(
        agency=unit.agency,
        text=text,
        unit=unit,
        opens_on=now.date(),
        closes_on=now.date() + timedelta(days=14),
        by=admin,
        now=now,
    )
    for who in ("unit_head", "pic", "staff"):
        pacts.sign_pact(
            campaign=campaign,
            person=people[who],
            read_sha256=text.sha256,
            identified=Identification(Identified.PASSWORD, now),
            by=people[who],
            now=now,
        )


def choose(program: Any, people: dict[str, Any], now: datetime) -> None:
    """The working group weighs the unit and proposes it, the head of the agency decides."""
    from bening.selection import actions as selection
    from bening.selection.actions import Decision, Figures, ScoreGiven
    from bening.selection.models import Verdict

    lead, head = people["group_lead"], people["agency_head"]
    round_ = selection.open_round(
        agency=program.unit.agency,
        year=program.cycle.year,
        lead=lead,
        members=[],
        by=people["admin"],
        now=now,
    )
    candidate = selection.add_candidate(round_=round_, unit=program.unit, by=lead, now=now)
    why = "Layanan utama kota."
    selection.save_candidate(
        candidate=candidate,
        figures=Figures(budget=12_000_000_000, staff=41, users=90_000, figures_source="DPA"),
        scores={one.pk: ScoreGiven(4, why) for one in round_.criteria.items.all()},
        by=lead,
        now=now,
    )
    decided = selection.decide(
        round_=selection.propose(round_=round_, by=lead, now=now),
        decisions={candidate.pk: Decision(Verdict.ACCEPTED, why)},
        number="2/SK",
        dated_on=now.date(),
        by=head,
        now=now,
    )
    selection.move_programs(round_=decided, by=head, now=now)
