"""How the sign-in library acts here: no sign-up, no mail of its own, invited people only."""

from typing import Any, NoReturn
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bening.accounts.addresses import pseudonym
from bening.accounts.models import Person
from bening.accounts.second_factor import must_have_second_factor
from bening.ui.onward import is_local


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the package has no types
    """Accounts are made by administrators; addresses are counted under a pseudonym."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("Surel atau kata sandi tidak cocok."),
        "enter_current_password": gettext_lazy("Kata sandi sekarang tidak cocok."),
        "incorrect_password": gettext_lazy("Kata sandi tidak cocok."),
        "incorrect_code": gettext_lazy("Kode tidak cocok. Isi kode terbaru dari aplikasi Anda."),
        "too_many_login_attempts": gettext_lazy(
            "Terlalu banyak percobaan. Coba lagi 15 menit lagi."
        ),
        "rate_limited": gettext_lazy("Terlalu banyak percobaan. Coba lagi 15 menit lagi."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: people are invited."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Whether somebody may be sent on to `url` after signing in."""
        return bool(url) and is_local(str(url))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The library sends nothing; our own links and notices do."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """The pseudonym under which limits count the client."""
        address = super().get_client_ip(request)
        return pseudonym(address, today=timezone.now().date())

    def reauthenticate(self, user: Person, password: str) -> bool:
        """Whether the password is the signed-in person's; wrong ones count towards the lock."""
        return authenticate(self.request, email=user.email, password=password) == user

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Home."""
        return str(settings.LOGIN_REDIRECT_URL)


class TwoFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: secrets sealed at rest, passkeys bound to the public host name."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("Kode tidak cocok. Isi kode terbaru dari aplikasi Anda."),
        "cannot_delete_authenticator": gettext_lazy(
            "Peran Anda mewajibkan verifikasi dua langkah. Tambahkan cara lain dulu, "
            "baru hapus yang ini."
        ),
    }

    def get_totp_issuer(self) -> str:
        """The name the authenticator app shows."""
        return f"Bening {urlsplit(settings.BENING_PUBLIC_URL).hostname}"

    def build_totp_svg(self, url: str) -> str:
        """The QR code of the secret."""
        import segno  # noqa: PLC0415 - used here only

        return str(segno.make(url, error="m").svg_inline(scale=4, border=2, svgclass=None))

    def encrypt(self, text: str) -> str:
        """Sealed under a key derived from the installation's secret."""
        return _box().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """What `encrypt` sealed."""
        return _box().decrypt(encrypted_text.encode("ascii")).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Not the last one of a person whose role asks for a second factor."""
        from allauth.mfa.models import Authenticator  # noqa: PLC0415 - needs the applications

        if not must_have_second_factor(authenticator.user):
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(
            pk=authenticator.pk
        )
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def generate_authenticator_name(self, user: Person, type: Any) -> str:  # noqa: A002
        """A name for a new passkey."""
        return _("Kunci sandi")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The host name passkeys are bound to: that of `BENING_PUBLIC_URL`."""
        return {"id": str(urlsplit(settings.BENING_PUBLIC_URL).hostname), "name": "Bening"}


class AgencyLoginAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Sign-in through the agency's OpenID Connect: for invited people only."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody becomes a person by signing in elsewhere."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Ties a first sign-in to the person of the same verified address, or refuses it.

        Token and profile must be about the same subject (OpenID Connect Core 1.0, 5.3.2).
        """
        said = sociallogin.account.extra_data
        subjects = {said[part].get("sub") for part in ("userinfo", "id_token") if said.get(part)}
        if len(subjects) > 1:
            _turn_back(request, _("Jawaban penyedia SSO tidak cocok satu sama lain. Coba lagi."))
        if sociallogin.is_existing:
            return
        claims = said.get("userinfo") or said.get("id_token") or said
        email = str(claims.get("email") or "").lower()
        verified = claims.get("email_verified") is True
        person = Person.objects.filter(email=email, is_active=True).first() if verified else None
        if person is None:
            _turn_back(
                request,
                _(
                    "Akun SSO ini belum terdaftar di Bening dengan surel terverifikasi. "
                    "Minta undangan kepada admin instansi."
                ),
            )
        sociallogin.connect(request, person)


def _turn_back(request: HttpRequest, why: str) -> NoReturn:
    messages.error(request, why)
    raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))


def _box() -> Fernet:
    import base64  # noqa: PLC0415 - used here only
    import hashlib  # noqa: PLC0415 - needs the applications

    key = hashlib.sha256(b"second-factor|" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
