"""Settings of people and signing in: passwords, allauth, second factors, SSO, the lock of five.

`bening.config.settings` takes every name in capitals from here; nothing else imports this module.
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from bening.config.environment import SettingRefused, flag, text

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "bening.accounts.backends.PersonBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "bening.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are invited: the link proves the address
ACCOUNT_SESSION_REMEMBER = True  # how long a session lasts is SESSION_COOKIE_AGE
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {
    "login": "bening.accounts.signin_forms.SignInForm",
    "change_password": "bening.accounts.signin_forms.PasswordForm",
    "reauthenticate": "bening.accounts.signin_forms.ConfirmForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    # The key is the account: for passwords the lock of five comes first, codes stop here.
    "login_failed": "30/m/ip,6/15m/key",
    "reset_password": "10/m/ip",
    "accept": "20/m/ip",
}

MFA_ADAPTER = "bening.accounts.adapters.TwoFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "bening.accounts.signin_forms.CodeForm",
    "reauthenticate": "bening.accounts.signin_forms.ConfirmCodeForm",
    "activate_totp": "bening.accounts.signin_forms.ActivateForm",
    "login_webauthn": "bening.accounts.signin_forms.PasskeySignInForm",
    "authenticate_webauthn": "bening.accounts.signin_forms.PasskeyStepForm",
    "reauthenticate_webauthn": "bening.accounts.signin_forms.PasskeyConfirmForm",
    "add_webauthn": "bening.accounts.signin_forms.PasskeyForm",
    "edit_webauthn": "bening.accounts.signin_forms.RenamePasskeyForm",
}
USERSESSIONS_ADAPTER = "bening.accounts.security_events.SessionsAdapter"
# A demo of made-up people asks nobody for a second factor.
BENING_DEMO = flag("BENING_DEMO")
BENING_REQUIRE_TWO_FACTOR = flag("BENING_REQUIRE_TWO_FACTOR", default=not BENING_DEMO)

BENING_OIDC_ISSUER = text("BENING_OIDC_ISSUER").rstrip("/")
BENING_OIDC_NAME = text("BENING_OIDC_NAME", "SSO instansi")
OIDC_ORIGINS: list[str] = []
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = "masuk"
SOCIALACCOUNT_ADAPTER = "bening.accounts.adapters.AgencyLoginAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if BENING_OIDC_ISSUER:
    _issuer = urlsplit(BENING_OIDC_ISSUER)
    if _issuer.scheme != "https" or not _issuer.hostname:
        raise SettingRefused("BENING_OIDC_ISSUER", "harus alamat https:// penyedia SSO.")
    OIDC_ORIGINS = [f"https://{_issuer.netloc}"]
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": BENING_OIDC_NAME,
                    "client_id": text("BENING_OIDC_CLIENT_ID", required=True),
                    "secret": text("BENING_OIDC_CLIENT_SECRET", required=True),
                    "settings": {"server_url": BENING_OIDC_ISSUER},
                }
            ],
        }
    }

# Counting by account alone is meant: see bening/accounts/lockout.py.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_HANDLER = "bening.accounts.lockout.Attempts"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_CALLABLE = "bening.accounts.lockout.counted_account"
AXES_CLIENT_IP_CALLABLE = "bening.accounts.lockout.no_address"
AXES_LOCKOUT_CALLABLE = "bening.accounts.lockout.locked_page"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_ENABLE_ADMIN = False
AXES_SENSITIVE_PARAMETERS = ["login", "password", "csrfmiddlewaretoken", "next", "code"]
