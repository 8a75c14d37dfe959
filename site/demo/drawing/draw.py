"""Exercise figures as SVG: one person, in one pose, with mat, wall or chair.

The skeletons, the people and who does what are in figures.json; this module needs
nothing but the standard library. An SVG written here follows the colour scheme of
the page that shows it, and a picture in fixed colours sets the same variables itself.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from anatomy import HAIR, SKIN, Body
from geometry import Point, bearing, pair, polar, shift
from outline import outlines
from skeleton import Pose, tween

HERE = Path(__file__).parent
WIDTH, HEIGHT, FLOOR = 400, 300, 250
Tone = Mapping[str, str]

# l line, t and u near and far side of the top, k and j of the shorts, w what works,
# p things that stand around, q the halo that keeps a person apart from a dark ground.
LIGHT: Tone = {
    "l": "#17372d", "t": "#a9c4b0", "u": "#84a58f", "k": "#17372d", "j": "#4b6b5c",
    "w": "#e2461f", "p": "#9db3a3",
}  # fmt: skip
DARK: Tone = {
    "l": "#0a1511", "t": "#8fb3a0", "u": "#6b917d", "k": "#0f211a", "j": "#426457",
    "w": "#f2643a", "p": "#587a69", "q": "#d9e6dc",
}  # fmt: skip

RULES = (
    "path{stroke-linecap:round;stroke-linejoin:round}"
    ".o{fill:none;stroke:var(--l);stroke-width:7.2}"
    ".q{fill:none;stroke:var(--q,none);stroke-width:11.2}.y{stroke-width:4}"
    ".s{fill:var(--s)}.f{fill:var(--f)}.t{fill:var(--t)}.u{fill:var(--u)}"
    ".k{fill:var(--k);stroke:var(--k);stroke-width:2.4}"
    ".j{fill:var(--j);stroke:var(--j);stroke-width:1.2}"
    ".h{fill:var(--h)}"
    ".w{fill:var(--w);stroke:#fff4e8;stroke-width:1.4}"
    ".e{fill:none;stroke:var(--l);stroke-width:2.6}"
    ".m{fill:var(--p)}.p{fill:none;stroke:var(--p);stroke-width:3.6}"
    ".c{fill:none;stroke:var(--p);stroke-width:7}.d{stroke-width:11}"
    ".b{fill:none;stroke:var(--w);stroke-width:6}.a{fill:none;stroke:var(--w);stroke-width:3.2}"
)


def load() -> tuple[dict[str, Any], dict[str, Body]]:
    """The exercises by slug, and the people who show them by name."""
    data = json.loads((HERE / "figures.json").read_text())
    return data["exercises"], {name: Body(**body) for name, body in data["bodies"].items()}


def variables(tone: Tone) -> str:
    """CSS declarations that set a tone."""
    return "".join(f"--{name}:{colour};" for name, colour in tone.items())


def person_tone(body: Body) -> Tone:
    """The colours that belong to a person and stay the same by day and night."""
    near, far = SKIN[body.skin]
    return {"s": near, "f": far, "h": HAIR[body.hair_colour]}


def path(data: str, kind: str) -> str:
    """One path element of a style class."""
    return f'<path class="{kind}" d="{data}"/>'


def moment(figure: Mapping[str, Any], share: float) -> Pose:
    """The pose a share of the way through the movement."""
    facing = figure["view"] == "front"
    return tween(figure["start"], figure["end"], share, figure["u"], facing)


def person(figure: Mapping[str, Any], pose: Pose, body: Body, uid: str = "") -> str:
    """Markup of the person and the band, without props and arrows.

    Outlines lie under all fills, so the parts melt into one silhouette. `uid` keeps
    ids apart when several people share a document.
    """
    shape = outlines(figure, pose, body)
    facing = figure["view"] == "front"
    parts = ["far_arm", "far_leg", "near_leg", "torso", "neck", "head", "near_arm"]
    if "behind" in shape:
        parts.append("behind")
    ids = {part: f"{uid}{chr(97 + i)}" for i, part in enumerate(parts)}
    defs = "".join(f'<path id="{ids[part]}" d="{shape[part]}"/>' for part in parts)

    def use(kind: str, *names: str) -> str:
        return "".join(f'<use href="#{ids[name]}" class="{kind}"/>' for name in names)

    def cut(kind: str, *names: str) -> str:
        return "".join(path(shape[name], kind) for name in names if name in shape)

    def marks(*starts: str) -> str:
        return cut("w", *(mark for mark in figure["work"] if mark.startswith(starts)))

    behind = use("o", "behind") + use("h", "behind") if "behind" in shape else ""
    neck = "h" if body.hair == "scarf" else "s"
    far, far_top, far_cloth = ("s", "t", "k") if facing else ("f", "u", "j")
    head = use("s", "head") + cut("h", "beard", "hair") + cut("e", "face")
    far_arm = use("o", "far_arm") + use(far, "far_arm") + cut(far_top, "far_arm_cloth")
    near_arm = cut("o", "near_arm_edge") + use("s", "near_arm") + cut("t", "near_arm_cloth")
    body_marks = marks("hip", "glute", "abdomen", "back")
    if facing:
        layers = [
            use("o", "far_arm", "far_leg", "near_leg", "torso", "neck", "near_arm"),
            use("s", "far_leg", "near_leg"), cut("k", "far_leg_cloth", "near_leg_cloth"),
            use(neck, "neck"), use("t", "torso"), cut("k", "hips"),
            body_marks, marks("near_leg", "far_leg"),
            behind, use("o", "head"), head,
            near_arm, marks("near_arm"),
            cut("o", "far_arm_edge"), use("s", "far_arm"), cut("t", "far_arm_cloth"), marks("far_arm"),
        ]  # fmt: skip
    else:
        layers = [
            far_arm, marks("far_arm"),
            use("o", "far_leg"), use(far, "far_leg"), cut(far_cloth, "far_leg_cloth"),
            marks("far_leg"), behind,
            use("o", "near_leg", "torso", "neck", "head", "near_arm"),
            use(neck, "neck"), use("s", "near_leg"), use("t", "torso"),
            cut("k", "near_leg_cloth", "hips"), body_marks, marks("near_leg"), head,
            near_arm, marks("near_arm"),
        ]  # fmt: skip
    bands = cut("b", *(name for name in shape if name.startswith("band")))
    layers.insert(0 if figure.get("band_behind") else len(layers), bands)
    halo = use("q", *parts) + (cut("q y", "hair") if body.hair == "curls" else "")
    layers.insert(0, halo)
    return f"<defs>{defs}</defs>" + "".join(layers)


def props(figure: Mapping[str, Any]) -> str:
    """Floor or mat, wall, step and chair."""
    ground = FLOOR + 3
    found = [path(f"M28 {ground}H372", "p")]
    if figure["floor"] == "mat":
        found = [f'<rect class="m" x="18" y="{FLOOR - 3}" width="364" height="7" rx="3.5"/>']
    if "wall" in figure:
        found.append(path(f"M{figure['wall']} 24V{ground}", "p"))
    return "".join(found) + furniture(figure)


def furniture(figure: Mapping[str, Any]) -> str:
    """Step and chair, which a poster shows as well."""
    ground = FLOOR + 3
    found = ""
    if "step" in figure:
        x, y, width = figure["step"]
        found += path(f"M{x} {y}h{width}V{ground}h-{width}z", "m")
    if "chair" in figure:
        x, y, width = figure["chair"]
        found += path(f"M{x} {y}h{width}v8h-{width}z", "m")
        found += path(f"M{x + 5} {y - 74}V{ground}M{x + width - 6} {y + 6}V{ground}", "c")
        found += path(f"M{x + 5} {y - 70}V{y - 38}", "c d")
    return found


def arrows(figure: Mapping[str, Any]) -> str:
    """The movement arrows: quadratic curves with an open head."""
    return "".join(path(arrow(*points), "a") for points in figure.get("arrows", ()))


def arrow(start: Point, control: Point, end: Point) -> str:
    """Path data of one arrow."""
    heading = bearing(control, end)
    left, right = (shift(end, polar(heading + side, 10)) for side in (145, -145))
    return f"M{pair(start)}Q{pair(control)} {pair(end)}M{pair(left)}L{pair(end)}L{pair(right)}"


def document(body: Iterable[str], style: str, size: tuple[int, int], box: str, label: str) -> str:
    """A whole SVG file."""
    width, height = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="{box}" role="img" aria-label="{label}">'
        f"<style>{style}</style>{''.join(body)}</svg>\n"
    )


def scheme_style(body: Body) -> str:
    """The style of a figure that follows light and dark."""
    light = variables({**LIGHT, **person_tone(body)})
    return (
        f"svg{{color-scheme:light dark;{light}}}"
        f"@media(prefers-color-scheme:dark){{svg{{{variables(DARK)}}}}}{RULES}"
    )


def write_figures(folder: Path) -> list[Path]:
    """Write `<slug>-start.svg` and `<slug>-end.svg` for every exercise."""
    folder.mkdir(parents=True, exist_ok=True)
    exercises, bodies = load()
    written = []
    for slug, figure in exercises.items():
        body = bodies[figure["body"]]
        for position, share in (("start", 0.0), ("end", 1.0)):
            drawn = [props(figure), person(figure, moment(figure, share), body)]
            if position == "end":
                drawn.append(arrows(figure))
            label = f"{figure['title']}, {position} position"
            target = folder / f"{slug}-{position}.svg"
            size, box = (WIDTH, HEIGHT), f"0 0 {WIDTH} {HEIGHT}"
            target.write_text(document(drawn, scheme_style(body), size, box, label))
            written.append(target)
    return written
