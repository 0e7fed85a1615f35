"""The states of a program; `bening.programs.states` says how it moves between them."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProgramState(models.TextChoices):
    """Where a program stands between declaration and title.

    Monitoring is an activity of BUILDING, not a state.
    """

    DRAFT = "draft", _("Persiapan")
    DECLARED = "declared", _("Dicanangkan")
    CHOSEN = "chosen", _("Ditetapkan sebagai unit ZI")
    BUILDING = "building", _("Pembangunan")
    SELF_ASSESSMENT = "self_assessment", _("Penilaian mandiri")
    PRELIMINARY_REVIEW = "preliminary_review", _("Penilaian pendahuluan")
    TPI_ROUND_1 = "tpi_round_1", _("Evaluasi TPI tahap 1")
    REPAIR = "repair", _("Tindak lanjut hasil evaluasi TPI")
    TPI_ROUND_2 = "tpi_round_2", _("Evaluasi TPI tahap 2")
    ELIGIBLE = "eligible", _("Layak diusulkan")
    NOMINATED = "nominated", _("Diusulkan")
    ADMIN_SELECTION = "admin_selection", _("Seleksi administrasi")
    OBJECTION = "objection", _("Masa sanggah")
    TPN_PRECHECK = "tpn_precheck", _("Pra-evaluasi TPN")
    TPN_DESK = "tpn_desk", _("Desk evaluasi TPN")
    TPN_FIELD = "tpn_field", _("Evaluasi lapangan TPN")
    CLEARANCE = "clearance", _("Klarifikasi lembaga pengawas")
    PANEL = "panel", _("Panel TPN")
    AGENCY_DECISION = "agency_decision", _("Keputusan instansi (evaluasi WBK mandiri)")
    AWARDED = "awarded", _("Ditetapkan")
    AFTERCARE = "aftercare", _("Pemantauan pascapenetapan")
    COACHING = "coaching", _("Pembinaan")
    REJECTED = "rejected", _("Tidak lulus")
    REVOKED = "revoked", _("Predikat dicabut")
    COOLING_OFF = "cooling_off", _("Masa tunggu setelah pencabutan")


CARRIED_ON: Final = frozenset(
    {
        ProgramState.COACHING,
        ProgramState.REJECTED,
        ProgramState.COOLING_OFF,
        ProgramState.AFTERCARE,
        ProgramState.BUILDING,
    }
)
"""States in which a program may go on in a later cycle: the unit was declared and chosen before."""
