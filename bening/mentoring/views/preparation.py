"""What a unit prepares before the national team comes."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.mentoring import access, actions, people
from bening.mentoring.forms import DropPartnerForm, ItemForm, PartnerForm
from bening.mentoring.preparation import page_of, preparation_for
from bening.mentoring.states import PREPARES
from bening.mentoring.views.deeds import Deed, asked_for, carry_out, forms_of, status_of
from bening.programs.models import ProgramState


@login_required
def preparation(request: HttpRequest, key: UUID) -> HttpResponse:
    """When and who, what will be asked, who is named for it, and what is ready."""
    person, now = signed_in(request), timezone.now()
    program = preparation_for(person, key)
    on = today_of(person, now)
    page = page_of(program, person, now=now)
    given: dict[str, Any] = {"program": program, "by": person, "now": now}
    deeds = {
        "name": Deed(
            PartnerForm(
                asked_for(request, "name"),
                areas=[(one.number, one.title) for one in page.areas if one.number is not None],
                people=people.staff_on(program.unit, on=on),
            ),
            partial(actions.name_partner, **given),
            _("Pegawai didaftarkan."),
        ),
        "drop": Deed(
            DropPartnerForm(asked_for(request, "drop"), program=program),
            partial(actions.drop_partner, **given),
            _("Pegawai dikeluarkan dari daftar."),
        ),
        "ready": Deed(
            ItemForm(asked_for(request, "ready")),
            partial(actions.call_ready, **given),
            _("Tercatat siap."),
        ),
        "take_back": Deed(
            ItemForm(asked_for(request, "take_back")),
            partial(actions.take_back, **given),
            _("Pernyataan siap dibatalkan."),
        ),
    }
    if carry_out(request, deeds) is not None:
        return redirect("mentoring:preparation", program.pk)
    context = {
        "program": program,
        "state": ProgramState(program.state),
        "page": page,
        "forms": forms_of(deeds),
        "may_prepare": program.state in PREPARES
        and access.allows(partial(access.check_can_prepare, person, program.unit, on=on)),
        "history": timeline(("preparation", program.pk), limit=50, reader=person.pk),
    }
    return render(request, "mentoring/preparation.html", context, status=status_of(request))
