"""The editing pages of curated programs. What people do has none: it is theirs."""

from .program import ProgramAdmin
from .threshold import ThresholdAdmin

__all__ = ["ProgramAdmin", "ThresholdAdmin"]
