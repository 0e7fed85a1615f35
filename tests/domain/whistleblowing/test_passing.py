"""Words of one's own are told from words of a report."""

import pytest

from bening.domain.whistleblowing import is_copied

TOLD = "Petugas loket tiga meminta uang lima puluh ribu rupiah di luar tarif resmi setiap pagi."


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("Di satu loket diduga ada pungutan di luar tarif.", False),
        ("", False),
        (TOLD, True),
        ("Diduga PETUGAS loket tiga, meminta uang: lima puluh ribu!", True),
        ("Petugas loket tiga meminta uang lima puluh juta.", False),
    ],
)
def test_eight_words_in_a_row_are_a_copy(text: str, copied: bool) -> None:
    assert is_copied(text, [TOLD]) is copied


def test_a_short_answer_is_copied_whole_or_not_at_all() -> None:
    assert is_copied("Kejadiannya sekitar awal Oktober di kantor", ["sekitar awal Oktober"])
    assert not is_copied("Kejadiannya sekitar Oktober", ["sekitar awal Oktober"])
    assert not is_copied("di loket tiga", ["loket tiga", "", "…"])
