"""A draw is a function of list and seed alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.surveys.drawing import (
    FrameEntry,
    draw,
    frame_checksum,
    normal_address,
    one_each,
)

ENTRIES = st.lists(
    st.builds(
        FrameEntry,
        st.sampled_from([f"{name}@warga.example" for name in "abcdefghijkl"]),
        st.sampled_from(["ktp-el", "akta"]),
        st.sampled_from(["2026-04-01", "2026-04-02", "2026-04-03"]),
    ),
    max_size=30,
)


@given(ENTRIES, st.randoms(), st.integers(0, 40), st.text(min_size=1, max_size=8))
def test_the_order_of_the_list_says_nothing(entries, random, size, seed):  # type: ignore[no-untyped-def]  # drawn by the property
    shuffled = entries[:]
    random.shuffle(shuffled)
    assert one_each(entries) == one_each(shuffled)
    assert frame_checksum(entries) == frame_checksum(shuffled)
    assert draw(one_each(entries), size, seed) == draw(one_each(shuffled), size, seed)


@given(ENTRIES, st.integers(0, 40), st.integers(0, 40))
def test_a_longer_sample_holds_the_shorter(entries, one, other):  # type: ignore[no-untyped-def]  # drawn by the property
    frame = one_each(entries)
    shorter, longer = sorted((one, other))
    assert draw(frame, longer, "benih")[: min(shorter, len(frame))] == draw(frame, shorter, "benih")
    assert len(set(draw(frame, longer, "benih"))) == min(longer, len(frame))


@given(ENTRIES)
def test_a_person_is_in_the_frame_once_with_the_newest_day(entries):  # type: ignore[no-untyped-def]  # drawn by the property
    frame = one_each(entries)
    assert len({normal_address(one.address) for one in frame}) == len(frame)
    for one in frame:
        assert one.day == max(each.day for each in entries if each.address == one.address)


def test_a_draw_is_the_same_for_ever() -> None:
    frame = [FrameEntry(f"{at:02d}@warga.example", "ktp-el", "2026-04-01") for at in range(20)]
    drawn = [one.address[:2] for one in draw(frame, 5, "0123456789abcdef")]
    assert drawn == EXPECTED
    assert frame_checksum(frame) == CHECKSUM


def test_another_seed_draws_others() -> None:
    frame = [FrameEntry(f"{at}@warga.example", "ktp-el", "2026-04-01") for at in range(200)]
    assert draw(frame, 50, "satu") != draw(frame, 50, "dua")


def test_every_person_is_drawn_about_equally_often() -> None:
    frame = [FrameEntry(f"{at}@warga.example", "ktp-el", "2026-04-01") for at in range(10)]
    counts = dict.fromkeys(frame, 0)
    for seed in range(2000):
        for one in draw(frame, 3, str(seed)):
            counts[one] += 1
    assert all(480 < count < 720 for count in counts.values())  # 600 each, six deviations of 20


def test_what_can_not_be_drawn() -> None:
    with pytest.raises(ValueError, match="seed"):
        draw((), 1, "")
    with pytest.raises(ValueError, match="negative"):
        draw((), -1, "benih")


EXPECTED = ["11", "00", "01", "03", "16"]
CHECKSUM = "662f0370f8ceb51946dab5b7e67d656c44a17dd436639bfdb319acb0c51afd6f"
