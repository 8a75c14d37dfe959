"""`make serve`: one machine, no outside services, readable errors only when DEBUG=1 asks for them."""

from .base import *  # noqa: F403
from .base import SECRET_KEY, VAR_DIR, env

VAR_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = SECRET_KEY or "for-development-only-never-in-production-0123456789"  # noqa: S105
ALLOWED_HOSTS = ["*"]
DEMO_PASSWORD_FILE = VAR_DIR / "demo-password"
# Straight from the source folders: nothing to collect before a start.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MANIFEST_STRICT = False
# The shops of the sample content are invented: there is nothing to find.
CHECK_PAID_LINKS = env.bool("CHECK_PAID_LINKS", False)
