"""Sentences for what a backup refuses."""

from bening.adapters.backup import BackupRefused


def said(refusal: BackupRefused) -> str:
    """What is wrong, and what to do."""
    values = refusal.values
    match refusal.code:
        case "exists":
            return f"{values['path']} sudah ada. Pakai nama lain."
        case "not_written":
            return f"Cadangan tidak dapat ditulis ({values['reason']})."
        case "not_read":
            return f"Cadangan tidak dapat dibaca ({values['reason']})."
        case "bad_recipient":
            return f"“{values['recipient']}” bukan kunci penerima age (age1…)."
        case "bad_identity":
            return "Berkas kunci tidak memuat kunci rahasia age (AGE-SECRET-KEY-…)."
        case "identity_missing":
            return "Cadangan ini tersegel. Sebutkan kuncinya: --identity BERKAS"
        case "wrong_key":
            return "Kunci ini tidak membuka cadangan, atau cadangannya rusak."
        case "not_a_backup":
            return "Berkas ini bukan cadangan Bening."
        case "newer":
            return f"Cadangan dibuat oleh versi {values['version']}, yang lebih baru dari ini."
        case "not_empty":
            return (
                "Basis data sudah berisi. Pulihkan ke yang kosong: "
                "BENING_DATA=FOLDER_BARU bening restore BERKAS"
            )
        case "other_version":
            return (
                "Basis data kosong ini disiapkan untuk versi lain. "
                "Pulihkan ke yang baru: BENING_DATA=FOLDER_BARU bening restore BERKAS"
            )
        case _other:
            return "Cadangan rusak: isinya tidak cocok dengan daftar periksanya."
