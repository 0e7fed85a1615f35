"""Parts of the officer's and the coordinator's pages: `{% load counters %}`."""

from datetime import datetime
from fractions import Fraction
from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from bening.queues.kiosk_oddities import Odd
from bening.queues.models import BreachKind, PromiseBreach, Ticket
from bening.queues.needs import NEED_WORDS
from bening.queues.words_kiosks import REFUSALS
from bening.ui.figures import MISSING, clock_text, inside_a_sentence, short_text
from bening.ui.tags.icons import icon as draw_icon

register = template.Library()

SCALE = 1.15
"""The bar reaches a little beyond the promise, so that its end can be seen."""
METER = 400
MARK = 360


@register.filter
def number_parts(label: str) -> SafeString:
    """A number with its hyphens set lightly: `B-047`."""
    parts = label.split("-")
    if len(parts) == 1:
        return format_html("{}", label)
    return mark_safe("<i>-</i>".join(format_html("{}", part) for part in parts))  # noqa: S308


@register.filter
def needs_words(needs: list[str]) -> str:
    """What a visitor needs, in words."""
    known = (str(NEED_WORDS[one]) for one in needs if one in NEED_WORDS)
    return ", ".join(known) or _("tidak ada")


@register.simple_tag
def line_notes(ticket: Ticket, now: datetime) -> str:
    """What sets a waiting number apart."""
    notes = []
    if ticket.escalated_at:
        notes.append(_("lewat janji, didahulukan"))
    if ticket.is_priority:
        notes.append(_("prioritas"))
    if ticket.needs:
        notes.append(needs_words(ticket.needs))
    if ticket.appointment:
        notes.append(_("janji temu %(at)s") % {"at": clock_text(ticket.appointment)})
    if ticket.away_until and ticket.away_until > now:
        notes.append(_("datang terlambat, %(at)s") % {"at": clock_text(ticket.away_until)})
    if ticket.returns:
        notes.append(_("kembali setelah dilewati"))
    return ", ".join(notes)


@register.simple_tag
def wait_meter(minutes: int, promise: int) -> SafeString:
    """How far a wait is on the way to its promise; the mark is the promise."""
    filled = min(METER, round(minutes * MARK / max(1, promise)))
    late = minutes > promise
    return format_html(
        '<svg class="b-desk-meter{}" viewBox="0 0 400 20" preserveAspectRatio="none" role="img"'
        ' aria-label="{}"><rect class="b-desk-meter__t" y="5" width="400" height="10"/>'
        '<rect class="b-desk-meter__f" y="5" width="{}" height="10"/>'
        '<path class="b-desk-meter__m" d="M360 0V20"/></svg>',
        " b-desk-meter--late" if late else "",
        _("%(minutes)s dari %(promise)s menit") % {"minutes": minutes, "promise": promise},
        filled,
    )


@register.simple_tag
def promise_bar(ticket: Ticket, waited: int) -> SafeString:
    """The promise of a visit from the number to its end, and where it stands."""
    promise = ticket.promise_minutes
    most = max(promise * SCALE, waited * 1.02)
    at, due, warn = (round(value * 100 / most, 1) for value in (waited, promise, promise * 2 / 3))
    taken = clock_text(ticket.taken_at)
    due_text = clock_text(ticket.due_at) if ticket.due_at else ""
    told = _(
        "Nomor diambil %(taken)s. Menit ke-%(waited)s dari janji %(promise)s menit. Batas pukul "
        "%(due)s."
    ) % {"taken": taken, "waited": waited, "promise": promise, "due": due_text or "–"}
    return format_html(
        '<svg class="b-desk-promise{}" height="72" role="img" aria-label="{}">'
        '<rect class="b-desk-promise__t" y="28" width="100%" height="16"/>'
        '<rect class="b-desk-promise__f" y="28" width="{at}%" height="16"/>'
        '<line class="b-desk-promise__w" x1="{warn}%" x2="{warn}%" y1="28" y2="44"/>'
        '<line class="b-desk-promise__m" x1="{due}%" x2="{due}%" y1="20" y2="52"/>'
        '<svg x="{at}%" y="0" overflow="visible"><path class="b-desk-promise__n" d="M0 25l-5-7h10z"'
        '/></svg><text class="b-desk-promise__now" x="{at}%" y="12" text-anchor="{anchor}">{now}'
        '</text><text x="0" y="68">{taken}</text><text class="b-desk-promise__due" x="{due}%" '
        'dx="22" y="68" text-anchor="end">{ends}</text></svg>',
        " b-desk-promise--late" if waited > promise else "",
        told,
        at=at,
        warn=warn,
        due=due,
        anchor="start" if at < 12 else "end" if at > 88 else "middle",
        now=_("menit ke-%(minute)s") % {"minute": waited},
        taken=_("%(at)s diambil") % {"at": taken},
        ends=_("%(at)s janji") % {"at": due_text},
    )


