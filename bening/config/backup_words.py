"""Sentences for what a backup refuses."""

from bening.adapters.backup import BackupRefused

_NEW_FOLDER = "Pulihkan ke yang baru: BENING_DATA=FOLDER_BARU bening restore BERKAS"
_SENTENCES = {
    "exists": "{path} sudah ada. Pakai nama lain.",
    "not_written": "Cadangan tidak dapat ditulis ({reason}).",
    "not_read": "Cadangan tidak dapat dibaca ({reason}).",
    "bad_recipient": "“{recipient}” bukan kunci penerima age (age1…).",
    "bad_identity": "Berkas kunci tidak memuat kunci rahasia age (AGE-SECRET-KEY-…).",
    "identity_missing": "Cadangan ini tersegel. Sebutkan kuncinya: --identity BERKAS",
    "wrong_key": "Kunci ini tidak membuka cadangan, atau cadangannya rusak.",
    "not_a_backup": "Berkas ini bukan cadangan Bening.",
    "damaged": "Cadangan rusak: isinya tidak cocok dengan daftar periksanya.",
    "newer": "Cadangan dibuat oleh versi {version}, yang lebih baru dari ini.",
    "not_empty": f"Basis data sudah berisi. {_NEW_FOLDER}",
    "other_version": f"Basis data ini disiapkan untuk versi lain. {_NEW_FOLDER}",
}


def said(refusal: BackupRefused) -> str:
    """What is wrong, and what to do."""
    return _SENTENCES[refusal.code].format(**refusal.values)
