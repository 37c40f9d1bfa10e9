"""What pages show of decided things: notices with their next step, adjustments with before and after, in words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.templatetags.ui import dose_text

from . import sentences
from .models import Adjustment, Notice


@dataclass(frozen=True)
class Step:
    """The next step of a notice: in a few words, how urgent it looks, and what the pages that help are called, each
    with a function of the notice that gives its address ("": there is none). Some can wait until after a session."""

    words: object
    tone: str
    pages: tuple[tuple[object, Callable[[Notice], str]], ...] = ()
    can_wait: bool = False


def _emergency(notice):
    return reverse("emergency")


def _screening(notice):
    return reverse("screening")


def _screening_result(notice):
    return reverse("screening_result")


def _plan_days(notice):
    return _of_plan("plan_days", notice)


def _plan_edit(notice):
    return _of_plan("plan_edit", notice)


def _prescription(notice):
    return _of_plan("prescription_edit", notice, notice.inputs["exercise"])


def _of_plan(name, notice, *more):
    """A page that changes the notice's plan; "" once that is over."""
    return reverse(name, args=[notice.plan_id, *more]) if notice.plan and notice.plan.is_running else ""


STEPS = {
    "S1": Step(gettext_lazy("Emergency"), "danger", ((gettext_lazy("Whom to call"), _emergency),)),
    "S2": Step(gettext_lazy("See a doctor first"), "caution", ((gettext_lazy("What to do"), _screening_result),)),
    "S3": Step(gettext_lazy("Answer the questions"), "info", ((gettext_lazy("Safety questions"), _screening),)),
    "T2": Step(gettext_lazy("Go easy"), "info"),
    "T3": Step(gettext_lazy("Rest it"), "caution"),
    "T4": Step(gettext_lazy("Stop"), "caution", ((gettext_lazy("Signs that need help at once"), _emergency),)),
    "T4.signs": Step(gettext_lazy("Stop, and check"), "danger", ((gettext_lazy("The emergency signs"), _emergency),)),
    "T6": Step(gettext_lazy("Stop and rest"), "caution", ((gettext_lazy("When to get help"), _emergency),)),
    "N3": Step(gettext_lazy("Rest"), "caution"),
    "N3.over": Step(gettext_lazy("Answer the questions"), "info", ((gettext_lazy("Safety questions"), _screening),)),
    "F": Step(gettext_lazy("See a doctor"), "caution", ((gettext_lazy("When not to wait"), _emergency),)),
    "A1": Step(
        gettext_lazy("Ask yourself why"),
        "info",
        ((gettext_lazy("Fewer days"), _plan_days), (gettext_lazy("Fewer exercises"), _plan_edit)),
    ),
    "P2": Step(
        gettext_lazy("For you to choose"), "info", ((gettext_lazy("Choose a form"), _prescription),), can_wait=True
    ),
    "G1": Step(gettext_lazy("Ask for help"), "info"),
    "G1.again": Step(gettext_lazy("See a doctor"), "caution"),
    "": Step(gettext_lazy("For you to know"), "info", can_wait=True),
}
"""By the sentence, else the rule, else its family."""


def step_of(notice):
    """The next step that a notice names."""
    keys = (notice.sentence, notice.rule, notice.rule[:1], "")
    return next(STEPS[key] for key in keys if key in STEPS)


FLAGS = {
    "core": gettext_lazy("in every session"),
    "fixed": gettext_lazy("fixed"),
    "hidden": gettext_lazy("left out"),
    "added": gettext_lazy("added"),
    "awake": gettext_lazy("its rest ended"),
}
"""What a change by hand may say beside form and dose."""


@dataclass(frozen=True)
class Advice:
    """A notice in words."""

    notice: Notice
    sentence: str
    step: Step

    @property
    def links(self):
        """The pages that help: what each is called, and its address."""
        found = ((words, address(self.notice)) for words, address in self.step.pages)
        return [(words, url) for words, url in found if url]


def advice(notices, catalogue):
    """Notices as pages show them."""
    return [Advice(one, sentences.of(one, catalogue), step_of(one)) for one in notices]


@dataclass(frozen=True)
class Change:
    """An adjustment in words: what it says, how the exercise stood before and stands after it, and who made it."""

    adjustment: Adjustment
    sentence: str
    before: str
    after: str
    by: str


def changes(adjustments, catalogue):
    """Adjustments as pages show them."""
    return [_change(one, catalogue) for one in adjustments]


def _change(one, catalogue):
    exercise = catalogue.exercise(one.prescription.exercise_id) if one.prescription else None
    before, after = (snapshot_words(data, exercise) for data in (one.before, one.after))
    by = one.by_name if one.is_by_hand else ""
    return Change(one, sentences.of(one, catalogue), before, after, by)


def snapshot_words(data, exercise):
    """How a prescription stood, in words: form, dose, rest. "" where nothing is known of it."""
    form = exercise.form_of(data["form"]) if exercise and data.get("form") else None
    parts = [form.name] if form else []
    if exercise and data.get("dose"):
        dose = data["dose"]
        parts.append(dose_text(dose["sets"], dose["reps"], dose.get("hold"), exercise.sided))
    parts += [str(words) for name, words in FLAGS.items() if data.get(name)]
    if data.get("resting_until"):
        day = date_format(date.fromisoformat(data["resting_until"]), "j F")
        parts.append(_("rests until %(day)s") % {"day": day})
    return ", ".join(parts)
