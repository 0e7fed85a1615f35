"""All signals together: every pattern has its answer, the level is shared, nothing is dropped."""

import json
from dataclasses import replace

import pytest

from bening.domain.sealing.canonical import canonical
from bening.domain.surveys.integrity import (
    BY_DESIGN,
    PATTERNS,
    ClosedPeriod,
    SignalVerdict,
    panel,
)
from bening.domain.surveys.integrity.panel import WEIGHTS, judge, measure
from bening.domain.surveys.integrity.values import Measured
from tests.domain.surveys_integrity.made import answers, period
from tests.domain.surveys_integrity.simulation import honest


def test_every_pattern_is_answered_by_a_signal_or_by_design() -> None:
    answered = {number for numbers in PATTERNS.values() for number in numbers}

    assert answered | set(BY_DESIGN) == set(range(1, 17))
    assert set(WEIGHTS) <= set(PATTERNS)


def test_the_panel_holds_every_signal_in_order() -> None:
    for given in (period(), honest(3)):
        found = panel(given)
        assert [signal.code for signal in found.signals] == list(PATTERNS)
        assert all(signal.patterns == PATTERNS[signal.code] for signal in found.signals)


def test_an_empty_period_has_not_enough_data_and_no_alarm() -> None:
    found = panel(period())

    assert {signal.verdict for signal in found.signals} == {SignalVerdict.NOT_ENOUGH}
    assert found.to_look_at == ()
    assert found.signal("coverage").explanation == "coverage.not_enough"


def test_a_panel_of_a_period_without_items_is_no_fault() -> None:
    assert panel(ClosedPeriod([], [])).to_look_at == ()
    assert panel(period(answers(100, values=(None,) * 5))).signal("jump").p is None


def test_the_level_is_shared_between_signals() -> None:
    alone = judge((Measured("voids", 0.1, 0.02, 0.04, 100),))
    among = judge(
        tuple(Measured(code, 0.1, 0.02, 0.04, 100) for code in ("voids", "speeders", "assisted"))
    )

    assert [signal.verdict for signal in alone.signals] == [SignalVerdict.LOOK]
    assert among.to_look_at == ()


def test_what_lacks_data_takes_no_share_of_the_level() -> None:
    silent = tuple(Measured(code, None, None, None, 0) for code in PATTERNS if code != "voids")

    found = judge((*silent, Measured("voids", 0.1, 0.02, 0.04, 100)))

    assert [signal.code for signal in found.to_look_at] == ["voids"]


@pytest.mark.parametrize("findings", [1, 7])
def test_a_broken_seal_always_raises_the_alarm(findings: int) -> None:
    given = replace(honest(4), findings=findings)

    assert [signal.code for signal in panel(given).to_look_at] == ["sealed_days"]


def test_the_panel_has_a_text_that_can_be_sealed() -> None:
    document = panel(honest(5)).document()

    assert json.loads(canonical(document)) == document
    assert [row["code"] for row in document] == list(PATTERNS)
    assert document[0]["p"] == "1.0000"


def test_judging_changes_no_answer() -> None:
    given = honest(6)
    before = list(given.answers)

    measure(given)

    assert given.answers == before


def test_an_unknown_signal_is_no_signal() -> None:
    with pytest.raises(KeyError):
        panel(period()).signal("weather")
