"""What the agency can do on the page of its proposal: units, letter, package, sending."""

from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.nominations import access, actions, forms
from bening.nominations.models import NominatedUnit, Nomination
from bening.nominations.queries import addable
from bening.nominations.working import Work


def works(
    nomination: Nomination, units: list[NominatedUnit], person: Person, now: datetime
) -> list[Work]:
    """The forms of the proposal's page."""
    today = today_of(person, now)
    prepares = access.can_prepare(person, nomination.agency_id, today)
    heads = access.is_head(person, nomination.agency_id, today)
    has_letter = nomination.letter is not None and nomination.letter.withdrawn_at is None
    found = []
    if prepares and not nomination.is_sent:
        found += _units(nomination, units, person, now)
    if heads and units and not has_letter and not nomination.is_sent:
        found.append(
            Work(
                name="surat",
                title=_("Terbitkan surat pengusulan"),
                button=_("Tanda tangani dan segel"),
                make=partial(forms.NumberForm, initial={"dated_on": today}),
                act=partial(actions.issue_letter, nomination=nomination, by=person, now=now),
                done=_("Surat pengusulan terbit dan disegel."),
                help=_("Satu surat untuk semua unit di daftar ini."),
            )
        )
    if prepares and units and has_letter:
        found.append(
            Work(
                name="paket",
                title=_("Buat paket pengusulan"),
                button=_("Buat paket ZIP"),
                make=forms.EmptyForm,
                act=partial(actions.ask_for_package, nomination=nomination, by=person, now=now),
                done=_("Paket sedang dibuat; kemajuannya terlihat di halaman ini."),
                help=_("Surat, SPTJM, LHE, LKE susunan resmi, dan daftar bukti dengan sidiknya."),
            )
        )
    if heads and units and has_letter and not nomination.is_sent:
        found.append(
            Work(
                name="kirim",
                title=_("Usulkan ke TPN"),
                button=_("Usulkan semua unit"),
                make=forms.EmptyForm,
                act=partial(actions.nominate, nomination=nomination, by=person, now=now),
                done=_("Usulan terkirim ke TPN."),
                help=_("Semua unit maju bersama; setelah ini daftar dan surat tidak berubah."),
                is_main=True,
            )
        )
    return found


def _units(
    nomination: Nomination, units: list[NominatedUnit], person: Person, now: datetime
) -> list[Work]:
    free = [program.pk for program in addable(nomination)]
    inside = [unit.program_id for unit in units]
    found = []
    if free:
        found.append(
            Work(
                name="tambah",
                title=_("Tambah unit"),
                button=_("Tambahkan"),
                make=partial(forms.UnitForm, programs=free),
                act=partial(actions.add_unit, nomination=nomination, by=person, now=now),
                done=_("Unit ditambahkan."),
                help=_("Unit yang layak diusulkan dan belum ada di daftar."),
                is_main=not units,
            )
        )
    if inside:
        found.append(
            Work(
                name="keluarkan",
                title=_("Keluarkan unit"),
                button=_("Keluarkan"),
                make=partial(forms.UnitForm, programs=inside),
                act=partial(actions.remove_unit, nomination=nomination, by=person, now=now),
                done=_("Unit dikeluarkan."),
                help=_("SPTJM unit itu dan surat pengusulan yang sudah terbit ikut ditarik."),
            )
        )
    return found
