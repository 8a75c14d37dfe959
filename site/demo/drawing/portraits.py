"""Pictures of the invented people: head and shoulders in the line of the figures."""

from dataclasses import dataclass
from pathlib import Path

import draw
from anatomy import HEAD, Body
from draw import path, variables
from geometry import pair
from head import head_outlines
from raster import render, save

SIZE = (800, 800)
HEAD_AT = (200, 158)
UNIT = 158
NECK = "M166 190H234V292Q200 330 166 292Z"
SHADE = "M166 226Q200 262 234 226V262Q200 286 166 250Z"
SHOULDERS = (
    "M22 420C24 350 50 324 112 308C146 299 162 290 165 272Q200 332 235 272"
    "C238 290 254 299 288 308C350 324 376 350 378 420Z"
)
COLLAR = "M164 262L200 322 170 352 138 298ZM236 262L200 322 230 352 262 298Z"
# Strokes grow with the head; the eyes would vanish otherwise.
RULES = (
    ".o{stroke-width:12}.e{stroke-width:11}.v{fill:var(--v);stroke:var(--l);stroke-width:6}"
    ".n{fill:none;stroke:var(--l);stroke-width:5}.y{stroke:var(--s);stroke-width:4}"
)


@dataclass(frozen=True)
class Portrait:
    """A person, the field behind, the colours of the clothes and of the collar."""

    body: Body
    field: str
    top: str
    collar: str


PORTRAITS = {
    "alex-sample": Portrait(Body("umber", "crop", "black", beard=True), "#f4c3aa", "#7fa78f", "#5f8a74"),
    "jo-example": Portrait(Body("porcelain", "bob", "grey", glasses=True), "#cbdcdf", "#fdfdfa", "#e6ebe2"),
    "morgan-sample": Portrait(Body("almond", "bun", "brown"), "#f3ca6b", "#2f5d4c", "#3f7360"),
}


def at(x: float, y: float) -> str:
    """A place on the face, in head heights from its centre, as path data."""
    return pair((HEAD_AT[0] + x * UNIT, HEAD_AT[1] - y * UNIT))


def arch(left: float, right: float, y: float, rise: float) -> str:
    """A shallow curve across the face."""
    return f"M{at(left, y)}Q{at((left + right) / 2, y + rise)} {at(right, y)}"


def features(body: Body) -> str:
    """Brows or glasses, nose, and a level mouth."""
    strokes = f"M{at(0, 0.02)}Q{at(0.075, -0.13)} {at(-0.015, -0.13)}"
    mouth = arch(-0.085, 0.085, -0.27, -0.015)
    if body.glasses:
        rim = 0.125 * UNIT
        half = f"a{rim:.1f} {rim:.1f} 0 1 0"
        for x in (-0.17, 0.17):
            strokes += f"M{at(x - 0.125, 0.05)}{half} {2 * rim:.1f} 0{half} -{2 * rim:.1f} 0"
        strokes += arch(-0.045, 0.045, 0.06, 0.03)
    else:
        strokes += arch(-0.25, -0.09, 0.16, 0.05) + arch(0.09, 0.25, 0.16, 0.05)
    return path(strokes, "n") + path(mouth, "y" if body.beard else "n")


def portrait(spec: Portrait) -> str:
    """The portrait as an SVG document of 400 by 400 units."""
    shape = head_outlines(HEAD_AT, 90, UNIT / HEAD, spec.body, facing=True)
    layers = [
        ("behind", "o"), ("behind", "h"), (NECK, "o"), (SHOULDERS, "o"), (NECK, "s"), (SHADE, "f"),
        (SHOULDERS, "t"), (COLLAR, "v"), ("head", "o"), ("head", "s"), ("beard", "h"), ("hair", "h"),
        ("face", "e"),
    ]  # fmt: skip
    drawn = [f'<path fill="{spec.field}" d="M0 0h400v400H0z"/>']
    for name, kind in layers:
        data = name if name.startswith("M") else shape.get(name)
        if data:
            drawn.append(path(data, kind))
    drawn.append(features(spec.body))
    tone = {**draw.LIGHT, **draw.person_tone(spec.body), "t": spec.top, "v": spec.collar}
    style = f"svg{{{variables(tone)}}}{draw.RULES}{RULES}"
    return draw.document(drawn, style, SIZE, "0 0 400 400", "")


def write_portraits(folder: Path) -> list[Path]:
    """Write every portrait as `<name>.png`."""
    return [save(render(portrait(spec), SIZE), folder / f"{name}.png") for name, spec in PORTRAITS.items()]
