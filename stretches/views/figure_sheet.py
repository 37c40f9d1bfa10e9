from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stretches.drawings import SIDES, figure_url

from .visible import exercises_for


@require_safe
def figure_sheet(request):
    """All figures on one sheet, for staff: each form's positions, from each side, and moving."""
    if not request.user.is_staff:
        raise Http404
    rows = [
        (exercise, [(form, views_of(form)) for form in exercise.forms.all()])
        for exercise in exercises_for(request.user)
    ]
    return render(request, "stretches/figure_sheet.html", {"rows": rows})


def views_of(form):
    """The addresses of the form's own drawings from each side it has: (side, still, moving)."""
    sides = SIDES if form.exercise.is_sided else SIDES[:1]
    if not form.drawings:
        return []
    return [(side, figure_url(form, "still", side), figure_url(form, "moving", side)) for side in sides]
