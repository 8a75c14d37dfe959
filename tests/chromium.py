"""Finds a Chromium for the browser tests, or installs one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def chromium() -> str | None:
    """Return the path of a Chromium: $CHROMIUM, the PATH, Playwright's own, or one installed now.

    As root on Debian the distribution's package is installed, elsewhere Playwright's download.
    None means that even this failed; the browser tests then say what is missing.
    """
    return _found() or (_install_for_debian() or _install_from_playwright()) and _found()


def _found() -> str | None:
    named = os.environ.get("CHROMIUM")
    names = [named] if named else NAMES
    on_path = next(filter(None, map(shutil.which, names)), None)
    if on_path or Path(ON_MACOS).exists():
        return on_path or ON_MACOS
    own = _playwrights_own()
    return own if Path(own).exists() else None


def _playwrights_own() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _install_for_debian() -> bool:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print("Installing Debian's chromium for the browser tests.", flush=True)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    packages = ["chromium", "fonts-dejavu-core"]
    update = subprocess.run(["apt-get", "update", "-qq"], env=environ, stdin=subprocess.DEVNULL)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    install = subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return update.returncode == 0 and install.returncode == 0


def _install_from_playwright() -> bool:
    print("Installing Playwright's Chromium for the browser tests.", flush=True)
    return subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"]).returncode == 0
