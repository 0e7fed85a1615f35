"""Parts of the pages about promises and figures: `{% load promises %}`."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, ngettext

from bening.domain.queueing.figures import Spread
from bening.ui.figures import decimal_text

register = template.Library()

METER = 400
ACTS = {
    "booked": gettext_lazy("janji temu dibuat"),
    "checked_in": gettext_lazy("datang untuk janji temu"),
    "issued": gettext_lazy("nomor diambil"),
    "called": gettext_lazy("dipanggil"),
    "recalled": gettext_lazy("dipanggil ulang"),
    "started": gettext_lazy("mulai dilayani"),
    "held": gettext_lazy("ditunda"),
    "resumed": gettext_lazy("dilanjutkan"),
    "skipped": gettext_lazy("dilewati setelah tiga panggilan"),
    "returned": gettext_lazy("kembali ke antrean"),
    "late": gettext_lazy("pengunjung meminta waktu"),
    "transferred": gettext_lazy("dipindahkan"),
    "finished": gettext_lazy("selesai"),
    "cancelled": gettext_lazy("dibatalkan pengunjung"),
    "expired": gettext_lazy("hari layanan berakhir"),
    "reopened": gettext_lazy("pengunjung menyatakan belum dilayani"),
}


@register.simple_tag
def act_words(act: str) -> str:
    """What happened to a ticket, in words."""
    return str(ACTS.get(act, act))


@register.simple_tag
def late_by(seconds: int) -> str:
    """How much longer than promised, in begun minutes."""
    minutes = -(-seconds // 60)
    return ngettext(
        "lewat %(minutes)s menit dari janji", "lewat %(minutes)s menit dari janji", minutes
    ) % {"minutes": minutes}


@register.simple_tag
def time_meter(gone: timedelta, left: timedelta) -> SafeString:
    """How much of a time is gone, as a bar and in words."""
    whole = gone + left
    share = gone / whole if whole else 1.0
    seconds = int(left.total_seconds())
    words = gettext("Sisa %(minutes)s menit %(seconds)s detik") % {
        "minutes": seconds // 60,
        "seconds": seconds % 60,
    }
    return format_html(
        '<svg class="b-time-meter" viewBox="0 0 {} 10" preserveAspectRatio="none" role="img"'
        ' aria-label="{}"><rect class="b-time-meter__all" width="{}" height="10"/>'
        '<rect class="b-time-meter__gone" width="{}" height="10"/></svg><p class="b-meta">{}</p>',
        METER, words, METER, f"{METER * share:.1f}", words,
    )  # fmt: skip


@register.filter
def percent(share: Fraction | None) -> str:
    """A share as per cent with one place, rounded down: what was not kept is never rounded away."""
    if share is None:
        return "–"
    return f"{decimal_text(Decimal(int(share * 1000)) / 10, 1)} %"


@register.filter
def minutes(seconds: Fraction | float | None) -> str:
    """Seconds as minutes with one place."""
    if seconds is None:
        return "–"
    return decimal_text(Fraction(seconds) / 60, 1)


@register.filter
def one_place(value: Fraction | float | None) -> str:
    """A number with one place."""
    return "–" if value is None else decimal_text(Fraction(value), 1)


@register.filter
def whole(value: int | None) -> str:
    """A whole number, or a dash."""
    return "–" if value is None else str(value)


@register.filter
def spread_at(lengths: Spread, percent_: int) -> str:
    """A percentile of lengths in whole minutes, or a dash."""
    return whole(lengths.percentile(percent_))


@register.simple_tag
def share_bar(share: Fraction) -> SafeString:
    """The kept share as a bar; what is left of it was not kept."""
    words = gettext("%(percent)s ditepati") % {"percent": percent(share)}
    return format_html(
        '<svg class="qf-bar" viewBox="0 0 {} 14" preserveAspectRatio="none" role="img"'
        ' aria-label="{}"><rect class="qf-bar__all" width="{}" height="14"/>'
        '<rect class="qf-bar__kept" width="{}" height="14"/></svg>',
        METER, words, METER, f"{METER * float(share):.1f}",
    )  # fmt: skip


@register.filter
def share_text(share: float) -> str:
    """A measured share as per cent with one place."""
    return f"{decimal_text(Fraction(share) * 100, 1)} %"


@register.filter
def dotted(at: str) -> str:
    """An hour of the clock as it is written here: 08.30."""
    return at.replace(":", ".")
