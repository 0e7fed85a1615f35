import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import bening.adapters.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=bening.adapters.keys.new_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="surel")),
                ("name", models.CharField(max_length=200, verbose_name="nama")),
                (
                    "employee_number",
                    models.CharField(blank=True, max_length=18, verbose_name="NIP"),
                ),
                ("position", models.CharField(blank=True, max_length=200, verbose_name="jabatan")),
                ("language", models.CharField(default="id", max_length=5, verbose_name="bahasa")),
                ("is_active", models.BooleanField(default=True, verbose_name="aktif")),
                ("date_joined", models.DateTimeField(verbose_name="didaftarkan pada")),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="agencies.agency",
                        verbose_name="instansi",
                    ),
                ),
            ],
            options={
                "verbose_name": "orang",
                "verbose_name_plural": "orang",
                "ordering": ("name",),
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="person_email_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("employee_number", ""), _negated=True),
                        fields=("agency", "employee_number"),
                        name="person_employee_number_once_per_agency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="person_email_in_lower_case",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bening.adapters.keys.new_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="nama token")),
                ("hint", models.CharField(blank=True, max_length=16, verbose_name="awal token")),
                ("token_hash", models.BinaryField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("last_used_on", models.DateField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="api_tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "token API",
                "verbose_name_plural": "token API",
            },
        ),
        migrations.CreateModel(
            name="ImportDraft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bening.adapters.keys.new_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("units", "Unit kerja"), ("people", "Orang")],
                        max_length=10,
                        verbose_name="isi",
                    ),
                ),
                ("file_name", models.CharField(max_length=200, verbose_name="nama berkas")),
                ("rows", models.JSONField(default=list)),
                ("made_at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "impor",
                "verbose_name_plural": "impor",
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bening.adapters.keys.new_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("invitation", "Undangan"), ("reset", "Setel ulang kata sandi")],
                        default="invitation",
                        max_length=10,
                        verbose_name="tujuan",
                    ),
                ),
                ("token_hash", models.BinaryField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "undangan",
                "verbose_name_plural": "undangan",
            },
        ),
        migrations.CreateModel(
            name="RoleAssignment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bening.adapters.keys.new_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("operator", "Pengelola sistem"),
                            ("agency_admin", "Admin instansi"),
                            ("agency_head", "Kepala instansi"),
                            ("inspector", "Inspektur/pimpinan APIP"),
                            ("unit_head", "Kepala unit"),
                            ("unit_pic", "PIC unit"),
                            ("area_lead", "Ketua kelompok kerja area"),
                            ("area_member", "Anggota kelompok kerja area"),
                        ],
                        max_length=20,
                        verbose_name="peran",
                    ),
                ),
                (
                    "area",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="area"),
                ),
                ("starts_on", models.DateField(verbose_name="mulai")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="sampai")),
                ("given_at", models.DateTimeField()),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="diakhiri pada"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.agency",
                        verbose_name="instansi",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="orang",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles",
                        to="agencies.workunit",
                        verbose_name="unit kerja",
                    ),
                ),
            ],
            options={
                "verbose_name": "peran",
                "verbose_name_plural": "peran",
                "indexes": [
                    models.Index(fields=["unit", "role"], name="role_unit"),
                    models.Index(fields=["agency", "role"], name="role_agency"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="role_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("area__isnull", True),
                            models.Q(("area__gte", 1), ("area__lte", 9)),
                            _connector="OR",
                        ),
                        name="role_area_is_a_digit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("area__isnull", False),
                                ("role__in", ("area_lead", "area_member")),
                                ("unit__isnull", False),
                            ),
                            models.Q(
                                models.Q(("role__in", ("area_lead", "area_member")), _negated=True),
                                ("area__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="role_area_with_area_roles_only",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agency__isnull", True),
                                ("role", "operator"),
                                ("unit__isnull", True),
                            ),
                            models.Q(
                                models.Q(("role", "operator"), _negated=True),
                                ("agency__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="role_agency_unless_operator",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "role__in",
                                    ("agency_admin", "agency_head", "inspector", "operator"),
                                ),
                                ("unit__isnull", True),
                            ),
                            models.Q(
                                ("role__in", ("area_lead", "area_member", "unit_head", "unit_pic")),
                                ("unit__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="role_unit_with_unit_roles_only",
                    ),
                ],
            },
        ),
    ]
