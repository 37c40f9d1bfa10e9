"""The page of one session, for the views that show it or show it again with an error."""

from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from programs import cautions, gate, leaving_out, log, player
from programs.forms.checkin import CheckInForm
from programs.forms.player import AnswerForm, HurtForm
from programs.forms.session import BeginForm, EntryForm
from programs.models import CheckIn, Entry, Feel, Session

from .standing import standing


@dataclass(frozen=True)
class Card:
    """An exercise of a session with the form for how it went, the exercise after it, and why not to do it."""

    entry: Entry
    form: EntryForm
    following: Entry | None
    why_not: leaving_out.WhyNot | None

    @property
    def why(self):
        """The form that asks why it was skipped, where nobody said so; it has a key of its own beside `form`."""
        return EntryForm(entry=self.entry) if self.entry.lacks_reason else None


def cards(read, bound=None, left_out=()):
    """A card for each exercise of the session; `bound` is the form that was sent, if one was."""
    left_out = dict(left_out)
    forms = [bound if bound and bound.entry is entry else EntryForm(entry=entry) for entry in read.entries]
    return [
        Card(entry, form, following, left_out.get(entry.pk))
        for entry, form, following in zip(read.entries, forms, [*read.entries[1:], None], strict=True)
    ]


def log_or_404(request, pk, *, today, content, present=None):
    """The person's session in full, with the rules as they stand (`present`; None: read); a stranger's is not found."""
    try:
        return log.read(owner=request.user, pk=pk, today=today, catalogue=content, present=present)
    except Session.DoesNotExist:
        raise Http404 from None


def session_page(request, read, *, present, today, content, status=200, **bound):
    """The session as it stands; `bound` are forms that were sent: `begin`, `before`, `after`, `entry`."""
    session = read.session
    wrong = next((form for form in bound.values() if form.errors), None)
    left_out = leaving_out.read(present, read, content)
    stands = standing(request, content, plan=session.plan, present=present)
    context = {"log": read, "session": session, "today": today, "wrong": wrong, **stands}
    context["cares"] = cautions.read(request.user, content) if session.is_open else {}
    if session.status == Session.Status.PLANNED:
        context["begin"] = bound.get("begin") or BeginForm(session=session, today=today)
        context["before"] = bound.get("before") or checkin_form(CheckIn.Kind.BEFORE, read, content, today)
    elif read.entries:
        context["cards"] = cards(read, bound.get("entry"), left_out)
        context["is_dizzy"] = leaving_out.is_dizzy(present, read)
        context["after"] = bound.get("after") or checkin_form(CheckIn.Kind.AFTER, read, content, today)
    is_closed = is_shut(session, context["gate"]) or context.get("is_dizzy")
    to_play = replace(read, entries=[entry for entry in read.entries if entry.pk not in left_out])
    is_left = any(not entry.is_over for entry in to_play.entries)
    if is_left and is_playable(session, today) and not is_closed:
        context |= player_parts(request, to_play, present)
    return render(request, "programs/session_detail.html", context, status=status)


def player_parts(request, read, present):
    """What the guided player is made of."""
    return {
        "plan": player.plan(read=read, owner=request.user, present=present),
        "figures": player.figures(read),
        "feels": Feel.choices,
        "answers": AnswerForm(auto_id="answer-%s"),
        "hurt": HurtForm(auto_id="hurt-%s"),
    }


def is_playable(session, today):
    """Whether it runs, or is there to be begun. What is still to come is worked out anew when it begins; one that was
    begun for an earlier day holds what was right on that day, and that may be too much by now."""
    if session.status == Session.Status.PLANNED:
        return session.date <= today
    return session.status == Session.Status.IN_PROGRESS and not session.is_logged_late


def is_shut(session, gate):
    """Whether what stands in the way of sessions keeps the player shut. Under S2 and S3 one that runs may end;
    one that was begun for an earlier day doesn't run: it writes down what was. A page left open may play it still."""
    if gate is None or gate.rule == "S1":
        return gate is not None
    return session.started_at is None or session.is_logged_late


def checkin_form(kind, read, content, today, data=None):
    """A form for how the back is before or after; it may stay empty. `data` is what was sent."""
    kept = read.before if kind == CheckIn.Kind.BEFORE else read.after
    options = {"areas": content.areas, "may_be_empty": True, "of_then": read.session.is_of_then(today)}
    return CheckInForm(data, kind=kind, checkin=kept if data is None else None, **options)


def must_stop(present, read, content, slug=None):
    """Whether a running player must stop: nothing more is to be done, or `slug`, where it is, is left out by now."""
    if is_shut(read.session, gate.of(present, content)) or leaving_out.is_dizzy(present, read):
        return True
    left_out = leaving_out.read(present, read, content)
    return any(entry.pk in left_out and entry.exercise.slug == slug for entry in read.entries)


def done(request, *place, stop=False):
    """Where to go once something is stored; a script that waits for no page hears whether its player must `stop`."""
    return redirect(*place) if request.accepts("text/html") else stored(stop)


def stored(stop=False):
    """The answer to a script: 204, or that its page is out of date and the player in it must stop."""
    return JsonResponse({"stop": True}) if stop else HttpResponse(status=204)
