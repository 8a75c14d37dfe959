"""Proportions and bodies: what differs from person to person, and what does not.

All lengths and half-widths are shares of stature.
"""

from dataclasses import dataclass

from geometry import Profile

TORSO, NECK, HEAD = 0.285, 0.093, 0.136
UPPER_ARM, FOREARM, HAND = 0.168, 0.142, 0.058
THIGH, SHIN = 0.246, 0.238
HIP_HALF, SHOULDER_HALF = 0.042, 0.092

LEG_FRONT: Profile = (
    (0, 0.050), (0.2, 0.050), (0.45, 0.037), (0.52, 0.036), (0.65, 0.030), (0.88, 0.0205), (1, 0.020),
)  # fmt: skip
LEG_BACK: Profile = (
    (0, 0.058), (0.2, 0.051), (0.42, 0.037), (0.5, 0.032), (0.66, 0.043), (0.88, 0.0225), (1, 0.021),
)  # fmt: skip
LEG_FACING: Profile = (
    (0, 0.052), (0.2, 0.050), (0.46, 0.034), (0.52, 0.033), (0.66, 0.038), (0.9, 0.021), (1, 0.020),
)  # fmt: skip
ARM: Profile = (
    (0, 0.036), (0.16, 0.034), (0.42, 0.024), (0.48, 0.0235), (0.58, 0.0265), (0.82, 0.0165),
    (0.9, 0.020), (1, 0.013),
)  # fmt: skip
TRUNK_FRONT: Profile = (
    (0, 0.052), (0.16, 0.056), (0.42, 0.050), (0.74, 0.064), (0.94, 0.044), (1, 0.032),
)  # fmt: skip
TRUNK_BACK: Profile = (
    (0, 0.066), (0.14, 0.070), (0.42, 0.047), (0.74, 0.058), (0.94, 0.048), (1, 0.032),
)  # fmt: skip
TRUNK_FACING: Profile = (
    (0, 0.058), (0.10, 0.080), (0.18, 0.082), (0.46, 0.066), (0.74, 0.086), (0.90, 0.098), (1, 0.050),
)  # fmt: skip
NECK_WIDTH: Profile = ((0, 0.034), (0.35, 0.027), (1, 0.028))
FOOT_WIDTH: Profile = ((0, 0.022), (0.45, 0.0205), (0.75, 0.016), (1, 0.0115))
FOOT_FACING: Profile = ((0, 0.019), (0.5, 0.022), (1, 0.021))

# Near and far side of the skin; the far one is a tone darker.
SKIN = {
    "porcelain": ("#f8e7d9", "#e3c8b3"),
    "sand": ("#ebc7a2", "#cfa27a"),
    "almond": ("#cb956a", "#a87349"),
    "umber": ("#93613f", "#70462c"),
    "deep": ("#6d4630", "#50311f"),
}
HAIR = {
    "black": "#17261f",
    "brown": "#54392a",
    "straw": "#c9a35c",
    "grey": "#a9b0a8",
    "scarf": "#4c7a85",
}


@dataclass(frozen=True)
class Body:
    """One invented person.

    `limb` and `trunk` multiply widths, `belly` adds to the front of the trunk (a
    share of stature), `legs` and `sleeves` say how far along the limb the clothes
    reach (0 to 1).
    """

    skin: str
    hair: str
    hair_colour: str
    limb: float = 1.0
    trunk: float = 1.0
    belly: float = 0.0
    legs: float = 0.30
    sleeves: float = 0.0
    beard: bool = False
    glasses: bool = False

    def limb_profile(self, profile: Profile) -> Profile:
        """Limb widths of this person."""
        return [(share, width * self.limb) for share, width in profile]

    def trunk_profile(self, profile: Profile, front: bool = False) -> Profile:
        """Trunk widths of this person; the belly belongs to the front edge."""
        bulge = {0.16: 0.6, 0.42: 1.0, 0.74: 0.35} if front else {}
        return [(share, width * self.trunk + self.belly * bulge.get(share, 0)) for share, width in profile]
