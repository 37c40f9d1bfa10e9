"""What the editing pages of all content share: words, history, messages while typing, and nothing lost for good."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.forms import Media, Script
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from parler.admin import TranslatableAdmin
from parler.utils.views import TabsList

from stretches import versions
from stretches.models import Edition

from .history import HistoryMixin
from .language import KnownLanguageMixin
from .live import LiveMixin
from .overtaken import OvertakenMixin

TYPED_OVER = _("Somebody made this %(now)s after you had opened the list. Load it again.")


class RowForm(forms.ModelForm):
    """A row of a list; each input says whose it is, and brings what stood there: only what was typed over is saved."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values() if self.instance.pk else ():
            field.widget.attrs["aria-label"] = f"{field.label}: {self.instance}"
            field.show_hidden_initial = True

    def clean(self):
        """A list changes what is there, as it stands there; a forged row would be a piece without words."""
        if self.instance.pk is None:
            raise forms.ValidationError(_("This list is out of date. Load it again."))
        for name in self.initial.keys() & self.changed_data:
            now, seen = self.initial[name], self.data.get(self.add_initial_prefix(name))
            if seen not in (None, str(now)) and self.cleaned_data.get(name, now) != now:
                self.add_error(name, forms.ValidationError(TYPED_OVER, params={"now": now}))
        return super().clean()


class ContentAdmin(HistoryMixin, LiveMixin, OvertakenMixin, KnownLanguageMixin, TranslatableAdmin):
    """A page for a piece of content.

    `shipped_as` is the first part of its key among what ships ("exercise"); a subclass does in `refresh` what follows
    a change.
    """

    shipped_as = ""
    default_change_form_template = "admin/editing/change_form.html"
    save_on_top = True
    list_per_page = 50

    @property
    def media(self):
        scripts: Any = [Script(f"editing/{name}.js", type="module") for name in ("live", "markdown", "movement")]
        return super().media + Media(css={"all": ["editing/editing.css"]}, js=scripts)

    def get_changelist_form(self, request, **kwargs):
        return super().get_changelist_form(request, **{"form": RowForm, **kwargs})

    def changelist_view(self, request, extra_context=None):
        """A list that has to be corrected keeps what was typed beside the right names, where rows changed places."""
        response = super().changelist_view(request, extra_context)
        found = (getattr(response, "context_data", None) or {}).get("cl")
        if found and found.formset and found.formset.is_bound and all(form.instance.pk for form in found.formset.forms):
            found.result_list = [form.instance for form in found.formset.forms]
        return response

    def view_on_site(self, obj):
        """The page as visitors see it; staff see drafts there too."""
        return obj.get_absolute_url()

    def get_language_tabs(self, request, obj, available_languages, css_class=None):
        """None where there is only one language to write in."""
        if len(settings.LANGUAGES) > 1:
            return super().get_language_tabs(request, obj, available_languages, css_class)
        tabs = TabsList()
        tabs.current_is_translated = True
        return tabs

    def _patch_redirect(self, request, obj, redirect):
        """The admin keeps the query of the page, so parler need not add the language where it is in there."""
        kept = parse_qs(urlsplit(redirect.get("Location", "")).query)
        return redirect if self.query_language_key in kept else super()._patch_redirect(request, obj, redirect)

    # Saving ----------------------------------------------------------------------------------------------------------

    def save_model(self, request, obj, form, change):
        """Keep in the history what a release wrote meanwhile, then save."""
        if change:
            versions.record_before(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Save what belongs to it, then let everybody see it and keep the version."""
        super().save_related(request, form, formsets, change)
        self.refresh(request, form.instance)
        versions.record(form.instance, user=request.user)

    def refresh(self, request, obj):
        """What follows a change: readers learn of it."""
        Edition.renew()

    def render_change_form(self, request, context, *args, **kwargs):
        """Answer 422 when something has to be corrected, and say why a piece can't be deleted."""
        obj = kwargs.get("obj")
        context["why_kept"] = self.why_kept(obj) if obj else ""
        response = super().render_change_form(request, context, *args, **kwargs)
        if context.get("errors"):
            response.status_code = 422
        return response

    # Deleting --------------------------------------------------------------------------------------------------------

    def why_kept(self, obj):
        """Why the piece can't be deleted, in a sentence; "" if it can."""
        if not hasattr(obj, "_why_kept"):
            obj._why_kept = self.find_why_kept(obj)
        return obj._why_kept

    def find_why_kept(self, obj):
        if versions.ever_published(obj, self.shipped_as):
            return _("People may have seen this, so it can’t be deleted. Archive it: then it is out of sight.")
        return _("This is in use, so it can’t be deleted. Archive it instead.") if self.is_used(obj) else ""

    def is_used(self, obj):
        """Whether anything needs it that wouldn't be deleted with it."""
        try:
            Collector(using="default").collect([obj])
        except (ProtectedError, RestrictedError):
            return True
        return False

    def has_delete_permission(self, request, obj=None):
        """Whether the piece can go; parler asks the same of one of its translations."""
        piece = getattr(obj, "master", obj)
        return super().has_delete_permission(request, piece) and not (piece and self.why_kept(piece))

    def get_actions(self, request):
        """Pieces are deleted one by one, on their own page."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def delete_view(self, request, object_id, extra_context=None):
        """Say why where it can't be deleted."""
        obj = self.get_object(request, unquote(object_id))
        if obj and self.has_change_permission(request, obj) and self.why_kept(obj):
            messages.error(request, self.why_kept(obj))
            return redirect(reverse(self.url_name("change"), args=[object_id]))
        return super().delete_view(request, object_id, extra_context)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        Edition.renew()
