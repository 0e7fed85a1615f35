"""An exact total is a fraction; large counts make it longer than any fixed length."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0002_sheets_of_programs")]

    operations = [
        migrations.AlterField(
            model_name="snapshot",
            name="total",
            field=models.TextField(verbose_name="nilai total, tepat"),
        ),
    ]