@register.simple_tag(takes_context=True)
def desk_button(
    context: dict[str, Any],
    act: str,
    enabled: bool,
    ticket: Ticket,
    *,
    label: str,
    icon: str,
    key: str,
    shown: str = "",
    main: bool = False,
    main_if: str = "",
) -> SafeString:
    """A button of the console: its act on the ticket, as the page knows it."""
    is_main = enabled and (main or ticket.state == main_if)
    return _form(
        context,
        act,
        ticket,
        format_html(
            '<button class="b-desk-act{}" id="l-{}" data-shortcut="{}"{}>{}<span>{}</span>'
            '<kbd aria-hidden="true">{}</kbd></button>',
            " b-desk-act--main" if is_main else "",
            act,
            key,
            "" if enabled else mark_safe(" disabled"),
            draw_icon(icon),
            label,
            shown or key.upper(),
        ),
    )


@register.simple_tag(takes_context=True)
def desk_line(
    context: dict[str, Any], act: str, ticket: Ticket, *, label: str, enabled: bool
) -> SafeString:
    """A small button for a ticket in a list."""
    return _form(
        context,
        act,
        ticket,
        format_html(
            '<button class="btn btn-sm btn-outline-secondary" id="l-{}-{}"{}>{}'
            '<span class="visually-hidden"> {}</span></button>',
            act,
            ticket.pk,
            "" if enabled else mark_safe(" disabled"),
            label,
            ticket.label,
        ),
    )


def _form(context: dict[str, Any], act: str, ticket: Ticket, button: SafeString) -> SafeString:
    address = reverse("queues:ticket_act", args=[context["hall"].pk, ticket.pk, act])
    return format_html(
        '<form method="post" action="{0}" hx-post="{0}" hx-target="#loket" hx-swap="outerHTML">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{1}">'
        '<input type="hidden" name="version" value="{2}">{3}</form>',
        address,
        get_token(context["request"]),
        ticket.version,
        button,
    )


@register.simple_tag
def kept_share(kept: int, judged: int) -> str:
    """The share of promises kept, to a tenth of a per cent."""
    return f"{short_text(Fraction(kept * 100, judged), 1)} %" if judged else MISSING


@register.simple_tag
def share_meter(kept: int, judged: int, target: int) -> SafeString:
    """The share from 50 to 100 %, with a mark at the target."""
    share = Fraction(kept * 100, judged) if judged else Fraction(0)
    return format_html(
        '<svg class="b-hall-share" viewBox="0 0 400 20" preserveAspectRatio="none" role="img"'
        ' aria-label="{}"><rect class="b-desk-meter__t" y="5" width="400" height="10"/>'
        '<rect class="b-desk-meter__f" y="5" width="{}" height="10"/>'
        '<path class="b-desk-meter__m" d="M{} 0V20"/></svg>',
        _("%(share)s persen, sasaran %(target)s persen")
        % {"share": short_text(share, 1), "target": target},
        round(max(Fraction(0), share - 50) * 8),
        (target - 50) * 8,
    )


@register.simple_tag
def late_words(breach: PromiseBreach) -> str:
    """How a promise was broken."""
    if breach.kind == BreachKind.LATE:
        return _("lewat %(minutes)s menit") % {"minutes": -(-breach.late_seconds // 60)}
    return inside_a_sentence(breach.get_kind_display())


@register.simple_tag
def odd_words(one: Odd) -> str:
    """What was odd about a number."""
    values = {"who": one.who, "number": one.number, "reason": one.reason}
    if one.kind == "out_of_turn":
        return _("dipanggil %(who)s di luar giliran: %(reason)s") % values
    if one.kind == "kiosk_refused":
        told = _("kios %(number)s, %(who)s: tidak masuk antrean; beri nomor baru. %(reason)s")
        return told % {**values, "reason": REFUSALS[one.reason]}
    if one.kind == "kiosk_away":
        return _("kios %(number)s, %(who)s: tidak tersambung sejak jam itu") % values
    if one.kind == "above_cap":
        return _("%(number)s nomor, di atas batas sehari %(reason)s") % values
    if one.kind == "reopened":
        return _("pengunjung menyatakan belum dilayani")
    words = _("%(who)s, loket %(number)s: selesai atau ditunda kurang dari 20 detik setelah mulai")
    return words % values
