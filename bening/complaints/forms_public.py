"""What reporters fill in: one form over three pages, and the small forms of a case."""

import hashlib
import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bening.complaints.actions.filing import LIMITS, Report, check_event_on
from bening.complaints.content import Identity, Story
from bening.complaints.models import ComplaintKind, Topic
from bening.complaints.moving import LONGEST
from bening.domain.complaints import ComplaintRefused
from bening.services.models import Service
from bening.ui.acting import RefusableForm

STEPS = ("story", "details", "identity")
FIELDS_OF = {
    "story": ("story",),
    "details": (
        "event_on",
        "service",
        "topic",
        "place",
        "area",
        "latitude",
        "longitude",
        "reported",
        "outcome",
    ),
    "identity": ("identity", "name", "contact", "consent", "is_confidential"),
}
BY_CODE, NAMED = "code", "named"
_DIGITS = (10, 14)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class PublicReportForm(RefusableForm):
    """The whole report. Each page shows some fields and carries the others along, unseen."""

    kind = forms.ChoiceField(choices=ComplaintKind.choices)
    retry_key = forms.CharField(max_length=64)
    story = forms.CharField(
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Ceritakan apa yang terjadi.")},
        widget=forms.Textarea,
    )
    event_on = forms.DateField(required=False)
    service = forms.ModelChoiceField(queryset=Service.objects.none(), required=False)
    topic = forms.ChoiceField(choices=Topic.choices, required=False)
    place = forms.CharField(max_length=LIMITS["place"], required=False)
    area = forms.CharField(max_length=80, required=False)
    latitude = forms.FloatField(min_value=-90, max_value=90, required=False)
    longitude = forms.FloatField(min_value=-180, max_value=180, required=False)
    reported = forms.CharField(max_length=LIMITS["reported"], required=False)
    outcome = forms.CharField(max_length=LIMITS["outcome"], required=False, widget=forms.Textarea)
    identity = forms.ChoiceField(
        choices=[(BY_CODE, BY_CODE), (NAMED, NAMED)], required=False, initial=BY_CODE
    )
    name = forms.CharField(max_length=120, required=False)
    contact = forms.CharField(max_length=120, required=False)
    consent = forms.BooleanField(required=False)
    is_confidential = forms.BooleanField(required=False)

    def __init__(self, *args: Any, services: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["service"] = forms.ModelChoiceField(queryset=services, required=False)

    def clean_contact(self) -> str:
        """A telephone number or a mail address that can be one."""
        typed = str(self.cleaned_data["contact"]).strip()
        if not typed or self.data.get("identity") != NAMED:
            return ""
        digits = len(re.sub(r"\D", "", typed))
        if re.fullmatch(r"[+\d\s().-]+", typed):
            if not _DIGITS[0] < digits <= _DIGITS[1]:
                raise forms.ValidationError(
                    _("Periksa lagi: %(count)s angka, biasanya 11 sampai 13."),
                    params={"count": digits},
                )
        elif not _MAIL.fullmatch(typed):
            raise forms.ValidationError(_("Tulis nomor ponsel atau alamat surel."))
        return typed

    def clean(self) -> dict[str, Any]:
        """What the action would refuse is said on the page where it was typed."""
        found = dict(super().clean() or self.cleaned_data)
        try:
            check_event_on(found.get("event_on"), self.today)
        except ComplaintRefused as refusal:
            self.refuse(refusal)
        return found

    def faulty_step(self, until: str) -> str:
        """The first page up to `until` on which something is to be put right; "" for none."""
        upto = STEPS[: STEPS.index(until) + 1]
        return next((step for step in upto if set(FIELDS_OF[step]) & set(self.errors)), "")

    def report(self) -> Report:
        """What the action takes of a valid form."""
        found = self.cleaned_data
        has_point = None not in (found["latitude"], found["longitude"])
        return Report(
            story=Story(
                story=found["story"],
                outcome=found["outcome"],
                place=found["place"],
                reported=found["reported"],
                latitude=found["latitude"] if has_point else None,
                longitude=found["longitude"] if has_point else None,
            ),
            kind=ComplaintKind(found["kind"]),
            topic=Topic(found["topic"] or Topic.OTHER),
            service=found["service"],
            event_on=found["event_on"],
            area=found["area"],
            is_confidential=found["is_confidential"],
        )

    def reporter(self) -> Identity | None:
        """Who reports; nobody where the reporter only looks with the code."""
        found = self.cleaned_data
        if found["identity"] != NAMED:
            return None
        return Identity(name=found["name"], contact=found["contact"])


class SayingForm(RefusableForm):
    """One text of the reporter, with the retry key of its page."""

    text = forms.CharField(max_length=LONGEST, required=False, widget=forms.Textarea)
    retry_key = forms.CharField(max_length=64, required=False)

    def clean(self) -> dict[str, Any]:
        """The retry key is of this text: another text from the same page is not taken for it."""
        found = dict(super().clean() or self.cleaned_data)
        if found.get("retry_key"):
            digest = hashlib.sha256(found.get("text", "").encode()).hexdigest()
            found["retry_key"] = f"{found['retry_key']}:{digest}"
        return found


class RatingForm(RefusableForm):
    """How satisfied the reporter is, 1 to 4."""

    rating = forms.TypedChoiceField(choices=[(n, n) for n in range(1, 5)], coerce=int)
