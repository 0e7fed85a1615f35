"""One value has one text; what has none is refused."""

import json
import uuid
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.sealing.canonical import NotCanonical, canonical, instant, read_instant

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
WIB = timezone(timedelta(hours=7))


class Scale(StrEnum):
    YES_NO = "yes_no"


@given(VALUES)
def test_the_text_tells_the_value(value: object) -> None:
    text = canonical(value)

    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text


@given(st.dictionaries(TEXT, st.integers(), min_size=2, max_size=6))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


def test_exact_values_become_text() -> None:
    key = uuid.UUID(int=5)
    value = {
        "score": Decimal("3.50"),
        "large": Decimal("1E+3"),
        "share": Fraction(2, 6),
        "key": key,
        "at": datetime(2026, 1, 5, 8, tzinfo=WIB),
        "on": date(2026, 1, 5),
        "scale": Scale.YES_NO,
        "codes": {"b", "a"},
        key: (1, 2),
    }

    assert json.loads(canonical(value)) == {
        "score": "3.50",
        "large": "1000",
        "share": "1/3",
        "key": str(key),
        "at": "2026-01-05T01:00:00.000000Z",
        "on": "2026-01-05",
        "scale": "yes_no",
        "codes": ["a", "b"],
        str(key): [1, 2],
    }


@pytest.mark.parametrize(
    "value",
    [
        0.5, float("nan"), b"x", bytearray(b"x"), object(), {1: "x"}, {None: 1}, "a\x00b", "\ud800",
        {"\ud800": 1}, Decimal("NaN"), Decimal("Infinity"), datetime(2026, 1, 5), [[0.5]],  # noqa: DTZ001
    ],
)  # fmt: skip
def test_what_has_no_single_text_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)


@given(st.datetimes(timezones=st.just(WIB), min_value=datetime(1970, 1, 2)))  # noqa: DTZ001
def test_a_time_is_read_as_it_was_written(moment: datetime) -> None:
    assert read_instant(instant(moment)) == moment
    assert instant(moment) == instant(moment.astimezone(UTC))


@pytest.mark.parametrize(
    "text", ["2026-01-05", "2026-01-05T01:00:00Z", "2026-01-05T01:00:00.000Z", "2026-1-5T1:0:0.0Z"]
)
def test_another_text_of_a_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="2026"):
        read_instant(text)
