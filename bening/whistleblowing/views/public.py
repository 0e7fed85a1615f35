"""Pages for reporters: how to stay safe, the form, the receipt."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from bening.agencies.models import WorkUnit
from bening.domain.days import day_in
from bening.domain.refusals import Refused
from bening.domain.whistleblowing import grouped
from bening.ui.refusals import sentence
from bening.whistleblowing import kinds, once, recipients
from bening.whistleblowing.cleaning import ACCEPT, FileRefused
from bening.whistleblowing.desk import statistics
from bening.whistleblowing.desk.words import OUTCOMES
from bening.whistleblowing.filing import Filed, file_report
from bening.whistleblowing.limits import TooMany, limits
from bening.whistleblowing.models import ReportSite
from bening.whistleblowing.once import FormRefused, FormSpent
from bening.whistleblowing.public_forms import ReportForm
from bening.whistleblowing.recipients import Chosen
from bening.whistleblowing.views.public_common import (
    address,
    drawn,
    faults_of,
    files_of,
    site_for,
    site_values,
    unit_choices,
)


def sites(request: HttpRequest) -> HttpResponse:
    """The sites of this installation, by agency."""
    found = ReportSite.objects.select_related("agency").order_by("agency__name")
    links = [(site.agency.name, address("start", site.slug)) for site in found]
    return drawn("sites", {"links": links}, here=("sites",))


def leave(request: HttpRequest) -> HttpResponse:
    """An empty page that says nothing of where one was; the browser forgets what it kept."""
    page = drawn("exit", {})
    page.headers["Clear-Site-Data"] = '"cache"'
    return page


def start(request: HttpRequest, slug: str) -> HttpResponse:
    """How to stay safe, what to expect; where nothing is received, which other bodies do."""
    site = site_for(slug)
    values = {
        **site_values(site),
        **_figures(site),
        "is_receiving": recipients.is_receiving(site),
    }
    return drawn("start", values, here=("start", slug))


def _figures(site: ReportSite) -> dict[str, object]:
    """What may be told of the reports of the last year that has ended: from five up."""
    today = day_in(site.agency.time_zone, timezone.now())
    told = statistics.figures_of(site.agency_id, *statistics.last_year(today))
    language = translation.get_language() or kinds.INDONESIAN
    return {
        "told": told,
        "kinds_told": [
            (kinds.label(kind, language), count) for kind, count in sorted(told.kinds.cells.items())
        ],
        "outcomes_told": [
            (OUTCOMES[outcome], count) for outcome, count in sorted(told.outcomes.cells.items())
        ],
    }


def report(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, and what became of it: the receipt stands in this answer alone."""
    site = site_for(slug)
    if not recipients.is_receiving(site):
        return drawn("closed", site_values(site), here=("start", slug), status=HTTPStatus.GONE)
    form = _form(site, request)
    if request.method != "POST":
        return _asked_again(site, form)
    try:
        filed = _filed(site, form, request)
    except FormSpent:
        return drawn("spent", site_values(site), status=HTTPStatus.CONFLICT)
    except TooMany as refusal:
        form.refuse(refusal)
        page = _asked_again(site, form, status=HTTPStatus.TOO_MANY_REQUESTS)
        page.headers["Retry-After"] = str(refusal.values["seconds"])
        return page
    if filed is None:
        return _asked_again(site, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _receipt(site, filed)


def _form(site: ReportSite, request: HttpRequest) -> ReportForm:
    now = timezone.now()
    on = day_in(site.agency.time_zone, now)
    return ReportForm(
        request.POST if request.method == "POST" else None,
        language=translation.get_language(),
        units=unit_choices(site),
        asked=recipients.people_asked(site, on),
    )


def _filed(site: ReportSite, form: ReportForm, request: HttpRequest) -> Filed | None:
    """The filed report; None where the form says what is to be changed. Raises TooMany, FormSpent.

    What costs little is looked at first: the form, the site's limit, the recipients, then files.
    """
    if not form.is_valid():
        return None
    now = timezone.now()
    given = form.cleaned_data
    unit = _unit(site, given["unit"])
    try:
        passed = once.read_pass(site.slug, given["form"], work=given["work"], now=now)
        limits.check_filing(site.slug)
        chosen = _chosen(site, form, unit)
        return file_report(
            site=site,
            unit=unit,
            content=form.content(),
            files=files_of(request),
            identity=form.named(),
            chosen=chosen,
            language=translation.get_language() or "id",
            form=passed,
            now=now,
        )
    except (TooMany, FormSpent):
        raise
    except FileRefused as refusal:
        form.add_error(None, sentence(refusal))
    except Refused as refusal:
        form.refuse(refusal)
    return None


def _chosen(site: ReportSite, form: ReportForm, unit: WorkUnit | None) -> Chosen:
    on = day_in(site.agency.time_zone, timezone.now())
    return recipients.choose(site, unit, form.involvement(), on=on)


def _unit(site: ReportSite, key: str) -> WorkUnit | None:
    """The unit chosen from the list, which holds those of the agency alone."""
    if not key:
        return None
    unit: WorkUnit = WorkUnit.objects.select_related("agency").get(pk=key, agency_id=site.agency_id)
    return unit


def _asked_again(site: ReportSite, form: ReportForm, status: int = HTTPStatus.OK) -> HttpResponse:
    """The form with what was typed; a pass that can't be used any more gives way to a new one."""
    now = timezone.now()
    held = form.data.get("form", "") if form.is_bound else ""
    try:
        once.read_pass(site.slug, held, work="", now=now)
    except FormRefused as refusal:
        if refusal.code != "form_too_soon":
            held = once.new_pass(site.slug, now=now)
    values = {
        **site_values(site),
        "form": form,
        "faults": list(faults_of(form)),
        "pass": held,
        "challenge": once.challenge_of(held),
        "accept": ACCEPT,
        "wait": int(once.WAIT.total_seconds()),
    }
    return drawn("report", values, here=("report", site.slug), status=status)


def _receipt(site: ReportSite, filed: Filed) -> HttpResponse:
    groups = grouped(filed.receipt).split(" ")
    values = {
        **site_values(site),
        "groups": groups,
        "spoken": ", ".join(" ".join(group) for group in groups),
        "answer_by": filed.answer_by,
        "proof": filed.proof.text(),
        "title": _("Catat 16 angka ini."),
    }
    return drawn("receipt", values, status=HTTPStatus.CREATED)
