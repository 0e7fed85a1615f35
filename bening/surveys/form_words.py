"""Names and faults of questionnaires, as people read them."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bening.domain.surveys import InstrumentFault
from bening.surveys.elements import KINDS, LABELS

LANGUAGES: Mapping[str, str | Promise] = {
    "id": gettext_lazy("Indonesia"),
    "en": gettext_lazy("Inggris"),
    "jv": gettext_lazy("Jawa"),
    "su": gettext_lazy("Sunda"),
    "mad": gettext_lazy("Madura"),
    "min": gettext_lazy("Minangkabau"),
    "bug": gettext_lazy("Bugis"),
    "ban": gettext_lazy("Bali"),
    "ace": gettext_lazy("Aceh"),
    "bjn": gettext_lazy("Banjar"),
}
FAULTS: Mapping[str, str | Promise] = {
    "aspect_not_covered": gettext_lazy("Belum ada butir untuk aspek %(aspect)s pada %(kind)s."),
    "aspect_missing": gettext_lazy("Aspek butir ini belum dipilih."),
    "aspect_not_of_kind": gettext_lazy("Aspek butir ini tidak dikenal survei itu."),
    "missing": gettext_lazy("Bagian ini belum ada."),
    "not_text": gettext_lazy("Belum ditulis."),
    "text_too_long": gettext_lazy("Terlalu panjang: paling banyak %(longest)s huruf."),
    "too_many": gettext_lazy("Terlalu banyak: paling banyak %(most)s."),
    "empty": gettext_lazy("Masih kosong."),
    "repeated": gettext_lazy("“%(given)s” tertulis lebih dari satu kali."),
    "labels_count": gettext_lazy("Pilihan jawaban harus %(expected)s, bukan %(count)s."),
    "scale_unknown": gettext_lazy("Skala jawaban butir ini tidak ada."),
    "skm_scale": gettext_lazy("Butir SKM memakai skala 1 sampai 4."),
}
OTHER_FAULT = gettext_lazy("Isinya tidak dapat dibaca.")


def language_name(code: str) -> str:
    """The name of a language; its code where it has none here."""
    return str(LANGUAGES.get(code, code))


def kind_name(kind: object) -> str:
    """The name of a survey; what is unknown is shown as it is."""
    return str(KINDS.get(kind, kind))  # type: ignore[call-overload]  # any text is asked for


def aspect_name(aspect: object) -> str:
    """The name of an aspect or element; a rating has none."""
    return str(LABELS.get(aspect, aspect)) if aspect else "–"  # type: ignore[call-overload]  # any text is asked for


def fault_text(fault: InstrumentFault) -> str:
    """What is wrong."""
    values = {name: _shown(value) for name, value in fault.values.items()}
    return str(FAULTS.get(fault.code, OTHER_FAULT)) % values


def fault_place(fault: InstrumentFault, content: Mapping[str, object]) -> str:
    """Where it stands on the page: part, number, language."""
    where = fault.where
    if not where:
        return ""
    words = [_part(where, content)]
    words += [
        _("bahasa %(name)s") % {"name": language_name(one)}
        for one in where[1:]
        if isinstance(one, str) and one in content.get("languages", ())  # type: ignore[operator]  # of a document
    ]
    return ", ".join(words)


def _part(where: Sequence[str | int], content: Mapping[str, object]) -> str:
    head = where[0]
    number = where[1] + 1 if len(where) > 1 and isinstance(where[1], int) else None
    if head == "items" and number is not None:
        items = content.get("items")
        one = items[number - 1] if isinstance(items, list) and number <= len(items) else {}
        return _("Butir %(number)s (%(code)s)") % {"number": number, "code": one.get("code", "")}
    if head == "items":
        return _("Butir")
    if head == "attributes":
        return _("Data responden %(number)s") % {"number": number or ""}
    if head == "scales":
        return _("Pilihan jawaban “%(name)s”") % {"name": where[1] if len(where) > 1 else ""}
    names = {"title": _("Judul"), "incident": _("Pertanyaan kejadian"), "languages": _("Bahasa")}
    return names.get(str(head), str(head))


def _shown(value: object) -> object:
    if isinstance(value, str):
        return str(LABELS.get(value) or KINDS.get(value) or value)  # type: ignore[call-overload]  # any text is asked for
    if isinstance(value, (list, tuple)):
        return ", ".join(str(_shown(one)) for one in value)
    return value
