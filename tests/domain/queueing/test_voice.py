"""What is called aloud: every number and counter in clips that exist, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.queueing.voice import (
    NumberReading,
    VoiceRefused,
    announcement,
    natural,
    vocabulary,
)

pytestmark = pytest.mark.domain

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
KNOWN = frozenset(vocabulary())


def test_a_call_reads_letter_digits_and_counter() -> None:
    assert announcement("A-012", 3) == (
        "chime",
        "queue_number",
        "letter_a",
        "digit_0",
        "digit_1",
        "digit_2",
        "go_to_counter",
        "number_3",
    )


def test_a_recall_says_so_first() -> None:
    again = announcement("A-012", 3, recall=True)

    assert again[:3] == ("chime", "recall", "queue_number")
    assert again[3:] == announcement("A-012", 3)[2:]


def test_priority_names_the_service_and_changes_nothing_else() -> None:
    plain, first = announcement("P-008", 4), announcement("P-008", 4, priority=True)

    assert first == (plain[0], "priority_number", *plain[2:])


def test_the_mark_of_a_kiosk_is_said() -> None:
    assert announcement("A-K2-003", 12)[2:] == (
        "letter_a",
        "letter_k",
        "digit_2",
        "digit_0",
        "digit_0",
        "digit_3",
        "go_to_counter",
        "number_12",
    )
    assert announcement("A-K12-003", 1)[3:5] == ("letter_k", "number_12")


@pytest.mark.parametrize(
    ("counter", "said"),
    [
        (1, ("number_1",)),
        (99, ("number_99",)),
        ("7", ("number_7",)),
        ("B", ("letter_b",)),
        ("3B", ("number_3", "letter_b")),
        ("B12", ("letter_b", "number_12")),
    ],
)
def test_counters_are_numbers_or_signs(counter: int | str, said: tuple[str, ...]) -> None:
    call = announcement("C-001", counter)

    assert call[call.index("go_to_counter") + 1 :] == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, ("number_0",)),
        (12, ("number_12",)),
        (100, ("hundred_1",)),
        (123, ("hundred_1", "number_23")),
        (999, ("hundred_9", "number_99")),
        (1000, ("thousand_1",)),
        (2005, ("thousand_2", "number_5")),
        (9999, ("thousand_9", "hundred_9", "number_99")),
    ],
)
def test_whole_numbers_are_read_as_people_say_them(value: int, said: tuple[str, ...]) -> None:
    assert natural(value) == said


def test_natural_reading_drops_the_zeros_in_front() -> None:
    call = announcement("A-012", 3, reading=NumberReading.NATURAL)

    assert call[2:-2] == ("letter_a", "number_12")


def test_every_number_and_counter_is_in_the_vocabulary() -> None:
    """Every ticket of every prefix, in both readings, and every counter."""
    used: set[str] = set()
    for letter in LETTERS:
        for number in range(1, 1000):
            for reading in NumberReading:
                used.update(announcement(f"{letter}-{number:03}", 1, reading=reading))
    for number in range(1000, 10_000):
        for reading in NumberReading:
            used.update(announcement(f"A-{number}", 1, reading=reading))
    for counter in range(1, 100):
        used.update(announcement("A-001", counter, recall=True, priority=True))

    assert used - KNOWN == set()
    assert KNOWN - used == {"number_0"}  # said by `natural(0)` alone


def spelled(clips: tuple[str, ...]) -> str:
    """The number that somebody hears from clips read digit by digit."""
    return "".join(clip.rpartition("_")[2] for clip in clips).upper()


@given(
    st.sampled_from(LETTERS), st.integers(1, 9999), st.integers(1, 99), st.booleans(), st.booleans()
)
def test_what_is_heard_is_what_is_printed(
    letter: str, number: int, counter: int, recall: bool, priority: bool
) -> None:
    call = announcement(f"{letter}-{number:03}", counter, recall=recall, priority=priority)
    to = call.index("go_to_counter")

    assert spelled(call[2 + recall : to]) == f"{letter}{number:03}"
    assert spelled(call[to + 1 :]) == str(counter)


@given(st.integers(0, 9999))
def test_what_is_heard_adds_up_to_the_number(value: int) -> None:
    worth = {"thousand": 1000, "hundred": 100, "number": 1}
    parts = [clip.split("_") for clip in natural(value)]

    assert sum(worth[kind] * int(count) for kind, count in parts) == value


@pytest.mark.parametrize(
    "number", ["", "A", "012", "a-012", "A-12", "A-01234", "A 012", "A-٠١٢", "A-012\n", "A-K-003"]
)
def test_what_is_no_ticket_number_is_refused(number: str) -> None:
    with pytest.raises(VoiceRefused) as refused:
        announcement(number, 1)

    assert refused.value.code == "unspeakable_number"


@pytest.mark.parametrize("counter", [0, 100, -1, True, "", "0", "007", "AB", "Loket 3", "3\n"])
def test_what_is_no_counter_is_refused(counter: int | str) -> None:
    with pytest.raises(VoiceRefused) as refused:
        announcement("A-012", counter)

    assert refused.value.code == "unspeakable_counter"


@pytest.mark.parametrize("value", [-1, 10_000])
def test_numbers_beyond_the_clips_are_refused(value: int) -> None:
    with pytest.raises(VoiceRefused):
        natural(value)
