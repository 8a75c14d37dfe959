"""Outlines of one person in one pose, as SVG path data."""

import math
from collections.abc import Mapping
from typing import Any

import anatomy
from anatomy import Body
from geometry import (
    Outline,
    Point,
    Profile,
    Spine,
    bearing,
    between,
    circle,
    open_curve,
    polar,
    sausage,
    shift,
    smooth,
    straight,
    stump,
)
from head import head_outlines
from skeleton import ARMS, LEGS, Joints, Limb, Pose, Skeleton, hand_direction, skeleton

SLIVER: Profile = ((0, 0.005), (1, 0.005))
# What a muscle mark covers: the stretch of the limb, and its edge.
LEG_MARKS = {
    "thigh": ((0.05, 0.45), "middle"),
    "hamstring": ((0.05, 0.45), "right"),
    "calf": ((0.53, 0.88), "right"),
}


def belly(share: float) -> float:
    """Thickness of a muscle drawn in the middle of a limb."""
    return float(max(0.02, math.sin(math.pi * share)) ** 0.62 * 0.66)


def edge_belly(share: float) -> float:
    """Thickness of a muscle drawn along one edge."""
    return float(max(0.05, math.sin(math.pi * share)) ** 0.6 * 0.8)


def outlines(figure: Mapping[str, Any], pose: Pose, body: Body) -> dict[str, str]:
    """Path data by part name, for one exercise figure in one pose.

    Parts: the limbs, `torso`, `neck`, `head`, `hair`; clothes as `<leg>_cloth`,
    `<arm>_cloth` and `hips`; muscle marks as `<leg>_thigh` and so on; `band0`, ….
    """
    stature, facing = figure["u"], figure["view"] == "front"
    bones = skeleton(pose, stature, facing)
    found: dict[str, str] = {}
    for name in LEGS:
        found |= leg_outlines(name, pose[name], bones.limbs[name], stature, body, facing)
    for name in ARMS:
        found |= arm_outlines(name, pose[name], bones.limbs[name], stature, body)
    found |= trunk_outlines(pose, bones, stature, body, facing)
    found |= head_outlines(bones.head, pose["crown"], stature, body, facing)
    points = anchors(pose, bones, stature, body)
    for i, (start, end) in enumerate(figure.get("band", ())):
        found[f"band{i}"] = band(points[start], points[end])
    return found


def leg_outlines(
    name: str, limb: Limb, joints: Joints, stature: float, body: Body, facing: bool
) -> dict[str, str]:
    """The leg with its foot, its trouser leg and its muscle marks."""
    spine = Spine(joints, 0.035 * stature)
    back, front = (anatomy.LEG_FACING,) * 2 if facing else (anatomy.LEG_BACK, anatomy.LEG_FRONT)
    right, left = body.limb_profile(back), body.limb_profile(front)
    shape = sausage(*spine.sides(right, left, stature))
    cloth = stump(*spine.sides(right, left, stature, (0, body.legs)))
    found = {
        name: smooth(shape) + smooth(foot_outline(limb, joints, stature, facing)),
        f"{name}_cloth": straight(cloth),
    }
    for mark, (stretch, side) in LEG_MARKS.items():
        edges = (SLIVER if side == "left" else right, SLIVER if side == "right" else left)
        swell = belly if side == "middle" else edge_belly
        sides = spine.sides(*edges, stature, stretch, swell, 9)
        found[f"{name}_{mark}"] = smooth(sides[0] + sides[1][::-1])
    return found


def foot_outline(limb: Limb, joints: Joints, stature: float, facing: bool) -> Outline:
    """The foot from heel over ball to toes, or seen from the front."""
    ankle, ahead = joints[2], limb["foot"]
    if facing and abs(math.sin(math.radians(ahead))) > 0.5:
        toe = shift(ankle, polar(ahead, 0.06 * stature))
        line = [ankle, between(ankle, toe, 0.5), toe]
        width = anatomy.FOOT_FACING
    else:
        # The heel stands out behind an ankle bent square and slides up behind the
        # calf as the foot points, or it would show as a bump.
        bent = abs((ahead - bearing(joints[1], ankle) + 180) % 360 - 180)
        square = min(1.0, bent / 80)
        sole = polar(ahead - 90, stature)
        heel = shift(shift(ankle, polar(ahead, -0.022 * square * stature)), sole, 0.016 * square)
        ball = shift(shift(ankle, polar(ahead, 0.066 * stature)), sole, 0.006 + 0.016 * square)
        toes = limb.get("toes", ahead - 6 * square)
        toe = shift(ball, polar(toes, 0.034 * stature))
        line, width = [heel, ball, toe], anatomy.FOOT_WIDTH
    return sausage(*Spine(line, 0.02 * stature).sides(width, width, stature, samples=9))


