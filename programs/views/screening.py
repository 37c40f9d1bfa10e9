from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from programs import cautions, gate, screenings
from programs.emergency import local_help
from programs.forms.screening import ScreeningForm
from programs.models import Clearance
from stretches import catalogue
from stretches.models import Caution, Condition

from .standing import bring_up_to_date


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def screening(request):
    """The safety questions, with the last answers as a proposal."""
    content, owner = catalogue.read(), request.user
    sent, last = request.POST if request.method == "POST" else None, screenings.latest(owner)
    form = ScreeningForm(sent, conditions=content.conditions, last=last)
    if form.is_valid():
        today, key = timezone.localdate(), form.cleaned_data["key"]
        screenings.record(owner=owner, conditions=content.conditions, ticked=form.ticked, day=today, key=key)
        return redirect("screening_result")
    if form.signs_so_far:  # they stop the sessions at once, although other questions are still open
        key = form.cleaned_data["key"]
        screenings.tell(owner=owner, signs=form.signs_so_far, day=timezone.localdate(), key=key)
    context = {
        "form": form,
        "note": screenings.NOTE,
        "reasons": list(gate.reasons(bring_up_to_date(request, content).state)),
        "told_now": form.is_bound and form.has_emergency,
        "help": local_help(),
    }
    return render(request, "programs/screening.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_safe
def screening_result(request):
    """What follows from the answers: what stands in the way, what is left out or marked, and why."""
    content, last = catalogue.read(), screenings.latest(request.user)
    present = bring_up_to_date(request, content)
    closed = gate.of(present, content)
    if last is None and closed is None:
        return redirect("screening")
    cares = [care for care in cautions.read(request.user, content).values() if care.exercise.is_published]
    cares.sort(key=lambda care: care.effect != Caution.Effect.HIDE)
    planned = cautions.planned(request.user)
    context = {
        "screening": last,
        "gate": closed,
        "cleared": gate.named(present.state.cleared, content),
        "cares": [(care, planned[care.exercise.pk]) for care in cares if care.exercise.pk in planned],
        "others": [care for care in cares if care.exercise.pk not in planned],
        "advice": advice(content, last, cares),
    }
    return render(request, "programs/screening_result.html", context)


def advice(content, last, cares):
    """The conditions that were ticked, have advice, and change no exercise."""
    ticked, said = screenings.present(last), {reason.condition.pk for care in cares for reason in care.reasons}
    asked = [one for one in content.conditions if one.list == Condition.List.ASK_FIRST and one.advice]
    return [one for one in asked if one.pk in ticked and one.pk not in said]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def screening_unlock(request, kind):
    """Ask whether a clinician has seen the person (`seen`), or they talked to someone (`talked`), and note it."""
    content = catalogue.read()
    block = gate.of(bring_up_to_date(request, content), content)
    if kind not in (Clearance.Kind.SEEN, Clearance.Kind.TALKED):
        raise Http404
    if block is None or block.unlocked_by != kind:
        return redirect("screening_result")
    if request.method == "POST":
        unlock(request, kind, content)
        messages.success(request, _("Noted with today’s date."))
        return redirect("screening_result")
    return render(request, "programs/screening_unlock.html", {"kind": kind, "signs": block.signs})


def unlock(request, kind, content):
    """Note the clearance, unless another click just did."""

    def is_locked(owner):
        block = gate.of(bring_up_to_date(request, content), content)
        return block is not None and block.unlocked_by == kind

    screenings.unlock(owner=request.user, kind=kind, day=timezone.localdate(), is_locked=is_locked)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def screening_clear(request, slug, condition):
    """Ask whether the person's clinician cleared an exercise in spite of a condition, and note it."""
    content, owner = catalogue.read(), request.user
    care, reason = reason_or_404(owner, content, slug, condition)
    if request.method == "GET" and reason.cleared_on is None:
        return render(request, "programs/screening_clear.html", {"care": care, "reason": reason})
    if request.method == "POST":
        screenings.clear(
            owner=owner,
            exercise=care.exercise,
            condition=reason.condition,
            day=timezone.localdate(),
            is_cleared=lambda owner: reason_or_404(owner, content, slug, condition)[1].cleared_on is not None,
        )
        messages.success(request, _("Noted with today’s date. It can be in your sessions again."))
    return redirect("screening_result")


def reason_or_404(owner, content, slug, condition):
    """What one of the person's conditions means for one exercise."""
    for care in cautions.read(owner, content).values():
        for reason in care.reasons:
            if (care.exercise.slug, reason.condition.slug) == (slug, condition):
                return care, reason
    raise Http404
