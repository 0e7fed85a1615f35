"""How many answers of a period were declared lost."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("surveys", "0001_initial")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="surveyperiod",
            name="lost",
            field=models.PositiveIntegerField(
                default=0, verbose_name="isian hilang atau tidak dapat dibuka"
            ),
        ),
    ]
