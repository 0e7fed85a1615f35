"""Where this feature stands in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bening.accounts.access import rights
from bening.accounts.models import Role


def administers(request: HttpRequest) -> bool:
    """Whether the person has something to administer."""
    return rights(request.user).has(Role.AGENCY_ADMIN, Role.OPERATOR)


def works_in_agency(request: HttpRequest) -> bool:
    """Whether the person holds a role in an agency; operators hold none."""
    return rights(request.user).has(*(role for role in Role if role != Role.OPERATOR))


def register_places() -> None:
    """Declares the entries; called when the application is ready."""
    from bening.ui.navigation import (  # noqa: PLC0415 - needs the applications
        ACCOUNT,
        ADMIN,
        Entry,
        register,
        register_administrator_rule,
        register_place,
    )

    register(
        Entry(
            label=_("Administrasi"),
            url_name="accounts:administration",
            icon="gear",
            order=900,
            visible=administers,
            group=ADMIN,
        )
    )
    for order, (label, url_name, icon) in enumerate(
        (
            (_("Akun saya"), "accounts:own", "person"),
            (_("Keamanan masuk"), "mfa_index", "shield-lock"),
            (_("Sesi saya"), "usersessions_list", "clock-history"),
            (_("Token API"), "accounts:tokens", "key"),
        )
    ):
        register(Entry(label=label, url_name=url_name, icon=icon, order=order, group=ACCOUNT))
    register(
        Entry(
            label=_("Keluar"),
            url_name="account_logout",
            icon="box-arrow-right",
            order=99,
            group=ACCOUNT,
            post=True,
        )
    )
    register_administrator_rule(administers)
    register_place("switch_unit", "accounts:switch_unit")
    register_place("sign_in", "account_login")
