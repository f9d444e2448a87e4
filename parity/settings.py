"""All settings, read from the environment (settings.md); production refuses unsafe values."""

import datetime
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from parity.settings_of_accounts import *  # noqa: F403
from parity.settings_of_accounts import PRODUCTION, env

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env.bool("DEBUG", not PRODUCTION)
# Whom backups are encrypted to, and the key they are sealed with (empty: one that follows from SECRET_KEY).
PARITY_BACKUP_TO: str = env.str("PARITY_BACKUP_TO", "")
PARITY_BACKUP_KEY: str = env.str("PARITY_BACKUP_KEY", "")
PARITY_DATA: Path = env.path("PARITY_DATA", BASE_DIR / "var")


def development_key() -> str:
    """A key of this machine's own, made once and readable by its owner only."""
    path = PARITY_DATA / "secret-key"
    if not path.exists():
        PARITY_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()


SECRET_KEY: str = env.str("SECRET_KEY", "") or ("" if PRODUCTION else development_key())
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"])
if PRODUCTION:
    if DEBUG:
        raise ImproperlyConfigured("DEBUG is on in production; unset DEBUG.")
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure"):
        raise ImproperlyConfigured("SECRET_KEY is missing or weak in production; set a random one of 50 characters.")
    if not ALLOWED_HOSTS or any(host.startswith("*") for host in ALLOWED_HOSTS):
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the host names served in production; * is refused.")

INSTALLED_APPS = [
    "meetings",
    "panels",
    "bodies",
    "staff",
    "accounts",
    "reports",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_tables2",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "parity.middleware.CompressedPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "parity.middleware.PrivatePagesMiddleware",
    "parity.middleware.ReadableAddressMiddleware",
    "parity.middleware.LockedMeetingMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.second_step.SecondStepMiddleware",
]
# Which side this process serves: the site for everyone, the desk behind a sign-in, or both. The public site knows
# neither accounts nor sessions: what it does not have it cannot leak.
PARITY_SIDE: str = env.str("PARITY_SIDE", "both")
if PARITY_SIDE not in {"public", "desk", "both"}:
    raise ImproperlyConfigured(f"PARITY_SIDE is {PARITY_SIDE!r}; expected public, desk or both.")
OF_THE_DESK = (
    "django.contrib.sessions.",
    "django.middleware.csrf.",
    "django.contrib.auth.",
    "django.contrib.messages.",
    "django_htmx.",
    "parity.middleware.Private",
    "allauth.",
    "accounts.",
)
if PARITY_SIDE == "public":
    MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith(OF_THE_DESK)]
    NOT_PUBLIC = ("django.contrib.admin", "accounts", "allauth")
    INSTALLED_APPS = [name for name in INSTALLED_APPS if not name.startswith(NOT_PUBLIC)]
    # Nobody is signed in, so there is no request to forge.
    SILENCED_SYSTEM_CHECKS = ["security.W003"]
ROOT_URLCONF = "parity.urls"
WSGI_APPLICATION = "parity.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "parity.context.page_frame",
            ],
        },
    },
]

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{PARITY_DATA / 'parity.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Measured: these options lose no transaction under concurrent writers; the defaults lose many
    # (0012-sqlite-options.md).
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
    }
    PARITY_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    # The owner's alone from its first byte; the files of the write-ahead log take the same mode.
    Path(DATABASES["default"]["NAME"]).touch(mode=0o600)
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Whoever asks while the database is away learns it soon, instead of holding a worker.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
# A language is offered once its translation is complete: a page half in another language helps nobody.
OFFICIAL_LANGUAGES = {
    "en": _("English"),
    "fr": _("French"),
    "es": _("Spanish"),
    "ar": _("Arabic"),
    "ru": _("Russian"),
    "zh-hans": _("Chinese"),
}
LANGUAGES = [(code, OFFICIAL_LANGUAGES[code]) for code in env.list("PARITY_LANGUAGES", ["en"])]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
# 7 March 2025 and never 03/07/2025, which is another day to half of the readers.
FORMAT_MODULE_PATH = "parity.formats"

DJANGO_TABLES2_TEMPLATE = "components/table.html"

