"""A clinician's pages: the plans that people opened to them, one at a time. Whoever has no access finds nothing."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from programs import clinicians, decisions, patients
from programs.forms.clinician import JoinForm, NoteForm, PrescribeForm
from programs.forms.threshold import OwnNumberForm
from programs.refused import Refused
from stretches import catalogue


@never_cache
@require_safe
def patient_list(request):
    """The plans that are open to the clinician."""
    only_clinicians(request)
    return render(request, "programs/patient_list.html", {"accesses": patients.accesses(request.user)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def patient_join(request):
    """Take the code of a patient; so many tries an hour as settings.ACCOUNT_RATE_LIMITS says."""
    only_clinicians(request)
    form, status = JoinForm(request.POST if request.method == "POST" else None), 200
    if form.is_bound and not ratelimit.consume(request, action="patient_join"):
        form.add_error(None, _("Too many tries. Wait an hour, and ask your patient for a new code."))
        status = 429
    if form.is_valid():
        try:
            access = clinicians.join(clinician=request.user, code=form.cleaned_data["code"], now=timezone.now())
        except Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            return redirect("patient_detail", access.plan_id)
    if form.is_bound and status == 200:
        status = 422
    return render(request, "programs/patient_join.html", {"form": form}, status=status)


@never_cache
@require_safe
def patient_detail(request, pk):
    """One plan: what it prescribes, what changed, and the last weeks in numbers."""
    access = access_or_404(request, pk)
    page = patients.read(access, today=today_of(access), catalogue=catalogue.read())
    return render(request, "programs/patient_detail.html", {"access": access, "plan": access.plan, "page": page})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def patient_exercise(request, pk, slug):
    """Set the dose of an exercise, fix it or release it."""
    access, content = access_or_404(request, pk, running=True), catalogue.read()
    row = content.attach([get_object_or_404(access.plan.prescriptions.all(), exercise__slug=slug)])[0]
    form = PrescribeForm(request.POST if request.method == "POST" else None, prescription=row)
    if form.is_valid():
        fixed = form.cleaned_data["fixed"]
        told = {"dose": form.dose if form.dose != row.dose else None, "fixed": fixed if fixed != row.is_fixed else None}
        if any(value is not None for value in told.values()):
            act(request, access, clinicians.prescribe, prescription=row, key=form.cleaned_data["key"], **told)
        return redirect("patient_detail", pk)
    context = {"plan": access.plan, "access": access, "row": row, "form": form}
    context["entries"] = patients.entries(access, row)
    return render(request, "programs/patient_exercise.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_safe
def patient_numbers(request, pk):
    """The numbers of the rules as they hold for this person, by rule."""
    access = access_or_404(request, pk, running=True)
    context = {"access": access, "plan": access.plan, "numbers": patients.numbers(access.plan.owner)}
    return render(request, "programs/patient_numbers.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def patient_number(request, pk, name):
    """Make one number of the rules stricter for this person, or take that back."""
    access = access_or_404(request, pk, running=True)
    number = patients.number(access.plan.owner, name)
    if number is None:
        raise Http404
    form = OwnNumberForm(request.POST if request.method == "POST" else None, number=number)
    if form.is_valid():
        act(request, access, clinicians.set_threshold, name=name, **form.cleaned_data)
        return redirect("patient_detail", pk)
    context = {"access": access, "plan": access.plan, "number": number, "form": form}
    return render(request, "programs/patient_number.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def patient_note(request, pk):
    """Write a note to the person."""
    access = access_or_404(request, pk, running=True)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        act(request, access, clinicians.write_note, **form.cleaned_data)
        return redirect("patient_detail", pk)
    context = {"access": access, "plan": access.plan, "form": form}
    return render(request, "programs/patient_note.html", context, status=422 if form.is_bound else 200)


@require_POST
def patient_leave(request, pk):
    """Give a plan back: the clinician no longer sees it."""
    clinicians.end(access=access_or_404(request, pk), now=timezone.now())
    messages.success(request, _("You no longer see this plan. What you prescribed stays."))
    return redirect("patient_list")


def only_clinicians(request):
    """Nobody else has patients: not found."""
    if not request.user.is_clinician:
        raise Http404


def access_or_404(request, pk, *, running=False):
    """The clinician's access to a plan; not found without it, or after it, or for a change to a plan that has ended."""
    rows = patients.accesses(request.user)
    return get_object_or_404(rows.filter(plan__ended_at=None) if running else rows, plan=pk)


def today_of(access):
    """The local day where the person is: their plan, and what is decided about it, follow their own clock."""
    return timezone.localdate(timezone=access.plan.owner.zone)


def act(request, access, change, **told):
    """Make a change in the person's plan, let the rules take it in, and say what became of it."""
    owner = access.plan.owner
    with timezone.override(owner.zone):
        try:
            change(access=access, day=timezone.localdate(), **told)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return
        now = timezone.localtime()
        decisions.bring_up_to_date(owner, catalogue=catalogue.read(), today=now.date(), now=now)
    messages.success(request, _("It is kept. %(name)s sees it with your name.") % {"name": access.patient})
