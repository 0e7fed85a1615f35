"""How the tree of an instrument is laid out on the screen: places, groups and their questions.

A place is what the screen opens at once: an area with its fulfillment and its reform together, or a
part of the results that has no areas. A group is one line of the tree inside an opened place.
"""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bening.domain.scoring import Instrument, Level, Node, Question


@dataclass(frozen=True)
class Group:
    """One line inside a place: an indicator of its first part, or a whole later part (reform)."""

    key: str
    number: str
    name: str
    indicators: tuple[Node, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Place:
    """An area of all subcomponents, or a subcomponent without areas; `parts` are their nodes."""

    key: str
    number: str
    name: str
    parts: tuple[Node, ...]
    groups: tuple[Group, ...]
    questions: tuple[Question, ...]

    def group_of(self, code: str) -> Group:
        """The group that asks a question. Raises KeyError."""
        for group in self.groups:
            if any(question.code == code for question in group.questions):
                return group
        raise KeyError(code)


@dataclass(frozen=True)
class Outline:
    """All places of an instrument under their components, in the order of the sheet."""

    components: tuple[tuple[Node, tuple[Place, ...]], ...]
    by_key: Mapping[str, Place]
    by_question: Mapping[str, Place]

    @property
    def places(self) -> tuple[Place, ...]:
        """The places in the order of the sheet."""
        return tuple(self.by_key.values())


@functools.lru_cache(maxsize=64)
def outline_of(instrument: Instrument) -> Outline:
    """The outline of an instrument, made once."""
    components = tuple((node, tuple(_places(node))) for node in instrument.components)
    places = [place for _, found in components for place in found]
    return Outline(
        components=components,
        by_key={place.key: place for place in places},
        by_question={question.code: place for place in places for question in place.questions},
    )


def _places(component: Node) -> Iterator[Place]:
    areas: dict[int, list[tuple[Node, Node]]] = {}
    for part in component.parts:
        for node in part.parts:
            if node.level is Level.AREA and node.area_number is not None:
                areas.setdefault(node.area_number, []).append((part, node))
    for number, found in areas.items():
        yield _area(number, found)
    for part in component.parts or (component,):
        if not any(node.level is Level.AREA for node in part.parts):
            yield _result(part, component)


def _area(number: int, found: list[tuple[Node, Node]]) -> Place:
    groups: list[Group] = []
    for place, (part, area) in enumerate(found):
        if place == 0:
            groups.extend(_group(indicator, area) for indicator in _indicators(area))
        else:
            groups.append(Group(area.code, "", part.name, _indicators(area), _questions(area)))
    nodes = tuple(area for _, area in found)
    questions = tuple(question for area in nodes for question in area.all_questions())
    return Place(str(number), str(number), nodes[0].name, nodes, tuple(groups), questions)


def _result(part: Node, component: Node) -> Place:
    groups = tuple(_group(indicator, part) for indicator in _indicators(part))
    number = part.code.removeprefix(f"{component.code}.")
    return Place(part.code, number, part.name, (part,), groups, _questions(part))


def _group(indicator: Node, above: Node) -> Group:
    number = indicator.code.removeprefix(f"{above.code}.")
    return Group(indicator.code, number, indicator.name, (indicator,), indicator.questions)


def _indicators(node: Node) -> tuple[Node, ...]:
    if node.level is Level.INDICATOR:
        return (node,)
    return tuple(found for part in node.parts for found in _indicators(part))


def _questions(node: Node) -> tuple[Question, ...]:
    return tuple(node.all_questions())
