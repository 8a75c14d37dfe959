"""The site that is measured: built in a temporary folder, served as in production."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.serving.places import ROOT, manage, service_environment
from config.serving.processes import start, stop
from config.serving.services import services
from tests.benchmarks.errors import CannotMeasure
from tests.benchmarks.servers import free_port, running


@dataclass(frozen=True)
class Site:
    """A site on a port of its own; `environ` is what its processes get, with the production settings."""

    database: str
    folder: Path
    port: int
    environ: dict[str, str]

    @property
    def address(self) -> str:
        """Where it is served, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"


def describe(database: str, database_url: str, folder: Path, static: Path) -> Site:
    """A site that is to be built in `folder`, with the collected files of all sites in `static`."""
    port = free_port()
    settings = {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "PLUMBLINE_VAR": str(folder),
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(static),
        "DATABASE_URL": database_url,
        "SECRET_KEY": "only-for-measuring-on-this-machine-0123456789",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "SECURE_SSL_REDIRECT": "0",
        "DEMO_PASSWORD": "only-for-measuring",
        "FETCH_VIDEO_DETAILS": "0",
        "CHECK_PAID_LINKS": "0",
        # Comments come from many senders, whom a proxy on this machine names.
        "TRUSTED_PROXIES": "127.0.0.1/32",
    }
    return Site(database, folder, port, service_environment(port, {**os.environ, **settings}))


def build(sites: Sequence[Site], articles: int, comments: int) -> None:
    """Fill the databases, all at once, and collect the static files. Raises CannotMeasure."""
    filling = (sys.executable, "-m", "tests.benchmarks.content", str(articles), str(comments))
    collecting = manage("collectstatic", "--noinput", "--verbosity=0")
    # The production settings refuse sample content, as they should.
    dev = {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    processes = [start(filling, {**site.environ, **dev}, ROOT) for site in sites]
    processes.append(start(collecting, sites[0].environ, ROOT))
    try:
        if any(process.wait() for process in processes):
            raise CannotMeasure("The site could not be built; the reason stands above.")
    finally:
        stop(processes)


@contextmanager
def serving(site: Site) -> Iterator[int]:
    """Run the web server of `make serve` and of the systemd unit, with the production settings.

    Gives the number of its process group.
    """
    web = services(site.port)[0]
    with running(web.command, site.environ, site.port) as group:
        yield group


def ask_django(site: Site, module: str, *arguments: str) -> str:
    """Run `module` with the site's settings and database; return what it prints. Raises CannotMeasure."""
    command = [sys.executable, "-m", module, *arguments]
    result = subprocess.run(command, cwd=ROOT, env=site.environ, stdout=subprocess.PIPE, text=True)
    if result.returncode != 0:
        raise CannotMeasure(f"`{module}` failed on {site.database}.")
    return result.stdout
