"""The stages of a program, on its page."""

import copy
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from programs.models import Stage, StageExercise
from stretches import versions
from stretches.models import Exercise, Status

from .stage_exercises import StageExercisesField

MOST_WEEKS = 52
NEEDS_STAGE = _("A published program needs at least one stage with exercises.")
TOO_LONG = _("The stages add up to more than 52 weeks.")


def stage_name(fields):
    """How a stage is called in the history."""
    return _t("Stage %(order)s") % {"order": fields["order"]}


def row_name(fields):
    """How an exercise of a stage is called in the history."""
    stage, exercise = (model.objects.filter(pk=fields[name]).first() for model, name in ROW_PARTS)
    return f"{_t('Stage %(order)s') % {'order': stage.order} if stage else _t('Stage')}, {exercise or _t('(gone)')}"


ROW_PARTS = ((Stage, "stage"), (Exercise, "exercise"))
versions.keep(Stage, "exercises", parent="program", label=stage_name)
versions.keep(StageExercise, parent="stage", label=row_name)


class StageForm(forms.ModelForm):
    """A run of weeks and its exercises."""

    exercises = StageExercisesField(label=_("Exercises"))

    class Meta:
        model = Stage
        fields = ("order", "weeks", "days")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            rows = self.instance.exercises.all()
            self.initial["exercises"] = {row.exercise_id: (row.form_kind, row.is_core) for row in rows}

    def _save_m2m(self):
        """Write the exercises as chosen, and no other rows."""
        super()._save_m2m()  # type: ignore[misc]  # it is there, but not in the stubs
        chosen = self.cleaned_data["exercises"]
        self.instance.exercises.exclude(exercise__in=chosen).delete()
        for exercise, (kind, core) in chosen.items():
            values = {"form_kind": kind, "is_core": core}
            StageExercise.objects.update_or_create(stage=self.instance, exercise_id=exercise, defaults=values)


class StageFormSet(forms.BaseInlineFormSet):
    """All stages of a program."""

    def clean(self):
        """The stages make a program that can be done."""
        super().clean()
        if any(self.errors):
            return
        stages = [form.cleaned_data for form in self.forms if form.cleaned_data and form not in self.deleted_forms]
        if sum(stage["weeks"] for stage in stages) > MOST_WEEKS:
            raise ValidationError(TOO_LONG, code="too_long")
        size = self.instance.session_size
        for number, stage in enumerate(stages, 1):
            core = sum(core for _kind, core in stage["exercises"].values())
            if size and core > size:
                text = _("Stage %(stage)s has %(core)s exercises in every session, but a session holds %(size)s.")
                raise ValidationError(text, code="too_much_core", params={"stage": number, "core": core, "size": size})
        if self.instance.status == Status.PUBLISHED:
            self.check_published(stages)

    def check_published(self, stages):
        """Everybody can do what is published."""
        if not stages:
            raise ValidationError(NEEDS_STAGE, code="needs_stage")
        chosen = {exercise for stage in stages for exercise in stage["exercises"]}
        drafts = Exercise.objects.filter(pk__in=chosen, status=Status.DRAFT).prefetch_related("translations")
        if drafts:
            names = ", ".join(str(exercise) for exercise in drafts)
            text = _("A published program can’t hold a draft: %(names)s.")
            raise ValidationError(text, code="draft", params={"names": names})


class StageInline(admin.StackedInline):
    """Runs of weeks, in order."""

    model = Stage
    form = StageForm
    formset = StageFormSet
    max_num = 12
    fields = (("order", "weeks", "days"), "exercises")

    def get_extra(self, request, obj=None, **kwargs):
        """A new program starts with one stage."""
        return 0 if obj else 1

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("exercises")

    def get_formset(self, request, obj=None, **kwargs):
        """Read the exercises once for all stages."""
        formset = super().get_formset(request, obj, **kwargs)
        field: Any = copy.deepcopy(formset.form.base_fields["exercises"])  # the declared one is shared by all requests
        field.offer(exercises_on_offer(obj))
        formset.form.base_fields["exercises"] = field
        return formset


def exercises_on_offer(program):
    """The exercises a stage may hold: all but the archived ones that the program hasn't got yet."""
    used = (
        set(StageExercise.objects.filter(stage__program=program).values_list("exercise", flat=True))
        if program
        else set()
    )
    exercises = Exercise.objects.prefetch_related("translations", "forms__translations")
    return [exercise for exercise in exercises if not exercise.is_archived or exercise.pk in used]
