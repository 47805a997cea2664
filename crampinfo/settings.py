"""Every setting of CrampInfo, read from the environment.

`var/env` holds secrets only and lies beneath the real environment: what is set outside wins.
A variable that is missing or makes no sense stops the start, with the cure in the message.
"""

import sqlite3
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from csp.constants import NONCE
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from environs import Env, EnvError

from callbacks import rates

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = Env()
env.read_env(VAR_DIR / "env", recurse=False, override=False)


def read(reader, name: str, default, cure: str):
    """The variable `name`, read by an environs `reader`; nonsense is refused with `cure`."""
    try:
        return reader(name, default)
    except (EnvError, ValueError) as error:
        raise ImproperlyConfigured(f"{name} cannot be read ({error}). {cure}") from error


def secret(name: str, cure: str) -> str:
    """A secret that the site does not start without.

    Raises ImproperlyConfigured, which says how to make one, if it is missing or empty.
    """
    value = env.str(name, "").strip()
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. {cure} Put it into the environment or into var/env, "
            "or let `make run` write one for you."
        )
    return value


# --- Core ---------------------------------------------------------------------------------

DEBUG = read(env.bool, "DEBUG", False, "Set it to 1 on your own machine; leave it out everywhere else.")

SECRET_KEY = secret("SECRET_KEY", "It is any 50 random characters.")
if len(SECRET_KEY) < 32:
    raise ImproperlyConfigured("SECRET_KEY is too short to be a secret: give it at least 32 random characters.")

MAKE_FIELD_KEY = (
    'Make one with: python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())".'
)
FIELD_KEYS = [key.strip() for key in secret("FIELD_KEYS", MAKE_FIELD_KEY).split(",") if key.strip()]
try:
    [Fernet(key) for key in FIELD_KEYS]
except ValueError as error:
    raise ImproperlyConfigured(f"FIELD_KEYS holds something that is no Fernet key. {MAKE_FIELD_KEY}") from error

SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
_site = urlsplit(SITE_URL)
if _site.scheme not in ("http", "https") or not _site.hostname or _site.path:
    raise ImproperlyConfigured(
        f"SITE_URL is {SITE_URL!r}. Give the address readers type, without a path, such as https://www.example.org."
    )
HTTPS = _site.scheme == "https"

HOSTS_CURE = "Give host names with commas between them, such as www.example.org,example.org."
_named = [host.strip() for host in read(env.list, "ALLOWED_HOSTS", [_site.hostname], HOSTS_CURE)]
if not any(_named):
    raise ImproperlyConfigured(f"ALLOWED_HOSTS is empty: the site would answer nobody. {HOSTS_CURE}")
ALLOWED_HOSTS = [*filter(None, _named), "127.0.0.1", "localhost"]  # those two for probes on the machine itself

INSTALLED_APPS = [
    "modeltranslation",  # before the admin, whose classes it extends
    "crampinfo.apps.StaffSite",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "auditlog",
    "csp",
    "admin_ordering",
    "django_prose_editor",
    "articles",
    "callbacks",
    "crampinfo",
]

MIDDLEWARE = [
    "crampinfo.security.PublicPages",  # first in line: public pages know no cookie
    "django.middleware.security.SecurityMiddleware",
    "crampinfo.static_files.StaticFiles",
    "crampinfo.languages.OneAddress",  # /TR/ and language-swapped addresses
    "crampinfo.security.StaffSessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "crampinfo.security.StaffAuthentication",
    "crampinfo.security.StaffMessages",
    "crampinfo.security.StaffAudit",
    "crampinfo.security.StaffPolicy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "crampinfo.security.StaffAxes",  # last, as axes asks
]

ROOT_URLCONF = "crampinfo.urls"
ASGI_APPLICATION = "crampinfo.asgi.application"

