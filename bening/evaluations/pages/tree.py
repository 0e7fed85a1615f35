"""The tree beside the sheet: places with their meter, score and open questions."""

from dataclasses import dataclass
from fractions import Fraction

from bening.domain.scoring import Check, Designation, ScoreSummary
from bening.evaluations.pages.numbers import shown_against
from bening.evaluations.pages.outline import Group, Outline, Place
from bening.evaluations.pages.wanted import Wanted
from bening.ui.figures import decimal_text, short_text, shortfall_text


@dataclass(frozen=True)
class TreeGroup:
    """One line inside the opened place; `dots` says of each question whether it is answered."""

    key: str
    number: str
    name: str
    url: str
    dots: tuple[bool, ...]
    is_current: bool


@dataclass(frozen=True)
class TreePlace:
    """One place with its score; `gap` is what is missing to the target's minimum."""

    key: str
    number: str
    name: str
    url: str
    shown: str
    value: Fraction
    weight: Fraction
    low: Fraction | None
    high: Fraction | None
    gap: str
    open: int
    questions: int
    is_current: bool
    is_result: bool
    groups: tuple[TreeGroup, ...]
    whatif: Fraction | None

    @property
    def slug(self) -> str:
        """The key as a part of an id."""
        return self.key.replace(".", "-")


@dataclass(frozen=True)
class TreeComponent:
    """A component with its places."""

    number: str
    name: str
    shown: str
    weight: str
    places: tuple[TreePlace, ...]


def tree(
    *,
    outline: Outline,
    summary: ScoreSummary,
    ahead: ScoreSummary | None,
    target: Designation,
    wanted: Wanted,
    place: Place | None,
    group: Group | None,
) -> tuple[TreeComponent, ...]:
    """The tree with `place` opened at `group`."""
    return tuple(
        TreeComponent(
            number=node.code,
            name=node.name,
            shown=decimal_text(summary.node(node.code).score),
            weight=short_text(node.weight),
            places=tuple(
                tree_place(found, summary, ahead, target, wanted, place, group) for found in places
            ),
        )
        for node, places in outline.components
    )


def tree_place(
    place: Place,
    summary: ScoreSummary,
    ahead: ScoreSummary | None,
    target: Designation,
    wanted: Wanted,
    current: Place | None,
    group: Group | None,
) -> TreePlace:
    """One entry of the tree."""
    codes = tuple(part.code for part in place.parts)
    checks = {title: _check(summary, title, codes) for title in Designation}
    held = checks[target]
    score = _score(summary, codes)
    then = _score(ahead, codes) if ahead else score
    is_current = current is not None and place.key == current.key
    link = wanted.but(place=place.key, group="", question="", search="")
    low, high = checks[Designation.WBK], checks[Designation.WBBM]
    return TreePlace(
        key=place.key,
        number=place.number,
        name=place.name,
        url=link.url(),
        shown=shown_against(score, held.points_min) if held else decimal_text(score),
        value=score,
        weight=sum((part.weight for part in place.parts), Fraction()),
        low=low.points_min if low else None,
        high=high.points_min if high else None,
        gap=shortfall_text(held.points_missing) if held else "",
        open=sum(not summary.node(question.code).answered for question in place.questions),
        questions=len(place.questions),
        is_current=is_current,
        is_result=not place.key.isdigit(),
        groups=_groups(place, summary, link, group) if is_current else (),
        whatif=then if then != score else None,
    )


def _groups(
    place: Place, summary: ScoreSummary, link: Wanted, current: Group | None
) -> tuple[TreeGroup, ...]:
    return tuple(
        TreeGroup(
            key=group.key,
            number=group.number,
            name=group.name,
            url=link.but(group=group.key).url(f"i-{group.indicators[0].code}"),
            dots=tuple(bool(summary.node(asked.code).answered) for asked in group.questions),
            is_current=current is not None and group.key == current.key,
        )
        for group in place.groups
    )


def _score(summary: ScoreSummary, codes: tuple[str, ...]) -> Fraction:
    return sum((summary.node(code).score for code in codes), Fraction())


def _check(summary: ScoreSummary, title: Designation, codes: tuple[str, ...]) -> Check | None:
    return next((check for check in summary.checks(title) if check.codes == codes), None)
