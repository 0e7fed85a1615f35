import json
from datetime import date
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import migrations, models
from django.db.models import Q

ADDED, MAPPED = "conflict.function_added", "conflict.function_mapped"


def fill(apps, schema_editor):
    """The days on which the trail tells of the first of each act; else what the row tells."""
    first = {}
    events = apps.get_model("audit", "Event").objects.filter(act__in=(ADDED, MAPPED))
    for event in events.order_by("at").iterator():
        first.setdefault((event.act, json.loads(event.body)["data"]["function"]), event.at)
    for row in apps.get_model("conflicts", "MainFunction").objects.select_related("agency"):
        zone = ZoneInfo(row.agency.time_zone)
        mapped_at = first.get((MAPPED, str(row.pk)), row.mapped_at)
        added_at = first.get((ADDED, str(row.pk)), mapped_at or row.changed_at)
        row.added_on = added_at.astimezone(zone).date()
        if row.mapped_at is not None:
            row.mapped_on = mapped_at.astimezone(zone).date()
        row.save(update_fields=["added_on", "mapped_on"])


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("conflicts", "0002_named_party"),
        ("agencies", "0001_initial"),
        ("audit", "0001_initial"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="mainfunction",
            name="added_on",
            field=models.DateField(default=date.min, verbose_name="ditambahkan"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="mainfunction",
            name="mapped_on",
            field=models.DateField(blank=True, null=True, verbose_name="dipetakan sejak"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.RemoveConstraint(model_name="mainfunction", name="main_function_mapped_whole"),
        migrations.AddConstraint(
            model_name="mainfunction",
            constraint=models.CheckConstraint(
                condition=Q(mapped_at__isnull=True, mapped_on__isnull=True)
                | (
                    Q(mapped_at__isnull=False, mapped_on__isnull=False)
                    & ~Q(possible="")
                    & ~Q(posts="")
                    & ~Q(level="")
                    & ~Q(prevention="")
                    & Q(owner__isnull=False, review_on__isnull=False)
                ),
                name="main_function_mapped_whole",
            ),
        ),
    ]
