"""Form fields: label, help, error, and content that stays."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.template import Context, Template

from bening.ui.forms import CountInput, DayInput
from bening.ui.specimens import SpecimenForm


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def named(self, name: str) -> dict[str, str | None]:
        return next(attrs for _, attrs in self.found if attrs.get("name") == name)

    def ids(self) -> set[str | None]:
        return {attrs["id"] for _, attrs in self.found if "id" in attrs}


def page(form: forms.Form) -> str:
    template = "{% load ui %}{% formerrors form %}{% for one in form %}{% field one %}{% endfor %}"
    return Template(template).render(Context({"form": form}))


def refused() -> SpecimenForm:
    form = SpecimenForm({"title": "Laporan <b>", "mail": "ani.s", "count": "empat", "note": "Ada."})
    form.is_valid()
    return form


def test_each_control_has_a_label() -> None:
    shown = Elements(page(SpecimenForm()))

    labelled = {attrs.get("for") for tag, attrs in shown.found if tag == "label"}
    controls = [
        attrs["id"]
        for tag, attrs in shown.found
        if tag in {"input", "select", "textarea"} and attrs.get("type") != "hidden"
    ]
    assert controls
    assert set(controls) <= labelled


def test_a_refused_form_keeps_what_was_typed() -> None:
    text = page(refused())

    assert 'value="Laporan &lt;b&gt;"' in text
    assert 'value="ani.s"' in text
    assert 'value="empat"' in text
    assert "Ada.</textarea>" in text


def test_a_refused_field_points_to_its_error_and_its_help() -> None:
    shown = Elements(page(refused()))
    mail = shown.named("mail")

    assert mail["aria-invalid"] == "true"
    assert "is-invalid" in str(mail["class"])
    assert set(str(mail["aria-describedby"]).split()) <= shown.ids()
    assert str(shown.named("title").get("aria-describedby", "")).endswith("-bantuan")


def test_the_summary_links_to_each_refused_field() -> None:
    shown = Elements(page(refused()))
    links = {str(attrs["href"])[1:] for tag, attrs in shown.found if tag == "a"}

    assert {"id_mail", "id_count", "id_proves_on", "id_kind", "id_state", "id_agreed"} == links
    assert links <= shown.ids()


def test_an_accepted_form_has_no_summary() -> None:
    assert 'role="alert"' not in page(SpecimenForm())


def test_what_may_stay_empty_says_so() -> None:
    assert page(SpecimenForm()).count("boleh kosong") == 1


def test_a_hidden_field_has_no_label_and_its_fault_is_in_the_summary() -> None:
    class Hidden(forms.Form):
        key = forms.IntegerField(widget=forms.HiddenInput)

    form = Hidden({"key": "x"})
    form.is_valid()
    text = page(form)

    assert "<label" not in text
    assert 'role="alert"' in text


@pytest.mark.parametrize(("widget", "part"), [(DayInput, 'type="date"'), (CountInput, "numeric")])
def test_widgets_ask_for_the_right_keyboard(widget: type[forms.Widget], part: str) -> None:
    assert part in widget().render("x", None)


def test_a_date_travels_as_year_month_day() -> None:
    from datetime import date  # noqa: PLC0415

    assert 'value="2026-04-20"' in DayInput().render("x", date(2026, 4, 20))
