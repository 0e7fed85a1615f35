"""The sentences of intake and sealing."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bening.audit.acts import Sentence, register, told
from bening.surveys.checking import LOST, UNOPENED, SurveyFinding, WaitingFault
from bening.surveys.sealed_sets import DAY_SEALED
from bening.ui import figures, refusals


def _day(data: Mapping[str, object]) -> str:
    kept = data.get("day")
    return figures.day_text(date.fromisoformat(kept)) if isinstance(kept, str) else "–"


ACTS: dict[str, Sentence] = {
    DAY_SEALED: told(gettext_lazy("%(answers)s isian survei hari %(day)s disegel"), day=_day),
    UNOPENED: gettext_lazy("%(answers)s isian tidak dibuka: kurang dari lima dalam satu periode"),
    LOST: gettext_lazy("menyatakan %(answers)s isian hilang atau tidak dapat dibuka: %(reason)s"),
}

REFUSALS = {
    "tokens_too_many": gettext_lazy("Paling banyak %(most)s kode undangan sekali buat."),
    "lost_while_open": gettext_lazy(
        "Isian dinyatakan hilang setelah periode ditutup. Keadaan sekarang: %(state)s."
    ),
    "nothing_lost": gettext_lazy("Tidak ada isian yang hilang: semua sudah tersegel."),
    "tokens_period_over": gettext_lazy("Periode ini tidak lagi menerima jawaban."),
}


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
    refusals.say(REFUSALS)


def sentence(finding: SurveyFinding) -> str:
    """What is wrong with a survey day, for who runs the check."""
    words = {
        "answer_changed": _("isian %(answer)s diubah setelah disegel"),
        "answer_added": _("isian %(answer)s disisipkan: tidak dikenal segel mana pun"),
        "answer_removed": _("satu isian dihapus (komitmen %(digest)s)"),
        "receipt_added": _("tanda terima %(digest)s disisipkan"),
        "receipt_removed": _("tanda terima %(digest)s dihapus"),
        "sizes_differ": _("jumlah isian dan tanda terima yang disegel berbeda"),
        "root_broken": _("akar segel tidak cocok dengan isinya"),
        "void_of_nothing": _("pengecualian menunjuk isian yang tidak ada (%(answer)s)"),
        "chain_broken": _("segel tidak menyambung ke segel sebelumnya"),
        "day_removed": _("hari tersegel %(digest)s dihapus; jejak audit mencatatnya"),
        "day_rewritten": _("hari tersegel berbeda dari yang dicatat jejak audit"),
        "column_differs": _("isian %(answer)s: kolom “%(detail)s” berbeda dari isinya"),
        "count_differs": _("“%(detail)s” berbeda dari jejak audit, yang mencatat %(answer)s isian"),
        "tally_differs": _("hitungan jawaban “%(detail)s” berbeda dari isian"),
    }
    about = _("survei %(period)s") % {"period": finding.period}
    if finding.day:
        about += ", " + figures.day_text(finding.day)
    said = words[finding.kind] % {
        "answer": finding.answer,
        "digest": finding.digest[:16],
        "detail": finding.detail,
    }
    return f"{about}: {said}"


def waiting_sentence(fault: WaitingFault) -> str:
    """What is wrong with what waits for its seal."""
    words = {
        "added": _("%(count)s isian survei yang menunggu segel disisipkan"),
        "removed": _("%(count)s isian survei yang menunggu segel dihapus"),
        "unreadable": _(
            "%(count)s isian survei yang menunggu segel tidak dapat dibuka: diubah, atau kunci "
            "harinya hilang"
        ),
    }
    return words[fault.kind] % {"count": fault.count}
