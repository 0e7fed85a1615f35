"""Pages of signing in, of one's own account and of administering people.

The sign-in library's views stand here one by one under our paths: what is not listed does not exist
(sign-up, changes of the address, mails of its own).
"""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from allauth.socialaccount import views as social
from allauth.usersessions import views as sessions
from django.urls import include, path

from bening.accounts.views import administration, entrance, imports, own, people, team

library = [
    path("masuk/", account.login, name="account_login"),
    path("keluar/", account.logout, name="account_logout"),
    path("masuk/nonaktif/", account.account_inactive, name="account_inactive"),
    path("masuk/dua-langkah/", factor.authenticate, name="mfa_authenticate"),
    path("masuk/kunci-sandi/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path("masuk/sso/batal/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("masuk/sso/gagal/", social.login_error, name="socialaccount_login_error"),
    path("akun/kata-sandi/", account.password_change, name="account_change_password"),
    path("akun/kata-sandi/buat/", account.password_set, name="account_set_password"),
    path("akun/konfirmasi/", account.reauthenticate, name="account_reauthenticate"),
    path("akun/konfirmasi/kode/", factor.reauthenticate, name="mfa_reauthenticate"),
    path(
        "akun/konfirmasi/kunci-sandi/",
        passkey.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("akun/keamanan/", factor.index, name="mfa_index"),
    path("akun/keamanan/aplikasi/", totp.activate_totp, name="mfa_activate_totp"),
    path("akun/keamanan/aplikasi/hapus/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "akun/keamanan/kode-pemulihan/",
        recovery.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "akun/keamanan/kode-pemulihan/buat/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "akun/keamanan/kode-pemulihan/unduh/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("akun/keamanan/kunci-sandi/", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("akun/keamanan/kunci-sandi/tambah/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path(
        "akun/keamanan/kunci-sandi/<int:pk>/hapus/",
        passkey.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path(
        "akun/keamanan/kunci-sandi/<int:pk>/nama/",
        passkey.edit_webauthn,
        name="mfa_edit_webauthn",
    ),
    path("akun/sesi/", sessions.list_usersessions, name="usersessions_list"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
]

ours = [
    path("unit/<uuid:key>/tim/", team.team, name="team"),
    path("masuk/lupa/", entrance.forgot, name="forgot"),
    path("undangan/<str:secret>/", entrance.accept, name="accept"),
    path("akun/", own.own, name="own"),
    path("akun/unit/", own.switch_unit, name="switch_unit"),
    path("akun/token/", own.tokens, name="tokens"),
    path("akun/token/<uuid:key>/cabut/", own.revoke_token, name="revoke_token"),
    path("administrasi/", administration.administration, name="administration"),
    path("administrasi/orang/", people.people, name="people"),
    path("administrasi/orang/baru/", people.add, name="person_new"),
    path("administrasi/orang/<uuid:key>/", people.person_page, name="person"),
    path("administrasi/orang/<uuid:key>/peran/", people.give_role, name="give_role"),
    path("administrasi/orang/<uuid:key>/tautan/", people.link, name="link"),
    path("administrasi/orang/<uuid:key>/nonaktif/", people.deactivate, name="deactivate"),
    path("administrasi/orang/<uuid:key>/aktif/", people.activate, name="activate"),
    path("administrasi/orang/<uuid:key>/penempatan/", people.post, name="post"),
    path("administrasi/penempatan/<uuid:key>/akhiri/", people.end_posting, name="end_posting"),
    path(
        "administrasi/orang/<uuid:key>/dua-langkah/",
        people.reset_second_factors,
        name="reset_second_factors",
    ),
    path("administrasi/peran/<uuid:key>/akhiri/", people.end_role, name="end_role"),
    path("administrasi/impor/<slug:word>/", imports.upload, name="import"),
    path("administrasi/impor/<slug:word>/templat/", imports.template, name="import_template"),
    path("administrasi/impor/periksa/<uuid:key>/", imports.preview, name="import_preview"),
]

urlpatterns = [*library, path("", include((ours, "accounts")))]
