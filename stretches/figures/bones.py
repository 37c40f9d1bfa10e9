"""The mannequin: lengths in figure units, where the whole body is about 86 units tall.

Proportions follow Drillis and Contini's body segment table (thigh and shank 0.245 of the height, upper arm 0.186,
forearm 0.146, hip to shoulder 0.29 …). Angles are degrees: 0 points right, 90 up; the floor is y = 0.
"""

LOWER_SPINE = 12.5
UPPER_SPINE = 13.5
NECK = 8.0
HEAD = 6.5
UPPER_ARM = 15.5
FOREARM = 13.0
HAND = 7.0
THIGH = 21.0
SHANK = 21.0

# The ball of the foot and the tip of the toes as (along, toward the instep) from the ankle.
BALL = (6.5, -2.2)
TOE = 3.6

ARMS = ("near_arm", "far_arm")
LEGS = ("near_leg", "far_leg")
SIDES = ("near", "far")

# How far the neck or the head may bend back from the upper spine, in degrees: the head is never thrown back.
NECK_LIMIT = 30
# How far an over-straight knee and a folded knee may go, in degrees from straight.
KNEE_LIMITS = (-12, 168)

# How each joint is called in a message.
NAMES = {
    "hip": "hip",
    "waist": "waist",
    "shoulder": "shoulder",
    "neck": "neck",
    "head": "head",
    **{
        f"{side}_{joint}": f"{side} {word}"
        for side in SIDES
        for joint, word in {
            "elbow": "elbow",
            "hand": "hand",
            "fingers": "fingers",
            "knee": "knee",
            "ankle": "ankle",
            "ball": "ball of the foot",
            "toes": "toes",
        }.items()
    },
}
