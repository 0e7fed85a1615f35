"""Signals that are shares: of invitations, of marks, of voids, of contradictions.

Each holds a share against what an honest period may reach (its tolerance, a constant here) with an
exact binomial tail: how often would a unit that stands right at the tolerance give as much by
chance. Tolerances are rulings of this project, on the generous side.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from bening.domain.surveys.integrity.chances import (
    binomial_at_least,
    binomial_at_most,
    clustered_none,
    least_of,
    poisson_at_least,
)
from bening.domain.surveys.integrity.marks import IntakeMark
from bening.domain.surveys.integrity.values import ClosedAnswer, ClosedPeriod, Measured

ENOUGH: Final = 30
"""Below this many answers no share is judged."""

ENOUGH_IN_SERVICE: Final = 10
ENOUGH_INCIDENTS: Final = 5

LEAST_INVITED: Final = 0.90
"""Of those whom the plan invites; the rest has no contact and took no card."""

LEAST_BY_TOKEN: Final = 0.80
MOST_FAST: Final = 0.15
MOST_ASSISTED: Final = 0.30
MOST_IN_BURSTS: Final = 0.10
MOST_OWN_BURSTS: Final = 0.03
MOST_OWN_AFTER_HOURS: Final = 0.02
MOST_LATE: Final = 0.15
"""Of answers that say a phone without a line kept them; of so many nothing is seen in time."""

MOST_VOIDS: Final = 0.02
MOST_PERFECT_INCIDENTS: Final = 0.25
"""Of those who were asked for money, who may still answer every item on corruption at its best."""

COMMENT_LETTERS: Final = 25
"""A comment shorter than this ("pelayanan sudah baik") is honestly written by many."""

MOST_COPIED_COMMENTS: Final = 0.05
DAYS_CLUSTER: Final = 5.0
"""Finished services by day vary by mean + mean²/5."""

BUSY: Final = 3.0
"""Finished services a day from which a day without any is told apart from a quiet one."""

WITHOUT_TOKEN: Final = frozenset({IntakeMark.OPEN_LINK, IntakeMark.IMPORTED, IntakeMark.PAPER})


def coverage(period: ClosedPeriod) -> Measured:
    """Invited of finished services, over all and in the worst service.

    Invitations of a service are at most Binomial(to be invited, 0.90) where the register was
    followed. More invitations than finished services can't be by chance.
    """
    due = {
        code: round((service.total - service.excused) * period.invited_share)
        for code, service in period.services.items()
    }
    total, invited = sum(due.values()), sum(s.invited for s in period.services.values())
    if total < ENOUGH:
        return Measured("coverage", None, LEAST_INVITED, None, total)
    ps = [binomial_at_most(invited, total, LEAST_INVITED)]
    for code, service in period.services.items():
        if service.invited > service.total:
            ps.append(0.0)
        elif due[code] >= ENOUGH_IN_SERVICE:
            ps.append(binomial_at_most(service.invited, due[code], LEAST_INVITED))
    return Measured("coverage", invited / total, LEAST_INVITED, least_of(ps), total)


def token_share(period: ClosedPeriod) -> Measured:
    """Answers that spent a token. More of them than invitations can't be by chance."""
    n = len(period.answers)
    by_token = sum(not answer.marks & WITHOUT_TOKEN for answer in period.answers)
    if n < ENOUGH:
        return Measured("token_share", None, LEAST_BY_TOKEN, None, n)
    invited = sum(service.invited for service in period.services.values())
    p = binomial_at_most(by_token, n, LEAST_BY_TOKEN)
    if period.services and by_token > invited:
        p = 0.0
    return Measured("token_share", by_token / n, LEAST_BY_TOKEN, p, n)


def speeders(period: ClosedPeriod) -> Measured:
    """Answers faster than two seconds an item."""
    return _marked(
        "speeders", period.answers, lambda marks: IntakeMark.SPEED_FAST in marks, MOST_FAST
    )


def assisted(period: ClosedPeriod) -> Measured:
    """Answers given on the office's kiosk or with somebody's help."""
    helped = {IntakeMark.ASSISTED, IntakeMark.KIOSK}
    return _marked("assisted", period.answers, lambda m: bool(m & helped), MOST_ASSISTED)


def bursts(period: ClosedPeriod) -> Measured:
    """Answers that came faster after each other than the service's pace explains."""
    return _marked("bursts", period.answers, lambda m: IntakeMark.IN_BURST in m, MOST_IN_BURSTS)


def own_network_bursts(period: ClosedPeriod) -> Measured:
    """Bursts from the unit's own network."""
    both = {IntakeMark.IN_BURST, IntakeMark.OWN_NETWORK}
    return _marked("own_network_bursts", period.answers, lambda m: both <= m, MOST_OWN_BURSTS)


