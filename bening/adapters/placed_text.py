"""A text with places in it, ready to be sent as it is or as gzip.

The text between the places is compressed once; what is filled in goes between the pieces as it is.
"""

import re
import secrets
import zlib
from collections.abc import Iterable, Mapping

BLUR = 100  # bytes at most by which the length of a packed text is blurred, as Django does

_HEAD = b"\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\xff"  # gzip, deflate, a file name follows
_NO_HEADERS = -15  # zlib: deflate alone, window of 32 KiB
_LEVEL = 6


class PlacedText:
    """`body`, in which `places` are to be filled; `size` is what it takes in memory."""

    def __init__(self, body: bytes, places: Iterable[str]) -> None:
        named = "|".join(map(re.escape, places))
        split = re.split(f"({named})".encode(), body) if named else [body]
        self.pieces = split[::2]
        self.places = [place.decode() for place in split[1::2]]
        compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, _NO_HEADERS)
        self._packed = [
            compressor.compress(piece) + compressor.flush(zlib.Z_FULL_FLUSH)
            for piece in self.pieces
        ]
        self._end = compressor.flush(zlib.Z_FINISH)
        self.size = sum(map(len, self.pieces)) + sum(map(len, self._packed))

    def filled(self, values: Mapping[str, str]) -> bytes:
        """The text with the values in their places; a place without a value stays as it is."""
        return b"".join(_between(self.pieces, self._values(values)))

    def packed(self, values: Mapping[str, str]) -> bytes:
        """The same as gzip."""
        given = self._values(values)
        checksum, size = 0, 0
        for piece in _between(self.pieces, given):
            checksum = zlib.crc32(piece, checksum)
            size += len(piece)
        stored = [_stored(value) for value in given]
        return b"".join(
            (
                _HEAD,
                b"a" * secrets.randbelow(BLUR),
                b"\x00",
                *_between(self._packed, stored),
                self._end,
                checksum.to_bytes(4, "little"),
                (size & 0xFFFFFFFF).to_bytes(4, "little"),
            )
        )

    def _values(self, values: Mapping[str, str]) -> list[bytes]:
        return [values.get(place, place).encode() for place in self.places]


def _between(pieces: list[bytes], values: list[bytes]) -> list[bytes]:
    """The pieces with a value after each but the last."""
    found = [part for pair in zip(pieces, values, strict=False) for part in pair]
    return [*found, pieces[-1]]


def _stored(value: bytes) -> bytes:
    """A block of deflate that is not compressed. Raises OverflowError from 64 KiB on."""
    length = len(value).to_bytes(2, "little")
    return b"\x00" + length + bytes(255 - byte for byte in length) + value
