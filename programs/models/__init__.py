"""What following a program consists of, one file a noun."""

from .access import ClinicianAccess, ClinicianNote
from .adjustment import Adjustment
from .checkin import AreaScore, CheckIn, Sensation, Side
from .decided import DecidedDay, Standing
from .entry import Entry, Feel, Outcome, SkipReason
from .notice import Notice
from .pause import Pause
from .plan import Plan
from .prescription import Prescription
from .program import Program, Stage, StageExercise
from .screening import Clearance, Screening, ScreeningAnswer
from .session import Reduction, Session
from .threshold import PersonThreshold, Threshold

__all__ = [
    "Adjustment",
    "AreaScore",
    "CheckIn",
    "Clearance",
    "ClinicianAccess",
    "ClinicianNote",
    "DecidedDay",
    "Entry",
    "Feel",
    "Notice",
    "Outcome",
    "Pause",
    "PersonThreshold",
    "Plan",
    "Prescription",
    "Program",
    "Reduction",
    "Screening",
    "ScreeningAnswer",
    "Sensation",
    "Session",
    "Side",
    "SkipReason",
    "Stage",
    "StageExercise",
    "Standing",
    "Threshold",
]
