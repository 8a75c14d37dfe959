"""What the terminal shows once the site answers: addresses and the sign-ins of the demo's staff."""

from collections.abc import Mapping

from config.serving.places import var_dir

STAFF = ("owner", "editor", "moderator")


def announcement(port: int, environ: Mapping[str, str]) -> str:
    """Return the lines to show; without a known password only the addresses."""
    address = f"http://localhost:{port}"
    lines = ["", "Plumbline is ready.", f"  Site   {address}/", f"  Admin  {address}/admin/"]
    password, origin = _password(environ)
    if password:
        lines += [f"  Staff  {', '.join(STAFF)}", f"         password {password} (from {origin})"]
    return "\n".join([*lines, "Ctrl-C stops everything.", ""])


def _password(environ: Mapping[str, str]) -> tuple[str, str]:
    if environ.get("DEMO_PASSWORD"):
        return environ["DEMO_PASSWORD"], "DEMO_PASSWORD"
    file = var_dir(environ) / "demo-password"
    return (file.read_text(encoding="utf-8").strip(), str(file)) if file.exists() else ("", "")
