"""Every address of Limber."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from config import offline, views
from config.gallery import gallery

admin.autodiscover()
# Editors sign in like everybody: rate limits and two-step sign-in hold for them too. allauth documents it so, but mypy
# lets nothing take the place of a method.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.site_header = _("Limber: editing")
admin.site.site_title = _("Limber")
admin.site.index_title = _("What would you like to change?")

handler400 = "config.views.bad_request"

urlpatterns = [
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("stretches.urls")),
    path("", include("programs.urls")),
    path("admin/", admin.site.urls),
    path("gallery/", gallery, name="gallery"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("service-worker.js", offline.service_worker, name="service_worker"),
    path("offline/", offline.offline, name="offline"),
    path("healthz", views.healthz, name="healthz"),
    path("media/<path:path>", views.media, name="media"),
]
