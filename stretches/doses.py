"""A dose as a sentence, for pages that have room; `config.templatetags.ui.dose_text` is the short form."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def seconds_text(seconds):
    """Seconds in words: "45 seconds", "2 minutes", "1 minute 30 seconds"."""
    minutes, rest = divmod(seconds, 60)
    parts = [ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}] if minutes else []
    if rest or not minutes:
        parts.append(ngettext("%(n)s second", "%(n)s seconds", rest) % {"n": rest})
    return " ".join(parts)


def dose_words(sets, reps, hold=None, tempo=None, sided="no"):
    """A dose in words, for each side of a sided exercise. `hold` and `tempo` are seconds; one of them is None."""
    times = ngettext("%(n)s time", "%(n)s times", reps) % {"n": reps}
    if hold and reps == 1:
        text = _("hold for %(time)s") % {"time": seconds_text(hold)}
    elif hold:
        text = _("%(times)s, hold each for %(time)s") % {"times": times, "time": seconds_text(hold)}
    elif tempo:
        text = _("%(times)s, about %(time)s each") % {"times": times, "time": seconds_text(tempo)}
    else:
        text = times
    if sets > 1:
        text = ngettext("%(n)s set: %(text)s", "%(n)s sets: %(text)s", sets) % {"n": sets, "text": text}
    return text if sided == "no" else _("%(dose)s, on each side") % {"dose": text}


def start_words(form, sided):
    """The dose a form starts with."""
    return dose_words(form.start_sets, form.start_reps, form.start_hold, form.tempo, sided)


def top_words(form, sided):
    """The dose where a form's progression stops."""
    return dose_words(form.top_sets, form.top_reps, form.top_hold, form.tempo, sided)
