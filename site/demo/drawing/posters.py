"""Article pictures: a colour field, the lanes of a running track, one large figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import draw
from draw import Tone, path, variables
from raster import render, save

SIZE = (1600, 900)
# Bottom edge of the floor line, in poster units (a poster is 640 by 360).
GROUND = 326
LANES = (150, 214, 278, 342, 406, 470)


@dataclass(frozen=True)
class Field:
    """Background colours of a poster, and what they change in the figure."""

    ground: str
    lane: str
    tone: Tone


FIELDS = {
    "spruce": Field("#1d4538", "#2b5848", {**draw.DARK, "p": "#47695a", "q": "none"}),
    "clay": Field("#f4c3aa", "#efae8f", {**draw.LIGHT, "p": "#c48f76"}),
    "sage": Field("#c6d9c4", "#b2cab2", {**draw.LIGHT, "t": "#8fb39a", "u": "#6f957c", "p": "#8fa994"}),
    "sun": Field("#f3ca6b", "#ecb949", {**draw.LIGHT, "p": "#c49a38"}),
    "mist": Field("#cbdcdf", "#b6cdd2", {**draw.LIGHT, "p": "#93adb3"}),
}


@dataclass(frozen=True)
class Poster:
    """Which exercise on which field.

    `scale` enlarges the figure's 400 by 300 box; `x` is where the box begins; `drop`
    lowers the floor, for figures the lower edge cuts; `share` is the moment of the
    movement (0 to 1).
    """

    exercise: str
    field: str
    scale: float
    x: float
    drop: float = 0
    share: float = 1.0


POSTERS = {
    "runners-back": Poster("bird-dog", "spruce", 1.5, 22),
    "calf-strength": Poster("calf-raise", "sun", 2.45, -220, 22),
    "desk-shoulders": Poster("overhead-band-pull", "clay", 2.5, -180, 300),
    "first-strength": Poster("single-leg-hinge", "mist", 1.8, -16),
    "hips-ten": Poster("glute-bridge", "sage", 1.65, -4),
    "easy-hills": Poster("wall-drive", "sage", 1.42, 36),
    "stair-knees": Poster("reverse-lunge", "clay", 1.6, 16),
    "chair-strength": Poster("sit-to-stand", "mist", 1.5, 56, share=0.3),
    "stiff-back": Poster("cat-cow", "sun", 1.6, -20),
    "home": Poster("side-plank-hip-abduction", "spruce", 1.5, 20),
}


def placed(spec: Poster, uid: str) -> str:
    """One person with wall, step or chair, standing on the floor of a poster."""
    exercises, bodies = draw.load()
    figure = exercises[spec.exercise]
    body = bodies[figure["body"]]
    top = GROUND + spec.drop - (draw.FLOOR + 3) * spec.scale
    wall = path(f"M{figure['wall']} -60V{draw.FLOOR + 3}", "p") if "wall" in figure else ""
    person = draw.person(figure, draw.moment(figure, spec.share), body, uid)
    return (
        f'<g style="{variables(draw.person_tone(body))}"'
        f' transform="translate({spec.x} {top:.1f}) scale({spec.scale})">'
        f"{wall}{draw.furniture(figure)}{person}</g>"
    )


def poster_of(people: Sequence[Poster], size: tuple[int, int]) -> str:
    """One or more people on the field of the first, as an SVG of 640 by 360 units."""
    field = FIELDS[people[0].field]
    lanes = "".join(f'<circle cx="560" cy="470" r="{radius}"/>' for radius in LANES)
    drawn = [
        f'<path fill="{field.ground}" d="M0 0h640v360H0z"/>',
        f'<g fill="none" stroke="{field.lane}" stroke-width="3">{lanes}</g>',
        f'<path stroke="var(--p)" stroke-width="3.6" d="M0 {GROUND + people[0].drop}H640"/>',
        *(placed(spec, f"p{i}") for i, spec in enumerate(people)),
    ]
    style = f"svg{{{variables(field.tone)}}}{draw.RULES}"
    return draw.document(drawn, style, size, "0 0 640 360", "")


def write_posters(folder: Path) -> list[Path]:
    """Write every poster as `<name>.png`."""
    return [
        save(render(poster_of([spec], SIZE), SIZE), folder / f"{name}.png") for name, spec in POSTERS.items()
    ]
