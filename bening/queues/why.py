"""Why a number is next, as the ordering rule itself says it, in words."""

from datetime import datetime

from django.utils.translation import gettext as _

from bening.domain.queueing import PriorityKind, PriorityPolicy, Reason
from bening.queues.console import Next, begun
from bening.ui.figures import clock_text


def why(one: Next, policy: PriorityPolicy) -> str:
    """One or two sentences."""
    choice = one.choice
    values = {
        "waited": one.waited,
        "over": one.over.label if one.over else "",
        "over_waited": begun(choice.values.get("over_waited")),
        "starved": begun(policy.starved_after),
        "ratio": policy.normal_per_priority,
        "at": _clock(choice.values.get("appointment")),
    }
    return _words(one, policy) % values


def _words(one: Next, policy: PriorityPolicy) -> str:
    match one.choice.reason:
        case Reason.ESCALATED:
            return _(
                "Janjinya sudah lewat, menunggu %(waited)s menit. Nomor lewat janji didahulukan."
            )
        case Reason.BOOKED:
            return _("Janji temu pukul %(at)s mengikat dan waktunya sudah tiba.")
        case Reason.PRIORITY if one.choice.passes:
            return _(
                "Prioritas yang sudah menunggu %(waited)s menit, didahulukan dari %(over)s. "
                "Setelah ini nomor lewat janji itu tidak didahului lagi."
            )
        case Reason.PRIORITY if policy.kind is PriorityKind.RATIO:
            return _(
                "Giliran prioritas, menunggu %(waited)s menit: satu prioritas setiap %(ratio)s "
                "nomor biasa."
            )
        case Reason.PRIORITY:
            return _(
                "Prioritas yang sudah menunggu %(waited)s menit. Nomor biasa terlama, %(over)s, "
                "menunggu %(over_waited)s menit dan belum terlindung."
            )
        case Reason.STARVED:
            return _(
                "Nomor biasa ini menunggu %(waited)s menit, lebih dari %(starved)s menit, "
                "sedangkan prioritas %(over)s baru %(over_waited)s menit."
            )
        case Reason.RATIO:
            return _(
                "Giliran nomor biasa, menunggu %(waited)s menit: satu prioritas setiap %(ratio)s "
                "nomor biasa."
            )
        case Reason.EARLY:
            return _("Datang sebelum janji temu pukul %(at)s, dan tidak ada nomor lain menunggu.")
        case _:
            return _("Paling lama menunggu untuk loket ini: %(waited)s menit.")


def _clock(at: object) -> str:
    return clock_text(at) if isinstance(at, datetime) else ""
