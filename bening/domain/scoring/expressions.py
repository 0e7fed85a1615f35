"""Formulas over counts: sums, differences and quotients of named numbers.

They are parsed once into small frozen values and never evaluated as code.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from bening.domain.refusals import Refused

LONGEST = 400
DEEPEST = 20

_TOKEN = re.compile(r"(?P<name>[a-z_]+)|(?P<mark><=|==|[-+/()])|(?P<space>\s+)")


class ExpressionRefused(Refused):
    """An expression outside the grammar; `values["position"]` counts characters from 1."""


class Operator(StrEnum):
    """What stands between two parts of an expression."""

    PLUS = "+"
    MINUS = "-"
    OVER = "/"


class Relation(StrEnum):
    """What a consistency rule asks of its two sides."""

    AT_MOST = "<="
    EQUAL = "=="


@dataclass(frozen=True, slots=True)
class Name:
    """A count, by the id of its input."""

    id: str


@dataclass(frozen=True, slots=True)
class Operation:
    """Two expressions joined by an operator."""

    operator: Operator
    left: "Expression"
    right: "Expression"


Expression = Name | Operation


@dataclass(frozen=True)
class Comparison:
    """A relation that counts should satisfy; `text` is how the instrument writes it."""

    left: Expression
    relation: Relation
    right: Expression
    text: str

    @cached_property
    def names(self) -> frozenset[str]:
        """The input ids of both sides."""
        return frozenset((*names(self.left), *names(self.right)))


def parse_expression(text: str) -> Expression:
    """Read an expression of ``+``, ``-``, ``/`` and parentheses over input ids.

    Raises `ExpressionRefused`: ``expression_too_long``, ``expression_too_deep`` or
    ``expression_invalid``.
    """
    parser = _Parser(text)
    expression = parser.sum()
    parser.end()
    return expression


def parse_comparison(text: str) -> Comparison:
    """Read two expressions joined by ``<=`` or ``==``. Raises as `parse_expression`."""
    parser = _Parser(text)
    left = parser.sum()
    relation = parser.relation()
    right = parser.sum()
    parser.end()
    return Comparison(left, relation, right, text)


def names(expression: Expression) -> Iterator[str]:
    """The input ids of an expression, left to right, repeated where written twice."""
    if isinstance(expression, Name):
        yield expression.id
    else:
        yield from names(expression.left)
        yield from names(expression.right)


def quotient(expression: Expression, lookup: Callable[[str], Any]) -> tuple[Any, Any]:
    """Numerator and denominator of an expression, without dividing.

    Only ``+``, ``-`` and ``*`` touch what `lookup` returns, so whole numbers, fractions and arrays
    of integers all stay exact. The denominator is 0 where the expression divides by 0.
    """
    if isinstance(expression, Name):
        return lookup(expression.id), 1
    top, bottom = quotient(expression.left, lookup)
    other_top, other_bottom = quotient(expression.right, lookup)
    match expression.operator:
        case Operator.OVER:
            return top * other_bottom, bottom * other_top
        case Operator.PLUS:
            return top * other_bottom + other_top * bottom, bottom * other_bottom
        case Operator.MINUS:
            return top * other_bottom - other_top * bottom, bottom * other_bottom


class _Parser:
    """Recursive descent over at most LONGEST characters and DEEPEST open parentheses."""

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST:
            raise ExpressionRefused("expression_too_long", longest=LONGEST)
        self._tokens: list[tuple[str, str, int]] = []
        position = 0
        while position < len(text):
            found = _TOKEN.match(text, position)
            if found is None:
                raise ExpressionRefused("expression_invalid", text=text, position=position + 1)
            if found.lastgroup != "space":
                self._tokens.append((found.lastgroup or "", found[0], position + 1))
            position = found.end()
        self._tokens.append(("end", "", len(text) + 1))
        self._text = text
        self._next = 0
        self._depth = 0

    def sum(self) -> Expression:
        left = self._product()
        while self._mark in (Operator.PLUS, Operator.MINUS):
            left = Operation(Operator(self._take()), left, self._product())
        return left

    def relation(self) -> Relation:
        if self._mark not in tuple(Relation):
            raise self._invalid()
        return Relation(self._take())

    def end(self) -> None:
        if self._tokens[self._next][0] != "end":
            raise self._invalid()

    def _product(self) -> Expression:
        left = self._atom()
        while self._mark == Operator.OVER:
            left = Operation(Operator(self._take()), left, self._atom())
        return left

    def _atom(self) -> Expression:
        kind, text, _ = self._tokens[self._next]
        if kind == "name":
            self._next += 1
            return Name(text)
        if text != "(":
            raise self._invalid()
        self._depth += 1
        if self._depth > DEEPEST:
            raise ExpressionRefused("expression_too_deep", deepest=DEEPEST)
        self._next += 1
        inner = self.sum()
        if self._mark != ")":
            raise self._invalid()
        self._next += 1
        self._depth -= 1
        return inner

    @property
    def _mark(self) -> str:
        kind, text, _ = self._tokens[self._next]
        return text if kind == "mark" else ""

    def _take(self) -> str:
        self._next += 1
        return self._tokens[self._next - 1][1]

    def _invalid(self) -> ExpressionRefused:
        position = self._tokens[self._next][2]
        return ExpressionRefused("expression_invalid", text=self._text, position=position)
