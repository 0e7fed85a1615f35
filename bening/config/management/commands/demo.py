"""`bening demo`: a made-up agency to look around in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from bening.agencies.models import Agency
from bening.config.demo import PASSWORD, make_demo


class Command(BaseCommand):
    """Makes the demo in an empty installation and prints its sign-ins."""

    help = "muat instansi contoh dengan dua belas unit dan dua siklus"

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses where there is an agency already: a demo never mixes with real data."""
        if Agency.objects.exists():
            raise CommandError(
                "Sudah ada instansi di basis data ini; demo hanya untuk yang kosong."
            )
        sign_ins = make_demo(now=timezone.now(), say=lambda text: self.stderr.write(f"  {text}"))
        width = max(len(each.who) for each in sign_ins)
        for each in sign_ins:
            self.stdout.write(f"  {each.who:<{width}}  {each.email}")
        self.stdout.write(f"  {'Kata sandi':<{width}}  {PASSWORD}")
