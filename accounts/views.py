"""The pages of somebody's own account. Signing in and its security are allauth's."""

import json
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import clinicians, erasing, timezones
from accounts.forms import ClinicianForm, EraseForm, PlayerForm, SettingsForm
from accounts.http import PersonRequest
from accounts.models import ClinicianRequest

LARGEST_PLAYER_JSON = 500  # bytes; also keeps nesting far from Python's limit


@require_safe
def account(request: PersonRequest) -> HttpResponse:
    """Everything about the account, each behind a link."""
    return render(request, "accounts/account.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What Limber keeps, why, and how it goes, in plain words."""
    return render(request, "accounts/privacy.html", {"minimum_age": settings.LIMBER_MINIMUM_AGE})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_settings(request: PersonRequest) -> HttpResponse:
    """Change name, clock, calendar, colours and how the player sounds."""
    user, typed = request.user, request.POST if request.method == "POST" else None
    zone_is_default = user.timezone == timezones.DEFAULT
    settings_form = SettingsForm(typed, instance=user)
    player_form = PlayerForm(typed, initial=user.player)
    if typed is not None and all([settings_form.is_valid(), player_form.is_valid()]):
        user.player = player_form.cleaned_data
        user.save(update_fields=[*SettingsForm.Meta.fields, "player"])
        messages.success(request, _("Your settings are saved."))
        return redirect("account_settings")
    if typed is not None:
        user.refresh_from_db(fields=SettingsForm.Meta.fields)  # the page around the form shows what is stored
    page = {"form": settings_form, "player_form": player_form, "zone_is_default": zone_is_default}
    return render(request, "accounts/settings.html", page, status=422 if typed is not None else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_clinician(request: PersonRequest) -> HttpResponse:
    """Ask to be a clinician on this host, and see what staff answered."""
    asked = ClinicianRequest.objects.filter(user=request.user).first()
    if request.method == "POST" and request.user.is_clinician:
        return redirect("account_clinician")
    form = ClinicianForm(request.POST if request.method == "POST" else None, instance=asked)
    if form.is_valid():
        clinicians.ask(user=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Your request is kept. Whoever runs this Limber will answer it."))
        return redirect("account_clinician")
    page = {"form": form, "asked": asked, "state": asked.state if asked else ""}
    return render(request, "accounts/clinician.html", page, status=422 if form.is_bound else 200)


@require_POST
def save_player(request: PersonRequest) -> HttpResponse:
    """Keep what was switched in the player: a whole form, or what changed alone, as form fields or as JSON."""
    present = request.user.player
    try:
        if _is_json(request):
            typed = _json_over(present, request)
        else:
            typed = request.POST if "get_ready" in request.POST else {**present, **request.POST.dict()}
    except ValueError:
        return JsonResponse({"errors": {}}, status=400)
    form = PlayerForm(typed)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors.get_json_data()}, status=422)
    request.user.player = form.cleaned_data
    request.user.save(update_fields=["player"])
    return HttpResponse(status=204)


def _is_json(request: HttpRequest) -> bool:
    return request.content_type == "application/json"


def _json_over(present: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    """The present preferences with those of the request's JSON object over them; ValueError if it is none."""
    if len(request.body) > LARGEST_PLAYER_JSON:
        raise ValueError("too long")
    changes = json.loads(request.body)
    if not isinstance(changes, dict):
        raise ValueError("not an object")
    return {**present, **changes}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def erase_account(request: PersonRequest) -> HttpResponse:
    """Erase the account: the password first (allauth asks), then the address typed as confirmation."""
    form = EraseForm(request.POST if request.method == "POST" else None, user=request.user)
    if not form.is_bound or not form.is_valid():
        return render(request, "accounts/erase.html", {"form": form}, status=422 if form.is_bound else 200)
    erasing.erase(request.user)
    logout(request)
    return redirect("goodbye")


@login_not_required
@require_safe
def goodbye(request: HttpRequest) -> HttpResponse:
    """The account is gone."""
    return render(request, "accounts/goodbye.html")
