"""Where people work: posted, moved, ended, imported."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts import actions
from bening.accounts.models import ImportKind, Person, Posting
from bening.accounts.refusals import NotAllowed, PeopleRefused
from bening.audit.models import Event
from tests.people import NOW, TODAY, Cast, sign_in

HEAD = "nama;surel;nip;jabatan;peran;kode unit;area;unit kerja"


def post(cast: Cast, person: Person, **values: object) -> Posting:
    given = {"unit": cast.unit, "by": cast.agency_admin, "now": NOW, **values}
    return actions.post_person(person=person, **given)  # type: ignore[arg-type]


def test_a_person_works_in_a_unit_from_today(cast: Cast) -> None:
    posting = post(cast, cast.colleague)

    assert (posting.unit, posting.starts_on, posting.ends_on) == (cast.unit, TODAY, None)
    event = Event.objects.get(act="posting.began")
    assert event.subject_id == str(cast.colleague.pk)
    assert event.data["where"] == cast.unit.name


def test_who_moves_leaves_the_unit_before_on_the_eve(cast: Cast) -> None:
    first = post(cast, cast.colleague, starts_on=TODAY - timedelta(days=30))

    second = post(cast, cast.colleague, unit=cast.other_unit)

    first.refresh_from_db()
    assert first.ends_on == TODAY - timedelta(days=1)
    assert second.unit == cast.other_unit
    assert Posting.objects.filter(person=cast.colleague, ends_on__isnull=True).count() == 1


def test_nobody_is_moved_to_where_they_are_or_before_they_came(cast: Cast) -> None:
    post(cast, cast.colleague)

    with pytest.raises(PeopleRefused, match="posting_same_unit"):
        post(cast, cast.colleague, starts_on=TODAY + timedelta(days=3))
    with pytest.raises(PeopleRefused, match="posting_before_last"):
        post(cast, cast.colleague, unit=cast.other_unit, starts_on=TODAY)


def test_units_of_others_and_closed_ones_take_nobody(cast: Cast) -> None:
    with pytest.raises(PeopleRefused, match="posting_needs_unit"):
        post(cast, cast.colleague, unit=cast.outside_unit)
    cast.other_unit.closed_at = NOW
    cast.other_unit.save()
    with pytest.raises(PeopleRefused, match="unit_is_closed"):
        post(cast, cast.colleague, unit=cast.other_unit)


@pytest.mark.parametrize("who", ["unit_head", "agency_head", "outside_admin", "operator"])
def test_only_the_agencys_administrators_post(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        post(cast, cast.colleague, by=getattr(cast, who))


def test_a_posting_ends_once_and_not_before_it_began(cast: Cast) -> None:
    posting = post(cast, cast.colleague)
    end = {"posting": posting, "by": cast.agency_admin, "now": NOW}

    with pytest.raises(PeopleRefused, match="posting_ends_before_start"):
        actions.end_posting(ends_on=TODAY - timedelta(days=1), **end)  # type: ignore[arg-type]
    actions.end_posting(ends_on=TODAY, **end)  # type: ignore[arg-type]
    with pytest.raises(PeopleRefused, match="posting_ended"):
        actions.end_posting(ends_on=TODAY, **end)  # type: ignore[arg-type]


def test_the_page_posts_and_ends(cast: Cast) -> None:
    client = sign_in(Client(), cast.agency_admin)
    page = reverse("accounts:person", args=[cast.colleague.pk])

    sent = {"unit": str(cast.unit.pk), "starts_on": "2026-04-01"}
    answer = client.post(reverse("accounts:post", args=[cast.colleague.pk]), sent)
    assert answer.status_code == 302
    posting = Posting.objects.get()
    assert (posting.unit, posting.starts_on) == (cast.unit, date(2026, 4, 1))

    refused = client.post(
        reverse("accounts:end_posting", args=[posting.pk]), {"ends_on": "2026-03-01"}
    )
    assert refused.status_code == 422
    assert "Hari terakhir tidak boleh sebelum hari pertama" in refused.content.decode()
    client.post(reverse("accounts:end_posting", args=[posting.pk]), {"ends_on": "2026-04-30"})
    assert Posting.objects.get().ends_on == date(2026, 4, 30)
    assert "30 Apr" in client.get(page).content.decode()


def test_a_posting_of_another_agency_is_not_there(cast: Cast) -> None:
    posting = post(cast, cast.colleague)
    client = sign_in(Client(), cast.outside_admin)

    assert client.post(reverse("accounts:end_posting", args=[posting.pk])).status_code == 404
    assert client.post(reverse("accounts:post", args=[cast.colleague.pk])).status_code == 404


# --- from a table


def imported(cast: Cast, *lines: str, head: str = HEAD) -> object:
    draft = actions.store_import(
        agency=cast.agency,
        kind=ImportKind.PEOPLE,
        file_name="orang.csv",
        content="\n".join([head, *lines]).encode(),
        by=cast.agency_admin,
        now=NOW,
    )
    return actions.apply_import(draft=draft, by=cast.agency_admin, now=NOW)


def test_a_table_says_where_people_work(cast: Cast) -> None:
    code = cast.unit.code

    imported(
        cast,
        f"Maya;maya@x.example;;;;;;{code}",
        f"Rudi;rudi@x.example;;;PIC unit;{code};;{code}",
        "Sari;sari@x.example;;;;;;",
    )

    assert set(Posting.objects.values_list("person__name", "unit__code")) == {
        ("Maya", code),
        ("Rudi", code),
    }
    assert Event.objects.filter(act="posting.began").count() == 2


def test_a_table_without_the_column_posts_nobody(cast: Cast) -> None:
    imported(cast, "Maya;maya@x.example;;;;;", head=HEAD.removesuffix(";unit kerja"))

    assert Person.objects.filter(name="Maya").exists()
    assert not Posting.objects.exists()


@pytest.mark.parametrize("code", ["9999", "34"])
def test_a_unit_unknown_or_closed_is_a_fault(cast: Cast, code: str) -> None:
    cast.other_unit.closed_at = NOW
    cast.other_unit.save()
    with pytest.raises(PeopleRefused, match="import_has_faults"):
        imported(cast, f"Maya;maya@x.example;;;;;;{code}")
    assert not Person.objects.filter(name="Maya").exists()


def test_rows_that_post_one_person_twice_are_a_fault(cast: Cast) -> None:
    with pytest.raises(PeopleRefused, match="import_has_faults"):
        imported(
            cast,
            f"Maya;maya@x.example;;;;;;{cast.unit.code}",
            f"Maya;maya@x.example;;;;;;{cast.other_unit.code}",
        )
