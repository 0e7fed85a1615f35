"""Writes the pages that are made from the code, or checks that they still say what it says.

    .venv/bin/python scripts/docs.py write
    .venv/bin/python scripts/docs.py check     exit 1 and the names of pages that differ

`docs/id/referensi/keadaan.md` comes from the tables of states, `docs/dev/data-model.md` from the
models.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import Field, Model

ROOT = Path(__file__).resolve().parent.parent
APPS = (
    "agencies",
    "accounts",
    "evaluations",
    "programs",
    "documents",
    "pacts",
    "selection",
    "mentoring",
    "reviews",
    "nominations",
    "aftercare",
    "services",
    "surveys",
    "gratuities",
    "findings",
    "wealth_reports",
    "risks",
    "queues",
    "conflicts",
    "discipline",
    "whistleblowing",
    "complaints",
    "channel_reports",
    "notices",
    "casework",
    "calendars",
    "evidence",
    "audit",
    "config",
)


def states() -> str:
    """The page of states, in Indonesian."""
    from bening.evaluations.models import SheetState
    from bening.evaluations.states import OWNERS as SHEET_OWNERS
    from bening.evaluations.states import TRANSITIONS as SHEET
    from bening.evidence.models import EvidenceState
    from bening.evidence.states import ACTS
    from bening.evidence.states import OWNERS as PROOF_OWNERS
    from bening.evidence.states import TRANSITIONS as PROOF

    sheet_rows = [
        (each.source, each.target, sorted(str(role.label) for role in each.roles), each.act)
        for each in SHEET
    ]
    proof_rows = [
        (source, target, sorted(str(role.label) for role in PROOF_OWNERS[source]), act)
        for (source, target), act in ACTS.items()
        if target in PROOF[source]
    ]
    parts = [
        "# Keadaan dan perpindahannya\n",
        "Halaman ini dibuat dari kode (`scripts/docs.py write`); jangan diubah dengan tangan.\n",
    ]
    for title, rows, owners, states_of in (
        ("Lembar kerja evaluasi", sheet_rows, SHEET_OWNERS, list(SheetState)),
        ("Bukti", proof_rows, PROOF_OWNERS, list(EvidenceState)),
    ):
        parts.append(f"## {title}\n")
        parts.append("```mermaid\nstateDiagram-v2")
        parts.append(f"    [*] --> {states_of[0].value}")
        parts += [f"    {state.value}: {state.label}" for state in states_of]
        parts += [f"    {a.value} --> {b.value}: {act}" for a, b, _, act in rows]
        parts.append("```\n")
        parts.append("| Dari | Ke | Oleh | Tercatat sebagai |\n|---|---|---|---|")
        parts += [
            f"| {a.label} | {b.label} | {', '.join(roles)} | `{act}` |" for a, b, roles, act in rows
        ]
        parts.append("\n| Keadaan | Giliran |\n|---|---|")
        parts += [
            f"| {state.label} | {', '.join(sorted(str(r.label) for r in owners[state]))} |"
            for state in states_of
        ]
        parts.append("")
    parts += _program()
    parts.append(
        "Kepala unit membuka kembali lembar sampai hari penutupan siklus; sesudahnya hanya "
        "inspektur dan kepala instansi.\nKetua pokja memeriksa bukti areanya; tidak seorang pun "
        "memeriksa berkas yang diunggahnya sendiri. Revisi baru mengembalikan bukti ke konsep.\n"
    )
    parts += _survey()
    return "\n".join(parts)


def _program() -> list[str]:
    """The life of a program: diagram, moves with their papers and conditions, whose turn it is."""
    from bening.accounts.models import Role
    from bening.documents.models import DocumentKind
    from bening.programs.models import ProgramState
    from bening.programs.states import OWNERS, TRANSITIONS

    def people(roles: "frozenset[Role]") -> str:
        return ", ".join(str(role.label) for role in Role if role in roles)

    parts = ["## Program Zona Integritas\n", "```mermaid\nstateDiagram-v2", "    [*] --> draft"]
    parts += [f"    {state.value}: {state.label}" for state in ProgramState]
    parts += [
        f"    {move.source.value} --> {move.target.value}: {move.label}" for move in TRANSITIONS
    ]
    parts.append("```\n")
    parts.append(
        "| Dari | Langkah | Ke | Oleh | Dokumen | Syarat | Tercatat sebagai |\n"
        "|---|---|---|---|---|---|---|"
    )
    for move in TRANSITIONS:
        papers = ", ".join(str(DocumentKind(kind).label) for kind in move.documents) or "–"
        conditions = [f"`{guard}`" for guard in move.guards]
        conditions += ["alasan"] if move.needs_reason else []
        parts.append(
            f"| {move.source.label} | {move.label} | {move.target.label} | {people(move.roles)} "
            f"| {papers} | {', '.join(conditions) or '–'} | `{move.act}` |"
        )
    parts.append("\n| Keadaan | Giliran |\n|---|---|")
    parts += [f"| {state.label} | {people(OWNERS[state])} |" for state in ProgramState]
    parts.append(
        "\nPemantauan adalah kegiatan berkala selama pembangunan, bukan keadaan. Tanggal tiap "
        "keadaan diatur per siklus.\n"
    )
    return parts


def _survey() -> list[str]:
    """The life of a survey period: diagram, moves, whose turn it is."""
    from bening.accounts.models import Role
    from bening.domain.surveys.states import MOVES, OWNERS, PeriodOwner
    from bening.surveys.models import PeriodState

    def people(owners: "frozenset[PeriodOwner]") -> str:
        roles = [str(role.label) for role in Role if role.value in owners]
        return ", ".join(roles + ["kalender"] * (PeriodOwner.CLOCK in owners)) or "–"

    parts = ["## Periode survei\n", "```mermaid\nstateDiagram-v2", "    [*] --> designed"]
    parts += [f"    {state.value}: {state.label}" for state in PeriodState]
    parts += [f"    {move.source.value} --> {move.target.value}: {move.act}" for move in MOVES]
    parts.append("```\n")
    parts.append("| Dari | Ke | Oleh | Syarat | Tercatat sebagai |\n|---|---|---|---|---|")
    parts += [
        f"| {PeriodState(move.source).label} | {PeriodState(move.target).label} "
        f"| {people(move.owners)} | {'alasan' if move.needs_reason else '–'} | `{move.act}` |"
        for move in MOVES
    ]
    parts.append("\n| Keadaan | Giliran |\n|---|---|")
    parts += [f"| {state.label} | {people(OWNERS[state])} |" for state in PeriodState]
    parts.append(
        "\nPeriode yang sudah ditutup tidak dibuka kembali. Tanda integritas yang perlu dilihat "
        "diputuskan TPI atau\ninspektur antara *Diolah* dan *Ditetapkan*.\n"
    )
    return parts


def data_model() -> str:
    """The page of tables, in English."""
    from django.apps import apps

    parts = [
        "# Data model\n",
        "Made from the models by `scripts/docs.py write`; not edited by hand.\n",
    ]
    for label in APPS:
        models = sorted(apps.get_app_config(label).get_models(), key=lambda m: m.__name__)
        if not models:
            continue
        parts.append(f"## {label}\n")
        for model in models:
            parts += _table(model)
    return "\n".join(parts)


def _table(model: "type[Model]") -> list[str]:
    first = (model.__doc__ or "").strip().splitlines()[0]
    said = "" if first.startswith(f"{model.__name__}(") else f"{first}\n"
    parts = [f"### {model.__name__}\n", said] if said else [f"### {model.__name__}\n"]
    parts.append("| Column | Type | Meaning |\n|---|---|---|")
    parts += [_row(field) for field in model._meta.concrete_fields]
    names = [each.name for each in model._meta.constraints]
    if names:
        parts.append("\nConstraints: " + ", ".join(f"`{name}`" for name in sorted(names)) + ".")
    parts.append("")
    return parts


def _row(field: "Field[object, object]") -> str:
    kind = field.get_internal_type().removesuffix("Field")
    if field.related_model is not None and not isinstance(field.related_model, str):
        kind = f"→ {field.related_model._meta.label}"
    notes = [str(field.verbose_name)] if field.verbose_name != field.name.replace("_", " ") else []
    notes += ["nullable"] if field.null else []
    notes += ["unique"] if field.unique and not field.primary_key else []
    notes += ["key"] if field.primary_key else []
    return f"| `{field.column}` | {kind} | {', '.join(notes)} |"


def pages() -> dict[Path, str]:
    """Every generated page and what it should hold."""
    from django.utils import translation

    with translation.override("id"):
        return {
            ROOT / "docs/id/referensi/keadaan.md": states(),
            ROOT / "docs/dev/data-model.md": data_model(),
        }


def main() -> int:
    """Writes or checks; returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bening.config.settings")
    os.environ.setdefault("BENING_DATA", tempfile.mkdtemp(prefix="bening-docs-"))
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    differ = [
        path
        for path, text in pages().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if sys.argv[1:] == ["write"]:
        for path in differ:
            path.write_text(pages()[path], encoding="utf-8")
            print(f"written: {path.relative_to(ROOT)}")
        return 0
    for path in differ:
        print(f"differs from the code: {path.relative_to(ROOT)} (scripts/docs.py write)")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
