from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from programs import easing, gate, log, plans
from programs.forms.bad_day import BadDayForm
from programs.models import Session
from programs.refused import Refused
from stretches import catalogue

from .checkin import save
from .reschedule import session_of
from .session_page import log_or_404
from .standing import bring_up_to_date


@require_POST
def session_shorten(request, pk):
    """Five minutes of a session (`short=1`), or all of it again."""
    session, is_short = session_of(request.user, pk), request.POST.get("short") == "1"
    try:
        easing.shorten(session=session, is_short=is_short)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return back(request, session)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def session_bad_day(request, pk):
    """My back is bad today: signs first, then the sore-day session is offered."""
    session, content = session_of(request.user, pk), catalogue.read()
    if session.status != Session.Status.PLANNED:
        return redirect(session)
    form = BadDayForm(request.POST if request.method == "POST" else None, conditions=content.conditions)
    if form.is_valid():
        easing.say_bad_day(owner=request.user, day=timezone.localdate(), **form.told)
        stopped = gate.of(bring_up_to_date(request, content), content)
        return redirect("screening_result") if stopped else redirect("session_sore_day", pk)
    context = {"form": form, "session": session}
    return render(request, "programs/session_bad_day.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def session_sore_day(request, pk):
    """Offer the sore-day session, and put it in the place of the planned one (`kind`), or that one back."""
    session, today, content = session_of(request.user, pk), timezone.localdate(), catalogue.read()
    present, is_sent = bring_up_to_date(request, content), request.method == "POST"
    kind = Session.Kind.SORE_DAY if request.POST.get("kind") == Session.Kind.SORE_DAY else Session.Kind.USUAL
    if present.block and not (is_sent and kind == Session.Kind.USUAL):  # it is a session: none is offered now
        return redirect("screening_result")
    if is_sent:
        return put_in(request, session, kind)
    planned = log_or_404(request, pk, today=today, content=content, present=present)
    if session.status != Session.Status.PLANNED or planned.session.kind == Session.Kind.SORE_DAY:
        return redirect(session)
    offered = log.as_sore_day(planned.session, today=today, catalogue=content, present=present)
    context = {"session": session, "planned": planned, "offered": offered}
    return render(request, "programs/session_sore_day.html", context)


def put_in(request, session, kind):
    """Put a session of that kind in the place of this one, or say why not."""
    try:
        easing.stand_in(session=session, kind=kind)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return back(request, session)


def asks_first(request, session, before, *, day, present):
    """Whether how the back is before today's session makes it a bad day (T0): signs are asked about before it begins.

    `before` is the valid form, and is kept; `day` is the day the session shall count for.
    Where something stands in its way already (`present`) it can't begin, so that it stays on its day.
    A script can show the question only while the person has just pressed Start: then it says `may_ask`.
    """
    today = timezone.localdate()
    can_ask = request.accepts("text/html") or "may_ask" in request.POST
    is_new = session.status == Session.Status.PLANNED and day == today
    if not (is_new and before.has_answer and can_ask and session.plan.started_on <= today):
        return False
    try:
        if session.date != today and not present.block:  # done today, it stands on today, where the rules look for it
            plans.move(session=session, day=today, today=today)
    except Refused:  # another tab has begun it meanwhile
        return False
    save(before, owner=request.user, day=today, session=session)
    if present.block:
        return False
    made = bring_up_to_date(request, catalogue.read()).decisions
    sentences = {one["sentence"] for one in made if one["acts"]}
    return "T0" in sentences and "T0.asked" not in sentences


def back(request, session):
    """To where the button was: the today page, or the session's own."""
    return redirect("today") if request.POST.get("back") == "today" else redirect(session)
