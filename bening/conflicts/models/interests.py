"""Lists of private interests, and the ties that follow from them and from declarations."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class ListState(models.TextChoices):
    """A draft changes; what was signed stays."""

    DRAFT = "draft", _("Konsep")
    SIGNED = "signed", _("Ditandatangani")


class InterestList(models.Model):
    """The private interests of one person in a year (DKP, PermenPANRB 17/2024).

    A change within the year is a further edition. `kept` is `Interests.document()` as JSON,
    encrypted (`bening.adapters.personal_data`); `sha256` is of that JSON when it was signed.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="+", verbose_name=_("unit kerja")
    )
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", verbose_name=_("pegawai")
    )
    year = models.PositiveSmallIntegerField(_("tahun"))
    edition = models.PositiveSmallIntegerField(_("edisi"), default=1)
    state = models.CharField(_("keadaan"), max_length=8, choices=ListState, default=ListState.DRAFT)
    kept = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    rank = models.CharField(_("pangkat/golongan"), max_length=100, blank=True)
    signed_as = models.CharField(_("jabatan"), max_length=200, blank=True)
    signed_at = models.DateTimeField(_("ditandatangani pada"), null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("daftar kepentingan pribadi")
        verbose_name_plural = _("daftar kepentingan pribadi")
        ordering = ("-year", "-edition")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("person", "year", "edition"), name="interest_list_edition_once"
            ),
            models.UniqueConstraint(
                fields=("person",), condition=Q(state="draft"), name="interest_list_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", signed_at__isnull=True, sha256="")
                | (Q(state="signed", signed_at__isnull=False) & ~Q(sha256="")),
                name="interest_list_signed_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("unit", "year", "state"), name="interest_list_of_unit")
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.edition}"


class Tie(models.Model):
    """A person may not review or handle a unit or another person: no word of why.

    It comes from a signed list or from a declaration and holds from its first day to its last.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    other = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    interests = models.ForeignKey(
        InterestList, models.PROTECT, null=True, blank=True, related_name="ties"
    )
    case = models.ForeignKey(
        "conflicts.ConflictCase", models.PROTECT, null=True, blank=True, related_name="ties"
    )
    is_cooling = models.BooleanField(_("masa tunggu"), default=False)
    starts_on = models.DateField(_("sejak"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)

    class Meta:
        verbose_name = _("keterkaitan")
        verbose_name_plural = _("keterkaitan")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(other__isnull=False), name="tie_names_something"
            ),
            models.CheckConstraint(
                condition=Q(interests__isnull=False, case__isnull=True)
                | Q(interests__isnull=True, case__isnull=False),
                name="tie_has_one_origin",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="tie_ends_after_start",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("person", "ends_on"), name="tie_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"
