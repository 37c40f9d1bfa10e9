from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from programs import pauses
from programs.forms.replan import PauseForm
from programs.refused import Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan_pause(request, pk):
    """Pause a plan for some days, or until the person goes on; the pauses it has, and taking them back."""
    plan, today = get_object_or_404(request.user.plans.running(), pk=pk), timezone.localdate()
    form = PauseForm(request.POST if request.method == "POST" else None, plan=plan, today=today)
    if form.is_valid():
        try:
            made = pauses.pause(plan=plan, today=today, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("first_day", str(refusal))
        else:
            messages.success(request, said(made))
            return redirect(plan)
    standing = plan.pauses.exclude(last_day__lt=today).order_by("first_day")
    context = {"form": form, "plan": plan, "pauses": standing, "today": today}
    return render(request, "programs/plan_pause.html", context, status=422 if form.is_bound else 200)


def said(made):
    """What a new pause does, in words."""
    if made.last_day is None:
        return _("Your plan rests until you go on.")
    last = date_format(made.last_day, "l j F")
    return _("Your plan rests until %(day)s. What is left has moved on.") % {"day": last}


@require_POST
def pause_end(request, pk, pause_pk):
    """Go on with a plan today; a pause that has not begun is taken back."""
    plan = get_object_or_404(request.user.plans.running(), pk=pk)
    pause, today = plan.pauses.filter(pk=pause_pk).first(), timezone.localdate()
    if pause:
        pauses.resume(pause=pause, today=today)
        begun = pause.first_day < today
        messages.success(request, _("Welcome back. Your plan goes on.") if begun else _("The pause is taken back."))
    return redirect(plan)
