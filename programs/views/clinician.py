"""A person lets clinicians see a plan, and ends it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from programs import clinicians
from programs.forms.clinician import CodeForm
from programs.refused import Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan_clinician(request, pk):
    """Who sees this plan, and a code for one more clinician.

    The code stands in the answer itself: a redirect would have to keep it somewhere, and nothing keeps it.
    """
    plan, now = get_object_or_404(request.user.plans, pk=pk), timezone.now()
    form, code = CodeForm(request.POST if request.method == "POST" else None), ""
    if form.is_valid():
        try:
            code = clinicians.make_code(plan=plan, shows_email=form.cleaned_data["shows_email"], now=now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "plan": plan,
        "form": form,
        "code": code,
        "waiting": plan.accesses.waiting().filter(expires_at__gt=now).first(),
        "standing": plan.accesses.standing().select_related("clinician__clinician_request"),
    }
    is_refused = form.is_bound and not form.is_valid()
    return render(request, "programs/clinician_access.html", context, status=422 if is_refused else 200)


@require_POST
def clinician_end(request, pk, access_pk):
    """Close the plan to a clinician, or take a code back."""
    plan = get_object_or_404(request.user.plans, pk=pk)
    access = get_object_or_404(plan.accesses.select_related("clinician__clinician_request"), pk=access_pk)
    clinicians.end(access=access, now=timezone.now())
    messages.success(request, _("It is closed. What was prescribed stays: you can change it, or undo it."))
    return redirect("plan_clinician", pk)
