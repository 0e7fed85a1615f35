"""What one button of the desk's page does: its form, its action, the words after it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.complaints import access, details
from bening.complaints.actions import appeals, desk, people, settling
from bening.complaints.forms import (
    AssignForm,
    DecideForm,
    ForwardForm,
    MergeForm,
    PartyForm,
    RefuseForm,
    TextForm,
    VerifyForm,
)
from bening.complaints.models import Complaint, ComplaintClass, ComplaintKind, ComplaintState
from bening.documents.forms import HandOverForm
from bening.domain.complaints import OPEN, Act, Kind, guessed_class
from bening.ui.acting import RefusableForm

Make = Callable[[Complaint, Person, QueryDict | None, str], RefusableForm]


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done. `acts`: it is offered where one of them is possible."""

    acts: frozenset[Act]
    form: Make
    act: Callable[..., object]
    button: str | Promise
    done: str | Promise
    kind: str = "outline-secondary"


class ButtonForm(RefusableForm):
    """Nothing to type."""


def _button(_kept: Complaint, _by: Person, data: QueryDict | None, ids: str) -> RefusableForm:
    return ButtonForm(data, auto_id=ids)


def _verify(kept: Complaint, _by: Person, data: QueryDict | None, ids: str) -> RefusableForm:
    guess = guessed_class(Kind(ComplaintKind(kept.kind)))
    initial = {"classification": ComplaintClass(guess), "topic": kept.topic}
    return VerifyForm(data, auto_id=ids, initial=initial)


def _refuse(_kept: Complaint, _by: Person, data: QueryDict | None, ids: str) -> RefusableForm:
    return RefuseForm(data, auto_id=ids)


def _forward(kept: Complaint, _by: Person, data: QueryDict | None, ids: str) -> RefusableForm:
    units = WorkUnit.objects.filter(agency_id=kept.agency_id, closed_at__isnull=True)
    if kept.state != ComplaintState.VERIFIED:
        units = units.exclude(pk=kept.unit_id)
    return ForwardForm(data, auto_id=ids, units=units.order_by("path"))


def _assign(kept: Complaint, by: Person, data: QueryDict | None, ids: str) -> RefusableForm:
    return AssignForm(data, auto_id=ids, people=details.handlers_for(kept, today_of(by)))


def _text(label: str | Promise, hint: str | Promise = "") -> Make:
    def made(_kept: Complaint, _by: Person, data: QueryDict | None, ids: str) -> RefusableForm:
        return TextForm(data, auto_id=ids, label=label, hint=hint)

    return made


def _decide(_kept: Complaint, _by: Person, data: QueryDict | None, ids: str) -> RefusableForm:
    return DecideForm(data, auto_id=ids, label=_("Pertimbangan"))


def _merge(kept: Complaint, by: Person, data: QueryDict | None, ids: str) -> RefusableForm:
    others = access.complaints_of(by).filter(
        unit_id=kept.unit_id,
        filed_with_id=kept.filed_with_id,
        state__in=[state.value for state in OPEN],
    )
    return MergeForm(data, auto_id=ids, others=others.exclude(pk=kept.pk))


def _hand_over(_kept: Complaint, _by: Person, data: QueryDict | None, ids: str) -> RefusableForm:
    return HandOverForm(data, auto_id=ids, hint=_("Isi surat. Jangan menyebut pelapor."))


def _party(kept: Complaint, _by: Person, data: QueryDict | None, ids: str) -> RefusableForm:
    people_of = Person.objects.filter(agency_id=kept.agency_id, is_active=True)
    return PartyForm(data, auto_id=ids, people=people_of)


