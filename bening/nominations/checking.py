"""What would hold a proposal, or fail in the administrative selection, before it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.utils.translation import gettext as _

from bening.documents.models import DocumentKind, OfficialDocument
from bening.domain.days import day_in
from bening.domain.workdays import is_in_time
from bening.evaluations.models import SheetState, Snapshot
from bening.nominations.gating import GateRow, gates_of
from bening.nominations.models import AgencyQuota, NominatedUnit, Nomination
from bening.nominations.rules import Deadline, deadline_of
from bening.nominations.words import advice_text, day_text, gate_label, reason_text
from bening.programs.models import ProgramState, ZoneProgram

SOON = 14
"""Days before the deadline from which the check reminds of it."""

REPORTS = (DocumentKind.EVALUATION_REPORT_1, DocumentKind.EVALUATION_REPORT_2)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the check found; `stops` where the proposal can't go, else a warning."""

    text: str
    stops: bool = True
    advice: str = ""


@dataclass(frozen=True, slots=True)
class UnitCheck:
    """What was found for one unit, its requirements, and the papers at hand by kind."""

    unit: NominatedUnit
    gates: tuple[GateRow, ...]
    findings: tuple[Finding, ...]
    papers: dict[str, OfficialDocument]

    @property
    def is_ready(self) -> bool:
        """Whether nothing of this unit holds the letter."""
        return not any(finding.stops for finding in self.findings)


@dataclass(frozen=True, slots=True)
class NominationCheck:
    """What was found for the whole proposal, and for each of its units."""

    findings: tuple[Finding, ...]
    units: tuple[UnitCheck, ...]
    deadline: Deadline

    @property
    def is_ready(self) -> bool:
        """Whether the letter can go."""
        own = any(finding.stops for finding in self.findings)
        return not own and all(unit.is_ready for unit in self.units)


def check(
    nomination: Nomination, units: Sequence[NominatedUnit], *, now: datetime
) -> NominationCheck:
    """The whole check: a fixed number of queries, however many units.

    `units` come from `proposals.units_of`.
    """
    programs = [unit.program for unit in units]
    gates = gates_of(programs, now=now)
    papers = papers_of([program.pk for program in programs])
    snapshots = _newest_snapshots(programs)
    deadline = deadline_of(nomination.cycle)
    return NominationCheck(
        tuple(_whole(nomination, units, deadline, now)),
        tuple(
            UnitCheck(
                unit,
                gates[unit.program_id],
                tuple(
                    _of_unit(
                        unit,
                        gates[unit.program_id],
                        papers.get(unit.program_id, {}),
                        snapshots.get(unit.program.sheet.pk),
                        now,
                    )
                ),
                papers.get(unit.program_id, {}),
            )
            for unit in units
        ),
        deadline,
    )


def papers_of(programs: Sequence[UUID]) -> dict[UUID, dict[str, OfficialDocument]]:
    """The newest document in force of each kind, by program. One query."""
    found: dict[UUID, dict[str, OfficialDocument]] = {}
    rows = OfficialDocument.objects.filter(
        program_id__in=list(programs), withdrawn_at__isnull=True
    ).select_related("file")
    for row in rows.order_by("made_at", "id"):
        if row.program_id is not None:
            found.setdefault(row.program_id, {})[row.kind] = row
    return found


def missing_papers(nomination: Nomination) -> list[str]:
    """What the package would lack: the letter, or a paper of a unit."""
    units = list(
        NominatedUnit.objects.filter(nomination=nomination).select_related(
            "program__unit", "statement"
        )
    )
    papers = papers_of([unit.program_id for unit in units])
    missing = [] if _in_force(nomination.letter) else [_("surat pengusulan")]
    if not units:
        missing.append(_("unit yang diusulkan"))
    for unit in units:
        name = unit.program.unit.name
        kinds = [] if _in_force(unit.statement) else ["SPTJM"]
        of_unit = papers.get(unit.program_id, {})
        kinds += [str(kind.label) for kind in REPORTS if kind not in of_unit]
        missing += [f"{kind} {name}" for kind in kinds]
    return missing


def _in_force(document: OfficialDocument | None) -> bool:
    return document is not None and document.withdrawn_at is None


def _newest_snapshots(programs: Sequence[ZoneProgram]) -> dict[UUID, Snapshot]:
    rows = Snapshot.objects.filter(sheet__program__in=[program.pk for program in programs])
    return {row.sheet_id: row for row in rows.order_by("number")}