TEMPLATES = [
    {
        "NAME": "desk",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    {
        "NAME": "readers",
        "BACKEND": "crampinfo.reader_templates.ReaderTemplates",
        "DIRS": [BASE_DIR / "templates" / "readers"],
        "APP_DIRS": False,
        "OPTIONS": {},
    },
]

# --- Database -----------------------------------------------------------------------------

DATABASES = {
    "default": read(
        env.dj_db_url,
        "DATABASE_URL",
        f"sqlite:///{VAR_DIR / 'crampinfo.sqlite3'}",
        "Give an address such as postgres://user:password@host/name or sqlite:////folder/file.sqlite3.",
    )
}
# Where a server is frozen or gone, a new connection fails in time for the spool, and a kept one would wait for it.
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # SQLite before 3.51.3 can corrupt a WAL database in a rare race (its own release notes): journal instead.
    DATABASES["default"]["CONN_MAX_AGE"] = 60  # seconds; a file does not freeze, and the door keeps its threads
    journal = "WAL" if sqlite3.sqlite_version_info >= (3, 51, 3) else "DELETE"
    cache = 500  # kB a connection, a quarter of the usual: no page gets dearer, since the system keeps the file as well
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL; PRAGMA cache_size=-{cache};",
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)  # then the spool takes requests
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Languages ----------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("tr", _("Turkish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["crampinfo.formats"]
TIME_ZONE = "Europe/Istanbul"
USE_TZ = True

MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_ENABLE_FALLBACKS = False  # a missing text is absent; compose decides what stands in for it
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ()}

# --- Call line ----------------------------------------------------------------------------

CALL_LIMITS = read(
    lambda name, default: rates.parse(str(env.str(name, default))),
    "CALL_LIMITS",
    "",
    "Give those that differ, with commas between them: address_soft=3/h,address_hard=20/h,phone=3/d,site=300/h.",
)

# Where requests wait while the database refuses them: best on another disk than the database.
SPOOL_FILE = Path(env.str("SPOOL_FILE", "").strip() or VAR_DIR / "spool" / "calls")
if not SPOOL_FILE.is_absolute() or SPOOL_FILE.is_dir():
    raise ImproperlyConfigured(
        f"SPOOL_FILE is {str(SPOOL_FILE)!r}. Give the full path of a file, best on another disk: /srv/spool/calls."
    )

# --- Sources ------------------------------------------------------------------------------

LINK_CHECKS = read(
    env.bool, "LINK_CHECKS", True, "Set it to 0 if the worker shall not ask whether sources still answer."
)

# --- Mail ---------------------------------------------------------------------------------

EMAIL_CURE = "Give an address such as smtp://user:password@host:25, submission:// for TLS; leave it out to log mails."
_email = read(env.dj_email_url, "EMAIL_URL", "console://", EMAIL_CURE)
if "EMAIL_BACKEND" not in _email:
    raise ImproperlyConfigured(f"EMAIL_URL names no way to send mail. {EMAIL_CURE}")
EMAIL_BACKEND, EMAIL_FILE_PATH = _email["EMAIL_BACKEND"], _email["EMAIL_FILE_PATH"]
EMAIL_HOST, EMAIL_PORT = _email["EMAIL_HOST"] or "localhost", _email["EMAIL_PORT"] or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_USER"] or "", _email["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_SSL, EMAIL_USE_TLS = _email["EMAIL_USE_SSL"], _email["EMAIL_USE_TLS"]
EMAIL_TIMEOUT = 5  # seconds; far below the lease that a worker has on a mail (callbacks/outbox.py)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _email.get("DEFAULT_FROM_EMAIL", f"crampinfo@{_site.hostname}")

CALL_TEAM_EMAIL = [each.strip() for each in env.str("CALL_TEAM_EMAIL", "").split(",") if each.strip()]
try:
    for each in CALL_TEAM_EMAIL:
        validate_email(each)
except ValidationError:
    raise ImproperlyConfigured(
        "CALL_TEAM_EMAIL holds something that is no mail address. Give one or more with commas between them, such as "
        "calls@hospital.example; leave it out if nobody is to be told by mail."
    ) from None

# --- Static files -------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

WHITENOISE_MIMETYPES = {".speculationrules": "application/speculationrules+json"}

# --- Pages kept ready ---------------------------------------------------------------------

PREPARED_BYTES = read(
    env.int, "PREPARED_BYTES", 64 * 1024 * 1024, "Give the memory for ready pages in each process: 64000000 bytes."
)

# --- Staff --------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "crampinfo.security.client_address"
AXES_ENABLE_ADMIN = False

AUDITLOG_DISABLE_REMOTE_ADDR = True  # it believes X-Forwarded-For, and who is enough without whence
AUDITLOG_CID_HEADER = None  # a sender's own words have no place in the audit

TRUSTED_PROXY_COUNT = read(
    env.int, "TRUSTED_PROXY_COUNT", 0, "Give the number of proxies of your own in front of the site: 0, 1 or 2."
)
if TRUSTED_PROXY_COUNT < 0:
    raise ImproperlyConfigured("TRUSTED_PROXY_COUNT is below zero. Give the number of your own proxies: 0, 1 or 2.")

# --- Security -----------------------------------------------------------------------------
# The rest of the headers, and which pages get them, is in crampinfo/security.py.

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"  # no-referrer would send Origin: null with the call form
SECURE_CROSS_ORIGIN_OPENER_POLICY = None  # crampinfo/security.py says it, and where
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_COUNT else None
X_FRAME_OPTIONS = "DENY"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-token" if HTTPS else "token"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600

CONTENT_SECURITY_POLICY = {  # for /admin/ only; public pages carry one constant string
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'", NONCE],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# A call form is under 2 kB and an article in the admin under 200 kB with some 700 fields.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# Whom to tell of a weakness, in /.well-known/security.txt (RFC 9116).
SECURITY_CONTACT = [each.strip() for each in env.str("SECURITY_CONTACT", "").split(",") if each.strip()]
if any(not each.startswith(("mailto:", "https://", "tel:")) or len(each.split()) > 1 for each in SECURITY_CONTACT):
    raise ImproperlyConfigured(
        "SECURITY_CONTACT holds something that is no address of the kind RFC 9116 asks for. Give one or more with "
        "commas between them, such as mailto:security@hospital.example,https://hospital.example/security."
    )

# --- Logging ------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "crampinfo": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "callbacks": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "axes": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
SILENCED_SYSTEM_CHECKS = ["axes.W002"]  # it looks for its middleware by name; ours is a subclass for /admin/ only
