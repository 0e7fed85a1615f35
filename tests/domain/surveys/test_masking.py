"""Personal data in free text: what is masked, what stays readable."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.surveys import MARKS, PersonalData, mask
from tests.examples import examples

BETWEEN = ["", " ", ".", "-", " - ", "/", ", ", "\n", "\u200b", "\u00a0", "_", "'", "--"]


def long_runs(text: str) -> list[str]:
    """Runs of 16 or more digits with up to three signs that are no letters between them."""
    found: list[str] = []
    run, gap = "", 0
    for one in text:
        if one.isdecimal():
            run, gap = run + one, 0
        elif one.isalnum() or (gap := gap + 1) > 3:
            found, run = [*found, run], ""
    return [run for run in [*found, run] if len(run) >= 16]


@given(
    st.text(),
    st.lists(
        st.tuples(st.sampled_from("0123456789"), st.sampled_from(BETWEEN)),
        min_size=16,
        max_size=20,
    ),
    st.text(),
)
@examples(200)
def test_no_sixteen_digits_come_through(
    before: str, number: list[tuple[str, str]], after: str
) -> None:
    written = "".join(digit + between for digit, between in number)
    shown = mask(f"{before}{written}{after}")

    assert long_runs(shown.text) == []
    assert PersonalData.ID_NUMBER in shown.found


@given(st.text(alphabet="0123456789 .-@ax(+)\n", max_size=80))
@examples(300)
def test_masking_again_finds_nothing(text: str) -> None:
    once = mask(text)

    assert long_runs(once.text) == []
    assert mask(once.text).text == once.text


MASKED = [
    ("NIK saya 3201234567890001 ya", "NIK saya [NIK/nomor] ya"),
    ("nik3201234567890001abc", "nik[NIK/nomor]abc"),
    ("3201 2345 6789 0001.", "[NIK/nomor]."),
    ("32.01.23.456789.0001", "[NIK/nomor]"),
    ("３２０１２３４５６７８９０００１", "[NIK/nomor]"),
    ("hubungi 0812-3456-7890", "hubungi [telepon]"),
    ("WA +62 812 3456 789", "WA [telepon]"),
    ("(0271) 123456 siang", "[telepon] siang"),
    ("628123456789", "[telepon]"),
    ("81234567890", "[telepon]"),
    ("surel ani.b@contoh.example", "surel [surel]"),
    ("ani (at) contoh (titik) id", "[surel]"),
    ("ani @ contoh.co.id", "[surel]"),
    ("akun @ani_b", "akun [akun]"),
    ("@12345 67890123456", "@[NIK/nomor]"),
    ("3201234567890001@contoh.example", "[NIK/nomor][akun]"),
]


@pytest.mark.parametrize(("text", "shown"), MASKED)
def test_what_is_masked(text: str, shown: str) -> None:
    assert mask(text).text == shown


@pytest.mark.parametrize(
    "text",
    [
        "Biaya Rp 150.000 terlalu mahal",
        "Diminta Rp 850.000.000 oleh calo",
        "Rp 81234567890",
        "Tanggal 12-05-2026 pukul 10.30",
        "Loket 3 buka 08.00-16.00",
        "Tanggal 08/05/2026 08.30",
        "Antrean nomor A-012, menunggu 45 menit",
        "5 dari 5",
        "",
    ],
)
def test_what_stays_readable(text: str) -> None:
    assert mask(text) == mask(text)
    assert mask(text).text == text
    assert mask(text).found == ()


def test_each_kind_is_told_once() -> None:
    shown = mask("0812 3456 7890 atau 0813 3456 7890, a@b.example")

    assert shown.found == (PersonalData.PHONE, PersonalData.EMAIL)


def test_a_mark_is_no_personal_data_itself() -> None:
    assert not any(re.search(r"\d|@", mark) for mark in MARKS.values())


def test_long_text_is_masked_in_no_time() -> None:
    for text in ("a" * 100_000, "1 " * 50_000, "a.@" * 30_000, "(at" * 30_000, "0" * 100_000):
        mask(text)
