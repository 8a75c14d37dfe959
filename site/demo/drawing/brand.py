"""The mark, a line and a bob, as favicon, home-screen icons and default social picture."""

from pathlib import Path

from raster import font_rule, render, save

FIELD, LANE, PAPER, BAND = "#1d4538", "#2b5848", "#f2f6ee", "#f2643a"
# The mark stands in a box of 12 by 36.
LINE = "M6 1.5v17"
BOB = "M2.2 18.5h7.6c1.3 3.6 1.3 6.6.3 9.3L6 35.5l-4.1-7.7c-1-2.7-1-5.7.3-9.3z"
LANES = (280, 400, 520, 640, 760, 880)


def mark(line: str, left: float, top: float, height: float) -> str:
    """The mark with a line of that path, scaled to a height in user units."""
    return (
        f'<g transform="translate({left:g} {top:g}) scale({height / 36:g})">'
        f'<path d="{line}" stroke="{PAPER}" stroke-width="2.5" stroke-linecap="round"/>'
        f'<path d="{BOB}" fill="{BAND}"/></g>'
    )


def icon(size: int, corner: float, share: float) -> str:
    """A square icon; the mark takes a share of its height."""
    height = 64 * share
    drawing = mark(LINE, 32 - height / 6, 32 - height / 2, height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 64 64">'
        f'<rect width="64" height="64" rx="{corner:g}" fill="{FIELD}"/>{drawing}</svg>\n'
    )


def social() -> str:
    """1200 by 630: the line falls from the upper edge, the name stands beside the bob."""
    lanes = "".join(f'<circle cx="1060" cy="800" r="{radius}"/>' for radius in LANES)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630">'
        f"<style>{font_rule()}</style>"
        f'<path fill="{FIELD}" d="M0 0h1200v630H0z"/>'
        f'<g fill="none" stroke="{LANE}" stroke-width="5">{lanes}</g>'
        f"{mark('M6 -40v58', 110, 130, 300)}"
        '<text x="258" y="402" font-family="Literata" font-weight="760" font-size="160"'
        f' letter-spacing="-3" fill="{PAPER}">Plumbline</text></svg>\n'
    )


def write_brand(folder: Path) -> list[Path]:
    """Write the favicon, the icons of an installed app and the social picture.

    A maskable icon may be cut to a circle of four fifths, so its mark is smaller.
    """
    folder.mkdir(parents=True, exist_ok=True)
    favicon = folder / "favicon.svg"
    favicon.write_text(icon(64, 14, 0.84))
    return [
        favicon,
        save(render(icon(180, 0, 0.72), (180, 180)), folder / "icon-180.png", 64),
        save(render(icon(192, 0, 0.72), (192, 192)), folder / "icon-192.png", 64),
        save(render(icon(512, 0, 0.72), (512, 512)), folder / "icon-512.png", 64),
        save(render(icon(512, 0, 0.58), (512, 512)), folder / "icon-512-maskable.png", 64),
        save(render(social(), (1200, 630)), folder / "social.png", 64),
    ]
