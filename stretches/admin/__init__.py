"""The editing pages of the catalogue, one file a noun."""

from .exercise import ExerciseAdmin
from .question import QuestionAdmin
from .vocabulary import BodyAreaAdmin, ConditionAdmin

__all__ = ["BodyAreaAdmin", "ConditionAdmin", "ExerciseAdmin", "QuestionAdmin"]
