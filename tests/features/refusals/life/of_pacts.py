"""Pacts, declarations and public pages."""

from datetime import timedelta
from types import SimpleNamespace

from bening.accounts.models import Person, Role
from bening.agencies.models import WorkUnit
from bening.pacts import actions
from bening.pacts.models import (
    Commitment,
    CommitmentOutcome,
    PactSignature,
    PaperKind,
    SigningEvent,
)
from bening.pacts.wording import BODY, TITLE
from tests.features.pacts.conftest import FRESH, opened, picture, published
from tests.features.refusals.life.of_programs import program_of
from tests.features.refusals.life.people import LifeCast
from tests.features.refusals.life.rows import Row, rows
from tests.people import NOW, TODAY


def wording(cast: LifeCast) -> SimpleNamespace:
    """A draft of the agency's pact."""
    cast.assigned(Role.TPI, Role.TPN)
    draft = actions.draft_text(
        agency=cast.agency, title=TITLE, body=BODY, by=cast.agency_admin, now=NOW
    )
    return SimpleNamespace(agency=cast.agency, draft=draft)


def signing(cast: LifeCast) -> SimpleNamespace:
    """A campaign of the unit, under which nobody has signed."""
    cast.assigned(Role.TPI, Role.TPN)
    text = published(cast)
    return SimpleNamespace(
        agency=cast.agency,
        other_unit=cast.other_unit,
        staff=cast.staff,
        text=text,
        campaign=opened(cast, text, cast.unit),
    )


def listed(cast: LifeCast) -> SimpleNamespace:
    """A campaign of the whole agency, with a list that names the staff."""
    cast.assigned(Role.TPI, Role.TPN)
    campaign = opened(cast, published(cast), None)
    event = record_event(SimpleNamespace(campaign=campaign, staff=cast.staff), cast.agency_admin)
    signature = PactSignature.objects.get(event=event)
    return SimpleNamespace(campaign=campaign, signature=signature)


def declaring(cast: LifeCast) -> SimpleNamespace:
    """The unit's program in preparation, its head and its staff having signed."""
    made = signing(cast)
    for person in (cast.unit_head, cast.staff):
        sign(made, person, person)
    return SimpleNamespace(program=program_of(cast))


def publishing(cast: LifeCast) -> SimpleNamespace:
    """A declared unit with news, an open commitment and one that was closed."""
    made = declaring(cast)
    unit, by = cast.unit, cast.unit_head
    declaration = declare(made, by)
    commitment = promise(unit, by)
    closed = promise(unit, by)
    actions.close_commitment(
        commitment=closed, outcome=CommitmentOutcome.NOT_KEPT, reason="Belum.", by=by, now=NOW
    )
    item = actions.add_news(unit=unit, title="Berita", dated_on=TODAY, text="Isi", by=by, now=NOW)
    return SimpleNamespace(
        unit=unit, declaration=declaration, commitment=commitment, closed=closed, item=item
    )


def opened_page(cast: LifeCast) -> SimpleNamespace:
    """The same with its page open."""
    made = publishing(cast)
    actions.open_page(unit=cast.unit, by=cast.unit_head, now=NOW)
    return made


def record_event(s: SimpleNamespace, by: Person) -> SigningEvent:
    return actions.record_event(
        campaign=s.campaign,
        people=[s.staff.pk],
        held_on=TODAY,
        place="Aula",
        file=picture(),
        filename="a.png",
        by=by,
        now=NOW,
    )


def declare(s: SimpleNamespace, by: Person) -> object:
    return actions.declare(
        programs=[s.program],
        held_on=TODAY,
        place="Aula",
        statement="Kami membangun Zona Integritas.",
        by=by,
        now=NOW,
    )


def promise(unit: WorkUnit, by: Person) -> Commitment:
    return actions.add_commitment(
        unit=unit,
        leader="Darma",
        office="Kepala",
        text="Janji",
        place="Aula",
        made_on=TODAY,
        url="https://tirtamaya.example/janji",
        by=by,
        now=NOW,
    )


def sign(s: SimpleNamespace, person: Person, by: Person) -> object:
    return actions.sign_pact(
        campaign=s.campaign,
        person=person,
        read_sha256=s.text.sha256,
        identified=FRESH,
        by=by,
        now=NOW,
    )


def open_campaign(s: SimpleNamespace, by: Person, **where: object) -> object:
    return actions.open_campaign(
        agency=s.agency,
        text=s.text,
        opens_on=TODAY,
        closes_on=TODAY + timedelta(days=9),
        by=by,
        now=NOW,
        **where,  # type: ignore[arg-type]
    )


ACTS: dict[str, Row] = {
    **rows(
        wording,
        draft_text__again=lambda s, by: actions.draft_text(
            agency=s.agency, title="Lain", body="Lain", text=s.draft, by=by, now=NOW
        ),
        publish_text=lambda s, by: actions.publish_text(text=s.draft, by=by, now=NOW),
    ),
    **rows(
        signing,
        open_campaign=lambda s, by: open_campaign(s, by, unit=s.other_unit),
        change_campaign=lambda s, by: actions.change_campaign(
            campaign=s.campaign, closes_on=TODAY, minimum_percent=60, by=by, now=NOW
        ),
        open_campaign__whole_agency=open_campaign,
        record_event=record_event,
        sign_pact=lambda s, by: sign(s, by, by),
        sign_pact__for_staff=lambda s, by: sign(s, s.staff, by),
    ),
    **rows(
        listed,
        change_campaign__whole_agency=lambda s, by: actions.change_campaign(
            campaign=s.campaign, closes_on=TODAY, minimum_percent=60, by=by, now=NOW
        ),
        dispute_signature=lambda s, by: actions.dispute_signature(
            signature=s.signature, by=by, now=NOW
        ),
    ),
    **rows(declaring, declare=declare),
    **rows(
        publishing,
        add_declaration_paper=lambda s, by: actions.add_declaration_paper(
            declaration=s.declaration,
            kind=PaperKind.PHOTO,
            file=picture(),
            filename="a.png",
            by=by,
            now=NOW,
        ),
        add_commitment=lambda s, by: promise(s.unit, by),
        act_on_commitment=lambda s, by: actions.act_on_commitment(
            commitment=s.commitment, text="Dikerjakan", done_on=TODAY, by=by, now=NOW
        ),
        close_commitment=lambda s, by: actions.close_commitment(
            commitment=s.commitment,
            outcome=CommitmentOutcome.NOT_KEPT,
            reason="Belum.",
            by=by,
            now=NOW,
        ),
        reopen_commitment=lambda s, by: actions.reopen_commitment(
            commitment=s.closed, by=by, now=NOW
        ),
        add_news=lambda s, by: actions.add_news(
            unit=s.unit, title="Berita", dated_on=TODAY, text="Isi", by=by, now=NOW
        ),
        remove_news=lambda s, by: actions.remove_news(item=s.item, by=by, now=NOW),
        open_page=lambda s, by: actions.open_page(unit=s.unit, by=by, now=NOW),
    ),
    **rows(
        opened_page,
        close_page=lambda s, by: actions.close_page(unit=s.unit, by=by, now=NOW),
    ),
}
