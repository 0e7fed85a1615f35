"""Work on proposals beside the pages."""

import logging
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from bening.adapters.file_store import StoreRefused
from bening.nominations.models import Package, PackageState
from bening.nominations.package import package_path, write_package

log = logging.getLogger(__name__)


@task()
def make_package(key: str) -> str:
    """Makes the ZIP of a package, telling its row how far it is; the state it ends in.

    Repeating it makes the same file once more.
    """
    package = Package.objects.select_related(
        "nomination__agency",
        "nomination__cycle",
        "nomination__letter__file",
        "nomination__letter__editable",
    ).get(pk=UUID(key))
    path = package_path(package.pk)
    part = path.with_suffix(".part")
    rows = Package.objects.filter(pk=package.pk)
    rows.update(state=PackageState.MAKING, done=0, total=0, fault="")

    def told(done: int, total: int) -> None:
        rows.update(done=done, total=total)

    try:
        digest, size = write_package(package.nomination, part, now=timezone.now(), told=told)
    except StoreRefused as refusal:
        rows.update(state=PackageState.FAILED, fault=refusal.code, finished_at=timezone.now())
        raise
    except Exception as error:
        rows.update(
            state=PackageState.FAILED, fault=type(error).__name__, finished_at=timezone.now()
        )
        raise
    part.replace(path)
    rows.update(state=PackageState.READY, sha256=digest, size=size, finished_at=timezone.now())
    return str(PackageState.READY)
