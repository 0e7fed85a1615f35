"""Printed codes: cards with a QR code to hand out, and codes to type at the screen in the hall."""

from collections.abc import Sequence
from datetime import datetime

from bening.documents import spelling
from bening.documents.letter_pdf import qr_svg
from bening.documents.pdf import make_pdf
from bening.domain.surveys.tokens import card_text, read_token
from bening.surveys.links import personal_link, spoken_link
from bening.surveys.models import InvitationMeans, SurveyPeriod


def cards_pdf(period: SurveyPeriod, tokens: Sequence[str], *, means: str, now: datetime) -> bytes:
    """The pages to print, ten cards to a sheet of A4. Raises `DocumentNotMade`."""
    is_kiosk = means == InvitationMeans.KIOSK
    data = {
        "title": f"Kartu survei {period.unit.name}, {period.name}",
        "unit": period.unit.name,
        "until": spelling.written_day(period.ends_on),
        "address": spoken_link(period),
        "kiosk": is_kiosk,
        "cards": [
            {
                "code": card_text(read_token(token)),
                "qr": "" if is_kiosk else qr_svg(personal_link(period, token)),
            }
            for token in tokens
        ],
    }
    return make_pdf("cards.typ", data, at=now.replace(microsecond=0))
