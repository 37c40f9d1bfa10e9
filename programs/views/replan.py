from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from programs import rescheduling
from programs.forms.replan import DaysForm, WeeksForm
from programs.refused import Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan_days(request, pk):
    """Other weekdays or another time for what is left of a plan."""
    plan, today = running_plan(request, pk), timezone.localdate()
    sent = request.POST if request.method == "POST" else None
    form = DaysForm(sent, plan=plan, first_weekday=request.user.first_weekday)
    if form.is_valid():
        rescheduling.change_days(plan=plan, today=today, **form.cleaned_data)
        messages.success(request, _("What is left of your plan has its new days."))
        return redirect(plan)
    context = {"form": form, "plan": plan}
    return render(request, "programs/plan_days.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan_repeat(request, pk):
    """Ask whether the present week should come again, and put it in."""
    plan, today = running_plan(request, pk), timezone.localdate()
    week = rescheduling.present_week(plan, today=today)
    done = _("Week %(week)s comes again. What follows has moved on by a week.") % {"week": week}
    return more_weeks(request, plan, rescheduling.repeat_week, done, "programs/plan_repeat.html", {"week": week})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan_go_on(request, pk):
    """Ask whether the plan should go on after its last week, and add four weeks like it."""
    plan, done = running_plan(request, pk), _("Your plan goes on for four more weeks.")
    return more_weeks(request, plan, rescheduling.go_on, done, "programs/plan_go_on.html", {})


def more_weeks(request, plan, act, done, template, context):
    """Show the question, or do what was asked and go back to the plan."""
    form = WeeksForm(request.POST if request.method == "POST" else None, initial={"weeks": plan.weeks})
    if form.is_valid():
        try:
            grown = act(plan=plan, weeks=form.cleaned_data["weeks"], today=timezone.localdate())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            if grown.weeks > plan.weeks:
                messages.success(request, done)
        return redirect(plan)
    context |= {"form": form, "plan": plan}
    return render(request, template, context, status=422 if form.is_bound else 200)


def running_plan(request, pk):
    """The person's plan; one that has ended, or somebody else's, is not found."""
    return get_object_or_404(request.user.plans.running(), pk=pk)
