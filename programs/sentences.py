"""Adjustments and notices in one sentence for the person, in their language.

`rules.sentences` holds the sentence of every decision; here are names, days, sensations and doses put into it. What
changes a dose says the dose as well: "Cobra: from now on 3 × 10 s, because it was 6 of 10 on Tuesday 3 March (T3)."
"""

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from config.templatetags.ui import dose_text
from stretches.models import Direction

from . import thresholds
from .models import Adjustment, Sensation
from .rules.sentences import SENTENCES

CHANGES = {
    "T3.easier": gettext_noop("%(exercise)s: %(form)s, %(dose)s from now on, because %(why)s on %(day)s."),
    "T3.usual": gettext_noop("%(exercise)s: back to %(form)s, %(dose)s, after %(greens)s calm sessions."),
    "hand": gettext_noop("%(exercise)s: you changed this yourself."),
    "hand.dose": gettext_noop("%(exercise)s: %(form)s, %(dose)s, as you chose."),
    "hand.added": gettext_noop("%(exercise)s: you put it into your plan."),
    "hand.hidden": gettext_noop("%(exercise)s: you took it out of your plan."),
    "hand.awake": gettext_noop("%(exercise)s: you ended its rest."),
    "clinician": gettext_noop("%(exercise)s: %(by)s changed this."),
    "clinician.dose": gettext_noop("%(exercise)s: %(form)s, %(dose)s, set by %(by)s."),
    "clinician.fixed": gettext_noop("%(exercise)s: %(form)s, %(dose)s, fixed by %(by)s."),
    "clinician.added": gettext_noop("%(exercise)s: put into your plan by %(by)s."),
    "clinician.hidden": gettext_noop("%(exercise)s: taken out of your plan by %(by)s."),
    "clinician.released": gettext_noop("%(exercise)s: %(form)s, %(dose)s, no longer fixed by %(by)s."),
    "clinician.threshold": gettext_noop("%(by)s made a rule more careful for you: %(threshold)s %(value)s."),
    "clinician.threshold.back": gettext_noop("%(by)s took this back: %(threshold)s %(was)s."),
    "clinician.awake": gettext_noop("%(exercise)s: its rest was ended by %(by)s."),
}
"""Sentences of changes to a prescription, where they say more than those of the rules."""

BY_HAND = ("fixed", "added", "hidden", "awake", "dose", "form")
"""What a change by hand is named after, the first that it has."""


def of(row, catalogue):
    """The sentence of an adjustment or a notice, with its rule where a rule made it."""
    words = _words(row.inputs, catalogue)
    after = getattr(row, "after", {})
    exercise = catalogue.by_slug(row.inputs.get("exercise", ""))
    if after and exercise:
        words |= _change_words(row, exercise)
    if row.sentence == Adjustment.THRESHOLD:
        words |= _threshold_words(row)
    sentence = _sentence(row, after)
    pattern = _(sentence)
    text = pattern % words
    if pattern.startswith("%(sensations)s"):
        text = capfirst(text)
    return text if row.rule in ("hand", "clinician") else f"{text} ({row.rule})"


def _sentence(row, after):
    if row.sentence == Adjustment.THRESHOLD:
        return CHANGES[row.sentence if row.inputs["value"] is not None else f"{row.sentence}.back"]
    if row.rule == "clinician" and after.get("fixed") is False:
        return CHANGES["clinician.released"]
    if row.rule in ("hand", "clinician"):
        named = next((name for name in BY_HAND if after.get(name)), "")
        named = "dose" if named == "form" else named
        return CHANGES.get(f"{row.rule}.{named}", CHANGES[row.rule])
    return (CHANGES.get(row.sentence) if after else None) or SENTENCES[row.sentence]


def _change_words(row, exercise):
    """Form and dose after the change, why, and by whom; a raise has the dose before and after."""
    standing, during = row.before | row.after, row.inputs.get("during")
    form, dose = exercise.form_of(standing.get("form", "usual")), standing.get("dose")
    words = {
        "form": form.name if form else "",
        "dose": _dose(dose, exercise) if dose else "",
        "why": _("it hurt") if during is None else _("it was %(score)s of 10") % {"score": during},
        "by": row.by_name,
    }
    if row.rule == "P1":
        words |= {"before": _dose(row.before["dose"], exercise), "after": words["dose"]}
    return words


def _threshold_words(row):
    """What the number is called, its value now and before, and who set it."""
    label, value = thresholds.in_words(row.inputs["threshold"], row.inputs["value"])
    was = thresholds.in_words(row.inputs["threshold"], row.inputs["was"])[1]
    return {"threshold": label, "value": value, "was": was, "by": row.by_name}


def _dose(dose, exercise):
    return dose_text(dose["sets"], dose["reps"], dose.get("hold"), exercise.sided)


def _words(inputs, catalogue):
    """The inputs of a sentence as a person reads them."""
    return {name: _word(name, value, catalogue) for name, value in inputs.items()}


def _word(name, value, catalogue):
    if value is None or value == "":
        return ""
    if name == "exercise":
        exercise = catalogue.by_slug(value)
        return str(exercise) if exercise else value
    if name in ("sensations", "signs"):
        return ", ".join(_sign(slug, catalogue) for slug in value.split(", "))
    if name == "ways":
        return ", ".join(str(Direction(slug).label) for slug in value.split(", "))
    if name in ("day", "until", "since"):
        return date_format(date.fromisoformat(value), "l j F")
    if isinstance(value, float):
        return number_format(int(value) if value.is_integer() else value)
    return value


def _sign(slug, catalogue):
    if slug in Sensation.values:
        return str(Sensation(slug).label)
    return next((str(one) for one in catalogue.conditions if one.slug == slug), slug)
