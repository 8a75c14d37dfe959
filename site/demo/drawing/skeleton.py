"""From a pose in figures.json to joints, and from two poses to any moment between.

A pose names the hip (x, y), the directions of torso, neck and crown, and four limbs.
A limb has either `a`, the directions of its two bones, or `to`, the point its wrist
or ankle must reach, with `bend` (1 or -1) choosing the side of the knee or elbow.
`lift` raises the hand or foot on its way to that target, as a step does.
`s` shortens the two bones, for limbs that point toward or away from the viewer.
"""

import math
from dataclasses import dataclass
from typing import Any

import anatomy
from geometry import Point, bearing, blend, distance, polar, shift

Limb = dict[str, Any]
Pose = dict[str, Any]
Joints = tuple[Point, Point, Point]

LEGS = ("near_leg", "far_leg")
ARMS = ("near_arm", "far_arm")


@dataclass(frozen=True)
class Skeleton:
    """Joint positions of one pose; each limb is (root, middle, end)."""

    hip: Point
    shoulder: Point
    neck: Point
    head: Point
    limbs: dict[str, Joints]


def skeleton(pose: Pose, stature: float, facing: bool) -> Skeleton:
    """Joints of a pose for a person of that stature, in user units.

    `facing` spreads hips and shoulders: the person looks at the viewer.
    """
    hip = (pose["hip"][0], pose["hip"][1])
    upward = pose["torso"]
    shoulder = shift(hip, polar(upward, anatomy.TORSO * stature))
    arm_line = shift(shoulder, polar(upward, -0.012 * stature))
    neck = shift(shoulder, polar(upward, 0.026 * stature))
    limbs = {}
    for name, side in (("near", 1), ("far", -1)):
        across = polar(upward - 90, side * stature * facing)
        leg_root = shift(hip, across, anatomy.HIP_HALF)
        arm_root = shift(arm_line, across, anatomy.SHOULDER_HALF)
        leg = (anatomy.THIGH * stature, anatomy.SHIN * stature)
        arm = (anatomy.UPPER_ARM * stature, anatomy.FOREARM * stature)
        limbs[f"{name}_leg"] = reach(pose[f"{name}_leg"], leg_root, leg)
        limbs[f"{name}_arm"] = reach(pose[f"{name}_arm"], arm_root, arm)
    head = shift(neck, polar(pose["neck"], anatomy.NECK * stature))
    return Skeleton(hip, shoulder, neck, head, limbs)


def reach(limb: Limb, root: Point, bones: tuple[float, float]) -> Joints:
    """Joints of one limb, by its angles or by two-bone inverse kinematics."""
    shorten = limb.get("s", (1, 1))
    upper, lower = bones[0] * shorten[0], bones[1] * shorten[1]
    if "to" not in limb:
        middle = shift(root, polar(limb["a"][0], upper))
        return root, middle, shift(middle, polar(limb["a"][1], lower))
    target = (limb["to"][0], limb["to"][1])
    span = min(max(distance(root, target), abs(upper - lower) + 0.01), upper + lower - 0.01)
    cosine = (upper**2 + span**2 - lower**2) / (2 * upper * span)
    fold = math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
    middle = shift(root, polar(bearing(root, target) + fold * limb.get("bend", 1), upper))
    return root, middle, shift(middle, polar(bearing(middle, target), lower))


def hand_direction(limb: Limb, joints: Joints) -> float:
    """Where the hand points: as the pose says, or on from the forearm."""
    return float(limb.get("hand", bearing(joints[1], joints[2])))


def tween(start: Pose, end: Pose, share: float, stature: float, facing: bool) -> Pose:
    """The pose a share of the way from start to end.

    A limb with a target in both poses follows its target, so planted hands and feet
    stay where they are; every other limb turns at its joints, the short way round.
    """
    first = skeleton(start, stature, facing).limbs
    last = skeleton(end, stature, facing).limbs
    pose: Pose = {
        "hip": [blend(a, b, share) for a, b in zip(start["hip"], end["hip"], strict=True)],
        "arch": blend(start.get("arch", 0), end.get("arch", 0), share),
    }
    for key in ("torso", "neck", "crown"):
        pose[key] = turn(start[key], end[key], share)
    for name in (*LEGS, *ARMS):
        pose[name] = tween_limb(start[name], end[name], share, first[name], last[name])
    return pose


def tween_limb(start: Limb, end: Limb, share: float, first: Joints, last: Joints) -> Limb:
    """One limb of `tween`; the joints are those of the two poses."""
    shorten = zip(start.get("s", (1, 1)), end.get("s", (1, 1)), strict=True)
    limb: Limb = {"s": [blend(a, b, share) for a, b in shorten]}
    if "to" in start and "to" in end:
        limb["to"] = [blend(a, b, share) for a, b in zip(start["to"], end["to"], strict=True)]
        limb["to"][1] -= end.get("lift", 0) * 4 * share * (1 - share)
        limb["bend"] = blend(start.get("bend", 1), end.get("bend", 1), share)
    else:
        limb["a"] = [
            turn(bearing(first[i], first[i + 1]), bearing(last[i], last[i + 1]), share) for i in (0, 1)
        ]
    for key in ("foot", "toes"):
        if key in start or key in end:
            first_way, last_way = ({"toes": pose["foot"], **pose}[key] for pose in (start, end))
            limb[key] = turn(first_way, last_way, share)
    if "foot" not in start:
        limb["hand"] = turn(hand_direction(start, first), hand_direction(end, last), share)
    return limb


def turn(start: float, end: float, share: float) -> float:
    """A direction between two directions, the short way round."""
    return start + ((end - start + 180) % 360 - 180) * share
