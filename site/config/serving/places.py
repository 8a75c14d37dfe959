"""Where things are on this machine, and the environment that every service gets."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def var_dir(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder for everything that is made while running; PLUMBLINE_VAR moves it."""
    return Path(environ.get("PLUMBLINE_VAR") or ROOT / "var")


def database_url(environ: Mapping[str, str] = os.environ) -> str:
    """Return the address of the database that the settings will use."""
    return environ.get("DATABASE_URL") or f"sqlite:///{var_dir(environ) / 'db.sqlite3'}"


def service_environment(port: int, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment of a service: both source roots on the path, development settings.

    What is set already wins, so that the same command runs other settings or another address.
    """
    paths = [str(ROOT / "site"), str(ROOT), environ.get("PYTHONPATH", "")]
    defaults = {
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "SITE_URL": f"http://localhost:{port}",
        "PYTHONUNBUFFERED": "1",
    }
    return {**defaults, **environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def manage(*arguments: str) -> tuple[str, ...]:
    """Return the command line for one of Django's commands."""
    return (sys.executable, str(ROOT / "manage.py"), *arguments)
