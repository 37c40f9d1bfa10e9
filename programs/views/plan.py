from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from programs import cautions, library, plans
from programs import reading as plan_reading
from programs.forms.plan import StartForm
from programs.models import Session
from stretches import catalogue
from stretches.fragments import render_part

from .program import program_or_404
from .standing import standing

NOTES_SHOWN = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan_start(request, slug):
    """Start a program; `?weekdays=` shows which days its quieter weeks use (`#quieter-weeks`)."""
    content = catalogue.read()
    program = program_or_404(slug, content)
    if not library.can_start(program):
        raise Http404
    form = start_form(request, program)
    if form.is_valid():
        plan = plans.start(owner=request.user, program=program, **form.cleaned_data)
        messages.success(request, _("%(name)s is in your week.") % {"name": plan.name})
        return redirect(plan)
    context = {
        "form": form,
        "program": program,
        "to_mind": to_mind(request.user, program, content),
        "quieter_weeks": library.weekdays_used(program, form.picked) if form.picked else [],
        "runs_already": request.user.plans.running().filter(program=program).exists(),
    }
    status = 422 if form.is_bound else 200
    return render_part(request, "programs/plan_start.html", "quieter-weeks", context, status=status)


def to_mind(person, program, content):
    """What the person's conditions mean for exercises of the program (`cautions.Care`), unless it is cleared."""
    held = {row.exercise_id for stage in program.stages.all() for row in stage.exercises.all()}
    return [care for key, care in cautions.read(person, content).items() if key in held and care.effect]


def start_form(request, program):
    """The form as sent, or a fresh one with the weekdays of the address."""
    picked = request.GET.getlist("weekdays")[:7]
    return StartForm(
        request.POST if request.method == "POST" else None,
        initial={"weekdays": picked} if picked else None,
        program=program,
        today=timezone.localdate(),
        first_weekday=request.user.first_weekday,
    )


@never_cache
@require_safe
def plan_list(request):
    """The person's plans, running ones first."""
    running, ended = plan_reading.plans_of(request.user)
    return render(request, "programs/plan_list.html", {"running": running, "ended": ended})


@never_cache
@require_safe
def plan_detail(request, pk):
    """A plan's weeks, and what it prescribes at present."""
    plan = get_object_or_404(request.user.plans.select_related("program"), pk=pk)
    today = timezone.localdate()
    content = catalogue.read()
    stands = standing(request, content, plan=plan)
    page = plan_reading.plan(plan, today=today, catalogue=content)
    context = {
        "plan": plan,
        "page": page,
        "today": today,
        "cares": cautions.read(request.user, content),
        "notes": plan.clinician_notes.all()[:NOTES_SHOWN],
        **stands,
    }
    return render(request, "programs/plan_detail.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan_end(request, pk):
    """Ask whether the plan should end, and end it."""
    plan = get_object_or_404(request.user.plans, pk=pk)
    if request.method == "POST":
        plans.end(plan=plan, today=timezone.localdate())
        messages.success(request, _("%(name)s has ended. What you did stays in your history.") % {"name": plan.name})
    if request.method == "POST" or not plan.is_running:
        return redirect(plan)
    left = plan.sessions.filter(status=Session.Status.PLANNED).count()
    return render(request, "programs/plan_end.html", {"plan": plan, "left": left})
