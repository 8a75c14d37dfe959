"""`make test`: fast hashing, tasks at once, no address outside this machine is ever asked."""

import tempfile

from .base import *  # noqa: F403
from .base import database, env

DATABASE_URL = env.str("TEST_DATABASE_URL", "sqlite://:memory:")
DATABASES = {"default": database(DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # A pool would keep the test database open when it is to be dropped.
    DATABASES["default"]["OPTIONS"].pop("pool", None)

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
SITE_URL = WAGTAILADMIN_BASE_URL = "http://localhost"
MEDIA_ROOT = tempfile.mkdtemp(prefix="plumbline-media-")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
}
FETCH_VIDEO_DETAILS = False
CHECK_PAID_LINKS = False
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
