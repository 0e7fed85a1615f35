"""What comes next for a period, in words, and whose move it is."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bening.surveys.models import PeriodState, SurveyPeriod
from bening.ui import figures


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence; `is_late` where its day has passed."""

    text: str
    is_late: bool = False


WAITING = {
    PeriodState.CLOSED: _("Petugas survei mengolah hasil."),
    PeriodState.PROCESSED: _("TPI menilai integritas, lalu kepala unit menetapkan hasil."),
    PeriodState.CONFIRMED: _("Umumkan di ruang layanan dan secara daring."),
    PeriodState.PUBLISHED: _("Tindak lanjuti unsur terendah."),
    PeriodState.FOLLOWED_UP: _("Selesai."),
}


def next_step(period: SurveyPeriod, today: date) -> Step:
    """What a period waits for."""
    state = PeriodState(period.state)
    if state in WAITING:
        return Step(str(WAITING[state]))
    if state == PeriodState.OPEN:
        day = figures.day_text(period.ends_on)
        return Step(gettext("Undang semua yang selesai dilayani; ditutup %(day)s.") % {"day": day})
    if period.ends_on < today:
        return Step(gettext("Waktunya lewat tanpa dibuka."), is_late=True)
    if state == PeriodState.APPROVED:
        day = figures.day_text(period.starts_on)
        return Step(gettext("Dibuka otomatis %(day)s; siapkan undangan.") % {"day": day})
    if period.starts_on <= today:
        return Step(gettext("Kepala unit menyetujui; harinya sudah tiba."), is_late=True)
    return Step(gettext("Kepala unit menyetujui N, sampel, dan kuota."))
