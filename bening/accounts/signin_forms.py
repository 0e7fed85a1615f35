"""The sign-in library's forms with our words; the rules stay the library's."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bening.accounts.lockout import tries_left

# What the library lets through when an answer is forged or cut short.
BROKEN = (KeyError, TypeError, ValueError, AttributeError)


class SignInForm(LoginForm):  # type: ignore[misc]  # the package has no types
    """Address and password; a refusal says how many tries are left."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address, password = self.fields["login"], self.fields["password"]
        address.label = gettext_lazy("Alamat surel dinas")
        address.widget.attrs = {"autocomplete": "username webauthn", "inputmode": "email"}
        password.label = gettext_lazy("Kata sandi")
        password.help_text = ""
        password.widget.attrs = {"autocomplete": "current-password"}

    def _clean_with_password(self, credentials: dict[str, Any]) -> dict[str, Any]:
        try:
            return dict(super()._clean_with_password(credentials))
        except forms.ValidationError as error:
            if error.code != "email_password_mismatch":
                self.add_error("password", error)
            else:
                self.add_error("password", _refusal(tries_left(self.request)))
            return dict(self.cleaned_data)


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """A new password, for who knows the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", gettext_lazy("Kata sandi sekarang"))
        _say(
            self,
            "password1",
            gettext_lazy("Kata sandi baru"),
            gettext_lazy(
                "Paling sedikit 10 karakter. Beberapa kata acak lebih kuat dan mudah diingat."
            ),
        )
        _say(self, "password2", gettext_lazy("Kata sandi baru, sekali lagi"))

    def clean(self) -> Any:
        """Both new ones alike, in our words."""
        typed = self.cleaned_data
        if typed.get("password1") and typed["password1"] != typed.get("password2"):
            self.add_error("password2", _("Kedua kata sandi baru belum sama."))
        return typed


class ConfirmForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password", gettext_lazy("Kata sandi"))


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The code of the authenticator app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self, gettext_lazy("Kode dari aplikasi autentikator"))


class ConfirmCodeForm(ReauthenticateCodeForm):  # type: ignore[misc]
    """The same, before something delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self, gettext_lazy("Kode dari aplikasi autentikator"))


class ActivateForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self, gettext_lazy("Kode 6 angka yang ditampilkan aplikasi"))


class _Readable:
    """Refuses a passkey's answer that is no such answer at all; the library would break on it."""

    def clean_credential(self) -> Any:
        """The library's own check."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except BROKEN as error:
            raise forms.ValidationError(_("Kunci sandi tidak dapat dibaca. Coba lagi.")) from error


class PasskeySignInForm(_Readable, LoginWebAuthnForm):  # type: ignore[misc]
    """Signing in by passkey alone."""


class PasskeyStepForm(_Readable, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as the second step."""


class PasskeyConfirmForm(_Readable, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey before something delicate."""


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey: it always proves its owner by fingerprint, face or PIN."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self,
            "name",
            gettext_lazy("Nama kunci sandi"),
            gettext_lazy("Misalnya “Ponsel dinas”, supaya Anda mengenalinya di daftar."),
        )

    def clean(self) -> Any:
        """The library's own check."""
        try:
            return super().clean()
        except BROKEN as error:
            raise forms.ValidationError(_("Kunci sandi tidak dapat dibaca. Coba lagi.")) from error


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name of a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "name", gettext_lazy("Nama kunci sandi"))


def _refusal(left: int) -> str:
    if left == 0:
        return _(
            "Terlalu banyak percobaan. Akun ini dikunci 15 menit. "
            "Masuk dengan kunci sandi tetap bisa."
        )
    return _(
        "Surel atau kata sandi tidak cocok. "
        "Tersisa %(left)s percobaan sebelum akun dikunci 15 menit."
    ) % {"left": left}


def _say(form: forms.Form, name: str, label: Any, help_text: Any = "") -> None:
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


def _say_code(form: forms.Form, label: Any) -> None:
    _say(form, "code", label)
    form.fields["code"].widget.attrs.update(
        {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
    )
