from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import condition, require_safe

from stretches import catalogue
from stretches.conditional import visitor_etag
from stretches.fragments import render_part
from stretches.search import ExerciseSearch

from .visible import exercise_or_404, exercises_for


@login_not_required
@require_safe
@condition(etag_func=visitor_etag)
def exercise_list(request):
    """The catalogue; words and filters are in the address, `#results` is the part that changes."""
    search = ExerciseSearch(request.GET, catalogue.read().areas)
    search.is_valid()
    exercises = exercises_for(request.user)
    context = {"search": search, "exercises": search.found(exercises), "total": len(exercises)}
    return render_part(request, "stretches/exercise_list.html", "results", context)


@login_not_required
@require_safe
@condition(etag_func=visitor_etag)
def exercise_detail(request, slug):
    """One exercise with all there is to know; `?moving=usual` (or easier, harder) shows that figure moving."""
    exercise = exercise_or_404(request.user, slug)
    previous, following = neighbours(exercises_for(request.user), exercise)
    context = {
        "exercise": exercise,
        "other_forms": [form for form in (exercise.easier, exercise.harder) if form],
        "previous": previous,
        "next": following,
        "moving": request.GET.get("moving"),
    }
    return render(request, "stretches/exercise_detail.html", context)


def neighbours(exercises, exercise):
    """What comes before and after in the sequence, or None at its ends."""
    before = [other for other in exercises if (other.order, other.pk) < (exercise.order, exercise.pk)]
    after = [other for other in exercises if (other.order, other.pk) > (exercise.order, exercise.pk)]
    return before[-1] if before else None, after[0] if after else None
