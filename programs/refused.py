"""What every write raises where what was asked can't be done now."""


class Refused(Exception):
    """What was asked can't be done now; the message says why, in words for the person."""
