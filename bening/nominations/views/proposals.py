"""The proposals of an agency: units, papers, the check before sending, the package."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bening.accounts.access import today_of
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.adapters.downloads import Download, ticket_url
from bening.adapters.file_types import safe_name
from bening.audit.queries import timeline
from bening.nominations import access, actions, queries
from bening.nominations.actions.proposals import units_of
from bening.nominations.checking import check
from bening.nominations.models import Nomination, Package, PackageState
from bening.nominations.objection_pack import write_objection_pack
from bening.nominations.package import package_path
from bening.nominations.words import reason_text
from bening.nominations.working import Work, carry_out
from bening.nominations.works import proposal

ZIP = "application/zip"


@login_required
def nominations(request: HttpRequest) -> HttpResponse:
    """The proposals of my agency by year, and the years without one."""
    person, now = signed_in(request), timezone.now()
    agency = queries.agency_of(person)
    if agency is None:
        raise NotAllowed("prepared_by_agency")
    found = {one.cycle_id: one for one in queries.nominations_of(person)}
    cycles = queries.cycles_of(agency)
    context = {
        "agency": agency,
        "rows": [(cycle, found.get(cycle.pk)) for cycle in cycles],
        "may_open": access.can_prepare(person, agency.pk, today_of(person, now)),
    }
    return render(request, "nominations/list.html", context)


@login_required
@require_POST
def open_nomination(request: HttpRequest, year: int) -> HttpResponse:
    """Begins the proposal of a year."""
    person = signed_in(request)
    agency = queries.agency_of(person)
    cycle = (
        next((one for one in queries.cycles_of(agency) if one.year == year), None)
        if agency
        else None
    )
    if cycle is None:
        raise Http404
    made = actions.open_nomination(cycle=cycle, by=person, now=timezone.now())
    return redirect("nominations:nomination", made.pk)


@login_required
def nomination(request: HttpRequest, key: UUID) -> HttpResponse:
    """One proposal: its units with what each lacks, letter, package, and the button that sends."""
    person = signed_in(request)
    found = queries.nomination_for(person, key)
    works = proposal.works(found, units_of(found), person, timezone.now())
    return _page(request, found, works)


@login_required
def nomination_work(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """Carries out one of the forms of a proposal's page."""
    person = signed_in(request)
    found = queries.nomination_for(person, key)
    if request.method != "POST":
        return redirect("nominations:nomination", found.pk)
    works = proposal.works(found, units_of(found), person, timezone.now())
    if carry_out(request, works, name):
        return redirect("nominations:nomination", found.pk)
    return _page(request, found, works, status=422)


def _page(
    request: HttpRequest, found: Nomination, works: list[Work], status: int = 200
) -> HttpResponse:
    person, now = signed_in(request), timezone.now()
    units = units_of(found)
    checked = check(found, units, now=now)
    package = found.packages.first()
    is_made = package is not None and package.state in (PackageState.WAITING, PackageState.MAKING)
    context = {
        "nomination": found,
        "check": checked,
        "works": works,
        "action": "nominations:nomination_work",
        "package": package,
        "has_file": package is not None and package_path(package.pk).exists(),
        "is_made": is_made,
        "history": timeline(("nomination", found.pk), limit=20, reader=person.pk),
        "reason_text": reason_text,
    }
    response = render(request, "nominations/nomination.html", context, status=status)
    if is_made and status == 200:
        response["Refresh"] = "3"  # works without script
        response["Cache-Control"] = "no-store"
    return response


@login_required
def package(request: HttpRequest, key: UUID) -> HttpResponse:
    """The newest package of a proposal; one that was cleared away is asked for again."""
    person = signed_in(request)
    found = queries.nomination_for(person, key)
    made = Package.objects.filter(nomination=found, state=PackageState.READY).first()
    path = package_path(made.pk) if made else None
    if path is None or not path.exists():
        messages.error(request, _("Paket belum ada atau sudah dibersihkan. Buat lagi."))
        return redirect("nominations:nomination", found.pk)
    name = f"pengusulan-{found.cycle.year}.zip"
    return redirect(ticket_url(request, Download(path=path, name=name, content_type=ZIP)))


@login_required
@require_safe
def objection_pack(request: HttpRequest, key: UUID) -> HttpResponse:
    """The objection of a program as one ZIP; for who objects or repairs, and the national team."""
    person, now = signed_in(request), timezone.now()
    found = queries.program_for(person, key)
    access.check_reads_objection(person, found, today_of(person, now))
    objection = queries.objection_of(found)
    if objection is None:
        raise Http404
    path = write_objection_pack(objection, now=now)
    name = safe_name(f"sanggahan-{found.unit.code}-{found.cycle.year}.zip")
    return redirect(ticket_url(request, Download(path=path, name=name, content_type=ZIP)))
