"""Which gifts need not be reported: by what they are, by limits of their day, with the sums shown.

A limit holds from a day to the day before the next rule of its code. An exemption never holds where
the giver's interest conflicts with the office, and a sum over a year counts the gifts of the same
giver in the same calendar year under the same code.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Exemption:
    """One dated rule. Limits in whole rupiah; None where there is none.

    `falls_to` names the code that takes its place from `from_day` on.
    """

    code: str
    from_day: date
    source: str
    is_verified: bool
    each: int | None = None
    yearly: int | None = None
    is_money_allowed: bool = True
    falls_to: str = ""


@dataclass(frozen=True, slots=True)
class Gift:
    """What was given: under which code it would be free, on which day, worth what.

    `value` is None where nobody has estimated it.
    """

    code: str
    received_on: date
    value: int | None
    is_money: bool
    has_conflict: bool


@dataclass(frozen=True, slots=True)
class EarlierGift:
    """Another gift of the same giver."""

    code: str
    received_on: date
    value: int


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the calculation: what was compared, and whether it stands against exemption."""

    code: str
    is_against: bool
    amount: int = 0
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Assessment:
    """Whether a gift is exempt, by which rule, and every step that led there."""

    rule: Exemption | None
    lines: tuple[Line, ...]

    @property
    def is_exempt(self) -> bool:
        """True where a rule holds and nothing stands against it."""
        return self.rule is not None and not any(line.is_against for line in self.lines)


def rule_on(rules: Iterable[Exemption], code: str, day: date) -> Exemption | None:
    """The rule of a code in force on a day; what replaced it where it was dropped."""
    dated = [rule for rule in rules if rule.code == code and rule.from_day <= day]
    if not dated:
        return None
    newest = max(dated, key=lambda rule: rule.from_day)
    return rule_on(rules, newest.falls_to, day) if newest.falls_to else newest


def assess(gift: Gift, earlier: Iterable[EarlierGift], rules: Sequence[Exemption]) -> Assessment:
    """Whether the gift need not be reported, with every comparison made."""
    rule = rule_on(rules, gift.code, gift.received_on)
    if rule is None:
        return Assessment(None, (Line("no_rule", is_against=True),))
    lines = [Line("conflict" if gift.has_conflict else "no_conflict", is_against=gift.has_conflict)]
    if not rule.is_money_allowed:
        lines.append(Line("money" if gift.is_money else "not_money", is_against=gift.is_money))
    if gift.value is None:
        if rule.each is not None or rule.yearly is not None:
            lines.append(Line("no_value", is_against=True))
        return Assessment(rule, tuple(lines))
    if rule.each is not None:
        over = gift.value > rule.each
        lines.append(Line("each", is_against=over, amount=gift.value, limit=rule.each))
    if rule.yearly is not None:
        total = gift.value + sum(_counted(gift, rule, earlier, rules))
        over = total > rule.yearly
        lines.append(Line("year", is_against=over, amount=total, limit=rule.yearly))
    return Assessment(rule, tuple(lines))


def _counted(
    gift: Gift, rule: Exemption, earlier: Iterable[EarlierGift], rules: Sequence[Exemption]
) -> Iterable[int]:
    """The values of the same giver's gifts of that year which fall under the same code."""
    for each in earlier:
        if each.received_on.year != gift.received_on.year:
            continue
        other = rule_on(rules, each.code, gift.received_on)
        if other is not None and other.code == rule.code:
            yield each.value
