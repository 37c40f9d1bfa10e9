"""Which exercises a stage has, as one field: a row an exercise, its form, and whether every session has it."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from stretches.models import Exercise, Form


class StageExercisesWidget(forms.Widget):
    """A table of all exercises: a choice of form and a tick each."""

    template_name = "admin/editing/stage_exercises.html"
    exercises: Sequence[Exercise] = ()

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        chosen = value or {}
        context["widget"]["rows"] = [
            {
                "exercise": exercise,
                "kinds": kinds_of(exercise),
                "name": f"{name}-{exercise.pk}",
                "chosen": chosen.get(exercise.pk),
            }
            for exercise in self.exercises
        ]
        return context

    def value_from_datadict(self, data, files, name):
        """The rows with a form: {exercise: (kind of form, in every session)}."""
        rows = {exercise.pk: f"{name}-{exercise.pk}" for exercise in self.exercises}
        return {
            pk: (data[f"{row}-form"], bool(data.get(f"{row}-core")))
            for pk, row in rows.items()
            if data.get(f"{row}-form")
        }

    def value_omitted_from_data(self, data, files, name):
        return False

    def id_for_label(self, id_):
        return ""


class StageExercisesField(forms.Field):
    """Its value is {exercise's key: (kind of form, in every session)}."""

    widget = StageExercisesWidget
    default_error_messages = {"required": _("A stage needs at least one exercise.")}

    def offer(self, exercises):
        """Let these exercises be chosen."""
        self.widget.exercises = exercises

    def validate(self, value):
        """At least one exercise, each in a form that it has."""
        super().validate(value)
        for exercise in self.widget.exercises:
            kind, _core = value.get(exercise.pk, (None, False))
            if kind is not None and kind not in dict(kinds_of(exercise)):
                raise ValidationError(
                    _("%(exercise)s has no such form."), code="no_such_form", params={"exercise": exercise}
                )

    def has_changed(self, initial, data):
        return (initial or {}) != (data or {})


def kinds_of(exercise):
    """The forms an exercise has: (kind, its name), the usual one first."""
    names = {form.kind: f"{capfirst(form.get_kind_display())}: {form}" for form in exercise.forms.all()}
    order = (Form.Kind.USUAL, Form.Kind.EASIER, Form.Kind.HARDER)
    return [(kind.value, names[kind]) for kind in order if kind in names]
