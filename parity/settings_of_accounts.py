"""Settings of signing in: limits, passwords, sessions (security.md); ``settings.py`` takes them over as they are."""

from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured
from environs import Env

env = Env()

PARITY_MODE: str = env.str("PARITY_MODE", "production")
if PARITY_MODE not in {"development", "production"}:
    raise ImproperlyConfigured(f"PARITY_MODE is {PARITY_MODE!r}; expected development or production.")
PRODUCTION = PARITY_MODE == "production"

# Proxies of ours that add to X-Forwarded-For.
PARITY_PROXIES: int = env.int("PARITY_PROXIES", 1 if PRODUCTION else 0)
ALLAUTH_TRUSTED_PROXY_COUNT = PARITY_PROXIES

# Whether one person gives roles, with notice to all who answer for data protection; no: a second one agrees.
PARITY_ROLES_BY_ONE: bool = env.bool("PARITY_ROLES_BY_ONE", False)

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.GuessedPasswordValidator"},
]
# Sign-in (security.md). One backend: a wrong password is hashed once. Limits are kept in the database, so that they
# hold in all processes together; their keys are hashed, so that no table holds an address or a name.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "parity_limits",
        "KEY_FUNCTION": "parity.cache_keys.hashed",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
AUTHENTICATION_BACKENDS = ["accounts.backends.OfficeAccountBackend"]
ACCOUNT_ADAPTER = "accounts.adapters.OfficeAccounts"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "reset_password": "accounts.forms.ResetForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "reauthenticate": "accounts.forms.AgainForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {
    "login": "60/5m/ip",
    "login_failed": "30/15m/ip,10/15m/key",
    "reset_password": "10/h/ip,3/h/key",
    "reset_password_from_key": "20/h/ip",
}
MFA_ADAPTER = "accounts.second_step.OfficeSecondStep"
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.CodeAgainForm",
    "activate_totp": "accounts.forms.AuthenticatorForm",
    "add_webauthn": "accounts.forms.KeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Parity"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
EVERY_ROLE = [
    "official", "clerk", "reviewer", "publisher", "manager", "panel_desk", "panel_approver", "selection_desk",
    "hr_focal_point", "data_protection", "admin",
]  # fmt: skip
# Roles that open nothing before a second step is set up.
PARITY_SECOND_STEP_ROLES: list[str] = env.list("PARITY_SECOND_STEP_ROLES", EVERY_ROLE if PRODUCTION else [])
# After the second step a person may say that this computer need not ask for it; a new password or key ends that.
MFA_TRUST_ENABLED = True
PARITY_TRUST_DAYS: int = env.int("PARITY_TRUST_DAYS", 14)
MFA_TRUST_COOKIE_AGE = timedelta(days=PARITY_TRUST_DAYS)
MFA_TRUST_COOKIE_NAME = "__Host-computer" if PRODUCTION else "computer"
MFA_TRUST_COOKIE_SAMESITE = "Lax"
# Signing in with the organisation, by OpenID Connect; nothing of it is offered without an issuer.
PARITY_OIDC_ISSUER: str = env.str("PARITY_OIDC_ISSUER", "")
PARITY_OIDC_CLIENT: str = env.str("PARITY_OIDC_CLIENT", "")
PARITY_OIDC_SECRET: str = env.str("PARITY_OIDC_SECRET", "")
PARITY_OIDC_GROUPS: str = env.str("PARITY_OIDC_GROUPS", "groups")
PARITY_OIDC_ROLES: dict[str, str] = env.dict("PARITY_OIDC_ROLES", {})
PARITY_OIDC_ADDRESSES_VERIFIED: bool = env.bool("PARITY_OIDC_ADDRESSES_VERIFIED", False)
if PARITY_OIDC_ISSUER and not (PARITY_OIDC_CLIENT and PARITY_OIDC_SECRET):
    raise ImproperlyConfigured("PARITY_OIDC_ISSUER needs PARITY_OIDC_CLIENT and PARITY_OIDC_SECRET beside it.")
SOCIALACCOUNT_ADAPTER = "accounts.organisation.OfficeOrganisation"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
# The button is a link: a form would be stopped on its way to another site by our own policy.
SOCIALACCOUNT_LOGIN_ON_GET = True
ORGANISATION = {
    "provider_id": "organisation",
    "name": "organisation",
    "client_id": PARITY_OIDC_CLIENT,
    "secret": PARITY_OIDC_SECRET,
    "settings": {"server_url": PARITY_OIDC_ISSUER},
}
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [ORGANISATION] if PARITY_OIDC_ISSUER else []}
}
PASSWORD_RESET_TIMEOUT = 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "reports:home"

# A session ends after so long without a request, and after so long whatever happens.
PARITY_SESSION_IDLE_MINUTES: int = env.int("PARITY_SESSION_IDLE_MINUTES", 120)
PARITY_SESSION_HOURS: int = env.int("PARITY_SESSION_HOURS", 12)
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * PARITY_SESSION_HOURS
