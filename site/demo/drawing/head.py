"""Heads: profile and front view, hair, beard and a face without an expression.

The tables hold points in head heights, measured from the centre of the head: first
toward the face (in front view: to the viewer's right), then toward the crown.
"""

from collections.abc import Callable

from anatomy import HEAD, Body
from geometry import Point, circle, pair, polar, shift, smooth

Place = Callable[[float, float], Point]

PROFILE = (
    (-0.06, 0.53), (0.18, 0.50), (0.34, 0.37), (0.40, 0.20), (0.385, 0.10), (0.44, 0.02),
    (0.50, -0.09), (0.41, -0.13), (0.405, -0.20), (0.41, -0.28), (0.35, -0.44), (0.22, -0.47),
    (0.05, -0.38), (-0.12, -0.34), (-0.30, -0.26), (-0.42, -0.06), (-0.44, 0.18), (-0.32, 0.42),
)  # fmt: skip
FACING = (
    (0, 0.52), (0.15, 0.49), (0.28, 0.41), (0.37, 0.27), (0.41, 0.09), (0.41, -0.09), (0.355, -0.25),
    (0.255, -0.38), (0.135, -0.46), (0, -0.48), (-0.135, -0.46), (-0.255, -0.38), (-0.355, -0.25),
    (-0.41, -0.09), (-0.41, 0.09), (-0.37, 0.27), (-0.28, 0.41), (-0.15, 0.49),
)  # fmt: skip
# Hair lines run from the nape over the ear to the forehead.
HAIRLINE = ((-0.14, -0.16), (-0.10, -0.02), (-0.02, 0.0), (0.02, 0.14), (0.16, 0.22), (0.30, 0.28))
FRINGE = ((0.36, 0.16), (0.16, 0.27), (-0.05, 0.26), (-0.30, 0.20))
SHORT = (
    (0.36, 0.36), (0.22, 0.53), (-0.06, 0.585), (-0.34, 0.48), (-0.49, 0.2), (-0.47, -0.08),
    (-0.34, -0.30), (-0.2, -0.32), *HAIRLINE,
)  # fmt: skip
SHORT_FACING = (
    (-0.44, -0.02), (-0.46, 0.3), (-0.28, 0.53), (0, 0.58), (0.28, 0.53), (0.46, 0.3), (0.44, -0.02),
    *FRINGE,
)  # fmt: skip
CROP = (
    (0.33, 0.36), (0.2, 0.5), (-0.06, 0.55), (-0.33, 0.45), (-0.46, 0.2), (-0.445, -0.06),
    (-0.34, -0.26), (-0.24, -0.28), (-0.17, -0.1), (-0.12, 0.04), (0.0, 0.06), (0.04, 0.18),
    (0.16, 0.27), (0.28, 0.31),
)  # fmt: skip
CROP_FACING = (
    (-0.42, 0.06), (-0.41, 0.3), (-0.27, 0.5), (0, 0.545), (0.27, 0.5), (0.41, 0.3), (0.42, 0.06),
    (0.36, 0.24), (0.18, 0.34), (0, 0.35), (-0.18, 0.34), (-0.36, 0.24),
)  # fmt: skip
BOB = (
    (0.36, 0.36), (0.22, 0.53), (-0.06, 0.595), (-0.36, 0.5), (-0.54, 0.2), (-0.56, -0.15),
    (-0.52, -0.44), (-0.36, -0.52), (-0.14, -0.46), (-0.10, -0.2), (-0.05, 0.0), (0.02, 0.14),
    (0.16, 0.22), (0.30, 0.28),
)  # fmt: skip
BOB_BEHIND = (
    (-0.56, -0.28), (-0.53, 0.05), (-0.48, 0.36), (-0.28, 0.57), (0, 0.62), (0.28, 0.57), (0.48, 0.36),
    (0.53, 0.05), (0.56, -0.28), (0.50, -0.46), (0.34, -0.42), (0.2, -0.3), (-0.2, -0.3),
    (-0.34, -0.42), (-0.50, -0.46),
)  # fmt: skip
CURLS = (
    (0.40, 0.36), (0.40, 0.60), (0.20, 0.58), (0.06, 0.78), (-0.12, 0.64), (-0.36, 0.72),
    (-0.42, 0.52), (-0.66, 0.44), (-0.56, 0.22), (-0.70, 0.02), (-0.52, -0.12), (-0.52, -0.34),
    (-0.30, -0.30), *HAIRLINE,
)  # fmt: skip
CURLS_FACING = (
    (-0.46, -0.12), (-0.62, -0.02), (-0.52, 0.12), (-0.68, 0.28), (-0.50, 0.40), (-0.52, 0.62),
    (-0.28, 0.58), (-0.18, 0.78), (0, 0.64), (0.18, 0.78), (0.28, 0.58), (0.52, 0.62), (0.50, 0.40),
    (0.68, 0.28), (0.52, 0.12), (0.62, -0.02), (0.46, -0.12), *FRINGE,
)  # fmt: skip
TAIL = (
    (-0.40, 0.40), (-0.62, 0.32), (-0.74, 0.06), (-0.74, -0.26), (-0.64, -0.52), (-0.57, -0.26),
    (-0.55, 0.0), (-0.42, 0.16),
)  # fmt: skip
SCARF = (
    (0.36, 0.40), (0.2, 0.56), (-0.08, 0.62), (-0.38, 0.5), (-0.54, 0.2), (-0.52, -0.15),
    (-0.48, -0.5), (-0.28, -0.70), (0.10, -0.68), (0.26, -0.52), (0.12, -0.36), (0.08, -0.12),
    (0.1, 0.1), (0.18, 0.26), (0.3, 0.33),
)  # fmt: skip
BEARD = (
    (0.40, -0.2), (0.42, -0.3), (0.37, -0.48), (0.22, -0.53), (0.02, -0.44), (-0.14, -0.38),
    (-0.2, -0.1), (-0.13, -0.04), (-0.06, -0.18), (0.1, -0.23), (0.26, -0.21),
)  # fmt: skip
BEARD_FACING = (
    (-0.42, -0.02), (-0.40, -0.3), (-0.24, -0.5), (0, -0.55), (0.24, -0.5), (0.40, -0.3),
    (0.42, -0.02), (0.34, -0.12), (0.22, -0.22), (0, -0.19), (-0.22, -0.22), (-0.34, -0.12),
)  # fmt: skip
HAIR_SIDE = {
    "short": SHORT, "bun": SHORT, "tail": SHORT, "crop": CROP, "bob": BOB, "curls": CURLS,
    "scarf": SCARF,
}  # fmt: skip
HAIR_FACING = {
    "short": SHORT_FACING, "bun": SHORT_FACING, "tail": SHORT_FACING, "crop": CROP_FACING,
    "bob": SHORT_FACING, "curls": CURLS_FACING,
}  # fmt: skip


