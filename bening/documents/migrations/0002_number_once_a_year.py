from django.db import migrations, models
from django.db.models.functions import ExtractYear


def fill(apps, schema_editor):
    """The year of a document is that of its date."""
    documents = apps.get_model("documents", "OfficialDocument")
    documents.objects.update(year=ExtractYear("dated_on"))


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_lifecycle")]

    operations = [
        migrations.AddField(
            model_name="officialdocument",
            name="year",
            field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="tahun"),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="officialdocument",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("origin", "generated"),
                    ("withdrawn_at__isnull", True),
                    models.Q(("number", ""), _negated=True),
                ),
                fields=("agency", "kind", "year", "number"),
                name="document_number_once_a_year",
            ),
        ),
    ]
