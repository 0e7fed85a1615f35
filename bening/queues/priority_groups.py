"""Who may ask to go first: the one list of it, for every screen, print and guide."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _


def priority_groups() -> str:
    """The groups in the language now spoken, as the middle of a sentence.

    Self-declared: nothing is proved and the reason is not kept (UU 25/2009 pasal 29, UU 8/2016).
    """
    return _("lansia, penyandang disabilitas, ibu hamil atau menyusui, membawa anak kecil, sakit")


def no_proof_asked() -> str:
    """Beside a box to tick: the groups, and that nothing is proved or kept."""
    return f"{capfirst(priority_groups())}. {_('Tidak perlu bukti, alasannya tidak kami catat.')}"
