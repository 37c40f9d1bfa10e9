"""Draft, published, archived: in the form, and as actions on the list."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from stretches import versions
from stretches.models import Status

from .content import ContentAdmin
from .words import WordsForm

IN_USE = _("People use this, so it can’t be a draft again. Archive it to take it out of sight.")


class StatusForm(WordsForm):
    """A form for something that is a draft first. `is_used` is given by its admin."""

    def clean_status(self):
        """What people use stays visible to them: archived at most."""
        status = self.cleaned_data["status"]
        was = self.initial.get("status", Status.DRAFT)
        if status == Status.DRAFT and was != Status.DRAFT and self.is_used(self.instance):
            raise ValidationError(IN_USE, code="in_use")
        return status


class StatusAdmin(ContentAdmin):
    """Content that is a draft first; its address is fixed once people may have seen it.

    A new piece's address is proposed from the words in `called`. (The admin's own attribute takes no translated field.)
    """

    form = StatusForm
    called = "name"
    actions = ("publish", "archive", "make_draft")

    def get_form(self, request, obj=None, change=False, **kwargs):
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.is_used = staticmethod(self.is_used)
        return form

    def get_readonly_fields(self, request, obj=None):
        fixed = obj is not None and versions.ever_published(obj, self.shipped_as)
        return (*super().get_readonly_fields(request, obj), *(("slug",) if fixed else ()))

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": (self.called,)}

    def problem(self, obj):
        """What keeps the piece from being published, in a sentence; "" if nothing does."""
        return ""

    @admin.action(description=_("Publish: everybody sees it"), permissions=["change"])
    def publish(self, request, queryset):
        self.set_status(request, queryset, Status.PUBLISHED, self.problem)

    @admin.action(description=_("Archive: only those who use it see it"), permissions=["change"])
    def archive(self, request, queryset):
        self.set_status(request, queryset, Status.ARCHIVED, lambda obj: "")

    @admin.action(description=_("Make it a draft: only staff see it"), permissions=["change"])
    def make_draft(self, request, queryset):
        self.set_status(request, queryset, Status.DRAFT, lambda obj: IN_USE if self.is_used(obj) else "")

    def set_status(self, request, queryset, status, objection):
        """Give each piece that nothing speaks against the status; say what was done and what was not."""
        done = 0
        for obj in queryset:
            sentence = objection(obj)
            if sentence:
                messages.error(request, f"{obj}: {sentence}")
            elif obj.status != status:
                done += 1
                with transaction.atomic():
                    versions.record_before(obj)
                    obj.status = status
                    obj.save()
                    self.refresh(request, obj)
                    versions.record(obj, user=request.user)
                    self.log_change(request, obj, [{"changed": {"fields": ["status"]}}])
        if done:
            text = ngettext("%(n)s is now: %(status)s.", "%(n)s are now: %(status)s.", done)
            messages.success(request, text % {"n": done, "status": Status(status).label})
