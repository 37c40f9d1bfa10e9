from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from programs import plans
from programs.forms.plan import MoveForm, SkipForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def session_move(request, pk):
    """Put a session on another day."""
    session = session_of(request.user, pk)
    today = timezone.localdate()
    form = MoveForm(request.POST if request.method == "POST" else None, session=session, today=today)
    if form.is_valid():
        try:
            plans.move(session=session, day=form.cleaned_data["day"], today=today)
        except plans.Refused as refusal:
            form.add_error("day", str(refusal))
        else:
            day = form.cleaned_data["day"]
            moved = _("Your session is now on %(day)s.") % {"day": date_format(day, "l j F Y")}
            messages.success(request, moved)
            return redirect("week", day)
    context = {"form": form, "session": session}
    return render(request, "programs/session_move.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def session_skip(request, pk):
    """Leave a session out, with a reason."""
    session = session_of(request.user, pk)
    form = SkipForm(request.POST if request.method == "POST" else None, initial={"reason": session.skip_reason})
    if form.is_valid():
        try:
            plans.skip(session=session, reason=form.cleaned_data["reason"])
        except plans.Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("Skipped. You can take that back in your week."))
            return redirect("week", session.date)
    context = {"form": form, "session": session}
    return render(request, "programs/session_skip.html", context, status=422 if form.is_bound else 200)


@require_POST
def session_unskip(request, pk):
    """Plan a skipped session again."""
    session = plans.take_back_skip(session=session_of(request.user, pk))
    if session.status == session.Status.PLANNED:
        messages.success(request, _("Your session is planned again."))
    else:
        messages.info(request, _("This session can’t be planned again."))
    return redirect("week", session.date)


def session_of(person, pk):
    """The person's session with its plan; a stranger's is not found."""
    return get_object_or_404(person.sessions.select_related("plan"), pk=pk)
