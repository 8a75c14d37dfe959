"""Points, curves and tapered tubes: the plane geometry under every drawing.

Coordinates are SVG user units with y pointing down. Angles are degrees, counted
the way a protractor does: 0 points right, 90 points up.
"""

import math
from collections.abc import Callable, Sequence

Point = tuple[float, float]
Outline = list[Point]
# Half-width of a tube, as (share of its length, width) pairs in rising order.
Profile = Sequence[tuple[float, float]]
Swell = Callable[[float], float]


def polar(angle: float, length: float = 1.0) -> Point:
    """The vector of that length in that direction."""
    turn = math.radians(angle)
    return math.cos(turn) * length, -math.sin(turn) * length


def shift(point: Point, vector: Point, times: float = 1.0) -> Point:
    """The point moved along a vector."""
    return point[0] + vector[0] * times, point[1] + vector[1] * times


def blend(start: float, end: float, share: float) -> float:
    """The number a share (0 to 1) of the way from start to end."""
    return start + (end - start) * share


def between(start: Point, end: Point, share: float) -> Point:
    """The point a share of the way along a segment."""
    return blend(start[0], end[0], share), blend(start[1], end[1], share)


def distance(start: Point, end: Point) -> float:
    """Length of the segment."""
    return math.hypot(start[0] - end[0], start[1] - end[1])


def bearing(start: Point, end: Point) -> float:
    """Direction from one point to another, in degrees."""
    return math.degrees(math.atan2(start[1] - end[1], end[0] - start[0]))


def ease(share: float) -> float:
    """Start and stop softly; 0 and 1 stay where they are."""
    return share * share * (3 - 2 * share)


def circle(centre: Point, radius: float, points: int = 10) -> Outline:
    """A ring of points around the centre."""
    turns = (i * 360 / points for i in range(points))
    return [shift(centre, polar(-turn, radius)) for turn in turns]


def width_at(profile: Profile, share: float) -> float:
    """Half-width of a tube at a share of its length."""
    for (low, narrow), (high, wide) in zip(profile, profile[1:], strict=False):
        if share <= high:
            return blend(narrow, wide, ease((share - low) / (high - low)))
    return profile[-1][1]


class Spine:
    """The centre line of a limb: straight bones, rounded at the joints."""

    def __init__(self, joints: Sequence[Point], rounding: float) -> None:
        self.points = rounded(joints, rounding)
        self.marks = [0.0]
        for start, end in zip(self.points, self.points[1:], strict=False):
            self.marks.append(self.marks[-1] + distance(start, end))

    def at(self, share: float) -> Point:
        """The point at a share of the whole length."""
        target = share * self.marks[-1]
        last = len(self.points) - 2
        i = next((i for i in range(last) if target <= self.marks[i + 1]), last)
        span = (self.marks[i + 1] - self.marks[i]) or 1e-6
        along = min(1.0, max(0.0, (target - self.marks[i]) / span))
        return between(self.points[i], self.points[i + 1], along)

    def sides(
        self,
        right: Profile,
        left: Profile,
        scale: float,
        reach: tuple[float, float] = (0.0, 1.0),
        swell: Swell = lambda _: 1.0,
        samples: int = 13,
    ) -> tuple[Outline, Outline, Outline]:
        """Both edges of the tube over part of its length, and its centre points.

        Right and left are seen while travelling along the spine; `swell` thins the
        tube by a factor depending on the share (0 to 1) of that part.
        """
        shares = [i / (samples - 1) for i in range(samples)]
        places = [self.at(blend(*reach, share)) for share in shares]
        edges: tuple[Outline, Outline] = ([], [])
        for i, share in enumerate(shares):
            before, after = places[max(0, i - 1)], places[min(samples - 1, i + 1)]
            across = polar(bearing(before, after) - 90, swell(share) * scale)
            along = blend(*reach, share)
            edges[0].append(shift(places[i], across, width_at(right, along)))
            edges[1].append(shift(places[i], across, -width_at(left, along)))
        return edges[0], edges[1], places


