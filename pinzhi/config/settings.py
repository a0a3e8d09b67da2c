"""Django's settings, worked out from the environment (docs/operations.md has the table)."""

import os
import sys
from typing import Any

from csp.constants import NONE, SELF

from pinzhi.config.env import ROOT, database, evidence_store, read_env
from pinzhi.config.logs import LOGGING as LOGGING  # noqa: PLC0414 -- Django reads it here

ENV = read_env()
DEBUG = ENV.debug
SECRET_KEY = ENV.secret_key
ALLOWED_HOSTS = list(ENV.allowed_hosts) or ["127.0.0.1", "localhost", "[::1]", ENV.host]

ROOMS = [
    "pinzhi.common",
    "pinzhi.trail",
    "pinzhi.people",
    "pinzhi.places",
    "pinzhi.files",
    "pinzhi.standards",
    "pinzhi.plans",
    "pinzhi.records",
    "pinzhi.cases",
    "pinzhi.handovers",
    "pinzhi.scores",
    "pinzhi.field",
    "pinzhi.studio",
    "pinzhi.console",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_htmx",
    "procrastinate.contrib.django",
    *ROOMS,  # before allauth: their templates and wordings come first
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "pinzhi.common.timing.Timing",
    "pinzhi.field.sync.lane.PhoneLane",
    "pinzhi.trail.middleware.request_origin",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pinzhi.people.middleware.DutiesFirst",
    "pinzhi.common.middleware.Refusals",
]
ROOT_URLCONF = "pinzhi.config.urls"
ASGI_APPLICATION = "pinzhi.config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pinzhi.console.context.shell",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [("django.template.loaders.cached.Loader", _LOADERS)],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"


def _database() -> dict[str, Any]:
    if ENV.database_url:
        found = database(ENV.database_url)
    else:
        from pinzhi.runtime.cluster import connection_settings

        own = connection_settings(ENV.var)
        found = {
            "NAME": own["dbname"],
            "USER": own["user"],
            "PASSWORD": own["password"],
            "HOST": own["host"],
            "PORT": own["port"],
        }
    options: dict[str, Any] = {"connect_timeout": 5, **found.pop("OPTIONS", {})}  # type: ignore[dict-item]
    if "pytest" not in sys.modules:
        options["pool"] = {"min_size": 2, "max_size": 10, "timeout": 3}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **found,
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,
        "TEST": {"NAME": os.environ.get("PINZHI_TEST_DB", f"test_{found['NAME']}")},
    }


DATABASES = {"default": _database()}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "pinzhi_cache",
    }
}

AUTH_USER_MODEL = "people.Staff"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["pinzhi.people.hashers.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
] + [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("number", "name", "phone", "email")},
    }
]
SCOPE_OF = "pinzhi.places.scope.scope_of"
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.trusted_proxies
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "pinzhi.people.adapter.StaffAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "number"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "pinzhi.people.forms.sign_in.SignInForm",
    "change_password": "pinzhi.people.forms.sign_in.NewPasswordForm",
    "reauthenticate": "pinzhi.people.forms.sign_in.PasswordAgainForm",
}
# Passwords are counted by people/throttle.py; what is left here is the second factor's code.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "5/5m/key"}
MFA_ADAPTER = "pinzhi.people.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Pinzhi"
MFA_FORMS = {
    "authenticate": "pinzhi.people.forms.sign_in.SecondFactorForm",
    "reauthenticate": "pinzhi.people.forms.sign_in.SecondFactorAgainForm",
    "activate_totp": "pinzhi.people.forms.sign_in.SetUpForm",
}
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

LANGUAGE_CODE = ENV.language
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
TIME_ZONE = ENV.time_zone
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = ENV.var / "static"
STATICFILES_DIRS = [path for path in (ROOT / "client" / "dist",) if path.is_dir()]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "evidence": evidence_store(ENV.evidence_url, ENV.var / "evidence"),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        if "pytest" not in sys.modules and not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if ENV.production:
    SECURE_SSL_REDIRECT = ENV.https
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.https
    SECURE_HSTS_SECONDS = 31_536_000 if ENV.https else 0
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENV.https
    if ENV.trusted_proxies:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
METRICS_TOKEN = ENV.metrics_token
PROCRASTINATE_WORKER_DEFAULTS = {
    "concurrency": 2,
    "shutdown_graceful_timeout": 10,
    "delete_jobs": "successful",
}
