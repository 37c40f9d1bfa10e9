from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from programs import checkins
from programs.forms.checkin import CheckInForm
from programs.models import CheckIn
from programs.refused import Refused
from stretches import catalogue

from .session_page import done
from .standing import bring_up_to_date

SESSION_KINDS = (CheckIn.Kind.BEFORE, CheckIn.Kind.AFTER)


def save(form, *, owner, day, session=None):
    """Store what a valid form says, if it says anything."""
    if not form.has_answer:
        return
    key = form.cleaned_data.get("key")
    checkins.record(owner=owner, kind=form.kind, day=day, session=session, key=key, answer=form.answer, areas=form.rows)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def checkin_session(request, pk, kind):
    """How the back was before or after a session, answered apart from beginning or finishing it."""
    session = get_object_or_404(request.user.sessions.select_related("plan"), pk=pk)
    if kind not in SESSION_KINDS or (kind == CheckIn.Kind.AFTER and not session.started_at):
        raise Http404
    checkin = session.checkins.filter(kind=kind).prefetch_related(checkins.AREAS).first()
    of_then = session.is_of_then(timezone.localdate())
    form = CheckInForm(sent(request), kind=kind, areas=catalogue.read().areas, checkin=checkin, of_then=of_then)
    if form.is_valid():
        save(form, owner=request.user, day=min(session.date, timezone.localdate()), session=session)
        bring_up_to_date(request, catalogue.read())
        return done(request, "session_summary" if session.finished_at else "session_detail", pk)
    return page(request, form, action=reverse("checkin_session", args=[pk, kind]), back=session.get_absolute_url())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def checkin_morning(request):
    """The morning question of today, asked on the today page and open to change all day."""
    today, areas = timezone.localdate(), catalogue.read().areas
    checkin = checkins.morning_of(request.user, today)
    form = CheckInForm(sent(request), kind=CheckIn.Kind.MORNING, areas=areas, checkin=checkin)
    if form.is_valid():
        save(form, owner=request.user, day=today)
        bring_up_to_date(request, catalogue.read())
        messages.success(request, _("Your check-in is saved."))
        return done(request, "today")  # the whole page: what was told may lighten the session, or stop it
    if request.htmx.target == "morning" and form.is_bound:
        context = morning(request.user, today, areas, form)
        return render(request, "programs/checkin_morning.html", context, status=422)
    return page(request, form, action=reverse("checkin_morning"), back=reverse("today"))


def morning(person, day, areas, form=None):
    """What `checkin_morning.html` shows: the answer of that morning, or the form for it. One query."""
    checkin = checkins.morning_of(person, day)
    score = checkin and (checkin.worst if checkin.discomfort is None else checkin.discomfort)
    form = form or CheckInForm(kind=CheckIn.Kind.MORNING, areas=areas)
    return {"morning": checkin, "morning_score": score, "morning_form": form}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def checkin_new(request):
    """A check-in at any time, for today or up to four weeks back."""
    form = CheckInForm(sent(request), kind=CheckIn.Kind.OTHER, areas=catalogue.read().areas, today=timezone.localdate())
    if form.is_valid():
        save(form, owner=request.user, day=form.cleaned_data["day"])
        bring_up_to_date(request, catalogue.read())
        messages.success(request, _("Your check-in is saved."))
        return done(request, "history")
    return page(request, form, action=reverse("checkin_new"), back=reverse("history"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def checkin_edit(request, pk):
    """A check-in of the past: read it, change it, or delete it."""
    checkin = get_object_or_404(request.user.checkins.prefetch_related(checkins.AREAS), pk=pk)
    today, areas = timezone.localdate(), catalogue.read().areas
    options = {"areas": areas, "today": today, "of_then": checkin.day < today}
    form = CheckInForm(sent(request), kind=checkin.kind, checkin=checkin, **options)
    if form.is_valid():
        day = form.cleaned_data.get("day", checkin.day)
        try:
            checkins.change(checkin=checkin, day=day, answer=form.answer, areas=form.rows)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            bring_up_to_date(request, catalogue.read())
            messages.success(request, _("Your check-in is changed."))
            return done(request, "history")
    return page(request, form, action=reverse("checkin_edit", args=[pk]), back=reverse("history"))


@require_POST
def checkin_delete(request, pk):
    """Delete a check-in; deleting it again changes nothing. One with a sign that is still open stays."""
    state = bring_up_to_date(request, catalogue.read()).state
    try:
        checkins.delete(owner=request.user, pk=pk, open_signs=state.emergency | state.urgent)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("screening_result")
    bring_up_to_date(request, catalogue.read())
    messages.success(request, _("The check-in is deleted."))
    return redirect("history")


def sent(request):
    return request.POST if request.method == "POST" else None


def page(request, form, *, action, back):
    """The page that holds a check-in's form alone; 422 where it was sent with something wrong."""
    context = {"form": form, "checkin": form.checkin, "action": action, "back": back}
    return render(request, "programs/checkin_form.html", context, status=422 if form.is_bound else 200)
