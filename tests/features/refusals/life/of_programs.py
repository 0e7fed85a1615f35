"""The moves of the state table, its cover letter, and the papers of a program."""

import io
from types import SimpleNamespace

from bening.accounts.models import Person, Role
from bening.documents import actions as documents
from bening.documents.models import DocumentKind, OfficialDocument
from bening.evaluations.instruments import store_shipped
from bening.evaluations.models import InstrumentVersion
from bening.programs import letters, lifecycle
from bening.programs.models import ProgramState, ZoneProgram
from bening.programs.states import TRANSITIONS
from bening.programs.transition import Transition
from tests.adapters import samples
from tests.features.documents.letters import full_letter
from tests.features.evaluations.conftest import make_sheet
from tests.features.programs.papers import make_paper
from tests.features.refusals.life.people import LifeCast
from tests.features.refusals.life.rows import Act, Row, rows
from tests.features.reviews.conftest import Reviews
from tests.people import NOW, TODAY


class Shared(dict[str, OfficialDocument]):
    """Rows that no act changes: everybody acts on the same."""

    def __deepcopy__(self, _memo: object) -> "Shared":
        return self


def program_of(cast: LifeCast, state: ProgramState = ProgramState.DRAFT) -> ZoneProgram:
    """The unit's program with its empty sheet, put into a state."""
    store_shipped(now=NOW)
    version = InstrumentVersion.objects.get(slug="lke-2021")
    return Reviews.put(make_sheet(cast, version).program, state)


def before(cast: LifeCast) -> SimpleNamespace:
    """The program, with a paper of each kind that a move asks for; no condition stops it."""
    cast.assigned(Role.PRELIMINARY, Role.TPI, Role.TPN)
    program = program_of(cast)
    kinds = {kind for move in TRANSITIONS for kind in move.documents}
    papers = Shared({kind: make_paper(cast, program, DocumentKind(kind)) for kind in sorted(kinds)})
    return SimpleNamespace(program=program, papers=papers)


def submitted(cast: LifeCast) -> SimpleNamespace:
    """The self-assessment sent in, as the unit's head writes the covering letter."""
    cast.assigned(Role.PRELIMINARY, Role.TPI, Role.TPN)
    program = program_of(cast)
    reviews = Reviews(cast)
    reviews.submit(program)
    paper = documents.issue(
        kind=DocumentKind.MONITORING_REPORT,
        letter=full_letter(),
        agency=cast.agency,
        unit=cast.unit,
        dated_on=TODAY,
        signer=cast.inspector,
        by=cast.inspector,
        now=NOW,
    )
    return SimpleNamespace(
        program=reviews.put(program, ProgramState.SELF_ASSESSMENT),
        unit=cast.unit,
        agency=cast.agency,
        paper=paper,
    )


def moving(move: Transition) -> Act:
    """Takes one move from the state before it."""

    def act(s: SimpleNamespace, by: Person) -> object:
        return lifecycle.advance(
            program=Reviews.put(s.program, move.source),
            name=move.name,
            reason="Sebabnya ada.",
            documents=[s.papers[kind] for kind in move.documents],
            by=by,
            now=NOW,
        )

    return act


def attach(s: SimpleNamespace, by: Person, kind: DocumentKind, *, unit: bool = True) -> object:
    return documents.attach(
        kind=kind,
        file=io.BytesIO(samples.picture("png", (9, 7))),
        filename="a.png",
        agency=s.agency,
        unit=s.unit if unit else None,
        dated_on=TODAY,
        title="Naskah",
        by=by,
        now=NOW,
    )


MOVES = {f"advance {move.name}": Row(before, moving(move)) for move in TRANSITIONS}
LETTERS: dict[str, Row] = rows(
    submitted,
    write_cover_letter=lambda s, by: letters.write_cover_letter(
        program=s.program, number="1", dated_on=TODAY, by=by, now=NOW
    ),
)
PAPERS: dict[str, Row] = rows(
    submitted,
    attach=lambda s, by: attach(s, by, DocumentKind.TEAM_DECREE),
    attach__of_agency=lambda s, by: attach(s, by, DocumentKind.OTHER, unit=False),
    withdraw=lambda s, by: documents.withdraw(document=s.paper, reason="Keliru", by=by, now=NOW),
)
