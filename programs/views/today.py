from django.conf import settings
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from programs import agenda, leaving_out, library, sessions
from programs.log import Log
from stretches import catalogue

from .checkin import morning
from .session_page import is_shut
from .standing import bring_up_to_date, standing


@never_cache
@require_safe
def today(request):
    """What now: one thing, and what comes after it. The morning question stands there until the evening."""
    now, content = timezone.localtime(), catalogue.read()
    person, day = request.user, now.date()
    present = bring_up_to_date(request, content, now)
    found = agenda.today(owner=person, today=day, catalogue=content, present=present)
    is_overdue = any(sessions.is_overdue(session, now) for session in found.running)
    if is_overdue and sessions.close_overdue(owner=person, catalogue=content, now=now):
        return redirect("today")  # what was left running has closed, so there is something else to do now
    stands = standing(request, content, now, present=present)
    context = {"today": found, "day": day, **stands, **to_do(found.now, stands["gate"], present, content)}
    if not found.knows_any:
        context["plan"] = person.plans.running().first()
        context["program"] = None if context["plan"] else library.default()
    elif now.hour < settings.LIMBER_EVENING_HOUR:
        context |= morning(person, day, content.areas)
    return render(request, "programs/today.html", context)


def to_do(line, gate, present, content):
    """What the one session of today still asks for (`to_do`), and whether it should go no further (`is_stopped`)."""
    if line is None:
        return {"to_do": [], "is_stopped": False}
    read = Log(line.session, line.entries, line.state)
    is_stopped = is_shut(line.session, gate) or leaving_out.is_dizzy(present, read)
    left_out = leaving_out.read(present, read, content)
    is_over = is_stopped or line.session.is_logged_late
    rest = [entry for entry in line.entries if not entry.is_over and entry.pk not in left_out]
    return {"to_do": [] if is_over else rest, "is_stopped": is_stopped}
