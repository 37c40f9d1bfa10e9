"""What people agree to when they sign up."""

# The month in which the words of the privacy page or of the consent last changed their meaning.
CONSENT_VERSION = "2026-11"
