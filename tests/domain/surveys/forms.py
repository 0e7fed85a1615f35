"""Forms and sheets for tests of surveys: small ones made by hand, and strategies for answers."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from bening.domain.surveys import (
    NINE_ELEMENTS,
    SERVICE,
    CorruptionAspect,
    Response,
    ServiceElement,
    SurveyInstrument,
    SurveyKind,
    Tally,
    read_instrument,
)


def scale(most: int = 4, least: int = 1) -> dict[str, Any]:
    labels = [f"label {value}" for value in range(least, most + 1)]
    return {"least": least, "most": most, "labels": {"id": labels}}


def item(code: str, kind: str, aspect: str | None, **more: Any) -> dict[str, Any]:
    tag = {} if aspect is None else {"aspect": aspect}
    return {"code": code, "kind": kind, "scale": "four", "text": {"id": code}, **tag, **more}


def document(items: Sequence[Mapping[str, Any]], **more: Any) -> dict[str, Any]:
    return {
        "id": "made-1",
        "title": {"id": "Contoh"},
        "languages": ["id"],
        "formula": "share-of-most",
        "scales": {"four": scale(), "six": scale(6)},
        "items": list(items),
        "attributes": [
            {
                "code": "sex",
                "text": {"id": "Jenis kelamin"},
                "options": [{"key": key, "text": {"id": key}} for key in ("female", "male")],
            },
            {
                "code": "age_band",
                "text": {"id": "Usia"},
                "options": [
                    {"key": key, "text": {"id": key}} for key in ("young", "middle", "old")
                ],
            },
        ],
        **more,
    }


def spak_items(of_each: int = 1, **more: Any) -> list[dict[str, Any]]:
    return [
        item(f"{aspect.value[0].upper()}{at}{number}", "spak", aspect.value, **more)
        for at, aspect in enumerate(CorruptionAspect)
        for number in range(of_each)
    ]


def skm_items(elements: Sequence[ServiceElement] = NINE_ELEMENTS) -> list[dict[str, Any]]:
    return [
        item(f"U{at}", "skm", element.value, unknown=False)
        for at, element in enumerate(elements, 1)
    ]


SPAK = read_instrument(document(spak_items(), incident={"id": "Diminta?"}))
SPAK_10 = read_instrument(document(spak_items(2)))
SKM = read_instrument(document(skm_items()))


def same(instrument: SurveyInstrument, value: int | None, **more: Any) -> Response:
    """One value for every item."""
    return Response({item.code: value for item in instrument.items}, **more)


def alike(kind: SurveyKind, sheets: Mapping[int, int]) -> Tally:
    """A tally of sheets with one value throughout: how many of each value."""
    tally = Tally({SurveyKind.SPAK: SPAK, SurveyKind.SKM: SKM}[kind])
    width = len(tally.instrument.items)
    tally.add_vectors((str(value) * width for value, n in sheets.items() for _ in range(n)), "")
    return tally


@st.composite
def responses(
    draw: st.DrawFn,
    instrument: SurveyInstrument,
    services: Sequence[str] = ("a", "b", "c"),
    partial: bool = True,
) -> Response:
    """A response, with "tidak tahu" and passed-over items unless `partial` is False."""
    answers: dict[str, int | None] = {}
    for one in instrument.items:
        values: list[Any] = list(one.scale.values)
        if partial:
            values += [None, "passed over"]
        value = draw(st.sampled_from(values))
        if value != "passed over":
            answers[one.code] = value
    attributes = {SERVICE: draw(st.sampled_from(services))}
    for attribute in instrument.attributes:
        key = draw(st.sampled_from([None, *(option.key for option in attribute.options)]))
        if key is not None:
            attributes[attribute.code] = key
    return Response(answers, attributes)


def by_hand(instrument: SurveyInstrument, kind: SurveyKind, sheets: Sequence[Response]) -> Fraction:
    """The index by its definition, item by item, without any count of equal sheets."""
    aspects: dict[Any, list[Fraction]] = {}
    for one in instrument.items_of(kind):
        given = [r.answers[one.code] for r in sheets if r.answers.get(one.code) is not None]
        turned = [
            one.scale.least + one.scale.most - value if one.is_reversed else value
            for value in given
            if value is not None
        ]
        mean = Fraction(sum(turned), len(turned))
        aspects.setdefault(one.aspect, []).append(4 * mean / one.scale.most)
    means = [sum(values, Fraction()) / len(values) for values in aspects.values()]
    return sum(means, Fraction()) / len(means)
