"""What each path accepts as a body. Features register their rules when the program starts."""

from dataclasses import dataclass

KIB, MIB = 1 << 10, 1 << 20


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Holds for every path that begins with `prefix`; the longest prefix wins.

    A body must be complete within `patience` seconds plus its size so far divided by `rate`.
    With `small`, bodies announced as at most so large are counted apart, by `small_at_once`: a
    few large ones then keep no short form waiting.
    """

    prefix: str
    limit: int = MIB  # bytes of one body
    at_once: int = 512  # bodies being collected or worked on; one more is told to come back
    patience: float = 20.0  # seconds
    rate: int = KIB  # bytes per second
    sealed: bool = False  # never in a file; then `limit * at_once` is the memory this may take
    small: int = 0  # bytes
    small_at_once: int = 0

    def __post_init__(self) -> None:
        if not self.prefix.startswith("/"):
            raise ValueError(f"a prefix starts with a slash: {self.prefix!r}")
        counts = self.at_once < 1 or (self.small > 0 and self.small_at_once < 1)
        if counts or self.limit < 0 or self.patience <= 0 or self.rate < 1:
            raise ValueError(f"a rule that lets nothing pass: {self!r}")


# Forms and imports: a workbook with notes has some megabytes, and its path ends behind a key.
EVERYWHERE = Rule(prefix="/", limit=10 * MIB, at_once=256)

_registered: dict[str, Rule] = {}


def register_rule(rule: Rule) -> None:
    """Adds `rule`; the same prefix twice is a mistake unless the rules are equal."""
    if _registered.setdefault(rule.prefix, rule) != rule:
        raise ValueError(f"two rules for {rule.prefix}")


def registered_rules() -> tuple[Rule, ...]:
    """All rules, the longest prefix first; the last one holds for everything else."""
    rules = {"/": EVERYWHERE, **_registered}
    return tuple(sorted(rules.values(), key=lambda rule: -len(rule.prefix)))
