"""The forms of an exercise, on its page: steps, dose, position, and how the figure moves."""

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from parler.admin import TranslatableStackedInline
from parler.forms import TranslatableBaseInlineFormSet

from stretches import versions
from stretches.models import Equipment, Form, Status
from stretches.rearranging import RearrangingFormSet

from .fields import MovementField, Ticks
from .language import KnownLanguageMixin
from .words import WordsForm, in_known_order

NEEDS_USUAL = _("A published exercise needs its usual form. Add it, or make the exercise a draft.")
IN_PLANS = _("People have this form in their plans, so it can’t be deleted.")


def form_name(fields):
    """How a form is called in the history."""
    return capfirst(_("%(kind)s form") % {"kind": Form.Kind(fields["kind"]).label})


versions.keep(Form, parent="exercise", label=form_name)


class FormForm(WordsForm):
    """A form's fields as an editor fills them in."""

    equipment = Ticks(label=_("Equipment"), choices=Equipment.choices, required=False)
    movement = MovementField(
        label=_("Movement"),
        required=False,
        help_text=_(
            "Poses and timing. The drawing follows what you type; drag a joint, or move it with the arrow keys."
        ),
    )

    def clean_equipment(self):
        return in_known_order(self.cleaned_data["equipment"], self.instance.equipment)

    def hand_clean_DELETE(self):
        """Leave it to the formset: the admin's own check would name people's plans."""


class FormFormSet(RearrangingFormSet, TranslatableBaseInlineFormSet):
    """All forms of an exercise."""

    def clean(self):
        """What people have in their plans stays, and a published exercise has its usual form."""
        super().clean()
        if any(is_in_plans(form.instance) for form in self.deleted_forms):
            raise ValidationError(IN_PLANS, code="in_plans")
        if self.instance.status != Status.PUBLISHED or any(self.errors):
            return
        staying = [form.cleaned_data for form in self.forms if form not in self.deleted_forms]
        if Form.Kind.USUAL not in [data.get("kind") for data in staying]:
            raise ValidationError(NEEDS_USUAL, code="needs_usual")

    def get_unique_error_message(self, unique_check):
        return _("An exercise has each kind of form once: easier, usual, harder.")


def is_in_plans(form):
    """Whether something that people have refers to the form."""
    try:
        Collector(using="default").collect([form])
    except ProtectedError:
        return True
    return False


class FormInline(KnownLanguageMixin, TranslatableStackedInline):
    """Easier, usual and harder, under each other."""

    model = Form
    form = FormForm
    formset = FormFormSet
    max_num = 3
    ordering = ("-kind",)  # usual, harder, easier
    verbose_name_plural = _("forms: the ways to do it")
    fieldsets = (
        (None, {"fields": ("kind", "name", "cue", "steps")}),
        (
            _("Dose, for each side"),
            {
                "fields": (
                    ("start_sets", "start_reps", "start_hold"),
                    ("top_sets", "top_reps", "top_hold"),
                    "tempo",
                )
            },
        ),
        (_("Position"), {"fields": ("position", "needs_floor", "equipment")}),
        (_("Figure"), {"fields": ("movement",)}),
    )

    def get_extra(self, request, obj=None, **kwargs):
        """A new exercise starts with its usual form."""
        return 0 if obj else 1

    def get_formset(self, request, obj=None, **kwargs):
        """The admin lays its own check for protected rows over the form; put ours on top."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.form = type("FormForm", (formset.form,), {"hand_clean_DELETE": FormForm.hand_clean_DELETE})
        return formset