def rounded(joints: Sequence[Point], rounding: float) -> Outline:
    """The polyline with its inner corners cut by a curve, evenly sampled."""
    line: Outline = []
    for i, (start, end) in enumerate(zip(joints, joints[1:], strict=False)):
        final = i == len(joints) - 2
        cut = min(0.42, rounding / (distance(start, end) or 1e-6))
        first, stop = (cut if i else 0.0), (1.0 if final else 1 - cut)
        line += [between(start, end, blend(first, stop, k / 4)) for k in range(5)]
        if not final:
            after = joints[i + 2]
            exit_cut = min(0.42, rounding / (distance(end, after) or 1e-6))
            entry, leave = line[-1], between(end, after, exit_cut)
            line += [bend(entry, end, leave, k / 4) for k in (1, 2, 3)]
    return line


def bend(start: Point, control: Point, end: Point, share: float) -> Point:
    """A point of the quadratic curve."""
    return between(between(start, control, share), between(control, end, share), share)


def sausage(right: Outline, left: Outline, centres: Outline) -> Outline:
    """A tube closed by an arc at both ends."""
    tip = turn_around(right[-1], left[-1], centres[-1])
    return right + tip + left[::-1] + turn_around(left[0], right[0], centres[0])


def stump(right: Outline, left: Outline, centres: Outline) -> Outline:
    """A tube rounded at its root and cut straight at its end, like a trouser leg."""
    return right + left[::-1] + turn_around(left[0], right[0], centres[0])


def turn_around(start: Point, end: Point, centre: Point) -> Outline:
    """Three points of the arc that closes a tube end, counter-clockwise."""
    first = bearing(centre, start)
    last = bearing(centre, end)
    while last < first:
        last += 360
    radii = distance(centre, start), distance(centre, end)
    return [shift(centre, polar(blend(first, last, k / 4), blend(*radii, k / 4))) for k in (1, 2, 3)]


def number(value: float) -> str:
    """At most one decimal, without superfluous zeros."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text.replace("0.", ".", 1) if abs(value) < 1 else text


def pair(point: Point) -> str:
    """The two numbers with the shortest separator SVG allows."""
    x, y = number(point[0]), number(point[1])
    return x + ("" if y.startswith("-") else " ") + y


class Pen:
    """Writes relative path commands, measured from what was really written."""

    def __init__(self, start: Point) -> None:
        self.place = (round(start[0], 1), round(start[1], 1))
        self.text = "M" + pair(self.place)

    def to(self, command: str, *points: Point) -> None:
        """Add one command; the last point becomes the new place."""
        steps = [(p[0] - self.place[0], p[1] - self.place[1]) for p in points]
        numbers = ""
        for step in map(pair, steps):
            numbers += ("" if step.startswith("-") or not numbers else " ") + step
        self.text += command + numbers
        last = steps[-1]
        self.place = self.place[0] + round(last[0], 1), self.place[1] + round(last[1], 1)


def smooth(points: Sequence[Point]) -> str:
    """Path data of the closed quadratic B-spline with these control points.

    The control of each piece mirrors the one before, so most pieces are the short
    `t` command; every third spells it out, which keeps rounding from adding up.
    """
    middles = [between(p, q, 0.5) for p, q in zip(points, [*points[1:], points[0]], strict=True)]
    pen = Pen(middles[-1])
    for i, (control, middle) in enumerate(zip(points, middles, strict=True)):
        if i % 3:
            pen.to("t", middle)
        else:
            pen.to("q", control, middle)
    return pen.text + "z"


def open_curve(points: Sequence[Point]) -> str:
    """Path data of an open B-spline from the first point to the last."""
    pen = Pen(points[0])
    for control, after in zip(points[1:-1], points[2:], strict=True):
        pen.to("q", control, between(control, after, 0.5))
    pen.to("l", points[-1])
    return pen.text


def straight(points: Sequence[Point]) -> str:
    """Path data of the closed polygon."""
    pen = Pen(points[0])
    for point in points[1:]:
        pen.to("l", point)
    return pen.text + "z"
