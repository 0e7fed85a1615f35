"""The kinds of sanctions that Bening brings, and their names."""

import functools
from collections.abc import Mapping
from importlib.resources import files

import yaml
from django.db import models
from django.utils.translation import gettext_lazy as _

from bening.domain.discipline import Level, Route, SanctionKind


class Sanctions(models.TextChoices):
    """The codes of `sanctions.yaml` as their regulations name them."""

    MORAL_CLOSED = "moral_closed", _("Sanksi moral, pernyataan secara tertutup")
    MORAL_OPEN = "moral_open", _("Sanksi moral, pernyataan secara terbuka")
    SPOKEN_REPRIMAND = "spoken_reprimand", _("Teguran lisan")
    WRITTEN_REPRIMAND = "written_reprimand", _("Teguran tertulis")
    DISPLEASURE = "displeasure", _("Pernyataan tidak puas secara tertulis")
    ALLOWANCE_6 = "allowance_6", _("Pemotongan tunjangan kinerja 25 persen selama 6 bulan")
    ALLOWANCE_9 = "allowance_9", _("Pemotongan tunjangan kinerja 25 persen selama 9 bulan")
    ALLOWANCE_12 = "allowance_12", _("Pemotongan tunjangan kinerja 25 persen selama 12 bulan")
    DEMOTION = "demotion", _("Penurunan jabatan setingkat lebih rendah selama 12 bulan")
    RELIEVED = "relieved", _("Pembebasan dari jabatan menjadi jabatan pelaksana selama 12 bulan")
    DISMISSAL = "dismissal", _("Pemberhentian dengan hormat tidak atas permintaan sendiri")


@functools.cache
def shipped_sanctions() -> Mapping[str, SanctionKind]:
    """Every kind by its code, from the mildest to the most severe."""
    text = files("bening.discipline").joinpath("sanctions.yaml").read_text("utf-8")
    rows = yaml.load(text, Loader=yaml.CSafeLoader)
    return {
        code: SanctionKind(
            code=code,
            level=Level(row["level"]),
            months=row["months"],
            route=Route(row["route"]),
            source=row["source"],
        )
        for code, row in rows.items()
    }
