"""What the catalogue consists of, one file a noun."""

from .area import BodyArea
from .condition import Caution, Condition
from .content import Content, Edition, Publishable, ShippedField, Status
from .drawing import Drawing
from .exercise import Direction, Equipment, Exercise, Kind, Level, Sided
from .form import Form, Position
from .photo import Photo
from .question import Question

__all__ = [
    "BodyArea",
    "Caution",
    "Condition",
    "Content",
    "Direction",
    "Drawing",
    "Edition",
    "Equipment",
    "Exercise",
    "Form",
    "Kind",
    "Level",
    "Photo",
    "Position",
    "Publishable",
    "Question",
    "ShippedField",
    "Sided",
    "Status",
]
