from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from programs import log, plans, sessions
from programs.forms.session import BeginForm
from programs.models import CheckIn, Session
from stretches import catalogue

from .checkin import save
from .easing import asks_first
from .session_page import checkin_form, done, log_or_404, must_stop, session_page, stored
from .standing import bring_up_to_date, standing


@never_cache
@require_safe
def session_detail(request, pk):
    """A session: what it holds and Start, its exercises while it runs, its log afterwards."""
    now, content = timezone.localtime(), catalogue.read()
    sessions.close_overdue(owner=request.user, catalogue=content, now=now)
    present = bring_up_to_date(request, content, now)
    read = log_or_404(request, pk, today=now.date(), content=content, present=present)
    return session_page(request, read, present=present, today=now.date(), content=content)


@require_POST
def session_begin(request, pk):
    """Begin a session, today or for a day that is past, with how the back is before if that was said."""
    today, content = timezone.localdate(), catalogue.read()
    present = bring_up_to_date(request, content)
    read = log_or_404(request, pk, today=today, content=content, present=present)
    begin = BeginForm(request.POST, session=read.session, today=today)
    before = checkin_form(CheckIn.Kind.BEFORE, read, content, today, request.POST)
    if begin.is_valid() and before.is_valid():
        if asks_first(request, read.session, before, day=begin.cleaned_data["day"], present=present):
            return redirect("session_bad_day", pk)
        try:
            with transaction.atomic():
                when = {"day": begin.cleaned_data["day"], "at": begin.cleaned_data["at"]}
                session = sessions.begin(session=read.session, catalogue=content, today=today, **when)
                save(before, owner=request.user, day=session.date, session=session)
        except plans.Refused as refusal:
            begin.add_error("day", str(refusal))
            present = bring_up_to_date(request, content)
        else:
            return begun(request, session, begin.cleaned_data["held"], today=today, content=content)
    if read.session.status != Session.Status.PLANNED:
        messages.error(request, " ".join(map(str, begin.errors.get("day", []))))
        return redirect(read.session)
    bound = {"begin": begin, "before": before}
    return session_page(request, read, present=present, today=today, content=content, status=422, **bound)


def begun(request, session, held, *, today, content):
    """Where to go once it has begun; a script hears whether its player must stop already: by what was told before, or
    since its page is out of date and leads through something else (`held`) than the session holds."""
    present = bring_up_to_date(request, content)
    if request.accepts("text/html"):
        return redirect(session)
    read = log_or_404(request, session.pk, today=today, content=content, present=present)
    return stored(must_stop(present, read, content) or held not in ("", read.fingerprint))


@require_POST
def session_finish(request, pk):
    """Close a running session, with how the back is after it if that was said."""
    today, content = timezone.localdate(), catalogue.read()
    read = log_or_404(request, pk, today=today, content=content)
    if not read.session.started_at:
        return redirect(read.session)
    after = checkin_form(CheckIn.Kind.AFTER, read, content, today, request.POST)
    if not after.is_valid():
        present = bring_up_to_date(request, content)
        return session_page(request, read, present=present, today=today, content=content, status=422, after=after)
    with transaction.atomic():
        save(after, owner=request.user, day=read.session.date, session=read.session)
        sessions.finish(session=read.session, catalogue=content)
    bring_up_to_date(request, content)
    return done(request, "session_summary", pk)


@never_cache
@require_safe
def session_summary(request, pk):
    """What was done in a session that is over, what the rules say to it, how the back was, and what is next."""
    today, content = timezone.localdate(), catalogue.read()
    read = log_or_404(request, pk, today=today, content=content)
    if not read.session.finished_at:
        return redirect(read.session)
    context = {
        **standing(request, content),
        "log": read,
        "session": read.session,
        "following": log.following(owner=request.user, session=read.session),
        "after": None if read.after else checkin_form(CheckIn.Kind.AFTER, read, content, today),
    }
    return render(request, "programs/session_summary.html", context)
