from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import condition, require_safe

from stretches.conditional import visitor_etag

from .visible import exercise_or_404, exercises_for


@login_not_required
@require_safe
@condition(etag_func=visitor_etag)
def exercise_sheet(request, slug):
    """One exercise on paper."""
    exercise = exercise_or_404(request.user, slug)
    return render(request, "stretches/sheet.html", {"exercises": [exercise], "exercise": exercise})


@login_not_required
@require_safe
@condition(etag_func=visitor_etag)
def sheet_all(request):
    """All exercises on paper, in order."""
    return render(request, "stretches/sheet.html", {"exercises": exercises_for(request.user)})
