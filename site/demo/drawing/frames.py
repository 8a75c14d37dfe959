"""The single frames of the routine video, as SVG fragments of 960 by 540 units."""

from collections.abc import Mapping, Sequence
from typing import Any

import brand
import draw
from anatomy import Body
from draw import variables

SIZE = WIDTH, HEIGHT = (960, 540)
STRIP = 96
# The floor stays above the lowest fifth, where players put captions.
GROUND = 452
FIELD, LANE, PLATE, PAPER, SOFT, BAND = (
    "#1d4538", "#2b5848", "#e3ece0", "#f2f6ee", "#bccfc3", "#f2643a",
)  # fmt: skip
SERIF = "Literata"
RULES = f"text{{font-family:{SERIF};font-weight:740}}"


def text(words: str, x: float, y: float, size: float, fill: str = PAPER, end: bool = False) -> str:
    """One line of Literata."""
    anchor = ' text-anchor="end"' if end else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{fill}"{anchor}>{words}</text>'


def rectangle(fill: str, height: float = HEIGHT) -> str:
    """A field over the full width, from the top."""
    return f'<rect width="{WIDTH}" height="{height:g}" fill="{fill}"/>'


def plumb(x: float, drop: float) -> str:
    """The plumb line from the upper edge; the tip of the bob ends at `drop`."""
    bob = 17 * 2.4
    return (
        f'<path d="M{x:g} 0V{drop - bob:g}" stroke="{SOFT}" stroke-width="4"/>'
        f'<g transform="translate({x - 14.4:g} {drop - bob - 44.4:g}) scale(2.4)">'
        f'<path d="{brand.BOB}" fill="{BAND}"/></g>'
    )


def card(lines: Sequence[str], size: float, small: Sequence[str] = (), drop: float = 300) -> str:
    """A spruce card: the plumb line, large lines, and smaller ones below."""
    lanes = "".join(f'<circle cx="860" cy="660" r="{radius}"/>' for radius in brand.LANES)
    top = (HEIGHT - size * 1.16 * len(lines) - 56 * len(small)) / 2 + size * 0.84
    rows = [text(line, 190, top + i * size * 1.16, size) for i, line in enumerate(lines)]
    below = top + (len(lines) - 1) * size * 1.16 + 68
    rows += [text(line, 192, below + i * 56, 38, SOFT) for i, line in enumerate(small)]
    return (
        rectangle(FIELD)
        + f'<g fill="none" stroke="{LANE}" stroke-width="4">{lanes}</g>'
        + plumb(104, drop)
        + "".join(rows)
    )


def name_card(step: int, figure: Mapping[str, Any], words: Mapping[str, Any]) -> str:
    """The card before an exercise: its number as the headline, name and dose."""
    note = f'<tspan dx="20" font-size="38" fill="{SOFT}">{words["note"]}</tspan>'
    return (
        rectangle(FIELD)
        + plumb(104, 120 + step * 56)
        + text(str(step), 186, 264, 230, BAND)
        + text(figure["title"], 190, 352, 46)
        + text(f"{words['dose']}{note}", 190, 440, 68)
    )


def action(
    step: int, figure: Mapping[str, Any], words: Mapping[str, Any], body: Body,
    share: float, arrow: bool, uid: str,
) -> str:  # fmt: skip
    """One moment of an exercise under its caption strip."""
    scale = 1.85 if figure["floor"] == "mat" else 1.48
    left, top = WIDTH / 2 - draw.WIDTH / 2 * scale + 36, GROUND - (draw.FLOOR + 3) * scale
    tone = variables({**draw.LIGHT, **draw.person_tone(body)})
    person = draw.person(figure, draw.moment(figure, share), body, uid)
    strip = (
        rectangle(FIELD, STRIP)
        + text(str(step), 36, 72, 68, BAND)
        + text(figure["title"], 96, 64, 40)
        + text(words["dose"], WIDTH - 32, 64, 44, end=True)
    )
    return (
        rectangle(PLATE)
        + f'<g style="{tone}" transform="translate({left:g} {top:g}) scale({scale})">'
        + f"{draw.props(figure)}{draw.arrows(figure) if arrow else ''}{person}</g>"
        + strip
    )


def sheet(frames: Sequence[str], columns: int, font: str) -> tuple[str, tuple[int, int]]:
    """Many frames side by side in one document, and its size in pixels."""
    rows = -(-len(frames) // columns)
    size = columns * WIDTH, rows * HEIGHT
    cells = "".join(
        f'<svg x="{i % columns * WIDTH}" y="{i // columns * HEIGHT}" width="{WIDTH}"'
        f' height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">{frame}</svg>'
        for i, frame in enumerate(frames)
    )
    style = font + draw.RULES + RULES
    return draw.document([cells], style, size, f"0 0 {size[0]} {size[1]}", ""), size
