"""Names are found in a text however they were typed or copied."""

import pytest

from bening.domain.whistleblowing import named_in, words_of

NAMES = {"m": words_of("H. Ma'ruf Hidayat, S.Sos.")}


@pytest.mark.parametrize(
    "text",
    [
        "MA'RUF  HIDAYAT",
        "Ma’ruf Hidayat",
        "Maruf Hidayat",
        "Ma\u02bcruf Hida\u00adyat",
        "Ma'ruf\u00a0Hi\u200bdayat",
        "Ma'ruf Hidáyat",
        "Ｍａ'ｒｕｆ Hidayat",
    ],
)
def test_a_name_is_found_however_it_was_written(text: str) -> None:
    assert named_in(NAMES, whole=[text], who="").surely == {"m"}


def test_titles_and_short_words_name_nobody() -> None:
    assert words_of("Drs. H. Ma'ruf, M.Si") == {"maruf"}
    assert named_in(NAMES, whole=["Pak Haji, S.Sos., di loket"], who="H. S.Sos").perhaps == set()
