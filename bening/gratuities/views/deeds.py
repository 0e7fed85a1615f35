"""What may be done with a report: by which form, through which action, and what is said after."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bening.domain.gratuities import ReportAct, ReportState, acts_in
from bening.gratuities import actions
from bening.gratuities.forms import (
    AskForm,
    CustodyForm,
    DecideForm,
    ForwardForm,
    OpenForm,
    PlainForm,
    SettleForm,
    SubmitForm,
)
from bening.gratuities.models import Direction, GratuityReport, State
from bening.ui.acting import RefusableForm


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that somebody does with a report. `acts` are the moves that offer it."""

    form: Callable[..., RefusableForm]
    act: Callable[..., object]
    label: str | Promise
    done: str | Promise
    acts: tuple[ReportAct, ...] = ()


OWN: dict[str, Deed] = {
    "kirim": Deed(
        SubmitForm, actions.submit_report, _("Kirim laporan"), _("Laporan terkirim ke UPG.")
    ),
    "lengkapi": Deed(
        PlainForm, actions.complete_report, _("Kirim kelengkapan"), _("Kelengkapan terkirim.")
    ),
    "hapus": Deed(
        PlainForm, actions.discard_draft, _("Hapus konsep"), _("Konsep laporan dihapus.")
    ),
}
"""What the reporter does."""

HANDLED: dict[str, Deed] = {
    "buka": Deed(OpenForm, actions.open_report, _("Buka isi laporan"), _("Isi laporan terbuka.")),
    "teruskan-upg": Deed(
        PlainForm,
        actions.pass_on,
        _("Teruskan ke UPG"),
        _("Laporan diteruskan ke UPG."),
        (ReportAct.HAND_ON,),
    ),
    "verifikasi": Deed(
        PlainForm,
        actions.verify_report,
        _("Nyatakan lengkap"),
        _("Laporan diverifikasi."),
        (ReportAct.VERIFY,),
    ),
    "minta": Deed(
        AskForm,
        actions.ask_completion,
        _("Minta dilengkapi"),
        _("Pelapor diminta melengkapi."),
        (ReportAct.ASK,),
    ),
    "akhiri": Deed(
        PlainForm,
        actions.drop_incomplete,
        _("Akhiri, tidak dilengkapi"),
        _("Laporan tidak diproses."),
        (ReportAct.DROP,),
    ),
    "teruskan-kpk": Deed(
        ForwardForm,
        actions.forward_to_kpk,
        _("Teruskan ke KPK"),
        _("Laporan tercatat diteruskan ke KPK."),
        (ReportAct.FORWARD,),
    ),
    "kelola": Deed(
        PlainForm,
        actions.manage_here,
        _("Kelola di instansi"),
        _("Laporan dikelola instansi."),
        (ReportAct.MANAGE,),
    ),
    "catat-penolakan": Deed(
        PlainForm,
        actions.record_refusal,
        _("Catat dalam daftar penolakan"),
        _("Penolakan tercatat."),
        (ReportAct.RECORD_REFUSAL,),
    ),
    "tetapkan": Deed(
        DecideForm,
        actions.decide,
        _("Catat penetapan"),
        _("Penetapan tercatat."),
        (ReportAct.DECIDE,),
    ),
    "laksanakan": Deed(
        SettleForm,
        actions.settle,
        _("Catat pelaksanaan"),
        _("Pelaksanaan tercatat; laporan selesai."),
        (ReportAct.SETTLE,),
    ),
    "barang": Deed(
        CustodyForm, actions.move_goods, _("Catat serah terima barang"), _("Serah terima tercatat.")
    ),
}
"""What the UPG does."""


def form_of(deed: Deed, report: GratuityReport, data: Any, name: str) -> RefusableForm:
    """The deed's form, empty or of what was sent; ids differ so that all stand on one page."""
    more = {"decision": report.decision} if deed.form is SettleForm else {}
    return deed.form(data, auto_id=f"{name}-%s", **more)


def offered(report: GratuityReport, *, is_upg: bool, is_open: bool) -> list[str]:
    """The names of what the UPG, or else the helper, may do now; reading it comes first."""
    refused = report.direction == Direction.REFUSED
    possible = acts_in(ReportState(report.state), is_refusal=refused)
    names = [] if is_open or report.erased_at else ["buka"]
    if not is_upg and report.state != State.AT_HELPER:
        return names
    names += [name for name, deed in HANDLED.items() if set(deed.acts) & set(possible)]
    ended = report.state in {State.SETTLED, State.NOT_PROCESSED}
    if not refused and not ended:
        names.append("barang")
    return names
