"""What the installation knows of its own running processes."""

from django.db import models


class Heartbeat(models.Model):
    """A job worker that was alive at `seen_at`."""

    name = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
