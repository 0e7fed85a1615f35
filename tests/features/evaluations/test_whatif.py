"""What-if: the score as it would be, and nothing stored."""

import re
from fractions import Fraction

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.scoring import Choice, ChoiceScale, Counts, Index, gains, score, worked
from bening.evaluations.models import Answer, EvaluationSheet
from bening.evaluations.whatif import best_counts, simulate, typed_form
from bening.instruments import load
from tests.features.evaluations.conftest import Save

CODE = "A.I.5.iii.c"
INSTRUMENT = load("lke-2021")
CHOICES = [q for q in INSTRUMENT.questions if isinstance(q.scale, ChoiceScale)]
RATIOS = [q for q in INSTRUMENT.questions if q.formula]


@pytest.mark.parametrize(
    ("picks", "points"),
    [
        ({CODE: "A"}, Fraction(3, 8)),
        ({CODE: "B"}, Fraction(3, 16)),
        ({"B.I.a.1": "4"}, Fraction(35, 2)),
        ({"A.II.5.ii.a": "pengaduan_wajib=4;pengaduan_selesai=2"}, Fraction(3, 2)),
        (
            {"A.II.5.ii.a:pengaduan_wajib": "4", "A.II.5.ii.a:pengaduan_selesai": "2"},
            Fraction(3, 2),
        ),
    ],
)
def test_picks_of_each_kind(picks: dict[str, str], points: Fraction) -> None:
    assert simulate(INSTRUMENT, {}, picks).summary.total == points


def test_what_no_question_takes_is_named() -> None:
    found = simulate(INSTRUMENT, {}, {CODE: "Z", "X": "A", "B.I.a.1": "9", "A.I.1.i.a": "Ya"})
    assert set(found.refused) == {CODE, "X", "B.I.a.1"}
    assert list(found.answers) == ["A.I.1.i.a"]


def test_given_answers_are_replaced_not_changed() -> None:
    answers = {CODE: Choice("C")}
    assert simulate(INSTRUMENT, answers, {CODE: "A"}).summary.total == Fraction(3, 8)
    assert answers == {CODE: Choice("C")}


@given(st.dictionaries(st.sampled_from([q.code for q in CHOICES]), st.integers(0, 1), max_size=30))
def test_simulating_is_scoring_the_simulated_answers(chosen: dict[str, int]) -> None:
    answers = {}
    for code, place in chosen.items():
        scale = INSTRUMENT.question(code).scale
        assert isinstance(scale, ChoiceScale)
        answers[code] = Choice(scale.options[place].key)
    picks = {code: typed_form(answer) for code, answer in answers.items()}
    simulated = simulate(INSTRUMENT, {}, picks)
    assert simulated.answers == answers
    assert simulated.summary.total == score(INSTRUMENT, answers).total


@pytest.mark.parametrize("question", RATIOS, ids=lambda q: q.code)
@given(data=st.data())
def test_best_counts_earn_the_whole_weight(question: object, data: st.DataObject) -> None:
    asked: object = question
    counts = {c.id: data.draw(st.integers(0, 60)) for c in asked.inputs}  # type: ignore[attr-defined]
    best = best_counts(asked, Counts(counts))  # type: ignore[arg-type]
    assert best is not None
    assert worked(asked, best).value == asked.formula.high  # type: ignore[arg-type,attr-defined]
    again = simulate(INSTRUMENT, {}, {asked.code: typed_form(best)})  # type: ignore[attr-defined]
    assert again.answers == {asked.code: best}  # type: ignore[attr-defined]


def test_every_gain_can_be_simulated_to_its_points() -> None:
    summary = score(INSTRUMENT, {})
    for gain in gains(INSTRUMENT, {}, "wbk", summary):
        best = gain.answer_to or best_counts(INSTRUMENT.question(gain.code), gain.answer_from)
        found = simulate(INSTRUMENT, {}, {gain.code: typed_form(best)})
        assert found.summary.total == gain.points, gain.code


def test_index_as_typed() -> None:
    from decimal import Decimal  # noqa: PLC0415

    assert typed_form(Index(Decimal("3.60"))) == "3.60"


def test_the_page_shows_the_simulated_score_and_stores_nothing(
    pic_client: Client, sheet: EvaluationSheet, save: Save
) -> None:
    save(sheet, CODE, "C")
    path = f"/lembar-kerja/{sheet.pk}/?area=5&coba:{CODE}=A&coba:A.I.1.i.a=Ya&coba:X=1"
    html = pic_client.get(path).content.decode()
    assert '<b class="b-num" data-simulated>0,63</b>' in html
    assert "+0,63" in html
    assert "2 langkah dicentang" in html
    assert "1 isian simulasi tidak dikenali dan dilewati." in html
    assert "Tidak mengubah jawaban." in html
    assert "b-meter__if" in html
    assert Answer.objects.get(sheet=sheet).value == "C"


def test_any_option_can_be_tried_without_script(pic_client: Client, sheet: EvaluationSheet) -> None:
    path = f"/lembar-kerja/{sheet.pk}/?area=5&simulasi=1&coba:A.I.1.i.a=Ya&coba:{CODE}=B"
    html = pic_client.get(path).content.decode()
    found = re.search(rf'<article[^>]*data-question="{CODE}".*?</article>', html, re.DOTALL)
    assert found
    card = found.group(0)
    assert 'method="get"' in card
    assert re.search(rf'name="coba:{CODE}" value="B" checked', card)
    assert '<input type="hidden" name="coba:A.I.1.i.a" value="Ya">' in card
    assert f'<input type="hidden" name="coba:{CODE}"' not in card
    assert "data-answer" not in html


def test_picked_movers_stay_in_the_list(pic_client: Client, sheet: EvaluationSheet) -> None:
    html = pic_client.get(f"/lembar-kerja/{sheet.pk}/?coba:{CODE}=A").content.decode()
    assert re.search(rf'name="coba:{CODE}" value="A" checked', html)
