from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from programs import history as reading
from programs.dates import WEEK, DayConverter, week_of
from stretches import catalogue

from .standing import standing

WEEKS_OF_SUMMARY = 4


@never_cache
@require_safe
def history(request):
    """Sessions and check-ins by week, newest first; `?until=` is a day of the last week shown."""
    today = timezone.localdate()
    page = reading.page(owner=request.user, until=until(request) or today, today=today)
    return render(request, "programs/history.html", {"page": page})


def until(request):
    """The day of the address, None without one; what is no day is not found."""
    value = request.GET.get("until", "")
    try:
        return DayConverter().to_python(value) if value else None
    except ValueError:
        raise Http404 from None


@never_cache
@require_safe
def progress(request):
    """The last four weeks in numbers."""
    today, content = timezone.localdate(), catalogue.read()
    stands = standing(request, content)
    first = week_of(today, request.user.first_weekday)[0] - (WEEKS_OF_SUMMARY - 1) * WEEK
    totals = reading.totals(owner=request.user, first=first, last=today, today=today)
    feels = reading.feels(owner=request.user, first=first, last=today)
    areas = [(area, totals.hurt[area.pk]) for area in content.areas]
    context = {"totals": totals, "feels": feels, "areas": areas, **stands}
    return render(request, "programs/progress.html", context)
