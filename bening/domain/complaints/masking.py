"""Personal data hidden in anything that strangers read: NIK, NPWP, phones, e-mail addresses.

Masks err on the side of hiding: a long number of any use is hidden too. Years, amounts with
separators of thousands, dates and times stay.
"""

import re

HIDDEN = "▮▮▮"
"""What stands in the place of a hidden part."""

_EMAIL = re.compile(
    r"[\w.+\-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,6}", re.IGNORECASE
)
_NPWP = re.compile(r"(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d-?\d{3}\.\d{3}(?!\d)")
_PHONE = re.compile(
    r"(?<![\d.,])(?:\(?(?:\+|00)?62\)?[\s.\-]?|\(?0)\(?[2-9]\d{1,3}\)?(?:[\s.\-]?\d{2,5}){1,4}(?!\d)"
)
_LONG = re.compile(
    r"(?P<kept>\b[A-Z]{3}-\d{4}-\d{4,}"
    r"|(?<![\d.\-])(?:19|20)\d{2}-\d{2}-\d{2}(?![\d\-])"
    r"|(?<![\d.,])\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?(?![\d.]))"
    r"|(?<!\d)\d(?:[\s.\-]?\d){9,24}(?!\d)"
)


def masked(text: str) -> str:
    """`text` with the personal data in it hidden; masking twice changes nothing more."""
    for pattern in (_EMAIL, _NPWP, _PHONE):
        text = pattern.sub(HIDDEN, text)
    return _LONG.sub(_long, text)


def _long(found: re.Match[str]) -> str:
    return found["kept"] or HIDDEN
