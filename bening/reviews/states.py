"""How a round moves from tier to tier and closes, as tables; the docs' diagram is made from them.

Stages, their states of the program, and the moves of the program that close a round stand here; who
may do what is `access`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bening.programs.models import ProgramState
from bening.programs.phases import TPN_STATES
from bening.reviews.models.kinds import ReviewStage, ReviewStep, ReviewTier, RoundState

FIRST, SECOND = 1, 2


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of round: which stage, step and number, and what follows from it.

    `chain` are the tiers that value, in order; `writers` says which tier of the team works in each;
    `closers` may close it from the last of the chain. `closings` are moves of the program, `report`
    the kind of document that a closing of this kind issues, by move.
    """

    stage: ReviewStage
    step: ReviewStep | None
    number: int
    state: ProgramState
    chain: tuple[ReviewTier, ...]
    writers: Mapping[ReviewTier, frozenset[ReviewTier]]
    closers: frozenset[ReviewTier]
    closings: tuple[str, ...]
    reports: Mapping[str, str]
    sheet_returns: frozenset[str] = frozenset()
    incomplete: frozenset[str] = frozenset()


_ALL_TIERS = tuple(ReviewTier)
_EACH: Final = {tier: frozenset({tier}) for tier in ReviewTier}
_ONE = (ReviewTier.MEMBER,)
_TOGETHER: Final = {ReviewTier.MEMBER: frozenset({ReviewTier.MEMBER, ReviewTier.LEAD})}
_LEAD, _CONTROLLER = frozenset({ReviewTier.LEAD}), frozenset({ReviewTier.CONTROLLER})

KINDS: Final[tuple[Kind, ...]] = (
    Kind(
        ReviewStage.PRELIMINARY,
        None,
        FIRST,
        ProgramState.PRELIMINARY_REVIEW,
        _ONE,
        _TOGETHER,
        _LEAD,
        ("passed_preliminary", "returned_by_preliminary", "declined_by_preliminary"),
        {"passed_preliminary": "preliminary_cover_letter"},
        sheet_returns=frozenset({"returned_by_preliminary"}),
        incomplete=frozenset({"returned_by_preliminary"}),
    ),
    Kind(
        ReviewStage.TPI,
        None,
        FIRST,
        ProgramState.TPI_ROUND_1,
        _ALL_TIERS,
        _EACH,
        _CONTROLLER,
        ("round_1_closed",),
        {"round_1_closed": "evaluation_report_1"},
        sheet_returns=frozenset({"round_1_closed"}),
    ),
    Kind(
        ReviewStage.TPI,
        None,
        SECOND,
        ProgramState.TPI_ROUND_2,
        _ALL_TIERS,
        _EACH,
        _CONTROLLER,
        ("found_eligible", "not_proposed"),
        {"found_eligible": "evaluation_report_2", "not_proposed": "evaluation_report_2"},
    ),
    Kind(
        ReviewStage.TPN,
        ReviewStep.DESK,
        FIRST,
        ProgramState.TPN_DESK,
        _ONE,
        _TOGETHER,
        _LEAD,
        ("passed_desk", "stopped_at_desk"),
        {},
    ),
    Kind(
        ReviewStage.TPN,
        ReviewStep.FIELD,
        FIRST,
        ProgramState.TPN_FIELD,
        _ONE,
        _TOGETHER,
        _LEAD,
        ("field_closed",),
        {},
    ),
)

ASSIGNABLE: Final[Mapping[ReviewStage, frozenset[ProgramState]]] = MappingProxyType(
    {
        ReviewStage.PRELIMINARY: frozenset(
            {ProgramState.BUILDING, ProgramState.SELF_ASSESSMENT, ProgramState.PRELIMINARY_REVIEW}
        ),
        ReviewStage.TPI: frozenset(
            {
                ProgramState.BUILDING,
                ProgramState.SELF_ASSESSMENT,
                ProgramState.PRELIMINARY_REVIEW,
                ProgramState.TPI_ROUND_1,
                ProgramState.REPAIR,
                ProgramState.TPI_ROUND_2,
            }
        ),
        ReviewStage.TPN: TPN_STATES,
    }
)
"""States in which a team of a stage may be given the program. A national team sees nothing of a
unit that its agency has not nominated."""

AWAITS_TEAM: Final[Mapping[ProgramState, ReviewStage]] = MappingProxyType(
    {kind.state: kind.stage for kind in KINDS} | dict.fromkeys(TPN_STATES, ReviewStage.TPN)
)
"""States that stand still until a team of their stage is assigned."""

BY_STATE: Final[Mapping[ProgramState, Kind]] = MappingProxyType(
    {kind.state: kind for kind in KINDS}
)
_BY_KEY: Final = {(kind.stage, kind.step or "", kind.number): kind for kind in KINDS}


def kind_of(stage: str, step: str, number: int) -> Kind:
    """The kind of a round. Raises KeyError."""
    return _BY_KEY[ReviewStage(stage), ReviewStep(step) if step else "", number]


def next_state(kind: Kind, tier: ReviewTier) -> ReviewTier | None:
    """The tier after this one; None at the end, from where the round closes."""
    place = kind.chain.index(tier) + 1
    return kind.chain[place] if place < len(kind.chain) else None


def earlier_state(kind: Kind, tier: ReviewTier) -> ReviewTier | None:
    """The tier to which this one may return; None at the beginning."""
    place = kind.chain.index(tier)
    return kind.chain[place - 1] if place else None


def has_sent(kind: Kind, tier: ReviewTier, state: RoundState) -> bool:
    """Whether a tier has handed the round on, and it was not returned to it or further down."""
    if state == RoundState.CLOSED:
        return True
    return kind.chain.index(tier) < kind.chain.index(ReviewTier(state.value))
