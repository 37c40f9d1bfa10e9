from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import condition, require_safe

from stretches import catalogue
from stretches.conditional import visitor_etag


@login_not_required
@require_safe
@condition(etag_func=visitor_etag)
def home(request):
    """What Limber is, for visitors; members go to today."""
    if request.user.is_authenticated:
        return redirect("today")
    return render(request, "stretches/home.html", {"exercises": catalogue.read().published})
