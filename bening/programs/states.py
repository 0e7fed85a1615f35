"""The life of a program as one table (PermenPANRB 90/2021 Annex I and II, 5/2024 Annex II Ch. II).

Transition -> from, to, who takes it, which papers and conditions it asks for, the audit act. Whose
turn a state is stands in `OWNERS`. The diagram and the tables of the docs are made from here.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext_lazy as _

from bening.accounts.models import Role
from bening.programs.models.state import ProgramState as State
from bening.programs.transition import Transition
from bening.programs.transition import one as _one

AGENCY_SIDE = frozenset({Role.AGENCY_HEAD, Role.INSPECTOR})

_HEAD, _UNIT, _PIC = Role.AGENCY_HEAD, Role.UNIT_HEAD, Role.UNIT_PIC
_TPI, _TPN, _PRE, _APIP = Role.TPI, Role.TPN, Role.PRELIMINARY, Role.INSPECTOR

TRANSITIONS: Final[tuple[Transition, ...]] = (
    _one(
        "declared",
        _("Catat pencanangan"),
        State.DRAFT,
        State.DECLARED,
        _HEAD,
        _UNIT,
        documents=("declaration_charter",),
        guards=("pacts_signed",),
        with_work=True,
    ),
    _one(
        "chosen",
        _("Tetapkan sebagai unit ZI"),
        State.DECLARED,
        State.CHOSEN,
        _HEAD,
        documents=("selection_decree",),
    ),
    _one(
        "building_started",
        _("Mulai pembangunan"),
        State.CHOSEN,
        State.BUILDING,
        _UNIT,
        documents=("team_decree",),
    ),
    _one(
        "self_assessment_opened",
        _("Mulai penilaian mandiri"),
        State.BUILDING,
        State.SELF_ASSESSMENT,
        _UNIT,
        _PIC,
    ),
    _one(
        "sent_to_preliminary",
        _("Kirim ke penilaian pendahuluan"),
        State.SELF_ASSESSMENT,
        State.PRELIMINARY_REVIEW,
        _UNIT,
        documents=("unit_cover_letter",),
        guards=("sheet_submitted", "preliminary_applies"),
    ),
    _one(
        "sent_to_tpi",
        _("Kirim ke TPI"),
        State.SELF_ASSESSMENT,
        State.TPI_ROUND_1,
        _UNIT,
        documents=("unit_cover_letter",),
        guards=("sheet_submitted", "preliminary_not_needed"),
    ),
    _one(
        "returned_by_preliminary",
        _("Kembalikan untuk perbaikan"),
        State.PRELIMINARY_REVIEW,
        State.SELF_ASSESSMENT,
        _PRE,
        needs_reason=True,
        with_work=True,
    ),
    _one(
        "passed_preliminary",
        _("Layak dievaluasi TPI"),
        State.PRELIMINARY_REVIEW,
        State.TPI_ROUND_1,
        _PRE,
        documents=("preliminary_cover_letter",),
        guards=("preliminary_closed",),
        with_work=True,
    ),
    _one(
        "declined_by_preliminary",
        _("Tidak diusulkan"),
        State.PRELIMINARY_REVIEW,
        State.COACHING,
        _PRE,
        guards=("preliminary_closed",),
        needs_reason=True,
        with_work=True,
    ),
    _one(
        "round_1_closed",
        _("Tutup tahap 1"),
        State.TPI_ROUND_1,
        State.REPAIR,
        _TPI,
        documents=("evaluation_report_1",),
        guards=("round_1_closed",),
        with_work=True,
    ),
    _one(
        "repair_sent",
        _("Kirim perbaikan ke TPI"),
        State.REPAIR,
        State.TPI_ROUND_2,
        _UNIT,
        guards=("sheet_submitted", "repaired_since_round_1"),
    ),
    _one(
        "found_eligible",
        _("Layak diusulkan"),
        State.TPI_ROUND_2,
        State.ELIGIBLE,
        _TPI,
        documents=("evaluation_report_2",),
        guards=("round_2_closed", "tpi_thresholds_met"),
        with_work=True,
    ),
    _one(
        "not_proposed",
        _("Tidak diusulkan"),
        State.TPI_ROUND_2,
        State.COACHING,
        _TPI,
        documents=("evaluation_report_2",),
        guards=("round_2_closed",),
        needs_reason=True,
        with_work=True,
    ),
    _one(
        "nominated",
        _("Usulkan ke TPN"),
        State.ELIGIBLE,
        State.NOMINATED,
        _HEAD,
        documents=("nomination_letter", "responsibility_statement"),
        guards=("gates_met",),
        with_work=True,
    ),
    _one(
        "kept_for_agency",
        _("Putuskan di instansi"),
        State.ELIGIBLE,
        State.AGENCY_DECISION,
        _HEAD,
        guards=("agency_may_award", "target_is_wbk", "gates_met"),
    ),
    _one(
        "awarded_by_agency",
        _("Tetapkan Menuju WBK"),
        State.AGENCY_DECISION,
        State.AWARDED,
        _HEAD,
        documents=("award_decree",),
        guards=("agency_may_award", "gates_met", "tpi_thresholds_met"),
        with_work=True,
    ),
    _one(
        "declined_by_agency",
        _("Belum ditetapkan"),
        State.AGENCY_DECISION,
        State.COACHING,
        _HEAD,
        needs_reason=True,
    ),
    _one("received_by_tpn", _("Terima usulan"), State.NOMINATED, State.ADMIN_SELECTION, _TPN),
    _one(
        "passed_selection",
        _("Lulus seleksi administrasi"),
        State.ADMIN_SELECTION,
        State.TPN_PRECHECK,
        _TPN,
        documents=("selection_result",),
        guards=("selection_passed",),
        with_work=True,
    ),
    _one(
        "failed_selection",
        _("Tidak lulus seleksi administrasi"),
        State.ADMIN_SELECTION,
        State.OBJECTION,
        _TPN,
        documents=("selection_result",),
        needs_reason=True,
        with_work=True,
    ),
    _one(
        "objection_accepted",
        _("Terima sanggahan"),
        State.OBJECTION,
        State.ADMIN_SELECTION,
        _TPN,
        guards=("objection_accepted",),
        needs_reason=True,
        with_work=True,
    ),
    _one(
        "objection_closed",
        _("Tutup masa sanggah"),
        State.OBJECTION,
        State.REJECTED,
        _TPN,
        guards=("objection_over",),
        needs_reason=True,
        with_work=True,
    ),
    _one(
        "passed_precheck",
        _("Lanjut ke desk evaluasi"),
        State.TPN_PRECHECK,
        State.TPN_DESK,
        _TPN,
        guards=("gates_met", "tpi_thresholds_met"),
    ),
    _one(
        "failed_precheck",
        _("Tidak dievaluasi"),
        State.TPN_PRECHECK,
        State.REJECTED,
        _TPN,
        documents=("rejection_notice",),
        needs_reason=True,
    ),
    _one(
        "passed_desk",
        _("Lanjut ke evaluasi lapangan"),
        State.TPN_DESK,
        State.TPN_FIELD,
        _TPN,
        guards=("desk_closed",),
        with_work=True,
    ),
    _one(
        "stopped_at_desk",
        _("Tidak dilanjutkan"),
        State.TPN_DESK,
        State.COACHING,
        _TPN,
        guards=("desk_closed",),
        needs_reason=True,
        with_work=True,
    ),
    _one(
        "field_closed",
        _("Tutup evaluasi lapangan"),
        State.TPN_FIELD,
        State.CLEARANCE,
        _TPN,
        guards=("field_closed",),
        with_work=True,
    ),
    _one(
        "cleared",
        _("Lanjut ke panel"),
        State.CLEARANCE,
        State.PANEL,
        _TPN,
        guards=("clearance_complete",),
    ),
    _one(
        "awarded",
        _("Tetapkan predikat"),
        State.PANEL,
        State.AWARDED,
        _TPN,
        documents=("award_decree", "national_report"),
        guards=("panel_recommends", "field_thresholds_met", "gates_met"),
        with_work=True,
    ),
    _one(
        "declined_by_panel",
        _("Kembalikan untuk pembinaan"),
        State.PANEL,
        State.COACHING,
        _TPN,
        documents=("national_report",),
        guards=("panel_decided",),
        needs_reason=True,
        with_work=True,
    ),
    _one(
        "watched",
        _("Mulai pemantauan pascapenetapan"),
        State.AWARDED,
        State.AFTERCARE,
        _HEAD,
        _APIP,
        documents=("award_certificate",),
    ),
    _one(
        "revoked",
        _("Catat pencabutan predikat"),
        State.AFTERCARE,
        State.REVOKED,
        _TPN,
        _HEAD,
        documents=("revocation_decree",),
        needs_reason=True,
        with_work=True,
    ),
    _one(
        "cooling_off_started",
        _("Mulai masa tunggu"),
        State.REVOKED,
        State.COOLING_OFF,
        _HEAD,
        _APIP,
    ),
    _one(
        "cooling_off_over",
        _("Mulai membangun lagi"),
        State.COOLING_OFF,
        State.BUILDING,
        _UNIT,
        _APIP,
        guards=("cooling_off_over",),
    ),
    _one(
        "coached",
        _("Lanjutkan pembangunan"),
        State.COACHING,
        State.BUILDING,
        _UNIT,
        _APIP,
        needs_reason=True,
    ),
    _one(
        "rebuilt",
        _("Lanjutkan pembangunan"),
        State.REJECTED,
        State.BUILDING,
        _UNIT,
        _APIP,
        needs_reason=True,
    ),
)

BY_NAME: Final[Mapping[str, Transition]] = MappingProxyType(
    {transition.name: transition for transition in TRANSITIONS}
)

OWNERS: Final[Mapping[State, frozenset[Role]]] = MappingProxyType(
    {
        state: frozenset().union(*(t.roles for t in TRANSITIONS if t.source == state))
        for state in State
    }
    | {
        State.DRAFT: frozenset({Role.UNIT_HEAD}),
        State.AFTERCARE: AGENCY_SIDE,
    }
)
"""Whose turn it is in each state: who can move it on, save where work of others comes first."""


def leaving(state: State) -> tuple[Transition, ...]:
    """The moves out of a state, in the order of the table."""
    return tuple(transition for transition in TRANSITIONS if transition.source == state)
