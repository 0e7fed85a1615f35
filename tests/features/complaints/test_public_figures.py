"""What everybody reads: no content, no small numbers, none to be had by subtraction."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from bening.accounts.models import Person
from bening.complaints import public_figures
from bening.complaints.models import Complaint, ComplaintKind, Topic
from bening.domain.complaints import LEAST, publishable
from tests.features.complaints.conftest import answered, filed
from tests.people import NOW, Cast

COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40), max_size=6)


@given(COUNTS)
def test_no_small_count_is_shown_nor_follows_from_the_sum(counts: dict[str, int]) -> None:
    shown = publishable(counts)
    hidden = [name for name, count in shown.items() if count is None]
    assert all(count == 0 or count >= LEAST for count in shown.values() if count is not None)
    assert all(shown[name] in {None, counts[name]} for name in counts)
    small = [name for name, count in counts.items() if 0 < count < LEAST]
    assert set(small) <= set(hidden)
    alone = len([name for name in counts if counts[name]]) == 1
    assert len(hidden) != 1 or alone


@given(COUNTS)
def test_hidden_counts_are_not_to_be_told_from_their_sum(counts: dict[str, int]) -> None:
    """Whoever subtracts the shown from the sum finds several ways to divide the rest."""
    shown = publishable(counts)
    hidden = [counts[name] for name, count in shown.items() if count is None]
    if len(hidden) == len([count for count in counts.values() if count]):
        return  # nothing else could be hidden with them
    rest = sum(hidden)
    assert not hidden or rest >= LEAST
    assert not hidden or len(hidden) < rest < len(hidden) * (LEAST - 1) or max(hidden) >= LEAST


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 1, "b": 1, "c": 12, "d": 20}, {"a", "b", "c"}),
        ({"a": 4, "b": 4, "c": 12, "d": 20}, {"a", "b", "c"}),
        ({"a": 2, "b": 1, "c": 12, "d": 20}, {"a", "b", "c"}),
        ({"a": 3, "b": 3, "c": 12}, {"a", "b"}),
        ({"a": 3, "c": 12, "d": 20}, {"a", "c"}),
    ],
)
def test_as_many_are_hidden_as_keep_the_rest_untold(
    counts: dict[str, int], hidden: set[str]
) -> None:
    shown = publishable(counts)
    assert {name for name, count in shown.items() if count is None} == hidden


@pytest.mark.django_db
def test_the_topic_of_a_confidential_report_is_not_the_difference_to_the_list(
    cast: Cast,
) -> None:
    for _time in range(5):
        filed(cast.unit, topic=Topic.FEE)
    for _time in range(5):
        filed(cast.unit, topic=Topic.CONDUCT, is_confidential=True)
    found = public_figures.year_figures(cast.unit, NOW.year, now=timezone.now())
    shown = {label for label, _count in found.by_topic.rows}
    assert str(Topic.FEE.label) in shown
    assert str(Topic.CONDUCT.label) not in shown
    assert sum(count or 0 for _label, count in found.by_topic.rows) == found.total


@pytest.mark.django_db
def test_the_list_shows_no_word_of_a_complaint(client: Client, cast: Cast) -> None:
    filed(cast.unit, topic=Topic.FEE, area="Kecamatan Hulu")
    hidden = filed(cast.unit, topic=Topic.CONDUCT, area="Desa Sepi", is_confidential=True)
    page = client.get(f"/pengaduan/kantor/{cast.unit.pk}/daftar/").content.decode()
    assert "Kecamatan Hulu" in page
    assert "Biaya dan pungutan" in page
    assert "Desa Sepi" not in page
    assert "Sikap petugas" not in page
    for secret in ("fotokopi", hidden.complaint.number, hidden.code, str(hidden.complaint.pk)):
        assert secret not in page


@pytest.mark.django_db
def test_the_list_goes_on_by_counted_pages_and_ends(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public_figures, "PER_PAGE", 2)
    monkeypatch.setattr(public_figures, "MOST_PAGES", 3)
    made = [filed(cast.unit, now=NOW + timedelta(minutes=n)).complaint for n in range(7)]
    pages = [public_figures.listed(cast.unit, page) for page in (1, 2, 3)]
    assert [len(rows) for rows, _goes_on in pages] == [2, 2, 2]
    assert [goes_on for _rows, goes_on in pages] == [True, True, False]
    address = f"/pengaduan/kantor/{cast.unit.pk}/daftar/"
    page = client.get(address).content.decode()
    assert "?halaman=2" in page
    assert not any(str(each.pk) in page for each in made)
    for beyond in ("0", "4", "-1", "99999999999999999999", "x"):
        assert client.get(address, {"halaman": beyond}).status_code == 404


@pytest.mark.django_db
def test_a_year_hides_small_numbers_and_says_what_came_in_time(
    client: Client, cast: Cast, coordinator: Person
) -> None:
    for _time in range(6):
        answered(cast.unit, coordinator)
    Complaint.objects.filter(pk=Complaint.objects.first().pk).update(was_late=True)  # type: ignore[union-attr]  # six are there
    for _time in range(2):
        filed(cast.unit, kind=ComplaintKind.INFORMATION)
    found = public_figures.year_figures(cast.unit, NOW.year, now=timezone.now())
    assert (found.total, found.answered, found.on_time, found.on_time_percent) == (8, 6, 5, 83)
    assert {count for _label, count in found.by_kind.rows} == {None}
    assert found.outcomes["working"] is None
    assert found.outcomes["answered"] is None
    assert found.rated is None
    page = client.get(f"/pengaduan/kantor/{cast.unit.pk}/angka/{NOW.year}/").content.decode()
    assert "83%" in page
    assert "Separuhnya dijawab dalam 0 hari kerja atau kurang." in page


@pytest.mark.parametrize(("median", "within"), [(1.0, 1), (2.5, 3), (None, None)])
def test_half_of_the_answers_are_told_in_whole_days(
    median: float | None, within: int | None
) -> None:
    none: dict[str, int | None] = {}
    rows = public_figures.Division([])
    found = public_figures.YearFigures(
        2026, 8, rows, rows, none, 6, 5, median, None, None, timezone.now()
    )
    assert found.half_within == within


@pytest.mark.django_db
def test_a_year_with_few_reports_says_nothing_about_them(
    client: Client, cast: Cast, coordinator: Person
) -> None:
    answered(cast.unit, coordinator)
    found = public_figures.year_figures(cast.unit, NOW.year, now=timezone.now())
    assert (found.total, found.answered, found.median_days) == (None, None, None)
    assert all(count in {None, 0} for count in found.outcomes.values())
    address = f"/pengaduan/kantor/{cast.unit.pk}/angka/"
    assert client.get(f"{address}1999/").status_code == 404
    assert client.get(address).status_code == 200
