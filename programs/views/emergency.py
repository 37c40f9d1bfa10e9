from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from programs import screenings
from programs.emergency import local_help
from programs.forms.screening import SignsForm
from stretches import catalogue
from stretches.models import Condition


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def emergency(request):
    """The signs that need help now or soon; no account needed. A member can tick one, which stops the sessions."""
    conditions, form = catalogue.read().conditions, None
    if request.user.is_authenticated:
        form = SignsForm(request.POST if request.method == "POST" else None, conditions=conditions)
        if form.is_valid():
            return told(request, form)
    elif request.method == "POST":
        return redirect_to_login(request.path)
    context = {
        "now": [one for one in conditions if one.list == Condition.List.EMERGENCY],
        "soon": [one for one in conditions if one.list == Condition.List.URGENT],
        "help": local_help(),
        "form": form,
    }
    return render(request, "programs/emergency.html", context, status=422 if form and form.is_bound else 200)


def told(request, form):
    """Keep the signs, and say what follows."""
    screenings.tell(owner=request.user, day=timezone.localdate(), **form.cleaned_data)
    return redirect("screening_result")
