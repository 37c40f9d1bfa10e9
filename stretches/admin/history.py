"""The history of a piece of content: who changed what and when, one version beside today's, and putting it back."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from reversion.errors import RevertError

from stretches import versions
from stretches.changes import changes

PER_PAGE = 20


class HistoryMixin(admin.ModelAdmin):
    """History pages for a model whose history is kept (`versions.keep`)."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_version"
        view = self.admin_site.admin_view(self.version_view)
        return [path("<path:object_id>/history/<int:version_id>/", view, name=name), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        """Its versions, the latest first: when, who, and what changed."""
        obj = self.piece(request, object_id)
        page = Paginator(versions.versions_of(obj), PER_PAGE).get_page(request.GET.get("p"))
        context = {"title": _("History of %(name)s") % {"name": obj}, "page": page, "rows": self.rows(page)}
        return self.history_page(request, "admin/editing/history.html", obj, {**context, **(extra_context or {})})

    def version_view(self, request, object_id, version_id):
        """One version beside how it stands today; POST puts it back."""
        obj = self.piece(request, object_id)
        version = get_object_or_404(versions.versions_of(obj), pk=version_id)
        if request.method == "POST":
            if not self.has_change_permission(request, obj):
                raise PermissionDenied
            return self.put_back(request, obj, version)
        return self.history_page(
            request,
            "admin/editing/version.html",
            obj,
            {
                "title": _("%(name)s on %(when)s") % {"name": obj, "when": when(version)},
                "version": version,
                "changes": self.changes_since(version, versions.state_now(obj)),
                "may_put_back": self.has_change_permission(request, obj),
            },
        )

    def put_back(self, request, obj, version):
        """Let the piece stand as it did then, which is a new version of its history."""
        address = reverse(self.url_name("history"), args=[obj.pk])
        try:
            with transaction.atomic():
                versions.record_before(obj)
                fresh = versions.put_back(obj, version)
                self.refuse_if_broken(fresh)
                self.refresh(request, fresh)
                comment = _("Put back as it was on %(when)s") % {"when": when(version)}
                versions.record(fresh, user=request.user, comment=comment)
                self.log_change(request, fresh, comment)
        except versions.CannotPutBackError as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request, _("“%(name)s” is as it was on %(when)s.") % {"name": fresh, "when": when(version)}
            )
        return redirect(address)

    def refresh(self, request, obj):
        """What follows a change of the piece."""

    def refuse_if_broken(self, obj):
        """Refuse a version that people could not be shown: CannotPutBackError."""

    def piece(self, request, object_id):
        """The piece of content, if it is there and this person may look at it."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        return obj

    def rows(self, page):
        """Each version of the page with what it changed; the last needs the one before the page's end."""
        shown = list(page)
        start = page.start_index() + len(shown) - 1 if shown else 0
        before = [*shown[1:], *page.paginator.object_list[start : start + 1]]
        return [
            {
                "version": version,
                "who": who(version),
                "changes": self.changes_between(before[place : place + 1], version),
            }
            for place, version in enumerate(shown)
        ]

    def changes_between(self, before, version):
        """What a version changed, or None for the first one and for one that can't be read any more."""
        try:
            return changes(versions.state_in(before[0]), versions.state_in(version), self.model) if before else None
        except RevertError:
            return None

    def changes_since(self, version, now):
        """How today's state differs from the version's, without what putting back leaves alone."""
        then = versions.state_in(version)
        for key, fields in now.items():
            for name in versions.KEPT_OUT:
                if name in fields and key in then:
                    then[key][name] = fields[name]
        return changes(then, now, self.model)

    def url_name(self, page):
        """The name of one of this model's pages."""
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"

    def history_page(self, request, template, obj, context):
        request.current_app = self.admin_site.name
        common = {**self.admin_site.each_context(request), "opts": self.opts, "object": obj, "original": obj}
        return TemplateResponse(request, template, {**common, **context})


def when(version):
    """The moment of a version in the reader's own zone."""
    return date_format(timezone.localtime(version.revision.date_created), "DATETIME_FORMAT")


def who(version):
    """Who made it: their name, or their address where they gave none."""
    user = version.revision.user
    return (user.get_full_name() or user.get_username()) if user else ""