def head_outlines(centre: Point, crown: float, stature: float, body: Body, facing: bool) -> dict[str, str]:
    """Path data of one head.

    `crown` is the direction from chin to crown. Keys: head, hair, face (strokes),
    and, where the person has them, beard, behind (hair behind the head).
    """
    unit = HEAD * stature
    up, forward = polar(crown, unit), polar(crown - 90, unit)

    def place(x: float, y: float) -> Point:
        return shift(shift(centre, forward, x), up, y)

    def spline(table: tuple[tuple[float, float], ...]) -> str:
        return smooth([place(*point) for point in table])

    styles = HAIR_FACING if facing else HAIR_SIDE
    found = {
        "head": spline(FACING if facing else PROFILE),
        "hair": spline(styles[body.hair]),
        "face": face(place, facing),
    }
    if body.beard:
        found["beard"] = spline(BEARD_FACING if facing else BEARD)
    if body.hair == "bun":
        knot = place(0, 0.66) if facing else place(-0.50, 0.34)
        found["behind"] = smooth(circle(knot, 0.17 * unit, 8))
    elif body.hair == "tail" and not facing:
        found["behind"] = spline(TAIL)
    elif body.hair == "bob" and facing:
        found["behind"] = spline(BOB_BEHIND)
    return found


def face(place: Place, facing: bool) -> str:
    """The eyes and no more: dots, drawn as strokes of no length with round caps."""
    spots = ((-0.17, 0.05), (0.17, 0.05)) if facing else ((0.27, 0.045),)
    return "".join(f"M{pair(place(*spot))}h0" for spot in spots)
