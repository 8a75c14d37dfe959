"""Sign-ins to try the site with: an owner, an editor and a comment moderator, with one password."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from demo.errors import DemoError
from home.groups import COMMENT_MODERATORS, EDITORS

GROUPS: dict[str, str | None] = {"owner": None, "editor": EDITORS, "moderator": COMMENT_MODERATORS}


def add_accounts() -> dict[str, Any]:
    """Make the accounts that are missing; returns all three by name.

    An account that somebody made under one of the names stays as it is.
    Raises DemoError where a group is missing or no password can be kept.
    """
    users = get_user_model()._default_manager
    known = {user.get_username(): user for user in users.filter(username__in=GROUPS)}
    return {name: known.get(name) or _make(name, group) for name, group in GROUPS.items()}


def follow_password() -> int:
    """Give our accounts the password of DEMO_PASSWORD, if it is set; returns how many changed.

    Without DEMO_PASSWORD nothing is touched, so that a password changed by hand stays.
    """
    users = get_user_model()._default_manager
    if not settings.DEMO_PASSWORD:
        return 0
    ours = users.filter(username__in=GROUPS, email__in=[_email(name) for name in GROUPS])
    others = [user for user in ours if not user.check_password(settings.DEMO_PASSWORD)]
    for user in others:
        user.set_password(settings.DEMO_PASSWORD)
        user.save(update_fields=["password"])
    file = _password_file()
    if file and file.exists():
        # Else it would go on naming a password that no longer opens anything.
        _keep(file, settings.DEMO_PASSWORD)
    return len(others)


def demo_password() -> str:
    """Return DEMO_PASSWORD, or the password kept in settings.DEMO_PASSWORD_FILE, made now if there is none.

    Raises DemoError where the settings name neither.
    """
    if settings.DEMO_PASSWORD:
        return settings.DEMO_PASSWORD
    file = _password_file()
    if file is None:
        raise DemoError(_("Set DEMO_PASSWORD: these settings keep no password of their own."))
    if not file.exists():
        _keep(file, secrets.token_urlsafe(12))
    return file.read_text(encoding="utf-8").strip()


def _make(name: str, group: str | None) -> Any:
    users = get_user_model()._default_manager
    make = users.create_user if group else users.create_superuser
    user = make(name, _email(name), demo_password())
    if group:
        user.groups.add(_group(group))
    return user


def _group(name: str) -> Group:
    try:
        return Group.objects.get(name=name)
    except Group.DoesNotExist:
        message = _("There is no group “%(name)s”. `manage.py migrate` makes it.")
        raise DemoError(message % {"name": name}) from None


def _email(name: str) -> str:
    return f"{name}@example.org"


def _password_file() -> Path | None:
    file = getattr(settings, "DEMO_PASSWORD_FILE", None)
    return Path(file) if file else None


def _keep(file: Path, password: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)  # before anything secret is in it
    file.write_text(f"{password}\n", encoding="utf-8")
