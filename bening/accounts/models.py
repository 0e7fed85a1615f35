"""People, their roles on units, invitations and tokens of the JSON interface."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Expression, F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class PersonManager(BaseUserManager["Person"]):
    """Finds people by e-mail address, whatever its letter case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who signs in, by e-mail address (kept in lower case).

    `agency` is empty for operators of the installation and national reviewers.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey(
        "agencies.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("instansi"),
    )
    email = models.EmailField(_("surel"), unique=True)
    name = models.CharField(_("nama"), max_length=200)
    employee_number = models.CharField(_("NIP"), max_length=18, blank=True)
    position = models.CharField(_("jabatan"), max_length=200, blank=True)
    language = models.CharField(_("bahasa"), max_length=5, default="id")
    is_active = models.BooleanField(_("aktif"), default=True)
    date_joined = models.DateTimeField(_("didaftarkan pada"))

    rights_memo: "dict[date, Any] | None" = None
    """Roles remembered for the length of one request; see `access.rights`."""

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("orang")
        verbose_name_plural = _("orang")
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="person_email_once"),
            models.UniqueConstraint(
                fields=("agency", "employee_number"),
                condition=~Q(employee_number=""),
                name="person_employee_number_once_per_agency",
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="person_email_in_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ", 1)[0]

    def clean(self) -> Any:
        super().clean()
        self.email = self.email.lower()


class Role(models.TextChoices):
    """Roles on units (or on the whole agency where the assignment names no unit)."""

    OPERATOR = "operator", _("Pengelola sistem")
    AGENCY_ADMIN = "agency_admin", _("Admin instansi")
    AGENCY_HEAD = "agency_head", _("Kepala instansi")
    INSPECTOR = "inspector", _("Inspektur/pimpinan APIP")
    UNIT_HEAD = "unit_head", _("Kepala unit")
    UNIT_PIC = "unit_pic", _("PIC unit")
    AREA_LEAD = "area_lead", _("Ketua kelompok kerja area")
    AREA_MEMBER = "area_member", _("Anggota kelompok kerja area")
    PRELIMINARY = "preliminary", _("Penilai pendahuluan")
    TPI = "tpi", _("Penilai TPI")
    TPN = "tpn", _("Penilai TPN")


UNIT_ROLES = (
    "area_lead",
    "area_member",
    "preliminary",
    "tpi",
    "tpn",
    "unit_head",
    "unit_pic",
)
REVIEWER_ROLES = frozenset({Role.PRELIMINARY, Role.TPI, Role.TPN})
"""Given and ended by the assignment of a review only, never by hand."""
AGENCY_ROLES = ("agency_admin", "agency_head", "inspector", "operator")


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    """Roles, by when they hold."""

    def in_force(self, on: date | Expression) -> "RoleAssignmentQuerySet":
        """Those that hold on a day: begun, neither past their last day nor ended before it."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on, ended_at__isnull=True
        )


class RoleAssignment(models.Model):
    """One role of a person: on a unit and, for area roles, an area 1 to 6; or on the whole agency.

    `agency` is empty for the operator of the installation only. Ended roles stay. `ends_on` is
    the last day planned; a role that somebody ends stops at once, at `ended_at`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="roles", verbose_name=_("orang")
    )
    role = models.CharField(_("peran"), max_length=20, choices=Role)
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, blank=True, verbose_name=_("instansi")
    )
    unit = models.ForeignKey(
        "agencies.WorkUnit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name=_("unit kerja"),
    )
    area = models.PositiveSmallIntegerField(_("area"), null=True, blank=True)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(_("diakhiri pada"), null=True, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("peran")
        verbose_name_plural = _("peran")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="role_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(area__isnull=True) | Q(area__gte=1, area__lte=9),
                name="role_area_is_a_digit",
            ),
            models.CheckConstraint(
                condition=Q(
                    role__in=("area_lead", "area_member"), area__isnull=False, unit__isnull=False
                )
                | (~Q(role__in=("area_lead", "area_member")) & Q(area__isnull=True)),
                name="role_area_with_area_roles_only",
            ),
            models.CheckConstraint(
                condition=Q(role="operator", agency__isnull=True, unit__isnull=True)
                | (~Q(role="operator") & Q(agency__isnull=False)),
                name="role_agency_unless_operator",
            ),
            models.CheckConstraint(
                condition=Q(role__in=AGENCY_ROLES, unit__isnull=True)
                | Q(role__in=UNIT_ROLES, unit__isnull=False),
                name="role_unit_with_unit_roles_only",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("unit", "role"), name="role_unit"),
            models.Index(fields=("agency", "role"), name="role_agency"),
        ]

    def holds_on(self, on: date) -> bool:
        """Whether the role is in force on a day; `in_force` asks the same of many."""
        return (
            self.ended_at is None
            and self.starts_on <= on
            and (self.ends_on is None or self.ends_on >= on)
        )


class Posting(models.Model):
    """Where a person works, from when until when: the unit whose staff the person is.

    It gives no right. Who must sign a pact, and who may not review a unit, follow from it.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="postings", verbose_name=_("pegawai")
    )
    unit = models.ForeignKey(
        "agencies.WorkUnit",
        models.PROTECT,
        related_name="postings",
        verbose_name=_("unit kerja"),
    )
    starts_on = models.DateField(_("sejak"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("penempatan")
        verbose_name_plural = _("penempatan")
        ordering = ("-starts_on",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="posting_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=("person",), condition=Q(ends_on__isnull=True), name="posting_one_open"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("unit", "ends_on"), name="posting_of_unit")]


class Purpose(models.TextChoices):
    """What a link is for."""

    INVITATION = "invitation", _("Undangan")
    RESET = "reset", _("Setel ulang kata sandi")


class Invitation(models.Model):
    """A single-use link by which a person sets a password. Only its secret's SHA-256 is kept."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    purpose = models.CharField(
        _("tujuan"), max_length=10, choices=Purpose, default=Purpose.INVITATION
    )
    token_hash = models.BinaryField(max_length=32, unique=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("undangan")
        verbose_name_plural = _("undangan")


class ApiToken(models.Model):
    """A token of the JSON interface, with the rights of its person. Only its SHA-256 is kept.

    `hint` is the beginning of the token, by which its owner knows it again.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("nama token"), max_length=100)
    hint = models.CharField(_("awal token"), max_length=16, blank=True)
    token_hash = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("token API")
        verbose_name_plural = _("token API")


class ImportKind(models.TextChoices):
    """What an uploaded table holds."""

    UNITS = "units", _("Unit kerja")
    PEOPLE = "people", _("Orang")


class ImportDraft(models.Model):
    """An uploaded table between preview and confirmation; `rows` is emptied once it is applied.

    `rows` is a list of mappings from column key to text, in the order of the file, each with the
    number of its line under `line`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    kind = models.CharField(_("isi"), max_length=10, choices=ImportKind)
    file_name = models.CharField(_("nama berkas"), max_length=200)
    rows = models.JSONField(default=list)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("impor")
        verbose_name_plural = _("impor")
