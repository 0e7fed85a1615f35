"""Two versions of an instrument side by side: what one has and the other has not, what differs."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from bening.domain.scoring import ChoiceScale, Designation, Instrument, Node, Question
from bening.ui.figures import short_text


@dataclass(frozen=True)
class Difference:
    """One line: the code, what is compared, and how each version has it (empty: not there)."""

    code: str
    what: str
    left: str
    right: str


def differences(left: Instrument, right: Instrument) -> tuple[Difference, ...]:
    """Every difference that matters for a score or a reader, in the order of the left version."""
    ours = {node.code: _aspects(node) for node in left.nodes}
    theirs = {node.code: _aspects(node) for node in right.nodes}
    found = []
    for code in [*ours, *(code for code in theirs if code not in ours)]:
        a, b = ours.get(code, {}), theirs.get(code, {})
        if not a or not b:
            found.append(Difference(code, _("baris"), _text(a), _text(b)))
            continue
        found += [
            Difference(code, what, a.get(what, ""), b.get(what, ""))
            for what in {**a, **b}
            if a.get(what, "") != b.get(what, "")
        ]
    return (*found, *_threshold_differences(left, right))


def _text(aspects: dict[str, str]) -> str:
    return next(iter(aspects.values()), "")


def _aspects(node: Node | Question) -> dict[str, str]:
    if isinstance(node, Node):
        return {_("teks"): node.name, _("bobot"): short_text(node.weight)}
    aspects = {_("teks"): node.text, _("bobot"): short_text(node.weight), _("skala"): _scale(node)}
    aspects |= {_("kriteria %(key)s") % {"key": each.key}: each.text for each in node.criteria}
    if node.formula:
        aspects[_("rumus")] = node.formula.text
        aspects[_("penyebut nol")] = " / ".join(
            map(short_text, (node.formula.zero.all_zero, node.formula.zero.otherwise))
        )
    aspects[_("bukti yang diharapkan")] = "; ".join(node.evidence)
    return aspects


def _scale(question: Question) -> str:
    if isinstance(question.scale, ChoiceScale):
        return ", ".join(
            f"{option.key} = {short_text(option.value)}" for option in question.scale.options
        )
    return question.scale.name


def _threshold_differences(left: Instrument, right: Instrument) -> list[Difference]:
    found = []
    for title in Designation:
        a = {each.id: short_text(each.minimum) for each in left.thresholds[title]}
        b = {each.id: short_text(each.minimum) for each in right.thresholds[title]}
        found += [
            Difference(title.name, _("ambang %(id)s") % {"id": key}, a.get(key, ""), b.get(key, ""))
            for key in {**a, **b}
            if a.get(key) != b.get(key)
        ]
    return found
