"""What every environment shares. Each environment variable is declared once, here, with its type."""

import zoneinfo
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _
from environs import Env

env = Env()

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = Path(env.str("PLUMBLINE_VAR", str(BASE_DIR / "var")))

# -- the environment: name, type, default -------------------------------------------------------
DATABASE_URL = env.str("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")
SECRET_KEY = env.str("SECRET_KEY", "")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])
SITE_URL = env.str("SITE_URL", "http://localhost:8000")
DEBUG = env.bool("DEBUG", False)
MEDIA_ROOT = env.str("MEDIA_ROOT", str(VAR_DIR / "media"))
STATIC_ROOT = env.str("STATIC_ROOT", str(VAR_DIR / "static"))
# One address becomes EMAIL_BACKEND, EMAIL_HOST and their kin: smtp://user:password@host:587/?tls=True
vars().update(env.dj_email_url("EMAIL_URL", "console://"))
# Seconds until a mail server that does not answer is given up for now; ?timeout= in EMAIL_URL changes it.
EMAIL_TIMEOUT: int = vars().get("EMAIL_TIMEOUT") or 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "plumbline@localhost")
TIME_ZONE = env.str("TIME_ZONE", "UTC")
LANGUAGE_CODE = env.str("LANGUAGE_CODE", "en")
# Networks whose X-Forwarded-For is believed, such as 127.0.0.1/32 for a proxy on the same machine.
TRUSTED_PROXIES: list[str] = env.list("TRUSTED_PROXIES", [])
# Days until a commenter's network address and browser are erased, with every copy of them.
COMMENT_SENDER_DAYS = env.int("COMMENT_SENDER_DAYS", 30)
# Akismet is asked about comments exactly when there is a key. The second is for tests of our own.
AKISMET_KEY = env.str("AKISMET_KEY", "")
AKISMET_URL = env.str("AKISMET_URL", "https://rest.akismet.com")
FETCH_VIDEO_DETAILS = env.bool("FETCH_VIDEO_DETAILS", True)
# Whether shops are asked once a day if paid links still lead there.
CHECK_PAID_LINKS = env.bool("CHECK_PAID_LINKS", True)
DEMO_PASSWORD = env.str("DEMO_PASSWORD", "")
# -------------------------------------------------------------------------------------------------

ALLOW_DEMO_CONTENT = True

INSTALLED_APPS = [
    # Ours first: templates and commands of ours win over those of the same name below.
    "config",
    "demo",
    "home",
    "articles",
    "exercises",
    "affiliates",
    "comments",
    "people",
    "pages",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtailmedia",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.AdminContentSecurityPolicy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pages.middleware.ExplainRefusedPublishing",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
            ],
        },
    }
]


def database(url: str) -> dict:
    """Django's settings for one database address, with what each engine needs to be safe.

    SQLite writes ahead and takes its lock when a transaction begins, so that two writers wait
    for each other instead of failing; its connections are kept, since opening one costs as much as
    all queries of a small request. PostgreSQL keeps a pool (which wants CONN_MAX_AGE 0).
    """
    settings: dict[str, Any] = dict(dj_database_url.parse(url))
    if settings["ENGINE"].endswith("sqlite3"):
        settings["ENGINE"] = "config.sqlite3"
        settings["CONN_MAX_AGE"] = 60
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
        }
    else:
        settings["CONN_MAX_AGE"] = 0
        settings["OPTIONS"] = {**settings.get("OPTIONS", {}), "pool": {"min_size": 1, "max_size": 8}}
    return settings


DATABASES = {"default": database(DATABASE_URL)}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Wagtail's own tasks (reference index, search index) are milliseconds of database work and must be
# true at the commit, so they run at once. What is slow or talks to others is given to the queue.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]},
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGES = [("en", _("English"))]
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "site" / "locale"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

LOGIN_URL = "wagtailadmin_login"

# -- security headers -------------------------------------------------------------------------------
# YouTube answers error 153 to Django's default of same-origin.
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
VIDEO_FRAMES = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "frame-src": [SELF, *VIDEO_FRAMES],
    }
}
# The admin's editor (Draft.js) sets inline styles and its date pickers and inline panels inline scripts.
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}
PERMISSIONS_POLICY: dict[str, str | list[str]] = {
    "autoplay": ["self", *VIDEO_FRAMES],
    "fullscreen": ["self", *VIDEO_FRAMES],
    "picture-in-picture": ["self", *VIDEO_FRAMES],
    "screen-wake-lock": "self",
    "camera": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# -- Wagtail ----------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Plumbline"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Browsers know no zone of the name that Debian gives to the machine's own.
WAGTAIL_USER_TIME_ZONES = sorted(zoneinfo.available_timezones() - {"localtime"})
WAGTAILIMAGES_IMAGE_MODEL = "pages.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "pages.image_forms.SiteImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 12 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILMEDIA = {
    "MEDIA_MODEL": "pages.SiteMedia",
    "MEDIA_FORM_BASE": "pages.media_forms.SiteMediaForm",
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
    "AUDIO_EXTENSIONS": ["mp3"],
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILEMBEDS_FINDERS: list = []
TAGGIT_CASE_INSENSITIVE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "secrets": {"()": "config.redaction.RedactSecrets"},
        "mail_addresses": {"()": "config.mail_addresses.HideMailAddresses"},
    },
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["secrets", "mail_addresses"],
        },
        # The task worker sets its loggers' level itself and would tell of every task's start and end.
        "problems": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "level": "WARNING",
            "filters": ["secrets", "mail_addresses"],
        },
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "plumbline": {"level": "INFO"},
        # Robots that try addresses of their own; the answer says it all.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        "django_tasks": {"handlers": ["problems"], "propagate": False},
        "django_tasks_db": {"handlers": ["problems"], "propagate": False},
    },
}
