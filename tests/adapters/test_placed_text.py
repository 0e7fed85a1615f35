"""A text with places comes out the same, packed or not."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.adapters.placed_text import BLUR, PlacedText

PLACES = ("@one@", "@two@")


@given(
    pieces=st.lists(
        st.sampled_from([*PLACES, "<p>", "é", "x" * 40_000, "@three@", ""]), max_size=8
    ),
    one=st.text(max_size=80),
    two=st.text(alphabet="0123456789ABCDEF", max_size=3000),
)
def test_packed_text_is_the_filled_one(pieces: list[str], one: str, two: str) -> None:
    one = one.encode(errors="ignore").decode()
    text = PlacedText("".join(pieces).encode(), PLACES)
    values = {"@one@": one, "@two@": two}
    wanted = "".join(values.get(piece, piece) for piece in pieces).encode()

    assert text.filled(values) == wanted
    packed = text.packed(values)
    assert gzip.decompress(packed) == wanted
    reader = zlib.decompressobj(31)  # one member and nothing behind it, as browsers want it
    assert reader.decompress(packed) == wanted
    assert reader.eof
    assert not reader.unused_data


def test_length_of_a_packed_text_tells_little() -> None:
    text = PlacedText(b"<p>page</p>" * 100, ())
    lengths = {len(text.packed({})) for _ in range(200)}
    assert len(lengths) > 20
    assert max(lengths) - min(lengths) < BLUR


def test_value_that_fits_no_block_is_refused() -> None:
    text = PlacedText(b"a@one@b", PLACES)
    assert gzip.decompress(text.packed({"@one@": "x" * 65_535})) == b"a" + b"x" * 65_535 + b"b"
    with pytest.raises(OverflowError):
        text.packed({"@one@": "x" * 65_536})
