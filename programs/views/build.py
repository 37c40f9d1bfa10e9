from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from programs import builder, cautions
from programs.forms.builder import BuildForm
from programs.models import Plan
from stretches import catalogue
from stretches.fragments import render_part

from .program import program_or_404


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan_new(request):
    """Build a plan, from nothing or from a program (`?from=`); `#plan-total` is what it adds up to so far."""
    content = catalogue.read()
    program = program_or_404(request.GET["from"], content) if request.GET.get("from") else None
    choices = builder.choices(content, cautions.read(request.user, content), program)
    form = build_form(request, choices, program)
    order_by = program.order_by if program else Plan.OrderBy.FLOOR
    if form.is_valid():
        plan = builder.build(owner=request.user, order_by=order_by, **form.built)
        messages.success(request, _("%(name)s is in your week.") % {"name": plan.name})
        return redirect(plan)
    others = builder.loads_of(request.user, today=timezone.localdate(), catalogue=content)
    outline = {**form.outline, "order_by": order_by, "get_ready": request.user.player["get_ready"]}
    total = builder.total(form.chosen, **outline, others=others, catalogue=content)
    context = {"form": form, "program": program, "total": total}
    return render_part(request, "programs/plan_new.html", "plan-total", context, status=422 if form.is_bound else 200)


def build_form(request, choices, program):
    """The form as sent, as typed so far (the total is asked for), or as a program or our proposal fills it."""
    sent = request.POST if request.method == "POST" else request.GET
    initial = {}
    if "picked" in sent:
        initial = BuildForm.typed(sent)
    elif program:
        copied = [one.exercise.slug for one in choices if one.from_program]
        initial = {"exercises": copied, "name": program.name, "session_size": program.session_size}
        initial |= {"weeks": min(max(program.weeks, 1), builder.MOST_WEEKS)}
    return BuildForm(
        request.POST if request.method == "POST" and "recalculate" not in request.POST else None,
        initial=initial,
        choices=choices,
        today=timezone.localdate(),
        first_weekday=request.user.first_weekday,
    )
