"""Agencies, their tree of work units, and areas where units of several agencies serve together."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager

from bening.adapters.keys import new_key


class AgencyKind(models.TextChoices):
    """Central or regional; minima and steps differ (PermenPANRB 5/2024, Table 5)."""

    CENTRAL = "central", _("Kementerian/lembaga")
    REGIONAL = "regional", _("Pemerintah daerah")


class TimeZone(models.TextChoices):
    """The three official zones; times are stored in UTC and shown in the zone of the unit."""

    WIB = "Asia/Jakarta", _("WIB")
    WITA = "Asia/Makassar", _("WITA")
    WIT = "Asia/Jayapura", _("WIT")


class Agency(models.Model):  # type: ignore[django-manager-missing]  # of the unit tree
    """A government agency: the tenant. Every row a tenant owns names it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField(_("nama instansi"), max_length=200, unique=True)
    short_name = models.CharField(_("nama singkat"), max_length=60, blank=True)
    kind = models.CharField(_("jenis"), max_length=16, choices=AgencyKind)
    time_zone = models.CharField(
        _("zona waktu"), max_length=32, choices=TimeZone, default=TimeZone.WIB
    )
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("instansi pemerintah")
        verbose_name_plural = _("instansi pemerintah")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class UnitLevel(models.TextChoices):
    """Level of a work unit in its agency."""

    ECHELON_1 = "echelon_1", _("Eselon I")
    ECHELON_2 = "echelon_2", _("Eselon II")
    ECHELON_3 = "echelon_3", _("Eselon III")
    ECHELON_4 = "echelon_4", _("Eselon IV")
    SERVICE_UNIT = "service_unit", _("Unit pelaksana teknis")
    OTHER = "other", _("Lainnya")


class WorkUnit(MP_Node):  # type: ignore[misc]  # the package has no types
    """A part of an agency that is evaluated, in the agency's tree (a root has no parent unit).

    Rows stand in the tree in the order they were added: a tree kept sorted by code would
    move the paths of other agencies' units. `agencies.queries.tree_of` gives siblings by code.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="units", verbose_name=_("instansi")
    )
    name = models.CharField(_("nama unit kerja"), max_length=200)
    code = models.CharField(
        _("kode unit"), max_length=40, help_text=_("Kode tetap unit di instansi, misalnya 3301.")
    )
    level = models.CharField(
        _("tingkat"), max_length=16, choices=UnitLevel, default=UnitLevel.ECHELON_2
    )
    time_zone = models.CharField(
        _("zona waktu"),
        max_length=32,
        choices=TimeZone,
        blank=True,
        help_text=_("Kosong berarti sama dengan instansi."),
    )
    serves_public = models.BooleanField(_("melayani masyarakat langsung"), default=True)
    closed_at = models.DateTimeField(_("ditutup pada"), null=True, blank=True)
    created_at = models.DateTimeField()

    objects: ClassVar[MP_NodeManager] = MP_NodeManager()

    class Meta:
        verbose_name = _("unit kerja")
        verbose_name_plural = _("unit kerja")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("agency", "code"), name="work_unit_code_once_per_agency"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("agency", "path"), name="work_unit_agency_path")]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> str:
        """IANA name of the zone in which this unit's times are shown."""
        return self.time_zone or self.agency.time_zone


class JointArea(models.Model):
    """Kawasan: an area where several units, also of other agencies, serve together."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="joint_areas", verbose_name=_("instansi pengelola")
    )
    name = models.CharField(_("nama kawasan"), max_length=200)
    units = models.ManyToManyField(
        WorkUnit, related_name="joint_areas", blank=True, verbose_name=_("unit kerja")
    )
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("kawasan")
        verbose_name_plural = _("kawasan")
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("agency", "name"), name="joint_area_name_once_per_agency"
            ),
        ]

    def __str__(self) -> str:
        return self.name
