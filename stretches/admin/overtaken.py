"""Two people on one page: whoever saves second is told so, and their save doesn't take the first one's work away."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext_lazy as _

from stretches import versions

from .history import when, who

BY_SOMEBODY = _(
    "This changed after you had opened the page, so yours is not saved. All you typed is still here: open the page "
    "anew in another tab, and copy what you want to keep."
)
BY_ANOTHER = _(
    "%(who)s saved this page on %(when)s, after you had opened it, so yours is not saved. All you typed is still here: "
    "open the page anew in another tab, and copy what you want to keep."
)
BY_YOURSELF = _(
    "You saved this page on %(when)s already, by a second click or in another tab; this time nothing was saved. Open "
    "the page anew to go on; what you typed is still here to copy."
)
GONE = _("Somebody has deleted this meanwhile. What you typed is still here to copy.")


class NotOvertaken(forms.ModelForm):
    """A form that says how the piece stood when its page was drawn, and isn't saved over what came after."""

    editor: Any = None

    def clean(self):
        data = super().clean()
        if connection.in_atomic_block:  # a save; messages while typing leave it out
            self.refuse_if_overtaken(self.data.get("seen"))
        return data

    def refuse_if_overtaken(self, seen):
        """Let nobody else in until this is saved, and compare; ValidationError if somebody was quicker."""
        if type(self.instance)._base_manager.select_for_update().filter(pk=self.instance.pk).first() is None:
            raise ValidationError(GONE, code="gone")
        if seen and seen != versions.fingerprint(self.instance):
            raise ValidationError(*self.what_came_after())

    def what_came_after(self):
        """The message, its code, and what is filled in; a name only where the history has one for how it stands now."""
        version = versions.versions_of(self.instance).first()
        if not (version and version.revision.user and versions.state_in(version) == versions.state_now(self.instance)):
            return (BY_SOMEBODY, "overtaken")
        message = BY_YOURSELF if version.revision.user == self.editor else BY_ANOTHER
        return message, "overtaken", {"who": who(version), "when": when(version)}


class OvertakenMixin(admin.ModelAdmin):
    """A page that carries the fingerprint of what it shows (`seen` in templates/admin/editing/change_form.html)."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        own = {"Meta": form.Meta, "editor": request.user}
        return type(form)(form.__name__, (NotOvertaken, form), own) if obj else form

    def render_change_form(self, request, context, *args, **kwargs):
        """A refused page keeps the fingerprint it came with: its rows are those of then, and would be saved as new."""
        obj = kwargs.get("obj")
        context["seen"] = request.POST.get("seen") or (versions.fingerprint(obj) if obj else "")
        return super().render_change_form(request, context, *args, **kwargs)
