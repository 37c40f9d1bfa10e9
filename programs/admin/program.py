"""The page of a curated program: what it is, and its stages with their exercises."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from programs.models import Program
from stretches import versions
from stretches.admin.fields import MarkdownWidget
from stretches.admin.status import StatusAdmin, StatusForm
from stretches.models import Status

from .stage import NEEDS_STAGE, StageInline

versions.keep(Program, "stages")


def stands_in(program):
    """Whether a program, as it is stored, may be needed on a sore day."""
    return program.pk is not None and not program.is_scheduled and program.status != Status.DRAFT


class ProgramForm(StatusForm):
    """A program's facts and words."""

    class Meta:
        model = Program
        fields = "__all__"
        widgets = {"description": MarkdownWidget()}
        help_texts = {
            "slug": _("The last part of its web address. It is fixed once the program was published."),
            "is_default": _("One program is: ticking it here takes the mark from the other."),
            "dose_factor": _("1 is the whole dose, 0.5 half of it."),
        }

    def clean(self):
        """What is suggested first can be started."""
        data = super().clean()
        if data.get("is_default") and data.get("is_scheduled") is False:
            raise ValidationError({"is_default": _("A program without a schedule can’t be suggested first.")})
        if data.get("is_scheduled") and stands_in(self.instance):
            raise ValidationError({"is_scheduled": _("It stays without a schedule: people may need it on a sore day.")})
        return data


@admin.register(Program)
class ProgramAdmin(StatusAdmin):
    """Programs in their order."""

    form = ProgramForm
    shipped_as = "program"
    inlines = (StageInline,)
    list_display = ("name", "order", "status", "is_default", "weeks")
    list_editable = ("order",)
    list_filter = ("status", "is_scheduled")
    search_fields = ("slug", "translations__name", "translations__summary")
    fieldsets = (
        (None, {"fields": ("name", "slug", "status", "order", "is_default")}),
        (_("In words"), {"fields": ("summary", "description")}),
        (_("Sessions"), {"fields": ("is_scheduled", "session_size", "order_by", "dose_factor")}),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("stages")

    @admin.display(description=_("weeks"))
    def weeks(self, obj):
        return obj.weeks

    def is_used(self, obj):
        return stands_in(obj) or obj.plans.exists() or super().is_used(obj)

    def problem(self, obj):
        return "" if any(stage.exercises.exists() for stage in obj.stages.all()) else NEEDS_STAGE

    def refuse_if_broken(self, obj):
        if obj.status == Status.PUBLISHED and self.problem(obj):
            raise versions.CannotPutBackError(self.problem(obj))

    def refresh(self, request, obj):
        """One program is suggested first."""
        if obj.is_default:
            for other in Program.objects.filter(is_default=True).exclude(pk=obj.pk):
                versions.record_before(other)
                other.is_default = False
                other.save()
                versions.record(other, user=request.user)
        super().refresh(request, obj)
