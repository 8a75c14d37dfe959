"""Turn SVG into PNG with headless Chromium.

Chromium must be on the PATH, as `chromium`, `chromium-browser` or `google-chrome`.
Pillow, which Wagtail brings along, cuts sheets and reduces colours.
"""

import base64
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

ROOT = Path(__file__).resolve().parents[3]
FONT = ROOT / "static/fonts/literata-latin-var.woff2"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-quic", "--force-device-scale-factor=1", "--force-color-profile=srgb",
    "--default-background-color=00000000",
)  # fmt: skip


def font_rule() -> str:
    """CSS that brings Literata along inside the document: a picture may load no file."""
    data = base64.b64encode(FONT.read_bytes()).decode()
    return f"@font-face{{font-family:Literata;font-weight:200 900;src:url(data:font/woff2;base64,{data})}}"


def chromium() -> str:
    """Path of the browser.

    Raises FileNotFoundError when there is none on the PATH.
    """
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    message = "Chromium is needed to draw pictures and is not on the PATH."
    raise FileNotFoundError(message)


def render(svg: str, size: tuple[int, int]) -> Image.Image:
    """The SVG document as a picture of that size in pixels."""
    with TemporaryDirectory() as scratch:
        source, target = Path(scratch, "drawing.svg"), Path(scratch, "drawing.png")
        source.write_text(svg)
        command = [
            chromium(), *FLAGS, f"--user-data-dir={scratch}/profile",
            f"--window-size={size[0]},{size[1]}", f"--screenshot={target}", source.as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 our own arguments
        with Image.open(target) as picture:
            return picture.convert("RGBA")


def save(picture: Image.Image, target: Path, colours: int = 96) -> Path:
    """Write a palette PNG: flat colours need no more, and edges stay sharp."""
    target.parent.mkdir(parents=True, exist_ok=True)
    flat = picture.convert("RGB").quantize(
        colours, method=Image.Quantize.MEDIANCUT, kmeans=2, dither=Image.Dither.NONE
    )
    flat.save(target, optimize=True)
    return target
