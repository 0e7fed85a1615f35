"""The dated rules that Bening brings on what need not be reported, and their names."""

import functools
from importlib.resources import files

import yaml
from django.db import models
from django.utils.translation import gettext_lazy as _

from bening.domain.gratuities import Exemption


class Circumstance(models.TextChoices):
    """Under what a gift might be free of reporting."""

    NONE = "none", _("Tidak satu pun di bawah ini")
    CEREMONY = "ceremony", _("Pernikahan, upacara adat, atau keagamaan")
    COLLEAGUE_OCCASION = "colleague_occasion", _("Pisah sambut atau ulang tahun sesama rekan kerja")
    COLLEAGUE_OTHER = "colleague_other", _("Pemberian lain sesama rekan kerja")
    FAMILY = "family", _("Dari keluarga")
    INVESTMENT = "investment", _("Bunga, dividen, atau hasil penempatan dana pribadi")
    COOPERATIVE = "cooperative", _("Manfaat koperasi atau organisasi kepegawaian")
    SEMINAR_KIT = "seminar_kit", _("Perlengkapan seminar yang berlaku umum")
    PROMOTION = "promotion", _("Barang promosi berlogo yang berlaku umum")
    PRIZE = "prize", _("Hadiah lomba yang tidak terkait jabatan")
    ACHIEVEMENT = "achievement", _("Penghargaan prestasi menurut peraturan")
    DISCOUNT = "discount", _("Undian, diskon, atau voucer yang berlaku umum")
    OUTSIDE_DUTY = "outside_duty", _("Imbalan profesi di luar tugas")
    HONORARIUM = "honorarium", _("Honorarium dan perjalanan dinas sesuai standar biaya")
    FLOWERS = "flowers", _("Karangan bunga")
    DISASTER = "disaster", _("Bantuan musibah atau bencana")
    MEAL = "meal", _("Hidangan yang berlaku umum")
    PLAQUE = "plaque", _("Plakat atau cendera mata bagi instansi")


@functools.cache
def shipped_exemptions() -> tuple[Exemption, ...]:
    """Every dated rule of `exemptions.yaml`."""
    text = files("bening.gratuities").joinpath("exemptions.yaml").read_text("utf-8")
    rows = yaml.load(text, Loader=yaml.CSafeLoader)
    return tuple(
        Exemption(
            code=code,
            from_day=row["from"],
            source=row["source"],
            is_verified=row["verified"],
            each=row.get("each"),
            yearly=row.get("yearly"),
            is_money_allowed=row.get("money", True),
            falls_to=row.get("falls_to", ""),
        )
        for code, dated in rows.items()
        for row in dated
    )
