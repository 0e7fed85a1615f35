"""Checks of a filled sheet before it is submitted: what must be mended, what evaluators will see.

These checks are rulings of ours, not of the regulation; each finding says which rule it follows.
"""

from bening.domain.quality.checks import RULES, examine
from bening.domain.quality.values import Finding, Period, Proof, QuestionView, Rule, Severity

__all__ = ["RULES", "Finding", "Period", "Proof", "QuestionView", "Rule", "Severity", "examine"]
