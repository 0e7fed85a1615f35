"""`bening operator`: the first person of a new installation."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from bening.accounts.actions import add_first_operator
from bening.accounts.refusals import PeopleRefused
from bening.ui.refusals import sentence


class Command(BaseCommand):
    """Registers the first operator and prints the link that sets their password."""

    help = "daftarkan pengelola sistem pertama dan tampilkan tautan kata sandinya"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("surel", help="alamat surel pengelola")
        parser.add_argument("nama", help="nama pengelola")

    def handle(self, *_args: str, **options: Any) -> None:
        """Refuses where somebody looks after the installation already."""
        try:
            validate_email(options["surel"])
            link = add_first_operator(
                name=options["nama"], email=options["surel"], now=timezone.now()
            )
        except ValidationError as error:
            raise CommandError("Tulis alamat surel seperti nama@instansi.go.id.") from error
        except PeopleRefused as refusal:
            raise CommandError(sentence(refusal)) from refusal
        self.stdout.write("Buka tautan ini untuk membuat kata sandi (berlaku tujuh hari):")
        self.stdout.write(f"  {settings.BENING_PUBLIC_URL}{link.path}")
