"""`bening verify`: whether the audit trail is what it was."""

import json
from argparse import ArgumentParser
from itertools import chain, groupby, islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bening.audit import parts, receipt_report, reporting, signing
from bening.audit.verification import Counts, Verification
from bening.domain.sealing.checkpoints import (
    MOST_BYTES,
    CheckpointUnreadable,
    SignedCheckpoint,
    read_checkpoint,
)
from bening.domain.sealing.findings import Finding
from bening.domain.sealing.receipts import MOST_BYTES as LONGEST_RECEIPT
from bening.domain.sealing.receipts import Receipt, ReceiptUnreadable, read_receipt

FOUND, UNUSABLE = 1, 2
MOST_SHOWN = 1_000


class Command(BaseCommand):
    """Exit 0: nothing found; 1: findings; 2: a file, key or database that can't be used."""

    help = "Memeriksa jejak audit: peristiwa, segel, rantai dan titik periksa."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--checkpoint",
            action="extend",
            nargs="+",
            default=[],
            type=Path,
            metavar="BERKAS",
            help="titik periksa yang pernah disimpan di luar server; boleh beberapa",
        )
        parser.add_argument(
            "--receipt",
            action="extend",
            nargs="+",
            default=[],
            type=Path,
            metavar="BERKAS",
            help="tanda terima yang diperiksa; jejak audit tidak dibaca dan basis data tidak perlu",
        )
        parser.add_argument(
            "--public-key",
            default="",
            metavar="KUNCI",
            help="kunci publik yang dipercaya (64 angka heksadesimal atau berkas PEM); "
            "tanpa ini: kunci instalasi",
        )
        parser.add_argument("--json", action="store_true", help="keluaran untuk program")

    def handle(self, *args: Any, **options: Any) -> None:
        given = [self._read(path) for path in options["checkpoint"]]
        trusted = self._trusted(options["public_key"])
        if (given or options["receipt"]) and not trusted:
            raise CommandError(
                _(
                    "Kunci titik periksa tidak ada di folder data ini. Sebutkan kunci publik "
                    "yang dipercaya dengan --public-key."
                ),
                returncode=UNUSABLE,
            )
        if options["receipt"]:
            self._receipts(options["receipt"], given, trusted)
            return
        verification = Verification(given=given, trusted=trusted)
        try:
            write = self._write_json if options["json"] else self._write_text
            found = write(verification)
        except DatabaseError as error:
            raise CommandError(
                _("Basis data tidak dapat dibaca: %(error)s") % {"error": error},
                returncode=UNUSABLE,
            ) from error
        if found:
            raise SystemExit(FOUND)

    def _read(self, path: Path) -> SignedCheckpoint:
        try:
            with path.open(encoding="utf-8") as file:
                return read_checkpoint(file.read(MOST_BYTES + 1))
        except (OSError, UnicodeDecodeError, CheckpointUnreadable) as error:
            raise CommandError(
                _("%(path)s bukan titik periksa yang dapat dibaca: %(error)s")
                % {"path": path, "error": error},
                returncode=UNUSABLE,
            ) from error

    def _receipts(
        self, paths: list[Path], given: list[SignedCheckpoint], trusted: list[bytes]
    ) -> None:
        bad = False
        for path in paths:
            receipt = self._receipt(path)
            faults = receipt_report.examined(receipt, trusted=trusted, given=given)
            for line in receipt_report.lines(path, receipt, faults):
                self.stdout.write(line)
            bad = bad or bool(faults)
        if bad:
            raise SystemExit(FOUND)

    def _receipt(self, path: Path) -> Receipt:
        try:
            with path.open(encoding="utf-8") as file:
                return read_receipt(file.read(LONGEST_RECEIPT + 1))
        except (OSError, UnicodeDecodeError, ReceiptUnreadable) as error:
            raise CommandError(
                _("%(path)s bukan tanda terima yang dapat dibaca: %(error)s")
                % {"path": path, "error": error},
                returncode=UNUSABLE,
            ) from error

    def _trusted(self, given: str) -> list[bytes]:
        try:
            if not given:
                return signing.trusted_keys()
            path = Path(given)
            return [signing.read_public_key(path.read_text() if path.is_file() else given)]
        except (OSError, ValueError, signing.KeyUnusable) as error:
            raise CommandError(
                _("Kunci tidak dapat dipakai: %(error)s") % {"error": error}, returncode=UNUSABLE
            ) from error

    def _write_json(self, verification: Verification) -> bool:
        findings = [reporting.as_json(finding) for finding in verification.run()]
        result = {
            "clean": not findings,
            **{name: count for name, count in vars(verification.counts).items() if count != {}},
            "signatures_checked": bool(verification.trusted),
            "findings": findings,
        }
        self.stdout.write(json.dumps(result, ensure_ascii=False, indent=2))
        return bool(findings)

    def _write_text(self, verification: Verification) -> bool:
        findings = verification.run()
        total = 0
        shown = islice(findings, MOST_SHOWN)
        for stream, group in groupby(shown, key=lambda finding: finding.stream):
            self.stdout.write(reporting.stream_title(stream))
            for finding in group:
                total += 1
                self._write_finding(finding)
        unseen = sum(1 for _finding in findings)
        if unseen:
            self.stdout.write(
                _("… dan %(count)s temuan lain; --json menyebut semuanya.") % {"count": unseen}
            )
        self._write_summary(total + unseen, verification)
        return bool(total)

    def _write_finding(self, finding: Finding) -> None:
        self.stdout.write(f"  ! {reporting.sentence(finding)}")

    def _write_summary(self, total: int, verification: Verification) -> None:
        for line in chain(_looked_at(verification.counts), _not_looked_at(verification)):
            self.stdout.write(line)
        self.stdout.write(
            _("Bersih: tidak ada temuan.")
            if not total
            else ngettext("%(count)s temuan.", "%(count)s temuan.", total) % {"count": total}
        )


def _looked_at(counts: Counts) -> list[str]:
    lines = [
        _("Diperiksa: %(streams)s rantai, %(seals)s segel, %(events)s peristiwa bersegel.")
        % vars(counts)
    ]
    if counts.waiting:
        lines.append(_("%(waiting)s peristiwa menunggu segel; belum terlindungi.") % vars(counts))
    lines.append(
        _("Titik periksa: %(checkpoints)s tersimpan di sini, %(given)s dari luar.") % vars(counts)
    )
    lines += [
        str(one.counted) % {"count": counts.records[one.name]}
        for one in parts.examinations()
        if one.counted and one.name in counts.records
    ]
    return lines


def _not_looked_at(verification: Verification) -> list[str]:
    lines = []
    if not verification.trusted and verification.counts.checkpoints:
        lines.append(_("Tanda tangan titik periksa tidak diperiksa: kunci tidak ada."))
    if not verification.given:
        lines.append(
            _(
                "Tanpa titik periksa dari luar, pemotongan ekor dan penulisan ulang oleh pemilik "
                "basis data belum tentu terlihat. Pakai --checkpoint BERKAS."
            )
        )
    return lines
