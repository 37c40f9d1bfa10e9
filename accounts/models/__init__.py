"""People, the invitations that let them in, and who asked to be a clinician."""

from accounts.models.clinician import ClinicianRequest
from accounts.models.invitation import Invitation
from accounts.models.user import User

__all__ = ["ClinicianRequest", "Invitation", "User"]
