"""What a person's conditions mean for the exercises: which are left out, which are marked, and which form to use.

`read` asks the database, `of` decides; nothing is stored, so an editor's change of a caution counts at once.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, Subquery

from stretches.models import Caution, Condition, Exercise, Form

from .models import Clearance, Prescription, Screening, ScreeningAnswer


@dataclass(frozen=True)
class Reason:
    """One condition of the person that matters for an exercise. `cleared_on`: the day on which the person said that
    their clinician cleared it; then it neither hides nor marks."""

    condition: Condition
    effect: str
    advice: str
    form: Form | None
    cleared_on: date | None

    @property
    def hides(self):
        return self.effect == Caution.Effect.HIDE and self.cleared_on is None


@dataclass(frozen=True)
class Care:
    """What the person's conditions mean for one exercise."""

    exercise: Exercise
    reasons: tuple[Reason, ...]

    @property
    def standing(self):
        """The reasons that nobody has cleared."""
        return [reason for reason in self.reasons if reason.cleared_on is None]

    @property
    def effect(self):
        """`hide`, `mark`, or "" once everything is cleared. To hide is the more careful one."""
        if any(reason.hides for reason in self.reasons):
            return Caution.Effect.HIDE
        return Caution.Effect.MARK if self.standing else ""

    @property
    def form(self):
        """The form to use instead, or None; where two reasons name different ones, the easier."""
        kinds = list(Form.Kind.values)
        named = [reason.form for reason in self.standing if reason.form]
        return min(named, key=lambda form: kinds.index(form.kind), default=None)


def of(catalogue, present, cleared):
    """{exercise key: Care} for every exercise that one of the conditions `present` (primary keys) matters for.

    `cleared` maps (exercise, condition) keys to the day on which the person's clinician cleared it.
    """
    found = {}
    for exercise in catalogue.exercises:
        reasons = tuple(
            Reason(
                caution.condition,
                caution.effect,
                caution.advice,
                caution.form,
                cleared.get((exercise.pk, caution.condition_id)),
            )
            for caution in exercise.cautions.all()
            if caution.condition_id in present
        )
        if reasons:
            found[exercise.pk] = Care(exercise, reasons)
    return found


def read(owner, catalogue):
    """The same for a person as they answered last: two queries."""
    present = set(present_of(owner))
    return of(catalogue, present, cleared_of(owner)) if present else {}


def hiding(owner, day=date.max):
    """The cautions that leave an exercise out of the person's sessions, by their last answers up to a local day, as a
    query."""
    cleared = _standing(owner, day).filter(exercise=OuterRef("exercise"), condition=OuterRef("condition"))
    cautions = Caution.objects.filter(effect=Caution.Effect.HIDE, condition__in=present_of(owner, day))
    return cautions.filter(~Exists(cleared)).order_by()


def hidden(owner):
    """The exercises (primary keys) that the person's last answers leave out of their sessions: one query."""
    return set(hiding(owner).values_list("exercise", flat=True))


def planned(owner):
    """{exercise's primary key: its prescription} of the person's running plans, the newest plan's: one query."""
    prescriptions = Prescription.objects.filter(plan__owner=owner, plan__ended_at=None).order_by("plan")
    return {prescription.exercise_id: prescription for prescription in prescriptions}


def present_of(owner, day=date.max):
    """The conditions (primary keys) that the person's latest screening up to a local day says are there, as a query."""
    screenings = Screening.objects.filter(owner=owner, day__lte=day)
    latest = screenings.order_by("-day", "-recorded_at", "-pk").values("pk")[:1]
    answers = ScreeningAnswer.objects.filter(screening=Subquery(latest), is_present=True)
    return answers.order_by().values_list("condition", flat=True)


def cleared_of(owner):
    """{(exercise, condition): day} of what the person's clinician cleared.

    A clearance ends once a later screening says that the condition has gone: if it comes back, it is asked anew.
    """
    rows = _standing(owner).order_by("day", "pk").values_list("exercise", "condition", "day")
    return {(exercise, condition): day for exercise, condition, day in rows}


def _standing(owner, day=date.max):
    """The clearances that hold on a local day, as a query."""
    known = ScreeningAnswer.objects.filter(screening__owner=owner, screening__day__lte=day)
    denied = known.filter(condition=OuterRef("condition"), is_present=False)
    gone = denied.order_by("-screening__recorded_at").values("screening__recorded_at")[:1]
    cleared = Clearance.objects.filter(owner=owner, kind=Clearance.Kind.CLEARED, day__lte=day)
    cleared = cleared.annotate(gone=Subquery(gone))
    return cleared.filter(Q(gone=None) | Q(gone__lt=F("recorded_at")))
