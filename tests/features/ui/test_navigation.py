"""The navigation: who sees what, and where they are."""

from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import ResolverMatch

from bening.ui import navigation
from bening.ui.context import initials, shell
from bening.ui.navigation import ACCOUNT, Entry, Navigation, register


@pytest.fixture(autouse=True)
def own_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_entries", {})
    monkeypatch.setattr(navigation, "_administrates", [])


def asked(view_name: str = "", *, path: str = "/", signed_in: bool = True) -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = SimpleNamespace(is_authenticated=signed_in)  # type: ignore[assignment]
    namespace, _, name = view_name.rpartition(":")
    request.resolver_match = ResolverMatch(
        lambda: None, (), {}, name, namespaces=[namespace] if namespace else []
    )
    return request


def test_an_entry_that_a_person_may_not_use_is_not_shown() -> None:
    register(Entry("Komponen", "ui:components", visible=lambda _: False))
    register(Entry("Bahasa", "ui:set_language", visible=lambda _: True))

    assert [link.label for link in Navigation.of(asked()).row] == ["Bahasa"]


def test_without_a_rule_an_entry_is_for_the_signed_in() -> None:
    register(Entry("Komponen", "ui:components"))

    assert Navigation.of(asked(signed_in=False)).row == ()
    assert len(Navigation.of(asked()).row) == 1


def test_an_entry_whose_page_is_not_there_is_left_out() -> None:
    register(Entry("Hilang", "nowhere:page"))

    assert Navigation.of(asked()).row == ()


def test_an_entry_is_current_on_its_page_and_its_neighbours() -> None:
    register(Entry("Komponen", "ui:components"))

    assert Navigation.of(asked("ui:components")).row[0].current
    assert Navigation.of(asked("ui:other")).row[0].current
    assert not Navigation.of(asked("evaluations:sheet")).row[0].current


def test_only_the_named_page_is_current_when_another_entry_names_it() -> None:
    register(Entry("Komponen", "ui:components", order=1))
    register(Entry("Bahasa", "ui:set_language", order=2))

    assert [link.current for link in Navigation.of(asked("ui:set_language")).row] == [False, True]


def test_a_page_under_the_address_of_an_entry_belongs_to_it() -> None:
    register(Entry("Lembar", "x", order=1, url=lambda _: "/lembar-kerja/"))
    register(Entry("Rekaman", "y", order=2, url=lambda _: "/lembar-kerja/rekaman/"))
    register(Entry("Beranda", "z", order=3, url=lambda _: "/"))

    def current(path: str) -> list[str]:
        shown = Navigation.of(asked("evaluations:any", path=path))
        return [link.label for link in shown.row if link.current]

    assert current("/lembar-kerja/0190/") == ["Lembar"]
    assert current("/lembar-kerja/rekaman/2/") == ["Rekaman"]
    assert current("/lembar-kerja-lain/") == []


def test_phones_show_four_tabs_and_the_rest_behind_the_fifth() -> None:
    for number in range(6):
        register(
            Entry(f"Bagian {number}", f"x{number}", order=number, phone=True, url=lambda _: "/")
        )

    shown = Navigation.of(asked())

    assert [link.label for link in shown.tabs] == [f"Bagian {n}" for n in range(4)]
    assert [link.label for link in shown.more] == ["Bagian 4", "Bagian 5"]


def test_account_entries_stand_in_the_menu_of_the_person() -> None:
    register(Entry("Keluar", "x", group=ACCOUNT, post=True, url=lambda _: "/keluar/"))

    shown = Navigation.of(asked())

    assert shown.row == ()
    assert shown.account[0].post


def test_an_address_that_depends_on_the_request_may_hide_the_entry() -> None:
    register(Entry("Lembar", "x", url=lambda _: None))

    assert Navigation.of(asked()).row == ()


def test_nobody_administers_without_a_rule() -> None:
    assert not navigation.is_administrator(asked())
    navigation.register_administrator_rule(lambda _: True)
    assert navigation.is_administrator(asked())
    assert not navigation.is_administrator(asked(signed_in=False))


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ani Setiawati, S.Kom.", "AS"), ("Dr. Budi", "B"), ("", ""), ("Siti Nur Aisyah", "SA")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_the_shell_names_unit_and_agency() -> None:
    request = asked()
    request.unit = SimpleNamespace(name="Dinas A", agency=SimpleNamespace(name="Kota B"))  # type: ignore[attr-defined]

    assert dict(shell(request)["workplace"]) == {"unit": "Dinas A", "agency": "Kota B"}


def test_the_fifth_tab_is_current_when_the_page_waits_behind_it() -> None:
    for order in range(4):
        register(
            Entry(f"Tab {order}", f"evidence:{order}", order=order, phone=True, url=lambda _: "/x/")
        )
    register(Entry("Komponen", "ui:components", order=9))

    assert Navigation.of(asked("ui:components")).more_is_current
    assert not Navigation.of(asked("evidence:0")).more_is_current