def own_network_after_hours(period: ClosedPeriod) -> Measured:
    """Answers from the unit's own network while it was closed: no visitor is there.

    Answers from home in the evening are welcome and not counted here.
    """
    both = {IntakeMark.OUT_OF_HOURS, IntakeMark.OWN_NETWORK}
    return _marked(
        "own_network_after_hours", period.answers, lambda m: both <= m, MOST_OWN_AFTER_HOURS
    )


def late_answers(period: ClosedPeriod) -> Measured:
    """Answers that say they were kept by a phone and sent later: no form can prove it."""
    return _marked("late_answers", period.answers, lambda m: IntakeMark.LATE in m, MOST_LATE)


def voids(period: ClosedPeriod) -> Measured:
    """Answers that TPI voided. Paper typed twice and the like stay below the tolerance."""
    n = len(period.answers)
    return _share("voids", sum(answer.is_void for answer in period.answers), n, MOST_VOIDS)


def sealed_days(period: ClosedPeriod) -> Measured:
    """Findings of the examination of the sealed days: none can be by chance."""
    if period.findings is None:
        return Measured("sealed_days", None, 0.0, None, 0)
    p = 0.0 if period.findings else 1.0
    return Measured("sealed_days", float(period.findings), 0.0, p, len(period.answers))


def contradiction(period: ClosedPeriod) -> Measured:
    """Of those who say that they were asked for money, who still answers everything at its best."""
    told = [answer for answer in period.answers if answer.incident and _perceives(period, answer)]
    perfect = sum(_is_perfect(period, answer) for answer in told)
    return _share(
        "contradiction", perfect, len(told), MOST_PERFECT_INCIDENTS, enough=ENOUGH_INCIDENTS
    )


def _perceives(period: ClosedPeriod, answer: ClosedAnswer) -> bool:
    return any(answer.values[place] is not None for place in period.perception)


def _is_perfect(period: ClosedPeriod, answer: ClosedAnswer) -> bool:
    given = [(period.items[place], answer.values[place]) for place in period.perception]
    return all(
        value is None or item.level(value) == item.most - item.least for item, value in given
    )


def identical_comments(period: ClosedPeriod) -> Measured:
    """Comments of 25 letters and more that at least two answers share, letter for letter.

    Case, spaces and punctuation do not matter.
    """
    texts = [folded(answer.comment) for answer in period.answers if answer.comment]
    long = Counter(text for text in texts if len(text) >= COMMENT_LETTERS)
    n = long.total()
    copied = sum(many - 1 for many in long.values())
    if n < ENOUGH_IN_SERVICE:
        return Measured("identical_comments", None, MOST_COPIED_COMMENTS, None, n)
    p = binomial_at_least(copied, n, MOST_COPIED_COMMENTS) if copied > 1 else 1.0
    return Measured("identical_comments", copied / n, MOST_COPIED_COMMENTS, p, n)


def folded(comment: str) -> str:
    """Letters and digits of a comment, in small letters."""
    return "".join(sign for sign in comment.casefold() if sign.isalnum())


def missing_days(period: ClosedPeriod) -> Measured:
    """Days on which the office was open and a busy service finished nothing; silent services.

    Finished services by day vary by mean + mean²/5; as many days without any as that expects, and
    one more, are honest. A service whose invitations nobody answered is held against the share of
    the others.
    """
    empty, expected, days = 0, 1.0, 0
    for service in period.services.values():
        mean = service.total / len(period.open_days) if period.open_days else 0.0
        if mean < BUSY:
            continue
        days += len(period.open_days)
        expected += len(period.open_days) * clustered_none(mean, DAYS_CLUSTER)
        empty += sum(not service.finished.get(day, 0) for day in period.open_days)
    ps = [poisson_at_least(empty, expected)] if days else []
    ps += _silence(period)
    if not ps:
        return Measured("missing_days", None, None, None, days)
    return Measured("missing_days", float(empty), expected, least_of(ps), days)


def _silence(period: ClosedPeriod) -> Iterable[float]:
    heard = Counter(answer.service for answer in period.answers)
    invited = sum(service.invited for service in period.services.values())
    if not invited:
        return []
    share = min(0.95, len(period.answers) / invited) / 2
    return [
        binomial_at_most(heard[code], service.invited, share)
        for code, service in period.services.items()
        if service.invited * share >= ENOUGH_IN_SERVICE
    ]


def _marked(
    code: str,
    answers: Iterable[ClosedAnswer],
    holds: Callable[[frozenset[IntakeMark]], bool],
    tolerated: float,
) -> Measured:
    found = [holds(answer.marks) for answer in answers]
    return _share(code, sum(found), len(found), tolerated)


def _share(code: str, count: int, n: int, tolerated: float, enough: int = ENOUGH) -> Measured:
    if n < enough:
        return Measured(code, None, tolerated, None, n)
    return Measured(code, count / n, tolerated, binomial_at_least(count, n, tolerated), n)
