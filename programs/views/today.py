from django.conf import settings
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from programs import agenda, library, sessions
from stretches import catalogue

from .checkin import morning
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
    context = {"today": found, "day": day, **standing(request, content, now, present=present)}
    if not found.knows_any:
        context["plan"] = person.plans.running().first()
        context["program"] = None if context["plan"] else library.default()
    elif now.hour < settings.LIMBER_EVENING_HOUR:
        context |= morning(person, day, content.areas)
    return render(request, "programs/today.html", context)
