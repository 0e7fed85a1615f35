"""What `bening verify --receipt` says: receipts are checked by themselves, without a database."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bening.audit import signing, statements
from bening.domain.sealing.checkpoints import SignedCheckpoint, fingerprint
from bening.domain.sealing.receipts import Fault, Receipt, faults_of
from bening.ui.figures import day_text

SENTENCES = {
    Fault.STATEMENT_NOT_SIGNED: gettext_lazy(
        "pernyataannya tidak ditandatangani kunci yang dipercaya"
    ),
    Fault.CHECKPOINT_NOT_SIGNED: gettext_lazy(
        "titik periksa di dalamnya tidak ditandatangani kunci yang dipercaya"
    ),
    Fault.NOT_INCLUDED: gettext_lazy("jalurnya tidak menuju akar log pada titik periksa"),
    Fault.WAITING: gettext_lazy("belum masuk log: buktinya belum lengkap"),
}
OTHER_CHECKPOINT = gettext_lazy(
    "titik periksa nomor %(number)s di dalamnya berbeda dari yang disimpan di luar server"
)


def examined(
    receipt: Receipt, *, trusted: Sequence[bytes], given: Sequence[SignedCheckpoint]
) -> list[str]:
    """What stands against a receipt, in sentences; `given` are checkpoints kept outside."""
    found = [
        str(SENTENCES[fault])
        for fault in faults_of(receipt, verify=signing.verify, trusted=trusted)
    ]
    mine = receipt.checkpoint
    if mine is not None:
        number = mine.checkpoint.number
        found += [
            str(OTHER_CHECKPOINT) % {"number": number}
            for kept in given
            if kept.checkpoint.number == number
            and fingerprint(kept.canonical_text) != fingerprint(mine.canonical_text)
        ]
    return found


def lines(path: Path, receipt: Receipt, faults: Sequence[str]) -> list[str]:
    """The receipt and the verdict, line by line."""
    told = statements.told(receipt.signed.statement)
    said = [f"{path}: {told.kind}"]
    said += [f"  {name}: {value}" for name, value in told.lines]
    said += [f"  ! {fault}" for fault in faults]
    if not faults and receipt.inclusion and receipt.checkpoint:
        said.append(
            _("  Asli; masuk log pada titik periksa %(day)s, urutan %(position)s.")
            % {
                "day": day_text(receipt.checkpoint.checkpoint.day),
                "position": receipt.inclusion.position,
            }
        )
    return said