DEEDS: dict[str, Deed] = {
    "verifikasi": Deed(
        frozenset({Act.VERIFY}),
        _verify,
        desk.verify,
        _("Verifikasi"),
        _("Pengaduan diverifikasi; batas waktunya berjalan."),
        kind="primary",
    ),
    "putus": Deed(
        frozenset({Act.UPHOLD, Act.GRANT}),
        _decide,
        appeals.decide_appeal,
        _("Putus keberatan"),
        _("Putusan keberatan tersimpan; pelapor dapat membacanya."),
        kind="primary",
    ),
    "tugaskan": Deed(
        frozenset({Act.ASSIGN}),
        _assign,
        desk.assign,
        _("Tugaskan"),
        _("Pengaduan ditugaskan."),
    ),
    "mulai": Deed(
        frozenset({Act.START}),
        _button,
        desk.start,
        _("Mulai tindak lanjut"),
        _("Tindak lanjut dimulai."),
        kind="primary",
    ),
    "jawab": Deed(
        frozenset({Act.ANSWER}),
        _text(_("Jawaban kepada pelapor")),
        desk.answer,
        _("Kirim jawaban"),
        _("Jawaban terkirim; menunggu tanggapan pelapor."),
        kind="primary",
    ),
    "tanya": Deed(
        frozenset({Act.ASK}),
        _text(_("Pertanyaan kepada pelapor"), _("Batas waktu berhenti sampai pelapor membalas.")),
        desk.ask,
        _("Tanya pelapor"),
        _("Pertanyaan terkirim; batas waktu dijeda."),
    ),
    "teruskan": Deed(
        frozenset({Act.FORWARD}),
        _forward,
        desk.forward,
        _("Teruskan"),
        _("Pengaduan diteruskan."),
    ),
    "tutup": Deed(
        frozenset({Act.CLOSE}),
        _button,
        settling.close_silent,
        _("Tutup tanpa tanggapan"),
        _("Pengaduan ditutup."),
    ),
    "catat": Deed(
        frozenset({Act.NOTE}),
        _text(_("Catatan internal"), _("Tidak dibaca pelapor.")),
        desk.note,
        _("Simpan catatan"),
        _("Catatan tersimpan."),
    ),
    "terlapor": Deed(
        frozenset({Act.ASSIGN, Act.VERIFY}),
        _party,
        people.name_party,
        _("Catat terlapor"),
        _("Terlapor tercatat; orang itu tidak lagi melihat pengaduan ini."),
    ),
    "gabung": Deed(
        frozenset({Act.MERGE}),
        _merge,
        settling.merge,
        _("Gabungkan"),
        _("Pengaduan digabungkan."),
    ),
    "tolak": Deed(
        frozenset({Act.REFUSE}),
        _refuse,
        desk.refuse,
        _("Tolak"),
        _("Penolakan tersimpan; pelapor dapat mengajukan keberatan."),
    ),
    "persoalan": Deed(
        frozenset({Act.CONCERN}),
        _text(_("Dugaan maladministrasi"), _("Menjadi persoalan predikat bagi TPI.")),
        settling.raise_concern,
        _("Teruskan ke TPI"),
        _("TPI diminta klarifikasi."),
    ),
    "alihkan": Deed(
        frozenset({Act.REDIRECT}),
        _text(
            _("Penjelasan kepada pelapor"),
            _(
                "Untuk dugaan pelanggaran oleh pejabat atau pegawai. Pelapor membacanya bersama "
                "tautan ke jalur rahasia dan melapor sendiri di sana; tidak ada yang dipindahkan."
            ),
        ),
        desk.redirect,
        _("Alihkan ke jalur rahasia"),
        _("Pelapor diarahkan ke jalur rahasia; kini hanya koordinator yang membacanya."),
        kind="danger",
    ),
    "limpahkan": Deed(
        frozenset({Act.HAND_OVER}),
        _hand_over,
        settling.hand_over,
        _("Limpahkan ke APH"),
        _("Surat pelimpahan terbit; pengaduan ini kini hanya dibaca."),
        kind="danger",
    ),
}


def offered(kept: Complaint, acts: frozenset[Act], *, today: date, has_title: bool) -> list[str]:
    """The deeds that a page offers: what leads on first, then the others in their order."""
    found = [name for name, deed in DEEDS.items() if deed.acts & acts]
    found.sort(key=lambda name: DEEDS[name].kind != "primary")
    if "tutup" in found and (kept.silent_until is None or today <= kept.silent_until):
        found.remove("tutup")
    if "persoalan" in found and not has_title:
        found.remove("persoalan")
    return found


def form_of(name: str, kept: Complaint, by: Person, data: QueryDict | None = None) -> RefusableForm:
    """An empty form, or one of what was sent; ids differ so that all stand on one page."""
    return DEEDS[name].form(kept, by, data, f"{name}-%s")
