"""What a reporter fills in. Nothing here is stored as it is typed; names of fields say little."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from bening.domain.whistleblowing import IdentityContent, ReportContent
from bening.ui.acting import RefusableForm
from bening.whistleblowing import kinds
from bening.whistleblowing.recipients import Asked, Involvement

LONG, SHORT = 20_000, 2_000
HANDLERS_ASKED = 40
"""Of more the form names none: then names are compared in what was typed alone."""

DRAFTED = (
    *("kind", "unit", "what", "who", "where", "when", "why", "how", "loss", "witnesses"),
    *("known_by", "told_elsewhere", "answer", "ticked"),
)
"""What the reporter's browser keeps of a draft: nothing about the reporter, no pass, no file."""


class _Text(forms.CharField):
    """Text of some lines; `hint` is shown below the label."""

    def __init__(self, *, most: int = SHORT, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(
            max_length=most,
            widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
            **kwargs,
        )


class ReportForm(RefusableForm):
    """The six questions, what helps to follow up, who must not read it, and who one is."""

    kind = forms.ChoiceField(
        label=_("Jenis pelanggaran"),
        error_messages={"required": _("Pilih jenis pelanggaran.")},
    )
    unit = forms.ChoiceField(
        label=_("Unit kerja tempat kejadian"),
        required=False,
        help_text=_("Kosongkan kalau tidak tahu."),
    )
    what = _Text(
        label=_("Apa yang terjadi?"),
        help_text=_("Ceritakan apa adanya. Hindari rincian yang hanya Anda yang tahu."),
        error_messages={"required": _("Tulis apa yang terjadi.")},
        most=LONG,
        rows=7,
    )
    who = _Text(
        label=_("Siapa yang terlibat?"),
        required=False,
        help_text=_(
            "Nama, jabatan, atau ciri. Orang yang Anda sebut tidak dapat membaca laporan ini, "
            "begitu pula atasan dan bawahannya."
        ),
    )
    where = _Text(label=_("Di mana?"), required=False, rows=2)
    when = _Text(
        label=_("Kapan?"),
        required=False,
        rows=2,
        help_text=_("Perkiraan cukup, misalnya “sekitar awal Oktober”."),
    )
    why = _Text(label=_("Mengapa hal itu terjadi?"), required=False)
    how = _Text(label=_("Bagaimana caranya?"), required=False, most=LONG, rows=4)
    loss = _Text(label=_("Perkiraan kerugian"), required=False, rows=2)
    witnesses = _Text(label=_("Siapa lagi yang melihat atau mengetahui?"), required=False, rows=2)
    known_by = _Text(
        label=_("Dari mana Anda mengetahuinya?"),
        required=False,
        rows=2,
        help_text=_("Melihat sendiri, mendengar dari orang lain, atau membaca dokumen."),
    )
    told_elsewhere = _Text(
        label=_("Sudah pernah dilaporkan ke tempat lain?"), required=False, rows=2
    )
    works_there = forms.ChoiceField(
        label=_("Apakah Anda bekerja di kantor itu?"),
        required=False,
        choices=[("no", _("Tidak")), ("yes", _("Ya")), ("", _("Tidak ingin menjawab"))],
        widget=forms.RadioSelect,
    )
    answer = forms.ChoiceField(
        label=_("Apakah salah satu pengelola laporan atau atasannya terlibat?"),
        choices=[
            ("none", _("Tidak ada yang terlibat")),
            ("some", _("Ya, yang saya centang di bawah atau saya sebut di atas")),
            ("unknown", _("Tidak tahu")),
        ],
        widget=forms.RadioSelect,
        initial="unknown",
    )
    ticked = forms.MultipleChoiceField(
        label=_("Yang terlibat"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reach = forms.ChoiceField(
        label=_("Bolehkah kami bertanya lewat kotak jawaban?"),
        choices=[("yes", _("Boleh")), ("no", _("Tidak perlu"))],
        widget=forms.RadioSelect,
        initial="yes",
    )
    identity = forms.ChoiceField(
        label=_("Identitas Anda"),
        choices=[
            ("anonymous", _("Tanpa nama")),
            ("confidential", _("Dengan nama, dirahasiakan")),
        ],
        widget=forms.RadioSelect,
        initial="anonymous",
    )
    name = forms.CharField(label=_("Nama"), required=False, max_length=200)
    contact = forms.CharField(
        label=_("Cara menghubungi Anda"),
        required=False,
        max_length=200,
        help_text=_("Nomor telepon atau surel yang tidak dikelola kantor."),
    )
    form = forms.CharField(widget=forms.HiddenInput, max_length=200)
    work = forms.CharField(widget=forms.HiddenInput, max_length=10, required=False)

    def __init__(
        self,
        *args: Any,
        language: str,
        units: list[tuple[str, str]],
        asked: list[Asked],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})
        choose = [("", _("Pilih"))]
        self.fields["kind"].choices = [*choose, *kinds.choices(language)]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["unit"].choices = [("", _("Tidak tahu")), *units]  # type: ignore[attr-defined]  # a ChoiceField
        named = asked if len(asked) <= HANDLERS_ASKED else []
        self.fields["ticked"].choices = [(str(each.key), each.name) for each in named]  # type: ignore[attr-defined]  # a ChoiceField
        self.asked = named

    @property
    def drafted(self) -> str:
        """The names of DRAFTED as the page carries them."""
        return " ".join(DRAFTED)

    def clean(self) -> dict[str, Any]:
        """A confidential identity has a name; whoever says "some" says who."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("identity") == "confidential" and not given.get("name", "").strip():
            self.add_error("name", _("Tulis nama Anda, atau pilih tanpa nama."))
        if given.get("answer") == "some" and not (given.get("ticked") or given.get("who")):
            self.add_error(
                "answer", _("Centang siapa yang terlibat, atau sebut di “Siapa yang terlibat?”.")
            )
        return given

    def content(self) -> ReportContent:
        """What is sealed, still without files."""
        given = self.cleaned_data
        texts = {
            name: given[name].strip()
            for name in (
                *("what", "who", "where", "when", "why", "how", "loss", "witnesses"),
                *("known_by", "told_elsewhere", "works_there"),
            )
        }
        return ReportContent(kind=given["kind"], reach=given["reach"] == "yes", **texts)

    def involvement(self) -> Involvement:
        """What was said of people."""
        given = self.cleaned_data
        return Involvement(
            answer=given["answer"],
            ticked=frozenset(UUID(key) for key in given["ticked"]),
            who=given["who"],
            texts=tuple(
                given[name] for name in ("what", "where", "why", "how", "witnesses", "known_by")
            ),
        )

    def named(self) -> IdentityContent | None:
        """Who the reporter is; None for nobody's name."""
        given = self.cleaned_data
        if given["identity"] != "confidential":
            return None
        return IdentityContent(name=given["name"].strip(), contact=given["contact"].strip())


class ReceiptForm(RefusableForm):
    """The sixteen digits."""

    receipt = forms.CharField(
        label=_("Kode 16 angka"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})


class MessageForm(RefusableForm):
    """A message to the handlers."""

    text = _Text(label=_("Pesan Anda"), required=False, most=LONG, rows=5)
    ticket = forms.CharField(widget=forms.HiddenInput, max_length=300)
    form = forms.CharField(widget=forms.HiddenInput, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})


class ConsentForm(RefusableForm):
    """Yes or no to words of the handlers going on to another channel."""

    passing = forms.UUIDField()
    answer = forms.ChoiceField(choices=[("yes", _("Setuju")), ("no", _("Tidak setuju"))])
