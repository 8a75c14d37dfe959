"""nginx with one file, the yardstick: the same article without anything that makes it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.debian import program
from tests.benchmarks.servers import free_port, running

# As many workers as the site has, and like the site's server without an access log.
CONFIGURATION = """
{user}
worker_processes 2;
daemon off;
pid nginx.pid;
error_log stderr error;
events {{ worker_connections 256; }}
http {{
    types {{ text/html html; }}
    access_log off;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    server {{
        listen 127.0.0.1:{port};
        root files;
    }}
}}
"""


@contextmanager
def serving(page: bytes, folder: Path) -> Iterator[str]:
    """Serve `page` as a file from `folder` and give its address. Raises CannotMeasure."""
    command = [program("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    port = free_port()
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "index.html").write_bytes(page)
    # Started by root it would give up root's rights, and with them the sight of a temporary folder.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(CONFIGURATION.format(user=user, port=port), encoding="utf-8")
    with running(command, os.environ, port):
        yield f"http://127.0.0.1:{port}/index.html"
