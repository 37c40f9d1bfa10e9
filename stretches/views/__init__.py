"""The pages of the catalogue, one file a noun."""

from .exercise import exercise_detail, exercise_list
from .figure import drawing, exercise_figure
from .figure_sheet import figure_sheet
from .home import home
from .question import question_detail, question_list
from .sheet import exercise_sheet, sheet_all

__all__ = [
    "drawing",
    "exercise_detail",
    "exercise_figure",
    "exercise_list",
    "exercise_sheet",
    "figure_sheet",
    "home",
    "question_detail",
    "question_list",
    "sheet_all",
]
