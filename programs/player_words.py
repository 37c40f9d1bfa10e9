"""The player's sentences. `{name}` and the like are filled by its script (static/js/README.md)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from .models import Sensation
from .rules.signs import AT_ONCE, LEG

FINE_WHILE_MILD = {Sensation.ACHE, Sensation.STIFF, Sensation.PULLING}


def labels():
    """Everything the player says, by its key."""
    return {
        "kind_ready": _("Get ready"),
        "kind_work": _("Go"),
        "kind_switch": _("Change sides"),
        "kind_rest": _("Rest"),
        "kind_between": _("Next"),
        "kind_finished": _("Done"),
        "ready": _("Get ready: {name}. {side}"),
        "switch": _("Change to the {side}"),
        "rest": _("Rest for a moment"),
        "between": _("Next: {name}"),
        "between_move": _("Next: {name}. Take your time to change position."),
        "paused": _("Paused"),
        "finished": _("That was it. Well done."),
        "slept": _("Your device fell asleep, so the session waits for you."),
        "resume_at": _("Go on with {name}"),
        "left": _("left side"),
        "right": _("right side"),
        "set_count": _("Set {n} of {total}"),
        "rep_count": _("{n} of {total}"),
        "half_way": _("Half-way"),
        "form_easier": _("The easier form. Take your time."),
        "ask": _("How was {name}?"),
        "ask_skipped": _("Why did you skip {name}?"),
        "pause": _("Pause"),
        "go_on": _("Go on"),
        "skip": _("Skip this exercise"),
        "skip_wait": _("Skip the wait"),
        "wake_refused": _("Your screen may go dark. Tap it now and then."),
        "wake_missing": _("This browser can’t keep your screen on. It may go dark; the time goes on."),
        "speech_missing": _("This browser has no voice."),
        "hurt_advice": _("Stop this exercise and rest in a way that feels good. What do you feel?"),
        **queue_labels(),
    }


def queue_labels():
    """What is said while answers wait to be sent, on every page."""
    return {
        "waiting_one": _("{n} answer waits to be sent."),
        "waiting_other": _("{n} answers wait to be sent."),
        "offline": _("There is no connection. It is tried again by itself."),
        "busy": _("The server is busy. It is tried again by itself."),
        "signed_out": _("Sign in again, then it is sent."),
        "other_person": _("Somebody else is signed in here."),
        "refused_one": _("{n} answer could not be stored."),
        "refused_other": _("{n} answers could not be stored."),
        "not_kept": _("This browser keeps nothing: leave the page open until it is sent."),
    }


def hurt():
    """What each sensation stops, and one sentence about it (rules T3 to T6)."""
    return {sensation: _hurt(sensation) for sensation in Sensation.values}


def _hurt(sensation):
    signs = {"link": reverse("emergency")}
    if sensation in AT_ONCE:
        advice = _("Stop for today, and look at the signs that need help at once.")
        return {"stops": "session", "advice": advice, **signs}
    if sensation == Sensation.DIZZY:
        return {"stops": "session", "advice": _("Stop for today. Sit or lie down until it has passed.")}
    if sensation in LEG:
        advice = _("Stop this and every exercise that moves your back the same way, today and next time.")
        return {"stops": "direction", "advice": advice, **signs}
    if sensation == Sensation.MOVING_UP:
        advice = _("Moving up toward the spine is all right, even if your back is a little sorer. Go on gently.")
        return {"stops": "nothing", "advice": advice}
    if sensation in FINE_WHILE_MILD:
        advice = _("That is all right while it stays mild. Go on in a smaller range, or stop if it grows.")
        return {"stops": "nothing", "advice": advice}
    return {"stops": "exercise", "advice": _("Stop this exercise. A sharp pain is a reason to do no more of it today.")}