def arm_outlines(name: str, limb: Limb, joints: Joints, stature: float, body: Body) -> dict[str, str]:
    """The arm with its hand, its edge without the shoulder, sleeve and muscle mark."""
    hand = shift(joints[2], polar(hand_direction(limb, joints), anatomy.HAND * stature))
    spine = Spine([*joints, hand], 0.03 * stature)
    width = body.limb_profile(anatomy.ARM)
    right, left, centres = spine.sides(width, width, stature)
    shape = sausage(right, left, centres)
    mark = spine.sides(width, width, stature, (0.06, 0.38), belly, 9)
    found = {
        name: smooth(shape),
        f"{name}_edge": open_curve(shape[2:-5]),
        f"{name}_upper": smooth(mark[0] + mark[1][::-1]),
    }
    if body.sleeves:
        found[f"{name}_cloth"] = straight(stump(*spine.sides(width, width, stature, (0, body.sleeves))))
    return found


def trunk_outlines(pose: Pose, bones: Skeleton, stature: float, body: Body, facing: bool) -> dict[str, str]:
    """Torso, the part of it the shorts cover, neck and the muscle marks of the trunk."""
    upward = pose["torso"]
    bow = pose.get("arch", 0) - (0 if facing else 0.008)
    middle = shift(between(bones.hip, bones.shoulder, 0.45), polar(upward + 90, bow * stature))
    top = shift(bones.shoulder, polar(upward, 0.012 * stature))
    spine = Spine([bones.hip, middle, top], 0.08 * stature)
    if facing:
        right = left = body.trunk_profile(anatomy.TRUNK_FACING)
    else:
        right = body.trunk_profile(anatomy.TRUNK_FRONT, front=True)
        left = body.trunk_profile(anatomy.TRUNK_BACK)
    throat = shift(bones.neck, polar(upward, -0.02 * stature))
    nape = Spine([throat, between(bones.neck, bones.head, 0.5), bones.head], 0.02 * stature)
    neck = body.limb_profile(anatomy.NECK_WIDTH)
    abdomen = spine.sides(right, SLIVER, stature, (0.20, 0.70), edge_belly, 9)
    back = spine.sides(SLIVER, left, stature, (0.14, 0.92), edge_belly, 11)
    return {
        "torso": smooth(sausage(*spine.sides(right, left, stature))),
        "hips": straight(stump(*spine.sides(right, left, stature, (0, 0.24)))),
        "neck": smooth(sausage(*nape.sides(neck, neck, stature, samples=7))),
        "abdomen": smooth(abdomen[0] + abdomen[1][::-1]),
        "back": smooth(back[0] + back[1][::-1]),
        "glute": oval(bones.hip, upward, (0.018, 0.026), (0.044, 0.031), 20, stature),
        "hip_near": oval(bones.hip, upward, (0.014, -0.060), (0.044, 0.021), -14, stature),
        "hip_far": oval(bones.hip, upward, (0.014, 0.060), (0.044, 0.021), 14, stature),
    }


def oval(hip: Point, upward: float, offset: Point, radii: Point, tilt: float, stature: float) -> str:
    """A muscle near the hip, placed by its offsets along and across the torso."""
    centre = shift(hip, polar(upward, offset[0] * stature))
    centre = shift(centre, polar(upward + 90, offset[1] * stature))
    long = polar(upward + tilt, radii[0] * stature)
    short = polar(upward + tilt + 90, radii[1] * stature)
    return smooth([shift(shift(centre, long, x), short, y) for x, y in circle((0, 0), 1, 12)])


def anchors(pose: Pose, bones: Skeleton, stature: float, body: Body) -> dict[str, Point]:
    """Where a band can be held: hands, feet, and the outside of the thighs."""
    points = {}
    for name, outward in (("near", 1), ("far", -1)):
        leg, arm = bones.limbs[f"{name}_leg"], bones.limbs[f"{name}_arm"]
        ahead = pose[f"{name}_leg"]["foot"]
        arch = shift(leg[2], polar(ahead, 0.05 * stature))
        points[f"{name}_foot"] = shift(arch, polar(ahead - 90, 0.026 * stature))
        grip = polar(hand_direction(pose[f"{name}_arm"], arm), 0.03 * stature)
        points[f"{name}_hand"] = shift(arm[2], grip)
        thigh = between(leg[0], leg[1], 0.78)
        across = polar(bearing(leg[0], leg[1]) + 90 * outward, 0.036 * body.limb * stature)
        points[f"{name}_thigh"] = shift(thigh, across)
    return points


def band(start: Point, end: Point) -> str:
    """The resistance band between two anchors: taut when long, slack when short."""
    middle = between(start, end, 0.5)
    length = math.dist(start, end)
    sag = 2 if length > 60 else min(9, length / 3)
    return open_curve([start, (middle[0], middle[1] + sag), end])
