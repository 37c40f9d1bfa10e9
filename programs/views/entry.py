from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from programs import cautions, leaving_out, plans, sessions
from programs.forms.session import EntryForm
from programs.models import Entry
from stretches import catalogue

from .session_page import cards, done, log_or_404, must_stop, session_page
from .standing import bring_up_to_date


@require_POST
def entry_save(request, pk, slug):
    """Save how one exercise went; htmx gets that exercise and the session's progress, others the next exercise."""
    today, content = timezone.localdate(), catalogue.read()
    present = bring_up_to_date(request, content)
    read = log_or_404(request, pk, today=today, content=content, present=present)
    entry = next((entry for entry in read.entries if entry.exercise.slug == slug), None)
    if entry is None:
        raise Http404
    before = leaving_out.stops(present, read.session)
    form = EntryForm(request.POST, entry=entry)
    if form.is_valid() and save(form, session=read.session, content=content, today=today):
        read = log_or_404(request, pk, today=today, content=content)
        present = bring_up_to_date(request, content)
        if leaving_out.stops(present, read.session) != before:
            return done(request, read.session, stop=True)  # from the top: what to do now, what else is left out
        if not wants_card(request, slug):
            return done(request, next_place(read, slug), stop=must_stop(present, read, content))
        return card(request, read, present, slug)
    form.complete()
    if wants_card(request, slug):
        return card(request, read, present, slug, form, status=422)
    return session_page(request, read, present=present, today=today, content=content, status=422, entry=form)


def save(form, *, session, content, today):
    """Whether the answer was stored; if not, the form says why, with what was typed."""
    stamps = {name: form.cleaned_data[name] for name in ("key", "seen", "at")}
    exercise, answer = form.entry.exercise, form.answer
    try:
        sessions.record(session=session, exercise=exercise, catalogue=content, today=today, answer=answer, **stamps)
    except sessions.Overtaken as overtaken:
        form.catch_up(str(overtaken))
    except Entry.DoesNotExist:  # a session to come was worked out anew as it began, and holds other exercises
        raise Http404 from None
    except plans.Refused as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


def wants_card(request, slug):
    return request.htmx.target == f"exercise-{slug}"


def card(request, read, present, slug, bound=None, status=200):
    """The one card, as the page holds it, and the progress beside it."""
    content = catalogue.read()
    left_out = leaving_out.read(present, read, content)
    found = next(card for card in cards(read, bound, left_out) if card.entry.exercise.slug == slug)
    context = {"card": found, "log": read, "session": read.session}
    if bound:  # the exercise is shown as still to be done, with what to take care of
        context["cares"] = cautions.read(request.user, content)
    return render(request, "programs/entry_saved.html", context, status=status)


def next_place(read, slug):
    """The next exercise without an answer on the session's page, else its end; the one that was saved where it asks
    why, or where the session is over."""
    saved = next(entry for entry in read.entries if entry.exercise.slug == slug)
    later = (entry for entry in read.entries if entry.order > saved.order and not entry.recorded_at)
    following = next(later, None)
    anchor = f"exercise-{following.exercise.slug}" if following else "finish"
    if read.session.finished_at or saved.lacks_reason:
        anchor = f"exercise-{saved.exercise.slug}"
    return f"{reverse('session_detail', args=[read.session.pk])}#{anchor}"