def _whole(
    nomination: Nomination, units: Sequence[NominatedUnit], deadline: Deadline, now: datetime
) -> list[Finding]:
    found = []
    if not units:
        found.append(Finding(_("Belum ada unit yang dipilih.")))
    if not _in_force(nomination.letter):
        found.append(
            Finding(
                _("Surat pengusulan belum terbit."),
                advice=_("Kepala instansi menerbitkannya setelah daftar unit tetap."),
            )
        )
    found += _deadline(nomination, deadline, now)
    found += _quota(nomination, len(units))
    return found


def _deadline(nomination: Nomination, deadline: Deadline, now: datetime) -> list[Finding]:
    shown = {"day": day_text(deadline.last_day), "source": deadline.source}
    zone = nomination.agency.time_zone
    if nomination.is_sent:
        return []
    if not is_in_time(now, deadline.last_day, zone):
        return [Finding(_("Batas pengusulan %(day)s sudah lewat (%(source)s).") % shown)]
    if (deadline.last_day - day_in(zone, now)).days <= SOON:
        words = _("Batas pengusulan %(day)s sudah dekat (%(source)s).") % shown
        return [Finding(words, stops=False)]
    return []


def _quota(nomination: Nomination, count: int) -> list[Finding]:
    """A quota warns and does not stop: no maximum stands in the regulations."""
    quota = AgencyQuota.objects.filter(
        agency_id=nomination.agency_id, year=nomination.cycle.year
    ).first()
    if quota is None:
        return []
    if count <= quota.most:
        return []
    shown = {"count": count, "most": quota.most, "source": quota.source}
    words = _("%(count)s unit melebihi kuota %(most)s unit (%(source)s).") % shown
    advice = _("TPN dapat menolak kelebihannya. Kurangi unit, atau minta kuota baru.")
    return [Finding(words, stops=False, advice=advice)]


def _of_unit(
    unit: NominatedUnit,
    gates: Sequence[GateRow],
    papers: dict[str, OfficialDocument],
    snapshot: Snapshot | None,
    now: datetime,
) -> list[Finding]:
    program = unit.program
    found = []
    if program.state not in (ProgramState.ELIGIBLE, ProgramState.NOMINATED):
        state = ProgramState(program.state).label
        found.append(Finding(_("Program dalam keadaan %(state)s.") % {"state": state}))
    if not _in_force(unit.statement):
        found.append(
            Finding(_("SPTJM belum ada."), advice=_("Ditandatangani kepala unit kerja sendiri."))
        )
    elif snapshot is not None and unit.statement and snapshot.sha256 not in unit.statement.content:
        found.append(
            Finding(
                _("SPTJM menyebut lembar kerja yang lebih lama."),
                advice=_("Keluarkan unit, tambahkan lagi, lalu tanda tangani SPTJM baru."),
            )
        )
    found += [
        Finding(_("%(name)s belum ada.") % {"name": kind.label})
        for kind in REPORTS
        if kind not in papers
    ]
    found += _of_sheet(program, snapshot)
    found += [_of_gate(row) for row in gates if row.gate.stops]
    found += [_of_silence(row) for row in gates if row.is_unsaid]
    found += _of_proof(gates, program.cycle.year)
    return found


def _of_sheet(program: ZoneProgram, snapshot: Snapshot | None) -> list[Finding]:
    if snapshot is None or program.sheet.state != SheetState.SUBMITTED:
        return [Finding(_("Lembar kerja belum dikirim."))]
    if sha256(snapshot.content.encode()).hexdigest() != snapshot.sha256:
        return [Finding(_("Rekaman lembar kerja tidak cocok dengan sidik SHA-256-nya."))]
    return []


def _of_gate(row: GateRow) -> Finding:
    words = f"{gate_label(row.gate)}: {reason_text(row.gate)}"
    return Finding(words, advice=advice_text(row.gate))


def _of_silence(row: GateRow) -> Finding:
    """What nobody has stated warns: the regulation asks for no statement of it."""
    words = f"{gate_label(row.gate)}: {reason_text(row.gate)}"
    return Finding(words, stops=False, advice=_("Inspektur mencatatnya beserta surat keterangan."))


def _of_proof(gates: Sequence[GateRow], year: int) -> list[Finding]:
    found = []
    for row in gates:
        name = {"name": gate_label(row.gate)}
        if row.lacks_proof:
            words = _("%(name)s: bukti belum dilampirkan.") % name
            found.append(Finding(words, stops=False, advice=_("Unggah dokumen atau isi tautan.")))
        if row.row is not None and row.row.as_of.year < year - 1:
            day = {**name, "day": day_text(row.row.as_of)}
            words = _("%(name)s: datanya per %(day)s, mungkin sudah ada yang baru.") % day
            found.append(Finding(words, stops=False))
    return found