STATIC_URL = "/static/"
STATIC_ROOT: Path = env.path("PARITY_STATIC", BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "parity" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Files of releases, in folders whose names nobody can guess; several web machines may share an object storage.
    "releases": {
        "BACKEND": env.str("PARITY_RELEASE_STORAGE", "django.core.files.storage.FileSystemStorage"),
        "OPTIONS": env.json("PARITY_RELEASE_STORAGE_OPTIONS", {})
        or {"location": PARITY_DATA / "releases", "directory_permissions_mode": 0o700},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# The empty inline style is set by the chart library on elements it creates; nothing else is let through.
EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, EMPTY_STYLE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
if PRODUCTION:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    # A probe asks the process itself, without the proxy; neither answer holds any data.
    SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

# Limits on what is read (lists.md, *What is read*); the command line may raise the rows.
PARITY_UPLOAD_BYTES: int = env.int("PARITY_UPLOAD_BYTES", 10_000_000)
PARITY_MAX_ROWS: int = env.int("PARITY_MAX_ROWS", 20_000)
# The same for documents: a PDF, a Word file or the text of one. The web server must wait longer than these seconds.
PARITY_DOCUMENT_BYTES: int = env.int("PARITY_DOCUMENT_BYTES", 20_000_000)
PARITY_DOCUMENT_PAGES: int = env.int("PARITY_DOCUMENT_PAGES", 2_000)
PARITY_DOCUMENT_MEMORY_BYTES: int = env.int("PARITY_DOCUMENT_MEMORY_BYTES", 1_073_741_824)
PARITY_DOCUMENT_CPU_SECONDS: int = env.int("PARITY_DOCUMENT_CPU_SECONDS", 40)
PARITY_DOCUMENT_SECONDS: int = env.int("PARITY_DOCUMENT_SECONDS", 45)
DATA_UPLOAD_MAX_MEMORY_SIZE = max(PARITY_UPLOAD_BYTES, PARITY_DOCUMENT_BYTES) + 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o600

# Whether one person may enter and lock, or approve and publish, with a reason that the release then prints.
PARITY_FOUR_EYES_WAIVER: bool = env.bool("PARITY_FOUR_EYES_WAIVER", False)

# How long is kept what is not the record itself; `retain` lets go of what is over (settings.md).
PARITY_KEEP_UNFINISHED_DAYS: int = env.int("PARITY_KEEP_UNFINISHED_DAYS", 30)
PARITY_KEEP_UNDONE_DAYS: int = env.int("PARITY_KEEP_UNDONE_DAYS", 90)
PARITY_KEEP_READINGS_DAYS: int = env.int("PARITY_KEEP_READINGS_DAYS", 730)
PARITY_KEEP_REPORTS_DAYS: int = env.int("PARITY_KEEP_REPORTS_DAYS", 365)
PARITY_KEEP_EXPERTS_DAYS: int = env.int("PARITY_KEEP_EXPERTS_DAYS", 90)
# Years after their last meeting, after which nothing names people any more; 0: they are kept.
PARITY_KEEP_PEOPLE_YEARS: int = env.int("PARITY_KEEP_PEOPLE_YEARS", 0)

# Mail: reminders of the panel desk, invitations, resets of passwords. Without an address of a server they are printed.
EMAIL_URL: str = env.str("EMAIL_URL", "")
if EMAIL_URL:
    _mail = urlsplit(EMAIL_URL)
    if _mail.scheme not in {"smtp", "smtp+tls", "smtps"}:
        raise ImproperlyConfigured("EMAIL_URL begins with none of smtp://, smtp+tls:// and smtps://.")
    EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or (465 if _mail.scheme == "smtps" else 25)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.scheme == "smtps", _mail.scheme == "smtp+tls"
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL: str = env.str("PARITY_MAIL_FROM", "parity@localhost")

# Panels: moderators, chairs and masters of ceremonies do not count as speakers unless the office decides so.
PARITY_COUNT_MODERATORS: bool = env.bool("PARITY_COUNT_MODERATORS", False)
# Staff: by when every level is to be in the band, how low the share of women or of men may be, and who says so.
PARITY_STAFF_GOAL: datetime.date = env.date("PARITY_STAFF_GOAL", datetime.date(2028, 12, 31))
PARITY_STAFF_FLOOR: int = env.int("PARITY_STAFF_FLOOR", 47)
PARITY_STAFF_SOURCE: str = env.str(
    "PARITY_STAFF_SOURCE", "Margin used in United Nations reporting on staff; unconfirmed, therefore a setting"
)
if not 0 < PARITY_STAFF_FLOOR <= 50:
    raise ImproperlyConfigured("PARITY_STAFF_FLOOR must be a whole number of per cent above 0 and up to 50.")
PARITY_DISCLAIMER: str = env.str(
    "PARITY_DISCLAIMER",
    "The designations employed and the presentation of the material do not imply the expression of any opinion "
    "whatsoever concerning the legal status of any country, territory, city or area or of its authorities, or "
    "concerning the delimitation of its frontiers or boundaries.",
)
# Releases: how the office names itself in citations, under which terms, and what it decided to publish.
PARITY_PUBLISHER: str = env.str("PARITY_PUBLISHER", "Office for disarmament")
# Where the missions are that letters go to; empty: their names alone.
PARITY_MISSIONS_IN: str = env.str("PARITY_MISSIONS_IN", "Geneva")
PARITY_RELEASE_TITLE: str = env.str("PARITY_RELEASE_TITLE", "Participation in disarmament meetings, by gender")
PARITY_LICENCE: str = env.str("PARITY_LICENCE", "CC-BY-3.0-IGO")
PARITY_ADDRESS: str = env.str("PARITY_ADDRESS", "https://parity.example" if PRODUCTION else "http://127.0.0.1:8000")
# Requests of the API that one reader may make in a minute.
PARITY_API_PER_MINUTE: int = env.int("PARITY_API_PER_MINUTE", 120)
# How long a process may go on showing an edition before it looks for a newer one.
PARITY_PUBLIC_SECONDS: int = env.int("PARITY_PUBLIC_SECONDS", 5)
# Where errors are reported from a copy of the site, which has no form; empty: nowhere.
PARITY_CONTACT: str = env.str("PARITY_CONTACT", "")
# The mandate by which figures of open lists are published by delegation; without one they are not.
PARITY_BY_DELEGATION: str = env.str("PARITY_BY_DELEGATION", "")
# Stata and SPSS files with every release; off where a machine has no memory for the process that writes them.
PARITY_STATA_AND_SPSS: bool = env.bool("PARITY_STATA_AND_SPSS", True)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "parity.logs.WithoutValues", "format": "{asctime} {levelname} {name} {message}", "style": "{"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django.server": {"handlers": ["stderr"], "propagate": False}},
}
