"""The models of the exercise library."""

from .exercise_index_page import ExerciseIndexPage
from .exercise_page import (
    ExerciseEquipment,
    ExerciseImage,
    ExerciseMuscle,
    ExercisePage,
)
from .followed import Followed
from .taxonomy import Equipment, Muscle

__all__ = [
    "Equipment",
    "ExerciseEquipment",
    "ExerciseImage",
    "ExerciseIndexPage",
    "ExerciseMuscle",
    "ExercisePage",
    "Followed",
    "Muscle",
]
