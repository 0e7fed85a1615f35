"""UUIDv7 keys: version, variant, time and order."""

from uuid import RFC_4122

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.keys import MILLISECOND, RANDOM_BYTES, uuid7, uuid7_at

TIMES = st.integers(0, (1 << 48) - 1)
MOMENTS = st.integers(0, (1 << 48) * MILLISECOND - 1)  # nanoseconds
TICK = 245  # nanoseconds: a millisecond in 4096 parts, rounded up
RANDOM = st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES)


def test_the_example_of_the_standard() -> None:
    """RFC 9562, appendix A.6: rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F."""
    bits = 0xCC3 << 62 | 0x18C4DC0C0C07398F

    key = uuid7(0x017F22E279B0, bits.to_bytes(RANDOM_BYTES, "big"))

    assert str(key) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(TIMES, RANDOM)
def test_version_variant_and_time_stand_in_the_key(now: int, randomness: bytes) -> None:
    key = uuid7(now, randomness)

    assert (key.version, key.variant) == (7, RFC_4122)
    assert key.int >> 80 == now


@given(TIMES, TIMES, RANDOM, RANDOM)
def test_keys_sort_by_their_millisecond(a: int, b: int, first: bytes, second: bytes) -> None:
    if a < b:
        assert uuid7(a, first) < uuid7(b, second)


@given(MOMENTS, RANDOM)
def test_a_key_of_nanoseconds_tells_its_millisecond_and_its_place_in_it(
    now: int, randomness: bytes
) -> None:
    key, plain = uuid7_at(now, randomness), uuid7(now // MILLISECOND, randomness)

    assert (key.version, key.variant, key.int >> 80) == (7, RFC_4122, now // MILLISECOND)
    assert (key.int >> 64) & 0xFFF == now % MILLISECOND * 4096 // MILLISECOND
    assert key.int & ((1 << 64) - 1) == plain.int & ((1 << 64) - 1), "the rest is random"


@given(MOMENTS, st.integers(TICK, 10 * MILLISECOND), RANDOM, RANDOM)
def test_keys_of_one_millisecond_sort_by_time(
    now: int, later: int, first: bytes, second: bytes
) -> None:
    if now + later < (1 << 48) * MILLISECOND:
        assert uuid7_at(now, first) < uuid7_at(now + later, second)


@pytest.mark.parametrize("now", [-1, 1 << 48])
def test_a_time_that_does_not_fit_is_refused(now: int) -> None:
    with pytest.raises(ValueError, match="milliseconds"):
        uuid7(now, bytes(RANDOM_BYTES))


@pytest.mark.parametrize("length", [0, 9, 11])
def test_too_little_or_too_much_randomness_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="random bytes"):
        uuid7(0, bytes(length))
