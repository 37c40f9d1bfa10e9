"""All settings of Limber, read from the environment. README.md lists them; every one has a safe default.

Everything that changes while Limber runs (database, photos, collected static files, secret key) lives in `var/`.
"""

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env, validate

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
if not os.environ.get("LIMBER_IGNORE_DOT_ENV"):  # the suite must not depend on a person’s own file
    env.read_env(BASE_DIR / ".env", recurse=False)

VAR = Path(env.str("LIMBER_VAR", str(BASE_DIR / "var")))
VAR.mkdir(mode=0o700, parents=True, exist_ok=True)


def secret_key() -> str:
    """Give the signing key: SECRET_KEY, or the file that `make run` made once."""
    key, file = env.str("SECRET_KEY", ""), VAR / "secret-key"
    if not key and file.exists():
        key = file.read_text().strip()
    if len(key) < 40:
        raise ImproperlyConfigured(
            "SECRET_KEY is missing or shorter than 40 characters. Run `bin/secret-key` once to make "
            f"{file}, or set SECRET_KEY to what `python3 -c 'import secrets; print(secrets.token_urlsafe(50))'` prints."
        )
    return key


# The host's choices -------------------------------------------------------------------------------------------------
LIMBER_REGISTRATION = env.str("LIMBER_REGISTRATION", "open", validate=validate.OneOf(["open", "invited", "closed"]))
LIMBER_MINIMUM_AGE = env.int("LIMBER_MINIMUM_AGE", 18, validate=validate.Range(min=0, max=120))
LIMBER_EVENING_HOUR = env.int("LIMBER_EVENING_HOUR", 18, validate=validate.Range(min=12, max=23))
LIMBER_GET_READY_SECONDS = env.int("LIMBER_GET_READY_SECONDS", 5, validate=validate.Range(min=3, max=20))
# Two letters, for the emergency numbers; empty = a text that holds anywhere.
two_letters = validate.Regexp("^([A-Za-z]{2})?$", error="Write two letters, such as GB, or leave it out.")
LIMBER_COUNTRY = env.str("LIMBER_COUNTRY", "", validate=two_letters).upper()
LIMBER_HTTPS = env.bool("LIMBER_HTTPS", False)
LIMBER_PROXIES = env.int("LIMBER_PROXIES", 0, validate=validate.Range(min=0, max=5))
LIMBER_HOSTS = env.list("LIMBER_HOSTS", ["localhost", "127.0.0.1", "[::1]"])

# Django -------------------------------------------------------------------------------------------------------------
SECRET_KEY = secret_key()
DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = LIMBER_HOSTS
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

INSTALLED_APPS = [
    "config",
    "accounts",
    "stretches",
    "programs",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # allauth's pages of sessions and passkeys use it
    "django.forms",  # so that our form templates win over Django's
    "parler",
    "reversion",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "template_partials",
    "lucide",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.middleware.htmx_protocol",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.bounded_body",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "config.middleware.htmx_messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.local_time",
    "config.middleware.wrong_method",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.csp_nonce",
                "config.context.host",
            ],
        },
    }
]
FORM_RENDERER = "config.form_renderer.FormRenderer"

# Records ------------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR / 'db.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = 600
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # Write locks are taken at once: two tabs queue up instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: what was answered with "saved" survives a power cut.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Rate limits must be shared between processes, and one more service is too much for one process and SQLite.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
# Plain database sessions: one query a page, and ending a session elsewhere ends it now. `cached_db` on the
# database cache costs the same query, on a cache per process it would serve stale sessions, and signed cookies
# can't be revoked.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 8 * 7 * 24 * 3600  # a person who does a program of weeks need not sign in again

MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = VAR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.StaticFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # no page asks for the other names; compressing takes seconds
# A form is text: 1 MB of it is refused (413). Photos are files and bounded by `bounded_body`.
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
LIMBER_MAX_BODY = 12 * 1024 * 1024

# Language and time --------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True
PARLER_DEFAULT_LANGUAGE_CODE = "en"
PARLER_LANGUAGES = {None: ({"code": "en"},), "default": {"fallbacks": ["en"], "hide_untranslated": False}}
PARLER_ENABLE_CACHING = False  # the published catalogue is read once a process; a second cache would go stale

# Mail ---------------------------------------------------------------------------------------------------------------
MAIL_IS_SET_UP = bool(env.str("EMAIL_URL", ""))
if MAIL_IS_SET_UP:
    mail = env.dj_email_url("EMAIL_URL")
    if not mail.get("EMAIL_BACKEND"):
        raise ImproperlyConfigured("EMAIL_URL is not understood. Write submission://user:password@mail.example:587")
    globals().update(mail)
    # A mail is sent while somebody waits; a host that never answers must not hold the others up.
    EMAIL_TIMEOUT = mail.get("EMAIL_TIMEOUT") or 10
    DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", mail.get("EMAIL_HOST_USER") or "limber@localhost")
else:
    # Not the console: a mail holds addresses and links that sign people in, and the log holds nothing personal.
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

# Accounts -----------------------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if MAIL_IS_SET_UP else "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {"patient_join": "10/h/user"}  # a clinician’s tries at a code; the rest as allauth has it
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = LIMBER_PROXIES
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_ALLOW_UNVERIFIED_EMAIL = not MAIL_IS_SET_UP  # without mail nobody can verify an address
MFA_TOTP_ISSUER = "Limber"

# Security -----------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # data: is the QR code of two-step sign-in
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "config.views.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LIMBER_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
if LIMBER_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if LIMBER_HTTPS:
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in LIMBER_HOSTS]
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    # Other names under the same domain are not ours to decide about.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# Log: standard error, nothing personal ------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"impersonal": {"()": "config.log.Impersonal"}},
    "formatters": {"plain": {"()": "config.log.PlainFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["impersonal"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # 4xx answers are the visitors' affair; their paths and hosts may hold tokens.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
    },
}
