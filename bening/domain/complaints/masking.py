"""Personal data hidden in anything that strangers read: NIK, NPWP, phones, e-mail addresses.

The marks of `bening.domain.surveys.masking`, and the NPWP of 15 digits beside them.
"""

import re

from bening.domain.surveys.masking import mask

NPWP = "[NPWP]"
_NPWP = re.compile(r"(?<!\d)\d{2}[.\s]?\d{3}[.\s]?\d{3}[.\s]?\d[-.\s]?\d{3}[.\s]?\d{3}(?!\d)")


def masked(text: str) -> str:
    """`text` with the personal data in it hidden; masking twice changes nothing more."""
    return mask(_NPWP.sub(NPWP, text)).text
