"""Two people on one page: whoever saves second is told, and nobody's work is lost without a word."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext_lazy as _

from stretches import versions

from .history import when, who

BY_ANOTHER = _(
    "%(who)s saved this page on %(when)s, after you had opened it. What you typed is still here and not saved. Look at "
    "theirs in another tab; if you save again, yours takes its place."
)
BY_YOURSELF = _(
    "You saved this page on %(when)s already, by a second click or in another tab. Nothing was saved twice. If you "
    "save again, what stands here takes its place."
)


class NotOvertaken(forms.ModelForm):
    """A form that says how the piece stood when its page was drawn, and refuses to save over what came after."""

    editor: Any = None

    def clean(self):
        data = super().clean()
        drawn = self.data.get("seen")
        if connection.in_atomic_block:  # a save, and no message while typing
            type(self.instance)._base_manager.select_for_update().get(pk=self.instance.pk)
        if drawn and drawn != versions.fingerprint(self.instance):
            raise ValidationError(*self.what_came_after())
        return data

    def what_came_after(self):
        """The message, its code, and what is filled in."""
        version = versions.versions_of(self.instance).first()
        if version is None:  # a release of Limber, whose first version comes with the next save
            return BY_ANOTHER, "overtaken", {"who": _("A release of Limber"), "when": _("today")}
        is_own = version.revision.user == self.editor
        told = {"who": who(version) or _("A release of Limber"), "when": when(version)}
        return (BY_YOURSELF if is_own else BY_ANOTHER), "overtaken", told


class OvertakenMixin(admin.ModelAdmin):
    """A page that carries the fingerprint of what it shows (`seen` in templates/admin/editing/change_form.html)."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        own = {"Meta": form.Meta, "editor": request.user}
        return type(form)(form.__name__, (NotOvertaken, form), own) if obj else form

    def render_change_form(self, request, context, *args, **kwargs):
        """The page as it is drawn now; after a refusal too, so that saving again is a decision."""
        obj = kwargs.get("obj")
        context["seen"] = versions.fingerprint(obj) if obj else ""
        return super().render_change_form(request, context, *args, **kwargs)
