import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from programs import decisions, prescriptions
from programs.forms.prescription import DoseForm, KeyForm, OrderForm, PickForm, PlaceForm
from programs.models import Plan, Prescription
from programs.refused import Refused
from stretches import catalogue

from .replan import running_plan
from .standing import bring_up_to_date


@never_cache
@require_safe
def plan_edit(request, pk):
    """What a plan prescribes, to change: each exercise, what could be added, and the order."""
    plan, content = running_plan(request, pk), catalogue.read()
    bring_up_to_date(request, content)
    rows = content.attach(plan.prescriptions.all())
    shown, hidden = prescriptions.ordered(plan, rows)
    context = {
        "plan": plan,
        "shown": shown,
        "hidden": hidden,
        "offered": prescriptions.to_add(rows, catalogue=content, owner=request.user),
        "order": OrderForm(initial={"order_by": plan.order_by}),
        "own": plan.order_by == Plan.OrderBy.OWN,
        "once": KeyForm(auto_id=False),
    }
    return render(request, "programs/plan_edit.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prescription_edit(request, pk, slug):
    """One exercise of a plan: its dose, its forms, and what could stand in its place."""
    content = catalogue.read()
    row = prescription_of(request, pk, slug, content)
    form = DoseForm(request.POST if request.method == "POST" else None, prescription=row)
    if form.is_valid():
        dose = form.dose if form.dose != row.dose else None
        core = form.cleaned_data["core"] if form.cleaned_data["core"] != row.is_core else None
        if dose or core is not None:
            changed(request, content, row, key=form.cleaned_data["key"], dose=dose, core=core)
        return redirect("plan_edit", pk)
    offered = prescriptions.to_add(row.plan.prescriptions.all(), catalogue=content, owner=request.user)
    context = {
        "plan": row.plan,
        "row": row,
        "form": form,
        "once": KeyForm(auto_id=False),
        "forms": [one for one in row.exercise.forms.all() if one.pk != row.form_id],
        "instead": prescriptions.instead_of(row.exercise, offered),
    }
    return render(request, "programs/prescription_edit.html", context, status=422 if form.is_bound else 200)


@require_POST
def prescription_form(request, pk, slug, kind):
    """Another form of the same exercise, at its start dose."""
    content = catalogue.read()
    row, sent = prescription_of(request, pk, slug, content), KeyForm(request.POST)
    if row.exercise.form_of(kind) is None:
        raise Http404
    if sent.is_valid() and row.form.kind != kind:
        changed(request, content, row, key=sent.cleaned_data["key"], form=kind)
    return redirect("plan_edit", pk)


@require_POST
def prescription_hide(request, pk, slug):
    """Take an exercise out of a plan; what was done of it stays."""
    return show_or_hide(request, pk, slug, hidden=True)


@require_POST
def prescription_show(request, pk, slug):
    """Put an exercise back that was taken out."""
    return show_or_hide(request, pk, slug, hidden=False)


def show_or_hide(request, pk, slug, *, hidden):
    content = catalogue.read()
    row, sent = prescription_of(request, pk, slug, content), KeyForm(request.POST)
    if sent.is_valid() and (row.status == Prescription.Status.HIDDEN) != hidden:
        changed(request, content, row, key=sent.cleaned_data["key"], hidden=hidden)
    return redirect("plan_edit", pk)


@require_POST
def prescription_swap(request, pk, slug):
    """Another exercise in the place of this one."""
    content = catalogue.read()
    row = prescription_of(request, pk, slug, content)
    exercise, care, key = picked(request, row.plan, content)
    if exercise:
        kind = prescriptions.form_kind(exercise, care)
        prescriptions.swap(prescription=row, exercise=exercise, kind=kind, day=timezone.localdate(), key=key)
        settled(request, content, _("%(name)s is in your plan.") % {"name": exercise})
    return redirect("plan_edit", pk)


@require_POST
def prescription_add(request, pk):
    """One more exercise in a plan, at its start dose."""
    plan, content = running_plan(request, pk), catalogue.read()
    exercise, care, key = picked(request, plan, content)
    if exercise:
        kind, day = prescriptions.form_kind(exercise, care), timezone.localdate()
        decisions.hands.add(plan, exercise=exercise, by=request.user, day=day, key=key, form=kind)
        settled(request, content, _("%(name)s is in your plan.") % {"name": exercise})
    return redirect("plan_edit", pk)


@require_POST
def plan_order(request, pk):
    """How a plan's sessions are put in order, or one exercise on another place of one's own order."""
    plan, content = running_plan(request, pk), catalogue.read()
    order, place = OrderForm(request.POST), PlaceForm(request.POST)
    try:
        if order.is_valid():
            prescriptions.order(plan=plan, order_by=order.cleaned_data["order_by"], catalogue=content)
        elif place.is_valid():
            slug, number = place.cleaned_data["exercise"], place.cleaned_data["place"]
            prescriptions.put(plan=plan, slug=slug, place=number, catalogue=content)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("plan_edit", pk)


def prescription_of(request, pk, slug, content):
    """The prescription of an exercise in the person's running plan; a stranger's is not found."""
    found = Prescription.objects.select_related("plan__owner").filter(plan__owner=request.user, plan__ended_at=None)
    return content.attach([get_object_or_404(found, plan=pk, exercise__slug=slug)])[0]


def picked(request, plan, content):
    """Of what can be added, the exercise that was picked, what the person's conditions mean for it, and the key."""
    rows = plan.prescriptions.all()
    offered = {
        exercise.slug: (exercise, care)
        for exercise, care in prescriptions.to_add(rows, catalogue=content, owner=request.user)
    }
    form = PickForm(request.POST, slugs=offered)
    if not form.is_valid():
        return None, None, None
    exercise, care = offered[form.cleaned_data["exercise"]]
    return exercise, care, uuid.uuid5(form.cleaned_data["key"], exercise.slug)


def changed(request, content, row, *, key, **what):
    """Change a prescription by the person's hand, and say so. A fixed one can only be taken out or put back."""
    if row.is_fixed and "hidden" not in what:
        messages.error(request, _("Your clinician fixed this dose. Ask them to change it."))
        return
    try:
        # A page that the browser kept has its old key: with another button on it that is another change.
        key = uuid.uuid5(key, f"{row.exercise.slug} {sorted(what.items())}")
        decisions.hands.change(row, by=request.user, day=timezone.localdate(), key=key, **what)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        settled(request, content, _("%(name)s is changed.") % {"name": row.exercise})


def settled(request, content, said):
    """Let the rules take the change in, so that the plan shows it at once."""
    bring_up_to_date(request, content)
    messages.success(request, said)
