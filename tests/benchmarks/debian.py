"""Programs that come as Debian packages: found, or installed where that is possible."""

import os
import shutil
import subprocess

from tests.benchmarks.errors import CannotMeasure

# Debian keeps servers out of an ordinary person's PATH.
PLACES = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"])


def program(name: str) -> str:
    """Return the path of `name`, after installing the Debian package of that name as root if needed.

    Raises CannotMeasure with the line to type where it can't be installed.
    """
    found = _found(name) or (_install(name) and _found(name))
    if not found:
        raise CannotMeasure(f"{name} is missing. Install it: sudo apt-get install {name}")
    return found


def _found(name: str) -> str | None:
    return shutil.which(name, path=PLACES)


def _install(package: str) -> bool:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installing Debian's {package}.", flush=True)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package])
    results = [
        subprocess.run(
            ["apt-get", *command], env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        for command in commands
    ]
    return results[-1].returncode == 0
