from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from programs import agenda
from stretches import catalogue

from .standing import bring_up_to_date


@never_cache
@require_safe
def week(request, day=None):
    """The calendar week that holds the day, all plans together."""
    today, content = timezone.localdate(), catalogue.read()
    present = bring_up_to_date(request, content)
    shown = agenda.week(owner=request.user, day=day or today, today=today, catalogue=content, present=present)
    return render(request, "programs/week.html", {"week": shown, "today": today})
