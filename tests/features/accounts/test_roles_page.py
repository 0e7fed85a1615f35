"""The reference page says what the code does."""

import pytest
from django.core.management import CommandError, call_command

from bening.accounts import access, reference
from bening.accounts.models import Role


def test_the_page_of_roles_is_up_to_date() -> None:
    call_command("roles_page", "--check")


def test_a_change_of_rights_shows_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "AGENCY_WIDE", access.AGENCY_WIDE - {Role.INSPECTOR})

    with pytest.raises(CommandError):
        call_command("roles_page", "--check")


def test_every_role_stands_on_the_page() -> None:
    text = reference.page()

    assert all(f"| {role.label} |" in text for role in Role)
