"""One posted sheet: what is taken, what is refused, and the one text it is kept as."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.surveys import (
    SERVICE,
    Response,
    ResponseMode,
    ResponseRefused,
    canonical,
    from_canonical,
    from_vector,
    read_instrument,
    read_response,
    vector,
)
from bening.domain.surveys.reading import MOST_ATTRIBUTES, MOST_ITEMS
from bening.domain.surveys.responses import LARGEST, cleaned
from bening.instruments.surveys import load_survey
from tests.domain.surveys.forms import SKM, SPAK, SPAK_10, document, item, responses, scale
from tests.examples import examples

FORM = load_survey("combined-1")
WHOLE = {one.code: "4" for one in FORM.items}


def faults(posted: dict[str, str | list[str]], **more: object) -> list[tuple[str, str]]:
    with pytest.raises(ResponseRefused) as caught:
        read_response(FORM, posted, **more)  # type: ignore[arg-type]  # by name
    return [(fault.code, fault.field) for fault in caught.value.faults]


def test_a_whole_sheet() -> None:
    posted = {
        **WHOLE,
        "D1": "unknown",
        "sex": "female",
        "age_band": "",
        SERVICE: "KK",
        "suggestion": " Loket\r\nditambah. ",
        "incident": "no",
        "language": "en",
        "token": "x",
    }

    found = read_response(FORM, posted, mode=ResponseMode.KIOSK, services={"KK"})

    assert found.answers["U1"] == 4
    assert found.answers["D1"] is None
    assert found.attributes == {"sex": "female", SERVICE: "KK"}
    assert found.suggestion == "Loket\nditambah."
    assert (found.incident, found.mode, found.language) == (False, ResponseMode.KIOSK, "en")


def test_what_is_not_answered_is_absent() -> None:
    found = read_response(FORM, {"U1": "2", "U2": " ", "U3": []})

    assert found.answers == {"U1": 2}
    assert (found.incident, found.language) == (None, "id")


REFUSED = [
    ({"U1": "5"}, "outside_scale", "U1"),
    ({"U1": "0"}, "outside_scale", "U1"),
    ({"U1": "-1"}, "outside_scale", "U1"),
    ({"U1": "3.5"}, "outside_scale", "U1"),
    ({"U1": "٣"}, "outside_scale", "U1"),
    ({"U1": "1" * 400}, "outside_scale", "U1"),
    ({"U1": "unknown"}, "unknown_not_taken", "U1"),
    ({"U1": ["4", "3"]}, "several_values", "U1"),
    ({"U99": "4"}, "unknown_item", "U99"),
    ({"sex": "x"}, "unknown_option", "sex"),
    ({"incident": "maybe"}, "unknown_option", "incident"),
    ({"language": "fr"}, "unknown_language", "language"),
    ({SERVICE: "<script>"}, "unknown_service", SERVICE),
    ({"suggestion": "a" * 1001}, "suggestion_too_long", "suggestion"),
    ({"suggestion": "ꦗ" * 999}, "suggestion_too_long", "suggestion"),
]


@pytest.mark.parametrize(("change", "code", "field"), REFUSED)
def test_what_is_refused(change: dict[str, str | list[str]], code: str, field: str) -> None:
    assert faults({**WHOLE, **change}) == [(code, field)]


def test_a_service_that_is_not_of_the_period_is_refused() -> None:
    assert faults({**WHOLE, SERVICE: "KTP"}, services={"KK"}) == [("unknown_service", SERVICE)]


def test_an_empty_sheet_is_refused() -> None:
    assert faults({"sex": "male", "suggestion": "Bagus."}) == [("nothing_answered", "")]


def test_every_fault_is_told_at_once() -> None:
    assert faults({"U1": "9", "sex": "x", "U2": "y"}) == [
        ("outside_scale", "U1"),
        ("outside_scale", "U2"),
        ("unknown_option", "sex"),
    ]


def test_the_incident_needs_a_form_that_asks_for_it() -> None:
    with pytest.raises(ResponseRefused):
        read_response(SKM, {"U1": "4", "incident": "yes"})


@given(st.dictionaries(st.text(max_size=9), st.one_of(st.text(), st.lists(st.text()))))
@examples(60)
def test_anything_posted_is_taken_or_refused(posted: dict[str, str | list[str]]) -> None:
    try:
        found = read_response(FORM, {**WHOLE, **posted})
    except ResponseRefused:
        return
    assert len(canonical(found)) <= LARGEST


@given(st.text())
def test_cleaned_text_can_be_kept_and_is_clean(text: str) -> None:
    once = cleaned(text)

    assert cleaned(once) == once
    assert canonical(Response({}, suggestion=once))


@given(responses(SPAK))
@examples(40)
def test_the_canonical_text_tells_the_response(one: Response) -> None:
    assert from_canonical(canonical(one)) == one


@given(responses(SPAK))
@examples(20)
def test_the_canonical_text_does_not_depend_on_the_order_of_fields(one: Response) -> None:
    turned = Response(
        dict(reversed(list(one.answers.items()))), dict(reversed(list(one.attributes.items())))
    )

    assert canonical(turned) == canonical(one)


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"null", b"\xff", b'{"answers":1}', b"[" * 3000],
)
def test_other_bytes_are_no_response(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"response|JSON|Expecting|decode|nesting"):
        from_canonical(data)


def test_a_response_written_otherwise_is_refused() -> None:
    text = json.dumps(json.loads(canonical(Response({"U1": 4}))))

    with pytest.raises(ValueError, match="canonical"):
        from_canonical(text.encode())


@pytest.mark.parametrize("sign", ["a", '"', "\\", "\n", "ꦗ", "😀", "\u2028"])
def test_the_longest_response_stays_below_4096_bytes(sign: str) -> None:
    """The longest names, the most items and attributes, and as much text as is taken."""
    option = {"key": "k" * 16, "text": {"id": "x"}}
    form = read_instrument(
        document(
            [item(f"ABCDEF{at:02}", "rating", None, scale="ten") for at in range(MOST_ITEMS)],
            scales={"ten": scale(10)},
            attributes=[
                {"code": "a" * 15 + chr(ord("a") + at), "text": {"id": "x"}, "options": [option]}
                for at in range(MOST_ATTRIBUTES)
            ],
            incident={"id": "x"},
        )
    )
    posted = {one.code: "unknown" for one in form.items}
    posted |= {one.code: "k" * 16 for one in form.attributes}
    posted |= {SERVICE: "s" * 40, "incident": "no", "language": "id"}
    taken = 0
    for length in range(1, 1001):
        try:
            found = read_response(
                form,
                {**posted, "suggestion": f"x{sign * (length - 2)}x"},
                mode=ResponseMode.IMPORTED,
            )
        except ResponseRefused:
            break
        taken = length
        assert len(canonical(found)) <= LARGEST
    assert taken >= 600


@given(responses(SPAK_10))
@examples(40)
def test_a_vector_tells_the_answers(one: Response) -> None:
    text = vector(SPAK_10, one.answers)

    assert len(text) == len(SPAK_10.items)
    assert from_vector(SPAK_10, text) == one.answers


@pytest.mark.parametrize("text", ["", "4444", "44449", "4444x", "444444"])
def test_other_texts_are_no_vector(text: str) -> None:
    with pytest.raises(ValueError, match=r"vector|sign|scale"):
        from_vector(SPAK, text)
