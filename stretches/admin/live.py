"""Messages while typing: the form is checked as a save would check it, and nothing is saved."""

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied
from django.forms import FileField
from django.http import Http404, JsonResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST


class LiveMixin(admin.ModelAdmin):
    """An address beside the form that answers what is wrong at which field (static/editing/live.js)."""

    def get_urls(self):
        check = self.admin_site.admin_view(self.check_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("add/check/", check, name=f"{name}_add_check"),
            path("<path:object_id>/change/check/", check, name=f"{name}_check"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def check_view(self, request, object_id=None):
        """The errors of the form as typed: {id of the field: [messages]}."""
        obj = self.get_object(request, unquote(object_id)) if object_id else None
        if object_id and obj is None:
            raise Http404
        if not (self.has_change_permission(request, obj) if obj else self.has_add_permission(request)):
            raise PermissionDenied
        change = obj is not None
        form_class = self.get_form(
            request, obj, change=change, fields=flatten_fieldsets(self.get_fieldsets(request, obj))
        )
        form = form_class(request.POST, request.FILES, instance=obj)
        form.is_valid()
        formsets, _inlines = self._create_formsets(  # type: ignore[attr-defined]  # it is there, but not in the stubs
            request, form.instance, change=change
        )
        errors = errors_of(form)
        for formset in formsets:
            formset.is_valid()
            for part in formset.forms:
                errors |= errors_of(part)
        return JsonResponse({"errors": errors})


def errors_of(form):
    """A form's errors by the id of the field; a file that was not sent along is no error here."""
    return {
        form[name].auto_id: [str(message) for message in found]
        for name, found in form.errors.items()
        if name in form.fields
        and (not isinstance(form.fields[name], FileField) or form.files.get(form.add_prefix(name)))
    }
